/** CLOSE (OS/VS Data Management Macro Instructions): what is in hand goes out, and the DCB is as it was before OPEN. */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { commitDisk, fileCommand } from '../commands/command-fault.js';
import { closeOutput, replaceSome } from '../commands/file-output.js';
import type { FileOutput } from '../files/file-output.js';
import { fetchOf } from '../functions/caller-list.js';
import { closeSome, type Closing } from '../functions/file-control.js';
import { message } from '../messages-table.js';
import type { FrameContext } from '../nucleus/context.js';
import { giveBackStorage } from '../nucleus/free-storage.js';
import { callerRegister } from './caller.js';
import { DCB, OPEN_FLAG, setDcb } from './dcb.js';
import type { OpenDcb } from './os-state.js';
import { closeDataSet } from './data-sets.js';
import { kindOf } from './recfm.js';
import { failureCode, flushBlock, flushTape, writeRecordOf, writingFailed } from './records.js';
import { closeMembers } from './stow.js';
import { tapeClosing, tapeLeaving, tapeWork, type TapeWork } from './tapes.js';
import { writeSome } from './work-file.js';

const MODULE = 'SOP';
/** Bytes in front of a buffer: the input/output block of BSAM. */
export const IOB_LENGTH = 40;
/** Most entries of a list of blocks. */
const MOST_BLOCKS = 64;

/** An entry of the list of OPEN or CLOSE. */
export interface ListEntry {
  readonly options: number;
  readonly address: number;
}

/** The list that register 1 of the caller points to. */
export function listOf(context: StepContext): ListEntry[] {
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

/** Goes on in another step. */
export function again(frame: Frame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 100 };
}

function start(context: StepContext): StepResult {
  return closeNext(
    context,
    listOf(context).map((entry) => entry.address),
  );
}

/** Closes blocks, one after the other; then goes on with `then`. */
export function closeNext(
  context: StepContext,
  list: readonly number[],
  then?: Frame,
  closing?: Closing,
): StepResult {
  const [address, ...rest] = list;
  if (address === undefined) return then === undefined ? { rc: 0 } : again(then);
  const { os } = context.cms;
  const dcb = os.open.find((one) => one.address === address);
  const frameOf = (close: readonly number[]): Frame => ({ ...then, close });
  if (dcb === undefined) return again(frameOf(rest));
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
  if (dcb.update?.output !== undefined) {
    const made = closeSome(context, dcb.update, dcb.update.output, closing);
    if ('collecting' in made) return again({ ...frameOf(list), closing: made });
    forget(context, dcb);
    return commitDisk(context, made, { frame });
  }
  if (dcb.members !== undefined) {
    const made = closeMembers(context, dcb, dcb.members);
    if (made === 'more') return again(frameOf(list));
    forget(context, dcb);
    const change = dcb.members.rewriting?.change;
    if (made === 'done' && change !== undefined) return commitDisk(context, change, { frame });
    const { name } = dcb.definition;
    const lines = made === 'damaged' ? [message(MODULE, 56, `${name} MACLIB`, 'library')] : [];
    return { ...again(frame), lines };
  }
  if (dcb.work?.changed === true) {
    if (!writeSome(context, dcb, dcb.work)) return again(frameOf(list));
    forget(context, dcb);
    return closeFile(context, dcb.work.output!, frame);
  }
  if (dcb.output !== undefined) {
    flushBlock(context, dcb);
    if (!replaceSome(context, dcb.output)) return again(frameOf(list));
    forget(context, dcb);
    return closeFile(context, dcb.output, frame);
  }
  if (!dcb.input && dcb.definition.device === 'TAPE') {
    const out = flushTape(context, dcb);
    if (out.kind === 'effect') return { effect: out.effect, frame: frameOf(list) };
    return finishTape(context, dcb, tapeClosing(context, dcb), frame);
  }
  const leaving = dcb.definition.device === 'TAPE' ? tapeLeaving(dcb) : undefined;
  if (leaving !== undefined) return finishTape(context, dcb, leaving, frame);
  forget(context, dcb);
  const unit = { PRINTER: '00E', PUNCH: '00D' }[dcb.definition.device as string];
  if (unit === undefined) return again(frame);
  return { effect: { kind: 'cp', command: `CLOSE ${unit}`, buffered: true }, frame };
}

/** Tape marks and labels behind what was written. */
function finishTape(
  context: StepContext,
  dcb: OpenDcb,
  work: TapeWork,
  frame: Frame,
  answer?: Answer,
): StepResult {
  const made = tapeWork(context, dcb, work, answer);
  if (made.kind === 'effect') {
    const tape = { address: dcb.address, work: made.work };
    return { effect: made.effect, frame: { ...frame, tape } };
  }
  forget(context, dcb);
  if (made.kind === 'done') return again(frame);
  const { ddname } = dcb.definition;
  return { ...again(frame), lines: [message(MODULE, 129, dcb.last, made.code, ddname)] };
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
export function forget(context: StepContext, dcb: OpenDcb): void {
  const { os } = context.cms;
  os.open = os.open.filter((one) => one !== dcb);
  if (dcb.dataSet !== undefined) closeDataSet(context, dcb.dataSet);
  const n = (context as FrameContext).nucleus;
  const length = (IOB_LENGTH + dcb.bufferLength + 7) & -8;
  giveBackStorage(n, dcb.buffer - IOB_LENGTH, length);
  const flags = context.fetch(dcb.address + DCB.flags, 1)?.[0];
  if (flags === undefined) return;
  setDcb(context, dcb.address, DCB.flags, ((flags & ~OPEN_FLAG) << 24) | dcb.macrf, 4);
}

/** Goes on with a list whose rest stands in the frame. */
export function closeMore(frame: Frame, context: StepContext, answer: Answer): StepResult {
  const { close, closing, tape, ...then } = frame;
  const next = Object.keys(then).length === 0 ? undefined : then;
  if (tape !== undefined) {
    const { address, work } = tape as { address: number; work: TapeWork };
    const dcb = context.cms.os.open.find((one) => one.address === address);
    const rest = { ...then, close };
    return dcb === undefined ? again(rest) : finishTape(context, dcb, work, rest, answer);
  }
  const list = close as number[];
  if (writingFailed(answer)) return notWritten(context, list, then, answer);
  return closeNext(context, list, next, closing as Closing | undefined);
}

/** The last block could not be written: the block is closed as it is. */
function notWritten(
  context: StepContext,
  [address, ...close]: readonly number[],
  then: Frame,
  answer: Answer,
): StepResult {
  const dcb = context.cms.os.open.find((one) => one.address === address);
  if (dcb === undefined) return again({ ...then, close });
  forget(context, dcb);
  const { ddname } = dcb.definition;
  const lines = [message(MODULE, 129, dcb.last, failureCode(answer), ddname)];
  return { ...again({ ...then, close }), lines };
}

/** CLOSE (SVC 20). */
export const osClose = fileCommand('*CLOSE', 6, MODULE, start, (frame, answer, context) =>
  closeMore(frame, context, answer),
);
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
  (frame, answer, context) => closeMore(frame, context, answer),
);
