/**
 * GET and PUT of QSAM, READ, WRITE and CHECK of BSAM (OS/VS Data Management Macro Instructions): programs branch to the
 * entry addresses in their DCB, with the way back in register 14.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fileCommand } from '../commands/command-fault.js';
import { fetchOf, storeNumber, storeOf } from '../functions/caller-list.js';
import { LONGEST } from './attributes.js';
import { abendCaller, callerRegister, returnRegister, returnTo } from './caller.js';
import { DCB, MACRF, readDcb } from './dcb.js';
import { IOB_LENGTH, pendingLength } from './close.js';
import type { OpenDcb } from './os-state.js';
import { isSpanned, kindOf } from './recfm.js';
import { lengthInFront } from './spanned.js';
import { rewriteRecord } from './update.js';
import {
  answeredRecord,
  blockOf,
  flushBlock,
  flushTape,
  moreOutput,
  nextRecord,
  writeRecordOf,
  writingFailed,
} from './records.js';
import type { Input } from './input.js';
import { unblock } from './unblock.js';

const MODULE = 'SCT';
/** Data event control block: offsets and what is in it. */
const DECB = { event: 0, type: 4, length: 6, dcb: 8, area: 12, iob: 16, size: 20 } as const;
const TYPE = { standard: 0x80, read: 0x80, write: 0x20 } as const;
/** Codes of an event control block: done, and ended in error. */
const DONE = 0x7f;
const FAILED = 0x41;
/** Residual count of the channel status word in the input/output block. */
const IOB_RESIDUAL = 14;

/** Branches to addresses that only a DCB has: there is no parameter list. */
function branched(
  name: string,
  start: (context: StepContext) => StepResult,
  resume: (frame: Frame, answer: Answer, context: StepContext) => StepResult,
): Command {
  return { ...fileCommand(name, name.length, MODULE, start, resume), branched: true };
}

/** The open block that an address stands for; an abnormal end when there is none. */
function opened(context: StepContext, at: number, code: string): OpenDcb {
  const dcb = context.cms.os.open.find((one) => one.address === (at & 0xffffff));
  if (dcb === undefined) throw abendCaller(code, context);
  return dcb;
}

function getOrPut(context: StepContext): StepResult {
  const dcb = opened(context, callerRegister(context, 1), '002');
  if (!dcb.input) return put(context, dcb);
  return got(context, dcb, nextRecord(context, dcb));
}

/** A record, its end, or an effect that brings it. */
function got(context: StepContext, dcb: OpenDcb, input: Input): StepResult {
  switch (input.kind) {
    case 'effect':
      return { effect: input.effect, frame: { dcb: dcb.address } };
    case 'end':
      return endOfData(context, dcb);
    case 'error':
      return failed(context, dcb, 0);
    case 'record':
      return deliver(context, dcb, input.data);
  }
}

/** The program goes on at its EODAD. */
function endOfData(context: StepContext, dcb: OpenDcb): StepResult {
  const { eodad } = readDcb(context, dcb.address);
  if (eodad === 0) throw abendCaller('337', context);
  returnTo(context, eodad);
  return { rc: callerRegister(context, 15) };
}

/** The program goes on at its SYNAD, with the DCB or the DECB in register 1. */
function failed(context: StepContext, dcb: OpenDcb, decb: number): StepResult {
  const { synad } = readDcb(context, dcb.address);
  if (synad === 0) throw abendCaller('001', context);
  returnRegister(context, 1, (0x10 << 24) | dcb.address);
  if (decb !== 0) returnRegister(context, 0, decb);
  returnTo(context, synad);
  return { rc: synad };
}

/** A record as the program sees it: variable ones with their length in front, fixed ones filled with blanks. */
function shape(dcb: OpenDcb, data: Uint8Array): Uint8Array {
  switch (kindOf(dcb.recfm)) {
    case 'F': {
      const record = new Uint8Array(dcb.lrecl).fill(0x40);
      record.set(data.subarray(0, dcb.lrecl));
      return record;
    }
    case 'V': {
      const part = data.subarray(0, dcb.lrecl - 4);
      const record = new Uint8Array(part.length + 4);
      record[0] = record.length >> 8;
      record[1] = record.length;
      record.set(part, 4);
      return record;
    }
    case 'U':
      return data.subarray(0, dcb.blksize);
  }
}

function deliver(context: StepContext, dcb: OpenDcb, data: Uint8Array): StepResult {
  const record = shape(dcb, data);
  const move = ((dcb.macrf >> 8) & MACRF.move) !== 0;
  const area = move ? callerRegister(context, 0) & 0xffffff : dcb.buffer;
  storeOf(context, area, record);
  if (kindOf(dcb.recfm) !== 'F') storeNumber(context, dcb.address + DCB.lrecl, record.length, 2);
  storeNumber(context, dcb.address + DCB.record, area, 4);
  if (!move) returnRegister(context, 1, area);
  return { rc: 0, cost: 5 };
}

function put(context: StepContext, dcb: OpenDcb): StepResult {
  const move = (dcb.macrf & MACRF.move) !== 0;
  if (!move && !dcb.pending) return located(context, dcb);
  const area = move ? callerRegister(context, 0) & 0xffffff : dcb.buffer;
  const data = move
    ? outgoing(context, dcb, area)
    : strip(dcb, fetchOf(context, area, pendingLength(context, dcb)));
  const out = writeRecordOf(context, dcb, data);
  if (out.kind === 'error') return failed(context, dcb, 0);
  if (out.kind === 'effect') return { effect: out.effect, frame: { dcb: dcb.address, put: true } };
  return {
    ...(move ? { rc: 0, cost: 5 } : located(context, dcb)),
    lines: out.lines ?? [],
    data: true,
  };
}

/** The buffer for the next record of locate mode. */
function located(context: StepContext, dcb: OpenDcb): StepResult {
  dcb.pending = true;
  returnRegister(context, 1, dcb.buffer);
  return { rc: 0, cost: 5 };
}

function strip(dcb: OpenDcb, record: Uint8Array): Uint8Array {
  return kindOf(dcb.recfm) === 'V' ? record.slice(4) : record;
}

/** A record in the program's own area. */
function outgoing(context: StepContext, dcb: OpenDcb, area: number): Uint8Array {
  switch (kindOf(dcb.recfm)) {
    case 'F':
      return fetchOf(context, area, dcb.lrecl);
    case 'U': {
      const bytes = fetchOf(context, dcb.address + DCB.lrecl, 2);
      const length = (bytes[0]! << 8) | bytes[1]!;
      return fetchOf(context, area, Math.min(length === 0 ? dcb.blksize : length, dcb.blksize));
    }
    case 'V': {
      const bytes = fetchOf(context, area, 2);
      const length = (bytes[0]! << 8) | bytes[1]!;
      if (length < 5 || length > dcb.lrecl) throw abendCaller('002', context);
      return fetchOf(context, area + 4, length - 4);
    }
  }
}

function getOrPutMore(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const dcb = opened(context, Number(frame['dcb']), '002');
  if (frame['put'] !== true) return got(context, dcb, answeredRecord(context, dcb, answer));
  if (writingFailed(answer)) return failed(context, dcb, 0);
  const more = moreOutput(context, dcb);
  if (more.kind === 'effect') return { effect: more.effect, frame };
  if (more.kind === 'error') return failed(context, dcb, 0);
  return (dcb.macrf & MACRF.move) !== 0 ? { rc: 0 } : located(context, dcb);
}

/** PUTX: the record that GET has given goes back. */
function putBack(context: StepContext): StepResult {
  const dcb = opened(context, callerRegister(context, 1), '002');
  if (!dcb.updating || dcb.last === 0) throw abendCaller('002', context);
  const move = ((dcb.macrf >> 8) & MACRF.move) !== 0;
  const area = move ? callerRegister(context, 0) & 0xffffff : dcb.buffer;
  const data = move
    ? outgoing(context, dcb, area)
    : strip(dcb, fetchOf(context, area, pendingLength(context, dcb)));
  switch (rewriteRecord(context, dcb, dcb.last, data)) {
    case 'more':
      return { effect: { kind: 'work' }, frame: {}, cost: 800 };
    case 'error':
      return failed(context, dcb, 0);
    case 'done':
      return { rc: 0, cost: 10 };
  }
}

/** A data event control block. */
interface Event {
  readonly address: number;
  readonly read: boolean;
  /** It is neither READ SF nor WRITE SF: CMS does not read backwards (SB), and has no other types. */
  readonly strange: boolean;
  /** Of the block: that of the data control block, or what READ or WRITE say. */
  readonly length: number;
  /** WRITE has more than can be written. */
  readonly tooLong: boolean;
  readonly dcb: OpenDcb;
  readonly area: number;
}

function eventOf(context: StepContext, at: number): Event {
  const address = at & 0xffffff;
  const bytes = fetchOf(context, address, DECB.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, DECB.size);
  const dcb = opened(context, view.getInt32(DECB.dcb), '002');
  const standard = (bytes[DECB.type]! & TYPE.standard) !== 0;
  const given = view.getUint16(DECB.length);
  const most = mostOf(dcb);
  const type = bytes[DECB.type + 1]!;
  return {
    address,
    read: type === TYPE.read,
    strange: type !== TYPE.read && type !== TYPE.write,
    length: standard || given === 0 ? dcb.blksize : Math.min(given, most),
    tooLong: !standard && kindOf(dcb.recfm) === 'U' && given > most,
    dcb,
    area: view.getInt32(DECB.area) & 0xffffff,
  };
}

/**
 * The longest block that READ or WRITE may ask for: blocks of undefined length go past what the data control block says,
 * but for tapes, which are read and written in the buffer of the block.
 */
function mostOf(dcb: OpenDcb): number {
  return kindOf(dcb.recfm) === 'U' && dcb.definition.device !== 'TAPE' ? LONGEST : dcb.blksize;
}

function readOrWrite(context: StepContext): StepResult {
  const event = eventOf(context, callerRegister(context, 1));
  const { dcb, address } = event;
  storeNumber(context, address + DECB.iob, dcb.buffer - IOB_LENGTH, 4);
  if (event.strange) return ended(context, event, 'error', 0);
  if (event.read) {
    if (!dcb.input && dcb.work === undefined) throw abendCaller('002', context);
    return readMore(context, event, []);
  }
  if (dcb.input && !dcb.updating) throw abendCaller('002', context);
  if (event.tooLong) return ended(context, event, 'error', 0);
  if (dcb.work !== undefined) dcb.block = [];
  const block = fetchOf(context, event.area, event.length);
  const records = kindOf(dcb.recfm) === 'U' ? wholeBlock(dcb, block) : unblock(dcb, block);
  if (records === undefined) return ended(context, event, 'error', 0);
  return dcb.updating
    ? rewriteMore(context, event, records, dcb.last)
    : writeMore(context, event, records);
}

/** What is written of a block that is not cut: of one with spanned records what its length says, which has to fit. */
function wholeBlock(dcb: OpenDcb, block: Uint8Array): Uint8Array[] | undefined {
  if (!isSpanned(dcb.labelRecfm)) return [block];
  const length = lengthInFront(block);
  return length === undefined ? undefined : [block.subarray(0, length)];
}

/** Whether what is read or written are blocks, as tapes, data sets and files with the filemode number 4 have them. */
function blocked(dcb: OpenDcb): boolean {
  if (dcb.definition.device === 'TAPE' || dcb.dataSet !== undefined) return true;
  return dcb.blocks || dcb.parts[dcb.part]?.blocks === true;
}

/** Gathers the records of a block. */
function readMore(context: StepContext, event: Event, before: readonly Uint8Array[]): StepResult {
  const { dcb } = event;
  const fixed = kindOf(dcb.recfm) === 'F';
  const wanted = fixed ? Math.max(1, Math.floor(event.length / dcb.lrecl)) : 1;
  const records = [...before];
  let first = 0;
  const whole = (): boolean =>
    blocked(dcb) ? records.length > 0 && dcb.block.length === 0 : records.length >= wanted;
  while (!whole()) {
    const input = nextRecord(context, dcb);
    if (input.kind === 'effect') {
      return { effect: input.effect, frame: { event: event.address, records } };
    }
    if (input.kind === 'error') return ended(context, event, 'error', 0);
    if (input.kind === 'end') break;
    if (records.length === 0) first = dcb.last;
    records.push(fixed ? shape(dcb, input.data) : input.data);
  }
  if (records.length > 0 && first > 0) dcb.last = first;
  return readEnded(context, event, records);
}

function readEnded(context: StepContext, event: Event, records: readonly Uint8Array[]): StepResult {
  if (records.length === 0) return ended(context, event, 'end', 0);
  const block = blockOf(event.dcb.recfm, records).subarray(0, event.length);
  storeOf(context, event.area, block);
  return ended(context, event, 'ok', event.length - block.length);
}

function writeMore(context: StepContext, event: Event, records: readonly Uint8Array[]): StepResult {
  const lines: string[] = [];
  for (const [i, record] of records.entries()) {
    const out = writeRecordOf(context, event.dcb, record);
    if (out.kind === 'error') return { ...ended(context, event, 'error', 0), lines };
    if (out.kind === 'effect') {
      const rest = records.slice(i + 1);
      return {
        effect: out.effect,
        frame: { event: event.address, records: rest, put: true },
        lines,
      };
    }
    lines.push(...(out.lines ?? []));
  }
  // each WRITE is a block of its own
  const out = event.dcb.definition.device === 'TAPE' ? flushTape(context, event.dcb) : undefined;
  if (out?.kind === 'effect') {
    return { effect: out.effect, frame: { event: event.address, records: [], put: true }, lines };
  }
  const result = flushBlock(context, event.dcb) ? 'ok' : 'error';
  return { ...ended(context, event, result, 0), lines, data: true };
}

/** Puts the records of a block back, from `item` of the file on. */
function rewriteMore(
  context: StepContext,
  event: Event,
  records: readonly Uint8Array[],
  item: number,
): StepResult {
  for (const [i, record] of records.entries()) {
    const came = rewriteRecord(context, event.dcb, item + i, record);
    if (came === 'error') return ended(context, event, 'error', 0);
    if (came === 'more') {
      const frame = { event: event.address, records: records.slice(i), item: item + i };
      return { effect: { kind: 'work' }, frame, cost: 800 };
    }
  }
  return ended(context, event, 'ok', 0);
}

/** The event is posted; CHECK tells the program what came of it. */
function ended(
  context: StepContext,
  event: Event,
  result: OpenDcb['result'],
  residual: number,
): StepResult {
  event.dcb.result = result;
  storeOf(context, event.dcb.buffer - IOB_LENGTH, new Uint8Array(IOB_LENGTH));
  storeNumber(context, event.dcb.buffer - IOB_LENGTH + IOB_RESIDUAL, residual, 2);
  storeNumber(context, event.address, (result === 'ok' ? DONE : FAILED) << 24, 4);
  return { rc: 0, cost: 10 };
}

function readOrWriteMore(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const event = eventOf(context, Number(frame['event']));
  const records = frame['records'] as Uint8Array[];
  if (typeof frame['item'] === 'number') return rewriteMore(context, event, records, frame['item']);
  if (frame['put'] === true) {
    if (writingFailed(answer)) return ended(context, event, 'error', 0);
    return writeMore(context, event, records);
  }
  const input = answeredRecord(context, event.dcb, answer);
  if (input.kind === 'effect') {
    return { effect: input.effect, frame: { event: event.address, records } };
  }
  if (input.kind === 'record') {
    const data = kindOf(event.dcb.recfm) === 'F' ? shape(event.dcb, input.data) : input.data;
    return readMore(context, event, [...records, data]);
  }
  return input.kind === 'end'
    ? readEnded(context, event, records)
    : ended(context, event, 'error', 0);
}

function check(context: StepContext): StepResult {
  const event = eventOf(context, callerRegister(context, 1));
  const { result } = event.dcb;
  event.dcb.result = 'ok';
  if (result === 'end') return endOfData(context, event.dcb);
  if (result === 'error') return failed(context, event.dcb, event.address);
  return { rc: 0 };
}

/** What the entry addresses of a DCB lead to. */
export const accessMethods: readonly Command[] = [
  branched('*QSAM', getOrPut, getOrPutMore),
  branched('*BSAM', readOrWrite, readOrWriteMore),
  branched('*CHECK', check, () => ({ rc: 256 })),
  branched('*PUTX', putBack, (_frame, _answer, context) => putBack(context)),
];
