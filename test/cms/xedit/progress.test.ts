import { expect } from 'chai';
import { linesOf, newEditFile } from '../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../src/cms/xedit/editor.js';
import { runCommandLine, runSubcommand } from '../../../src/cms/xedit/interpreter.js';

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
    ({ editor } = run(editor, 'shift right 2 *'));
    const lines = linesOf(activeFile(editor));
    expect(lines).to.have.length(10_000);
    expect(lines.every((line, n) => line === `  LINE ${n + 40_000} OF A POEM`)).to.equal(true);
    ({ editor } = run(editor, 'find   LINE 49999'));
    expect(activeFile(editor).current).to.equal(10_000);
  });
});
