import { expect } from 'chai';
import type { UnitAnswer } from '../../src/devices/unit.js';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';

const A = 0x600;

function bench(): ChannelBench {
  const made = new ChannelBench();
  made.attach(A, { type: 'ctca' });
  return made;
}

/** START I/O, with CP's first answer. */
function started(made: ChannelBench, answer: UnitAnswer): number | undefined {
  expect(made.channels.startIo(A, false)).to.equal(undefined);
  made.answer(answer);
  return made.channels.selected(A);
}

describe('channel-to-channel adapter', () => {
  unitContract({ type: 'ctca' }, 0x02, { unknown: 0x24 });

  it('sends as much as the other end takes, and shows the rest in its count', () => {
    const made = bench().put(0x1000, text('ABCDEF'));
    made.program(0x800, ccw(0x01, 0x1000, 0x20, 6));
    expect(started(made, { kind: 'waits' })).to.equal(0);
    expect(made.asked.at(-2)!.ask).to.eql({ kind: 'ctca', command: 0x01, length: 6 });
    expect(made.asked.at(-1)!.ask).to.eql({ kind: 'ctca-end' });
    made.rebuild();
    made.answer({ kind: 'send', count: 4 });
    expect(made.asked.at(-1)!.ask).to.eql({ kind: 'ctca-data', bytes: text('ABCD') });
    made.answer({ kind: 'done' });
    expect(made.interruption(A)).to.equal('000008080c000002');
  });

  it('stores what it reads, backward downwards', () => {
    const made = bench();
    made.program(0x800, ccw(0x0c, 0x1003, 0, 4));
    made.channels.startIo(A, false);
    made.answer({ kind: 'stream', bytes: text('DCBA') });
    expect(made.interruption(A)).to.equal('000008080c000000');
    expect(made.at(0x1000, 4)).to.eql(text('ABCD'));
  });

  it('ends PREPARE at the channel at once, and at the device when the other end comes', () => {
    const made = bench();
    made.program(0x800, ccw(0xe3, 0, 0x60, 1), ccw(0x14, 0x1000, 0x20, 1));
    expect(made.channels.startIo(A, false)).to.equal(0);
    made.run();
    made.rebuild();
    made.answer({ kind: 'done' });
    made.answer({ kind: 'stream', bytes: Uint8Array.of(0x01) });
    expect(made.interruption(A)).to.equal('000008100c000000');
    expect(hex(made.at(0x1000, 1))).to.equal('01');
  });

  it('has START I/O wait until it is known whether it takes the command', () => {
    for (const [answer, cc, status] of [
      [{ kind: 'busy' }, 1, '9000'],
      [{ kind: 'none' }, 1, '0e00'],
      [{ kind: 'waits' }, 0, '0000'],
    ] as const) {
      const made = bench().program(0x800, ccw(0x01, 0x1000, 0x60, 6), ccw(0x03, 0, 0x20, 1));
      expect(made.channels.startIo(A, false)).to.equal(undefined);
      expect(made.channels.selecting(A)).to.equal(true);
      expect([made.channels.selected(A), made.channels.testIo(A)]).to.eql([undefined, 2]);
      // the other end's command has called for attention meanwhile
      made.channels.attention(A);
      made.rebuild();
      made.answer(answer);
      expect([made.channels.selecting(A), made.channels.selected(A)]).to.eql([false, cc]);
      expect(made.csw().slice(8, 12)).to.equal(status);
      if (cc === 0) continue;
      // with the status the attention is gone, if it was in it
      expect(made.pending).to.equal(status === '9000' ? 0 : 0x0200);
    }
  });

  it('ends a START I/O that waits when it is halted, and begins it anew when it was reset', () => {
    const halted = bench().program(0x800, ccw(0x01, 0x1000, 0x20, 6));
    halted.channels.startIo(A, false);
    expect(halted.channels.haltIo(A)).to.equal(1);
    expect(halted.channels.selected(A)).to.equal(0);
    expect(halted.interruption(A)).to.match(/^000008080c/);
    const reset = bench().program(0x800, ccw(0x01, 0x1000, 0x20, 6));
    reset.channels.startIo(A, false);
    reset.channels.resetDevice(A);
    expect(reset.channels.selected(A)).to.equal(undefined);
    expect(reset.asked).to.have.length(2);
    reset.channels.detach(A);
    expect(reset.channels.selected(A)).to.equal(3);
  });

  it('tells START I/O FAST RELEASE by an interruption', () => {
    const made = bench().program(0x800, ccw(0x01, 0x1000, 0x20, 6));
    expect(made.channels.startIo(A, true)).to.equal(0);
    made.run();
    made.answer({ kind: 'busy' });
    expect(made.interruption(A).slice(8, 12)).to.equal('9000');
  });

  it('ends with unit check when the other end is reset', () => {
    const made = bench().program(0x800, ccw(0x01, 0x1000, 0x20, 6));
    expect(started(made, { kind: 'waits' })).to.equal(0);
    made.answer({ kind: 'refused' });
    expect(made.interruption(A).slice(8, 10)).to.equal('0e');
  });
});
