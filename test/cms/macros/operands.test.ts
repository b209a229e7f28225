/** The macros of CMS with every operand that they have: assembled, loaded and run. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';
import type { RigOptions } from '../../support/guest-rig.js';

/** A statement that is too long for a card goes on in column 16 of the next. */
function onCards(statement: string): string {
  if (statement.length <= 71) return statement;
  return `${statement.slice(0, 71)}X\n${' '.repeat(15)}${statement.slice(71)}`;
}

/** What a program does: what comes behind the begin of execution. */
function run(
  source: readonly string[],
  typed: readonly string[] = [],
  options: Partial<RigOptions> = {},
): string[] {
  const program = macroProgram('PROG', ...source.flatMap((one) => onCards(one).split('\n')));
  return session(cmsRig([program], options), 'load prog (start', ...typed).slice(2);
}

describe('operands of macros', () => {
  it('WRTERM: texts, addresses, registers, EDIT and COLOR', () => {
    const lines = run([
      " WRTERM 'A TEXT',COLOR=R",
      ' WRTERM TEXT,9',
      ' WRTERM TEXT,9,EDIT=NO,COLOR=B',
      ' LA 4,TEXT',
      ' LA 5,4',
      ' WRTERM (4),(5)',
      ' WRTERM (4),6,EDIT=YES',
      ' WRTERM TEXT,(5),EDIT=NO',
      // the list is filled anew each time that it is used
      'LOOP WRTERM (4),(5)',
      ' BCT 5,LOOP',
      ' WRTERM LONG,200,EDIT=LONG',
      ' BR 11',
      "TEXT DC CL9'TEXT ON'",
      "LONG DC 40CL5'LONG'",
    ]);
    expect(lines.slice(0, 10)).to.deep.equal([
      ...['A TEXT', 'TEXT ON', 'TEXT ON', 'TEXT', 'TEXT O', 'TEXT'],
      ...['TEXT', 'TEX', 'TE', 'T'],
    ]);
    expect(lines.slice(10, -1).join(' ')).to.match(/^(?:LONG ?){40}$/);
    expect(lines.at(-1)).to.equal(READY);
  });

  it('RDTERM: every EDIT, LENGTH, PRBUFF, PRLGTH and ATTREST', () => {
    const lines = run(
      [
        ' RDTERM BUF',
        ' LR 9,0',
        ' WRTERM BUF,20',
        ' RDTERM BUF,EDIT=NO',
        ' LR 4,0',
        ' WRTERM BUF,(4)',
        ' RDTERM BUF,EDIT=PAD',
        ' WRTERM BUF,20',
        " MVI BUF+6,C'*'",
        ' RDTERM BUF,EDIT=UPCASE',
        ' WRTERM BUF,7',
        ' LA 5,BUF',
        ' RDTERM (5),EDIT=PHYS,LENGTH=4',
        ' AR 9,0',
        ' WRTERM BUF,7',
        ' LA 6,3',
        ' LA 7,PROMPT',
        ' LA 8,7',
        ' RDTERM BUF,LENGTH=(6),PRBUFF=(7),PRLGTH=(8),ATTREST=NO',
        ' WRTERM BUF,7',
        ' RDTERM BUF,EDIT=NO,PRBUFF=PROMPT,PRLGTH=4',
        ' AR 9,0',
        ' LR 15,9',
        ' BR 11',
        'BUF DS CL130',
        "PROMPT DC C'NUMBER?'",
      ],
      ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'last'],
    );
    expect(lines.filter((line) => !line.startsWith('>'))).to.deep.equal([
      ...['FIRST', 'second', 'third', 'FOURTH*', 'fiftTH*', 'NUMBER?', 'SIXtTH*', 'NUMB'],
      // 5, 4 and 4
      readyRc('00013'),
    ]);
  });

  it('LINEDIT: list and execute forms, fields from registers, RENT and MAXSUBS', () => {
    const lines = run([
      ' LA 2,12',
      ' LA 3,WORD',
      ' LA 4,4',
      ' LA 5,OTHER',
      ' LA 6,OUT',
      ' LA 9,NAME',
      " LINEDIT TEXT='NUMBERS .... .... ....',SUB=(DEC,(2),DECA,(3),HEX,255),RENT=NO",
      " LINEDIT TEXT='WORDS ........ ........',SUB=(CHARA,((9),(4)),CHARA,(NAME,4)),DOT=NO",
      ' LINEDIT TEXTA=(5),DOT=NO,SUB=(DEC,(2)),MF=I',
      " LINEDIT TEXT='BY LIST ....',SUB=(DEC,(2)),MF=(E,LIST)",
      ' LA 7,LIST',
      " LINEDIT TEXT='AGAIN .. ..',DOT=NO,SUB=(DEC,1,DEC,2),MF=(E,(7))",
      " LINEDIT TEXT='KEPT',BUFFA=(6),DISP=NONE,DOT=NO",
      ' SR 8,8',
      ' IC 8,OUT',
      ' WRTERM OUT+1,(8)',
      " LINEDIT TEXT='A   B',COMP=NO,DISP=SIO",
      " LINEDIT TEXT='A   B',COMP=YES,DISP=TYPE",
      ' LA 1,MADE',
      ' SVC 202',
      ' DC AL4(1)',
      ' BR 11',
      "WORD DC F'-7'",
      "NAME DC C'NAMES'",
      "OTHER DC AL1(8),C'OTHER ..'",
      'LIST LINEDIT MF=L,MAXSUBS=3',
      "MADE LINEDIT TEXT='A LIST ..',SUB=(DEC,5),MF=L",
      'OUT DS CL131',
    ]);
    expect(lines).to.deep.equal([
      'NUMBERS 12 -7 FF.',
      'WORDS NAME NAME',
      'OTHER 12',
      'BY LIST 12.',
      'AGAIN 1 2',
      'KEPT',
      'A   B.',
      'A B.',
      'A LIST 5.',
      READY,
    ]);
  });

  it('FSxxx: FORM=E, fileids in registers, RECFM, RECNO, NOREC, BSIZE and ERROR', () => {
    const lines = run([
      ' LA 2,NAME',
      ' LA 3,2',
      ' LA 4,LINES',
      ' LA 5,10',
      ' FSOPEN (2),FSCB=E,FORM=E,ERROR=*',
      ' LR 9,15',
      ' FSWRITE FSCB=E,BUFFER=(4),BSIZE=20,NOREC=(3),FORM=E,ERROR=BAD',
      ' FSWRITE FSCB=E,BUFFER=LINES+20,BSIZE=(5),NOREC=1,RECNO=5,FORM=E,RECFM=F,ERROR=BAD',
      ' FSCLOSE (2),ERROR=BAD',
      ' FSSTATE (2),ERROR=BAD',
      ' AH 9,26(,1)',
      ' FSREAD (2),BUFFER=BUF,BSIZE=20,NOREC=2,RECNO=1,FORM=E,ERROR=BAD',
      ' AR 9,0',
      ' WRTERM BUF,20',
      // record 3 and 4 were never written
      ' FSPOINT (2),RDPNT=5,FORM=E,ERROR=BAD',
      " FSREAD 'MADE DATA A',FSCB=E,BUFFER=BUF,BSIZE=10,NOREC=1,RECNO=0,FORM=E,ERROR=BAD",
      ' WRTERM BUF,10',
      " FSREAD 'MADE DATA A',BUFFER=BUF,RECNO=99",
      ' AR 9,15',
      " FSPOINT 'MADE DATA A',WRPNT=-1,RDPNT=-1,ERROR=*",
      " FSREAD 'MADE DATA A',BUFFER=BUF",
      ' AR 9,15',
      " FSCLOSE 'MADE DATA A'",
      // FSREAD of what is not there goes to ERROR
      " FSREAD 'NO SUCH A',BUFFER=BUF,ERROR=GONE",
      ' B BAD',
      'GONE AR 9,15',
      ' FSERASE (2),ERROR=BAD',
      ' FSSTATE (2)',
      ' AR 9,15',
      ' LR 15,9',
      ' BR 11',
      'BAD LA 15,999',
      ' BR 11',
      "NAME DC CL8'MADE',CL8'DATA',CL2'A1'",
      "LINES DC CL10'FIRST',CL10'SECOND',CL10'FIFTH'",
      'BUF DS CL80',
      "E FSCB 'OTHER FILE B',BUFFER=BUF,BSIZE=10,RECFM=F,RECNO=0,NOREC=1,FORM=E",
      ' FSCBD',
      'PROG CSECT',
    ]);
    expect(lines).to.deep.equal([
      'FIRST     SECOND',
      'FIFTH',
      // new 28, 5 records, 20 bytes, end of file 12 twice, not found 1 and 28
      readyRc('00106'),
    ]);
  });

  it('FSCB: what stands behind the record format is no flag unless it is the one of FORM=E', () => {
    const lines = run([
      " MVI F+37,X'E0'",
      ' FSWRITE FSCB=F,BUFFER=LINE,ERROR=BAD',
      ' FSCLOSE FSCB=F,ERROR=BAD',
      ' FSREAD FSCB=F,BUFFER=BUF,RECNO=1,ERROR=BAD',
      ' WRTERM BUF,6',
      ' FSERASE FSCB=F',
      ' SR 15,15',
      ' BR 11',
      'BAD BR 11',
      "LINE DC CL20'RECORD'",
      'BUF DS CL20',
      "F FSCB 'OLD FILE A',RECFM=V,BSIZE=20",
      // were it a block of FORM=E this were the number of records
      " DC 2F'7'",
    ]);
    expect(lines).to.deep.equal(['RECORD', READY]);
  });

  it('RDCARD, PUNCHC and PRINTL: buffers and lengths in registers', () => {
    const rigged = run([
      ' LA 4,BUF',
      ' LA 5,20',
      ' RDCARD (4),(5),ERROR=*',
      ' LR 6,15',
      ' AR 6,0',
      ' PUNCHC (4),ERROR=BAD',
      ' LA 5,3',
      ' PRINTL (4),(5),ERROR=BAD',
      ' PRINTL BUF,5,TRC=0',
      ' LR 15,6',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      "BUF DC CL133' '",
    ]);
    // no reader has a file here: end of file
    expect(rigged).to.deep.equal([readyRc('00001')]);
  });

  it('RDTAPE, WRTAPE and TAPECTL: drives, lengths and return codes', () => {
    const source = [
      ' LA 4,BUF',
      ' LA 5,100',
      ' WRTAPE BUF,50,TAP1,ERROR=BAD',
      ' WRTAPE (4),(5),ERROR=BAD',
      ' TAPECTL WTM,181,ERROR=BAD',
      ' TAPECTL REW',
      ' RDTAPE BUF,50,ERROR=BAD',
      ' LR 6,0',
      // a block that is longer, and one that is shorter, than what is asked for
      ' RDTAPE (4),(5)',
      ' AR 6,0',
      ' TAPECTL BSR,TAP1,ERROR=BAD',
      ' RDTAPE BUF,200',
      ' AR 6,15',
      ' RDTAPE BUF,80,TAP1,MODE=00',
      ' AR 6,15',
      ' RDTAPE BUF,80,TAP9',
      ' AR 6,15',
      ' TAPECTL WHAT',
      ' AR 6,15',
      ' TAPECTL REW,183',
      ' AR 6,15',
      ' LR 15,6',
      ' BR 11',
      'BAD LA 15,999',
      ' BR 11',
      'BUF DS CL200',
    ];
    // 50 + 100 + incorrect length 8 + end 2 + not attached 5 + invalid function 1 + no such name 4
    expect(run(source, [], { tape: 'ring' })).to.deep.equal([readyRc('00170')]);
  });

  it('SAVE and RETURN: T, identifiers, one register, return codes', () => {
    const lines = run([
      ' LA 13,AREA',
      ' L 15,=A(SUB)',
      ' BALR 14,15',
      ' LR 3,15',
      ' L 15,=A(OTHER)',
      ' BALR 14,15',
      ' AR 3,15',
      ' L 15,=A(THIRD)',
      ' LA 2,5',
      ' BALR 14,15',
      ' AR 3,15',
      ' AR 3,2',
      ' CLI 12+AREA,255',
      ' BNE *+8',
      ' LA 3,1(,3)',
      ' LR 15,3',
      ' BR 11',
      'SUB SAVE (14,12),T,*',
      ' RETURN (14,12),RC=3',
      'OTHER SAVE (14,12),,NAMED',
      ' LA 15,40',
      ' RETURN (14,12),T,RC=(15)',
      'THIRD SAVE (2)',
      ' SR 2,2',
      ' RETURN (2),RC=200',
      'AREA DS 18F',
    ]);
    expect(lines).to.deep.equal([readyRc('00249')]);
  });

  it('HNDSVC, HNDINT, HNDEXT, WAITD: several entries, ERROR, and what is not there', () => {
    const lines = run([
      ' HNDSVC SET,(70,MINE),(71,MINE)',
      ' SVC 70',
      ' LR 5,15',
      ' SVC 71',
      ' AR 5,15',
      ' HNDSVC CLR,70,71,ERROR=BAD',
      ' HNDSVC CLR,70',
      ' AR 5,15',
      ' HNDSVC SET,(202,MINE),ERROR=NEXT',
      ' B BAD',
      'NEXT AR 5,15',
      ' HNDINT SET,(ONE,0,0191,WAIT),(TWO,MINE,0192,ASAP),ERROR=BAD',
      ' HNDINT CLR,(ONE),(TWO),ERROR=BAD',
      ' HNDINT CLR,(ONE),ERROR=*',
      ' AR 5,15',
      ' HNDEXT SET,MINE',
      ' AR 5,15',
      ' HNDEXT CLR',
      ' AR 5,15',
      ' WAITD ONE,TWO,ERROR=*',
      ' AR 5,15',
      ' LR 15,5',
      ' BR 11',
      'BAD LA 15,999',
      ' BR 11',
      'MINE LA 15,30',
      ' BR 14',
    ]);
    // 30 + 30 + 2 + 1 + 2 + 2
    expect(lines).to.deep.equal([readyRc('00067')]);
  });
});
