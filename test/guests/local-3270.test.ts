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

/**
 * Asks for two query replies by name, sends streams that are wrong (and looks at the sense), reads the buffer behind a
 * write, and reads modified fields at a PA key, short and whole. It stops where the three characters typed say.
 */
const EXAM = iplDeck(`EXAM     START X'1000'
         BALR  12,0
         USING *,12
         MVC   120(8),IONEW
         LA    1,LIST
         BAL   10,GO
         TM    68,X'02'
         BO    FAILED
WAIT     LPSW  WAITING
TAKE     TM    68,X'80'
         BZ    WAIT
         CLI   STEP,X'00'
         BNE   TYPED
         MVI   STEP,X'01'
         LA    1,READ
         BAL   10,GO
         CLC   BUFFER(5),COLOR
         BNE   FAILED
         CLC   BUFFER+23(4),MODES
         BNE   FAILED
         LA    1,WRONG1
         BAL   10,CHECK
         LA    1,WRONG2
         BAL   10,CHECK
         LA    1,WRONG3
         BAL   10,CHECK
         LA    1,REJECTED
         BAL   10,GO
         TM    68,X'02'
         BZ    FAILED
         LA    1,SENSE
         BAL   10,GO
         CLI   BUFFER,X'80'
         BNE   FAILED
         LA    1,CHAIN
         BAL   10,GO
         TM    68,X'02'
         BO    FAILED
         CLC   BUFFER+3(6),NAME
         BNE   FAILED
         LA    1,SHOW
         BAL   10,GO
         TM    68,X'02'
         BO    FAILED
         B     WAIT
TYPED    LA    1,READ
         BAL   10,GO
         CLI   BUFFER,X'6E'
         BNE   FAILED
         CLC   70(2),LEFT
         BNE   FAILED
         LA    1,ALL
         BAL   10,GO
         CLI   BUFFER,X'6E'
         BNE   FAILED
         MVC   STOPAT+5(3),BUFFER+6
         LPSW  STOPAT
CHECK    ST    10,BACK
         BAL   10,GO
         TM    68,X'02'
         BZ    FAILED
         LA    1,SENSE
         BAL   10,GO
         CLI   BUFFER,X'01'
         BNE   FAILED
         L     10,BACK
         BR    10
GO       ST    1,72
         SIO   X'009'
         BC    4,0(10)
         BC    3,FAILED
TEST     TIO   X'009'
         BC    2,TEST
         BR    10
FAILED   ST    10,BAD+4
         MVI   BAD+4,0
         LPSW  BAD
         DS    0D
WAITING  DC    X'FE02000000000000'
IONEW    DC    X'00000000',A(TAKE)
STOPAT   DC    X'0002000000000000'
BAD      DC    X'0002000000000BAD'
LIST     CCW   X'11',FIELD,X'20',8
READ     CCW   X'06',BUFFER,X'20',200
ALL      CCW   X'0E',BUFFER,X'20',200
SENSE    CCW   X'04',BUFFER,X'20',1
WRONG1   CCW   X'01',OUTSIDE,X'20',4
WRONG2   CCW   X'05',CUT,X'20',3
WRONG3   CCW   X'11',NOSUCH,X'20',4
REJECTED CCW   X'09',BUFFER,X'20',1
CHAIN    CCW   X'05',SCREEN,X'60',LENGTH
         CCW   X'01',TOZERO,X'60',4
         CCW   X'02',BUFFER,X'20',200
SHOW     CCW   X'0F',0,X'60',1
         CCW   X'01',TOZERO,X'20',4
FIELD    DC    X'000801FF03008688'
OUTSIDE  DC    X'C3113FFF'
CUT      DC    X'C31140'
NOSUCH   DC    X'00047700'
TOZERO   DC    X'C2114040'
COLOR    DC    X'8800168186'
MODES    DC    X'00078188'
LEFT     DC    H'199'
NAME     DC    X'1DF0',C'NAME'
STEP     DC    X'00'
BACK     DC    F'0'
SCREEN   DC    X'C3114040',X'1DF0',C'NAME',X'1D4013'
         DC    C'        ',X'1DF0'
LENGTH   EQU   *-SCREEN
BUFFER   DC    200X'00'
         END   EXAM
`);

async function exam(options: WholeOptions = {}): Promise<void> {
  const whole = await WholeSystem.start(options);
  const bob = await whole.logon('BOB');
  await whole.host(['reader', 'bob', 'a.deck', '--binary'], () => Promise.resolve(EXAM));
  await whole.command(bob, '#cp terminal conmode 3270', /RUNNING/);
  await whole.command(bob, '#cp ipl 00c clear', /NAME/);
  bob.type('XYZ');
  await whole.press(bob, 'PA2');
  await whole.sees(bob, /disabled wait PSW 00020000 00E7E8E9/);
}

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

  it('answers a query list, bad streams, chained reads and a PA key as the manual has it', () =>
    exam());

  for (const seed of [3, 4]) {
    it(`the same, while its machine is moved at random (${String(seed)})`, () =>
      exam({ processors: 2, moving: seededChooser(seed) }));
  }

  for (const seed of [1, 2]) {
    it(`the same, while its machine is moved at random (${String(seed)})`, () =>
      form({ processors: 2, moving: seededChooser(seed) }));
  }
});
