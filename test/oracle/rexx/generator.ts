/**
 * Random REXX clauses for the comparison with Regina: arithmetic of any precision, the functions on strings and
 * words, PARSE templates, loops. What goes by the codes of characters is left out: ours are EBCDIC.
 */

import { pick, type Chance } from './chance.js';
import { languageBody } from './language-generator.js';
import { wideBody } from './wide-generator.js';

function digits(chance: Chance, most: number): string {
  return Array.from({ length: 1 + chance(most) }, () => String(chance(10))).join('');
}

function number(chance: Chance): string {
  const sign = pick(chance, ['', '', '-']);
  switch (chance(7)) {
    case 0:
      return sign + String(chance(10));
    case 1:
      return sign + digits(chance, 12);
    case 2:
      return `${sign}${digits(chance, 6)}.${digits(chance, 8)}`;
    case 3:
      return `${sign}0.${'0'.repeat(chance(9))}${digits(chance, 5)}`;
    case 4:
      return `${sign}${digits(chance, 4)}E${pick(chance, ['', '-', '+'])}${String(chance(25))}`;
    case 5:
      return `${sign}${String(chance(99))}00`;
    default:
      return `${sign}${String(chance(1000))}.${pick(chance, ['5', '50', '25', '999', '0', '00'])}`;
  }
}

const WORDS = ['a', 'to', 'the', 'rexx', 'abc', 'xyz', 'x', '42', '3.5', 'Hello', 'or'];

function text(chance: Chance): string {
  const words = Array.from({ length: chance(5) }, () => pick(chance, WORDS));
  return words.join(' '.repeat(1 + chance(2))) + pick(chance, ['', '', ' ']);
}

function quoted(value: string): string {
  return `'${value}'`;
}

function small(chance: Chance): string {
  return String(pick(chance, [0, 1, 1, 2, 3, 4, 5, 7, 10, 20]));
}

/** Functions and what they take: s a string, n a small number, p one character, others a choice of letters. */
const FUNCTIONS: readonly string[] = [
  ...[
    'abbrev s s n',
    'center s n p',
    'centre s n',
    'compare s s p',
    'copies s n',
    'delstr s n n',
    'delword s n n',
  ],
  ...[
    'insert s s n n p',
    'lastpos p s n',
    'left s n p',
    'length s',
    'overlay s s n n p',
    'pos p s n',
    'pos s s',
  ],
  ...[
    'reverse s',
    'right s n p',
    'space s n p',
    'strip s BLT p',
    'substr s n n p',
    'subword s n n',
  ],
  ...[
    'translate s',
    'translate s s s p',
    'verify s s MN n',
    'verify s s',
    'word s n',
    'wordindex s n',
  ],
  ...[
    'wordlength s n',
    'wordpos s s n',
    'words s',
    'datatype s',
    'datatype s ABLMNSUWX',
    'changestr p s s',
  ],
  ...[
    'countstr p s',
    'abs d',
    'sign d',
    'max d d d',
    'min d d',
    'trunc d n',
    'trunc d',
    'b2x b',
    'x2b h',
  ],
  ...['x2d h', 'd2x w', 'd2x w n', 'x2d h n', 'format d', 'format d f f', 'format d f f f'],
  ...['format d f f f n', 'find s s', 'index s p n', 'justify s n', 'errortext e', 'symbol y'],
  // what gives bytes is shown by its digits
  ...['=bitand k k', '=bitor k k', '=bitxor k k k', '=d2c w', '=d2c w n', '=x2c h', '=xrange k k'],
  ...['c2d k', 'c2d k n', 'c2x k', 'date BDEMNOSUW t S', 'date SNUEO t S', 'abbrev s s', 'value y'],
];

function argument(chance: Chance, kind: string): string {
  switch (kind) {
    case 's':
      return quoted(text(chance));
    case 'n':
      return small(chance);
    case 'f':
      return String(3 + chance(8));
    case 'p':
      return quoted(pick(chance, ['x', '*', ' ', 'a', '-']));
    case 'd':
      return quoted(number(chance));
    case 'w':
      return quoted(String(chance(100_000)));
    case 'e':
      // the others are not worded alike
      return String(
        pick(chance, [4, 6, 7, 8, 9, 10, 14, 16, 17, 18, 21, 25, 33, 35, 40, 41, 43, 48]),
      );
    case 'y':
      return quoted(pick(chance, ['v1', 'nope', 'a.b', '1x', '*', '', 'x.1', 'A b', '.5']));
    case 'b':
      return quoted(Array.from({ length: 4 * chance(4) }, () => String(chance(2))).join(''));
    case 'k':
      return `${quoted(Array.from({ length: 2 * chance(4) }, () => chance(16).toString(16)).join(''))}x`;
    case 't':
      return quoted(
        String(1900 + chance(150)) +
          String(1 + chance(12)).padStart(2, '0') +
          String(1 + chance(28)).padStart(2, '0'),
      );
    case 'h':
      return quoted(Array.from({ length: 2 * chance(4) }, () => chance(16).toString(16)).join(''));
    default:
      return quoted(kind[chance(kind.length)]!);
  }
}

function call(chance: Chance): string {
  const [name = '', ...kinds] = pick(chance, FUNCTIONS).split(' ');
  const args = kinds.map((kind, i) =>
    i > 0 && 'nps'.includes(kind) && chance(12) === 0 ? '' : argument(chance, kind),
  );
  // commas at the end are too much for Regina
  while (args.at(-1) === '') args.pop();
  const written = `${name.replace('=', '')}(${args.join(', ')})`;
  return name.startsWith('=') ? `c2x(${written})` : written;
}

function arithmetic(chance: Chance, depth: number): string {
  // a sign outside of quotes would be an operation that rounds
  if (depth === 0) return number(chance).replace(/^-.*/, "'$&'");
  const op = pick(chance, ['+', '-', '*', '/', '%', '//', '+', '-', '*']);
  const left = arithmetic(chance, depth - 1);
  if (chance(12) === 0)
    return `(${left}) ** ${pick(chance, ['0', '1', '2', '3', '5', '-1', '-2'])}`;
  return `(${left}) ${op} (${arithmetic(chance, chance(depth))})`;
}

function comparison(chance: Chance): string {
  const op = pick(chance, ['=', '\\=', '<', '>', '<=', '>=', '==', '\\==', '<>']);
  return `${number(chance).replace(/^-.*/, "'$&'")} ${op} ${number(chance).replace(/^-.*/, "'$&'")}`;
}

function template(chance: Chance): string {
  const items = Array.from({ length: 1 + chance(7) }, () => {
    switch (chance(9)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return pick(chance, ['v1', 'v2', 'v3']);
      case 4:
        return '.';
      case 5:
        return quoted(pick(chance, [' ', 'a', 'x', 'the', '42']));
      case 6:
        return String(1 + chance(12));
      case 7:
        return `${pick(chance, ['+', '-'])}${String(chance(6))}`;
      default:
        return `=${String(1 + chance(9))}`;
    }
  });
  return items.join(' ');
}

/** A clause, or a few, that say something; labels in it have `n` in them. */
function body(chance: Chance, n: string): string {
  if (chance(4) === 0) return wideBody(chance, n);
  switch (chance(16)) {
    case 0:
    case 1: {
      const numeric = `numeric digits ${String(1 + chance(20))}; `;
      const form = pick(chance, ['', '', 'numeric form engineering; ']);
      return `${chance(2) === 0 ? numeric + form : ''}say ${arithmetic(chance, 1)}`;
    }
    case 2:
      return `say ${comparison(chance)}`;
    case 3:
    case 4:
    case 5:
      return `say '<'${call(chance)}'>'`;
    case 6:
      return (
        `v1 = 1; v2 = 2; v3 = 3; parse ${pick(chance, ['', 'upper '])}value ${quoted(text(chance))} with ` +
        `${template(chance)}; say '<'v1'|'v2'|'v3'>'`
      );
    case 7: {
      const from = String(chance(9) - 4);
      const by = pick(chance, ['', ' by 2', ' by -1', ' by 0.5', ' by -3']);
      const more = pick(chance, ['', ' while i < 6', ' until i > 3']);
      return `do i = ${from} to ${String(chance(9) - 2)}${by} for 9${more}; say i; end; say i`;
    }
    default:
      return languageBody(chance, n);
  }
}

/** A program of `count` such clauses, each in a routine of its own that survives its error. */
export function programOf(chance: Chance, count: number): string {
  const lines = ['/* */'];
  for (let i = 0; i < count; i++) lines.push(`call r${String(i)}`);
  lines.push('exit');
  for (let i = 0; i < count; i++) {
    const n = String(i);
    lines.push(`r${n}: procedure; signal on syntax name e${n}; ${body(chance, n)}; return`);
    lines.push(`e${n}: say 'error' rc; return`);
  }
  return lines.join('\n');
}
