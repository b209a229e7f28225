/** A local 3270 on a channel: what it asks of main, and what it shows when nobody has dialled. */
import { expect } from 'chai';
import { ccw, ChannelBench, text } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';

const A = 0x061;

function bench(): ChannelBench {
  const made = new ChannelBench();
  made.attach(A, { type: 'graf' });
  return made;
}

describe('local 3270', () => {
  unitContract({ type: 'graf' }, 0x06, { unknown: 0x24 });

  it('hands a write to main with its command, and ends when the terminal has it', () => {
    const made = bench().put(0x1000, Uint8Array.of(0xc3, 0xc1, 0xc2));
    made.program(0x800, ccw(0x05, 0x1000, 0x20, 3));
    expect(made.channels.startIo(A, false)).to.equal(0);
    expect(made.asked.at(-1)!.ask).to.eql({
      kind: 'graf-write',
      bytes: Uint8Array.of(0x05, 0xc3, 0xc1, 0xc2),
    });
    made.rebuild();
    made.answer({ kind: 'done' });
    expect(made.interruption(A)).to.equal('000008080c000000');
  });

  it('stores what is read, and tells what is left of the count', () => {
    for (const [command, operation] of [
      [0x06, 'modified'],
      [0x0e, 'modified-all'],
      [0x02, 'buffer'],
    ] as const) {
      const made = bench();
      made.program(0x800, ccw(command, 0x1000, 0x20, 8));
      made.channels.startIo(A, false);
      expect(made.asked.at(-1)!.ask).to.eql({ kind: 'graf-read', operation, chained: false });
      made.answer({ kind: 'stream', bytes: text('ABC') });
      expect(made.interruption(A)).to.equal('000008080c000005');
      expect(made.at(0x1000, 3)).to.eql(text('ABC'));
    }
  });

  it('tells operation check when the stream breaks its rules, and ends the chain', () => {
    const made = bench().put(0x1000, Uint8Array.of(0xc3, 0x11, 0x3f, 0xff));
    made.program(0x800, ccw(0x05, 0x1000, 0x60, 4), ccw(0x06, 0x1100, 0x20, 8));
    made.channels.startIo(A, false);
    made.answer({ kind: 'invalid' });
    expect(made.interruption(A)).to.equal('000008080e000000');
    made.program(0x800, ccw(0x04, 0x1000, 0x20, 1));
    made.channels.startIo(A, false);
    made.run();
    made.interruption(A);
    expect(made.at(0x1000, 1)).to.eql(Uint8Array.of(0x01));
  });

  it('has a read that is chained to a write go on where that ended, also when it is written down', () => {
    const made = bench().put(0x1000, Uint8Array.of(0xc3, 0x40));
    made.program(0x800, ccw(0x01, 0x1000, 0x60, 2), ccw(0x0b, 0, 0x60, 1), ccw(0x02, 0, 0x20, 8));
    made.channels.startIo(A, false);
    made.answer({ kind: 'done' });
    made.rebuild();
    made.answer({ kind: 'done' });
    expect(made.asked.at(-1)!.ask).to.eql({
      kind: 'graf-read',
      operation: 'buffer',
      chained: true,
    });
    made.answer({ kind: 'stream', bytes: text('A') });
    expect(made.interruption(A)).to.match(/^000008180c/);
    made.program(0x800, ccw(0x02, 0x1000, 0x20, 8));
    made.channels.startIo(A, false);
    expect(made.asked.at(-1)!.ask).to.include({ chained: false });
  });

  it('rejects a command that is none of a display', () => {
    for (const command of [0x09, 0x07, 0x12, 0x21, 0xff]) {
      const made = bench().program(0x800, ccw(command, 0x1000, 0x20, 8));
      expect(made.channels.startIo(A, false), String(command)).to.equal(1);
      expect(made.csw().slice(8, 10)).to.equal('0e');
      expect(made.channels.unit(A)!.sense()[0]).to.equal(0x80);
    }
  });

  it('with attention pending is busy and tells it, and holds one that comes while a program runs', () => {
    const made = bench().program(0x800, ccw(0x06, 0x1000, 0x20, 8));
    made.channels.attention(A);
    expect(made.channels.startIo(A, false)).to.equal(1);
    expect(made.csw().slice(8, 12)).to.equal('9000');
    expect(made.channels.startIo(A, false)).to.equal(0);
    made.channels.attention(A);
    expect([made.pending, made.channels.testIo(A)]).to.eql([0, 2]);
    made.answer({ kind: 'stream', bytes: text('A') });
    expect(made.interruption(A)).to.equal('000008080c000007');
    expect(made.interruption(A)).to.equal('0000000080000000');
  });

  it('wants intervention while no terminal is there', () => {
    const made = bench();
    made.program(0x800, ccw(0x06, 0x1000, 0x20, 8));
    made.channels.startIo(A, false);
    made.answer({ kind: 'refused' });
    expect(made.interruption(A)).to.equal('000008080e000008');
    made.program(0x800, ccw(0x04, 0x1000, 0x20, 1));
    made.channels.startIo(A, false);
    made.run();
    expect(made.interruption(A)).to.match(/^000008080c/);
    expect(made.at(0x1000, 1)).to.eql(Uint8Array.of(0x40));
  });
});
