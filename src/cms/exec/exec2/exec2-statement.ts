/** Carries out one statement of EXEC 2 (EXEC 2 Reference, "Control Statements"). What needs CMS is handed back. */
import {
  LONGEST_WORD,
  MOST_CALLS,
  MOST_LOOPS,
  setVariable,
  splitWords,
  wrong,
  type Exec2State,
} from './exec2-program.js';
import {
  evaluate,
  holds,
  numberOf,
  substitute,
  substituted,
  type Exec2Surroundings,
} from './exec2-words.js';

/** Longest statement with its variables put in. */
const LONGEST_STATEMENT = 4096;

/** What a statement comes to. */
export type Exec2Action =
  | { readonly kind: 'next'; readonly type?: readonly string[] }
  /** A command for CMS, or for an environment. */
  | { readonly kind: 'command'; readonly line: string; readonly environment: string | undefined }
  | { readonly kind: 'state'; readonly fileid: readonly string[] }
  | { readonly kind: 'read' }
  | { readonly kind: 'stack'; readonly lines: readonly string[]; readonly order: 'FIFO' | 'LIFO' }
  | { readonly kind: 'exit'; readonly rc: number };

const NEXT: Exec2Action = { kind: 'next' };

/** Carries out the statement `line`; what is wrong with it is thrown. */
export function carryOut(state: Exec2State, line: string, around: Exec2Surroundings): Exec2Action {
  let text = line.trim();
  if (text.startsWith('-')) text = text.replace(/^\S+\s*/, '');
  if (text === '' || text.startsWith('*')) return NEXT;
  const words = splitWords(text);
  if (words.some((word) => word.length > LONGEST_WORD)) wrong(3);
  const first = words[0]!.toUpperCase();
  if (first.startsWith('&') && words[1] === '=') return assign(state, words, around);
  const statement = STATEMENTS.get(first);
  if (statement !== undefined) {
    return statement({ state, words: words.slice(1), text: text.replace(/^\S+ ?/, ''), around });
  }
  const all = substituted(state, words, around);
  if (all.length === 0) return NEXT;
  return command(all, state.environment);
}

function command(words: readonly string[], environment: string | undefined): Exec2Action {
  const line = words.join(' ');
  if (line.length > LONGEST_STATEMENT) wrong(4);
  return { kind: 'command', line, environment };
}

function assign(
  state: Exec2State,
  words: readonly string[],
  around: Exec2Surroundings,
): Exec2Action {
  // only what stands behind the first ampersand is looked up: &X&I is &X1
  const name = `&${substitute(state, words[0]!.slice(1), around)}`;
  const value = evaluate(state, words.slice(2), around);
  if (value.kind === 'value') setVariable(state, name, value.value);
  else enter(state, value.label, value.args, name);
  return NEXT;
}

interface Statement {
  readonly state: Exec2State;
  readonly words: readonly string[];
  /** What stands behind the control word. */
  readonly text: string;
  readonly around: Exec2Surroundings;
}

const put = ({ state, words, around }: Statement): string[] => substituted(state, words, around);

/** Index of a line: its number, or that of a label. */
function lineAt(state: Exec2State, target: string | undefined): number {
  if (target === undefined) return wrong(10);
  if (/^\d{1,6}$/.test(target)) {
    const at = Number(target) - 1;
    return at < 0 || at >= state.lines.length ? wrong(6) : at;
  }
  if (!target.startsWith('-')) return wrong(11);
  // from here to the end, then from the top
  const count = state.lines.length;
  for (let i = 0; i < count; i++) {
    const at = (state.at + i) % count;
    const word = /^\s*(-\S+)/.exec(state.lines[at]!)?.[1];
    if (word?.toUpperCase() === target.toUpperCase()) return at;
  }
  return wrong(6);
}

function jump(state: Exec2State, at: number): Exec2Action {
  if (at < 0 || at > state.lines.length) wrong(6);
  state.from = state.line;
  state.at = at;
  state.pending.length = 0;
  // a jump out of a loop ends it
  while (state.loops.length > 0) {
    const { first, last } = state.loops.at(-1)!;
    if (at >= first && at <= last) break;
    state.loops.pop();
  }
  return NEXT;
}

function enter(
  state: Exec2State,
  label: string,
  args: readonly string[],
  target: string | undefined,
): void {
  if (state.calls.length >= MOST_CALLS) wrong(97);
  const at = lineAt(state, label);
  const { loops, argString } = state;
  state.calls.push({ back: state.at, loops, args: state.args, argString, target });
  state.loops = [];
  state.args = [...args];
  state.argString = args.join(' ');
  state.from = state.line;
  state.at = at;
}

function leave({ state, words, around }: Statement): Exec2Action {
  const call = state.calls.pop() ?? wrong(21);
  const value = words.map((word) => substitute(state, word, around)).join(' ');
  state.from = state.line;
  state.at = call.back;
  state.loops = call.loops;
  state.args = call.args;
  state.argString = call.argString;
  if (call.target !== undefined) setVariable(state, call.target, value);
  return NEXT;
}

/** The lines that stand below, which are taken as they are: so many, all, or up to a label. */
function block(state: Exec2State, count: string | undefined): string[] {
  const from = state.at;
  let to: number;
  if (count === undefined) to = from + 1;
  else if (count === '*') to = state.lines.length;
  else if (count.startsWith('-')) to = lineAt(state, count);
  else to = from + numberOf(count);
  if (to < from) wrong(11);
  state.at = Math.min(to, state.lines.length);
  return state.lines.slice(from, state.at);
}

function orderIn(words: readonly string[]): 'FIFO' | 'LIFO' {
  return words.some((word) => word.toUpperCase() === 'LIFO') ? 'LIFO' : 'FIFO';
}

function isOrder(word: string | undefined): boolean {
  return word !== undefined && ['FIFO', 'LIFO'].includes(word.toUpperCase());
}

function loop(s: Statement): Exec2Action {
  const { state, words, around } = s;
  const [body, turns] = words.map((word, i) => (i < 2 ? substitute(state, word, around) : word));
  const first = state.at;
  const last = body?.startsWith('-') === true ? lineAt(state, body) : first + numberOf(body) - 1;
  if (last < first || last >= state.lines.length) wrong(15);
  if (state.loops.length >= MOST_LOOPS) wrong(97);
  const word = turns?.toUpperCase();
  if (word === 'WHILE' || word === 'UNTIL') {
    const condition = { word, words: words.slice(2) } as const;
    if (condition.words.length < 2) wrong(17);
    state.loops.push({ first, last, turns: undefined, condition });
    // WHILE is looked at first, UNTIL only behind a turn
    if (word === 'WHILE' && !holds(state, condition.words, around)) {
      state.loops.pop();
      state.at = last + 1;
    }
    return NEXT;
  }
  const left = turns === '*' ? undefined : numberOf(turns);
  if (left !== undefined && left <= 0) {
    state.at = last + 1;
    return NEXT;
  }
  state.loops.push({ first, last, turns: left, condition: undefined });
  return NEXT;
}

/** Behind the last line of a loop: whether another turn comes. */
export function nextTurn(state: Exec2State, around: Exec2Surroundings): void {
  for (;;) {
    const inner = state.loops.at(-1);
    if (inner === undefined || state.at !== inner.last + 1) return;
    if (inner.turns !== undefined) inner.turns--;
    const { condition } = inner;
    const over =
      condition === undefined
        ? inner.turns === 0
        : holds(state, condition.words, around) === (condition.word === 'UNTIL');
    if (!over) {
      state.at = inner.first;
      return;
    }
    state.loops.pop();
  }
}

function read(s: Statement): Exec2Action {
  const { state, words } = s;
  const [first = '1', ...names] = words;
  const word = first.toUpperCase();
  if (word === 'ARGS') state.reading = { kind: 'args' };
  else if (word === 'VARS') state.reading = { kind: 'vars', names };
  else if (word === 'STRING') state.reading = { kind: 'string', name: names[0] ?? wrong(10) };
  else {
    const left = first === '*' ? Number.MAX_SAFE_INTEGER : numberOf(put(s)[0]);
    if (left <= 0) return NEXT;
    state.reading = { kind: 'lines', left };
  }
  return { kind: 'read' };
}

function condition(s: Statement): Exec2Action {
  const { state, words, text, around } = s;
  if (words.length < 3) wrong(8);
  if (!holds(state, words, around)) return NEXT;
  return carryOut(state, text.replace(/^\s*\S+\s+\S+\s+\S+\s*/, ''), around);
}

/** Variables of a list with what they hold: &DUMP. */
function dump(s: Statement): Exec2Action {
  const { state, words, around } = s;
  const [what = '', ...names] = words;
  const shown = (name: string): string => `${name} = ${substitute(state, name, around)}`;
  if (what.toUpperCase() === 'ARGS') {
    return { kind: 'next', type: state.args.map((_, i) => shown(`&${String(i + 1)}`)) };
  }
  if (what.toUpperCase() !== 'VARS') wrong(11);
  const all = names.length > 0 ? names : Object.keys(state.variables).sort();
  return { kind: 'next', type: all.map((name) => shown(name.toUpperCase())) };
}

function upper(s: Statement): Exec2Action {
  const { state, words, around } = s;
  const [what = '', ...names] = words;
  if (what.toUpperCase() === 'ARGS') state.args = state.args.map((arg) => arg.toUpperCase());
  else if (what.toUpperCase() !== 'VARS') wrong(11);
  else
    for (const name of names)
      setVariable(state, name, substitute(state, name, around).toUpperCase());
  return NEXT;
}

function presume(s: Statement): Exec2Action {
  const { state, words, around } = s;
  const [what, environment] = words;
  if (what === undefined) state.environment = state.presumed;
  else if (what.toUpperCase() === '&COMMAND') state.environment = undefined;
  else if (what.toUpperCase() === '&SUBCOMMAND') {
    if (environment === undefined) wrong(10);
    state.environment = substitute(state, environment, around).toUpperCase();
  } else wrong(11);
  return NEXT;
}

function trace(s: Statement): Exec2Action {
  const word = (put(s)[0] ?? 'ON').toUpperCase();
  if (word !== 'ALL' && word !== 'ON' && word !== 'ERR' && word !== 'OFF') return wrong(11);
  s.state.trace = word;
  return NEXT;
}

function stack(s: Statement): Exec2Action {
  const words = put(s);
  const named = isOrder(words[0]);
  const line = (named ? words.slice(1) : words).join(' ');
  return { kind: 'stack', lines: [line], order: named ? orderIn(words.slice(0, 1)) : 'FIFO' };
}

const type = (s: Statement): Exec2Action => ({ kind: 'next', type: [put(s).join(' ')] });
const typeBlock = (s: Statement): Exec2Action => ({
  kind: 'next',
  type: block(s.state, put(s)[0]),
});

const STATEMENTS: ReadonlyMap<string, (s: Statement) => Exec2Action> = new Map<
  string,
  (s: Statement) => Exec2Action
>([
  [
    '&ARGS',
    (s) => {
      s.state.args = put(s);
      s.state.argString = s.state.args.join(' ');
      return NEXT;
    },
  ],
  ['&BEGPRINT', typeBlock],
  [
    '&BEGSTACK',
    (s) => {
      const words = put(s);
      const lines = block(
        s.state,
        words.find((word) => !isOrder(word)),
      );
      return { kind: 'stack', lines, order: orderIn(words) };
    },
  ],
  ['&BEGTYPE', typeBlock],
  // how many lines of the file are kept is not the program's affair here
  ['&BUFFER', () => NEXT],
  [
    '&CALL',
    (s) => {
      const [target, ...args] = put(s);
      enter(s.state, target ?? wrong(10), args, undefined);
      return NEXT;
    },
  ],
  [
    '&CASE',
    (s) => {
      const word = (put(s)[0] ?? '').toUpperCase();
      if (word === '' || !('UPPER'.startsWith(word) || 'MIXED'.startsWith(word))) wrong(11);
      s.state.upper = word.startsWith('U');
      return NEXT;
    },
  ],
  ['&COMMAND', (s) => command(put(s), undefined)],
  ['&COMMENT', () => NEXT],
  ['&CONTINUE', () => NEXT],
  ['&DUMP', dump],
  [
    '&ERROR',
    (s) => {
      s.state.onError = s.text.trim();
      return NEXT;
    },
  ],
  ['&EXIT', (s) => ({ kind: 'exit', rc: numberOf(put(s)[0] ?? '0') })],
  ['&GOTO', (s) => jump(s.state, lineAt(s.state, put(s)[0]))],
  ['&IF', condition],
  ['&LOOP', loop],
  ['&PRESUME', presume],
  ['&PRINT', type],
  ['&READ', read],
  ['&RETURN', leave],
  [
    '&SKIP',
    (s) => {
      const count = numberOf(put(s)[0] ?? '1');
      return jump(s.state, count < 0 ? s.state.line - 1 + count : s.state.at + count);
    },
  ],
  ['&STACK', stack],
  ['&STATE', (s) => ({ kind: 'state', fileid: put(s).map((word) => word.toUpperCase()) })],
  [
    '&SUBCOMMAND',
    (s) => {
      const [environment, ...words] = put(s);
      return command(words, (environment ?? wrong(10)).toUpperCase());
    },
  ],
  ['&TRACE', trace],
  ['&TYPE', type],
  ['&UPPER', upper],
]);

/** Names of the control statements, for HELP. */
export const EXEC2_STATEMENTS: readonly string[] = [...STATEMENTS.keys()];
