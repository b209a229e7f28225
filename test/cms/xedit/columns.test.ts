import { xeditCases } from '../../support/xedit-cases.js';

const LINE = ['abc def abc'];
const TWO = ['one two', 'three two'];

describe('XEDIT column pointer', () => {
  xeditCases({
    'CLOCATE :n': { lines: LINE, current: 1, enter: ['clocate :5'], column: 5 },
    'CLOCATE n and -n': { lines: LINE, current: 1, enter: ['cl 6', 'cl -2'], column: 5 },
    'CLOCATE /text/': { lines: LINE, current: 1, enter: ['cl /abc/'], column: 9 },
    'CLOCATE -/text/': { lines: LINE, current: 1, enter: ['cl :9', 'cl -/b/'], column: 2 },
    'CLOCATE * is behind the zone': { lines: LINE, current: 1, enter: ['cl *'], column: 81, rc: 1 },
    'CLOCATE -* is before it': { lines: LINE, current: 1, enter: ['cl -*'], column: 0, rc: 1 },
    'STREAM ON goes to the lines behind': {
      ...{ lines: TWO, current: 1, enter: ['cl /three/'], column: 1, at: 2 },
    },
    'STREAM ON goes back, too': {
      ...{ lines: TWO, current: 2, enter: ['cl -/two/'], column: 5, at: 1 },
    },
    'STREAM OFF stays in the line': {
      ...{ lines: TWO, current: 1, enter: ['stream off', 'cl /three/'], column: 1, at: 1, rc: 2 },
      message: 'DMSXDC546E Target not found',
    },
    'CLOCATE repeats what was found last': {
      ...{ lines: LINE, current: 1, enter: ['cl :1', 'cl /c/', 'cl'], column: 11 },
    },
    'CLOCATE of nothing': {
      ...{ lines: LINE, current: 1, enter: ['clocate'], rc: 5 },
      message: 'DMSXDC545E Missing operand(s)',
    },
    'CFIRST and CLAST are the zone': {
      ...{ lines: LINE, current: 1, enter: ['zone 3 9', 'clast'], column: 9 },
    },
    'CFIRST takes no operand': { lines: LINE, current: 1, enter: ['cfirst x'], rc: 5 },
    'CDELETE takes one character': {
      ...{ lines: LINE, current: 1, enter: ['cl :2', 'cdelete'], expect: ['ac def abc'] },
    },
    'CDELETE up to a column': {
      ...{ lines: LINE, current: 1, enter: ['cl :2', 'cd :5'], expect: ['adef abc'], column: 2 },
    },
    'CDELETE up to a string': {
      ...{ lines: LINE, current: 1, enter: ['cd /def/'], expect: ['def abc'] },
    },
    'CDELETE backwards': {
      ...{ lines: LINE, current: 1, enter: ['cl :5', 'cd -2'], expect: ['abcef abc'], column: 4 },
    },
    'CDELETE to the end of the line': {
      ...{ lines: LINE, current: 1, enter: ['cl :4', 'cd *'], expect: ['abc'], rc: 1 },
    },
    'CDELETE leaves what is behind the zone': {
      ...{ lines: ['abcdefgh'], current: 1, enter: ['zone 1 4', 'cl :2', 'cd 2'] },
      expect: ['ad  efgh'],
    },
    'CDELETE of what is not there': { lines: LINE, current: 1, enter: ['cd /x/'], rc: 2 },
    'CINSERT keeps blanks': {
      ...{ lines: LINE, current: 1, enter: ['cl :4', 'cinsert  X'], expect: ['abc X def abc'] },
    },
    'CINSERT beyond the end is cut': {
      ...{ lines: ['x'.repeat(80)], current: 1, enter: ['ci ab'], expect: ['ab' + 'x'.repeat(78)] },
      ...{ rc: 3, message: 'DMSXMD503E Truncated' },
    },
    'CINSERT spills when it may': {
      ...{ lines: ['x'.repeat(80)], current: 1, enter: ['spill on', 'ci ab'] },
      ...{ expect: ['ab' + 'x'.repeat(78), 'xx'], rc: 3, message: 'DMSXMD503E Spilled' },
    },
    CREPLACE: { lines: LINE, current: 1, enter: ['cl :3', 'cr x y'], expect: ['abx yef abc'] },
    'COVERLAY leaves what blanks are over': {
      ...{ lines: LINE, current: 1, enter: ['cl :1', 'cov x_ z'], expect: ['x czdef abc'] },
    },
    'CAPPEND moves the pointer there': {
      ...{ lines: LINE, current: 1, enter: ['cappend  more'], expect: ['abc def abc more'] },
      column: 12,
    },
    'OVERLAY begins in the first column': {
      ...{ lines: LINE, current: 1, enter: ['overlay   X _'], expect: ['abX  ef abc'] },
    },
    'OVERLAY at the top of the file': { lines: LINE, enter: ['o x'], rc: 1 },
    'OVERLAY of nothing': { lines: LINE, current: 1, enter: ['overlay'], rc: 5 },
  });
});
