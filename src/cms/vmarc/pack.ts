/** VMARC PACK: files into archives, on disk or as cards. */
import { deviceOf } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import { PUNCH, PUNCH_CARD } from '../commands/record-output.js';
import type { Answer, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import { listSome, modeOf, startList, volumeOf, type ListCursor } from '../files/disk-state.js';
import type { FileOutput } from '../files/file-output.js';
import type { FileEntry } from '../files/layout.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import {
  beginMember,
  endMember,
  giveRecord,
  newMemberWriter,
  packSome,
  type MemberWriter,
} from './member-writer.js';
import { traceMember, vmarcFault, type VmarcRequest } from './request.js';

/** Files of one command. */
const MOST_FILES = 10_000;
/** Directory entries looked at, and characters packed, in one step. */
const FILES_A_STEP = 500;
const WORK_A_STEP = 8000;

/** A file and the archive that it goes into. */
type PackJob = {
  readonly device: number;
  readonly letter: string;
  readonly entry: FileEntry;
  readonly name: string;
  readonly type: string;
  readonly mode: string;
};

/** Where packing stands. */
export type PackFrame = {
  readonly packing: VmarcRequest;
  /** Files that fit, while they are looked for. */
  list: ListCursor | undefined;
  jobs: PackJob[];
  job: number;
  cursor: RecordCursor | undefined;
  writer: MemberWriter | undefined;
  /** The archive on disk. */
  output: FileOutput | undefined;
  change: Change | undefined;
  /** Lines that are typed when the archive is safe. */
  lines: string[];
  closing: boolean;
};

/** Begins. */
export function startPack(context: StepContext, request: VmarcRequest): StepResult {
  const { input } = request;
  const letter = input.mode.charAt(0);
  const list = startList(context.cms.disks, input.name, input.type, input.mode, letter !== '*');
  const frame: PackFrame = {
    packing: request,
    ...{ list, jobs: [], job: 0, cursor: undefined, writer: undefined },
    ...{ output: undefined, change: undefined, lines: [], closing: false },
  };
  return { effect: { kind: 'work' }, frame };
}

const again = (frame: PackFrame, cost = 1200, lines: readonly string[] = []): StepResult => ({
  effect: { kind: 'work' },
  frame: { ...frame, change: frame.output?.change },
  cost,
  lines,
});

const orderOf = ({ mode, name, type }: PackJob): string => `${mode} ${name} ${type}`;

/** Goes on. */
export function resumePack(given: PackFrame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...given };
  if (answer.kind === 'written' && answer.result !== 'ok') {
    const why =
      answer.result === 'no-device' ? 'Punch not attached.' : 'Permanent I/O error on output.';
    throw vmarcFault(why);
  }
  if (answer.kind === 'cp') return { rc: 0 };
  if (frame.list !== undefined) return look(context, frame, frame.list);
  const job = frame.jobs[frame.job];
  if (frame.closing) return close(context, frame);
  if (job === undefined) {
    const command = `CLOSE 00D NAME ${frame.packing.input.name} VMARC`.replace(/[*%]/g, '');
    return { effect: { kind: 'cp', command, buffered: false }, frame };
  }
  return pack(context, frame, job);
}

/** Finds more of the files. */
function look(context: StepContext, frame: PackFrame, list: ListCursor): StepResult {
  const { output } = frame.packing;
  const { files, done } = listSome(context.cms.disks, list, FILES_A_STEP);
  for (const { entry, mode } of files) {
    const own = `${mode.letter}${entry.modeNumber}`;
    frame.jobs.push({
      ...{ device: mode.device, letter: mode.letter, entry },
      name: output.name === '=' ? entry.name : output.name,
      type: output.type === '=' ? entry.type : output.type,
      mode: output.mode === '=' ? own : output.mode,
    });
  }
  if (frame.jobs.length > MOST_FILES) throw vmarcFault('Too many input files.', 88);
  if (!done) return again(frame, 300);
  frame.list = undefined;
  if (frame.jobs.length === 0) throw vmarcFault('Input file not found.', 28);
  // files of one archive are packed one behind the other
  if (frame.packing.device === 'disk') {
    frame.jobs.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0));
  }
  return again(frame, 300);
}

function openArchive(context: StepContext, frame: PackFrame, job: PackJob): number {
  const { append, replace, block } = frame.packing;
  const letter = job.mode.charAt(0);
  const mode = modeOf(context.cms.disks, letter);
  if (mode?.readOnly === true) throw vmarcFault('Output disk is read/only.');
  const volume = mode === undefined ? undefined : volumeOf(context.cms.disks, mode.device);
  const old = volume === undefined ? undefined : findEntry(volume, job.name, job.type);
  const own =
    mode?.device === job.device && job.name === job.entry.name && job.type === job.entry.type;
  if (append && own) throw vmarcFault('Cannot append to input file.');
  if (append && old?.format === 'V') throw vmarcFault('Output file has variable record format.');
  if (old !== undefined && !append && replace === 'no') {
    throw vmarcFault('Output file already exists.');
  }
  const recordLength = append && old !== undefined ? old.recordLength : block;
  const modeNumber = job.mode.length > 1 ? Number(job.mode.charAt(1)) : 1;
  frame.output = startFileOutput(
    context,
    'VMA',
    { name: job.name, type: job.type, letter, modeNumber, format: 'F', recordLength },
    append,
  );
  return recordLength;
}

function emit(context: StepContext, frame: PackFrame, full: readonly Uint8Array[]): void {
  for (const record of full) putOutput(context, frame.output!, record);
}

/** Packs of one file for a while. */
function pack(context: StepContext, frame: PackFrame, job: PackJob): StepResult {
  const { packing } = frame;
  const punch = packing.device === 'punch';
  const device = deviceOf(context, volumeOf(context.cms.disks, job.device));
  const cards: Uint8Array[] = [];
  const write = (full: readonly Uint8Array[]): void => {
    if (punch) cards.push(...full);
    else emit(context, frame, full);
  };
  if (frame.writer === undefined) {
    const block = punch
      ? 80
      : frame.output === undefined
        ? openArchive(context, frame, job)
        : frame.output.writer.recordLength;
    const { entry } = job;
    const { name, type, format, recordLength, written } = entry;
    const mode = `${job.letter}${entry.modeNumber}`;
    const member = { name, type, mode, format, recordLength, written, method: packing.method };
    frame.writer = newMemberWriter(member, block);
    frame.cursor = openCursor(volumeOf(context.cms.disks, job.device), job.device, entry);
    write(beginMember(frame.writer));
  }
  const { writer } = frame;
  let ended = false;
  for (let left = WORK_A_STEP; left > 0 && !ended;) {
    const { full, done, work } = packSome(writer, left);
    left -= work + 20;
    write(full);
    if (!done) continue;
    const record = readRecord(frame.cursor!, device);
    if (record === undefined) ended = true;
    else giveRecord(writer, record);
  }
  if (ended) {
    write(endMember(writer));
    frame.lines = [
      ...frame.lines,
      ...traceMember(context, packing, writer.member, writer.bytesIn, writer.bytesOut),
    ];
    frame.writer = frame.cursor = undefined;
    frame.job++;
    const next = frame.jobs[frame.job];
    frame.closing = !punch && (next === undefined || orderOf(next) !== orderOf(job));
  }
  if (!punch) return again(frame);
  const lines = frame.lines;
  frame.lines = [];
  if (cards.length === 0) return again(frame, 1200, lines);
  const records = cards.map((data) => ({ command: PUNCH_CARD, data }));
  return { effect: { kind: 'write-records', device: PUNCH, records }, frame, lines, cost: 1200 };
}

/** The archive is whole: it takes the place of an old one. */
function close(context: StepContext, frame: PackFrame): StepResult {
  const output = frame.output!;
  if (!replaceSome(context, output)) return again(frame);
  const { lines } = frame;
  const next: PackFrame = {
    ...frame,
    ...{ output: undefined, change: undefined, lines: [], closing: false },
  };
  const ended = frame.job >= frame.jobs.length;
  return closeOutput(context, output, ended ? { rc: 0, lines } : { frame: next, lines });
}
