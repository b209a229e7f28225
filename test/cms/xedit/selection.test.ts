/** Selective line editing: levels, what is displayed, and what subcommands reach. */
import { expect } from 'chai';
import fc from 'fast-check';
import {
  deleteLines,
  insertLines,
  linesOf,
  moveLines,
  newEditFile,
  sizeOf,
  type EditFile,
} from '../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../src/cms/xedit/editor.js';
import { runCommandLine, runSubcommand } from '../../../src/cms/xedit/interpreter.js';
import { extractVariables } from '../../../src/cms/xedit/subcommands/extract.js';
import { isShown, levelOf, linesAway, scopeRun } from '../../../src/cms/xedit/selection.js';
import { setLevels } from '../../support/xedit-levels.js';
import { edit, enter, setup } from '../../support/xedit-world.js';

const LINES = ['alpha one', 'beta two', 'gamma one', 'delta two', 'epsilon one', 'zeta three'];

function editor(lines: readonly string[] = LINES): Editor {
  return newEditor(newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, lines), { rows: 24, columns: 80 });
}

/** Runs subcommands to their end; the last return code. */
function run(session: Editor, ...commands: readonly string[]): number {
  let rc = 0;
  for (const command of commands) {
    let outcome = runCommandLine(session, command);
    while (outcome.action?.kind === 'again') outcome = runSubcommand(session, outcome.action.text);
    rc = outcome.rc;
  }
  return rc;
}

function shown(file: EditFile): string[] {
  return linesOf(file).filter((_, i) => isShown(file, i + 1));
}

interface Case {
  readonly title: string;
  readonly enter: readonly string[];
  readonly rc?: number;
  readonly shown?: readonly string[];
  readonly lines?: readonly string[];
  readonly at?: number;
  readonly message?: string;
}

const ONES = ['alpha one', 'gamma one', 'epsilon one'];
const CASES: readonly Case[] = [
  { title: 'ALL shows the lines that match', enter: ['all /one/'], shown: ONES, at: 0 },
  { title: 'ALL alone shows everything again', enter: ['all /one/', 'all'], shown: LINES },
  {
    title: 'ALL looks through hidden lines, too',
    enter: ['all /one/', 'all /two/'],
    shown: ['beta two', 'delta two'],
  },
  {
    title: 'ALL with an expression',
    enter: ['all /one/ & /a o/ | /three/'],
    shown: ['alpha one', 'gamma one', 'zeta three'],
  },
  {
    title: 'ALL without a match leaves everything displayed, rc 2',
    enter: ['all /nine/'],
    rc: 2,
    shown: LINES,
    message: 'DMSXDC546E Target not found',
  },
  { title: 'ALL with a word that is no target', enter: ['all one'], rc: 5, shown: LINES },
  { title: 'the current line moves to the next displayed', enter: [':2', 'all /one/'], at: 3 },
  { title: 'DOWN counts displayed lines', enter: ['all /one/', 'down 2'], at: 3 },
  { title: 'UP, too', enter: ['all /one/', 'bottom', 'up 1'], at: 3 },
  { title: 'so does a relative target', enter: ['all /one/', '+3'], at: 5 },
  { title: 'DOWN to the end', enter: ['all /one/', 'down 4'], at: 7, rc: 1 },
  { title: 'LOCATE passes over hidden lines', enter: ['all /one/', '/a/', '/ta/'], at: 7, rc: 2 },
  { title: 'FIND, too', enter: ['all /one/', 'find d'], at: 7, rc: 2 },
  { title: 'a hidden line number is the next in scope', enter: ['all /one/', ':4'], at: 5 },
  { title: 'SCOPE ALL reaches all', enter: ['all /one/', 'set scope all', 'down 2'], at: 2 },
  {
    title: 'CHANGE changes displayed lines only',
    enter: ['all /one/', 'c/a/X/ * *'],
    lines: ['XlphX one', 'beta two', 'gXmmX one', 'delta two', 'epsilon one', 'zeta three'],
    message: 'DMSXCG517I 4 occurrence(s) changed on 2 line(s)',
  },
  {
    title: 'DELETE deletes displayed lines only',
    enter: ['all /one/', 'top', 'delete *', 'all'],
    rc: 0,
    lines: ['beta two', 'delta two', 'zeta three'],
    message: 'DMSXMC501I 3 line(s) deleted',
  },
  {
    title: 'DELETE 2 deletes two displayed lines',
    enter: ['all /one/', ':1', 'delete 2'],
    lines: ['beta two', 'delta two', 'epsilon one', 'zeta three'],
    at: 3,
  },
  {
    title: 'COPY copies displayed lines only',
    enter: ['all /two/', 'top', 'down', 'copy 2 *'],
    lines: [...LINES, 'beta two', 'delta two'],
    message: 'DMSXMC509I 2 line(s) copied',
    at: 8,
  },
  {
    title: 'MOVE moves displayed lines only',
    enter: ['all /two/', ':2', 'move 2 -*'],
    lines: ['beta two', 'delta two', 'alpha one', 'gamma one', 'epsilon one', 'zeta three'],
    at: 2,
  },
  {
    title: 'UPPERCAS, too',
    enter: ['all /three/', 'top', 'uppercas *'],
    lines: [...LINES.slice(0, 5), 'ZETA THREE'],
  },
  {
    title: 'SET SELECT and DISPLAY select by level',
    enter: [':1', 'set select 1 2', ':4', 'set select 2 1', 'set display 1 2'],
    shown: ['alpha one', 'beta two', 'delta two'],
  },
  {
    title: 'levels are added and subtracted',
    enter: ['scope all', ':1', 'select 3 *', ':2', 'select +2 1', ':3', 'sel -1 2', 'display 3 *'],
    shown: ['alpha one', 'beta two', 'epsilon one', 'zeta three'],
    at: 3,
  },
  { title: 'a level below 0 is 0', enter: [':1', 'select -5 1'], shown: LINES },
  { title: 'DISPLAY of one level', enter: [':1', 'select 7 1', 'disp 7'], shown: ['alpha one'] },
  { title: 'a level that is none', enter: ['set select 256'], rc: 5 },
  { title: 'DISPLAY without operands', enter: ['set display'], rc: 5 },
  { title: 'DISPLAY backwards', enter: ['set display 3 2'], rc: 5 },
  { title: 'SELECT to a target that is not there', enter: ['select 1 /none/'], rc: 2 },
  { title: 'SCOPE of something else', enter: ['set scope some'], rc: 5 },
  { title: 'QUERY SCOPE', enter: ['q scope'], message: 'SCOPE DISPLAY' },
  { title: 'QUERY SHADOW', enter: ['set shadow off', 'q shad'], message: 'SHADOW OFF' },
  { title: 'QUERY DISPLAY', enter: ['set display 1 *', 'q disp'], message: 'DISPLAY 1 *' },
  { title: 'QUERY SELECT', enter: [':2', 'select 4', 'q sel'], message: 'SELECT 0 4', at: 3 },
  {
    title: 'a line that is put in is displayed',
    enter: ['all /one/', ':3', 'input new'],
    shown: ['alpha one', 'gamma one', 'new', 'epsilon one'],
  },
  {
    title: 'ADD and DUPLICAT, too',
    enter: ['all /one/', ':3', 'add 1', 'duplicat 1'],
    shown: ['alpha one', 'gamma one', 'gamma one', '', 'epsilon one'],
  },
];

describe('XEDIT selective line editing', () => {
  for (const test of CASES) {
    it(test.title, () => {
      const session = editor();
      const file = activeFile(session);
      const rc = run(session, ...test.enter);
      if (test.shown) expect(shown(file)).to.deep.equal(test.shown);
      if (test.lines) expect(linesOf(file)).to.deep.equal(test.lines);
      if (test.at !== undefined) expect(file.current).to.equal(test.at);
      if (test.message !== undefined) expect(session.messages).to.include(test.message);
      expect(rc).to.equal(test.rc ?? 0);
    });
  }

  it('EXTRACT tells level, highest level, display, scope and shadow', () => {
    const session = editor();
    run(session, 'set scope all', ':1', 'select 2', ':4', 'select 9 1', ':1', 'display 2 9');
    const values = (name: string) => extractVariables(session, name)?.[0]?.values;
    expect(values('SELECT')).to.deep.equal([2, 9]);
    expect(values('DISPLAY')).to.deep.equal([2, 9]);
    expect(values('SCOPE')).to.deep.equal(['ALL']);
    expect(values('SHADOW')).to.deep.equal(['ON']);
  });

  it('levels follow their lines, whatever is put in, taken out and moved', () => {
    const action = fc.record({
      kind: fc.constantFrom('insert', 'delete', 'level', 'move'),
      at: fc.nat(30),
      count: fc.integer({ min: 1, max: 6 }),
      level: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), fc.nat(3), (actions, low) => {
        const file = newEditFile(['A', 'B', 'A1'], 'V', 80, ['0', '1', '2', '3', '4']);
        const session = newEditor(file, { rows: 24, columns: 80 });
        let model = ['0', '1', '2', '3', '4'].map((text) => ({ text, level: 0 }));
        let named = 5;
        run(session, 'set scope all', `set display ${low} 3`);
        for (const { kind, at, count, level } of actions) {
          const line = Math.min(at, sizeOf(file));
          if (kind === 'insert') {
            const added = Array.from({ length: count }, () => String(named++));
            insertLines(file, line, added);
            model.splice(line, 0, ...added.map((text) => ({ text, level: low })));
          } else if (kind === 'delete' && line > 0) {
            deleteLines(file, line, count);
            model.splice(line - 1, count);
          } else if (kind === 'level' && line > 0) {
            file.current = line;
            run(session, `set select ${level} ${count}`);
            model = model.map((one, i) =>
              i >= line - 1 && i < line - 1 + count ? { ...one, level } : one,
            );
          } else if (kind === 'move' && line > 0 && line + count - 1 <= sizeOf(file)) {
            moveLines(file, line, count, 0);
            model.unshift(...model.splice(line - 1, count));
          }
        }
        expect(linesOf(file)).to.deep.equal(model.map(({ text }) => text));
        expect(model.map((_, i) => levelOf(file, i + 1))).to.deep.equal(
          model.map((one) => one.level),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('counts lines of the scope as a walk over them does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        fc.nat(21),
        fc.integer({ min: -25, max: 25 }),
        (hidden, start, by) => {
          const file = newEditFile(['A', 'B', 'A1'], 'V', 80, hidden.map(String));
          for (const [i, one] of hidden.entries()) setLevels(file, i + 1, 1, Number(one));
          const all = [0, ...hidden.flatMap((one, i) => (one ? [] : [i + 1])), hidden.length + 1];
          const from = all.filter((line) => line <= start).at(-1)!;
          const wanted = all.indexOf(from) + by;
          const away = linesAway(file, from, by);
          const clamped = Math.max(0, Math.min(hidden.length + 1, away));
          expect(clamped).to.equal(all[Math.max(0, Math.min(all.length - 1, wanted))]);
          if (from > 0) expect(scopeRun(file, from, hidden.length)).to.be.at.least(0);
        },
      ),
    );
  });

  it('a million lines: two of three are hidden, changed in steps, and the others stay', () => {
    const session = editor(Array.from({ length: 1_000_000 }, (_, i) => `line ${i % 3}`));
    const file = activeFile(session);
    expect(run(session, 'all /line 1/')).to.equal(0);
    // lines whose levels differ take a byte each, and an arena more for those that may come
    const levels = file.text.arenas.reduce((sum, arena) => sum + (arena.levels?.length ?? 0), 0);
    expect(levels).to.be.within(1_000_000, 1_300_000);
    run(session, 'bottom');
    expect(file.current).to.equal(999_999 - 1);
    run(session, 'top', 'c/line/row/ *', 'all /row/');
    expect(session.messages.at(-1)).to.equal(
      'DMSXCG517I 333333 occurrence(s) changed on 333333 line(s)',
    );
    expect(scopeRun(file, 1, 1_000_000)).to.equal(1);
    // stretches that lie far from each other
    run(
      session,
      'all',
      ':1',
      'select 1 3',
      ':900000',
      'select 1 2',
      'display 1',
      'top',
      'delete *',
    );
    expect(sizeOf(file)).to.equal(999_995);
  });
});

describe('XEDIT shadow lines', () => {
  const shot = (commands: readonly string[]): readonly string[] => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      ...commands.map((command) => enter(command)),
      enter('qquit'),
    ]);
    return at.screens.at(-1) ?? [];
  };
  const DASHES = '-'.repeat(20);

  it('stand for the lines that are not displayed', () => {
    const rows = shot(['all /are/']);
    expect(rows.slice(11, 20)).to.deep.equal([
      ' ===== * * * Top of File * * *',
      '       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...',
      ' ===== Roses are red',
      ' ===== violets are blue',
      ' ===== cards are punched',
      ` ===== ${DASHES} 1 line(s) not displayed ${DASHES}`,
      ' ===== * * * End of File * * *',
      '',
      '',
    ]);
  });

  it('are not there with SHADOW OFF', () => {
    const rows = shot(['all /are/', 'set shadow off']);
    expect(rows.slice(15, 18)).to.deep.equal([
      ' ===== cards are punched',
      ' ===== * * * End of File * * *',
      '',
    ]);
  });

  it('stand in the row of the current line when that is not displayed', () => {
    const rows = shot(['all /sent/', 'set scope all', ':2']);
    expect(rows.slice(10, 16)).to.deep.equal([
      ' ===== * * * Top of File * * *',
      ` ===== ${DASHES} 3 line(s) not displayed ${DASHES}`,
      '       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...',
      ' ===== and sent to you',
      ' ===== * * * End of File * * *',
      '',
    ]);
  });

  it('are numbered by their first line', () => {
    const rows = shot(['all /cards/', 'set number on']);
    expect(rows.slice(13, 17)).to.deep.equal([
      ` 00001 ${DASHES} 2 line(s) not displayed ${DASHES}`,
      ' 00003 cards are punched',
      ` 00004 ${DASHES} 1 line(s) not displayed ${DASHES}`,
      ' 00005 * * * End of File * * *',
    ]);
  });
});
