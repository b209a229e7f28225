/** Walks the table of the options of XEDIT. */
import { expect } from 'chai';
import { newEditFile } from '../../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../../src/cms/xedit/editor.js';
import { runSubcommand } from '../../../../src/cms/xedit/interpreter.js';
import { OPTIONS } from '../../../../src/cms/xedit/options/options.js';
import type { Outcome } from '../../../../src/cms/xedit/subcommand.js';
import { extractVariables } from '../../../../src/cms/xedit/subcommands/extract.js';
import { OPTION_TABLE, type OptionRow } from './option-table.js';

function session(): Editor {
  const lines = ['alpha', 'beta', 'gamma', 'delta'];
  const editor = newEditor(newEditFile(['TEST', 'DATA', 'A1'], 'F', 80, lines), {
    rows: 24,
    columns: 80,
  });
  editor.ring.push({ ...newEditFile(['NEXT', 'DATA', 'A1'], 'F', 80, ['one']), id: 100_002 });
  return editor;
}

/** Runs a subcommand, whatever divides lines and whether macros come first. */
const run = (editor: Editor, text: string): Outcome => runSubcommand(editor, `command ${text}`);

/** The operand behind a name: PF3, but COLOR ARROW. */
const named = ({ name, of = '' }: OptionRow): string =>
  ['PF', 'PA'].includes(name) ? `${name}${of}` : `${name} ${of}`.trim();

function query(editor: Editor, row: OptionRow): readonly string[] {
  const { action } = run(editor, `query ${named(row)}`);
  const said = editor.messages.splice(0);
  return action?.kind === 'tell' ? action.lines : said;
}

function extract(editor: Editor, row: OptionRow): readonly (string | number)[] | undefined {
  const [found] = extractVariables(editor, named(row)) ?? [];
  if (found === undefined) return undefined;
  expect(found.name).to.equal(row.variable ?? row.name);
  return found.values;
}

const setLine = ({ name, set = '' }: OptionRow): string =>
  ['PF', 'PA'].includes(name) ? `set ${name}${set}` : `set ${name} ${set}`;

function setTo(editor: Editor, row: OptionRow): void {
  expect(run(editor, setLine(row)).rc, editor.messages.join()).to.equal(0);
}

/** The lines by which STATUS sets everything. */
function status(editor: Editor): readonly string[] {
  const { action } = run(editor, 'status');
  return action?.kind === 'tell' ? action.lines : [];
}

/** What TRANSFER leaves out. */
const TRANSFERRED: Readonly<Record<string, readonly [number, number]>> = {
  CURLINE: [1, 2],
  CURSOR: [0, 4],
  SCALE: [0, 2],
  TABLINE: [0, 2],
};

describe('The table of the options of XEDIT', () => {
  it('has every option', () => {
    const names = new Set(OPTION_TABLE.map(({ name }) => name));
    expect([...names].sort()).to.deep.equal(OPTIONS.map(({ name }) => name).sort());
  });

  for (const row of OPTION_TABLE) {
    const shown = row.query ?? [[row.name, ...row.extract].join(' ').trimEnd()];
    describe(row.set === undefined ? row.name : `SET ${row.name} ${row.set}`, () => {
      it('QUERY, EXTRACT and TRANSFER tell it', () => {
        const editor = session();
        if (row.set !== undefined) setTo(editor, row);
        expect(extract(editor, row)).to.deep.equal(row.extract);
        if (row.name !== '=') expect(query(editor, row)).to.deep.equal(shown);
        if (row.of !== undefined && !['PF', 'PA'].includes(row.name)) return;
        const { action } = run(editor, `transfer ${named(row)}`);
        const told = row.extract.slice(...(TRANSFERRED[row.name] ?? [0]));
        const stacked = action?.kind === 'stack' ? action.lines : undefined;
        if (row.name !== '=') expect(stacked).to.deep.equal([told.join(' ')]);
      });

      if (row.set === undefined) {
        it('cannot be set, nor modified', () => {
          const editor = session();
          for (const line of [`set ${row.name} 1`, `modify ${row.name}`]) {
            editor.messages = [];
            expect(run(editor, line).rc).to.equal(5);
            expect(editor.messages.join()).to.match(/520E Invalid operand : /);
          }
        });
        return;
      }

      it('MODIFY puts what SET takes into the command line', () => {
        const editor = session();
        setTo(editor, row);
        const before = extract(editor, row);
        const { rc } = run(editor, `modify ${named(row)}`);
        if (row.modify === '') return;
        expect(rc).to.equal(0);
        if (row.name === '=') return;
        expect(editor.commandLine).to.equal(`SET ${row.modify ?? shown[0]!}`);
        const line = editor.commandLine;
        editor.commandLine = '';
        expect(run(editor, line).rc, editor.messages.join()).to.equal(0);
        expect(extract(editor, row)).to.deep.equal(before);
      });

      it('what is wrong is refused, and changes nothing', () => {
        for (const [operands, number] of row.wrong ?? []) {
          const editor = session();
          const before = [extract(editor, row), status(editor)];
          editor.messages = [];
          const line = ['PF', 'PA'].includes(row.name)
            ? `set ${row.name}${operands}`
            : `set ${row.name} ${operands}`;
          const { rc } = run(editor, line);
          expect(rc, line).to.be.oneOf([2, 5, 20, 24]);
          expect(editor.messages.join(), line).to.match(new RegExp(`^DMSX..(?:${number}) `));
          expect([extract(editor, row), status(editor)], line).to.deep.equal(before);
        }
      });

      it(row.kept === true ? 'RESTORE brings the old one back' : 'RESTORE leaves it', () => {
        const editor = session();
        run(editor, 'preserve');
        const before = extract(editor, row);
        setTo(editor, row);
        const after = extract(editor, row);
        run(editor, 'restore');
        if (row.name === '=') return;
        expect(extract(editor, row)).to.deep.equal(row.kept === true ? before : after);
      });

      it(row.everywhere === true ? 'every file of the ring has it' : 'is one file’s', () => {
        const editor = session();
        editor.active = 1;
        const others = row.name === '=' ? [] : status(editor);
        editor.active = 0;
        setTo(editor, row);
        const own = extract(editor, row);
        editor.active = 1;
        if (row.everywhere === true) expect(extract(editor, row)).to.deep.equal(own);
        else expect(status(editor)).to.deep.equal(others);
      });
    });
  }

  it('what STATUS tells is what SET takes, and changes nothing', () => {
    const editor = session();
    for (const row of OPTION_TABLE) {
      if (row.set === undefined || ['=', 'RANGE', 'SCREEN', 'MACRO'].includes(row.name)) continue;
      setTo(editor, row);
    }
    const lines = status(editor);
    expect(lines.length).to.be.above(60);
    const other = session();
    for (const line of lines) {
      expect(run(other, `set ${line}`).rc, line).to.equal(0);
    }
    expect(status(other)).to.deep.equal(lines);
  });

  it('CURLINE tells of lines that were put in and changed, wherever they go', () => {
    const editor = session();
    const state = (line: string): unknown[] => {
      run(editor, line);
      return extractVariables(editor, 'curline')![0]!.values.slice(3);
    };
    expect(state(':2')).to.deep.equal(['OFF', 'OLD']);
    expect(state('replace bet')).to.deep.equal(['ON', 'OLD CHANGED']);
    expect(state('input new')).to.deep.equal(['ON', 'NEW']);
    expect(state('cappend !')).to.deep.equal(['ON', 'NEW CHANGED']);
    expect(state('move 1 *')).to.deep.equal(['ON', 'NEW CHANGED']);
    run(editor, 'sort *');
    run(editor, 'top');
    expect(state('/bet/')).to.deep.equal(['ON', 'OLD CHANGED']);
    expect(state(':1')).to.deep.equal(['OFF', 'OLD']);
    expect(activeFile(editor).text.size).to.equal(5);
  });
});
