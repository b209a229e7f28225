/**
 * PARSE carried out: a template against its strings (z/VM REXX/VM Reference, "Parsing"). Instructions and quick clauses
 * go through templates here, the latter with the parts of theirs made once.
 */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import type { Reference, Symbols, TemplateStep } from './code.js';
import { fail } from './errors.js';
import type { Meter, Pool } from './pool.js';
import { nameOf, setSimple, setValue, setVariable, valueOf } from './pool.js';
import { showGiven, showIntermediate } from './tracing.js';
import { shortestPart, textOf, wholeNumber } from './value.js';
import type { Value } from './value.js';

const BLANK = 0x20;

/** In place of a slot: a period, and a variable that is in a stem. */
const PERIOD = -1;
const IN_STEM = -2;

/** What a part of the string ends with. */
const END = 0;
const PATTERN = 1;
const COLUMN = 2;
const COMMA = 3;
const KINDS = { end: END, literal: PATTERN, pattern: PATTERN, column: COLUMN, comma: COMMA };

/** A step of a template, with what is asked of it over and over at hand. */
interface Part {
  readonly kind: number;
  readonly step: TemplateStep;
  /** What gives the pattern or the column. */
  readonly reference: Reference | undefined;
  /** By target its slot. */
  readonly slots: readonly number[];
  /** None of the targets is in a stem. */
  readonly simple: boolean;
}

/** A template to be carried out. */
export type Parts = readonly Part[];

/** The variables that a template reads and sets: those of a frame, or of the present routine. */
export interface Scene {
  readonly activity: Activity;
  readonly symbols: Symbols;
  readonly meter: Meter;
  readonly pool: Pool;
  /** Variables by slot, while nothing is exposed (`linked`). */
  readonly values: (Value | undefined)[];
  readonly linked: boolean;
}

/** Makes the parts of a template. */
export function partsOf(template: readonly TemplateStep[]): Parts {
  return template.map((step) => {
    const slots = step.targets.map((target) =>
      target === undefined ? PERIOD : target.kind === 'simple' ? target.slot : IN_STEM,
    );
    const { kind, reference } = step;
    return { kind: KINDS[kind], step, reference, slots, simple: !slots.includes(IN_STEM) };
  });
}

/**
 * Carries a template out for the present routine.
 * @param first - the string; of ARG the first
 * @param others - the other arguments of ARG
 */
export function parse(
  activity: Activity,
  template: readonly TemplateStep[],
  first: string,
  others: readonly string[],
): void {
  const { symbols, meter } = activity;
  const { pool } = routineOf(activity);
  const { values, links } = pool;
  const scene = { activity, symbols, meter, pool, values, linked: links !== undefined };
  carryOut(scene, partsOf(template), first, others);
}

/** Carries a template out, with strings as `parse` takes them. */
export function carryOut(
  scene: Scene,
  parts: Parts,
  first: string,
  others: readonly string[],
): void {
  let number = 0;
  let text = first;
  /** Where data for the next targets begins, and where the last match began. */
  let from = 0;
  let anchor = 0;
  for (let n = 0; n < parts.length; n++) {
    const part = parts[n]!;
    const { kind, step, reference } = part;
    const { length } = text;
    if (kind === END) share(scene, part, text, from, length);
    else if (kind === PATTERN) {
      const pattern = reference === undefined ? step.text : read(scene, reference);
      const size = pattern.length;
      const at = size === 0 ? -1 : text.indexOf(pattern, from);
      anchor = at < 0 ? length : at;
      share(scene, part, text, from, anchor);
      from = at < 0 ? length : at + size;
    } else if (kind === COLUMN) {
      const { sign } = step;
      const column = reference === undefined ? step.at : columnOf(read(scene, reference));
      const position = positionOf(sign, column, anchor, length);
      // a variable between a string pattern and a relative position gets what the pattern has matched, too
      if (sign !== '') from = anchor;
      // a step back, or none: what is left of the string is parsed first
      share(scene, part, text, from, position <= from ? length : position);
      anchor = from = position;
    } else {
      share(scene, part, text, from, length);
      text = others[number++] ?? '';
      from = anchor = 0;
    }
  }
}

function read({ activity, pool, symbols }: Scene, reference: Reference): string {
  const value = valueOf(pool, reference, symbols);
  const text = textOf(value ?? nameOf(pool, reference, symbols));
  if (activity.attention) showIntermediate(activity, value === undefined ? '>L>' : '>V>', text);
  return text;
}

/** The column that a variable gives. */
function columnOf(text: string): number {
  const n = wholeNumber(text) ?? fail(26, 4, text);
  return n < 0 ? fail(26, 4, text) : n;
}

/** The place, from 0, of column `n`, or of one that many columns from the last match, which began at `anchor`. */
function positionOf(sign: TemplateStep['sign'], n: number, anchor: number, length: number): number {
  const wanted = sign === '' ? n - 1 : anchor + (sign === '+' ? n : -n);
  return wanted < 0 ? 0 : wanted > length ? length : wanted;
}

/** Divides a part of the text among targets: words, and the rest to the last. */
function share(scene: Scene, part: Part, text: string, from: number, to: number): void {
  const { slots } = part;
  const last = slots.length - 1;
  if (last < 0) return;
  if (!part.simple || scene.linked || scene.activity.attention) {
    shareSlowly(scene, part, text, from, to);
    return;
  }
  const { values, meter } = scene;
  let at = from;
  for (let n = 0; n < last; n++) at = putWord(values, meter, slots[n]!, text, at, to);
  if (slots[last] !== PERIOD) putPart(values, meter, slots[last]!, text, at, to);
}

/** Where the first word of a part of a text begins: its end when there is none. */
function wordStart(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) === BLANK) at++;
  return at;
}

/** Where a word ends that begins at a place, or where there is none. */
function wordEnd(text: string, from: number, to: number): number {
  if (to === text.length) {
    const at = text.indexOf(' ', from);
    return at < 0 ? to : at;
  }
  let at = from;
  while (at < to && text.charCodeAt(at) !== BLANK) at++;
  return at;
}

/** Sets a variable of the routine's own to a part of a text. */
export function putPart(
  values: Pool['values'],
  meter: Meter,
  slot: number,
  text: string,
  from: number,
  to: number,
): void {
  setValue(values, meter, slot, shortestPart(text, from, to));
}

/**
 * Sets a variable of the routine's own to the first word of a part of a text, or passes it over for a slot below zero;
 * where what follows it begins.
 */
export function putWord(
  values: Pool['values'],
  meter: Meter,
  slot: number,
  text: string,
  from: number,
  to: number,
): number {
  const at = wordStart(text, from, to);
  const stop = wordEnd(text, at, to);
  if (slot >= 0) setValue(values, meter, slot, shortestPart(text, at, stop));
  return stop < to ? stop + 1 : to;
}

function shareSlowly(scene: Scene, part: Part, text: string, from: number, to: number): void {
  const last = part.slots.length - 1;
  let at = from;
  for (let n = 0; n < last; n++) {
    at = wordStart(text, at, to);
    const stop = wordEnd(text, at, to);
    give(scene, part, n, text, at, stop);
    at = stop < to ? stop + 1 : to;
  }
  give(scene, part, last, text, at, to);
}

/** Sets any target to a part of the text, and shows it when it is traced. */
function give(scene: Scene, part: Part, n: number, text: string, from: number, to: number): void {
  const { activity, pool, symbols, meter } = scene;
  const target = part.step.targets[n];
  if (activity.attention)
    showGiven(activity, text.slice(from, to), target === undefined ? '>.>' : '>>>');
  if (target === undefined) return;
  const value = shortestPart(text, from, to);
  if (target.kind === 'simple') setSimple(pool, target.slot, value, meter);
  else setVariable(pool, target, value, symbols, meter);
}
