/**
 * PER: the command of VM/SP and VM/370 Community Edition for the same traps (VM/SP "CP Command Reference",
 * PER); on z/VM TRACE has taken its place.
 */
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates } from '../operands.js';
import { changeTrace } from './trace-edits.js';
import { queryTrace, trapEdit } from './trace.js';

const MODULE = 'PER';

function setName(word: string | undefined): string | undefined {
  return word !== undefined && /^[A-Z0-9$#@]{1,8}$/.test(word) ? word : undefined;
}

async function save(context: ControlContext, words: readonly string[]): Promise<number> {
  const to = setName(words[1]);
  if (to === undefined) return say(context, MODULE, 26);
  return changeTrace(context, MODULE, { do: 'copy', to });
}

async function get(context: ControlContext, words: readonly string[]): Promise<number> {
  const from = setName(words[1]);
  if (from === undefined) return say(context, MODULE, 26);
  return changeTrace(context, MODULE, { do: 'copy', from });
}

/** PER. */
export const per: ControlCommand = {
  name: 'PER',
  minimum: 3,
  classes: 'G',
  async run(context, operands) {
    const { words } = operands;
    const [word] = words;
    if (word === undefined) return say(context, MODULE, 26);
    if (abbreviates(word, 'QUERY', 1)) return queryTrace(context, words[1]);
    if (word === 'SAVE') return save(context, words);
    if (word === 'GET') return get(context, words);
    if (word === 'END' || word === 'OFF') return changeTrace(context, MODULE, { do: 'end' });
    if (word === 'CLEAR') {
      const set = words[1];
      return changeTrace(context, MODULE, { do: 'clear', ...(set === undefined ? {} : { set }) });
    }
    const edit = trapEdit(context, MODULE, operands);
    return typeof edit === 'number' ? edit : changeTrace(context, MODULE, edit);
  },
};
