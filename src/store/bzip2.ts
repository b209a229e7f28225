/**
 * Decompresses bzip2 (the format as its reference program writes it: blocks of a Burrows-Wheeler transform behind
 * move-to-front and Huffman codes), because the host's library has no such thing. What comes out is bounded; bad
 * input throws a RangeError.
 */

const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
const GROUP = 50;
const LONGEST_CODE = 20;
const RUN_A = 0;
const RUN_B = 1;

function bad(what: string): never {
  throw new RangeError(`bzip2: ${what}`);
}

/** Bits, the first of a byte being its highest. */
class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): number {
    let value = 0;
    for (let n = 0; n < count; n++) value = value * 2 + this.one();
    return value;
  }

  one(): number {
    const byte = this.#bytes[this.#at >> 3] ?? bad('data ends early');
    return (byte >> (7 - (this.#at++ & 7))) & 1;
  }
}

/** A Huffman code: for each length the first code and the first of its symbols. */
interface Code {
  readonly first: readonly number[];
  readonly count: readonly number[];
  readonly symbols: readonly number[];
}

function makeCode(lengths: readonly number[]): Code {
  const count = new Array<number>(LONGEST_CODE + 1).fill(0);
  for (const length of lengths) count[length]!++;
  const first = new Array<number>(LONGEST_CODE + 1).fill(0);
  for (let length = 1, code = 0; length <= LONGEST_CODE; length++) {
    first[length] = code;
    code = (code + count[length]!) * 2;
  }
  const symbols = lengths
    .map((length, symbol) => ({ length, symbol }))
    .sort((a, b) => a.length - b.length || a.symbol - b.symbol)
    .map(({ symbol }) => symbol);
  return { first, count, symbols };
}

function symbolOf(bits: Bits, { first, count, symbols }: Code): number {
  let code = 0;
  let before = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    code = code * 2 + bits.one();
    const offset = code - first[length]!;
    if (offset >= 0 && offset < count[length]!) return symbols[before + offset]!;
    before += count[length]!;
  }
  return bad('no such code');
}

/** The bytes that occur in a block, in order. */
function usedBytes(bits: Bits): number[] {
  const ranges = bits.take(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue;
    const members = bits.take(16);
    for (let n = 0; n < 16; n++) if ((members & (0x8000 >> n)) !== 0) used.push(range * 16 + n);
  }
  return used.length === 0 ? bad('an empty alphabet') : used;
}

/** Takes entry `n` to the front of a list. */
function toFront(list: number[], n: number): number {
  const [entry] = list.splice(n, 1);
  if (entry === undefined) bad('beyond the list');
  list.unshift(entry);
  return entry;
}

function readSelectors(bits: Bits, codes: number): number[] {
  const order = Array.from({ length: codes }, (_, n) => n);
  const count = bits.take(15);
  return Array.from({ length: count }, () => {
    let n = 0;
    while (bits.one() === 1) if (++n >= codes) bad('no such code');
    return toFront(order, n);
  });
}

function readLengths(bits: Bits, symbols: number): number[] {
  let length = bits.take(5);
  return Array.from({ length: symbols }, () => {
    while (bits.one() === 1) {
      length += bits.one() === 0 ? 1 : -1;
      if (length < 1 || length > LONGEST_CODE) bad('a code length');
    }
    return length < 1 || length > LONGEST_CODE ? bad('a code length') : length;
  });
}

/** The last column of the transform: Huffman codes, runs and move-to-front undone. */
function lastColumn(bits: Bits, limit: number): Uint8Array {
  const list = usedBytes(bits);
  const end = list.length + 1;
  const codeCount = bits.take(3);
  if (codeCount < 2 || codeCount > 6) bad('number of codes');
  const selectors = readSelectors(bits, codeCount);
  const codes = Array.from({ length: codeCount }, () => makeCode(readLengths(bits, end + 1)));
  const out = new Uint8Array(limit);
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let n = 0; ; n++) {
    const code = codes[selectors[Math.floor(n / GROUP)] ?? bad('too few selectors')]!;
    const symbol = symbolOf(bits, code);
    if (symbol === RUN_A || symbol === RUN_B) {
      run += weight * (symbol + 1);
      weight *= 2;
      if (run > limit) bad('a block that is too long');
      continue;
    }
    if (length + run + (symbol === end ? 0 : 1) > limit) bad('a block that is too long');
    out.fill(list[0]!, length, length + run);
    length += run;
    run = 0;
    weight = 1;
    if (symbol === end) return out.subarray(0, length);
    out[length++] = toFront(list, symbol - 1);
  }
}

/** Undoes the transform. */
function untransform(last: Uint8Array, origin: number): Uint8Array {
  if (origin >= last.length) bad('origin');
  const starts = new Uint32Array(257);
  for (const byte of last) starts[byte + 1]!++;
  for (let n = 1; n <= 256; n++) starts[n]! += starts[n - 1]!;
  const next = new Uint32Array(last.length);
  last.forEach((byte, n) => {
    next[starts[byte]!++] = n;
  });
  const out = new Uint8Array(last.length);
  for (let n = 0, at = next[origin]!; n < out.length; n++, at = next[at]!) out[n] = last[at]!;
  return out;
}

/** Undoes the first step: four equal bytes are followed by how many more there are. */
function expand(bytes: Uint8Array, into: Uint8Array, from: number): number {
  let at = from;
  let equal = 0;
  let before = -1;
  for (const byte of bytes) {
    const repeats = equal === 4 ? byte : 1;
    if (at + repeats > into.length) bad('more than was expected');
    into.fill(equal === 4 ? before : byte, at, at + repeats);
    at += repeats;
    if (equal === 4) {
      equal = 0;
      before = -1;
    } else {
      equal = byte === before ? equal + 1 : 1;
      before = byte;
    }
  }
  return at;
}

/**
 * Decompresses.
 * @param limit - the most bytes that may come out
 * @throws RangeError when the input is no bzip2, or more comes out
 */
export function bunzip2(bytes: Uint8Array, limit: number): Uint8Array {
  const bits = new Bits(bytes);
  if (bits.take(24) !== 0x425a68) bad('no such header');
  const hundreds = bits.take(8) - 0x30;
  if (hundreds < 1 || hundreds > 9) bad('block size');
  // a block cannot be longer than what comes out of it, but for the counts of runs of four
  const blockLimit = Math.min(hundreds * 100_000, limit + Math.ceil(limit / 4));
  const out = new Uint8Array(limit);
  let length = 0;
  for (;;) {
    const magic = bits.take(48);
    bits.take(32); // check sum: the track that comes out is looked at instead
    if (magic === END_MAGIC) return out.subarray(0, length);
    if (magic !== BLOCK_MAGIC) bad('no such block');
    if (bits.one() !== 0) bad('a randomised block');
    const origin = bits.take(24);
    length = expand(untransform(lastColumn(bits, blockLimit), origin), out, length);
  }
}
