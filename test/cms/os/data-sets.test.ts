/** Data sets of volumes of OS: FILEDEF with DSN, and reading them by MOVEFILE, QSAM, BSAM and BPAM. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { GuestRig, TrackVolume } from '../../support/guest-rig.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { directoryBlocks, osVolume, TrackVolumeBuilder } from '../../support/track-volume.js';
import { describeWithTools, HERCULES_TOOLS, hercules } from '../../support/hercules-tools.js';
import { macroProgram } from '../../support/macro-program.js';
import { DEFECTIVE } from '../../../src/shared/ckd-track.js';
import { toEbcdic, toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const [PS, PO, DA] = [0x4000, 0x0200, 0x2000];
const [FB, VB, U] = [0x90, 0x50, 0xc0];

/** A block of fixed records. */
function fixed(texts: readonly string[], length: number): { data: Uint8Array } {
  const data = new Uint8Array(texts.length * length);
  texts.forEach((text, n) => {
    data.set(toEbcdicPadded(text, length), n * length);
  });
  return { data };
}

/** A block of variable records. */
function variable(texts: readonly string[]): { data: Uint8Array } {
  const data = new Uint8Array(4 + texts.reduce((sum, text) => sum + text.length + 4, 0));
  const view = new DataView(data.buffer);
  view.setUint16(0, data.length);
  let at = 4;
  for (const text of texts) {
    view.setUint16(at, text.length + 4);
    data.set(toEbcdicPadded(text, text.length), at + 4);
    at += text.length + 4;
  }
  return { data };
}

const end = { data: new Uint8Array(0) };
const set = (
  name: string,
  dsorg: number,
  recfm: number,
  sizes: [number, number],
  from: number,
) => ({
  ...{ name, dsorg, recfm, lrecl: sizes[0], blksize: sizes[1], created: [80, 1] as const },
  extents: [[from, from]] as (readonly [number, number])[],
});

/** A volume with sequential data sets and a library. */
function volume(): TrackVolumeBuilder {
  const sales = set('SALES.MANUAL', PS, FB, [10, 30], 30);
  sales.extents = [
    [30, 30],
    [40, 41],
  ];
  const library = set('SYS1.SOURCE', PO, FB, [10, 20], 50);
  library.extents = [[50, 52]];
  const made = osVolume(
    'OSVOL1',
    4,
    [
      sales,
      library,
      set('A.VERY.LONG.NAME', PS, VB, [84, 100], 44),
      set('UNDEF', PS, U, [0, 100], 45),
      set('NEVER.CLOSED', PS, FB, [10, 20], 46),
      set('DIRECT', DA, FB, [10, 20], 47),
      set('NO.FORMAT', PS, 0, [0, 0], 48),
      set('DAMAGED', PS, FB, [10, 30], 49),
    ],
    [],
  );
  made
    .write(30, [fixed(['one', 'two', 'three'], 10), fixed(['four', 'five', 'six'], 10)])
    .write(40, [fixed(['seven', 'eight', 'nine'], 10)])
    .write(41, [fixed(['ten'], 10), end, fixed(['beyond'], 10)])
    .write(44, [variable(['short', 'a longer record']), variable(['x']), end])
    .write(45, [fixed(['undefined'], 9), fixed(['length'], 6), end])
    .write(46, [fixed(['only', 'these'], 10)])
    .write(49, [{ data: new Uint8Array(25) }, end])
    .write(
      50,
      directoryBlocks(['ALPHA', 'BETA', 'LOST'], { ALPHA: 0x101, BETA: 0x104, LOST: 0x901 }),
    )
    .write(51, [
      fixed(['alpha 1', 'alpha 2'], 10),
      fixed(['alpha 3'], 10),
      end,
      fixed(['beta 1', 'beta 2'], 10),
    ])
    .write(52, [fixed(['beta 3', 'beta 4'], 10), end]);
  return made;
}

function rig(files: readonly SourceFile[] = [], made: TrackVolume = volume()): GuestRig {
  const tracks = new Map([[0x201, made]]);
  return cmsRig(files, {
    tracks,
    cp: (line) => {
      if (!/^QUERY VIRTUAL 201$/.test(line)) return { rc: 0, lines: [] };
      const shape = `3330 ALICE  R/W ${String(made.cylinders).padStart(10)} CYL`;
      return { rc: 0, lines: [`DASD 0201 ${shape} ON DASD  0201 SUBCHANNEL = 0005`] };
    },
  });
}

/** What is left of a session when what was typed and Ready without a return code are taken away. */
const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready;|DMSLIO740I|DMSACP723I)/.test(line));

/** Moves a data set to the terminal. */
const typed = (on: GuestRig, ...operands: readonly string[]): string[] =>
  shown(
    session(
      on,
      'access 201 c',
      ...operands.map((one) => `filedef in disk ${one}`),
      'filedef out terminal',
      'movefile in out',
    ),
  );

describe('data sets of volumes of OS', () => {
  it('are copied by MOVEFILE, block by block and extent by extent up to their end', () => {
    const ten = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
    expect(typed(rig(), 'c dsn sales.manual')).to.deep.equal(ten);
    expect(typed(rig(), 'c1 dsn sales manual')).to.deep.equal(ten);
    expect(typed(rig(), 'some file c dsn sales manual')).to.deep.equal(ten);
    expect(typed(rig(), '* dsn a.very long.name')).to.deep.equal(['short', 'a longer record', 'x']);
    expect(typed(rig(), 'c dsn undef')).to.deep.equal(['undefined', 'length']);
    // nobody has closed it: it ends with its tracks
    expect(typed(rig(), 'c dsn never.closed')).to.deep.equal(['only', 'these']);
  });

  it('become files with the format that their labels say, or that FILEDEF says', () => {
    const lines = session(
      rig(),
      'access 201 c',
      'filedef in disk c dsn sales.manual',
      'filedef out disk new data a',
      'movefile in out',
      'filedef in disk c dsn a.very.long.name',
      'filedef out disk var data a',
      'movefile in out',
      'filedef in disk c dsn no.format (recfm f lrecl 10',
      'filedef out disk nothing data a',
      'movefile in out',
      'listfile * data a (noheader format',
    );
    expect(shown(lines).map((line) => line.slice(0, 33).trim())).to.deep.equal([
      'NEW      DATA     A1 F         10',
      'VAR      DATA     A1 V         15',
    ]);
  });

  it('have members, which the directory names', () => {
    const three = ['alpha 1', 'alpha 2', 'alpha 3'];
    expect(typed(rig(), 'c dsn sys1.source (member alpha')).to.deep.equal(three);
    expect(typed(rig(), 'c dsn sys1.source (member beta')).to.deep.equal(
      [1, 2, 3, 4].map((n) => `beta ${String(n)}`),
    );
    expect(typed(rig(), 'c dsn sys1.source (member gamma')).to.deep.equal([
      'DMSMVE013W Member GAMMA not found in library SYS1.SOURCE',
      readyRc('00004'),
    ]);
    expect(typed(rig(), 'c dsn sys1.source (member lost').at(-1)).to.equal(readyRc('00004'));
    expect(typed(rig(), 'c dsn sales.manual (member alpha').at(-1)).to.equal(readyRc('00004'));
  });

  it('are asked for by DSN ?, and shown by QUERY FILEDEF', () => {
    const lines = session(
      rig(),
      'access 201 c',
      'filedef in disk c dsn ?',
      'sales manual',
      'filedef in disk (member x',
      'query filedef',
      'filedef 7 disk c dsn sys1.source',
      'query filedef',
      'filedef in disk real file a',
      'query filedef',
    );
    const first = 'IN       DISK     FILE     IN       C1 DSN SALES.MANUAL (MEMBER X';
    const other = 'FT07F001 DISK     FILE     FT07F001 C1 DSN SYS1.SOURCE';
    expect(shown(lines)).to.deep.equal([
      ...['DMSFLD220R Enter data set name:', first, first, other],
      ...[other, 'IN       DISK     REAL     FILE     A1'],
    ]);
  });

  it('that cannot be are told, and nothing is defined', () => {
    const cases: readonly (readonly [operands: string, message: string, rc: number])[] = [
      ['c dsn no.such.set', 'DMSFLD002E Data set NO.SUCH.SET not found', 28],
      [`c dsn ${'a.'.repeat(22)}x`, `DMSFLD221E Invalid data set name ${'A.'.repeat(22)}X`, 24],
      ['c dsn a*b', 'DMSFLD221E Invalid data set name A*B', 24],
      ['a b c5x dsn a', 'DMSFLD048E Invalid filemode C5X', 24],
      ['c dsn sales.manual (concat', 'DMSFLD003E Invalid option: CONCAT', 24],
      ['a b c d dsn x', 'DMSFLD070E Invalid parameter D', 24],
      [
        'c dsn sales.manual (lrecl x',
        'DMSFLD029E Invalid parameter X in the option LRECL field',
        24,
      ],
    ];
    for (const [operands, message, rc] of cases) {
      const lines = session(rig(), 'access 201 c', `filedef in disk ${operands}`, 'query filedef');
      expect(shown(lines), operands).to.deep.equal([
        message,
        readyRc(String(rc).padStart(5, '0')),
        'No user defined FILEDEFs in effect',
      ]);
    }
    const made = volume();
    made.track(1)[0] = DEFECTIVE;
    expect(
      shown(session(rig([], made), 'access 201 c', 'filedef in disk c dsn undef')),
    ).to.deep.equal(['DMSFLD231E I/O error reading VTOC from OS disk C(201)', readyRc('00028')]);
  });

  it('that cannot be read or written are told by MOVEFILE', () => {
    const into = (...lines: readonly string[]): string[] =>
      shown(session(rig(), 'access 201 c', ...lines));
    expect(typed(rig(), 'c dsn direct')).to.deep.equal([
      'DMSMVE036E Open error code 8 on IN',
      readyRc('00004'),
    ]);
    expect(typed(rig(), 'c dsn damaged')[0]).to.match(/^DMSMVE128S /);
    expect(
      into('filedef in disk c dsn undef', 'filedef out disk c dsn sales.manual', 'movefile in out'),
    ).to.deep.equal(['DMSMVE037E Filemode C is accessed as read/only', readyRc('00036')]);
    // another disk has the letter by the time it is read
    expect(into('filedef in disk c dsn undef', 'release c', 'movefile in out').at(-1)).to.equal(
      readyRc('00004'),
    );
  });

  it('leave no storage taken when they have been read, or could not be', () => {
    const many = ['access 201 c', 'filedef out dummy'];
    // more buffers than the machine has room for
    for (let n = 0; n < 30; n++) {
      many.push('filedef in disk c dsn sys1.source (member alpha', 'movefile in out');
      many.push('filedef in disk c dsn sys1.source (member none', 'movefile in out');
      many.push('filedef in disk c dsn damaged', 'movefile in out');
    }
    many.push('filedef in disk c dsn undef');
    many.push('filedef out terminal', 'movefile in out');
    expect(shown(session(rig(), ...many)).slice(-2)).to.deep.equal(['undefined', 'length']);
  });

  it('are read by QSAM, and by OPEN for output refused', () => {
    const reads = macroProgram(
      'READS',
      ' LA 13,AREA',
      ' OPEN (IN,(INPUT))',
      'LOOP GET IN,BUF',
      ' WRTERM BUF,10',
      ' B LOOP',
      'EOF CLOSE (IN)',
      ' OPEN (OUT,(OUTPUT))',
      ' SR 15,15',
      ' BR 11',
      'BUF DS CL80',
      'AREA DS 18F',
      'IN DCB DDNAME=INPUT,MACRF=(GM),EODAD=EOF',
      'OUT DCB DDNAME=INPUT,MACRF=(PM)',
    );
    const lines = session(
      rig([reads]),
      'access 201 c',
      'filedef input disk c dsn sys1.source (member beta',
      'load reads (start',
      'load reads (start',
    );
    const once = [
      ...[1, 2, 3, 4].map((n) => `beta ${String(n)}`),
      'DMSSOP036E Open error code 5 on INPUT',
    ];
    expect(shown(lines)).to.deep.equal([...once, ...once]);
  });

  it('are gone about in by BLDL, FIND, NOTE, POINT and BSP', () => {
    const program = macroProgram(
      'BPAM',
      ' LA 13,AREA',
      ' OPEN (IN,(INPUT))',
      ' BLDL IN,LIST',
      ' LR 5,15',
      ' FIND IN,NAME,D',
      ' READ D1,SF,IN,BUF',
      ' CHECK D1',
      ' WRTERM BUF,20',
      ' NOTE IN',
      ' ST 1,WHERE',
      ' READ D2,SF,IN,BUF',
      ' CHECK D2',
      ' WRTERM BUF,20',
      ' BSP IN',
      ' READ D3,SF,IN,BUF',
      ' CHECK D3',
      ' WRTERM BUF,20',
      ' BSP IN',
      ' BSP IN',
      ' READ D4,SF,IN,BUF',
      ' CHECK D4',
      ' WRTERM BUF,20',
      ' POINT IN,WHERE',
      ' READ D5,SF,IN,BUF',
      ' CHECK D5',
      ' WRTERM BUF,20',
      ' CLOSE (IN)',
      " CLC PLACE,=XL3'000104'",
      ' BNE BAD',
      ' LR 15,5',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      "LIST DC H'2,14'",
      " DC CL8'BETA'",
      "PLACE DC XL6'00'",
      " DC CL8'GAMMA',XL6'00'",
      "NAME DC CL8'BETA'",
      'WHERE DS F',
      'BUF DS CL80',
      'AREA DS 18F',
      'EOF LA 15,55',
      ' BR 11',
      'IN DCB DDNAME=INPUT,DSORG=PO,MACRF=(R),EODAD=EOF',
    );
    const lines = session(
      rig([program]),
      'access 201 c',
      'filedef input disk c dsn sys1.source',
      'load bpam (start',
    );
    const [first, second] = ['beta 1    beta 2', 'beta 3    beta 4'];
    expect(shown(lines)).to.deep.equal([
      ...[first, second, second, first, first],
      readyRc('00004'),
    ]);
  });
});

describeWithTools('a data set that Hercules has put on a volume', HERCULES_TOOLS, () => {
  it('is read whole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vmts-os-volume-'));
    try {
      const lines = Array.from({ length: 500 }, (_, n) => `record ${String(n + 1)}`);
      const cards = lines.map((line) => line.padEnd(80)).join('');
      writeFileSync(join(folder, 'in.data'), toEbcdic(cards));
      const statements = ['OSVOL1 3330 4', 'sysvtoc vtoc trk 5'];
      statements.push(`my.data seq ${folder}/in.data cyl 1 0 0 ps fb 80 800`);
      writeFileSync(join(folder, 'volume.ctl'), `${statements.join('\n')}\n`);
      hercules(folder, 'dasdload', 'volume.ctl', 'os.img');
      const image = new Uint8Array(readFileSync(join(folder, 'os.img')));
      const made: TrackVolume = { model: '3330-1', cylinders: 4, image };
      expect(typed(rig([], made), 'c dsn my.data')).to.deep.equal(lines);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
