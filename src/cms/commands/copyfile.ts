/**
 * COPYFILE: copies, joins and converts files (CMS Command Reference, "COPYFILE"). All outputs of one line
 * on one disk appear together, or none does.
 */
import { EBCDIC_TO_LATIN1, EBCDIC_TO_UPPER, LATIN1_TO_EBCDIC } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import { listSome, modeOf, startList, volumeOf, type FoundFile } from '../files/disk-state.js';
import { encodeEntry, type FileEntry, type RecordFormat } from '../files/layout.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import { collect, collectSome, type Collecting } from '../files/tree.js';
import type { Volume } from '../files/volume.js';
import {
  appendFile,
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
  type FileWriter,
} from '../files/writer.js';
import { message } from '../messages-table.js';
import {
  commitDisk,
  deviceOf,
  fault,
  REPLACE_IT,
  faultWith,
  fileCommand,
  writableVolume,
} from './command-fault.js';
import { parseCopy, type CopyOptions, type CopyRequest } from './copyfile-options.js';
import { foundName, showFileid, splitOperands } from './operands.js';

/** Bytes that one step copies. */
const BYTES_A_STEP = 98304;

type Input = { readonly device: number; readonly shown: string; readonly entry: FileEntry };
type Job = {
  readonly letter: string;
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly inputs: Input[];
};
type CopyFrame = {
  readonly options: CopyOptions;
  readonly jobs: readonly Job[];
  job: number;
  input: number;
  change: Change;
  cursor: RecordCursor | undefined;
  writer: FileWriter | undefined;
  /** The file that is replaced, while its blocks are collected. */
  collecting: Collecting | undefined;
  /** Between the labels; copied so far of this input. */
  started: boolean;
  copied: number;
  total: number;
  lines: string[];
};

function findInputs(context: StepContext, request: CopyRequest): FoundFile[] {
  const disks = context.cms.disks;
  const files: FoundFile[] = [];
  for (const id of request.inputs) {
    const letter = id.mode.charAt(0);
    if (letter !== '*' && modeOf(disks, letter) === undefined) throw fault('CPY', 69, letter);
    const found = listSome(disks, startList(disks, id.name, id.type, id.mode), 1e6).files;
    const exact = !/[*%]/.test(id.name + id.type);
    const chosen = exact ? found.slice(0, 1) : found;
    if (chosen.length === 0) throw fault('CPY', 2, showFileid(id));
    files.push(...chosen);
  }
  return files;
}

/** Which output is made of which inputs. */
function planJobs(context: StepContext, request: CopyRequest): Job[] {
  const { output, options } = request;
  const files = findInputs(context, request);
  const several = output.name === '=' || output.type === '=';
  if (several && request.inputs.length > 1) throw fault('CPY', 67);
  const first = files[0]!;
  const jobs = new Map<string, Job>();
  for (const file of files) {
    const source = several ? file : first;
    const name = output.name === '=' ? source.entry.name : output.name;
    const type = output.type === '=' ? source.entry.type : output.type;
    const letter = output.mode.startsWith('=') ? source.mode.letter : output.mode.charAt(0);
    const number = output.mode.charAt(1);
    const modeNumber = number === '' ? source.entry.modeNumber : Number(number);
    const key = `${letter} ${name} ${type}`;
    const input = { device: file.volume.device, shown: foundName(file), entry: file.entry };
    const job = jobs.get(key);
    if (job === undefined) jobs.set(key, { letter, name, type, modeNumber, inputs: [input] });
    else if (several && options.disposition !== 'append')
      throw fault('CPY', 24, `${name} ${type} ${letter}${modeNumber}`, REPLACE_IT);
    else job.inputs.push(input);
  }
  return [...jobs.values()].sort((a, b) =>
    a.letter < b.letter ? -1 : Number(a.letter > b.letter),
  );
}

function start(context: StepContext): StepResult {
  const request = parseCopy(splitOperands(context.tokens));
  const jobs = planJobs(context, request);
  const { options } = request;
  for (const job of jobs) {
    const volume = writableVolume(context, 'CPY', job.letter);
    const old = findEntry(volume, job.name, job.type);
    const shown = `${job.name} ${job.type} ${job.letter}${old?.modeNumber ?? job.modeNumber}`;
    if (old !== undefined && options.disposition === 'new')
      throw fault('CPY', 24, shown, REPLACE_IT);
    for (const { entry, shown: input } of job.inputs) {
      if (options.from > entry.records)
        throw faultWith(32, 'CPY', 156, options.from, input, entry.records);
    }
  }
  const frame: CopyFrame = {
    options,
    jobs,
    job: 0,
    input: 0,
    change: newChange(
      volumeOf(context.cms.disks, modeOf(context.cms.disks, jobs[0]!.letter)!.device).device,
    ),
    cursor: undefined,
    writer: undefined,
    collecting: undefined,
    started: options.fromLabel === undefined,
    copied: 0,
    total: 0,
    lines: [],
  };
  // what a step has begun is given up by its frame, so there is one before anything is written
  return { effect: { kind: 'work' }, frame };
}

/** Opens the output of the present job. */
function openOutput(context: StepContext, frame: CopyFrame, job: Job, volume: Volume): FileWriter {
  const device = deviceOf(context, volume);
  const { options } = frame;
  const old = findEntry(volume, job.name, job.type);
  if (old !== undefined && options.disposition === 'append') {
    frame.total = 1;
    return appendFile(volume, device, frame.change, old);
  }
  if (old !== undefined) frame.collecting = collect(old);
  const source = job.inputs[0]!.entry;
  const format: RecordFormat = options.format ?? source.format;
  frame.total = 0;
  return startFile(volume, format, options.recordLength ?? source.recordLength);
}

const LOWER = Uint8Array.from({ length: 256 }, (_, code) => {
  const latin1 = EBCDIC_TO_LATIN1[code]!;
  return latin1 >= 0x41 && latin1 <= 0x5a ? LATIN1_TO_EBCDIC[latin1 + 0x20]! : code;
});

/** One record as the output wants it. */
function convert(record: Uint8Array, writer: FileWriter, options: CopyOptions): Uint8Array {
  let out = record;
  if (options.fold !== undefined) {
    const table = options.fold === 'upper' ? EBCDIC_TO_UPPER : LOWER;
    out = out.map((byte) => table[byte]!);
  }
  if (writer.format === 'V') {
    let end = Math.min(out.length, options.recordLength ?? out.length);
    if (options.trunc) while (end > 1 && out[end - 1] === options.fill) end--;
    return out.subarray(0, end);
  }
  if (out.length === writer.recordLength) return out;
  const fixed = new Uint8Array(writer.recordLength).fill(options.fill);
  fixed.set(out.subarray(0, writer.recordLength));
  return fixed;
}

const startsWith = (record: Uint8Array, label: Uint8Array): boolean =>
  label.length <= record.length && label.every((byte, i) => record[i] === byte);

function copyStep(context: StepContext, frame: CopyFrame): StepResult {
  let left = BYTES_A_STEP;
  const disks = context.cms.disks;
  while (frame.job < frame.jobs.length) {
    const job = frame.jobs[frame.job]!;
    const volume = writableVolume(context, 'CPY', job.letter);
    const device = deviceOf(context, volume);
    if (volume.device !== frame.change.device) {
      const next: CopyFrame = { ...frame, change: newChange(volume.device) };
      return commitDisk(context, frame.change, { frame: next });
    }
    frame.writer ??= openOutput(context, frame, job, volume);
    while (frame.collecting !== undefined) {
      if (left <= 0) return { effect: { kind: 'work' }, frame, cost: 1500 };
      left -= 20 * 2048;
      if (collectSome(volume, device, frame.collecting, frame.change.freed, 20)) {
        frame.collecting = undefined;
      }
    }
    while (frame.input < job.inputs.length) {
      const input = job.inputs[frame.input]!;
      const source = volumeOf(disks, input.device);
      const reader = deviceOf(context, source);
      if (frame.cursor === undefined) {
        frame.cursor = openCursor(source, input.device, input.entry);
        seekRecord(frame.cursor, reader, frame.options.from);
        frame.started = frame.options.fromLabel === undefined;
        frame.copied = 0;
      }
      for (;;) {
        if (left <= 0) return { effect: { kind: 'work' }, frame, cost: 1500 };
        if (frame.copied >= frame.options.count) break;
        const record = readRecord(frame.cursor, reader);
        if (record === undefined) break;
        left -= record.length + 64;
        const { fromLabel, toLabel } = frame.options;
        if (!frame.started) {
          if (fromLabel === undefined || !startsWith(record, fromLabel)) continue;
          frame.started = true;
        } else if (toLabel !== undefined && startsWith(record, toLabel)) break;
        writeRecord(
          volume,
          device,
          frame.change,
          frame.writer,
          convert(record, frame.writer, frame.options),
        );
        frame.copied++;
        frame.total++;
      }
      frame.cursor = undefined;
      frame.input++;
    }
    if (frame.total === 0) throw faultWith(40, 'CPY', 173);
    const written = frame.options.oldDate ? job.inputs[0]!.entry.written : context.now;
    const old = findEntry(volume, job.name, job.type);
    const entry = finishFile(volume, device, frame.change, frame.writer, job, written);
    frame.change.puts.push(encodeEntry(entry));
    if (frame.options.type) {
      const shown = `${job.name} ${job.type} ${job.letter}${job.modeNumber}`;
      const way = old === undefined ? 'new file' : 'old file';
      frame.lines.push(message('CPY', 721, job.inputs[0]!.shown, way, shown));
    }
    frame.writer = undefined;
    frame.input = 0;
    frame.job++;
  }
  return commitDisk(context, frame.change, { rc: 0, lines: frame.lines });
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  return copyStep(context, { ...(frame as CopyFrame) });
}

/** The COPYFILE command. */
export const copyfile = fileCommand('COPYFILE', 4, 'CPY', start, resume);
