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

/** The message with the bit behind it, zeros, and its length in bits; in blocks. */
function padded(message: Uint8Array, block: number, littleEndian: boolean): DataView {
  const field = block / 8;
  const size = Math.ceil((message.length + 1 + field) / block) * block;
  const bytes = new Uint8Array(size);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  const bits = BigInt(message.length) * 8n;
  if (littleEndian) view.setBigUint64(size - 8, bits, true);
  else view.setBigUint64(size - 8, bits);
  return view;
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
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

function md5(message: Uint8Array): Uint8Array {
  const view = padded(message, 64, true);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const f =
        round === 0
          ? (b & c) | (~b & d)
          : round === 1
            ? (d & b) | (~d & c)
            : round === 2
              ? b ^ c ^ d
              : c ^ (b | ~d);
      const word = [i, 5 * i + 1, 3 * i + 5, 7 * i][round]! & 15;
      const sum = (a + f + SINES[i]! + view.getUint32(at + word * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + left(sum, TURNS[round]![i & 3]!)) | 0];
    }
    [a, b, c, d].forEach((one, i) => {
      state[i] = state[i]! + one;
    });
  }
  return words(state, 4, true);
}

function sha1(message: Uint8Array): Uint8Array {
  const view = padded(message, 64, false);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const w = new Uint32Array(80);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 80; i++) w[i] = left(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1);
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      const f =
        i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const k = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][Math.floor(i / 20)]!;
      const next = (left(a, 5) + f + e + k + w[i]!) | 0;
      [e, d, c, b, a] = [d, c, left(b, 30), a, next];
    }
    [a, b, c, d, e].forEach((one, i) => {
      state[i] = state[i]! + one;
    });
  }
  return words(state, 5);
}

function sha2(message: Uint8Array, start: readonly number[], count: number): Uint8Array {
  const view = padded(message, 64, false);
  const state = Uint32Array.from(start);
  const w = new Uint32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!];
      const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
      const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    const v = state.slice();
    for (let i = 0; i < 64; i++) {
      const [a, b, c, , e, f, g, h] = v as unknown as number[] as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const t1 = h + s1 + ((e & f) ^ (~e & g)) + K32[i]! + w[i]!;
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      v.copyWithin(1, 0, 7);
      v[4] = v[4]! + t1;
      v[0] = t1 + t2;
    }
    for (let i = 0; i < 8; i++) state[i] = state[i]! + v[i]!;
  }
  return words(state, count);
}

const MASK = 0xffffffffffffffffn;
const right64 = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & MASK;

function sha2Long(message: Uint8Array, start: readonly bigint[], count: number): Uint8Array {
  const view = padded(message, 128, false);
  const state = [...start];
  const w: bigint[] = [];
  for (let at = 0; at < view.byteLength; at += 128) {
    for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(at + i * 8);
    for (let i = 16; i < 80; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!];
      const s0 = right64(x, 1n) ^ right64(x, 8n) ^ (x >> 7n);
      const s1 = right64(y, 19n) ^ right64(y, 61n) ^ (y >> 6n);
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) & MASK;
    }
    let [a, b, c, d, e, f, g, h] = state as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    for (let i = 0; i < 80; i++) {
      const s1 = right64(e, 14n) ^ right64(e, 18n) ^ right64(e, 41n);
      const s0 = right64(a, 28n) ^ right64(a, 34n) ^ right64(a, 39n);
      const t1 = h + s1 + ((e & f) ^ (~e & MASK & g)) + CUBES[i]! + w[i]!;
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
    }
    [a, b, c, d, e, f, g, h].forEach((one, i) => {
      state[i] = (state[i]! + one) & MASK;
    });
  }
  const out = new Uint8Array(64);
  const all = new DataView(out.buffer);
  state.forEach((one, i) => {
    all.setBigUint64(i * 8, one);
  });
  return out.subarray(0, count);
}

const FIRST = SQUARES.slice(0, 8);
const SECOND = SQUARES.slice(8);

/** A digest: how many bytes it has, and how it is made. */
export interface Digest {
  readonly bytes: number;
  readonly of: (message: Uint8Array) => Uint8Array;
}

/** Digests by name. */
export const digests: Readonly<Record<string, Digest>> = {
  MD5: { bytes: 16, of: md5 },
  SHA1: { bytes: 20, of: sha1 },
  SHA224: { bytes: 28, of: (message) => sha2(message, SECOND.map(low), 7) },
  SHA256: { bytes: 32, of: (message) => sha2(message, FIRST.map(high), 8) },
  SHA384: { bytes: 48, of: (message) => sha2Long(message, SECOND, 48) },
  SHA512: { bytes: 64, of: (message) => sha2Long(message, FIRST, 64) },
};
