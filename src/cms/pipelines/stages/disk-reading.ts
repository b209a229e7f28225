/** Files of minidisks as records: `<`, FILEBACK, FILERANDOM, GETFILES, STATE (CMS Pipelines, these stages). */
import { toEbcdic } from '../../../shared/ebcdic.js';
import { findFile, type FoundFile } from '../../files/disk-state.js';
import {
  openCursor,
  readBatch,
  readRecord,
  seekRecord,
  type RecordCursor,
} from '../../files/reader.js';
import { shortText, someWords } from '../text.js';
import { concat, decimal, grow, newGrowing, takeGrown, type Growing } from '../bytes.js';
import { device, guarded, parseFileid, show, type Fileid } from '../file-ids.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec, type Stage } from '../pipe-set.js';
import { filter, PIECES, type Place, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { diskWriting } from './disk-writing.js';
import { isFileName } from '../../files/file-name.js';

interface Read {
  readonly id: Fileid;
  device: number;
  cursor: RecordCursor | undefined;
  /** Records read ahead, and how many of them are out. */
  records: Rec[];
  at: number;
}

/** Bytes that are read at a time. */
const BATCH = 32768;
/** What reading them costs beside the blocks. */
const BATCH_COST = 60;

const read: StageKind = {
  names: ['<', '<MDSK'],
  first: true,
  parse(operands, place): Read {
    const id = parseFileid(operands, '*', place.io);
    operands.finish();
    return { id, device: 0, cursor: undefined, records: [], at: 0 };
  },
  prepare(io, stage) {
    const s = stage.state as Read;
    const found = findFile(io.context.cms.disks, s.id.name, s.id.type, s.id.mode);
    if (found === undefined) throw new PipeFault(146, show(s.id));
    s.device = found.volume.device;
    s.cursor = guarded(() => openCursor(found.volume, found.volume.device, found.entry));
  },
  run(io, stage) {
    const s = stage.state as Read;
    for (;;) {
      if (io.blocked(0)) return;
      if (s.at < s.records.length) {
        if (io.put(s.records[s.at++]!, 0)) continue;
        io.end();
        return;
      }
      const cursor = s.cursor!;
      if (cursor.record > cursor.entry.records || !io.connected(0)) {
        io.end();
        return;
      }
      s.at = 0;
      s.records = guarded(() => readBatch(cursor, device(io, s.device), BATCH));
      io.cost += BATCH_COST;
    }
  },
};

const appending = diskWriting.find((kind) => kind.names.includes('>>'))!;

/** FILEFAST and FILESLOW: first in a pipeline they read a file, else they write behind it. */
const either: StageKind = {
  names: ['FILEFAST', 'FILESLOW', 'DISKFAST', 'DISKSLOW', 'MDSKFAST', 'MDSKSLOW', 'FILE', 'DISK'],
  parse: (operands, place) => (place.first ? read : appending).parse(operands, place),
  prepare: (io, stage) => (isReading(stage) ? read : appending).prepare!(io, stage),
  run: (io, stage) => (isReading(stage) ? read : appending).run(io, stage),
  abandon(io, stage) {
    if (!isReading(stage)) appending.abandon!(io, stage);
  },
};

const isReading = (stage: Stage): boolean => 'cursor' in (stage.state as object);

function openFile(
  io: StageIo,
  id: Fileid,
): { readonly device: number; readonly cursor: RecordCursor } {
  const found = findFile(io.context.cms.disks, id.name, id.type, id.mode);
  if (found === undefined) throw new PipeFault(146, show(id));
  const number = found.volume.device;
  return { device: number, cursor: guarded(() => openCursor(found.volume, number, found.entry)) };
}

interface Random {
  readonly id: Fileid;
  /** Record numbers of the operands, as ranges that are still to be read. */
  readonly ranges: { next: number; readonly last: number }[];
  readonly numbered: boolean;
  /** Records of a range are one record (BLOCKED). */
  readonly blocked: boolean;
  /** What has been read of it. */
  block: Growing | undefined;
  /** Bytes of the present record whose numbers are in `ranges`. */
  read: number;
  device: number;
  cursor: RecordCursor | undefined;
}

/** n, n-m, n.count, `*` for the last. */
function recordRange(word: string): { next: number; readonly last: number } {
  const match = /^(\d{1,9})(?:([-.])(\d{1,9}|\*))?$/.exec(word);
  const next = Number(match?.[1] ?? 0);
  if (match === null || next < 1) throw new PipeFault(516, word);
  const [, , how, to] = match;
  if (how === undefined) return { next, last: next };
  if (to === '*') return { next, last: Infinity };
  return { next, last: how === '-' ? Number(to) : next + Number(to) - 1 };
}

function one(s: Random, io: StageIo, number: number): Rec {
  const cursor = s.cursor!;
  if (number < 1 || number > cursor.entry.records) throw new PipeFault(517, number);
  const disk = device(io, s.device);
  io.cost += 5;
  const record = guarded(() => {
    seekRecord(cursor, disk, number);
    return readRecord(cursor, disk)!;
  });
  return s.numbered ? concat(decimal(number, 10), record) : record;
}

function parseRandom(operands: Operands, place: Place): Random {
  const id = parseFileid(operands, '*', place.io);
  let numbered = operands.keyword('NUMBERs');
  const blocked = operands.keyword('BLOCKed');
  numbered = operands.keyword('NUMBERs') || numbered;
  const ranges: Random['ranges'] = [];
  while (!operands.empty) ranges.push(recordRange(operands.required()));
  return {
    ...{ id, ranges, numbered, blocked, block: undefined, read: 0 },
    ...{ device: 0, cursor: undefined },
  };
}

/** A block of a range, as it grows: true when it is whole. */
function blockGrown(
  s: Random,
  io: StageIo,
  range: Random['ranges'][number],
  last: number,
): boolean {
  s.block ??= newGrowing();
  for (let read = 0; read < PIECES && range.next <= last; read++) {
    const record = one(s, io, range.next++);
    if (s.block.length + record.length > MOST_RECORD) {
      throw new PipeFault(78, s.block.length + record.length);
    }
    grow(s.block, record);
    io.hold(record.length);
  }
  return range.next > last;
}

/** FILERANDOM: records by their numbers, those of the operands first, then those of the input. */
const random: StageKind = {
  names: ['FILERANDom', 'DISKRANDom', 'MDSKRANDom'],
  parse: parseRandom,
  prepare(io, stage) {
    Object.assign(stage.state as Random, openFile(io, (stage.state as Random).id));
  },
  run(io, stage) {
    const s = stage.state as Random;
    for (;;) {
      if (io.blocked(0)) return;
      if (!io.connected(0)) break;
      const range = s.ranges[0];
      if (range !== undefined) {
        const last = range.last === Infinity ? s.cursor!.entry.records : range.last;
        if (range.next > last) s.ranges.shift();
        else if (s.blocked) {
          if (!blockGrown(s, io, range, last)) {
            io.again(0);
            return;
          }
          io.release(s.block!.length);
          io.put(takeGrown(s.block!), 0);
        } else io.put(one(s, io, range.next++), 0);
        continue;
      }
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) break;
        io.waitInput(0);
        return;
      }
      const [words, next] = someWords(record, s.read);
      for (const word of words) s.ranges.push(recordRange(word));
      s.read = next;
      if (next < record.length) continue;
      s.read = 0;
      io.consume(0);
    }
    io.end();
  },
};

/** FILEBACK: from the last record to the first. */
const back: StageKind = {
  names: ['FILEBACK', 'DISKBACK', 'MDSKBACK'],
  first: true,
  parse(operands, place): Random {
    const id = parseFileid(operands, '*', place.io);
    operands.finish();
    return {
      ...{ id, ranges: [], numbered: false, blocked: false, block: undefined, read: 0 },
      ...{ device: 0, cursor: undefined },
    };
  },
  prepare(io, stage) {
    const s = stage.state as Random;
    Object.assign(s, openFile(io, s.id));
    s.ranges.push({ next: s.cursor!.entry.records, last: 1 });
  },
  run(io, stage) {
    const s = stage.state as Random;
    const range = s.ranges[0]!;
    for (;;) {
      if (io.blocked(0)) return;
      if (range.next < 1 || !io.put(one(s, io, range.next--), 0)) break;
    }
    io.end();
  },
};

interface GetFiles {
  device: number;
  cursor: RecordCursor | undefined;
}

/** GETFILES: the records of the files whose names come in. */
const getfiles = filter<GetFiles>(['GETfiles'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { device: 0, cursor: undefined };
  },
  record(s, record, io) {
    if (s.cursor === undefined) {
      const [name = '', type = '', mode = '*'] = shortText(record).split(/\s+/);
      const given = {
        name: name.toUpperCase(),
        type: type.toUpperCase(),
        mode: mode.toUpperCase(),
      };
      Object.assign(s, openFile(io, given));
    }
    const cursor = s.cursor!;
    if (cursor.record > cursor.entry.records) {
      s.cursor = undefined;
      return false;
    }
    for (const one of guarded(() => readBatch(cursor, device(io, s.device), FEW))) io.emit(one);
    io.cost += BATCH_COST;
    return true;
  },
});

/** Bytes of a file that GETFILES queues at a time. */
const FEW = 4096;

/** A line as STATE writes it: name, type, mode, format, length, records, blocks, date and time. */
function stateLine(found: FoundFile): Rec {
  const { entry, mode } = found;
  const { written } = entry;
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${written.month}/${two(written.day)}/${two(written.year % 100)}`.padStart(8);
  const time = `${written.hour}:${two(written.minute)}:${two(written.second)}`.padStart(8);
  const id = `${entry.name.padEnd(8)} ${entry.type.padEnd(8)} ${mode.letter}${entry.modeNumber}`;
  const size = `${entry.format} ${String(entry.recordLength).padStart(10)}`;
  const counts = `${String(entry.records).padStart(10)} ${String(entry.dataBlocks).padStart(10)}`;
  return toEbcdic(`${id} ${size} ${counts} ${date} ${time}`);
}

interface State {
  readonly quiet: boolean;
  readonly given: string;
}

/** STATE: a line for each file that is there; names of those that are not go to the secondary output. */
const state = filter<State>(['STATE', 'STATEW'], {
  parse(operands) {
    const quiet = operands.keyword('QUIet');
    operands.keyword('NOFORMAT');
    const given = operands.rest.trim();
    operands.rest = '';
    return { quiet, given };
  },
  begin(s, io) {
    if (s.given !== '') lookUp(s, s.given, toEbcdic(s.given), io);
  },
  record(s, record, io) {
    lookUp(s, shortText(record), record, io);
  },
});

function lookUp(s: State, text: string, record: Rec, io: StageIo): void {
  const [name = '', type = '', mode = '*'] = text.trim().toUpperCase().split(/\s+/);
  const found =
    isFileName(name) && isFileName(type)
      ? findFile(io.context.cms.disks, name, type, mode)
      : undefined;
  if (found !== undefined) io.emit(stateLine(found));
  else if (io.connected(1)) io.emit(record, 1);
  else if (!s.quiet && s.given !== '') io.stage.rc = 28;
}

/** The stages of this file. */
export const diskReading: readonly StageKind[] = [read, either, random, back, getfiles, state];
