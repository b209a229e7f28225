/**
 * Random REXX clauses that go to the borders, for the comparison with Regina: built-in functions with arguments that are left out
 * or wrong, exponents without end, templates with wrong or empty parts, all conditions, INTERPRET in INTERPRET, lists of names
 * that name lists.
 */
import { pick, some, type Chance } from './chance.js';

/** What each function takes, a letter for each argument: fewest before the point. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  abbrev: 'ss.n',
  abs: 'd.',
  b2x: 'b.',
  bitand: 'k.kq',
  bitor: 'k.kq',
  bitxor: 'k.kq',
  c2d: 'k.n',
  c2x: 'k.',
  center: 'sn.p',
  centre: 'sn.p',
  changestr: 'sss.',
  compare: 'ss.p',
  copies: 'sn.',
  countstr: 'ss.',
  d2c: 'd.n',
  d2x: 'd.n',
  datatype: 's.t',
  delstr: 'sn.n',
  delword: 'sn.n',
  errortext: 'e.',
  find: 'ss.',
  format: 'd.nnnn',
  index: 'ss.n',
  insert: 'ss.nnp',
  lastpos: 'ss.n',
  left: 'sn.p',
  length: 's.',
  max: 'dd.dd',
  min: 'dd.dd',
  overlay: 'ss.nnp',
  pos: 'ss.n',
  reverse: 's.',
  right: 'sn.p',
  sign: 'd.',
  space: 's.np',
  strip: 's.op',
  substr: 'sn.np',
  subword: 'sn.n',
  symbol: 'y.',
  translate: 's.ssp',
  trunc: 'd.n',
  value: 'y.',
  verify: 'ss.on',
  word: 'sn.',
  wordindex: 'sn.',
  wordlength: 'sn.',
  wordpos: 'ss.n',
  words: 's.',
  x2b: 'h.',
  x2c: 'h.',
  x2d: 'h.n',
  xrange: 'k.k',
};

/** Functions that give bytes: they are shown by their digits. */
const BYTES = new Set(['bitand', 'bitor', 'bitxor', 'd2c', 'x2c', 'xrange']);

const NUMBERS = [
  ...[
    '0',
    '1',
    '-1',
    '7',
    '42',
    '3.5',
    '-0.5',
    '.5',
    '5.',
    '+3',
    ' 12 ',
    '- 4',
    '0.0',
    '00012',
    '1E2',
    '1e-3',
  ],
  ...[
    '123456789',
    '1234567890',
    '999999999',
    '0.000001',
    '1E15',
    '-17',
    '255',
    '256',
    '65535',
    '1.0',
  ],
];
/** None of them is a number that the function could take. */
const WRONG = [
  '',
  'x',
  '1x',
  '--1',
  '1.5.',
  '-1',
  '1.5',
  '0',
  'abc',
  '1E',
  '.',
  '+',
  '2 3',
  'ZZ',
  '1E1',
];
const WORDS = ['a', 'to', 'the', 'rexx', 'abc', 'x', '42', '3.5', 'Hello', ',', ' ', ''];

function text(chance: Chance): string {
  return some(chance, 4, () => pick(chance, WORDS)).join(pick(chance, [' ', '', '  ']));
}

function argument(chance: Chance, kind: string): string {
  if (chance(9) === 0) return pick(chance, WRONG);
  switch (kind) {
    case 'n':
      return pick(chance, ['0', '1', '2', '3', '5', '8', '1.0', '1E1', ' 4 ', '+2']);
    case 'p':
      return pick(chance, ['x', '*', ' ', 'a', '']);
    case 'd':
      return pick(chance, NUMBERS);
    case 'b':
      return some(chance, 9, () => pick(chance, ['0', '1', '1', '0', ' '])).join('');
    case 'h':
      return some(chance, 6, () => pick(chance, ['0', '1', 'a', 'F', '7', ' '])).join('');
    case 'o':
      return pick(chance, ['L', 't', 'Both', 'M', 'n', 'Match', 'Nomatch', 'q']);
    case 't':
      return pick(chance, ['A', 'B', 'L', 'M', 'N', 'S', 'U', 'W', 'X', 'a', 'whole', 'q']);
    case 'e':
      // the others are not worded alike
      return pick(chance, ['4', '6', '7', '8', '9', '10', '14', '16', '17', '21', '40', '41']);
    case 'y':
      return pick(chance, [
        'v1',
        'nope',
        'a.b',
        '1x',
        '*',
        '',
        'x.1',
        'A b',
        '.5',
        's.',
        's.k',
        'k',
        'V1',
      ]);
    default:
      return text(chance);
  }
}

/** A function with anything for arguments. */
function anyCall(chance: Chance): string {
  const name = pick(chance, Object.keys(FUNCTIONS));
  const kinds = FUNCTIONS[name]!;
  const least = kinds.indexOf('.');
  const all = kinds.replace('.', '');
  const count = chance(15) === 0 ? chance(all.length + 3) : least + chance(all.length - least + 1);
  const args = Array.from({ length: count }, (_, n) => {
    const kind = all[n] ?? 's';
    if (n >= least && n < count - 1 && chance(4) === 0) return '';
    if (chance(40) === 0) return '';
    // codes of characters are others there
    if (kind === 'q') return `'${pick(chance, ['00', 'ff', '81'])}'x`;
    if (kind === 'k')
      return `'${some(chance, 3, () => pick(chance, ['00', 'ff', '0f', 'C1', '7e', '80'])).join(' ')}'x`;
    return `'${argument(chance, kind)}'`;
  });
  // commas at the end are too much for Regina
  while (args.at(-1) === '') args.pop();
  const call = `${name}(${args.join(', ')})`;
  return `v1 = 'one'; k = 2; s. = 'S'; s.2 = 'two'; say '<'${BYTES.has(name) ? `c2x(${call})` : call}'>'`;
}

const HUGE = [
  ...[
    '1E999999999',
    '9E999999999',
    '1E-999999999',
    '9.99999999E999999999',
    '-1E999999999',
    '1E500000000',
  ],
  ...[
    '1E-500000000',
    '123E999999990',
    '0.001E-999999990',
    '1E1000000000',
    '1E-1000000000',
    '7',
    '0.5',
    '1E99999',
  ],
];

/** Numbers with exponents as large as there are, and beyond. */
function hugeNumbers(chance: Chance): string {
  const op = pick(chance, ['+', '-', '*', '/', '*', '/', '=', '%']);
  const form = pick(chance, ['', '', 'numeric form engineering; ', 'numeric digits 4; ']);
  const a = `'${pick(chance, HUGE)}'`;
  const b = `'${pick(chance, HUGE)}'`;
  return pick(chance, [
    `${form}say ${a} ${op} ${b}`,
    `${form}say ${a} ${op} ${b}`,
    `${form}say -${a} 0 + ${b}`,
    `say datatype(${a}) datatype(${b}, 'W')`,
    `say (${a} ** ${pick(chance, ['2', '-1', '0', '3', '1'])})`,
    `say sign(${a}) (${a} = ${b})`,
  ]);
}

/** Engineering and scientific forms of numbers of all sizes; FORMAT of those that have no more digits than DIGITS. */
function forms(chance: Chance): string {
  const digits = pick(chance, [1, 2, 3, 4, 5, 6, 9, 12]);
  const size = 1 + chance(Math.min(digits, 8));
  const all = Array.from({ length: size }, () => String(1 + chance(9))).join('');
  const point = chance(size + 1);
  const number = point === size ? all : `${all.slice(0, point)}.${all.slice(point)}`;
  const power = pick(chance, ['', 'E', 'e+', 'E-']);
  const bare = `'${pick(chance, ['', '-', '+', ' '])}${number}${power === '' ? '' : power + String(chance(40))}'`;
  const form = pick(chance, ['engineering', 'scientific', 'value "E"', '']);
  const set = `numeric digits ${String(digits)}; numeric form ${form}; `;
  const option = (all: readonly string[]): string => pick(chance, all);
  return chance(2) === 0
    ? `${set}say ${bare} + 0 form()`
    : `${set}say '<'format(${bare}, ${option(['', '20'])}, ${option(['', '0', '2', '4'])}, ${option(['', '2', '3', '0'])}, ${option(['', '0', '2', '5'])})'>'`;
}

const NAMES = ['v1', 'v2', 'v3', 's.1', 's.k', '.', 'v1 v2', '. v3', 'v1 v2 v3'];

function templateItem(chance: Chance): string {
  switch (chance(13)) {
    case 0:
      return `'${pick(chance, ['', ' ', ',', 'a', 'the', '--', ', '])}'`;
    case 1:
      return `"${pick(chance, [',', 'x', '='])}"`;
    case 2:
      return pick(chance, ['(p)', '(s.1)', '(s.k)', '(nope)', '(v1)']);
    case 3:
      return `${pick(chance, ['+', '-', '='])}(${pick(chance, ['k', 's.2', 'v1', 'z'])})`;
    case 4:
      return `${pick(chance, ['+', '-', '=', ''])}${String(pick(chance, [0, 1, 2, 3, 5, 8, 40, 999]))}`;
    case 5:
      return `${pick(chance, ['+', '-'])}${String(chance(9))} ${pick(chance, ['+', '-'])}${String(chance(9))}`;
    case 6:
      return chance(3) === 0 ? ',' : 'v2';
    default:
      return pick(chance, NAMES);
  }
}

/** PARSE with any template. */
function parsing(chance: Chance, n: string): string {
  const template = some(chance, 9, () => templateItem(chance)).join(' ');
  const how = pick(chance, ['', '', 'upper ', 'UPPER ']);
  const set = `k = 3; z = 0; p = ','; s. = 'a'; s.2 = 2; v1 = 1; v2 = 2; v3 = 3; say 'begun'; `;
  const show = "say '<'v1'|'v2'|'v3'|'s.1'|'s.k'>'";
  const string = `'${text(chance)}'`;
  switch (chance(6)) {
    case 0:
      return `${set}parse ${how}value with ${template}; ${show}`;
    case 1:
      return `${set}p = ${string}; parse ${how}var p ${template}; ${show}`;
    case 2:
      return `${set}push ${string}; parse ${how}pull ${template}; ${show}; do queued(); pull; end`;
    case 3:
      return (
        `${set}call t${n} ${some(chance, 4, () => pick(chance, [string, '', '3'])).join(', ')}; ${show}; return; ` +
        `t${n}: parse ${how}arg ${template}; return`
      );
    case 4:
      // what is set is seen by what comes later in the template
      return `${set}parse ${how}value ${string} with v1 k . p ${template}; ${show}`;
    default:
      return `${set}parse ${how}value ${string} with ${template}; ${show}`;
  }
}

// the description of SYNTAX is what each likes
const TELL =
  "condition('c') condition('i') condition('s') '<'left(condition('d'), 9 * (condition('c') \\= 'SYNTAX'))'>' condition()";

/** SIGNAL ON and CALL ON for all conditions, in any order. */
function conditions(chance: Chance, n: string): string {
  const name = (): string =>
    pick(chance, [
      'error',
      'failure',
      'halt',
      'novalue',
      'notready',
      'syntax',
      'error',
      'novalue',
      'syntax',
    ]);
  const clause = (calls = true): string =>
    pick(chance, [
      `signal on ${name()} name h${n}`,
      `signal on ${name()} name h${n}`,
      `call on ${pick(chance, ['error', 'failure', 'halt', 'notready'])} name c${n}`,
      `signal off ${pick(chance, ['error', 'failure', 'halt', 'novalue', 'notready'])}`,
      `call off ${pick(chance, ['error', 'failure', 'halt', 'notready'])}`,
      `'exit ${String(pick(chance, [0, 1, 5]))}'`,
      `x = nope`,
      `x = s.nope.k`,
      `x = 1 + 'a'`,
      calls ? `call u${n}` : 'nop',
      `say ${TELL}`,
      `interpret "x = gone"`,
      `interpret "x = 1 +"`,
      `x = linein('/nonexistent/file')`,
    ]);
  return (
    `trace o; x = 0; ${some(chance, 7, () => clause()).join('; ')}; say 'end' ${TELL}; return; ` +
    `h${n}: signal on syntax name e${n}; say 'signal' datatype(sigl, 'W') ${TELL}; ${clause(false)}; say 'again' ${TELL}; return; ` +
    `c${n}: say 'call' ${TELL}; ${pick(chance, ['nop', `'exit 3'`, `signal off error`])}; return; ` +
    `u${n}: ${pick(chance, ['', 'procedure; '])}${clause(false)}; say 'in u' ${TELL}; return`
  );
}

/** INTERPRET in INTERPRET, with what is whole and what is not. */
function interpreting(chance: Chance, n: string): string {
  const inner = (): string =>
    pick(chance, [
      'v1 = v1 + 1',
      'say v1',
      'do i = 1 to 2; say i; end',
      'do i = 1 to 2; say i',
      'end',
      'if v1 > 0 then say 1',
      'if v1 > 0 then',
      'else say 2',
      'then say 3',
      'select; when 1 then nop; end',
      'select; when 0 then nop; end',
      'select; nop; end',
      'label: say 4',
      'iterate',
      'leave',
      'exit2 = 3',
      `call u${n}`,
      `say u${n}()`,
      `signal s${n}`,
      'x = 1 / 0',
      'nop 3',
      'say 1,',
      '',
      ';;',
      'x = (1',
      "x = 'a",
      '/* c',
      'arg a b; say 0 a b',
      'drop v1; say v1',
      'numeric digits 3; say 1/3 digits()',
      'trace o',
      'procedure',
      'v1 = 5; interpret "v1 = v1 * 2; say v1"',
    ]);
  const quoted = (clause: string): string => `"${clause.replaceAll('"', '""')}"`;
  let clause = inner();
  for (let depth = chance(4); depth > 0; depth--)
    clause = `${pick(chance, ['', 'v1 = v1 + 1; '])}interpret ${quoted(clause)}`;
  const around = pick(chance, ['', 'do 2; ', '']);
  return (
    `v1 = 1; ${around}interpret ${quoted(clause)}; say 'behind' v1 digits()${around === '' ? '' : '; end'}; return; ` +
    `u${n}: v1 = v1 + 10; return v1; s${n}: say 'signalled' v1`
  );
}

/** PROCEDURE EXPOSE and DROP with lists of names that are in variables. */
function lists(chance: Chance, n: string): string {
  const name = (): string =>
    pick(chance, ['a', 'b', 'c', 's.', 's.1', 's.a', 't.', 'l', '(l)', '(m)', 't.a.b', '(e)']);
  const list = some(chance, 4, name).join(' ');
  const inside = some(chance, 4, () =>
    pick(chance, [
      `a = 'A'`,
      `b = b'+'`,
      `s.1 = 's1'`,
      `s.a = 'sa'`,
      `s. = 'all'`,
      `t.a.b = 'tab'`,
      `drop ${some(chance, 2, name).join(' ')}`,
      `l = 'a'`,
      `call v${n}`,
    ]),
  ).join('; ');
  const second = some(chance, 3, name).join(' ');
  const show =
    "say a b c s.1 s.a s.x t.a.b t.1.2 l m '<'symbol('a') symbol('s.1') symbol('t.a.b')'>'";
  return (
    `a = 1; b = 2; c = 3; s. = 0; s.1 = 's'; t.1.2 = 't'; l = '${pick(chance, ['a b', 's.', 't. c', 'b s.1', 'a m', 's.a t.a.b'])}'; m = 'b l'; e = ''; ` +
    `call w${n}; ${show}; return; w${n}: procedure expose ${list}; ${show}; ${inside}; ${show}; return; ` +
    `v${n}: procedure expose ${second}; ${show}; a = 'v'; s.1 = 'v1'; t.a.b = 'v2'; return`
  );
}

/** Routines that call themselves, with what each level has of its own. */
function recursion(chance: Chance, n: string): string {
  const depth = String(1 + chance(90));
  const trap = pick(chance, [
    '',
    `signal on syntax name q${n}; `,
    `signal on novalue name q${n}; `,
  ]);
  const last = pick(chance, ["'end'", '1 / 0', 'gone', 'arg()', 'digits()', 'trace()', "1 + 'x'"]);
  return (
    `trace o; say r_${n}(${depth}) digits(); return; r_${n}: ${pick(chance, ['', 'procedure; '])}${trap}` +
    `parse arg d; if d = 0 then return ${last}; numeric digits d + 1; x = r_${n}(d - 1); ` +
    `return x d digits(); q${n}: return 'trapped' digits() datatype(d)`
  );
}

/** Conversions of dates. */
function dates(chance: Chance): string {
  const form = (): string =>
    pick(chance, ['B', 'D', 'E', 'N', 'O', 'S', 'U', 'W', 'M', 'Base', 's', 'q']);
  const value = pick(chance, [
    ...[
      '20240229',
      '20230229',
      '19991231',
      '20000101',
      '19000301',
      '21000228',
      '731000',
      '0',
      '1 Jan 2001',
      '31 Dec 1999',
    ],
    ...[
      '29 Feb 2024',
      '24/02/29',
      '02/29/24',
      '29/02/24',
      '99/12/31',
      '24060',
      '00001',
      '1',
      '366',
      'x',
      '',
      '01 jan 2001',
      '1 January 2001',
    ],
  ]);
  const given = pick(chance, ['B', 'E', 'N', 'O', 'S', 'U', 'q']);
  return `say '<'date('${form()}', '${value}', '${given}')'>'`;
}

/** A few clauses that say something; labels in them have `n` in them. */
export function wideBody(chance: Chance, n: string): string {
  switch (chance(16)) {
    case 0:
      return hugeNumbers(chance);
    case 1:
    case 2:
      return forms(chance);
    case 3:
    case 4:
    case 5:
      return parsing(chance, n);
    case 6:
    case 7:
      return conditions(chance, n);
    case 8:
      return interpreting(chance, n);
    case 9:
      return lists(chance, n);
    case 10:
      return recursion(chance, n);
    case 11:
      return dates(chance);
    default:
      return anyCall(chance);
  }
}
