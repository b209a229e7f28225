/**
 * Who owns a virtual machine: one word of shared memory a machine, changed only by compareExchange. Only
 * the owner writes the machine's registers, storage, tables and device blocks.
 *
 * The rule of hand-over: CP's main side owns a machine from the reply to `stop` (or from `stopped`) until it
 * posts the next request that makes the machine work: start, ipl, reset, restart, external, attach, detach,
 * ready, not-ready, reset-device, close-device, settings, write-down, discard. From that post until the reply the
 * machine is the processor's. The other requests (answers, console lines, attention) may be posted at any
 * time: the processor keeps them until the machine goes on.
 */

/** The owner that stands for CP's main side. Real processors are numbered from 0. */
export const CP_OWNER = -1;

/** Generations are compared modulo this: the word holds 23 bits of them. */
const GENERATION_MASK = 0x7fffff;

/** What an owner word says. */
export interface Owner {
  /** {@link CP_OWNER} or the number of a real processor. */
  readonly owner: number;
  /** The generation, modulo 2^23. */
  readonly generation: number;
}

/** The owner word of one machine. */
export class OwnerWord {
  readonly #words: Int32Array;
  readonly #index: number;

  /**
   * @param words - a view of shared memory
   * @param index - which word of it
   */
  constructor(words: Int32Array, index: number) {
    this.#words = words;
    this.#index = index;
  }

  /** Sets the word of a machine that nobody can know of yet. */
  initialise(owner: number, generation: number): void {
    Atomics.store(this.#words, this.#index, encode(owner, generation));
  }

  read(): Owner {
    const word = Atomics.load(this.#words, this.#index);
    return { owner: (word & 0xff) - 1, generation: (word >>> 8) & GENERATION_MASK };
  }

  /** Whether `owner` has the machine now. */
  isOwnedBy(owner: number): boolean {
    return this.read().owner === owner;
  }

  /** Hands the machine from one owner to another; false when `from` does not have it. */
  pass(from: number, to: number): boolean {
    const word = Atomics.load(this.#words, this.#index);
    if ((word & 0xff) - 1 !== from) return false;
    const next = (word & ~0xff) | (to + 1);
    return Atomics.compareExchange(this.#words, this.#index, word, next) === word;
  }

  /** Hands the machine over; that the giver does not have it is a fault of ours. */
  hand(from: number, to: number): void {
    if (!this.pass(from, to)) {
      throw new Error(`machine handed over by ${from} belongs to ${this.read().owner}`);
    }
  }

  /** The owner raises the generation. False when it does not have the machine. */
  raise(owner: number, generation: number): boolean {
    const word = Atomics.load(this.#words, this.#index);
    if ((word & 0xff) - 1 !== owner) return false;
    const next = encode(owner, generation);
    return Atomics.compareExchange(this.#words, this.#index, word, next) === word;
  }

  /** CP takes the machine from a real processor whose thread has ended. */
  seize(dead: number, generation: number): boolean {
    const word = Atomics.load(this.#words, this.#index);
    if ((word & 0xff) - 1 !== dead) return false;
    const next = encode(CP_OWNER, generation);
    return Atomics.compareExchange(this.#words, this.#index, word, next) === word;
  }

  /** Throws unless `owner` has the machine: a guard in front of every write from outside the processor. */
  assertOwnedBy(owner: number): void {
    const now = this.read().owner;
    if (now !== owner) throw new Error(`machine belongs to ${now}, not to ${owner}`);
  }
}

function encode(owner: number, generation: number): number {
  return ((generation & GENERATION_MASK) << 8) | (owner + 1);
}
