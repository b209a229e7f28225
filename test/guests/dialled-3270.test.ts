/** A bare program drives displays that others have dialled: DEFINE GRAF, DIAL, START I/O, and what ends it. */
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';
import { seededChooser } from '../support/memory-files.js';
import type { ScreenPerson } from '../support/person.js';
import { WholeSystem } from '../support/whole-system.js';
import type { WholeOptions } from '../support/whole-system.js';

/** Whoever dials gets a form; whoever answers it is greeted by name. PF3 brings the form again. */
const HOST = iplDeck(`HOST     START X'1000'
         BALR  12,0
         USING *,12
         MVC   120(8),IONEW
WAIT     LPSW  WAITING
TAKE     LH    3,58
         TM    68,X'80'
         BO    LOOK
         TM    68,X'04'
         BZ    WAIT
SHOWIT   LA    1,SHOW
         BAL   10,GO
         B     WAIT
LOOK     LA    1,READ
         BAL   10,GO
         CLI   BUFFER,X'F3'
         BE    SHOWIT
         CLI   BUFFER,X'6C'
         BE    BROKE
         MVC   ECHO,BUFFER+6
         LA    1,ANSWER
         BAL   10,GO
         B     WAIT
BROKE    MVC   ECHO,PA1
         LA    1,ANSWER
         BAL   10,GO
         B     WAIT
GO       ST    1,72
         SIO   0(3)
         BC    7,WAIT
TEST     TIO   0(3)
         BC    2,TEST
         TM    68,X'02'
         BO    WAIT
         BR    10
         DS    0D
WAITING  DC    X'FE02000000000000'
IONEW    DC    X'00000000',A(TAKE)
SHOW     CCW   X'05',SCREEN,X'20',LENGTH
READ     CCW   X'06',BUFFER,X'20',200
ANSWER   CCW   X'05',HELLO,X'20',LENHELLO
PA1      DC    C'PA1     '
SCREEN   DC    X'C3114040',X'1DF0',C'NAME',X'1D4013'
         DC    C'        ',X'1DF0'
LENGTH   EQU   *-SCREEN
HELLO    DC    X'C3114040',X'1DF0',C'HELLO '
ECHO     DC    C'        '
LENHELLO EQU   *-HELLO
BUFFER   DC    200X'00'
         END   HOST
`);

async function host(
  options: WholeOptions = {},
): Promise<{ whole: WholeSystem; bob: ScreenPerson }> {
  const whole = await WholeSystem.start(options);
  const bob = await whole.logon('BOB');
  await whole.command(bob, '#cp define graf 61', /GRAF 0061 DEFINED/);
  await whole.command(bob, '#cp define graf 062 3270', /GRAF 0062 DEFINED/);
  await whole.host(['reader', 'bob', 'a.deck', '--binary'], () => Promise.resolve(HOST));
  await whole.command(bob, '#cp ipl 00c clear', /RUNNING/);
  return { whole, bob };
}

/** Somebody at the logo. */
async function atLogo(whole: WholeSystem, userid: string): Promise<ScreenPerson> {
  const person = await whole.logon(userid);
  await whole.command(person, '#cp disconnect hold', /Enter one of the following/);
  return person;
}

describe('a guest with dialled displays', function () {
  for (const seed of [0, 1, 2]) {
    it(`serves two terminals at once${seed === 0 ? '' : `, machines moved at random (${seed})`}`, async () => {
      const moving = seed === 0 ? {} : { moving: seededChooser(seed), processors: 2 };
      const { whole, bob } = await host(moving);
      const alice = await atLogo(whole, 'ALICE');
      const maint = await atLogo(whole, 'MAINT');
      await whole.enter(alice, 'dial bob', /NAME/);
      await whole.enter(maint, 'dial bob 62', /NAME/);
      await whole.enter(alice, 'ALICE', /HELLO ALICE/);
      await whole.enter(maint, 'MAINT', /HELLO MAINT/);
      expect(alice.text).to.contain('HELLO ALICE');
      await whole.press(alice, 'PF3', /NAME/);
      // PA1 is the program's: there is no CP behind the screen
      await whole.press(alice, 'PA1', /HELLO PA1/);
      const shown = await whole.command(bob, '#cp query virtual graf', /GRAF 0062/);
      expect(shown).to.match(/GRAF 0061 ON GRAF L0002\n *GRAF 0062 ON GRAF L0003/);
      const dialled = await whole.command(bob, '#cp query dialed', /L0003 DIALED TO BOB {6}0062/);
      expect(dialled).to.match(/L0002 DIALED TO BOB {6}0061/);
      await whole.command(bob, '#cp query users', /4 USERS, 2 DIALED|3 USERS, 2 DIALED/);
      expect(whole.test.log.filter((line) => /INTERNAL/.test(line))).to.deep.equal([]);
    });
  }

  it('lets go of a terminal at RESET, DETACH and LOGOFF, which is at the logo again', async () => {
    const { whole, bob } = await host();
    const alice = await atLogo(whole, 'ALICE');
    for (const [command, vdev] of [
      ['reset 61', '0061'],
      ['detach 62', '0062'],
      ['logoff', '0061'],
    ] as const) {
      await whole.enter(alice, `dial bob ${vdev}`, /NAME/);
      await whole.enter(bob, `#cp ${command}`);
      await whole.sees(alice, new RegExp(`DROP FROM BOB {6}${vdev}`));
      await whole.sees(alice, /Enter one of the following/);
      alice.key('CLEAR');
    }
    await whole.enter(alice, 'dial bob', /HCPDIA045E BOB not logged on/);
    const told = whole.test.log.filter((line) => /DIALED TO|DROP FROM/.test(line));
    expect(told.slice(0, 2)).to.deep.equal([
      'GRAF L0002 DIALED TO BOB      0061 DIALED = 1',
      'GRAF L0002 DROP FROM BOB      0061 DIALED = 0',
    ]);
    expect(told).to.have.length(6);
    const reading = whole.test.cp.records.accounting.read();
    await whole.rest();
    const dialled = (await reading).filter((card) => card[79] === 0xf2 && card[32] === 0x40);
    expect(dialled).to.have.length(3);
  });

  it('goes on when a line hangs up, and another one dials', async () => {
    const { whole, bob } = await host();
    const alice = await atLogo(whole, 'ALICE');
    await whole.enter(alice, 'dial bob 61', /NAME/);
    alice.session.dropped();
    await whole.rest();
    await whole.command(bob, '#cp query virtual 61', /GRAF 0061 ENABLED/);
    const maint = await atLogo(whole, 'MAINT');
    await whole.enter(maint, 'dial bob 61', /NAME/);
    // an IPL does not take it off
    await whole.command(bob, '#cp system clear', /Storage cleared/);
    await whole.command(bob, 'query virtual 61', /ON GRAF/);
  });

  it('is left by UNDIAL as long as the guest has not written', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    await whole.command(bob, '#cp define graf 61', /DEFINED/);
    const alice = await atLogo(whole, 'ALICE');
    await whole.enter(alice, 'dial bob', /DIALED TO BOB {6}0061/);
    await whole.enter(alice, 'undial', /DROP FROM BOB/);
    await whole.enter(alice, 'logon alice', /ENTER PASSWORD|RECONNECTED|Ready/);
  });

  it('refuses what cannot be', async () => {
    const { whole } = await host();
    const alice = await atLogo(whole, 'ALICE');
    const maint = await atLogo(whole, 'MAINT');
    await whole.enter(alice, 'dial bob 61', /NAME/);
    for (const [line, reply] of [
      ['dial', /HCPDIA020E/],
      ['dial bob zzz', /HCPDIA022E/],
      ['dial bob 61 x', /HCPDIA003E Invalid option - X/],
      ['dial nobody', /HCPDIA045E NOBODY not logged on/],
      ['dial bob 61', /HCPDIA056E Line 0061 busy on BOB/],
      ['dial bob 9', /HCPDIA055E Line\(s\) not available on BOB/],
      ['dial operator', /HCPDIA045E|HCPDIA055E/],
    ] as const) {
      maint.key('CLEAR');
      await whole.enter(maint, line, reply);
    }
    maint.key('CLEAR');
    await whole.enter(maint, 'dial bob', /NAME/);
    const bobs = await atLogo(whole, 'OPERATOR');
    await whole.enter(bobs, 'dial bob', /HCPDIA055E/);
  });
});
