/**
 * TERMINAL: the console's line editing characters and its page (z/VM CP Commands, "TERMINAL"). Several
 * settings may stand on one line; nothing is changed when one of them is wrong.
 */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { ConsoleSettings } from '../console/console-host.js';
import { say } from '../messages-table.js';
import { abbreviates, decimalOf } from '../operands.js';

/** Settings of the console, and the device that it is. */
type Writable = { -readonly [K in keyof ConsoleSettings]?: ConsoleSettings[K] } & {
  conmode?: '3215' | '3270';
};

/** The default characters, for operand ON. */
const DEFAULTS = { lineEnd: '#', lineDelete: '[', charDelete: '@', escape: '"', tabChar: '\t' };

const CHARACTERS = [
  { name: 'CHARDEL', minimum: 2, key: 'charDelete' },
  { name: 'LINEDEL', minimum: 5, key: 'lineDelete' },
  { name: 'LINEND', minimum: 5, key: 'lineEnd' },
  { name: 'ESCAPE', minimum: 2, key: 'escape' },
  { name: 'TABCHAR', minimum: 3, key: 'tabChar' },
] as const;

/** Reads one setting from the front of `words`; how many words it took, or the return code as `rc`. */
function one(
  context: ControlContext,
  words: readonly string[],
  into: Writable,
): number | { readonly rc: number } {
  const [name = '', value] = words;
  const wrong = (operand: string | undefined): { readonly rc: number } => ({
    rc: operand === undefined ? say(context, 'CFT', 26) : say(context, 'CFT', 2, operand),
  });
  const character = CHARACTERS.find((item) => abbreviates(name, item.name, item.minimum));
  if (character !== undefined) {
    if (value === 'OFF') into[character.key] = '';
    else if (value === 'ON') into[character.key] = DEFAULTS[character.key];
    else if (value?.length === 1 && !/[A-Z0-9]/.test(value)) into[character.key] = value;
    else return wrong(value);
    return 2;
  }
  if (abbreviates(name, 'CONMODE', 4)) {
    if (value !== '3215' && value !== '3270') return wrong(value);
    into.conmode = value;
    return 2;
  }
  if (abbreviates(name, 'BRKKEY', 4)) {
    const number = decimalOf(/^PF0?(\d{1,2})$/.exec(value ?? '')?.[1], 1, 24);
    if (value === 'PA1' || value === 'NONE') into.breakKey = value;
    else if (number !== undefined) into.breakKey = `PF${String(number).padStart(2, '0')}`;
    else return wrong(value);
    return 2;
  }
  if (abbreviates(name, 'LINESIZE', 5)) {
    const size = value === 'OFF' ? 0 : decimalOf(value, 1, 255);
    if (size === undefined) return wrong(value);
    into.lineSize = size;
    return 2;
  }
  if (abbreviates(name, 'MORE', 4)) {
    const alarm = decimalOf(value, 0, 255);
    const turn = decimalOf(words[2], 0, 255);
    if (alarm === undefined) return wrong(value);
    if (turn === undefined) return wrong(words[2]);
    into.more = [alarm, turn];
    return 3;
  }
  const flag = abbreviates(name, 'HOLD', 4)
    ? 'hold'
    : abbreviates(name, 'TIMESTAMP', 5)
      ? 'timestamp'
      : undefined;
  if (flag === undefined) return { rc: say(context, 'CFT', 3, name.slice(0, 64)) };
  if (value !== 'ON' && value !== 'OFF') return wrong(value);
  into[flag] = value === 'ON';
  return 2;
}

/** TERMINAL. */
export const terminal: ControlCommand = {
  name: 'TERMINAL',
  minimum: 4,
  classes: 'G',
  async run(context, operands) {
    const all: Writable = {};
    let words = operands.words;
    if (words.length === 0) return say(context, 'CFT', 26);
    while (words.length > 0) {
      const taken = one(context, words, all);
      if (typeof taken !== 'number') return taken.rc;
      words = words.slice(taken);
    }
    const { conmode, ...changes } = all;
    context.user.console.change(changes);
    if (conmode !== undefined) await context.user.setConsoleMode(conmode);
    return 0;
  },
};
