/**
 * SPECS: builds records out of fields of others (CMS Pipelines, "specs"). Items are carried out in order; what
 * waits for a record in the middle of them keeps its place.
 */
import { EBCDIC_BLANK, toEbcdic } from '../../../shared/ebcdic.js';
import { decimal, EMPTY } from '../bytes.js';
import { convert, isConversion } from '../conversions.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, type InputRange } from '../ranges.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** Where a field goes: a column from 0, or behind what is there. */
interface Placement {
  readonly at: number | 'next' | 'nextword';
  readonly width: number | undefined;
  readonly align: 'left' | 'center' | 'right';
}

type Source =
  | { readonly kind: 'range'; readonly range: InputRange }
  | { readonly kind: 'literal'; readonly text: Rec }
  | { readonly kind: 'number'; readonly from: number; readonly by: number }
  | { readonly kind: 'time' };

type Item =
  | {
      readonly kind: 'field';
      readonly source: Source;
      readonly strip: boolean;
      readonly conversion: string;
      readonly to: Placement;
    }
  | { readonly kind: 'read'; readonly stop: boolean }
  | { readonly kind: 'write' }
  | { readonly kind: 'select'; readonly stream: number }
  | { readonly kind: 'pad'; readonly fill: number }
  | { readonly kind: 'eof' };

interface Specs {
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
  /** `record`: waits for what the cycle begins with; `read`: for the next record; `out`: for its own to be taken. */
  phase: 'record' | 'items' | 'read' | 'out' | 'end';
  /** No more cycles; the items behind EOF are being carried out. */
  ending: boolean;
}

/** Most items. */
const MOST_ITEMS = 1000;
/** Digits of RECNO. */
const NUMBER_WIDTH = 10;

function parsePlacement(operands: Operands): Placement {
  const word = operands.word();
  if (word === '') throw new PipeFault(61);
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

function parseField(operands: Operands, separators: { word: number; field: number }): Item {
  let source: Source;
  if (operands.keyword('RECNO', 'NUMBER')) {
    let from = 1;
    let by = 1;
    if (operands.keyword('FROM')) from = operands.number(-(2 ** 31));
    if (operands.keyword('BY')) by = operands.number(-(2 ** 31));
    source = { kind: 'number', from, by };
  } else if (operands.keyword('TODclock')) source = { kind: 'time' };
  else if (operands.stringFollows() && !/^-\d/.test(operands.peek())) {
    source = { kind: 'literal', text: operands.string() };
  } else if (rangeFollows(operands)) {
    source = { kind: 'range', range: parseRange(operands, separators) };
  } else throw new PipeFault(111, operands.peek());
  const strip = operands.keyword('STRIP');
  let conversion = '';
  if (isConversion(operands.peek())) conversion = operands.word().toUpperCase();
  return { kind: 'field', source, strip, conversion, to: parsePlacement(operands) };
}

function parseSpecs(operands: Operands): Specs {
  const items: Item[] = [];
  const separators = { word: EBCDIC_BLANK, field: 0x05 };
  const used = new Set([0]);
  let stopAny = false;
  if (operands.keyword('STOP')) {
    if (operands.keyword('ANYEOF')) stopAny = true;
    else if (!operands.keyword('ALLEOF')) stopAny = operands.number(1) === 1;
  }
  while (!operands.empty) {
    if (items.length === MOST_ITEMS) throw new PipeFault(112, operands.peek());
    if (operands.keyword('PAD')) items.push({ kind: 'pad', fill: operands.character() });
    else if (operands.keyword('WORDSEParator', 'WORDSEP', 'WS'))
      separators.word = operands.character();
    else if (operands.keyword('FIELDSEParator', 'FIELDSEP', 'FS')) {
      separators.field = operands.character();
    } else if (operands.keyword('READSTOP')) items.push({ kind: 'read', stop: true });
    else if (operands.keyword('READ')) items.push({ kind: 'read', stop: false });
    else if (operands.keyword('WRITE')) items.push({ kind: 'write' });
    else if (operands.keyword('EOF')) items.push({ kind: 'eof' });
    else if (operands.keyword('SELECT')) {
      const stream = operands.keyword('FIRST')
        ? 0
        : operands.keyword('SECOND')
          ? 1
          : operands.number(0, 99);
      used.add(stream);
      items.push({ kind: 'select', stream });
    } else items.push(parseField(operands, separators));
  }
  if (items.length === 0) throw new PipeFault(113);
  return {
    ...{ items, stopAny, streams: [...used].sort((a, b) => a - b), records: 0, at: 0 },
    ...{ out: new Uint8Array(256), length: 0, fill: EBCDIC_BLANK, stream: 0 },
    ...{ phase: 'record', ending: false },
  };
}

/** Room for `end` bytes; what is between the end and there is filled. */
function reserve(s: Specs, end: number): void {
  if (end > MOST_RECORD) throw new PipeFault(78, end);
  if (end > s.out.length) {
    const wider = new Uint8Array(Math.max(end, s.out.length * 2));
    wider.set(s.out.subarray(0, s.length));
    s.out = wider;
  }
  if (end > s.length) {
    s.out.fill(s.fill, s.length, end);
    s.length = end;
  }
}

function place(s: Specs, field: Rec, to: Placement): void {
  const width = to.width ?? field.length;
  let at: number;
  if (typeof to.at === 'number') at = to.at;
  else {
    at = s.length;
    if (to.at === 'nextword' && s.length > 0 && width > 0) at++;
  }
  if (width === 0) return;
  reserve(s, at + width);
  if (typeof to.at === 'number') s.out.fill(s.fill, at, at + width);
  const spare = width - field.length;
  const cut =
    spare >= 0 ? field : to.align === 'right' ? field.subarray(-spare) : field.subarray(0, width);
  const left = to.align === 'left' ? 0 : to.align === 'right' ? spare : spare >> 1;
  s.out.set(cut, at + Math.max(0, left));
}

function stripped(field: Rec): Rec {
  let from = 0;
  let to = field.length;
  while (from < to && field[from] === EBCDIC_BLANK) from++;
  while (to > from && field[to - 1] === EBCDIC_BLANK) to--;
  return field.subarray(from, to);
}

function fieldOf(s: Specs, io: StageIo, source: Source): Rec {
  switch (source.kind) {
    case 'literal':
      return source.text;
    case 'range':
      return rangeOf(source.range, io.peek(s.stream) ?? EMPTY);
    case 'number':
      return decimal(source.from + (s.records - 1) * source.by, NUMBER_WIDTH);
    case 'time': {
      const { year, month, day, hour, minute, second } = io.context.now;
      const two = (n: number): string => String(n).padStart(2, '0');
      return toEbcdic(`${year}${[month, day, hour, minute, second].map(two).join('')}00`);
    }
  }
}

/** Carries out items until one has to wait; true when all are done. */
function carryOut(s: Specs, io: StageIo): boolean {
  while (s.at < s.items.length) {
    const item = s.items[s.at++]!;
    switch (item.kind) {
      case 'field': {
        let field = fieldOf(s, io, item.source);
        if (item.strip) field = stripped(field);
        if (item.conversion !== '') field = convert(item.conversion, field);
        place(s, field, item.to);
        break;
      }
      case 'pad':
        s.fill = item.fill;
        break;
      case 'select':
        s.stream = item.stream;
        break;
      case 'read':
        io.consume(s.stream);
        s.phase = 'read';
        return false;
      case 'write':
        if (io.put(s.out.slice(0, s.length), 0)) {
          s.phase = 'out';
          return false;
        }
        s.length = 0;
        break;
      case 'eof':
        // what is behind it is for the end of file only
        if (!s.ending) s.at = s.items.length;
        break;
    }
  }
  return true;
}

/** Whether a cycle can begin: every stream in use has a record, or is at its end. */
function begins(s: Specs, io: StageIo): 'yes' | 'wait' | 'end' {
  let records = 0;
  let ended = 0;
  for (const stream of s.streams) {
    if (io.peek(stream) !== undefined) records++;
    else if (io.atEnd(stream)) ended++;
    else {
      io.waitInput(stream);
      return 'wait';
    }
  }
  return records === 0 || (s.stopAny && ended > 0) ? 'end' : 'yes';
}

const specs: StageKind = {
  names: ['SPECs'],
  first: false,
  parse: parseSpecs,
  run(io, stage) {
    const s = stage.state as Specs;
    for (;;) {
      if (s.phase === 'record') {
        if (io.outputsGone()) break;
        const how = begins(s, io);
        if (how === 'wait') return;
        s.at = s.length = 0;
        s.stream = 0;
        if (how === 'end') {
          const eof = s.items.findIndex((item) => item.kind === 'eof');
          if (eof < 0 || s.ending) break;
          s.ending = true;
          s.at = eof + 1;
        } else s.records++;
        s.phase = 'items';
      } else if (s.phase === 'read') {
        if (io.peek(s.stream) === undefined) {
          if (!io.atEnd(s.stream)) {
            io.waitInput(s.stream);
            return;
          }
          const before = s.items[s.at - 1];
          if (before?.kind === 'read' && before.stop) s.at = s.items.length;
        } else s.records++;
        s.phase = 'items';
      } else if (s.phase === 'out') {
        if (!io.taken(0)) {
          io.waitOutput(0);
          return;
        }
        s.length = 0;
        s.phase = 'items';
      } else if (s.phase === 'end') {
        if (!io.taken(0)) {
          io.waitOutput(0);
          return;
        }
        if (s.ending) break;
        for (const stream of s.streams) io.consume(stream);
        s.phase = 'record';
      } else if (carryOut(s, io)) {
        io.cost += 0.5 + 0.4 * s.items.length;
        io.put(s.out.slice(0, s.length), 0);
        s.phase = 'end';
      }
    }
    io.end();
  },
};

/** The stages of this file. */
export const specsStages: readonly StageKind[] = [specs];
