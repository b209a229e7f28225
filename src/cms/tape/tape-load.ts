/**
 * SCAN, SKIP and LOAD of TAPE and VMFPLC2: looking for files on a tape by the block behind or in front of each, and
 * bringing them to disk.
 */
import { CommandFault, fault, writableVolume } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { Answer, StepContext, StepResult } from '../command.js';
import { matches } from '../files/directory.js';
import { drive, shownName, TAPE, tapeEffect, type TapeFrame } from './tape-frame.js';
import { readPlcBlock } from './plc-format.js';
import { readTapeBlock, type TapeBlock } from './tape-format.js';

const END = '** END-OF-FILE OR END-OF-TAPE **';

/** Begins to look through the tape. */
export function startLook(context: StepContext, frame: TapeFrame): StepResult {
  const { id, files } = frame.request;
  if (frame.request.function === 'LOAD')
    writableVolume(context, frame.request.module, id.mode.charAt(0));
  return tapeEffect(
    context,
    { ...frame, stage: 'look', blocks: 0, files, marks: 0, found: false },
    TAPE.read,
  );
}

const blockOf = (frame: TapeFrame, data: Uint8Array): TapeBlock =>
  frame.request.plc ? readPlcBlock(data) : readTapeBlock(data);

const incorrect = (frame: TapeFrame): CommandFault => {
  const { name, type } = frame.entry!;
  return fault(frame.request.module, 96, `${name} ${type}`);
};

/** Goes on when the drive, or a disk, has answered. */
export function resumeLook(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  switch (frame.stage) {
    case 'back':
      drive(context, frame, answer, false);
      if (frame.left > 1)
        return tapeEffect(context, { ...frame, left: frame.left - 1 }, TAPE.backBlock);
      if (frame.request.function === 'LOAD') return openFile(context, frame);
      return { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' } };
    case 'skip':
      return skip(context, frame, answer);
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
  const { module, plc } = request;
  const { result, data } = drive(context, frame, answer, false);
  if (result === 'mark') return tapeMark(context, frame);
  const block = blockOf(frame, data);
  if (block.kind === 'other') throw fault(module, 57);
  if (block.kind === 'data') {
    return tapeEffect(context, { ...frame, blocks: frame.blocks! + 1, marks: 0 }, TAPE.read);
  }
  const { entry } = block;
  const { id, named } = request;
  const fits = matches(id.name, entry.name) && matches(id.type, entry.type);
  // how far it is to the file's begin
  const blocks = plc ? 1 : frame.blocks! + 1;
  if (request.function === 'LOAD') {
    if (plc && fits) return openFile(context, { ...frame, blocks: block.blocks!, entry });
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
    if (plc && block.blocks! > 0) {
      const skipping: TapeFrame = { ...next, stage: 'skip', left: block.blocks!, entry };
      return tapeEffect(context, skipping, TAPE.read, undefined, lines);
    }
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

/** Goes over the blocks of a file whose name is in front. */
function skip(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  const { result, data } = drive(context, frame, answer, false);
  if (result === 'mark' || blockOf(frame, data).kind !== 'data') throw incorrect(frame);
  if (frame.left > 1) return tapeEffect(context, { ...frame, left: frame.left - 1 }, TAPE.read);
  return { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' } };
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
    const missing = fault(request.module, 2, `${id.name} ${id.type}`);
    throw new CommandFault(missing.rc, [...lines, ...missing.lines]);
  }
  return { effect: { kind: 'work' }, frame: { ...frame, stage: 'report' }, lines };
}

function openFile(context: StepContext, frame: TapeFrame): StepResult {
  const entry = frame.entry!;
  const { id, module } = frame.request;
  const { mode } = id;
  if (entry.recordLength < 1 || entry.recordLength > 65535) throw fault(module, 57);
  if (frame.blocks === 0 && entry.records > 0) throw incorrect(frame);
  const output = startFileOutput(context, frame.request.module, {
    ...{ name: entry.name, type: entry.type, letter: mode.charAt(0) },
    modeNumber: mode.length > 1 ? Number(mode.charAt(1)) : entry.modeNumber,
    ...{ format: entry.format, recordLength: entry.recordLength },
  });
  const next: TapeFrame = { ...frame, stage: 'load', left: frame.blocks!, output };
  const rest = new Uint8Array(0);
  const opened: TapeFrame = { ...next, change: output.change, rest, records: 0 };
  if (opened.left === 0) return { effect: { kind: 'work' }, frame: opened };
  return tapeEffect(context, opened, TAPE.read);
}

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
    if (length === 0) throw incorrect(frame);
    if (from + length > all.length) break;
    putOutput(context, frame.output!, all.subarray(from, from + length));
    frame.records!++;
    at = from + length;
  }
  // zeros may follow the last one
  frame.rest = frame.records! < entry.records ? all.slice(at) : new Uint8Array(0);
}

function load(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  const entry = frame.entry!;
  const output = frame.output!;
  const { plc } = frame.request;
  if (answer.kind === 'tape') {
    const { result, data } = drive(context, frame, answer, false);
    const block = result === 'mark' ? { kind: 'other' as const } : blockOf(frame, data);
    if (block.kind === 'data' && frame.left > 0) {
      putRecords(context, frame, block.bytes);
      frame.left--;
      if (frame.left > 0 || !plc) return tapeEffect(context, frame, TAPE.read);
    } else if (plc || block.kind !== 'name' || frame.left > 0) throw incorrect(frame);
    if (frame.records !== entry.records) throw incorrect(frame);
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
