/**
 * SPECS: builds records out of fields of others (CMS Pipelines, "specs"). Items are carried out in order; what
 * waits for a record in the middle of them keeps its place.
 *
 * With SELECT SECOND a cycle has the record before at hand, and one more cycle follows when the input has ended. A
 * control break is established when a field is not what it was in the cycle before; letters are levels, capitals the
 * higher ones, and a break is one of all levels below it.
 */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { compareBytes, decimal, EMPTY, ownCopy } from '../bytes.js';
import { streamNumber } from '../connect-stages.js';
import { convert } from '../conversions.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { rangeOf } from '../ranges.js';
import { builtRecord, placeField, type Place } from '../specs-building.js';
import { evaluate } from '../specs-evaluate.js';
import { textual, truth, type Surroundings } from '../specs-functions.js';
import { parseSpecs } from '../specs-items.js';
import { pictured } from '../specs-picture.js';
import type { Placement, Source, Specs } from '../specs-plan.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { clockOf, secondsOfStamp, stampOf } from '../time-stamps.js';
import { strippedField } from '../text.js';

/** Digits of RECNO. */
const NUMBER_WIDTH = 10;

/** Jumps back that a step may make before others have their turn. */
const MOST_TURNS = 200;

/** Bytes of a record, or of what is kept, from which on the clock is looked at behind each item. */
const LONG = 4096;

/** The record of the reading station that is selected. */
const reading = (s: Specs, io: StageIo): Rec =>
  (s.atSecond ? s.previous : io.peek(s.stream)) ?? EMPTY;

/** Whether a control break of this level is established. */
function broken(s: Specs, level: string): boolean {
  if (s.ending) return true;
  return s.breaks.some((id) => {
    if (rank(id) < rank(level)) return false;
    const [now, before] = [s.store.fields[id], s.before[id]];
    if (now === undefined) return false;
    return before === undefined || compareBytes(now, before) !== 0;
  });
}

/** Capitals are higher than small letters. */
const rank = (id: string): number => id.charCodeAt(0) + (id >= 'a' ? 0 : 100);

const clock = (io: StageIo): Rec => clockOf(secondsOfStamp(stampOf(io.context.now)) ?? 0);

/** What expressions see of the cycle. */
const around = (s: Specs, io: StageIo): Surroundings => ({
  ...{ record: reading(s, io), number: s.records, ended: s.ending },
  work: (bytes) => io.work(bytes),
  clock: () => clock(io),
  broken: (id) => broken(s, id),
});

function fieldOf(s: Specs, io: StageIo, source: Source): Rec {
  switch (source.kind) {
    case 'literal':
      return source.text;
    case 'range':
      return rangeOf(source.range, reading(s, io));
    case 'number':
      return decimal(source.from + (s.records - 1) * source.by, NUMBER_WIDTH);
    case 'time':
      return clock(io);
    case 'named':
      return s.store.fields[source.id] ?? EMPTY;
    case 'print': {
      const value = evaluate(source.expression, s.store, around(s, io));
      return source.picture === '' ? textual(value) : pictured(value, source.picture);
    }
  }
}

/** Where a field goes in this cycle. */
function placeOf(s: Specs, io: StageIo, to: Placement): Place {
  const { at, width, align } = to;
  if (typeof at !== 'object') return { at, width, align };
  const column = fromEbcdic(textual(evaluate(at, s.store, around(s, io))));
  if (!/^[1-9]\d{0,7}$/.test(column)) throw new PipeFault(63, column);
  return { at: Number(column) - 1, width, align };
}

/** The number of a stream that an item names. */
function numberOf(io: StageIo, word: string): number {
  const number = streamNumber(io.stage, word);
  if (number < 0) throw new PipeFault(/^\d+$/.test(word) ? 102 : 178, word);
  return number;
}

/** Carries out items until one has to wait or the step has lasted long enough. */
function carryOut(s: Specs, io: StageIo): 'done' | 'waits' | 'again' {
  for (let done = 0; s.at < s.items.length; done++) {
    const here = s.at;
    // long strings take their time, but one item is carried out however late it is
    if (done > 0 && (s.kept > LONG || (io.peek(s.stream)?.length ?? 0) > LONG) && io.overdue()) {
      io.goOn(0.5);
      io.cut = true;
      return 'again';
    }
    const item = s.items[s.at++]!;
    switch (item.kind) {
      case 'field': {
        let field = fieldOf(s, io, item.source);
        if (item.strip) field = strippedField(field);
        // one that is converted is gone through byte by byte
        io.work(item.conversion === '' ? field.length / 4 : field.length);
        if (item.conversion !== '') field = convert(item.conversion, field, s.records);
        if (item.id !== '') {
          s.store.bytes += field.length - (s.store.fields[item.id]?.length ?? 0);
          s.store.fields[item.id] = ownCopy(field);
        }
        placeField(s, field, placeOf(s, io, item.to));
        break;
      }
      case 'pad':
        s.fill = item.fill;
        break;
      case 'select':
        s.stream = numberOf(io, item.stream);
        s.atSecond = false;
        break;
      case 'station':
        s.stream = 0;
        s.atSecond = item.second;
        break;
      case 'read':
        // the second reading station has no next record
        if (s.atSecond) throw new PipeFault(111, item.stop ? 'READSTOP' : 'READ');
        io.consume(s.stream);
        s.phase = 'read';
        return 'waits';
      case 'set':
        evaluate(item.expression, s.store, around(s, io));
        break;
      case 'jump':
        if (
          item.expression === undefined ||
          !truth(evaluate(item.expression, s.store, around(s, io)))
        )
          s.at = item.to;
        if (s.at <= here && ++s.turns >= MOST_TURNS) {
          s.turns = 0;
          io.again(MOST_TURNS * 0.5);
          return 'again';
        }
        break;
      case 'output':
        s.output = numberOf(io, item.stream);
        break;
      case 'no-write':
        s.writes = false;
        break;
      case 'write':
        if (io.put(builtRecord(s), s.output)) {
          s.phase = 'out';
          return 'waits';
        }
        s.length = 0;
        break;
      case 'eof':
        // what is behind it is for the end of file only
        if (!s.ending) s.at = s.items.length;
        break;
      case 'break':
        if (!broken(s, item.id)) s.at = item.to;
        break;
    }
    const kept = s.store.bytes + s.out.length;
    if (kept !== s.kept) {
      const more = kept - s.kept;
      s.kept = kept;
      io.hold(more);
    }
  }
  return 'done';
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
  return records === 0 || (s.stop > 0 && ended >= s.stop) ? 'end' : 'yes';
}

/** The cycle behind the last record: all items when the second station holds that one, else those behind EOF. */
function beginsEnd(s: Specs): boolean {
  if (s.ending) return false;
  const eof = s.items.findIndex((item) => item.kind === 'eof');
  const holds = s.second && s.previous !== undefined;
  if (!holds && eof < 0) return false;
  s.ending = true;
  s.at = holds ? 0 : eof + 1;
  return true;
}

/** The end of a cycle: its record goes out unless the items or PRINTONLY say otherwise. */
function endCycle(s: Specs, io: StageIo): void {
  const only = s.printOnly;
  const printed = only === undefined || (only.level === 'EOF' ? s.ending : broken(s, only.level));
  // items that write nothing, as SET and PRINT to nowhere, make a null record unless told otherwise
  if (s.writes && printed) io.put(builtRecord(s), s.output);
  if (printed || !only.keeps) s.length = 0;
  for (const id of s.breaks) {
    const now = s.store.fields[id];
    if (now !== undefined) s.before[id] = now;
  }
}

const specs: StageKind = {
  names: ['SPECs'],
  first: false,
  parse: parseSpecs,
  prepare(io, stage) {
    const s = stage.state as Specs;
    s.streams = s.selected.map((word) => numberOf(io, word)).sort((a, b) => a - b);
  },
  run(io, stage) {
    const s = stage.state as Specs;
    for (;;) {
      if (s.phase === 'record') {
        if (io.outputsGone()) break;
        const how = begins(s, io);
        if (how === 'wait') return;
        s.at = 0;
        s.stream = s.output = 0;
        s.atSecond = false;
        s.writes = true;
        if (how === 'yes') s.records++;
        else if (!beginsEnd(s)) break;
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
        if (io.blocked(s.output)) return;
        s.length = 0;
        s.phase = 'items';
      } else if (s.phase === 'end') {
        if (io.blocked(s.output)) return;
        if (s.ending) break;
        if (s.second) keepRecord(s, io);
        for (const stream of s.streams) io.consume(stream);
        s.phase = 'record';
      } else {
        const how = carryOut(s, io);
        // a loop has not come to its end
        if (how === 'again') return;
        if (how === 'waits') continue;
        io.cost += 0.5 + 0.4 * s.items.length;
        endCycle(s, io);
        s.phase = 'end';
      }
    }
    io.end();
  },
};

/** The record goes on to the second reading station. */
function keepRecord(s: Specs, io: StageIo): void {
  const record = io.peek(0);
  const next = record === undefined ? undefined : ownCopy(record);
  io.release(s.previous?.length ?? 0);
  io.hold(next?.length ?? 0);
  s.previous = next;
}

/** The stages of this file. */
export const specsStages: readonly StageKind[] = [specs];
