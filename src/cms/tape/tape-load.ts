/** TAPE SCAN, SKIP and LOAD: looking for files on a tape by the block behind each, and bringing them to disk. */
import { CommandFault, fault, writableVolume } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { Answer, StepContext, StepResult } from '../command.js';
import { matches } from '../files/directory.js';
import type { FileEntry } from '../files/layout.js';
import { drive, TAPE, tapeEffect, type TapeFrame } from './tape-frame.js';
import { readTapeBlock } from './tape-format.js';

const END = '** END-OF-FILE OR END-OF-TAPE **';

/** Begins to look through the tape. */
export function startLook(context: StepContext, frame: TapeFrame): StepResult {
  const { id, files } = frame.request;
  if (frame.request.function === 'LOAD') writableVolume(context, 'TPE', id.mode.charAt(0));
  return tapeEffect(
    context,
    { ...frame, stage: 'look', blocks: 0, files, marks: 0, found: false },
    TAPE.read,
  );
}

const shownName = (entry: FileEntry, mode: string): string =>
  `${entry.name.padEnd(8)} ${entry.type.padEnd(8)} ${mode}${String(entry.modeNumber)}`;

/** Goes on when the drive, or a disk, has answered. */
export function resumeLook(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  switch (frame.stage) {
    case 'back':
      drive(context, frame, answer, false);
      if (frame.left > 1)
        return tapeEffect(context, { ...frame, left: frame.left - 1 }, TAPE.backBlock);
      if (frame.request.function === 'LOAD') return openFile(context, frame);
      return { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' } };
    case 'load':
      return load(context, frame, answer);
    case 'loaded': {
      const { id } = frame.request;
      const exact = !/[*%]/.test(id.name + id.type);
      if (exact) return { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' } };
      return tapeEffect(context, { ...frame, stage: 'look', blocks: 0 }, TAPE.read);
    }
    default:
      return look(context, frame, answer);
  }
}

function look(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  const { request } = frame;
  const { result, data } = drive(context, frame, answer, false);
  if (result === 'mark') return tapeMark(context, frame);
  const block = readTapeBlock(data);
  if (block.kind === 'other') throw fault('TPE', 57);
  if (block.kind === 'data') {
    return tapeEffect(context, { ...frame, blocks: frame.blocks! + 1, marks: 0 }, TAPE.read);
  }
  const { entry } = block;
  const { id, named } = request;
  const fits = matches(id.name, entry.name) && matches(id.type, entry.type);
  const blocks = frame.blocks! + 1;
  if (request.function === 'LOAD') {
    const next: TapeFrame = { ...frame, blocks: fits ? blocks - 1 : 0, marks: 0 };
    if (!fits) return tapeEffect(context, next, TAPE.read);
    return tapeEffect(context, { ...next, stage: 'back', left: blocks, entry }, TAPE.backBlock);
  }
  const shown = shownName(entry, 'A');
  const lines = request.report === 'term' ? [shown] : [];
  const report = [...frame.report, shown];
  if (!named || !fits) {
    return tapeEffect(
      context,
      { ...frame, blocks: 0, marks: 0, report },
      TAPE.read,
      undefined,
      lines,
    );
  }
  const next: TapeFrame = { ...frame, report, found: true };
  if (request.function === 'SKIP') {
    return { effect: { kind: 'work' }, frame: { ...next, stage: 'report' }, lines };
  }
  return tapeEffect(
    context,
    { ...next, stage: 'back', left: blocks },
    TAPE.backBlock,
    undefined,
    lines,
  );
}

function tapeMark(context: StepContext, frame: TapeFrame): StepResult {
  const { request } = frame;
  const files = frame.files! - 1;
  const marks = frame.marks! + 1;
  const lines = request.report === 'none' ? [] : [END];
  // two marks behind one another end a tape
  if (files > 0 && marks < 2) {
    return tapeEffect(context, { ...frame, files, marks, blocks: 0 }, TAPE.read, undefined, lines);
  }
  if (request.named && frame.found !== true) {
    const { id } = request;
    const missing = fault('TPE', 2, `${id.name} ${id.type}`);
    throw new CommandFault(missing.rc, [...lines, ...missing.lines]);
  }
  return { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' }, lines };
}

function openFile(context: StepContext, frame: TapeFrame): StepResult {
  const entry = frame.entry!;
  const { mode } = frame.request.id;
  if (entry.recordLength < 1 || entry.recordLength > 65535) throw fault('TPE', 57);
  const output = startFileOutput(context, 'TPE', {
    ...{ name: entry.name, type: entry.type, letter: mode.charAt(0) },
    modeNumber: mode.length > 1 ? Number(mode.charAt(1)) : entry.modeNumber,
    ...{ format: entry.format, recordLength: entry.recordLength },
  });
  const next: TapeFrame = { ...frame, stage: 'load', left: frame.blocks!, output };
  const rest = new Uint8Array(0);
  return tapeEffect(context, { ...next, change: output.change, rest, records: 0 }, TAPE.read);
}

const incorrect = (entry: FileEntry): CommandFault =>
  fault('TPE', 96, `${entry.name} ${entry.type}`);

/** Writes the records that are whole. */
function putRecords(context: StepContext, frame: TapeFrame, bytes: Uint8Array): void {
  const entry = frame.entry!;
  const all = new Uint8Array(frame.rest!.length + bytes.length);
  all.set(frame.rest!);
  all.set(bytes, frame.rest!.length);
  let at = 0;
  while (frame.records! < entry.records) {
    const variable = entry.format === 'V';
    if (variable && at + 2 > all.length) break;
    const from = variable ? at + 2 : at;
    const length = variable ? all[at]! * 256 + all[at + 1]! : entry.recordLength;
    if (length === 0) throw incorrect(entry);
    if (from + length > all.length) break;
    putOutput(context, frame.output!, all.subarray(from, from + length));
    frame.records!++;
    at = from + length;
  }
  frame.rest = all.slice(at);
}

function load(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  const entry = frame.entry!;
  const output = frame.output!;
  if (answer.kind === 'tape') {
    const { result, data } = drive(context, frame, answer, false);
    const block = result === 'mark' ? { kind: 'other' as const } : readTapeBlock(data);
    if (block.kind === 'data' && frame.left > 0) {
      putRecords(context, frame, block.bytes);
      return tapeEffect(context, { ...frame, left: frame.left - 1 }, TAPE.read);
    }
    if (block.kind !== 'name' || frame.left > 0 || frame.records !== entry.records) {
      throw incorrect(entry);
    }
  }
  if (!replaceSome(context, output)) {
    return { effect: { kind: 'work' }, frame: { ...frame, change: output.change }, cost: 1500 };
  }
  const { report, id } = frame.request;
  const shown = shownName({ ...entry, modeNumber: output.modeNumber }, id.mode.charAt(0));
  const next: TapeFrame = {
    ...frame,
    ...{ stage: 'loaded', found: true, output: undefined, change: undefined },
    report: [...frame.report, shown],
  };
  return closeOutput(
    context,
    output,
    { frame: next, lines: report === 'term' ? [shown] : [] },
    entry.written,
  );
}
