/** What follows the source in the listing: dictionaries, cross reference, diagnostics; and what the terminal shows. */
import { hex, listLine, newPage } from './listing.js';
import { externalSymbols, putEnd, putEsd, putRelocations } from './object-deck.js';
import { addressOf } from './sections.js';
import type { AssemblyState } from './state.js';

/** Rows of a report in one step. */
const ROWS = 40;

/** Before the second pass: the external symbol dictionary. */
export function putHeading(state: AssemblyState): void {
  const items = externalSymbols(state);
  if (state.image === undefined) putEsd(state, items);
  if (state.options.esd) {
    for (const one of items) {
      const sized = !['ER', 'WX'].includes(one.type);
      const id = one.id === 0 ? '    ' : hex(one.id, 4);
      const rest = sized
        ? ` ${hex(one.address, 6)} ${one.type === 'LD' ? '      ' : hex(one.length, 6)}`
        : '';
      const owner = one.type === 'LD' ? ` ${hex(one.owner, 4)}` : '';
      listLine(state, 'esd', `${one.name.padEnd(8)}  ${one.type}  ${id}${rest}${owner}`);
    }
    newPage(state);
  }
  state.flags.sort((a, b) => a.statement - b.statement);
  for (const one of state.flags)
    if (one.severity >= state.options.flag) state.flagged.add(one.statement);
  state.phase = 'emit';
}

/** The next rows of the reports. */
export function report(state: AssemblyState): void {
  const { part, at } = state.report;
  const to = (next: AssemblyState['report']['part']): void => {
    if (next !== 'end') newPage(state);
    state.report = { part: next, at: 0 };
  };
  const { options } = state;
  switch (part) {
    case 'relocation':
      if (at === 0) {
        state.relocations.sort(
          (a, b) => a.relative - b.relative || a.position - b.position || a.address - b.address,
        );
        state.relocations.sort(
          (a, b) => a.position - b.position || a.relative - b.relative || a.address - b.address,
        );
        if (state.image === undefined) {
          putRelocations(state);
          putEnd(state);
        }
      }
      if (!options.rld || at >= state.relocations.length) {
        state.sorted = options.xref === 'none' ? [] : [...state.symbols.keys()].sort();
        to('symbols');
        return;
      }
      for (const one of state.relocations.slice(at, at + ROWS)) {
        const id = (section: number): string => hex(state.sections.list[section - 1]?.id ?? 0, 4);
        listLine(
          state,
          'relocation',
          ` ${id(one.position)}     ${id(one.relative)}      ${hex(one.flag, 2)}     ${hex(one.address, 6)}`,
        );
      }
      break;
    case 'symbols':
      if (at >= state.sorted.length) {
        to('literals');
        return;
      }
      for (const name of state.sorted.slice(at, at + ROWS)) symbolRow(state, name);
      break;
    case 'literals': {
      const literals = options.xref === 'none' ? [] : state.pools.flat();
      if (at >= literals.length) {
        state.flags.sort((a, b) => a.statement - b.statement);
        to('flags');
        return;
      }
      for (const one of literals.slice(at, at + ROWS)) {
        const value = addressOf(state.sections, one.place ?? { value: 0, sections: [], length: 0 });
        const long = one.text.length > 8;
        if (long) listLine(state, 'literals', one.text);
        row(
          state,
          'literals',
          long ? '' : one.text,
          one.constant.length,
          value,
          one.defined,
          one.references,
        );
      }
      break;
    }
    case 'flags':
      if (at >= state.flags.length) {
        to('end');
        return;
      }
      for (const one of state.flags.slice(at, at + ROWS)) {
        if (one.severity < options.flag) continue;
        const text = one.text.replace(/^(\S+) +/, (_, code: string) => code.padEnd(13));
        listLine(state, 'flags', `${String(one.statement).padStart(5)}  ${text}`);
        const cards = state.statements[one.statement - 1]?.cards ?? [];
        state.terminal.push(
          `${String(one.statement).padStart(6)} ${cards[0]?.slice(0, 71).trimEnd() ?? ''}`.trimEnd(),
          one.text,
        );
      }
      break;
    case 'end':
      summary(state);
      state.phase = 'done';
      return;
  }
  state.report.at += ROWS;
}

function symbolRow(state: AssemblyState, name: string): void {
  const entry = state.symbols.get(name)!;
  const references = [...new Set(entry.references)]
    .sort((a, b) => a - b)
    .filter((one) => one !== entry.defined);
  if (state.options.xref === 'short' && references.length === 0) return;
  row(
    state,
    'symbols',
    name,
    entry.length,
    addressOf(state.sections, entry),
    entry.defined,
    references,
  );
}

function row(
  state: AssemblyState,
  part: 'symbols' | 'literals',
  name: string,
  length: number,
  value: number,
  defined: number,
  references: readonly number[],
): void {
  const five = (n: number): string => String(n).padStart(5, '0');
  const head = `${name.padEnd(8)} ${five(length)} ${hex(value, 8)} ${five(defined)} `;
  for (let i = 0; i === 0 || i < references.length; i += 15) {
    const part1 = references
      .slice(i, i + 15)
      .map((one) => ` ${five(one)}`)
      .join('');
    listLine(state, part, (i === 0 ? head : ' '.repeat(head.length)) + part1);
  }
}

/** Number of statements with messages, and the highest severity. */
export function severityOf(state: AssemblyState): {
  readonly flagged: number;
  readonly severity: number;
} {
  const shown = state.flags.filter((one) => one.severity >= state.options.flag);
  return {
    flagged: new Set(shown.map((one) => one.statement)).size,
    severity: state.flags.reduce((most, one) => Math.max(most, one.severity), 0),
  };
}

function summary(state: AssemblyState): void {
  const { flagged, severity } = severityOf(state);
  const { options } = state;
  const total = (text: string, count: number): string =>
    `${text.padEnd(41)}${String(count).padStart(6)}`;
  const lines =
    flagged === 0
      ? ['NO STATEMENTS FLAGGED IN THIS ASSEMBLY']
      : [`NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY = ${String(flagged).padStart(5)}`];
  lines.push(`HIGHEST SEVERITY WAS ${String(severity).padStart(4)}`);
  state.terminal.push('ASSEMBLER (XF) DONE', ...(flagged === 0 ? lines.slice(0, 1) : lines));
  const not = (on: boolean, word: string): string => (on ? word : `NO${word}`);
  for (const line of [
    ...lines,
    'OPTIONS FOR THIS ASSEMBLY',
    `  ${not(options.align, 'ALIGN')}, ${not(options.esd, 'ESD')}, FLAG(${String(options.flag)}), LINECOUNT(${String(options.lineCount)}), ${not(options.rld, 'RLD')}, ${options.xref === 'none' ? 'NOXREF' : `XREF(${options.xref.toUpperCase()})`}`,
    `  SYSPARM(${options.sysparm})`,
    total('TOTAL RECORDS READ FROM SYSTEM INPUT', state.read.input),
    total('TOTAL RECORDS READ FROM SYSTEM LIBRARY', state.read.library),
    total('TOTAL RECORDS PUNCHED', state.cards),
    total('TOTAL RECORDS PRINTED', state.read.printed),
  ]) {
    listLine(state, 'flags', line);
  }
}
