import { expect } from 'chai';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';

const A = 0x600;

function bench(): ChannelBench {
  const made = new ChannelBench();
  made.attach(A, { type: 'ctca' });
  return made;
}

describe('channel-to-channel adapter', () => {
  unitContract({ type: 'ctca' }, 0x02, { unknown: 0x24 });

  it('sends as much as the other end takes, and shows the rest in its count', () => {
    const made = bench().put(0x1000, text('ABCDEF'));
    made.program(0x800, ccw(0x01, 0x1000, 0x20, 6));
    expect(made.channels.startIo(A, false)).to.equal(0);
    expect(made.asked.at(-1)!.ask).to.eql({ kind: 'ctca', command: 0x01, length: 6 });
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

  it('is busy with attention when both ends want the same, and not ready when there is no other', () => {
    const made = bench();
    for (const [answer, status] of [
      [{ kind: 'busy' }, '90'],
      [{ kind: 'none' }, '0e'],
      [{ kind: 'refused' }, '0e'],
    ] as const) {
      made.program(0x800, ccw(0x01, 0x1000, 0x20, 6));
      made.channels.startIo(A, false);
      made.answer(answer);
      expect(made.interruption(A).slice(8, 10)).to.equal(status);
    }
  });
});
