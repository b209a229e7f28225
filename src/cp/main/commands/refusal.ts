/** A message that ends a command. */
import type { CommandContext } from '../cp-services.js';
import { messageText, say, type MessageNumber } from '../messages-table.js';

/** Characters of an operand that a message repeats. */
const MOST_INSERT = 64;

/** Ends the command with a message of module `HCP` + `module`; its number is the return code. */
export class Refusal extends Error {
  readonly module: string;
  readonly number: MessageNumber;
  readonly inserts: readonly string[];

  constructor(module: string, number: MessageNumber, ...inserts: readonly string[]) {
    const short = inserts.map((insert) => insert.slice(0, MOST_INSERT));
    super(messageText(number, ...short));
    this.module = module;
    this.number = number;
    this.inserts = short;
  }
}

/** Runs a command; a refusal becomes its message. */
export async function answering(
  context: CommandContext,
  work: () => Promise<number> | number,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return say(context, error.module, error.number, ...error.inserts);
  }
}
