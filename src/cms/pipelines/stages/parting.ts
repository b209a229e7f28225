/** Records to one stream after the other, or in parts: FANOUTTWO, FILLUP, THREEWAY, PARCEL (CMS Pipelines). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { grow, newGrowing, takeGrown, type Growing } from '../bytes.js';
import { move, settled, type Moving } from '../moving.js';
import { wholeNumber } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD } from '../pipe-set.js';
import { locateRange, parseRange, type InputRange } from '../ranges.js';
import { filter, type StageKind } from '../stage.js';

/** FANOUTTWO: to both outputs, until the primary one is gone. */
const fanouttwo: StageKind = {
  names: ['FANOUTTWO'],
  first: false,
  parse(operands): { at: number } {
    operands.finish();
    return { at: -1 };
  },
  run(io, stage) {
    const s = stage.state as { at: number };
    for (;;) {
      if (s.at >= 0 && io.blocked(s.at)) return;
      if (s.at === -1 && !io.connected(0)) break;
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) break;
        io.waitInput(0);
        return;
      }
      let out = false;
      while (!out && ++s.at < 2) out = io.put(record, s.at);
      if (out) continue;
      s.at = -1;
      io.consume(0);
    }
    io.end();
  },
};

/** FILLUP: to the first output until that is gone, then to the next. */
const fillup: StageKind = {
  names: ['FILLUP'],
  first: false,
  parse(operands): Moving {
    operands.finish();
    return { from: -1, to: 0 };
  },
  run(io, stage) {
    const s = stage.state as Moving;
    if (!settled(s, io)) return;
    for (;;) {
      const to = stage.outputs.findIndex((_, i) => io.connected(i));
      if (to < 0) break;
      if (io.peek(0) === undefined) {
        if (io.atEnd(0)) break;
        io.waitInput(0);
        return;
      }
      if (!move(s, io, 0, to)) {
        io.waitOutput(to);
        return;
      }
    }
    io.end();
  },
};

/** THREEWAY: what is in front of a range, the range, and what is behind it, to three outputs. */
const threeway = filter<{ readonly range: InputRange }>(['THREEWAY'], {
  first: false,
  parse(operands) {
    const range = parseRange(operands);
    operands.finish();
    return { range };
  },
  record(s, record, io) {
    const [from, to] = locateRange(s.range, record);
    io.emit(record.subarray(0, from), 0);
    io.emit(record.subarray(from, to), 1);
    io.emit(record.subarray(to), 2);
  },
});

interface Parcel {
  readonly bytes: Growing;
  /** Bytes of the primary record that have been taken. */
  taken: number;
  out: boolean;
}

/** PARCEL: the primary input as records of the lengths that the records of the secondary input say. */
const parcel: StageKind = {
  names: ['PARCEL'],
  first: false,
  parse(operands): Parcel {
    operands.finish();
    return { bytes: newGrowing(), taken: 0, out: false };
  },
  prepare(_io, stage) {
    if (stage.inputs.length < 2) throw new PipeFault(222);
  },
  run(io, stage) {
    const s = stage.state as Parcel;
    for (;;) {
      if (s.out) {
        if (io.blocked(0)) return;
        s.out = false;
        io.consume(1);
      }
      if (!io.connected(0)) break;
      const wanted = io.peek(1);
      if (wanted === undefined) {
        if (io.atEnd(1)) break;
        io.waitInput(1);
        return;
      }
      const length = wholeNumber(fromEbcdic(wanted).trim());
      if (length > MOST_RECORD) throw new PipeFault(78, length);
      while (s.bytes.length < length) {
        const record = io.peek(0);
        if (record === undefined) break;
        const part = record.subarray(s.taken, s.taken + length - s.bytes.length);
        grow(s.bytes, part);
        s.taken += part.length;
        if (s.taken < record.length) continue;
        s.taken = 0;
        io.consume(0);
      }
      if (s.bytes.length < length) {
        if (!io.atEnd(0)) {
          io.waitInput(0);
          return;
        }
        // what is left is less than was asked for
        if (s.bytes.length === 0) break;
      }
      s.out = io.put(takeGrown(s.bytes), 0);
      if (!s.out) io.consume(1);
    }
    io.end();
  },
};

/** The stages of this file. */
export const parting: readonly StageKind[] = [fanouttwo, fillup, threeway, parcel];
