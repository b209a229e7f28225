/** The operands in a line, as PARSE takes them apart for macros (z/VM: XEDIT Commands and Macros Reference, "PARSE"). */
import { parseTarget } from './target.js';

/** Kinds of operands. */
export const PARSE_KINDS = [
  ...(['ALPHAWORD', 'DBLSTRING', 'LINE', 'NUMBER', 'STRING', 'TARGET', 'WORD'] as const),
] as const;
/** A kind of operand. */
export type ParseKind = (typeof PARSE_KINDS)[number];

/** Where an operand stands: column from 1, and length. */
export interface Place {
  readonly column: number;
  readonly length: number;
}

/** The places of one operand at the beginning of a text, and how much of the text it takes; undefined when it is none. */
interface Found {
  /** Offsets from 0. */
  readonly places: readonly { readonly at: number; readonly length: number }[];
  readonly used: number;
}

const DELIMITER = /^[^A-Za-z0-9\s]/;

/** A string between delimiters, the last of which may be left out at the end of the line. */
function delimited(text: string, count: 1 | 2): Found | undefined {
  const delimiter = text.charAt(0);
  if (!DELIMITER.test(delimiter)) return undefined;
  const places: { at: number; length: number }[] = [];
  let at = 1;
  for (let n = 0; n < count; n++) {
    const close = text.indexOf(delimiter, at);
    if (close < 0 && n < count - 1) return undefined;
    const end = close < 0 ? text.length : close;
    places.push({ at, length: end - at });
    at = Math.min(text.length, end + 1);
  }
  return { places, used: at };
}

function whole(length: number): Found {
  return { places: [{ at: 0, length }], used: length };
}

function matched(text: string, pattern: RegExp): Found | undefined {
  const found = pattern.exec(text)?.[0];
  return found === undefined ? undefined : whole(found.length);
}

function findOne(text: string, kind: ParseKind): Found | undefined {
  switch (kind) {
    case 'ALPHAWORD':
      return matched(text, /^[A-Za-z]+/);
    case 'WORD':
      return matched(text, /^\S+/);
    case 'NUMBER':
      return matched(text, /^(?:\*|[+-]?\d+)(?=\s|$)/);
    case 'STRING':
      return delimited(text, 1);
    case 'DBLSTRING':
      return delimited(text, 2);
    case 'LINE':
      return text === '' ? undefined : whole(text.length);
    case 'TARGET': {
      const target = parseTarget(text);
      return target && whole(text.slice(0, text.length - target.rest.length).trimEnd().length);
    }
  }
}

/**
 * Takes a line apart from a column on.
 * @returns the places of each operand (a double string has two), or the kind that is not there
 */
export function parseLine(
  line: string,
  column: number,
  kinds: readonly ParseKind[],
): readonly (readonly Place[])[] | ParseKind {
  const all: Place[][] = [];
  let at = column - 1;
  for (const kind of kinds) {
    // what LINE takes is everything, but for the blank in front of it
    while (at < line.length && line[at] === ' ') at++;
    const found = findOne(line.slice(at), kind);
    if (found === undefined) return kind;
    const start = at;
    all.push(found.places.map((one) => ({ column: start + one.at + 1, length: one.length })));
    at += found.used;
  }
  return all;
}
