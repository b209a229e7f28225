/** Immediate commands where a program has the whole screen: typed there they are its own, behind PA1 and BEGIN they are CMS's. */
import { expect } from 'chai';
import type { Person } from '../../support/scenario.js';
import { ThreadStage } from '../../support/thread-stage.js';
import { execFile } from '../../support/cms-disk.js';

const FILES = [
  execFile('LOOPS', '/* */', 'do forever; end'),
  { name: 'SPINS', type: 'XEDIT', lines: ['/* */', 'do forever; nop; end'] },
  { name: 'BIG', type: 'DATA', lines: Array.from({ length: 300 }, (_, i) => `line ${String(i)}`) },
];

async function alice(...lines: string[]): Promise<Person> {
  const stage = await ThreadStage.start({ disks: { ALICE: FILES } });
  const person = await stage.logon('ALICE');
  for (const line of lines) await person.enter(line);
  return person;
}

describe('immediate commands and full screens', function () {
  this.timeout(60_000);
  for (const screen of ['xedit a b a', 'filelist', 'help type']) {
    for (const word of ['hx', 'hi', 'ht', 'rt', 'ts', 'te', 'ho', 'so', 'ro', 'hb']) {
      it(`${word} is not a command of the screen of ${screen}`, async () => {
        const person = await alice(screen);
        await person.enter(word);
        await person.sees(new RegExp(`542E No such subcommand ?: ${word}`));
      });
    }
  }

  for (const [name, lines, after] of [
    ['an EXEC from XEDIT', ['xedit a b a', 'loops'], /X E D I T/],
    ['an EXEC by CMS from XEDIT', ['xedit a b a', 'cms loops'], /X E D I T/],
    ['a macro of XEDIT', ['xedit a b a', 'spins'], /X E D I T/],
    ['an EXEC from FILELIST', ['filelist', 'loops'], /X E D I T/],
  ] as const) {
    it(`HX and HI stop ${name}, behind PA1 and BEGIN`, async () => {
      for (const [word, wanted] of [
        ['hx', /^Ready;/],
        ['hi', after],
      ] as const) {
        const person = await alice(...lines);
        await person.press('PA1');
        await person.sees(/CP READ/);
        await person.enter('begin');
        await person.enter(word);
        for (let page = 0; page < 3; page++) {
          const rows = await person.sees(new RegExp(`${wanted.source}|MORE\\.\\.\\.|HOLDING`));
          if (rows.some((row) => wanted.test(row))) break;
          await person.press('CLEAR');
        }
        expect(
          (await person.screen()).some((row) => wanted.test(row)),
          word,
        ).to.equal(true);
      }
    });
  }

  it('HX in the subset of CMS ends the editor, too', async () => {
    const person = await alice('xedit a b a', 'cms');
    await person.sees(/CMS subset/);
    await person.enter('hx');
    await person.sees(/^Ready;/);
    await person.enter('query userid');
    await person.sees(/ALICE +AT/);
  });
});
