/** VMFPLC2 on a machine with a drive: files there and back, tapes as VM/370 writes them, damaged ones. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import type { FileEntry } from '../../../src/cms/files/layout.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { plcData, plcName, readPlcBlock } from '../../../src/cms/tape/plc-format.js';
import { cmsDisk } from '../../support/cms-disk.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';
import { aws, blocksOf } from './aws-reel.js';

const binary = (n: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * n) & 0xff);
const files: readonly SourceFile[] = [
  { name: 'SMALL', type: 'DATA', lines: ['one', 'two', 'three'] },
  { name: 'FIXED', type: 'DATA', lines: Array.from({ length: 123 }, String), fixedLength: 80 },
  { name: 'LARGE', type: 'BINARY', records: [3, 5, 7].map((n) => binary(n, 9000)) },
];
const END = '** END-OF-FILE OR END-OF-TAPE **';
const FOUND = ['FIXED    DATA     ', 'LARGE    BINARY   ', 'SMALL    DATA     '];

function machine(reel?: Uint8Array): GuestRig {
  const disks = new Map([
    [0x191, cmsDisk(0x191, files)],
    [0x192, cmsDisk(0x192, [])],
  ]);
  return cmsRig([], { disks, tape: 'ring', ...(reel === undefined ? {} : { reel }) });
}

const say = (rig: GuestRig, ...lines: readonly string[]): string[] =>
  session(rig, ...lines).filter((line) => !line.startsWith('> ') && !/DMSACP|DMSACC/.test(line));

const entry: FileEntry = {
  ...{ name: 'OTHER', type: 'FILE', modeNumber: 2, format: 'V', recordLength: 80, records: 2 },
  ...{ origin: 0, dataBlocks: 0, levels: 0, pointerSize: 4 },
  written: { year: 2022, month: 1, day: 7, hour: 20, minute: 45, second: 0 },
};
const text = Uint8Array.from([0, 3, ...toEbcdic('one'), 0, 2, ...toEbcdic('by')]);
/** As VM/370 writes it: there is room for records of the full length, and zeros in the rest. */
const roomy = [plcName(entry, 4800), plcData(new Uint8Array([...text, ...new Uint8Array(3990)]))];
const zeros = plcData(new Uint8Array(800));

describe('VMFPLC2', () => {
  it('dumps files and loads them as they were', () => {
    const rig = machine();
    const dumped = say(rig, 'access 192 b', 'vmfplc2 dump * * a', 'vmfplc2 rew');
    const names = ['FIXED    DATA     A1', 'LARGE    BINARY   A1', 'SMALL    DATA     A1'];
    expect(dumped).to.deep.equal([READY, 'DUMPING.....', ...names, READY, READY]);
    const found = FOUND.map((one) => `${one}B1`);
    expect(say(rig, 'vmfplc2 load * * b')).to.deep.equal(['LOADING.....', ...found, END, READY]);
    const same = names.map((one) => `compare ${one.slice(0, -1)} ${one.slice(0, -2)}b`);
    const lines = say(rig, ...same);
    expect(lines.filter((line) => line === READY)).to.have.length(3);
  });

  it('writes the blocks of VM/370, byte for byte', () => {
    const rig = machine();
    say(rig, 'vmfplc2 dump * * a (noprint');
    const disk = cmsDisk(0x191, files);
    const volume = mountVolume(disk)!;
    const expected = [
      ['FIXED', 'DATA'],
      ['LARGE', 'BINARY'],
      ['SMALL', 'DATA'],
    ].flatMap(([name = '', type = '']) => {
      const one = findEntry(volume, name, type)!;
      const bytes = readRecords(volume, disk, one).flatMap((record) => [
        ...(one.format === 'V' ? [record.length >> 8, record.length & 255] : []),
        ...record,
      ]);
      const blocks = [plcName(one, bytes.length)];
      for (let at = 0; at < bytes.length; at += 4000) {
        blocks.push(plcData(Uint8Array.from(bytes.slice(at, at + 4000))));
      }
      return blocks;
    });
    expect(blocksOf(rig.reel)).to.deep.equal([...expected, new Uint8Array(0)]);
    expect(expected.map((block) => block.length).slice(0, 4)).to.deep.equal([77, 4005, 4005, 2405]);
  });

  it('lists, finds one, skips it, and goes on behind it', () => {
    const rig = machine();
    say(rig, 'vmfplc2 dump * data a (wtm noprint', 'vmfplc2 dump large binary a', 'vmfplc2 rew');
    const [fixed, large, small] = FOUND.map((one) => `${one}A1`);
    const all = ['vmfplc2 scan (eof 3', 'vmfplc2 rew'];
    expect(say(rig, ...all)).to.deep.equal([
      ...['SCANNING....', fixed, END, small, END, large, END, READY, READY],
    ]);
    const found = ['vmfplc2 scan small data (eof 5', 'vmfplc2 skip small data', 'vmfplc2 fsf'];
    expect(say(rig, ...found, 'vmfplc2 load large binary')).to.deep.equal([
      ...['SCANNING....', fixed, END, small, READY, 'SKIPPING....', small, READY, READY],
      ...['LOADING.....', large, READY],
    ]);
    expect(say(rig, 'vmfplc2 rew', 'vmfplc2 load none such')).to.deep.equal([
      ...[READY, 'LOADING.....', END, 'DMSPLC002E File NONE SUCH not found', readyRc('00028')],
    ]);
  });

  it('loads files with zeros behind their records, with their dates', () => {
    const rig = machine(aws([...roomy, zeros, ...roomy, zeros, new Uint8Array(0)]));
    const loaded = ['LOADING.....', 'OTHER    FILE     A2', 'OTHER    FILE     A2', END, READY];
    expect(say(rig, 'vmfplc2 load')).to.deep.equal(loaded);
    expect(say(rig, 'type other file a')).to.include.members(['one', 'by']);
    expect(say(rig, 'listfile other file a (date').join()).to.include('1/07/22 20:45:00');
  });

  it('keeps the names in a file', () => {
    expect(say(machine(), 'vmfplc2 dump small * a (disk', 'type tape map a')).to.deep.equal([
      ...[READY, '', ' DUMPING.....', ' SMALL    DATA     A1', READY],
    ]);
  });

  const [name, first] = roomy as [Uint8Array, Uint8Array];
  const mark = new Uint8Array(0);
  const worse = (at: number, ...bytes: number[]): Uint8Array => {
    const copy = name.slice();
    copy.set(bytes, at);
    return copy;
  };
  const incorrect = 'DMSPLC096E File OTHER FILE data block count incorrect';
  const invalid = 'DMSPLC057E Invalid record format';
  const damaged: readonly (readonly [string, Uint8Array[], string])[] = [
    ['ends in a file', [name, first, mark], incorrect],
    ['has a file in a file', [name, first, name, first, zeros, mark], incorrect],
    ['has a block of others in a file', [name, toEbcdic('VOL1'), mark], incorrect],
    ['has fewer records than it says', [worse(63, 0, 9), first, zeros, mark], incorrect],
    ['has no data of a file', [worse(45, 0, 0, 0, 0, 0, 0, 0, 0), mark], incorrect],
    ['has records that are not whole', [name, plcData(text.slice(0, 4)), zeros, mark], incorrect],
    ['begins with a block of others', [toEbcdic('VOL1'), mark], invalid],
    ['has a block that is cut', [name.slice(0, 76), first, zeros, mark], invalid],
    ['has no record format', [worse(35, 0), first, zeros, mark], invalid],
    ['has records without a length', [worse(37, 0, 0, 0, 0), first, zeros, mark], invalid],
    ['has a name that no file has', [worse(5, 0x5c), first, zeros, mark], invalid],
  ];
  for (const [why, blocks, message] of damaged) {
    it(`loads nothing of a tape that ${why}`, () => {
      const rig = machine(aws(blocks));
      const lines = say(rig, 'vmfplc2 load', 'listfile other file a');
      expect(lines.slice(0, 3)).to.deep.equal(['LOADING.....', message, readyRc('00032')]);
      expect(lines.join('\n')).to.include('DMSLST002E');
    });
  }

  it('does not skip a file that is not whole', () => {
    const rig = machine(aws([name, first, mark]));
    expect(say(rig, 'vmfplc2 skip other file').slice(-2)).to.deep.equal([
      ...[incorrect, readyRc('00032')],
    ]);
  });

  for (const [line, rc, message] of [
    ['vmfplc2', 24, '047E No function specified'],
    ['vmfplc2 dvol1', 24, '014E Invalid keyword DVOL1'],
    ['vmfplc2 scan (blksize 800', 24, '003E Invalid option: BLKSIZE'],
    ['vmfplc2 dump none such', 28, '002E File NONE SUCH A not found'],
    ['vmfplc2 load * * q', 36, '069E Filemode Q not accessed'],
    ['vmfplc2 rew (tap2', 100, '113S TAP2(182) not attached or invalid device address'],
  ] as const) {
    it(`refuses ${line}`, () => {
      expect(say(machine(), line).slice(-2)).to.deep.equal([
        ...[`DMSPLC${message}`, readyRc(String(rc).padStart(5, '0'))],
      ]);
    });
  }

  it('gives TAPE messages of its own on such tapes', () => {
    const rig = machine(aws([...roomy, zeros, mark]));
    expect(say(rig, 'tape scan').slice(-2)).to.deep.equal([
      ...['DMSTPE057E Invalid record format', readyRc('00032')],
    ]);
  });
});

describe('blocks of VMFPLC2', () => {
  it('are read as VM/370 Release 6 has written them', () => {
    const hex =
      '02d7d3c3c8 c8c5d3d740404040 e4d7c4c1e3c5e240 01072045 05a8 0001 c4f2 05a7 003e e5 00 00000050 0047 f2f2' +
      '00000005 0000001c 00000000 00000000 000005a7 0000 220107204500 00000000';
    const block = Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    const read = readPlcBlock(block);
    expect(block.length).to.equal(77);
    expect(read).to.deep.equal({
      ...{ kind: 'name', blocks: 29 },
      entry: { ...entry, name: 'HELP', type: 'UPDATES', records: 1447 },
    });
    const again = plcName({ ...entry, name: 'HELP', type: 'UPDATES', records: 1447 }, 116000);
    // the mode, the first link, the sign of the century and the count of blocks on the disk are others
    for (const [at, ...bytes] of [
      [29, 0xc4],
      [33, 0, 0x3e],
      [36, 0],
      [41, 0, 0x47],
    ] as const) {
      again.set(bytes, at);
    }
    expect(again).to.deep.equal(block);
  });
});
