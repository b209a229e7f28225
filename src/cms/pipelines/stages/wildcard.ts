/** WILDCARD: selects by a pattern (CMS Pipelines, "wildcard"): an asterisk is any text, a percent sign a character. */
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, WHOLE, type InputRange } from '../ranges.js';
import { selection, type StageKind } from '../stage.js';
import { folded } from '../text.js';

const ANY_TEXT = 0x5c;
const ANY_CHARACTER = 0x6c;

interface Wildcard {
  readonly range: InputRange;
  readonly pattern: Rec;
  readonly upper: boolean;
}

function parse(operands: Operands): Wildcard {
  const upper = operands.keyword(...ANYCASE);
  const range = rangeFollows(operands) && !operands.stringFollows() ? parseRange(operands) : WHOLE;
  const text = operands.string();
  operands.finish();
  return { range, pattern: upper ? folded(text) : text, upper };
}

/** Whether a text fits; asterisks are tried at the last place where they may end. */
function fits(pattern: Rec, text: Rec): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let at = 0; at < text.length;) {
    if (p < pattern.length && pattern[p] === ANY_TEXT) {
      star = p++;
      resume = at;
    } else if (p < pattern.length && (pattern[p] === ANY_CHARACTER || pattern[p] === text[at])) {
      p++;
      at++;
    } else if (star >= 0) {
      p = star + 1;
      at = ++resume;
    } else return false;
  }
  while (p < pattern.length && pattern[p] === ANY_TEXT) p++;
  return p === pattern.length;
}

/** The stages of this file. */
export const wildcards: readonly StageKind[] = [
  selection<Wildcard>(['WILDCARD'], parse, (s, view) => {
    const part = rangeOf(s.range, view);
    return fits(s.pattern, s.upper ? folded(part) : part);
  }),
];
