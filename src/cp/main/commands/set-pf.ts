/**
 * SET PFnn [IMMED|DELAYED] [SUBST] text | RETRIEVE [BACKWARD|FORWARD] | TAB n ... | COPY [device]; no operand to undefine
 * (z/VM CP Commands, "SET PFnn").
 */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { FunctionKey } from '../console/function-keys.js';
import type { Operands } from '../cp-services.js';
import { say } from '../messages-table.js';
import { abbreviates } from '../operands.js';

/** The longest text on a key: a console line. */
const TEXT_LIMIT = 135;
/** The last column of a line in which a tab stop can be. */
const LAST_STOP = 255;

/** The key that operands describe, or the return code of what was said about them. */
function keyOf(context: ControlContext, operands: Operands): FunctionKey | number {
  const [word = '', ...rest] = operands.words;
  const extra = (at: number): number | undefined =>
    rest[at] === undefined ? undefined : say(context, 'CFS', 3, rest[at]);
  if (abbreviates(word, 'RETRIEVE', 3)) {
    const forward = abbreviates(rest[0] ?? '', 'FORWARD', 3);
    const named = forward || abbreviates(rest[0] ?? '', 'BACKWARD', 4);
    return extra(named ? 1 : 0) ?? { mode: 'RETRIEVE', text: forward ? 'FORWARD' : '' };
  }
  if (abbreviates(word, 'TAB', 3)) {
    const stops = rest.map((stop) => (/^\d{1,3}$/.test(stop) ? Number(stop) : 0));
    const wrong = rest[stops.findIndex((stop) => stop < 1 || stop > LAST_STOP)];
    if (wrong !== undefined) return say(context, 'CFS', 2, wrong);
    if (stops.length === 0) return say(context, 'CFS', 26);
    const ascending = [...new Set(stops)].sort((a, b) => a - b);
    return { mode: 'TAB', text: ascending.join(' ') };
  }
  if (abbreviates(word, 'COPY', 4)) {
    // no printer for displays belongs to this system
    return extra(1) ?? say(context, 'CFS', 40, rest[0] ?? 'COPY');
  }
  return textKey(operands);
}

/** IMMED, DELAYED (which is what counts without a word) and SUBST, in any order, and the text as it was typed. */
function textKey(operands: Operands): FunctionKey {
  const { words, text } = operands;
  let mode: 'IMMED' | 'DELAYED' | undefined;
  let subst = false;
  let at = 0;
  for (; at < 2; at++) {
    const word = words[at] ?? '';
    const immediate = abbreviates(word, 'IMMED', 3);
    if (mode === undefined && (immediate || abbreviates(word, 'DELAYED', 3))) {
      mode = immediate ? 'IMMED' : 'DELAYED';
    } else if (!subst && abbreviates(word, 'SUBST', 4)) subst = true;
    else break;
  }
  const key = { mode: mode ?? 'DELAYED', text: at === 0 ? text : operands.from(at) } as const;
  return subst ? { ...key, subst } : key;
}

function run(context: ControlContext, operands: Operands, n: number): number {
  const { console } = context.user;
  const others = Object.entries(console.settings.pf).filter(([number]) => Number(number) !== n);
  const pf: Record<number, FunctionKey> = Object.fromEntries(others);
  if (operands.words.length > 0) {
    const key = keyOf(context, operands);
    if (typeof key === 'number') return key;
    if (key.text.length > TEXT_LIMIT) return say(context, 'CFS', 26);
    pf[n] = key;
  }
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
