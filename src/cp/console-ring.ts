/**
 * The console ring of a virtual machine: records on their way from the guest to its console, in shared
 * memory. One producer (the real processor that has the machine) and one consumer (CP's main side), no lock. The
 * consumer looks at a record first and takes it only when the console has accepted it.
 *
 * A record is one byte of kind, three bytes of length, the data, and padding to a word. Positions count
 * bytes modulo 2^32 and the ring's size is a power of two, so that a position tells how far main has drained.
 */
import { RING_DISPLAY } from '../devices/backing.js';
import type { ConsoleOutput } from '../devices/backing.js';

/** Bytes of data in a ring; a power of two. */
export const RING_SIZE = 0x10000;
/** Bytes in front of the data: the positions. */
export const RING_HEADER = 64;
/** Bytes of shared memory that one ring takes. */
export const RING_BYTES = RING_HEADER + RING_SIZE;
/** The longest record; what is longer is cut off, so that no record can wait for room for ever. */
export const RING_RECORD_LIMIT = RING_SIZE - 8;

/**
 * Bytes that may wait before lines are refused: about a page of short ones. A guest whose output is held at
 * MORE... must stop soon, or HT and HX would come thousands of lines too late; a full screen needs more.
 */
const LINES_AHEAD = 512;

/** Words of the header. */
const HEAD = 0;
const TAIL = 1;
const SIGNALLED = 2;

/** What both ends share: the view of the header words and of the data. */
interface RingViews {
  readonly words: Int32Array;
  readonly data: Uint8Array;
}

function views(memory: ArrayBufferLike, address: number): RingViews {
  return {
    words: new Int32Array(memory, address, RING_HEADER / 4),
    data: new Uint8Array(memory, address + RING_HEADER, RING_SIZE),
  };
}

/** Empties a ring; only while neither end is in use (a new machine). */
export function clearRing(memory: ArrayBufferLike, address: number): void {
  new Int32Array(memory, address, RING_HEADER / 4).fill(0);
}

/** The guest's end. */
export class ConsoleRingProducer implements ConsoleOutput {
  readonly #views: RingViews;

  constructor(memory: ArrayBufferLike, address: number) {
    this.#views = views(memory, address);
  }

  put(kind: number, bytes: Uint8Array): boolean {
    const { words, data } = this.#views;
    const length = Math.min(bytes.length, RING_RECORD_LIMIT);
    const head = Atomics.load(words, HEAD);
    const used = (head - Atomics.load(words, TAIL)) >>> 0;
    const whole = (4 + length + 3) & ~3;
    if (kind !== RING_DISPLAY && used > LINES_AHEAD) return false;
    if (used > RING_SIZE || RING_SIZE - used < whole) return false;
    const at = head & (RING_SIZE - 1);
    // positions are multiples of four, so a header never wraps
    data[at] = kind;
    data[at + 1] = length >> 16;
    data[at + 2] = (length >> 8) & 0xff;
    data[at + 3] = length & 0xff;
    const from = (at + 4) & (RING_SIZE - 1);
    const first = Math.min(length, RING_SIZE - from);
    data.set(bytes.subarray(0, first), from);
    if (first < length) data.set(bytes.subarray(first, length), 0);
    Atomics.store(words, HEAD, (head + whole) | 0);
    return true;
  }

  /** How far it has come. */
  get position(): number {
    return Atomics.load(this.#views.words, HEAD) >>> 0;
  }

  /** Whether main has yet to be told that there are records; true once until main begins to drain. */
  signal(): boolean {
    const { words } = this.#views;
    if (Atomics.load(words, HEAD) === Atomics.load(words, TAIL)) return false;
    return Atomics.compareExchange(words, SIGNALLED, 0, 1) === 0;
  }
}

/** A record as the consumer sees it. */
export interface RingRecord {
  /** One of the kinds in devices/backing.ts. */
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/** The console's end. */
export class ConsoleRingConsumer {
  readonly #views: RingViews;

  constructor(memory: ArrayBufferLike, address: number) {
    this.#views = views(memory, address);
  }

  /** How far this end has come. */
  get position(): number {
    return Atomics.load(this.#views.words, TAIL) >>> 0;
  }

  get empty(): boolean {
    return Atomics.load(this.#views.words, HEAD) === Atomics.load(this.#views.words, TAIL);
  }

  /** Free bytes: main answers `console-room` when there is room again. */
  get room(): number {
    const { words } = this.#views;
    return RING_SIZE - ((Atomics.load(words, HEAD) - Atomics.load(words, TAIL)) >>> 0);
  }

  /** Main begins to drain: records that come from now on are signalled again. */
  begin(): void {
    Atomics.store(this.#views.words, SIGNALLED, 0);
  }

  /**
   * The oldest record, which stays until {@link advance}; undefined when there is none. Positions or a
   * length that cannot be (a producer that died in the middle, or ran wild) empty the ring.
   */
  peek(): RingRecord | undefined {
    const { words, data } = this.#views;
    const head = Atomics.load(words, HEAD);
    const tail = Atomics.load(words, TAIL);
    const used = (head - tail) >>> 0;
    if (used === 0) return undefined;
    const at = tail & (RING_SIZE - 1);
    const length = (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!;
    if (((head | tail) & 3) !== 0 || used > RING_SIZE || ((4 + length + 3) & ~3) > used) {
      Atomics.store(words, TAIL, head & ~3);
      return undefined;
    }
    const bytes = new Uint8Array(length);
    const from = (at + 4) & (RING_SIZE - 1);
    const first = Math.min(length, RING_SIZE - from);
    bytes.set(data.subarray(from, from + first));
    if (first < length) bytes.set(data.subarray(0, length - first), first);
    return { kind: data[at]!, bytes };
  }

  /** Takes the record that `peek` showed. */
  advance(): void {
    const { words, data } = this.#views;
    const tail = Atomics.load(words, TAIL);
    const used = (Atomics.load(words, HEAD) - tail) >>> 0;
    if (used === 0) return;
    const at = tail & (RING_SIZE - 1);
    const length = (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!;
    const whole = (4 + length + 3) & ~3;
    if (whole <= used) Atomics.store(words, TAIL, (tail + whole) | 0);
  }

  /** Drops everything that is in the ring (reset, IPL, logoff). */
  drop(): void {
    const { words } = this.#views;
    Atomics.store(words, TAIL, Atomics.load(words, HEAD));
  }
}
