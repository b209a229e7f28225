/** DDR on disks of blocks and a tape: there and back, copied, shown, and everything that can be wrong. */
import { expect } from 'chai';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import type { BlockDevice } from '../../../src/cms/block-device.js';
import { memoryDevice } from '../../../src/cms/files/format-image.js';
import { blocksBlock, readDumpBlock } from '../../../src/cms/ddr/dump-tape.js';
import { parseStatement } from '../../../src/cms/ddr/statements.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const files: readonly SourceFile[] = [
  { name: 'ONE', type: 'DATA', lines: ['first', 'second'] },
  {
    ...{ name: 'ALL', type: 'DDR' },
    lines: [
      '* a disk to tape and back',
      'input 191 fb-512 scratch',
      'output 181 3420 (leave',
      'dump all',
      'type 1',
    ],
  },
  {
    ...{ name: 'PART', type: 'DDR' },
    lines: [
      'in 191 fb-512 scratch',
      'out 181 3420',
      'dump 0 to 3 reorder 10',
      '5 6',
      'input 192 dasd',
    ],
  },
  { name: 'BAD', type: 'DDR', lines: ['in 191 fb-512', 'outer 181 3420', 'dump all'] },
];

interface World {
  readonly rig: GuestRig;
  readonly images: ReadonlyMap<number, Uint8Array>;
}

function world(tape: 'ring' | 'no ring' | 'empty' = 'ring'): World {
  const now = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
  const a = buildDisk(1000, 1024, 'TEST', files, now);
  const images = new Map([
    [0x191, a],
    [0x192, new Uint8Array(a.length).fill(0xee)],
    [0x193, buildDisk(1000, 1024, 'OTHER', [], now)],
    [0x194, new Uint8Array(512 * 20)],
  ]);
  // what is restored need not be a disk of CMS
  const disks = new Map<number, BlockDevice>(
    [...images].map(([device, image]) => [
      device,
      { ...memoryDevice(image, device), readOnly: device === 0x193 },
    ]),
  );
  return { rig: cmsRig([], { disks, tape }), images };
}

const say = (at: World, ...lines: readonly string[]): string[] =>
  session(at.rig, ...lines).filter((line) => !line.startsWith('> ') && !/DMSAC/.test(line));
const TITLE = 'VM/TS DASD DUMP/RESTORE PROGRAM';
const image = (at: World, device: number): Uint8Array => at.images.get(device)!;
const QUESTION = 'Do you wish to continue?  Respond YES, NO or REREAD:';

describe('DDR', () => {
  it('dumps a disk to tape and restores it on another', () => {
    const at = world();
    const dumped = say(at, 'ddr all ddr a');
    expect(dumped.slice(0, 2)).to.deep.equal([TITLE, 'DUMPING   TEST']);
    expect(dumped).to.include('END OF DUMP');
    expect(dumped).to.include(`BYTES IN  ${String(image(at, 0x191).length).padStart(12, '0')}`);
    expect(dumped.some((line) => line.startsWith('0000  C3D4E2F1'))).to.equal(true);
    expect(dumped.slice(-2)).to.deep.equal(['END OF JOB', READY]);
    const back = say(
      at,
      'tape rew',
      'ddr',
      'input 181 3420',
      'output 192 fb-512 scratch',
      'restore all',
      'maybe',
      'yes',
      '',
    );
    const label = 'HCPDDR717R Data dumped from TEST to be restored';
    expect(back.filter((line) => /717R|wish/.test(line))).to.deep.equal([
      ...[back.find((line) => /717R/.test(line)), QUESTION],
      ...[back.find((line) => /717R/.test(line)), QUESTION],
    ]);
    expect(back.find((line) => /717R/.test(line))).to.match(
      new RegExp(label.replace('TEST', '\\S+')),
    );
    expect(back).to.include('END OF RESTORE');
    expect(image(at, 0x192)).to.deep.equal(image(at, 0x191));
    expect(say(at, 'access 192 b', 'type one data b').slice(-3)).to.deep.equal([
      ...['first', 'second', READY],
    ]);
  });

  it('dumps extents, to other places, and restores some of them', () => {
    const at = world();
    const dumped = say(at, 'ddr part ddr a');
    expect(dumped.slice(0, -1)).to.deep.equal([
      TITLE,
      'DUMPING   TEST',
      'INPUT  BLOCK EXTENTS       OUTPUT BLOCK EXTENTS',
      'START        STOP          START        STOP',
      '0            3             10           13',
      '5            6             5            6',
      ...['END OF DUMP', 'BYTES IN  000000003072', dumped.at(-3), 'END OF JOB'],
    ]);
    say(
      at,
      'ddr',
      'in 181 tape',
      'out 194 dasd scratch',
      'restore',
      '11',
      '6 to 6 reorder to 19',
      '',
      'yes',
      '',
    );
    const from = (n: number): Uint8Array => image(at, 0x191).slice(n * 512, n * 512 + 512);
    const to = (n: number): Uint8Array => image(at, 0x194).slice(n * 512, n * 512 + 512);
    expect(to(11)).to.deep.equal(from(1));
    expect(to(19)).to.deep.equal(from(6));
    expect(to(10)).to.deep.equal(new Uint8Array(512));
  });

  it('copies a disk, and lets CMS forget what it knew of the other', () => {
    const at = world();
    image(at, 0x192).set(image(world(), 0x193));
    const lines = say(
      at,
      'access 192 b',
      'ddr',
      'input 191 fb-512 scratch',
      'output 192 fb-512 wrong',
      'copy all',
      'reread',
      'yes',
      '',
      'listfile one data b',
    );
    expect(lines.filter((line) => /711R/.test(line))).to.have.length(2);
    expect(lines.find((line) => /711R/.test(line))).to.match(/ not WRONG$/);
    expect(lines).to.include('END OF COPY');
    expect(lines.slice(-2)).to.deep.equal(['DMSLST069E Filemode B not accessed', readyRc('00036')]);
    expect(image(at, 0x192)).to.deep.equal(image(at, 0x191));
    // NO leaves everything as it is
    image(at, 0x192).fill(1);
    say(at, 'ddr', 'in 191 dasd', 'out 192 dasd', 'copy all', 'no', '');
    expect(image(at, 0x192).every((byte) => byte === 1)).to.equal(true);
  });

  it('asks when a disk is too small, and does not write behind its end', () => {
    const at = world();
    const lines = say(
      at,
      ...['ddr', 'in 191 dasd scratch', 'out 194 dasd scratch', 'copy 0 5', '6 19', '', 'copy all'],
      ...['yes', ''],
    );
    expect(lines).to.include('HCPDDR725R Original input device was larger than output device');
    expect(image(at, 0x194)).to.deep.equal(image(at, 0x191).slice(0, 20 * 512));
  });

  it('asks nothing with PROMPTS OFF, and types what is to be printed with SYSPRINT CONS', () => {
    const at = world();
    const quiet = ['sysprint cons', 'prompts off'];
    const lines = say(at, 'ddr', ...quiet, 'in 191 fb-512', 'out 192 fb-512', 'copy all', '');
    expect(lines.filter((line) => line !== 'ENTER:').slice(0, 2)).to.deep.equal([
      TITLE,
      'COPYING   TEST',
    ]);
    expect(image(at, 0x192)).to.deep.equal(image(at, 0x191));
    const shown = say(at, 'ddr', 'sysprint cons', 'in 191 fb-512', 'print 1', '');
    expect(shown.some((line) => line.startsWith('0000  C3D4E2F1'))).to.equal(true);
    // as it is without
    expect(
      say(
        at,
        'ddr',
        'prompts off',
        'prompts on',
        'in 191 fb-512',
        'out 194 fb-512',
        'copy all',
        'no',
        '',
      ),
    ).to.include(QUESTION);
    const plain = say(at, 'ddr', 'sysprint 00e', 'in 191 fb-512', 'print 1', '');
    expect(plain.some((line) => line.startsWith('0000  C3D4E2F1'))).to.equal(false);
    for (const [line, word] of [
      ['sysprint paper', 'PAPER'],
      ['sysprint 00e cons', 'CONS'],
      ['prompts', 'PROMPTS'],
      ['prompts maybe', 'MAYBE'],
      ['prompts off now', 'NOW'],
    ]) {
      expect(say(at, 'ddr', line!, '')).to.include(`HCPDDR701E Invalid operand - ${word!}`);
    }
  });

  it('prints blocks', () => {
    const closed: string[] = [];
    const rig = cmsRig(files, { cp: (line) => (closed.push(line), { rc: 0, lines: [] }) });
    const lines = session(rig, 'ddr', 'in 191 dasd', 'print 0 to 9', '');
    expect(lines.at(-1)).to.equal(READY);
    expect(closed).to.include('CLOSE 00E NAME DDR');
  });

  it('does no more behind a fault in a file, and says what else is wrong', () => {
    const at = world();
    expect(say(at, 'ddr bad ddr a')).to.deep.equal([
      ...[TITLE, 'HCPDDR703E Opcode missing or invalid', 'END OF JOB', readyRc('00002')],
    ]);
    expect(say(at, 'ddr none such')).to.deep.equal([
      'HCPDDR719E Invalid filename or file not found',
      readyRc('00001'),
    ]);
  });

  const wrong: readonly (readonly [readonly string[], string, number])[] = [
    [['frobnicate'], '703E Opcode missing or invalid', 2],
    [['input'], '701E Invalid operand - CUU', 2],
    [['input 191 3380'], '708E Invalid input or output definition', 2],
    [['input 191 dasd one two'], '701E Invalid operand - TWO', 2],
    [['input 191 dasd (fast'], '701E Invalid operand - FAST', 2],
    [['dump all'], '702E Control statement sequence error', 2],
    [['7'], '702E Control statement sequence error', 2],
    [['in 191 dasd', 'type x'], '701E Invalid operand - X', 2],
    [['in 191 dasd', 'type 99999999'], '713E Overlapping or invalid extents', 2],
    [['in 191 dasd', 'type 5 3'], '713E Overlapping or invalid extents', 2],
    [['in 199 dasd', 'out 181 tape', 'dump all'], '704E Device 0199 not operational', 3],
    [['in 191 dasd', 'out 192 dasd', 'dump all'], '708E Invalid input or output definition', 2],
    [['in 191 dasd', 'out 191 dasd', 'copy all'], '708E Invalid input or output definition', 2],
    [['in 191 dasd', 'out 193 dasd', 'copy all'], '718E Output unit 0193 is file protected', 3],
    [
      ['in 191 dasd', 'out 192 dasd', 'copy 0 5', '4 6', ''],
      '713E Overlapping or invalid extents',
      2,
    ],
    [['in 181 tape', 'out 192 dasd', 'restore all'], '705E I/O error 0181', 3],
    [['in 191 dasd scratch', 'out 182 tape', 'dump all'], '704E Device 0182 not operational', 3],
  ];
  for (const [lines, message, rc] of wrong) {
    it(`refuses ${lines.join(', ')}`, () => {
      const said = say(world(), 'ddr', ...lines, '');
      expect(said).to.include(`HCPDDR${message}`);
      expect(said.at(-1)).to.equal(readyRc(String(rc).padStart(5, '0')));
    });
  }

  it('needs a ring, and a reel', () => {
    const dump = ['ddr', 'in 191 dasd scratch', 'out 181 tape', 'dump all', ''];
    expect(say(world('no ring'), ...dump)).to.include(
      'HCPDDR718E Output unit 0181 is file protected',
    );
    expect(say(world('empty'), ...dump)).to.include('HCPDDR710E Device 0181 intervention required');
  });

  it('takes no reel that is none of its own', () => {
    const at = world();
    say(at, 'tape dump one data a', 'tape rew');
    expect(say(at, 'ddr', 'in 181 tape', 'out 192 dasd', 'restore all', '')).to.include(
      'HCPDDR709E Wrong input tape mounted',
    );
  });
});

describe('blocks of DDR on tape', () => {
  it('are bounded', () => {
    expect(readDumpBlock(blocksBlock(5, 64))).to.deep.equal({
      ...{ kind: 'blocks', from: 5, count: 64, data: undefined },
    });
    expect(readDumpBlock(blocksBlock(5, 1_000_000)).kind).to.equal('other');
    expect(readDumpBlock(blocksBlock(5, 2, new Uint8Array(512))).kind).to.equal('other');
    expect(readDumpBlock(new Uint8Array(3)).kind).to.equal('other');
    expect(parseStatement('   ')).to.equal(undefined);
  });
});
