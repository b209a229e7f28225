import { expect } from 'chai';
import { ccw, ChannelBench, hex } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';
import { FbaDisk } from '../../src/devices/fba-disk.js';

const DISK = 0x191;
const BLOCKS = 100;

function word(n: number): number[] {
  return [n >>> 24, (n >> 16) & 0xff, (n >> 8) & 0xff, n & 0xff];
}

/** A disk whose block n is filled with n; extent data at 0x1000, locate data at 0x1020. */
function open(readOnly = false, extent = [0, 0, BLOCKS - 1], mask = 0): ChannelBench {
  const bench = new ChannelBench(0x20000);
  const image = Uint8Array.from({ length: BLOCKS * 512 }, (_, n) => n >> 9);
  bench.files.files.set(4, image);
  bench.attach(DISK, { type: 'fba', handle: 4, blocks: BLOCKS, readOnly });
  bench.put(0x1000, [mask, 0, 0, 0, ...extent.flatMap(word)]);
  return bench;
}

/** DEFINE EXTENT, LOCATE and one CCW more. */
function chain(
  bench: ChannelBench,
  operation: number,
  count: number,
  block: number,
  last: number[],
) {
  bench.put(0x1020, [operation, 0, count >> 8, count & 0xff, ...word(block)]);
  bench.program(0x800, ccw(0x63, 0x1000, 0x40, 16), ccw(0x43, 0x1020, 0x40, 8), last);
  return bench.io(DISK);
}

const sense = (bench: ChannelBench): string =>
  hex(bench.channels.unit(DISK)!.sense().subarray(0, 2));

describe('FBA disk', () => {
  unitContract({ type: 'fba', handle: 7, blocks: 8, readOnly: false }, 0x42);

  it('reads blocks of an extent', () => {
    const bench = open(false, [10, 1000, 1019]);
    expect(chain(bench, 6, 2, 1005, ccw(0x42, 0x2000, 0, 1024))).to.equal('000008180c000000');
    expect([bench.at(0x2000, 1)[0], bench.at(0x21ff, 1)[0], bench.at(0x2200, 1)[0]]).to.eql([
      15, 15, 16,
    ]);
    expect(chain(bench, 2, 1, 1000, ccw(0x42, 0x2000, 0, 512)).slice(8)).to.equal('0c000000');
    expect(bench.at(0x2000, 1)[0]).to.equal(10);
  });

  it('shows incorrect length where count and blocks differ', () => {
    expect(chain(open(), 6, 1, 5, ccw(0x42, 0x2000, 0, 600)).slice(8)).to.equal('0c400058');
    expect(chain(open(), 6, 2, 5, ccw(0x42, 0x2000, 0, 512)).slice(8)).to.equal('0c400000');
  });

  it('writes blocks, fills a short one with zeros, and ends when all is durable', () => {
    const bench = open();
    bench.put(0x3000, new Uint8Array(700).fill(0xee));
    expect(chain(bench, 1, 2, 7, ccw(0x41, 0x3000, 0, 700)).slice(8)).to.equal('0c000000');
    const image = bench.files.files.get(4)!;
    expect(hex(image.slice(7 * 512 + 698, 7 * 512 + 702))).to.equal('eeee0000');
    expect([image[7 * 512], image[8 * 512 + 511], image[9 * 512]]).to.eql([0xee, 0, 9]);
    bench.put(0x1020, [5, 0, 0, 1, ...word(9)]);
    bench.channels.startIo(DISK, false);
    bench.run();
    expect(bench.asked.at(-1)!.ask.kind).to.equal('sync');
    bench.rebuild();
    bench.answer({ kind: 'done' });
    expect(bench.interruption(DISK).slice(8, 12)).to.equal('0c40');
    bench.channels.startIo(DISK, false);
    bench.run();
    bench.answer({ kind: 'refused' });
    expect(bench.interruption(DISK).slice(8, 10)).to.equal('0e');
    expect(sense(bench)).to.equal('1000');
  });

  it('moves a long run of blocks by turns, over rebuilds', () => {
    const bench = open();
    bench.put(0x1020, [6, 0, 0, BLOCKS, ...word(0)]);
    bench.program(
      0x800,
      ccw(0x63, 0x1000, 0x40, 16),
      ccw(0x43, 0x1020, 0x40, 8),
      ccw(0x42, 0x2000, 0, BLOCKS * 512),
    );
    bench.channels.startIo(DISK, false);
    let turns = 0;
    while (bench.channels.active && turns++ < 20) {
      bench.channels.step(1);
      bench.rebuild();
    }
    expect(turns).to.equal(3);
    expect(bench.interruption(DISK).slice(8)).to.equal('0c000000');
    expect(hex(bench.at(0x2000, BLOCKS * 512))).to.equal(hex(bench.files.files.get(4)!));
  });

  it('protects a read-only link, an inhibited extent, and what lies outside', () => {
    const write = ccw(0x41, 0x3000, 0, 512);
    const cases: [ChannelBench, number, number, number][] = [
      [open(true), 1, 1, 0],
      [open(false, [0, 0, 9], 0x40), 1, 1, 0],
      [open(false, [10, 5, 9]), 6, 1, 4],
      [open(false, [10, 5, 9]), 6, 1, 10],
      [open(false, [10, 5, 9]), 6, 2, 9],
      [open(), 6, 0xffff, 0xffffffff],
    ];
    for (const [bench, operation, count, block] of cases) {
      const before = hex(bench.files.files.get(4)!);
      expect(chain(bench, operation, count, block, write).slice(0, 10)).to.equal('000008100e');
      expect(sense(bench)).to.equal('8004');
      expect(hex(bench.files.files.get(4)!)).to.equal(before);
    }
  });

  it('rejects extents and positions that make no sense', () => {
    const read = ccw(0x42, 0x3000, 0, 512);
    for (const [extent, mask] of [
      [[0, 0, BLOCKS], 0],
      [[BLOCKS, 0, 0], 0],
      [[0, 5, 4], 0],
      [[0xffffffff, 0, 1], 0],
      [[0, 0, 9], 0x80],
      [[0, 0, 9], 0x01],
    ] as const) {
      const bench = open(false, [...extent], mask);
      expect(chain(bench, 6, 1, 0, read).slice(0, 10)).to.equal('000008080e');
      expect(sense(bench)).to.equal('8000');
    }
    for (const [operation, count] of [
      [6, 0],
      [4, 1],
      [0x26, 1],
    ] as const) {
      const bench = open();
      expect(chain(bench, operation, count, 0, read).slice(0, 10)).to.equal('000008100e');
    }
  });

  it('wants the order define extent, locate, read within one program', () => {
    const bench = open();
    chain(bench, 6, 1, 0, ccw(0x42, 0x2000, 0, 512));
    bench.program(0x800, ccw(0x42, 0x2000, 0, 512));
    expect(bench.channels.startIo(DISK, false), 'read alone').to.equal(1);
    bench.program(0x800, ccw(0x43, 0x1020, 0, 8));
    expect(bench.io(DISK).slice(8, 10), 'locate alone').to.equal('0e');
    bench.program(0x800, ccw(0x63, 0x1000, 0x40, 16), ccw(0x63, 0x1000, 0, 16));
    expect(bench.io(DISK).slice(0, 10), 'two extents').to.equal('000008100e');
    expect(
      chain(bench, 6, 1, 0, ccw(0x41, 0x2000, 0, 512)).slice(8, 10),
      'write for read',
    ).to.equal('0e');
    expect(
      chain(bench, 1, 1, 0, ccw(0x42, 0x2000, 0, 512)).slice(8, 10),
      'read for write',
    ).to.equal('0e');
    bench.program(0x800, ccw(0x63, 0x1000, 0x20, 15));
    expect(bench.io(DISK).slice(8, 10), 'short extent').to.equal('0e');
  });

  it('says what it is', () => {
    const bench = open();
    bench.program(0x800, ccw(0x64, 0x2000, 0, 32));
    expect(bench.io(DISK).slice(8)).to.equal('0c000000');
    expect(hex(bench.at(0x2000, 18))).to.equal('300821010200000000200000016000000064');
    bench.program(0x800, ccw(0xe4, 0x2000, 0, 7));
    expect(bench.io(DISK).slice(8)).to.equal('0c000000');
    expect(hex(bench.at(0x2000, 7))).to.equal('ff433101331001');
    for (const command of [0xa4, 0x14, 0xb4, 0x94]) {
      bench.program(0x800, ccw(command, 0x2000, 0, 24));
      expect(bench.io(DISK).slice(8)).to.equal('0c000000');
    }
  });

  it('loads from block 0 and lets the program go on with LOCATE', () => {
    const bench = open();
    const image = bench.files.files.get(4)!;
    image.set([
      0,
      0,
      0,
      0,
      0,
      0,
      0x20,
      0,
      ...ccw(0x43, 0x1020, 0x60, 8),
      ...ccw(0x42, 0x2000, 0x20, 1024),
    ]);
    bench.put(0x1020, [6, 0, 0, 2, ...word(30)]);
    let ok = false;
    bench.channels.startIpl(DISK, (result) => (ok = result.ok));
    bench.run();
    expect(ok).to.equal(true);
    expect([bench.at(0x2000, 1)[0], bench.at(0x2200, 1)[0]]).to.eql([30, 31]);
  });

  it('shows equipment check when the host fails', () => {
    const bench = open();
    bench.files.broken = true;
    for (const [operation, command] of [
      [6, 0x42],
      [1, 0x41],
    ] as const) {
      chain(bench, operation, 1, 0, ccw(command, 0x2000, 0, 512));
      expect(sense(bench)).to.equal('1000');
    }
  });

  it('reads blocks behind the end of the image as zeros, and gives blocks to DIAGNOSE', () => {
    const bench = open();
    const disk = bench.channels.unit(DISK) as FbaDisk;
    expect(disk).to.be.instanceOf(FbaDisk);
    bench.files.files.set(4, new Uint8Array(600).fill(1));
    const bytes = disk.readBlocks(1, 2);
    expect(bytes).to.be.instanceOf(Uint8Array);
    expect((bytes as Uint8Array).reduce((sum, byte) => sum + byte, 0)).to.equal(88);
    expect([disk.readBlocks(99, 2), disk.readBlocks(-1, 1)]).to.eql(['range', 'range']);
    expect(disk.writeBlocks(99, new Uint8Array(512))).to.equal(undefined);
    expect(disk.writeBlocks(99, new Uint8Array(1024))).to.equal('range');
    expect(disk.writeBlocks(0, new Uint8Array(100))).to.equal('range');
    bench.files.broken = true;
    expect([disk.readBlocks(0, 1), disk.writeBlocks(0, new Uint8Array(512))]).to.eql([
      'error',
      'error',
    ]);
    expect(new FbaDisk(bench.files, 4, 9, true).writeBlocks(0, new Uint8Array(512))).to.equal(
      'read-only',
    );
  });
});
