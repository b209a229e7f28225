/** HNDSVC, HNDEXT, HNDINT and WAITD, SVC 204, by programs in guest code. */
import { expect } from 'chai';
import { moduleFile } from '../../support/cms-disk.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

const call = (list: string): string[] => [
  `         LA    1,${list}`,
  '         SVC   202',
  '         DC    AL4(1)',
];

describe('programs that handle interruptions', () => {
  it('take supervisor calls by HNDSVC and give results back', () => {
    const rig = cmsRig([
      moduleFile(
        'SVCS',
        '         LR    11,14',
        ...call('SETS'),
        '         LTR   15,15',
        '         BNZR  11',
        '         LA    2,5',
        '         SVC   77',
        '         LR    5,1',
        '         AR    5,2',
        ...call('CLRS'),
        '         LR    15,5',
        '         BR    11',
        'MINE     LA    1,30(,2)',
        '         LA    2,99',
        '         SR    15,15',
        '         BR    14',
        '         DS    0D',
        "SETS     DC    CL8'HNDSVC',CL4'SET',AL1(77),AL3(MINE),4X'FF'",
        "CLRS     DC    CL8'HNDSVC',CL4'CLR',AL1(77),AL3(0),4X'FF'",
      ),
      moduleFile(
        'BAD',
        '         LR    11,14',
        ...call('SETS'),
        '         BR    11',
        '         DS    0D',
        "SETS     DC    CL8'HNDSVC',CL4'SET',AL1(202),AL3(0),4X'FF'",
      ),
      moduleFile('AFTER', '         SVC   77', '         BR    14'),
    ]);
    expect(
      session(rig, 'svcs', 'bad', 'after').map((line) => line.replace(/from \w+/, 'from *')),
    ).to.deep.equal([
      '> svcs',
      readyRc('00040'),
      '> bad',
      readyRc('00001'),
      '> after',
      'DMSITS121S Unsupported SVC 77 (hex 4D) called from *',
      'CMS',
    ]);
  });

  it('take attentions of the console by HNDINT, and wait for them by WAITD', () => {
    const rig = cmsRig([
      moduleFile(
        'WAITS',
        '         LR    11,14',
        ...call('SETI'),
        ...call('WAITI'),
        ...call('CLRI'),
        '         L     15,COUNT',
        '         BR    11',
        '         USING MINE,15',
        'MINE     L     1,COUNT',
        // the device is done at its first attention
        '         LA    1,1(,1)',
        '         ST    1,COUNT',
        '         ST    4,DEVICE',
        '         SR    15,15',
        '         BR    14',
        '         DS    0D',
        "COUNT    DC    F'0'",
        "DEVICE   DC    F'0'",
        "SETI     DC    CL8'HNDINT',CL4'SET',CL4'TUBE',A(MINE)",
        "         DC    X'0009',C'AC',4X'FF'",
        "CLRI     DC    CL8'HNDINT',CL4'CLR',CL4'TUBE',A(0)",
        "         DC    F'0',4X'FF'",
        "WAITI    DC    CL8'WAIT',CL4'TUBE',F'0'",
      ),
    ]);
    rig.run();
    rig.input.push('waits');
    expect(rig.run().reason).to.equal('wait');
    rig.type('anything');
    rig.run();
    expect(rig.transcript.filter((line) => line.startsWith('Ready')).at(-1)).to.equal(
      readyRc('00001'),
    );
  });

  it('call commands by SVC 204 with the call type behind it', () => {
    const rig = cmsRig([
      moduleFile(
        'CALLS',
        '         LR    11,14',
        '         LA    1,LIST',
        '         SVC   204',
        "         DC    X'0000'",
        '         BR    11',
        '         DS    0D',
        "LIST     DC    CL8'STATE',CL8'NOSUCH',CL8'FILE',8X'FF'",
      ),
    ]);
    expect(session(rig, 'calls', 'query impex').slice(1)).to.deep.equal([
      readyRc('00028'),
      '> query impex',
      'IMPEX    = ON',
      READY,
    ]);
  });
});
