/**
 * An EXEC as it runs: its lines, variables, loops and place. Plain data; each statement is one step's work
 * at most (VM/370 CMS User's Guide, "The CMS EXEC facilities").
 */

/** A loop that &LOOP began. */
export interface ExecLoop {
  /** First and last line of the body. */
  readonly first: number;
  readonly last: number;
  /** Turns still to make; undefined when a condition ends it. */
  turns: number | undefined;
  readonly condition: string | undefined;
}

/** What an EXEC knows. */
export interface ExecState {
  readonly version: 1;
  readonly name: string;
  readonly lines: readonly string[];
  /** Index of the next line. */
  at: number;
  /** Variables by name with the ampersand, upper case. */
  readonly variables: Record<string, string>;
  readonly loops: ExecLoop[];
  /** Return code of the last command. */
  retcode: number;
  /** &CONTROL: which commands are shown. */
  control: 'ALL' | 'CMS' | 'ERROR' | 'OFF';
  /** &CONTROL MSG or NOMSG: the message for an error of the EXEC itself is always typed. */
  showTime: boolean;
  /** &ERROR: statement that is carried out behind a command that failed. */
  onError: string;
  /** Inside an &ERROR action, which does not call itself. */
  inError: boolean;
  /** &READ and &BEGSTACK: what the next line is for. */
  reading:
    | { readonly kind: 'lines'; left: number }
    | { readonly kind: 'args' }
    | { readonly kind: 'vars'; readonly names: readonly string[] }
    | undefined;
  /** Lines that &READ brought and that are executed before the next line of the file. */
  readonly pending: string[];
  /** Lines to type before anything else: return codes of commands. */
  readonly messages: string[];
  /** Bytes of the variables' values. */
  held: number;
}

/** Most bytes that variables may hold. */
export const VARIABLE_LIMIT = 1 << 18;
/** Most arguments. */
export const MOST_ARGUMENTS = 30;

/** A new EXEC with its arguments. */
export function newExec(
  name: string,
  lines: readonly string[],
  operands: readonly string[],
): ExecState {
  const state: ExecState = {
    version: 1,
    name,
    lines,
    at: 0,
    variables: {},
    loops: [],
    retcode: 0,
    control: 'CMS',
    showTime: false,
    onError: '',
    inError: false,
    reading: undefined,
    pending: [],
    messages: [],
    held: 0,
  };
  setArguments(state, operands);
  return state;
}

/** Sets &1 to &n and &INDEX. */
export function setArguments(state: ExecState, operands: readonly string[]): void {
  for (let i = 1; i <= MOST_ARGUMENTS; i++)
    Reflect.deleteProperty(state.variables, `&${String(i)}`);
  operands.slice(0, MOST_ARGUMENTS).forEach((operand, i) => {
    state.variables[`&${String(i + 1)}`] = operand === '%' ? '' : operand;
  });
  state.variables['&INDEX'] = String(Math.min(operands.length, MOST_ARGUMENTS));
}

/** Sets a variable; false when the EXEC holds too much already. */
export function setVariable(state: ExecState, name: string, value: string): boolean {
  const old = state.variables[name];
  const change = value.length - (old?.length ?? -name.length);
  if (state.held + change > VARIABLE_LIMIT) return false;
  state.held += change;
  state.variables[name] = value;
  return true;
}
