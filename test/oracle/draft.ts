/** What generators write a case with: chance, registers, operands in storage, the PSW. */
import {
  CODE,
  CODE_AT,
  CODE_BYTES,
  CONTROL,
  FLOAT,
  GENERAL,
  KEYS,
  PAGE_EDGE,
  PSW,
  RECORD,
  SIZE,
  WINDOW,
  WINDOW_AT,
  WINDOW_BYTES,
} from './record.js';

/** Random numbers from 0 to below its argument. */
export type Random = (below: number) => number;

/** A small generator (mulberry32), so that a seed names its cases. */
export function randomness(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const EDGES = [0, 1, -1, 0x80000000, 0x7fffffff, 0x80000001, 0xffff, -0x8000, 0x7fff];
/** Control registers as a reset leaves them. */
const CLEAN = new Map([
  [0, 0xe0],
  [2, -1],
  [14, 0xc2000000],
  [15, 512],
]);

/** A case under way. */
export class Draft {
  readonly bytes = Buffer.alloc(RECORD);
  readonly random: Random;
  /** The PSW key; 0 most of the time. */
  key = 0;
  problem = false;
  extended = false;
  /** EC mode with program-event recording. */
  per = false;
  /** What is added to addresses of storage: not 0 with translation on. */
  space = 0;
  /** Dynamic address translation is on. */
  translated = false;
  readonly #free: number[] = [];

  constructor(random: Random) {
    this.random = random;
    for (let n = 1; n < 16; n++) this.#free.splice(random(n), 0, n);
    for (let n = 0; n < 16; n++) this.set(n, this.value());
    for (const [n, value] of CLEAN) this.control(n, value);
    for (let n = 0; n < 8; n++) this.bytes.writeInt32BE(this.any() | 0, FLOAT + 4 * n);
    const style = random(4);
    for (let i = 0; i < WINDOW_BYTES; i++)
      this.bytes[WINDOW + i] =
        style === 0 ? random(256) : [0, 0xff, 0x40, 0xf0 + random(10), random(256)][random(5)]!;
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.random(100) < percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.random(list.length)]!;
  }

  /** Any word. */
  any(): number {
    return this.random(0x100000000);
  }

  /** A word that is worth trying. */
  value(): number {
    if (this.chance(25)) return this.pick(EDGES);
    return this.chance(35) ? this.random(600) - 300 : this.any();
  }

  /** A general register. */
  set(n: number, value: number): void {
    this.bytes.writeInt32BE(value | 0, GENERAL + 4 * (n & 15));
  }

  get(n: number): number {
    return this.bytes.readInt32BE(GENERAL + 4 * (n & 15));
  }

  control(n: number, value: number): void {
    this.bytes.writeInt32BE(value | 0, CONTROL + 4 * n);
  }

  float(n: number, high: number, low: number): void {
    this.bytes.writeInt32BE(high | 0, FLOAT + 4 * n);
    this.bytes.writeInt32BE(low | 0, FLOAT + 4 * n + 4);
  }

  /** A general register that has not been given out, never 0. */
  take(): number {
    return this.#free.pop() ?? 1;
  }

  /** Uses up registers that must keep what they have. */
  reserve(...registers: number[]): void {
    for (const n of registers) {
      const at = this.#free.indexOf(n & 15);
      if (at >= 0) this.#free.splice(at, 1);
    }
  }

  /** An address where so many bytes may be touched: often across the edge of a page, now and then outside. */
  address(length: number, align = 1): number {
    let at: number;
    if (this.chance(3)) at = this.chance(50) ? SIZE + this.random(0x10000) : SIZE - this.random(32);
    else if (this.chance(30)) at = PAGE_EDGE - this.random(length + 1);
    else at = WINDOW_AT + this.random(Math.max(1, WINDOW_BYTES - length));
    return at - (at % align) + this.space;
  }

  /** Puts bytes where an address points, as far as that is in the window. */
  poke(address: number, bytes: readonly number[]): void {
    bytes.forEach((byte, i) => {
      const at = address - this.space - WINDOW_AT + i;
      if (at >= 0 && at < WINDOW_BYTES) this.bytes[WINDOW + at] = byte;
    });
  }

  /** Loads a base register so that base and displacement give an address; the two bytes of the operand. */
  base(address: number): number {
    const b = this.take();
    const d = this.random(this.chance(50) ? 4096 : 16);
    this.set(b, ((address - d) & 0xffffff) | (this.chance(30) ? this.any() & 0xff000000 : 0));
    return (b << 12) | d;
  }

  /** The same with an index register half of the time; gives the index and the two bytes. */
  indexed(address: number): { x: number; base: number } {
    if (this.chance(50)) return { x: 0, base: this.base(address) };
    const x = this.take();
    const offset = this.random(0x100000);
    this.set(x, offset);
    return { x, base: this.base(address - offset) };
  }

  /** Sets the instruction, as halfwords. */
  code(...halfwords: number[]): void {
    for (let i = 0; i < CODE_BYTES / 2; i++)
      this.bytes.writeUInt16BE((halfwords[i] ?? 0x0aff) & 0xffff, CODE + 2 * i);
  }

  /** Protection: a key for the PSW and for both pages. */
  protect(): void {
    this.key = 1 + this.random(15);
    for (let page = 0; page < 2; page++) {
      const other = this.random(16);
      this.bytes[KEYS + page] = this.pick([
        this.key << 4,
        (this.key << 4) | 8,
        0,
        other << 4,
        (other << 4) | 8,
      ]);
    }
  }

  /**
   * What PER monitors: branches, stores into a range of the window, which may wrap, or the fetch of the very
   * instruction. Hercules knows no alteration of general registers, and forgets events of the SVC behind the
   * instruction, whose new PSW has no PER; test/cpu/per.test.ts has these.
   */
  record(): void {
    this.per = true;
    this.extended = true;
    const fetch = this.chance(30);
    this.control(9, ((fetch ? 4 : 0) | this.pick([0, 2, 8, 10])) << 28);
    const from = fetch ? CODE_AT : WINDOW_AT + this.random(0x400);
    const length = fetch
      ? 2
      : this.pick([1, 1 + this.random(16), 1 + this.random(0x400), 0xfff000]);
    this.control(10, from);
    this.control(11, (from + length - 1) & 0xffffff);
  }

  /** Translation: EC mode, and what control registers 0 and 1 have; before any address is made. */
  translate(set: { readonly cr0: number; readonly cr1: number; readonly space: number }): void {
    this.tables(set);
    this.extended = true;
    this.translated = true;
    this.space = set.space;
  }

  /** Control registers 0 and 1 alone, for LRA and TPROT. */
  tables({ cr0, cr1 }: { readonly cr0: number; readonly cr1: number }): void {
    this.control(0, cr0);
    this.control(1, cr1);
  }

  /** The PSW, last of all. */
  finish(): Buffer {
    const cc = this.random(4);
    const mask = this.pick([0, 15, this.random(16)]);
    const first = (this.key << 20) | (this.problem ? 0x10000 : 0);
    if (this.extended) {
      const dat = this.translated ? 0x04000000 : 0;
      const per = this.per ? 0x40000000 : 0;
      this.bytes.writeInt32BE(first | dat | per | 0x80000 | (cc << 12) | (mask << 8), PSW);
      this.bytes.writeInt32BE(CODE_AT + this.space, PSW + 4);
    } else {
      this.bytes.writeInt32BE(first, PSW);
      this.bytes.writeInt32BE((cc << 28) | (mask << 24) | CODE_AT, PSW + 4);
    }
    return this.bytes;
  }
}
