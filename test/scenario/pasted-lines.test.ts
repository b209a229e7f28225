/** Lines pasted at a terminal without a screen, null ones among them: each is carried out once, in order. */
import { expect } from 'chai';
import type { ConsoleView, Session } from '../../src/cp/ports/console.js';
import { execFile, moduleFile } from '../support/cms-disk.js';
import { seededChooser } from '../support/memory-files.js';
import { ThreadStage } from '../support/thread-stage.js';

/** Instructions in a turn. */
const TURNS = [1, 5, 20, 100, 1000];

/** Turns of the system between two lines at most. */
const BETWEEN = [0, 3, 30, 300];

/** What BOB has: ASK says what it is answered, PC ends abnormally. */
const FILES = [
  execFile('ASK', '/* */', "say 'ask'", 'parse pull x', "say 'answer' length(x)", 'say x'),
  execFile('LONG', '/* */', 'do i = 1 to 60', 'say i', 'end'),
  execFile('MARK', '/* */', 'parse arg n', "say 'mark' n"),
  moduleFile('PC', "         DC    H'0'"),
];

/** A name, what is typed (`[LOGON]`: in a new session), and the lines that tell of it, in order. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['an abend', ['pc', 'mark 1', 'mark 2', 'pc', 'mark 3'], ['mark 1', 'mark 2', 'mark 3']],
  [
    'null answers',
    ['ask', '', 'mark 1', 'ask', 'yes', '', 'mark 2'],
    ['answer 0', 'mark 1', 'answer 3', 'mark 2'],
  ],
  [
    'commands that need a screen',
    ['xedit a b', 'mark 1', 'help query rdr', 'mark 2', 'filelist', 'mark 3'],
    ['mark 1', 'mark 2', 'mark 3'],
  ],
  ['long output', ['long', 'mark 1', 'long', 'mark 2'], ['mark 1', 'mark 2']],
  ['IPL CMS', ['#cp ipl cms', '', 'mark 1', 'mark 2'], ['mark 1', 'mark 2']],
  [
    'DISCONNECT and LOGON',
    ['mark 1', 'mark 2', '#cp disconnect', '[LOGON]', 'begin', 'mark 3', 'mark 4'],
    ['mark 1', 'mark 2', 'mark 3', 'mark 4'],
  ],
];

describe('lines pasted at a terminal without a screen', () => {
  for (const [name, script, wanted] of CASES) {
    it(`are carried out once and in order with ${name}`, async function () {
      this.timeout(120_000);
      const choose = seededChooser(372);
      for (const chunk of TURNS) {
        for (const between of BETWEEN) {
          const limits = { chunk, instructions: chunk };
          const stage = await ThreadStage.start({ limits, disks: { BOB: FILES } });
          const { whole } = stage;
          const said: string[] = [];
          const logon = async (): Promise<Session> => {
            const terminal = { screen: false, columns: 80, rows: 24 };
            const session = whole.test.cp.sessions.open(
              'BOB',
              '127.0.0.1:50000',
              viewOf(said),
              terminal,
            );
            await whole.rest();
            return session;
          };
          let session = await logon();
          for (const line of script) {
            if (line === '[LOGON]') session = await logon();
            else session.line(line);
            let turns = between === 0 ? 0 : choose(between);
            await whole.soon(() => turns-- <= 0);
          }
          await whole.rest();
          const told = `${String(chunk)} instructions, ${String(between)} turns:\n${said.join('\n')}`;
          expect(
            said.filter((line) => /^(?:mark|answer) \d$/.test(line)),
            told,
          ).to.deep.equal(wanted);
          expect(stage.errors()).to.deep.equal([]);
        }
      }
    });
  }
});

/** Keeps the lines that come. */
function viewOf(said: string[]): ConsoleView {
  const nothing = (): void => undefined;
  return { changed: nothing, alarm: nothing, close: nothing, line: (text) => void said.push(text) };
}
