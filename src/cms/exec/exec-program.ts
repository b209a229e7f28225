/**
 * A program of the CMS EXEC language as it runs: its lines, variables, loops and place. Plain data (VM/370 CMS User's
 * Guide, "The CMS EXEC facilities").
 */

/** A loop that &LOOP began. */
export interface ExecLoop {
  /** First and last line of the body. */
  readonly first: number;
  readonly last: number;
  /** Turns still to make; undefined when a condition ends it. */
  turns: number | undefined;
  readonly condition: readonly string[] | undefined;
}

/** What an EXEC knows. */
export interface ExecState {
  readonly version: 2;
  readonly name: string;
  readonly lines: readonly string[];
  /** Index of the next line. */
  at: number;
  /** Variables by name with the ampersand, upper case. */
  readonly variables: Record<string, string>;
  /** &GLOBAL0 to &GLOBAL9, which an EXEC shares with those that it calls: those of the outermost count. */
  readonly globals: Record<string, string>;
  readonly loops: ExecLoop[];
  /** Return code of the last command, and the command as it is shown. */
  retcode: string;
  command: string;
  /** &CONTROL: which statements and commands are shown, with the time, with one blank between words. */
  control: 'ALL' | 'CMS' | 'ERROR' | 'OFF';
  showTime: boolean;
  packed: boolean;
  /** &TIME ON: the time that commands take is typed. */
  timing: boolean;
  /** &HEX ON: words that begin with X' are converted. */
  hex: boolean;
  /** &ERROR: statement that is carried out behind a command that failed. */
  onError: string;
  /** Inside an &ERROR action, in which no command may fail. */
  inError: boolean;
  /** &READ: what the next line is for. */
  reading:
    | { readonly kind: 'line' }
    | { readonly kind: 'args' }
    | { readonly kind: 'vars'; readonly names: readonly string[] }
    | undefined;
  /** Lines that &READ has still to bring. */
  linesLeft: number;
  /** Lines that are carried out before the next line of the file. */
  readonly pending: string[];
  /** &STACK HT or RT takes effect in the next step, behind the lines that have been typed. */
  typing: boolean | undefined;
  /** Lines to type before anything else. */
  readonly messages: string[];
  /** Characters of the variables' values. */
  held: number;
}

/** Errors: number, which is 800 less than the return code, and text (VM/370 System Messages, "DMSEXT072E"). */
export const EXEC_ERRORS = {
  2: '&SKIP or &GOTO error',
  4: 'Too many arguments',
  5: 'Max depth of loop nesting exceeded',
  7: 'Invalid syntax',
  8: 'Invalid form of condition',
  9: 'Invalid assignment',
  10: 'Misuse of special variable',
  11: 'Error in &ERROR action',
  12: 'Conversion error',
  13: 'Too many tokens in statement',
  14: 'Misuse of built-in function',
  15: 'EOF found in loop',
  16: 'Invalid control word',
  17: 'EXEC arithmetic underflow',
  18: 'EXEC arithmetic overflow',
  19: 'Invalid char in variable symbol',
} as const;
/** What is added to the number of an error. */
export const ERROR_BASE = 800;
/** The text of the error for variables that hold too much, which is one of ours: return code 104. */
const FULL = 'no room';

/** An error of the EXEC, which ends it. */
export class ExecFault extends Error {
  /** Return code of the EXEC. */
  readonly rc: number;
  constructor(number: keyof typeof EXEC_ERRORS | typeof FULL) {
    super(number === FULL ? FULL : EXEC_ERRORS[number]);
    this.rc = number === FULL ? 104 : ERROR_BASE + number;
  }
}

/** Ends the EXEC with an error. */
export function wrong(number: keyof typeof EXEC_ERRORS): never {
  throw new ExecFault(number);
}

/** Most characters that variables may hold. */
const VARIABLE_LIMIT = 1 << 18;
/** Most arguments. */
const MOST_ARGUMENTS = 30;
/** Variables that the EXEC cannot set. */
const READ_ONLY: ReadonlySet<string> = new Set([
  ...['&INDEX', '&READFLA', '&TYPEFLA', '&LINENUM', '&EXEC', '&GLOBAL'],
]);
/** Variables that hold a number. */
const NUMERIC = /^&(RETCODE|GLOBAL\d)$/;
const SYMBOL = /^&[A-Z0-9$#@*?&]*$/;

/** A new EXEC; {@link setArguments} gives it its arguments. */
export function newExec(name: string, lines: readonly string[]): ExecState {
  return {
    version: 2,
    name,
    lines,
    at: 0,
    variables: {},
    globals: {},
    loops: [],
    retcode: '0',
    command: '',
    control: 'CMS',
    showTime: false,
    packed: true,
    timing: false,
    hex: false,
    onError: '',
    inError: false,
    reading: undefined,
    linesLeft: 0,
    pending: [],
    typing: undefined,
    messages: [],
    held: 0,
  };
}

/** Sets &1 to &n and &INDEX. */
export function setArguments(state: ExecState, operands: readonly string[]): void {
  if (operands.length > MOST_ARGUMENTS) wrong(4);
  for (let i = 1; i <= MOST_ARGUMENTS; i++)
    Reflect.deleteProperty(state.variables, `&${String(i)}`);
  operands.forEach((operand, i) => {
    state.variables[`&${String(i + 1)}`] = operand === '%' ? '' : operand;
  });
  state.variables['&INDEX'] = String(operands.length);
}

/** Whether a word is a number with sign. */
export function isNumber(word: string): boolean {
  return /^[+-]?\d{1,9}$/.test(word);
}

/** The number that a word is; an error when it is none. */
export function numberOf(word: string | undefined): number {
  return word !== undefined && isNumber(word) ? Number(word) : wrong(12);
}

/** Checks that a name is one of a variable. */
export function checkName(name: string): void {
  if (!SYMBOL.test(name)) wrong(19);
}

/**
 * Sets a variable.
 * @param globals - where those of the outermost EXEC are
 */
export function setVariable(
  state: ExecState,
  name: string,
  value: string,
  globals: Record<string, string>,
): void {
  checkName(name);
  if (READ_ONLY.has(name)) wrong(10);
  if (NUMERIC.test(name)) numberOf(value);
  if (name === '&RETCODE') {
    state.retcode = value;
    return;
  }
  const into = name.startsWith('&GLOBAL') ? globals : state.variables;
  const old = into[name];
  state.held += value.length - (old?.length ?? -name.length);
  if (state.held > VARIABLE_LIMIT) throw new ExecFault(FULL);
  into[name] = value;
}
