/** TAPE on a machine with a drive: files there and back, the tape moved, every message. */
import { expect } from 'chai';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { encodeEntry } from '../../../src/cms/files/layout.js';
import { dataBlock, nameBlock, readTapeBlock } from '../../../src/cms/tape/tape-format.js';
import { cmsDisk } from '../../support/cms-disk.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const binary = (n: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * n) & 0xff);
const files: readonly SourceFile[] = [
  { name: 'SMALL', type: 'DATA', lines: ['one', 'two', 'three'] },
  { name: 'FIXED', type: 'DATA', lines: ['a', 'b'], fixedLength: 80 },
  { name: 'LARGE', type: 'BINARY', records: [3, 5, 7].map((n) => binary(n, 9000)) },
];

/** A machine with a reel at 181 and the files on A, an empty disk as B, the same files only to be read as C. */
function machine(ring = true): GuestRig {
  const empty = cmsDisk(0x192, []);
  const read = { ...cmsDisk(0x193, files), readOnly: true };
  return cmsRig([], {
    disks: new Map([
      [0x191, cmsDisk(0x191, files)],
      [0x192, empty],
      [0x193, read],
    ]),
    tape: ring ? 'ring' : 'no ring',
  });
}

const say = (rig: GuestRig, ...lines: readonly string[]): string[] =>
  session(rig, ...lines).filter((line) => !line.startsWith('> ') && !/DMSACP|DMSACC/.test(line));
const END = '** END-OF-FILE OR END-OF-TAPE **';
const END_OF_TAPE = ['DMSTPE058E End-of-file or end-of-tape on TAP1(181)', readyRc('00040')];
const notFound = (what: string): string[] => [
  `DMSTPE002E File ${what} not found`,
  readyRc('00028'),
];

describe('TAPE', () => {
  for (const size of ['4096', '800']) {
    it(`dumps files and loads them as they were, blocks of ${size}`, () => {
      const rig = machine();
      expect(
        say(rig, 'access 192 b', `tape dump * * a (blksize ${size}`, 'tape rew'),
      ).to.deep.equal([
        READY,
        'DUMPING.....',
        'FIXED    DATA     A1',
        'LARGE    BINARY   A1',
        'SMALL    DATA     A1',
        READY,
        READY,
      ]);
      expect(say(rig, 'tape load * * b')).to.deep.equal([
        'LOADING.....',
        'FIXED    DATA     B1',
        'LARGE    BINARY   B1',
        'SMALL    DATA     B1',
        END,
        READY,
      ]);
      const lines = say(
        rig,
        'compare small data a small data b',
        'compare fixed data a fixed data b',
        'compare large binary a large binary b',
        'listfile small data b (date noheader',
        'listfile small data a (date noheader',
      );
      expect(lines.filter((line) => line === READY)).to.have.length(5);
      expect(lines.filter((line) => line.includes('209W'))).to.deep.equal([]);
      const [there, here] = lines.filter((line) => line.startsWith('SMALL '));
      expect(there!.replace(' B1', ' A1')).to.equal(here);
    });
  }

  it('lists, finds one, skips it, and goes on behind it', () => {
    const rig = machine();
    say(rig, 'tape dump * data a (wtm noprint', 'tape dump large binary a', 'tape rew');
    expect(say(rig, 'tape scan (eot')).to.deep.equal([
      'SCANNING....',
      'FIXED    DATA     A1',
      END,
      'SMALL    DATA     A1',
      END,
      'LARGE    BINARY   A1',
      END,
      'DMSTPE110S Error reading TAP1(181)',
      readyRc('00100'),
    ]);
    expect(say(rig, 'tape rew', 'tape scan small data (eof 5', 'tape load (noprint')).to.deep.equal(
      [READY, 'SCANNING....', 'FIXED    DATA     A1', END, 'SMALL    DATA     A1', READY, READY],
    );
    expect(say(rig, 'tape rew', 'tape skip fixed data', 'tape fsf', 'tape scan')).to.deep.equal([
      READY,
      'SKIPPING....',
      'FIXED    DATA     A1',
      READY,
      READY,
      'SCANNING....',
      'SMALL    DATA     A1',
      END,
      READY,
    ]);
    expect(say(rig, 'tape rew', 'tape load none such a')).to.deep.equal([
      READY,
      'LOADING.....',
      END,
      ...notFound('NONE SUCH'),
    ]);
  });

  it('moves by records and files, and writes marks and labels', () => {
    const rig = machine();
    expect(
      say(rig, 'tape wvol1 mine42 alice', 'tape dvol1', 'tape wtm 2', 'tape bsf 2', 'tape fsr'),
    ).to.deep.equal([READY, 'VOLID= MINE42 OWNER= ALICE', READY, READY, READY, ...END_OF_TAPE]);
    expect(say(rig, 'tape rew', 'tape bsr', 'tape modeset (den 1600')).to.deep.equal([
      READY,
      ...END_OF_TAPE,
      READY,
    ]);
  });

  it('tells of tape marks, the load point and the end of what is recorded', () => {
    const rig = machine();
    say(rig, 'tape dump small data a (noprint wtm', 'tape wtm');
    const nothing = ['DMSTPE110S Error reading TAP1(181)', readyRc('00100')];
    // a file of two blocks and two marks
    expect(say(rig, 'tape fsr', 'tape fsf', 'tape bsf 2', 'tape fsr', 'tape fsf')).to.deep.equal([
      ...nothing,
      ...nothing,
      READY,
      ...END_OF_TAPE,
      READY,
    ]);
    expect(say(rig, 'tape bsf 3', 'tape bsr', 'tape fsr 2', 'tape fsf 2')).to.deep.equal([
      ...END_OF_TAPE,
      ...END_OF_TAPE,
      READY,
      READY,
    ]);
  });

  it('keeps the names in a file or prints them', () => {
    const rig = machine();
    expect(say(rig, 'tape dump * data a (disk', 'type tape map a')).to.deep.equal([
      READY,
      '',
      ' DUMPING.....',
      ' FIXED    DATA     A1',
      ' SMALL    DATA     A1',
      READY,
    ]);
    const printed: string[] = [];
    const printing = cmsRig(files, {
      tape: 'ring',
      cp: (line) => (printed.push(line), { rc: 0, lines: [] }),
    });
    expect(say(printing, 'tape dump small data a (print')).to.deep.equal([READY]);
    expect(printed).to.include('CLOSE 00E NAME TAPE MAP');
  });

  const refused: readonly (readonly [string, number, string])[] = [
    ['tape', 24, '047E No function specified'],
    ['tape fly', 24, '014E Invalid keyword FLY'],
    ['tape dump', 24, '042E No fileid specified'],
    ['tape dump small', 24, '023E No filetype specified'],
    ['tape dump small data a x', 24, '070E Invalid parameter X'],
    ['tape dump none such a', 28, '002E File NONE SUCH A not found'],
    ['tape dump small data q', 36, '069E Filemode Q not accessed'],
    ['tape dump sm?ll data a', 20, '020E Invalid character ? in fileid SM?LL DATA A'],
    ['tape load * * q', 36, '069E Filemode Q not accessed'],
    ['tape load * * c', 36, '037E Filemode C(193) is accessed as read/only'],
    ['tape fsf x', 24, '070E Invalid parameter X'],
    ['tape wvol1', 24, '050E Parameter missing after WVOL1'],
    ['tape wvol1 toolong1', 24, '070E Invalid parameter TOOLONG1'],
    ['tape scan (blksize 80', 24, '029E Invalid parameter 80 in the option BLKSIZE field'],
    ['tape scan (den 5', 24, '029E Invalid parameter 5 in the option DEN field'],
    ['tape scan (trtch x', 24, '029E Invalid parameter X in the option TRTCH field'],
    ['tape wvol1 one two three', 24, '070E Invalid parameter THREE'],
    ['tape rew 2', 24, '070E Invalid parameter 2'],
    ['tape fsf 0', 24, '070E Invalid parameter 0'],
    ['tape scan (eof x', 24, '029E Invalid parameter X in the option EOF field'],
    ['tape scan (worse', 24, '003E Invalid option: WORSE'],
    ['tape scan', 100, '110S Error reading TAP1(181)'],
    ['tape rew (tap2', 100, '113S TAP2(182) not attached or invalid device address'],
    ['tape rew (185', 100, '113S TAPE(185) not attached or invalid device address'],
  ];
  for (const [line, rc, message] of refused) {
    it(`refuses ${line}`, () => {
      const lines = say(machine(), 'access 193 c', line);
      expect(lines.slice(-2)).to.deep.equal([
        `DMSTPE${message}`,
        readyRc(String(rc).padStart(5, '0')),
      ]);
    });
  }

  it('takes every setting of a drive, and sets those that there are', () => {
    const rig = machine();
    const settings = ['200', '556', '800', '1600', '6250', '38K', 'XF'].map((den) => `den ${den}`);
    const tracks = ['7track trtch oc', '7track trtch e', '9track', '18track', 'trtch o'];
    const lines = [...settings, ...tracks].map((option) => `tape modeset (tap1 ${option}`);
    expect(say(rig, ...lines)).to.deep.equal(lines.map(() => READY));
    // and what is written then is read again
    expect(
      say(rig, 'tape dump small data a (den 800 noprint', 'tape rew', 'tape scan'),
    ).to.deep.equal([READY, READY, 'SCANNING....', 'SMALL    DATA     A1', END, READY]);
  });

  it('writes nothing without a ring', () => {
    const message = ['DMSTPE043E TAP1(181) is file protected', readyRc('00036')];
    expect(say(machine(false), 'tape wtm', 'tape dump small data a (noprint')).to.deep.equal([
      ...message,
      ...message,
    ]);
  });
});

describe('blocks of TAPE', () => {
  const disk = cmsDisk(0x191, files);
  const entry = findEntry(mountVolume(disk)!, 'SMALL', 'DATA')!;

  it('are read as they were written', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    for (const format of ['F', 'V'] as const) {
      const large = dataBlock(bytes, 4096, format);
      expect([large.length, fromEbcdic(large.subarray(1, 5))]).to.deep.equal([
        4101,
        `CMS${format}`,
      ]);
      const data = readTapeBlock(dataBlock(bytes, 800, format));
      expect(data.kind === 'data' && data.bytes.length).to.equal(800);
    }
    for (const [size, length] of [
      [800, 805],
      [4096, 87],
    ] as const) {
      const block = nameBlock(entry, size);
      expect(block.length).to.equal(length);
      const name = readTapeBlock(block);
      expect(name.kind === 'name' && name.entry).to.deep.equal({ ...entry, origin: 0 });
    }
    const zeros = readTapeBlock(Uint8Array.from([2, ...toEbcdic('CMS0'), 0]));
    expect(zeros.kind === 'data' && zeros.bytes).to.deep.equal(new Uint8Array(800));
    expect(readTapeBlock(toEbcdic('VOL1')).kind).to.equal('other');
    expect(readTapeBlock(Uint8Array.from([2, ...toEbcdic('CMSX'), 0])).kind).to.equal('other');
    expect(readTapeBlock(new Uint8Array(0)).kind).to.equal('other');
  });

  it('of VM/SP are read as they are on a tape of 1984', () => {
    const hex =
      '02c3d4e2d50176 0001c1f101750000c6 0000000050 0008f8f4 12051231 0000013b 00000008 00000175' +
      '0104 841205123121 00000000 e4e3c540e2c1e2c6c9d3c540 00000000 c3c8c5c3d2f14040 d7e2c1e240404040 c1f1';
    const block = Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    expect(block.length).to.equal(87);
    const name = readTapeBlock(block);
    expect(name.kind === 'name' && name.entry).to.deep.equal({
      ...{ name: 'CHECK1', type: 'PSAS', modeNumber: 1, format: 'F', recordLength: 80 },
      ...{ origin: 0, dataBlocks: 8, records: 373, levels: 1, pointerSize: 4 },
      written: { year: 1984, month: 12, day: 5, hour: 12, minute: 31, second: 21 },
    });
  });

  it('of VM/370 have 24 bytes of the entry in front of the fileid', () => {
    const old = nameBlock(entry, 800);
    old.fill(0, 5 + 24, 5 + 64);
    const name = readTapeBlock(old);
    expect(name.kind === 'name' && name.entry).to.deep.include({
      ...{ name: 'SMALL', type: 'DATA', format: 'V', recordLength: 5, records: 3 },
      written: { ...entry.written, second: 0 },
    });
  });

  it('of before have an entry of the directory, and are read still', () => {
    const before = new Uint8Array(4101);
    before.set([2, ...toEbcdic('CMSN')]);
    before.set(encodeEntry(entry), 5);
    const name = readTapeBlock(before);
    expect(name.kind === 'name' && name.entry).to.deep.equal(entry);
    before.fill(0, 5 + 40);
    const short = readTapeBlock(before);
    expect(short.kind === 'name' && short.entry).to.deep.include({ name: 'SMALL', records: 3 });
    expect(readRecords(mountVolume(disk)!, disk, entry)).to.have.length(3);
  });
});
