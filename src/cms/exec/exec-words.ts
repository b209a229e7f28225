/**
 * Words of an EXEC statement: tokens of eight characters, variables put in, functions and arithmetic
 * (VM/370 CMS Command and Macro Reference, "EXEC control statements", "Built-in functions").
 */
import type { ExecState } from './exec-program.js';

/** What the EXEC knows beside its own variables. */
export interface ExecSurroundings {
  /** Lines on the program stack: &READFLAG. */
  readonly stacked: boolean;
  readonly typing: boolean;
  readonly time: string;
}

/** Tokens of a line, eight characters each, parentheses by themselves. */
export function words(line: string): string[] {
  return [...line.matchAll(/[()]|[^\s()]+/g)].map((match) => match[0].slice(0, 8).toUpperCase());
}

/** Puts variables into a token, from the right, until no ampersand with a known name is left in it. */
export function substitute(state: ExecState, token: string, around: ExecSurroundings): string {
  let result = token;
  for (let at = result.length; at > 0;) {
    at = result.lastIndexOf('&', at - 1);
    if (at < 0) break;
    const value = valueOf(state, result.slice(at), around);
    // an unknown variable is nothing, unless it is a control word
    if (value === undefined && CONTROL_WORDS.has(result.slice(at))) continue;
    result = result.slice(0, at) + (value ?? '');
  }
  return result.slice(0, 8);
}

/** The value of a variable; undefined when it has none. */
export function valueOf(
  state: ExecState,
  name: string,
  around: ExecSurroundings,
): string | undefined {
  switch (name) {
    case '&RETCODE':
      return String(state.retcode);
    case '&0':
    case '&EXEC':
      return state.name;
    case '&LINENUM':
      return String(state.at);
    case '&READFLAG'.slice(0, 8):
      return around.stacked ? 'STACK' : 'CONSOLE';
    case '&TYPEFLAG'.slice(0, 8):
      return around.typing ? 'RT' : 'HT';
    case '&GLOBAL':
      return '1';
    default:
      return state.variables[name];
  }
}

/** The right side of an assignment: a function, arithmetic, or one word. Undefined: it is malformed. */
export function evaluate(
  state: ExecState,
  tokens: readonly string[],
  around: ExecSurroundings,
): string | undefined {
  const first = tokens[0];
  if (first === undefined) return '';
  const value = (token: string | undefined): string =>
    token === undefined ? '' : substitute(state, token, around);
  switch (first) {
    case '&CONCAT':
      return tokens.slice(1).map(value).join('').slice(0, 8);
    case '&LENGTH':
      return String(value(tokens[1]).length);
    case '&SUBSTR': {
      const from = Number(value(tokens[2]));
      const length = tokens[3] === undefined ? 8 : Number(value(tokens[3]));
      if (!Number.isInteger(from) || from < 1 || !Number.isInteger(length) || length < 0) {
        return undefined;
      }
      return value(tokens[1]).slice(from - 1, from - 1 + length);
    }
    case '&DATATYPE'.slice(0, 8):
      return isNumber(value(tokens[1])) ? 'NUM' : 'CHAR';
    case '&LITERAL':
      return tokens[1] ?? '';
    default:
      return arithmetic(tokens.map(value));
  }
}

/** Compares two words as &IF does: numbers by value, else by EBCDIC order of the text. */
export function compare(left: string, operator: string, right: string): boolean | undefined {
  const numeric = isNumber(left) && isNumber(right);
  const order = numeric ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
  switch (operator) {
    case 'EQ':
    case '=':
      return order === 0;
    case 'NE':
    case '¬=':
      return order !== 0;
    case 'LT':
    case '<':
      return order < 0;
    case 'LE':
    case '<=':
    case '¬>':
      return order <= 0;
    case 'GT':
    case '>':
      return order > 0;
    case 'GE':
    case '>=':
    case '¬<':
      return order >= 0;
    default:
      return undefined;
  }
}

/** Whether a word is a number with sign. */
export function isNumber(word: string): boolean {
  return /^[+-]?\d{1,9}$/.test(word);
}

function arithmetic(tokens: readonly string[]): string | undefined {
  const [first = '', ...rest] = tokens;
  if (rest.length === 0) return first;
  if (!isNumber(first) || rest.length % 2 !== 0) return undefined;
  let sum = Number(first);
  for (let i = 0; i < rest.length; i += 2) {
    const operand = rest[i + 1] ?? '';
    if (!isNumber(operand)) return undefined;
    if (rest[i] === '+') sum += Number(operand);
    else if (rest[i] === '-') sum -= Number(operand);
    else return undefined;
  }
  return String(sum).slice(0, 8);
}

/** Words that begin a control statement and are no variables. */
export const CONTROL_WORDS: ReadonlySet<string> = new Set([
  '&ARGS',
  '&BEGEMSG',
  '&BEGPUNC',
  '&HEX',
  '&BEGSTAC',
  '&BEGTYPE',
  '&CONTINU',
  '&CONTROL',
  '&EMSG',
  '&END',
  '&ERROR',
  '&EXIT',
  '&GOTO',
  '&IF',
  '&LOOP',
  '&PUNCH',
  '&READ',
  '&SKIP',
  '&SPACE',
  '&STACK',
  '&TIME',
  '&TYPE',
  '&$',
  '&*',
  '&CONCAT',
  '&LENGTH',
  '&SUBSTR',
  '&DATATYP',
  '&LITERAL',
]);
