/**
 * A file to a punch or printer: the common part of PUNCH, PRINT, DISK DUMP and SENDFILE. The spool file is
 * closed when all is written; when anything goes wrong it is purged, so that nobody gets half a file.
 */
import type { Answer, Effect, StepContext, StepResult } from '../command.js';
import { volumeOf } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import type { FoundFile } from '../files/disk-state.js';
import { DUMP_DATA, dumpCard, endCard } from '../netdata/disk-dump.js';
import { encodeTrailer, segments } from '../netdata/netdata.js';
import { quietly } from './load-frame.js';
import { deviceOf, fault, faultOf } from './command-fault.js';
import { foundName } from './operands.js';
import { printRecord, type OutRecord, type Paper, type PrintStyle } from './printed-record.js';

/** The punch and the printer. */
export const PUNCH = 0x00d;
/** The printer. */
export const PRINTER = 0x00e;
/** Channel command that punches a card and feeds. */
export const PUNCH_CARD = 0x41;

const RECORDS_A_STEP = 100;
const BYTES_A_STEP = 32768;

/** Columns of a card. */
const CARD = 80;

/** What the punch gets for one card: the first 80 bytes, blanks behind fewer. */
function punchedCard(bytes: Uint8Array): OutRecord {
  const data = new Uint8Array(CARD).fill(0x40);
  data.set(bytes.subarray(0, CARD));
  return { command: PUNCH_CARD, data };
}

/** Bytes cut into cards; blanks fill the last. */
export function punchedCards(bytes: Uint8Array): OutRecord[] {
  const cards = Math.ceil(bytes.length / CARD);
  return Array.from({ length: cards }, (_, i) => punchedCard(bytes.subarray(i * CARD)));
}

/** A stretch of the file, with the card that stands in front of it. */
export type OutputPart = {
  readonly from: number;
  readonly to: number;
  readonly header?: Uint8Array;
};

/** What is to be written and how. */
export type OutputRequest = {
  readonly module: string;
  readonly device: number;
  readonly form: 'cards' | 'print' | 'netdata' | 'dump';
  readonly style: PrintStyle | undefined;
  /** Bytes of NETDATA in front of the file. */
  readonly header?: Uint8Array | undefined;
  /** What is written of the file; all of it without. */
  readonly parts?: readonly OutputPart[];
  /** The CP command that ends it. */
  readonly close: string;
  /** The answer of CP is typed by CP itself. */
  readonly closeShown: boolean;
  readonly done: readonly string[];
  /** Message when CP refuses to close it so. */
  readonly refused: { readonly number: number; readonly fill: string } | undefined;
};

/** Where writing stands. */
export type OutputFrame = {
  readonly stage: 'records' | 'closing' | 'purging';
  readonly request: OutputRequest;
  /** The file, for messages. */
  readonly name: string;
  readonly source: number;
  readonly cursor: RecordCursor;
  /** Bytes that do not yet fill a card. */
  readonly rest: Uint8Array;
  readonly sequence: number;
  readonly total: number;
  readonly paper: Paper;
  /** Which part is being written, and whether it has begun. */
  readonly part: number;
  readonly started: boolean;
  readonly ended: boolean;
  readonly rc: number;
  readonly lines: readonly string[];
};

/** Starts to write a file. */
export function startOutput(
  context: StepContext,
  file: FoundFile,
  request: OutputRequest,
): StepResult {
  const device = deviceOf(context, file.volume);
  const frame: OutputFrame = {
    stage: 'records',
    request,
    name: foundName(file),
    source: file.volume.device,
    cursor: openCursor(file.volume, device.device, file.entry),
    rest: new Uint8Array(0),
    sequence: 1,
    total: 0,
    paper: { line: 0, page: 0 },
    part: 0,
    started: false,
    ended: false,
    rc: 0,
    lines: [],
  };
  return { effect: { kind: 'work' }, frame };
}

/** Goes on; every result of it is to be returned as it is. */
export function outputStep(frame: OutputFrame, answer: Answer, context: StepContext): StepResult {
  const { request } = frame;
  if (frame.stage === 'purging') return { rc: frame.rc, lines: frame.lines };
  if (frame.stage === 'closing') {
    const rc = answer.kind === 'cp' ? answer.rc : 0;
    if (rc === 0) return { rc: 0, lines: request.done };
    if (request.refused === undefined) return purge(frame, rc, []);
    const made = fault(request.module, request.refused.number, request.refused.fill);
    return purge(frame, made.rc, made.lines);
  }
  try {
    if (answer.kind === 'written' && answer.result !== 'ok') {
      const number = request.form === 'print' ? 123 : 118;
      throw answer.result === 'no-device'
        ? fault(request.module, 113, request.form === 'print' ? 'PRT(00E)' : 'PUN(00D)')
        : fault(request.module, number, frame.name);
    }
    if (frame.ended) {
      const command = request.close;
      const effect: Effect = { kind: 'cp', command, buffered: !request.closeShown };
      return { effect, frame: { ...frame, stage: 'closing' } };
    }
    return writeSome(frame, context);
  } catch (error) {
    const { rc, lines } = faultOf(error, request.module, context);
    return purge(frame, rc, lines);
  }
}

function purge(frame: OutputFrame, rc: number, lines: readonly string[]): StepResult {
  const unit = frame.request.device.toString(16).toUpperCase().padStart(3, '0');
  const next: OutputFrame = { ...frame, stage: 'purging', rc, lines };
  return { effect: quietly(`CLOSE ${unit} PURGE`), frame: next };
}

function writeSome(frame: OutputFrame, context: StepContext): StepResult {
  const { cursor, request } = frame;
  const device = deviceOf(context, volumeOf(context.cms.disks, frame.source));
  const out: OutRecord[] = [];
  const state = {
    rest: frame.rest,
    sequence: frame.sequence,
    total: frame.total,
    paper: { ...frame.paper },
    part: frame.part,
    started: frame.started,
  };
  const parts = request.parts ?? [{ from: 1, to: cursor.entry.records }];
  let bytes = 0;
  let ended = false;
  while (out.length < RECORDS_A_STEP && bytes < BYTES_A_STEP) {
    const part: OutputPart | undefined = parts[state.part];
    if (part === undefined) {
      ended = true;
      break;
    }
    if (!state.started) {
      state.started = true;
      seekRecord(cursor, device, part.from);
      if (part.header !== undefined) out.push({ command: PUNCH_CARD, data: part.header });
      if (request.header !== undefined && state.part === 0) state.rest = request.header;
    }
    const number = cursor.record;
    const record = number > part.to ? undefined : readRecord(cursor, device);
    if (record === undefined) {
      state.part++;
      state.started = false;
      continue;
    }
    bytes += record.length + 32;
    if (request.form === 'cards') out.push(punchedCard(record));
    else if (request.form === 'print') {
      printRecord(out, record, number, state.paper, request.style!);
    } else if (request.form === 'netdata') {
      const all = join(state.rest, segments(record));
      const whole = all.length - (all.length % CARD);
      out.push(...punchedCards(all.subarray(0, whole)));
      state.rest = all.slice(whole);
    } else {
      const length = cursor.entry.format === 'V' ? [record.length >> 8, record.length & 255] : [];
      state.rest = join(state.rest, Uint8Array.from([...length, ...record]));
      cutDump(state, out, frame);
    }
  }
  if (ended && request.form === 'netdata') {
    out.push(...punchedCards(join(state.rest, encodeTrailer())));
    state.rest = new Uint8Array(0);
  }
  if (ended && request.form === 'dump') endDump(state, out, frame);
  const next: OutputFrame = { ...frame, ...state, ended };
  return {
    effect: { kind: 'write-records', device: request.device, records: out },
    frame: next,
    cost: 100 + out.length * 4,
  };
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a, 0);
  out.set(b, a.length);
  return out;
}

interface Packing {
  rest: Uint8Array;
  sequence: number;
  total: number;
}

function dumped(frame: OutputFrame) {
  const { entry } = frame.cursor;
  return {
    name: entry.name,
    type: entry.type,
    modeNumber: entry.modeNumber,
    format: entry.format,
    recordLength: entry.recordLength,
    records: entry.records,
    written: entry.written,
  };
}

function cutDump(state: Packing, out: OutRecord[], frame: OutputFrame): void {
  let at = 0;
  for (; at + DUMP_DATA <= state.rest.length; at += DUMP_DATA) {
    const part = state.rest.slice(at, at + DUMP_DATA);
    out.push({ command: PUNCH_CARD, data: dumpCard(dumped(frame), state.sequence++, part) });
    state.total += DUMP_DATA;
  }
  state.rest = state.rest.slice(at);
}

/** The rest of the last block of 800 bytes, and the end card. */
function endDump(state: Packing, out: OutRecord[], frame: OutputFrame): void {
  if (state.rest.length > 0) {
    const part = new Uint8Array(DUMP_DATA);
    part.set(state.rest);
    out.push({ command: PUNCH_CARD, data: dumpCard(dumped(frame), state.sequence++, part) });
    state.total += DUMP_DATA;
    state.rest = new Uint8Array(0);
  }
  while (state.total % 800 !== 0) {
    const part = new Uint8Array(DUMP_DATA);
    out.push({ command: PUNCH_CARD, data: dumpCard(dumped(frame), state.sequence++, part) });
    state.total += DUMP_DATA;
  }
  out.push({ command: PUNCH_CARD, data: endCard(dumped(frame), state.sequence++) });
}
