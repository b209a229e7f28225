/**
 * What stands in the prefix area, in each of its forms, and what comes of it (z/VM: XEDIT Commands and Macros
 * Reference, "Prefix Subcommands").
 */
import { expect } from 'chai';
import { linesOf, newEditFile } from '../../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor } from '../../../../src/cms/xedit/editor.js';
import { runSubcommand } from '../../../../src/cms/xedit/interpreter.js';
import { enterPrefix, entryText, parsePrefix } from '../../../../src/cms/xedit/prefix/pending.js';
import { PREFIX_NAMES, RUN_PREFIXES } from '../../../../src/cms/xedit/prefix/run-prefix.js';
import { PREFIX_FORMS } from './prefix-form-table.js';

const LINES = ['a', 'b', 'c', 'd', 'e'];

/** A row as it comes out. */
function rowOf(entries: string): string {
  const editor = newEditor(newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, LINES), {
    rows: 24,
    columns: 80,
  });
  const file = activeFile(editor);
  const wanted: string[] = [];
  for (const screen of entries.split('; ')) {
    for (const one of screen.split(', ')) {
      const [, line = '', text = ''] = /^(\d+):(.*)$/.exec(one) ?? [];
      const entered = parsePrefix(text);
      if (entered === undefined) return `${entries} | no prefix command`;
      const at = Number(line);
      enterPrefix(file, { ...entered, line: at, hidden: 0, row: at + 3, kind: 'typed' });
    }
    for (;;) {
      const { action } = runSubcommand(editor, RUN_PREFIXES);
      if (action?.kind === 'macro') wanted.push(`${action.name} ${action.args}`);
      if (action === undefined) break;
    }
  }
  const state = `${String(file.current)}.${String(file.column)} ${[...linesOf(file)].join('/')}`;
  const labels = Object.entries(file.labels).map(([name, line]) => `.${name}=${String(line)}`);
  const waiting = file.pending.map((one) => `${String(one.line)}:${entryText(one)}`);
  const said = editor.messages.map((line) => line.replace(/^DMSX../, ''));
  return [entries, state, [...labels, ...wanted, ...waiting].join(', '), said.join('; ')]
    .join(' | ')
    .trimEnd();
}

const rows = PREFIX_FORMS.split('\n').filter(Boolean);

describe('Forms of the prefix commands of XEDIT', () => {
  for (const row of rows) {
    it(row, () => {
      expect(rowOf(row.split(' | ')[0]!)).to.equal(row);
    });
  }

  it('are tried of each', () => {
    const tried = new Set(
      rows.flatMap((row) =>
        row
          .split(' | ')[0]!
          .split(/[;,] /)
          .map((one) => parsePrefix(one.replace(/^\d+:/, ''))?.name ?? ''),
      ),
    );
    expect(PREFIX_NAMES.filter((name) => !tried.has(name))).to.deep.equal([]);
  });
});
