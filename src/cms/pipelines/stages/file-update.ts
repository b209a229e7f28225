/**
 * FILEUPDATE: puts records into a file in place of those with their numbers (CMS Pipelines, "fileupdate"). The file is
 * written anew around them when the input has ended, and nothing of it changes before that is durable.
 */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { openCursor, readBatch, type RecordCursor } from '../../files/reader.js';
import { ownCopy } from '../bytes.js';
import { device, guarded, show } from '../file-ids.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, type StageKind } from '../stage.js';
import {
  abandonWriting,
  goOnWriting,
  parseWrite,
  prepareWrite,
  volumeWritten,
  writeOne,
  type Write,
} from './disk-writing.js';

/** Columns of the number in front of a record. */
const NUMBER = 10;
/** Bytes of the old file that are copied at a time, and what that costs. */
const BATCH = 8192;
const BATCH_COST = 200;

interface Update extends Write {
  /** Records by number. */
  readonly updates: Record<number, Rec>;
  cursor: RecordCursor | undefined;
}

/** Takes the records that come in. */
const collecting = filter<Update>(['FILEUPDATE'], {
  keepsOn: true,
  parse: () => {
    throw new Error('the stage itself reads the operands');
  },
  record(s, record, io) {
    if (record.length <= NUMBER) throw new PipeFault(546, record.length);
    const word = fromEbcdic(record.subarray(0, NUMBER)).trim();
    if (!/^\d{1,9}$/.test(word)) throw new PipeFault(58, word);
    const number = Number(word);
    if (number < 1 || number > s.old!.records) throw new PipeFault(517, number);
    const data = ownCopy(record.subarray(NUMBER));
    if (s.old!.format === 'F' && data.length !== s.old!.recordLength) {
      throw new PipeFault(134, data.length, s.old!.recordLength);
    }
    io.hold(data.length + 32);
    s.updates[number] = data;
    io.emit(record);
  },
  end: (s, io) => {
    s.cursor = guarded(() => openCursor(volumeWritten(io, s), s.device, s.old!));
  },
});

const fileupdate: StageKind = {
  first: false,
  abandon: abandonWriting,
  names: ['FILEUPDATE', 'DISKUPDATE', 'MDSKUPDAte'],
  parse(operands, place): Update {
    const write = parseWrite(true)(operands, place);
    return { ...write, append: false, updates: {}, cursor: undefined };
  },
  prepare(io, stage) {
    const s = stage.state as Update;
    guarded(() => {
      prepareWrite(io, s);
    });
    if (s.old === undefined) throw new PipeFault(146, show(s.id));
    // the file stays what it is
    Object.assign(s, { format: s.old.format, length: s.old.recordLength });
  },
  run(io, stage) {
    const s = stage.state as Update;
    if (s.cursor === undefined) {
      collecting.run(io, stage);
      if (!stage.done) return;
      stage.done = false;
    }
    const volume = volumeWritten(io, s);
    if (Object.keys(s.updates).length === 0) {
      io.end();
      return;
    }
    const cursor = s.cursor!;
    if (cursor.record <= cursor.entry.records) {
      const first = cursor.record;
      const records = guarded(() => readBatch(cursor, device(io, s.device), BATCH));
      records.forEach((record, i) => {
        writeOne(io, s, volume, s.updates[first + i] ?? record);
      });
      io.again(BATCH_COST);
      return;
    }
    goOnWriting(io, s, volume);
  },
};

/** The stages of this file. */
export const fileUpdating: readonly StageKind[] = [fileupdate];
