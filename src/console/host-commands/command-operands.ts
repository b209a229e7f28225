/** What the host's commands have in common: what they need of the host, and how their operands are taken apart. */
import type { Administration } from '../../cp/ports/administration.js';

/** What the commands need of the host; given by the composition root. */
export interface HostTools {
  readonly administration: Administration;
  /** A file of the host; rejects with a text for the person when it cannot be read. */
  readFile(path: string): Promise<Uint8Array>;
  /** Writes a new file, never over another; rejects when it is there. */
  writeNewFile(path: string, text: string): Promise<void>;
  /** A path as it is whatever the working directory: the running system may have another. */
  absolutePath(path: string): string;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** Asks for a line that is not shown. Undefined when there is no terminal. */
  askHidden(prompt: string): Promise<string | undefined>;
  out(line: string): void;
  error(line: string): void;
}

/** The operands, with options taken out. */
export interface Operands {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Wrong use: the text, then how it is used. */
export class Usage extends Error {}

/**
 * Takes operands apart; throws {@link Usage}.
 * @param wanted - options with the number of words each takes
 */
export function parse(args: readonly string[], wanted: Readonly<Record<string, number>>): Operands {
  const words: string[] = [];
  const options = new Map<string, readonly string[]>();
  for (let n = 0; n < args.length; n++) {
    const word = args[n] ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const name = word.slice(2);
    if (!Object.hasOwn(wanted, name)) throw new Usage(`unknown option ${word}`);
    const count = wanted[name] ?? 0;
    const values = args.slice(n + 1, n + 1 + count);
    if (values.length < count) throw new Usage(`${word} wants ${String(count)} operand(s)`);
    options.set(name, values);
    n += count;
  }
  return { words, options };
}

/** The words, when there are so many. */
export function need(operands: Operands, count: number): readonly string[] {
  if (operands.words.length !== count) throw new Usage('wrong number of operands');
  return operands.words;
}
