/** GLOBALV: variables that outlive EXECs (z/VM: CMS Commands and Utilities Reference, "GLOBALV"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { callerPool } from '../exec/caller-pool.js';
import { getGlobal, purgeGroup, setGlobal, UNNAMED } from '../global-variables.js';
import { stackLine } from '../program-stack.js';
import { commitDisk, fault, fileCommand } from './command-fault.js';
import {
  keep,
  loadSome,
  secondsOf,
  startLoading,
  type Keeping,
  type Kept,
  type Loading,
} from './globalv-files.js';

const MODULE = 'GLV';

/** GLOBALV under way; plain data. */
type GlobalvFrame = { readonly loading?: Loading; readonly text: string };

function start(context: StepContext): StepResult {
  const text = context.text.trimStart().replace(/^\S+\s*/, '');
  const { globals } = context.cms;
  if (/^(?:SELECT\s+\S+\s+)?INIT\s*$/i.test(text)) {
    // as at the first GLOBALV behind IPL: what the files have, and nothing else
    globals.loaded = false;
    for (const group of [...globals.groups.keys()]) purgeGroup(globals, group);
  }
  if (globals.loaded) return perform(context, text);
  // the session is told by the time of log-on, which CP knows
  const effect = { kind: 'cp', command: 'QUERY TIME', buffered: true } as const;
  return { effect, frame: { text } };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const { text, loading } = frame as unknown as GlobalvFrame;
  const { globals } = context.cms;
  let state = loading;
  if (state === undefined) {
    const line = answer.kind === 'cp' ? answer.lines.join(' ') : '';
    const connect = /CONNECT= *(\d+):(\d\d):(\d\d)/.exec(line);
    const [, h = '0', m = '0', s = '0'] = connect ?? [];
    const ago = Number(h) * 3600 + Number(m) * 60 + Number(s);
    globals.logon = secondsOf(context.now) - ago;
    state = startLoading(context, globals.logon);
  }
  if (!loadSome(context, state)) {
    return { effect: { kind: 'work' }, frame: { text, loading: state }, cost: 800 };
  }
  globals.loaded = true;
  globals.session = state.own;
  return perform(context, text);
}

/** Names of subfunctions: what they do, and where they keep it. */
const SETTING = /^(SETL|SET|PUT)([SP]?)$/;
/** The same with the letters in the other order. */
const WITH_REST = /^SET([SP])L$/;

function perform(context: StepContext, text: string): StepResult {
  const { globals } = context.cms;
  let rest = text.trimEnd();
  const next = (): string | undefined => {
    const match = /^\s*(\S+)/.exec(rest);
    if (match === null) return undefined;
    rest = rest.slice(match[0].length);
    return match[1];
  };
  let word = next()?.toUpperCase();
  if (word === undefined) throw fault(MODULE, 47);
  const selecting = word === 'SELECT';
  if (selecting) {
    const group = next()?.toUpperCase() ?? UNNAMED;
    if (group.length > 8) throw fault(MODULE, 70, group);
    globals.selected = group;
    word = next()?.toUpperCase();
    if (word === undefined) return { rc: 0 };
  }
  const group = globals.selected;
  const setting = SETTING.exec(word.replace(WITH_REST, 'SETL$1'));
  if (setting !== null) {
    const variables = given(context, setting[1]!, group, next, () => rest);
    return store(context, variables, setting[2] ?? '');
  }
  const names: string[] = [];
  for (let name = next(); name !== undefined; name = next()) names.push(name.toUpperCase());
  // SELECT group PURGE is for that group
  if (word === 'PURGE' && names.length === 0 && selecting) names.push(group);
  return ask(context, word, group, names);
}

/** Names with values, as SET, SETL and PUT give them. */
function given(
  context: StepContext,
  how: string,
  group: string,
  next: () => string | undefined,
  rest: () => string,
): Kept[] {
  const variables: Kept[] = [];
  for (let word = next(); word !== undefined; word = next()) {
    const name = word.toUpperCase();
    if (name.length > 250) throw fault(MODULE, 70, name.slice(0, 20));
    if (how === 'SETL') return [{ group, name, value: rest().replace(/^\s/, '') }];
    const value = how === 'PUT' ? variable(context, name) : (next() ?? '');
    variables.push({ group, name, value });
  }
  if (variables.length === 0) throw fault(MODULE, 50, how);
  return variables;
}

function variable(context: StepContext, name: string): string {
  const pool = callerPool(context);
  if (pool === undefined) throw fault(MODULE, 631);
  const seen = pool.read(name);
  if (seen === 'bad') throw fault(MODULE, 70, name);
  return seen.value;
}

function store(context: StepContext, variables: readonly Kept[], where: string): StepResult {
  const { globals } = context.cms;
  for (const { group, name, value } of variables) {
    if (!setGlobal(globals, group, name, value)) throw fault(MODULE, 622);
  }
  if (where === '') return { rc: 0 };
  const which: Keeping = where === 'P' ? 'LASTING' : 'SESSION';
  const begin = which === 'SESSION' && !globals.session;
  const change = keep(context, which, variables, begin ? globals.logon : undefined);
  if (begin) globals.session = true;
  return commitDisk(context, change, { rc: 0 });
}

/** Subfunctions that change nothing that is kept. */
function ask(
  context: StepContext,
  word: string,
  group: string,
  names: readonly string[],
): StepResult {
  const { globals, stack } = context.cms;
  const variables = globals.groups.get(group);
  const wanted = names.length > 0 ? names : [...(variables?.keys() ?? [])];
  switch (word) {
    case 'INIT':
      return { rc: 0 };
    case 'LIST': {
      const lines = wanted.map((name) => ` ${name}=${getGlobal(globals, group, name) ?? ''}`);
      return { rc: 0, lines: [`SELECTED TABLE IS: ${group}`, ...lines], data: true };
    }
    case 'STACK':
      for (const name of [...wanted].reverse()) {
        const value = getGlobal(globals, group, name) ?? '';
        if (!stackLine(stack, value, 'LIFO')) throw fault(MODULE, 622);
      }
      return { rc: 0 };
    case 'GET': {
      const pool = callerPool(context);
      if (pool === undefined) throw fault(MODULE, 631);
      for (const name of wanted) {
        const result = pool.write(name, getGlobal(globals, group, name) ?? '');
        if (result === 'bad') throw fault(MODULE, 70, name);
        if (result === 'full') throw fault(MODULE, 622);
      }
      return { rc: 0 };
    }
    case 'PURGE':
      for (const one of names.length > 0 ? names : [...globals.groups.keys()]) {
        purgeGroup(globals, one);
      }
      return { rc: 0 };
    case 'GRPLIST':
      return { rc: 0, lines: [...globals.groups.keys()].map((one) => ` ${one}`), data: true };
    case 'GRPSTACK':
      for (const one of [...globals.groups.keys()].reverse()) {
        if (!stackLine(stack, one, 'LIFO')) throw fault(MODULE, 622);
      }
      return { rc: 0 };
    default:
      throw fault(MODULE, 14, word);
  }
}

/** The GLOBALV command. */
export const globalv = fileCommand('GLOBALV', 7, MODULE, start, resume);
