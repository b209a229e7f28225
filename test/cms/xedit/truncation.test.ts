/** What stands behind the truncation column stays there, whatever is done to a line (SET TRUNC). */
import { xeditCases } from '../../support/xedit-cases.js';

const NUMBER = '00001000';
const numbered = (text: string): string => text.padEnd(20) + NUMBER;
const LINES = [numbered('abc def'), numbered('second')];
const first = (text: string): readonly string[] => [numbered(text), LINES[1]!];
/** A case in the first line, with columns up to 20. */
const at1 = (enter: string, text: string, rc = 0) => ({
  ...{ lines: LINES, current: 1, enter: ['set trunc 20', enter], expect: first(text), rc },
});

describe('XEDIT leaves what is behind the truncation column', () => {
  xeditCases({
    'CHANGE to something longer': at1('change /abc/abcabc/', 'abcabc def'),
    'CHANGE to something shorter': at1('change /abc/x/', 'x def'),
    'CHANGE that cuts': at1('change /def/123456789012345678/', 'abc 1234567890123456', 3),
    'CHANGE without regard to case': {
      ...at1('', 'x def'),
      enter: ['set trunc 20', 'case m i', 'change /ABC/x/'],
    },
    REPLACE: at1('replace new', 'new'),
    UPPERCAS: at1('uppercas', 'ABC DEF'),
    OVERLAY: at1('overlay xy', 'xyc def'),
    CINSERT: at1('cinsert xy', 'xyabc def'),
    CAPPEND: at1('cappend xy', 'abc defxy'),
    CDELETE: at1('cdelete /def/', 'def'),
    'SHIFT RIGHT': at1('shift right 3', '   abc def'),
    'SHIFT LEFT': at1('shift left 1', 'bc def'),
    'SPLIT leaves it with the first line': {
      ...{ lines: LINES, current: 1, enter: ['set trunc 20', 'split /def/'] },
      expect: [numbered('abc'), 'def', LINES[1]!],
    },
    'JOIN takes it from the second line': {
      ...{ lines: LINES, current: 1, enter: ['set trunc 20', 'join 9'] },
      expect: [numbered('abc def second')],
    },
    EXPAND: {
      ...{ lines: [`a\tb`.padEnd(20) + NUMBER], current: 1 },
      ...{ enter: ['set trunc 20', 'set tabs 1 5', 'expand'], expect: [numbered('a   b')] },
    },
  });
});
