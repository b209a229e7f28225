/** Members of libraries, and data sets that are changed in place: the macros of OS, assembled, loaded and run on CMS. */
import { expect } from 'chai';
import { encodeLibrary } from '../../../src/cms/maclib/maclib.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const library = (name: string, members: Readonly<Record<string, readonly string[]>>) => ({
  ...{ name, type: 'MACLIB', fixedLength: 80 },
  records: encodeLibrary(
    Object.entries(members).map(([member, lines]) => ({ name: member, lines })),
  ),
});
const ONE = library('ONE', { FIRST: ['first a', 'first b'], SECOND: ['second a'] });
const TWO = library('TWO', { SECOND: ['not this'], THIRD: ['third a', 'third b', 'third c'] });
const DATA = { name: 'OLD', type: 'DATA', lines: ['one', 'two', 'three', 'four'], fixedLength: 8 };

/** What is left of a session when what was typed and Ready are taken away. */
const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line));

describe('members of libraries', () => {
  const reads = macroProgram(
    'READS',
    ' LA 13,AREA',
    ' OPEN (IN,(INPUT))',
    ' TM IN+48,16',
    ' BZ BAD',
    'LOOP GET IN,BUF',
    ' WRTERM BUF,10',
    ' B LOOP',
    'EOF CLOSE (IN)',
    ' SR 15,15',
    ' BR 11',
    'BAD LA 15,8',
    ' BR 11',
    'BUF DS CL80',
    'AREA DS 18F',
    'IN DCB DDNAME=INPUT,MACRF=(GM),EODAD=EOF',
  );

  it('are read by QSAM when FILEDEF names one, and are looked for in all files of a concatenation', () => {
    const rig = cmsRig([reads, ONE, TWO]);
    const lines = session(
      rig,
      'filedef input disk one maclib a (member second',
      'load reads (start',
      'filedef input disk two maclib a (concat member second',
      'query filedef',
      'filedef input disk two maclib a (member third',
      'load reads (start',
      'filedef input disk two maclib a (member nowhere',
      'load reads (start',
    );
    expect(shown(lines)).to.deep.equal([
      'second a',
      'INPUT    DISK     ONE      MACLIB   A1 (MEMBER SECOND',
      'INPUT    DISK     TWO      MACLIB   A1 (MEMBER SECOND',
      ...['third a', 'third b', 'third c'],
      'DMSSOP036E Open error code 10 on INPUT',
    ]);
  });

  it('are found by BLDL and FIND, read by BPAM, and are gone back in by NOTE, POINT and BSP', () => {
    const program = macroProgram(
      'BPAM',
      ' LA 13,AREA',
      ' OPEN (IN,(INPUT))',
      ' BLDL IN,LIST',
      ' LR 5,15',
      ' FIND IN,NAME,D',
      ' AR 5,15',
      ' READ RD,SF,IN,BUF',
      ' CHECK RD',
      ' WRTERM BUF,8',
      ' NOTE IN',
      ' ST 1,PLACE',
      ' READ RD,SF,MF=E',
      ' CHECK RD',
      ' WRTERM BUF,8',
      ' POINT IN,PLACE',
      ' READ RD,SF,MF=E',
      ' CHECK RD',
      ' WRTERM BUF,8',
      ' BSP IN',
      ' READ RD,SF,MF=E',
      ' CHECK RD',
      ' WRTERM BUF,8',
      // the entry that BLDL has filled in is in the first library
      ' FIND IN,LIST+12,C',
      'LOOP READ RD,SF,MF=E',
      ' CHECK RD',
      ' WRTERM BUF,8',
      ' B LOOP',
      'EOF CLOSE (IN)',
      ' LR 15,5',
      ' BR 11',
      "NAME DC CL8'THIRD'",
      ' DS 0F',
      'PLACE DS F',
      "LIST DC AL2(2,14),CL8'SECOND',XL6'00',CL8'NOWHERE',XL6'00'",
      'BUF DS CL80',
      'AREA DS 18F',
      'IN DCB DDNAME=INPUT,DSORG=PO,MACRF=(R),EODAD=EOF',
    );
    const rig = cmsRig([program, ONE, TWO]);
    const lines = session(rig, 'filedef input disk two maclib a', 'load bpam (start');
    expect(shown(lines)).to.deep.equal([
      ...['third a', 'third b', 'third a', 'third a', 'not this'],
    ]);
    // BLDL says 4: NOWHERE is not there
    expect(lines.at(-1)).to.equal(readyRc('00004'));
  });

  it('are moved by MOVEFILE, one by one', () => {
    const lines = session(
      cmsRig([ONE]),
      'filedef inmove disk one maclib a (member first',
      'filedef outmove disk out data a',
      'movefile',
      'type out data',
      'filedef inmove disk one maclib a (member gone',
      'movefile',
      'filedef outmove disk two maclib a (member new',
      'movefile',
    );
    expect(shown(lines)).to.deep.equal([
      ...['', 'first a', 'first b'],
      'DMSMVE013W Member GONE not found in library ONE MACLIB',
      'DMSMVE075E Device MEMBER invalid for output',
    ]);
  });

  it('follow each other when files are concatenated', () => {
    const rig = cmsRig([
      reads,
      { ...DATA, name: 'A', lines: ['alpha'], fixedLength: 80 },
      { ...DATA, name: 'B', lines: ['beta'], fixedLength: 80 },
    ]);
    const lines = session(
      rig,
      'filedef input disk a data',
      'filedef input disk b data (concat',
      'load reads (start',
    );
    expect(shown(lines)).to.deep.equal(['alpha', 'beta']);
  });
});

describe('members that programs write', () => {
  const copies = macroProgram(
    'COPIES',
    ' LA 13,AREA',
    ' OPEN (IN,(INPUT),OUT,(OUTPUT))',
    ' TM OUT+48,16',
    ' BZ BAD',
    'LOOP GET IN,BUF',
    ' PUT OUT,BUF',
    ' B LOOP',
    'EOF CLOSE (IN,,OUT)',
    ' SR 15,15',
    ' BR 11',
    'BAD LA 15,8',
    ' BR 11',
    'BUF DS CL80',
    'AREA DS 18F',
    'IN DCB DDNAME=INPUT,MACRF=(GM),EODAD=EOF,RECFM=F,LRECL=80',
    'OUT DCB DDNAME=OUTPUT,MACRF=(PM)',
  );
  const CARDS = { ...DATA, name: 'CARDS', lines: ['card 1', 'card 2'], fixedLength: 80 };

  it('go into a new library, or take the place of those of that name', () => {
    const rig = cmsRig([copies, CARDS, ONE]);
    const lines = session(
      rig,
      'filedef input disk cards data a',
      'filedef output disk new maclib a (member fresh',
      'load copies (start',
      'filedef output disk one maclib a (member first',
      'load copies (start',
      'maclib map new (term',
      'maclib map one (term',
      'filedef input disk one maclib a (member second',
      'filedef output disk out data a (recfm f lrecl 80',
      'load copies (start',
      'filedef input disk one maclib a (member first',
      'filedef output disk out data a (disp mod',
      'load copies (start',
      'type out data',
      'filedef output disk one txtlib a (member first',
      'load copies (start',
    );
    expect(shown(lines)).to.deep.equal([
      'MACRO     INDEX   SIZE',
      'FRESH         2      2',
      'MACRO     INDEX   SIZE',
      'SECOND        2      1',
      'FIRST         4      2',
      ...['', 'second a', 'card 1', 'card 2'],
      'DMSSOP036E Open error code 8 on OUTPUT',
    ]);
  });

  it('are named by STOW, with aliases, replaced, renamed and deleted', () => {
    const program = macroProgram(
      'STOWS',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      ' WRITE WR,SF,OUT,CARD1',
      ' CHECK WR',
      ' STOW OUT,NEW,A',
      ' BAL 10,CODE',
      ' STOW OUT,ALIAS,A',
      ' BAL 10,CODE',
      ' WRITE WR,SF,MF=E',
      ' CHECK WR',
      ' STOW OUT,NEW,A',
      ' BAL 10,CODE',
      ' STOW OUT,SECOND,R',
      ' BAL 10,CODE',
      ' STOW OUT,FIRST,C',
      ' BAL 10,CODE',
      ' STOW OUT,FIRST,C',
      ' BAL 10,CODE',
      ' STOW OUT,FIRST,D',
      ' BAL 10,CODE',
      ' STOW OUT,NEW,D',
      ' BAL 10,CODE',
      ' CLOSE (OUT)',
      ' WRTERM CODES,8',
      ' SR 15,15',
      ' BR 11',
      'CODE L 3,AT',
      ' O 15,=A(240)',
      ' STC 15,0(,3)',
      ' LA 3,1(,3)',
      ' ST 3,AT',
      ' BR 10',
      'AREA DS 18F',
      'AT DC A(CODES)',
      "CODES DC CL8' '",
      "CARD1 DC CL80'by a program'",
      "NEW DC CL8'NEW',XL4'00'",
      "ALIAS DC CL8'ALIAS',XL3'00',X'80'",
      "SECOND DC CL8'SECOND',XL4'00'",
      "FIRST DC CL8'FIRST',CL8'EARLIEST'",
      'OUT DCB DDNAME=OUTPUT,DSORG=PO,MACRF=(W)',
    );
    const rig = cmsRig([program, ONE]);
    const lines = session(
      rig,
      'filedef output disk one maclib a',
      'load stows (start',
      'maclib map one (term',
      'filedef input disk one maclib a (member earliest',
    );
    expect(shown(lines)).to.deep.equal([
      // A: 0, an alias 0, A again 4; R 0; C 0, then 8; D of a name that is no more 8, D 0
      '00400880',
      'MACRO     INDEX   SIZE',
      'EARLIEST      2      2',
      'ALIAS         5      1',
      'SECOND        7      1',
    ]);
  });

  it('are not there when the program ends abnormally, and bring no more than may be kept', () => {
    const program = macroProgram(
      'FLOODS',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      " L 5,=F'10001'",
      'LOOP PUT OUT,BUF',
      ' BCT 5,LOOP',
      ' B BAD',
      'FULL LR 15,5',
      ' LA 15,0(,15)',
      ' ABEND 7',
      'BAD LA 15,99',
      ' BR 11',
      'AREA DS 18F',
      "BUF DC CL80'x'",
      'OUT DCB DDNAME=OUTPUT,MACRF=(PM),SYNAD=FULL',
    );
    const rig = cmsRig([program, ONE], { slice: 2_000 });
    rig.run();
    rig.input.push('filedef output disk one maclib a (member big', 'load floods (start');
    rig.run(200_000);
    const lines = session(rig, 'maclib map one (term');
    expect(rig.text).to.contain('User abend 0007');
    expect(shown(lines).slice(-2)).to.deep.equal([
      'FIRST         2      2',
      'SECOND        5      1',
    ]);
  });
});

describe('OPEN with UPDAT', () => {
  it('puts records back by PUTX, and leaves the others', () => {
    const program = macroProgram(
      'CHANGES',
      ' LA 13,AREA',
      ' OPEN (IO,(UPDAT))',
      'LOOP GET IO',
      " CLI 0(1),C't'",
      ' BNE LOOP',
      " MVI 0(1),C'T'",
      ' PUTX IO',
      ' B LOOP',
      'EOF CLOSE (IO)',
      ' SR 15,15',
      ' BR 11',
      'AREA DS 18F',
      'IO DCB DDNAME=IO,MACRF=(GL,PM),EODAD=EOF',
    );
    const rig = cmsRig([program, DATA]);
    const lines = session(
      rig,
      'filedef io disk old data a',
      'load changes (start',
      'type old data',
    );
    expect(shown(lines)).to.deep.equal(['', 'one', 'Two', 'Three', 'four']);
  });

  it('puts blocks back by WRITE behind READ', () => {
    const program = macroProgram(
      'CHANGES',
      ' LA 13,AREA',
      ' OPEN (IO,(UPDAT))',
      'LOOP READ RD,SF,IO,BUF',
      ' CHECK RD',
      " MVI BUF+8,C'*'",
      " WRITE WR,SF,IO,BUF,'S'",
      ' CHECK WR',
      ' B LOOP',
      'EOF CLOSE (IO)',
      ' SR 15,15',
      ' BR 11',
      'AREA DS 18F',
      'BUF DS CL16',
      'IO DCB DDNAME=IO,MACRF=(R,W),RECFM=FB,LRECL=8,BLKSIZE=16,EODAD=EOF',
    );
    const rig = cmsRig([program, DATA]);
    const lines = session(
      rig,
      'filedef io disk old data a',
      'load changes (start',
      'type old data',
    );
    expect(shown(lines)).to.deep.equal(['', 'one', '*wo', 'three', '*our']);
  });

  it('leaves the file as it was when the program is halted', () => {
    const program = macroProgram(
      'HALTS',
      ' LA 13,AREA',
      ' OPEN (IO,(UPDAT))',
      ' GET IO',
      " MVI 0(1),C'X'",
      ' PUTX IO',
      ' WAIT ECB=EVENT',
      'EOF BR 11',
      'AREA DS 18F',
      "EVENT DC F'0'",
      'IO DCB DDNAME=IO,MACRF=(GL,PM),EODAD=EOF',
    );
    const rig = cmsRig([program, DATA]);
    session(rig, 'filedef io disk old data a', 'query disk a', 'load halts (start');
    const lines = session(rig, 'hx', 'type old data');
    expect(lines).to.include('one');
    expect(lines).not.to.include('Xne');
  });
});

describe('CLOSE TYPE=T', () => {
  it('makes output durable and goes on behind it, and begins input anew', () => {
    const program = macroProgram(
      'TWICE',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      ' PUT OUT,LINE',
      ' CLOSE (OUT),TYPE=T',
      " MVI LINE,C'B'",
      ' PUT OUT,LINE',
      ' CLOSE (OUT)',
      ' OPEN (IN,(INPUT))',
      ' GET IN,BUF',
      ' CLOSE (IN),TYPE=T',
      'LOOP GET IN,BUF',
      ' WRTERM BUF,4',
      ' B LOOP',
      'EOF SR 15,15',
      ' BR 11',
      'AREA DS 18F',
      "LINE DC CL8'A'",
      'BUF DS CL8',
      'OUT DCB DDNAME=FILE,MACRF=(PM),RECFM=F,LRECL=8',
      'IN DCB DDNAME=FILE,MACRF=(GM),EODAD=EOF',
    );
    expect(shown(session(cmsRig([program]), 'load twice (start'))).to.deep.equal(['A', 'B']);
  });
});
