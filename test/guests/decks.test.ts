/** Decks on the bare machine: what they punch arrives, and class and order decide what IPL 00C takes. */
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';
import { WholeSystem } from '../support/whole-system.js';

/** Punches two cards by its own channel program, command-chained, and stops in a disabled wait. */
const PUNCHER = iplDeck(`PUNCHER  START X'1000'
         BALR  12,0
         USING *,12
         MVC   120(8),IONEW
         LA    1,CARDS
         ST    1,72
         SIO   X'00D'
         BC    7,FAILED
WAIT     LPSW  WAITING
DONE     TM    68,X'04'
         BZ    WAIT
         LPSW  THEEND
FAILED   LPSW  BAD
         DS    0D
WAITING  DC    X'FE02000000000000'
IONEW    DC    X'00000000',A(DONE)
THEEND   DC    X'0002000000C0FFEE'
BAD      DC    X'0002000000000BAD'
CARDS    CCW   X'41',ONE,X'60',80
         CCW   X'41',TWO,X'20',80
ONE      DC    CL80'PUNCHED BY A BARE MACHINE'
TWO      DC    CL80'WITHOUT ANY SYSTEM'
         END   PUNCHER
`);

/** Stops in a disabled wait with this address. */
const stopper = (address: string): Uint8Array =>
  iplDeck(`STOPPER  START X'1000'
         BALR  12,0
         USING *,12
         LPSW  THEEND
         DS    0D
THEEND   DC    X'0002000000${address}'
         END   STOPPER
`);

describe('decks on the bare machine', () => {
  it('punch to somebody else by their own channel program', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    const alice = await whole.logon('ALICE');
    const read = (): Promise<Uint8Array> => Promise.resolve(PUNCHER);
    await whole.host(['reader', 'alice', 'puncher.deck', '--binary'], read);
    await whole.command(alice, 'spool punch to bob class q');
    await whole.command(alice, '#cp ipl 00c clear', /HCPGIR450W .* 00020000 00C0FFEE/);
    await whole.sees(alice, /CP READ/);
    await whole.enter(alice, 'close punch name bare deck', /PUN FILE \d{4} SENT TO {3}BOB/);
    await whole.sees(bob, /RDR FILE \d{4} SENT FROM ALICE {4}PUN WAS \d{4} RECS 0002 .* Q /);
    await whole.command(bob, 'readcard bare deck');
    const shown = await whole.command(bob, 'type bare deck');
    expect(shown).to.contain('\nPUNCHED BY A BARE MACHINE\nWITHOUT ANY SYSTEM\n');
  });

  it('are taken by IPL 00C in the order and class that the reader has', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    for (const [address, class_] of [
      ['0A0001', 'A'],
      ['0B0002', 'B'],
      ['0A0003', 'A'],
    ] as const) {
      const read = (): Promise<Uint8Array> => Promise.resolve(stopper(address));
      await whole.host(['reader', 'bob', 'a.deck', '--binary', '--class', class_], read);
    }
    // the third first, by ORDER; it stays in the reader, for the guest did not come to its end
    await whole.command(bob, '#cp order reader 3', /RUNNING/);
    await whole.command(bob, '#cp ipl 00c clear', /disabled wait PSW 00020000 000A0003/);
    await whole.command(bob, 'ipl 00c clear', /disabled wait PSW 00020000 000A0003/);
    await whole.command(bob, 'spool reader class b', /CP READ/);
    await whole.command(bob, 'ipl 00c clear', /disabled wait PSW 00020000 000B0002/);
    await whole.command(bob, 'purge reader 3', /CP READ/);
    await whole.command(bob, 'spool reader class *', /CP READ/);
    await whole.command(bob, 'ipl 00c clear', /disabled wait PSW 00020000 000A0001/);
    await whole.command(bob, 'spool reader class x', /CP READ/);
    await whole.command(bob, 'ipl 00c clear', /HCPIPL233E/);
    expect(await whole.command(bob, 'query files', /FILES:/)).to.contain('FILES: 0002 RDR');
  });

  it('that never end their IPL are escaped by PA1, and stand still until BEGIN', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    const alice = await whole.logon('ALICE');
    // control no-operation, and a transfer in channel back to it
    const card = new Uint8Array(80);
    card.set([0x03, 0, 0, 0, 0x60, 0, 0, 1, 0x08, 0, 0, 8, 0, 0, 0, 1], 8);
    const read = (): Promise<Uint8Array> => Promise.resolve(card);
    await whole.host(['reader', 'bob', 'endless.deck', '--binary'], read);
    await whole.command(bob, '#cp ipl 00c clear', /RUNNING/);
    expect(await whole.command(alice, 'query userid')).to.contain('ALICE    AT VMTS');
    await whole.press(bob, 'PA1', /CP READ/);
    await whole.command(bob, 'query userid', /BOB {6}AT VMTS/);
    await whole.command(bob, 'begin', /RUNNING/);
    await whole.command(bob, '#cp ipl cms parm autocr', /Ready;/);
  });
});
