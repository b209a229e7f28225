/** Words of EXEC 2 statements: variables put in, built-in functions, arithmetic, comparisons (EXEC 2 Reference). */
import type { LocalTime } from '../../command.js';
import { LONGEST_WORD, wrong, type Exec2State } from './exec2-program.js';

const LARGEST = 0x7fffffff;
/** Words of a condition. */
const OPERATORS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  EQ: (order) => order === 0,
  '¬=': (order) => order !== 0,
  NE: (order) => order !== 0,
  '<': (order) => order < 0,
  LT: (order) => order < 0,
  '>': (order) => order > 0,
  GT: (order) => order > 0,
  '<=': (order) => order <= 0,
  '¬>': (order) => order <= 0,
  LE: (order) => order <= 0,
  NG: (order) => order <= 0,
  '>=': (order) => order >= 0,
  '¬<': (order) => order >= 0,
  GE: (order) => order >= 0,
  NL: (order) => order >= 0,
};

/** What a program knows beside its own variables. */
export interface Exec2Surroundings {
  readonly now: LocalTime;
}

const two = (part: number): string => String(part % 100).padStart(2, '0');

/** The value of a variable, the name in capitals; undefined when it has none. */
function valueOf(state: Exec2State, name: string, around: Exec2Surroundings): string | undefined {
  const number = /^&(\d{1,4})$/.exec(name)?.[1];
  if (number !== undefined) {
    return Number(number) === 0 ? state.called : state.args[Number(number) - 1];
  }
  const set = state.variables[name];
  if (set !== undefined) return set;
  switch (name) {
    case '&N':
    case '&INDEX':
      return String(state.args.length);
    case '&RC':
    case '&RETCODE':
      return String(state.rc);
    case '&ARGSTRING':
      return state.argString;
    case '&BLANK':
      return ' ';
    case '&COMLINE':
      return String(state.commandLine);
    case '&CMDSTRING':
      return state.command;
    case '&DEPTH':
      return String(state.calls.length);
    case '&FILENAME':
      return state.name;
    case '&FILETYPE':
      return state.type;
    case '&FILEMODE':
      return state.mode;
    case '&FROM':
      return String(state.from);
    case '&LINE':
    case '&LINENUM':
      return String(state.line);
    case '&LINK':
      return String(state.calls.at(-1)?.back ?? 0);
    case '&DATE': {
      const { year, month, day } = around.now;
      return `${two(year)}/${two(month)}/${two(day)}`;
    }
    case '&TIME': {
      const { hour, minute, second } = around.now;
      return `${two(hour)}:${two(minute)}:${two(second)}`;
    }
    default:
      return undefined;
  }
}

/** Puts variables into a word, from the right; what has no value is nothing. */
export function substitute(state: Exec2State, word: string, around: Exec2Surroundings): string {
  let result = word;
  for (let at = result.length; at > 0;) {
    at = result.lastIndexOf('&', at - 1);
    if (at < 0) break;
    const name = result.slice(at).toUpperCase();
    // an ampersand alone stands for itself
    if (name === '&') continue;
    result = result.slice(0, at) + (valueOf(state, name, around) ?? '');
    if (result.length > LONGEST_WORD && !/^&(ARGSTRING|CMDSTRING)$/.test(name)) wrong(3);
  }
  return result;
}

/** Words with variables put in; those that become nothing are gone. */
export function substituted(
  state: Exec2State,
  words: readonly string[],
  around: Exec2Surroundings,
): string[] {
  return words
    .map((word) => (word.includes('&') ? substitute(state, word, around) : word))
    .filter((word) => word !== '');
}

/** A whole number; an error when the word is none. */
export function numberOf(word: string | undefined): number {
  if (word === undefined) return wrong(10);
  if (!/^[+-]?\d{1,10}$/.test(word)) return wrong(12);
  return inRange(Number(word));
}

function inRange(value: number): number {
  return Math.abs(value) > LARGEST ? wrong(13) : value;
}

/** Whether a condition of three words holds. */
export function holds(
  state: Exec2State,
  words: readonly string[],
  around: Exec2Surroundings,
): boolean {
  const [left, operator, right] = words;
  if (left === undefined || operator === undefined) return wrong(8);
  const test = OPERATORS[operator.toUpperCase()];
  if (test === undefined) return wrong(8);
  const a = substitute(state, left, around);
  const b = right === undefined ? '' : substitute(state, right, around);
  const numeric = /^[+-]?\d+$/;
  if (numeric.test(a) && numeric.test(b))
    return test(Number(BigInt.asIntN(64, BigInt(a) - BigInt(b))));
  return test(a < b ? -1 : a > b ? 1 : 0);
}

type Calculation = (words: readonly string[]) => string;

const position = (word: string | undefined): number => {
  const n = numberOf(word);
  return n < 0 ? wrong(11) : n;
};

function piece(words: readonly string[]): string {
  const [word = '', from, length] = words;
  const start = position(from);
  if (start < 1) wrong(11);
  return length === undefined
    ? word.slice(start - 1)
    : word.slice(start - 1, start - 1 + position(length));
}

function translated(words: readonly string[]): string {
  const [word = '', from, to = ''] = words;
  if (from === undefined) return word.toUpperCase();
  return [...word]
    .map((character) => {
      const at = from.indexOf(character);
      return at < 0 ? character : (to[at] ?? '');
    })
    .join('');
}

function quotient(words: readonly string[]): string {
  const [first, ...others] = words.map(numberOf);
  if (first === undefined || others.length === 0) return wrong(10);
  const value = others.reduce(
    (left, right) => (right === 0 ? wrong(16) : Math.trunc(left / right)),
    first,
  );
  return String(value);
}

/** The functions that are given their words with variables put in. */
const FUNCTIONS: Readonly<Record<string, Calculation>> = {
  '&CONCAT': (words) => words.join(''),
  '&CONCATENATION': (words) => words.join(''),
  '&DATATYPE': ([word = '']) => (/^[+-]?\d+$/.test(word) ? 'NUM' : 'CHAR'),
  '&DIV': quotient,
  '&DIVISION': quotient,
  '&LEFT': ([word = '', n]) => word.slice(0, position(n)).padEnd(position(n)),
  '&LENGTH': ([word = '']) => String(word.length),
  '&LOCATION': ([needle = '', word = '']) => String(needle === '' ? 0 : word.indexOf(needle) + 1),
  '&MULT': (words) => String(words.map(numberOf).reduce((a, b) => inRange(a * b), 1)),
  '&MULTIPLICATION': (words) => String(words.map(numberOf).reduce((a, b) => inRange(a * b), 1)),
  '&PIECE': piece,
  '&POSITION': ([word = '', ...list]) => String(list.indexOf(word) + 1),
  '&RIGHT': ([word = '', n]) =>
    position(n) === 0 ? '' : word.slice(-position(n)).padStart(position(n)),
  '&STRING': (words) => words.join(' '),
  '&SUBSTR': piece,
  '&TRANS': translated,
  '&TRANSLATION': translated,
  '&TRIM': (words) => words.join(' ').trimEnd(),
  '&WORD': ([n, ...list]) => list[position(n) - 1] ?? '',
};
/** Functions that need no OF, as in the older EXEC. */
const WITHOUT_OF: ReadonlySet<string> = new Set([
  ...['&CONCAT', '&DATATYPE', '&LENGTH', '&LITERAL', '&SUBSTR'],
]);

/** The right side of an assignment: what it is, or the routine of the program that gives it. */
export type Exec2Value =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'call'; readonly label: string; readonly args: readonly string[] };

/** Whether a word begins a function here. */
function isFunction(words: readonly string[], at: number): boolean {
  const name = words[at]!.toUpperCase();
  const of = words[at + 1]?.toUpperCase() === 'OF';
  if (of) return name.startsWith('&') ? name.length > 1 : name.startsWith('-');
  return WITHOUT_OF.has(name);
}

/** Evaluates the right side of an assignment. */
export function evaluate(
  state: Exec2State,
  words: readonly string[],
  around: Exec2Surroundings,
): Exec2Value {
  const at = words.findIndex((_, i) => i % 2 === 0 && isFunction(words, i));
  if (at < 0) {
    const values = words.map((word) => substitute(state, word, around));
    return { kind: 'value', value: sum(values) };
  }
  const name = words[at]!.toUpperCase();
  const rest = words.slice(words[at + 1]?.toUpperCase() === 'OF' ? at + 2 : at + 1);
  if (name.startsWith('-')) {
    if (at > 0) wrong(9);
    return { kind: 'call', label: name, args: substituted(state, rest, around) };
  }
  const before = words.slice(0, at).map((word) => substitute(state, word, around));
  let value: string;
  if (name === '&LITERAL') value = rest.join(' ');
  else if (name === '&RANGE') value = range(state, rest, around);
  else {
    const calculation = FUNCTIONS[name] ?? wrong(14);
    value = calculation(rest.map((word) => substitute(state, word, around)));
  }
  return { kind: 'value', value: before.length === 0 ? value : sum([...before, value]) };
}

/** &RANGE OF stem first last: the values of these variables. */
function range(state: Exec2State, words: readonly string[], around: Exec2Surroundings): string {
  const [stem = '', from, to] = words;
  const first = numberOf(from === undefined ? undefined : substitute(state, from, around));
  const last = numberOf(to === undefined ? undefined : substitute(state, to, around));
  if (last - first > 10_000) wrong(11);
  const values: string[] = [];
  for (let i = first; i <= last; i++) {
    values.push(substitute(state, `${stem}${String(i)}`, around));
  }
  return values.filter((value) => value !== '').join(' ');
}

/** One word as it is, or numbers with + and - between them. */
function sum(values: readonly string[]): string {
  const [first = '', ...rest] = values;
  if (rest.length === 0) return first;
  if (rest.length % 2 !== 0) return wrong(9);
  let result = numberOf(first);
  for (let i = 0; i < rest.length; i += 2) {
    const operand = numberOf(rest[i + 1]);
    if (rest[i] === '+') result = inRange(result + operand);
    else if (rest[i] === '-') result = inRange(result - operand);
    else wrong(9);
  }
  return String(result);
}
