/**
 * RDBUF, WRBUF, POINT and FINIS (VM/370 CMS Command and Macro Reference, "FSREAD", "FSWRITE", "FSPOINT", "FSCLOSE";
 * their return codes): what the file system macros call by SVC 202.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fileCommand } from '../commands/command-fault.js';
import { modeOf, volumeOf } from '../files/disk-state.js';
import { findEntry } from '../files/directory.js';
import { MAX_RECORD } from '../files/layout.js';
import type { OpenFile } from '../files/open-files.js';
import { openCursor, readRecord, seekRecord } from '../files/reader.js';
import { DiskError } from '../files/volume.js';
import { matches } from '../files/directory.js';
import { fetchOf, storeNumber, storeOf } from './caller-list.js';
import {
  abandon,
  again,
  closeStep,
  controlBlock,
  copyUpTo,
  forget,
  lookFor,
  open,
  openFileOf,
  putRecord,
  startOutput,
  STEP_BYTES,
  type ControlBlock,
} from './file-control.js';
import { isFileName } from '../files/file-name.js';

const NOT_FOUND = 1;
const IO_ERROR = 3;
const BAD_MODE = 4;
const NO_ITEMS = 5;
const NOT_OPEN = 6;
const TOO_SHORT = 8;
const WRONG_DIRECTION = 9;
const TOO_MANY = 10;
const NOT_ONE_ITEM = 11;
const END_OF_FILE = 12;
const READ_ONLY = 12;
const DISK_FULL = 13;
const NOT_DIVISIBLE = 14;
const OTHER_LENGTH = 15;
const OTHER_FORMAT = 16;
const TOO_LONG = 17;
const NOT_ONE_RECORD = 18;
const BAD_NAME = 20;
const SKIPS_RECORDS = 7;

/** Most bytes of one call. */
const MOST = 1 << 20;

type Step = (context: StepContext, frame: Frame) => StepResult;

/** A fault of the disk is a return code here, and the file is closed as it was. */
function guarded(context: StepContext, file: OpenFile, action: () => StepResult): StepResult {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    abandon(context, file);
    const codes: Partial<Record<DiskError['reason'], number>> = {
      full: DISK_FULL,
      'read-only': READ_ONLY,
    };
    return { rc: codes[error.reason] ?? IO_ERROR };
  }
}

/** RDBUF: reads items into the buffer. */
function readBuffer(context: StepContext, frame: Frame): StepResult {
  const block = controlBlock(context);
  let file = openFileOf(context, block.name, block.type, block.mode);
  if (file?.output !== undefined) return { rc: WRONG_DIRECTION };
  if (file === undefined) {
    const found = lookFor(context, block);
    if (found === undefined) return { rc: NOT_FOUND };
    file = open(context, block, found.mode.letter, found.entry.records);
    if (file === undefined) return { rc: TOO_MANY };
  }
  const opened = file;
  return guarded(context, opened, () => readItems(context, frame, block, opened));
}

function readItems(
  context: StepContext,
  frame: Frame,
  block: ControlBlock,
  file: OpenFile,
): StepResult {
  const volume = volumeOf(context.cms.disks, file.device);
  const device = context.disk(file.device);
  const entry = findEntry(volume, file.name, file.type);
  if (device === undefined || entry === undefined) {
    forget(context, file);
    return { rc: NOT_FOUND };
  }
  if (file.reader !== undefined && file.reader.entry.origin !== entry.origin)
    file.reader = undefined;
  file.reader ??= openCursor(volume, file.device, entry);
  const started = typeof frame['items'] === 'number';
  const items = started ? Number(frame['items']) : Math.max(1, block.items);
  let read = started ? Number(frame['read']) : 0;
  if (!started) {
    if (block.size <= 0) return { rc: TOO_SHORT };
    if (entry.format === 'V' && items !== 1) return { rc: NOT_ONE_ITEM };
    const first = block.item === 0 ? file.readNext : block.item;
    if (first > entry.records) return { rc: END_OF_FILE };
    if (file.reader.record !== first) seekRecord(file.reader, device, first);
  }
  const size = Math.min(block.size, MOST);
  let left = items;
  let moved = 0;
  let rc = 0;
  while (left > 0 && read < size) {
    if (moved > STEP_BYTES) return again({ items: left, read });
    const record = readRecord(file.reader, device);
    if (record === undefined) break;
    const part = record.subarray(0, size - read);
    if (part.length < record.length) rc = TOO_SHORT;
    storeOf(context, block.buffer + read, part);
    read += part.length;
    moved += part.length + 16;
    left--;
  }
  file.readNext = file.reader.record;
  storeNumber(context, block.list.at + 40, read, 4);
  return { rc };
}

/** WRBUF: writes items from the buffer. */
function writeBuffer(context: StepContext, frame: Frame): StepResult {
  const block = controlBlock(context);
  const letter = block.mode.charAt(0);
  if (!/^[A-Z]$/.test(letter)) return { rc: BAD_MODE };
  if (!/^[0-6]?$/.test(block.mode.slice(1))) return { rc: NO_ITEMS };
  if (!isFileName(block.name) || !isFileName(block.type)) {
    return { rc: BAD_NAME };
  }
  const mode = modeOf(context.cms.disks, letter);
  if (mode === undefined || mode.readOnly) return { rc: READ_ONLY };
  const format = block.format;
  if (format !== 'F' && format !== 'V') return { rc: NOT_ONE_ITEM };
  const items = Math.max(1, block.items);
  if (block.size <= 0 || block.size > MOST) return { rc: TOO_SHORT };
  if (format === 'V' && items !== 1) return { rc: NOT_ONE_RECORD };
  if (format === 'V' && block.size > MAX_RECORD) return { rc: TOO_LONG };
  if (block.size % items !== 0) return { rc: NOT_DIVISIBLE };
  const length = block.size / items;
  if (length > MAX_RECORD) return { rc: TOO_LONG };
  const volume = volumeOf(context.cms.disks, mode.device);
  const entry = findEntry(volume, block.name, block.type);
  let file = openFileOf(context, block.name, block.type, letter);
  const known = file?.output?.writer ?? entry;
  if (known !== undefined && known.records > 0) {
    if (known.format !== format) return { rc: OTHER_FORMAT };
    if (format === 'F' && known.recordLength !== length) return { rc: OTHER_LENGTH };
  }
  const records = file?.output?.writer.records ?? entry?.records ?? 0;
  file ??= open(context, block, letter, records);
  if (file === undefined) return { rc: TOO_MANY };
  const first = block.item === 0 ? file.writeNext : block.item;
  const end = Math.max(records, file.output?.old?.records ?? 0);
  if (format === 'V' && first > end + 1) return { rc: SKIPS_RECORDS };
  const opened = file;
  return guarded(context, opened, () => {
    const data = fetchOf(context, block.buffer, block.size);
    const { output } = opened;
    // going back in what was written: that is closed first, and the file written anew
    if (output !== undefined && first <= output.writer.records) {
      return closeStep(context, opened, { after: 'write' });
    }
    const number = /[0-6]$/.exec(block.mode);
    const out =
      output ??
      startOutput(
        context,
        opened,
        entry,
        format,
        length,
        number === null ? 1 : Number(number[0]),
        first,
      );
    opened.reader = undefined;
    if (!copyUpTo(context, opened, out, first)) return again(frame);
    for (let i = 0; i < items; i++) {
      putRecord(context, opened, out, data.slice(i * length, (i + 1) * length));
    }
    opened.writeNext = out.writer.records + 1;
    return { rc: 0, cost: 20 + (block.size >> 4) };
  });
}

/** List of FORM=E: the write and read item as fullwords at 52; else as halfwords behind the file. */
const POINTERS = 52;
const FORM_E = 0x20;

function pointers(context: StepContext): { write: number; read: number; block: ControlBlock } {
  const block = controlBlock(context, 30);
  const long = fetchOf(context, block.list.at + 26, 12);
  // a list of 30 bytes has anything behind it
  if (long.subarray(0, 11).every((byte) => byte === 0) && long[11] === FORM_E) {
    const { view } = controlBlock(context, 60).list;
    return { write: view.getInt32(POINTERS), read: view.getInt32(POINTERS + 4), block };
  }
  const { view } = block.list;
  const item = (at: number): number => (view.getUint16(at) === 0xffff ? -1 : view.getUint16(at));
  return { write: item(26), read: item(28), block };
}

/** POINT: sets where the next RDBUF or WRBUF without item number goes on. List: name, file, write and read item. */
function point(context: StepContext): StepResult {
  const { write, read, block } = pointers(context);
  let file = openFileOf(context, block.name, block.type, block.mode);
  if (file === undefined) {
    const found = lookFor(context, block);
    if (found === undefined) return { rc: NOT_FOUND };
    file = open(context, block, found.mode.letter, found.entry.records);
    if (file === undefined) return { rc: TOO_MANY };
  }
  const volume = volumeOf(context.cms.disks, file.device);
  const entry = findEntry(volume, file.name, file.type);
  const end = file.output?.writer.records ?? entry?.records ?? 0;
  // -1 is the item behind the last
  if (write !== 0) file.writeNext = write === -1 ? end + 1 : write;
  if (read !== 0) file.readNext = read === -1 ? end + 1 : read;
  return { rc: 0 };
}

/** FINIS: closes files; `*` is any. */
function finis(context: StepContext, frame: Frame): StepResult {
  const [, name = '*', type = '*', mode = '*'] = context.tokens;
  const fits = (file: OpenFile): boolean =>
    matches(name, file.name) &&
    matches(type, file.type) &&
    (mode.startsWith('*') || mode === '' || mode.startsWith(file.letter));
  const closed = frame['closed'] === true;
  const file = context.cms.disks.open.find(fits);
  if (file === undefined) {
    const rc = typeof frame['rc'] === 'number' ? frame['rc'] : closed ? 0 : NOT_OPEN;
    return { rc };
  }
  const result = guarded(context, file, () => closeStep(context, file, { ...frame, closed: true }));
  // a file that could not be closed does not keep the others open
  return 'rc' in result ? again({ closed: true, rc: result.rc }) : result;
}

function fileFunction(name: string, module: string, step: Step): Command {
  return fileCommand(
    name,
    name.length,
    module,
    (context) =>
      context.caller === 'program' || name === 'FINIS' ? step(context, {}) : { rc: -3 },
    (frame: Frame, _answer: Answer, context: StepContext) => step(context, frame),
  );
}

/** The functions of files (RDBUF, WRBUF ...), for the table of functions. */
export const fileFunctions: readonly Command[] = [
  fileFunction('RDBUF', 'BRD', readBuffer),
  fileFunction('WRBUF', 'BWR', (context, frame) => {
    // closing what was written before goes on until it is done
    const file = controlBlock(context);
    const open = openFileOf(context, file.name, file.type, file.mode);
    if (frame['closing'] !== undefined && open !== undefined) {
      return guarded(context, open, () => closeStep(context, open, frame));
    }
    return writeBuffer(context, {});
  }),
  fileFunction('POINT', 'PNT', point),
  fileFunction('FINIS', 'FNS', finis),
];
