/** Lines of the file behind a stream: one is read or written, the file is closed. */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { Frame, StepContext, StepResult } from '../../command.js';
import { findEntry } from '../../files/directory.js';
import { modeOf, volumeOf, type AccessedDisk } from '../../files/disk-state.js';
import { MAX_RECORD, type FileEntry } from '../../files/layout.js';
import type { OpenFile } from '../../files/open-files.js';
import { openCursor, readBatch, seekRecord } from '../../files/reader.js';
import { DiskError } from '../../files/volume.js';
import {
  closeStep,
  copyUpTo,
  open,
  openFileOf,
  putRecord,
  startOutput,
} from '../../functions/file-control.js';
import { foundFile, type Stream } from './stream.js';

/** Why a stream cannot be used, as CMS numbers it. */
export const REASONS = {
  'not found': '28',
  'read-only': '12',
  'not accessed': '36',
  full: '13',
  'too many files': '10',
  'too long': '15',
  skips: '7',
  way: '24',
  name: '20',
  disk: '3',
} as const;

/** It is not ready, for this reason. */
export interface Failure {
  readonly failed: keyof typeof REASONS;
}

/** What a step leads to: a value, the end of the file, a failure, or something that must be done first. */
export type Took<T> =
  { readonly value: T } | Failure | 'end' | 'more' | { readonly first: StepResult };

const FRAME: Frame = {};
/** Bytes of lines that are read ahead. */
const AHEAD = 4000;

/** A fault of a disk as a failure. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof DiskError)) throw error;
  const { reason } = error;
  return { failed: reason === 'full' || reason === 'read-only' ? reason : 'disk' };
}

/** The file of a stream, when something has it open; of a stream without mode on whatever disk. */
export function opened(context: StepContext, stream: Stream): OpenFile | undefined {
  return openFileOf(context, stream.name, stream.type, stream.mode.charAt(0));
}

/** Closes the file; undefined when nothing is to be done for that. */
export function closing(
  context: StepContext,
  stream: Stream,
  frame: Frame = FRAME,
): StepResult | undefined {
  const file = opened(context, stream);
  return file && closeStep(context, file, frame);
}

/** The entry of the file as the disk has it now. */
export function entryOf(context: StepContext, stream: Stream): FileEntry | undefined {
  const file = opened(context, stream);
  if (file === undefined) return foundFile(context, stream)?.entry;
  return findEntry(volumeOf(context.cms.disks, file.device), stream.name, stream.type);
}

/** The file to be read, with a cursor at a line; what was written to it is closed first. */
function openInput(context: StepContext, stream: Stream, line: number): Took<OpenFile> {
  let file = opened(context, stream);
  if (file?.output !== undefined) return { first: closeStep(context, file, FRAME) };
  if (file === undefined) {
    const found = foundFile(context, stream);
    if (found === undefined) return { failed: 'not found' };
    file = open(context, stream, found.mode.letter, found.entry.records);
    if (file === undefined) return { failed: 'too many files' };
  }
  const volume = volumeOf(context.cms.disks, file.device);
  const device = context.disk(file.device);
  const entry = findEntry(volume, file.name, file.type);
  if (device === undefined || entry === undefined) return { failed: 'not found' };
  if (file.reader?.entry.origin !== entry.origin || file.reader.entry.records !== entry.records) {
    file.reader = openCursor(volume, file.device, entry);
  }
  if (line > entry.records) return 'end';
  if (file.reader.record !== line) seekRecord(file.reader, device, line);
  return { value: file };
}

/** A line of the file. */
export function lineAt(context: StepContext, stream: Stream, line: number): Took<string> {
  const known = readAhead(context, stream);
  const text = known?.lines[line - known.from];
  if (text !== undefined) return { value: text };
  const took = openInput(context, stream, line);
  if (typeof took !== 'object' || !('value' in took)) return took;
  const { device, reader } = took.value;
  const { generation } = volumeOf(context.cms.disks, device);
  const { records } = reader!.entry;
  const lines = readBatch(reader!, context.disk(device)!, AHEAD).map(fromEbcdic);
  stream.ahead = { generation, from: line, lines, records };
  return lines[0] === undefined ? 'end' : { value: lines[0] };
}

/** What was read ahead, unless the file is not open any more, or its disk has changed. */
function readAhead(context: StepContext, stream: Stream): Stream['ahead'] {
  const { ahead } = stream;
  const file = ahead && opened(context, stream);
  if (file === undefined || file.output !== undefined) return undefined;
  const { generation } = volumeOf(context.cms.disks, file.device);
  return ahead?.generation === generation ? ahead : undefined;
}

/** Lines that the file has on the disk; what was written to it is closed first. */
export function linesOf(
  context: StepContext,
  stream: Stream,
): { readonly value: number } | { readonly first: StepResult } {
  const known = readAhead(context, stream);
  if (known !== undefined) return { value: known.records };
  const file = opened(context, stream);
  if (file?.output !== undefined) return { first: closeStep(context, file, FRAME) };
  return { value: entryOf(context, stream)?.records ?? 0 };
}

/** The disk that the file is written to: that which has it, else its own, else A. */
export function outputMode(context: StepContext, stream: Stream): AccessedDisk | Failure {
  const there = opened(context, stream)?.letter ?? foundFile(context, stream)?.mode.letter;
  const letter = there ?? (stream.mode === '*' ? 'A' : stream.mode.charAt(0));
  const mode = modeOf(context.cms.disks, letter);
  if (mode === undefined) return { failed: 'not accessed' };
  return mode.readOnly ? { failed: 'read-only' } : mode;
}

/** The file to be written, at the line that is next; 0 is the end. */
function openOutput(context: StepContext, stream: Stream): Took<OpenFile> {
  const mode = outputMode(context, stream);
  if ('failed' in mode) return mode;
  const volume = volumeOf(context.cms.disks, mode.device);
  const entry = findEntry(volume, stream.name, stream.type);
  const records = stream.replace ? 0 : (entry?.records ?? 0);
  const used = opened(context, stream) ?? open(context, stream, mode.letter, records);
  if (used === undefined) return { failed: 'too many files' };
  const { output } = used;
  const end = (output?.writer.records ?? records) + 1;
  const wanted = stream.writeLine === 0 ? Math.max(end, records + 1) : stream.writeLine;
  const format = stream.replace ? stream.format : (entry?.format ?? stream.format);
  if (output === undefined) {
    if (format === 'V' && wanted > records + 1) return { failed: 'skips' };
    const length = stream.replace || !entry ? stream.recordLength : entry.recordLength;
    const number = /[0-6]$/.exec(stream.mode)?.[0] ?? '1';
    used.reader = undefined;
    startOutput(context, used, entry, format, length, Number(number), wanted, stream.replace);
  } else if (wanted < end || stream.replace) {
    // back in what was written: that is closed first, and the file written anew
    return { first: closeStep(context, used, FRAME) };
  }
  stream.writeLine = wanted;
  stream.replace = false;
  return copyUpTo(context, used, used.output!, wanted) ? { value: used } : 'more';
}

/** Writes a line where the stream stands. */
export function putLine(context: StepContext, stream: Stream, text: string): Took<true> {
  const took = openOutput(context, stream);
  if (typeof took !== 'object' || !('value' in took)) return took;
  const file = took.value;
  const output = file.output!;
  const { format, recordLength } = output.writer;
  const bytes = toEbcdic(text);
  if (bytes.length > (format === 'F' ? recordLength : MAX_RECORD)) return { failed: 'too long' };
  const record = new Uint8Array(format === 'F' ? recordLength : Math.max(1, bytes.length));
  record.fill(0x40);
  record.set(bytes);
  putRecord(context, file, output, record);
  stream.writeLine++;
  stream.ahead = undefined;
  stream.left = undefined;
  return { value: true };
}
