/**
 * TRACE: what the machine does, event by event (z/VM "CP Commands", TRACE; the words of VM/370's TRACE work
 * too). The machine's real processor matches the events and makes the lines; here the command is read.
 */
import type { TraceEdit } from '../../trace/trace-edit.js';
import type { TrapKind } from '../../trace/trace-state.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { Operands } from '../cp-services.js';
import { say } from '../messages-table.js';
import { abbreviates, decimalOf } from '../operands.js';
import { changeTrace, edited } from './trace-edits.js';
import { eventNamed, trapCondition } from './trace-events.js';
import type { TrapCondition } from './trace-events.js';
import { trapOptions } from './trace-options.js';
import { traceLines } from './trace-text.js';

const MODULE = 'TRA';

/** TRACE words that are no event. */
type Subcommand = (context: ControlContext, operands: Operands) => Promise<number>;

function nameOf(word: string | undefined): string | undefined {
  return word !== undefined && /^[A-Z0-9$#@]{1,8}$/.test(word) ? word : undefined;
}

function sets(edit: 'goto' | 'call'): Subcommand {
  return (context, { words }) => {
    const set = nameOf(words[1]);
    if (set === undefined) return Promise.resolve(say(context, MODULE, 26));
    if (words.length > 2) return Promise.resolve(say(context, MODULE, 2, words[2]!));
    return changeTrace(context, MODULE, { do: edit, set });
  };
}

/** END and CLEAR, of everything or of a set. */
function ending(edit: 'end' | 'clear'): Subcommand {
  return (context, { words }) => {
    if (words.length > 2) return Promise.resolve(say(context, MODULE, 2, words[2]!));
    const set = words[1] === 'ALL' ? undefined : words[1];
    return changeTrace(context, MODULE, { do: edit, ...(set === undefined ? {} : { set }) });
  };
}

async function remove(context: ControlContext, { words }: Operands): Promise<number> {
  const ids = words.slice(1);
  if (ids.length === 0) return say(context, MODULE, 26);
  return changeTrace(context, MODULE, { do: 'delete', ids });
}

/** TRACE QUERY, and QUERY TRACE. */
export async function queryTrace(
  context: ControlContext,
  word: string | undefined,
): Promise<number> {
  const state = await edited(context, MODULE, { do: 'query' });
  if (typeof state === 'number') return state;
  if (word === 'COUNT') {
    const counts = state.sets
      .flatMap(({ traps }) => traps)
      .filter(({ kind }) => kind === 'COUNT')
      .reduce((sum, { hits }) => sum + hits, 0);
    context.respond(`COUNT ${counts}`);
    return 0;
  }
  const all = word === 'ALL';
  const id = all ? undefined : word;
  const known =
    id === undefined ||
    state.sets.some(
      ({ name, traps }) => name === state.active && traps.some((trap) => trap.id === id),
    );
  if (!known) return say(context, MODULE, 188, id);
  for (const line of traceLines(state, all, id)) context.respond(line);
  if (state.adstop !== undefined)
    context.respond(`ADSTOP ${state.adstop.toString(16).toUpperCase().padStart(6, '0')}`);
  return 0;
}

/** TRACE TABLE [n | CLEAR]: the last lines of traps with option TABLE. */
async function table(context: ControlContext, { words }: Operands): Promise<number> {
  const word = words[1];
  if (word === 'CLEAR') {
    const state = await edited(context, MODULE, { do: 'clear-table' });
    return typeof state === 'number' ? state : 0;
  }
  const count = word === undefined ? 16 : decimalOf(word, 1, 999);
  if (count === undefined) return say(context, MODULE, 2, word!);
  const state = await edited(context, MODULE, { do: 'query' });
  if (typeof state === 'number') return state;
  const lines = state.table.slice(-count);
  if (lines.length === 0) context.respond('TRACE TABLE EMPTY');
  for (const line of lines) context.respond(line);
  return 0;
}

const SUBCOMMANDS: readonly (readonly [name: string, minimum: number, run: Subcommand])[] = [
  ['QUERY', 1, (context, { words }) => queryTrace(context, words[1])],
  ['DELETE', 3, remove],
  ['CLEAR', 5, ending('clear')],
  ['END', 3, ending('end')],
  ['OFF', 3, ending('end')],
  ['GOTO', 4, sets('goto')],
  ['CALL', 4, sets('call')],
  ['RETURN', 6, (context) => changeTrace(context, MODULE, { do: 'return' })],
  ['TABLE', 3, table],
];

/**
 * Reads events, which may be several, and options behind them.
 * @returns the edit, or the return code of a message
 */
export function trapEdit(
  context: ControlContext,
  module: string,
  operands: Operands,
): TraceEdit | number {
  const { words } = operands;
  const conditions: TrapCondition[] = [];
  let n = 0;
  do {
    const found = trapCondition(context, module, words, n);
    if (typeof found === 'number') return found;
    conditions.push(found.condition);
    n = found.next;
    const event = eventNamed(words[n]);
    if (event === undefined || event.kind === 'MNEMONIC') break;
  } while (n < words.length);
  const options = trapOptions(context, module, operands, n);
  if (typeof options === 'number') return options;
  const { off, ...rest } = options;
  if (off) {
    const kinds = conditions.map(({ kind }): TrapKind => kind);
    return { do: 'off', kinds };
  }
  if (rest.id !== undefined && conditions.length > 1) return say(context, module, 13, 'IDENTIFIER');
  return { do: 'add', traps: conditions.map((condition) => ({ ...condition, ...rest })) };
}

/** TRACE. */
export const trace: ControlCommand = {
  name: 'TRACE',
  minimum: 2,
  classes: 'G',
  async run(context, operands) {
    const [word] = operands.words;
    if (word === undefined) return say(context, MODULE, 26);
    const sub = SUBCOMMANDS.find(([name, minimum]) => abbreviates(word, name, minimum));
    if (sub !== undefined) return sub[2](context, operands);
    const edit = trapEdit(context, MODULE, operands);
    return typeof edit === 'number' ? edit : changeTrace(context, MODULE, edit);
  },
};
