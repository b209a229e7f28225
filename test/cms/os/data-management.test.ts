/** OPEN, CLOSE, GET, PUT, READ, WRITE and CHECK by programs in guest code, on all devices of FILEDEF. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { moduleFile } from '../../support/cms-disk.js';
import { access, closeOf, dcb, MACRF, openOf } from '../../support/os-source.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const F = 0x80;
const FB = 0x90;
const V = 0x40;

/** Copies INPUT to OUTPUT, record by record. */
const COPY = moduleFile(
  'COPY',
  '         LR    11,14',
  ...openOf('OPENS', [0, 'IN'], [15, 'OUT']),
  '         TM    IN+48,16',
  '         BZ    FAILED',
  '         TM    OUT+48,16',
  '         BZ    FAILED',
  'LOOP     DS    0H',
  ...access('IN', 'AREA'),
  '         LA    10,1(,10)',
  ...access('OUT', 'AREA'),
  '         B     LOOP',
  'FAILED   LA    15,99',
  '         BR    11',
  'DONE     DS    0H',
  ...closeOf('CLOSES', 'IN', 'OUT'),
  '         SR    15,15',
  '         BR    11',
  ...dcb('IN', 'INPUT', { macrf: MACRF.getMove, eodad: 'DONE' }),
  ...dcb('OUT', 'OUTPUT', { macrf: MACRF.putMove, recfm: F, lrecl: 20, blksize: 20 }),
  'AREA     DS    CL256',
);

/** Upper-cases what it reads in place, by locate mode on both sides; variable records. */
const LOCATE = moduleFile(
  'LOCATE',
  '         LR    11,14',
  ...openOf('OPENS', [0, 'IN'], [15, 'OUT']),
  'LOOP     DS    0H',
  ...access('IN'),
  '         LR    5,1',
  ...access('OUT'),
  '         LH    6,0(,5)',
  '         BCTR  6,0',
  '         EX    6,MOVE',
  "         MVI   4(1),C'>'",
  '         B     LOOP',
  'MOVE     MVC   0(0,1),0(5)',
  'DONE     DS    0H',
  ...closeOf('CLOSES', 'IN', 'OUT'),
  '         SR    15,15',
  '         BR    11',
  ...dcb('IN', 'INPUT', { macrf: MACRF.getLocate, eodad: 'DONE' }),
  ...dcb('OUT', 'OUTPUT', { macrf: MACRF.putLocate, recfm: V, lrecl: 84, blksize: 88 }),
);

const LINES = ['first line', 'second', 'the third of them'];
const FIXED = { name: 'FIXED', type: 'DATA', lines: LINES, fixedLength: 20 };
const VARIABLE = { name: 'VAR', type: 'DATA', lines: LINES };

describe('QSAM', () => {
  it('copies records of a disk file to another, of the default names too', () => {
    const rig = cmsRig([COPY, FIXED, { ...FIXED, name: 'FILE', type: 'INPUT' }]);
    expect(
      session(
        rig,
        'filedef input disk fixed data',
        'filedef output disk new data (recfm f',
        'copy',
        'type new data',
        'filedef * clear',
        'copy',
        'listfile file output a (noheader format',
        'query filedef',
      ).filter((line) => !line.startsWith('>')),
    ).to.deep.equal([
      READY,
      READY,
      READY,
      '',
      ...LINES,
      READY,
      READY,
      READY,
      'FILE     OUTPUT   A1 F         20',
      READY,
      'No user defined FILEDEFs in effect',
      READY,
    ]);
  });

  it('gives and takes variable records in its own buffer', () => {
    const rig = cmsRig([LOCATE, VARIABLE]);
    const lines = session(
      rig,
      'filedef input disk var data',
      'filedef output disk new data',
      'locate',
      'type new data',
    );
    expect(lines.slice(-4)).to.deep.equal(['>irst line', '>econd', '>he third of them', READY]);
  });

  it('blocks and unblocks records of files with the filemode number 4', () => {
    const rig = cmsRig([LOCATE, COPY, VARIABLE, FIXED]);
    const lines = session(
      rig,
      'filedef input disk var data',
      'filedef output disk blocks data a4 (recfm vb',
      'locate',
      'listfile blocks data a (noheader format',
      'filedef input disk blocks data a4 (recfm vb lrecl 84 block 88',
      'filedef output disk back data',
      'locate',
      'type back data',
    );
    // one record a block: the program says RECFM V
    expect(lines).to.include('BLOCKS   DATA     A4 V         25');
    expect(lines.slice(-4)).to.deep.equal(['>irst line', '>econd', '>he third of them', READY]);
  });

  it('reads the terminal and cards, writes the terminal, the printer and the punch, or nothing', () => {
    const many = Array.from({ length: 500 }, (_, i) => `card ${String(i)}`);
    const rig = cmsRig([COPY, FIXED, { ...FIXED, name: 'MANY', lines: many }], {
      cp: (line) => (line.startsWith('CLOSE') ? { rc: 0, lines: [] } : { rc: 1, lines: [] }),
    });
    expect(
      session(
        rig,
        'filedef input terminal (lrecl 20 recfm f',
        'filedef output term',
        'copy',
        'typed here',
        '',
        'filedef input disk fixed data',
        'filedef output dummy',
        'copy',
        'filedef output printer',
        'copy',
        'filedef input disk many data',
        'filedef output punch',
        'copy',
        'filedef output reader',
        'copy',
      ).map((line) => line.replace('0.02/0.02', '0.01/0.01')),
    ).to.deep.equal([
      '> filedef input terminal (lrecl 20 recfm f',
      READY,
      '> filedef output term',
      READY,
      '> copy',
      '> typed here',
      'TYPED HERE',
      '> ',
      READY,
      '> filedef input disk fixed data',
      READY,
      '> filedef output dummy',
      READY,
      '> copy',
      READY,
      '> filedef output printer',
      READY,
      '> copy',
      READY,
      '> filedef input disk many data',
      READY,
      '> filedef output punch',
      READY,
      '> copy',
      READY,
      '> filedef output reader',
      READY,
      '> copy',
      'DMSSOP036E Open error code 8 on OUTPUT',
      readyRc('00099'),
    ]);
    const punched = [...rig.files.values()].map((bytes) => fromEbcdic(bytes)).join('');
    expect(punched).to.contain('card 99');
  });

  it('ends abnormally where there is no way to go on', () => {
    const rig = cmsRig([
      moduleFile(
        'NOEODAD',
        '         LR    11,14',
        ...openOf('O', [0, 'IN']),
        ...access('IN', 'AREA'),
        ...access('IN', 'AREA'),
        ...access('IN', 'AREA'),
        ...access('IN', 'AREA'),
        '         BR    11',
        ...dcb('IN', 'INPUT', { macrf: MACRF.getMove }),
        'AREA     DS    CL80',
      ),
      moduleFile(
        'NOTOPEN',
        '         LR    11,14',
        '         LA    1,IN',
        "         L     15,X'FF0'",
        '         BALR  14,15',
        '         BR    11',
        ...dcb('IN', 'INPUT', { macrf: MACRF.getMove }),
      ),
      moduleFile('BADLIST', '         LNR   1,12', '         SVC   19', '         BR    14'),
      FIXED,
    ]);
    const lines = session(
      rig,
      'filedef input disk fixed data',
      'noeodad',
      'hx',
      'notopen',
      'hx',
      'badlist',
      'hx',
    );
    expect(lines.filter((line) => line.startsWith('DMS'))).to.match(
      /^DMSABN148T System abend 337 called from 0200\w\w,DMSABN148T System abend 002 called from 0200\w\w,DMSITP141T Addressing exception occurred at 0002\w+ in routine BADLIST$/,
    );
  });

  it('closes what a program leaves open', () => {
    const rig = cmsRig([
      moduleFile(
        'LEAVES',
        '         LR    11,14',
        ...openOf('O', [15, 'OUT']),
        ...access('OUT', 'AREA'),
        '         SR    15,15',
        '         BR    11',
        ...dcb('OUT', 'OUTPUT', { macrf: MACRF.putMove, recfm: F, lrecl: 8 }),
        "AREA     DC    CL8'LEFT'",
      ),
    ]);
    expect(session(rig, 'leaves', 'type file output').slice(-2)).to.deep.equal(['LEFT', READY]);
  });
});

describe('BSAM', () => {
  it('reads and writes blocks; CHECK finds the end of the data', () => {
    const rig = cmsRig([
      FIXED,
      moduleFile(
        'BLOCKS',
        '         LR    11,14',
        ...openOf('OPENS', [0, 'IN'], [15, 'OUT']),
        'LOOP     DS    0H',
        '         LA    1,RECB',
        ...['         L     15,8(,1)', '         L     15,48(,15)', '         BALR  14,15'],
        '         LA    1,RECB',
        ...['         L     15,8(,1)', '         L     15,52(,15)', '         BALR  14,15'],
        '         L     2,RECB+16',
        '         LH    3,14(,2)',
        '         AR    10,3',
        // what was not read is not written either
        '         LH    4,IN+62',
        '         SR    4,3',
        '         STH   4,WECB+6',
        '         LA    1,WECB',
        ...['         L     15,8(,1)', '         L     15,48(,15)', '         BALR  14,15'],
        '         LA    1,WECB',
        ...['         L     15,8(,1)', '         L     15,52(,15)', '         BALR  14,15'],
        '         B     LOOP',
        'DONE     DS    0H',
        ...closeOf('CLOSES', 'IN', 'OUT'),
        '         LR    15,10',
        '         BR    11',
        '         DS    0F',
        "RECB     DC    F'0',X'8080',H'0',A(IN),A(AREA),A(0)",
        "WECB     DC    F'0',X'0020',H'0',A(OUT),A(AREA),A(0)",
        ...dcb('IN', 'INPUT', {
          macrf: MACRF.read,
          recfm: FB,
          lrecl: 20,
          blksize: 40,
          eodad: 'DONE',
        }),
        ...dcb('OUT', 'OUTPUT', { macrf: MACRF.write, recfm: FB, lrecl: 20, blksize: 40 }),
        'AREA     DS    CL40',
      ),
    ]);
    const lines = session(
      rig,
      'filedef input disk fixed data',
      'filedef output disk new data',
      'blocks',
      'type new data',
    );
    expect(lines.slice(-7)).to.deep.equal([
      readyRc('00020'),
      '> type new data',
      '',
      ...LINES,
      READY,
    ]);
  });
});

describe('READ backwards', () => {
  it('is not done by CMS: CHECK takes it for an error', () => {
    const program = macroProgram(
      'BACK',
      ' LA 13,AREA',
      ' OPEN (IN)',
      ' READ RD,SF,IN,BUF',
      ' CHECK RD',
      ' READ RB,SB,IN,BUF',
      ' CHECK RB',
      ' SR 15,15',
      ' BR 11',
      'FAULT LA 15,8',
      ' BR 11',
      'AREA DS 18F',
      'BUF DS CL20',
      'IN DCB DDNAME=INPUT,MACRF=(R),SYNAD=FAULT',
    );
    const lines = session(
      cmsRig([program, FIXED]),
      'filedef input disk fixed data',
      'load back (start',
    );
    expect(lines.at(-1)).to.equal(readyRc('00008'));
  });
});
