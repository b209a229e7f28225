/** The items of SPECS as they are read (CMS Pipelines, "specs"). */
import { EBCDIC_BLANK } from '../../shared/ebcdic.js';
import { isConversion } from './conversions.js';
import type { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD } from './pipe-set.js';
import { memberRange, parseRange, rangeFollows } from './ranges.js';
import { parseExpression } from './specs-expression.js';
import { whole } from './specs-functions.js';
import { pictured } from './specs-picture.js';
import type { Item, Placement, PrintOnly, Source, Specs } from './specs-plan.js';

/** Most items. */
const MOST_ITEMS = 1000;

/** `(expression)` as the column of a field, with `.n` behind it for its width. */
function computedPlacement(operands: Operands, r: Reading, usual: Placement['align']): Placement {
  const text = operands.rest.trimStart();
  let depth = 0;
  let end = 0;
  do {
    const c = text.charAt(end++);
    if (c === '') throw new PipeFault(63, text);
    if (c === '(') depth++;
    else if (c === ')') depth--;
  } while (depth > 0);
  operands.rest = text.slice(1, end - 1);
  const at = parseExpression(operands, r);
  const stray = operands.rest.trim();
  operands.rest = text.slice(end);
  if (stray !== '') throw new PipeFault(63, stray);
  const width = /^\.(\d{1,8})(?=\s|$)/.exec(operands.rest);
  if (width === null) return { at, width: undefined, align: alignment(operands, usual) };
  operands.rest = operands.rest.slice(width[0].length);
  const wide = Number(width[1]);
  if (wide < 1 || wide > MOST_RECORD) throw new PipeFault(63, width[0]);
  return { at, width: wide, align: alignment(operands, usual) };
}

function parsePlacement(operands: Operands, r: Reading, usual: Placement['align']): Placement {
  if (operands.peek().startsWith('(')) return computedPlacement(operands, r, usual);
  // the only field may leave it out
  if (operands.empty && r.items.length === 0) return { at: 'next', width: undefined, align: usual };
  const word = operands.word();
  if (word === '') throw new PipeFault(61);
  if (/^MEM(B|BE|BER)?$/i.test(word)) {
    const { first, last } = memberRange(operands, operands.required());
    if (last === Infinity) throw new PipeFault(63, word);
    return { at: first - 1, width: last - first + 1, align: alignment(operands, usual) };
  }
  if (word === '.' || word === '-') return { at: 'none', width: undefined, align: 'left' };
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
  return { at, width, align: alignment(operands, usual) };
}

function alignment(operands: Operands, usual: Placement['align']): Placement['align'] {
  if (operands.keyword('Center', 'CENTRe')) return 'center';
  if (operands.keyword('Right')) return 'right';
  return operands.keyword('Left') ? 'left' : usual;
}

/** QUALIFY: a structure whose members need no name in front, and the column that it begins at. */
function parseQualify(operands: Operands): void {
  const name = operands.required().toUpperCase();
  const structure = operands.naming.find(name);
  if (structure === undefined) throw new PipeFault(2009, name);
  const column = operands.optionalNumber(1, MOST_RECORD) ?? 1;
  operands.naming = { find: operands.naming.find, qualifier: { structure, at: column - 1 } };
}

/** What is being read. */
interface Reading {
  readonly items: Item[];
  readonly separators: { word: number; field: number };
  readonly inputs: Set<string>;
  readonly known: Set<string>;
  readonly breaks: Set<string>;
  second: boolean;
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
    const expression = parseExpression(operands, r);
    const picture = operands.keyword('PICture') ? operands.required() : '';
    if (picture !== '') pictured(whole(0), picture);
    return { kind: 'print', expression, picture };
  }
  if (operands.keyword('ID')) return { kind: 'named', id: fieldName(operands, r) };
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
  // numbers of records are long: what is left of them is their end
  const to = parsePlacement(operands, r, source.kind === 'number' ? 'right' : 'left');
  if (id !== '') r.known.add(id);
  return { kind: 'field', id, source, strip, conversion, to };
}

const MOST_DEPTH = 32;

/** IF expression THEN items [ELSEIF ...] [ELSE items] ENDIF, or FI, as jumps. */
function parseIf(operands: Operands, r: Reading): void {
  if (++r.depth > MOST_DEPTH) throw new PipeFault(1074);
  const ends: { to: number }[] = [];
  for (;;) {
    const test: Item & { to: number } = {
      ...{ kind: 'jump', expression: parseExpression(operands, r), to: 0 },
    };
    if (!operands.keyword('THEN'))
      throw new PipeFault(operands.empty ? 1080 : 1075, operands.peek());
    r.items.push(test);
    const stop = parseItems(operands, r, ['ELSEIF', 'ELSE', 'ENDIF', 'FI']);
    if (stop === 'ELSEIF' || stop === 'ELSE') {
      const end: Item & { to: number } = { kind: 'jump', expression: undefined, to: 0 };
      r.items.push(end);
      ends.push(end);
    }
    test.to = r.items.length;
    if (stop === 'ELSEIF') continue;
    if (stop === 'ELSE') parseItems(operands, r, ['ENDIF', 'FI']);
    break;
  }
  for (const end of ends) end.to = r.items.length;
  r.depth--;
}

/** WHILE expression DO items DONE, as jumps. */
function parseWhile(operands: Operands, r: Reading): void {
  if (++r.depth > MOST_DEPTH) throw new PipeFault(1074);
  const start = r.items.length;
  const test: Item & { to: number } = {
    ...{ kind: 'jump', expression: parseExpression(operands, r), to: 0 },
  };
  if (!operands.keyword('DO')) throw new PipeFault(1421, operands.peek());
  r.items.push(test);
  parseItems(operands, r, ['DONE']);
  r.items.push({ kind: 'jump', expression: undefined, to: start });
  test.to = r.items.length;
  r.depth--;
}

/** The letter of a field that has been defined. */
function fieldName(operands: Operands, r: Reading): string {
  const id = operands.required();
  if (!/^[A-Za-z]$/.test(id)) throw new PipeFault(1032, id);
  if (!r.known.has(id)) throw new PipeFault(1033, id);
  return id;
}

/** Which stream: its number or name. */
function streamOf(operands: Operands): string {
  const word = operands.required();
  if (/^\d+$/.test(word) && Number(word) > 99) throw new PipeFault(165, word);
  return word;
}

function parseSelect(operands: Operands, r: Reading): Item {
  const second = operands.keyword('SECOND');
  if (second || operands.keyword('FIRST')) {
    r.second ||= second;
    return { kind: 'station', second };
  }
  const stream = streamOf(operands);
  r.inputs.add(stream);
  return { kind: 'select', stream };
}

/** A control item that is one; undefined when it is a field. */
function parseControl(operands: Operands, r: Reading): Item | undefined {
  if (operands.keyword('PAD')) return { kind: 'pad', fill: operands.character() };
  if (operands.keyword('READSTOP')) return { kind: 'read', stop: true };
  if (operands.keyword('READ')) return { kind: 'read', stop: false };
  if (operands.keyword('WRITE')) return { kind: 'write' };
  if (operands.keyword('NOWRITE', 'NOPRINT')) return { kind: 'no-write' };
  if (operands.keyword('SET')) return { kind: 'set', expression: parseExpression(operands, r) };
  if (operands.keyword('OUTSTREAM')) return { kind: 'output', stream: streamOf(operands) };
  if (operands.keyword('SELECT')) return parseSelect(operands, r);
  if (operands.keyword('EOF')) {
    if (r.depth > 0) throw new PipeFault(1077, 'EOF');
    return { kind: 'eof' };
  }
  if (operands.keyword('BREAK')) {
    if (r.depth > 0) throw new PipeFault(1077, 'BREAK');
    const id = fieldName(operands, r);
    r.breaks.add(id);
    return { kind: 'break', id, to: 0 };
  }
  return undefined;
}

/** Words that belong to IF or WHILE. */
const STRAY = ['THEN', 'ELSE', 'ELSEIF', 'ENDIF', 'FI', 'DO', 'DONE'];

/** Reads items up to one of some words; gives the word, '' at the end. */
function parseItems(operands: Operands, r: Reading, until: readonly string[]): string {
  const { items, separators } = r;
  while (!operands.empty) {
    if (items.length >= MOST_ITEMS) throw new PipeFault(112, operands.peek());
    const stop = until.find((word) => operands.keyword(word));
    if (stop !== undefined) return stop;
    if (operands.keyword('WORDSEParator', 'WORDSEP', 'WS')) separators.word = operands.character();
    else if (operands.keyword('FIELDSEParator', 'FIELDSEP', 'FS')) {
      separators.field = operands.character();
    } else if (operands.keyword('COUNTERS')) operands.number(0, 1000);
    else if (operands.keyword('QUALify')) parseQualify(operands);
    else if (operands.keyword('IF')) parseIf(operands, r);
    else if (operands.keyword('WHILE')) parseWhile(operands, r);
    else {
      const control = parseControl(operands, r);
      if (control !== undefined) {
        items.push(control);
        continue;
      }
      const stray = STRAY.find((word) => operands.peek().toUpperCase() === word);
      if (stray !== undefined) throw new PipeFault(r.depth > 0 ? 1077 : 1076, stray);
      items.push(parseField(operands, r));
    }
  }
  if (until.length > 0)
    throw until[0] === 'DONE' ? new PipeFault(1422, 'nothing') : new PipeFault(1080);
  return '';
}

/** How many streams at their end stop it; 0: all. */
function parseStop(operands: Operands): number {
  if (!operands.keyword('STOP')) return 0;
  if (operands.keyword('ANYEOF')) return 1;
  return operands.keyword('ALLEOF') ? 0 : operands.number(1, 100);
}

function parsePrintOnly(operands: Operands): PrintOnly | undefined {
  if (!operands.keyword('PRINTONLY')) return undefined;
  const level = operands.keyword('EOF') ? 'EOF' : operands.required();
  if (level !== 'EOF' && !/^[A-Za-z]$/.test(level)) throw new PipeFault(1032, level);
  return { level, keeps: operands.keyword('KEEP') };
}

/** Where a section that is for control breaks ends: at the next one, or at EOF. */
function closeBreaks(items: readonly Item[]): void {
  items.forEach((item, at) => {
    if (item.kind !== 'break') return;
    const next = items.findIndex(
      (one, i) => i > at && (one.kind === 'break' || one.kind === 'eof'),
    );
    item.to = next < 0 ? items.length : next;
  });
}

/** Reads the items of SPECS. */
export function parseSpecs(operands: Operands): Specs {
  const stop = parseStop(operands);
  if (operands.keyword('COUNTERS')) operands.number(0, 1000);
  const printOnly = parsePrintOnly(operands);
  const r: Reading = {
    ...{ items: [], separators: { word: EBCDIC_BLANK, field: 0x05 }, second: false },
    ...{ inputs: new Set(['0']), known: new Set<string>(), breaks: new Set<string>(), depth: 0 },
  };
  parseItems(operands, r, []);
  if (r.items.length === 0) throw new PipeFault(113);
  if (printOnly !== undefined && printOnly.level !== 'EOF') {
    if (!r.known.has(printOnly.level)) throw new PipeFault(1033, printOnly.level);
    r.breaks.add(printOnly.level);
  }
  closeBreaks(r.items);
  return {
    ...{ items: r.items, stop, selected: [...r.inputs], streams: [], records: 0, at: 0 },
    ...{ second: r.second, previous: undefined, atSecond: false, printOnly },
    ...{ breaks: [...r.breaks], before: {} },
    ...{ out: new Uint8Array(256), length: 0, fill: EBCDIC_BLANK, stream: 0, output: 0 },
    ...{
      phase: 'record',
      ending: false,
      writes: true,
      store: { counters: {}, fields: {}, bytes: 0 },
    },
    ...{ kept: 0, turns: 0 },
  };
}
