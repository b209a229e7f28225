/** PARSE in quick clauses: a template whose parts are made once. */
import type { TemplateStep } from '../code.js';
import { carryOut, partsOf } from '../parse.js';
import type { Frame } from './frame.js';

/** Carries a template out on a string, and of ARG on the other arguments. */
export type Parsing = (frame: Frame, first: string, others?: readonly string[]) => void;

/** A string that stands alone. */
const NO_OTHERS: readonly string[] = [];

/**
 * What carries a template out.
 * @param upper - in upper case
 */
export function parsingOf(template: readonly TemplateStep[], upper: boolean): Parsing {
  const parts = partsOf(template);
  if (!upper) return (frame, first, others = NO_OTHERS) => carryOut(frame, parts, first, others);
  return (frame, first, others = NO_OTHERS) => {
    const all = others.length === 0 ? others : others.map((one) => one.toUpperCase());
    carryOut(frame, parts, first.toUpperCase(), all);
  };
}
