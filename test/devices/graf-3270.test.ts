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
      [0x0e, 'modified'],
      [0x02, 'buffer'],
    ] as const) {
      const made = bench();
      made.program(0x800, ccw(command, 0x1000, 0x20, 8));
      made.channels.startIo(A, false);
      expect(made.asked.at(-1)!.ask).to.eql({ kind: 'graf-read', operation });
      made.answer({ kind: 'stream', bytes: text('ABC') });
      expect(made.interruption(A)).to.equal('000008080c000005');
      expect(made.at(0x1000, 3)).to.eql(text('ABC'));
    }
  });

  it('wants intervention while no terminal is there', () => {
    const made = bench();
    made.program(0x800, ccw(0x06, 0x1000, 0x20, 8));
    made.channels.startIo(A, false);
    made.answer({ kind: 'refused' });
    expect(made.interruption(A)).to.equal('000008080e000008');
    made.program(0x800, ccw(0x04, 0x1000, 0x20, 1));
    made.channels.startIo(A, false);
    expect(made.interruption(A)).to.match(/^000008080c/);
    expect(made.at(0x1000, 1)).to.eql(Uint8Array.of(0x40));
  });
});
