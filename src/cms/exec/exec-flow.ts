/** Where an EXEC goes on: &GOTO, &SKIP and &LOOP (VM/370 CMS Command and Macro Reference, "EXEC control statements"). */
import { numberOf, wrong, type ExecState } from './exec-program.js';
import { put } from './exec-scan.js';
import { holds, nameOf, words, type ExecSurroundings } from './exec-words.js';

/** Loops within loops. */
const MOST_LOOPS = 4;

/** &GOTO TOP, line or label: from here to the end, then from the top. */
export function goTo(state: ExecState, target: string | undefined): void {
  if (target === undefined) return wrong(2);
  if (nameOf(target) === 'TOP') {
    jump(state, 0);
    return;
  }
  if (/^\d{1,6}$/.test(target)) {
    jump(state, Number(target) - 1);
    return;
  }
  if (!target.startsWith('-')) return wrong(2);
  const count = state.lines.length;
  for (let i = 0; i < count; i++) {
    const at = (state.at + i) % count;
    if (nameOf(words(state.lines[at]!)[0] ?? '') === nameOf(target)) {
      jump(state, at);
      return;
    }
  }
  wrong(2);
}

/** &SKIP n. */
export function skip(state: ExecState, count: string): void {
  if (!/^[+-]?\d{1,6}$/.test(count)) wrong(2);
  const lines = Number(count);
  jump(state, lines < 0 ? state.at - 1 + lines : state.at + lines);
}

/** Goes on at a line; behind the last one the EXEC is over. */
function jump(state: ExecState, at: number): void {
  if (at < 0) wrong(2);
  state.at = Math.min(at, state.lines.length);
  state.pending.length = 0;
  state.linesLeft = 0;
  // a jump out of a loop ends it
  while (state.loops.length > 0) {
    const inner = state.loops.at(-1)!;
    if (at >= inner.first && at <= inner.last) break;
    state.loops.pop();
  }
}

/** The condition of a loop, which is shown when everything is. */
export function loopEnds(
  state: ExecState,
  test: readonly string[],
  around: ExecSurroundings,
  show: (line: string) => void,
): boolean {
  const tokens = put(state, test, around);
  if (state.control === 'ALL') show(`LOOP UNTIL: ${tokens.join(' ')}`);
  return holds(state, tokens);
}

/** &LOOP: so many lines, or up to a label, so many times or until a condition holds. */
export function loop(
  state: ExecState,
  [body, ...test]: readonly string[],
  around: ExecSurroundings,
  show: (line: string) => void,
): void {
  const first = state.at;
  let last: number;
  if (body?.startsWith('-') === true) {
    last = state.lines.findIndex(
      (line, at) => at >= first && nameOf(words(line)[0] ?? '') === nameOf(body),
    );
    if (last < 0) wrong(15);
  } else last = first + numberOf(body) - 1;
  if (state.loops.length >= MOST_LOOPS) wrong(5);
  if (test.length === 0) wrong(8);
  if (last < first) return;
  const turns = test.length === 1 ? loopTurns(test[0]!) : undefined;
  const over = turns === undefined ? loopEnds(state, test, around, show) : turns <= 0;
  if (over) {
    state.at = last + 1;
    return;
  }
  state.loops.push({ first, last, turns, condition: turns === undefined ? test : undefined });
}

function loopTurns(word: string): number {
  const turns = numberOf(word);
  return turns < 0 ? wrong(8) : turns;
}
