import { expect } from 'chai';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { ScriptedUnit } from './support/scripted-unit.js';
import type { Outcome, Transfer } from '../../src/devices/unit.js';

const A = 0x130;
const CD = 0x80;
const CC = 0x40;
const SLI = 0x20;
const SKIP = 0x10;
const IDA = 0x04;
const END: Outcome = { status: 0x0c };

/** A reader of `data` (02), a writer that notes what it gets (01), a control (07). */
function device(bench: ChannelBench, data: Uint8Array, address = A) {
  const got: string[] = [];
  const unit = new ScriptedUnit((command: number, transfer: Transfer): Outcome => {
    if ((command & 3) === 2) transfer.put(data);
    if ((command & 3) === 1) got.push(hex(transfer.get(16)));
    return END;
  });
  bench.attach(address, () => unit);
  return { unit, got };
}

describe('channel subsystem: length and chaining', () => {
  it('shows incorrect length unless suppressed, short and long', () => {
    const cases: [number, number, string][] = [
      [0, 4, '0c000000'],
      [0, 6, '0c400002'],
      [SLI, 6, '0c000002'],
      [0, 3, '0c400000'],
      [SLI, 3, '0c000000'],
      [CD | SLI, 6, '0c400002'],
    ];
    for (const [flags, count, status] of cases) {
      const bench = new ChannelBench();
      device(bench, text('ABCD'));
      bench.program(0x800, ccw(0x02, 0x1000, flags, count));
      expect(bench.io(A).slice(8), `${flags} ${count}`).to.equal(status);
    }
  });

  it('ends a chain at incorrect length unless suppressed', () => {
    for (const [flags, commands] of [
      [CC, [2]],
      [CC | SLI, [2, 2]],
    ] as const) {
      const bench = new ChannelBench();
      const { unit } = device(bench, text('ABCD'));
      bench.program(0x800, ccw(0x02, 0x1000, flags, 6), ccw(0x02, 0x1010, SLI, 6));
      bench.io(A);
      expect(unit.commands).to.eql(commands);
    }
  });

  it('chains data over several areas, with a transfer in channel between', () => {
    const bench = new ChannelBench();
    device(bench, text('ABCDEF'));
    bench.program(0x800, ccw(0x02, 0x1000, CD, 2), ccw(0x08, 0x900, 0, 0));
    bench.put(0x900, ccw(0x00, 0x1100, CD, 1)).put(0x908, ccw(0x55, 0x1200, 0, 3));
    expect(bench.io(A)).to.equal('000009100c000000');
    expect([0x1000, 0x1100, 0x1200].map((at) => hex(bench.at(at, 4)))).to.eql([
      '41420000',
      '43000000',
      '44454600',
    ]);
  });

  it('ends with a program check where data are chained to a bad CCW', () => {
    for (const bad of [ccw(0x02, 0x1000, 0, 0), ccw(0x02, 0x1000, 1, 3), ccw(8, 0x804, 0, 0)]) {
      const bench = new ChannelBench();
      device(bench, text('ABCDEF'));
      bench.program(0x800, ccw(0x02, 0x1000, CD, 2), bad);
      expect(bench.io(A).slice(8, 12)).to.equal('0c20');
    }
  });

  it('gathers data of a write from several areas', () => {
    const bench = new ChannelBench();
    const { got } = device(bench, text(''));
    bench.put(0x1000, text('AB')).put(0x1100, text('CD'));
    bench.program(0x800, ccw(0x01, 0x1000, CD, 2), ccw(0, 0x1100, SLI, 2));
    expect(bench.io(A)).to.equal('000008100c000000');
    expect(got).to.eql(['41424344']);
  });

  it('skips: bytes count but are not stored, even outside storage', () => {
    const bench = new ChannelBench();
    device(bench, text('ABCD'));
    bench.program(0x800, ccw(0x02, 0xffffff, SKIP | CD, 3), ccw(0, 0x1000, 0, 1));
    expect(bench.io(A)).to.equal('000008100c000000');
    expect(hex(bench.at(0x1000, 2))).to.equal('4400');
  });

  it('stops at the end of storage and at a protected block, storing what is before', () => {
    const bench = new ChannelBench(0x4000);
    device(bench, text('ABCD'));
    bench.program(0x800, ccw(0x02, 0x3ffe, 0, 4));
    expect(bench.io(A).slice(8)).to.equal('0c200002');
    expect(hex(bench.at(0x3ffe, 2))).to.equal('4142');
    bench.storage.keys[3] = 0x40;
    bench.storage.keys[2] = 0x50;
    bench.program(0x800, ccw(0x02, 0x17fe, 0, 4)).caw(0x800, 4);
    expect(bench.io(A)).to.equal('400008080c100004');
    bench.storage.keys[2] = 0x40;
    bench.storage.keys[3] = 0x50;
    expect(bench.io(A).slice(8)).to.equal('0c100002');
    expect(hex(bench.at(0x17fe, 3))).to.equal('414200');
  });

  it('follows indirect data addresses over 2K blocks', () => {
    const bench = new ChannelBench();
    device(bench, text('ABCDEF'));
    bench.put(0xc00, [0, 0, 0x17, 0xfe, 0, 0, 0x28, 0x00]);
    bench.program(0x800, ccw(0x02, 0xc00, IDA, 6));
    expect(bench.io(A)).to.equal('000008080c000000');
    expect(hex(bench.at(0x17fe, 2)) + hex(bench.at(0x2800, 4))).to.equal('414243444546');
  });

  it('checks indirect data address words', () => {
    for (const second of [
      [0, 0, 0x28, 0x01],
      [1, 0, 0x28, 0x00],
      [0, 0xff, 0xf8, 0],
    ]) {
      const bench = new ChannelBench();
      device(bench, text('ABCDEF'));
      bench.put(0xc00, [0, 0, 0x17, 0xfe, ...second]);
      bench.program(0x800, ccw(0x02, 0xc00, IDA, 6));
      expect(bench.io(A).slice(8)).to.equal('0c200004');
      expect(hex(bench.at(0x17fe, 2))).to.equal('4142');
    }
  });

  it('follows one transfer in channel, not two', () => {
    const bench = new ChannelBench();
    const { unit } = device(bench, text('A'));
    bench.program(0x800, ccw(0x07, 0, CC, 1), ccw(0x98, 0x900, 0xff, 0));
    bench.put(0x900, ccw(0x0b, 0, CC, 1)).put(0x908, ccw(0x08, 0x808, 0, 0));
    expect(bench.channels.startIo(A, false)).to.equal(0);
    bench.run();
    expect(unit.commands).to.eql([7, 11]);
    expect(bench.interruption(A).slice(0, 12)).to.equal('000008100020');
  });

  it('fetches a CCW only when it executes it', () => {
    const bench = new ChannelBench();
    const { unit } = device(bench, Uint8Array.from(ccw(0x0b, 0, 0, 1)));
    bench.program(0x800, ccw(0x02, 0x808, CC, 8), ccw(0x00, 0, 0, 0));
    bench.channels.startIo(A, false);
    bench.run();
    expect(unit.commands).to.eql([2, 11]);
    expect(bench.interruption(A).slice(8, 12)).to.equal('0c00');
  });

  it('keeps bytes for which there is no frame until there is one', () => {
    const bench = new ChannelBench();
    device(bench, new Uint8Array(3000).fill(0x77));
    bench.program(0x800, ccw(0x02, 0x1000, CC, 3000), ccw(0x0b, 0, 0, 1));
    bench.storage.frames = 1;
    bench.channels.startIo(A, false);
    expect(bench.run()).to.equal(0);
    expect([bench.channels.starved, bench.channels.active, bench.channels.busy]).to.eql([
      true,
      true,
      true,
    ]);
    bench.rebuild();
    bench.storage.frames = 100;
    bench.run();
    expect(bench.channels.starved).to.equal(false);
    expect(bench.interruption(A).slice(8, 12)).to.equal('0c00');
    expect(bench.at(0x1000, 3000).every((byte) => byte === 0x77)).to.equal(true);
  });

  it('goes down in storage at READ BACKWARD, over chained areas and IDAWs', () => {
    const run = (...ccws: number[][]): ChannelBench => {
      const bench = new ChannelBench();
      bench.attach(
        A,
        () =>
          new ScriptedUnit((_, transfer) => {
            transfer.put(text('FEDCBA'));
            return END;
          }),
      );
      // the second block begins behind the first IDAW's third byte
      bench.put(0xa00, [0, 0, 0x10, 0x02, 0, 0, 0x0f, 0xff]);
      bench.put(0xb00, [0, 0, 0x10, 0x02, 0, 0, 0x0f, 0xfe]);
      bench.program(0x800, ...ccws);
      bench.io(A);
      return bench;
    };
    expect(run(ccw(0x0c, 0x1005, 0, 6)).at(0x1000, 6)).to.eql(text('ABCDEF'));
    const chained = run(ccw(0x0c, 0x1005, CD, 2), ccw(0, 0x2003, 0, 4));
    expect(chained.at(0x1004, 2)).to.eql(text('EF'));
    expect(chained.at(0x2000, 4)).to.eql(text('ABCD'));
    const indirect = run(ccw(0x0c, 0xa00, IDA, 6));
    expect(indirect.csw().slice(8)).to.equal('0c000000');
    expect(indirect.at(0xffd, 6)).to.eql(text('ABCDEF'));
    // an IDAW behind the first has to point to the end of a block
    expect(
      run(ccw(0x0c, 0xb00, IDA, 6))
        .csw()
        .slice(8),
    ).to.equal('0c200003');
    // there is nothing below location 0
    expect(
      run(ccw(0x0c, 0x0002, 0, 6))
        .csw()
        .slice(8),
    ).to.equal('0c200003');
    expect(run(ccw(0x0c, 0x1005, SKIP, 6)).at(0x1000, 6)).to.eql(new Uint8Array(6));
  });
});
