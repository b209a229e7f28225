/** The independent check of CMS disks: silent on what is whole, loud about every kind of damage. */
import { expect } from 'chai';
import { buildDisk, type SourceFile } from '../../src/cms/files/build-disk.js';
import { findEntry } from '../../src/cms/files/directory.js';
import { memoryDevice } from '../../src/cms/files/format-image.js';
import { get32, put16, put32, type FileEntry } from '../../src/cms/files/layout.js';
import { toEbcdic } from '../../src/shared/ebcdic.js';
import { mountVolume } from '../../src/cms/files/mount.js';
import type { Volume } from '../../src/cms/files/volume.js';
import { runCheck } from '../../src/store/cms-check/check-disk.js';
import { checkImage } from '../support/check-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const text = (count: number, length: number): string[] =>
  Array.from({ length: count }, (_, i) => `${i} `.padEnd(1 + ((i * 37) % length), '.'));
const files: readonly SourceFile[] = [
  { name: 'SMALL', type: 'DATA', lines: ['one', 'two'] },
  { name: 'TREE', type: 'FIXED', lines: text(2000, 80), fixedLength: 80 },
  { name: 'TREE', type: 'VARYING', lines: text(3000, 150) },
  {
    name: 'LONG',
    type: 'VARYING',
    records: [2000, 5, 1500].map((n) => new Uint8Array(n).fill(64)),
  },
];

/** Where in the directory a file has its entry: behind those of the directory and of the map. */
function slotOf({ entries }: Volume, name: string, type: string): number {
  const wanted = toEbcdic(name.padEnd(8) + type.padEnd(8));
  for (let slot = 0; slot * 64 < entries.length; slot++) {
    if (wanted.every((byte, i) => entries[slot * 64 + i] === byte)) return slot + 2;
  }
  throw new Error(`no entry of ${name} ${type}`);
}

/** A disk that can be damaged. */
interface Patient {
  readonly image: Uint8Array;
  readonly volume: Volume;
  /** Place of a block in the image. */
  readonly at: (block: number) => number;
  /** Place of the entry of a file. */
  readonly entryAt: (name: string, type: string) => number;
  readonly entry: (name: string, type: string) => FileEntry;
}

function patient(blockSize = 512): Patient {
  const image = buildDisk(4000, blockSize, 'TEST', files, now);
  const volume = mountVolume(memoryDevice(image, 0x191))!;
  const at = (block: number): number => (block - 1) * blockSize;
  return {
    image,
    volume,
    at,
    entry: (name, type) => findEntry(volume, name, type)!,
    entryAt: (name, type) => {
      const slot = slotOf(volume, name, type);
      const block = volume.directoryBlocks[Math.floor((slot * 64) / blockSize)]!;
      return at(block) + ((slot * 64) % blockSize);
    },
  };
}

const faults = (p: Patient): readonly string[] => checkImage(p.image);

/** What is done to the disk, and what must be said of it. */
const damages: readonly (readonly [string, (p: Patient) => void, RegExp])[] = [
  ['no label', (p) => p.image.fill(0, 512, 1024), /^no label of CMS$/],
  ['a strange block size', (p) => put32(p.image, 512 + 12, 800), /blocks of 800 bytes/],
  ['more blocks than there are', (p) => put32(p.image, 512 + 28, 9999), /9999 blocks are more/],
  ['entries of 40 bytes', (p) => put32(p.image, 512 + 36, 40), /another length than 64/],
  ['no date in the label', (p) => (p.image[512 + 45] = 0x13), /^the label: no date/],
  ['no name of a volume', (p) => p.image.fill(0x40, 516, 522), /no name of a volume/],
  ['a wrong count of blocks', (p) => put32(p.image, 512 + 32, 7), /7 blocks in use, the map says/],
  ['a directory elsewhere', (p) => put32(p.image, 512 + 16, 99), /the directory: has no beginning/],
  ['a directory off the disk', (p) => put32(p.image, 512 + 16, 9e6), /has no beginning/],
  [
    'no entry of the map',
    (p) => (p.image[p.at(p.volume.directoryBlocks[0]!) + 64 + 9] = 0),
    /the allocation map: has no entry/,
  ],
  [
    'a directory with more entries than blocks',
    (p) => put32(p.image, p.at(p.volume.directoryBlocks[0]!) + 48, 60),
    /the directory: 60 records in/,
  ],
  [
    'an entry behind the last one',
    (p) => (p.image[p.at(p.volume.directoryBlocks[0]!) + 6 * 64 + 5] = 1),
    /something stands behind entry 6/,
  ],
  [
    'a block in use that nobody has',
    (p) => (p.image[p.at(p.volume.mapBlocks[0]!) + 400] = 0x10),
    /block 3204 is in use but nobody has it/,
  ],
  [
    'a block of a file that is free',
    (p) => (p.image[p.at(p.volume.mapBlocks[0]!)] = 0xc0),
    /block 5 of SMALL DATA is free/,
  ],
  [
    'a block behind the end in use',
    (p) => (p.image[p.at(p.volume.mapBlocks[0]!) + 511] = 1),
    /behind the end is in use/,
  ],
  [
    'a file twice in the directory',
    (p) =>
      p.image.copyWithin(
        p.entryAt('TREE', 'FIXED'),
        p.entryAt('SMALL', 'DATA'),
        p.entryAt('SMALL', 'DATA') + 64,
      ),
    /SMALL DATA: twice in the directory/,
  ],
  ['a name with a small letter', (p) => (p.image[p.entryAt('SMALL', 'DATA')] = 0x81), /no name/],
  ['no filemode', (p) => (p.image[p.entryAt('SMALL', 'DATA') + 25] = 0xf9), /no filemode/],
  ['a RECFM of U', (p) => (p.image[p.entryAt('SMALL', 'DATA') + 30] = 0xe4), /RECFM is not F or V/],
  ['LRECL 0', (p) => put32(p.image, p.entryAt('SMALL', 'DATA') + 32, 0), /LRECL is 0/],
  ['LRECL too small', (p) => put32(p.image, p.entryAt('SMALL', 'DATA') + 32, 2), /a record of 3/],
  ['no records', (p) => put32(p.image, p.entryAt('SMALL', 'DATA') + 48, 0), /has no records/],
  [
    'two numbers of records',
    (p) => put16(p.image, p.entryAt('SMALL', 'DATA') + 26, 9),
    /records are not the same/,
  ],
  [
    'two numbers of blocks',
    (p) => put16(p.image, p.entryAt('SMALL', 'DATA') + 36, 9),
    /blocks are not the same/,
  ],
  ['two dates', (p) => (p.image[p.entryAt('SMALL', 'DATA') + 16] = 0x09), /two dates/],
  ['no date', (p) => (p.image[p.entryAt('SMALL', 'DATA') + 57] = 0x30), /SMALL DATA: no date/],
  ['short pointers', (p) => (p.image[p.entryAt('SMALL', 'DATA') + 53] = 4), /pointers of 4 bytes/],
  [
    'a level too many',
    (p) => p.image[p.entryAt('TREE', 'FIXED') + 52]!++,
    /3 levels of pointers over/,
  ],
  [
    'a data block less',
    (p) => put32(p.image, p.entryAt('TREE', 'FIXED') + 44, 312),
    /312 data blocks, not 313/,
  ],
  [
    'more data blocks than a disk',
    (p) => put32(p.image, p.entryAt('TREE', 'VARYING') + 44, 5000),
    /5000 data blocks are more/,
  ],
  [
    'an origin off the disk',
    (p) => put32(p.image, p.entryAt('TREE', 'FIXED') + 40, 5000),
    /block 5000 is not on the disk/,
  ],
  [
    'a block of another file',
    (p) => {
      const leaf = p.at(get32(p.image, p.at(p.entry('TREE', 'FIXED').origin)));
      put32(p.image, leaf + 8, p.entry('SMALL', 'DATA').origin);
    },
    /TREE FIXED: block \d+ belongs to SMALL DATA too/,
  ],
  [
    'a block twice in one file',
    (p) => {
      const leaf = p.at(get32(p.image, p.at(p.entry('TREE', 'FIXED').origin)));
      put32(p.image, leaf + 8, get32(p.image, leaf + 4));
    },
    /TREE FIXED: block \d+ belongs to TREE FIXED too/,
  ],
  [
    'pointers that name each other',
    (p) => put32(p.image, p.at(p.entry('TREE', 'FIXED').origin), p.entry('TREE', 'FIXED').origin),
    /belongs to TREE FIXED too/,
  ],
  [
    'a pointer with another record',
    (p) => {
      const leaf = p.at(get32(p.image, p.at(p.entry('TREE', 'VARYING').origin)));
      put32(p.image, leaf + 16, 1);
    },
    /TREE VARYING: pointer 2 says other/,
  ],
  [
    'a pointer with another displacement',
    (p) => {
      const leaf = p.at(get32(p.image, p.at(p.entry('TREE', 'VARYING').origin)));
      put32(p.image, leaf + 20, 1);
    },
    /TREE VARYING: pointer 2 says other/,
  ],
  [
    'an upper pointer with another record',
    (p) => put32(p.image, p.at(p.entry('TREE', 'VARYING').origin) + 4, 1),
    /TREE VARYING: pointer block \d+ ends with another record/,
  ],
  [
    'a record without length',
    (p) => put16(p.image, p.at(p.entry('SMALL', 'DATA').origin), 0),
    /SMALL DATA: record 1 has no length/,
  ],
  [
    'a record longer than the file',
    (p) => {
      put16(p.image, p.at(p.entry('SMALL', 'DATA').origin), 900);
      put32(p.image, p.entryAt('SMALL', 'DATA') + 32, 900);
    },
    /SMALL DATA: ends within or before record 1/,
  ],
  [
    'fewer records than blocks',
    (p) => {
      put32(p.image, p.entryAt('LONG', 'VARYING') + 48, 1);
      put16(p.image, p.entryAt('LONG', 'VARYING') + 26, 1);
    },
    /LONG VARYING: /,
  ],
];

describe('check of a CMS disk', () => {
  for (const blockSize of [512, 1024, 2048, 4096]) {
    it(`finds nothing on a whole disk with blocks of ${blockSize}`, () => {
      const { image } = patient(blockSize);
      const report = runCheck(image.length / 512, (block, count) =>
        image.slice(block * 512, (block + count) * 512),
      );
      expect(report.faults).to.deep.equal([]);
      expect(report).to.deep.include({ label: 'TEST', blockSize, files: 4 });
    });
  }

  for (const [title, damage, found] of damages) {
    it(`finds ${title}`, () => {
      const p = patient();
      damage(p);
      expect(faults(p).join('\n')).to.match(found);
    });
  }

  it('says which block cannot be read, and ends', () => {
    const { image } = patient();
    for (let bad = 1; bad < 60; bad++) {
      const report = runCheck(image.length / 512, (block, count) =>
        bad >= block && bad < block + count
          ? undefined
          : image.slice(block * 512, (block + count) * 512),
      );
      if (report.faults.length > 0) expect(report.faults[0]).to.match(/cannot be read/);
      else expect(bad).to.be.greaterThan(1);
    }
    expect(checkImage(new Uint8Array(0))).to.deep.equal(['the label cannot be read']);
  });

  it('ends on any damage, in bounded time', () => {
    let seed = 12345;
    const next = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    let found = 0;
    for (let run = 0; run < 400; run++) {
      const p = patient();
      const blocks = [1 + next(2), ...p.volume.directoryBlocks, p.entry('TREE', 'FIXED').origin];
      const at = p.at(blocks[next(blocks.length)]!) + next(512);
      p.image[at] = next(256);
      const said = faults(p);
      expect(said.length).to.be.at.most(100);
      if (said.length > 0) found++;
    }
    expect(found).to.be.greaterThan(100);
  });
});
