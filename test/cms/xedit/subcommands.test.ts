import { expect } from 'chai';
import { linesOf, newEditFile } from '../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../src/cms/xedit/editor.js';
import { runCommandLine } from '../../../src/cms/xedit/interpreter.js';

function editor(lines: readonly string[], type = 'DATA'): Editor {
  const file = newEditFile(['TEST', type, 'A1'], 'F', 80, [...lines]);
  return newEditor(file, { rows: 24, columns: 80 });
}

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  readonly current?: number;
  readonly enter: readonly string[];
  readonly expect: readonly string[];
  readonly at?: number;
  readonly rc?: number;
  readonly message?: string;
}

const ABC = ['alpha', 'beta', 'gamma', 'delta'];
const CASES: readonly Case[] = [
  { title: 'a number moves down', lines: ABC, enter: ['2'], expect: ABC, at: 2 },
  { title: '-n moves up', lines: ABC, current: 3, enter: ['-2'], expect: ABC, at: 1 },
  { title: ':n is a line', lines: ABC, enter: [':4'], expect: ABC, at: 4 },
  { title: '* is the end of the file', lines: ABC, enter: ['*'], expect: ABC, at: 5, rc: 1 },
  { title: 'N3 needs no blank', lines: ABC, enter: ['n3'], expect: ABC, at: 3 },
  { title: '/text locates', lines: ABC, enter: ['/amm'], expect: ABC, at: 3 },
  { title: 'L /text/ too', lines: ABC, enter: ['l /amm/'], expect: ABC, at: 3 },
  { title: '-/text/ searches upwards', lines: ABC, current: 4, enter: ['-/a'], expect: ABC, at: 3 },
  { title: 'targets join by & and |', lines: ABC, enter: ['/e/ & /d/'], expect: ABC, at: 4 },
  {
    title: 'the second alternative counts',
    lines: ABC,
    enter: ['/zz/ | /gam/'],
    expect: ABC,
    at: 3,
  },
  {
    title: 'not found leaves at the end, rc 2',
    lines: ABC,
    enter: ['/zz'],
    expect: ABC,
    at: 5,
    rc: 2,
    message: 'DMSXDC546E Target not found',
  },
  {
    title: 'STAY keeps the line when not found',
    lines: ABC,
    current: 2,
    enter: ['set stay on', '/zz'],
    expect: ABC,
    at: 2,
    rc: 2,
  },
  {
    title: 'WRAP goes round',
    lines: ABC,
    current: 3,
    enter: ['set wrap on', '/alp'],
    expect: ABC,
    at: 1,
    message: 'DMSXDC592W Wrapped....',
  },
  {
    title: 'CASE IGNORE finds upper case',
    lines: ABC,
    enter: ['set case m i', '/GAM/'],
    expect: ABC,
    at: 3,
  },
  {
    title: 'a subcommand may follow a target',
    lines: ABC,
    enter: ['/gam/ delete'],
    expect: ['alpha', 'beta', 'delta'],
  },
  { title: 'TOP and BOTTOM', lines: ABC, current: 2, enter: ['bot'], expect: ABC, at: 4 },
  {
    title: 'FORWARD at the end goes to the top',
    lines: ABC,
    current: 5,
    enter: ['fo'],
    expect: ABC,
    at: 0,
    rc: 1,
  },
  {
    title: 'C/a/b/ changes once on the current line',
    lines: ['aaa', 'aaa'],
    current: 1,
    enter: ['c/a/b/'],
    expect: ['baa', 'aaa'],
    message: 'DMSXCG517I 1 occurrence(s) changed on 1 line(s)',
  },
  {
    title: 'C/a/b/* * changes all to the end',
    lines: ['aaa', 'aba', 'x'],
    current: 1,
    enter: ['c/a/b/* *'],
    expect: ['bbb', 'bbb', 'x'],
    message: 'DMSXCG517I 5 occurrence(s) changed on 2 line(s)',
  },
  {
    title: 'the second occurrence only',
    lines: ['aaa'],
    current: 1,
    enter: ['c/a/b/ 1 1 2'],
    expect: ['aba'],
  },
  {
    title: 'change of nothing inserts in front',
    lines: ['x'],
    current: 1,
    enter: ['c//ab/'],
    expect: ['abx'],
  },
  {
    title: 'nothing to change is rc 4',
    lines: ['x'],
    current: 1,
    enter: ['c/a/b/'],
    expect: ['x'],
    rc: 4,
    message: 'DMSXCG585E No line(s) changed',
  },
  {
    title: 'a change past LRECL is cut, rc 3',
    lines: ['x'.repeat(80)],
    current: 1,
    enter: ['c/x/yy/'],
    expect: ['yy' + 'x'.repeat(78)],
    rc: 3,
  },
  {
    title: 'ZONE bounds a change',
    lines: ['aaaa'],
    current: 1,
    enter: ['set zone 2 3', 'c/a/b/ 1 *'],
    expect: ['abba'],
  },
  {
    title: 'DELETE n',
    lines: ABC,
    current: 2,
    enter: ['del 2'],
    expect: ['alpha', 'delta'],
    at: 2,
    message: 'DMSXMC501I 2 line(s) deleted',
  },
  {
    title: 'DELETE to a target leaves the target',
    lines: ABC,
    current: 1,
    enter: ['delete /gam/'],
    expect: ['gamma', 'delta'],
    at: 1,
  },
  { title: 'DELETE *', lines: ABC, current: 2, enter: ['del *'], rc: 1, expect: ['alpha'], at: 2 },
  {
    title: 'COPY lines behind a target',
    lines: ABC,
    current: 1,
    enter: ['copy 2 :4'],
    expect: [...ABC, 'alpha', 'beta'],
    message: 'DMSXMC509I 2 line(s) copied',
  },
  {
    title: 'MOVE lines behind a target',
    lines: ABC,
    current: 1,
    enter: ['move 2 :4'],
    expect: ['gamma', 'delta', 'alpha', 'beta'],
    message: 'DMSXMC506I 2 line(s) moved',
  },
  {
    title: 'MOVE into itself is refused',
    lines: ABC,
    current: 1,
    enter: ['move 3 :2'],
    expect: ABC,
    rc: 1,
  },
  {
    title: 'ADD',
    lines: ABC,
    current: 1,
    enter: ['add 2'],
    expect: ['alpha', '', '', 'beta', 'gamma', 'delta'],
  },
  {
    title: 'INPUT text keeps its blanks',
    lines: ABC,
    current: 1,
    enter: ['input   in'],
    expect: ['alpha', '  in', 'beta', 'gamma', 'delta'],
    at: 2,
  },
  {
    title: 'REPLACE',
    lines: ABC,
    current: 2,
    enter: ['r new text'],
    expect: ['alpha', 'new text', 'gamma', 'delta'],
  },
  {
    title: 'DUPLICAT',
    lines: ABC,
    current: 1,
    enter: ['dup 2'],
    expect: ['alpha', 'alpha', 'alpha', 'beta', 'gamma', 'delta'],
    at: 3,
  },
  {
    title: 'UPPERCAS of some lines',
    lines: ABC,
    current: 1,
    enter: ['upp 2'],
    expect: ['ALPHA', 'BETA', 'gamma', 'delta'],
  },
  {
    title: 'SHIFT RIGHT and LEFT',
    lines: ABC,
    current: 1,
    enter: ['shift right 3', 'shift left 1'],
    expect: ['  alpha', 'beta', 'gamma', 'delta'],
  },
  {
    title: 'JOIN',
    lines: ABC,
    current: 1,
    enter: ['join'],
    expect: ['alphabeta', 'gamma', 'delta'],
  },
  { title: '= repeats', lines: ABC, enter: ['next', '='], expect: ABC, at: 2 },
  {
    title: 'an invalid operand is rc 5',
    lines: ABC,
    enter: ['next x'],
    expect: ABC,
    rc: 5,
    message: 'DMSXSE520E Invalid operand : x',
  },
  {
    title: 'an unknown option is rc 5',
    lines: ABC,
    enter: ['set nonsense on'],
    expect: ABC,
    rc: 5,
  },
  {
    title: 'QUERY shows a setting',
    lines: ABC,
    enter: ['q case'],
    expect: ABC,
    message: 'CASE MIXED RESPECT',
  },
];

describe('XEDIT subcommands', () => {
  for (const test of CASES) {
    it(test.title, () => {
      const session = editor(test.lines);
      const file = activeFile(session);
      file.current = test.current ?? 0;
      let rc = 0;
      for (const line of test.enter) rc = runCommandLine(session, line).rc;
      expect(linesOf(file)).to.deep.equal(test.expect);
      if (test.at !== undefined) expect(file.current).to.equal(test.at);
      expect(rc).to.equal(test.rc ?? 0);
      if (test.message !== undefined) expect(session.messages).to.include(test.message);
    });
  }

  it('QUIT of a changed file: refuses with 577E; QQUIT leaves', () => {
    const session = editor(ABC);
    runCommandLine(session, 'input x');
    expect(runCommandLine(session, 'quit')).to.deep.equal({ rc: 12 });
    expect(session.messages).to.include(
      'DMSXSU577E File has been changed; type QQUIT to quit anyway',
    );
    expect(runCommandLine(session, 'qq').action).to.deep.equal({ kind: 'leave' });
  });

  it('FILE with a new name: asks to save there and to leave', () => {
    expect(runCommandLine(editor(ABC), 'file new = b').action).to.deep.equal({
      kind: 'save',
      fileid: ['NEW', 'DATA', 'B'],
      force: false,
      leave: true,
    });
  });

  it('a word that is no subcommand: goes to CMS', () => {
    expect(runCommandLine(editor(ABC), 'listfile * exec').action).to.deep.equal({
      kind: 'cms',
      command: 'listfile * exec',
      implied: true,
    });
  });

  it('? brings the commands entered back, newest first', () => {
    const session = editor(ABC);
    runCommandLine(session, 'next');
    runCommandLine(session, 'top');
    runCommandLine(session, '?');
    expect(session.commandLine).to.equal('top');
    runCommandLine(session, '?');
    expect(session.commandLine).to.equal('next');
  });

  it('an EXEC is entered in upper case', () => {
    const session = editor([], 'EXEC');
    runCommandLine(session, 'input type hello');
    expect(linesOf(activeFile(session))).to.deep.equal(['TYPE HELLO']);
  });
});
