/** Work files (OPEN with INOUT and OUTIN), and what an exit of OPEN sees. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

/** What is left when what was typed is taken away. */
const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |DMSLIO740I)/.test(line));

/** Writes A, B and C, reads them from the second on, then writes X in its place. */
const OUTIN = macroProgram(
  'OUTIN',
  ' OPEN (WORK,(OUTIN))',
  ' LA 3,TEXT',
  ' LA 4,3',
  'PUT WRITE DECB,SF,WORK,(3),10',
  ' CHECK DECB',
  ' LA 3,10(,3)',
  " CH 4,=H'2'",
  ' BNE NEXT',
  ' NOTE WORK',
  ' ST 1,PLACE',
  'NEXT BCT 4,PUT',
  ' POINT WORK,PLACE',
  'GET READ DECB2,SF,WORK,BUFFER,10',
  ' CHECK DECB2',
  ' WRTERM BUFFER,10',
  ' B GET',
  'EOF POINT WORK,PLACE',
  ' WRITE DECB3,SF,WORK,TEXT+30,10',
  ' CHECK DECB3',
  ' CLOSE (WORK,,WORK),TYPE=T',
  ' READ DECB4,SF,WORK,BUFFER,10',
  ' CHECK DECB4',
  ' WRTERM BUFFER,10',
  ' BSP WORK',
  ' LR 3,15',
  ' READ DECB5,SF,WORK,BUFFER,10',
  ' CHECK DECB5',
  ' WRTERM BUFFER,10',
  ' CLOSE (WORK)',
  ' LR 15,3',
  ' BR 11',
  "TEXT DC CL10'A',CL10'B',CL10'C',CL10'X'",
  'BUFFER DS CL10',
  'PLACE DS F',
  'WORK DCB DDNAME=WORK,MACRF=(R,W),RECFM=F,BLKSIZE=10,EODAD=EOF',
);

/** Reads a file and writes a record behind it. */
const INOUT = macroProgram(
  'INOUT',
  ' OPEN (WORK,(INOUT))',
  ' LTR 15,15',
  ' BNZ BAD',
  "GET READ DECB,SF,WORK,BUFFER,'S'",
  ' CHECK DECB',
  ' B GET',
  'EOF WRITE DECB2,SF,WORK,MORE,12',
  ' CHECK DECB2',
  ' CLOSE (WORK)',
  'BAD BR 11',
  "MORE DC CL12'one more'",
  'BUFFER DS CL100',
  'WORK DCB DDNAME=WORK,MACRF=(R,W),RECFM=U,BLKSIZE=100,EODAD=EOF',
);

/** Blocks of undefined length have the length that WRITE and READ say, whatever the block size is. */
const LONG = macroProgram(
  'LONG',
  ' OPEN (WORK,(OUTIN))',
  ' WRITE DECB,SF,WORK,TEXT,1000',
  ' CHECK DECB',
  ' NOTE WORK',
  ' ST 1,PLACE',
  ' POINT WORK,PLACE',
  ' READ DECB2,SF,WORK,BUFFER,1200',
  ' CHECK DECB2',
  ' WRTERM BUFFER+996,4',
  ' L 2,DECB2+16',
  ' LH 3,14(,2)',
  ' POINT WORK,PLACE',
  " READ DECB3,SF,WORK,BUFFER,'S'",
  ' CHECK DECB3',
  ' L 2,DECB3+16',
  ' AH 3,14(,2)',
  ' WRITE DECB4,SF,WORK,TEXT,40000',
  ' CHECK DECB4',
  'GONE CLOSE (WORK)',
  ' LR 15,3',
  ' BR 11',
  'PLACE DS F',
  "TEXT DC CL996'A',CL4'LAST'",
  'BUFFER DS CL1200',
  'WORK DCB DDNAME=WORK,MACRF=(R,W),RECFM=U,BLKSIZE=100,SYNAD=GONE',
);

/** Its exit takes what FILEDEF says of the block, and doubles it. */
const EXIT = macroProgram(
  'EXIT',
  ' OPEN (OUT,(OUTPUT))',
  ' PUT OUT,TEXT',
  ' LH 3,OUT+62',
  ' CLOSE (OUT)',
  ' LR 15,3',
  ' BR 11',
  ' USING OPENED,15',
  'OPENED LH 2,62(,1)',
  ' AR 2,2',
  ' STH 2,62(,1)',
  ' BR 14',
  ' DROP 15',
  ' DS 0F',
  "LIST DC X'85',AL3(OPENED)",
  "TEXT DC CL8'RECORD'",
  'OUT DCB DDNAME=OUT,MACRF=PM,EXLST=LIST',
);

describe('work files', () => {
  it('are written, read where POINT, BSP and CLOSE TYPE=T put them, and end behind what was written last', () => {
    const rig = cmsRig([OUTIN]);
    const lines = session(
      rig,
      'filedef work disk some work a1',
      'load outin (start',
      'type some work',
    );
    expect(shown(lines)).to.deep.equal([
      READY,
      ...['B', 'C', 'A', 'A', READY],
      ...['', 'A', 'X', READY],
    ]);
  });

  it('are read in whole before they are written on', () => {
    const old = {
      name: 'SOME',
      type: 'WORK',
      lines: Array.from({ length: 400 }, (_, i) => `${i}`),
    };
    const rig = cmsRig([INOUT, old]);
    const lines = session(
      rig,
      'filedef work disk some work a1',
      'load inout (start',
      'type some work a 400',
    );
    expect(shown(lines)).to.deep.equal([READY, READY, '', '399', 'one more', READY]);
  });

  it('have blocks of undefined length that are longer than the block size', () => {
    const rig = cmsRig([LONG]);
    const lines = session(
      rig,
      'filedef work disk some work a4',
      'load long (start',
      'listfile some work (l',
    );
    // of 1200 bytes 200 were not read; the block that is too long for a device is not written
    expect(shown(lines).slice(0, 3)).to.deep.equal([READY, 'LAST', readyRc('00200')]);
    expect(shown(lines)[4]).to.match(/^SOME +WORK +A4 V +1000 +1 /);
  });

  it('have to be there for INOUT', () => {
    const rig = cmsRig([INOUT]);
    expect(shown(session(rig, 'filedef work disk no work', 'load inout (start'))).to.deep.equal([
      READY,
      'DMSSOP036E Open error code 3 on WORK',
      readyRc('00004'),
    ]);
  });
});

describe('an exit of OPEN', () => {
  it('sees what FILEDEF says, and has the last word', () => {
    const rig = cmsRig([EXIT]);
    const define = 'filedef out disk new data a4 (recfm fb lrecl 8 block 40';
    expect(shown(session(rig, define, 'load exit (start'))).to.deep.equal([
      READY,
      readyRc('00080'),
    ]);
  });
});
