/** The macros of CMS with operands that `operands.test.ts` has no case for: extensions, free storage, exits, modes of tapes. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';
import type { RigOptions } from '../../support/guest-rig.js';

function rc(
  source: readonly string[],
  typed: readonly string[] = [],
  options: Partial<RigOptions> = {},
): string | undefined {
  return session(
    cmsRig([macroProgram('PROG', ...source)], options),
    'load prog (start',
    ...typed,
  ).at(-1);
}

const BAD = ['BAD LA 15,99', ' BR 11'];

describe('more operands of macros of CMS', () => {
  it('NUCEXT and SUBCOM: ENTRY and UWORD, in registers too, and ERROR', () => {
    const source = [
      ' LA 3,OWN',
      ' LA 4,DATA',
      ' NUCEXT SET,NAME=ONE,ENTRY=OWN,UWORD=DATA,ERROR=BAD',
      ' NUCEXT SET,NAME=TWO,ENTRY=(3),UWORD=(4),ERROR=BAD',
      ' NUCEXT QUERY,NAME=THREE,ERROR=FIRST',
      ' B BAD',
      'FIRST SUBCOM SET,NAME=MINE,ENTRY=OWN,UWORD=DATA,ERROR=BAD',
      ' SUBCOM SET,NAME=OTHER,ENTRY=(3),UWORD=(4),ERROR=BAD',
      ' SUBCOM QUERY,NAME=NOSUCH,ERROR=SECOND',
      ' B BAD',
      'SECOND SR 5,5',
      ' CMSSVC PLIST=ONE,ERROR=BAD7',
      'BAD7 AR 5,15',
      ' CMSCALL PLIST=TWO,CALLTYP=PROGRAM,ERROR=MORE',
      ' B BAD',
      'MORE AR 5,15',
      ' CMSSVC PLIST=NONE,ERROR=*',
      ' LTR 15,15',
      ' BNM BAD',
      ' SUBCOM CLR,NAME=MINE,ERROR=BAD',
      ' SUBCOM CLR,NAME=OTHER,ERROR=BAD',
      ' NUCEXT CLR,NAME=ONE,ERROR=BAD',
      ' NUCEXT CLR,NAME=TWO,ERROR=BAD',
      ' LR 15,5',
      ' BR 11',
      ...BAD,
      // register 2 points to the block, which has the word
      ' USING OWN,12',
      'OWN L 15,4(,2)',
      ' L 15,0(,15)',
      ' BR 14',
      "DATA DC F'7'",
      "ONE DC CL8'ONE',8X'FF'",
      "TWO DC CL8'TWO',8X'FF'",
      "NONE DC CL8'NOSUCH99',8X'FF'",
    ];
    expect(rc(source)).to.equal(readyRc('00014'));
  });

  it('DMSFREE: MIN, TYPE and AREA', () => {
    const source = [
      ' LA 0,10',
      ' DMSFREE DWORDS=(0),TYPE=NUCLEUS,AREA=HIGH,ERR=BAD,TYPCALL=BALR',
      ' LR 2,1',
      ' DMSFRET DWORDS=10,LOC=(2),ERR=BAD,TYPCALL=BALR',
      ' DMSFREE DWORDS=10,TYPE=USER,AREA=LOW,ERR=BAD',
      ' LR 2,1',
      ' DMSFRET DWORDS=10,LOC=(2),ERR=BAD',
      // as much as there is, but no less
      " L 3,=F'1000000'",
      ' DMSFREE DWORDS=(3),MIN=100,TYPE=USER,ERR=BAD',
      ' LR 2,1',
      ' LR 4,0',
      ' CR 4,3',
      ' BNL BAD',
      " C 4,=F'100'",
      ' BL BAD',
      ' DMSFRET DWORDS=(4),LOC=(2),ERR=BAD',
      ' DMSFREE DWORDS=(3),MIN=(3),ERR=NONE',
      ' B BAD',
      'NONE LA 15,5',
      ' BR 11',
      ...BAD,
    ];
    expect(rc(source)).to.equal(readyRc('00005'));
  });

  it('FSREAD, FSOPEN, FSSTATE and FSPOINT: what an FSCB gets', () => {
    const file = { name: 'OLD', type: 'DATA', lines: ['one', 'two', 'three'], fixedLength: 5 };
    const source = [
      ' LA 3,2',
      ' FSSTATE FSCB=G,FORM=E,ERROR=BAD',
      ' FSOPEN FSCB=F,BUFFER=BUF,BSIZE=5,RECNO=(3),NOREC=1,RECFM=F,ERROR=BAD',
      ' FSREAD FSCB=F,RECFM=F,ERROR=BAD',
      " CLC BUF(5),=CL5'two'",
      ' BNE BAD',
      ' FSPOINT FSCB=F,RDPNT=3,ERROR=BAD',
      ' FSREAD FSCB=F,RECNO=0,ERROR=BAD',
      " CLC BUF(5),=CL5'three'",
      ' BNE BAD',
      ' FSCLOSE FSCB=F',
      ' LA 15,3',
      ' BR 11',
      ...BAD,
      "F FSCB 'OLD DATA A'",
      "G FSCB 'OLD DATA A',FORM=E",
      'BUF DS CL5',
    ];
    const rig = cmsRig([macroProgram('PROG', ...source), file]);
    expect(session(rig, 'load prog (start').at(-1)).to.equal(readyRc('00003'));
  });

  it('WRTAPE, RDTAPE and TAPECTL: MODE', () => {
    const source = [
      ' WRTAPE BUF,20,181,MODE=2,ERROR=BAD',
      ' TAPECTL REW,181,MODE=2,ERROR=BAD',
      ' RDTAPE BACK,20,181,MODE=2,ERROR=BAD',
      ' CLC BUF(20),BACK',
      ' BNE BAD',
      ' LA 15,4',
      ' BR 11',
      ...BAD,
      "BUF DC CL20'WHAT IS WRITTEN'",
      'BACK DS CL20',
    ];
    expect(rc(source, [], { tape: 'ring' })).to.equal(readyRc('00004'));
  });

  it('STIMER GMT; STAX with all that it takes, in a list of its own', () => {
    const source = [
      ' STIMER REAL,EXIT,GMT=NOON',
      ' TTIMER CANCEL',
      ' LTR 0,0',
      ' BZ BAD',
      ' STAX EXIT,OBUF=(TEXT,4),IBUF=(TEXT,4),USADDR=TEXT,REPLACE=YES,DEFER=NO',
      ' LA 2,EXIT',
      ' LA 3,TEXT',
      ' STAX (2),USADDR=(3),MF=(E,FORM)',
      ' CLC FORM+16(4),WHERE',
      ' BNE BAD',
      ' STAX ,',
      ' LA 15,6',
      ' BR 11',
      ...BAD,
      'EXIT BR 14',
      "TEXT DC C'TEXT'",
      'WHERE DC A(TEXT)',
      "NOON DC C'12000000'",
      'FORM STAX EXIT,USADDR=0,MF=L',
    ];
    expect(rc(source)).to.equal(readyRc('00006'));
  });
});
