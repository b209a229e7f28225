/**
 * A file to a punch or printer: the common part of PUNCH, PRINT, DISK DUMP and SENDFILE. The spool file is
 * closed when all is written; when anything goes wrong it is purged, so that nobody gets half a file.
 */
import type { Answer, Effect, StepContext, StepResult } from '../command.js';
import { volumeOf } from '../files/disk-state.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import type { FoundFile } from '../files/disk-state.js';
import { DUMP_DATA, dumpCard, endCard } from '../netdata/disk-dump.js';
import { encodeTrailer, segments } from '../netdata/netdata.js';
import { quietly } from './card-loader.js';
import { deviceOf, fault, faultOf } from './command-fault.js';

/** The punch and the printer. */
export const PUNCH = 0x00d;
/** The printer. */
export const PRINTER = 0x00e;
/** Channel command that punches a card and feeds. */
export const PUNCH_CARD = 0x41;

const RECORDS_A_STEP = 100;
const BYTES_A_STEP = 32768;

/** How a printed line looks. */
export type PrintStyle = {
  /** The first character is carriage control. */
  readonly control: boolean;
  readonly upper: boolean;
  readonly linesOnPage: number;
};

/** What is to be written and how. */
export type OutputRequest = {
  readonly module: string;
  readonly device: number;
  readonly form: 'cards' | 'print' | 'netdata' | 'dump';
  readonly style: PrintStyle | undefined;
  /** Cards or bytes in front of the file. */
  readonly header: Uint8Array | undefined;
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
  readonly source: number;
  readonly cursor: RecordCursor;
  /** Bytes that do not yet fill a card. */
  readonly rest: Uint8Array;
  readonly sequence: number;
  readonly total: number;
  readonly line: number;
  readonly started: boolean;
  readonly ended: boolean;
  readonly rc: number;
  readonly lines: readonly string[];
};

type OutRecord = { readonly command: number; readonly data: Uint8Array };

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
    source: file.volume.device,
    cursor: openCursor(file.volume, device.device, file.entry),
    rest: new Uint8Array(0),
    sequence: 1,
    total: 0,
    line: 0,
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
        : fault(request.module, number, answer.result === 'not-ready' ? 2 : 1);
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
    line: frame.line,
  };
  if (!frame.started && request.header !== undefined) {
    if (request.form === 'netdata') state.rest = request.header;
    else out.push({ command: PUNCH_CARD, data: request.header });
  }
  let bytes = 0;
  let ended = false;
  while (out.length < RECORDS_A_STEP && bytes < BYTES_A_STEP) {
    const record = readRecord(cursor, device);
    if (record === undefined) {
      ended = true;
      break;
    }
    bytes += record.length + 32;
    if (request.form === 'cards') {
      const card = new Uint8Array(80).fill(0x40);
      card.set(record.subarray(0, 80));
      out.push({ command: PUNCH_CARD, data: card });
    } else if (request.form === 'print') {
      state.line = printLine(out, record, state.line, request.style!);
    } else if (request.form === 'netdata') {
      state.rest = join(state.rest, segments(record));
      cut(state, out);
    } else {
      const length = cursor.entry.format === 'V' ? [record.length >> 8, record.length & 255] : [];
      state.rest = join(state.rest, Uint8Array.from([...length, ...record]));
      cutDump(state, out, frame);
    }
  }
  if (ended && request.form === 'netdata') {
    state.rest = join(state.rest, encodeTrailer());
    cut(state, out);
    if (state.rest.length > 0) {
      const card = new Uint8Array(80).fill(0x40);
      card.set(state.rest);
      out.push({ command: PUNCH_CARD, data: card });
    }
  }
  if (ended && request.form === 'dump') endDump(state, out, frame);
  const next: OutputFrame = { ...frame, ...state, started: true, ended };
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

function cut(state: Packing, out: OutRecord[]): void {
  let at = 0;
  for (; at + 80 <= state.rest.length; at += 80) {
    out.push({ command: PUNCH_CARD, data: state.rest.slice(at, at + 80) });
  }
  state.rest = state.rest.slice(at);
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

const SKIP_TO_1 = 0x8b;
/** Immediate commands in front of a line, by its ANSI control character (EBCDIC). */
const CONTROL_BEFORE: ReadonlyMap<number, number> = new Map([
  [0x40, 0x0b],
  [0xf0, 0x13],
  [0x60, 0x1b],
  [0xf1, SKIP_TO_1],
]);
const WRITE = 0x01;
const WRITE_SPACE = 0x09;
/** Machine codes that write: these stand for themselves. */
const MACHINE = new Set([0x01, 0x09, 0x11, 0x19, 0x89]);

/** Adds a line; gives the number of lines on the page. */
function printLine(out: OutRecord[], record: Uint8Array, line: number, style: PrintStyle): number {
  const fold = (data: Uint8Array): Uint8Array =>
    style.upper ? data.map((b) => (b >= 0x81 && b <= 0xa9 && (b & 15) <= 9 ? b | 0x40 : b)) : data;
  if (style.control) {
    const code = record[0]!;
    const data = fold(record.slice(1));
    const filled = data.length === 0 ? Uint8Array.of(0x40) : data;
    if (MACHINE.has(code)) {
      out.push({ command: code, data: filled });
      return line;
    }
    const before = code === 0x4e ? undefined : (CONTROL_BEFORE.get(code) ?? 0x0b);
    if (before !== undefined) out.push({ command: before, data: new Uint8Array(0) });
    out.push({ command: WRITE, data: filled });
    return line;
  }
  const next = line >= style.linesOnPage ? 0 : line;
  if (next === 0) out.push({ command: SKIP_TO_1, data: new Uint8Array(0) });
  out.push({ command: WRITE_SPACE, data: fold(record) });
  return next + 1;
}
