/** LOGON HERE from a terminal without a screen, with lines pasted behind it, onto a machine with a full screen. */
import { expect } from 'chai';
import type { ConsoleView } from '../../src/cp/ports/console.js';
import { seededChooser } from '../support/memory-files.js';
import { ThreadStage } from '../support/thread-stage.js';

/** What a machine shows, and what ends that where the screen is gone. */
const SCREENS: readonly (readonly [string, readonly string[]])[] = [
  ['help query rdr', []],
  ['xedit new file (noprofil', ['qquit']],
  ['filelist', ['qquit']],
  ['names', []],
];

/** Instructions in a turn. */
const TURNS = [1, 5, 20, 100, 1000];

/** Instants in which the lines come: all at once, or so many turns of the system at most between two of them. */
const BETWEEN = [0, 10, 200];

/** Keeps the lines that come. */
function lineView(): { readonly view: ConsoleView; readonly text: () => string } {
  let all = '';
  const nothing = (): void => undefined;
  const line = (text: string): void => void (all += `${text}\n`);
  return { view: { changed: nothing, alarm: nothing, close: nothing, line }, text: () => all };
}

describe('LOGON HERE with lines pasted behind it', () => {
  for (const [shown, leave] of SCREENS) {
    it(`carries them all out where ${shown} had the screen`, async function () {
      this.timeout(120_000);
      const choose = seededChooser(370);
      for (const chunk of TURNS) {
        for (const between of BETWEEN) {
          const stage = await ThreadStage.start({ limits: { chunk, instructions: chunk } });
          const { whole } = stage;
          const bob = await stage.logon('BOB');
          await bob.enter(shown);
          const { view, text } = lineView();
          const terminal = { screen: false, columns: 80, rows: 24 };
          const session = whole.test.cp.sessions.open('BOB', '127.0.0.1:50001', view, terminal);
          for (const line of ['logon bob here', 'begin', ...leave, 'query time', 'query users']) {
            session.line(line);
            let turns = between === 0 ? 0 : choose(between);
            await whole.soon(() => turns-- <= 0);
          }
          await whole.rest();
          await whole.pass(5000);
          const told = `${String(chunk)} instructions, ${String(between)} turns:\n${text()}`;
          expect(text().match(/^TIME IS/gm)?.length, told).to.equal(1);
          expect(text().match(/^ *1 USERS,/gm)?.length, told).to.equal(1);
          expect(stage.errors()).to.deep.equal([]);
        }
      }
    });
  }
});
