/** The macros of OS with all their operands: assembled, loaded and run. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

/** What is left of a session when what was typed and Ready are taken away. */
const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line));

/** Adds what a macro has returned. */
const SUM = ' AR 5,15';

describe('macros of OS with all their operands', () => {
  it('get and free storage: subpools, registers, lists and their execution', () => {
    const program = macroProgram(
      'STORES',
      ' SR 5,5',
      ' GETMAIN R,LV=100,SP=3',
      ' LR 2,1',
      ' LA 6,80',
      ' LA 7,PLACES',
      ' GETMAIN EC,LV=(6),A=(7),SP=3',
      SUM,
      ' GETMAIN EU,LV=4096,A=PLACES+4,BNDRY=PAGE',
      SUM,
      // part of it, by the address of a word that has its address
      ' ST 2,SAVED',
      ' FREEMAIN R,LV=40,A=SAVED',
      ' FREEMAIN R,SP=3',
      ' FREEMAIN R,SP=3',
      ' FREEMAIN E,LV=4096,A=PLACES+4',
      SUM,
      ' GETMAIN MF=(E,FORM)',
      SUM,
      ' GETMAIN EC,LV=(6),A=PLACES+4,MF=(E,FORM)',
      SUM,
      ' FREEMAIN E,LV=(6),A=PLACES+4,MF=(E,FORM)',
      SUM,
      ' L 1,PLACES',
      " L 0,=F'8192'",
      ' FREEMAIN R,LV=(0),A=(1)',
      ' LA 6,3',
      ' GETMAIN R,LV=5000,SP=(6)',
      ' LR 2,1',
      ' LR 15,5',
      // the subpool is empty
      ' FREEMAIN R,SP=(6)',
      ' FREEMAIN R,LV=5000,A=(2),SP=3',
      ' BR 11',
      'FORM GETMAIN EC,LV=8192,A=PLACES,MF=L',
      'SAVED DS F',
      'PLACES DS 4F',
    );
    const lines = shown(session(cmsRig([program]), 'load stores (start'));
    expect(lines.join()).to.match(/^DMSABN148T System abend 90A called from \w+,CMS$/);
  });

  it('call programs: lists, registers, identifiers, entries of directories, XCTL with registers', () => {
    const called = macroProgram(
      'CALLED',
      ' DROP 12',
      ' USING CALLED,15',
      // both are there, and the second is the last
      ' L 2,0(,1)',
      ' LTR 2,2',
      ' BM BAD',
      ' L 3,4(,1)',
      ' LTR 3,3',
      ' BNM BAD',
      ' L 15,0(,2)',
      ' A 15,0(,3)',
      ' BR 14',
      'BAD LA 15,4000',
      ' BR 14',
    );
    const leaves = macroProgram(
      'LEAVES',
      ' SAVE (14,12)',
      ' LR 10,15',
      ' DROP 12',
      ' USING LEAVES,10',
      ' SR 5,5',
      ' LA 6,9',
      ' XCTL (2,12),EP=NEXT,PARAM=((6)),VL=1,MF=(E,WHERE)',
      'WHERE DS F',
    );
    const next = macroProgram('NEXT', ' L 15,0(,1)', ' LA 15,0(5,15)', ' BR 14');
    const program = macroProgram(
      'CALLS',
      ' LA 13,AREA',
      ' LA 3,ONE',
      ' LA 4,CALLED8',
      ' SR 9,9',
      ' LINK EP=CALLED,PARAM=(TEN,(3)),VL=1,ID=7',
      ' AR 9,15',
      ' LINK EPLOC=(4),PARAM=(TEN,ONE),VL=1,MF=(E,PARMS)',
      ' AR 9,15',
      ' LINK MF=(E,PARMS),SF=(E,SUPER)',
      ' AR 9,15',
      ' LINK EP=CALLED,MF=(E,PARMS),SF=(E,SUPER2)',
      ' AR 9,15',
      ' LINK DE=CALLED8,DCB=0,MF=(E,PARMS)',
      ' AR 9,15',
      ' LOAD EPLOC=CALLED8',
      ' LR 8,0',
      // who is called by CALL has registers of its own
      ' ST 11,BACK',
      ' LOAD DE=CALLED8',
      ' CR 8,0',
      ' BNE BAD',
      ' LR 15,8',
      ' CALL (15),(TEN,ONE),VL,ID=2',
      ' AR 9,15',
      ' LA 3,ONE',
      ' CALL CALLED,((3),ONE),VL,MF=(E,PARMS2)',
      ' AR 9,15',
      ' LA 7,EVENT',
      ' ATTACH EPLOC=CALLED8,ECB=(7),PARAM=(TEN,ONE),VL=1,DCB=0',
      ' WAIT ECB=EVENT',
      " N 15,=F'0'",
      ' AH 9,EVENT+2',
      ' ATTACH EP=CALLED,ECB=EVENT,MF=(E,PARMS),SF=(E,SUPER3)',
      ' AH 9,EVENT+2',
      ' ATTACH DE=CALLED8,ECB=EVENT,MF=(E,PARMS)',
      ' AH 9,EVENT+2',
      ' DETACH EVENT',
      ' DELETE EPLOC=(4)',
      ' DELETE DE=CALLED8',
      ' CHAP 1',
      // 5 comes back from the save area, 9 is a parameter
      ' LA 5,100',
      ' CALL LEAVES',
      ' LA 15,0(9,15)',
      ' L 11,BACK',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      "TEN DC F'10'",
      "ONE DC F'1'",
      'EVENT DS F',
      'BACK DS F',
      "CALLED8 DC CL8'CALLED',XL50'00'",
      'AREA DS 18F',
      'PARMS CALL ,(TEN,ONE),VL,MF=L',
      'PARMS2 CALL ,(TEN,ONE),VL,MF=L',
      'SUPER LINK EP=CALLED,SF=L',
      'SUPER2 XCTL EPLOC=0,SF=L',
      'SUPER3 ATTACH EPLOC=0,SF=L',
    );
    const rig = cmsRig([program, called, leaves, next]);
    const lines = session(rig, 'load calls (start');
    expect(shown(lines)).to.deep.equal([]);
    // nine calls of 11, one of 2, and 100 and 9
    expect(lines.at(-1)).to.equal(readyRc('00210'));
  });

  it('set exits by lists that are executed, and by registers', () => {
    const program = macroProgram(
      'EXITS',
      ' ST 11,BACK',
      ' SR 5,5',
      ' LA 2,FIXED',
      ' SPIE (2),(8,9),MF=(E,PICA)',
      " L 3,=X'7FFFFFFF'",
      ' AR 3,3',
      ' SPIE',
      ' ST 5,TIMES',
      ' LA 2,CLEANS',
      ' LA 3,MINE',
      ' STAE (2),CT,PARAM=(3),PURGE=HALT,ASYNCH=YES,MF=(E,FORM)',
      ' STAE (2),OV,PARAM=(3),XCTL=YES',
      " DC H'0'",
      'FIXED LA 5,8(,5)',
      ' BR 14',
      ' USING CLEANS,10',
      'CLEANS LR 10,15',
      ' L 2,0(,1)',
      ' MVC MINE2(4),0(2)',
      ' LR 3,14',
      ' WRTERM TEXT,8',
      ' LA 0,GOESON',
      ' LA 15,4',
      ' BR 3',
      ' DROP 10',
      'GOESON BALR 12,0',
      ' USING *,12',
      ' L 15,MINE2',
      ' A 15,TIMES',
      ' L 11,BACK',
      ' BR 11',
      'BACK DS F',
      'TIMES DS F',
      'MINE2 DS F',
      'PICA SPIE ,(1),MF=L',
      'FORM STAE ,CT,MF=L',
      "MINE DC F'30'",
      "TEXT DC CL8'CLEANED'",
    );
    const lines = session(cmsRig([program]), 'load exits (start');
    expect(shown(lines)).to.deep.equal(['CLEANED']);
    expect(lines.at(-1)).to.equal(readyRc('00038'));
  });

  it('type and ask by lists, tell the time in microseconds, wait for what is posted', () => {
    const program = macroProgram(
      'TALKS',
      " WTO 'FIRST',ROUTCDE=(2,11),DESC=(7)",
      ' WTO MF=(E,LINE)',
      ' LA 1,LINE',
      ' WTO MF=(E,(1))',
      ' LA 2,ANSWER',
      ' LA 3,8',
      ' LA 4,EVENT',
      " WTOR 'NAME?',(2),(3),(4),ROUTCDE=(1),DESC=(2)",
      ' WAIT ECB=EVENT',
      ' TPUT ANSWER,8,ASIS',
      " MVI EVENT,X'00'",
      ' WTOR ,ANSWER,(3),EVENT,MF=(E,ASKS)',
      ' WAIT 1,ECB=EVENT',
      ' TPUT ANSWER,8',
      ' TIME MIC,CLOCK',
      // 10:11:12, of which bit 51 is a microsecond
      ' LM 2,3,CLOCK',
      ' SRDL 2,12',
      " D 2,=F'1000000'",
      ' LR 5,3',
      " EXTRACT WHERE,'S',FIELDS=(TIOT)",
      " EXTRACT WHERE,'S',FIELDS=ALL,MF=(E,TAKES)",
      ' PGRLSE LA=CLOCK,HA=ANSWER',
      ' CHKPT CANCEL',
      ' TCLEARQ INPUT',
      ' LR 15,5',
      ' BR 11',
      'CLOCK DS D',
      'ANSWER DS CL8',
      "EVENT DC F'0'",
      'WHERE DS F',
      "LINE WTO 'SECOND',MF=L",
      "ASKS WTOR 'AGAIN?',ANSWER,8,EVENT,MF=L",
      'TAKES EXTRACT 0,FIELDS=ALL,MF=L',
    );
    const lines = session(cmsRig([program]), 'load talks (start', 'alice', 'bob');
    expect(shown(lines)).to.deep.equal([
      ...['FIRST', 'SECOND', 'SECOND', 'NAME?', 'alice', 'AGAIN?', 'bob'],
    ]);
    expect(lines.at(-1)).to.equal(readyRc('36672'));
  });

  it('open blocks by lists and registers; pools of buffers; update by way of GET', () => {
    const program = macroProgram(
      'BLOCKS',
      ' LA 3,DATA',
      ' LA 4,OUT',
      ' OPEN ((3),(INPUT)),MF=(E,LIST)',
      ' OPEN ((4),(OUTPUT))',
      'LOOP GET (3),AREA',
      ' RELSE (3)',
      ' PUT (4),AREA',
      ' TRUNC (4)',
      ' B LOOP',
      'DONE CLOSE MF=(E,SHUTS)',
      ' RDJFCB (DATA,,OUT),MF=(E,JOBS)',
      ' OPEN (DATA,(UPDAT))',
      ' GET DATA,AREA',
      " MVI AREA,C'X'",
      ' PUTX DATA,AREA',
      ' FEOV DATA',
      ' CLOSE (DATA,REREAD)',
      ' GETPOOL DATA,2,20',
      ' GETBUF DATA,5',
      ' GETBUF DATA,(6)',
      ' GETBUF DATA,7',
      ' LTR 7,7',
      ' BNZ BAD',
      ' SR 6,5',
      // they are a multiple of eight bytes apart
      " C 6,=F'24'",
      ' BNE BAD',
      ' FREEBUF DATA,5',
      ' GETBUF DATA,7',
      ' CR 7,5',
      ' BNE BAD',
      ' CLI DATA+20,2',
      ' BNE BAD',
      ' FREEPOOL DATA',
      ' FREEPOOL DATA',
      ' BUILD POOL,3,8',
      ' L 5,POOL',
      ' L 5,0(,5)',
      ' L 5,0(,5)',
      ' L 5,0(,5)',
      ' LTR 15,5',
      ' BZ GOOD',
      'BAD LA 15,99',
      'GOOD BR 11',
      'LIST OPEN (DATA,(INPUT)),MF=L',
      'SHUTS CLOSE (DATA,,OUT),MF=L',
      'JOBS RDJFCB (DATA),MF=L',
      'AREA DS CL80',
      'POOL DS 2F,3D',
      'DATA DCB DDNAME=DATA,DSORG=PSU,MACRF=(GM,PM),EODAD=DONE,BUFNO=2',
      'OUT DCB DDNAME=OUT,MACRF=PMC,RECFM=FBSM,LRECL=80,BLKSIZE=800',
      'SPARE DCB BUFL=80,OPTCD=W,EROPT=ACC,BUFCB=1,NCP=1',
    );
    const file = { name: 'OLD', type: 'DATA', lines: ['one', 'two'], fixedLength: 80 };
    const rig = cmsRig([program, file]);
    const lines = session(
      rig,
      ...['filedef data disk old data', 'filedef out disk new data', 'load blocks (start'],
      ...['type old data', 'type new data'],
    );
    expect(shown(lines).map((line) => line.trim())).to.deep.equal([
      ...['', 'Xne', 'two', '', 'one', 'two'],
    ]);
  });

  it('tell of tracks and sectors, dump pairs of addresses', () => {
    const dumped: string[] = [];
    const program = macroProgram(
      'DEVICES',
      ' DEVTYPE NAME,AREA,DEVTAB',
      ' LH 2,AREA+12',
      ' DEVTYPE NAME,(AREA2,24),RPS',
      " CLI AREA2+22,X'80'",
      ' BNE BAD',
      ' SNAP ID=1,LIST=PAIRS',
      ' LA 3,PAIRS',
      ' SNAP DCB=0,ID=2,LIST=(3),MF=(E,FORM)',
      ' LA 4,NAME',
      ' LA 5,AREA',
      ' SNAP ID=(3),STORAGE=((4),(5))',
      ' LR 15,2',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      "NAME DC CL8'DISK'",
      'AREA DS 5F',
      'AREA2 DS 6F',
      'FORM SNAP ID=0,MF=L',
      "PAIRS DC A(X'20000'),X'80',AL3(X'20008')",
    );
    const rig = cmsRig([program], {
      cp: (line) => {
        if (line.startsWith('DUMP')) dumped.push(line);
        return { rc: 0, lines: [] };
      },
    });
    const lines = session(rig, 'filedef disk disk a b', 'load devices (start');
    expect(lines.at(-1)).to.equal(readyRc('19254'));
    expect(dumped.slice(0, 2)).to.deep.equal(['DUMP 20000-20008', 'DUMP 20000-20008']);
    expect(dumped[2]).to.match(/^DUMP 20\w{3}-20\w{3}$/);
  });
});
