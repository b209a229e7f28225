/**
 * Targets: the way XEDIT names a line (z/VM: XEDIT Commands and Macros Reference, "Targets").
 *
 *   n  +n  -n     so many lines down or up        *  -*      end of file, top of file
 *   :n            line number n                   .label     a line with that label
 *   /text/ -/text/ ^/text/                        t & t, t | t  both, either
 */
import { type EditFile, lineAt, sizeOf } from './edit-file.js';
import { toEbcdic } from '../../shared/ebcdic.js';
import { bottomOf, firstOf, lastOf, topOf } from './range.js';
import { isPlain, patternOf, placesOf, stringsOf, type StringGroups } from './strings.js';
import { noteRange, scanLines, type LineTest } from './progress.js';
import { inScope, linesAway, nextInScope } from './selection.js';

/** A target as it was read. */
export type Target =
  | { readonly kind: 'relative'; readonly lines: number }
  | { readonly kind: 'absolute'; readonly line: number }
  | { readonly kind: 'end'; readonly backward: boolean }
  | { readonly kind: 'label'; readonly label: string }
  | {
      readonly kind: 'string';
      readonly backward: boolean;
      /** Any of these groups, each of which must match whole. */
      readonly any: StringGroups;
    };

/** A target and the text behind it; `rest` begins behind the blanks. */
export interface ParsedTarget {
  readonly target: Target;
  readonly rest: string;
}

/** Characters that may enclose a string: anything that cannot begin another kind of operand. */
const DELIMITER = /^[^A-Za-z0-9 :.*+\-^]/;

/** Reads the target at the beginning of `text`; undefined when there is none. */
export function parseTarget(text: string): ParsedTarget | undefined {
  const source = text.trimStart();
  const simple =
    /^(?:([+-]?)(\*)|([+-]?\d{1,9})|: *(\d{1,9})|\.([A-Za-z0-9$#@]{1,8}))(?=\s|$)/.exec(source);
  if (simple) {
    const rest = source.slice(simple[0].length).trimStart();
    const [, sign, star, relative, absolute, label] = simple;
    if (star) return { target: { kind: 'end', backward: sign === '-' }, rest };
    if (relative) return { target: { kind: 'relative', lines: Number(relative) }, rest };
    if (absolute) return { target: { kind: 'absolute', line: Number(absolute) }, rest };
    if (label) return { target: { kind: 'label', label: label.toUpperCase() }, rest };
  }
  return parseStrings(source);
}

/** Whether nothing stands where operands begin, or behind the first target. */
export function lacksOperand(operands: string, first: ParsedTarget | undefined): boolean {
  return operands.trim() === '' || first?.rest === '';
}

function parseStrings(source: string): ParsedTarget | undefined {
  const direction = /^[+-]/.exec(source)?.[0];
  let at = direction ? 1 : 0;
  const any: { text: string; not: boolean }[][] = [[]];
  for (;;) {
    const not = source[at] === '^' || source[at] === '¬';
    if (not) at++;
    const delimiter = source[at];
    if (delimiter === undefined || !DELIMITER.test(delimiter)) return undefined;
    const close = source.indexOf(delimiter, at + 1);
    const end = close < 0 ? source.length : close;
    const wanted = source.slice(at + 1, end);
    // nothing between two delimiters is in every line
    if (wanted === '' && close < 0) return undefined;
    any[any.length - 1]?.push({ text: wanted, not });
    at = Math.min(end + 1, source.length);
    const operator = /^\s*([&|])\s*/.exec(source.slice(at));
    if (!operator) break;
    at += operator[0].length;
    if (operator[1] === '|') any.push([]);
  }
  return {
    target: { kind: 'string', backward: direction === '-', any },
    rest: source.slice(at).trimStart(),
  };
}

/**
 * The line that a target names, seen from the current line; undefined when there is none. A relative or
 * end target that runs past the file names line 0 or lines.length + 1.
 */
export function resolveTarget(file: EditFile, target: Target): number | undefined {
  const top = topOf(file);
  const last = bottomOf(file);
  switch (target.kind) {
    case 'relative':
      return Math.max(top, Math.min(last, linesAway(file, file.current, target.lines)));
    case 'absolute':
      return within(file, target.line) ? reached(file, target.line) : undefined;
    case 'end':
      return target.backward ? top : last;
    case 'label':
      return within(file, file.labels[target.label])
        ? reached(file, file.labels[target.label])
        : undefined;
    case 'string':
      return search(file, target);
  }
}

/** Whether a line is one that subcommands reach, or stands next to them. */
function within(file: EditFile, line: number | undefined): boolean {
  return line !== undefined && line >= topOf(file) && line <= bottomOf(file);
}

/** A line that is not in scope stands for the next that is, seen from the current line. */
function reached(file: EditFile, line: number | undefined): number | undefined {
  return line && nextInScope(file, line, line < file.current ? -1 : 1);
}

/** A target that is a string, or several. */
export type StringTarget = Extract<Target, { kind: 'string' }>;

/** Bytes that a line must have to fit, when that is simple. */
export function neededBy(file: EditFile, target: StringTarget): Uint8Array | undefined {
  if (!isPlain(file) || file.settings.case.search === 'IGNORE' || target.any.length !== 1)
    return undefined;
  const wanted = target.any[0]!.find(({ not }) => !not);
  return wanted && toEbcdic(wanted.text);
}

/** What tells whether a line has what a target looks for. */
export function testOf(file: EditFile, target: StringTarget): LineTest {
  const { span } = file.options;
  if (span.on)
    return { matches: spanningOf(file, target), weight: Math.min(span.lines, MOST_SPANNED) };
  return { needed: neededBy(file, target), matches: matcherOf(file, target) };
}

/** What tells whether the zone of a line has what a target looks for. */
function matcherOf(file: EditFile, target: StringTarget): (line: string) => boolean {
  const [left, right] = file.settings.zone;
  if (!isPlain(file)) {
    const strings = stringsOf(file, target.any);
    return (line) => strings.places(line.slice(0, right), left).length > 0;
  }
  const ignore = file.settings.case.search === 'IGNORE';
  const fold = (text: string): string => (ignore ? text.toUpperCase() : text);
  const any = target.any.map((all) => all.map(({ text, not }) => ({ text: fold(text), not })));
  return (line) => {
    const zone = fold(line.slice(left - 1, right));
    return any.some((all) => all.every(({ text, not }) => zone.includes(text) !== not));
  };
}

/**
 * The same for strings that may go over to the lines behind (SET SPAN ON): what is found begins in the line itself. Lines
 * that something must not be in are looked at alone.
 */
function spanningOf(file: EditFile, target: StringTarget): (text: string, line: number) => boolean {
  const [left, right] = file.settings.zone;
  const { span } = file.options;
  const any = target.any.map((all) =>
    all.map(({ text, not }) => ({ not, pattern: patternOf(file, text) })),
  );
  const zoneOf = (text: string): string => text.slice(left - 1, right);
  return (text, line) => {
    const alone = zoneOf(text);
    let joined = alone;
    const end = Math.min(lastOf(file), line + span.lines - 1, line + MOST_SPANNED);
    for (let next = line + 1; next <= end; next++) {
      joined += (span.blank ? ' ' : '') + zoneOf(lineAt(file, next));
    }
    return any.some((all) =>
      all.every(({ pattern, not }) => {
        if (not) return placesOf(pattern, alone, 1).length === 0;
        return placesOf(pattern, joined, 1).some(
          ({ column }) => column <= Math.max(1, alone.length),
        );
      }),
    );
  };
}

/** Lines that one string is looked for in, whatever SET SPAN says. */
const MOST_SPANNED = 100;

function search(file: EditFile, target: StringTarget): number | undefined {
  const { needed, matches: found } = testOf(file, target);
  const low = firstOf(file);
  const high = lastOf(file);
  const matches = (text: string, line: number): boolean =>
    line >= low && line <= high && inScope(file, line) && found(text, line);
  const { backward } = target;
  const { wrap } = file.settings;
  const count = sizeOf(file);
  const { options } = file;
  const key = JSON.stringify([target.any, wrap, options.span.on, isPlain(file)]);
  // a second round of a search that wraps must not begin with the first again
  const wrapped = wrap && file.progress?.key.startsWith(`wrapped ${key}`);
  if (!wrapped) {
    const from = file.current + (backward ? -1 : 1);
    const first = scanLines(file, key, Math.min(from, count + 1), backward, { needed, matches });
    if (first !== undefined || !wrap) return first;
  }
  const again = backward ? high : low;
  const line = scanLines(file, `wrapped ${key}`, again, backward, {
    matches: (text, at) =>
      (backward ? at <= file.current : at >= file.current) || matches(text, at),
  });
  return line === undefined || (backward ? line <= file.current : line >= file.current)
    ? undefined
    : line;
}

/** The lines that two targets name, of which each may be looked for in steps; undefined when one is not there. */
export function resolveBoth(
  file: EditFile,
  key: string,
  first: Target,
  second: Target,
): readonly [number, number] | undefined {
  const noted = file.sought?.key === key ? file.sought.line : undefined;
  const line = noted ?? resolveTarget(file, first);
  if (line === undefined) return undefined;
  file.sought = { key, line };
  const other = resolveTarget(file, second);
  file.sought = undefined;
  return other === undefined ? undefined : [line, other];
}

/** The lines up to a target; those that it began with, when what takes several steps is under way. */
export function rangeUnder(
  file: EditFile,
  key: string,
  target: Target,
): { first: number; count: number } | undefined {
  const { progress } = file;
  return progress?.key === key ? noteRange(progress) : targetRange(file, target);
}

/**
 * The lines from the current one up to, and without, the target: first line and count. Backwards, the
 * current line is the last of them. Lines that are no lines (top, end of file) do not count.
 */
export function targetRange(
  file: EditFile,
  target: Target,
): { first: number; count: number } | undefined {
  const to = resolveTarget(file, target);
  return to === undefined ? undefined : rangeTo(file, to);
}

/** The lines from the current one up to, and without, another. */
export function rangeTo(file: EditFile, to: number): { first: number; count: number } {
  const from = file.current;
  const [first, last] = to >= from ? [from, to - 1] : [to + 1, from];
  const low = Math.max(firstOf(file), first);
  return { first: low, count: Math.max(0, Math.min(last, lastOf(file)) - low + 1) };
}
