/**
 * TRACE (z/VM REXX/VM Reference, "TRACE" and "Interactive Tracing"): which clauses and results are shown, and how they
 * look on the terminal.
 */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import type { Clause } from './code.js';
import { fail } from './errors.js';
import { textOf } from './value.js';
import type { Value } from './value.js';

/** Deepest indentation that is shown. */
const MOST_INDENT = 40;

/** Whether a clause is shown before it is executed. */
export function showsClause(trace: string, clause: Clause): boolean {
  switch (trace) {
    case 'A':
    case 'R':
    case 'I':
      return true;
    case 'L':
      return clause.kind === 'label';
    case 'C':
      return clause.kind === 'command';
    default:
      return false;
  }
}

/** Shows a clause: its line number, `*-*` (or `+++` in the trace of an error) and its text. */
export function showClause(activity: Activity, clause: Clause, mark = '*-*'): void {
  const indent = ' '.repeat(Math.min(MOST_INDENT, indentOf(activity, clause)));
  clause.text.split('\n').forEach((text, i) => {
    const number = i === 0 ? String(clause.line).padStart(6) : ' '.repeat(6);
    activity.out.push(`${number} ${mark} ${indent}${i === 0 ? text : text.trim()}`);
  });
}

function indentOf(activity: Activity, clause: Clause): number {
  return 2 * clause.depth + (activity.routines.length - 1);
}

/** Shows a value: `>>>` a result, `>.>` a placeholder, `>V>` a variable, `>L>` a literal and so on. */
export function showValue(activity: Activity, mark: string, value: Value): void {
  const clause = activity.unit.clauses[activity.clause];
  const indent = ' '.repeat(Math.min(MOST_INDENT, clause ? indentOf(activity, clause) : 0));
  activity.out.push(`       ${mark} ${indent}  "${textOf(value)}"`);
}

/** Shows a result when TRACE R or I is on. */
export function showResult(activity: Activity, value: Value): void {
  const { trace } = routineOf(activity).settings;
  if (trace === 'R' || trace === 'I') showValue(activity, '>>>', value);
}

/** A command has ended: shown when the setting asks for it. */
export function showCommandEnd(activity: Activity, rc: number): void {
  const { trace } = routineOf(activity).settings;
  const clause = activity.unit.clauses[activity.clause];
  if (clause === undefined) return;
  const failed = rc < 0;
  const shown = showsClause(trace, clause);
  const wanted = trace === 'E' ? rc !== 0 : (trace === 'N' || trace === 'F') && failed;
  if (wanted && !shown) showClause(activity, clause);
  if ((wanted || shown) && rc !== 0) activity.out.push(`       +++ RC(${String(rc)}) +++`);
}

/** A TRACE option; error 24 when it is none. */
export function setTrace(activity: Activity, option: string): void {
  const { settings } = routineOf(activity);
  let rest = option.trim().toUpperCase();
  if (rest === '') {
    settings.trace = 'N';
    settings.interactive = false;
    settings.inhibited = false;
    return;
  }
  while (rest.startsWith('?') || rest.startsWith('!')) {
    if (rest.startsWith('?')) settings.interactive = !settings.interactive;
    else settings.inhibited = !settings.inhibited;
    rest = rest.slice(1);
  }
  if (/^[+-]?\d+$/.test(rest)) {
    // a number: so many pauses, or clauses, are passed over
    activity.pauseSkip = Math.abs(Number(rest));
    return;
  }
  if (rest !== '') {
    const letter = rest[0]!;
    if (!'ACEFILNORS'.includes(letter)) fail(24, 1, letter);
    settings.trace = letter;
    if (letter === 'O') settings.interactive = false;
  }
  activity.attention = true;
}

/** The setting as TRACE() gives it. */
export function traceSetting(activity: Activity): string {
  const { trace, interactive, inhibited } = routineOf(activity).settings;
  return (interactive ? '?' : '') + (inhibited ? '!' : '') + trace;
}
