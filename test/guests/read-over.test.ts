/** A loader reads over the instructions that stand behind its START I/O: they are executed before the data come. */
import { iplDeck } from '../../tools/ipl-deck.js';
import { seededChooser } from '../support/memory-files.js';
import { WholeSystem } from '../support/whole-system.js';
import type { WholeOptions } from '../support/whole-system.js';

/** Reads the card behind it to NEXT; that has no instruction, and would end at BAD. */
const LOADER = iplDeck(`LOADER   START X'1000'
         BALR  12,0
         USING *,12
         MVC   120(8),IONEW
         MVC   104(8),BAD
         LA    1,READ
         ST    1,72
         LA    2,3
         SIO   X'00C'
NEXT     BC    7,FAILED
LOOP     BCT   2,LOOP
         LPSW  WAITING
         DC    72X'00'
TAKE     CLC   68(2),GOOD
         BNE   FAILED
         CLI   NEXT,X'E7'
         BNE   FAILED
         LPSW  THEEND
FAILED   LPSW  BAD
         DS    0D
WAITING  DC    X'FE02000000000000'
IONEW    DC    X'00000000',A(TAKE)
BAD      DC    X'0002000000000BAD'
THEEND   DC    X'0002000000C0FFEE'
READ     CCW   X'02',NEXT,X'00',80
GOOD     DC    X'0C00'
         END   LOADER
`);

async function readsOver(options: WholeOptions = {}): Promise<void> {
  const whole = await WholeSystem.start(options);
  const bob = await whole.logon('BOB');
  const cards = new Uint8Array(LOADER.length + 80).fill(0xe7);
  cards.set(LOADER);
  await whole.host(['reader', 'bob', 'a.deck', '--binary'], () => Promise.resolve(cards));
  await whole.command(bob, '#cp ipl 00c clear', /PSW 00020000 00C0FFEE/);
}

describe('a loader that reads over itself', () => {
  it('has executed what stood there before', () => readsOver());

  it('the same, while its machine is moved at random', () =>
    readsOver({ processors: 2, moving: seededChooser(5) }));
});
