import { expect } from 'chai';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { ScriptedUnit } from './support/scripted-unit.js';
import { channelStorage } from '../../src/devices/channel-storage.js';
import { Punch2540 } from '../../src/devices/punch-2540.js';
import type { Outcome } from '../../src/devices/unit.js';

const A = 0x130;
const CC = 0x40;
const IDA = 0x04;
const END: Outcome = { status: 0x0c };

function reader(bench: ChannelBench, data: Uint8Array): ScriptedUnit {
  const unit = new ScriptedUnit((command, transfer) => {
    if ((command & 3) === 2) transfer.put(data);
    return END;
  });
  bench.attach(A, () => unit);
  return unit;
}

describe('channel subsystem: edges', () => {
  it('never leaves 24 bits of address, however large storage is', () => {
    const bench = new ChannelBench(0x1001000);
    reader(bench, text('ABCD'));
    bench.program(0x800, ccw(0x02, 0xfffffe, 0, 4));
    expect(bench.io(A).slice(8)).to.equal('0c200002');
    expect(hex(bench.at(0xfffffe, 4))).to.equal('41420000');
    bench.put(0xfffff8, ccw(0x07, 0, CC, 1)).caw(0xfffff8);
    expect(bench.channels.startIo(A, false)).to.equal(0);
    bench.run();
    expect(bench.interruption(A).slice(2, 12)).to.equal('0000080020');
    bench.put(0xfffffc, [0, 0, 0x17, 0xfe]);
    bench.program(0x800, ccw(0x02, 0xfffffc, IDA, 4));
    expect(bench.io(A).slice(8)).to.equal('0c200002');
  });

  it('finds a bad IDAW of a chained CCW before the unit gets the command', () => {
    const bench = new ChannelBench();
    const unit = reader(bench, text('ABCD'));
    bench.put(0xc00, [0x80, 0, 0x10, 0]);
    bench.program(0x800, ccw(0x07, 0, CC, 1), ccw(0x02, 0xc00, IDA, 4));
    expect(bench.io(A)).to.equal('0000081000200004');
    expect(unit.commands).to.eql([7]);
  });

  it('finds a protected CCW, IDAW and data of a write under the key of the CAW', () => {
    for (const block of [1, 2, 3]) {
      const bench = new ChannelBench();
      bench.attach(A, () => new ScriptedUnit((_, transfer) => (transfer.get(8), END)));
      bench.storage.keys.fill(0x40).fill(0x58, block, block + 1);
      bench.put(0x1000, [0, 0, 0x18, 0]);
      bench.program(0x800, ccw(0x01, 0x1000, IDA, 8)).caw(0x800, 4);
      bench.channels.startIo(A, true);
      bench.run();
      const status = bench.interruption(A).slice(8, 12);
      expect(status, `block ${block}`).to.equal(block === 3 ? '0c10' : '0010');
    }
  });

  it('shows what a page-less storage gives as addressing, never as bytes', () => {
    const storage = channelStorage({
      size: 4096,
      holds: (address, length) => address >= 0 && address + length <= 4096,
      fetch: () => undefined,
      store: () => false,
      protects: (_address, _length, key) => key === 3,
    });
    expect(storage.size).to.equal(4096);
    expect(storage.fetch(0, 8, 0)).to.equal('addressing');
    expect(storage.fetch(0, 8, 3)).to.equal('protection');
    expect(storage.fetch(4090, 8, 0)).to.equal('addressing');
    expect(storage.store(-1, new Uint8Array(1), 0)).to.equal('addressing');
    expect(storage.store(0, new Uint8Array(1), 3)).to.equal('protection');
    expect(storage.store(0, new Uint8Array(1), 1)).to.equal('no-frame');
  });

  it('finds bytes that waited for a frame protected when there is one', () => {
    const bench = new ChannelBench();
    reader(bench, new Uint8Array(3000).fill(1));
    bench.program(0x800, ccw(0x02, 0x1000, 0, 3000)).caw(0x800, 4);
    bench.storage.keys.fill(0x40);
    bench.storage.frames = 1;
    bench.channels.startIo(A, true);
    bench.run();
    expect(bench.channels.starved).to.equal(true);
    bench.storage.keys[3] = 0x50;
    bench.storage.frames = 9;
    bench.run();
    expect(bench.interruption(A).slice(8, 12)).to.equal('0c10');
    expect(bench.at(0x1800, 1)[0]).to.equal(0);
  });

  it('can be halted while bytes wait for a frame', () => {
    const bench = new ChannelBench();
    reader(bench, new Uint8Array(3000).fill(1));
    bench.program(0x800, ccw(0x02, 0x1000, 0, 3000));
    bench.channels.startIo(A, true);
    bench.storage.frames = 0;
    bench.channels.step(10);
    bench.storage.frames = 9;
    expect(bench.channels.haltIo(A)).to.equal(1);
    expect([bench.channels.active, bench.channels.busy]).to.eql([false, false]);
    expect(bench.interruption(A).slice(8, 12)).to.equal('0c00');
  });

  it('holds an interruption back while a DIAGNOSE uses the device', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit((c) => (c === -1 ? END : { ask: { kind: 'sync' } })));
    bench.channels.attention(A);
    expect(bench.pending).to.equal(0x4000);
    bench.put(0x800, ccw(0x01, 0x1000, 0x20, 4));
    expect(bench.channels.runProgram(A, 0x800, 0, () => undefined)).to.equal('started');
    bench.run();
    expect(bench.pending).to.equal(0);
    bench.answer({ kind: 'done' });
    expect(bench.pending).to.equal(0x4000);
    expect(bench.interruption(A)).to.equal('0000000080000000');
  });

  it('writes what a punch has gathered when asked to', () => {
    const bench = new ChannelBench();
    const punch = new Punch2540(bench.files);
    bench.attach(0x00d, () => punch);
    bench.files.files.set(7, new Uint8Array(0));
    bench.program(0x800, ccw(0x41, 0x1000, 0x20, 80));
    bench.channels.startIo(0x00d, false);
    bench.answer({ kind: 'output', handle: 7, limit: 1000 });
    expect(bench.files.files.get(7)!.length).to.equal(0);
    expect(punch.flush()).to.equal(true);
    expect(bench.files.files.get(7)!.length).to.equal(512 + 83);
    bench.files.broken = true;
    expect(punch.flush(), 'nothing to write').to.equal(true);
  });

  it('passes plain 3270 commands, NO-OP and SENSE in a program of the display', () => {
    const bench = new ChannelBench();
    const unit = new ScriptedUnit(() => END);
    bench.attach(A, () => unit);
    bench.put(0x800, [
      ...ccw(0x05, 0x1000, 0x60, 1),
      ...ccw(0x03, 0, 0x60, 1),
      ...ccw(0x04, 0, 0x20, 1),
    ]);
    bench.channels.runProgram(A, 0x800, 0, () => undefined, true);
    bench.run();
    expect(unit.commands).to.eql([0x105, 0x03, 0x04]);
  });

  it('leaves units out that are no longer attached when it restores', () => {
    const bench = new ChannelBench();
    reader(bench, text('A'));
    bench.channels.attention(A);
    const written = bench.channels.writeDown();
    const other = new ChannelBench();
    other.channels.restore(written);
    expect([other.pending, other.channels.addresses().length]).to.eql([0, 0]);
  });
});
