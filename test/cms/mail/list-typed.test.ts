/** A key that acts on the line of the cursor leaves what was typed beside other lines of the list: ENTER runs it later. */
import { expect } from 'chai';
import { ThreadStage } from '../../support/thread-stage.js';

const file = (name: string) => ({ name, type: 'DATA', lines: [`text of ${name}`] });

describe('a command typed beside one line of FILELIST, PF11 on another', () => {
  it('stays on the screen, and ENTER runs it', async function () {
    this.timeout(60_000);
    const { whole } = await ThreadStage.start({ disks: { ALICE: [file('AAA'), file('BBB')] } });
    const alice = await whole.logon('ALICE');
    await whole.sees(alice, /Ready;/);
    await whole.press(alice, 'CLEAR');
    await whole.enter(alice, 'filelist * data a');
    await whole.press(alice, 'TAB');
    alice.type('type /');
    await whole.press(alice, 'TAB');
    await whole.press(alice, 'PF11');
    await whole.sees(alice, /text of BBB/);
    await whole.enter(alice, 'qquit');
    const [, , first, second] = alice.rows();
    expect(first).to.match(/^ type \/AAA {6}DATA/);
    expect(second).to.match(/^ \* {5}BBB {6}DATA/);
    await whole.press(alice, 'ENTER');
    await whole.sees(alice, /text of AAA/);
    await whole.press(alice, 'CLEAR');
    expect(alice.rows()[2]).to.match(/^ \* {5}AAA {6}DATA/);
  });
});
