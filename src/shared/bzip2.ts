/**
 * Reads bzip2 (which tapes and disks of Hercules may hold, and no host library of ours reads): blocks of a Huffman-coded
 * move-to-front list of a Burrows-Wheeler transform. The bytes are hostile input: everything is bounded by the
 * block's own size and by `limit`, and anything that breaks the rules gives undefined.
 */

/** Bytes of a block for each step of the level digit. */
const LEVEL = 100_000;
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
/** Symbols that one table of codes serves. */
const GROUP = 50;
const LONGEST_CODE = 20;
const RUN_A = 0;
const RUN_B = 1;

/** The bytes broke the rules; caught in {@link bunzip2}. */
class Damaged extends Error {}

class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Up to 24 bits. */
  take(count: number): number {
    while (this.#count < count) {
      if (this.#at >= this.#bytes.length) throw new Damaged();
      this.#held = ((this.#held << 8) | this.#bytes[this.#at++]!) & 0x7fffffff;
      this.#count += 8;
    }
    this.#count -= count;
    const value = (this.#held >>> this.#count) & ((1 << count) - 1);
    this.#held &= (1 << this.#count) - 1;
    return value;
  }
}

/** A table of codes: by length, the first code, where its symbols begin, and how many there are. */
interface Codes {
  readonly first: Int32Array;
  readonly start: Int32Array;
  readonly count: Int32Array;
  readonly symbols: Uint16Array;
}

/** Expands `bytes` to at most `limit` bytes; undefined when they are damaged or hold more. */
export function bunzip2(bytes: Uint8Array, limit: number): Uint8Array | undefined {
  try {
    return expand(bytes, limit);
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

function expand(bytes: Uint8Array, limit: number): Uint8Array {
  const bits = new Bits(bytes);
  if (bits.take(24) !== 0x425a68) throw new Damaged();
  const level = bits.take(8) - 0x30;
  if (level < 1 || level > 9) throw new Damaged();
  // four bytes of a run may stand for 259: so much less need never be unpacked
  const most = Math.min(level * LEVEL, limit * 2 + 16);
  const out = new Uint8Array(limit);
  let used = 0;
  let whole = 0;
  for (;;) {
    const magic = bits.take(24) * 0x1000000 + bits.take(24);
    const crc = ((bits.take(16) << 16) | bits.take(16)) >>> 0;
    if (magic === END_MAGIC) {
      if (crc !== whole) throw new Damaged();
      return out.slice(0, used);
    }
    if (magic !== BLOCK_MAGIC) throw new Damaged();
    const from = used;
    used = unrun(untransformed(bits, most), out, used);
    const sum = checksum(out.subarray(from, used));
    if (sum !== crc) throw new Damaged();
    whole = (((whole << 1) | (whole >>> 31)) ^ sum) >>> 0;
  }
}

/** The bytes of a block before its runs are expanded. */
function untransformed(bits: Bits, most: number): Uint8Array {
  if (bits.take(1) === 1) throw new Damaged(); // randomised blocks are written no more
  const origin = bits.take(24);
  const used: number[] = [];
  const ranges = bits.take(16);
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue;
    const set = bits.take(16);
    for (let n = 0; n < 16; n++) if ((set & (0x8000 >> n)) !== 0) used.push(range * 16 + n);
  }
  if (used.length === 0) throw new Damaged();
  const tables = bits.take(3);
  const selections = bits.take(15);
  if (tables < 2 || tables > 6 || selections === 0) throw new Damaged();
  const selectors = readSelectors(bits, tables, selections);
  const codes: Codes[] = [];
  for (let n = 0; n < tables; n++) codes.push(readCodes(bits, used.length + 2));
  return inverse(moved(bits, used, codes, selectors, most), origin);
}

function readSelectors(bits: Bits, tables: number, count: number): Uint8Array {
  const order = Array.from({ length: tables }, (_, n) => n);
  const selectors = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    let place = 0;
    while (bits.take(1) === 1) if (++place >= tables) throw new Damaged();
    const [table] = order.splice(place, 1);
    order.unshift(table!);
    selectors[n] = table!;
  }
  return selectors;
}

function readCodes(bits: Bits, symbols: number): Codes {
  const lengths = new Uint8Array(symbols);
  let length = bits.take(5);
  for (let n = 0; n < symbols; n++) {
    while (bits.take(1) === 1) {
      length += bits.take(1) === 1 ? -1 : 1;
      if (length < 1 || length > LONGEST_CODE) throw new Damaged();
    }
    if (length < 1 || length > LONGEST_CODE) throw new Damaged();
    lengths[n] = length;
  }
  const first = new Int32Array(LONGEST_CODE + 1);
  const start = new Int32Array(LONGEST_CODE + 1);
  const count = new Int32Array(LONGEST_CODE + 1);
  const sorted = new Uint16Array(symbols);
  let code = 0;
  let place = 0;
  for (let n = 1; n <= LONGEST_CODE; n++) {
    first[n] = code;
    start[n] = place;
    for (let symbol = 0; symbol < symbols; symbol++) {
      if (lengths[symbol] !== n) continue;
      sorted[place++] = symbol;
      count[n]!++;
    }
    code = (code + count[n]!) << 1;
  }
  return { first, start, count, symbols: sorted };
}

function readSymbol(bits: Bits, { first, start, count, symbols }: Codes): number {
  let code = 0;
  for (let n = 1; n <= LONGEST_CODE; n++) {
    code = (code << 1) | bits.take(1);
    const place = code - first[n]!;
    if (place >= 0 && place < count[n]!) return symbols[start[n]! + place]!;
  }
  throw new Damaged();
}

/** Takes the move-to-front list and its runs back. */
function moved(
  bits: Bits,
  used: readonly number[],
  codes: readonly Codes[],
  selectors: Uint8Array,
  most: number,
): Uint8Array {
  const front = Uint8Array.from(used);
  const end = used.length + 1;
  const out = new Uint8Array(most);
  let length = 0;
  let run = 0;
  let weight = 1;
  const flush = (): void => {
    if (run === 0) return;
    if (length + run > most) throw new Damaged();
    out.fill(front[0]!, length, length + run);
    length += run;
    run = 0;
    weight = 1;
  };
  for (let group = 0; group < selectors.length; group++) {
    const table = codes[selectors[group]!]!;
    for (let n = 0; n < GROUP; n++) {
      const symbol = readSymbol(bits, table);
      if (symbol === RUN_A || symbol === RUN_B) {
        run += weight << symbol;
        weight <<= 1;
        if (run > most) throw new Damaged();
        continue;
      }
      flush();
      if (symbol === end) return out.subarray(0, length);
      const place = symbol - 1;
      const byte = front[place]!;
      front.copyWithin(1, 0, place);
      front[0] = byte;
      if (length >= most) throw new Damaged();
      out[length++] = byte;
    }
  }
  throw new Damaged();
}

/** The inverse of the Burrows-Wheeler transform. */
function inverse(last: Uint8Array, origin: number): Uint8Array {
  if (origin >= last.length) throw new Damaged();
  const starts = new Int32Array(257);
  for (const byte of last) starts[byte + 1]!++;
  for (let n = 0; n < 256; n++) starts[n + 1]! += starts[n]!;
  const links = new Int32Array(last.length);
  last.forEach((byte, n) => {
    links[starts[byte]!++] = n;
  });
  const out = new Uint8Array(last.length);
  let at = links[origin]!;
  for (let n = 0; n < out.length; n++) {
    out[n] = last[at]!;
    at = links[at]!;
  }
  return out;
}

/** Expands runs: four equal bytes, then how often the byte comes again. Returns the end in `out`. */
function unrun(bytes: Uint8Array, out: Uint8Array, from: number): number {
  let used = from;
  let equal = 0;
  let before = -1;
  for (const byte of bytes) {
    if (equal === 4) {
      if (used + byte > out.length) throw new Damaged();
      out.fill(before, used, used + byte);
      used += byte;
      equal = 0;
      before = -1;
      continue;
    }
    equal = byte === before ? equal + 1 : 1;
    before = byte;
    if (used >= out.length) throw new Damaged();
    out[used++] = byte;
  }
  return used;
}

/** The checksum of a block: CRC-32 with the high bit first. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let n = 0; n < 8; n++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  }
  return ~crc >>> 0;
}
