/** The items of SPECS as they are read (CMS Pipelines, "specs"). */
import { EBCDIC_BLANK } from '../../shared/ebcdic.js';
import { isConversion } from './conversions.js';
import type { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import { parseRange, rangeFollows, type InputRange } from './ranges.js';
import { pictured, type Store } from './specs-evaluate.js';
import { parseExpression, type Expression } from './specs-expression.js';
import { whole } from './specs-functions.js';

/** Where a field goes: a column from 0, or behind what is there. */
export interface Placement {
  /** `none`: nowhere; it is only named, or evaluated. */
  readonly at: number | 'next' | 'nextword' | 'none';
  readonly width: number | undefined;
  readonly align: 'left' | 'center' | 'right';
}

export type Source =
  | { readonly kind: 'range'; readonly range: InputRange }
  | { readonly kind: 'literal'; readonly text: Rec }
  | { readonly kind: 'number'; readonly from: number; readonly by: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'named'; readonly id: string }
  | { readonly kind: 'print'; readonly expression: Expression; readonly picture: string };

export type Item =
  | {
      readonly kind: 'field';
      /** Letter by which expressions know it; '' for none. */
      readonly id: string;
      readonly source: Source;
      readonly strip: boolean;
      readonly conversion: string;
      readonly to: Placement;
    }
  | { readonly kind: 'read'; readonly stop: boolean }
  | { readonly kind: 'write' }
  | { readonly kind: 'no-write' }
  | { readonly kind: 'set'; readonly expression: Expression }
  /** Goes on at another item when the expression is not true, or in any case. */
  | { readonly kind: 'jump'; readonly expression: Expression | undefined; to: number }
  | { readonly kind: 'output'; readonly stream: number }
  | { readonly kind: 'select'; readonly stream: number }
  | { readonly kind: 'pad'; readonly fill: number }
  | { readonly kind: 'eof' };

/** A list of items and how far it has come. Plain data. */
export interface Specs {
  readonly items: readonly Item[];
  readonly stopAny: boolean;
  /** Streams that items select. */
  readonly streams: readonly number[];
  /** Records so far. */
  records: number;
  /** Next item, and what has been built. */
  at: number;
  out: Uint8Array;
  length: number;
  fill: number;
  stream: number;
  /** Stream that is written, and whether the record of the cycle is. */
  output: number;
  writes: boolean;
  readonly store: Store;
  /** `record`: waits for what the cycle begins with; `read`: for the next record; `out`: for its own to be taken. */
  phase: 'record' | 'items' | 'read' | 'out' | 'end';
  /** No more cycles; the items behind EOF are being carried out. */
  ending: boolean;
}

/** Most items. */
const MOST_ITEMS = 1000;
function parsePlacement(operands: Operands): Placement {
  const word = operands.word();
  if (word === '') throw new PipeFault(61);
  if (word === '.') return { at: 'none', width: undefined, align: 'left' };
  const upper = word.toUpperCase();
  let at: Placement['at'];
  let width: number | undefined;
  const next = /^(N|NEX|NEXT|NW|NWORD|NEXTW|NEXTWO|NEXTWOR|NEXTWORD)(?:\.(\d{1,8}))?$/.exec(upper);
  const columns = /^(\d{1,8})(?:([-.])(\d{1,8}))?$/.exec(upper);
  if (next !== null) {
    at = next[1]!.includes('W') ? 'nextword' : 'next';
    if (next[2] !== undefined) width = Number(next[2]);
  } else if (columns !== null) {
    const from = Number(columns[1]);
    const second = columns[3] === undefined ? undefined : Number(columns[3]);
    at = from - 1;
    if (second !== undefined) width = columns[2] === '-' ? second - from + 1 : second;
    if (from < 1) throw new PipeFault(63, word);
  } else throw new PipeFault(63, word);
  if (
    (width !== undefined && width < 1) ||
    (typeof at === 'number' ? at : 0) + (width ?? 0) > MOST_RECORD
  ) {
    throw new PipeFault(63, word);
  }
  let align: Placement['align'] = 'left';
  if (operands.keyword('CENTER', 'CENTRE')) align = 'center';
  else if (operands.keyword('RIGHT')) align = 'right';
  else operands.keyword('LEFT');
  return { at, width, align };
}

/** What is being read. */
interface Reading {
  readonly items: Item[];
  readonly separators: { word: number; field: number };
  readonly inputs: Set<number>;
  readonly known: Set<string>;
  depth: number;
}

function parseSource(operands: Operands, r: Reading): Source {
  if (operands.keyword('RECNO', 'NUMBER')) {
    let from = 1;
    let by = 1;
    if (operands.keyword('FROM')) from = operands.number(-(2 ** 31));
    if (operands.keyword('BY')) by = operands.number(-(2 ** 31));
    return { kind: 'number', from, by };
  }
  if (operands.keyword('TODclock')) return { kind: 'time' };
  if (operands.keyword('PRINT')) {
    const expression = parseExpression(operands, r.known);
    const picture = operands.keyword('PICTURE', 'PICture') ? operands.required() : '';
    if (picture !== '') pictured(whole(0), picture);
    return { kind: 'print', expression, picture };
  }
  if (operands.keyword('ID')) {
    const id = operands.required();
    if (!r.known.has(id)) throw new PipeFault(1033, id);
    return { kind: 'named', id };
  }
  if (operands.stringFollows() && !/^-\d/.test(operands.peek())) {
    return { kind: 'literal', text: operands.string() };
  }
  if (rangeFollows(operands)) return { kind: 'range', range: parseRange(operands, r.separators) };
  throw new PipeFault(111, operands.peek());
}

function parseField(operands: Operands, r: Reading): Item {
  const name = /^([A-Za-z]):(.*)$/.exec(operands.peek());
  let id = '';
  if (name !== null) {
    id = name[1]!;
    if (r.known.has(id)) throw new PipeFault(1036, id);
    operands.rest = operands.rest.trimStart().slice(2);
  } else if (/^[A-Za-z0-9]{2,}:$/.test(operands.peek())) throw new PipeFault(1032, operands.peek());
  const source = parseSource(operands, r);
  const strip = operands.keyword('STRIP');
  let conversion = '';
  if (isConversion(operands.peek())) conversion = operands.word().toUpperCase();
  else if (/^[A-Z]2[A-Z]$/i.test(operands.peek())) throw new PipeFault(391, operands.peek());
  const to = parsePlacement(operands);
  if (id !== '') r.known.add(id);
  return { kind: 'field', id, source, strip, conversion, to };
}

const MOST_DEPTH = 32;

/** IF expression THEN items [ELSEIF ...] [ELSE items] ENDIF, as jumps. */
function parseIf(operands: Operands, r: Reading): void {
  if (++r.depth > MOST_DEPTH) throw new PipeFault(1074);
  const ends: { to: number }[] = [];
  for (;;) {
    const test: Item & { to: number } = {
      ...{ kind: 'jump', expression: parseExpression(operands, r.known), to: 0 },
    };
    if (!operands.keyword('THEN'))
      throw new PipeFault(operands.empty ? 1080 : 1075, operands.peek());
    r.items.push(test);
    const stop = parseItems(operands, r, ['ELSEIF', 'ELSE', 'ENDIF']);
    if (stop !== 'ENDIF') {
      const end: Item & { to: number } = { kind: 'jump', expression: undefined, to: 0 };
      r.items.push(end);
      ends.push(end);
    }
    test.to = r.items.length;
    if (stop === 'ELSEIF') continue;
    if (stop === 'ELSE') parseItems(operands, r, ['ENDIF']);
    break;
  }
  for (const end of ends) end.to = r.items.length;
  r.depth--;
}

/** Reads items up to one of some words; gives the word, '' at the end. */
function parseItems(operands: Operands, r: Reading, until: readonly string[]): string {
  const { items, separators } = r;
  while (!operands.empty) {
    if (items.length >= MOST_ITEMS) throw new PipeFault(112, operands.peek());
    const stop = until.find((word) => operands.keyword(word));
    if (stop !== undefined) return stop;
    if (operands.keyword('PAD')) items.push({ kind: 'pad', fill: operands.character() });
    else if (operands.keyword('WORDSEParator', 'WORDSEP', 'WS'))
      separators.word = operands.character();
    else if (operands.keyword('FIELDSEParator', 'FIELDSEP', 'FS')) {
      separators.field = operands.character();
    } else if (operands.keyword('READSTOP')) items.push({ kind: 'read', stop: true });
    else if (operands.keyword('READ')) items.push({ kind: 'read', stop: false });
    else if (operands.keyword('WRITE')) items.push({ kind: 'write' });
    else if (operands.keyword('NOWRITE')) items.push({ kind: 'no-write' });
    else if (operands.keyword('EOF')) {
      if (r.depth > 0) throw new PipeFault(1077, 'EOF');
      items.push({ kind: 'eof' });
    } else if (operands.keyword('SET')) {
      items.push({ kind: 'set', expression: parseExpression(operands, r.known) });
    } else if (operands.keyword('IF')) parseIf(operands, r);
    else if (operands.keyword('OUTSTREAM')) {
      items.push({ kind: 'output', stream: operands.number(0, 99) });
    } else if (operands.keyword('COUNTERS')) operands.number(0, 1000);
    else if (operands.keyword('SELECT')) {
      const stream = operands.keyword('FIRST')
        ? 0
        : operands.keyword('SECOND')
          ? 1
          : operands.number(0, 99);
      r.inputs.add(stream);
      items.push({ kind: 'select', stream });
    } else {
      const stray = ['THEN', 'ELSE', 'ELSEIF', 'ENDIF', 'BREAK'].find(
        (word) => operands.peek().toUpperCase() === word,
      );
      if (stray !== undefined) throw new PipeFault(r.depth > 0 ? 1077 : 1076, stray);
      items.push(parseField(operands, r));
    }
  }
  if (until.length > 0) throw new PipeFault(1080);
  return '';
}

/** Reads the items of SPECS. */
export function parseSpecs(operands: Operands): Specs {
  let stopAny = false;
  if (operands.keyword('STOP')) {
    if (operands.keyword('ANYEOF')) stopAny = true;
    else if (!operands.keyword('ALLEOF')) stopAny = operands.number(1) === 1;
  }
  const r: Reading = {
    ...{ items: [], separators: { word: EBCDIC_BLANK, field: 0x05 } },
    ...{ inputs: new Set([0]), known: new Set<string>(), depth: 0 },
  };
  parseItems(operands, r, []);
  if (r.items.length === 0) throw new PipeFault(113);
  return {
    ...{ items: r.items, stopAny, streams: [...r.inputs].sort((a, b) => a - b), records: 0, at: 0 },
    ...{ out: new Uint8Array(256), length: 0, fill: EBCDIC_BLANK, stream: 0, output: 0 },
    ...{ phase: 'record', ending: false, writes: true, store: { counters: {}, fields: {} } },
  };
}
