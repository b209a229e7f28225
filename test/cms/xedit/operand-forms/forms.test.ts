/**
 * Every subcommand of XEDIT takes the operands that its reference has, and refuses others: what becomes of the file, the current
 * line and the column pointer, the return code, and what is said (z/VM: XEDIT Commands and Macros Reference).
 */
import { expect } from 'chai';
import { linesOf, newEditFile } from '../../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../../src/cms/xedit/editor.js';
import {
  findSubcommand,
  runSubcommand,
  SUBCOMMANDS,
} from '../../../../src/cms/xedit/interpreter.js';
import { OPTIONS } from '../../../../src/cms/xedit/options/options.js';
import type { Outcome } from '../../../../src/cms/xedit/subcommand.js';
import { FORMS, TAKES_ANYTHING, TAKEN_BY_THE_SESSION } from './form-table.js';
import { TARGETS } from './target-table.js';

/** The file: its second line is current, the fourth has the name .X. */
const LINES = ['one two', 'three', '', 'four four', 'five'];

function session(): Editor {
  const editor = newEditor(newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, LINES), {
    rows: 24,
    columns: 80,
  });
  for (const line of [':4', 'set point .x', ':2', 'cfirst']) run(editor, line);
  return editor;
}

/** Runs a subcommand to its end, whatever macros there are. */
function run(editor: Editor, line: string): Outcome {
  for (;;) {
    const outcome = runSubcommand(editor, `COMMAND ${line}`);
    if (outcome.action?.kind !== 'again') return outcome;
  }
}

/** Current line and column, lines that are not as at first, and what is left for the session to do. */
function stateOf(editor: Editor, { action }: Outcome): string {
  const file = activeFile(editor);
  const lines = [...linesOf(file)].join('/');
  const text = lines === LINES.join('/') ? '' : ` ${lines}`;
  const mode = editor.mode === 'edit' ? '' : ` ${editor.mode}`;
  const wanted = action === undefined ? '' : ` ${action.kind}`;
  return `${String(file.current)}.${String(file.column)}${text}${mode}${wanted}`;
}

/** A row as it comes out. */
function rowOf(line: string): string {
  const editor = session();
  const lines = line.split(' # ');
  for (const first of lines.slice(0, -1)) {
    expect(run(editor, first).rc, first).to.be.within(0, 1);
    editor.ran = first;
  }
  editor.messages = [];
  const outcome = run(editor, lines.at(-1)!);
  const said = editor.messages.join('; ').replace(/DMSX..(?=\d{3})/g, '');
  return [line, String(outcome.rc), stateOf(editor, outcome), said].join(' | ').trimEnd();
}

const rowsOf = (table: string): string[] =>
  table.split('\n').filter((row) => row.trim() !== '' && !row.startsWith('#'));

describe('Operands of the subcommands of XEDIT', () => {
  for (const row of rowsOf(FORMS)) {
    it(row, () => {
      const [line = '', rc = '', state = ''] = row.split(' | ');
      expect(rowOf(line)).to.equal(row);
      if (rc === '5' && !line.includes(' # '))
        expect(state.replace(/ \|$/, ''), 'nothing is done').to.equal('2.1');
    });
  }

  it('are tried of every subcommand, right and wrong', () => {
    const tried = new Map<string, Set<string>>();
    for (const row of rowsOf(FORMS)) {
      const [line = '', rc = ''] = row.split(' | ');
      const name = findSubcommand(/^[a-z]+/.exec(line.split(' # ').at(-1)!)?.[0] ?? '')?.name ?? '';
      const ways = tried.get(name) ?? new Set<string>();
      tried.set(name, ways.add(rc === '5' ? 'wrong' : 'right'));
    }
    const options = new Set(OPTIONS.map(({ name }) => name));
    // those of SET are in the table of options
    const names = SUBCOMMANDS.map(({ name }) => name).filter((name) => !options.has(name));
    const lacking = (way: string): string[] => names.filter((name) => !tried.get(name)?.has(way));
    expect(lacking('right')).to.deep.equal([]);
    expect(lacking('wrong').sort()).to.deep.equal(
      [...TAKES_ANYTHING, ...TAKEN_BY_THE_SESSION].sort(),
    );
  });
});

describe('Targets of XEDIT', () => {
  for (const row of rowsOf(TARGETS)) {
    it(row, () => {
      expect(rowOf(row.split(' | ')[0] ?? '')).to.equal(row);
    });
  }
});
