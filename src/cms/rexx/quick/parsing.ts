/**
 * PARSE as a quick clause: its template with the slots of its variables, which are set where they are. It does what
 * parse.ts does while clauses are not traced.
 */
import type { Reference, TemplateStep } from '../code.js';
import { columnOf, positionOf } from '../parse.js';
import { nameOf, setVariable, valueOf } from '../pool.js';
import { shortestPart, textOf } from '../value.js';
import type { Frame } from './frame.js';
import { assign } from './frame.js';

/** Carries a template out on a string, and on those behind its commas. */
export type Parsing = (frame: Frame, first: string, others: readonly string[]) => void;

const BLANK = 0x20;

/** In place of a slot: a period, and a variable that is in a stem. */
const PERIOD = -1;
const IN_STEM = -2;

/** A step of a template, and by target its slot. */
interface Part {
  readonly step: TemplateStep;
  readonly kind: TemplateStep['kind'];
  readonly slots: readonly number[];
}

function slotOf(target: Reference | undefined): number {
  return target === undefined ? PERIOD : target.kind === 'simple' ? target.slot : IN_STEM;
}

function textOfVariable({ pool, symbols }: Frame, reference: Reference): string {
  return textOf(valueOf(pool, reference, symbols) ?? nameOf(pool, reference, symbols));
}

/** Sets a variable to a part of the text. */
function give(
  frame: Frame,
  { slots, step }: Part,
  n: number,
  text: string,
  from: number,
  to: number,
): void {
  const slot = slots[n]!;
  if (slot === PERIOD) return;
  const value = shortestPart(text, from, to);
  if (slot >= 0) assign(frame, slot, value);
  else setVariable(frame.pool, step.targets[n]!, value, frame.symbols, frame.meter);
}

/** Divides a part of the text among targets: words, and the rest to the last. */
function share(frame: Frame, part: Part, text: string, from: number, to: number): void {
  const last = part.slots.length - 1;
  if (last < 0) return;
  let at = from;
  for (let n = 0; n < last; n++) {
    while (at < to && text.charCodeAt(at) === BLANK) at++;
    let stop = at;
    while (stop < to && text.charCodeAt(stop) !== BLANK) stop++;
    give(frame, part, n, text, at, stop);
    at = stop < to ? stop + 1 : to;
  }
  give(frame, part, last, text, at, to);
}

function carryOut(
  frame: Frame,
  parts: readonly Part[],
  first: string,
  others: readonly string[],
): void {
  let number = 0;
  let text = first;
  let from = 0;
  let anchor = 0;
  for (const part of parts) {
    const { kind, step } = part;
    const { length } = text;
    if (kind === 'end') share(frame, part, text, from, length);
    else if (kind === 'literal' || kind === 'pattern') {
      const pattern = kind === 'literal' ? step.text : textOfVariable(frame, step.reference!);
      const at = pattern === '' ? -1 : text.indexOf(pattern, from);
      anchor = at < 0 ? length : at;
      share(frame, part, text, from, anchor);
      from = at < 0 ? length : at + pattern.length;
    } else if (kind === 'column') {
      const { reference, sign } = step;
      const n = reference === undefined ? step.at : columnOf(textOfVariable(frame, reference));
      const position = positionOf(sign, n, anchor, length);
      if (sign !== '') from = anchor;
      share(frame, part, text, from, position <= from ? length : position);
      anchor = from = position;
    } else {
      share(frame, part, text, from, length);
      text = others[number++] ?? '';
      from = anchor = 0;
    }
  }
}

/** PARSE of a template. */
export function parseStep(template: readonly TemplateStep[], upper: boolean): Parsing {
  const parts = template.map((step): Part => ({
    step,
    kind: step.kind,
    slots: step.targets.map(slotOf),
  }));
  if (upper) return (frame, first, others) => carryOut(frame, parts, first.toUpperCase(), others);
  return (frame, first, others) => carryOut(frame, parts, first, others);
}
