/** What every unit has to keep to; each unit's test calls this before its own cases. */
import { expect } from 'chai';
import fc from 'fast-check';
import { ChannelBench, ccw, hex } from './channel-bench.js';
import type { UnitDescription } from '../../../src/devices/make-unit.js';
import type { UnitAnswer } from '../../../src/devices/unit.js';

const AT = 0x00e;
/** Channel end and device end; with unit check. */
const GOOD = 0x0c;
const CHECK = 0x0e;

/** Answers of every kind, also such as were not asked for. */
const answers = fc.oneof(
  fc.constant<UnitAnswer>({ kind: 'none' }),
  fc.constant<UnitAnswer>({ kind: 'done' }),
  fc.constant<UnitAnswer>({ kind: 'refused' }),
  fc.constant<UnitAnswer>({ kind: 'invalid' }),
  fc.record({ kind: fc.constant('line' as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({ kind: fc.constant('stream' as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({
    kind: fc.constant('input' as const),
    handle: fc.integer({ min: 0, max: 9 }),
    spoolid: fc.constant(1),
    bytes: fc.nat(5000),
  }),
  fc.record({
    kind: fc.constant('output' as const),
    handle: fc.integer({ min: 0, max: 9 }),
    limit: fc.nat(2000),
  }),
);

/** In what a unit differs from most. */
export interface UnitNature {
  /** A command that it does not know. */
  readonly unknown?: number;
  /** The digits of its sense bytes when nothing was wrong; zeros unless told otherwise. */
  readonly idle?: string;
  /** What has to be there before it is attached. */
  readonly prepare?: (bench: ChannelBench) => void;
}

/**
 * The contract.
 * @param move - a CCW that moves data or asks, for the cases of NOTREADY and the rejected command
 */
export function unitContract(
  description: UnitDescription,
  move: number,
  nature: UnitNature = {},
): void {
  const { unknown = 0xdf, prepare } = nature;
  const open = (): ChannelBench => {
    const bench = new ChannelBench();
    prepare?.(bench);
    bench.attach(AT, description);
    bench.files.files.set(7, new Uint8Array(4096));
    return bench;
  };

  describe('as every unit', () => {
    it('ends NO-OP at once with channel end and device end, and leaves no interruption', () => {
      const bench = open().program(0x800, ccw(0x03, 0, 0, 1));
      expect(bench.channels.startIo(AT, false)).to.equal(1);
      expect(bench.csw()).to.equal('000000000c000000');
      expect(bench.channels.takeIo(0xffff)).to.equal(-1);
      expect(bench.channels.testIo(AT)).to.equal(0);
    });

    it('answers SENSE with zeros, or what it is, when nothing was wrong', () => {
      const bench = open();
      const length = bench.channels.unit(AT)!.sense().length;
      bench.put(0x1000, new Uint8Array(length).fill(0xff));
      bench.program(0x800, ccw(0x04, 0x1000, 0, length));
      expect(bench.io(AT)).to.equal('000008080c000000');
      expect(hex(bench.at(0x1000, length))).to.equal(nature.idle ?? '00'.repeat(length));
    });

    it('rejects a command that it does not know, and says so once in its sense', () => {
      const bench = open().program(0x800, ccw(unknown, 0x1000, 0x20, 1));
      expect(bench.channels.startIo(AT, false)).to.equal(1);
      expect(bench.at(68, 2)[0]).to.equal(CHECK);
      for (const sense of [0x80, 0x00]) {
        bench.program(0x800, ccw(0x04, 0x1000, 0x20, 1));
        bench.io(AT);
        expect(bench.at(0x1000, 1)[0]).to.equal(sense);
      }
    });

    it('wants intervention after NOTREADY until READY, which is a device end', () => {
      const bench = open();
      expect(bench.channels.notReady(AT)).to.equal(true);
      bench.program(0x800, ccw(move, 0x1000, 0x20, 1));
      expect(bench.channels.startIo(AT, false)).to.equal(1);
      expect(bench.at(68, 2)[0]).to.equal(CHECK);
      expect(bench.channels.unit(AT)!.sense()[0]).to.equal(0x40);
      bench.rebuild();
      expect(bench.channels.startIo(AT, false), 'still not ready').to.equal(1);
      expect(bench.channels.ready(AT)).to.equal(true);
      expect(bench.interruption(AT)).to.equal('0000000004000000');
      // an adapter has to ask first
      expect([0, 1, undefined]).to.include(bench.channels.startIo(AT, false));
      bench.run();
      expect(bench.channels.unit(AT)!.sense()[0]! & 0x40).to.equal(0);
    });

    it('forgets sense at a reset', () => {
      const bench = open().program(0x800, ccw(unknown, 0x1000, 0x20, 1));
      bench.channels.startIo(AT, false);
      bench.channels.reset();
      const sense = bench.channels.unit(AT)!.sense();
      expect(hex(sense)).to.equal(nature.idle ?? '00'.repeat(sense.length));
    });

    it('writes down plain data that makes the same unit, and refuses that of another version', () => {
      const bench = open().program(0x800, ccw(unknown, 0x1000, 0x20, 1));
      bench.channels.startIo(AT, false);
      const before = bench.channels.writeDown();
      bench.rebuild();
      expect(bench.channels.writeDown()).to.deep.equal(before);
      expect(() => bench.channels.unit(AT)!.restore({ version: 2 })).to.throw('version');
      expect(() => bench.channels.restore({ version: 2 })).to.throw('version');
    });

    it('withstands any command, data and answer, written down at any moment', () => {
      const program = fc.record({
        command: fc.oneof(fc.constant(move), fc.integer({ min: 0, max: 255 })),
        flags: fc.integer({ min: 0, max: 63 }).map((bits) => bits << 2),
        count: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 0xffff })),
        data: fc.uint8Array({ minLength: 1, maxLength: 64 }),
        answers: fc.array(answers, { maxLength: 3 }),
        rebuild: fc.boolean(),
        halt: fc.boolean(),
      });
      fc.assert(
        fc.property(fc.array(program, { minLength: 1, maxLength: 4 }), (programs) => {
          const bench = open();
          for (const { command, flags, count, data, answers: given, rebuild, halt } of programs) {
            bench.put(0x1000, data);
            bench.program(0x800, ccw(command, 0x1000, flags, count), ccw(0x03, 0, 0x20, 1));
            bench.channels.startIo(AT, false);
            for (const answer of given) {
              bench.channels.step(50);
              if (rebuild) bench.rebuild();
              const ask = bench.channels.asks()[0];
              if (ask !== undefined) bench.channels.answer(ask.id, answer);
            }
            bench.run();
            if (halt) bench.channels.haltIo(AT);
            // a device that works by itself waits for its answer while the channel is free
            const { busy } = bench.channels;
            const waits = bench.channels.asks().length > 0;
            if (busy) expect(waits, 'busy only while it waits for an answer').to.equal(true);
            expect(bench.channels.testIo(AT)).to.be.oneOf(busy ? [2] : waits ? [0, 1, 2] : [0, 1]);
            bench.channels.resetDevice(AT);
            expect(bench.channels.testIo(AT), 'after a reset').to.equal(0);
          }
        }),
        { numRuns: 60 },
      );
    });

    it('can be halted while it works, and then works on', () => {
      const bench = open();
      for (let n = 0; n < 3; n++) {
        bench.program(0x800, ccw(move, 0x1000, 0x20, 1));
        bench.channels.startIo(AT, true);
        bench.channels.step(1);
        expect(bench.channels.haltDevice(AT)).to.be.oneOf([0, 1]);
        expect(bench.channels.busy).to.equal(false);
        const taken = bench.channels.takeIo(0xffff);
        expect(taken).to.equal(AT);
        expect(bench.at(68, 1)[0]! & GOOD).to.equal(GOOD);
      }
      expect(bench.withdrawn).to.have.length(bench.asked.length);
    });
  });
}
