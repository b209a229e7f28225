/**
 * Carries out one statement of an EXEC (VM/370 CMS Command and Macro Reference, "EXEC control statements"; held against
 * the interpreter of VM/370 Release 6). What it cannot do itself (call a command, read, stack, type) it hands back as an
 * action; what is wrong with it is thrown.
 */
import { numberOf, setArguments, setVariable, wrong, type ExecState } from './exec-program.js';
import { goTo, loop, skip } from './exec-flow.js';
import { scan } from './exec-scan.js';
import { CONTROL_WORDS, evaluate, holds, nameOf, words } from './exec-words.js';
import type { ExecSurroundings } from './exec-words.js';

/** What a statement comes to. */
export type ExecAction =
  | { readonly kind: 'next' }
  | { readonly kind: 'type'; readonly lines: readonly string[] }
  /** Lines that are edited as SET EMSG has it. */
  | { readonly kind: 'message'; readonly lines: readonly string[] }
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'read' }
  | { readonly kind: 'stack'; readonly lines: readonly string[]; readonly order: 'FIFO' | 'LIFO' }
  | { readonly kind: 'punch'; readonly lines: readonly string[] }
  | { readonly kind: 'exit'; readonly rc: number };

const NEXT: ExecAction = { kind: 'next' };
/** Lines of &SPACE. */
const MOST_SPACE = 24;

/** Carries out the statement `line`; what &CONTROL ALL shows of it goes to `show`. */
export function carryOut(
  state: ExecState,
  line: string,
  around: ExecSurroundings,
  show: (line: string) => void,
): ExecAction {
  const text = line.trim();
  if (text === '' || text.startsWith('*')) return NEXT;
  let tokens = words(text);
  let rest = text;
  if (tokens[0]!.startsWith('-')) {
    // a label in front of a statement
    tokens = tokens.slice(1);
    rest = rest.replace(/^\S+\s*/, '');
  }
  return statement({ state, around, show, tokens: scan(state, tokens, around), raw: tokens, rest });
}

interface Statement {
  readonly state: ExecState;
  readonly around: ExecSurroundings;
  readonly show: (line: string) => void;
  readonly tokens: readonly string[];
  /** Tokens without variables put in, and the text that they come from; undefined behind &IF. */
  readonly raw: readonly string[] | undefined;
  readonly rest: string | undefined;
}

/** Tokens as they are shown: packed, or each in its own columns. */
function shown(state: ExecState, tokens: readonly string[]): string {
  if (state.packed) return tokens.join(' ');
  return tokens
    .map((token) => token.padEnd(8))
    .join(' ')
    .trimEnd();
}

function statement(s: Statement): ExecAction {
  const { state, tokens, show } = s;
  const first = nameOf(tokens[0] ?? '');
  if (first === '') return NEXT;
  const assigns = tokens[1] === '=' && first.startsWith('&');
  if (!assigns && !CONTROL_WORDS.has(first)) return command(s);
  if (first === '&COMMENT') return NEXT;
  if (state.control === 'ALL') show(shown(state, [first, ...tokens.slice(1)]));
  if (assigns) {
    setVariable(state, first, evaluate(tokens.slice(2)), s.around.globals);
    return NEXT;
  }
  const action = STATEMENTS[first];
  if (action !== undefined) return action(s, tokens.slice(1));
  return first === '&$' || first === '&*' ? wrong(16) : wrong(7);
}

function command({ state, around, show, tokens, raw, rest }: Statement): ExecAction {
  // only what has variables, or stands behind &IF, is put together from tokens, which are short
  const whole = raw !== undefined && rest !== undefined && !rest.includes('&') && !state.hex;
  const line = whole ? rest : tokens.join(' ');
  if (line.startsWith('*')) return wrong(7);
  state.command = state.packed ? line : shown(state, tokens);
  if (state.showTime) state.command = `${around.time} ${state.command}`;
  if (state.control === 'ALL' || state.control === 'CMS') show(state.command);
  return { kind: 'command', line };
}

type Control = (s: Statement, operands: readonly string[]) => ExecAction;

const isEnd = (line: string, all: boolean): boolean =>
  all ? /^&END(\s|$)/i.test(line) : /^\s*&END(\s|$)/i.test(line);

/** The lines up to &END (with ALL: at the beginning of a line), which are taken as they stand. */
function block(state: ExecState, operands: readonly string[], orders = false): string[] {
  const known = orders ? ['ALL', 'FIFO', 'LIFO'] : ['ALL'];
  const given = operands.map(nameOf);
  if (given.some((word) => !known.includes(word))) wrong(7);
  const lines: string[] = [];
  while (state.at < state.lines.length) {
    const line = state.lines[state.at++]!;
    if (isEnd(line, given.includes('ALL'))) break;
    lines.push(line.trimEnd());
  }
  return lines;
}

const orderOf = (words: readonly string[]): 'FIFO' | 'LIFO' =>
  words.some((word) => nameOf(word) === 'LIFO') ? 'LIFO' : 'FIFO';

const asMessage = (line: string): string => `DMS${line}`;

function setControl({ state }: Statement, values: readonly string[]): ExecAction {
  for (const value of values.map(nameOf)) {
    switch (value) {
      case 'ALL':
      case 'CMS':
      case 'ERROR':
      case 'OFF':
        state.control = value;
        break;
      case 'TIME':
      case 'NOTIME':
        state.showTime = value === 'TIME';
        break;
      case 'PACK':
      case 'NOPACK':
        state.packed = value === 'PACK';
        break;
      case 'MSG':
      case 'NOMSG':
        // there are no messages of the interpreter beside those of errors, which are always seen
        break;
      default:
        wrong(7);
    }
  }
  return NEXT;
}

function condition(s: Statement, operands: readonly string[]): ExecAction {
  if (!holds(s.state, operands)) return NEXT;
  const tokens = operands.slice(3);
  return statement({ ...s, tokens, raw: undefined, rest: undefined });
}

function read({ state }: Statement, operands: readonly string[]): ExecAction {
  const [first = '1', ...names] = operands;
  const word = nameOf(first);
  if (word === 'ARGS') state.reading = { kind: 'args' };
  else if (word === 'VARS') {
    if (names.some((name) => !name.startsWith('&'))) wrong(7);
    state.reading = { kind: 'vars', names };
  } else {
    state.linesLeft = Math.max(0, numberOf(first));
    return NEXT;
  }
  return { kind: 'read' };
}

function onOff(values: readonly string[]): boolean {
  const word = nameOf(values[0] ?? '');
  if (word !== 'ON' && word !== 'OFF') wrong(7);
  return word === 'ON';
}

const STATEMENTS: Readonly<Record<string, Control>> = {
  '&ARGS': ({ state }, values) => {
    setArguments(state, values);
    return NEXT;
  },
  '&BEGEMSG': ({ state }, values) => ({
    kind: 'message',
    lines: block(state, values).map(asMessage),
  }),
  '&BEGPUNC': ({ state }, values) => ({ kind: 'punch', lines: block(state, values) }),
  '&BEGSTAC': ({ state }, values) => ({
    kind: 'stack',
    lines: block(state, values, true),
    order: orderOf(values),
  }),
  '&BEGTYPE': ({ state }, values) => ({ kind: 'type', lines: block(state, values) }),
  '&CONTINU': () => NEXT,
  '&CONTROL': setControl,
  '&EMSG': (_s, values) => ({ kind: 'message', lines: [asMessage(values.join(' '))] }),
  '&END': () => NEXT,
  '&ERROR': ({ state, rest }, values) => {
    state.onError = rest?.replace(/^\S+\s*/, '') ?? values.join(' ');
    return NEXT;
  },
  '&EXIT': (_s, [rc = '0']) => ({ kind: 'exit', rc: numberOf(rc) }),
  '&GOTO': ({ state }, [target]) => {
    goTo(state, target);
    return NEXT;
  },
  '&HEX': ({ state }, values) => {
    state.hex = onOff(values);
    return NEXT;
  },
  '&IF': condition,
  '&LOOP': ({ state, around, show }, operands) => {
    loop(state, operands, around, show);
    return NEXT;
  },
  '&PUNCH': (_s, values) => ({ kind: 'punch', lines: [values.join(' ')] }),
  '&READ': read,
  '&SKIP': ({ state }, [count = '1']) => {
    skip(state, count);
    return NEXT;
  },
  '&SPACE': (_s, [count = '1']) => ({
    kind: 'type',
    lines: new Array<string>(Math.min(MOST_SPACE, Math.max(0, numberOf(count)))).fill(''),
  }),
  '&STACK': (_s, values) => {
    const named = ['FIFO', 'LIFO'].includes(nameOf(values[0] ?? ''));
    const lines = [(named ? values.slice(1) : values).join(' ')];
    return { kind: 'stack', lines, order: named ? orderOf(values.slice(0, 1)) : 'FIFO' };
  },
  '&TIME': ({ state, around }, values) => {
    const word = nameOf(values[0] ?? 'RESET');
    if (word === 'TYPE') return { kind: 'type', lines: [around.times] };
    // the time that is told is that since the command began: there is nothing to be set to zero
    if (word !== 'RESET') state.timing = onOff(values);
    return NEXT;
  },
  '&TYPE': (_s, values) => ({ kind: 'type', lines: [values.join(' ')] }),
};
