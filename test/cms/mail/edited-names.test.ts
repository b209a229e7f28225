/** NAMEFIND (XEDIT: a NAMES file as it is in XEDIT, with what was not saved. */
import { expect } from 'chai';
import { ThreadStage } from '../../support/thread-stage.js';

/** Looks in the file in XEDIT, and shows what it gets. */
const LOOK = {
  name: 'LOOK',
  type: 'XEDIT',
  lines: [
    '/* */',
    'parse arg options',
    "address command 'NAMEFIND :NICK NEW :USERID (' options 'STEM GOT.'",
    'got = rc',
    "if got = 0 then got = got.0 'value' got.1",
    "'MSG Found:' got",
  ],
};

describe('NAMEFIND (XEDIT', () => {
  it('finds what was not saved, and nothing outside of XEDIT or in another file', async function () {
    this.timeout(60_000);
    const names = { name: 'ALICE', type: 'NAMES', lines: [':nick.OLD :userid.BOB'] };
    const stage = await ThreadStage.start({ disks: { ALICE: [names, LOOK] } });
    const alice = await stage.logon('ALICE');
    await alice.press('CLEAR');
    await alice.enter('namefind :nick new (xedit');
    await alice.sees(/DMSNAM688E XEDIT option only valid from XEDIT environment/);
    await alice.press('CLEAR');
    await alice.enter('xedit alice names');
    await alice.sees(/Size=1/);
    await alice.enter('command input :nick.new :userid.carol');
    await alice.sees(/Size=2/);
    const says = async (line: string, what: RegExp) => {
      await alice.enter(line);
      await alice.sees(what);
    };
    await says('look xedit', /Found: 1 value carol/);
    await says('look file alice', /Found: 32/);
    await says('look xedit file alice start 1', /Found: 1 value carol/);
    await says('look xedit file bob', /Found: 28/);
    await says('xedit profile exec', /PROFILE +EXEC/);
    await says('look xedit', /Found: 32/);
    await says('look xedit file alice size *', /Found: 1 value carol/);
    expect((await alice.screen())[0]).to.match(/PROFILE/);
  });
});
