/**
 * The external interruptions of VMCF that a machine has not taken, and the buffer for their headers. They are the
 * machine's; its first processor takes them. Main is told of each when it has been taken, by the reply to the
 * request that brought it.
 */
import type { GuestStorage } from '../../cpu/guest-storage.js';
import type { Reply } from '../protocol.js';
import { isSendOf } from '../vmcf.js';
import type { GuestMessage, MessageName } from '../vmcf.js';

/** Where headers are stored: AUTHORIZE. */
export interface MessageBuffer {
  readonly address: number;
  readonly length: number;
}

interface Waiting {
  readonly sequence: number;
  readonly message: GuestMessage;
}

/** Plain data. */
export interface WrittenMessages {
  readonly buffer: MessageBuffer | undefined;
  readonly waiting: readonly Waiting[];
}

/** What they need of their machine. */
export interface MessagesHost {
  readonly storage: Pick<GuestStorage, 'holds' | 'store'>;
  /** Whether there is one to be taken. */
  pending(any: boolean): void;
  reply(sequence: number, reply: Reply): void;
}

/** The VMCF interruptions of one machine. */
export class MachineMessages {
  readonly #host: MessagesHost;
  #buffer: MessageBuffer | undefined;
  #waiting: Waiting[] = [];

  constructor(host: MessagesHost) {
    this.#host = host;
  }

  /** AUTHORIZE has been done. */
  authorize(buffer: MessageBuffer): void {
    this.#buffer = buffer;
    this.#tell();
  }

  /** UNAUTHORIZE, or a reset. */
  forget(): void {
    const dropped = this.#waiting;
    this.#waiting = [];
    this.#buffer = undefined;
    this.#tell();
    for (const { sequence } of dropped) this.#drop(sequence);
  }

  /** One comes from main: urgent ones go in front of those that are not. */
  add(sequence: number, message: GuestMessage): void {
    const behind = message.urgent ? this.#waiting.findIndex((one) => !one.message.urgent) : -1;
    this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, { sequence, message });
    this.#tell();
  }

  /** CANCEL, or the source is gone: a message that has not been taken is not wanted any more. */
  withdraw(name: MessageName): void {
    const at = this.#waiting.findIndex(({ message }) => isSendOf(message, name));
    if (at < 0) return;
    const [{ sequence }] = this.#waiting.splice(at, 1) as [Waiting];
    this.#tell();
    this.#drop(sequence);
  }

  /** Whether a message has come whose interruption has not been taken. */
  holds(name: MessageName): boolean {
    return this.#waiting.some(({ message }) => isSendOf(message, name));
  }

  /** The interruption is being taken: stores the header; false when there is no frame, and nothing has changed. */
  take(): boolean {
    const [first] = this.#waiting;
    const buffer = this.#buffer;
    if (first === undefined || buffer === undefined) return true;
    const { bytes, reply } = first.message;
    if (reply !== undefined && !this.#store(reply.address, reply.bytes)) return false;
    if (!this.#store(buffer.address, bytes.subarray(0, buffer.length))) return false;
    this.#waiting.shift();
    this.#tell();
    this.#host.reply(first.sequence, { ok: true });
    return true;
  }

  writeDown(): WrittenMessages {
    return { buffer: this.#buffer, waiting: this.#waiting };
  }

  restore(written: WrittenMessages): void {
    this.#buffer = written.buffer;
    this.#waiting = [...written.waiting];
    this.#tell();
  }

  /** A segment that has been purged takes a buffer with it. */
  #store(address: number, bytes: Uint8Array): boolean {
    return (
      !this.#host.storage.holds(address, bytes.length) || this.#host.storage.store(address, bytes)
    );
  }

  #drop(sequence: number): void {
    this.#host.reply(sequence, { ok: false, why: 'superseded' });
  }

  #tell(): void {
    this.#host.pending(this.#buffer !== undefined && this.#waiting.length > 0);
  }
}
