/** Guests that ruin themselves: what CP says, that nobody else notices, and that IPL CMS recovers. */
import { expect } from 'chai';
import { moduleFile } from '../support/cms-disk.js';
import { WholeSystem } from '../support/whole-system.js';

const WAIT = 'HCPGIR450W CP entered; disabled wait PSW';
const LOOP = 'HCPGIR453W CP entered; program interrupt loop';

const RUINS: readonly { readonly what: string; readonly says: string; readonly code: string[] }[] =
  [
    {
      what: 'overwrites the new PSWs with zeros',
      says: LOOP,
      code: ["         XC    X'58'(40),X'58'", '         SVC   202'],
    },
    {
      what: 'points the program new PSW at no instruction',
      says: LOOP,
      code: ["         MVC   X'68'(8),=X'0000000000000001'", "         DC    X'0000'"],
    },
    {
      what: 'makes the SVC new PSW a disabled wait',
      says: `${WAIT} 00020000 00ABCDEF`,
      code: ["         MVC   X'60'(8),=X'0002000000ABCDEF'", '         SVC   202'],
    },
    {
      what: 'zeroes the whole nucleus',
      says: LOOP,
      code: [
        '         SR    2,2',
        "         L     3,=F'65536'",
        '         SR    4,4',
        '         SR    5,5',
        '         MVCL  2,4',
        '         SVC   202',
      ],
    },
    {
      what: 'breaks the anchor of the nucleus',
      says: `${WAIT} 00020000 00000F00`,
      code: ["         L     2,=A(X'F00')", '         XC    0(12,2),0(2)'],
    },
    {
      what: 'loads a disabled wait',
      says: `${WAIT} 00020000 00FACADE`,
      code: ["         LPSW  =X'0002000000FACADE'"],
    },
  ];

describe('guests that ruin themselves', () => {
  for (const { what, says, code } of RUINS) {
    it(`${what}: CP says so, and IPL CMS recovers`, async () => {
      const ruin = moduleFile('RUIN', '         SPKA  0', ...code, '         BR    14');
      const whole = await WholeSystem.start({ disks: { BOB: [ruin] } });
      const alice = await whole.logon('ALICE');
      const bob = await whole.logon('BOB');
      expect(await whole.command(bob, 'ruin', /HCP/)).to.contain(says);
      await whole.sees(bob, /CP READ/);
      expect(await whole.command(alice, 'query userid')).to.contain('ALICE    AT VMTS');
      await whole.command(bob, 'ipl cms', /VM READ/);
      await whole.press(bob, 'ENTER', /Ready;/);
      expect(await whole.command(bob, 'listfile')).to.contain('RUIN     MODULE   A1');
    });
  }

  it('an enabled loop is escaped by PA1, or by #CP IPL CMS, and costs nobody else anything', async () => {
    const looper = moduleFile('LOOPER', 'LOOP     B     LOOP');
    const whole = await WholeSystem.start({ disks: { BOB: [looper] } });
    const alice = await whole.logon('ALICE');
    const bob = await whole.logon('BOB');
    await whole.command(bob, 'looper', /RUNNING/);
    expect(await whole.command(alice, 'listfile')).to.contain('PROFILE  EXEC     A1');
    await whole.press(bob, 'PA1', /CP READ/);
    await whole.command(bob, 'ipl cms parm autocr', /Ready;/);
    await whole.command(bob, 'looper', /RUNNING/);
    await whole.command(bob, '#cp ipl cms parm autocr', /Ready;/);
  });

  it('an abend keeps everything as it was: DEBUG, GPR, SET, GO', async () => {
    const failing = moduleFile(
      'BREAK',
      "         L     5,=F'305419896'",
      "         DC    X'0000'",
      '         LR    15,5',
      '         BR    14',
    );
    const whole = await WholeSystem.start({ disks: { BOB: [failing] } });
    const bob = await whole.logon('BOB');
    await whole.command(bob, 'break', /DMSITP141T Operation exception occurred at 00020006/);
    await whole.sees(bob, /VM READ/);
    await whole.command(bob, 'debug', /DMSDBG728I DEBUG entered/);
    await whole.command(bob, 'gpr 5', /^12345678$/);
    await whole.command(bob, 'set gpr 5 0000000b', /VM READ/);
    expect(await whole.command(bob, 'go')).to.match(/Ready\(00011\)/);
  });

  it('a counter stands still in CP READ, and BEGIN lets it go on', async () => {
    const counter = moduleFile(
      'COUNTER',
      'LOOP     L     3,COUNT',
      '         LA    3,1(3)',
      '         ST    3,COUNT',
      '         B     LOOP',
      '         ORG   COUNTER+256',
      "COUNT    DC    F'0'",
    );
    const whole = await WholeSystem.start({ disks: { BOB: [counter] } });
    const bob = await whole.logon('BOB');
    const count = async (): Promise<number> => {
      const shown = await whole.command(bob, 'display 20100', /^020100 {2}[0-9A-F]{8}/);
      return Number.parseInt(/^020100 {2}([0-9A-F]{8})/m.exec(shown)?.[1] ?? '', 16);
    };
    await whole.command(bob, 'counter', /RUNNING/);
    await whole.press(bob, 'PA1', /CP READ/);
    const first = await count();
    expect(first).to.be.greaterThan(1000);
    await whole.pass(60_000);
    expect(await count()).to.equal(first);
    await whole.command(bob, 'begin', /RUNNING/);
    await whole.press(bob, 'PA1', /CP READ/);
    expect(await count()).to.be.greaterThan(first + 1000);
  });
});

describe('lines typed ahead of a guest that takes none', () => {
  it('do not stand in the way of PA1 and IPL CMS, and are not given to the new system', async () => {
    const looper = moduleFile('DEAF', "         SSM   =X'00'", 'LOOP     B     LOOP');
    const whole = await WholeSystem.start({ disks: { BOB: [looper] } });
    const bob = await whole.logon('BOB');
    await whole.command(bob, 'deaf', /RUNNING/);
    for (const line of ['hx', 'hx', 'query time']) await whole.enter(bob, line);
    await whole.press(bob, 'PA1', /CP READ/);
    await whole.enter(bob, 'query userid', /BOB {6}AT VMTS/);
    await whole.press(bob, 'CLEAR');
    await whole.enter(bob, 'ipl cms', /VM READ/);
    await whole.press(bob, 'ENTER', /Ready;/);
    expect(bob.text).not.to.match(/hx|TIME IS/);
  });
});
