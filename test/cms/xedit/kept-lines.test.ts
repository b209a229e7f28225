import { expect } from 'chai';
import {
  deleteLines,
  linesOf,
  newEditFile,
  type EditFile,
} from '../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../src/cms/xedit/editor.js';
import { runSubcommand } from '../../../src/cms/xedit/interpreter.js';
import { enterPrefix } from '../../../src/cms/xedit/prefix/pending.js';
import { inScope, levelOf } from '../../../src/cms/xedit/selection.js';
import { setLevels } from '../../support/xedit-levels.js';

/** Numbers by chance, the same for a seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

function fileOf(seed: number): EditFile {
  const next = chance(seed);
  const size = 5 + next(600);
  const lines = Array.from({ length: size }, (_, i) => `line ${String(i + 1)}`);
  const file = newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, lines);
  const run = next(2) === 0 ? 1 : 300;
  for (let line = 1; line <= size;) {
    const count = Math.min(1 + next(run), size - line + 1);
    if (next(2) === 0) setLevels(file, line, count, 1);
    line += count;
  }
  setLevels(file, size, 1, 1);
  const line = (): number => 1 + next(size);
  file.labels = { A: line(), B: line(), C: size };
  for (const at of [line(), line()]) {
    const entry = { name: 'C', operands: [], hidden: 0, row: 0, kind: 'typed' } as const;
    enterPrefix(file, { ...entry, line: at });
  }
  file.places = { 1: { current: line(), column: 1, view: 1 } };
  const [first, last] = [line(), line()].sort((a, b) => a - b);
  if (next(2) === 0) file.options = { ...file.options, range: [first!, last!] };
  file.current = first!;
  return file;
}

/** All that moves along with lines. */
function seen(file: EditFile): unknown {
  const { labels, pending, places, current, options } = file;
  const lines = linesOf(file);
  const levels = lines.map((_, i) => levelOf(file, i + 1));
  const waiting = pending.map(({ line }) => line);
  return { lines, levels, labels, waiting, places, current, range: options.range };
}

function runWhole(editor: Editor, text: string): { rc: number; steps: number } {
  let steps = 1;
  let outcome = runSubcommand(editor, text);
  for (; outcome.action?.kind === 'again'; steps++) {
    outcome = runSubcommand(editor, outcome.action.text);
  }
  return { rc: outcome.rc, steps };
}

describe('Lines of which some are out of scope', () => {
  it('DELETE does what taking them out one by one does, whatever stands at lines', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const file = fileOf(seed);
      const other = structuredClone(file);
      const from = file.current;
      const size = file.options.range?.[1] ?? linesOf(file).length;
      runWhole(newEditor(file, { rows: 24, columns: 80 }), 'delete *');
      for (let line = size; line >= from; line--) {
        if (inScope(other, line)) deleteLines(other, line, 1);
      }
      expect(seen(file), `seed ${String(seed)}`).to.deep.equal(seen(other));
    }
  });

  it('every other one of many lines is deleted, moved and copied in few steps', () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => `${i % 2 === 0 ? 'even' : 'odd'} ${i}`);
    const even = lines.filter((line) => line.startsWith('even'));
    const odd = lines.filter((line) => line.startsWith('odd'));
    const play = (command: string): readonly string[] => {
      const file = newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, lines);
      const editor = newEditor(file, { rows: 24, columns: 80 });
      runWhole(editor, 'all /even/');
      runWhole(editor, ':1');
      expect(runWhole(editor, command).steps).to.be.within(5, 60);
      runWhole(editor, 'all');
      return linesOf(activeFile(editor));
    };
    expect(play('delete *')).to.deep.equal(odd);
    expect(play('move * *')).to.deep.equal([...odd, ...even]);
    expect(play('copy * *')).to.deep.equal([...lines, ...even]);
  });

  it('RECOVER brings back what was deleted', () => {
    const file = newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, ['a', 'b', 'a', 'b']);
    const editor = newEditor(file, { rows: 24, columns: 80 });
    for (const command of ['all /a/', 'delete *', 'all', 'top', 'recover *'])
      runWhole(editor, command);
    expect(linesOf(file)).to.deep.equal(['a', 'a', 'b', 'b']);
  });
});
