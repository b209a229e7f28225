/** PARSE carried out: a template against its strings (z/VM REXX/VM Reference, "Parsing"). */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import type { Reference, TemplateStep } from './code.js';
import { fail } from './errors.js';
import { nameOf, setSimple, setVariable, valueOf } from './pool.js';
import { showGiven, showIntermediate } from './tracing.js';
import { shortestPart, textOf, wholeNumber } from './value.js';

const BLANK = 0x20;

/**
 * Carries a template out.
 * @param first - the string; of ARG the first
 * @param others - the other arguments of ARG
 */
export function parse(
  activity: Activity,
  template: readonly TemplateStep[],
  first: string,
  others: readonly string[],
): void {
  let number = 0;
  let text = first;
  /** Where data for the next targets begins, and where the last match began. */
  let from = 0;
  let anchor = 0;
  for (const step of template) {
    const { targets } = step;
    const { length } = text;
    switch (step.kind) {
      case 'end':
        assign(activity, targets, text, from, length);
        break;
      case 'literal':
      case 'pattern': {
        const pattern = step.kind === 'literal' ? step.text : read(activity, step.reference!);
        const at = pattern === '' ? -1 : text.indexOf(pattern, from);
        anchor = at < 0 ? length : at;
        assign(activity, targets, text, from, anchor);
        from = at < 0 ? length : at + pattern.length;
        break;
      }
      case 'column': {
        const n = step.reference === undefined ? step.at : column(activity, step.reference);
        const position = positionOf(step.sign, n, anchor, length);
        // a variable between a string pattern and a relative position gets what the pattern has matched, too
        if (step.sign !== '') from = anchor;
        // a step back, or none: what is left of the string is parsed first
        assign(activity, targets, text, from, position <= from ? length : position);
        anchor = from = position;
        break;
      }
      case 'comma':
        assign(activity, targets, text, from, length);
        text = others[number++] ?? '';
        from = anchor = 0;
    }
  }
}

function read(activity: Activity, reference: Reference): string {
  const { pool } = routineOf(activity);
  const { symbols } = activity;
  const value = valueOf(pool, reference, symbols);
  const text = textOf(value ?? nameOf(pool, reference, symbols));
  showIntermediate(activity, value === undefined ? '>L>' : '>V>', text);
  return text;
}

function column(activity: Activity, reference: Reference): number {
  return columnOf(read(activity, reference));
}

/** The column that a variable gives. */
export function columnOf(text: string): number {
  const n = wholeNumber(text) ?? fail(26, 4, text);
  return n < 0 ? fail(26, 4, text) : n;
}

/** The place, from 0, of column `n`, or of one that many columns from the last match, which began at `anchor`. */
export function positionOf(
  sign: TemplateStep['sign'],
  n: number,
  anchor: number,
  length: number,
): number {
  const wanted = sign === '' ? n - 1 : anchor + (sign === '+' ? n : -n);
  return Math.min(length, Math.max(0, wanted));
}

/** Divides a part of the text among targets: words, and the rest to the last. */
function assign(
  activity: Activity,
  targets: readonly (Reference | undefined)[],
  text: string,
  from: number,
  to: number,
): void {
  const last = targets.length - 1;
  if (last < 0) return;
  let at = from;
  for (let i = 0; i < last; i++) {
    while (at < to && text.charCodeAt(at) === BLANK) at++;
    let stop = at;
    while (stop < to && text.charCodeAt(stop) !== BLANK) stop++;
    set(activity, targets[i], text, at, stop);
    at = stop < to ? stop + 1 : to;
  }
  set(activity, targets[last], text, at, to);
}

/** Sets a variable to a part of the text. */
function set(
  activity: Activity,
  target: Reference | undefined,
  text: string,
  from: number,
  to: number,
): void {
  if (activity.attention) show(activity, target, text.slice(from, to));
  if (target === undefined) return;
  const { routines, symbols, meter } = activity;
  const { pool } = routines[routines.length - 1]!;
  const value = shortestPart(text, from, to);
  if (target.kind === 'simple') setSimple(pool, target.slot, value, meter);
  else setVariable(pool, target, value, symbols, meter);
}

function show(activity: Activity, target: Reference | undefined, text: string): void {
  showGiven(activity, text, target === undefined ? '>.>' : '>>>');
}
