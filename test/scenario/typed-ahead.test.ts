/** Lines typed ahead of screens, prompts, pages and ends: each is carried out once, in order, however fast they come. */
import { expect } from 'chai';
import { execFile, moduleFile } from '../support/cms-disk.js';
import { seededChooser } from '../support/memory-files.js';
import { ThreadStage } from '../support/thread-stage.js';

/** Instructions in a turn. */
const TURNS = [1, 5, 20, 100, 1000];

/** Turns of the system between two lines or keys at most, and whether as many lie between two characters. */
const PACES: readonly (readonly [number, boolean])[] = [
  [0, false],
  [3, true],
  [30, true],
  [300, false],
];

/** What BOB has: MARK tells in a file that it was carried out, ASK gives answers to it, PC ends abnormally. */
const FILES = [
  execFile('MARK', '/* */', 'parse arg n', "'EXECIO 1 DISKW LOG FILE A (STRING' n"),
  execFile('ASK', '/* */', 'pull x', "'EXEC MARK' x", 'pull y', "'EXEC MARK' y"),
  execFile('LONG', '/* */', 'do i = 1 to 60', 'say i', 'end'),
  moduleFile('PC', "         DC    H'0'"),
];

/** What PF1 is set to. */
const PF1 = 'mark 2';

/** A name, and what is typed: a line with ENTER, or `[KEY]`, `[24x132]` for another size, `[LOGON]` for a new session. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['an abend', ['pc', 'mark 1', 'mark 2', 'pc', 'mark 3', 'mark 4']],
  ['the start of XEDIT', ['xedit a b', 'mark 1', 'input a', 'mark 2', 'qquit', 'mark 3', 'mark 4']],
  [
    'XEDIT in XEDIT',
    ['xedit a b', 'mark 1', 'xedit b c', 'mark 2', '[PA2]', 'quit', 'mark 3', 'quit', 'mark 4'],
  ],
  [
    'input mode',
    ['xedit a b', 'input', 'c', 'd', '', 'mark 1', '', 'mark 2', 'qquit', 'mark 3', 'mark 4'],
  ],
  [
    'the subset of CMS',
    ['xedit a b', 'cms', 'mark 1', 'return', 'mark 2', 'quit', 'mark 3', 'mark 4'],
  ],
  ['HELP', ['help query rdr', 'top', 'help query', 'quit', 'quit', 'mark 1', 'mark 2']],
  ['FILELIST', ['filelist', 'mark 1', 'quit', 'mark 2', 'mark 3']],
  [
    'MORE...',
    ['long', 'mark 1', '[CLEAR]', 'mark 2', '[CLEAR]', 'mark 3', 'long', 'mark 4', '[CLEAR]'],
  ],
  ['PULL', ['ask', '1', '2', 'mark 3', 'ask', '4', '5', 'mark 6']],
  [
    'other sizes of the terminal',
    ['mark 1', '[24x132]', 'mark 2', '[32x80]', 'xedit a b', '[24x80]', 'mark 3', 'quit', 'mark 4'],
  ],
  ['PF keys', ['mark 1', '[PF1]', 'mark 3', 'mark 4']],
  ['CLEAR and PA2', ['mark 1', '[CLEAR]', 'mark 2', '[PA2]', 'mark 3', '[CLEAR]', 'mark 4']],
  ['PA1', ['mark 1', '[PA1]', 'begin', 'mark 2', 'mark 3', 'mark 4']],
  ['IPL CMS', ['#cp ipl cms', 'mark 1', 'mark 2', '#cp query time', 'mark 3']],
  [
    'DISCONNECT and LOGON',
    ['mark 1', 'mark 2', 'mark 3', '#cp disconnect', '[LOGON]', 'begin', 'mark 4', 'mark 5'],
  ],
];

/** The marks that a script makes. */
function marksOf(script: readonly string[]): readonly string[] {
  return script.flatMap((what) => {
    const digit = /^(?:mark )?(\d)$/.exec(what === '[PF1]' ? PF1 : what)?.[1];
    return digit ?? [];
  });
}

describe('lines typed ahead', () => {
  for (const [name, script] of CASES) {
    it(`are carried out once and in order with ${name}`, async function () {
      this.timeout(120_000);
      const choose = seededChooser(371);
      for (const chunk of TURNS) {
        for (const [between, slowly] of PACES) {
          const limits = { chunk, instructions: chunk };
          const stage = await ThreadStage.start({ limits, disks: { BOB: FILES } });
          const { whole } = stage;
          const pause = async (): Promise<void> => {
            let turns = between === 0 ? 0 : choose(between);
            await whole.soon(() => turns-- <= 0);
          };
          let bob = await whole.logon('BOB');
          await whole.enter(bob, `cp set pf1 immed ${PF1}`);
          for (const what of script) {
            const key = /^\[(.*)\]$/.exec(what)?.[1];
            const [, rows, columns] = /^(\d+)x(\d+)$/.exec(key ?? '') ?? [];
            if (key === 'LOGON') bob = await whole.logon('BOB');
            else if (rows !== undefined) bob.session.resize(Number(columns), Number(rows));
            else if (key !== undefined) bob.key(key);
            else {
              for (const character of what) {
                bob.type(character);
                if (slowly) await pause();
              }
              bob.key('ENTER');
            }
            await pause();
          }
          await whole.rest();
          for (let n = 0; bob.text.includes('MORE...') && n < 9; n++)
            await whole.press(bob, 'CLEAR');
          const left = bob.text;
          bob.key('CLEAR');
          await whole.enter(bob, 'type log file a');
          const log = bob.rows().filter((row) => /^\d$/.test(row));
          const told = `${String(chunk)} instructions, ${String(between)} turns:\n${left}\n${bob.text}`;
          expect(log, told).to.deep.equal(marksOf(script));
          expect(stage.errors()).to.deep.equal([]);
        }
      }
    });
  }
});
