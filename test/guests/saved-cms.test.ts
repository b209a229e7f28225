/** A machine in which CMS runs is saved by SAVESYS, and IPLed by another user and after a restart. */
import { expect } from 'chai';
import { wholeEntry, WholeSystem } from '../support/whole-system.js';

describe('a saved CMS', () => {
  it('starts anew from what was saved, in any machine, also after kill -9', async () => {
    const whole = await WholeSystem.start({ entries: { BOB: wholeEntry('BOB', 'EG') } });
    const bob = await whole.logon('BOB');
    await whole.command(bob, '#CP DEFSYS MYCMS 0-FF EW', /HCPNSD440I/);
    await whole.command(bob, '#CP SAVESYS MYCMS', /HCPNSS440I/);
    // announced, so on disk
    whole.kill();
    await whole.boot();
    const alice = await whole.logon('ALICE');
    await whole.command(alice, '#CP IPL MYCMS', /VM\/TS CMS/);
    await whole.press(alice, 'ENTER', /Ready;/);
    expect(await whole.command(alice, 'query disk a', /Ready;/)).to.contain('191');
    expect(whole.test.cp.segments.users(1)).to.equal(1);
    await whole.command(alice, '#CP IPL CMS', /VM\/TS CMS/);
    expect(whole.test.cp.segments.users(1)).to.equal(0);
  });
});
