/** TAPE DUMP and VMFPLC2 DUMP: files to tape, block by block. */
import { deviceOf, fault } from '../commands/command-fault.js';
import { showFileid } from '../commands/operands.js';
import type { Answer, StepContext, StepResult } from '../command.js';
import { listSome, modeOf, startList, volumeOf } from '../files/disk-state.js';
import { openCursor, readBatch } from '../files/reader.js';
import { drive, shownName, TAPE, tapeEffect, type Dumping, type TapeFrame } from './tape-frame.js';
import { plcData, plcName } from './plc-format.js';
import { dataBlock, nameBlock } from './tape-format.js';

/** Directory entries looked at in one step. */
const FILES_A_STEP = 500;
/** Bytes of a file that are counted in one step. */
const BYTES_A_STEP = 16384;

/** Begins to dump. */
export function startDump(context: StepContext, frame: TapeFrame): StepResult {
  const { id } = frame.request;
  const letter = id.mode.charAt(0);
  if (letter !== '*' && modeOf(context.cms.disks, letter) === undefined) {
    throw fault(frame.request.module, 69, letter);
  }
  const cursor = startList(context.cms.disks, id.name, id.type, id.mode, letter !== '*');
  return nextFile(context, { ...frame, stage: 'dump', cursor, queue: [], dumped: 0 }, []);
}

/** The next file of the list, or the marks behind the last one. */
function nextFile(context: StepContext, frame: TapeFrame, lines: readonly string[]): StepResult {
  const queue = frame.queue!;
  const [file, ...rest] = queue;
  if (file === undefined) {
    if (frame.cursor !== undefined) {
      const { files, done } = listSome(context.cms.disks, frame.cursor, FILES_A_STEP);
      const further = files.map((one) => ({
        device: one.volume.device,
        shown: shownName(one.entry, one.mode.letter),
        entry: one.entry,
      }));
      const next: TapeFrame = { ...frame, queue: further, cursor: done ? undefined : frame.cursor };
      return { effect: { kind: 'work' }, frame: next, lines, cost: 200 };
    }
    if (frame.dumped === 0) throw fault(frame.request.module, 2, showFileid(frame.request.id));
    if (frame.request.marks) {
      return { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' }, lines };
    }
    return tapeEffect(
      context,
      { ...frame, stage: 'last-mark', left: 2 },
      TAPE.mark,
      undefined,
      lines,
    );
  }
  const volume = volumeOf(context.cms.disks, file.device);
  const dumping: Dumping = {
    ...file,
    cursor: openCursor(volume, file.device, file.entry),
    rest: new Uint8Array(0),
    named: false,
    bytes: 0,
  };
  return nextBlock(context, { ...frame, queue: rest, dumping }, lines);
}

/** The block in front of a file, which says how many there are: records of RECFM V are counted for it. */
function firstBlock(
  context: StepContext,
  frame: TapeFrame,
  dumping: Dumping,
  lines: readonly string[],
): StepResult {
  const { entry, cursor } = dumping;
  const volume = volumeOf(context.cms.disks, dumping.device);
  let bytes = entry.records * entry.recordLength;
  if (entry.format === 'V') {
    const records = readBatch(cursor, deviceOf(context, volume), BYTES_A_STEP);
    bytes = records.reduce((sum, record) => sum + record.length + 2, dumping.bytes);
    if (cursor.record <= entry.records) {
      const next = { ...frame, dumping: { ...dumping, bytes } };
      return { effect: { kind: 'work' }, frame: next, lines, cost: 500 };
    }
  }
  const again = openCursor(volume, dumping.device, entry);
  const next = { ...frame, dumping: { ...dumping, cursor: again, named: true } };
  return tapeEffect(context, next, TAPE.write, plcName(entry, bytes), lines);
}

/** The next block of a file: data, and its name in front or behind. */
function nextBlock(context: StepContext, frame: TapeFrame, lines: readonly string[]): StepResult {
  const dumping = frame.dumping!;
  const { blockSize, plc } = frame.request;
  if (plc && !dumping.named) return firstBlock(context, frame, dumping, lines);
  const { cursor, entry } = dumping;
  const device = deviceOf(context, volumeOf(context.cms.disks, dumping.device));
  while (dumping.rest.length < blockSize && cursor.record <= entry.records) {
    const records = readBatch(cursor, device, blockSize);
    const lengths = entry.format === 'V' ? 2 : 0;
    const total = records.reduce((sum, record) => sum + record.length + lengths, 0);
    const joined = new Uint8Array(dumping.rest.length + total);
    joined.set(dumping.rest);
    let at = dumping.rest.length;
    for (const record of records) {
      if (lengths > 0) joined.set([record.length >> 8, record.length & 255], at);
      joined.set(record, at + lengths);
      at += record.length + lengths;
    }
    dumping.rest = joined;
  }
  if (dumping.rest.length > 0) {
    const part = dumping.rest.slice(0, blockSize);
    dumping.rest = dumping.rest.slice(blockSize);
    const block = plc ? plcData(part) : dataBlock(part, blockSize, entry.format);
    return tapeEffect(context, frame, TAPE.write, block, lines);
  }
  if (dumping.named) return fileDone(context, frame, lines);
  dumping.named = true;
  return tapeEffect(context, frame, TAPE.write, nameBlock(entry, blockSize), lines);
}

/** All of a file is on the tape. */
function fileDone(context: StepContext, frame: TapeFrame, before: readonly string[]): StepResult {
  const { shown } = frame.dumping!;
  const { marks, report } = frame.request;
  const next: TapeFrame = {
    ...frame,
    dumping: undefined,
    dumped: (frame.dumped ?? 0) + 1,
    report: [...frame.report, shown],
  };
  const lines = report === 'term' ? [...before, shown] : before;
  if (marks) {
    return tapeEffect(context, { ...next, stage: 'file-mark' }, TAPE.mark, undefined, lines);
  }
  return nextFile(context, next, lines);
}

/** Goes on when the drive has answered. */
export function resumeDump(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  if (answer.kind !== 'tape') {
    return (frame.dumping === undefined ? nextFile : nextBlock)(context, frame, []);
  }
  // unit exception behind a block: the reel is at its end
  const { result } = drive(context, frame, answer, true);
  if (result === 'mark' && frame.stage === 'dump')
    throw fault(frame.request.module, 58, frame.request.shown);
  switch (frame.stage) {
    case 'last-mark':
      // what is dumped next goes over the mark that ends the tape now
      return frame.left === 2
        ? tapeEffect(context, { ...frame, left: 1 }, TAPE.backFile)
        : { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' } };
    case 'file-mark':
      return nextFile(context, { ...frame, stage: 'dump' }, []);
    default:
      return nextBlock(context, frame, []);
  }
}
