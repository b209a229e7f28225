/** Two machines talk by VMCF, wherever they are; and one gets a special message. */
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';
import { seededChooser } from '../support/memory-files.js';
import type { ScreenPerson } from '../support/person.js';
import { WholeSystem } from '../support/whole-system.js';
import type { WholeOptions } from '../support/whole-system.js';

/** Authorises itself with a buffer at 2000; TAKE is entered at each external interruption of code 4001. */
const deck = (name: string, flags: string, begin: string, take: string, data: string): Uint8Array =>
  iplDeck(`${name.padEnd(8)} START X'1000'
         BALR  12,0
         USING *,12
         MVC   88(8),EXTNEW
         LCTL  0,0,CR0
         LA    11,X'200'
         SLL   11,4
         LA    2,AUTH
         DC    X'83240068'
         LTR   4,4
         BC    7,FAILED
${begin}
WAIT     LPSW  WAITING
TAKE     CLC   26(2),CODE
         BC    7,FAILED
${take}
FAILED   ST    4,BAD+4
         MVI   BAD+5,X'BA'
         LPSW  BAD
         DS    0D
WAITING  DC    X'0102000000000000'
EXTNEW   DC    X'00000000',A(TAKE)
BAD      DC    X'0002000000000BAD'
THEEND   DC    X'00020000'
WORD     DC    X'00000000'
AUTH     DC    X'${flags}000000',X'00000000',X'4040404040404040',X'00002000'
         DC    X'00000050',X'0000000000000000',X'0000000000000000'
LIST     DC    X'00000003',X'00000001',C'ALICE   ',A(WORD),X'00000004'
         DC    A(WORD),X'00000004',X'0000000000000000'
CR0      DC    X'00000001'
CODE     DC    X'4001'
${data}
         END   ${name}
`);

/** Sends a word that comes back with 1 added, twenty times, and stops where it says. */
const SENDER = deck(
  'SENDER',
  '00',
  `         MVC   WORD,FIRST
         LA    5,20
NEXT     LA    2,LIST
         DC    X'83240068'
         LTR   4,4
         BC    7,FAILED`,
  `         CLC   0(2,11),ANSWER
         BC    7,FAILED
         L     1,LIST+4
         LA    1,1(1)
         ST    1,LIST+4
         BCT   5,NEXT
         LPSW  THEEND`,
  `         DS    0F
FIRST    DC    X'00C0FFDA'
ANSWER   DC    X'8000'`,
);

/** Receives a word and replies with the next one. */
const RECEIVER = deck(
  'RECEIVER',
  '00',
  '         SR    5,5',
  `         MVC   LIST+4(12),4(11)
         MVI   LIST+3,X'05'
         LA    2,LIST
         DC    X'83240068'
         LTR   4,4
         BC    7,FAILED
         L     1,WORD
         LA    1,1(1)
         ST    1,WORD
         MVI   LIST+3,X'07'
         DC    X'83240068'
         LTR   4,4
         BC    7,FAILED
         B     WAIT`,
  '         DS    0F',
);

/** Stops where the first three characters of a special message say. */
const SPECIAL = deck(
  'SPECIAL',
  '20',
  '         SR    5,5',
  `         MVC   WORD+1(3),40(11)
         LPSW  THEEND`,
  '         DS    0F',
);

async function pair(options: WholeOptions = {}) {
  const whole = await WholeSystem.start(options);
  const bob = await whole.logon('BOB');
  const alice = await whole.logon('ALICE');
  const load = async (person: ScreenPerson, userid: string, cards: Uint8Array): Promise<void> => {
    const words = ['reader', userid, 'a.deck', '--binary'];
    await whole.host(words, () => Promise.resolve(cards));
    await whole.command(person, '#cp ipl 00c clear', /RUNNING/);
  };
  return { whole, bob, alice, load };
}

describe('VMCF', () => {
  for (const seed of [0, 1, 2, 3]) {
    const moved = seed === 0 ? '' : `, machines moved at random (${String(seed)})`;
    it(`carries messages and replies between two machines${moved}`, async () => {
      const { whole, bob, alice, load } = await pair(
        seed === 0 ? {} : { processors: 2, moving: seededChooser(seed) },
      );
      await load(alice, 'alice', RECEIVER);
      await whole.host(['reader', 'bob', 'a.deck', '--binary'], () => Promise.resolve(SENDER));
      await whole.command(bob, '#cp ipl 00c clear', /PSW 00020000 00C0FFEE/);
      expect(alice.text).to.not.match(/disabled wait/);
    });
  }

  it('answers who waits for a machine that is reset, and refuses who comes later', async () => {
    const { whole, bob, alice, load } = await pair();
    // it does not answer: it stops at what it takes for a special message
    await load(alice, 'alice', SPECIAL);
    await whole.host(['reader', 'bob', 'a.deck', '--binary'], () => Promise.resolve(SENDER));
    bob.key('CLEAR');
    bob.enter('#cp ipl 00c clear');
    await whole.sees(alice, /disabled wait/);
    await whole.enter(alice, 'system reset', /System reset/);
    // the response has data transfer code 5
    await whole.sees(bob, /PSW 00020000 00BA0000/);
    await whole.host(['reader', 'bob', 'a.deck', '--binary'], () => Promise.resolve(SENDER));
    await whole.command(bob, '#cp ipl 00c clear', /PSW 00020000 00BA0005/);
  });

  it('brings a special message to a program that wants it', async () => {
    const { whole, bob, alice, load } = await pair();
    await whole.command(bob, '#cp smsg alice ABC', /HCPMFS057I ALICE not receiving; SMSG off/);
    await whole.command(alice, 'cp set smsg on');
    await whole.command(bob, '#cp smsg alice ABC', /ALICE not receiving; not authorized/);
    await load(alice, 'alice', SPECIAL);
    await whole.command(bob, `#cp smsg alice ${'X'.repeat(41)}`, /not receiving; buffer too small/);
    bob.enter('#cp smsg alice ABC and more');
    await whole.sees(alice, /PSW 00020000 00C1C2C3/);
    const shown = await whole.command(alice, 'display t2000.40', /SYSTEM/);
    expect(shown).to.match(/BOB {5}/);
  });
});
