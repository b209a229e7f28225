/** OPEN and CLOSE (OS/VS Data Management Macro Instructions; VM/370 System Programmer's Guide, "OS Simulation"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fileCommand } from '../commands/command-fault.js';
import { closeOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { FileOutput } from '../files/file-output.js';
import { findEntry } from '../files/directory.js';
import { findFile, modeOf, volumeOf, type FoundFile } from '../files/disk-state.js';
import type { RecordFormat } from '../files/layout.js';
import { openCursor } from '../files/reader.js';
import { fetchOf } from '../functions/caller-list.js';
import { mountOf } from '../functions/file-control.js';
import { message } from '../messages-table.js';
import type { FrameContext } from '../nucleus/context.js';
import { giveBackStorage, obtain } from '../nucleus/free-storage.js';
import { OS_ENTRY, USER_KEY } from '../nucleus/layout.js';
import { callerRegister } from './caller.js';
import { DCB, MACRF, OPEN_FLAG, readDcb, setDcb, setDcbByte, type Dcb } from './dcb.js';
import { definitionOf } from './filedef.js';
import { MOST, type FileDefinition, type OpenDcb } from './os-state.js';
import { kindOf, RECFM } from './recfm.js';
import { flushBlock, writeRecordOf } from './records.js';

const MODULE = 'SOP';
/** Why a block could not be opened (message 036E). */
const ERROR = {
  notFound: 3,
  readOnly: 4,
  attributes: 5,
  contradictory: 6,
  spanned: 7,
  device: 8,
  tooMany: 9,
} as const;
/** Longest record and block. */
const LONGEST = 32_760;
/** Bytes in front of a buffer: the input/output block of BSAM. */
export const IOB_LENGTH = 40;
/** What record format and length a device has. */
export const DEVICE_DEFAULTS: Readonly<
  Partial<Record<FileDefinition['device'], readonly [number, number]>>
> = {
  READER: [RECFM.f, 80],
  PUNCH: [RECFM.f, 80],
  PRINTER: [RECFM.u, 132],
  TERMINAL: [RECFM.u, 130],
};
/** Most entries of a list of blocks. */
const MOST_BLOCKS = 64;
/** Code of an exit that is taken when a block is opened. */
const DCB_EXIT = 0x05;

/** An entry of the list of OPEN or CLOSE. */
interface ListEntry {
  readonly options: number;
  readonly address: number;
}

function listOf(context: StepContext): ListEntry[] {
  const at = callerRegister(context, 1) & 0xffffff;
  const entries: ListEntry[] = [];
  for (let i = 0; i < MOST_BLOCKS; i++) {
    const bytes = fetchOf(context, at + i * 4, 4);
    const address = (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
    entries.push({ options: bytes[0]! & 0x7f, address });
    if ((bytes[0]! & 0x80) !== 0) break;
  }
  return entries;
}

function open(context: StepContext): StepResult {
  return openNext(context, listOf(context), 0, false);
}

/** Opens the blocks of a list, one in each step. */
function openNext(
  context: StepContext,
  list: readonly ListEntry[],
  rc: number,
  exitTaken: boolean,
): StepResult {
  const [entry, ...rest] = list;
  if (entry === undefined) return { rc };
  const dcb = readDcb(context, entry.address);
  const known = context.cms.os.open.some((one) => one.address === dcb.address);
  if (dcb.open && known) return again({ open: rest, rc });
  // a block of a program that was here before
  if (known) return again({ close: [dcb.address], open: list, rc });
  const exit = exitTaken ? 0 : dcbExit(context, dcb);
  if (exit !== 0) {
    return {
      effect: { kind: 'call', address: exit, registers: { 1: dcb.address }, key: USER_KEY },
      frame: { open: list, rc, exitTaken: true },
    };
  }
  const opened = openOne(context, dcb, (entry.options & 0x0f) !== 0);
  if (typeof opened !== 'number') {
    context.cms.os.open.push(opened);
    return again({ open: rest, rc });
  }
  const lines = [message(MODULE, 36, opened, dcb.ddname)];
  return { ...again({ open: rest, rc: 4 }), lines };
}

function again(frame: Frame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 100 };
}

/** Address of the program's own exit for this OPEN; 0 for none. */
function dcbExit(context: StepContext, dcb: Dcb): number {
  if (dcb.exits === 0) return 0;
  for (let i = 0; i < 32; i++) {
    const bytes = fetchOf(context, dcb.exits + i * 4, 4);
    if ((bytes[0]! & 0x7f) === DCB_EXIT) return (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
    if ((bytes[0]! & 0x80) !== 0) return 0;
  }
  return 0;
}

/** Opens one block; the error code when that cannot be. */
function openOne(context: StepContext, dcb: Dcb, output: boolean): OpenDcb | number {
  const { os } = context.cms;
  if (os.open.length >= MOST.open) return ERROR.tooMany;
  const definition = definitionOf(context, dcb.ddname);
  const { device } = definition;
  const wrong = output ? device === 'READER' : device === 'PRINTER' || device === 'PUNCH';
  if (wrong || device === 'TAPE') return ERROR.device;
  const found =
    device === 'DISK'
      ? findFile(context.cms.disks, definition.name, definition.type, definition.mode.charAt(0))
      : undefined;
  if (device === 'DISK' && !output && found === undefined) return ERROR.notFound;
  const known = attributesOf(dcb, definition, output && !definition.append ? undefined : found);
  if (typeof known === 'number') return known;
  const disk =
    device === 'DISK' ? openDisk(context, definition, found, output, known.recfm, known) : {};
  if (typeof disk === 'number') return disk;
  const n = (context as FrameContext).nucleus;
  const bufferLength = Math.max(known.blksize, known.lrecl) + 8;
  const length = (IOB_LENGTH + bufferLength + 7) & -8;
  const place = obtain(n, { owner: 'user', low: false, high: true, most: length, least: length });
  if ('rc' in place) return ERROR.tooMany;
  const basic = (dcb.macrf & ((MACRF.basic << 8) | MACRF.basic)) !== 0;
  const entry = n.machine.word(basic ? OS_ENTRY.basic : OS_ENTRY.queued) ?? 0;
  const { address } = dcb;
  setDcbByte(context, address, DCB.recfm, known.recfm);
  setDcb(context, address, DCB.blksize, known.blksize, 2);
  setDcb(context, address, DCB.lrecl, known.lrecl, 2);
  const flags = (dcb.bytes[DCB.flags]! | OPEN_FLAG) << 24;
  setDcb(context, address, DCB.entry, flags | entry, 4);
  const option = dcb.bytes[DCB.check]! << 24;
  setDcb(context, address, DCB.check, option | (n.machine.word(OS_ENTRY.check) ?? 0), 4);
  return {
    address,
    definition,
    input: !output,
    ...known,
    macrf: dcb.macrf,
    buffer: place.at + IOB_LENGTH,
    bufferLength,
    reader: undefined,
    output: undefined,
    device: 0,
    mount: 0,
    blocks: false,
    ...disk,
    block: [],
    pending: false,
    result: 'ok',
  };
}

/** Record format and lengths. */
export interface Attributes {
  readonly recfm: number;
  readonly lrecl: number;
  readonly blksize: number;
}

/**
 * Record format and lengths: of the DCB, else of FILEDEF, else of the file, else of the device, else `otherwise` (whose
 * length is that of records with what stands in front of variable ones when `whole`).
 */
export function attributesOf(
  dcb: Attributes,
  definition: FileDefinition,
  found: FoundFile | undefined,
  otherwise?: readonly [number, number],
  whole = false,
): Attributes | number {
  const device = DEVICE_DEFAULTS[definition.device] ?? otherwise;
  const file = found?.entry;
  const ofFile = file === undefined ? undefined : file.format === 'F' ? RECFM.f : RECFM.v;
  const recfm =
    (dcb.recfm & RECFM.u) !== 0 ? dcb.recfm : (definition.recfm ?? ofFile ?? device?.[0] ?? 0);
  if ((recfm & RECFM.u) === 0) return ERROR.attributes;
  if ((recfm & RECFM.spanned) !== 0 && kindOf(recfm) === 'V') return ERROR.spanned;
  const variable = kindOf(recfm) === 'V';
  const extra = variable ? 4 : 0;
  let lrecl = dcb.lrecl || (definition.lrecl ?? 0);
  let blksize = dcb.blksize || (definition.blksize ?? 0);
  // what a file says is the length of its data
  const ofDevice = (file?.recordLength ?? device?.[1] ?? 0) + (whole ? 0 : extra);
  if (lrecl === 0 && blksize === 0) lrecl = ofDevice <= extra ? 0 : ofDevice;
  if (lrecl === 0) lrecl = blksize - extra;
  if (blksize === 0) blksize = lrecl + extra;
  if (lrecl <= extra || blksize <= extra) return ERROR.attributes;
  if (lrecl > LONGEST || blksize > LONGEST + extra) return ERROR.contradictory;
  if (variable && lrecl > blksize - 4) return ERROR.contradictory;
  if (kindOf(recfm) === 'F' && blksize % lrecl !== 0) return ERROR.contradictory;
  return { recfm, lrecl, blksize };
}

/** The disk side of a block; an error code when that cannot be. */
export function openDisk(
  context: StepContext,
  definition: FileDefinition,
  found: FoundFile | undefined,
  output: boolean,
  recfm: number,
  known: Attributes,
): Partial<OpenDcb> | number {
  if (!output) {
    if (found === undefined) return ERROR.notFound;
    const { device } = found.mode;
    if (kindOf(recfm) === 'F' && found.entry.modeNumber !== 4) {
      if (found.entry.format === 'F' && found.entry.recordLength !== known.lrecl) {
        return ERROR.contradictory;
      }
    }
    return {
      reader: openCursor(found.volume, device, found.entry),
      device,
      mount: mountOf(volumeOf(context.cms.disks, device)),
      blocks: found.entry.modeNumber === 4,
    };
  }
  const letter = definition.mode.charAt(0);
  const mode = modeOf(context.cms.disks, letter);
  if (mode === undefined || mode.readOnly) return ERROR.readOnly;
  const modeNumber = definition.mode.length > 1 ? Number(definition.mode.charAt(1)) : 1;
  const blocks = modeNumber === 4;
  const fixed = kindOf(recfm) === 'F' && (!blocks || known.blksize === known.lrecl);
  const format: RecordFormat = fixed ? 'F' : 'V';
  const old = findEntry(volumeOf(context.cms.disks, mode.device), definition.name, definition.type);
  if (definition.append && old !== undefined && old.records > 0) {
    const other = old.format !== format || (fixed && old.recordLength !== known.lrecl);
    if (other) return ERROR.contradictory;
  }
  const file = {
    name: definition.name,
    type: definition.type,
    letter,
    modeNumber,
    format: format,
    recordLength: fixed ? known.lrecl : 1,
  };
  return {
    output: startFileOutput(context, MODULE, file, definition.append),
    device: mode.device,
    blocks,
  };
}

function close(context: StepContext): StepResult {
  const list = listOf(context).map((entry) => entry.address);
  return closeNext(context, list);
}

/** Closes blocks, one after the other. */
function closeNext(context: StepContext, list: readonly number[], then?: Frame): StepResult {
  const [address, ...rest] = list;
  if (address === undefined) return then === undefined ? { rc: 0 } : again(then);
  const { os } = context.cms;
  const dcb = os.open.find((one) => one.address === address);
  const frameOf = (close: readonly number[]): Frame => ({ ...then, close });
  if (dcb === undefined) return again(frameOf(rest));
  const device = dcb.definition.device;
  if (dcb.pending) {
    dcb.pending = false;
    const length = pendingLength(context, dcb);
    const data = fetchOf(context, dcb.buffer, length);
    const kind = kindOf(dcb.recfm);
    const out = writeRecordOf(context, dcb, kind === 'V' ? data.slice(4) : data);
    if (out.kind === 'effect') return { effect: out.effect, frame: frameOf(list) };
    return { ...again(frameOf(list)), lines: out.kind === 'done' ? (out.lines ?? []) : [] };
  }
  const frame = frameOf(rest);
  if (dcb.output !== undefined) {
    flushBlock(context, dcb);
    if (!replaceSome(context, dcb.output)) return again(frameOf(list));
    forget(context, dcb);
    return closeFile(context, dcb.output, frame);
  }
  forget(context, dcb);
  const unit = { PRINTER: '00E', PUNCH: '00D' }[device as string];
  if (unit === undefined) return again(frame);
  return { effect: { kind: 'cp', command: `CLOSE ${unit}`, buffered: true }, frame };
}

function closeFile(context: StepContext, output: FileOutput, frame: Frame): StepResult {
  // a file of no records is none
  if (output.writer.records === 0) return again(frame);
  return closeOutput(context, output, { frame });
}

/** Length of the record that stands in the buffer. */
export function pendingLength(context: StepContext, dcb: OpenDcb): number {
  const kind = kindOf(dcb.recfm);
  if (kind === 'F') return dcb.lrecl;
  const at = kind === 'V' ? dcb.buffer : dcb.address + DCB.lrecl;
  const bytes = fetchOf(context, at, 2);
  return Math.min(dcb.bufferLength, Math.max(kind === 'V' ? 5 : 1, (bytes[0]! << 8) | bytes[1]!));
}

/** The block is as it was before OPEN. */
function forget(context: StepContext, dcb: OpenDcb): void {
  const { os } = context.cms;
  os.open = os.open.filter((one) => one !== dcb);
  const n = (context as FrameContext).nucleus;
  const length = (IOB_LENGTH + dcb.bufferLength + 7) & -8;
  giveBackStorage(n, dcb.buffer - IOB_LENGTH, length);
  const flags = context.fetch(dcb.address + DCB.flags, 1)?.[0];
  if (flags === undefined) return;
  setDcb(context, dcb.address, DCB.flags, ((flags & ~OPEN_FLAG) << 24) | dcb.macrf, 4);
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  const { close: closing, ...then } = frame;
  if (closing !== undefined) {
    return closeNext(context, closing as number[], then['open'] === undefined ? undefined : then);
  }
  const list = frame['open'] as ListEntry[];
  return openNext(context, list, Number(frame['rc']), frame['exitTaken'] === true);
}

/** OPEN (SVC 19). */
export const osOpen = fileCommand('*OPEN', 5, MODULE, open, resume);
/** CLOSE (SVC 20). */
export const osClose = fileCommand('*CLOSE', 6, MODULE, close, resume);
/** Closes what a program that has ended left open. */
export const osEnd = fileCommand(
  '*OSEND',
  6,
  MODULE,
  (context) =>
    closeNext(
      context,
      context.cms.os.open.map((one) => one.address),
    ),
  resume,
);
