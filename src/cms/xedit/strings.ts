/**
 * Strings as targets, CHANGE and COUNT look for them, with what SET ARBCHAR, CASE, HEX and VARBLANK make of them (z/VM:
 * XEDIT Commands and Macros Reference, "Targets", "SET ARBCHAR", "SET HEX", "SET VARBLANK").
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { EditFile } from './edit-file.js';

/** Whether a string stands for more than itself. */
export function isPlain({ options }: EditFile): boolean {
  return !options.arbchar.on && !options.hex && !options.varblank;
}

/** A string that SET HEX ON takes for bytes: X'C1C2'. Undefined when the digits are not right. */
export function unhexed(file: EditFile, text: string): string | undefined {
  if (!file.options.hex) return text;
  const digits = /^[xX]'(.*)'$/.exec(text)?.[1];
  if (digits === undefined) return text;
  if (!/^(?:[0-9A-Fa-f]{2})+$/.test(digits)) return undefined;
  return fromEbcdic(Uint8Array.from(digits.match(/../g)!, (pair) => Number.parseInt(pair, 16)));
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The pattern of a string; each arbitrary character is a group of it. */
export function patternOf(file: EditFile, text: string): RegExp {
  const { arbchar, varblank } = file.options;
  const wanted = unhexed(file, text) ?? text;
  const pieces = arbchar.on ? wanted.split(arbchar.character) : [wanted];
  const last = pieces.length - 1;
  const source = pieces
    .map((piece) => (varblank ? escaped(piece).replace(/ +/g, ' +') : escaped(piece)))
    // at the end of a string an arbitrary character takes all that is left
    .reduce((all, piece, i) => `${all}${i === last && piece === '' ? '(.*)' : '(.*?)'}${piece}`);
  return new RegExp(source, file.settings.case.search === 'IGNORE' ? 'gis' : 'gs');
}

/** A place in a line, its column from 1. */
export interface StringPlace {
  readonly column: number;
  readonly length: number;
}

/** Most places of a line that are looked at. */
const MOST_PLACES = 10_000;

/** The places of a string in a text, from a column on; they do not overlap. */
export function placesOf(pattern: RegExp, text: string, from: number): StringPlace[] {
  const places: StringPlace[] = [];
  pattern.lastIndex = from - 1;
  for (let n = 0; n < MOST_PLACES; n++) {
    const found = pattern.exec(text);
    if (found === null) break;
    places.push({ column: found.index + 1, length: found[0].length });
    if (found[0] === '') pattern.lastIndex++;
  }
  return places;
}

/** Strings of a target: any of the groups, each of which must pass whole; `not`: it must not be there. */
export type StringGroups = readonly (readonly {
  readonly text: string;
  readonly not: boolean;
}[])[];

/** What a string target finds in a line. */
export interface Strings {
  /** The places of its strings from a column on, in the order of their columns; none when the line does not pass. */
  places(text: string, from: number): readonly StringPlace[];
}

/** Makes ready a string target: any of its groups passes when all of it do. */
export function stringsOf(file: EditFile, groups: StringGroups): Strings {
  const any = groups.map((all) =>
    all.map(({ text, not }) => ({ pattern: patternOf(file, text), not })),
  );
  return {
    places(text, from) {
      for (const all of any) {
        const found = all.map(({ pattern, not }) => ({ not, at: placesOf(pattern, text, from) }));
        if (found.some(({ not, at }) => at.length > 0 === not)) continue;
        const places = found.flatMap(({ not, at }) => (not ? [] : at));
        // a line without something is found as a whole
        return places.length === 0
          ? [{ column: from, length: 0 }]
          : places.sort((a, b) => a.column - b.column);
      }
      return [];
    },
  };
}
