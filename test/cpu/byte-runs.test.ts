/** The module for runs of bytes against plain loops: every length about the pieces that it works in, random places. */
import { expect } from 'chai';
import fc from 'fast-check';
import { testMemory } from './machine.js';

const SIZE = 4096;
/** Bytes in front of and behind the runs that must stay. */
const EDGE = 64;

/** A run of up to 300 bytes at `to`, and one at `from`: apart, or `to` is on the left, or they are the same. */
const places = fc
  .record({
    to: fc.integer({ min: EDGE, max: 1000 }),
    distance: fc.integer({ min: 0, max: 600 }),
    n: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 300 })),
    seed: fc.integer({ min: 1, max: 0x7fffffff }),
    few: fc.boolean(),
  })
  .map((one) => ({ ...one, from: one.to + one.distance }));

describe('the module for runs of bytes', () => {
  const { bytes, runs } = testMemory(SIZE);

  /** Random bytes, of a few values when `few`, so that runs of them are alike. */
  function scatter(seed: number, few: boolean): void {
    let x = seed;
    for (let at = 0; at < SIZE; at++) {
      x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
      bytes[at] = few ? ((x >> 16) % 40 === 0 ? 1 : 0) : x >> 16;
    }
  }

  /** What the first 4096 bytes are after a plain loop over copies of them. */
  function expected(work: (copy: Uint8Array) => void): Uint8Array {
    const copy = bytes.slice(0, SIZE);
    work(copy);
    return copy;
  }

  it('copies and fills to the byte', () => {
    fc.assert(
      fc.property(places, ({ to, from, n, seed, few }) => {
        scatter(seed, few);
        const copied = expected((copy) => copy.copyWithin(to, from, from + n));
        runs.copy(to, from, n);
        expect(bytes.slice(0, SIZE)).to.deep.equal(copied);
        const filled = expected((copy) => copy.fill(seed & 0xff, to, to + n));
        runs.fill(to, seed & 0xff, n);
        expect(bytes.slice(0, SIZE)).to.deep.equal(filled);
      }),
    );
  });

  it('finds the first byte that is unlike, wherever it is', () => {
    fc.assert(
      fc.property(
        places,
        fc.integer({ min: 0, max: 300 }),
        ({ to, from, n, seed, few }, unlike) => {
          scatter(seed, few);
          if (from - to >= n) {
            // alike but for one byte, or none
            bytes.copyWithin(from, to, to + n);
            if (unlike < n) bytes[from + unlike]! ^= 0x80;
          }
          let same = 0;
          while (same < n && bytes[to + same] === bytes[from + same]) same++;
          expect(runs.equal(to, from, n)).to.equal(same);
          expect(runs.equal(from, to, n)).to.equal(same);
        },
      ),
    );
  });

  it('combines as byte by byte from the left, and tells whether anything is left', () => {
    const functions = [
      [runs.and, (x: number, y: number) => x & y],
      [runs.or, (x: number, y: number) => x | y],
      [runs.xor, (x: number, y: number) => x ^ y],
    ] as const;
    fc.assert(
      fc.property(places, ({ to, from, n, seed, few }) => {
        for (const [run, combine] of functions) {
          scatter(seed, few);
          let all = 0;
          const combined = expected((copy) => {
            for (let i = 0; i < n; i++) {
              copy[to + i] = combine(copy[to + i]!, copy[from + i]!);
              all |= copy[to + i]!;
            }
          });
          expect(run(to, from, n) !== 0).to.equal(all !== 0);
          expect(bytes.slice(0, SIZE)).to.deep.equal(combined);
        }
      }),
    );
  });

  it('translates and scans by a table, which may lie in the run itself', () => {
    fc.assert(
      fc.property(places, ({ to, from, n, seed, few }) => {
        scatter(seed, few);
        let zeros = 0;
        while (zeros < n && bytes[from + bytes[to + zeros]!] === 0) zeros++;
        expect(runs.scan(to, from, n)).to.equal(zeros);
        const translated = expected((copy) => {
          for (let i = 0; i < n; i++) copy[to + i] = copy[from + copy[to + i]!]!;
        });
        runs.translate(to, from, n);
        expect(bytes.slice(0, SIZE)).to.deep.equal(translated);
      }),
    );
  });
});
