/** DEFAULTS: options that commands take when nothing else is said (z/VM: CMS Commands and Utilities Reference). */
import type { StepContext, StepResult } from '../command.js';
import { getGlobal } from '../global-variables.js';
import { fault, fileCommand } from './command-fault.js';
import { addOptions, DEFAULTS_GROUP, defaultWords, withDefaults } from './default-options.js';
import { DEFAULT_OPTIONS, type CommandDefaults } from './default-options-table.js';
import { conflict, parseOptions } from './operands.js';

const MODULE = 'DEF';
/** Longest text of options. */
const MOST_TEXT = 255;

function words(options: ReadonlyMap<string, readonly string[]>): string {
  return [...options].map(([name, values]) => [name, ...values].join(' ')).join(' ');
}

function known(name: string): CommandDefaults {
  const entry = DEFAULT_OPTIONS.get(name);
  if (entry === undefined) throw fault(MODULE, 388, name);
  return entry;
}

/** What holds for a command: as it was set, and else as it is without. */
function listed(context: StepContext, name: string): string {
  const { rules, exclusive, usual } = known(name);
  const set = parseOptions(MODULE, rules, defaultWords(context, name));
  addOptions(set, parseOptions(MODULE, rules, usual.split(' ')), exclusive);
  return `${name.padEnd(8)} ( ${words(set)}`;
}

function list(context: StepContext, names: readonly string[]): StepResult {
  if (names.length > 1) throw fault(MODULE, 70, names[1]!);
  const all = names.length === 0 ? [...DEFAULT_OPTIONS.keys()] : names;
  return { rc: 0, lines: all.map((name) => listed(context, name)), data: true };
}

/** Sets options beside those that are set; none at all takes back what was. */
function set(context: StepContext, [name, ...options]: readonly string[]): StepResult {
  if (name === undefined) throw fault(MODULE, 386);
  const { rules, exclusive } = known(name);
  const given = parseOptions(
    MODULE,
    rules,
    options.filter((word) => word !== '(' && word !== ')'),
  );
  for (const group of exclusive) conflict(MODULE, given, ...group);
  if (given.size > 0) {
    addOptions(given, parseOptions(MODULE, rules, defaultWords(context, name)), exclusive);
  }
  const text = words(given);
  if (text.length > MOST_TEXT) throw fault(MODULE, 70, options.at(-1)!);
  if (text === (getGlobal(context.cms.globals, DEFAULTS_GROUP, name) ?? '')) return { rc: 0 };
  const line = `GLOBALV SELECT ${DEFAULTS_GROUP} SETLP ${name} ${text}`;
  return {
    effect: { kind: 'command', line, caller: 'command' },
    frame: { selected: context.cms.globals.selected },
  };
}

function start(context: StepContext): StepResult {
  const [, what = 'LIST', ...operands] = context.tokens;
  if ('LIST'.startsWith(what)) return list(context, operands);
  if ('SET'.startsWith(what)) return set(context, operands);
  throw fault(MODULE, 388, what);
}

/** The DEFAULTS command. */
export const defaults = withDefaults(
  fileCommand('DEFAULTS', 3, MODULE, start, (frame, answer, context) => {
    // the group that the user has selected stays that
    context.cms.globals.selected = String(frame['selected']);
    return { rc: answer.kind === 'rc' ? answer.rc : 0 };
  }),
);
