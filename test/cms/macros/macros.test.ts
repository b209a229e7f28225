/** Every macro of the libraries in a program that is assembled, loaded and run on CMS. */
import { expect } from 'chai';
import { macroLibraries } from '../../../src/cms/macros/macro-libraries.js';
import { samplePrograms } from '../../../src/cms/sample-programs.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { macroCards, macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

/** What a program does: what is typed between the begin of execution and Ready. */
function runs(files: readonly SourceFile[], name: string, ...typed: string[]): string[] {
  const out = session(cmsRig(files), `load ${name} (start`, ...typed);
  return out.slice(2);
}

describe('the macros of CMS', () => {
  it('fit on cards', () => {
    const long = [...macroCards.values()]
      .flat()
      .filter((line) => line.length > 71 && !/^.{71}X$/.test(line));
    expect(long).to.deep.equal([]);
  });

  it('name the fields of the nucleus that programs look at', () => {
    const program = macroProgram(
      'FIELDS',
      ' USING NUCON,0',
      ' LH 3,NUMFINRD',
      ' CLC CMNDLINE(11),TYPED',
      ' BNE BAD',
      ' LA 2,SYSNAME',
      ' WRTERM (2),8',
      ' L 4,VMSIZE',
      ' L 5,FRSTLOC',
      ' L 6,LASTLOC',
      ' SR 6,5',
      " LINEDIT TEXT='SIZE ...... AT ......',SUB=(HEX,(4),HEX,(5))",
      ' C 6,=A(FIELDSZ)',
      ' BNE BAD',
      ' LA 1,LIST',
      ' SVC 202',
      ' DC AL4(1)',
      ' LH 4,NUMFINRD',
      ' SR 4,3',
      ' LR 15,4',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      ' DS 0D',
      "LIST DC CL8'ATTN',CL4'LIFO',AL1(4),AL3(TEXT)",
      "TEXT DC C'DATA'",
      "TYPED DC C'load fields'",
      ' LTORG',
      ' DS 0D',
      'FIELDSZ EQU *-FIELDS',
      ' NUCON',
    );
    const lines = runs([program], 'fields');
    // what was stacked is the next command
    expect(lines.slice(0, -2)).to.deep.equal(['CMS', 'SIZE 80000 AT 20000.', readyRc('00001')]);
  });

  it('type and read lines', () => {
    const program = macroProgram(
      'TERM',
      " WRTERM 'NAME?'",
      ' RDTERM BUF',
      ' LR 3,0',
      ' LA 4,BUF',
      ' WRTERM (4),(3)',
      ' WRTERM BUF,3,EDIT=NO',
      ' WAITT',
      " LINEDIT TEXT='DONE'",
      ' LR 15,3',
      ' BR 11',
      'BUF DS CL130',
    );
    expect(runs([program], 'term', 'somebody')).to.deep.equal([
      ...['NAME?', '> somebody', 'SOMEBODY', 'SOM', 'DONE.', readyRc('00008')],
    ]);
  });

  it('edit messages with every kind of substitution, and send them everywhere', () => {
    const program = macroProgram(
      'EDITS',
      ' LA 2,255',
      ' LA 3,NAME',
      ' LA 4,5',
      " LINEDIT TEXT='HEX .... DEC ....',SUB=(HEX,(2),DEC,(2))",
      " LINEDIT TEXT='AT ........ ....',SUB=(HEXA,WORD,DECA,WORD),DOT=NO",
      " LINEDIT TEXT='<.................>',SUB=(HEX4A,WORD),COMP=NO",
      " LINEDIT TEXT='<........>',SUB=(CHARA,((3),(4))),DOT=NO",
      " LINEDIT TEXT='<..........>',SUB=(CHARA,(NAME,4)),COMP=NO",
      " LINEDIT TEXT='..................',SUB=(CHAR8A,NAME),DOT=NO",
      ' LINEDIT TEXTA=OTHER,SUB=(DEC,-7)',
      " LINEDIT TEXT='KEPT ..',SUB=(DEC,42),DISP=NONE,BUFFA=BUF",
      ' SR 5,5',
      ' IC 5,BUF',
      ' WRTERM BUF+1,(5)',
      " LINEDIT TEXT='DMSXYZ123E NOT GOOD',DISP=ERRMSG",
      " LINEDIT TEXT='MSG OP HELLO',DISP=CPCOMM,DOT=NO",
      " LINEDIT TEXT='ON PAPER',DISP=PRINT",
      ' BR 11',
      "NAME DC CL16'SOMEBODYELSE'",
      "WORD DC X'0000000C',X'01020304'",
      "OTHER DC AL1(9),C'BELOW ...'",
      'BUF DS CL131',
    );
    const commands: string[] = [];
    const rig = cmsRig([program], {
      cp: (line) => {
        commands.push(line);
        return { rc: 0, lines: [] };
      },
    });
    expect(session(rig, 'load edits (start').slice(2)).to.deep.equal([
      'HEX FF DEC 255.',
      'AT C 12',
      '<0000000C 01020304>.',
      '<SOMEB >',
      '<SOME      >.',
      'SOMEBODY ELSE',
      'BELOW -7.',
      'KEPT 42.',
      'DMSXYZ123E NOT GOOD.',
      READY,
    ]);
    expect(commands).to.include('MSG OP HELLO');
  });

  it('carry out instructions of the nucleus, check free storage, call functions and end', () => {
    const program = macroProgram(
      'INNER',
      ' DMSEXS MVI,16,7',
      ' DMSFRES CHECK',
      ' LR 5,15',
      ' CMSSVC PLIST=LIST',
      ' AR 5,15',
      ' SR 6,6',
      ' IC 6,16',
      ' AR 5,6',
      ' DMSABN (5)',
      "LIST DC CL8'CONWAIT',8X'FF'",
    );
    const lines = session(cmsRig([program]), 'load inner (start', 'hx');
    expect(lines.find((line) => line.startsWith('DMSABN'))).to.match(
      /^DMSABN155T User abend 0007 /,
    );
  });

  it('write, read, look for, point into, close and erase files', () => {
    const program = macroProgram(
      'FILES',
      ' FSOPEN FSCB=F',
      ' LR 5,15',
      ' LA 3,3',
      'LOOP FSWRITE FSCB=F,BUFFER=LINE',
      ' LTR 15,15',
      ' BNZ BAD',
      " MVI LINE,C'B'",
      ' BCT 3,LOOP',
      ' FSCLOSE FSCB=F',
      ' FSSTATE FSCB=F,ERROR=BAD',
      ' LH 6,26(,1)',
      " FSREAD 'NEW DATA A1',BUFFER=BUF,RECNO=1,BSIZE=80,ERROR=BAD",
      ' LR 7,0',
      ' WRTERM BUF,10',
      " FSPOINT 'NEW DATA A1',RDPNT=3",
      ' FSREAD FSCB=F,BUFFER=BUF,RECNO=0',
      ' WRTERM BUF,10',
      ' FSREAD FSCB=F,BUFFER=BUF',
      ' LR 8,15',
      " FSCLOSE 'NEW DATA A1'",
      " FSERASE 'NEW DATA A1'",
      ' FSSTATE FSCB=F',
      ' LR 9,15',
      ' LR 15,5',
      " MH 15,=H'100'",
      ' AR 15,6',
      ' AR 15,7',
      ' AR 15,8',
      ' AR 15,9',
      ' BR 11',
      'BAD LA 15,999',
      ' BR 11',
      "F FSCB 'NEW DATA A1'",
      "LINE DC CL80'A LINE'",
      'BUF DS CL80',
      ' FSCBD',
      'FILES CSECT',
    );
    // new file (28), 3 records, 80 bytes, end of file (12), not there any more (28)
    expect(runs([program], 'files')).to.deep.equal(['A LINE', 'B LINE', readyRc('02923')]);
  });

  it('obtain and give back storage, and change keys', () => {
    const program = macroProgram(
      'STORE',
      ' DMSFREE DWORDS=10,ERR=BAD',
      ' LR 5,1',
      ' MVC 0(80,5),0(12)',
      ' DMSFRET DWORDS=10,LOC=(5),ERR=BAD',
      ' DMSFRET DWORDS=10,LOC=(5),ERR=*',
      ' LR 6,15',
      ' DMSKEY NUCLEUS',
      ' ISK 7,12',
      ' DMSKEY RESET',
      ' STRINIT',
      ' LR 15,6',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
    );
    expect(runs([program], 'store')).to.deep.equal([readyRc('00006')]);
  });

  it('call commands, declare extensions and handle supervisor calls', () => {
    const program = macroProgram(
      'CALLS',
      ' NUCEXT SET,NAME=MYOWN,ENTRY=OWN',
      ' LA 1,LIST',
      ' CMSCALL PLIST=LIST,CALLTYP=PROGRAM',
      ' LR 5,15',
      ' NUCEXT QUERY,NAME=MYOWN',
      ' AR 5,15',
      ' NUCEXT CLR,NAME=MYOWN',
      ' SUBCOM QUERY,NAME=NOSUCH',
      ' AR 5,15',
      ' HNDSVC SET,(77,MINE)',
      ' SVC 77',
      ' AR 5,15',
      ' HNDSVC CLR,77',
      ' HNDEXT CLR',
      ' HNDINT CLR,(NONE)',
      ' AR 5,15',
      ' WAITD NONE',
      ' AR 5,15',
      ' LR 15,5',
      ' BR 11',
      'OWN LA 15,7',
      ' BR 14',
      'MINE LA 15,30',
      ' BR 14',
      "LIST DC CL8'MYOWN',8X'FF'",
    );
    // 7 + 0 + 1 + 30 + 2 + 2
    expect(runs([program], 'calls')).to.deep.equal([readyRc('00042')]);
  });

  it('punch, print and read cards without units', () => {
    const program = macroProgram(
      'UNITS',
      ' PUNCHC BUF',
      ' LR 5,15',
      ' PRINTL BUF,80',
      ' AR 5,15',
      ' RDCARD BUF',
      ' AR 15,5',
      ' BR 11',
      "BUF DC CL80' X'",
    );
    const [last] = runs([program], 'units');
    expect(last).to.match(/^Ready/);
  });
});

describe('the macros of OS', () => {
  it('obtain storage, type, tell the time, call and save', () => {
    const program = macroProgram(
      'OSPROG',
      ' LA 13,AREA',
      ' GETMAIN R,LV=256',
      ' LR 5,1',
      ' MVC 0(16,5),0(12)',
      ' FREEMAIN R,LV=256,A=(5)',
      " WTO 'HELLO FROM OS'",
      ' TIME DEC',
      ' CALL SUB,(AREA,LINE)',
      ' BR 11',
      'SUB DS 0H',
      ' SAVE (14,12)',
      ' L 2,4(,1)',
      ' USING SUB,15',
      ' RETURN (14,12),RC=5',
      ' ENTRY SUB',
      'AREA DS 18F',
      "LINE DC CL80' '",
    );
    expect(runs([program], 'osprog')).to.deep.equal(['HELLO FROM OS', readyRc('00005')]);
  });

  it('read and write by QSAM', () => {
    const program = macroProgram(
      'QSAM',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      ' PUT OUT,LINE',
      ' CLOSE (OUT)',
      ' OPEN (IN,(INPUT))',
      ' GET IN,BUF',
      ' WRTERM BUF,6',
      ' GET IN,BUF',
      'EOF CLOSE (IN)',
      ' SR 15,15',
      ' BR 11',
      "LINE DC CL80'RECORD'",
      'BUF DS CL80',
      'AREA DS 18F',
      'OUT DCB DDNAME=SYSUT2,MACRF=PM,RECFM=F,LRECL=80,BLKSIZE=80',
      'IN DCB DDNAME=SYSUT1,MACRF=GM,RECFM=F,LRECL=80,BLKSIZE=80,EODAD=EOF',
    );
    const rig = cmsRig([program]);
    const out = session(
      rig,
      'filedef sysut2 disk out data a',
      'filedef sysut1 disk out data a',
      'load qsam (start',
    );
    expect(out.slice(-2)).to.deep.equal(['RECORD', READY]);
  });
});

describe('the sample GREET', () => {
  it('is assembled with the library of the disk, loaded and run', () => {
    const [library] = macroLibraries();
    const greet = samplePrograms().filter(({ name }) => name === 'GREET');
    const rig = cmsRig([library!, ...greet]);
    const out = session(
      rig,
      'global maclib dmssp',
      'assemble greet',
      'load greet (start',
      'somebody',
    );
    expect(out.filter((line) => !/^(?:> |Ready)/.test(line))).to.deep.equal([
      'ASSEMBLER (XF) DONE',
      'NO STATEMENTS FLAGGED IN THIS ASSEMBLY',
      'DMSLIO740I Execution begins...',
      'WHAT IS YOUR NAME?',
      'HELLO,',
      'SOMEBODY',
    ]);
    expect(out.at(-1)).to.match(/^Ready;/);
  });
});
