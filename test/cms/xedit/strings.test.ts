import { xeditCases } from '../../support/xedit-cases.js';

const LINES = ['the cat sat', 'a dog  ran', 'CAT and dog', 'last line'];

describe('XEDIT strings', () => {
  xeditCases({
    'ARBCHAR stands for anything': { lines: LINES, enter: ['arbchar on', '/d$n/'], at: 2 },
    'ARBCHAR in CHANGE keeps what it stood for': {
      ...{ lines: LINES, current: 1, enter: ['arbchar on ?', 'c/the ? s/a ?-/'] },
      expect: ['a cat-at', ...LINES.slice(1)],
    },
    'ARBCHAR at the end takes the rest': {
      ...{ lines: LINES, current: 1, enter: ['arbchar on', 'c/cat$//'] },
      expect: ['the', ...LINES.slice(1)],
    },
    'more ARBCHARs in the second string': {
      ...{ lines: LINES, current: 1, enter: ['arbchar on', 'c/a/$/'], rc: 5 },
      message: 'DMSXCG511E String2 contains more arbitrary characters than string1',
    },
    'HEX takes bytes': { lines: LINES, enter: ['hex on', "/X'C3C1E3'/"], at: 3 },
    'HEX OFF takes them as they stand': { lines: LINES, enter: ["/X'C3C1E3'/"], at: 5, rc: 2 },
    'HEX in CHANGE': {
      ...{ lines: LINES, current: 1, enter: ['hex on', "c/x'8183'/e/ *"] },
      message: 'DMSXCG585E No line(s) changed',
      rc: 4,
    },
    'HEX with odd digits': {
      ...{ lines: LINES, current: 1, enter: ['hex on', "c/X'818'/e/"], rc: 5 },
      message: "DMSXDC544E Invalid hex string: X'818'",
    },
    'VARBLANK finds any number of blanks': {
      ...{ lines: LINES, enter: ['varblank on', '/dog ran/'], at: 2 },
    },
    'VARBLANK OFF does not': { lines: LINES, enter: ['/dog ran/'], at: 5, rc: 2 },
    'SPAN finds over the end of a line': {
      ...{ lines: LINES, enter: ['span on', '/ran CAT/'], at: 2 },
    },
    'SPAN NOBLANK puts nothing between': {
      ...{ lines: LINES, enter: ['span on noblank', '/ranCAT/'], at: 2 },
    },
    'SPAN reaches as many lines as it says': {
      ...{ lines: ['a', 'b', 'c'], enter: ['span on b 2', '/a b c/'], at: 4, rc: 2 },
    },
    'SPAN over three': { lines: ['a', 'b', 'c'], enter: ['span on b 3', '/a b c/'], at: 1 },
    'special characters are themselves': {
      ...{ lines: ['a.c', 'a+c*'], enter: ['varblank on', '/a+c*/'], at: 2 },
    },
    'a range is not left': {
      ...{ lines: LINES, current: 1, enter: ['range :2 :3', 'top', '/a/'], at: 2 },
    },
    'the end of a range is its own': {
      ...{ lines: LINES, current: 2, enter: ['range :2 :3', '/last/'], at: 4, rc: 2 },
    },
    'BOTTOM, TOP and * know the range': {
      ...{ lines: LINES, current: 2, enter: ['range :2 :3', 'bottom'], at: 3 },
    },
    'DELETE * stops at the range': {
      ...{ lines: LINES, current: 2, enter: ['range :2 :3', 'delete *'], rc: 0 },
      expect: [LINES[0]!, LINES[3]!],
    },
    COUNT: {
      ...{
        lines: LINES,
        current: 1,
        enter: ['count /a/ *'],
        message: 'DMSXCT522I 6 occurrence(s)',
      },
    },
    'COUNT of nothing': {
      ...{ lines: LINES, current: 1, enter: ['count /z/ *'], rc: 4 },
      message: 'DMSXCT522I No occurrence(s)',
    },
    'COUNT without a string': { lines: LINES, enter: ['count'], rc: 5 },
    'FIND by the beginning': { lines: LINES, enter: ['find a_d'], at: 2 },
    FINDUP: { lines: LINES, current: 4, enter: ['findup the'], at: 1 },
    'FUP is the same': { lines: LINES, current: 4, enter: ['fup the'], at: 1 },
    NFIND: { lines: LINES, current: 0, enter: ['nfind the'], at: 2 },
    NFINDUP: { lines: LINES, current: 4, enter: ['nfup CAT'], at: 2 },
    'FIND again': { lines: ['ab', 'x', 'ac'], enter: ['find a', 'find'], at: 3 },
    'FIND that WRAPs': {
      ...{ lines: LINES, current: 3, enter: ['wrap on', 'find the'], at: 1 },
      message: 'DMSXDC592W Wrapped....',
    },
    'FIND of what is not there': {
      ...{ lines: LINES, enter: ['find zz'], at: 5, rc: 2, message: 'DMSXDC586E Not found' },
    },
  });
});
