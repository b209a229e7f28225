import { expect } from 'chai';
import { linesOf } from '../../../src/cms/xedit/edit-file.js';
import { activeFile } from '../../../src/cms/xedit/editor.js';
import { editorOf, runWhole, xeditCases } from '../../support/xedit-cases.js';

const ABC = ['alpha', 'beta', 'gamma', 'delta'];

describe('XEDIT subcommands over lines', () => {
  xeditCases({
    'COMPRESS makes tab characters of blanks': {
      ...{ lines: ['a   b    c'], current: 1, enter: ['compress'], expect: ['a\tb\tc'] },
    },
    'ALTER changes a character': {
      ...{
        lines: ['a-b-c', 'd-e'],
        current: 1,
        enter: ['alter - / 2 *'],
        expect: ['a/b/c', 'd/e'],
      },
    },
    'ALTER by hexadecimal digits': {
      ...{ lines: ['a-b'], current: 1, enter: ['al 60 40'], expect: ['a b'] },
    },
    'DUPLICAT of several lines': {
      ...{ lines: ABC, current: 2, enter: ['duplicat 2 2'], at: 7 },
      expect: ['alpha', 'beta', 'gamma', 'beta', 'gamma', 'beta', 'gamma', 'delta'],
    },
    'UPPERCAS leaves the last line current, unless STAY is on': {
      ...{ lines: ABC, current: 1, enter: ['upp 2'], expect: ['ALPHA', 'BETA', 'gamma', 'delta'] },
      at: 2,
    },
    'SHIFT with STAY ON': {
      ...{ lines: ['a', 'b'], current: 1, enter: ['stay on', 'shift right 1 *'] },
      ...{ expect: [' a', ' b'], at: 1 },
    },
    'COMPRESS ends on a displayed line': {
      ...{ lines: ['a   b', 'a   b', 'a   b'], current: 1, at: 2 },
      ...{ enter: [':3 set select 1', ':1 set scope display', 'compress *'] },
      expect: ['a\tb', 'a\tb', 'a   b'],
    },
    'EXPAND ends on a displayed line': {
      ...{ lines: ['a\tb', 'a\tb', 'a\tb'], current: 1, at: 2 },
      ...{ enter: [':3 set select 1', ':1 set scope display', 'expand *'] },
      expect: ['a   b', 'a   b', 'a\tb'],
    },
    'UPPERCAS ends on a displayed line': {
      ...{ lines: ['a', 'a', 'a'], current: 1, at: 2 },
      ...{ enter: [':3 set select 1', ':1 set scope display', 'uppercas *'] },
      expect: ['A', 'A', 'a'],
    },
    'EXPAND makes blanks of them': {
      ...{ lines: ['a\tb\tc'], current: 1, enter: ['expand *'], expect: ['a   b    c'] },
    },
    'EXPAND fills with SET FILLER': {
      ...{ lines: ['a\tb'], current: 1, enter: ['filler .', 'exp'], expect: ['a...b'] },
    },
    'TYPE tells lines': {
      ...{ lines: ABC, current: 2, enter: ['type 2'], tells: ['beta', 'gamma'], at: 3 },
    },
    'TYPE * reaches the end': {
      ...{ lines: ABC, current: 3, enter: ['type *'], tells: ['gamma', 'delta'], rc: 1 },
    },
    'HEXTYPE shows bytes': {
      ...{ lines: ['abc'], current: 1, enter: ['hext'], rc: 1 },
      tells: [`818283${' '.repeat(30)} *abc${' '.repeat(13)}*`],
    },
    'MERGE puts lines over others': {
      ...{ lines: ['ab', 'x  y', 'z'], current: 1, enter: ['merge 1 :2 2'] },
      ...{ expect: ['xab', 'z'].map((text, i) => (i === 0 ? 'xaby' : text)) },
      message: 'DMSXMC504I 1 line(s) merged',
    },
    'MERGE into itself': { lines: ABC, current: 1, enter: ['merge 3 :2'], rc: 1 },
    'MERGE of one target': { lines: ABC, current: 1, enter: ['merge 3'], rc: 5 },
    'RECOVER brings back what was deleted last': {
      ...{ lines: ABC, current: 2, enter: ['del 2', 'recover *'], expect: ABC, at: 2 },
      message: 'DMSXMC502I 2 line(s) recovered',
    },
    'RECOVER of one line takes the last': {
      ...{ lines: ABC, current: 1, enter: ['del 3', 'recover'], expect: ['gamma', 'delta'] },
    },
    'RECOVER goes through several deletions': {
      ...{ lines: ABC, current: 1, enter: ['del', 'del', 'recover 2'], expect: ABC, at: 1 },
    },
    'RECOVER of nothing': {
      ...{ lines: ABC, current: 1, enter: ['recover'], message: 'DMSXMC502I No line(s) recovered' },
    },
    'SORT by the whole line': {
      ...{ lines: ABC, current: 1, enter: ['sort *'], expect: ['alpha', 'beta', 'delta', 'gamma'] },
    },
    'SORT by columns, descending': {
      ...{ lines: ['a2', 'b1', 'c3'], current: 1, enter: ['sort * d 2 2'] },
      expect: ['c3', 'a2', 'b1'],
    },
    'SORT by two fields': {
      ...{ lines: ['b1', 'a1', 'a2'], current: 1, enter: ['sort * d 2 2 a 1 1'] },
      expect: ['a2', 'a1', 'b1'],
    },
    'SORT some lines': {
      ...{
        lines: ['c', 'b', 'a', '0'],
        current: 1,
        enter: ['sort 3'],
        expect: ['a', 'b', 'c', '0'],
      },
    },
    'SORT in EBCDIC, small letters first': {
      ...{ lines: ['1', 'B', 'a'], current: 1, enter: ['sort *'], expect: ['a', 'B', '1'] },
    },
    'SORT with CASE IGNORE': {
      ...{ lines: ['b', 'A', 'c'], current: 1, enter: ['case m i', 'sort *'] },
      expect: ['A', 'b', 'c'],
    },
    'SORT with one column': { lines: ABC, current: 1, enter: ['sort * 3'], rc: 5 },
    'SORT without a target': { lines: ABC, current: 1, enter: ['sort'], rc: 5 },
    'REPEAT runs the last subcommand on the lines up to a target': {
      ...{ lines: ABC, current: 1, enter: ['cappend !', 'repeat 2'] },
      expect: ['alpha!', 'beta!', 'gamma!', 'delta'],
      at: 3,
    },
    'REPEAT * ends at the end of the file': {
      ...{ lines: ABC, current: 1, enter: ['cappend !', 'repeat *'], rc: 1 },
      expect: ABC.map((text) => `${text}!`),
    },
    'REPEAT of no target': { lines: ABC, current: 1, enter: ['top', 'repeat /zz/'], rc: 2 },
    'RENUM of a file without numbers': {
      ...{ lines: ABC, enter: ['renum'], rc: 5, message: 'DMSXRE558E Wrong file format for RENUM' },
    },
    'masked lines are added': {
      ...{ lines: ABC, current: 1, enter: ['mask immed *   *', 'add'] },
      expect: ['alpha', '*   *', 'beta', 'gamma', 'delta'],
    },
    'SOS LINEDEL': {
      lines: ABC,
      current: 2,
      enter: ['sos linedel'],
      expect: ['alpha', ...ABC.slice(2)],
    },
    'SOS of what there is not': { lines: ABC, enter: ['sos linex'], rc: 5 },
  });

  it('RENUM gives new numbers', () => {
    const session = editorOf(['00001 a', 'b', '00003 c'], 'VSBASIC');
    expect(runWhole(session, 'renum 100 5').rc).to.equal(0);
    expect(linesOf(activeFile(session))).to.deep.equal(['00100 a', '00105b', '00110 c']);
  });

  it('SORT of many lines, in steps, keeps the order of equal ones', () => {
    const lines = Array.from(
      { length: 9000 },
      (_, i) => `${String((i * 7919) % 97).padStart(3)} ${String(i).padStart(5)}`,
    );
    const session = editorOf(lines);
    runWhole(session, 'top');
    expect(runWhole(session, 'sort * a 1 3').rc).to.equal(0);
    const sorted = [...lines].sort((a, b) =>
      a.slice(0, 3) < b.slice(0, 3) ? -1 : a.slice(0, 3) > b.slice(0, 3) ? 1 : 0,
    );
    expect(linesOf(activeFile(session))).to.deep.equal(sorted);
  });

  it('CANCEL leaves unchanged files, and stays with those that are changed', () => {
    const session = editorOf(ABC);
    session.ring.push(...editorOf(['x']).ring);
    expect(runWhole(session, 'cancel').action).to.deep.equal({ kind: 'leave' });
    expect(session.ring).to.have.length(1);
    session.ring.push(...editorOf(['x']).ring);
    runWhole(session, 'input y');
    expect(runWhole(session, 'cancel').rc).to.equal(12);
    expect(session.ring).to.have.length(1);
  });

  it('CMSG puts a text into the command line', () => {
    const session = editorOf(ABC);
    runWhole(session, 'cmsg try again');
    expect(session.commandLine).to.equal('try again');
  });

  it('CURSOR goes to lines, columns and places of the screen', () => {
    const session = editorOf(ABC);
    runWhole(session, 'cursor file 2 3');
    expect(session.cursor).to.deep.equal({ line: 2, column: 3 });
    runWhole(session, 'cursor home');
    expect(session.cursor).to.equal(undefined);
    runWhole(session, 'cursor home');
    expect(session.cursor).to.deep.equal({ line: 2, column: 3 });
    runWhole(session, 'cursor screen 5 10 priority 20');
    expect(session.cell).to.deep.equal({ row: 5, column: 10 });
    expect(runWhole(session, 'cursor home priority 10').rc).to.equal(1);
    expect(session.cell).to.deep.equal({ row: 5, column: 10 });
    expect(runWhole(session, 'cursor nowhere').rc).to.equal(5);
    expect(runWhole(session, 'cursor file 9').rc).to.equal(1);
  });

  it('SOS PUSH, TABF and POP', () => {
    const session = editorOf(ABC);
    runWhole(session, 'cursor file 2 3');
    runWhole(session, 'sos push tabf');
    expect(session.cursor).to.deep.equal({ line: 3, column: 0 });
    runWhole(session, 'sos tabb 2');
    expect(session.cursor).to.deep.equal({ line: 2, column: 0 });
    runWhole(session, 'sos pop alarm');
    expect(session.cursor).to.deep.equal({ line: 2, column: 3 });
    expect(session.alarm).to.equal(true);
  });
});
