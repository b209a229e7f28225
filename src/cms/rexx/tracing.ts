/**
 * TRACE (z/VM REXX/VM Reference, "TRACE" and "Interactive Tracing"): which clauses and results are shown, and how they
 * look on the terminal.
 */
import type { Activity } from './activity.js';
import { ownSettings, routineOf } from './activity.js';
import type { Clause, Reference, Unit } from './code.js';
import { fail } from './errors.js';
import { clauseOf } from './interpreted.js';
import { nameOf } from './pool.js';
import { textOf } from './value.js';
import type { Value } from './value.js';

/** Deepest indentation that is shown. */
const MOST_INDENT = 40;
/** Largest line number that there is room for. */
const MOST_LINE = 99_999;
const NO_NUMBER = ' '.repeat(6);

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

const NO_PAUSE = new RegExp(
  '^(?:CALL|SIGNAL|RETURN|EXIT|END|THEN|ELSE|OTHERWISE|ITERATE|LEAVE)(?![A-Z0-9.!?@#$_¢(])(?!\\s*[=:])',
);

/**
 * Whether there is a pause behind a clause that was shown: not where nothing is to be seen yet, as behind SIGNAL and CALL, where
 * it comes behind the label, and where nothing could be carried out again ("Interactive Debugging of Programs").
 */
export function pausesBehind(clause: Clause): boolean {
  return clause.kind !== 'other' || !NO_PAUSE.test(clause.text.toUpperCase());
}

/** Codes that would confuse a terminal. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function lineNumber(line: number): string {
  return line > MOST_LINE ? `?${String(line).slice(-5)}` : String(line).padStart(NO_NUMBER.length);
}

/**
 * Shows a clause: `*-*` (or `+++` in the trace of an error) and its text; the line number stands before the first of a
 * line only.
 */
export function showClause(activity: Activity, unit: Unit, number: number, mark = '*-*'): void {
  const clause = clauseOf(unit, number, activity.symbols);
  if (clause === undefined) return;
  const indent = ' '.repeat(Math.min(MOST_INDENT, indentOf(activity, clause)));
  const again = mark === '*-*' && activity.tracedLine === clause.line;
  activity.tracedLine = clause.line;
  clause.text.split('\n').forEach((text, i) => {
    const number = i === 0 && !again ? lineNumber(clause.line) : NO_NUMBER;
    activity.out.push(`${number} ${mark} ${indent}${visible(i === 0 ? text : text.trim())}`);
  });
}

function indentOf(activity: Activity, clause: Clause): number {
  return 2 * clause.depth + (activity.routines.length - 1);
}

/** Shows a value: `>>>` a result, `>.>` a placeholder, `>V>` a variable, `>L>` a literal and so on. */
export function showValue(activity: Activity, mark: string, value: Value): void {
  // what is typed in a pause is not traced itself
  if (activity.inPause || activity.hushed) return;
  const clause = activity.unit.clauses[activity.clause];
  const indent = ' '.repeat(Math.min(MOST_INDENT, clause ? indentOf(activity, clause) : 0));
  activity.out.push(`       ${mark} ${indent}  "${visible(textOf(value))}"`);
}

/** Shows the result of an expression when TRACE R is on: TRACE I has shown it as that of its last operation. */
export function showResult(activity: Activity, value: Value): void {
  if (routineOf(activity).settings.trace === 'R') showValue(activity, '>>>', value);
}

/** Shows what a variable or placeholder gets by PARSE, or a subroutine has returned, when TRACE R or I is on. */
export function showGiven(activity: Activity, value: Value, mark: '>>>' | '>.>' = '>>>'): void {
  const { trace } = routineOf(activity).settings;
  if (trace === 'R' || trace === 'I') showValue(activity, mark, value);
}

/** Shows something that only TRACE I shows. */
export function showIntermediate(activity: Activity, mark: string, value: Value): void {
  if (routineOf(activity).settings.trace === 'I') showValue(activity, mark, value);
}

/** A command has ended: shown when the setting asks for it. */
export function showCommandEnd(activity: Activity, rc: number): void {
  const { trace } = routineOf(activity).settings;
  const clause = activity.unit.clauses[activity.clause];
  if (clause === undefined) return;
  const failed = rc < 0;
  const shown = showsClause(trace, clause);
  const wanted = trace === 'E' ? rc !== 0 : (trace === 'N' || trace === 'F') && failed;
  if (wanted && !shown && !activity.inPause) {
    showClause(activity, activity.unit, activity.clause);
    activity.pauseDue = true;
    const { length: routines } = activity.routines;
    const { length: blocks } = routineOf(activity).blocks;
    activity.redo = { unit: activity.unit, pc: activity.begun, routines, blocks };
  }
  // of what is typed in a pause nothing but its return code is shown
  if ((wanted || shown || activity.inPause) && rc !== 0)
    activity.out.push(`       +++ RC(${String(rc)}) +++`);
}

/** Shows the name of a compound variable, when parts of it were put in (TRACE I). */
export function showCompound(activity: Activity, reference: Reference): void {
  if (reference.kind !== 'compound') return;
  if (!reference.tail.some((part) => typeof part !== 'string')) return;
  showValue(activity, '>C>', nameOf(routineOf(activity).pool, reference, activity.symbols));
}

/** TRACE S stands in no other instruction and in no routine; error 24 when it does. */
function beginScan(activity: Activity): void {
  const { unit, main, routines, inPause } = activity;
  const nested = (unit.clauses[activity.clause]?.depth ?? 0) > 0;
  if (nested || inPause || unit !== main || routines.length > 1) fail(24, 1, 'S');
}

/** A TRACE option; error 24 when it is none. */
export function setTrace(activity: Activity, option: string): void {
  const settings = ownSettings(activity);
  let rest = option.trim().toUpperCase();
  if (rest === '') {
    settings.trace = 'N';
    settings.interactive = false;
    settings.inhibited = false;
    activity.attention = true;
    return;
  }
  while (rest.startsWith('?') || rest.startsWith('!')) {
    if (rest.startsWith('?')) settings.interactive = !settings.interactive;
    else settings.inhibited = !settings.inhibited;
    rest = rest.slice(1);
  }
  if (/^[+-]?\d+$/.test(rest)) {
    // a number counts in interactive TRACE only: so many pauses, or, below zero, clauses that are shown, are passed over
    if (settings.interactive) activity.pauseSkip = Number(rest);
    return;
  }
  if (rest !== '') {
    const letter = rest[0]!;
    if (!'ACEFILNORS'.includes(letter)) fail(24, 1, letter);
    if (letter === 'S') beginScan(activity);
    settings.trace = letter;
    if (letter === 'O') settings.interactive = false;
  }
  activity.attention = true;
}

/** TS and TE, SET EXECTRAC: TRACE ?R, or OFF, for the program and all of its routines that wait for others. */
export function setExternalTrace(activity: Activity, on: boolean): void {
  for (const { settings } of activity.routines) {
    settings.trace = on ? 'R' : 'O';
    settings.interactive = on;
  }
  activity.attention = true;
}

/** The setting as TRACE() gives it. */
export function traceSetting(activity: Activity): string {
  const { trace, interactive, inhibited } = routineOf(activity).settings;
  return (interactive ? '?' : '') + (inhibited ? '!' : '') + trace;
}
