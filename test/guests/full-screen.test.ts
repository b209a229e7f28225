/** CP's lines over a full screen: they are seen, and the screen comes back as it was. */
import { expect } from 'chai';
import { WholeSystem } from '../support/whole-system.js';

describe('notices over XEDIT', () => {
  it('a MSG and an RDR FILE notice cover it; CLEAR brings the identical screen, with what was typed', async () => {
    const whole = await WholeSystem.start();
    const alice = await whole.logon('ALICE');
    const bob = await whole.logon('BOB');
    await whole.command(bob, 'xedit letter data', /====>/);
    for (const line of ['first line', 'second line']) {
      await whole.enter(bob, `input ${line}`, new RegExp(`===== ${line}`));
    }
    const before = bob.text;
    await whole.command(alice, 'msg bob are you there', /Ready;/);
    await whole.sees(bob, /MSG FROM ALICE {3}: are you there/);
    expect(bob.text).not.to.contain('=====');
    await whole.press(bob, 'CLEAR', /===== second line/);
    expect(bob.text).to.equal(before);
    await whole.command(alice, 'spool punch to bob', /Ready;/);
    await whole.command(alice, 'punch profile exec', /PUN FILE/);
    await whole.sees(bob, /RDR FILE 0001 SENT FROM ALICE/);
    await whole.press(bob, 'CLEAR', /===== second line/);
    expect(bob.text).to.equal(before);
    await whole.enter(bob, 'file', /Ready;/);
    expect(await whole.command(bob, 'type letter data')).to.contain('first line\nsecond line\n');
  });
});
