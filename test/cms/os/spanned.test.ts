/** Spanned records: QSAM puts their segments together, BSAM and MOVEFILE see the blocks; where they may be. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line) && line !== '');

/** Writes three records: of 36, 4 and 21 bytes with their lengths. */
function writer(name: string, recfm: string, mode: 'PM' | 'PL'): SourceFile {
  const put = (record: string): string[] =>
    mode === 'PM' ? [` PUT OUT,${record}`] : [' PUT OUT', ` MVC 0(40,1),${record}`];
  return macroProgram(
    name,
    ' LA 13,AREA',
    ' OPEN (OUT,(OUTPUT))',
    ' TM OUT+48,16',
    ' BZ BAD',
    ...['ONE', 'TWO', 'THREE'].flatMap(put),
    ' CLOSE (OUT)',
    ' SR 15,15',
    ' BR 11',
    'BAD LA 15,8',
    ' BR 11',
    'AREA DS 18F',
    "ONE DC H'36,0',CL32'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'",
    " DC 8X'00'",
    "TWO DC H'5,0',CL1'#'",
    " DC 40X'00'",
    "THREE DC H'21,0',CL17'THIS IS THE THIRD'",
    " DC 40X'00'",
    `OUT DCB DDNAME=OUTPUT,MACRF=(${mode}),RECFM=${recfm},LRECL=40,BLKSIZE=20`,
  );
}

/** Types what IN has, by QSAM. */
function reader(name: string, recfm: string, mode: 'GM' | 'GL', ...exit: string[]): SourceFile {
  return macroProgram(
    name,
    ' LA 13,AREA',
    ' OPEN (IN)',
    ' TM IN+48,16',
    ' BZ BAD',
    mode === 'GM' ? 'LOOP GET IN,BUF' : 'LOOP GET IN',
    mode === 'GM' ? ' LA 5,BUF' : ' LR 5,1',
    ' LH 6,0(,5)',
    " S 6,=F'4'",
    ' LA 5,4(,5)',
    ' WRTERM (5),(6)',
    ' B LOOP',
    'EOF CLOSE (IN)',
    ' SR 15,15',
    ' BR 11',
    'BAD LA 15,8',
    ' BR 11',
    ...exit,
    'AREA DS 18F',
    'BUF DS CL64',
    `IN DCB DDNAME=IN,MACRF=(${mode}),RECFM=${recfm},LRECL=40,EODAD=EOF${exit.length > 0 ? ',SYNAD=E' : ''}`,
  );
}

/** Types the blocks that IN has, by BSAM: their first 8 bytes in hexadecimal, and what is left of 20. */
const BLOCKS = macroProgram(
  'BLOCKS',
  ' LA 13,AREA',
  ' OPEN (IN)',
  'LOOP READ RD,SF,IN,BUF',
  ' CHECK RD',
  ' L 2,RD+16',
  ' LH 3,14(,2)',
  ' LM 4,5,BUF',
  " LINEDIT TEXT='........ ........ ..',SUB=(HEX,(4),HEX,(5),DEC,(3))",
  ' B LOOP',
  'EOF CLOSE (IN)',
  ' SR 15,15',
  ' BR 11',
  'AREA DS 18F',
  'BUF DS CL20',
  'IN DCB DDNAME=IN,MACRF=(R),RECFM=VBS,LRECL=40,BLKSIZE=20,EODAD=EOF',
);

const RECORDS = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', '#', 'THIS IS THE THIRD'];
const OUT = 'filedef output disk span data a4';
const IN = 'filedef in disk span data a4 (block 20';

describe('spanned records', () => {
  for (const [recfm, blocks] of [
    // VBS: what is left of a block is filled by the next record
    [
      'VBS',
      [
        ...[' 140000 100100 0.', ' 140000 100300 0.', ' 100000 C0200 4.'],
        ...[' 140000 50000 0.', ' 120000 E0200 2.'],
      ],
    ],
    // VS: each record begins a block
    [
      'VS',
      [
        ...[' 140000 100100 0.', ' 140000 100300 0.', ' 100000 C0200 4.'],
        ...[' 90000 50000 11.', ' 140000 100100 0.', ' D0000 90200 7.'],
      ],
    ],
  ] as const) {
    it(`go on from block to block in files with the filemode number 4: ${recfm}`, () => {
      const programs = [writer('WRITER', recfm, 'PM'), reader('READER', recfm, 'GM'), BLOCKS];
      const rig = cmsRig(programs);
      const runs = ['WRITER', 'READER', 'BLOCKS'].map((name) => `load ${name} (start`);
      expect(shown(session(rig, OUT, IN, ...runs))).to.deep.equal([...RECORDS, ...blocks]);
    });
  }

  it('are given and taken in buffers by locate mode, on labelled tapes too', () => {
    const programs = [writer('WRITER', 'VBS', 'PL'), reader('READER', 'VBS', 'GL')];
    for (const [output, input] of [
      [OUT, IN],
      ['filedef output tap1 sl 1 vol1', 'filedef in tap1 sl 1 vol1 (block 20'],
      ['filedef output tap1 nl 1', 'filedef in tap1 nl 1 (block 20'],
    ]) {
      const rig = cmsRig(programs, { tape: 'ring' });
      const lines = session(rig, output!, input!, 'load writer (start', 'load reader (start');
      expect(shown(lines), output).to.deep.equal(RECORDS);
    }
  });

  it('are moved by MOVEFILE to files that have them whole, and cut again', () => {
    const programs = [writer('WRITER', 'VBS', 'PM'), reader('READER', 'VBS', 'GL')];
    const rig = cmsRig(programs, { tape: 'ring' });
    const attributes = '(recfm vbs lrecl 40 block 20';
    const lines = session(
      rig,
      OUT,
      'load writer (start',
      `filedef inmove disk span data a4 ${attributes}`,
      'filedef outmove disk plain data a (recfm v lrecl 40',
      'movefile',
      'type plain data',
      'filedef inmove clear',
      'filedef inmove disk plain data a',
      `filedef outmove tap1 nl 1 ${attributes}`,
      'movefile',
      'filedef in tap1 nl 1 (block 20',
      'load reader (start',
    );
    expect(shown(lines)).to.deep.equal([...RECORDS, ...RECORDS]);
  });

  it('whose segments are missing are an error: SYNAD, or the end of the program', () => {
    // the second block begins in the middle of a record
    const cut = macroProgram(
      'CUT',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      ' WRITE WR,SF,OUT,LAST',
      ' CHECK WR',
      ' CLOSE (OUT)',
      ' SR 15,15',
      ' BR 11',
      'AREA DS 18F',
      "LAST DC H'12,0,8,0',CL4'WORD'",
      " DC 20X'00'",
      ' ORG LAST+6',
      " DC X'0200'",
      ' ORG',
      'OUT DCB DDNAME=OUTPUT,MACRF=(W),RECFM=VBS,LRECL=40,BLKSIZE=20',
    );
    const rig = cmsRig([
      cut,
      reader('READER', 'VBS', 'GM', "E WRTERM 'FAULT'", ' LA 15,4', ' BR 11'),
      reader('PLAIN', 'VBS', 'GM'),
    ]);
    const lines = session(
      rig,
      OUT,
      IN,
      'load cut (start',
      'load reader (start',
      'load plain (start',
    );
    expect(shown(lines).slice(0, 1)).to.deep.equal(['FAULT']);
    expect(lines).to.include(readyRc('00004'));
    expect(shown(lines)[1]).to.match(/^DMSABN148T System abend 001 called from 0/);
  });

  it('are nowhere else: OPEN tells code 7', () => {
    const rig = cmsRig([writer('WRITER', 'VBS', 'PM')]);
    const lines = session(
      rig,
      'filedef output disk span data a1',
      'load writer (start',
      'filedef output printer',
      'load writer (start',
    );
    const refused = ['DMSSOP036E Open error code 7 on OUTPUT'];
    expect(shown(lines)).to.deep.equal([...refused, ...refused]);
  });

  it('may be as long as they get, in blocks as short as they get, a share of them in each step', () => {
    for (const [where, size] of [
      ['disk span data a4', 18],
      ['tap1 nl 1', 1800],
    ] as const) {
      const program = macroProgram(
        'LONG',
        ' LA 13,AREA',
        ' OPEN (OUT,(OUTPUT))',
        ' L 2,WHERE',
        ' MVC 0(4,2),RDW',
        " MVI 4(2),C'A'",
        ' L 3,END',
        " MVI 0(3),C'Z'",
        ' PUT OUT,(2)',
        ' CLOSE (OUT)',
        ' MVI 4(2),0',
        ' MVI 0(3),0',
        ' OPEN (IN)',
        ' GET IN,(2)',
        ' WRTERM (2),5',
        ' WRTERM (3),1',
        ' CLOSE (IN)',
        ' SR 15,15',
        ' BR 11',
        'AREA DS 18F',
        "RDW DC H'32760,0'",
        'WHERE DC A(REC)',
        'END DC A(REC+32759)',
        `OUT DCB DDNAME=DD,MACRF=(PM),RECFM=VBS,LRECL=32760,BLKSIZE=${String(size)}`,
        `IN DCB DDNAME=DD,MACRF=(GM),RECFM=VBS,LRECL=32760,BLKSIZE=${String(size)}`,
        'REC DS 32760X',
      );
      const rig = cmsRig([program], { tape: 'ring' });
      const lines = shown(session(rig, `filedef dd ${where}`, 'load long (start'));
      expect(lines[0]!.slice(4), where).to.equal('A');
      expect(lines[1], where).to.equal('Z');
    }
  });

  it('have blocks of 18 bytes at least: OPEN tells code 6', () => {
    const rig = cmsRig([writer('WRITER', 'VBS', 'PM')]);
    const dcb = 'filedef outmove disk span data a4 (recfm vbs lrecl 40 block 17';
    const lines = session(rig, 'filedef output disk one data a', 'load writer (start');
    expect(shown(lines)).to.deep.equal(['DMSSOP036E Open error code 7 on OUTPUT']);
    const moved = session(
      cmsRig([{ name: 'ONE', type: 'DATA', lines: ['one'] }]),
      'filedef inmove disk one data a',
      dcb,
      'movefile',
    );
    expect(shown(moved)).to.deep.equal(['DMSMVE036E Open error code 6 on OUTMOVE']);
  });
});
