/**
 * Walks the tables of options of commands: each option does something, by its name and by its shortest form; a letter less is
 * none; twice, against another and without its value it is refused. The tables have every option of the sources.
 */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { optionRules } from '../../../../src/cms/commands/operands.js';
import { lineOf, play, readyOf, shown, valuesOf, type OptionTable } from './option-row.js';
import { OPTION_TABLES } from './option-tables.js';

const TOP = fileURLToPath(new URL('../../../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(TOP, path), 'utf8');

/** Sources whose options are those of programs, mail, printing and the like: tests of their own play them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'commands/assemble-options': 'test/cms/commands/assemble.test.ts',
  'commands/default-options-table': 'test/cms/commands/defaults.test.ts',
  'commands/help': 'test/cms/commands/help.test.ts',
  'commands/identify': 'test/cms/exec/globals.test.ts',
  'commands/namefind': 'test/cms/mail/mail.test.ts',
  'commands/names': 'test/cms/mail/names-panel.test.ts',
  'commands/peek': 'test/cms/commands/spool-commands.test.ts',
  'commands/print': 'test/cms/commands/printing.test.ts',
  'commands/punch': 'test/cms/commands/spool-commands.test.ts',
  'commands/receive': 'test/cms/commands/spool-commands.test.ts',
  'commands/sendfile': 'test/cms/commands/spool-commands.test.ts',
  'commands/synonym': 'test/cms/messages/case-table.ts',
  'commands/tell': 'test/cms/mail/mail.test.ts',
  'commands/update-request': 'test/cms/commands/update.test.ts',
  'commands/wakeup': 'test/cms/commands/wakeup.test.ts',
  'loader/genmod': 'test/cms/loader/options.test.ts',
  'loader/load-request': 'test/cms/loader/options.test.ts',
  'loader/modmap': 'test/cms/loader/options.test.ts',
  'loader/nucxload': 'test/cms/loader/options.test.ts',
  'loader/run-module': 'test/cms/loader/options.test.ts',
  'os/labeldef': 'test/cms/os/tape.test.ts',
  'shell/extension-commands': 'test/cms/loader/options.test.ts',
  'shell/segment': 'test/cms/nucleus/segments.test.ts',
  'xedit/xedit-options': 'test/cms/xedit/type-defaults.test.ts',
};

describe('The tables of options of commands', () => {
  it('have all that the sources have, but what other tests play', () => {
    const folder = 'test/cms/commands/options';
    const tables = readdirSync(join(TOP, folder)).map((name) => read(`${folder}/${name}`));
    const walked = tables.flatMap((text) =>
      [...text.matchAll(/src\/cms\/([a-z/-]+)\.js'/g)].map(([, name]) => name!),
    );
    const sources = readdirSync(join(TOP, 'src/cms'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && read(`src/cms/${name}`).includes('optionRules('))
      .map((name) => name.replace(/\.ts$/, ''));
    const left = sources.filter((name) => !walked.includes(name));
    expect(left.sort()).to.deep.equal(Object.keys(ELSEWHERE).sort());
    for (const path of Object.values(ELSEWHERE)) expect(read(path).length).to.be.greaterThan(0);
  });
});

function walk(table: OptionTable): void {
  const { module, rules, rows, line, conflicts } = table;
  const rig = table.world();
  /** The last message and the return code of the options behind the line of the table. */
  const says = (...words: readonly string[]): string[] =>
    shown(rig, `${line} (${words.filter((word) => word !== '').join(' ')}`).slice(-2);
  const whole = (name: string): string => `${name} ${valuesOf(table, name)}`.trimEnd();

  it('are those of the manual', () => {
    expect([...rules].sort((a, b) => (a.name < b.name ? -1 : 1))).to.deep.equal(
      optionRules(...table.options).sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });

  it('have a row each', () => {
    const names = new Set(rows.map(({ name }) => name));
    expect([...names].sort()).to.deep.equal(rules.map(({ name }) => name).sort());
  });

  for (const row of rows) {
    const rule = rules.find(({ name }) => name === row.name);
    if (rule === undefined) continue;
    it(lineOf(row, row.name), () => {
      const gives = row.also === undefined ? row.gives : [...row.gives, row.shows];
      expect(play(table, row, row.name)).to.deep.equal(gives);
      const without = play(table, row);
      if (row.usual === true) expect(without).to.deep.equal(gives);
      else expect(without).to.not.deep.equal(gives);
      const short = rule.name.slice(0, rule.minimum);
      if (short !== rule.name) expect(play(table, row, short), short).to.deep.equal(gives);
    });
  }

  it('are none when a letter is missing, and when there is one too many', () => {
    for (const { name, minimum } of rules) {
      const other = (word: string): boolean =>
        rules.some(
          (one) => one.name === word || (one.name.startsWith(word) && one.minimum <= word.length),
        );
      for (const word of [name.slice(0, minimum - 1), `${name.slice(0, 7)}X`]) {
        if (word === '' || other(word)) continue;
        expect(says(word, valuesOf(table, name)), word).to.deep.equal([
          `DMS${module}003E Invalid option: ${word}`,
          readyOf(24),
        ]);
      }
    }
  });

  it('are given once, or the last counts', () => {
    for (const { name } of rules) {
      const twice = says(whole(name), whole(name));
      const refusal = [`DMS${module}065E ${name} option specified twice`, readyOf(24)];
      if (table.lastCounts === true) expect(twice, name).to.not.deep.equal(refusal);
      else expect(twice, name).to.deep.equal(refusal);
    }
  });

  it('have their values', () => {
    for (const { name, values = 0 } of rules) {
      if (values === 0) continue;
      const message = table.missing?.(name) ?? `DMS${module}050E Parameter missing after ${name}`;
      expect(says(name), name).to.deep.equal([message, readyOf(24)]);
    }
  });

  it('exclude each other, or do not', () => {
    rules.forEach(({ name: one }, i) => {
      for (const { name: other } of rules.slice(i + 1)) {
        const both = conflicts.some((set) => set.includes(one) && set.includes(other));
        const [text = '', ready] = says(whole(one), whole(other));
        const told = /^DMS...066E (\S+) and (\S+) are conflicting options$/.exec(text);
        const names = told === null ? [] : [told[1], told[2]].sort();
        const label = `${one} ${other}: ${text}`;
        expect(names, label).to.deep.equal(both ? [one, other].sort() : []);
        if (both) expect(ready).to.equal(readyOf(24));
        if (both) expect(text).to.match(new RegExp(`^DMS${module}`));
      }
    });
  });

  for (const [typed, rc, says] of table.lines ?? []) {
    it(`${typed}: ${says ?? readyOf(rc)}`, () => {
      const lines = shown(table.world(), typed);
      expect(lines).to.deep.equal([...(says === undefined ? [] : [says]), readyOf(rc)]);
    });
  }
}

for (const table of OPTION_TABLES) {
  describe(`The options of ${table.title}`, () => {
    walk(table);
  });
}
