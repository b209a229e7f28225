/** DEBUG as it goes on: requests from the console, and DUMP with its pieces for the printer. */
import { debugRequest, type Dumping } from './debug-requests.js';
import { dumpSome } from './debug-dump.js';
import type { Effect } from '../command.js';
import type { InnerAnswer, Nucleus } from './nucleus.js';

const PRINTER = 0x00e;

/** What comes of a step. */
export type DebugStep =
  | {
      readonly kind: 'ask';
      readonly effect: Effect;
      readonly dump: Dumping | undefined;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'go'; readonly address: number | undefined }
  | { readonly kind: 'return' }
  | { readonly kind: 'halt' };

/** One step: `area` is the address of registers and PSW, `dump` the dump under way; `stopped`: not the DEBUG command. */
export function debugStep(
  n: Nucleus,
  area: number,
  dump: Dumping | undefined,
  given: InnerAnswer,
  stopped: boolean,
): DebugStep {
  if (given.kind !== 'line') {
    const bad = given.kind === 'written' && given.result !== 'ok';
    if (dump !== undefined && !bad && given.kind !== 'cp') return dumpStep(n, area, dump);
    return ask(bad ? ['Printer not ready'] : []);
  }
  const result = debugRequest(n, area, given.text.trim(), stopped);
  if (result.kind === 'lines') return ask(result.lines);
  if (result.kind === 'dump') return dumpStep(n, area, result.dump);
  return result;
}

function ask(lines: readonly string[]): DebugStep {
  return { kind: 'ask', effect: { kind: 'read-console' }, dump: undefined, lines };
}

function dumpStep(n: Nucleus, area: number, dump: Dumping): DebugStep {
  const records = dumpSome(n, area, dump);
  const effect: Effect =
    records.length > 0
      ? { kind: 'write-records', device: PRINTER, records }
      : { kind: 'cp', command: 'CLOSE 00E', buffered: true };
  return { kind: 'ask', effect, dump, lines: [] };
}
