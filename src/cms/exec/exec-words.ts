/**
 * Words of an EXEC statement: tokens of eight characters, variables put in, functions and arithmetic (VM/370 CMS Command
 * and Macro Reference, "EXEC control statements", "Built-in functions"). Names and control words may be in small letters,
 * which VM/370 does not take.
 */
import { checkName, isNumber, numberOf, wrong, type ExecState } from './exec-program.js';

/** What the EXEC knows beside its own variables. */
export interface ExecSurroundings {
  /** Lines on the program stack: &READFLAG. */
  readonly stacked: boolean;
  readonly typing: boolean;
  /** The time of day, and the line of &TIME with the processor time. */
  readonly time: string;
  readonly times: string;
  /** EXECs on top of each other: &GLOBAL. */
  readonly level: number;
  /** &GLOBAL0 to &GLOBAL9 of the outermost. */
  readonly globals: Record<string, string>;
  /** What is accessed at a mode letter (&DISKx): CMS, or NA; for `*` the first disk to write to, for `?` the one with
   * most room, or NONE. */
  disk(letter: string): string;
}

/** Tokens of a line, eight characters each, parentheses by themselves. */
export function words(line: string): string[] {
  return [...line.matchAll(/[()]|[^\s()]+/g)].map((match) => match[0].slice(0, 8));
}

/** A word as names are compared: in capitals. */
export const nameOf = (word: string): string => word.toUpperCase();

/** Puts variables into a token, from the right, until no ampersand with a known name is left in it. */
export function substitute(state: ExecState, token: string, around: ExecSurroundings): string {
  let result = token;
  for (let at = result.length; at > 0;) {
    at = result.lastIndexOf('&', at - 1);
    if (at < 0) break;
    const name = nameOf(result.slice(at));
    const value = valueOf(state, name, around);
    // an unknown variable is nothing, unless it is a control word
    if (value === undefined) {
      if (CONTROL_WORDS.has(name)) continue;
      checkName(name);
    }
    result = result.slice(0, at) + (value ?? '');
  }
  return result.slice(0, 8);
}

/** The value of a variable; undefined when it has none. */
function valueOf(state: ExecState, name: string, around: ExecSurroundings): string | undefined {
  const set = state.variables[name];
  if (set !== undefined) return set;
  if (/^&GLOBAL\d$/.test(name)) return around.globals[name] ?? '1';
  const disk = /^&DISK([A-Z*?])$/.exec(name)?.[1];
  if (disk !== undefined) return around.disk(disk);
  switch (name) {
    case '&RETCODE':
      return state.retcode;
    case '&0':
    case '&EXEC':
      return state.name;
    case '&LINENUM':
      return String(state.at);
    case '&READFLA':
      return around.stacked ? 'STACK' : 'CONSOLE';
    case '&TYPEFLA':
      return around.typing ? 'RT' : 'HT';
    case '&GLOBAL':
      return String(around.level);
    case '&DOS':
      return 'OFF';
    default:
      return undefined;
  }
}

/**
 * A number in the other base (&HEX ON): hexadecimal to decimal where a value is assigned, decimal to hexadecimal
 * elsewhere.
 */
export function converted(word: string, assigning: boolean): string {
  const digits = /^X'(.*)$/i.exec(word)?.[1];
  if (digits === undefined) return word;
  const form = assigning ? /^-?[0-9A-F]{1,6}$/i : /^-?\d{1,6}$/;
  if (!form.test(digits)) return wrong(12);
  const value = Number.parseInt(digits, assigning ? 16 : 10);
  return value.toString(assigning ? 10 : 16).toUpperCase();
}

/** The right side of an assignment, its variables put in: a function, arithmetic, or one word. */
export function evaluate(tokens: readonly string[]): string {
  const [first, word = '', from, length] = tokens;
  switch (first === undefined ? '' : nameOf(first)) {
    case '':
      return '';
    case '&CONCAT':
      return tokens.slice(1).join('').slice(0, 8);
    case '&LENGTH':
      return String(word.length);
    case '&SUBSTR': {
      if (from === undefined) return wrong(14);
      const start = numberOf(from);
      const count = length === undefined ? 8 : numberOf(length);
      if (start < 1 || count < 0) return wrong(14);
      return word.slice(start - 1, start - 1 + count);
    }
    case '&DATATYP':
      return isNumber(word) ? 'NUM' : 'CHAR';
    default:
      return arithmetic(tokens);
  }
}

/** Largest and smallest result, which have room in a token. */
const LARGEST = 99_999_999;
const SMALLEST = -9_999_999;

function arithmetic(tokens: readonly string[]): string {
  const [first = '', ...rest] = tokens;
  if (rest.length === 0) return first;
  let sum: number | undefined;
  for (let i = 0; i < rest.length; i += 2) {
    const operator = rest[i]!;
    const word = rest[i + 1];
    if (!/^[+*-]$/.test(operator) || word === undefined) wrong(9);
    sum ??= numberOf(first);
    const operand = numberOf(word);
    if (operator === '*') sum *= operand;
    else sum += operator === '-' ? -operand : operand;
    if (sum > LARGEST) wrong(18);
    if (sum < SMALLEST) wrong(17);
  }
  return String(sum);
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  ...{ EQ: (order) => order === 0, '=': (order) => order === 0 },
  ...{ NE: (order) => order !== 0, '¬=': (order) => order !== 0 },
  ...{ LT: (order) => order < 0, '<': (order) => order < 0 },
  ...{ LE: (order) => order <= 0, '<=': (order) => order <= 0, '¬>': (order) => order <= 0 },
  ...{ GT: (order) => order > 0, '>': (order) => order > 0 },
  ...{ GE: (order) => order >= 0, '>=': (order) => order >= 0, '¬<': (order) => order >= 0 },
};

/** Whether a comparison of three words holds; &$ stands for any argument, &* for all. */
export function holds(state: ExecState, tokens: readonly string[]): boolean {
  const [left, operator = '', right = ''] = tokens;
  const test = ORDERS[nameOf(operator)];
  if (left === undefined || test === undefined) return wrong(8);
  const count = Number(state.variables['&INDEX'] ?? '0');
  const all = Array.from({ length: count }, (_, i) => state.variables[`&${String(i + 1)}`] ?? '');
  const isAll = (word: string): boolean => word === '&*';
  const special = (word: string): boolean => word === '&$' || isAll(word);
  if ((special(left) || special(right)) && count === 0) return false;
  const of = (word: string): readonly string[] => (special(word) ? all : [word]);
  const every = isAll(left) || (!special(left) && isAll(right));
  const one = (a: string): boolean =>
    !special(left) && isAll(right)
      ? all.every((b) => test(order(a, b)))
      : of(right).some((b) => test(order(a, b)));
  return every ? of(left).every(one) : of(left).some(one);
}

/** Numbers by value, else by the order of EBCDIC. */
function order(left: string, right: string): number {
  if (isNumber(left) && isNumber(right)) return Number(left) - Number(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Words that begin a control statement, and others that are no variables. */
export const CONTROL_WORDS: ReadonlySet<string> = new Set([
  ...['&ARGS', '&BEGEMSG', '&BEGPUNC', '&BEGSTAC', '&BEGTYPE', '&COMMENT', '&CONTINU', '&CONTROL'],
  ...[
    '&EMSG',
    '&END',
    '&ERROR',
    '&EXIT',
    '&GOTO',
    '&HEX',
    '&IF',
    '&LOOP',
    '&PUNCH',
    '&READ',
    '&SKIP',
  ],
  ...['&SPACE', '&STACK', '&TIME', '&TYPE', '&$', '&*'],
  ...['&CONCAT', '&LENGTH', '&SUBSTR', '&DATATYP', '&LITERAL'],
]);
