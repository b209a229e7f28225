/** Keeping records: ELASTIC, BUFFER, INSTORE and OUTSTORE. */
import { LATIN1_TO_EBCDIC } from '../../../shared/ebcdic.js';
import { beginsWith, concat, EMPTY, ownCopy } from '../bytes.js';
import { binary } from './block-formats.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Queue {
  queue: Rec[];
  head: number;
  /** The record in front is out. */
  out: boolean;
}

function push(s: Queue, record: Rec, io: StageIo): void {
  io.hold(record.length + 32);
  s.queue.push(ownCopy(record));
}

function shift(s: Queue, io: StageIo): void {
  io.release(s.queue[s.head]!.length + 32);
  s.head++;
  if (s.head > 1000 && s.head * 2 > s.queue.length) {
    s.queue.splice(0, s.head);
    s.head = 0;
  }
}

/** ELASTIC: takes what comes on either input and keeps it until the output wants it. */
const elastic: StageKind = {
  names: ['ELASTIC'],
  first: false,
  parse(operands): Queue {
    operands.finish();
    return { queue: [], head: 0, out: false };
  },
  run(io, stage) {
    const s = stage.state as Queue;
    for (;;) {
      if (s.out && io.taken(0)) {
        s.out = false;
        shift(s, io);
      }
      if (!io.connected(0)) {
        io.end();
        return;
      }
      if (!s.out && s.head < s.queue.length && io.put(s.queue[s.head]!, 0)) s.out = true;
      let took = false;
      for (let i = 0; i < stage.inputs.length; i++) {
        const record = io.peek(i);
        if (record === undefined) continue;
        push(s, record, io);
        io.consume(i);
        took = true;
      }
      if (took) continue;
      // what comes back by the secondary input is made of what went out: nothing out, nothing to come
      if (io.atEnd(0) && !s.out && s.head >= s.queue.length) {
        if (stage.inputs.length < 2 || io.atEnd(1) || quiet(io)) {
          io.end();
          return;
        }
      }
      io.waitEither();
      return;
    }
  },
};

/** Whether no other stage can run: then nothing will come by a feedback any more. */
function quiet(io: StageIo): boolean {
  return io.set.ready.length === 0 && io.set.effectFor < 0;
}

interface Buffer extends Queue {
  readonly copies: number;
  done: number;
}

/** BUFFER: nothing goes out before all has come in. */
const buffer: StageKind = {
  names: ['BUFFER'],
  first: false,
  parse(operands): Buffer {
    const copies = operands.optionalNumber(1) ?? 1;
    if (operands.stringFollows()) operands.string();
    operands.finish();
    return { queue: [], head: 0, out: false, copies, done: 0 };
  },
  run(io, stage) {
    const s = stage.state as Buffer;
    while (!io.atEnd(0)) {
      const record = io.peek(0);
      if (record === undefined) {
        io.waitInput(0);
        return;
      }
      push(s, record, io);
      io.consume(0);
    }
    for (;;) {
      if (io.blocked(0)) return;
      if (s.done === s.copies) break;
      // a null record stands between copies
      const next = s.head < s.queue.length ? s.queue[s.head] : EMPTY;
      const last = s.head >= s.queue.length;
      if (last && s.done + 1 === s.copies) break;
      s.head = last ? 0 : s.head + 1;
      if (last) s.done++;
      if (!io.put(next!, 0)) break;
    }
    io.end();
  },
};

interface Instore {
  readonly reverse: boolean;
  records: Rec[];
  out: boolean;
}

/** What the record of INSTORE begins with; then follows the number of the stage that keeps the records. */
const STORED = Uint8Array.from('INSTORE ', (c) => LATIN1_TO_EBCDIC[c.charCodeAt(0)]!);

/** INSTORE: keeps all records and writes one that tells where they are. */
const instore: StageKind = {
  names: ['INSTORE'],
  first: false,
  parse(operands): Instore {
    const reverse = operands.keyword('REVERSE');
    operands.finish();
    return { reverse, records: [], out: false };
  },
  run(io, stage) {
    const s = stage.state as Instore;
    while (!io.atEnd(0)) {
      const record = io.peek(0);
      if (record === undefined) {
        io.waitInput(0);
        return;
      }
      io.hold(record.length + 32);
      s.records.push(ownCopy(record));
      io.consume(0);
    }
    // the records are there until the one that stands for them has been consumed
    const where = concat(STORED, binary(stage.id, 4), binary(s.reverse ? 1 : 0, 4));
    if (!s.out && io.put(where, 0)) s.out = true;
    if (!io.blocked(0)) io.end();
  },
};

const outstore = filter<{ at: number }>(['OUTSTORE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { at: 0 };
  },
  record(s, record, io) {
    const view = new DataView(record.buffer, record.byteOffset, record.length);
    const there = record.length === STORED.length + 8 && beginsWith(record, STORED);
    const keeper = there ? io.set.stages[view.getUint32(STORED.length)] : undefined;
    if (keeper?.verb !== 'INSTORE') throw new PipeFault(1123, record.length);
    const { records, reverse } = keeper.state as Instore;
    for (let made = 0; s.at < records.length; made++, s.at++) {
      if (made === PIECES) return true;
      io.emit(records[reverse ? records.length - 1 - s.at : s.at]!);
    }
    s.at = 0;
    return false;
  },
});

/** The stages of this file. */
export const buffers: readonly StageKind[] = [elastic, buffer, instore, outstore];
