/** TAPE DUMP: files to tape, block by block. */
import { deviceOf, fault } from '../commands/command-fault.js';
import { foundName, showFileid } from '../commands/operands.js';
import type { Answer, StepContext, StepResult } from '../command.js';
import { listSome, modeOf, startList, volumeOf } from '../files/disk-state.js';
import { openCursor, readBatch } from '../files/reader.js';
import { drive, TAPE, tapeEffect, type Dumping, type TapeFrame } from './tape-frame.js';
import { dataBlock, nameBlock } from './tape-format.js';

/** Directory entries looked at in one step. */
const FILES_A_STEP = 500;

/** Begins to dump. */
export function startDump(context: StepContext, frame: TapeFrame): StepResult {
  const { id } = frame.request;
  const letter = id.mode.charAt(0);
  if (letter !== '*' && modeOf(context.cms.disks, letter) === undefined) {
    throw fault('TPE', 69, letter);
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
        shown: foundName(one),
        entry: one.entry,
      }));
      const next: TapeFrame = { ...frame, queue: further, cursor: done ? undefined : frame.cursor };
      return { effect: { kind: 'work' }, frame: next, lines, cost: 200 };
    }
    if (frame.dumped === 0) throw fault('TPE', 2, showFileid(frame.request.id));
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
  };
  return nextBlock(context, { ...frame, queue: rest, dumping }, lines);
}

/** The next block of a file: data, then its name. */
function nextBlock(context: StepContext, frame: TapeFrame, lines: readonly string[]): StepResult {
  const dumping = frame.dumping!;
  const { blockSize } = frame.request;
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
    return tapeEffect(context, frame, TAPE.write, dataBlock(part, blockSize, entry.format), lines);
  }
  dumping.named = true;
  return tapeEffect(context, frame, TAPE.write, nameBlock(entry, blockSize), lines);
}

/** Goes on when the drive has answered. */
export function resumeDump(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  if (answer.kind !== 'tape') return nextFile(context, frame, []);
  // unit exception behind a block: the reel is at its end
  const { result } = drive(context, frame, answer, true);
  if (result === 'mark' && frame.stage === 'dump') throw fault('TPE', 58, frame.request.shown);
  switch (frame.stage) {
    case 'last-mark':
      // what is dumped next goes over the mark that ends the tape now
      return frame.left === 2
        ? tapeEffect(context, { ...frame, left: 1 }, TAPE.backFile)
        : { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' } };
    case 'file-mark':
      return nextFile(context, { ...frame, stage: 'dump' }, []);
    default: {
      const { shown, named } = frame.dumping!;
      if (!named) return nextBlock(context, frame, []);
      const { marks, report } = frame.request;
      const next: TapeFrame = {
        ...frame,
        dumping: undefined,
        dumped: (frame.dumped ?? 0) + 1,
        report: [...frame.report, shown],
      };
      const lines = report === 'term' ? [shown] : [];
      if (marks)
        return tapeEffect(context, { ...next, stage: 'file-mark' }, TAPE.mark, undefined, lines);
      return nextFile(context, next, lines);
    }
  }
}
