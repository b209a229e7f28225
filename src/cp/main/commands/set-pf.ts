/** SET PFnn [IMMED|DELAYED text] | RETRIEVE | no operand to undefine (z/VM CP Commands, "SET PFnn"). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { ConsoleSettings } from '../console/console-host.js';
import type { Operands } from '../cp-services.js';
import { say } from '../messages-table.js';
import { abbreviates } from '../operands.js';

/** The longest text on a key: a console line. */
const TEXT_LIMIT = 135;

function run(context: ControlContext, operands: Operands, n: number): number {
  const { console } = context.user;
  let pf: Record<number, ConsoleSettings['pf'][number]> = { ...console.settings.pf };
  const [word] = operands.words;
  const text = operands.from(1);
  if (word === undefined) {
    pf = Object.fromEntries(Object.entries(pf).filter(([number]) => Number(number) !== n));
  } else if (abbreviates(word, 'RETRIEVE', 3)) {
    if (operands.words.length > 1) return say(context, 'CFS', 3, operands.words[1]!);
    pf[n] = { mode: 'RETRIEVE', text: '' };
  } else if (abbreviates(word, 'IMMED', 3)) pf[n] = { mode: 'IMMED', text };
  else if (abbreviates(word, 'DELAYED', 3)) pf[n] = { mode: 'DELAYED', text };
  // without a word for the mode the whole is the text, delayed
  else pf[n] = { mode: 'DELAYED', text: operands.text };
  if ((pf[n]?.text.length ?? 0) > TEXT_LIMIT) return say(context, 'CFS', 26);
  console.change({ pf });
  return 0;
}

/** The words PF1 to PF24 (with and without a zero). */
export const setPf: readonly ControlCommand[] = Array.from({ length: 24 }, (_, i) => i + 1).flatMap(
  (n) =>
    [...new Set([`PF${n}`, `PF${String(n).padStart(2, '0')}`])].map((name) => ({
      name,
      minimum: name.length,
      classes: 'G',
      run: (context: ControlContext, operands: Operands) =>
        Promise.resolve(run(context, operands, n)),
    })),
);
