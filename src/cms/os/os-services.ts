/**
 * DEVTYPE, RDJFCB, SNAP, TGET and TPUT (OS/VS Supervisor Services; VM/370 System Programmer's Guide, "OS
 * Simulation"): services that look at FILEDEF, or talk with CP and the terminal.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fetchOf, storeNumber, storeOf } from '../functions/caller-list.js';
import { callerRegister, returnRegister } from './caller.js';
import { exitOf, readDcb } from './dcb.js';
import { definitionOf } from './definitions.js';
import { listOf } from './close.js';
import type { DefinedDevice } from './os-state.js';

/** Device types as UCBs have them, and the largest block: a 3350, a 3420, and unit record devices. */
const TYPES: Readonly<Record<DefinedDevice, readonly [number, number]>> = {
  DISK: [0x3050200b, 19_069],
  DUMMY: [0, 0],
  TERMINAL: [0x00000820, 130],
  PRINTER: [0x10000808, 132],
  PUNCH: [0x10000802, 80],
  READER: [0x10000801, 80],
  TAPE: [0x34008003, 32_760],
  GRAF: [0x00001009, 65_535],
};
const NOT_DEFINED = 4;

/**
 * What DEVTAB says of a disk, a 3350: cylinders, tracks of each, bytes of a track, overhead of a block with a key, less
 * without one, flags, tolerance. And RPS: overhead of record 0, sectors of a track, sectors that a block needs.
 */
const TRACKS = [560, 30, 19_254, 267, 0x5208, 512] as const;
const SECTORS = [185, 0x8000] as const;

/**
 * SVC 24: register 1 points to a ddname, register 0 to the area. Register 0 is negative for DEVTAB (20 bytes), both are for
 * RPS (24).
 */
function deviceType(context: StepContext): StepResult {
  const [where, given] = [callerRegister(context, 1), callerRegister(context, 0)];
  const name = fromEbcdic(fetchOf(context, Math.abs(where) & 0xffffff, 8)).trimEnd();
  const area = Math.abs(given) & 0xffffff;
  if (!context.cms.os.definitions.some((one) => one.ddname === name)) return { rc: NOT_DEFINED };
  const { device } = definitionOf(context, name);
  const [type, most] = TYPES[device];
  storeNumber(context, area, type, 4);
  storeNumber(context, area + 4, most, 4);
  if (device !== 'DISK' || given >= 0) return { rc: 0 };
  const more = where < 0 ? [...TRACKS, ...SECTORS] : TRACKS;
  more.forEach((value, i) => storeNumber(context, area + 8 + i * 2, value, 2));
  return { rc: 0 };
}

/** Job file control block: length, and what FILEDEF knows of it. */
const JFCB = {
  length: 176,
  name: 0,
  member: 44,
  organisation: 98,
  recfm: 100,
  blksize: 102,
  lrecl: 104,
} as const;
const JFCB_EXIT = 0x07;
const ORGANISATIONS: Readonly<Record<string, number>> = {
  PS: 0x4000,
  PO: 0x0200,
  DA: 0x2000,
  IS: 0x8000,
};

/** SVC 64: the exit list of each DCB says where its JFCB goes. */
function readJobFile(context: StepContext): StepResult {
  let rc = 0;
  for (const { address } of listOf(context)) {
    const dcb = readDcb(context, address);
    const area = exitOf(context, dcb.exits, JFCB_EXIT);
    const defined = context.cms.os.definitions.some((one) => one.ddname === dcb.ddname);
    if (area === 0 || !defined) {
      rc = NOT_DEFINED;
      continue;
    }
    const one = definitionOf(context, dcb.ddname);
    const block = new Uint8Array(JFCB.length);
    const view = new DataView(block.buffer);
    const name =
      one.device === 'DISK' ? `${one.name.padEnd(8)}${one.type.padEnd(8)}${one.mode}` : '';
    block.set(toEbcdic(name.padEnd(44)), JFCB.name);
    block.set(toEbcdic((one.member ?? '').padEnd(8)), JFCB.member);
    view.setUint16(JFCB.organisation, ORGANISATIONS[one.dsorg ?? 'PS'] ?? 0);
    block[JFCB.recfm] = one.recfm ?? 0;
    view.setUint16(JFCB.blksize, one.blksize ?? 0);
    view.setUint16(JFCB.lrecl, one.lrecl ?? 0);
    storeOf(context, area, block);
  }
  return { rc };
}

/** Most areas of one SNAP. */
const MOST_AREAS = 16;
/** Where the list of SNAP has the address of its areas. */
const SNAP_AREAS = 12;

/** SVC 51: the areas are dumped on the printer by CP, which adds registers and PSW. */
function snap(context: StepContext): StepResult {
  const list = callerRegister(context, 1) & 0xffffff;
  const word = (at: number): number => {
    const bytes = fetchOf(context, at, 4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0);
  };
  const areas = word(list + SNAP_AREAS) & 0xffffff;
  const commands: string[] = [];
  const hex = (value: number): string => (value & 0xffffff).toString(16).toUpperCase();
  for (let i = 0; areas !== 0 && i < MOST_AREAS; i++) {
    const [first, last] = [word(areas + i * 8), word(areas + i * 8 + 4)];
    commands.push(`DUMP ${hex(first)}-${hex(last)}`);
    if (last < 0) break;
  }
  if (commands.length === 0) commands.push('DUMP 0-0');
  return dumpNext({ commands }, 0);
}

function dumpNext(frame: Frame, rc: number): StepResult {
  const [command, ...commands] = frame['commands'] as string[];
  if (command === undefined) return { rc };
  return { effect: { kind: 'cp', command, buffered: true }, frame: { commands } };
}

const GET = 0x80;
/** Longest line of the terminal. */
const LINE = 130;
const TOO_SHORT = 12;

/** SVC 93: length in register 0, the buffer in register 1, whose first bit says TGET. */
function terminal(context: StepContext): StepResult {
  const length = callerRegister(context, 0) & 0xffff;
  const where = callerRegister(context, 1);
  const buffer = where & 0xffffff;
  if (where >>> 24 >= GET) return { effect: { kind: 'read' }, frame: { buffer, length } };
  const text = fromEbcdic(fetchOf(context, buffer, Math.min(length, 32_760)));
  const lines: string[] = [];
  for (let at = 0; at === 0 || at < text.length; at += LINE) lines.push(text.slice(at, at + LINE));
  return { rc: 0, lines: lines.map((line) => line.trimEnd()), data: true };
}

function gotLine(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const line = answer.kind === 'line' ? toEbcdic(answer.text) : new Uint8Array(0);
  const length = Number(frame['length']);
  storeOf(context, Number(frame['buffer']), line.subarray(0, length));
  returnRegister(context, 1, Math.min(line.length, length));
  return { rc: line.length > length ? TOO_SHORT : 0 };
}

const once: NonNullable<Command['resume']> = () => ({ rc: 0 });

/** The routines. */
export const osServices: readonly Command[] = [
  { name: '*DEVTYPE', minimum: 8, start: deviceType, resume: once },
  { name: '*RDJFCB', minimum: 7, start: readJobFile, resume: once },
  {
    name: '*SNAP',
    minimum: 5,
    start: snap,
    resume: (frame, answer) => dumpNext(frame, answer.kind === 'cp' && answer.rc !== 0 ? 4 : 0),
  },
  { name: '*TGET', minimum: 5, start: terminal, resume: gotLine },
];
