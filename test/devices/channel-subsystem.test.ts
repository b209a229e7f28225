import { expect } from 'chai';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { ScriptedUnit } from './support/scripted-unit.js';
import type { Outcome, Transfer } from '../../src/devices/unit.js';

const A = 0x130;
const CC = 0x40;
const SLI = 0x20;
const PCI = 0x08;
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

describe('channel subsystem: I/O instructions', () => {
  it('answer condition code 3 where there is no device', () => {
    const { channels } = new ChannelBench();
    expect([channels.startIo(A, false), channels.testIo(A), channels.clearIo(A)]).to.eql([3, 3, 3]);
    expect([channels.haltIo(A), channels.haltDevice(A)]).to.eql([3, 3]);
    expect([channels.testChannel(A), channels.storeChannelId(A)]).to.eql([3, 3]);
    expect(channels.deviceEnd(A)).to.equal(false);
    expect(channels.detach(A)).to.equal(undefined);
  });

  it('read to storage and leave one interruption, taken once', () => {
    const bench = new ChannelBench();
    device(bench, text('ABCD'));
    bench.program(0x800, ccw(0x02, 0x1000, 0, 4));
    expect(bench.channels.startIo(A, false)).to.equal(0);
    // data come when START I/O is over: what follows it may stand where they go
    expect([bench.pending, bench.at(0x1000, 1)[0], bench.channels.testIo(A)]).to.eql([0, 0, 2]);
    bench.rebuild();
    bench.run();
    expect(bench.pending).to.equal(0x4000);
    expect(bench.channels.startIo(A, false), 'interruption pending').to.equal(2);
    expect(bench.channels.testChannel(A)).to.equal(1);
    expect(bench.channels.takeIo(0xbfff), 'masked').to.equal(-1);
    expect(bench.interruption(A)).to.equal('000008080c000000');
    expect(hex(bench.at(0x1000, 5))).to.equal('4142434400');
    expect(bench.pending).to.equal(0);
    expect(bench.channels.takeIo(0xffff)).to.equal(-1);
    expect(bench.channels.testChannel(A)).to.equal(0);
  });

  it('check the channel address word', () => {
    for (const [at, key] of [
      [0x804, 0],
      [0x801, 0],
    ] as const) {
      const bench = new ChannelBench();
      const { unit } = device(bench, text('A'));
      bench.caw(at, key);
      expect(bench.channels.startIo(A, false)).to.equal(1);
      expect(hex(bench.at(68, 2))).to.equal('0020');
      expect(unit.commands).to.eql([]);
    }
    const bench = new ChannelBench();
    device(bench, text('A'));
    bench.put(72, [0x01, 0, 8, 0]);
    expect(bench.channels.startIo(A, true)).to.equal(1);
    expect(hex(bench.at(68, 2))).to.equal('0020');
    expect(bench.channels.testIo(A)).to.equal(0);
  });

  it('show an error of the first CCW by condition code for SIO, by interruption for SIOF', () => {
    const bad: [string, number[]][] = [
      ['command 0', ccw(0x00, 0x1000, 0, 4)],
      ['count 0', ccw(0x02, 0x1000, 0, 0)],
      ['bit 38', ccw(0x02, 0x1000, 2, 4)],
      ['bit 39', ccw(0x02, 0x1000, 1, 4)],
      ['TIC first', ccw(0x08, 0x900, 0, 0)],
      ['IDAW list not on a word', ccw(0x02, 0x1002, IDA, 4)],
      ['IDAW list outside', ccw(0x02, 0xfffffc, IDA, 4)],
    ];
    for (const [name, bytes] of bad) {
      const bench = new ChannelBench();
      const { unit } = device(bench, text('ABCD'));
      bench.program(0x800, bytes);
      expect(bench.channels.startIo(A, false), name).to.equal(1);
      expect(hex(bench.at(68, 2)), name).to.equal('0020');
      expect(bench.channels.startIo(A, true), name).to.equal(0);
      bench.run();
      expect(bench.interruption(A).slice(0, 12), name).to.equal('000008080020');
      expect(unit.commands, name).to.eql([]);
    }
  });

  it('show a CCW outside storage or fetch-protected', () => {
    const bench = new ChannelBench();
    device(bench, text('ABCD'));
    bench.caw(0xfffff8);
    expect(bench.channels.startIo(A, false)).to.equal(1);
    expect(hex(bench.at(68, 2))).to.equal('0020');
    bench.storage.keys[1] = 0x58;
    bench.program(0x800, ccw(0x02, 0x1000, 0, 4)).caw(0x800, 4);
    expect(bench.channels.startIo(A, false)).to.equal(1);
    expect(hex(bench.at(68, 2))).to.equal('0010');
  });

  it('test a device that is working, and clear it', () => {
    const bench = new ChannelBench();
    let answered = 0;
    const unit = new ScriptedUnit((command) =>
      command === -1 && ++answered > 0 ? END : { ask: { kind: 'sync' } },
    );
    bench.attach(A, () => unit);
    bench.program(0x800, ccw(0x02, 0x1000, 0, 4));
    expect(bench.channels.startIo(A, false)).to.equal(0);
    expect([bench.channels.active, bench.channels.busy]).to.eql([false, true]);
    expect([bench.channels.testIo(A), bench.channels.startIo(A, false)]).to.eql([2, 2]);
    expect(bench.channels.clearIo(A)).to.equal(1);
    expect(bench.csw()).to.equal('0000080800000004');
    expect([unit.halted, bench.withdrawn]).to.eql([1, [1]]);
    expect(bench.channels.answer(1, { kind: 'done' }), 'late answer').to.equal(false);
    expect([bench.channels.clearIo(A), bench.channels.testIo(A), answered]).to.eql([0, 0, 0]);
  });

  it('halt a device: condition code 1, then the interruption with the residual count', () => {
    for (const halt of ['haltIo', 'haltDevice'] as const) {
      const bench = new ChannelBench();
      const unit = new ScriptedUnit((_, transfer) => {
        transfer.put(text('AB'));
        return { ask: { kind: 'sync' } };
      });
      bench.attach(A, () => unit);
      bench.program(0x800, ccw(0x02, 0x1000, CC, 10));
      expect(bench.channels.startIo(A, false)).to.equal(0);
      bench.put(64, new Uint8Array(8).fill(0xff));
      expect(bench.channels[halt](A)).to.equal(1);
      expect(bench.csw(), 'status alone is stored').to.equal('ffffffff0000ffff');
      expect(bench.channels[halt](A), 'interruption pending').to.equal(0);
      expect(bench.interruption(A)).to.equal('000008080c000008');
      expect(bench.channels[halt](A), 'available').to.equal(1);
      expect([bench.withdrawn.length, unit.halted]).to.eql([1, 1]);
    }
  });

  it('store the channel identification', () => {
    const bench = new ChannelBench();
    device(bench, text('A'), 0x00c);
    device(bench, text('A'));
    expect(bench.channels.storeChannelId(0x000)).to.equal(0);
    expect(hex(bench.at(168, 4))).to.equal('10000000');
    expect(bench.channels.storeChannelId(A)).to.equal(0);
    expect(hex(bench.at(168, 4))).to.equal('20000000');
  });

  it('take interruptions in the order of addresses under the mask', () => {
    const bench = new ChannelBench();
    for (const address of [0x300, 0x00d, 0x00c, 0x5ff]) {
      device(bench, text('A'), address);
      bench.channels.attention(address);
    }
    expect(bench.pending).to.equal(0x9400);
    expect(bench.channels.takeIo(0x1000)).to.equal(0x300);
    expect(bench.interruption(0x00c)).to.equal('0000000080000000');
    expect([bench.channels.takeIo(0xffff), bench.channels.takeIo(0xffff)]).to.eql([0xd, 0x5ff]);
    expect(bench.pending).to.equal(0);
  });
});

describe('channel subsystem: status', () => {
  it('gives attention to START I/O with busy, once', () => {
    const bench = new ChannelBench();
    const { unit } = device(bench, text('A'));
    bench.channels.attention(A);
    bench.program(0x800, ccw(0x02, 0x1000, 0, 1));
    expect(bench.channels.startIo(A, false)).to.equal(1);
    expect(hex(bench.at(68, 2))).to.equal('9000');
    expect(unit.commands).to.eql([]);
    expect(bench.channels.startIo(A, false)).to.equal(0);
  });

  it('keeps attention back while a program runs, then presents it by itself', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit((c) => (c === -1 ? END : { ask: { kind: 'sync' } })));
    bench.program(0x800, ccw(0x01, 0x1000, SLI, 1));
    bench.channels.startIo(A, false);
    bench.channels.attention(A);
    expect(bench.pending).to.equal(0);
    bench.answer({ kind: 'done' });
    expect(bench.interruption(A)).to.equal('000008080c000001');
    expect(bench.interruption(A)).to.equal('0000000080000000');
  });

  it('presents channel end and device end apart; the device is busy in between', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit(() => ({ status: 0x08 })));
    bench.program(0x800, ccw(0x02, 0x1000, SLI, 4));
    bench.channels.startIo(A, true);
    bench.run();
    expect(bench.interruption(A)).to.equal('0000080808000004');
    expect(bench.channels.startIo(A, false)).to.equal(1);
    expect(hex(bench.at(68, 2))).to.equal('1000');
    expect(bench.channels.testIo(A)).to.equal(1);
    bench.rebuild();
    expect(bench.channels.testIo(A), 'busy after a rebuild').to.equal(1);
    bench.channels.deviceEnd(A);
    expect(bench.interruption(A)).to.equal('0000000004000000');
    expect(bench.channels.testIo(A)).to.equal(0);
  });

  it('goes on with a chain only at device end', () => {
    const bench = new ChannelBench();
    const unit = new ScriptedUnit((command) => ({ status: command === 7 ? 0x08 : 0x0c }));
    bench.attach(A, () => unit);
    bench.program(0x800, ccw(0x07, 0, CC, 1), ccw(0x0b, 0, 0, 1));
    expect(bench.channels.startIo(A, false)).to.equal(0);
    bench.run();
    expect(unit.commands).to.eql([7]);
    expect([bench.channels.active, bench.channels.busy]).to.eql([false, true]);
    bench.channels.deviceEnd(A);
    bench.run();
    expect(unit.commands).to.eql([7, 11]);
    expect(bench.interruption(A)).to.equal('000008100c000001');
  });

  it('skips a CCW at status modifier', () => {
    const bench = new ChannelBench();
    const unit = new ScriptedUnit((command) => ({ status: command === 0x31 ? 0x4c : 0x0c }));
    bench.attach(A, () => unit);
    bench.program(
      0x800,
      ccw(0x31, 0, CC | SLI, 1),
      ccw(0x08, 0x800, 0, 1),
      ccw(0x06, 0x1000, SLI, 1),
    );
    bench.channels.startIo(A, false);
    bench.run();
    expect(unit.commands).to.eql([0x31, 0x06]);
    expect(bench.interruption(A).slice(0, 8)).to.equal('00000818');
  });

  it('ends a chain at unit check and unit exception', () => {
    for (const status of [0x0e, 0x0d, 0x02]) {
      const bench = new ChannelBench();
      const unit = new ScriptedUnit(() => ({ status }));
      bench.attach(A, () => unit);
      bench.program(0x800, ccw(0x07, 0, CC, 1), ccw(0x0b, 0, 0, 1));
      bench.channels.startIo(A, true);
      bench.run();
      expect(unit.commands).to.eql([7]);
      expect(bench.interruption(A).slice(8, 10)).to.equal(hex(Uint8Array.of(status)));
    }
  });

  it('presents a program-controlled interruption while the program runs, or with its end', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit((c) => (c === -1 ? END : { ask: { kind: 'sync' } })));
    bench.program(0x800, ccw(0x01, 0x1000, PCI | SLI, 1));
    bench.channels.startIo(A, false);
    expect(bench.pending).to.equal(0x4000);
    expect(bench.channels.testIo(A), 'still working').to.equal(2);
    expect(bench.interruption(A)).to.equal('0000080800800001');
    bench.answer({ kind: 'done' });
    expect(bench.interruption(A)).to.equal('000008080c000001');
    bench.channels.startIo(A, false);
    bench.answer({ kind: 'done' });
    expect(bench.interruption(A)).to.equal('000008080c800001');
  });
});

describe('channel subsystem: work is bounded', () => {
  it('gives an endless loop its budget and no more, and the others their turns', () => {
    const bench = new ChannelBench();
    device(bench, text('A'), 0x130);
    device(bench, text('A'), 0x131);
    bench.put(0xa00, ccw(0x07, 0, CC, 1)).put(0xa08, ccw(0x08, 0xa00, 0, 0));
    bench.caw(0xa00);
    expect(bench.channels.startIo(0x130, false)).to.equal(0);
    bench.program(0x800, ccw(0x07, 0, CC, 1), ccw(0x02, 0x1000, 0, 1));
    expect(bench.channels.startIo(0x131, false)).to.equal(0);
    expect(bench.channels.step(50)).to.equal(50);
    expect(bench.interruption(0x131).slice(8, 12)).to.equal('0c00');
    expect(bench.channels.active).to.equal(true);
    expect(bench.channels.step(1000)).to.equal(1000);
    expect(bench.channels.haltIo(0x130)).to.equal(1);
    expect(bench.channels.active).to.equal(false);
  });

  it('charges bytes', () => {
    const bench = new ChannelBench();
    device(bench, new Uint8Array(2560));
    bench.program(0x800, ccw(0x02, 0x1000, 0, 2560));
    bench.channels.startIo(A, true);
    expect(bench.channels.step(1)).to.equal(11);
  });
});

describe('channel subsystem: devices', () => {
  it('attaches each address once and only where a channel is', () => {
    const bench = new ChannelBench();
    const { unit } = device(bench, text('A'));
    expect(bench.channels.attach(A, unit)).to.equal(false);
    expect(bench.channels.attach(0x1000, unit)).to.equal(false);
    expect(bench.channels.attach(-1, unit)).to.equal(false);
    expect(bench.channels.unit(A)).to.equal(unit);
    expect(bench.channels.addresses()).to.eql([A]);
    expect(bench.channels.detach(A)).to.equal(unit);
    expect(bench.channels.unit(A)).to.equal(undefined);
  });

  it('gives a unit another address with the interruption that it has', () => {
    const bench = new ChannelBench();
    const { unit } = device(bench, text('A'));
    bench.channels.attention(A);
    expect(bench.channels.renumber(A, 0x231)).to.equal('done');
    expect(bench.channels.addresses()).to.eql([0x231]);
    expect(bench.channels.unit(0x231)).to.equal(unit);
    expect(bench.pending).to.equal(0x2000);
    expect(bench.interruption(0x231)).to.equal('0000000080000000');
    expect(bench.channels.renumber(A, 0x232)).to.equal('no-device');
    device(bench, text('B'));
    expect(bench.channels.renumber(0x231, A)).to.equal('taken');
    expect(bench.channels.renumber(0x231, 0x1000)).to.equal('taken');
  });

  it('moves no unit that waits for an answer under its address, but a console', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit(() => ({ ask: { kind: 'sync' } })));
    bench.attach(9, { type: 'console', mode: '3215' });
    bench.program(0x800, ccw(0x0a, 0x1000, 0, 4));
    bench.channels.startIo(A, false);
    bench.channels.startIo(9, false);
    expect(bench.channels.renumber(A, 0x231)).to.equal('busy');
    expect(bench.channels.renumber(9, 0x01f)).to.equal('done');
    expect(bench.channels.consoleLine(0x01f, text('ABCD'))).to.equal(true);
    expect(bench.interruption(0x01f)).to.equal('000008080c000000');
    expect(hex(bench.at(0x1000, 4))).to.equal('41424344');
  });

  it('loses programs, interruptions and asks at a reset', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit(() => ({ ask: { kind: 'sync' } })));
    device(bench, text('A'), 0x200);
    bench.program(0x800, ccw(0x02, 0x1000, 0, 1));
    bench.channels.startIo(A, false);
    bench.channels.startIo(0x200, false);
    bench.channels.attention(0x200);
    bench.channels.reset();
    expect([bench.pending, bench.channels.busy, bench.withdrawn]).to.eql([0, false, [1]]);
    expect(bench.channels.takeIo(0xffff)).to.equal(-1);
    expect(bench.channels.testIo(A)).to.equal(0);
  });
});

describe('channel subsystem: programs for DIAGNOSE and IPL', () => {
  it('runs a program without interruption, also over an ask and a rebuild', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit((c) => (c === -1 ? END : { ask: { kind: 'sync' } })));
    bench.put(0x800, ccw(0x01, 0x1000, SLI | PCI, 4));
    const results: string[] = [];
    const done = (result: { ok: boolean; residual: number }) =>
      results.push(`${result.ok} ${result.residual}`);
    expect(bench.channels.runProgram(0x999, 0x800, 0, done)).to.equal('not-operational');
    expect(bench.channels.runProgram(A, 0x800, 0, done)).to.equal('started');
    expect(bench.channels.runProgram(A, 0x800, 0, done)).to.equal('busy');
    bench.run();
    expect(results).to.eql([]);
    bench.rebuild();
    expect(bench.channels.asks()).to.eql([{ address: A, id: 1, ask: { kind: 'sync' } }]);
    expect(bench.channels.rejoin(A, done)).to.equal(true);
    bench.answer({ kind: 'done' });
    expect(results).to.eql(['true 4']);
    expect([bench.pending, bench.channels.takeIo(0xffff)]).to.eql([0, -1]);
    expect(bench.channels.rejoin(A, done)).to.equal(false);
  });

  it('tells of unit check with sense, of channel checks, and of a device taken away', () => {
    const bench = new ChannelBench();
    bench.attach(
      A,
      () => new ScriptedUnit((c) => (c === 1 ? { status: 0x0e } : { ask: { kind: 'sync' } })),
    );
    const seen: string[] = [];
    const run = (at: number): void => {
      bench.channels.runProgram(A, at, 0, (r) =>
        seen.push(`${r.ok} ${r.unitStatus} ${r.channelStatus} ${r.ccwAddress} ${hex(r.sense)}`),
      );
      bench.run();
    };
    bench.put(0x800, ccw(0x01, 0x1000, SLI, 4)).put(0x900, ccw(2, 0x1000, SLI, 4));
    run(0x800);
    run(0x804);
    run(0x900);
    bench.channels.detach(A);
    expect(seen).to.eql(['false 14 0 2056 55', 'false 0 32 2060 ', 'false 14 0 2312 55']);
  });

  it('tells nobody when the machine is reset', () => {
    const bench = new ChannelBench();
    bench.attach(A, () => new ScriptedUnit(() => ({ ask: { kind: 'sync' } })));
    bench.put(0x800, ccw(0x01, 0x1000, SLI, 4));
    let told = 0;
    bench.channels.runProgram(A, 0x800, 0, () => told++);
    bench.run();
    bench.channels.reset();
    expect([told, bench.channels.busy]).to.eql([0, false]);
  });

  it('loads: 24 bytes to 0, and on with the CCW at 8', () => {
    const bench = new ChannelBench();
    const blocks = [
      [0, 0, 0, 0, 0, 0, 0x10, 0, ...ccw(0x02, 0x1000, CC | SLI, 4), ...ccw(0x08, 0x1000, 0, 0)],
      ccw(0x02, 0x2000, SLI, 8),
      [1, 2, 3],
    ];
    const unit = new ScriptedUnit((_, transfer) => {
      transfer.put(Uint8Array.from(blocks.shift() ?? []));
      return END;
    });
    bench.attach(A, () => unit);
    // the second read brings only half a CCW: its other half stands there
    bench.put(0x1004, ccw(0x02, 0x2000, SLI, 8).slice(4));
    const results: unknown[] = [];
    expect(bench.channels.startIpl(0x999, (r) => results.push(r))).to.equal('not-operational');
    expect(bench.channels.startIpl(A, (r) => results.push(r))).to.equal('started');
    bench.run();
    expect(results).to.eql([
      {
        ok: true,
        unitStatus: 0x0c,
        channelStatus: 0,
        ccwAddress: 0x1008,
        residual: 5,
        sense: new Uint8Array(0),
      },
    ]);
    expect(hex(bench.at(0x2000, 4))).to.equal('01020300');
    expect([unit.commands, unit.begun, bench.pending]).to.eql([[2, 2, 2], 1, 0]);
  });
});
