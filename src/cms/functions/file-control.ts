/**
 * File system control blocks (VM/370 CMS Command and Macro Reference, "FSCB") and the files behind them: finding,
 * opening, writing anew around changed records, closing.
 */
import { commitDisk, deviceOf } from '../commands/command-fault.js';
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Frame, StepContext, StepResult } from '../command.js';
import { findFile, modeOf, volumeOf, type FoundFile } from '../files/disk-state.js';
import { findEntry } from '../files/directory.js';
import { encodeEntry, type FileEntry } from '../files/layout.js';
import { MOST_OPEN, type OpenFile, type OpenOutput } from '../files/open-files.js';
import { openCursor, readRecord } from '../files/reader.js';
import { collect, collectSome } from '../files/tree.js';
import { DiskError, giveBack, type Volume } from '../files/volume.js';
import {
  appendFile,
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
} from '../files/writer.js';
import { callerList, type CallerList } from './caller-list.js';

/** Bytes of a block that every function looks at. */
const BLOCK = 44;
/**
 * With FORM=E (byte 37 is the flag, where programs of Release 6 have a blank or anything) item numbers and counts are
 * fullwords behind it; then come those of POINT.
 */
const FLAG = 37;
const EXTENDED = 0x20;
const EXTENDED_BLOCK = 60;
/** Bytes of records moved in one step. */
export const STEP_BYTES = 24_000;

/** A block as a program made it. */
export interface ControlBlock {
  readonly list: CallerList;
  readonly name: string;
  readonly type: string;
  readonly mode: string;
  readonly item: number;
  readonly buffer: number;
  readonly size: number;
  readonly format: string;
  readonly items: number;
}

/** Reads the block of the caller. */
export function controlBlock(context: StepContext, length = BLOCK): ControlBlock {
  const list = callerList(context, length);
  const text = (at: number, count: number): string =>
    fromEbcdic(list.bytes.subarray(at, at + count))
      .replaceAll('\0', ' ')
      .trimEnd();
  const half = (at: number): number => (length > at + 1 ? list.view.getUint16(at) : 0);
  const word = (at: number): number => (length > at + 3 ? list.view.getInt32(at) : 0);
  const extended = length > FLAG && list.bytes[FLAG] === EXTENDED;
  const more = extended ? callerList(context, EXTENDED_BLOCK).view : undefined;
  return {
    list,
    name: text(8, 8),
    type: text(16, 8),
    mode: text(24, 2),
    item: more === undefined ? half(26) : Math.max(0, more.getInt32(44)),
    buffer: word(28) & 0xffffff,
    size: word(32),
    format: length > 36 ? text(36, 1) : '',
    items: more?.getInt32(48) ?? half(38),
  };
}

/** Which reading of a disk a volume comes from. */
export function mountOf(volume: Volume): number {
  return Math.floor(volume.generation / 2 ** 32);
}

/** The open file of a block; one whose disk was accessed anew since is gone. */
export function openFileOf(
  context: StepContext,
  name: string,
  type: string,
  mode: string,
): OpenFile | undefined {
  const disks = context.cms.disks;
  const letter = mode.charAt(0);
  const file = disks.open.find(
    (one) =>
      one.name === name &&
      one.type === type &&
      (letter === '' || letter === '*' || letter === one.letter),
  );
  if (file === undefined) return undefined;
  const volume = disks.volumes.find((one) => one.device === file.device);
  if (volume !== undefined && mountOf(volume) === file.mount) return file;
  forget(context, file);
  return undefined;
}

/** Takes a file out of the list of open ones. */
export function forget(context: StepContext, file: OpenFile): void {
  const disks = context.cms.disks;
  disks.open = disks.open.filter((one) => one !== file);
}

/** Gives up what was written to a file since it was opened. */
export function abandon(context: StepContext, file: OpenFile): void {
  forget(context, file);
  const volume = context.cms.disks.volumes.find((one) => one.device === file.device);
  if (file.output !== undefined && volume !== undefined && mountOf(volume) === file.mount) {
    giveBack(volume, file.output.change);
  }
}

/** Looks for a file by its name; a mode of blanks is any. */
export function lookFor(context: StepContext, block: ControlBlock): FoundFile | undefined {
  return findFile(context.cms.disks, block.name, block.type, block.mode === '' ? '*' : block.mode);
}

/** Opens a file; undefined when too many are. */
export function open(
  context: StepContext,
  block: Pick<ControlBlock, 'name' | 'type'>,
  letter: string,
  records: number,
): OpenFile | undefined {
  const disks = context.cms.disks;
  if (disks.open.length >= MOST_OPEN) return undefined;
  const device = modeOf(disks, letter)?.device ?? 0;
  const file: OpenFile = {
    name: block.name,
    type: block.type,
    letter,
    device,
    mount: mountOf(volumeOf(disks, device)),
    reader: undefined,
    readNext: 1,
    writeNext: records + 1,
    output: undefined,
  };
  disks.open.push(file);
  return file;
}

/**
 * Starts output to a file: behind its end, or anew so that records in it change.
 * @param replaced - nothing of the old file is to be left
 */
export function startOutput(
  context: StepContext,
  file: OpenFile,
  old: FileEntry | undefined,
  format: 'F' | 'V',
  recordLength: number,
  modeNumber: number,
  item: number,
  replaced = false,
): OpenOutput {
  const volume = volumeOf(context.cms.disks, file.device);
  const device = deviceOf(context, volume);
  const change = newChange(file.device);
  if (old === undefined) {
    const writer = startFile(volume, format, recordLength);
    file.output = { change, writer, modeNumber, old, rest: undefined };
  } else if (replaced) {
    const writer = startFile(volume, format, recordLength);
    file.output = { change, writer, modeNumber, old, rest: undefined, replaced };
  } else if (item > old.records) {
    const writer = appendFile(volume, device, change, old);
    file.output = { change, writer, modeNumber: old.modeNumber, old, rest: undefined };
  } else {
    const writer = startFile(volume, old.format, old.recordLength);
    const rest = openCursor(volume, file.device, old);
    file.output = { change, writer, modeNumber: old.modeNumber, old, rest };
  }
  return file.output;
}

/**
 * Copies records of the old file, or writes empty ones where there are none, until item `to` is the next.
 * @returns whether that is so; else the step has done its share
 */
export function copyUpTo(
  context: StepContext,
  file: OpenFile,
  output: OpenOutput,
  to: number,
): boolean {
  const volume = volumeOf(context.cms.disks, file.device);
  const device = deviceOf(context, volume);
  const { writer, rest, change } = output;
  let bytes = 0;
  while (writer.records + 1 < to) {
    if (bytes > STEP_BYTES) return false;
    const record = rest === undefined ? undefined : readRecord(rest, device);
    const data = record ?? new Uint8Array(writer.format === 'F' ? writer.recordLength : 1);
    writeRecord(volume, device, change, writer, data);
    bytes += data.length + 16;
  }
  return true;
}

/** Writes the next record; that of the old file in its place is passed over. */
export function putRecord(
  context: StepContext,
  file: OpenFile,
  output: OpenOutput,
  data: Uint8Array,
): void {
  const volume = volumeOf(context.cms.disks, file.device);
  const device = deviceOf(context, volume);
  writeRecord(volume, device, output.change, output.writer, data);
  if (output.rest !== undefined) readRecord(output.rest, device);
}

/** Where closing a file stands; plain data. */
export interface Closing {
  readonly collecting: ReturnType<typeof collect> | undefined;
  readonly ended: boolean;
}

/**
 * Brings output to its end: the rest of the old file behind it, its blocks given free, the entry in the change.
 * @returns the change to commit, or where to go on in the next step
 */
export function closeSome(
  context: StepContext,
  file: OpenFile,
  output: OpenOutput,
  state: Closing | undefined,
): Change | Closing {
  const volume = volumeOf(context.cms.disks, file.device);
  const device = deviceOf(context, volume);
  const { change, writer, rest, old } = output;
  if (state === undefined) {
    // somebody else has changed or erased the file since
    const now = findEntry(volume, file.name, file.type);
    if (now?.origin !== old?.origin || now?.records !== old?.records) {
      throw new DiskError('damaged', file.device);
    }
  }
  if ((rest !== undefined || output.replaced === true) && old !== undefined) {
    const more = rest !== undefined && writer.records < old.records;
    if (more && !copyUpTo(context, file, output, old.records + 1)) {
      return { collecting: undefined, ended: false };
    }
    const collecting = state?.collecting ?? collect(old);
    if (!collectSome(volume, device, collecting, change.freed, 10)) {
      return { collecting, ended: true };
    }
  }
  const name = { name: file.name, type: file.type, modeNumber: output.modeNumber };
  change.puts.push(encodeEntry(finishFile(volume, device, change, writer, name, context.now)));
  return change;
}

/** Goes on with a function in another step, since this one has done its share. */
export function again(frame: Frame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 800 };
}

/** Closes a file and goes on with `frame`: at once, or when what was written to it is durable. */
export function closeStep(context: StepContext, file: OpenFile, frame: Frame): StepResult {
  const { output } = file;
  const next: Frame = { ...frame, closing: undefined };
  if (output === undefined) {
    forget(context, file);
    return again(next);
  }
  if (openFileOf(context, file.name, file.type, file.letter) === undefined) return again(next);
  const made = closeSome(context, file, output, frame['closing'] as Closing | undefined);
  if ('collecting' in made) return again({ ...frame, closing: made, file: file.name });
  forget(context, file);
  return commitDisk(context, made, { frame: next });
}
