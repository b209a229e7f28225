/** The LISTING: pages, and the lines of statements (GC33-4021, "The Assembler Listing"). 120 columns behind a control character. */
import type { AssemblyState, Statement } from './state.js';
import type { Value } from './value.js';

/** What the listing shows of a statement beside its text. */
export interface Shown {
  place: Value | undefined;
  bytes: number[];
  kind: 'none' | 'instruction' | 'data' | 'hidden';
  /** Addresses of the operands. */
  first: number | undefined;
  second: number | undefined;
}

const HEADINGS = {
  esd: ['EXTERNAL SYMBOL DICTIONARY', 'SYMBOL   TYPE  ID   ADDR  LENGTH LDID'],
  source: ['', '  LOC  OBJECT CODE    ADDR1 ADDR2  STMT   SOURCE STATEMENT'],
  relocation: ['RELOCATION DICTIONARY', 'POS.ID   REL.ID   FLAGS   ADDRESS'],
  symbols: ['CROSS-REFERENCE', 'SYMBOL    LEN   VALUE   DEFN    REFERENCES'],
  literals: ['LITERAL CROSS-REFERENCE', 'SYMBOL    LEN   VALUE   DEFN    REFERENCES'],
  flags: ['ASSEMBLER DIAGNOSTICS AND STATISTICS', 'STMT  ERROR CODE   MESSAGE'],
} as const;

/** A part of the listing, which begins on a page of its own. */
export type ListingPart = keyof typeof HEADINGS;

/** A number in hexadecimal digits. */
export function hex(value: number, digits: number): string {
  return (value >>> 0).toString(16).toUpperCase().padStart(digits, '0').slice(-digits);
}

function raw(state: AssemblyState, control: string, text: string): void {
  state.listing.push((control + text).slice(0, 121));
  state.read.printed++;
}

/** Begins a page of a part. */
export function startPage(state: AssemblyState, part: ListingPart): void {
  state.page++;
  const [name, heads] = HEADINGS[part];
  const indent = ' '.repeat(part === 'esd' ? 37 : 40);
  const heading = part === 'source' ? state.title : `${indent}${name}`;
  const columns = part === 'flags' && state.tally.flagged === 0 ? '' : heads;
  const named = `${state.deckName.padEnd(8)}  ${heading}`;
  raw(state, '1', `${named.padEnd(111).slice(0, 111)}PAGE ${String(state.page).padStart(4)}`);
  raw(state, '-', `${columns.padEnd(97)}ASM 0100 ${state.options.time} ${state.options.date}`);
  state.lineOnPage = 2;
}

/** Adds a line to a part; a full page is followed by another. */
export function listLine(state: AssemblyState, part: ListingPart, text: string): void {
  if (!state.options.list) return;
  if (state.lineOnPage === 0 || state.lineOnPage >= state.options.lineCount) startPage(state, part);
  raw(state, state.lineOnPage === 2 ? '0' : ' ', text);
  state.lineOnPage++;
}

/** EJECT and TITLE: the next line of the source begins a page. */
export function newPage(state: AssemblyState): void {
  state.lineOnPage = 0;
}

/** SPACE: that many empty lines, or a new page when it has not so many left. */
export function spaceLines(state: AssemblyState, count: number): void {
  if (count > state.options.lineCount - state.lineOnPage) newPage(state);
  else for (let i = 0; i < count; i++) listLine(state, 'source', '');
}

/** The object code of an instruction in groups of two bytes, of data without gaps. */
function objectCode({ kind, bytes }: Shown, from = 0): string {
  const digits = bytes
    .slice(from, from + 8)
    .map((byte) => hex(byte, 2))
    .join('');
  return kind === 'instruction' ? (digits.match(/.{1,4}/g) ?? []).join(' ') : digits;
}

/** The lines of a statement, and `*** ERROR ***` when something is wrong with it. */
export function listStatement(state: AssemblyState, statement: Statement, shown: Shown): void {
  let flagged = false;
  const flags = state.flags;
  for (let i = 0; i < flags.length && !flagged; i++) {
    const one = flags[flags.length - 1 - i]!;
    // those of this pass are the last; those of the first were sorted by statement before
    if (one.statement === statement.number && one.severity >= state.options.flag) flagged = true;
    else if (i > 200) break;
  }
  flagged ||= state.flagged.has(statement.number);
  if (!state.options.list) return;
  const { print } = state;
  const wanted = shown.kind !== 'hidden' && !statement.hidden;
  const seen = print.on && (print.gen || !statement.generated) && wanted;
  if (!seen && !flagged) return;
  const [section] = shown.place?.sections ?? [];
  const base = section !== undefined && section > 0 ? state.sections.list[section - 1]!.base : 0;
  const location = shown.place === undefined ? '' : hex(shown.place.value + base, 6);
  const address = (value: number | undefined): string => (value === undefined ? '' : hex(value, 5));
  const left =
    `${location.padEnd(7)}${objectCode(shown).padEnd(15)}`.slice(0, 22).padEnd(22) +
    `${address(shown.kind === 'none' && shown.first === undefined ? undefined : shown.first).padEnd(6)}${address(shown.second).padEnd(6)}`;
  const long =
    objectCode(shown).length > 15 ? `${location.padEnd(7)}${objectCode(shown)}`.padEnd(34) : left;
  const mark = statement.generated ? '+' : ' ';
  const { gap = 0 } = statement;
  if (gap > 0 && statement.place !== undefined) {
    const skipped = hex(statement.place.value - gap + base, 6);
    listLine(state, 'source', `${skipped} ${'00'.repeat(gap)}`);
  }
  statement.cards.forEach((card, i) => {
    const number = i === 0 ? String(statement.number).padStart(5) : '     ';
    listLine(
      state,
      'source',
      `${i === 0 ? long : ' '.repeat(34)}${number}${mark}${card}`.trimEnd(),
    );
  });
  if (print.data && shown.kind === 'data') {
    for (let at = 8; at < shown.bytes.length; at += 8)
      listLine(
        state,
        'source',
        `${hex((shown.place?.value ?? 0) + base + at, 6)} ${objectCode(shown, at)}`,
      );
  }
  if (flagged) listLine(state, 'source', '         *** ERROR ***');
}
