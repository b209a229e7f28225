import { expect } from 'chai';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const FIXED = { name: 'FIXED', type: 'DATA', lines: ['one', 'two'], fixedLength: 10 };
const VAR = { name: 'VAR', type: 'DATA', lines: ['a', 'longer line', 'x'] };
const cp = { cp: (): { rc: number; lines: string[] } => ({ rc: 0, lines: [] }) };

describe('MOVEFILE', () => {
  it('copies between files of disks, keeping or changing the format', () => {
    const rig = cmsRig([FIXED, VAR]);
    expect(
      session(
        rig,
        'filedef in disk fixed data',
        'filedef out disk new data',
        'movefile in out',
        'listfile new data a (noheader format',
        'filedef in disk var data',
        'filedef out disk var2 data',
        'movefile in out',
        'filedef out disk fix2 data (recfm f lrecl 12',
        'movefile in out',
        'listfile * data a (noheader format',
        'type var2 data',
      ).filter((line) => !line.startsWith('>') && line !== READY),
    ).to.deep.equal([
      'NEW      DATA     A1 F         10',
      'FIXED    DATA     A1 F         10',
      'FIX2     DATA     A1 F         12',
      'NEW      DATA     A1 F         10',
      'VAR      DATA     A1 V         11',
      'VAR2     DATA     A1 V         11',
      '',
      'a',
      'longer line',
      'x',
    ]);
  });

  it('takes lines of the terminal up to a null line, and types, prints and punches', () => {
    const rig = cmsRig([FIXED], cp);
    expect(
      session(
        rig,
        'filedef inmove terminal',
        'filedef outmove disk typed data',
        'movefile',
        'first',
        'and last',
        '',
        'filedef inmove disk typed data',
        'filedef outmove terminal',
        'movefile',
        'filedef outmove printer',
        'movefile',
        'filedef outmove punch',
        'movefile',
      ).filter((line) => !line.startsWith('> f') && line !== READY),
    ).to.deep.equal([
      '> movefile',
      'DMSMVE706I Terminal input -- type null line for end of data',
      '> and last',
      '> ',
      '> movefile',
      'FIRST',
      'AND LAST',
      '> movefile',
      '> movefile',
    ]);
  });

  it('says what cannot be moved', () => {
    const rig = cmsRig([FIXED]);
    const lines = session(
      rig,
      'movefile',
      'filedef inmove printer',
      'movefile',
      'filedef inmove disk fixed data',
      'filedef outmove reader',
      'movefile',
      'filedef outmove disk fixed data',
      'movefile',
      'filedef outmove tap1',
      'movefile',
      'filedef outmove disk x data z',
      'movefile',
      'movefile inmove 1bad',
      'filedef',
    ).filter((line) => !line.startsWith('>') && !line.startsWith('Ready'));
    expect(lines).to.deep.equal([
      'DMSMVE708I Disk file FILE INMOVE A1 assumed for DDNAME INMOVE',
      'DMSMVE708I Disk file FILE OUTMOVE A1 assumed for DDNAME OUTMOVE',
      'DMSMVE002E File FILE INMOVE A1 not found',
      'DMSMVE708I Disk file FILE OUTMOVE A1 assumed for DDNAME OUTMOVE',
      'DMSMVE075E Device PRINTER invalid for input',
      'DMSMVE075E Device READER invalid for output',
      'DMSMVE041E Input and output files are the same',
      'DMSMVE129S I/O error on output writing record number 1: OUTPUT code 5 on OUTMOVE',
      'DMSFLD069I Filemode Z not accessed',
      'DMSMVE069E Filemode Z not accessed',
      'DMSMVE086E Invalid DDNAME 1BAD',
      'INMOVE   DISK     FIXED    DATA     A1',
      'OUTMOVE  DISK     X        DATA     Z1',
    ]);
    expect(
      session(rig, 'filedef outmove clear', 'filedef outmove clear', 'filedef x nosuch').slice(2),
    ).to.deep.equal([
      '> filedef outmove clear',
      'DMSFLD704I Invalid CLEAR request',
      readyRc('00004'),
      '> filedef x nosuch',
      'DMSFLD027E Invalid device NOSUCH',
      readyRc('00024'),
    ]);
  });
});
