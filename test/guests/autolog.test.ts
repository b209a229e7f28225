/** AUTOLOG and XAUTOLOG of a user whose IPL never ends hold nobody's console. */
import { expect } from 'chai';
import { chance } from '../../tools/soak/chance.js';
import { HOSTILE } from '../../tools/soak/decks.js';
import { wholeEntry, WholeSystem } from '../support/whole-system.js';

const ROBOT = wholeEntry('ROBOT', 'G').replace('IPL CMS PARM AUTOCR', 'IPL 00C');

/** A system in whose reader for ROBOT lies a card with an endless channel program. */
async function withRobot(): Promise<WholeSystem> {
  const whole = await WholeSystem.start({ entries: { ROBOT } });
  const deck = HOSTILE['tic loop in ipl']!(chance(1), 'MAINT');
  await whole.host(['reader', 'robot', 'bad.deck', '--binary'], () => Promise.resolve(deck));
  return whole;
}

describe('autologging a user whose IPL never ends', () => {
  it('XAUTOLOG is answered at once, and the console goes on', async () => {
    const whole = await withRobot();
    const maint = await whole.logon('MAINT');
    expect(await whole.command(maint, 'cp xautolog robot query time')).to.contain(
      'Command accepted',
    );
    expect(await whole.command(maint, 'query robot')).to.contain('ROBOT    - DSC');
    const robot = whole.test.cp.machine('ROBOT');
    // the IPL has not ended, and so the command has not been reached
    expect(robot?.ipled).to.equal('');
    expect(await whole.command(maint, 'cp force robot')).to.match(/Ready;/);
    await whole.rest();
    expect(whole.test.cp.machine('ROBOT')).to.equal(undefined);
    expect(whole.test.log.filter((line) => line.includes('INTERNAL ERROR'))).to.deep.equal([]);
  });

  it('AUTOLOG comes back, too', async () => {
    const whole = await withRobot();
    const maint = await whole.logon('MAINT');
    expect(await whole.command(maint, 'cp autolog robot robot')).to.match(/Ready;/);
    expect(await whole.command(maint, 'query robot')).to.contain('ROBOT    - DSC');
  });
});
