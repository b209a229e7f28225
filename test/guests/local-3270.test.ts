/** A bare program drives the console as a local 3270 by START I/O: TERMINAL CONMODE 3270. */
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';
import { seededChooser } from '../support/memory-files.js';
import { WholeSystem } from '../support/whole-system.js';
import type { WholeOptions } from '../support/whole-system.js';

/**
 * Asks the display what it is (write structured field, query), then shows a form, reads it at the attention, and
 * stops where the first three characters typed say. A CSW that is not expected stops it at BAD.
 */
const FORM = iplDeck(`FORM     START X'1000'
         BALR  12,0
         USING *,12
         MVC   120(8),IONEW
         LA    1,QUERY
         BAL   10,GO
WAIT     LPSW  WAITING
GO       ST    1,72
         SIO   X'009'
         BC    7,FAILED
         BR    10
TAKE     TM    68,X'02'
         BO    FAILED
         TM    68,X'80'
         BO    LOOK
         CLI   STEP,X'01'
         BE    REPLY
         CLI   STEP,X'03'
         BNE   WAIT
         CLI   BUFFER,X'7D'
         BNE   FAILED
         MVC   STOPAT+5(3),BUFFER+6
         LPSW  STOPAT
LOOK     LA    1,READ
         IC    2,STEP
         LA    2,1(2)
         STC   2,STEP
         BAL   10,GO
         B     WAIT
REPLY    CLI   BUFFER,X'88'
         BNE   FAILED
         CLC   BUFFER+3(2),SUMMARY
         BNE   FAILED
         MVI   STEP,X'02'
         LA    1,SHOW
         BAL   10,GO
         B     WAIT
FAILED   LPSW  BAD
         DS    0D
WAITING  DC    X'FE02000000000000'
IONEW    DC    X'00000000',A(TAKE)
STOPAT   DC    X'0002000000000000'
BAD      DC    X'0002000000000BAD'
QUERY    CCW   X'11',FIELD,X'20',5
SHOW     CCW   X'0B',0,X'60',1
         CCW   X'05',SCREEN,X'20',LENGTH
READ     CCW   X'06',BUFFER,X'20',200
FIELD    DC    X'000501FF02'
SUMMARY  DC    X'8180'
STEP     DC    X'00'
SCREEN   DC    X'C3114040',X'1DF0',C'NAME',X'1D4013'
         DC    C'        ',X'1DF0'
LENGTH   EQU   *-SCREEN
BUFFER   DC    200X'00'
         END   FORM
`);

async function form(options: WholeOptions = {}): Promise<void> {
  const whole = await WholeSystem.start(options);
  const bob = await whole.logon('BOB');
  await whole.host(['reader', 'bob', 'a.deck', '--binary'], () => Promise.resolve(FORM));
  await whole.command(bob, '#cp terminal conmode 3270', /RUNNING/);
  await whole.command(bob, '#cp query terminal', /CONMODE 3270, BREAKIN IMMED/);
  await whole.command(bob, '#cp ipl 00c clear', /NAME/);
  bob.enter('ABC');
  await whole.sees(bob, /disabled wait PSW 00020000 00C1C2C3/);
  await whole.command(bob, 'terminal conmode 3215', /CP READ/);
  await whole.command(bob, 'query terminal', /CONMODE 3215/);
  expect(await whole.command(bob, 'terminal conmode 3277', /HCPCFT002E/)).to.contain('3277');
  await whole.command(bob, 'ipl cms parm autocr', /Ready;/);
}

describe('console as a local 3270', () => {
  it('answers a query, shows a form, gives attention at ENTER and what was typed', () => form());

  for (const seed of [1, 2]) {
    it(`the same, while its machine is moved at random (${String(seed)})`, () =>
      form({ processors: 2, moving: seededChooser(seed) }));
  }
});
