import { expect } from 'chai';
import { linesOf } from '../../../src/cms/xedit/edit-file.js';
import { activeFile } from '../../../src/cms/xedit/editor.js';
import { editorOf, runWhole, xeditCases } from '../../support/xedit-cases.js';

const LINES = ['  one', '  two', 'three'];

describe('XEDIT JOIN and SPLIT', () => {
  xeditCases({
    'JOIN puts the next line behind': {
      ...{ lines: LINES, current: 1, enter: ['join'], expect: ['  one  two', 'three'] },
    },
    'JOIN ALIGNED takes the indent off': {
      ...{ lines: LINES, current: 1, enter: ['join al'], expect: ['  onetwo', 'three'] },
    },
    'JOIN at a column': {
      ...{ lines: LINES, current: 1, enter: ['join 7'], expect: ['  one   two', 'three'] },
    },
    'JOIN at several columns': {
      ...{ lines: LINES, current: 1, enter: ['join 7 14'], expect: ['  one   two  three'] },
    },
    'JOIN COLUMN is the pointer': {
      ...{ lines: LINES, current: 1, enter: ['cl :4', 'join c'], expect: ['  o  two', 'three'] },
    },
    'JOIN with strings between': {
      ...{ lines: LINES, current: 1, enter: ['join al /, /; /'], expect: ['  one, two; three'] },
    },
    'JOIN of the last line': { lines: LINES, current: 3, enter: ['join'], rc: 1 },
    'JOIN of what is no operand': { lines: LINES, current: 1, enter: ['join 9 3'], rc: 5 },
    'JOIN CURSOR in the command line': {
      ...{ lines: LINES, current: 1, enter: ['join cursor'], rc: 5 },
      message: 'DMSXJN561E Cursor is not on a valid data field',
    },
    'SPLIT at the pointer': {
      ...{ lines: ['  abc def'], current: 1, enter: ['cl :6', 'split'], expect: ['  abc', ' def'] },
    },
    'SPLIT ALIGNED indents': {
      ...{ lines: ['  abc def'], current: 1, enter: ['cl :6', 'split al'] },
      expect: ['  abc', '  def'],
    },
    'SPLIT at columns': {
      ...{ lines: ['abcdef'], current: 1, enter: ['split 3 5'], expect: ['ab', 'cd', 'ef'] },
    },
    'SPLIT BEFORE a string': {
      ...{ lines: ['a,b,c'], current: 1, enter: ['split before /,/'] },
      expect: ['a', ',b,c'],
    },
    'SPLIT AFTER strings': {
      ...{ lines: ['a,b;c'], current: 1, enter: ['split a /,/;/'], expect: ['a,', 'b;', 'c'] },
    },
    'SPLIT at what is not there': { lines: ['abc'], current: 1, enter: ['split /x/'], rc: 2 },
    'SPLIT at the top of the file': { lines: ['abc'], enter: ['split 2'], rc: 1 },
  });

  it('SPLTJOIN at the cursor divides text, and joins behind it', () => {
    const session = editorOf(['  abc def', 'x']);
    session.cursor = { line: 1, column: 6 };
    runWhole(session, 'spltjoin');
    expect(linesOf(activeFile(session))).to.deep.equal(['  abc', '  def', 'x']);
    session.cursor = { line: 1, column: 8 };
    runWhole(session, 'spltjoin');
    expect(linesOf(activeFile(session))).to.deep.equal(['  abc  def', 'x']);
  });

  it('SPLIT CURSOR', () => {
    const session = editorOf(['abcd', 'x']);
    session.cursor = { line: 1, column: 3 };
    expect(runWhole(session, 'split cursor').rc).to.equal(0);
    expect(linesOf(activeFile(session))).to.deep.equal(['ab', 'cd', 'x']);
  });
});
