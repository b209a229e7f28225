/** TITLE, PRINT, PUSH, POP, PUNCH and REPRO: what goes where (GC33-4010, "Listing Control", "Program Control"). */
import { toEbcdicPadded } from '../../shared/ebcdic.js';
import { flag } from './flags.js';
import { newPage } from './listing.js';
import { flushText, putCard } from './object-deck.js';
import { quoted } from './scanner.js';
import type { AssemblyState, Statement } from './state.js';
import { popUsings, pushUsings } from './usings.js';
import { fail } from './value.js';

/** Whether a statement is shown in the listing. */
export function visible(state: AssemblyState, statement: Statement): boolean {
  return state.print.on && (state.print.gen || !statement.generated);
}

/** PUNCH and REPRO: a card as it is. */
export function punch(state: AssemblyState, text: string): void {
  flushText(state);
  if (state.image === undefined) putCard(state, toEbcdicPadded(text, 80), false);
}

/** Deepest PUSH. */
const MOST_PUSHED = 4;

/** PUSH and POP: keeps USING or PRINT as it stands, or brings back what was kept last; flags 190 to 193. */
export function pushOrPop(state: AssemblyState, op: string, what: readonly string[]): void {
  for (const one of what) {
    if (one === 'USING') (op === 'PUSH' ? pushUsings : popUsings)(state.usings);
    else if (one !== 'PRINT') fail(op === 'PUSH' ? 190 : 192);
    else if (op === 'PUSH') {
      if (state.printStack.length >= MOST_PUSHED) fail(191);
      state.printStack.push({ ...state.print });
    } else state.print = state.printStack.pop() ?? fail(193);
  }
}

/** PRINT: what the listing shows from here on; an operand that is none is flag 194, and those before it hold. */
export function print(state: AssemblyState, words: readonly string[]): void {
  for (const word of words) {
    if (word === 'ON' || word === 'OFF') state.print.on = word === 'ON';
    else if (word === 'GEN' || word === 'NOGEN') state.print.gen = word === 'GEN';
    else if (word === 'DATA' || word === 'NODATA') state.print.data = word === 'DATA';
    else fail(194);
  }
}

/** TITLE: up to 100 characters (flag 171) for the head of each page, and a new page. */
export function title(state: AssemblyState, { operand, number: statement }: Statement): void {
  const text = quoted(operand, 0).text.replaceAll('&&', '&');
  if (text.length > 100) flag(state, statement, 171);
  state.title = text.slice(0, 100);
  newPage(state);
}
