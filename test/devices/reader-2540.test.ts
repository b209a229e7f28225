import { expect } from 'chai';
import { ccw, ChannelBench, text } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';
import { encodeRecord, FILE_HEADER } from '../../src/shared/spool-record.js';

const READER = 0x00c;

function deck(bench: ChannelBench, handle: number, ...cards: readonly [number, string][]): number {
  const parts = cards.map(([command, data]) => encodeRecord(command, text(data)));
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const file = new Uint8Array(FILE_HEADER + bytes);
  let at = FILE_HEADER;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  bench.files.files.set(handle, file);
  return bytes;
}

/** A reader with a deck of `count` cards in it, before its first card. */
function open(count: number): ChannelBench {
  const bench = new ChannelBench();
  bench.attach(READER, { type: 'reader' });
  const cards = Array.from(
    { length: count },
    (_, n) => [0x41, `CARD ${n + 1}`.padEnd(80)] as [number, string],
  );
  const bytes = deck(bench, 5, ...cards);
  bench.program(0x800, ccw(0x02, 0x1000, 0x20, 80));
  bench.channels.startIo(READER, false);
  expect(bench.asked.at(-1)!.ask.kind).to.equal('open-input');
  bench.answer({ kind: 'input', handle: 5, spoolid: 1, bytes });
  return bench;
}

const card = (bench: ChannelBench): string =>
  String.fromCharCode(...bench.at(0x1000, 80)).trimEnd();

describe('reader 2540', () => {
  unitContract({ type: 'reader' }, 0x02);

  it('reads the cards of a file, then unit exception, then asks for the next', () => {
    const bench = open(3);
    const read = [];
    for (let n = 0; n < 3; n++) {
      bench.run();
      expect(bench.interruption(READER).slice(8)).to.equal('0c000000');
      read.push(card(bench));
      bench.rebuild();
      bench.channels.startIo(READER, false);
    }
    expect(read).to.eql(['CARD 1', 'CARD 2', 'CARD 3']);
    expect(bench.asked.at(-1)!.ask.kind).to.equal('input-ended');
    bench.answer({ kind: 'done' });
    expect(bench.interruption(READER).slice(8, 12)).to.equal('0d00');
    bench.channels.startIo(READER, false);
    expect(bench.asked.at(-1)!.ask.kind).to.equal('open-input');
    bench.answer({ kind: 'none' });
    expect(bench.interruption(READER).slice(8, 12)).to.equal('0e00');
    expect(bench.channels.unit(READER)!.sense()[0]).to.equal(0x40);
  });

  it('goes on with the next file when CP says so (CONT)', () => {
    const bench = open(1);
    bench.interruption(READER);
    bench.channels.startIo(READER, false);
    const bytes = deck(bench, 6, [0x41, 'NEXT'.padEnd(80)]);
    bench.answer({ kind: 'input', handle: 6, spoolid: 2, bytes });
    expect(bench.interruption(READER).slice(8, 12)).to.equal('0c00');
    expect(card(bench)).to.equal('NEXT');
  });

  it('reads a card again when it was read without feed, and feeds past it', () => {
    const bench = open(4);
    bench.interruption(READER);
    const seen = [];
    for (const command of [0xc2, 0xc2, 0x42, 0xc2, 0x23, 0x82]) {
      bench.program(0x800, ccw(command, 0x1000, 0x20, 80));
      if (bench.channels.startIo(READER, false) === 0) {
        bench.run();
        bench.interruption(READER);
      }
      bench.rebuild();
      seen.push(card(bench));
    }
    expect(seen).to.eql(['CARD 2', 'CARD 2', 'CARD 2', 'CARD 3', 'CARD 3', 'CARD 4']);
  });

  it('shows incorrect length for a card that does not fit', () => {
    const bench = open(2);
    bench.interruption(READER);
    bench.program(0x800, ccw(0x02, 0x1000, 0, 40));
    expect(bench.io(READER).slice(8)).to.equal('0c400000');
  });

  it('passes over the carriage control of a printer file and reads its lines as they are', () => {
    const bench = new ChannelBench();
    bench.attach(READER, { type: 'reader' });
    const bytes = deck(bench, 5, [0x8b, ''], [0x09, 'A'.repeat(132)], [0x0b, ''], [0x09, 'B']);
    bench.program(0x800, ccw(0x02, 0x1000, 0x20, 132));
    bench.channels.startIo(READER, false);
    bench.answer({ kind: 'input', handle: 5, spoolid: 1, bytes });
    expect(bench.interruption(READER).slice(8)).to.equal('0c000000');
    expect(bench.io(READER).slice(8)).to.equal('0c000083');
  });

  it('does not run long over a file of carriage control alone', () => {
    const bench = new ChannelBench();
    bench.attach(READER, { type: 'reader' });
    const bytes = deck(
      bench,
      5,
      ...Array.from({ length: 5000 }, () => [0x8b, ''] as [number, string]),
    );
    bench.program(0x800, ccw(0x02, 0x1000, 0x20, 80));
    bench.channels.startIo(READER, false);
    const [ask] = bench.channels.asks();
    bench.channels.answer(ask!.id, { kind: 'input', handle: 5, spoolid: 1, bytes });
    expect([bench.channels.active, bench.channels.asks().length]).to.eql([true, 0]);
    bench.channels.step(1);
    expect(bench.channels.active, 'still passing').to.equal(true);
    bench.run();
    expect(bench.asked.at(-1)!.ask.kind).to.equal('input-ended');
  });

  it('reads a record longer than what it reads ahead', () => {
    const bench = new ChannelBench(0x20000);
    bench.attach(READER, { type: 'reader' });
    const bytes = deck(bench, 5, [0x41, 'X'.repeat(60_000)], [0x41, 'Y'.repeat(80)]);
    bench.program(0x800, ccw(0x02, 0x1000, 0x20, 0xffff));
    bench.channels.startIo(READER, false);
    bench.answer({ kind: 'input', handle: 5, spoolid: 1, bytes });
    expect(bench.interruption(READER).slice(8)).to.equal(`0c00${(0xffff - 60_000).toString(16)}`);
    expect(bench.io(READER).slice(8)).to.equal(`0c00${(0xffff - 80).toString(16)}`);
    expect(String.fromCharCode(...bench.at(0x1000, 2))).to.equal('YY');
  });

  it('shows data check for a file cut in the midst of a record, equipment check for a bad host', () => {
    const bench = open(2);
    bench.interruption(READER);
    const file = bench.files.files.get(5)!;
    bench.files.files.set(5, file.slice(0, file.length - 10));
    bench.rebuild();
    // no byte was moved: the status comes as that of the start
    expect(bench.channels.startIo(READER, false)).to.equal(1);
    expect(bench.csw().slice(8, 12)).to.equal('0e00');
    expect(bench.channels.unit(READER)!.sense()[0]).to.equal(0x08);
    bench.files.broken = true;
    bench.rebuild();
    expect(bench.channels.startIo(READER, false)).to.equal(1);
    expect(bench.channels.unit(READER)!.sense()[0]).to.equal(0x10);
  });

  it('takes a file that is shorter than it was said to be as ended', () => {
    const bench = new ChannelBench();
    bench.attach(READER, { type: 'reader' });
    bench.files.files.set(5, new Uint8Array(FILE_HEADER));
    bench.program(0x800, ccw(0x02, 0x1000, 0x20, 80));
    bench.channels.startIo(READER, false);
    bench.answer({ kind: 'input', handle: 5, spoolid: 1, bytes: 1000 });
    expect(bench.asked.at(-1)!.ask.kind).to.equal('input-ended');
  });

  it('rejects column binary', () => {
    const bench = open(1);
    bench.interruption(READER);
    bench.program(0x800, ccw(0x22, 0x1000, 0x20, 160));
    expect(bench.channels.startIo(READER, false)).to.equal(1);
    expect(bench.channels.unit(READER)!.sense()[0]).to.equal(0x80);
  });

  it('lets go of its deck at CLOSE, and at a reset, after which CP has it back', () => {
    const bench = open(3);
    expect(bench.channels.close(READER)).to.eql({ handle: 5, records: 1, bytes: 83 });
    bench.interruption(READER);
    bench.channels.startIo(READER, false);
    expect(bench.asked.at(-1)!.ask.kind).to.equal('open-input');
    bench.answer({ kind: 'input', handle: 5, spoolid: 1, bytes: 3 * 83 });
    expect(card(bench)).to.equal('CARD 1');
    bench.channels.reset();
    expect(bench.channels.close(READER)).to.eql({ handle: -1, records: 0, bytes: 0 });
    bench.channels.startIo(READER, false);
    expect(bench.asked.at(-1)!.ask.kind).to.equal('open-input');
  });

  it('reads no more through the handle of a file that has ended, even when halted there', () => {
    const bench = open(1);
    bench.interruption(READER);
    bench.channels.startIo(READER, false);
    expect(bench.asked.at(-1)!.ask.kind).to.equal('input-ended');
    bench.channels.haltIo(READER);
    bench.interruption(READER);
    // the number means another file now
    deck(bench, 5, [0x41, 'NOT FOR YOU'.padEnd(80)], [0x41, 'NOR THIS'.padEnd(80)]);
    bench.channels.startIo(READER, false);
    expect(bench.asked.at(-1)!.ask.kind).to.equal('input-ended');
    bench.answer({ kind: 'done' });
    expect(bench.interruption(READER).slice(8, 12)).to.equal('0d00');
    expect(card(bench)).to.equal('CARD 1');
  });

  it('boots a deck: 24 bytes, then the channel program of the first card', () => {
    const bench = new ChannelBench();
    bench.attach(READER, { type: 'reader' });
    const ipl = [
      0,
      0,
      0,
      0,
      0,
      0,
      0x10,
      0,
      ...ccw(0x02, 0x1000, 0x60, 80),
      ...ccw(0x02, 0x1050, 0x20, 80),
    ];
    const bytes = deck(
      bench,
      5,
      [0x41, String.fromCharCode(...ipl).padEnd(80)],
      [0x41, 'SECOND'.padEnd(80)],
      [0x41, 'THIRD'.padEnd(80)],
    );
    let ok: boolean | undefined;
    bench.channels.startIpl(READER, (result) => (ok = result.ok));
    bench.run();
    bench.rebuild();
    bench.channels.rejoin(READER, (result) => (ok = result.ok));
    bench.answer({ kind: 'input', handle: 5, spoolid: 1, bytes });
    expect(ok).to.equal(true);
    expect(card(bench)).to.equal('SECOND');
    expect(String.fromCharCode(...bench.at(0x1050, 5))).to.equal('THIRD');
  });
});
