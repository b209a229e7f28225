import { expect } from 'chai';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';
import { decodeRecord, FILE_HEADER } from '../../src/shared/spool-record.js';

const PUNCH = 0x00d;

/** The records of file 7 behind its header. */
export function records(
  bench: ChannelBench,
  bytes: number,
): { command: number; data: Uint8Array }[] {
  const file = bench.files.files.get(7)!.subarray(FILE_HEADER, FILE_HEADER + bytes);
  const found = [];
  for (let at = 0; at < file.length;) {
    const decoded = decodeRecord(file, at);
    expect(decoded, `record at ${at}`).to.not.equal(undefined);
    found.push(decoded!.record);
    at = decoded!.next;
  }
  return found;
}

function open(limit = 1_000_000): ChannelBench {
  const bench = new ChannelBench();
  bench.attach(PUNCH, { type: 'punch' });
  bench.files.files.set(7, new Uint8Array(0));
  bench.put(0x1000, text('CARD'.padEnd(80, '.')));
  bench.program(0x800, ccw(0x01, 0x1000, 0x20, 80));
  bench.channels.startIo(PUNCH, false);
  expect(bench.asked.at(-1)?.ask.kind).to.equal('open-output');
  bench.answer({ kind: 'output', handle: 7, limit });
  return bench;
}

describe('punch 2540', () => {
  unitContract({ type: 'punch' }, 0x41);

  it('asks for a file, then punches cards of 80 columns without asking again', () => {
    const bench = open();
    expect(bench.interruption(PUNCH)).to.equal('000008080c000000');
    bench.program(0x800, ccw(0x41, 0x1000, 0x60, 3), ccw(0x81, 0x1000, 0x20, 80));
    expect(bench.io(PUNCH)).to.equal('000008100c000000');
    const closed = bench.channels.close(PUNCH);
    expect(closed).to.eql({ handle: 7, records: 3, bytes: 3 * 83 });
    const cards = records(bench, 3 * 83);
    expect(cards.map((card) => card.command)).to.eql([0x01, 0x41, 0x81]);
    expect(cards.map((card) => card.data.length)).to.eql([80, 80, 80]);
    expect(hex(cards[1]!.data)).to.equal('434152' + '40'.repeat(77));
    expect(bench.channels.close(PUNCH)).to.eql({ handle: -1, records: 0, bytes: 0 });
  });

  it('shows incorrect length for more than a card', () => {
    const bench = open();
    bench.interruption(PUNCH);
    bench.program(0x800, ccw(0x41, 0x1000, 0, 100));
    expect(bench.io(PUNCH).slice(8)).to.equal('0c400014');
  });

  it('rejects column binary and punch-feed-read', () => {
    for (const command of [0x21, 0x61, 0x09, 0x49]) {
      const bench = new ChannelBench();
      bench.attach(PUNCH, { type: 'punch' });
      bench.program(0x800, ccw(command, 0x1000, 0x20, 80));
      expect(bench.channels.startIo(PUNCH, false)).to.equal(1);
      expect(bench.channels.unit(PUNCH)!.sense()[0]).to.equal(0x80);
    }
  });

  it('loses nothing when the file is full: intervention required, and the card comes again', () => {
    const bench = open(2 * 83);
    bench.interruption(PUNCH);
    bench.io(PUNCH);
    bench.channels.startIo(PUNCH, false);
    expect(bench.asked.at(-1)!.ask.kind).to.equal('output-limit');
    bench.rebuild();
    bench.answer({ kind: 'refused' });
    expect(bench.interruption(PUNCH).slice(8, 12)).to.equal('0e00');
    expect(bench.channels.unit(PUNCH)!.sense()[0]).to.equal(0x40);
    bench.channels.startIo(PUNCH, false);
    bench.answer({ kind: 'output', handle: 7, limit: 1000 });
    expect(bench.interruption(PUNCH).slice(8, 12)).to.equal('0c00');
    expect(bench.channels.close(PUNCH)).to.eql({ handle: 7, records: 3, bytes: 3 * 83 });
    expect(records(bench, 3 * 83)).to.have.length(3);
  });

  it('wants intervention when there is no file to be had', () => {
    const bench = new ChannelBench();
    bench.attach(PUNCH, { type: 'punch' });
    bench.program(0x800, ccw(0x41, 0x1000, 0x20, 80));
    bench.channels.startIo(PUNCH, false);
    bench.answer({ kind: 'refused' });
    expect(bench.interruption(PUNCH).slice(8, 12)).to.equal('0e00');
    expect(bench.channels.close(PUNCH)).to.eql({ handle: -1, records: 0, bytes: 0 });
  });

  it('writes many cards in blocks at their places, over rebuilds', () => {
    const bench = open();
    bench.interruption(PUNCH);
    for (let n = 1; n < 500; n++) {
      bench.put(0x1000, text(String(n).padStart(4)));
      bench.io(PUNCH);
      if (n % 37 === 0) bench.rebuild();
    }
    expect(bench.files.files.get(7)!.length, 'most is written already').to.be.greaterThan(30_000);
    expect(bench.channels.close(PUNCH)).to.eql({ handle: 7, records: 500, bytes: 500 * 83 });
    const cards = records(bench, 500 * 83);
    expect(
      cards.slice(1).map((card) => Number(String.fromCharCode(...card.data.slice(0, 4)))),
    ).to.eql(Array.from({ length: 499 }, (_, n) => n + 1));
  });

  it('shows equipment check when the host cannot write, and writes the rest when it can again', () => {
    const bench = open();
    bench.interruption(PUNCH);
    bench.files.broken = true;
    let good = 1;
    let status = '';
    for (let n = 0; n < 200 && status !== '0e00'; n++) {
      status = bench.io(PUNCH).slice(8, 12);
      if (status === '0c00') good++;
    }
    expect(status).to.equal('0e00');
    expect(bench.channels.unit(PUNCH)!.sense()[0]).to.equal(0x10);
    bench.files.broken = false;
    bench.io(PUNCH);
    expect(bench.channels.close(PUNCH)).to.eql({
      handle: 7,
      records: good + 1,
      bytes: (good + 1) * 83,
    });
  });

  it('says at CLOSE what was lost to a host that cannot write', () => {
    const bench = open();
    bench.files.broken = true;
    expect(bench.channels.close(PUNCH)).to.eql({ handle: 7, records: 0, bytes: 0, lost: true });
  });

  it('keeps its file over a reset', () => {
    const bench = open();
    bench.channels.reset();
    expect(bench.channels.close(PUNCH)).to.eql({ handle: 7, records: 1, bytes: 83 });
  });
});
