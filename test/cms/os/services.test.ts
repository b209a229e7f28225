/** The macros of OS for programs, exits and storage: assembled, loaded and run on CMS. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { program as textDeck } from '../../support/text-deck.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const DATA = { name: 'OLD', type: 'DATA', lines: ['one', 'two', 'three', 'four'], fixedLength: 8 };

/** What is left of a session when what was typed and Ready are taken away. */
const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line));

describe('GETMAIN and FREEMAIN', () => {
  it('have all forms', () => {
    const program = macroProgram(
      'FORMS',
      ' SR 5,5',
      ' GETMAIN EU,LV=100,A=PLACES',
      ' AR 5,15',
      ' FREEMAIN E,LV=100,A=PLACES',
      ' AR 5,15',
      ' GETMAIN LC,LA=LENGTHS,A=PLACES',
      ' AR 5,15',
      ' CLC PLACES(4),PLACES+4',
      ' BE BAD',
      ' FREEMAIN L,LA=LENGTHS,A=PLACES',
      ' AR 5,15',
      ' GETMAIN VC,LA=LIMITS,A=PLACES',
      ' AR 5,15',
      ' L 6,PLACES+4',
      " C 6,=F'1000'",
      ' BL BAD',
      ' FREEMAIN V,A=PLACES',
      ' AR 5,15',
      ' GETMAIN LC,LA=TOOMUCH,A=PLACES',
      ' AR 5,15',
      ' GETMAIN R,LV=64',
      ' FREEMAIN R,LV=64,A=(1)',
      ' LR 15,5',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      ' DS 0F',
      "LENGTHS DC A(100),X'80',AL3(200)",
      "TOOMUCH DC A(100),X'80',AL3(X'FFFFF0')",
      'LIMITS DC A(1000),A(1000000)',
      'PLACES DS 2F',
    );
    // only what is too much gives 4
    expect(session(cmsRig([program]), 'load forms (start').at(-1)).to.equal(readyRc('00004'));
  });
});

describe('GETMAIN and FREEMAIN of the forms RC and RU', () => {
  it('give storage, on a page when that is asked for, and take it back', () => {
    const program = macroProgram(
      'FORMS',
      ' SR 5,5',
      ' GETMAIN RU,LV=100',
      ' AR 5,15',
      ' LR 6,1',
      ' GETMAIN RC,LV=100,BNDRY=PAGE,SP=3',
      ' AR 5,15',
      ' LR 7,1',
      " N 1,=F'4095'",
      ' AR 5,1',
      ' LA 8,3',
      ' FREEMAIN RC,SP=(8)',
      ' AR 5,15',
      // the subpool is empty now
      ' FREEMAIN RC,LV=100,A=(7)',
      ' BCTR 5,0',
      ' AR 5,15',
      ' FREEMAIN RU,LV=100,A=(6)',
      ' AR 5,15',
      ' GETMAIN EU,LV=5000,A=PLACE,BNDRY=PAGE',
      ' L 1,PLACE',
      " N 1,=F'4095'",
      ' AR 5,1',
      " L 9,=X'00FFFFF0'",
      ' GETMAIN RC,LV=(9)',
      ' AR 5,15',
      ' LR 15,5',
      ' BR 11',
      'PLACE DS A',
    );
    // twice 4, less one
    expect(session(cmsRig([program]), 'load forms (start').at(-1)).to.equal(readyRc('00007'));
  });

  it('end the program when RU finds none, or there is nothing to free', () => {
    const get = macroProgram('GET', " L 9,=X'00FFFFF0'", ' GETMAIN RU,LV=(9)', ' BR 11');
    const free = macroProgram('FREE', ' LA 2,64', ' FREEMAIN RU,LV=8,A=(2)', ' BR 11');
    const lines = session(cmsRig([get, free]), 'load get (start', 'load free (start');
    expect(lines.filter((line) => line.startsWith('DMSABN'))).to.deep.equal([
      'DMSABN148T System abend 878 called from 020016',
      'DMSABN148T System abend A78 called from 02001A',
    ]);
  });
});

describe('SPIE and STAE', () => {
  it('let overflow happen under the program mask of SPIE, and tell which interruption it was', () => {
    const program = macroProgram(
      'SPIES',
      ' SPIE EXIT,(1,(8,9))',
      " L 2,=X'7FFFFFFF'",
      ' LA 3,1',
      ' AR 2,3',
      ' LR 6,5',
      ' SPIE',
      ' AR 2,2',
      " L 2,=X'7FFFFFFF'",
      ' AR 2,3',
      ' LR 15,6',
      ' BR 11',
      ' USING EXIT,15',
      'EXIT SR 5,5',
      ' IC 5,7(,1)',
      ' BR 14',
      ' DROP 15',
    );
    expect(session(cmsRig([program]), 'load spies (start').at(-1)).to.equal(readyRc('00008'));
  });

  it('give a STAE exit the parameter, the code and the registers, and let it retry', () => {
    const program = macroProgram(
      'STAES',
      ' STAE EXIT,CT,PARAM=WORD',
      ' LA 7,5',
      " L 0,=X'00FFFFF0'",
      ' LNR 1,12',
      ' SVC 10',
      ' BR 11',
      ' USING EXIT,15',
      'EXIT L 2,0(,1)',
      ' L 2,0(,2)',
      ' A 2,24+28(,1)',
      ' CLC 5(2,1),CODE',
      ' BE GOOD',
      ' SR 2,2',
      'GOOD ST 2,SAVED',
      ' LA 0,RETRY',
      ' LA 15,4',
      ' BR 14',
      ' DROP 15',
      'RETRY BALR 12,0',
      ' USING *,12',
      ' L 15,SAVED',
      ' STAE 0',
      ' LR 2,15',
      ' L 15,SAVED',
      ' BR 11',
      "WORD DC F'37'",
      'SAVED DS F',
      "CODE DC X'80A0'",
    );
    // 37 of the parameter, 5 of register 7
    expect(session(cmsRig([program]), 'load staes (start').at(-1)).to.equal(readyRc('00042'));
  });
});

describe('ABNEXIT', () => {
  it('lets a program clean up and end as it would have', () => {
    const program = macroProgram(
      'CLEANS',
      ' ABNEXIT SET,EXIT=EXIT,UWORD=7',
      ' ABEND 12',
      ' USING EXIT,15',
      'EXIT LR 10,14',
      ' L 2,0(,1)',
      ' LR 8,15',
      ' DROP 15',
      ' USING EXIT,8',
      ' CVD 2,WORK',
      ' UNPK TEXT+5(1),WORK+7(1)',
      " OI TEXT+5,X'F0'",
      ' WRTERM TEXT,6',
      ' SR 15,15',
      ' BR 10',
      'WORK DS D',
      "TEXT DC C'WORD  '",
    );
    const lines = session(cmsRig([program]), 'load cleans (start', 'hx');
    expect(shown(lines).map((line) => line.replace(/from \w+/, 'from *'))).to.deep.equal([
      'WORD 7',
      'DMSABN155T User abend 000C called from *',
      'CMS',
    ]);
  });
});

describe('programs by name', () => {
  const CALLED = textDeck('CALLED', ' L 15,0(,1)', ' L 15,0(,15)', ' LA 15,1(,15)', ' BR 14');

  it('are called by LINK and ATTACH with parameters, named by IDENTIFY, deleted once', () => {
    const program = macroProgram(
      'CALLS',
      ' LA 13,AREA',
      ' LINK EP=CALLED,PARAM=(VALUE,LAST)',
      ' LR 5,15',
      ' OSXPARM (VALUE)',
      ' ATTACH EP=CALLED,ECB=EVENT',
      ' L 6,EVENT',
      " N 6,=X'00FFFFFF'",
      ' AR 5,6',
      ' IDENTIFY EP=MINE,ENTRY=OWN',
      ' AR 5,15',
      ' LINK EP=MINE',
      ' AR 5,15',
      ' IDENTIFY EP=MINE,ENTRY=CALLS',
      ' AR 5,15',
      ' DELETE EP=CALLED',
      ' AR 5,15',
      ' DELETE EP=NOWHERE',
      ' AR 5,15',
      ' EXTRACT AREA',
      ' ENQ (VALUE,LAST,E,4,STEP)',
      ' DEQ (VALUE,LAST,4,STEP)',
      ' LR 15,5',
      ' BR 11',
      'OWN LA 15,100',
      ' BR 14',
      'AREA DS 18F',
      "VALUE DC F'10'",
      "LAST DC F'0'",
      "EVENT DC F'0'",
    );
    // 11 + 11 + 0 + 100 + 8 + 0 + 4
    expect(session(cmsRig([program, CALLED]), 'load calls (start').at(-1)).to.equal(
      readyRc('00134'),
    );
  });

  it('take the place of their caller by XCTL', () => {
    const program = macroProgram(
      'GOES',
      ' OSXPARM (VALUE)',
      ' LR 14,11',
      ' XCTL EP=CALLED',
      "VALUE DC F'41'",
    );
    expect(session(cmsRig([program, CALLED]), 'load goes (start').at(-1)).to.equal(
      readyRc('00042'),
    );
  });
});

describe('time, events and the terminal', () => {
  it('wait by STIMER, tell what is left by TTIMER, post events, ask by WTOR, TGET and TPUT', () => {
    const program = macroProgram(
      'TALKS',
      ' LA 13,AREA',
      ' STIMER WAIT,BINTVL=SHORT',
      ' STIMER REAL,DINTVL=LONG',
      ' TTIMER CANCEL',
      ' LR 5,0',
      ' TTIMER',
      ' LR 6,0',
      " WTOR 'WHO?',BUF,8,EVENT",
      ' WAIT ECB=EVENT',
      ' TPUT BUF,8',
      ' TGET BUF,8',
      ' LR 7,1',
      ' TPUT BUF,(7)',
      ' POST OTHER,5',
      ' WAIT 2,ECBLIST=LIST',
      ' TIME BIN',
      ' SR 15,15',
      ' LTR 6,6',
      ' BNZR 11',
      " C 5,=F'1000'",
      ' BLR 11',
      ' LA 15,1',
      ' BR 11',
      'AREA DS 18F',
      "SHORT DC F'100'",
      ' DS 0D',
      "LONG DC CL8'01000000'",
      "EVENT DC F'0'",
      "OTHER DC F'0'",
      "LIST DC A(EVENT),X'80',AL3(OTHER)",
      'BUF DS CL8',
    );
    const rig = cmsRig([program]);
    rig.run();
    rig.input.push('load talks (start');
    rig.run();
    rig.pass(1_500);
    const lines = session(rig, 'Bob', 'Eve');
    expect(shown([...rig.transcript.filter((line) => line === 'WHO?'), ...lines])).to.deep.equal([
      ...['WHO?', 'Bob', 'Eve'],
    ]);
    expect(lines.at(-1)).to.match(/^Ready\(00001\)/);
  });
});

describe('SYNADAF and SYNADRLS', () => {
  it('give an error routine a save area and a message, and take both back', () => {
    const program = macroProgram(
      'ERRS',
      ' LA 13,AREA',
      ' OPEN (IN,(INPUT))',
      ' POINT IN,PLACE',
      ' READ RD,SF,IN,BUF',
      ' CHECK RD',
      ' L 15,AREA+8',
      ' LA 2,AREA',
      ' SR 2,13',
      ' OR 15,2',
      ' BR 11',
      ' USING WRONG,15',
      'WRONG LR 9,14',
      ' LR 10,15',
      ' DROP 15',
      ' USING WRONG,10',
      ' SYNADAF ACSMETH=BSAM',
      ' C 13,AREA+8',
      ' BNE BAD',
      ' MVC TEXT,50(1)',
      ' SYNADRLS',
      ' WRTERM TEXT,78',
      ' BR 9',
      'BAD LA 15,99',
      ' BR 11',
      'AREA DS 18F',
      'TEXT DS CL78',
      'PLACE DC A(9999*256)',
      'BUF DS CL80',
      'IN DCB DDNAME=INPUT,MACRF=(RP),EODAD=BAD,SYNAD=WRONG',
    );
    const lines = session(
      cmsRig([program, DATA]),
      'filedef input disk old data a',
      'load errs (start',
    );
    expect(shown(lines)).to.deep.equal([
      'ALICE   ,CMS     ,191,DA,INPUT   ,READ  ,UNKNOWN COND.  ,0000000000,BSAM',
    ]);
    expect(lines.at(-1)).to.equal(READY);
  });
});

describe('RDJFCB, DEVTYPE and SNAP', () => {
  it('tell what FILEDEF says, and dump by CP', () => {
    const program = macroProgram(
      'ASKS',
      ' LA 13,AREA',
      ' RDJFCB (IN)',
      ' LR 5,15',
      ' WRTERM JFCB,18',
      ' LH 6,JFCB+102',
      ' AR 5,6',
      ' DEVTYPE NAME,TYPE',
      ' AR 5,15',
      ' DEVTYPE OTHER,TYPE',
      ' AR 5,15',
      ' SNAP STORAGE=(ASKS,ASKS+15)',
      ' AR 5,15',
      ' LR 15,5',
      ' BR 11',
      'AREA DS 18F',
      'TYPE DS 2F',
      "NAME DC CL8'INPUT'",
      "OTHER DC CL8'NOSUCH'",
      "EXITS DC X'87',AL3(JFCB)",
      'JFCB DS CL176',
      'IN DCB DDNAME=INPUT,MACRF=(GM),EXLST=EXITS',
    );
    const commands: string[] = [];
    const rig = cmsRig([program, DATA], {
      cp: (line) => {
        commands.push(line);
        return { rc: 0, lines: [] };
      },
    });
    const lines = session(
      rig,
      'filedef input disk old data a (recfm f lrecl 8 block 8',
      'load asks (start',
    );
    expect(shown(lines)).to.deep.equal(['OLD     DATA    A1']);
    // block 8, 4 for a ddname that is not defined
    expect(lines.at(-1)).to.equal(readyRc('00012'));
    expect(commands.filter((line) => line.startsWith('DUMP'))).to.deep.equal(['DUMP 20000-2000F']);
  });
});

describe('FILEDEF', () => {
  it('knows displays, which no access method reads', () => {
    const rig = cmsRig([DATA]);
    const lines = session(
      rig,
      'filedef screen graf 1f0 (perm',
      'filedef screen2 graf',
      'filedef screen2 graf xyz',
      'filedef screen2 graf 1f0 1',
      'query filedef',
      'filedef outmove graf 1f0',
      'filedef inmove disk old data a',
      'movefile',
    );
    expect(shown(lines)).to.deep.equal([
      'DMSFLD050E Parameter missing after GRAF',
      'DMSFLD017E Invalid device address XYZ',
      'DMSFLD070E Invalid parameter 1',
      'SCREEN   GRAF     1F0',
      'DMSMVE075E Device GRAF invalid for output',
    ]);
  });

  it('looks at the values of its options', () => {
    const rig = cmsRig([DATA]);
    const lines = session(
      rig,
      'filedef x disk old data a (keylen 300',
      'filedef x disk old data a (xtent 0',
      'filedef x disk old data a (optcd B',
      'filedef x disk old data a (member 1a',
      'filedef x terminal (upcase lowcase',
      'filedef x disk old data a (keylen 8 xtent 50 limct 3 optcd F dsorg po',
      'query filedef',
    );
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSFLD029E Invalid parameter 300 in the option KEYLEN field',
      'DMSFLD029E Invalid parameter 0 in the option XTENT field',
      'DMSFLD029E Invalid parameter B in the option OPTCD field',
      'DMSFLD029E Invalid parameter 1A in the option MEMBER field',
      'DMSFLD066E UPCASE and LOWCASE are conflicting options',
    ]);
    expect(lines.slice(-2)).to.deep.equal(['X        DISK     OLD      DATA     A1', READY]);
  });
});

describe('ERRET of LOAD, LINK and XCTL', () => {
  it('is where the program goes on when there is none of the name, with 806 in register 1', () => {
    for (const [call, more] of [
      ['LOAD EP=NOSUCH,ERRET=NONE', ''],
      ['LA 2,NONE', 'LOAD EPLOC=NAME,ERRET=(2)'],
      ['LINK EP=NOSUCH,ERRET=NONE', ''],
      ['LA 2,NONE', 'LINK EPLOC=NAME,ERRET=(2)'],
      ['XCTL EP=NOSUCH,ERRET=NONE', ''],
      ['LA 2,LIST', 'LINK SF=(E,(2))'],
    ]) {
      const program = macroProgram(
        'CALLS',
        ' LA 13,AREA',
        ` ${call!}`,
        ...(more === '' ? [] : [` ${more!}`]),
        ' LA 15,99',
        ' BR 11',
        'NONE SH 1,CODE',
        ' AR 15,1',
        ' BR 11',
        'AREA DS 18F',
        "CODE DC X'0800'",
        "NAME DC CL8'NOSUCH'",
        'LIST LINK EP=NOSUCH,ERRET=NONE,SF=L',
      );
      const lines = session(cmsRig([program]), 'load calls (start');
      // 6 of 806, and reason 4
      expect(lines.at(-1), `${call!} ${more!}`).to.equal(readyRc('00010'));
    }
  });
});
