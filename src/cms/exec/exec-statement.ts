/**
 * Carries out one statement of an EXEC (VM/370 CMS Command and Macro Reference, "EXEC control statements").
 * What it cannot do itself (call a command, read, stack, type) it hands back as an action.
 */
import { setArguments, setVariable, type ExecState } from './exec-program.js';
import { compare, CONTROL_WORDS, evaluate, isNumber, substitute, words } from './exec-words.js';
import type { ExecSurroundings } from './exec-words.js';

/** What a statement comes to. */
export type ExecAction =
  | { readonly kind: 'next'; readonly type?: readonly string[] }
  | { readonly kind: 'command'; readonly line: string; readonly shown: readonly string[] }
  | { readonly kind: 'read' }
  | { readonly kind: 'stack'; readonly lines: readonly string[]; readonly order: 'FIFO' | 'LIFO' }
  | { readonly kind: 'typing'; readonly on: boolean }
  | { readonly kind: 'punch'; readonly lines: readonly string[] }
  | { readonly kind: 'exit'; readonly rc: number }
  /** There is no room for another variable. */
  | { readonly kind: 'full' }
  /** The EXEC is wrong: number of the error and its text (DMSEXT072E). */
  | { readonly kind: 'error'; readonly rc: number; readonly text: string };

const NEXT: ExecAction = { kind: 'next' };

/** Carries out the statement `line`. */
export function carryOut(state: ExecState, line: string, around: ExecSurroundings): ExecAction {
  const text = line.trim();
  if (text === '' || text.startsWith('*')) return NEXT;
  let tokens = words(text);
  let rest = text;
  if (tokens[0]?.startsWith('-') === true) {
    // a label in front of a statement
    tokens = tokens.slice(1);
    rest = rest.replace(/^\S+\s*/, '');
  }
  const first = tokens[0];
  if (first === undefined) return NEXT;
  if (first.startsWith('&') && (tokens[1] === '=' || !CONTROL_WORDS.has(first))) {
    if (tokens[1] === '=') return assign(state, tokens, around);
  }
  if (!CONTROL_WORDS.has(first)) return command(state, tokens, rest, around);
  return control(state, first, tokens.slice(1), rest.replace(/^\S+\s*/, ''), around);
}

function assign(state: ExecState, tokens: readonly string[], around: ExecSurroundings): ExecAction {
  const target = tokens[0] ?? '';
  // only the part behind the first ampersand is looked up: &X&I is &X1
  const name = '&' + substitute(state, target.slice(1), around);
  if (name === '&' || name.length > 8) return wrong('Invalid assignment');
  if (tokens.length === 2) {
    setVariable(state, name, '');
    return NEXT;
  }
  const value = evaluate(state, tokens.slice(2), around);
  if (value === undefined) return wrong('Invalid assignment');
  return setVariable(state, name, value) ? NEXT : { kind: 'full' };
}

function command(
  state: ExecState,
  tokens: readonly string[],
  text: string,
  around: ExecSurroundings,
): ExecAction {
  const line = text.includes('&') ? put(state, tokens, around).join(' ') : text.toUpperCase();
  if (line.trim() === '') return NEXT;
  const shown =
    state.control === 'ALL' || (state.control === 'CMS' && !line.startsWith('*')) ? [line] : [];
  return { kind: 'command', line, shown };
}

function control(
  state: ExecState,
  word: string,
  operands: readonly string[],
  text: string,
  around: ExecSurroundings,
): ExecAction {
  const values = put(state, operands, around);
  switch (word) {
    case '&TYPE':
      return { kind: 'next', type: [values.join(' ')] };
    case '&SPACE': {
      const count = Math.min(24, isNumber(values[0] ?? '') ? Number(values[0]) : 1);
      return { kind: 'next', type: new Array<string>(Math.max(0, count)).fill('') };
    }
    case '&BEGTYPE':
    case '&BEGEMSG':
      return { kind: 'next', type: block(state, values[0]) };
    case '&BEGSTAC':
      return {
        kind: 'stack',
        lines: block(state, undefined),
        order: values.includes('LIFO') ? 'LIFO' : 'FIFO',
      };
    case '&BEGPUNC':
      return { kind: 'punch', lines: block(state, undefined) };
    case '&PUNCH':
      return { kind: 'punch', lines: [values.join(' ')] };
    case '&HEX':
      return NEXT;
    case '&STACK':
      return stack(values);
    case '&EMSG':
      return { kind: 'next', type: [text] };
    case '&TIME':
      if (values[0] === 'TYPE') return { kind: 'next', type: [around.time] };
      state.showTime = values[0] === 'ON';
      return NEXT;
    case '&CONTINU':
    case '&END':
      return NEXT;
    case '&ARGS':
      setArguments(state, values);
      return NEXT;
    case '&CONTROL':
      return setControl(state, values);
    case '&ERROR':
      state.onError = text;
      return NEXT;
    case '&EXIT': {
      const rc = values[0] ?? '0';
      return isNumber(rc) ? { kind: 'exit', rc: Number(rc) } : wrong('Invalid syntax');
    }
    case '&GOTO':
      return goTo(state, values[0]);
    case '&SKIP':
      return skip(state, values[0] ?? '1');
    case '&IF':
      return condition(state, operands, text, around);
    case '&LOOP':
      return loop(state, values, text);
    case '&READ':
      return read(state, operands, values);
    default:
      return wrong('Invalid control word');
  }
}

function put(state: ExecState, tokens: readonly string[], around: ExecSurroundings): string[] {
  return tokens
    .map((token) => (token.includes('&') ? substitute(state, token, around) : token))
    .filter((token) => token !== '');
}

/** The lines up to &END, which are taken as they stand. */
function block(state: ExecState, count: string | undefined): string[] {
  const lines: string[] = [];
  const most = count !== undefined && isNumber(count) ? Number(count) : undefined;
  while (state.at < state.lines.length && (most === undefined || lines.length < most)) {
    const line = state.lines[state.at++] ?? '';
    if (most === undefined && /^\s*&END\b/i.test(line)) break;
    lines.push(line.trimEnd());
  }
  return lines;
}

function order(word: string | undefined): 'FIFO' | 'LIFO' {
  return word === 'LIFO' ? 'LIFO' : 'FIFO';
}

function stack(values: readonly string[]): ExecAction {
  const [first] = values;
  if (first === 'HT' || first === 'RT') return { kind: 'typing', on: first === 'RT' };
  const named = first === 'FIFO' || first === 'LIFO';
  const line = (named ? values.slice(1) : values).join(' ');
  return { kind: 'stack', lines: [line], order: order(first) };
}

function setControl(state: ExecState, values: readonly string[]): ExecAction {
  for (const value of values) {
    if (value === 'ALL' || value === 'CMS' || value === 'ERROR' || value === 'OFF') {
      state.control = value;
    } else if (value === 'TIME' || value === 'NOTIME') {
      state.showTime = value === 'TIME';
    } else if (!['PACK', 'NOPACK', 'MSG', 'NOMSG'].includes(value)) {
      return wrong('Invalid syntax');
    }
  }
  return NEXT;
}

function goTo(state: ExecState, target: string | undefined): ExecAction {
  if (target === undefined) return wrong('Invalid syntax');
  if (target === 'TOP') return jump(state, 0);
  if (isNumber(target)) return jump(state, Number(target) - 1);
  // a label is looked for from here to the end, then from the top
  const count = state.lines.length;
  for (let i = 0; i < count; i++) {
    const at = (state.at + i) % count;
    if (words(state.lines[at] ?? '')[0] === target.slice(0, 8)) return jump(state, at);
  }
  return wrong('&SKIP or &GOTO error');
}

function skip(state: ExecState, count: string): ExecAction {
  if (!isNumber(count)) return wrong('Invalid syntax');
  const lines = Number(count);
  return jump(state, lines < 0 ? state.at - 1 + lines : state.at + lines);
}

function jump(state: ExecState, at: number): ExecAction {
  if (at < 0 || at > state.lines.length) return wrong('&SKIP or &GOTO error');
  state.at = at;
  // a jump out of a loop ends it
  while (state.loops.length > 0) {
    const inner = state.loops.at(-1);
    if (inner !== undefined && at >= inner.first && at <= inner.last) break;
    state.loops.pop();
  }
  return NEXT;
}

function condition(
  state: ExecState,
  operands: readonly string[],
  text: string,
  around: ExecSurroundings,
): ExecAction {
  const [left, operator = '', right] = operands;
  if (left === undefined || right === undefined) return wrong('Invalid form of condition');
  const truth = holds(state, left, operator, right, around);
  if (truth === undefined) return wrong('Invalid form of condition');
  if (!truth) return NEXT;
  const statement = text.replace(/^\s*\S+\s+\S+\s+\S+\s*/, '');
  return statement.trim() === '' ? NEXT : carryOut(state, statement, around);
}

/** Whether a comparison holds; &$ stands for any argument, &* for all. */
export function holds(
  state: ExecState,
  left: string,
  operator: string,
  right: string,
  around: ExecSurroundings,
): boolean | undefined {
  const to = substitute(state, right, around);
  if (left === '&$' || left === '&*') {
    const count = Number(state.variables['&INDEX'] ?? '0');
    const all = Array.from({ length: count }, (_, i) =>
      compare(state.variables[`&${String(i + 1)}`] ?? '', operator, to),
    );
    if (compare('', operator, '') === undefined) return undefined;
    return left === '&$' ? all.includes(true) : all.every((one) => one === true);
  }
  return compare(substitute(state, left, around), operator, to);
}

function loop(state: ExecState, values: readonly string[], text: string): ExecAction {
  const [body, turns] = values;
  if (body === undefined) return wrong('Invalid syntax');
  const first = state.at;
  let last: number;
  if (isNumber(body)) {
    last = first + Number(body) - 1;
  } else {
    last = state.lines.findIndex((line, at) => at >= first && words(line)[0] === body);
    if (last < 0) return wrong('&SKIP or &GOTO error');
  }
  if (last < first || last >= state.lines.length) return wrong('Invalid syntax');
  if (state.loops.length >= 4) return wrong('Maximum depth of loop nesting exceeded');
  if (turns !== undefined && isNumber(turns) && values.length === 2) {
    if (Number(turns) <= 0) {
      state.at = last + 1;
      return NEXT;
    }
    state.loops.push({ first, last, turns: Number(turns), condition: undefined });
    return NEXT;
  }
  // the condition is looked at afresh in front of every turn, so that it keeps its variables
  const until = text.replace(/^\s*\S+\s*/, '');
  if (words(until).length < 3) return wrong('Invalid form of condition');
  state.loops.push({ first, last, turns: undefined, condition: until });
  state.at = last + 1;
  return NEXT;
}

function read(
  state: ExecState,
  operands: readonly string[],
  values: readonly string[],
): ExecAction {
  const [first] = operands;
  if (first === 'ARGS') state.reading = { kind: 'args' };
  else if (first === 'VARS') state.reading = { kind: 'vars', names: operands.slice(1) };
  else {
    const count = values[0] ?? '1';
    if (first !== '*' && (!isNumber(count) || Number(count) < 1)) return wrong('Invalid syntax');
    state.reading = {
      kind: 'lines',
      left: first === '*' ? Number.MAX_SAFE_INTEGER : Number(count),
    };
  }
  return { kind: 'read' };
}

function wrong(text: string): ExecAction {
  const rc = ERROR_CODES[text] ?? 801;
  return { kind: 'error', rc, text };
}

/** Return codes of the EXEC processor's own errors. */
const ERROR_CODES: Readonly<Record<string, number>> = {
  '&SKIP or &GOTO error': 802,
  'Maximum depth of loop nesting exceeded': 805,
  'Invalid syntax': 807,
  'Invalid form of condition': 808,
  'Invalid assignment': 809,
  'Invalid control word': 816,
};
