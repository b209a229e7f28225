import { expect } from 'chai';
import { ccw, ChannelBench, text } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';
import { decodeRecord, FILE_HEADER } from '../../src/shared/spool-record.js';

const PRINTER = 0x00e;

function print(...ccws: number[][]): { bench: ChannelBench; lines: string[]; status: string } {
  const bench = new ChannelBench();
  bench.attach(PRINTER, { type: 'printer' });
  bench.files.files.set(7, new Uint8Array(0));
  bench.put(0x1000, text('LINE ONE'));
  bench.program(0x800, ...ccws);
  bench.channels.startIo(PRINTER, true);
  bench.run();
  if (bench.channels.asks().length > 0) bench.answer({ kind: 'output', handle: 7, limit: 100_000 });
  const status = bench.interruption(PRINTER).slice(8);
  const closed = bench.channels.close(PRINTER)!;
  const lines: string[] = [];
  for (let at = FILE_HEADER; at < FILE_HEADER + closed.bytes;) {
    const { record, next } = decodeRecord(bench.files.files.get(7)!, at)!;
    lines.push(`${record.command.toString(16)}:${String.fromCharCode(...record.data)}`);
    at = next;
  }
  expect(lines).to.have.length(closed.records);
  return { bench, lines, status };
}

describe('printer 1403', () => {
  unitContract({ type: 'printer' }, 0x09);

  it('prints with every carriage control after the line', () => {
    const skips = Array.from({ length: 12 }, (_, n) => 0x89 + n * 8);
    for (const command of [0x01, 0x09, 0x11, 0x19, ...skips]) {
      const { lines, status } = print(ccw(command, 0x1000, 0, 8));
      expect(lines).to.eql([`${command.toString(16)}:LINE ONE`]);
      expect(status).to.equal('0c000000');
    }
  });

  it('moves the carriage alone', () => {
    const skips = Array.from({ length: 12 }, (_, n) => 0x8b + n * 8);
    for (const command of [0x0b, 0x13, 0x1b, ...skips]) {
      const { lines, status } = print(ccw(command, 0, 0x20, 1));
      expect(lines).to.eql([`${command.toString(16)}:`]);
      expect(status).to.equal('0c000001');
    }
  });

  it('takes loads of character sets and forms without a trace', () => {
    const { lines, bench, status } = print(
      ccw(0xeb, 0, 0x60, 1),
      ccw(0xfb, 0x1000, 0x40, 240),
      ccw(0xf3, 0x1000, 0x40, 240),
      ccw(0x63, 0x1000, 0x40, 180),
      ccw(0x73, 0, 0x60, 1),
      ccw(0x7b, 0, 0x20, 1),
    );
    expect(lines).to.eql([]);
    expect(bench.asked).to.eql([]);
    expect(status).to.equal('0c000001');
  });

  it('rejects what is no carriage control', () => {
    for (const command of [0x21, 0x81, 0xe9, 0x83, 0xe3 + 8, 0x02, 0x0c]) {
      const expected = command === 0xeb ? '0c00' : '0e00';
      expect(print(ccw(command, 0x1000, 0x20, 1)).status.slice(0, 4)).to.equal(expected);
    }
  });

  it('cuts a line at 132 positions and shows it', () => {
    const { lines, status } = print(ccw(0x09, 0x1000, 0, 140));
    expect(lines[0]).to.have.length(2 + 132);
    expect(status).to.equal('0c400008');
  });

  it('wants intervention when CP refuses a file, and prints the line when it comes again', () => {
    const bench = new ChannelBench();
    bench.attach(PRINTER, { type: 'printer' });
    bench.files.files.set(7, new Uint8Array(0));
    bench.program(0x800, ccw(0x09, 0x1000, 0x20, 8));
    bench.channels.startIo(PRINTER, false);
    bench.answer({ kind: 'refused' });
    expect(bench.interruption(PRINTER).slice(8, 12)).to.equal('0e00');
    bench.channels.startIo(PRINTER, false);
    bench.answer({ kind: 'output', handle: 7, limit: 100 });
    expect(bench.interruption(PRINTER).slice(8, 12)).to.equal('0c00');
    expect(bench.channels.close(PRINTER)).to.eql({ handle: 7, records: 1, bytes: 11 });
  });
});
