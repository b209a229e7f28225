import { expect } from 'chai';
import fc from 'fast-check';
import { ChannelBench } from './support/channel-bench.js';
import type { UnitDescription } from '../../src/devices/make-unit.js';
import type { UnitAnswer, UnitAsk } from '../../src/devices/unit.js';

const image = (handle: number) => ({ handle, base: 512, slot: 19_456, cylinders: 2 });
const UNITS: readonly (readonly [number, UnitDescription])[] = [
  [0x009, { type: 'console', mode: '3215' }],
  [0x00a, { type: 'console', mode: '3270' }],
  [0x00c, { type: 'reader' }],
  [0x00d, { type: 'punch' }],
  [0x00e, { type: 'printer' }],
  [0x190, { type: 'fba', handle: 3, blocks: 4, readOnly: true }],
  [0x191, { type: 'fba', handle: 4, blocks: 4, readOnly: false }],
  [0x350, { type: 'ckd', model: '3350', ...image(4), readOnly: false }],
  [0x314, { type: 'ckd', model: '2314', ...image(3), readOnly: true }],
];

/** Storage is small, so that random addresses hit programs, data and its end. */
const SIZE = 0x2000;

const address = fc.oneof(
  fc.integer({ min: 0, max: SIZE + 64 }),
  fc.integer({ min: 0, max: SIZE / 8 }).map((n) => n * 8),
  fc.integer({ min: 0, max: 0xffffff }),
);
const command = fc.oneof(
  fc.constantFrom(1, 2, 3, 4, 6, 8, 9, 0x0a, 0x0b, 0x41, 0x42, 0x43, 0x63, 0x89, 0x05, 0x0f),
  fc.constantFrom(
    7,
    0x31,
    0x1d,
    0x06,
    0x1f,
    0x19,
    0x15,
    0x39,
    0xb1,
    0x92,
    0x29,
    0x0d,
    0x1e,
    0x1a,
    0x11,
  ),
  fc.integer({ min: 0, max: 255 }),
);
const someCcw = fc
  .tuple(
    command,
    address,
    fc.oneof(fc.constantFrom(0x40, 0x60, 0x20, 0x80, 0), fc.integer({ min: 0, max: 255 })),
    fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 0xffff })),
  )
  .map(([code, at, flags, count]) => [
    code,
    (at >> 16) & 0xff,
    (at >> 8) & 0xff,
    at & 0xff,
    flags,
    0,
    count >> 8,
    count & 0xff,
  ]);

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sio' as const), n: fc.nat(8) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('step' as const), n: fc.nat(300) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), n: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), n: fc.nat(0xffff) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('tio', 'hio', 'clrio', 'line', 'ready', 'lost', 'program', 'close'),
      n: fc.nat(6),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('reset', 'rebuild'), n: fc.nat(8) }) },
);

/** An answer that CP could give; some are of the wrong kind. */
function answerTo(ask: UnitAsk, n: number): UnitAnswer {
  if (n === 0) return { kind: 'refused' };
  if (n === 1) return { kind: 'none' };
  if (ask.kind === 'open-input') return { kind: 'input', handle: 5, spoolid: 1, bytes: 300 };
  if (ask.kind === 'open-output' || ask.kind === 'output-limit')
    return { kind: 'output', handle: 6, limit: 400 };
  if (ask.kind === 'console-read') return { kind: 'line', bytes: new Uint8Array(n * 40) };
  if (ask.kind === 'display-read') return { kind: 'stream', bytes: new Uint8Array(n * 90) };
  return { kind: 'done' };
}

describe('random channel programs', () => {
  it('never throw, never leave storage, stay within the budget, and end when halted', () => {
    fc.assert(
      fc.property(
        fc.array(someCcw, { minLength: 4, maxLength: 40 }),
        fc.array(action, { minLength: 4, maxLength: 40 }),
        fc.integer({ min: 0, max: 15 }),
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        (ccws, actions, key, keys) => {
          const bench = new ChannelBench(SIZE);
          bench.storage.keys.set(keys);
          for (const handle of [3, 4, 6]) bench.files.files.set(handle, new Uint8Array(2048));
          bench.files.files.set(
            5,
            Uint8Array.from({ length: 1000 }, (_, n) => (n * 7) & 31),
          );
          for (const [at, unit] of UNITS) bench.attach(at, unit);
          for (const { do: what, n } of actions) {
            const [at] = UNITS[n % UNITS.length]!;
            const { channels } = bench;
            if (what === 'sio') {
              bench.program(0x800, ...ccws).caw(0x800, key);
              expect(channels.startIo(at, n % 2 === 0)).to.be.oneOf([0, 1, 2]);
            } else if (what === 'step') {
              // the last CCW may go over: at most one turn of a unit, or one data-chained line
              expect(channels.step(n)).to.be.at.most(n + 1 + 0x10000 / 256);
            } else if (what === 'answer') {
              const ask = channels.asks()[0];
              if (ask !== undefined) channels.answer(ask.id, answerTo(ask.ask, n));
            } else if (what === 'take') {
              const before = bench.pending;
              expect(channels.takeIo(n) >= 0).to.equal((before & n) !== 0);
            } else if (what === 'tio') expect(channels.testIo(at)).to.be.oneOf([0, 1, 2]);
            else if (what === 'hio') expect(channels.haltIo(at)).to.be.oneOf([0, 1]);
            else if (what === 'clrio') expect(channels.clearIo(at)).to.be.oneOf([0, 1]);
            else if (what === 'line') channels.consoleLine(at, new Uint8Array(n));
            else if (what === 'ready') channels.ready(at);
            else if (what === 'lost') channels.unit(at)?.displayLost?.();
            else if (what === 'close') channels.close(at);
            else if (what === 'program') {
              channels.runProgram(at, 0x800, key, () => undefined, n % 2 === 0);
            } else if (what === 'reset') channels.reset();
            else bench.rebuild();
          }
          for (const [at] of UNITS) bench.channels.haltIo(at);
          expect(bench.channels.busy).to.equal(false);
          expect(bench.channels.asks()).to.eql([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('give the same result when written down and rebuilt between any two steps', () => {
    fc.assert(
      fc.property(
        fc.array(someCcw, { minLength: 2, maxLength: 20 }),
        fc.nat(UNITS.length - 1),
        fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
        (ccws, n, replies) => {
          const run = (rebuild: boolean): unknown => {
            const bench = new ChannelBench(SIZE);
            for (const handle of [3, 4, 6]) bench.files.files.set(handle, new Uint8Array(2048));
            bench.files.files.set(
              5,
              Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) & 31),
            );
            const [at, unit] = UNITS[n]!;
            bench.attach(at, unit);
            bench.program(0x800, ...ccws);
            bench.ring.room = 3;
            const trail: unknown[] = [bench.channels.startIo(at, true)];
            for (const reply of replies) {
              for (let turn = 0; turn < 12 && bench.channels.active; turn++) {
                trail.push(bench.channels.step(1));
                if (rebuild) bench.rebuild();
              }
              bench.ring.room = 5;
              const ask = bench.channels.asks()[0];
              if (ask !== undefined) {
                trail.push(ask);
                bench.channels.answer(ask.id, answerTo(ask.ask, reply));
              }
              if (rebuild) bench.rebuild();
            }
            bench.channels.haltIo(at);
            trail.push(bench.channels.takeIo(0xffff), bench.channels.close(at));
            return [trail, bench.storage.bytes, bench.ring.records, [...bench.files.files]];
          };
          expect(run(true)).to.deep.equal(run(false));
        },
      ),
      { numRuns: 150 },
    );
  });
});
