/** Guests that do what they should not, by IPL 00C: CP lives, others are answered, and PA1 gets out. */
import { expect } from 'chai';
import { chance } from '../../tools/soak/chance.js';
import { HOSTILE } from '../../tools/soak/decks.js';
import { WholeSystem } from '../support/whole-system.js';

/** Those that come out differently with each seed. */
const RANDOM = [
  'nonsense',
  'random channel programs',
  'random diagnose',
  'random signals',
  'command storm',
];
/** Those that once held up more than themselves: nothing but program interruptions, an IPL storm. */
const REGRESSIONS: Readonly<Record<string, readonly number[]>> = {
  nonsense: [2],
  'command storm': [1],
  // syncs without end: more timers came than went
  'random channel programs': [6],
  // its own BEGIN, EXTERNAL or SYSTEM RESTART took the person's PA1 back
  'random signals': [8, 16],
};

describe('hostile guests', () => {
  for (const [kind, make] of Object.entries(HOSTILE)) {
    const seeds = RANDOM.includes(kind) ? [...(REGRESSIONS[kind] ?? []), 3, 4] : [1];
    for (const seed of seeds) {
      it(`${kind} (seed ${seed}): others are answered, and IPL CMS gets out`, async () => {
        const whole = await WholeSystem.start();
        const alice = await whole.logon('ALICE');
        const bob = await whole.logon('BOB');
        const deck = make(chance(seed), 'MAINT');
        await whole.host(['reader', 'bob', 'bad.deck', '--binary'], () => Promise.resolve(deck));
        await whole.enter(bob, '#cp ipl 00c clear');
        for (let n = 0; n < 3; n++) {
          expect(await whole.command(alice, 'query userid')).to.contain('ALICE    AT VMTS');
          await whole.pass(100);
        }
        await whole.press(bob, 'PA1', /CP READ/);
        await whole.press(bob, 'CLEAR');
        await whole.command(bob, 'system clear', /system reset/);
        await whole.command(bob, 'ipl cms parm autocr', /Ready[;(]/);
        expect(await whole.command(alice, 'listfile')).to.contain('PROFILE  EXEC     A1');
        expect(whole.test.log.filter((line) => line.includes('INTERNAL ERROR'))).to.deep.equal([]);
      });
    }
  }
});
