/**
 * Reading the records of a file through a cursor that is plain data, so that a step may stop anywhere.
 * Blocks that follow each other on the disk are read in one stretch.
 */
import type { BlockDevice } from '../block-device.js';
import type { FileEntry } from './layout.js';
import { get32, SPANNED } from './layout.js';
import type { Space } from './tree.js';
import { checkBlock, checkEntry, fanOut, readPath } from './tree.js';
import { DiskError, readBlocks } from './volume.js';

/** Most blocks that one read takes, in bytes. */
const STRETCH = 32768;

/** Where reading stands. Changed in place by the functions here. */
export interface RecordCursor {
  readonly version: 1;
  readonly entry: FileEntry;
  readonly space: Space;
  /** Number of the next record, from 1. */
  record: number;
  /** Byte of the file at which it begins. */
  offset: number;
  /** The lowest pointer block in use, and the data block of its first pointer. */
  leaf: Uint8Array | undefined;
  leafFirst: number;
  /** Data blocks in hand. */
  data: Uint8Array | undefined;
  dataFirst: number;
  dataCount: number;
}

/** Opens a file at its first record. */
export function openCursor(space: Space, device: number, entry: FileEntry): RecordCursor {
  checkEntry(space, device, entry);
  return {
    version: 1,
    entry,
    space: { blockSize: space.blockSize, blocks: space.blocks },
    record: 1,
    offset: 0,
    leaf: undefined,
    leafFirst: 0,
    data: undefined,
    dataFirst: 0,
    dataCount: 0,
  };
}

function pointerAt(cursor: RecordCursor, device: BlockDevice, index: number): number {
  const { entry, space } = cursor;
  const sparse = entry.format === 'F';
  if (entry.levels === 0) return checkBlock(space, device.device, entry.origin, sparse);
  const fan = fanOut(space, entry.pointerSize);
  const first = index - (index % fan);
  if (cursor.leaf === undefined || cursor.leafFirst !== first) {
    cursor.leaf = readPath(space, device, entry, index).at(-1)!.bytes;
    cursor.leafFirst = first;
  }
  const block = get32(cursor.leaf, (index - first) * entry.pointerSize);
  return checkBlock(space, device.device, block, sparse);
}

function load(cursor: RecordCursor, device: BlockDevice, index: number): void {
  const { entry, space } = cursor;
  if (index >= entry.dataBlocks) throw new DiskError('damaged', device.device);
  const block = pointerAt(cursor, device, index);
  let count = 1;
  if (block !== 0 && entry.levels > 0) {
    const fan = fanOut(space, entry.pointerSize);
    const most = Math.min(STRETCH / space.blockSize, entry.dataBlocks - index, fan - (index % fan));
    while (count < most && pointerAt(cursor, device, index + count) === block + count) count++;
  }
  cursor.data =
    block === 0 ? new Uint8Array(space.blockSize) : readBlocks(space, device, block, count);
  cursor.dataFirst = index;
  cursor.dataCount = count;
}

/** Bytes of the file from `offset`: a view of the blocks in hand, or copied out of as many blocks as they lie in. */
function bytesAt(
  cursor: RecordCursor,
  device: BlockDevice,
  offset: number,
  length: number,
): Uint8Array {
  const size = cursor.space.blockSize;
  if (length > 0) have(cursor, device, offset);
  const first = offset - cursor.dataFirst * size;
  if (cursor.data !== undefined && first >= 0 && first + length <= cursor.dataCount * size) {
    return cursor.data.subarray(first, first + length);
  }
  const out = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const at = offset + done;
    have(cursor, device, at);
    const from = at - cursor.dataFirst * size;
    const part = Math.min(length - done, cursor.dataCount * size - from);
    out.set(cursor.data!.subarray(from, from + part), done);
    done += part;
  }
  return out;
}

/** Reads the block of a byte of the file, unless it is in hand. */
function have(cursor: RecordCursor, device: BlockDevice, at: number): void {
  const index = Math.floor(at / cursor.space.blockSize);
  const { data, dataFirst, dataCount } = cursor;
  if (data !== undefined && index >= dataFirst && index < dataFirst + dataCount) return;
  load(cursor, device, index);
}

/** The length of a record, which stands before it in two bytes: mostly among those in hand. */
function lengthAt(cursor: RecordCursor, device: BlockDevice, offset: number): number {
  const { data, dataFirst, dataCount, space } = cursor;
  const at = offset - dataFirst * space.blockSize;
  if (data !== undefined && at >= 0 && at + 2 <= dataCount * space.blockSize) {
    return data[at]! * 256 + data[at + 1]!;
  }
  const header = bytesAt(cursor, device, offset, 2);
  return header[0]! * 256 + header[1]!;
}

/** The next record; undefined behind the last. It may share the bytes of the blocks that it was read in. */
export function readShared(cursor: RecordCursor, device: BlockDevice): Uint8Array | undefined {
  const { entry } = cursor;
  if (cursor.record > entry.records) return undefined;
  let length = entry.recordLength;
  let from = cursor.offset;
  if (entry.format === 'V') {
    length = lengthAt(cursor, device, from);
    from += 2;
    if (length === 0) throw new DiskError('damaged', device.device);
  }
  const record = bytesAt(cursor, device, from, length);
  cursor.offset = from + length;
  cursor.record++;
  return record;
}

/** The next record, for whoever keeps it; undefined behind the last. */
export function readRecord(cursor: RecordCursor, device: BlockDevice): Uint8Array | undefined {
  const record = readShared(cursor, device);
  // one that lies in blocks of several reads has been copied already
  return record?.buffer === cursor.data?.buffer ? record?.slice() : record;
}

/**
 * The next records, about `most` bytes of them and at least one; none behind the last. They may share the bytes of
 * the blocks that they were read in: whoever keeps one for long makes a copy.
 */
export function readBatch(cursor: RecordCursor, device: BlockDevice, most: number): Uint8Array[] {
  const { entry, space } = cursor;
  const records: Uint8Array[] = [];
  const variable = entry.format === 'V';
  for (let bytes = 0; bytes < most && cursor.record <= entry.records;) {
    const { data } = cursor;
    const size = cursor.dataCount * space.blockSize;
    const from = cursor.offset - cursor.dataFirst * space.blockSize;
    let length = entry.recordLength;
    let at = from;
    let inHand = data !== undefined && from >= 0;
    if (variable && inHand) {
      inHand = from + 2 <= size;
      if (inHand) length = data![from]! * 256 + data![from + 1]!;
      at += 2;
    }
    if (inHand && length > 0 && at + length <= size) {
      records.push(data!.subarray(at, at + length));
      cursor.offset += at + length - from;
      cursor.record++;
      bytes += length + 8;
      continue;
    }
    const record = readRecord(cursor, device)!;
    records.push(record);
    bytes += record.length + 8;
  }
  return records;
}

/** Goes to a record: 1 is the first, one more than there are is the end. */
export function seekRecord(cursor: RecordCursor, device: BlockDevice, record: number): void {
  const { entry, space } = cursor;
  if (record < 1 || record > entry.records + 1) throw new Error(`record ${record} is not there`);
  if (entry.format === 'F') {
    cursor.record = record;
    cursor.offset = (record - 1) * entry.recordLength;
    return;
  }
  if (record < cursor.record) {
    cursor.record = 1;
    cursor.offset = 0;
  }
  const wanted = Math.min(record, entry.records);
  if (entry.levels > 0 && wanted > cursor.record) seekBlock(cursor, device, wanted);
  while (cursor.record < record) {
    const header = bytesAt(cursor, device, cursor.offset, 2);
    const length = header[0]! * 256 + header[1]!;
    if (length === 0 || cursor.offset + 2 + length > entry.dataBlocks * space.blockSize) {
      throw new DiskError('damaged', device.device);
    }
    cursor.offset += 2 + length;
    cursor.record++;
  }
}

/** Goes to the first record of the block in which a record of a V file begins, by the pointers. */
function seekBlock(cursor: RecordCursor, device: BlockDevice, wanted: number): void {
  const { entry, space } = cursor;
  const fan = fanOut(space, 12);
  let before = 0; // highest record that begins left of here
  let index = 0;
  let block = entry.origin;
  for (let level = entry.levels; level >= 1; level--) {
    checkBlock(space, device.device, block, false);
    const bytes = readBlocks(space, device, block);
    const span = fan ** (level - 1);
    const filled = Math.min(fan, Math.ceil((entry.dataBlocks - index) / span));
    let at = 0;
    while (at < filled && get32(bytes, at * 12 + 4) < wanted) {
      before = get32(bytes, at * 12 + 4);
      at++;
    }
    if (at >= filled) throw new DiskError('damaged', device.device);
    index += at * span;
    block = get32(bytes, at * 12);
    if (level === 1) {
      const displacement = get32(bytes, at * 12 + 8);
      if (displacement === SPANNED || displacement >= space.blockSize) {
        throw new DiskError('damaged', device.device);
      }
      if (before + 1 > cursor.record) {
        cursor.record = before + 1;
        cursor.offset = index * space.blockSize + displacement;
      }
    }
  }
}

/**
 * Records `from` to `to` of a file in one go. For files known to be small (the caller looks at
 * `dataBlocks`); `most` bytes end it early, for those who only want a look.
 */
export function readRecords(
  space: Space,
  device: BlockDevice,
  entry: FileEntry,
  from = 1,
  to = entry.records,
  most = Infinity,
): Uint8Array[] {
  const cursor = openCursor(space, device.device, entry);
  const records: Uint8Array[] = [];
  if (from > entry.records) return records;
  seekRecord(cursor, device, from);
  for (let bytes = 0; cursor.record <= to && bytes < most;) {
    const record = readRecord(cursor, device);
    if (record === undefined) break;
    bytes += record.length;
    records.push(record);
  }
  return records;
}
