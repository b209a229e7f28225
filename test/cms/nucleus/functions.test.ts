import { expect } from 'chai';
import { moduleFile } from '../../support/cms-disk.js';
import { NUCON } from '../../../src/cms/nucleus/layout.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

/** Code numbers of SVC 203 with their flags: user storage anywhere, and back. */
const FREE = "H'7172'"; // X'1C04'
const FREE_CHECKED = "H'-7172'";
const FRET_CHECKED = "H'-5'";
const SIZE = 0x80000;

describe('SVC 203', () => {
  it('gives out user storage by DMSFREE and takes it back by DMSFRET', () => {
    const rig = cmsRig([
      moduleFile(
        'GETIT',
        '         LA    0,2000',
        '         SVC   203',
        `         DC    ${FREE_CHECKED}`,
        '         LTR   15,15',
        '         BNZR  14',
        '         ST    1,WHERE',
        '         LR    5,1',
        '         MVC   0(256,5),0(12)',
        '         L     7,8(,5)',
        '         LA    0,2000',
        '         SVC   203',
        `         DC    ${FRET_CHECKED}`,
        '         LTR   15,15',
        '         BNZR  14',
        '         SVC   203',
        `         DC    ${FRET_CHECKED}`,
        '         BR    14',
        'WHERE    DS    F',
      ),
    ]);
    // returned twice is error 6
    expect(session(rig, 'getit')).to.deep.equal(['> getit', readyRc('00006')]);
    expect(rig.storage.word(NUCON.freelowe)).to.equal(SIZE);
  });

  it('tells bad requests by their codes, and abends a caller that does not look', () => {
    const rig = cmsRig([
      moduleFile(
        'CODES',
        '         SR    0,0',
        '         SVC   203',
        `         DC    ${FREE_CHECKED}`,
        '         LR    6,15',
        "         L     0,=F'1000000'",
        '         SVC   203',
        `         DC    ${FREE_CHECKED}`,
        "         MH    6,=H'10'",
        '         AR    6,15',
        '         LA    0,1',
        '         LA    1,4(,12)',
        '         SVC   203',
        `         DC    ${FRET_CHECKED}`,
        "         MH    6,=H'10'",
        '         AR    6,15',
        '         LR    1,12',
        '         SVC   203',
        `         DC    ${FRET_CHECKED}`,
        "         MH    6,=H'10'",
        '         AR    15,6',
        '         BR    14',
      ),
      moduleFile(
        'TOOMUCH',
        "         L     0,=F'1000000'",
        '         SVC   203',
        `         DC    ${FREE}`,
        '         BR    14',
      ),
    ]);
    expect(session(rig, 'codes', 'toomuch', 'hx')).to.deep.equal([
      '> codes',
      readyRc('04176'),
      '> toomuch',
      'DMSFRE159T Insufficient storage available to satisfy DMSFREE request from 020006',
      'CMS',
      '> hx',
      READY,
    ]);
  });

  it('gives nucleus storage that the key of a user does not fit, and what there is to a variable request', () => {
    const nucleus = moduleFile(
      'NUCLEUS',
      '         LA    0,600',
      '         SVC   203',
      "         DC    H'-15364'", // X'3C04': nucleus
      '         LTR   15,15',
      '         BNZR  14',
      '         ST    1,0(,1)',
      '         BR    14',
    );
    const rig = cmsRig([
      moduleFile(
        'VARIABLE',
        "         L     0,=F'65536'",
        '         LA    1,512',
        '         SVC   203',
        "         DC    H'-23556'", // X'5C04': variable
        '         LTR   15,15',
        '         BNZR  14',
        '         ST    0,GIVEN',
        '         LR    15,1',
        '         SRL   15,12',
        '         BR    14',
        'GIVEN    DS    F',
      ),
    ]);
    const lines = session(rig, 'variable');
    // all from the page behind the program to the end of storage
    expect(lines[1]).to.equal(readyRc('00033'));
    expect(rig.storage.word(NUCON.freelowe)).to.equal(0x21000);
    const other = cmsRig([nucleus]);
    expect(session(other, 'nucleus')[1]).to.match(/^DMSITP141T Protection exception/);
  });

  it('is free again behind HX and abend, thousand times over', function () {
    const rig = cmsRig([
      moduleFile(
        'TAKER',
        'LOOP     LA    0,50',
        '         SVC   203',
        `         DC    ${FREE_CHECKED}`,
        '         LTR   15,15',
        '         BZ    LOOP',
        'HANG     B     HANG',
      ),
    ]);
    rig.run();
    for (let turn = 0; turn < 200; turn++) {
      rig.type('taker');
      rig.runSlices(10 + ((turn * 13) % 120));
      rig.type('hx');
      rig.runSlices(5);
      rig.makeRoom();
      expect(rig.run().reason).to.equal('wait');
      expect(rig.storage.word(NUCON.freelowe), `turn ${String(turn)}`).to.equal(SIZE);
    }
  });

  it('can be reached by BALR to ADMSFREB under the key that DMSKEY gives', () => {
    const rig = cmsRig([
      moduleFile(
        'BRANCH',
        '         LR    11,14',
        '         SVC   203',
        "         DC    H'264'", // DMSKEY NUCLEUS
        "         MVC   X'52C'(2),GET",
        '         LA    0,100',
        "         L     15,X'670'",
        '         BALR  14,15',
        '         LTR   15,15',
        '         BNZR  11',
        '         LR    5,1',
        '         SVC   203',
        "         DC    H'520'", // DMSKEY RESET
        '         ST    5,0(,5)',
        '         SVC   203',
        "         DC    H'264'",
        "         MVC   X'52C'(2),FRET",
        '         LA    0,100',
        '         LR    1,5',
        "         L     15,X'670'",
        '         BALR  14,15',
        '         SVC   203',
        "         DC    H'520'",
        "         ST    5,X'60'",
        '         BR    11',
        `GET      DC    ${FREE_CHECKED}`,
        `FRET     DC    ${FRET_CHECKED}`,
      ),
    ]);
    // the last store shows that the key of the user is back
    expect(session(rig, 'branch')[1]).to.match(/^DMSITP141T Protection exception/);
    expect(rig.storage.word(NUCON.freelowe)).to.equal(SIZE);
  });

  it('executes one instruction under the key of the nucleus by DMSEXS', () => {
    const rig = cmsRig([
      moduleFile(
        'EXS',
        '         BAL   1,NEXT',
        "         MVC   X'620'(4),WORD",
        '         BR    1',
        'NEXT     SVC   203',
        "         DC    H'9'",
        "         L     15,X'620'",
        '         BR    14',
        "WORD     DC    F'1234'",
      ),
    ]);
    expect(session(rig, 'exs')).to.deep.equal(['> exs', readyRc('01234')]);
    expect(rig.storage.word(NUCON.currsave)).to.equal(0);
  });

  it('finds a chain that a program has destroyed', () => {
    const rig = cmsRig([
      moduleFile(
        'WRECK',
        '         LA    0,10',
        '         SVC   203',
        "         DC    H'-5124'", // X'1404': user, high
        '         LA    2,80(,1)',
        '         LR    3,1',
        "         N     3,=X'00FFF000'",
        "         MVC   0(8,3),=8X'33'",
        '         LA    0,10',
        '         SVC   203',
        `         DC    ${FREE_CHECKED.replace('7172', '5124')}`,
        '         BR    14',
      ),
    ]);
    expect(session(rig, 'wreck', 'wreck')[1]).to.equal(readyRc('00002'));
  });
});
