/** DEFINE vdev AS newvdev: devices go on under another address with all that they hold. */
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';
import { WholeSystem } from '../support/whole-system.js';

/** Asks for a line at 01F and types it there; stops in a disabled wait. */
const ECHO = iplDeck(`ECHO     START X'1000'
         BALR  12,0
         USING *,12
         MVC   120(8),IONEW
         LA    1,CONVERSE
         ST    1,72
         SIO   X'01F'
         BC    7,FAILED
WAIT     LPSW  WAITING
DONE     CLC   58(2),CONSOLE
         BNE   FAILED
         TM    68,X'04'
         BZ    WAIT
         LPSW  THEEND
FAILED   LPSW  BAD
         DS    0D
WAITING  DC    X'FE02000000000000'
IONEW    DC    X'00000000',A(DONE)
THEEND   DC    X'0002000000C0FFEE'
BAD      DC    X'0002000000000BAD'
CONVERSE CCW   X'09',PROMPT,X'60',6
         CCW   X'0A',LINE,X'60',20
         CCW   X'09',LINE,X'20',20
CONSOLE  DC    X'001F'
PROMPT   DC    C'SPEAK:'
LINE     DC    CL20' '
         END   ECHO
`);

describe('DEFINE vdev AS newvdev', () => {
  it('puts the console where a stand-alone program looks for it', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    await whole.host(['reader', 'bob', 'echo.deck', '--binary'], () => Promise.resolve(ECHO));
    await whole.command(bob, '#cp define 009 as 01f', /CONS 001F DEFINED/);
    await whole.command(bob, '#cp ipl 00c clear', /SPEAK:/);
    await whole.press(bob, 'PA1', /CP READ/);
    expect(await whole.command(bob, 'query virtual 01f', /CONS/)).to.contain('CONS 001F ON');
    await whole.command(bob, 'query virtual 009', /HCP\w{3}040E Device 0009 does not exist/);
    await whole.enter(bob, 'begin', /VM READ/);
    await whole.enter(bob, 'hear this', /00020000 00C0FFEE/);
    expect(bob.rows()).to.include.members(['hear this']);
    await whole.command(bob, 'define 1f 9', /CONS 0009 DEFINED/);
    await whole.command(bob, 'ipl cms parm autocr', /Ready;/);
  });

  it('moves a disk with its link, and a punch with the file that it has open', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    await whole.command(bob, 'spool punch to * cont', /Ready;/);
    await whole.command(bob, 'punch profile exec', /Ready;/);
    await whole.command(bob, '#cp define 00d as 10d', /PUN {2}010D DEFINED/);
    await whole.command(bob, '#cp spool 10d nocont', /RUNNING/);
    await whole.command(bob, '#cp close 10d', /RDR FILE 0001 SENT FROM BOB .* RECS 0003/);
    await whole.command(bob, '#cp define 191 as 291', /DASD 0291 DEFINED/);
    expect(await whole.command(bob, 'access 191 a')).to.contain('DMSACP113S');
    await whole.command(bob, 'access 291 a', /Ready;/);
    expect(await whole.command(bob, 'type profile exec')).to.contain('RETRIEVE');
    await whole.command(bob, '#cp detach 291', /DASD 0291 DETACHED/);
    await whole.command(bob, '#cp link * 191 191 mr', /RUNNING/);
    await whole.command(bob, 'access 191 a', /Ready;/);
  });

  const refused = [
    ['define 00d as', 'HCPDEF026E Operand missing or invalid'],
    ['define 00d as qq', 'HCPDEF002E Invalid operand - QQ'],
    ['define 00d as 1000', 'HCPDEF002E Invalid operand - 1000'],
    ['define 00d as 10d now', 'HCPDEF002E Invalid operand - NOW'],
    ['define 123 as 10d', 'HCPDEF040E Device 0123 does not exist'],
    ['define 00d as 00e', 'HCPDEF092E PUN 000E not defined; device address already defined'],
  ] as const;
  it('refuses what cannot be, and moves nothing', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    for (const [line, message] of refused) {
      expect(await whole.command(bob, line, /Ready\(/)).to.contain(message);
    }
    expect(await whole.command(bob, 'query virtual 00d')).to.contain('PUN  000D');
  });
});
