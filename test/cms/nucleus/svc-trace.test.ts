/** SVCTRACE: what programs call is printed, as long as nobody suspends or ends it. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { moduleFile } from '../../support/cms-disk.js';
import { cmsRig, session } from './cms-rig.js';

const MANY = moduleFile(
  'MANY',
  '         LR    11,14',
  '         LA    5,200',
  'LOOP     LA    1,LIST',
  '         SVC   202',
  '         DC    AL4(1)',
  '         BCT   5,LOOP',
  '         LA    1,2',
  '         SVC   11',
  '         SR    15,15',
  '         BR    11',
  '         DS    0F',
  "LIST     DC    CL8'CONWAIT',8X'FF'",
);

const WAITS = moduleFile(
  'WAITS',
  '         LA    1,EVENT',
  '         LA    0,1',
  '         SVC   1',
  '         BR    14',
  '         DS    0F',
  "EVENT    DC    F'0'",
);

describe('SVCTRACE', () => {
  it('prints calls with their registers and their ends, when the command has ended', () => {
    const closed: string[] = [];
    const rig = cmsRig([MANY], {
      cp: (line) => {
        closed.push(line);
        return { rc: 0, lines: [] };
      },
    });
    session(rig, 'many', 'svctrace on', 'many', 'svctrace off', 'many');
    const printed = [...rig.files.values()].map((bytes) => fromEbcdic(bytes)).join('');
    expect(printed.match(/SVC 202 CONWAIT {3}from 0200\w\w {2}R0 = /g)!.length).to.be.within(
      100,
      200,
    );
    expect(printed).to.match(/RETURN {2}CONWAIT {3}to {3}0200\w\w {2}R15 = 00000000/);
    expect(printed).to.match(/SVC 202 MANY {6}from/);
    expect(printed).not.to.contain('*SVCTRC');
    expect(closed.filter((line) => line === 'CLOSE 00E')).to.have.length(1);
    expect(
      session(rig, 'svctrace', 'svctrace maybe', 'svctrace on now').filter((line) =>
        line.startsWith('DMS'),
      ),
    ).to.deep.equal([
      'DMSOVR047E No function specified',
      'DMSOVR014E Invalid keyword MAYBE',
      'DMSOVR070E Invalid parameter NOW',
    ]);
  });

  it('is suspended by SO, resumed by RO and ended by HO while a program runs', () => {
    const rig = cmsRig([WAITS]);
    const trace = (): { on: boolean; suspended: boolean } => {
      const written = rig.program!.writeDown() as {
        nucleus?: { svcTrace: { on: boolean; suspended: boolean } };
        state?: { svcTrace: { on: boolean; suspended: boolean } };
      };
      return (written.nucleus ?? written.state)!.svcTrace;
    };
    session(rig, 'svctrace on', 'waits', 'so');
    expect(trace()).to.include({ on: true, suspended: true });
    session(rig, 'ro');
    expect(trace()).to.include({ on: true, suspended: false });
    session(rig, 'ho');
    expect(trace()).to.include({ on: false });
  });
});
