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

/** What a record that is kept costs beside its bytes. */
const RECORD_COST = 32;

function push(s: Queue, record: Rec, io: StageIo): void {
  io.hold(record.length + RECORD_COST);
  s.queue.push(ownCopy(record));
}

function shift(s: Queue, io: StageIo): void {
  io.release(s.queue[s.head]!.length + RECORD_COST);
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
  /** With a number records come in groups, behind each of which is a null record; copies of a group have this between them. */
  readonly grouped: boolean;
  readonly between: Rec;
  done: number;
  /** All of a group is there, and a null record is behind it. */
  whole: boolean;
  nullBehind: boolean;
}

/** Takes records up to the end of a group; false when it has to wait. */
function takeGroup(s: Buffer, io: StageIo): boolean {
  while (!s.whole) {
    const record = io.peek(0);
    if (record === undefined && !io.atEnd(0)) {
      io.waitInput(0);
      return false;
    }
    s.nullBehind = s.grouped && record?.length === 0;
    s.whole = record === undefined || s.nullBehind;
    if (record !== undefined && !s.nullBehind) push(s, record, io);
    if (record !== undefined) io.consume(0);
  }
  return true;
}

/** The next record of the copies of a group, or of what is between and behind them; undefined: there is none. */
function nextCopy(s: Buffer): Rec | undefined {
  if (s.head < s.queue.length && s.done < s.copies) return s.queue[s.head++];
  s.done++;
  s.head = 0;
  if (s.done < s.copies && (s.queue.length > 0 || s.nullBehind)) return s.between;
  return s.done === s.copies && s.nullBehind ? EMPTY : undefined;
}

/** The group has gone out. */
function endGroup(s: Buffer, io: StageIo): void {
  for (const record of s.queue) io.release(record.length + RECORD_COST);
  s.queue = [];
  s.head = s.done = 0;
  s.whole = false;
}

/** BUFFER: nothing goes out before all has come in. */
const buffer: StageKind = {
  names: ['BUFFER'],
  first: false,
  parse(operands): Buffer {
    const number = operands.optionalNumber(1);
    const between = number !== undefined && operands.stringFollows() ? operands.string() : EMPTY;
    operands.finish();
    return {
      ...{ queue: [], head: 0, out: false, copies: number ?? 1, grouped: number !== undefined },
      ...{ between, done: 0, whole: false, nullBehind: false },
    };
  },
  run(io, stage) {
    const s = stage.state as Buffer;
    for (;;) {
      if (!takeGroup(s, io) || io.blocked(0)) return;
      const next = nextCopy(s);
      if (next !== undefined) {
        if (!io.put(next, 0)) break;
      } else if (s.nullBehind) endGroup(s, io);
      else break;
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
      io.hold(record.length + RECORD_COST);
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
