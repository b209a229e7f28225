/** What follows the source in the listing: dictionaries, cross reference, diagnostics; and what the terminal shows. */
import { hex, listLine, newPage } from './listing.js';
import {
  ENTRIES,
  flushRelocations,
  nextItems,
  putEnd,
  putEsd,
  putRelocations,
} from './object-deck.js';
import { addressOf } from './sections.js';
import { flushSymbols, putSymbols } from './symbol-cards.js';
import { sortSome, startSorting, type Sorting } from './sorting.js';
import type { AssemblyState, EsdItem, Flag, Literal, RelocationEntry } from './state.js';

/** Rows of a report, items of the dictionaries, and comparisons of a sort for one unit. */
const ROWS = 4;
const ITEMS = 12;
const COMPARISONS = 200;
const FLAGS = 64;
/** Statement numbers on a line of the cross reference. */
const NUMBERS = 15;

type Part = AssemblyState['report']['part'];

function go(state: AssemblyState, part: Part): void {
  state.report = { part, at: 0, from: 0 };
}

/** Sorts on; true when `take` has got the sorted items. */
function sorted<T>(
  state: AssemblyState,
  items: () => readonly T[],
  compare: (a: T, b: T) => number,
  take: (items: T[]) => void,
): boolean {
  // the sort under way is always that of the present part
  const sorting = (state.sorting ?? startSorting(items())) as Sorting<T>;
  state.sorting = sorting as unknown as AssemblyState['sorting'];
  const done = sortSome(sorting, compare, COMPARISONS);
  if (done === undefined) return false;
  state.sorting = undefined;
  take(done);
  return true;
}

const byStatement = (a: Flag, b: Flag): number => a.statement - b.statement;

/** Before the second pass: messages are brought into order, and the external symbol dictionary is put out. */
export function putHeading(state: AssemblyState): void {
  const { part, at } = state.report;
  switch (part) {
    case 'sort messages': {
      const take = (flags: Flag[]): void => {
        state.flags = flags;
        go(state, state.options.test && state.image === undefined ? 'test' : 'sections');
      };
      sorted(state, () => state.flags, byStatement, take);
      return;
    }
    case 'test':
      putSymbols(state, at, at + ITEMS);
      state.report.at += ITEMS;
      if (state.report.at < state.statements.length) return;
      flushSymbols(state);
      go(state, 'sections');
      return;
    case 'sections':
      for (let i = 0; i < ITEMS; i++) {
        const { report, entries } = state;
        const items = nextItems(state, report.at, report.from);
        if (items === undefined) {
          go(state, 'esd');
          return;
        }
        state.items.push(...items);
        const from = report.from;
        while (report.from < from + ENTRIES && entries[report.from]?.behind === report.at) {
          report.from++;
        }
        if (report.from === from) report.at++;
      }
      return;
    case 'flagged':
      noteFlagged(state, at);
      return;
    default:
      headingRows(state, at);
  }
}

function headingRows(state: AssemblyState, at: number): void {
  const items = state.items.slice(at, at + ITEMS);
  if (state.image === undefined) putEsd(state, items);
  if (state.options.esd) for (const one of items) esdRow(state, one);
  state.report.at += ITEMS;
  if (state.report.at < state.items.length) return;
  if (state.options.esd) newPage(state);
  go(state, 'flagged');
}

/** Statements that are in error already show it in the listing. */
function noteFlagged(state: AssemblyState, at: number): void {
  for (const one of state.flags.slice(at, at + FLAGS))
    if (one.severity >= state.options.flag) state.flagged.add(one.statement);
  state.report.at += FLAGS;
  if (state.report.at < state.flags.length) return;
  go(state, 'sort relocation');
  state.phase = 'emit';
}

function esdRow(state: AssemblyState, one: EsdItem): void {
  const sized = !['ER', 'WX'].includes(one.type);
  const id = one.id === 0 ? '    ' : hex(one.id, 4);
  const length = one.type === 'LD' ? '      ' : hex(one.length, 6);
  const rest = sized ? ` ${hex(one.address, 6)} ${length}` : '';
  const owner = one.type === 'LD' ? ` ${hex(one.owner, 4)}` : '';
  listLine(state, 'esd', `${one.name.padEnd(8)}  ${one.type}  ${id}${rest}${owner}`);
}

/** The next rows of the reports. */
export function report(state: AssemblyState): void {
  const { part, at } = state.report;
  const { options } = state;
  const next = (to: Part): void => {
    newPage(state);
    go(state, to);
  };
  switch (part) {
    case 'sort relocation':
      sorted(
        state,
        () => state.relocations,
        byPlace,
        (entries) => {
          state.relocations = entries;
          go(state, 'cards');
        },
      );
      return;
    case 'cards':
      if (state.image === undefined) putRelocations(state, state.relocations.slice(at, at + ITEMS));
      state.report.at += ITEMS;
      if (state.report.at < state.relocations.length) return;
      if (state.image === undefined) {
        flushRelocations(state);
        putEnd(state);
      }
      go(state, 'relocation');
      return;
    case 'relocation':
      if (!options.rld || at >= state.relocations.length) {
        next('sort symbols');
        return;
      }
      for (const one of state.relocations.slice(at, at + ROWS)) relocationRow(state, one);
      // an empty line is behind the last
      if (at + ROWS >= state.relocations.length) listLine(state, 'relocation', '');
      break;
    case 'sort symbols': {
      const names = (): string[] => (options.xref === 'none' ? [] : [...state.symbols.keys()]);
      sorted(state, names, byCharacters, (found) => {
        state.sorted = found;
        go(state, 'symbols');
      });
      return;
    }
    case 'symbols':
      if (at >= state.sorted.length) {
        state.literals =
          options.xref === 'none' ? [] : state.pools.flatMap((one) => [...one.values()]);
        next('literals');
        return;
      }
      symbolRow(state, state.sorted[at]!);
      return;
    case 'literals':
      if (at >= state.literals.length) next('sort flags');
      else literalRow(state, state.literals[at]!);
      return;
    case 'sort flags':
      sorted(
        state,
        () => state.flags,
        byStatement,
        (flags) => {
          state.flags = flags;
          go(state, 'flags');
        },
      );
      return;
    case 'flags':
      if (at >= state.flags.length) {
        go(state, 'end');
        return;
      }
      for (const one of state.flags.slice(at, at + ROWS)) flagRow(state, one);
      break;
    default:
      summary(state);
      state.phase = 'done';
      return;
  }
  state.report.at += ROWS;
}

/** Characters of names in the order of their codes: letters before digits. */
const CHARACTERS = '$_#@ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function byCharacters(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return CHARACTERS.indexOf(a[i]!) - CHARACTERS.indexOf(b[i]!);
  }
  return a.length - b.length;
}

const byPlace = (a: RelocationEntry, b: RelocationEntry): number =>
  a.position - b.position || a.relative - b.relative || a.address - b.address;

function relocationRow(state: AssemblyState, one: RelocationEntry): void {
  const id = (section: number): string => hex(state.sections.list[section - 1]?.id ?? 0, 4);
  const [position, relative] = [id(one.position), id(one.relative)];
  const row = ` ${position}     ${relative}      ${hex(one.flag, 2)}     ${hex(one.address, 6)}`;
  listLine(state, 'relocation', row);
}

function flagRow(state: AssemblyState, one: Flag): void {
  const { tally } = state;
  tally.severity = Math.max(tally.severity, one.severity);
  if (one.severity < state.options.flag) return;
  // they come in the order of their statements
  if (tally.last !== one.statement) tally.flagged++;
  tally.last = one.statement;
  const text = one.text.replace(/^(\S+) +/, (_, code: string) => code.padEnd(12));
  listLine(state, 'flags', `${String(one.statement).padStart(5)}  ${text}`);
  const cards = state.statements[one.statement - 1]?.cards ?? [];
  const card = cards[0]?.slice(0, 71).trimEnd() ?? '';
  const { number, stmt } = state.options;
  const field = (cards[0] ?? '').slice(72, 80);
  const sequence = number && field.trim() !== '' ? `${field.padEnd(8)} ` : '';
  const shown = stmt ? `${String(one.statement).padStart(6)} ` : '';
  state.terminal.push(`${sequence}${shown}${card}`.trimEnd(), one.text);
}

function literalRow(state: AssemblyState, one: Literal): void {
  const value = addressOf(state.sections, one.place ?? { value: 0, sections: [], length: 0 });
  const long = one.text.length > 8;
  if (long && state.report.from === 0) listLine(state, 'literals', one.text);
  const head = { name: long ? '' : one.text, length: one.constant.length, value };
  rows(state, 'literals', { ...head, defined: one.defined }, one.references);
}

function symbolRow(state: AssemblyState, name: string): void {
  const entry = state.symbols.get(name)!;
  const references = inOrder(entry.references).filter((one) => one !== entry.defined);
  if (state.options.xref === 'short' && references.length === 0) {
    state.report.at++;
    return;
  }
  const { length, defined } = entry;
  rows(
    state,
    'symbols',
    { name, length, value: addressOf(state.sections, entry), defined },
    references,
  );
}

/** Numbers of both passes, each ascending, as one ascending row; what both have counts once. */
function inOrder(references: readonly number[]): number[] {
  let cut = references.findIndex((one, i) => i > 0 && one < references[i - 1]!);
  if (cut < 0) cut = references.length;
  const out: number[] = [];
  for (let i = 0, j = cut; i < cut || j < references.length;) {
    const [a, b] = [i < cut ? references[i]! : Infinity, references[j] ?? Infinity];
    const one = Math.min(a, b);
    if (a === one) i++;
    if (b === one) j++;
    out.push(one);
  }
  return out;
}

/** Some lines of a name; the next name follows when all are out. */
function rows(
  state: AssemblyState,
  part: 'symbols' | 'literals',
  one: {
    readonly name: string;
    readonly length: number;
    readonly value: number;
    readonly defined: number;
  },
  references: readonly number[],
): void {
  const five = (n: number): string => String(n).padStart(5, '0');
  const head = `${one.name.padEnd(8)} ${five(one.length)} ${hex(one.value, 8)} ${five(one.defined)} `;
  const { from } = state.report;
  for (
    let i = from;
    i === 0 || (i < references.length && i < from + ROWS * NUMBERS);
    i += NUMBERS
  ) {
    const numbers = references.slice(i, i + NUMBERS).map((number) => ` ${five(number)}`);
    listLine(state, part, (i === 0 ? head : ' '.repeat(head.length)) + numbers.join(''));
  }
  state.report.from += ROWS * NUMBERS;
  if (state.report.from < references.length) return;
  state.report.at++;
  state.report.from = 0;
}

/** All options, in two lines. */
function optionLines(options: AssemblyState['options']): string[] {
  const not = (on: boolean, word: string): string => (on ? word : `NO${word}`);
  const o = options;
  const xref = o.xref === 'none' ? 'NOXREF' : o.xref === 'full' ? 'XREF' : 'XREF(SHORT)';
  const first = [not(o.align, 'ALIGN'), not(o.alogic, 'ALOGIC'), 'BUFSIZE(STD)'];
  first.push(not(o.deck, 'DECK'), not(o.esd, 'ESD'), `FLAG(${String(o.flag)})`);
  first.push(`LINECOUNT(${String(o.lineCount)})`, not(o.list, 'LIST'), not(o.mcall, 'MCALL'));
  first.push(not(o.yflag, 'YFLAG'), `WORKSIZE(${String(o.work)})`);
  const second = [not(o.mlogic, 'MLOGIC'), not(o.number, 'NUMBER'), not(o.object, 'OBJECT')];
  second.push(not(o.rent, 'RENT'), not(o.rld, 'RLD'), not(o.stmt, 'STMT'), not(o.libmac, 'LIBMAC'));
  second.push(not(o.terminal, 'TERMINAL'), not(o.test, 'TEST'), xref);
  return [`  ${first.join(', ')}`, `  ${second.join(', ')}`];
}

function summary(state: AssemblyState): void {
  const { flagged, severity } = state.tally;
  const { options } = state;
  const total = (text: string, count: number): string =>
    `${text.padEnd(41)}${String(count).padStart(6)}`;
  const lines =
    flagged === 0
      ? ['NO STATEMENTS FLAGGED IN THIS ASSEMBLY']
      : [`NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY = ${String(flagged).padStart(5)}`];
  lines.push(`HIGHEST SEVERITY WAS ${String(severity).padStart(4)}`);
  state.terminal.push('ASSEMBLER (XF) DONE', ...(flagged === 0 ? lines.slice(0, 1) : lines));
  const { deck, object } = options;
  const told = [
    ...lines,
    'OPTIONS FOR THIS ASSEMBLY',
    ...optionLines(options),
    `  SYSPARM(${options.sysparm})`,
    total('TOTAL RECORDS READ FROM SYSTEM INPUT', state.read.input),
    total('TOTAL RECORDS READ FROM SYSTEM LIBRARY', state.read.library),
    total('TOTAL RECORDS PUNCHED', deck || object ? state.cards : 0),
  ];
  for (const line of told) listLine(state, 'flags', line);
  // this line, and the heading of its page when that has to come first
  const { printed } = state.read;
  const last = (count: number): string => total('TOTAL RECORDS PRINTED', count);
  const full = state.lineOnPage === 0 || state.lineOnPage >= options.lineCount;
  listLine(state, 'flags', last(printed + (full ? 3 : 1)));
}
