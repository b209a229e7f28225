/** Keeping records: ELASTIC, BUFFER, INSTORE and OUTSTORE. */
import { concat, EMPTY, ownCopy } from '../bytes.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, type StageKind } from '../stage.js';
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
      if (!io.taken(0)) {
        io.waitOutput(0);
        return;
      }
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
}

/** INSTORE: all records as one, each behind its length; OUTSTORE makes them records again. */
const instore = filter<Instore>(['INSTORE'], {
  first: false,
  parse(operands) {
    const reverse = operands.keyword('REVERSE');
    operands.finish();
    return { reverse, records: [] };
  },
  record(s, record, io) {
    io.hold(record.length + 32);
    s.records.push(ownCopy(record));
  },
  end(s, io) {
    if (s.reverse) s.records.reverse();
    io.emit(
      concat(
        ...s.records.flatMap((record) => {
          const length = new Uint8Array(4);
          new DataView(length.buffer).setUint32(0, record.length);
          return [length, record];
        }),
      ),
    );
  },
});

const outstore = filter<null>(['OUTSTORE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    const view = new DataView(record.buffer, record.byteOffset, record.length);
    for (let at = 0; at < record.length;) {
      const length = at + 4 <= record.length ? view.getUint32(at) : Infinity;
      if (at + 4 + length > record.length) throw new PipeFault(98, record.length, 'INSTORE');
      io.emit(record.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  },
});

/** The stages of this file. */
export const buffers: readonly StageKind[] = [elastic, buffer, instore, outstore];
