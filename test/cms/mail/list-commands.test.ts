/** What EXECUTE makes of commands that are typed beside the lines of FILELIST, RDRLIST and MACLIST: symbols, and where a command ends. */
import { expect } from 'chai';
import { ThreadStage } from '../../support/thread-stage.js';

const file = (name: string, type: string, ...lines: string[]) => ({ name, type, lines });

/** Keeps what it is given, a line a call. */
const KEEP = file(
  'KEEP',
  'EXEC',
  '/* */',
  'parse arg given',
  "given = '='given",
  "'PIPE var given | >> KEEP LOG A'",
);

/** Commands beside the line of `DUCK DATA A1`, and what KEEP is given. */
const FILES: readonly (readonly [string, string])[] = [
  ['keep', 'DUCK DATA A1'],
  ['keep (any thing', 'DUCK DATA A1 (any thing'],
  ['keep /', 'DUCK DATA A1'],
  ['keep / /', 'DUCK DATA A1 DUCK DATA A1'],
  ['keep /(cc', 'DUCK DATA A1(cc'],
  ['keep /n', 'DUCK'],
  ['keep /tmn', 'DATA A1 DUCK'],
  ['keep /T x /M', 'DATA x A1'],
  ['keep x/n-1 /t/m', 'xDUCK-1 DATAA1'],
  ['keep (/n/ /n)', '(DUCK/ DUCK)'],
  ['keep /o', ''],
  ['keep abc/o', 'abc'],
  // no symbols: letters or digits follow
  ['keep a/b /net /n1', 'a/b /net /n1 DUCK DATA A1'],
  ['keep 1/ /x/', '1/ /x/ DUCK DATA A1'],
];

describe('commands beside lines', () => {
  it('FILELIST replaces symbols alone, together and within words', async function () {
    this.timeout(180_000);
    const stage = await ThreadStage.start({
      disks: { ALICE: [file('DUCK', 'DATA', 'quack'), KEEP] },
    });
    const alice = await stage.logon('ALICE');
    await alice.press('CLEAR');
    await alice.enter('filelist duck data a');
    await alice.sees(/Size=1/);
    for (const [typed] of FILES) {
      await alice.press('TAB');
      await alice.enter(typed);
      await alice.sees(/^ \* {5}DUCK {5}DATA {5}A1/);
      await alice.press('PF2');
      await alice.sees(/^ {7}DUCK {5}DATA {5}A1/);
    }
    await alice.press('PF3');
    await alice.sees(/Ready;/);
    await alice.press('CLEAR');
    await alice.enter('type keep log');
    await alice.sees(/Ready;/);
    const rows = (await alice.screen()).map((row) => row.trim());
    const from = rows.findIndex((row) => row.startsWith('type'));
    expect(rows.slice(from + 2, from + 2 + FILES.length)).to.deep.equal(
      FILES.map(([, given]) => `=${given}`),
    );
  });

  it('a command may end with what stands below it', async function () {
    this.timeout(180_000);
    const stage = await ThreadStage.start({ disks: { ALICE: [file('DUCK', 'DATA', 'quack')] } });
    const alice = await stage.logon('ALICE');
    await alice.press('CLEAR');
    await alice.enter('filelist duck data a');
    await alice.sees(/Size=1/);
    await alice.press('TAB');
    await alice.enter('DISCARD');
    await alice.sees(/DUCK {5}DATA {5}A1 \*\* Discarded or Renamed \*\*/);
  });
});
