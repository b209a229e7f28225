/** Tapes under OS simulation: FILEDEF TAPn, MOVEFILE, QSAM and BSAM with and without labels. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const LINES = ['one', 'two', 'three'];
const DATA = { name: 'IN', type: 'DATA', lines: LINES, fixedLength: 8 };
const OTHER = { name: 'OTHER', type: 'DATA', lines: ['four'], fixedLength: 8 };

const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line) && line !== '');

/** The chunks of an AWS file: text, or `mark`. */
function reel(bytes: Uint8Array): string[] {
  const out: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 6 <= bytes.length;) {
    const length = view.getUint16(at, true);
    const mark = (bytes[at + 4]! & 0x40) !== 0;
    out.push(mark ? 'mark' : fromEbcdic(bytes.subarray(at + 6, at + 6 + length)).trimEnd());
    at += 6 + length;
  }
  return out;
}

/** Copies INPUT to OUTPUT by QSAM. */
const COPIES = macroProgram(
  'COPIES',
  ' LA 13,AREA',
  ' OPEN (IN,(INPUT),OUT,(OUTPUT))',
  ' TM OUT+48,16',
  ' BZ BAD',
  ' TM IN+48,16',
  ' BZ BAD',
  'LOOP GET IN,BUF',
  ' PUT OUT,BUF',
  ' B LOOP',
  'EOF CLOSE (IN,,OUT)',
  ' SR 15,15',
  ' BR 11',
  'BAD LA 15,8',
  ' BR 11',
  'AREA DS 18F',
  'BUF DS CL8',
  'IN DCB DDNAME=INPUT,MACRF=(GM),RECFM=FB,LRECL=8,EODAD=EOF',
  'OUT DCB DDNAME=OUTPUT,MACRF=(PM),RECFM=FB,LRECL=8',
);

describe('tapes without labels', () => {
  it('get files one behind the other by MOVEFILE, and give them back', () => {
    const rig = cmsRig([DATA, OTHER], { tape: 'ring' });
    const lines = session(
      rig,
      'filedef inmove disk in data a',
      'filedef outmove tap1 nl 1 (recfm fb lrecl 8 block 16',
      'movefile',
      'filedef inmove disk other data a',
      'filedef outmove tap1 nl 2 (recfm fb lrecl 8 block 16',
      'movefile',
      'filedef inmove tap1 nl 1 (recfm fb lrecl 8 block 16',
      'filedef outmove disk back data a',
      'movefile',
      'type back data',
      'filedef inmove tap1 blp 2',
      'filedef outmove terminal',
      'movefile',
      'query filedef',
    );
    expect(shown(lines)).to.deep.equal([
      ...LINES,
      'four',
      'INMOVE   TAP1     BLP 2',
      'OUTMOVE  TERMINAL',
    ]);
    expect(reel(rig.files.get(900)!)).to.deep.equal([
      ...['one     two', 'three', 'mark', 'four', 'mark', 'mark'],
    ]);
  });

  it('are on any drive from TAP0, 180, to TAPF, 28F', () => {
    for (const [word, drive] of [
      ['tap0', 0x180],
      ['tap7', 0x187],
      ['tap8', 0x288],
      ['tapf', 0x28f],
    ] as const) {
      const lines = session(
        cmsRig([OTHER], { tape: 'ring', drive }),
        'filedef inmove disk other data a',
        `filedef outmove ${word} nl 1`,
        'movefile',
        `filedef inmove ${word} nl 1`,
        'filedef outmove terminal',
        'movefile',
      );
      expect(shown(lines), word).to.deep.equal(['four']);
    }
  });

  it('go on where they stand with LABOFF', () => {
    const rig = cmsRig([DATA, OTHER, COPIES], { tape: 'ring' });
    const lines = session(
      rig,
      'filedef input disk in data a',
      'filedef output tap1 (block 24',
      'load copies (start',
      'filedef input disk other data a',
      'load copies (start',
      'filedef inmove tap1 nl 2',
      'filedef outmove terminal',
      'movefile',
    );
    expect(shown(lines)).to.deep.equal(['four']);
    expect(reel(rig.files.get(900)!)[0]).to.equal('one     two     three');
  });

  it('are read and written block by block by BSAM', () => {
    const program = macroProgram(
      'BLOCKS',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      " WRITE WR,SF,OUT,TEXT,'S'",
      ' CHECK WR',
      ' WRITE WR2,SF,OUT,TEXT,8',
      ' CHECK WR2',
      ' CLOSE (OUT)',
      ' OPEN (IN,(INPUT))',
      'LOOP READ RD,SF,IN,BUF',
      ' CHECK RD',
      ' L 2,RD+16',
      ' LH 3,14(,2)',
      " LINEDIT TEXT='LEFT ..',SUB=(DEC,(3))",
      ' B LOOP',
      'EOF CLOSE (IN)',
      ' SR 15,15',
      ' BR 11',
      'AREA DS 18F',
      "TEXT DC CL16'ABCDEFGH12345678'",
      'BUF DS CL16',
      'OUT DCB DDNAME=TAPE,MACRF=(W),RECFM=FB,LRECL=8,BLKSIZE=16',
      'IN DCB DDNAME=TAPE,MACRF=(R),RECFM=FB,LRECL=8,BLKSIZE=16,EODAD=EOF',
    );
    const rig = cmsRig([program], { tape: 'ring' });
    const lines = session(rig, 'filedef tape tap1 nl 1', 'load blocks (start');
    expect(shown(lines)).to.deep.equal(['LEFT 0.', 'LEFT 8.']);
    expect(reel(rig.files.get(900)!)).to.deep.equal([
      ...['ABCDEFGH12345678', 'ABCDEFGH', 'mark', 'mark'],
    ]);
  });
});

describe('blocks of a tape', () => {
  it('are no longer than the block size: WRITE is told so', () => {
    const program = macroProgram(
      'LONGER',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      ' WRITE WR,SF,OUT,TEXT,12',
      ' CHECK WR',
      ' WRITE WR2,SF,OUT,TEXT,20',
      ' CHECK WR2',
      ' SR 15,15',
      ' BR 11',
      'FAULT CLOSE (OUT)',
      ' LA 15,8',
      ' BR 11',
      'AREA DS 18F',
      "TEXT DC CL20'ABCDEFGH123456789'",
      'OUT DCB DDNAME=TAPE,MACRF=(W),RECFM=U,BLKSIZE=16,SYNAD=FAULT',
    );
    const rig = cmsRig([program], { tape: 'ring' });
    const lines = session(rig, 'filedef tape tap1 nl 1', 'load longer (start');
    expect(lines.at(-1)).to.equal(readyRc('00008'));
    expect(reel(rig.files.get(900)!)).to.deep.equal(['ABCDEFGH1234', 'mark', 'mark']);
  });
});

describe('tapes with standard labels', () => {
  it('are labelled when they are written, and the labels are looked at when they are read', () => {
    const rig = cmsRig([DATA, OTHER, COPIES], { tape: 'ring' });
    const lines = session(
      rig,
      'filedef input disk in data a',
      'filedef output tap1 sl 1 alice (block 16',
      'load copies (start',
      'filedef input disk other data a',
      'filedef output tap1 sl 2 alice (block 16',
      'load copies (start',
      'filedef input tap1 sl 2 (block 16',
      'filedef output disk back data a',
      'load copies (start',
      'type back data',
      'filedef input tap1 sl 1 bob (block 16',
      'load copies (start',
      'filedef input tap1 nl 1 (block 16',
      'load copies (start',
      'filedef input tap1 sl 5 (block 16',
      'load copies (start',
    );
    expect(shown(lines)).to.deep.equal([
      'four',
      'DMSSOP036E Open error code 12 on INPUT',
      'DMSSOP036E Open error code 12 on INPUT',
      'DMSSOP036E Open error code 11 on INPUT',
    ]);
    const blocks = reel(rig.files.get(900)!);
    expect(blocks.map((one) => one.slice(0, 4))).to.deep.equal([
      ...['VOL1', 'HDR1', 'HDR2', 'mark', 'one ', 'thre', 'mark', 'EOF1', 'EOF2', 'mark'],
      ...['HDR1', 'HDR2', 'mark', 'four', 'mark', 'EOF1', 'EOF2', 'mark', 'mark'],
    ]);
    expect(blocks[0]).to.equal('VOL1ALICE');
    expect(blocks[2]).to.equal('HDR2F0001600008');
  });
});

describe('LABELDEF', () => {
  it('says what labels get, and what they must have', () => {
    const rig = cmsRig([DATA, COPIES], { tape: 'ring' });
    const read = ['filedef input tap1 sl 1 (block 16', 'filedef output terminal'];
    const lines = session(
      rig,
      'labeldef output fid payroll.monthly.accounts volid alice fseq 7 exdte 99366 sec 1',
      'filedef input disk in data a',
      'filedef output tap1 sl 1 (block 16',
      'load copies (start',
      ...read,
      'labeldef input fid other',
      'load copies (start',
      'labeldef input clear',
      'labeldef input exdte 99366 fseq 0007 volid alice',
      'load copies (start',
      'labeldef input genn 3',
      'load copies (start',
      'labeldef input clear',
      'labeldef input volid bob',
      'load copies (start',
    );
    const wrong = 'DMSSOP036E Open error code 12 on INPUT';
    expect(shown(lines)).to.deep.equal([wrong, ...LINES, wrong, wrong]);
    const [volume, header, , , , , , trailer] = reel(rig.files.get(900)!);
    expect(volume).to.equal('VOL1ALICE');
    expect(header!.slice(0, 21)).to.equal('HDR1.MONTHLY.ACCOUNTS');
    expect(header!.slice(21)).to.equal('ALICE 00010007      026326 993661000000');
    expect(trailer!.slice(4)).to.equal(header!.slice(4));
  });

  it('gives what is usual where it says nothing', () => {
    const rig = cmsRig([DATA, COPIES], { tape: 'ring' });
    session(
      rig,
      'filedef input disk in data a',
      'filedef output tap1 sl 1 vol1 (block 16',
      'load copies (start',
    );
    const header = reel(rig.files.get(900)!)[1]!;
    expect(header.slice(4)).to.equal(
      `${'OUTPUT'.padEnd(17)}VOL1  00010001      0263260263260000000`,
    );
  });

  it('is shown, asked for, changed, kept by PERM and cleared', () => {
    const lines = session(
      cmsRig([]),
      'labeldef',
      'labeldef one fid ?',
      'my data set',
      'labeldef one volseq 2 (perm',
      'labeldef one volseq 3 (nochange',
      'labeldef two crdte 2026001 genv 4',
      'query labeldef',
      'labeldef * clear',
      'q labeld',
      'labeldef two clear',
    );
    expect(lines.filter((line) => !/^(?:>|Ready;)/.test(line) && line !== '')).to.deep.equal([
      'No user defined LABELDEFs in effect',
      'DMSLBD220R Enter data set name:',
      'ONE      FID MY.DATA.SET VOLSEQ 0002',
      'TWO      GENV 04 CRDTE 026001',
      'ONE      FID MY.DATA.SET VOLSEQ 0002',
      'DMSLBD704I Invalid CLEAR request',
      readyRc('00004'),
    ]);
  });

  it('refuses what makes no sense', () => {
    for (const [operands, said] of [
      ['x nothing', 'DMSLBD070E Invalid parameter NOTHING'],
      ['x fid', 'DMSLBD050E Parameter missing after FID'],
      ['x fseq 12345', 'DMSLBD029E Invalid parameter 12345 in the option FSEQ field'],
      ['x exdte 26367', 'DMSLBD029E Invalid parameter 26367 in the option EXDTE field'],
      ['x sec 2', 'DMSLBD029E Invalid parameter 2 in the option SEC field'],
      ['x volid toolong', 'DMSLBD029E Invalid parameter TOOLONG in the option VOLID field'],
      ['x fseq 1 fseq 2', 'DMSLBD065E FSEQ option specified twice'],
      ['x fseq 1 (many', 'DMSLBD003E Invalid option: MANY'],
      ['x fseq 1 (change nochange', 'DMSLBD066E CHANGE and NOCHANGE are conflicting options'],
      ['1x fseq 1', 'DMSLBD070E Invalid parameter 1X'],
      ['x clear more', 'DMSLBD070E Invalid parameter MORE'],
    ]) {
      const lines = session(cmsRig([]), `labeldef ${operands!}`);
      expect(lines.slice(-2), operands).to.deep.equal([said, readyRc('00024')]);
    }
  });

  it('is not defined when the name that it asked for is none', () => {
    const lines = session(cmsRig([]), 'labeldef x fid ?', 'x'.repeat(45));
    expect(lines.at(-2)).to.equal(`DMSLBD221E Invalid data set name ${'X'.repeat(45)}`);
  });
});

describe('a tape that cannot be used', () => {
  it('is refused with a code that says why', () => {
    const run = (tape: 'empty' | 'no ring' | undefined): string[] =>
      session(
        cmsRig([DATA, COPIES], tape === undefined ? {} : { tape }),
        'filedef input disk in data a',
        'filedef output tap1 sl 1 vol (block 16',
        'load copies (start',
      );
    expect(run('empty').slice(-2)).to.deep.equal([
      'DMSSOP036E Open error code 11 on OUTPUT',
      readyRc('00008'),
    ]);
    expect(run(undefined).at(-2)).to.equal('DMSSOP036E Open error code 11 on OUTPUT');
    expect(run('no ring').at(-2)).to.equal('DMSSOP036E Open error code 13 on OUTPUT');
  });

  it('is not defined by words that make no sense', () => {
    const lines = session(
      cmsRig([]),
      'filedef x tap1 laboff 2',
      'filedef x tap1 nl 0',
      'filedef x tap1 nl 1 vol',
      'filedef x tap1 sl 1 toolongname',
      'filedef x tap1 strange',
      'filedef x tap1 (den 1700',
      'filedef x tapg',
      'filedef x tap2 sl 3 vol (9track den 1600 leave noeov',
      'filedef y tapf nl 2',
      'query filedef',
    );
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSFLD070E Invalid parameter 2',
      'DMSFLD070E Invalid parameter 0',
      'DMSFLD070E Invalid parameter VOL',
      'DMSFLD070E Invalid parameter TOOLONGN',
      'DMSFLD070E Invalid parameter STRANGE',
      'DMSFLD029E Invalid parameter 1700 in the option DEN field',
      'DMSFLD027E Invalid device TAPG',
    ]);
    expect(lines.slice(-3)).to.deep.equal([
      'X        TAP2     SL 3 VOL',
      'Y        TAPF     NL 2',
      READY,
    ]);
  });
});
