import { expect } from 'chai';
import { linesOf, newEditFile } from '../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../src/cms/xedit/editor.js';
import { runCommandLine, runSubcommand } from '../../../src/cms/xedit/interpreter.js';
import type { Outcome } from '../../../src/cms/xedit/subcommand.js';

const LINES = 50_000;

function large(): Editor {
  const lines = Array.from({ length: LINES }, (_, n) => `line ${n} of a poem`);
  return newEditor(newEditFile(['BIG', 'DATA', 'A1'], 'V', 80, lines), { rows: 24, columns: 80 });
}

/** Runs a command line to its end, written down between any two steps; how many steps it took. */
function run(given: Editor, text: string): { editor: Editor; steps: number } {
  let editor = given;
  editor.messages = [];
  let outcome = runCommandLine(editor, text);
  let steps = 1;
  for (; outcome.action?.kind === 'again'; steps++) {
    editor = structuredClone(editor);
    outcome = runSubcommand(editor, outcome.action.text);
  }
  expect(activeFile(editor).progress).to.equal(undefined);
  return { editor, steps };
}

describe('XEDIT subcommands over many lines', () => {
  it('search and change in many steps, with the result of one', () => {
    let { editor, steps } = run(large(), 'c/poem/rose/ * *');
    expect(steps).to.be.greaterThan(10);
    expect(editor.messages.join()).to.contain(`${LINES} occurrence(s) changed on ${LINES} line(s)`);
    const file = activeFile(editor);
    expect(linesOf(file).every((line, n) => line === `line ${n} of a rose`)).to.equal(true);
    expect(editor.history).to.deep.equal(['c/poem/rose/ * *']);

    ({ editor, steps } = run(editor, 'top'));
    ({ editor, steps } = run(editor, '/line 49999/'));
    expect(steps).to.be.greaterThan(3);
    expect(activeFile(editor).current).to.equal(LINES);
    ({ editor, steps } = run(editor, '-/line 7 /'));
    expect(activeFile(editor).current).to.equal(8);
    ({ editor, steps } = run(editor, '/nowhere/'));
    expect(steps).to.be.greaterThan(3);
    expect(editor.messages.join()).to.contain('546E');
  });

  it('wraps a long search round once, and no further', () => {
    const start = large();
    activeFile(start).settings.wrap = true;
    activeFile(start).current = 30_000;
    let { editor } = run(start, '/line 29998 /');
    expect(activeFile(editor).current).to.equal(29_999);
    expect(editor.messages.join()).to.contain('592W');
    ({ editor } = run(editor, '/nowhere/'));
    expect(activeFile(editor).current).to.equal(29_999);
    expect(editor.messages.join()).to.contain('546E');
  });

  it('deletes up to a target far away, shifts, and changes case', () => {
    let { editor } = run(large(), 'next');
    ({ editor } = run(editor, 'delete /line 40000 /'));
    expect(linesOf(activeFile(editor))[0]).to.equal('line 40000 of a poem');
    ({ editor } = run(editor, 'uppercas *'));
    // the last line is the current one, as STAY is off
    expect(activeFile(editor).current).to.equal(10_000);
    ({ editor } = run(editor, ':1'));
    ({ editor } = run(editor, 'shift right 2 *'));
    ({ editor } = run(editor, 'top'));
    const lines = linesOf(activeFile(editor));
    expect(lines).to.have.length(10_000);
    expect(lines.every((line, n) => line === `  LINE ${n + 40_000} OF A POEM`)).to.equal(true);
    ({ editor } = run(editor, 'find   LINE 49999'));
    expect(activeFile(editor).current).to.equal(10_000);
  });

  it('take lines back that PUT has kept, merge, and repeat a block, in many steps', () => {
    let { editor, steps } = run(large(), ':1');
    ({ editor, steps } = run(editor, 'put 30000'));
    expect(steps).to.be.greaterThan(3);
    ({ editor, steps } = run(editor, 'top'));
    ({ editor, steps } = run(editor, 'get'));
    expect(steps).to.be.greaterThan(3);
    let lines = linesOf(activeFile(editor));
    expect(lines).to.have.length(LINES + 30_000);
    expect([lines[0], lines[29_999], lines[30_000]]).to.deep.equal([
      ...['line 0 of a poem', 'line 29999 of a poem', 'line 0 of a poem'],
    ]);
    ({ editor, steps } = run(editor, ':1'));
    ({ editor, steps } = run(editor, 'merge 4000 :40001 30'));
    expect(steps).to.be.greaterThan(3);
    lines = linesOf(activeFile(editor));
    expect(lines).to.have.length(LINES + 26_000);
    expect(lines[36_000]).to.equal('line 10000 of a poem         line 0 of a poem');
    expect(lines[39_999]).to.equal('line 13999 of a poem         line 3999 of a poem');
    expect(lines[40_000]).to.equal('line 14000 of a poem');
    const file = activeFile(editor);
    file.operation = { kind: 'repeat', first: 2, count: 7000, by: 3 };
    ({ editor, steps } = run(editor, 'lprefix /'));
    expect(steps).to.be.greaterThan(3);
    const repeated = linesOf(activeFile(editor));
    expect(repeated).to.have.length(LINES + 26_000 + 21_000);
    expect(repeated.slice(1, 7001)).to.deep.equal(lines.slice(1, 7001));
    for (const copy of [1, 2, 3]) {
      const from = 1 + copy * 7000;
      expect(repeated.slice(from, from + 7000)).to.deep.equal(lines.slice(1, 7001));
    }
  });

  it('count and hide lines of a million as one', () => {
    const { editor } = run(large(), ':1');
    const { editor: hidden } = run(editor, 'set select 1 :20001');
    const file = activeFile(hidden);
    expect(file.current).to.equal(20_001);
    const { editor: told } = run(hidden, 'query nbscope');
    expect(told.messages).to.include(`NBSCOPE ${LINES - 20_000} 1`);
    const { editor: gone } = run(hidden, 'delete *');
    expect(activeFile(gone).text.size).to.equal(20_000);
  });
});

/** What runs as the next step of a subcommand; undefined when it is over. */
function furtherStep({ action }: Outcome): string | undefined {
  if (action?.kind === 'again') return action.text;
  return action?.kind === 'stack' || action?.kind === 'tell' ? action.again : undefined;
}

/** Subcommands whose targets are looked for in steps, and what they leave. */
const FAR: Readonly<
  Record<
    string,
    { readonly size?: number; readonly at?: number; readonly says?: string; readonly rc?: number }
  >
> = {
  'copy 30000 :40001': { size: 80_000, at: 70_001, says: '30000 line(s) copied' },
  'copy /line 30000 / /line 40000 /': { size: 80_000, at: 70_001, says: '30000 line(s) copied' },
  'move /line 30000 / /line 40000 /': { at: 40_001, says: '30000 line(s) moved' },
  'merge /line 4000 / /line 40000 /': { size: 46_000, at: 40_000, says: '4000 line(s) merged' },
  'put /line 49990 /': { at: 49_991 },
  'putd /line 49990 /': { size: 10, at: 1 },
  'type /line 4000 /': { at: 4_000 },
  'hextype /line 4000 /': { at: 4_000 },
  'set range /line 20000 / /line 40000 /': { at: 20_000 },
  'clocate /line 49000 /': { at: 49_001 },
  'set select 1 /line 40000 /': { at: 40_001 },
  'stack /line 40000 /': { at: 40_000 },
  'lprefix "20000': { size: 70_000, at: 1 },
  'repeat /line 40000 /': { at: 40_001 },
};

describe('XEDIT subcommands with a target far away', () => {
  for (const [text, expected] of Object.entries(FAR)) {
    it(text, () => {
      const session = large();
      activeFile(session).current = 1;
      session.ran = 'set wrap off';
      let editor = session;
      let outcome = runCommandLine(editor, text);
      for (let steps = 1; ; steps++) {
        const next = furtherStep(outcome);
        if (next === undefined) break;
        expect(steps, 'steps without end').to.be.below(5_000);
        if (steps % 50 === 1) editor = structuredClone(editor);
        outcome = runSubcommand(editor, next);
      }
      const file = activeFile(editor);
      expect(outcome.rc, editor.messages.join()).to.equal(0);
      expect(file.text.size).to.equal(expected.size ?? LINES);
      expect(file.current).to.equal(expected.at);
      expect(editor.messages.join()).to.contain(expected.says ?? '');
      expect([file.progress, file.sought]).to.deep.equal([undefined, undefined]);
    });
  }

  it('RENUM leaves the current line where it was', () => {
    const lines = Array.from({ length: LINES }, (_, n) => `${n % 10} line`);
    const file = newEditFile(['BIG', 'VSBASIC', 'A1'], 'V', 80, lines);
    const session = newEditor(file, { rows: 24, columns: 80 });
    activeFile(session).current = 12_345;
    const { editor, steps } = run(session, 'renum 1 1');
    expect(steps).to.be.greaterThan(3);
    expect(activeFile(editor).current).to.equal(12_345);
    expect(linesOf(activeFile(editor), LINES, 1)).to.deep.equal(['50000 line']);
  });
});

/** Lines that one step may deal with, by subcommand: what it costs to deal with a line is what differs. */
const MOST_A_STEP: readonly (readonly [text: string, lines: number, first?: string])[] = [
  ['c/poem/rose/ *', 2_100],
  ['c/POEM/rose/ *', 600, 'set case m i'],
  ['c/po$em/rose/ *', 600, 'set arbchar on $'],
  ['count /poem/ *', 2_100],
  ['uppercas *', 450],
  ['shift right 2 *', 450],
  ['compress *', 400],
  ['type 20000', 300],
  ['hextype 20000', 80],
  ['stack *', 1_000],
  ['merge 4000 /line 40000 /', 200],
  ['/line 49999/', 9_000],
  ['put *', 4_600],
];

describe('A step of XEDIT deals with so many lines at the most', () => {
  for (const [text, most, first] of MOST_A_STEP) {
    it(text, () => {
      const editor = large();
      if (first !== undefined) runCommandLine(editor, first);
      runCommandLine(editor, ':1');
      let outcome = runCommandLine(editor, text);
      let before = 0;
      let steps = 0;
      for (let next = furtherStep(outcome); next !== undefined; next = furtherStep(outcome)) {
        const { line, lines } = activeFile(editor).progress!;
        if (outcome.action?.kind === 'tell') expect(outcome.action.lines).to.have.length(200);
        const at = text.startsWith('merge') ? lines : line - 1;
        // one that looks for its target first begins anew behind that
        if (at > before) expect(at - before).to.be.at.most(most);
        before = at;
        steps++;
        outcome = runSubcommand(editor, next);
      }
      expect(steps).to.be.at.least(3);
    });
  }

  it('SORT, however many pairs of short runs it merges', () => {
    const editor = large();
    runCommandLine(editor, ':1');
    let outcome = runCommandLine(editor, 'sort * d 6 11');
    /** Lines that this pass has merged. */
    let before = 0;
    let pass = 0;
    for (let next = furtherStep(outcome); next !== undefined; next = furtherStep(outcome)) {
      const { run, changes, line, lines, truncated } = activeFile(editor).progress!;
      if (changes === 0) {
        expect(run).to.be.at.most(256);
      } else {
        const through = Math.round(Math.log2(changes / run!));
        // a run without a second one stays where it is
        if (through > pass) before = 0;
        pass = through;
        const merged = line - 1 + lines + truncated;
        expect(merged - before).to.be.at.most(1_000 + run!);
        before = merged;
      }
      outcome = runSubcommand(editor, next);
    }
    expect(pass).to.be.at.least(7);
    const digits = (line: string): string => line.slice(5, 11);
    const sorted = linesOf(activeFile(editor));
    expect(sorted.every((line, n) => n === 0 || digits(sorted[n - 1]!) >= digits(line))).to.equal(
      true,
    );
  });

  it('TYPE gives all lines, piece by piece, and leaves the last as the current one', () => {
    const editor = large();
    runCommandLine(editor, ':2');
    const told: string[] = [];
    let outcome = runCommandLine(editor, 'type *');
    for (;;) {
      if (outcome.action?.kind === 'tell') told.push(...outcome.action.lines);
      const next = furtherStep(outcome);
      if (next === undefined) break;
      outcome = runSubcommand(editor, next);
    }
    expect(told).to.deep.equal(linesOf(activeFile(editor), 2));
    expect([outcome.rc, activeFile(editor).current]).to.deep.equal([1, LINES]);
  });
});
