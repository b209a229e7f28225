/**
 * Tracks of count-key-data disks, read and written whole by DIAGNOSE X'20' (VM/370 System Programmer's Guide, "DIAGNOSE Code
 * X'20'"; Reference Manual for IBM 3830 Storage Control Model 2, GA26-1617). Channel program, what it is given and what it
 * brings stand in a buffer that the command has obtained.
 */
import type { Answer, Effect, StepContext } from '../command.js';
import { fault } from '../commands/command-fault.js';
import type { FrameContext } from '../nucleus/context.js';
import { giveBackStorage, obtain } from '../nucleus/free-storage.js';
import type { TrackChannel, TrackReading } from './track-state.js';

/** Bytes of the buffer, and where its parts begin. */
const BUFFER_LENGTH = 0x7c00;
const PROGRAM = 0;
const ARGUMENTS = 0x1000;
const HEAD = 0x1800;
const DATA = 0x2000;
/** Longest data of all records of a track, with their counts when they are written. */
const MOST_DATA = BUFFER_LENGTH - DATA;
/** Records that a track may have: no disk has room for more. */
const MOST_RECORDS = 130;
const HOME_BYTES = 5;
const ZERO_BYTES = 16;
/** Bytes of a count: cylinder, head, record, key length, data length. */
export const COUNT_BYTES = 8;

const COMMAND = {
  seek: 0x07,
  transfer: 0x08,
  readHome: 0x1a,
  readZero: 0x16,
  readCount: 0x12,
  readKeyData: 0x0e,
  searchId: 0x31,
  searchHome: 0x39,
  fileMask: 0x1f,
  writeZero: 0x15,
  writeRecord: 0x1d,
  erase: 0x11,
} as const;
/** File mask: record zero may be written, which is forbidden without. */
const PERMIT_ALL = 0xc0;
const FLAG = { chain: 0x40, anyLength: 0x20, skip: 0x10 } as const;
/** Sense bytes 0 and 1: there is no further record on the track. */
const NO_RECORD_FOUND = 0x0008;
/** The disk can only be read. */
const COMMAND_REJECT = 0x8000;
/** cc of DIAGNOSE X'20', and what R15 says of a unit exception. */
const UNIT_EXCEPTION = 2;
const ERROR = 3;

/** A track. */
export interface Track {
  readonly cylinder: number;
  readonly head: number;
  /** Flag, cylinder, head. */
  readonly home: Uint8Array;
  /** Count and data of record zero. */
  readonly zero: Uint8Array;
  /** Counts of the other records, one behind the other. */
  readonly counts: Uint8Array;
  /** Keys and data of the records, one behind the other. */
  readonly data: Uint8Array;
}

/** Why a track could not be read or written. */
export type TrackFault = 'gone' | 'error';

/** Obtains a buffer; 109S of the command when there is none. */
export function openChannel(context: StepContext, module: string, device: number): TrackChannel {
  const request = { owner: 'user', low: false, high: true } as const;
  const n = (context as FrameContext).nucleus;
  const got = obtain(n, { ...request, most: BUFFER_LENGTH, least: BUFFER_LENGTH });
  if ('rc' in got) throw fault(module, 109);
  return { device, buffer: got.at };
}

/** Gives the buffer back. */
export function closeChannel(context: StepContext, { buffer }: TrackChannel): void {
  giveBackStorage((context as FrameContext).nucleus, buffer, BUFFER_LENGTH);
}

/** Key length and data length of the records of a track. */
export function lengthsOf(counts: Uint8Array): { readonly key: number; readonly data: number }[] {
  return Array.from({ length: Math.floor(counts.length / COUNT_BYTES) }, (_, n) => {
    const at = n * COUNT_BYTES;
    return { key: counts[at + 5]!, data: (counts[at + 6]! << 8) | counts[at + 7]! };
  });
}

/** Key and data of each record. */
export function recordsOf(track: Track): { readonly key: Uint8Array; readonly data: Uint8Array }[] {
  let at = 0;
  return lengthsOf(track.counts).map((length) => {
    const key = track.data.subarray(at, at + length.key);
    const data = track.data.subarray(at + length.key, at + length.key + length.data);
    at += length.key + length.data;
    return { key, data };
  });
}

type Ccw = readonly [command: number, address: number, flags: number, count: number];

function programOf(ccws: readonly Ccw[]): Uint8Array {
  const bytes = new Uint8Array(ccws.length * 8);
  const view = new DataView(bytes.buffer);
  ccws.forEach(([command, address, flags, count], n) => {
    view.setUint32(n * 8, ((command << 24) | address) >>> 0);
    // the last one is not chained
    const last = n === ccws.length - 1 ? ~FLAG.chain : -1;
    view.setUint8(n * 8 + 4, flags & last);
    view.setUint16(n * 8 + 6, count);
  });
  return bytes;
}

function execute(
  { device, buffer }: TrackChannel,
  ccws: readonly Ccw[],
  parts: readonly { readonly at: number; readonly bytes: Uint8Array }[],
  fetch: { readonly at: number; readonly length: number },
): Effect {
  return {
    kind: 'diagnose',
    code: 0x20,
    registers: { 2: device, 4: buffer + PROGRAM },
    store: [
      { at: buffer + PROGRAM, bytes: programOf(ccws) },
      ...parts.map(({ at, bytes }) => ({ at: buffer + at, bytes })),
    ],
    fetch: { at: buffer + fetch.at, length: fetch.length },
  };
}

/** Where a seek goes, behind it what record zero is called, and what is permitted. */
function seekArgument(cylinder: number, head: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  view.setUint16(2, cylinder);
  view.setUint16(4, head);
  view.setUint16(8, cylinder);
  view.setUint16(10, head);
  view.setUint8(13, PERMIT_ALL);
  return new Uint8Array(view.buffer);
}

/** To record zero of a track. */
function toRecordZero(buffer: number): Ccw[] {
  return [
    [COMMAND.seek, buffer + ARGUMENTS, FLAG.chain, 6],
    [COMMAND.searchId, buffer + ARGUMENTS + 8, FLAG.chain, 5],
    [COMMAND.transfer, buffer + PROGRAM + 8, 0, 1],
  ];
}

/** Starts to read a track. */
export function startTrack(channel: TrackChannel, cylinder: number, head: number): TrackReading {
  const none = new Uint8Array(0);
  return {
    ...{ channel, cylinder, head, home: none, zero: none, counts: undefined, data: none },
    ...{ done: 0, coming: 0 },
  };
}

/** The channel program that comes next. */
export function trackEffect(reading: TrackReading): Effect {
  const { channel, cylinder, head, counts } = reading;
  const { buffer } = channel;
  const seek = { at: ARGUMENTS, bytes: seekArgument(cylinder, head) };
  const flags = FLAG.chain | FLAG.anyLength;
  if (counts === undefined) {
    const length = HOME_BYTES + ZERO_BYTES + MOST_RECORDS * COUNT_BYTES;
    const at = buffer + HEAD;
    const read: Ccw[] = Array.from({ length: MOST_RECORDS }, (_, n) => {
      return [
        COMMAND.readCount,
        at + HOME_BYTES + ZERO_BYTES + n * COUNT_BYTES,
        flags,
        COUNT_BYTES,
      ];
    });
    const ccws: Ccw[] = [
      [COMMAND.seek, buffer + ARGUMENTS, FLAG.chain, 6],
      [COMMAND.readHome, at, flags, HOME_BYTES],
      [COMMAND.readZero, at + HOME_BYTES, flags, ZERO_BYTES],
      ...read,
    ];
    const clear = { at: HEAD, bytes: new Uint8Array(length).fill(0xff) };
    return execute(channel, ccws, [seek, clear], { at: HEAD, length });
  }
  const ccws: Ccw[] = [
    [COMMAND.seek, buffer + ARGUMENTS, FLAG.chain, 6],
    [COMMAND.readHome, buffer + HEAD, flags | FLAG.skip, HOME_BYTES],
  ];
  let at = 0;
  const lengths = lengthsOf(counts);
  let next = 0;
  for (; next < lengths.length; next++) {
    const { key, data } = lengths[next]!;
    ccws.push([COMMAND.readCount, buffer + HEAD, flags | FLAG.skip, COUNT_BYTES]);
    // records that are there already pass, and an end of file has nothing to transfer
    if (next < reading.done || key + data === 0) continue;
    ccws.push([COMMAND.readKeyData, buffer + DATA + at, flags, key + data]);
    at += key + data;
    // data of no length end a channel program
    if (data === 0) {
      next++;
      break;
    }
  }
  reading.coming = next;
  return execute(channel, ccws, [seek], { at: DATA, length: at });
}

/** Takes what the program has brought: the track, `more`, or what is wrong. */
export function trackAnswer(reading: TrackReading, answer: Answer): Track | 'more' | TrackFault {
  if (answer.kind !== 'diagnosed') throw new Error('the disk has not answered');
  const { cc, registers, bytes } = answer;
  if (cc === 1) return 'gone';
  if (reading.counts === undefined) {
    const nothingMore = cc === ERROR && (registers[1]! & 0xffff) === NO_RECORD_FOUND;
    if (cc !== 0 && !nothingMore) return 'error';
    reading.home = bytes.slice(0, HOME_BYTES);
    reading.zero = bytes.slice(HOME_BYTES, HOME_BYTES + ZERO_BYTES);
    reading.counts = countsIn(bytes.subarray(HOME_BYTES + ZERO_BYTES));
    const total = lengthsOf(reading.counts).reduce((sum, { key, data }) => sum + key + data, 0);
    if (total > MOST_DATA) return 'error';
    if (total > 0) return 'more';
  } else {
    if (cc !== 0 && cc !== UNIT_EXCEPTION) return 'error';
    const data = new Uint8Array(reading.data.length + bytes.length);
    data.set(reading.data);
    data.set(bytes, reading.data.length);
    reading.data = data;
    reading.done = reading.coming;
    if (reading.done < reading.counts.length / COUNT_BYTES) return 'more';
  }
  const { cylinder, head, home, zero, counts, data } = reading;
  return { cylinder, head, home, zero, counts, data };
}

/** The counts that were read: behind the last record of a track comes the first one again. */
function countsIn(bytes: Uint8Array): Uint8Array {
  let length = 0;
  for (; length + COUNT_BYTES <= bytes.length; length += COUNT_BYTES) {
    const count = bytes.subarray(length, length + COUNT_BYTES);
    if (count.every((byte) => byte === 0xff)) break;
    if (length > 0 && count.every((byte, n) => byte === bytes[n])) break;
  }
  return bytes.slice(0, length);
}

/** Key length, and length of data, of the record zero that is written. */
const ZERO_SHAPE = [0, 0, 8] as const;

/** To the home address of a track, and its record zero written. */
function overRecordZero(buffer: number): Ccw[] {
  const mask = buffer + ARGUMENTS + 13;
  return [
    [COMMAND.fileMask, mask, FLAG.chain, 1],
    [COMMAND.seek, buffer + ARGUMENTS, FLAG.chain, 6],
    [COMMAND.searchHome, buffer + ARGUMENTS + 8, FLAG.chain, 4],
    [COMMAND.transfer, buffer + PROGRAM + 16, 0, 1],
    [COMMAND.writeZero, buffer + HEAD, FLAG.chain, ZERO_BYTES],
  ];
}

/** Whether the record zero of a track can be written as it is. */
const plainZero = ({ zero }: Track): boolean =>
  zero.length === ZERO_BYTES && ZERO_SHAPE.every((byte, i) => zero[5 + i] === byte);

/** Whether a track has something that a track does not have to which nobody has written. */
export function isWritten(track: Track): boolean {
  if (track.counts.length >= COUNT_BYTES) return true;
  return plainZero(track) && track.zero.subarray(COUNT_BYTES).some((byte) => byte !== 0);
}

/** Writes the records of a track and its record zero; undefined when they cannot be written in one go. */
export function writeTrack(channel: TrackChannel, track: Track): Effect | undefined {
  const { buffer } = channel;
  const records = recordsOf(track);
  const bytes = new Uint8Array(track.counts.length + track.data.length);
  const zero = plainZero(track);
  const ccws = zero ? overRecordZero(buffer) : toRecordZero(buffer);
  let at = 0;
  records.forEach(({ key, data }, n) => {
    const from = at;
    for (const part of [track.counts.subarray(n * COUNT_BYTES, (n + 1) * COUNT_BYTES), key, data]) {
      bytes.set(part, at);
      at += part.length;
    }
    ccws.push([COMMAND.writeRecord, buffer + DATA + from, FLAG.chain, at - from]);
  });
  if (records.length === 0) {
    // nothing is left of what stood there
    ccws.push([COMMAND.erase, buffer + ARGUMENTS + 8, FLAG.chain | FLAG.anyLength, COUNT_BYTES]);
  }
  if (bytes.length > MOST_DATA || records.length > MOST_RECORDS) return undefined;
  const seek = { at: ARGUMENTS, bytes: seekArgument(track.cylinder, track.head) };
  const parts = [seek, { at: DATA, bytes }, ...(zero ? [{ at: HEAD, bytes: track.zero }] : [])];
  return execute(channel, ccws, parts, { at: HEAD, length: 0 });
}

/** What came of writing. */
export function writtenTrack(answer: Answer): 'done' | 'read-only' | TrackFault {
  if (answer.kind !== 'diagnosed') throw new Error('the disk has not answered');
  const { cc, registers } = answer;
  if (cc === 1) return 'gone';
  if (cc === 0) return 'done';
  return cc === ERROR && (registers[1]! & 0xffff) === COMMAND_REJECT ? 'read-only' : 'error';
}
