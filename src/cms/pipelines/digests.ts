/**
 * Message digests: MD5 (RFC 1321) and the secure hash algorithms (FIPS 180-4). The constants are computed as the
 * standards define them: by the first primes.
 */

const PRIMES: bigint[] = [];
for (let n = 2n; PRIMES.length < 80; n++) if (PRIMES.every((p) => n % p !== 0n)) PRIMES.push(n);

/** The first 64 bits behind the point of a square or cube root. */
function fraction(n: bigint, root: 2 | 3): bigint {
  const power = BigInt(root);
  const scaled = n << (64n * power);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= scaled) low = middle;
    else high = middle;
  }
  return low & 0xffffffffffffffffn;
}

const CUBES = PRIMES.map((p) => fraction(p, 3));
const SQUARES = PRIMES.slice(0, 16).map((p) => fraction(p, 2));
const K32 = Uint32Array.from(CUBES.slice(0, 64), (one) => Number(one >> 32n));
const high = (one: bigint): number => Number(one >> 32n);
const low = (one: bigint): number => Number(one & 0xffffffffn);

const left = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
const right = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** The end of a message: what does not fill a block, the bit behind it, zeros, and the length in bits. */
function lastBlocks(
  rest: Uint8Array,
  length: number,
  block: number,
  littleEndian: boolean,
): Uint8Array {
  const field = block / 8;
  const bytes = new Uint8Array(Math.ceil((rest.length + 1 + field) / block) * block);
  bytes.set(rest);
  bytes[rest.length] = 0x80;
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(length) * 8n, littleEndian);
  return bytes;
}

function words(state: Uint32Array, count: number, littleEndian = false): Uint8Array {
  const out = new Uint8Array(count * 4);
  const view = new DataView(out.buffer);
  for (let i = 0; i < count; i++) view.setUint32(i * 4, state[i]!, littleEndian);
  return out;
}

const SINES = Uint32Array.from({ length: 64 }, (_, i) =>
  Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
);
const TURNS = Uint8Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21);

function md5(state: Uint32Array, view: DataView): void {
  for (let at = 0; at < view.byteLength; at += 64) {
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let f: number;
      let word: number;
      if (round === 0) {
        f = (b & c) | (~b & d);
        word = i;
      } else if (round === 1) {
        f = (d & b) | (~d & c);
        word = 5 * i + 1;
      } else if (round === 2) {
        f = b ^ c ^ d;
        word = 3 * i + 5;
      } else {
        f = c ^ (b | ~d);
        word = 7 * i;
      }
      const sum = (a + f + SINES[i]! + view.getUint32(at + (word & 15) * 4, true)) | 0;
      a = d;
      d = c;
      c = b;
      b = (b + left(sum, TURNS[round * 4 + (i & 3)]!)) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
  }
}

const SHA1 = Uint32Array.of(0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6);

function sha1(state: Uint32Array, view: DataView): void {
  const w = new Int32Array(80);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 80; i++) w[i] = left(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1);
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    for (let i = 0; i < 80; i++) {
      const round = i < 20 ? 0 : i < 40 ? 1 : i < 60 ? 2 : 3;
      const f =
        round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const next = (left(a, 5) + f + e + SHA1[round]! + w[i]!) | 0;
      e = d;
      d = c;
      c = left(b, 30);
      b = a;
      a = next;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
  }
}

function sha2(state: Uint32Array, view: DataView): void {
  const w = new Int32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
      const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    let a = state[0]! | 0;
    let b = state[1]! | 0;
    let c = state[2]! | 0;
    let d = state[3]! | 0;
    let e = state[4]! | 0;
    let f = state[5]! | 0;
    let g = state[6]! | 0;
    let h = state[7]! | 0;
    for (let i = 0; i < 64; i++) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K32[i]! + w[i]!) | 0;
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}

/** Bits 0 to 31 and 32 to 63 of a number of 64 bits (high, low) turned to the right: the word that comes to stand high. */
const turned = (x: number, y: number, n: number): number =>
  n < 32 ? (x >>> n) | (y << (32 - n)) : (y >>> (n - 32)) | (x << (64 - n));

/** What is carried out of the lower words of a sum: `sum` of them as a number. */
const carried = (sum: number): number => Math.floor(sum / 4294967296);

/** The long ones: all numbers are of 64 bits, in two words each, the higher one first. */
function sha2Long(state: Uint32Array, view: DataView): void {
  const w = new Uint32Array(160);
  const v = new Uint32Array(16);
  for (let at = 0; at < view.byteLength; at += 128) {
    for (let i = 0; i < 32; i++) w[i] = view.getUint32(at + i * 4);
    for (let i = 32; i < 160; i += 2) {
      const [xh, xl, yh, yl] = [w[i - 30]!, w[i - 29]!, w[i - 4]!, w[i - 3]!];
      const s0h = turned(xh, xl, 1) ^ turned(xh, xl, 8) ^ (xh >>> 7);
      const s0l = turned(xl, xh, 1) ^ turned(xl, xh, 8) ^ ((xl >>> 7) | (xh << 25));
      const s1h = turned(yh, yl, 19) ^ turned(yh, yl, 61) ^ (yh >>> 6);
      const s1l = turned(yl, yh, 19) ^ turned(yl, yh, 61) ^ ((yl >>> 6) | (yh << 26));
      const low = w[i - 31]! + (s0l >>> 0) + w[i - 13]! + (s1l >>> 0);
      w[i + 1] = low;
      w[i] = w[i - 32]! + s0h + w[i - 14]! + s1h + carried(low);
    }
    v.set(state);
    for (let i = 0; i < 160; i += 2) {
      const [ah, al, eh, el] = [v[0]!, v[1]!, v[8]!, v[9]!];
      const s1h = turned(eh, el, 14) ^ turned(eh, el, 18) ^ turned(eh, el, 41);
      const s1l = turned(el, eh, 14) ^ turned(el, eh, 18) ^ turned(el, eh, 41);
      const s0h = turned(ah, al, 28) ^ turned(ah, al, 34) ^ turned(ah, al, 39);
      const s0l = turned(al, ah, 28) ^ turned(al, ah, 34) ^ turned(al, ah, 39);
      const chl = (el & v[11]!) ^ (~el & v[13]!);
      const chh = (eh & v[10]!) ^ (~eh & v[12]!);
      const majl = (al & v[3]!) ^ (al & v[5]!) ^ (v[3]! & v[5]!);
      const majh = (ah & v[2]!) ^ (ah & v[4]!) ^ (v[2]! & v[4]!);
      const low1 = v[15]! + (s1l >>> 0) + (chl >>> 0) + K64[i + 1]! + w[i + 1]!;
      const high1 = (v[14]! + s1h + chh + K64[i]! + w[i]! + carried(low1)) >>> 0;
      const low2 = (low1 >>> 0) + (s0l >>> 0) + (majl >>> 0);
      const lowE = v[7]! + (low1 >>> 0);
      const highE = v[6]! + high1 + carried(lowE);
      v.copyWithin(2, 0, 14);
      v[9] = lowE;
      v[8] = highE;
      v[1] = low2;
      v[0] = high1 + s0h + majh + carried(low2);
    }
    for (let i = 0; i < 16; i += 2) {
      const low = state[i + 1]! + v[i + 1]!;
      state[i + 1] = low;
      state[i] = state[i]! + v[i]! + carried(low);
    }
  }
}

const halves = (all: readonly bigint[]): number[] => all.flatMap((one) => [high(one), low(one)]);
const K64 = Uint32Array.from(halves(CUBES));
const FIRST = SQUARES.slice(0, 8);
const SECOND = SQUARES.slice(8);

/** A digest: how many bytes it has, and how it is made. */
interface Digest {
  readonly bytes: number;
  readonly block: number;
  readonly start: readonly number[];
  readonly littleEndian?: boolean;
  /** Takes in blocks. */
  readonly turn: (state: Uint32Array, blocks: DataView) => void;
}

const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** Digests by name. */
const digests: Readonly<Record<string, Digest>> = {
  MD5: { bytes: 16, block: 64, start: START.slice(0, 4), littleEndian: true, turn: md5 },
  SHA1: { bytes: 20, block: 64, start: START, turn: sha1 },
  SHA224: { bytes: 28, block: 64, start: SECOND.map(low), turn: sha2 },
  SHA256: { bytes: 32, block: 64, start: FIRST.map(high), turn: sha2 },
  SHA384: { bytes: 48, block: 128, start: halves(SECOND), turn: sha2Long },
  SHA512: { bytes: 64, block: 128, start: halves(FIRST), turn: sha2Long },
};

/** Bytes that a digest of a name has; undefined when there is no such digest. */
export function digestLength(name: string): number | undefined {
  return Object.hasOwn(digests, name) ? digests[name]!.bytes : undefined;
}

/** A digest that is being made; plain data. */
export interface Digesting {
  readonly name: string;
  readonly state: Uint32Array;
  /** Bytes of the message that have been taken in. */
  at: number;
}

/** Begins the digest of a message. */
export const startDigest = (name: string): Digesting => ({
  ...{ name, state: Uint32Array.from(digests[name]!.start), at: 0 },
});

/**
 * Takes in some of a message, `most` bytes or so.
 * @returns the digest when that was all of it
 */
export function digestSome(
  digesting: Digesting,
  message: Uint8Array,
  most: number,
): Uint8Array | undefined {
  const { block, bytes, turn, littleEndian = false } = digests[digesting.name]!;
  const { state, at } = digesting;
  const whole = message.length - (message.length % block);
  const end = Math.min(whole, at + Math.ceil(most / block) * block);
  turn(state, new DataView(message.buffer, message.byteOffset + at, end - at));
  digesting.at = end;
  if (end < whole) return undefined;
  const last = lastBlocks(message.subarray(whole), message.length, block, littleEndian);
  turn(state, new DataView(last.buffer));
  return words(state, Math.ceil(bytes / 4), littleEndian);
}
