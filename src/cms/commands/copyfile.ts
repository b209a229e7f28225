/**
 * COPYFILE: copies, joins and converts files (CMS Command Reference, "COPYFILE"). All outputs of one line
 * on one disk appear together, or none does.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import { modeOf, volumeOf } from '../files/disk-state.js';
import { encodeEntry, FST_LENGTH } from '../files/layout.js';
import {
  feedUnpacking,
  finishPacking,
  PACKED_LENGTH,
  packedHeader,
  packRecord,
  startPacking,
  startUnpacking,
  unpackShared,
  type Packing,
  type Unpacking,
} from '../files/packed.js';
import { openCursor, readShared, seekRecord, type RecordCursor } from '../files/reader.js';
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
import { commitDisk, deviceOf, fault, fileCommand, writableVolume } from './command-fault.js';
import {
  jobName,
  planSome,
  startJobs,
  type CopyInput,
  type CopyJob,
  type JobPlan,
} from './copyfile-jobs.js';
import {
  addLine,
  parseSpecifications,
  parseTranslations,
  type TypedList,
} from './copyfile-lists.js';
import { parseCopy, type CopyOptions } from './copyfile-options.js';
import { convert, translationOf, type CopyLists } from './copyfile-records.js';
import { splitOperands } from './operands.js';

/** Bytes that one step copies, half of them packed or unpacked, and what opening and closing a file counts. */
const BYTES_A_STEP = 98304;
const FILE_COST = 4096;

/** The lists are being typed. */
type AskFrame = {
  readonly asking: 'specifications' | 'translations';
  readonly typed: TypedList;
  readonly lists: CopyLists;
  readonly options: CopyOptions;
  readonly jobs: readonly CopyJob[];
};

type CopyFrame = {
  readonly options: CopyOptions;
  readonly lists: CopyLists;
  readonly table: Uint8Array | undefined;
  readonly jobs: readonly CopyJob[];
  job: number;
  input: number;
  change: Change;
  cursor: RecordCursor | undefined;
  writer: FileWriter | undefined;
  /** The one of the file before, whose buffers the next one takes. */
  spare: FileWriter | undefined;
  /** The file that is replaced, while its blocks are collected. */
  collecting: Collecting | undefined;
  /** The file that is overlaid. */
  under: RecordCursor | undefined;
  packing: Packing | undefined;
  unpacking: Unpacking | undefined;
  /** Between the labels; copied so far of this input. */
  started: boolean;
  copied: number;
  total: number;
  lines: string[];
};

function start(context: StepContext): StepResult {
  return plan(context, startJobs(parseCopy(splitOperands(context.tokens))));
}

function plan(context: StepContext, planning: JobPlan): StepResult {
  const jobs = planSome(context, planning);
  if (jobs === undefined) return { effect: { kind: 'work' }, frame: { planning }, cost: 600 };
  const { options } = planning.request;
  return ask({ asking: 'specifications', typed: { lines: [] }, lists: {}, options, jobs }, context);
}

/** Asks for the list that is wanted next, or begins to copy. */
function ask(frame: AskFrame, context: StepContext): StepResult {
  const { options, asking } = frame;
  const wanted = asking === 'specifications' ? options.specs : options.trans;
  if (wanted) {
    const number = asking === 'specifications' ? 601 : 602;
    const first = frame.typed.lines.length === 0 && options.prompt;
    return { effect: { kind: 'read' }, frame, lines: first ? [message('CPY', number)] : [] };
  }
  if (asking === 'specifications') return ask({ ...frame, asking: 'translations' }, context);
  return begin(frame, context);
}

function typed(frame: AskFrame, text: string, context: StepContext): StepResult {
  const { list, more } = addLine(frame.typed, text);
  if (more) return ask({ ...frame, typed: list }, context);
  if (frame.asking === 'specifications') {
    const lists = { specifications: parseSpecifications(list) };
    return ask({ ...frame, asking: 'translations', typed: { lines: [] }, lists }, context);
  }
  return begin(
    { ...frame, lists: { ...frame.lists, translation: parseTranslations(list) } },
    context,
  );
}

function begin({ options, jobs, lists }: AskFrame, context: StepContext): StepResult {
  const disks = context.cms.disks;
  const mode = modeOf(disks, jobs[0]!.letter);
  if (mode === undefined) throw fault('CPY', 69, jobs[0]!.letter);
  const frame: CopyFrame = {
    options,
    lists,
    table: translationOf(options, lists),
    jobs,
    job: 0,
    input: 0,
    change: newChange(volumeOf(disks, mode.device).device),
    cursor: undefined,
    writer: undefined,
    spare: undefined,
    collecting: undefined,
    under: undefined,
    packing: undefined,
    unpacking: undefined,
    started: options.fromLabel === undefined,
    copied: 0,
    total: 0,
    lines: [],
  };
  // what a step has begun is given up by its frame, so there is one before anything is written
  return { effect: { kind: 'work' }, frame };
}

/** The first record of a packed file, which says what it was. */
function openPacked(context: StepContext, frame: CopyFrame, input: CopyInput): Unpacking {
  const source = volumeOf(context.cms.disks, input.device);
  const reader = deviceOf(context, source);
  frame.cursor = openCursor(source, input.device, input.entry);
  const first = readShared(frame.cursor, reader);
  const file = first === undefined ? undefined : packedHeader(first);
  if (file === undefined) throw fault('CPY', 68, input.shown);
  return startUnpacking(file, first!);
}

/** Opens the output of the present job. */
function openOutput(
  context: StepContext,
  frame: CopyFrame,
  job: CopyJob,
  volume: Volume,
): FileWriter {
  const device = deviceOf(context, volume);
  const { options, spare } = frame;
  const old = findEntry(volume, job.name, job.type);
  frame.total = 0;
  if (old !== undefined && options.disposition === 'append') {
    frame.total = 1;
    return appendFile(volume, device, frame.change, old);
  }
  if (old !== undefined) frame.collecting = collect(old);
  const input = job.inputs[0]!;
  const source = input.entry;
  if (options.packing === 'pack') {
    const { format, recordLength } = source;
    frame.packing = startPacking({ format, recordLength, fill: options.fill });
    return startFile(volume, 'F', PACKED_LENGTH, spare);
  }
  if (options.packing === 'unpack') {
    frame.unpacking = openPacked(context, frame, input);
    const { format, recordLength } = frame.unpacking.file;
    return startFile(volume, format, recordLength, spare);
  }
  if (old !== undefined && options.disposition === 'overlay') {
    frame.under = openCursor(volume, device.device, old);
    const format = options.format ?? old.format;
    return startFile(volume, format, options.recordLength ?? old.recordLength, spare);
  }
  return startFile(
    volume,
    options.format ?? source.format,
    options.recordLength ?? source.recordLength,
    spare,
  );
}

const startsWith = (record: Uint8Array, label: Uint8Array): boolean =>
  label.length <= record.length && label.every((byte, i) => record[i] === byte);

/** The next record of the present input as it is copied from; undefined behind the last. */
function nextInput(
  context: StepContext,
  frame: CopyFrame,
  input: CopyInput,
): Uint8Array | undefined {
  const reader = deviceOf(context, volumeOf(context.cms.disks, input.device));
  const { unpacking } = frame;
  if (unpacking === undefined) return readShared(frame.cursor!, reader);
  for (;;) {
    const record = unpackShared(unpacking);
    if (record === 'end') return undefined;
    if (record === 'damaged') throw fault('CPY', 68, input.shown);
    if (record !== 'more') return record;
    const block = readShared(frame.cursor!, reader);
    if (block === undefined) throw fault('CPY', 68, input.shown);
    feedUnpacking(unpacking, block);
  }
}

/** Writes what is made of a record. */
function put(context: StepContext, frame: CopyFrame, volume: Volume, record: Uint8Array): void {
  const device = deviceOf(context, volume);
  const writer = frame.writer!;
  const write = (one: Uint8Array): void => writeRecord(volume, device, frame.change, writer, one);
  if (frame.packing !== undefined) packRecord(frame.packing, record).forEach(write);
  else if (frame.unpacking !== undefined) write(record);
  else {
    const { options, lists, table } = frame;
    const base = frame.under === undefined ? undefined : readShared(frame.under, device);
    write(convert(record, base, writer, options, lists, table));
  }
  frame.copied++;
  frame.total++;
}

/** Copies of the present input until the step has done enough: false then, true when the input has ended. */
function copyInput(
  context: StepContext,
  frame: CopyFrame,
  volume: Volume,
  input: CopyInput,
  room: { left: number },
): boolean {
  const source = volumeOf(context.cms.disks, input.device);
  const reader = deviceOf(context, source);
  const { options } = frame;
  if (frame.cursor === undefined) {
    frame.cursor = openCursor(source, input.device, input.entry);
    seekRecord(frame.cursor, reader, options.from);
    frame.started = options.fromLabel === undefined;
    frame.copied = 0;
  }
  const { fromLabel, toLabel } = options;
  while (frame.copied < options.count) {
    if (room.left <= 0) return false;
    const record = nextInput(context, frame, input);
    if (record === undefined) break;
    const packing = frame.packing !== undefined || frame.unpacking !== undefined;
    room.left -= (record.length + 64) * (packing ? 2 : 1);
    if (!frame.started) {
      if (fromLabel === undefined || !startsWith(record, fromLabel)) continue;
      frame.started = true;
    } else if (toLabel !== undefined && startsWith(record, toLabel)) break;
    put(context, frame, volume, record);
  }
  if (!frame.started) throw fault('CPY', 157, fromEbcdic(fromLabel!), input.shown);
  frame.cursor = undefined;
  return true;
}

/** What stands behind the records that were overlaid; false when the step has done enough. */
function copyRest(
  context: StepContext,
  frame: CopyFrame,
  volume: Volume,
  room: { left: number },
): boolean {
  const { under, options } = frame;
  const device = deviceOf(context, volume);
  while (under !== undefined) {
    if (room.left <= 0) return false;
    const record = readShared(under, device);
    if (record === undefined) break;
    room.left -= record.length + 64;
    const plain = { ...options, trunc: false };
    const out = convert(record, undefined, frame.writer!, plain, {}, undefined);
    writeRecord(volume, device, frame.change, frame.writer!, out);
  }
  frame.under = undefined;
  return true;
}

/** Ends the output of a job; gives its entry for the directory. */
function endJob(context: StepContext, frame: CopyFrame, job: CopyJob, volume: Volume): Uint8Array {
  const device = deviceOf(context, volume);
  const { options, packing, change } = frame;
  const writer = frame.writer!;
  if (frame.total === 0) throw fault('CPY', 173, jobName(job));
  if (packing !== undefined) {
    for (const one of finishPacking(packing)) writeRecord(volume, device, change, writer, one);
  }
  const old = findEntry(volume, job.name, job.type);
  const written = options.oldDate ? job.inputs[0]!.entry.written : context.now;
  const entry = finishFile(volume, device, change, writer, job, written);
  if (!options.type) return encodeEntry(entry);
  const ways = { new: 'to', replace: 'to', append: 'append', overlay: 'overlay' } as const;
  job.inputs.forEach((input, i) => {
    const way = i === 0 ? ways[options.disposition] : 'append';
    const which = old === undefined && i === 0 ? 'new' : 'old';
    frame.lines.push(message('CPY', 721, input.shown, way, jobName(job), which));
  });
  return encodeEntry(entry);
}

/** Entries for the directory in one piece: a piece for each of 100,000 files takes the host long to keep. */
function giveEntries(change: Change, entries: readonly Uint8Array[]): void {
  if (entries.length === 0) return;
  const piece = new Uint8Array(entries.length * FST_LENGTH);
  entries.forEach((entry, i) => {
    piece.set(entry, i * FST_LENGTH);
  });
  change.puts.push(piece);
}

function copyStep(context: StepContext, frame: CopyFrame): StepResult {
  const room = { left: BYTES_A_STEP };
  const entries: Uint8Array[] = [];
  const more = (): StepResult => {
    giveEntries(frame.change, entries);
    return { effect: { kind: 'work' }, frame, cost: 1500 };
  };
  while (frame.job < frame.jobs.length) {
    if (room.left <= 0) return more();
    const job = frame.jobs[frame.job]!;
    const volume = writableVolume(context, 'CPY', job.letter);
    const device = deviceOf(context, volume);
    if (volume.device !== frame.change.device) {
      const next: CopyFrame = { ...frame, change: newChange(volume.device) };
      giveEntries(frame.change, entries);
      return commitDisk(context, frame.change, { frame: next });
    }
    frame.writer ??= openOutput(context, frame, job, volume);
    while (frame.collecting !== undefined) {
      if (room.left <= 0) return more();
      room.left -= 20 * 2048;
      if (collectSome(volume, device, frame.collecting, frame.change.freed, 20)) {
        frame.collecting = undefined;
      }
    }
    for (; frame.input < job.inputs.length; frame.input++) {
      if (!copyInput(context, frame, volume, job.inputs[frame.input]!, room)) return more();
    }
    if (!copyRest(context, frame, volume, room)) return more();
    entries.push(endJob(context, frame, job, volume));
    frame.spare = frame.writer;
    frame.writer = frame.packing = frame.unpacking = undefined;
    frame.input = 0;
    frame.job++;
    room.left -= FILE_COST;
  }
  giveEntries(frame.change, entries);
  return commitDisk(context, frame.change, { rc: 0, lines: frame.lines });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const planning = frame['planning'] as JobPlan | undefined;
  if (planning !== undefined) return plan(context, planning);
  if (!('asking' in frame)) return copyStep(context, { ...(frame as CopyFrame) });
  return typed(frame as AskFrame, answer.kind === 'line' ? answer.text : '', context);
}

/** The COPYFILE command. */
export const copyfile = fileCommand('COPYFILE', 4, 'CPY', start, resume);
