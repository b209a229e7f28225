/** OPEN and TCLOSE (OS/VS Data Management Macro Instructions; VM/370 System Programmer's Guide, "OS Simulation"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fileCommand } from '../commands/command-fault.js';
import { findFile } from '../files/disk-state.js';
import { seekRecord } from '../files/reader.js';
import { message } from '../messages-table.js';
import type { FrameContext } from '../nucleus/context.js';
import { obtain } from '../nucleus/free-storage.js';
import { OS_CONTROL, OS_ENTRY, OS_QUEUED, USER_KEY } from '../nucleus/layout.js';
import { attributesOf, ERROR, type Attributes } from './attributes.js';
import {
  again,
  closeMore,
  closeNext,
  forget,
  IOB_LENGTH,
  listOf,
  type ListEntry,
} from './close.js';
import {
  DCB,
  DSORG_PARTITIONED,
  exitOf,
  MACRF,
  OPEN_FLAG,
  readDcb,
  setDcb,
  setDcbByte,
  type Dcb,
} from './dcb.js';
import { definitionOf, definitionsOf } from './definitions.js';
import { closeDataSet, openDataSet, positionDataSet, withLabel } from './data-sets.js';
import { newDirectory, positionTo, readDirectorySome } from './members.js';
import { openDisk } from './open-disk.js';
import { TAPE_ROOM, tapeOpening, tapeWork, type TapeWork } from './tapes.js';
import { isSpanned, RECFM } from './recfm.js';
import { loadSome, positionWork } from './work-file.js';
import { MOST, type FileDefinition, type OpenDcb } from './os-state.js';

const MODULE = 'SOP';
/** Code of an exit that is taken when a block is opened. */
const DCB_EXIT = 0x05;
/** Options of OPEN, in the low four bits; without one of them a block is opened for input. */
const OPTION = { inputThenOutput: 3, update: 4, outputThenInput: 7, output: 15 } as const;

function open(context: StepContext): StepResult {
  return openNext(context, listOf(context), 0, false);
}

/** Opens the blocks of a list, one in each step. */
function openNext(
  context: StepContext,
  list: readonly ListEntry[],
  rc: number,
  exitTaken: boolean,
  extend = false,
): StepResult {
  const [entry, ...rest] = list;
  if (entry === undefined) return { rc };
  const dcb = readDcb(context, entry.address);
  const known = context.cms.os.open.some((one) => one.address === dcb.address);
  if (dcb.open && known) return again({ open: rest, rc, extend });
  // a block of a program that was here before
  if (known) return again({ close: [dcb.address], open: list, rc, extend });
  const exit = exitTaken ? 0 : exitOf(context, dcb.exits, DCB_EXIT);
  if (exit !== 0 && !extend) {
    merge(context, dcb, entry.options & 0x0f);
    return {
      effect: { kind: 'call', address: exit, registers: { 1: dcb.address }, key: USER_KEY },
      frame: { open: list, rc, exitTaken: true },
    };
  }
  const opened = openOne(context, dcb, entry.options & 0x0f, extend);
  if (typeof opened !== 'number') {
    context.cms.os.open.push(opened);
    if (opened.definition.device === 'TAPE') {
      const work = extend ? { steps: [], labels: 0 } : tapeOpening(context, opened);
      return position(context, opened, work, { open: rest, rc, extend });
    }
    if (opened.work?.loading === true)
      return load(context, dcb.address, { open: rest, rc, extend });
    const named = opened.input && opened.directory !== undefined;
    return again({ open: rest, rc, extend, ...(named ? { find: dcb.address } : {}) });
  }
  return refused(opened, dcb.ddname, { open: rest, rc: 4, extend });
}

/** What FILEDEF and the file say goes into a block that leaves it open, for the exit to see. */
function merge(context: StepContext, dcb: Dcb, option: number): void {
  const { device, name, type, mode, ...given } = withLabel(definitionOf(context, dcb.ddname));
  const output = option === OPTION.output || option === OPTION.outputThenInput;
  const file =
    device === 'DISK' && (!output || given.append)
      ? findFile(context.cms.disks, name, type, mode.charAt(0))?.entry
      : undefined;
  const { address } = dcb;
  const ofFile = file?.format === 'F' ? RECFM.f : file?.format === 'V' ? RECFM.v : 0;
  const recfm = given.recfm ?? ofFile;
  if ((dcb.recfm & RECFM.u) === 0) setDcbByte(context, address, DCB.recfm, dcb.recfm | recfm);
  if (dcb.blksize === 0) setDcb(context, address, DCB.blksize, given.blksize ?? 0, 2);
  const ofRecords = file?.format === 'F' ? file.recordLength : 0;
  if (dcb.lrecl === 0) setDcb(context, address, DCB.lrecl, given.lrecl ?? ofRecords, 2);
}

/** Brings a tape to its file. */
function position(
  context: StepContext,
  dcb: OpenDcb,
  work: TapeWork,
  frame: Frame,
  answer?: Answer,
): StepResult {
  const made = tapeWork(context, dcb, work, answer);
  switch (made.kind) {
    case 'done':
      return again(frame);
    case 'effect': {
      const tape = { address: dcb.address, work: made.work };
      return { effect: made.effect, frame: { ...frame, tape } };
    }
    case 'error':
      forget(context, dcb);
      return refused(made.code, dcb.definition.ddname, { ...frame, rc: 4 });
  }
}

function refused(code: number, ddname: string, frame: Frame): StepResult {
  return { ...again(frame), lines: [message(MODULE, 36, code, ddname)] };
}

/** Brings what a work file has into storage. */
function load(context: StepContext, address: number, frame: Frame): StepResult {
  const dcb = context.cms.os.open.find((one) => one.address === address);
  if (dcb?.work === undefined) return again(frame);
  const made = loadSome(context, dcb, dcb.work);
  if (made === false) return again({ ...frame, load: address });
  if (made === true) return again(frame);
  forget(context, dcb);
  return refused(ERROR.tooMany, dcb.definition.ddname, { ...frame, rc: 4 });
}

/** Looks for the member that FILEDEF names. */
function find(context: StepContext, address: number, frame: Frame, answer?: Answer): StepResult {
  const dcb = context.cms.os.open.find((one) => one.address === address);
  if (dcb?.directory === undefined) return again(frame);
  const done = readDirectorySome(context, dcb, dcb.directory, answer);
  if (done === false) return again({ ...frame, find: address });
  if (done !== true) return { effect: done, frame: { ...frame, find: address }, cost: 200 };
  const place = dcb.directory.names.get(dcb.definition.member ?? '');
  if (place !== undefined) {
    positionTo(context, dcb, place);
    return again(frame);
  }
  forget(context, dcb);
  return refused(ERROR.noMember, dcb.definition.ddname, { ...frame, rc: 4 });
}

/** Opens one block; the error code when that cannot be. */
function openOne(
  context: StepContext,
  dcb: Dcb,
  option: number,
  extend: boolean,
): OpenDcb | number {
  const { os } = context.cms;
  if (os.open.length >= MOST.open) return ERROR.tooMany;
  const given = withLabel(definitionOf(context, dcb.ddname));
  const definition: FileDefinition = extend ? { ...given, append: true } : given;
  const output = option === OPTION.output || option === OPTION.outputThenInput;
  const { device, member } = definition;
  const wrong = output ? device === 'READER' : device === 'PRINTER' || device === 'PUNCH';
  // a display is not read or written record by record
  if (wrong || device === 'GRAF') return ERROR.device;
  const update = option === OPTION.update;
  const both = option === OPTION.outputThenInput || option === OPTION.inputThenOutput;
  if (update && device !== 'DISK') return ERROR.device;
  const { dataSet: place } = definition;
  if (place !== undefined && (output || update || both)) return ERROR.readOnly;
  const found =
    device === 'DISK' && place === undefined
      ? findFile(context.cms.disks, definition.name, definition.type, definition.mode.charAt(0))
      : undefined;
  if (device === 'DISK' && !output && found === undefined && place === undefined) {
    return ERROR.notFound;
  }
  const members = member !== undefined || (dcb.dsorg & DSORG_PARTITIONED) !== 0;
  const library = output && members && device === 'DISK' && definition.type === 'MACLIB';
  // the members of a TXTLIB are those of TXTLIB
  if (output && member !== undefined && !library) return ERROR.device;
  const known = attributesOf(
    dcb,
    definition,
    output && !definition.append ? undefined : found,
    library ? [RECFM.f, 80] : undefined,
  );
  if (typeof known === 'number') return known;
  const others = definitionsOf(context, dcb.ddname).slice(1);
  const basic = isBasic(dcb.macrf);
  // the segments of a record that was read are not put back
  if (isSpanned(known.recfm) && !basic && (update || both)) return ERROR.spanned;
  // members are written from the first to the last
  const work = both && device === 'DISK' && !members;
  const request = { definition, others, output, update, members, work };
  const dataSet = place === undefined ? undefined : openDataSet(context, place);
  if (typeof dataSet === 'number') return dataSet;
  const files = device === 'DISK' && place === undefined;
  const disk = files ? openDisk(context, request, found, known) : {};
  if (typeof disk === 'number') return disk;
  const n = (context as FrameContext).nucleus;
  const least = device === 'TAPE' ? TAPE_ROOM : 0;
  const bufferLength = Math.max(known.blksize, known.lrecl, least) + 8;
  const length = (IOB_LENGTH + bufferLength + 7) & -8;
  const room = obtain(n, { owner: 'user', low: false, high: true, most: length, least: length });
  if ('rc' in room) {
    if (dataSet !== undefined) closeDataSet(context, dataSet);
    return ERROR.tooMany;
  }
  fillIn(context, dcb, known);
  return {
    ...newOpenDcb(definition, basic ? wholeBlocks(known) : known, !output && !work),
    labelRecfm: known.recfm,
    address: dcb.address,
    macrf: dcb.macrf,
    buffer: room.at + IOB_LENGTH,
    bufferLength,
    updating: update,
    directory: member === undefined || output ? undefined : newDirectory(),
    dataSet,
    ...disk,
  };
}

/** Whether a program reads and writes blocks (BSAM, BPAM). */
function isBasic(macrf: number): boolean {
  return (macrf & ((MACRF.basic << 8) | MACRF.basic)) !== 0;
}

/** Spanned blocks are read and written by BSAM as they are. */
function wholeBlocks(known: Attributes): Attributes {
  return isSpanned(known.recfm) ? { ...known, recfm: known.recfm | RECFM.u } : known;
}

/** The program finds in its block what it is open with, and the entries of the access method. */
function fillIn(
  context: StepContext,
  dcb: Dcb,
  known: { recfm: number; blksize: number; lrecl: number },
): void {
  const { machine } = (context as FrameContext).nucleus;
  const word = (at: number): number => machine.word(at) ?? 0;
  const basic = isBasic(dcb.macrf);
  const { address } = dcb;
  setDcbByte(context, address, DCB.recfm, known.recfm);
  setDcb(context, address, DCB.blksize, known.blksize, 2);
  setDcb(context, address, DCB.lrecl, known.lrecl, 2);
  const flags = (dcb.bytes[DCB.flags]! | OPEN_FLAG) << 24;
  setDcb(context, address, DCB.entry, flags | (basic ? word(OS_ENTRY.basic) : OS_QUEUED), 4);
  const option = dcb.bytes[DCB.check]! << 24;
  setDcb(context, address, DCB.check, option | word(basic ? OS_ENTRY.check : OS_ENTRY.putx), 4);
  if (basic) setDcb(context, address, DCB.control, OS_CONTROL.note, 4);
}

/** A block that is open for a device, with nothing read or written yet. */
export function newOpenDcb(
  definition: FileDefinition,
  known: { readonly recfm: number; readonly lrecl: number; readonly blksize: number },
  input: boolean,
): OpenDcb {
  const { recfm, lrecl, blksize } = known;
  return {
    ...{ address: 0, definition, input, recfm, lrecl, blksize, macrf: 0, buffer: 0 },
    ...{ bufferLength: 0, parts: [], part: 0, last: 0, astray: false, directory: undefined },
    ...{
      device: 0,
      mount: 0,
      dataSet: undefined,
      output: undefined,
      members: undefined,
      updating: false,
      update: undefined,
      blocks: false,
      work: undefined,
    },
    ...{
      block: [],
      begun: undefined,
      waiting: [],
      labelRecfm: recfm,
      pending: false,
      result: 'ok',
    },
  };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (frame['close'] !== undefined) return closeMore(frame, context, answer);
  const { find: wanted, load: loading, tape, ...rest } = frame;
  if (tape !== undefined) {
    const { address, work } = tape as { address: number; work: TapeWork };
    const dcb = context.cms.os.open.find((one) => one.address === address);
    return dcb === undefined ? again(rest) : position(context, dcb, work, rest, answer);
  }
  if (typeof loading === 'number') return load(context, loading, rest);
  if (typeof wanted === 'number') return find(context, wanted, rest, answer);
  const list = frame['open'] as ListEntry[];
  const [taken, extend] = [frame['exitTaken'] === true, frame['extend'] === true];
  return openNext(context, list, Number(frame['rc']), taken, extend);
}

/** OPEN (SVC 19, and 22 with a JFCB that RDJFCB has filled in). */
export const osOpen = fileCommand('*OPEN', 5, MODULE, open, resume);

/** CLOSE TYPE=T (SVC 23): input begins anew, output is made durable and goes on behind it. */
export const osReset = fileCommand(
  '*TCLOSE',
  7,
  MODULE,
  (context) => {
    const list = listOf(context);
    const opened = list.flatMap(
      ({ address }) => context.cms.os.open.find((one) => one.address === address) ?? [],
    );
    for (const dcb of opened) {
      const { input, parts, work } = dcb;
      if (work !== undefined) positionWork(dcb, work, 1);
      if (!input) continue;
      for (const part of parts) {
        const device = context.disk(part.device);
        if (device !== undefined) seekRecord(part.reader, device, 1);
      }
      if (dcb.dataSet !== undefined) positionDataSet(dcb.dataSet, 0);
      dcb.part = 0;
      dcb.block = [];
      dcb.begun = undefined;
    }
    const outputs = opened
      .filter((dcb) => !dcb.input && dcb.work === undefined)
      .map((dcb) => dcb.address);
    if (outputs.length === 0) return { rc: 0 };
    const anew = outputs.map((address) => ({ options: OPTION.output, address }));
    return closeNext(context, outputs, { open: anew, rc: 0, extend: true });
  },
  resume,
);
