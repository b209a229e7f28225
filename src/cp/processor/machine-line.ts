/** What a hosted machine says to CP's main side, under its number and generation. */
import type { FromProcessor, MachineAsk, Reply } from '../protocol.js';
import type { MachineHost } from './machine-host.js';

type Unaddressed<Message> = Message extends { readonly machine: number }
  ? Omit<Message, 'machine' | 'generation'>
  : never;

/** One machine's messages. */
export class MachineLine {
  readonly #machine: number;
  readonly #host: Pick<MachineHost, 'post'>;
  /** Main drops what carries an older one than its own. */
  generation: number;

  constructor(machine: number, generation: number, host: Pick<MachineHost, 'post'>) {
    this.#machine = machine;
    this.generation = generation;
    this.#host = host;
  }

  post(message: Unaddressed<FromProcessor>): void {
    this.#host.post({ ...message, machine: this.#machine, generation: this.generation });
  }

  /** Answers a request. */
  reply(sequence: number, reply: Reply): void {
    this.post({ type: 'reply', sequence, reply });
  }

  ask(ask: number, question: MachineAsk): void {
    this.post({ type: 'ask', ask, question });
  }

  /** Nobody waits for an answer any more. */
  withdraw(ask: number): void {
    this.post({ type: 'withdrawn', ask });
  }
}
