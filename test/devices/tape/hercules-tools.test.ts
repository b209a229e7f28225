/** Tapes that Hercules' tools wrote are read by our drive, and ours by them; left out where the tools are not. */
import { expect } from 'chai';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TapeBench } from './tape-bench.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { describeWithTools } from '../../support/hercules-tools.js';

const [MARK, REWIND] = [0x1f, 0x07];
const MAP = 'hetmap';
const EXCEPTION = '0d00';

const there = spawnSync(MAP, ['-h']).error === undefined;

describeWithTools("tapes and Hercules' tools", there, () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmts-tape-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const tool = (name: string, ...words: string[]): string =>
    execFileSync(name, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

  /** The bytes of the block that a drive reads. */
  const block = (bench: TapeBench): string => {
    const status = bench.read();
    if (/^0[de]00$/.test(status)) return status;
    const residual = (bench.at(70, 1)[0]! << 8) | bench.at(71, 1)[0]!;
    return fromEbcdic(bench.at(0x1000, 4096 - residual));
  };

  for (const compressed of [true, false]) {
    it(`reads the labels that hetinit wrote${compressed ? ', compressed' : ''}`, () => {
      const path = join(folder, 'a.het');
      tool('hetinit', ...(compressed ? [] : ['-d']), path, 'VOL001', 'SOMEONE');
      const bench = new TapeBench({ file: Uint8Array.from(readFileSync(path)) });
      expect(block(bench)).to.match(/^VOL1VOL001.*SOMEONE/);
      expect(block(bench)).to.match(/^HDR1/);
      expect(block(bench)).to.equal(EXCEPTION);
    });

    it(`writes what hetmap and hetget understand${compressed ? ', compressed' : ''}`, () => {
      const bench = new TapeBench({ compressed });
      const cards = ['FIRST CARD', 'SECOND CARD'].map((text) => text.padEnd(80));
      for (let n = 0; n < 2; n++) {
        for (const card of cards) {
          bench.put(0x1000, toEbcdic(card));
          expect(bench.command(0x01, 80).slice(0, 2)).to.equal('0c');
        }
        bench.command(MARK);
      }
      bench.command(MARK);
      const path = join(folder, 'ours.het');
      writeFileSync(path, bench.file);
      const map = tool(MAP, '-f', path);
      expect(map.match(/Blocks +: 2/g)).to.have.length(2);
      const out = join(folder, 'out.txt');
      tool('hetget', '-n', '-a', '-s', path, out, '2', 'F', '80', '80');
      expect(readFileSync(out, 'utf8').split('\n').slice(0, 2)).to.eql([
        'FIRST CARD',
        'SECOND CARD',
      ]);
    });
  }

  it('reads what hetupd compressed with bzip2', () => {
    const bench = new TapeBench();
    for (const text of ['ONE '.repeat(300), 'TWO '.repeat(300)]) bench.write(text);
    bench.command(MARK);
    bench.command(MARK);
    const [from, to] = [join(folder, 'plain.aws'), join(folder, 'packed.het')];
    writeFileSync(from, bench.file);
    tool('hetupd', '-b', from, to);
    const packed = new TapeBench({ file: Uint8Array.from(readFileSync(to)) });
    expect(packed.file[4]! & 0x03).to.equal(0x02);
    expect(packed.read()).to.equal('ONE '.repeat(300));
    expect(packed.read()).to.equal('TWO '.repeat(300));
    expect(packed.read()).to.equal(EXCEPTION);
    packed.command(REWIND);
    expect(packed.read()).to.equal('ONE '.repeat(300));
  });
});
