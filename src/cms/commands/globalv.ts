/** GLOBALV: variables that outlive EXECs (z/VM: CMS Commands and Utilities Reference, "GLOBALV"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { callerPool } from '../exec/caller-pool.js';
import { fitsGlobals, getGlobal, purgeGroup, setGlobal, UNNAMED } from '../global-variables.js';
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
/** What is set when its file has it. */
type KeptFrame = {
  readonly kept: readonly Kept[];
  readonly selected: string;
  readonly session: boolean;
};

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
  const { globals } = context.cms;
  if ('kept' in frame) {
    const { kept, selected, session } = frame as unknown as KeptFrame;
    for (const { group, name, value } of kept) setGlobal(globals, group, name, value);
    globals.selected = selected;
    globals.session ||= session;
    return { rc: 0 };
  }
  const { text, loading } = frame as unknown as GlobalvFrame;
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
  let group = globals.selected;
  if (selecting) {
    group = next()?.toUpperCase() ?? UNNAMED;
    if (group.length > 8) throw fault(MODULE, 70, group);
    word = next()?.toUpperCase();
  }
  const setting = SETTING.exec(word?.replace(WITH_REST, 'SETL$1') ?? '');
  if (word !== undefined && setting !== null) {
    const variables = given(context, [word, setting[1]!], group, next, () => rest);
    return store(context, variables, setting[2] ?? '', group);
  }
  const names: string[] = [];
  for (let name = next(); name !== undefined; name = next()) names.push(name.toUpperCase());
  // SELECT group PURGE is for that group
  if (word === 'PURGE' && names.length === 0 && selecting) names.push(group);
  const result = word === undefined ? { rc: 0 } : ask(context, word, group, names);
  // what is refused selects nothing
  globals.selected = group;
  return result;
}

/** Names with values, as SET, SETL and PUT give them. */
function given(
  context: StepContext,
  [word, how]: readonly [word: string, how: string],
  group: string,
  next: () => string | undefined,
  rest: () => string,
): Kept[] {
  const variables: Kept[] = [];
  for (let given = next(); given !== undefined; given = next()) {
    const name = given.toUpperCase();
    if (name.length > 250) throw fault(MODULE, 70, name.slice(0, 20));
    if (how === 'SETL') return [{ group, name, value: rest().replace(/^\s/, '') }];
    const value = how === 'PUT' ? variable(context, name) : (next() ?? '');
    variables.push({ group, name, value });
  }
  if (variables.length === 0) throw fault(MODULE, 50, word);
  return variables;
}

function variable(context: StepContext, name: string): string {
  const pool = callerPool(context);
  if (pool === undefined) throw fault(MODULE, 631);
  const seen = pool.read(name);
  if (seen === 'bad') throw fault(MODULE, 70, name);
  return seen.value;
}

/** Sets variables: those that are kept only when their file has them. */
function store(
  context: StepContext,
  kept: readonly Kept[],
  where: string,
  selected: string,
): StepResult {
  const { globals } = context.cms;
  if (!fitsGlobals(globals, kept)) throw fault(MODULE, 622);
  if (where === '') {
    for (const { group, name, value } of kept) setGlobal(globals, group, name, value);
    globals.selected = selected;
    return { rc: 0 };
  }
  const which: Keeping = where === 'P' ? 'LASTING' : 'SESSION';
  const session = which === 'SESSION' && !globals.session;
  const change = keep(context, which, kept, session ? globals.logon : undefined);
  const frame: KeptFrame = { kept, selected, session };
  return commitDisk(context, change, { frame });
}

/** Subfunctions that take no names; PURGE takes that of a group. */
const NO_NAMES = ['INIT', 'GRPLIST', 'GRPSTACK', 'PURGE'];

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
  const extra = names[word === 'PURGE' ? 1 : 0];
  if (NO_NAMES.includes(word) && extra !== undefined) throw fault(MODULE, 70, extra);
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
      const bad = wanted.find((name) => pool.read(name) === 'bad');
      if (bad !== undefined) throw fault(MODULE, 70, bad);
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
