/** PARSE as a quick clause. */
import type { TemplateStep } from '../code.js';
import { parse } from '../parse.js';
import type { Frame } from './frame.js';

/** Carries a template out on a string, and on those behind its commas. */
export type Parsing = (frame: Frame, first: string, others: readonly string[]) => void;

/** PARSE of a template. */
export function parseStep(template: readonly TemplateStep[], upper: boolean): Parsing {
  if (upper)
    return (frame, first, others) => parse(frame.activity, template, first.toUpperCase(), others);
  return (frame, first, others) => parse(frame.activity, template, first, others);
}
