/** Two machines talk over a channel-to-channel adapter, wherever they are; what becomes of one when the other goes. */
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';
import { seededChooser } from '../support/memory-files.js';
import { WholeSystem } from '../support/whole-system.js';
import type { WholeOptions } from '../support/whole-system.js';

/** Waits for interruptions from 600; TAKE is entered at each with the CSW stored. */
const deck = (name: string, begin: string, take: string, data: string): Uint8Array =>
  iplDeck(`${name.padEnd(8)} START X'1000'
         BALR  12,0
         USING *,12
         MVC   120(8),IONEW
${begin}
WAIT     LPSW  WAITING
TAKE     TM    68,X'02'
         BO    CHECKED
${take}
CHECKED  LPSW  BAD
         DS    0D
WAITING  DC    X'FE02000000000000'
IONEW    DC    X'00000000',A(TAKE)
BAD      DC    X'0002000000000BAD'
THEEND   DC    X'00020000'
WORD     DC    X'00000000'
${data}
         END   ${name}
`);

/** Control, so that the other side looks; then a write of one word. Stops when all is taken. */
const SENDER = deck(
  'SENDER',
  `         LA    1,CHAIN
         ST    1,72
         SIO   X'600'
         BC    7,CHECKED`,
  `         TM    68,X'04'
         BZ    WAIT
         MVC   WORD,DONE
         LPSW  THEEND`,
  `DONE     DC    X'00005E47'
         DS    0D
CHAIN    CCW   X'07',0,X'60',1
         CCW   X'01',DATA,X'00',4
DATA     DC    X'00C0FFEE'`,
);

/** At the attention: what does the other side want, then a read of it. Stops where the word says. */
const RECEIVER = deck(
  'RECEIVER',
  "         MVI   WORD,X'00'",
  `         TM    68,X'80'
         BO    LOOK
         TM    68,X'04'
         BZ    WAIT
         CLI   BYTE,X'07'
         BNE   CHECKED
         LPSW  THEEND
LOOK     LA    1,CHAIN
         ST    1,72
         SIO   X'700'
         BC    7,CHECKED
         B     WAIT`,
  `BYTE     DC    X'00'
         DS    0D
CHAIN    CCW   X'14',BYTE,X'60',1
         CCW   X'02',WORD,X'00',4`,
);

/** Writes, and waits for somebody to read. */
const WRITER = deck(
  'WRITER',
  `         LA    1,CHAIN
         ST    1,72
         SIO   X'600'
         BC    7,CHECKED`,
  `         LPSW  CHECKED`,
  `         DS    0D
CHAIN    CCW   X'01',WORD,X'20',4`,
);

/**
 * Writes again and again and takes it back, while the other end does the same: whoever comes second is told so by
 * condition code 1 with attention and busy, and never by an interruption.
 */
const collider = (name: string, device: string): Uint8Array =>
  deck(
    name,
    `         LA    5,200
NEXT     LA    1,CHAIN
         ST    1,72
         SIO   X'${device}'
         BC    8,HALT
         BC    4,SECOND
         B     CHECKED
SECOND   TM    68,X'90'
         BC    12,CHECKED
         BCT   5,NEXT
         MVC   WORD,DONE
         LPSW  THEEND
HALT     HIO   X'${device}'
TEST     TIO   X'${device}'
         BC    2,TEST
         BC    8,FREE
         TM    68,X'10'
         BO    CHECKED
         B     TEST
FREE     BCT   5,NEXT
         MVC   WORD,DONE
         LPSW  THEEND`,
    '         B     CHECKED',
    `DONE     DC    X'00005E47'
         DS    0D
CHAIN    CCW   X'01',WORD,X'20',4`,
  );

async function pair(options: WholeOptions = {}) {
  const whole = await WholeSystem.start(options);
  const bob = await whole.logon('BOB');
  const alice = await whole.logon('ALICE');
  const load = async (userid: string, cards: Uint8Array): Promise<void> => {
    const words = ['reader', userid, 'a.deck', '--binary'];
    await whole.host(words, () => Promise.resolve(cards));
  };
  await whole.command(bob, '#cp define ctca 600', /CTCA 0600 DEFINED/);
  await whole.command(alice, '#cp define ctca 700', /CTCA 0700 DEFINED/);
  await whole.command(bob, '#cp couple 600 to alice 700', /CTCA 0600 COUPLED TO ALICE 0700/);
  await whole.sees(alice, /CTCA 0700 COUPLED BY BOB 0600/);
  return { whole, bob, alice, load };
}

describe('channel-to-channel adapters', () => {
  for (const seed of [0, 1, 2, 3]) {
    const moved = seed === 0 ? '' : `, machines moved at random (${String(seed)})`;
    it(`carry control, attention, and a word from one machine to the other${moved}`, async () => {
      const { whole, bob, alice, load } = await pair(
        seed === 0 ? {} : { processors: 2, moving: seededChooser(seed) },
      );
      await load('alice', RECEIVER);
      await load('bob', SENDER);
      await whole.command(alice, '#cp ipl 00c clear', /RUNNING/);
      await whole.command(bob, '#cp ipl 00c clear', /PSW 00020000 00005E47/);
      await whole.sees(alice, /PSW 00020000 00C0FFEE/);
    });
  }

  for (const seed of [0, 1, 2]) {
    const moved = seed === 0 ? '' : `, machines moved at random (${String(seed)})`;
    it(`tell START I/O that the other end wants the same${moved}`, async () => {
      const { whole, bob, alice, load } = await pair(
        seed === 0 ? { processors: 2 } : { processors: 2, moving: seededChooser(seed) },
      );
      await load('alice', collider('RIGHT', '700'));
      await load('bob', collider('LEFT', '600'));
      bob.enter('#cp ipl 00c clear');
      alice.enter('#cp ipl 00c clear');
      await whole.sees(bob, /PSW 00020000 00005E47/);
      await whole.sees(alice, /PSW 00020000 00005E47/);
    });
  }

  it('end what waits with unit check when the other machine is reset, and when the ends part', async () => {
    const { whole, bob, alice, load } = await pair();
    for (const [how, seen] of [
      ['#cp system clear', /Storage cleared/],
      ['#cp detach 700', /CTCA 0700 DETACHED/],
    ] as const) {
      await load('bob', WRITER);
      await whole.command(bob, '#cp ipl 00c clear', /RUNNING/);
      await whole.command(alice, how, seen);
      await whole.sees(bob, /PSW 00020000 00000BAD/);
    }
    await whole.sees(bob, /CTCA 0600 DROPPED FROM ALICE 0700/);
    await whole.command(bob, 'query virtual ctca', /CTCA 0600 UNCOUPLED/);
  });

  it('refuse with a message what cannot be', async () => {
    const { whole, bob, alice } = await pair();
    await whole.command(
      bob,
      '#cp couple 600 alice 700',
      /HCPCPL060E Device 0600 is coupled already/,
    );
    await whole.command(alice, '#cp define ctca 701', /CTCA 0701 DEFINED/);
    await whole.command(bob, '#cp define ctca 601 carol', /CTCA 0601 DEFINED/);
    await whole.command(alice, '#cp couple 701 bob 600', /HCPCPL060E Device BOB 0600 is coupled/);
    await whole.command(alice, '#cp couple 701 bob 601', /HCPCPL058E Device BOB 0601 may not be/);
    await whole.command(alice, '#cp couple 701 carol 600', /HCPCPL045E CAROL not logged on/);
    await whole.command(alice, '#cp couple 701 bob 666', /HCPCPL040E Device BOB 0666 does not/);
    await whole.command(
      alice,
      '#cp couple 701 bob 009',
      /HCPCPL006E Invalid device type - BOB 0009/,
    );
    await whole.command(alice, '#cp couple 701 alice 701', /HCPCPL006E/);
    await whole.command(alice, '#cp uncouple 701', /HCPCPL061E Device 0701 is not coupled/);
    await whole.command(alice, '#cp uncouple 700', /CTCA 0700 UNCOUPLED FROM BOB 0600/);
    await whole.sees(bob, /CTCA 0600 DROPPED FROM ALICE 0700/);
    await whole.command(bob, '#cp couple 600 * 601', /CTCA 0600 COUPLED TO BOB 0601/);
    expect(await whole.command(bob, '#cp query virtual ctca', /0601/)).to.contain(
      'CTCA 0600 COUPLED TO BOB      0601',
    );
  });
});
