/** Reads tapes of OS block by block, labels and all; what TAPPDS and TAPEMAC have in common. Plain data between steps. */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { fault } from '../commands/command-fault.js';
import { BLOCK_BUFFER, DISPLAY_BUFFER, DISPLAY_LENGTH } from '../nucleus/layout.js';
import { cardLength, readCard, type CardForm } from './card-format.js';
import type { OsItem } from './os-item.js';
import { driveResult, TAPE } from './tape-frame.js';
import {
  isUnloaded,
  newUnloaded,
  recordAt,
  takeUnloaded,
  type Unloaded,
  type UnloadedBlock,
} from './unloaded-format.js';

/**
 * Where a block stands while the drive has it: all buffers of the nucleus together, for OS has blocks of up to 32,760
 * bytes. The channel program that reads lies within; one command that is not chained may be overwritten by what it reads.
 */
const ROOM = DISPLAY_BUFFER + DISPLAY_LENGTH - BLOCK_BUFFER;
const LABEL = 80;
/** Most labels in front of a file. */
const MOST_LABELS = 32;
/** First blocks of a file with standard labels. */
const LABELS = /^(?:VOL1|HDR1)/;
const FORWARD_FILE = 0x3f;

/** Which drive, and whose messages. */
export interface OsDrive {
  readonly module: string;
  readonly device: number;
  /** `TAP1(181)`. */
  readonly shown: string;
}

/** What comes from a tape. */
export type OsThing = Exclude<OsItem, { readonly kind: 'bad' }>;

/** How far a tape is read. */
export interface OsTape {
  readonly drive: OsDrive;
  /** Where it stands: at the first block, in the labels, in the records, behind the tape mark. */
  at: 'begin' | 'labels' | 'records' | 'mark';
  labels: number;
  /** Blocks of records so far. */
  blocks: number;
  block: Uint8Array;
  offset: number;
  /** Length of the records in the block. */
  length: number;
  /** The tape is one of IEHMOVE. */
  unloaded: Unloaded | undefined;
  /** What is complete and was not given out yet. */
  items: readonly (OsItem | UnloadedBlock)[];
  next: number;
  /** What was read too far, and comes again. */
  waiting: OsThing | undefined;
  /** A block whose records are given out, and where the next one is. */
  records: Uint8Array | undefined;
  record: number;
}

/** A tape that is still to be read. */
export function newOsTape(drive: OsDrive): OsTape {
  return {
    ...{ drive, at: 'begin', labels: 0, blocks: 0, block: new Uint8Array(0), offset: 0, length: 0 },
    ...{ unloaded: undefined, items: [], next: 0, waiting: undefined },
    ...{ records: undefined, record: 0 },
  };
}

/** The effect that reads the next block. */
export function readBlock({ drive }: OsTape): Effect {
  return { kind: 'tape', device: drive.device, command: TAPE.read, at: BLOCK_BUFFER, count: ROOM };
}

/** The effect that goes behind the next tape mark, or back over the last block. */
export function moveTape({ drive }: OsTape, where: 'forward' | 'back'): Effect {
  const command = where === 'forward' ? FORWARD_FILE : TAPE.backBlock;
  return { kind: 'tape', device: drive.device, command, at: BLOCK_BUFFER, count: 1 };
}

/** The tape has been moved; a fault of the drive, but the reel may end behind the records. */
export function takeMoved({ drive }: OsTape, answer: Answer): void {
  if (answer.kind === 'tape' && answer.result !== 'error') driveResult(drive, answer, false);
}

/**
 * Takes the answer of the drive: undefined when records have come, or the mark behind them; what is to be shown, nothing or a
 * label, when another block must be read first. Faults as a drive has them, and for a block that is longer than any of OS.
 */
export function takeAnswer(
  context: StepContext,
  tape: OsTape,
  answer: Answer,
): readonly string[] | undefined {
  if (answer.kind !== 'tape') throw new Error('the drive has not answered');
  const { module } = tape.drive;
  const result = driveResult(tape.drive, answer, false);
  const data = context.fetch(BLOCK_BUFFER, answer.length) ?? new Uint8Array(0);
  if (result === 'mark') {
    if (tape.at !== 'labels') {
      tape.at = 'mark';
      return undefined;
    }
    tape.at = 'records';
    return [];
  }
  if (data.length >= ROOM) throw fault(module, 57);
  if (tape.at === 'labels' || (tape.at === 'begin' && isLabel(data))) {
    if (data.length !== LABEL || ++tape.labels > MOST_LABELS) throw fault(module, 57);
    tape.at = 'labels';
    return [fromEbcdic(data).trimEnd()];
  }
  tape.at = 'records';
  if (tape.blocks++ === 0 && isUnloaded(data)) tape.unloaded = newUnloaded();
  tape.block = data.slice();
  tape.offset = 0;
  tape.length = 0;
  return undefined;
}

function isLabel(data: Uint8Array): boolean {
  return data.length === LABEL && LABELS.test(fromEbcdic(data.subarray(0, 4)));
}

/** The next thing on the tape; undefined when another block is needed for it. A fault when it is not what OS writes. */
export function nextThing(tape: OsTape, form: CardForm): OsThing | undefined {
  const item = tape.waiting ?? nextItem(tape, form);
  tape.waiting = undefined;
  if (item?.kind === 'bad') throw fault(tape.drive.module, 57);
  return item;
}

function nextItem(tape: OsTape, form: CardForm): OsItem | undefined {
  for (;;) {
    const record = nextRecord(tape);
    if (record !== undefined) return record;
    const ready = tape.items[tape.next];
    if (ready !== undefined) {
      tape.next++;
      if (ready.kind !== 'block') return ready;
      tape.records = ready.bytes;
      tape.record = 0;
      continue;
    }
    if (tape.offset >= tape.block.length) return undefined;
    const { unloaded } = tape;
    if (tape.length === 0) {
      const length = cardLength(tape.block, unloaded !== undefined || form.column1);
      if (length === undefined) return { kind: 'bad' };
      tape.length = length;
    }
    const card = tape.block.subarray(tape.offset, tape.offset + tape.length);
    tape.offset += tape.length;
    if (unloaded === undefined) return readCard(form, card);
    const items = takeUnloaded(unloaded, card);
    if (items === undefined) return { kind: 'bad' };
    tape.items = items;
    tape.next = 0;
  }
}

/** The next record of a block of an unloaded data set. */
function nextRecord(tape: OsTape): OsItem | undefined {
  const { unloaded, records } = tape;
  if (unloaded === undefined || records === undefined) return undefined;
  const next = recordAt(unloaded, records, tape.record);
  if (next === undefined) {
    tape.records = undefined;
    return undefined;
  }
  tape.record = next.to;
  return { kind: 'record', bytes: next.bytes, end: false };
}

/** Whether an unloaded data set has not come to its end, though the tape has. */
export function isCut({ at, unloaded }: OsTape): boolean {
  return at === 'mark' && unloaded !== undefined && !unloaded.ended;
}
