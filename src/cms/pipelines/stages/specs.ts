/**
 * SPECS: builds records out of fields of others (CMS Pipelines, "specs"). Items are carried out in order; what
 * waits for a record in the middle of them keeps its place.
 */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { decimal, EMPTY, ownCopy } from '../bytes.js';
import { convert } from '../conversions.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { rangeOf } from '../ranges.js';
import { evaluate, pictured } from '../specs-evaluate.js';
import { textual, truth, type Surroundings } from '../specs-functions.js';
import { parseSpecs, type Placement, type Source, type Specs } from '../specs-items.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { clockOf, secondsOfStamp, stampOf } from '../time-stamps.js';

/** Digits of RECNO. */
const NUMBER_WIDTH = 10;

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
  if (width === 0 || to.at === 'none') return;
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

/** What expressions see of the cycle. */
const around = (s: Specs, io: StageIo): Surroundings => ({
  ...{ record: io.peek(s.stream) ?? EMPTY, number: s.records, ended: s.ending },
});

function fieldOf(s: Specs, io: StageIo, source: Source): Rec {
  switch (source.kind) {
    case 'literal':
      return source.text;
    case 'range':
      return rangeOf(source.range, io.peek(s.stream) ?? EMPTY);
    case 'number':
      return decimal(source.from + (s.records - 1) * source.by, NUMBER_WIDTH);
    case 'time':
      return clockOf(secondsOfStamp(stampOf(io.context.now)) ?? 0);
    case 'named':
      return s.store.fields[source.id] ?? EMPTY;
    case 'print': {
      const value = evaluate(source.expression, s.store, around(s, io));
      return source.picture === '' ? textual(value) : pictured(value, source.picture);
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
        if (item.conversion !== '') field = convert(item.conversion, field, s.records);
        if (item.id !== '') s.store.fields[item.id] = ownCopy(field);
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
      case 'set':
        evaluate(item.expression, s.store, around(s, io));
        break;
      case 'jump':
        if (
          item.expression === undefined ||
          !truth(evaluate(item.expression, s.store, around(s, io)))
        )
          s.at = item.to;
        break;
      case 'output':
        if (item.stream >= io.stage.names.length) throw new PipeFault(102, item.stream);
        s.output = item.stream;
        break;
      case 'no-write':
        s.writes = false;
        break;
      case 'write':
        if (io.put(s.out.slice(0, s.length), s.output)) {
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
        s.stream = s.output = 0;
        s.writes = true;
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
        if (!io.taken(s.output)) {
          io.waitOutput(s.output);
          return;
        }
        s.length = 0;
        s.phase = 'items';
      } else if (s.phase === 'end') {
        if (!io.taken(s.output)) {
          io.waitOutput(s.output);
          return;
        }
        if (s.ending) break;
        for (const stream of s.streams) io.consume(stream);
        s.phase = 'record';
      } else if (carryOut(s, io)) {
        io.cost += 0.5 + 0.4 * s.items.length;
        // items that write nothing, as SET and PRINT to nowhere, make a null record unless told otherwise
        if (s.writes) io.put(s.out.slice(0, s.length), s.output);
        s.phase = 'end';
      }
    }
    io.end();
  },
};

/** The stages of this file. */
export const specsStages: readonly StageKind[] = [specs];
