/**
 * Records of what a DCB is open for, one after the other. On disk a CMS record is a logical record; in files with the
 * filemode number 4 it is a block as OS has it: fixed records one behind the other, variable ones with their lengths
 * (VM/370 System Programmer's Guide, "OS Simulation", filemode number 4).
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { putOutput } from '../commands/file-output.js';
import { readRecord, seekRecord } from '../files/reader.js';
import { DiskError } from '../files/volume.js';
import { fetchOf } from '../functions/caller-list.js';
import { mountOf } from '../functions/file-control.js';
import { isMemberEnd } from './members.js';
import type { OpenDcb } from './os-state.js';
import { isSpanned, kindOf, RECFM } from './recfm.js';
import { atEnd, cutRecord, segmentBlock } from './spanned.js';
import { putMemberRecord } from './stow.js';
import { readBlock, writeBlock } from './tapes.js';
import type { Input } from './input.js';
import { dataSetAnswer, dataSetRecord } from './data-sets.js';
import { unblock } from './unblock.js';
import { readWork, writeWork } from './work-file.js';

/** Blocks of a disk that are read or written in one step. */
const BLOCKS_A_STEP = 64;
const CARD = 80;
const READER = 0x00c;
const PUNCH = 0x00d;
const PRINTER = 0x00e;
const PUNCH_CARD = 0x41;
const PRINT_SPACE = 0x09;
const PRINT = 0x01;
/** Longest printed line. */
const PAPER = 132;
/** ANSI control characters: what is done in front of the line. */
const BEFORE: ReadonlyMap<number, number> = new Map([
  [0x40, 0x0b],
  [0xf0, 0x13],
  [0x60, 0x1b],
  [0xf1, 0x8b],
]);

/** Asks for the next record. */
export function nextRecord(context: StepContext, dcb: OpenDcb): Input {
  switch (dcb.definition.device) {
    case 'DISK':
      return diskRecord(context, dcb);
    case 'TERMINAL':
      return { kind: 'effect', effect: { kind: 'read' } };
    case 'TAPE':
      return tapeRecord(dcb);
    case 'READER':
      return { kind: 'effect', effect: { kind: 'read-cards', device: READER, count: 1 } };
    default:
      return { kind: 'end' };
  }
}

function tapeRecord(dcb: OpenDcb): Input {
  const waiting = dcb.block.shift();
  if (waiting !== undefined) return { kind: 'record', data: waiting };
  return dcb.astray ? { kind: 'error' } : { kind: 'effect', effect: readBlock(dcb) };
}

/** A block of a tape has come: its records, one by one. */
function tapeBlock(
  context: StepContext,
  dcb: OpenDcb,
  answer: Extract<Answer, { kind: 'tape' }>,
): Input {
  if (answer.result === 'mark') return atEnd(dcb);
  if (answer.result !== 'ok') return { kind: 'error' };
  const records = unblock(dcb, fetchOf(context, dcb.buffer, answer.length));
  if (records === undefined) return { kind: 'error' };
  dcb.last++;
  dcb.block = records;
  return tapeRecord(dcb);
}

/** The record that an effect brought. A line of nothing is the end of input from the terminal. */
export function answeredRecord(context: StepContext, dcb: OpenDcb, answer: Answer): Input {
  if (answer.kind === 'tape') return tapeBlock(context, dcb, answer);
  // a step has done its share of blocks
  if (answer.kind === 'done') return nextRecord(context, dcb);
  if (dcb.dataSet !== undefined) return dataSetAnswer(dcb, dcb.dataSet, answer);
  if (answer.kind === 'line') {
    if (answer.text === '') return { kind: 'end' };
    const text = dcb.definition.upper ? answer.text.toUpperCase() : answer.text;
    return { kind: 'record', data: toEbcdic(text) };
  }
  if (answer.kind !== 'cards') return { kind: 'error' };
  const card = answer.cards[0];
  if (card !== undefined) return { kind: 'record', data: inCase(dcb, card) };
  return { kind: answer.end === 'end-of-file' || answer.end === 'empty' ? 'end' : 'error' };
}

function diskRecord(context: StepContext, dcb: OpenDcb): Input {
  if (dcb.dataSet !== undefined) return dataSetRecord(dcb, dcb.dataSet);
  // blocks in which no record ends
  for (let i = 0; i < BLOCKS_A_STEP; i++) {
    const waiting = dcb.block.shift();
    if (waiting !== undefined) return { kind: 'record', data: waiting };
    const input = diskBlock(context, dcb);
    if (input !== undefined) return input;
  }
  return { kind: 'effect', effect: { kind: 'work' } };
}

/** The next record of the disk; undefined when it is a block, whose records wait now. */
function diskBlock(context: StepContext, dcb: OpenDcb): Input | undefined {
  if (dcb.work !== undefined) {
    const input = readWork(dcb, dcb.work);
    return input.kind === 'record' && dcb.blocks ? fromBlock(dcb, input.data) : input;
  }
  const part = dcb.parts[dcb.part];
  const volume = context.cms.disks.volumes.find((one) => one.device === part?.device);
  const device = part === undefined ? undefined : context.disk(part.device);
  if (part === undefined || volume === undefined || device === undefined || dcb.astray)
    return { kind: 'error' };
  // the disk was accessed anew since
  if (mountOf(volume) !== part.mount) return { kind: 'error' };
  try {
    const at = part.reader.record;
    const record = readRecord(part.reader, device);
    if (record === undefined) {
      if (part.library || dcb.part + 1 >= dcb.parts.length) return atEnd(dcb);
      dcb.part++;
      return undefined;
    }
    if (part.library && isMemberEnd(part, record)) {
      // whoever reads on finds the end again
      seekRecord(part.reader, device, at);
      return { kind: 'end' };
    }
    dcb.last = at;
    if (!part.blocks) return { kind: 'record', data: record };
    return fromBlock(dcb, record);
  } catch (error) {
    if (error instanceof DiskError) return { kind: 'error' };
    throw error;
  }
}

/** The records of a block wait. */
function fromBlock(dcb: OpenDcb, block: Uint8Array): Input | undefined {
  const records = unblock(dcb, block);
  if (records === undefined) return { kind: 'error' };
  dcb.block = records;
  return undefined;
}

/** Makes a block of records. */
export function blockOf(recfm: number, records: readonly Uint8Array[]): Uint8Array {
  const variable = kindOf(recfm) === 'V';
  const length = records.reduce(
    (sum, one) => sum + one.length + (variable ? 4 : 0),
    variable ? 4 : 0,
  );
  const block = new Uint8Array(length);
  const half = (at: number, value: number): void => {
    block[at] = value >> 8;
    block[at + 1] = value;
  };
  let at = 0;
  if (variable) {
    half(0, length);
    at = 4;
  }
  for (const record of records) {
    if (variable) {
      half(at, record.length + 4);
      at += 4;
    }
    block.set(record, at);
    at += record.length;
  }
  return block;
}

/** What comes of writing a record: lines or an effect, or nothing more to do. */
export type Output =
  | { readonly kind: 'done'; readonly lines?: readonly string[] }
  | { readonly kind: 'error' }
  | { readonly kind: 'effect'; readonly effect: Effect };

/** What goes to or comes from a unit, in upper case where FILEDEF says so. */
function inCase(dcb: OpenDcb, data: Uint8Array): Uint8Array {
  return dcb.definition.upper ? toEbcdic(fromEbcdic(data).toUpperCase()) : data;
}

/** Writes a record. */
export function writeRecordOf(context: StepContext, dcb: OpenDcb, data: Uint8Array): Output {
  switch (dcb.definition.device) {
    case 'DISK':
      return diskOutput(context, dcb, data);
    case 'TERMINAL':
      return { kind: 'done', lines: [fromEbcdic(data).trimEnd()] };
    case 'PRINTER':
      return print(dcb, inCase(dcb, data));
    case 'PUNCH': {
      const card = new Uint8Array(CARD).fill(0x40);
      card.set(inCase(dcb, data.subarray(0, CARD)));
      const records = [{ command: PUNCH_CARD, data: card }];
      return { kind: 'effect', effect: { kind: 'write-records', device: PUNCH, records } };
    }
    case 'TAPE':
      return tapeOutput(context, dcb, data);
    case 'DUMMY':
      return { kind: 'done' };
    default:
      return { kind: 'error' };
  }
}

/** Whether writing came to no good end. */
export function writingFailed(answer: Answer): boolean {
  if (answer.kind === 'tape') return answer.result !== 'ok' && answer.result !== 'mark';
  return answer.kind === 'written' && answer.result !== 'ok';
}

/** What macros of CMS that read and write return when a device fails (CMS Command and Macro Reference, "RDTAPE", "PRINTL"). */
const FAILURES: Readonly<Record<string, number>> = {
  error: 3,
  'not-ready': 4,
  protected: 6,
};
const NOT_ATTACHED = { tape: 5, unit: 100 } as const;
/** Code of a disk that cannot be read or written. */
export const DISK_FAILURE = 3;

/** The code that messages of a failed read or write have. */
export function failureCode(answer: Answer): number {
  if (answer.kind === 'tape') return FAILURES[answer.result] ?? NOT_ATTACHED.tape;
  if (answer.kind === 'written') return FAILURES[answer.result] ?? NOT_ATTACHED.unit;
  return DISK_FAILURE;
}

function tapeOutput(context: StepContext, dcb: OpenDcb, data: Uint8Array): Output {
  if (isSpanned(dcb.recfm)) {
    dcb.waiting.push(...cutRecord(dcb, data));
    return moreOutput(context, dcb);
  }
  const whole = [...dcb.block, data];
  const length = blockOf(dcb.recfm, whole).length;
  if (length > dcb.blksize && dcb.block.length > 0) {
    const effect = writeBlock(context, dcb, blockOf(dcb.recfm, dcb.block));
    dcb.block = [data];
    return { kind: 'effect', effect };
  }
  const blocked = (dcb.recfm & RECFM.blocked) !== 0 && kindOf(dcb.recfm) !== 'U';
  dcb.block = whole;
  return blocked && length < dcb.blksize ? { kind: 'done' } : flushTape(context, dcb);
}

/** Writes the next of the blocks of a spanned record; nothing when there is none. */
export function moreOutput(context: StepContext, dcb: OpenDcb): Output {
  if (dcb.definition.device === 'DISK') {
    const some = dcb.waiting.splice(0, BLOCKS_A_STEP);
    if (!some.every((one) => putDisk(context, dcb, one))) return { kind: 'error' };
    const effect = { kind: 'work' } as const;
    return dcb.waiting.length > 0 ? { kind: 'effect', effect } : { kind: 'done' };
  }
  const block = dcb.waiting.shift();
  if (block === undefined) return { kind: 'done' };
  return { kind: 'effect', effect: writeBlock(context, dcb, block) };
}

/** The block that is in hand. */
function inHand(dcb: OpenDcb): Uint8Array {
  return isSpanned(dcb.recfm) ? segmentBlock(dcb.block) : blockOf(dcb.recfm, dcb.block);
}

/** Writes the block of a tape that is in hand. */
export function flushTape(context: StepContext, dcb: OpenDcb): Output {
  if (dcb.waiting.length > 0) return moreOutput(context, dcb);
  if (dcb.block.length === 0) return { kind: 'done' };
  const block = inHand(dcb);
  dcb.block = [];
  return { kind: 'effect', effect: writeBlock(context, dcb, block) };
}

function diskOutput(context: StepContext, dcb: OpenDcb, data: Uint8Array): Output {
  if (dcb.members !== undefined) {
    return { kind: putMemberRecord(dcb.members, data) ? 'done' : 'error' };
  }
  if ((dcb.output === undefined && dcb.work === undefined) || dcb.astray) return { kind: 'error' };
  if (!dcb.blocks) return { kind: putDisk(context, dcb, data) ? 'done' : 'error' };
  if (isSpanned(dcb.recfm)) {
    dcb.waiting.push(...cutRecord(dcb, data));
    return moreOutput(context, dcb);
  }
  const blocked = (dcb.recfm & RECFM.blocked) !== 0 && kindOf(dcb.recfm) !== 'U';
  const whole = [...dcb.block, data];
  const length = blockOf(dcb.recfm, whole).length;
  if (length > dcb.blksize && dcb.block.length > 0) {
    if (!flushBlock(context, dcb)) return { kind: 'error' };
    dcb.block = [data];
  } else dcb.block = whole;
  const full = !blocked || length >= dcb.blksize;
  return { kind: full && !flushBlock(context, dcb) ? 'error' : 'done' };
}

/** Writes a record of the disk. */
function putDisk(context: StepContext, dcb: OpenDcb, record: Uint8Array): boolean {
  if (dcb.work !== undefined) return writeWork(context, dcb, dcb.work, record);
  if (dcb.output !== undefined) putOutput(context, dcb.output, record);
  return true;
}

/** Writes the block in hand; false when that cannot be. */
export function flushBlock(context: StepContext, dcb: OpenDcb): boolean {
  if (!dcb.blocks || dcb.input || dcb.block.length === 0) return true;
  const block = inHand(dcb);
  dcb.block = [];
  return putDisk(context, dcb, block);
}

function print(dcb: OpenDcb, data: Uint8Array): Output {
  const control = (dcb.recfm & (RECFM.asa | RECFM.machine)) !== 0;
  const text = (control ? data.slice(1) : data.slice()).subarray(0, PAPER);
  const line = text.length === 0 ? Uint8Array.of(0x40) : text;
  const nothing = new Uint8Array(0);
  const code = data[0] ?? 0x40;
  let records;
  if (!control) records = [{ command: PRINT_SPACE, data: line }];
  else if ((dcb.recfm & RECFM.machine) !== 0) records = [{ command: code, data: line }];
  else {
    const before = code === 0x4e ? undefined : (BEFORE.get(code) ?? 0x0b);
    const first = before === undefined ? [] : [{ command: before, data: nothing }];
    records = [...first, { command: PRINT, data: line }];
  }
  return { kind: 'effect', effect: { kind: 'write-records', device: PRINTER, records } };
}
