/**
 * Writing a file record by record: a bulk load of the tree from the left. Only one block of each level
 * is in hand, whatever the size of the file. Nothing that the present directory refers to is
 * overwritten: appending copies the last data block and the pointer blocks on the right edge.
 */
import type { BlockDevice } from '../block-device.js';
import type { FileEntry, RecordFormat, Stamp } from './layout.js';
import { get32, MAX_RECORD, put32, SPANNED } from './layout.js';
import { openCursor, seekRecord } from './reader.js';
import { checkEntry, fanOut, levelsFor, readPath } from './tree.js';
import type { Volume } from './volume.js';
import { addToStretches, DiskError, readBlocks, takeBlock, writeBlocks } from './volume.js';

/** Bytes that go to the disk in one write. */
const STRETCH = 32768;

/** What a command is about to change on one disk; nothing of it holds until it is committed. */
export interface Change {
  readonly version: 1;
  readonly device: number;
  /** Blocks filled for this change, in stretches. */
  readonly taken: number[];
  /** Blocks of the present state that the new one no longer uses, in stretches. */
  readonly freed: number[];
  /** Blocks filled for the directory and the map of its commit, in stretches. */
  readonly system: number[];
  /** FSTs of files that are new or replaced: one, or several one behind the other. */
  readonly puts: Uint8Array[];
  /** Names of files that go: 16 bytes, or several one behind the other. */
  readonly removes: Uint8Array[];
}

/** An empty change of a disk. */
export function newChange(device: number): Change {
  return { version: 1, device, taken: [], freed: [], system: [], puts: [], removes: [] };
}

interface Level {
  readonly bytes: Uint8Array;
  used: number;
}

/** A file being written; plain data, changed in place. */
export interface FileWriter {
  readonly version: 1;
  readonly format: RecordFormat;
  /** Record length of F, longest record so far of V. */
  recordLength: number;
  records: number;
  dataBlocks: number;
  readonly current: Uint8Array;
  fill: number;
  /** Displacement of the first record that begins in `current`. */
  firstStart: number;
  readonly levels: Level[];
  /** Blocks filled but not yet written, one behind the other. */
  pending: Uint8Array;
  pendingFirst: number;
  pendingCount: number;
}

/** Starts a new file; in the buffers of one that has ended, when there is one: most files are small. */
export function startFile(
  volume: Volume,
  format: RecordFormat,
  recordLength: number,
  before?: FileWriter,
): FileWriter {
  const { blockSize } = volume;
  const used = before?.current.length === blockSize ? before : undefined;
  return {
    version: 1,
    format,
    recordLength: format === 'F' ? recordLength : 1,
    records: 0,
    dataBlocks: 0,
    current: used?.current ?? new Uint8Array(blockSize),
    fill: 0,
    firstStart: SPANNED,
    levels: used?.levels.map(({ bytes }) => ({ bytes, used: 0 })) ?? [],
    pending: used?.pending ?? new Uint8Array(blockSize),
    pendingFirst: 0,
    pendingCount: 0,
  };
}

const pointerSize = (writer: FileWriter): number => (writer.format === 'V' ? 12 : 4);

/** Starts to write behind the last record of a file. */
export function appendFile(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  entry: FileEntry,
): FileWriter {
  checkEntry(volume, device.device, entry);
  const writer = startFile(volume, entry.format, entry.recordLength);
  if (entry.records === 0) return writer;
  writer.recordLength = entry.recordLength;
  writer.records = entry.records;
  const cursor = openCursor(volume, device.device, entry);
  seekRecord(cursor, device, entry.records + 1);
  const size = volume.blockSize;
  if (Math.ceil(cursor.offset / size) !== entry.dataBlocks) {
    throw new DiskError('damaged', device.device);
  }
  const whole = Math.floor(cursor.offset / size);
  writer.dataBlocks = whole;
  writer.fill = cursor.offset - whole * size;
  const width = pointerSize(writer);
  let last = entry.origin;
  let first = 0;
  if (entry.levels > 0) {
    const path = readPath(volume, device, entry, entry.dataBlocks - 1);
    for (const [i, node] of path.entries()) {
      addToStretches(change.freed, node.block);
      const used = i === path.length - 1 && writer.fill === 0 ? node.at + 1 : node.at;
      writer.levels[path.length - 1 - i] = { bytes: node.bytes, used };
    }
    const leaf = path.at(-1)!;
    last = get32(leaf.bytes, leaf.at * width);
    first = get32(leaf.bytes, leaf.at * width + 8);
  } else if (writer.fill === 0) {
    pushPointer(volume, device, change, writer, 0, last, entry.records, 0);
  }
  if (writer.fill > 0) {
    if (last !== 0) {
      writer.current.set(readBlocks(volume, device, last).subarray(0, writer.fill));
      addToStretches(change.freed, last);
    }
    if (entry.format === 'V') writer.firstStart = first;
  }
  return writer;
}

function flushPending(volume: Volume, device: BlockDevice, writer: FileWriter): void {
  if (writer.pendingCount === 0) return;
  const length = writer.pendingCount * volume.blockSize;
  writeBlocks(volume, device, writer.pendingFirst, writer.pending.subarray(0, length));
  writer.pendingCount = 0;
}

function putBlock(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  writer: FileWriter,
  bytes: Uint8Array,
): number {
  const block = takeBlock(volume, change);
  const length = writer.pendingCount * volume.blockSize;
  if (
    length === STRETCH ||
    (writer.pendingCount > 0 && writer.pendingFirst + writer.pendingCount !== block)
  ) {
    flushPending(volume, device, writer);
  } else if (length === writer.pending.length) {
    // most files are small
    const pending = new Uint8Array(Math.min(STRETCH, length * 4));
    pending.set(writer.pending);
    writer.pending = pending;
  }
  if (writer.pendingCount === 0) writer.pendingFirst = block;
  writer.pending.set(bytes, writer.pendingCount * volume.blockSize);
  writer.pendingCount++;
  return block;
}

function flushLevel(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  writer: FileWriter,
  at: number,
): void {
  const level = writer.levels[at]!;
  const width = pointerSize(writer);
  const highest = width === 12 ? get32(level.bytes, (level.used - 1) * 12 + 4) : 0;
  const first = width === 12 ? get32(level.bytes, 8) : 0;
  level.bytes.fill(0, level.used * width);
  const block = putBlock(volume, device, change, writer, level.bytes);
  level.used = 0;
  pushPointer(volume, device, change, writer, at + 1, block, highest, first);
}

function pushPointer(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  writer: FileWriter,
  at: number,
  block: number,
  highest: number,
  displacement: number,
): void {
  const width = pointerSize(writer);
  writer.levels[at] ??= { bytes: new Uint8Array(volume.blockSize), used: 0 };
  const level = writer.levels[at];
  if (level.used === fanOut(volume, width)) flushLevel(volume, device, change, writer, at);
  put32(level.bytes, level.used * width, block);
  if (width === 12) {
    put32(level.bytes, level.used * width + 4, highest);
    put32(level.bytes, level.used * width + 8, displacement);
  }
  level.used++;
}

function flushData(volume: Volume, device: BlockDevice, change: Change, writer: FileWriter): void {
  writer.current.fill(0, writer.fill);
  const block = putBlock(volume, device, change, writer, writer.current);
  writer.dataBlocks++;
  pushPointer(volume, device, change, writer, 0, block, writer.records, writer.firstStart);
  writer.fill = 0;
  writer.firstStart = SPANNED;
}

function putBytes(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  writer: FileWriter,
  bytes: Uint8Array,
): void {
  for (let done = 0; done < bytes.length;) {
    // a full block goes out only when more comes, so that it knows all records that begin in it
    if (writer.fill === volume.blockSize) flushData(volume, device, change, writer);
    const part = Math.min(bytes.length - done, volume.blockSize - writer.fill);
    writer.current.set(
      part === bytes.length ? bytes : bytes.subarray(done, done + part),
      writer.fill,
    );
    writer.fill += part;
    done += part;
  }
}

function putByte(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  writer: FileWriter,
  byte: number,
): void {
  if (writer.fill === volume.blockSize) flushData(volume, device, change, writer);
  writer.current[writer.fill++] = byte;
}

/** Adds a record: of F exactly the record length, of V 1 to 65,535 bytes. */
export function writeRecord(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  writer: FileWriter,
  record: Uint8Array,
): void {
  if (writer.format === 'F') {
    if (record.length !== writer.recordLength) throw new Error('record of the wrong length');
    writer.records++;
    putBytes(volume, device, change, writer, record);
    return;
  }
  if (record.length < 1 || record.length > MAX_RECORD)
    throw new Error('record of the wrong length');
  if (writer.fill === volume.blockSize) flushData(volume, device, change, writer);
  if (writer.firstStart === SPANNED) writer.firstStart = writer.fill;
  writer.records++;
  writer.recordLength = Math.max(writer.recordLength, record.length);
  putByte(volume, device, change, writer, record.length >> 8);
  putByte(volume, device, change, writer, record.length & 255);
  putBytes(volume, device, change, writer, record);
}

/** Ends the file: everything is on its way to the disk. Gives the entry, still to be put into a change. */
export function finishFile(
  volume: Volume,
  device: BlockDevice,
  change: Change,
  writer: FileWriter,
  name: { readonly name: string; readonly type: string; readonly modeNumber: number },
  written: Stamp,
): FileEntry {
  if (writer.fill > 0) flushData(volume, device, change, writer);
  const width = pointerSize(writer);
  const levels = levelsFor(writer.dataBlocks, fanOut(volume, width));
  let origin = 0;
  if (writer.dataBlocks > 0) {
    for (let at = 0; at < levels; at++) {
      if (writer.levels[at]!.used > 0) flushLevel(volume, device, change, writer, at);
    }
    origin = get32(writer.levels[levels]!.bytes, 0);
  }
  flushPending(volume, device, writer);
  return {
    name: name.name,
    type: name.type,
    modeNumber: name.modeNumber,
    format: writer.format,
    recordLength: writer.recordLength,
    origin,
    dataBlocks: writer.dataBlocks,
    records: writer.records,
    levels,
    pointerSize: width,
    written,
  };
}
