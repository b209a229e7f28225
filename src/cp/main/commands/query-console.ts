/** QUERY TERMINAL and QUERY PF: the console's settings (z/VM CP Commands). */
import { keyShown } from '../console/function-keys.js';
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { onOff } from '../operands.js';
import type { VirtualMachine } from '../virtual-machine.js';
import { word } from './query-word.js';

/** A character setting as QUERY TERMINAL shows it: the character and a blank, or OFF. */
const shown = (character: string): string => (character === '' ? 'OFF' : `${character} `);

const three = (value: number): string => String(value).padStart(3, '0');

function pfLine(machine: VirtualMachine, n: number): string {
  const key = machine.console.settings.pf[n];
  const name = `PF${String(n).padStart(2, '0')}`;
  return `${name} ${keyShown(key)}`;
}

const pf: ControlCommand = {
  name: 'PF',
  minimum: 2,
  classes: '',
  run(context, operands) {
    if (operands.words[0] !== undefined)
      return Promise.resolve(say(context, 'CQV', 3, operands.words[0]));
    for (let n = 1; n <= 24; n++) context.respond(pfLine(context.user, n));
    return Promise.resolve(0);
  },
};

/** QUERY PF1 to QUERY PF24 are words of their own. */
const pfn: readonly ControlCommand[] = Array.from({ length: 24 }, (_, i) => i + 1).flatMap((n) =>
  [...new Set([`PF${n}`, `PF${String(n).padStart(2, '0')}`])].map((name) =>
    word(name, name.length, ({ user }) => [pfLine(user, n)]),
  ),
);

/** The words. */
export const queryConsole: readonly ControlCommand[] = [
  word(
    'TERMINAL',
    4,
    ({
      user: {
        console: { settings },
        consoleMode,
      },
    }) => [
      `LINEND ${shown(settings.lineEnd)}, LINEDEL ${shown(settings.lineDelete)}, CHARDEL ${shown(settings.charDelete)}, ESCAPE ${shown(settings.escape)}, TABCHAR ${settings.tabChar === '' ? 'OFF' : shown(settings.tabChar)}`,
      `LINESIZE ${settings.lineSize === 0 ? 'OFF' : three(settings.lineSize)}, ATTN OFF, APL OFF, TEXT OFF, MODE VM`,
      `CONMODE ${consoleMode}, BREAKIN IMMED, BRKKEY ${settings.breakKey}, SCRNSAVE OFF`,
      `AUTOCR OFF, MORE ${three(settings.more[0])} ${three(settings.more[1])}, HOLD ${onOff(settings.hold)}, TIMESTAMP ${onOff(settings.timestamp)}`,
    ],
  ),
  pf,
  ...pfn,
];
