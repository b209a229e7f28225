/** EXECIO DISKR, DISKRU and DISKW: records of files that stay open from one EXECIO to the next. */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { Frame, StepContext, StepResult } from '../../command.js';
import { faultWith } from '../../commands/command-fault.js';
import { findEntry } from '../../files/directory.js';
import { findFile, modeOf, volumeOf } from '../../files/disk-state.js';
import { MAX_RECORD, type FileEntry } from '../../files/layout.js';
import type { OpenFile } from '../../files/open-files.js';
import { openCursor, readRecord, seekRecord } from '../../files/reader.js';
import { DiskError } from '../../files/volume.js';
import {
  abandon,
  closeStep,
  copyUpTo,
  forget,
  open,
  openFileOf,
  putRecord,
  startOutput,
  STEP_BYTES,
} from '../../functions/file-control.js';
import { edited, nextLine, takeLine } from './lines.js';
import type { Execio } from './progress.js';
import type { Request } from './request.js';

/** Return codes of the routines underneath, and what is added to them. */
const NOT_FOUND = 28;
const IO_BASE = 100;
const CODES = { 'read-only': 12, full: 13, other: 3, 'too many files': 10, skips: 7, mode: 36 };
/** Records in one step. */
const RECORDS_A_STEP = 400;
const DEFAULT_LENGTH = 80;

/** What a step of reading or writing leads to: another step, the end (a return code), or a line to be read first. */
export type DiskStep = StepResult | { readonly ended: number } | 'read' | 'more';

function ioFault(rc: number, routine: string) {
  return faultWith(IO_BASE + rc, 'EIO', 632, rc, routine);
}

/** A fault of the disk closes the file as it was. */
export function guardDisk<T>(
  context: StepContext,
  request: Request,
  routine: string,
  action: () => T,
): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const file = openFileOf(context, request.name, request.type, request.mode);
    if (file !== undefined) abandon(context, file);
    const { reason } = error;
    const known = reason === 'full' || reason === 'read-only' ? reason : 'other';
    throw ioFault(CODES[known], routine);
  }
}

/** Closes the file of a request, if it is open; goes on with `frame`. */
export function closeFile(
  context: StepContext,
  request: Request,
  frame: Frame,
): StepResult | undefined {
  const file = openFileOf(context, request.name, request.type, request.mode);
  return file && guardDisk(context, request, 'FINIS', () => closeStep(context, file, frame));
}

/** Opens the file that is to be read; a fault when there is none. */
function openInput(context: StepContext, request: Request): OpenFile {
  const { name, type, mode } = request;
  const known = openFileOf(context, name, type, mode);
  if (known !== undefined) return known;
  const found = findFile(context.cms.disks, name, type, mode);
  if (found === undefined) throw faultWith(NOT_FOUND, 'EIO', 632, NOT_FOUND, 'STATE');
  const file = open(context, request, found.mode.letter, found.entry.records);
  if (file === undefined) throw ioFault(CODES['too many files'], 'RDBUF');
  return file;
}

/** Reads records until the request is met, the file is over or the step has done its share. */
export function readDisk(context: StepContext, state: Execio): DiskStep {
  const { request, moved } = state;
  const file = openInput(context, request);
  const { output } = file;
  if (!state.started) {
    state.started = true;
    if (state.first > 0) file.readNext = state.first;
  }
  // what has been written can be read when it is on the disk; what stands behind it is there as it was
  if (
    output !== undefined &&
    (output.old === undefined || file.readNext <= output.writer.records)
  ) {
    return guardDisk(context, request, 'FINIS', () =>
      closeStep(context, file, { ...state, started: false, first: file.readNext }),
    );
  }
  return guardDisk(context, request, 'RDBUF', () => {
    const volume = volumeOf(context.cms.disks, file.device);
    const device = context.disk(file.device);
    const entry = findEntry(volume, file.name, file.type);
    if (device === undefined || entry === undefined) {
      forget(context, file);
      throw faultWith(NOT_FOUND, 'EIO', 632, NOT_FOUND, 'STATE');
    }
    if (file.reader?.entry.origin !== entry.origin || file.reader.entry.records !== entry.records) {
      file.reader = openCursor(volume, file.device, entry);
    }
    const { reader } = file;
    if (reader.record !== file.readNext) {
      seekRecord(reader, device, Math.min(file.readNext, entry.records + 1));
    }
    let bytes = 0;
    for (let records = 0; !inputOver(state); records++) {
      if (bytes > STEP_BYTES || records >= RECORDS_A_STEP) return 'more';
      const number = reader.record;
      const record = readRecord(reader, device);
      if (record === undefined) {
        return { ended: endOfFile(request) };
      }
      file.readNext = reader.record;
      bytes += record.length + 16;
      takeLine(context, request, moved, fromEbcdic(record), number);
    }
    return { ended: request.search !== undefined && !moved.found ? 3 : 0 };
  });
}

/** The return code when there are no more lines. */
export function endOfFile({ count, search }: Request): number {
  if (count !== undefined) return 2;
  return search === undefined ? 0 : 3;
}

/** Whether as many lines have been read as are wanted. */
export function inputOver({ request, moved }: Execio): boolean {
  if (moved.found) return true;
  return request.count !== undefined && moved.lines >= request.count;
}

/** Writes lines until there are no more, one must be read first, or the step has done its share. */
export function writeDisk(context: StepContext, state: Execio): DiskStep {
  const { request, moved } = state;
  const letter = request.mode.charAt(0);
  const mode = modeOf(context.cms.disks, letter);
  if (mode === undefined) throw ioFault(CODES.mode, 'STATEW');
  if (mode.readOnly) throw ioFault(CODES['read-only'], 'WRBUF');
  const volume = volumeOf(context.cms.disks, mode.device);
  const entry = findEntry(volume, request.name, request.type);
  const file =
    openFileOf(context, request.name, request.type, letter) ??
    open(context, request, letter, entry?.records ?? 0);
  if (file === undefined) throw ioFault(CODES['too many files'], 'WRBUF');
  if (!state.started) {
    state.started = true;
    if (state.first > 0) file.writeNext = state.first;
  }
  let bytes = 0;
  for (let lines = 0; ; lines++) {
    if (bytes > STEP_BYTES || lines >= RECORDS_A_STEP) return 'more';
    // only a line that can be written is taken from where it stands
    if (state.line === undefined && (request.count === undefined || request.count > moved.lines)) {
      const ready = prepare(context, state, file, entry);
      if (ready !== undefined) return ready;
    }
    const line = state.line ?? nextLine(context, request, moved);
    if (line === undefined) return { ended: moved.truncated ? 1 : 0 };
    if (typeof line !== 'string') return 'read';
    state.line = undefined;
    bytes += line.length + 16;
    writeLine(context, state, file, entry, edited(request, line));
  }
}

/** Makes the file stand at the record that is to be written; undefined when it does. */
function prepare(
  context: StepContext,
  state: Execio,
  file: OpenFile,
  entry: FileEntry | undefined,
): DiskStep | undefined {
  const { request } = state;
  const { output, writeNext } = file;
  return guardDisk(context, request, 'WRBUF', () => {
    if (output === undefined) {
      const end = entry?.records ?? 0;
      const format = entry?.format ?? request.format ?? 'V';
      if (format === 'V' && writeNext > end + 1) throw ioFault(CODES.skips, 'WRBUF');
      // nothing is opened for nothing: an empty stem leaves no file behind
      return writeNext === end + 1 ? undefined : copied(context, state, file, entry);
    }
    // going back in what was written: that is closed first, and the file written anew
    if (writeNext <= output.writer.records) {
      return closeStep(context, file, { ...state, started: false, first: writeNext });
    }
    return copied(context, state, file, entry);
  });
}

function copied(
  context: StepContext,
  state: Execio,
  file: OpenFile,
  entry: FileEntry | undefined,
): DiskStep | undefined {
  const output = outputOf(context, state, file, entry);
  return copyUpTo(context, file, output, file.writeNext) ? undefined : 'more';
}

function outputOf(
  context: StepContext,
  { request }: Execio,
  file: OpenFile,
  entry: FileEntry | undefined,
) {
  if (file.output !== undefined) return file.output;
  const format = entry?.format ?? request.format ?? 'V';
  const length = entry?.recordLength ?? request.recordLength ?? DEFAULT_LENGTH;
  const number = /[0-6]$/.exec(request.mode);
  const modeNumber = number === null ? 1 : Number(number[0]);
  file.reader = undefined;
  return startOutput(context, file, entry, format, length, modeNumber, file.writeNext);
}

function writeLine(
  context: StepContext,
  { request, moved, ...rest }: Execio,
  file: OpenFile,
  entry: FileEntry | undefined,
  text: string,
): void {
  guardDisk(context, request, 'WRBUF', () => {
    const output = outputOf(context, { request, moved, ...rest }, file, entry);
    if (!copyUpTo(context, file, output, file.writeNext)) throw ioFault(CODES.skips, 'WRBUF');
    const { format, recordLength } = output.writer;
    const bytes = toEbcdic(text);
    const length = format === 'F' ? recordLength : Math.min(Math.max(bytes.length, 1), MAX_RECORD);
    const record = new Uint8Array(length).fill(0x40);
    record.set(bytes.subarray(0, length));
    if (bytes.length > length) moved.truncated = true;
    putRecord(context, file, output, record);
    file.writeNext = output.writer.records + 1;
    moved.lines++;
  });
}
