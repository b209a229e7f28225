/**
 * LISTDS: the data sets of volumes of OS, where they stand, what is free and the members of libraries (VM/370 CMS Command and
 * Macro Reference, "LISTDS"). The VTOC is read track by track, and the directory of a library for PDS.
 */
import type { Extent, TrackChannel, TrackReading } from '../ckd/track-state.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { foreignOf } from '../ckd/foreign-disk.js';
import { directoryEntries, type DataSet, type Vtoc } from '../ckd/os-volume.js';
import { closeChannel, startTrack, trackAnswer, trackEffect } from '../ckd/track-channel.js';
import { startVtoc, vtocAnswer, vtocEffect, type VtocReading } from '../ckd/vtoc-reading.js';
import type { ForeignDisk } from '../files/disk-state.js';
import { modeOf } from '../files/disk-state.js';
import { message } from '../messages-table.js';
import { CommandFault, fault, fileCommand, hexDevice } from './command-fault.js';
import { conflict, optionRules, parseOptions, splitOperands } from './operands.js';

const MODULE = 'LDS';
/** Its options. */
export const LISTDS_OPTIONS = optionRules('EXtent', 'FRee', 'FOrmat', 'PDs');
/** Most tracks of a directory that are read. */
const MOST_TRACKS = 600;
const NAMES_A_LINE = 7;
const NOT_FOUND = 28;
/** Lines of one step. */
const LINES_A_STEP = 200;

/** What is wanted. */
interface Request {
  readonly disks: readonly ForeignDisk[];
  /** One data set; undefined: all of them. */
  readonly name: string | undefined;
  readonly extent: boolean;
  readonly free: boolean;
  readonly format: boolean;
  readonly pds: boolean;
}

type ListFrame = {
  readonly request: Request;
  /** Disks that are still to be looked at; the first is in hand. */
  disks: readonly ForeignDisk[];
  channel: TrackChannel | undefined;
  /** The table of contents of the disk while it is read. */
  table: VtocReading | undefined;
  reading: TrackReading | undefined;
  /** The track that is being read of an extent with a directory. */
  track: number;
  tracks: number;
  /** Libraries whose members are still to be listed, and members of the first. */
  libraries: DataSet[];
  members: string[];
  lines: string[];
  found: boolean;
};

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  parseOptions(MODULE, LISTDS_OPTIONS, options);
  if (operands.length === 0) throw fault(MODULE, 223);
  if (operands[0] === '?') {
    parse(context, 'X');
    return { effect: { kind: 'read' }, frame: { asked: true }, lines: [message(MODULE, 220)] };
  }
  return list(context, parse(context));
}

/** Name and mode as they were typed: a data set name is longer than a token. */
function parse(context: StepContext, typed?: string): Request {
  const { options } = splitOperands(context.tokens);
  const chosen = parseOptions(MODULE, LISTDS_OPTIONS, options);
  conflict(MODULE, chosen, 'FREE', 'PDS');
  const words = context.text.toUpperCase().split('(')[0]!.trim().split(/\s+/).slice(1);
  const mode = words.length === 1 && words[0] === '?' ? undefined : words.at(-1);
  if (mode === undefined) throw fault(MODULE, 223);
  const qualifiers = typed === undefined ? words.slice(0, -1) : [typed];
  const name = qualifiers.length === 0 ? undefined : qualifiers.join('.');
  if (name !== undefined && (name.length > 44 || !/^[^\s()=*?]+$/.test(name))) {
    throw fault(MODULE, 221, name);
  }
  if (name !== undefined && chosen.has('FREE')) throw fault(MODULE, 227);
  return {
    ...{ disks: disksOf(context, mode), name },
    ...{ extent: chosen.has('EXTENT'), free: chosen.has('FREE') },
    ...{ format: chosen.has('FORMAT'), pds: chosen.has('PDS') },
  };
}

function disksOf(context: StepContext, mode: string): readonly ForeignDisk[] {
  const { disks } = context.cms;
  if (mode === '*') return disks.foreign;
  if (!/^[A-Z]$/.test(mode)) throw fault(MODULE, 48, mode);
  const one = foreignOf(disks, mode);
  if (one !== undefined) return [one];
  if (modeOf(disks, mode) === undefined) throw fault(MODULE, 69, mode);
  // a disk of CMS has no data sets
  return [];
}

function list(context: StepContext, request: Request): StepResult {
  const none = { channel: undefined, table: undefined, reading: undefined };
  const frame: ListFrame = {
    ...{ request, disks: request.disks, ...none, track: 0, tracks: 0 },
    ...{ libraries: [], members: [], lines: [], found: false },
  };
  return nextDisk(context, frame);
}

function nextDisk(context: StepContext, frame: ListFrame): StepResult {
  const [disk] = frame.disks;
  if (disk === undefined) {
    const { request } = frame;
    if (frame.found) return { rc: 0 };
    const what = request.name === undefined ? '' : ` ${request.name}`;
    throw new CommandFault(NOT_FOUND, [`DMSLDS002E Data set${what} not found`]);
  }
  frame.table = startVtoc(context, MODULE, disk);
  frame.channel = frame.table.channel;
  return { effect: vtocEffect(frame.table), frame, cost: 200 };
}

const shown = (disk: ForeignDisk): string => `${disk.letter}(${hexDevice(disk.device)})`;

/** Reads the track that is next; the lines so far are typed meanwhile. */
function readTrack(frame: ListFrame, disk: ForeignDisk): StepResult {
  const [cylinder, head] = [Math.floor(frame.track / disk.heads), frame.track % disk.heads];
  frame.reading = startTrack(frame.channel!, cylinder, head);
  frame.track++;
  frame.tracks++;
  return { effect: trackEffect(frame.reading), frame, cost: 200 };
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  if (given['asked'] === true) {
    const typed = answer.kind === 'line' ? answer.text.trim().toUpperCase() : '';
    return list(context, parse(context, typed));
  }
  const frame = { ...(given as ListFrame) };
  try {
    return go(context, frame, answer);
  } catch (error) {
    if (frame.channel !== undefined) closeChannel(context, frame.channel);
    throw error;
  }
}

function go(context: StepContext, frame: ListFrame, answer: Answer): StepResult {
  const [disk] = frame.disks;
  if (disk === undefined) throw new Error('no disk is in hand');
  const { table } = frame;
  if (table !== undefined) {
    const vtoc = vtocAnswer(table, answer);
    if (vtoc === 'more') return { effect: vtocEffect(table), frame, cost: 200 };
    frame.table = undefined;
    if (vtoc === 'error') throw fault(MODULE, 231, shown(disk));
    frame.lines = listing(frame, disk, vtoc);
    return typeOn(context, frame, disk);
  }
  if (frame.reading === undefined) return typeOn(context, frame, disk);
  const track = trackAnswer(frame.reading, answer);
  if (track === 'more') return { effect: trackEffect(frame.reading), frame, cost: 200 };
  frame.reading = undefined;
  const [library] = frame.libraries;
  if (library === undefined) throw new Error('no library is in hand');
  if (typeof track === 'string') throw fault(MODULE, 222, library.name);
  const { entries, end } = directoryEntries(track);
  frame.members.push(...entries.map(({ name }) => name));
  const last = library.extents[0]?.to ?? -1;
  if (!end && frame.track <= last && frame.tracks < MOST_TRACKS) return readTrack(frame, disk);
  frame.lines = memberLines(frame.members);
  frame.members = [];
  frame.libraries = frame.libraries.slice(1);
  return typeOn(context, frame, disk);
}

/** Types what is there, then the next library or the next disk. */
function typeOn(context: StepContext, frame: ListFrame, disk: ForeignDisk): StepResult {
  if (frame.lines.length > 0) {
    const lines = frame.lines.splice(0, LINES_A_STEP);
    return { effect: { kind: 'work' }, frame, lines, data: true, cost: 300 };
  }
  const [library] = frame.libraries;
  const first = library?.extents[0];
  if (library !== undefined && first !== undefined) {
    frame.track = first.from;
    frame.tracks = 0;
    const one = frame.request;
    const lines = headed(one, [library], disk);
    return { ...readTrack(frame, disk), lines, data: true };
  }
  closeChannel(context, frame.channel!);
  frame.channel = undefined;
  frame.disks = frame.disks.slice(1);
  return nextDisk(context, frame);
}

const FORMAT_HEADING = 'RECFM LRECL BLKSI DSORG   DATE   LABEL  ';
const HEADING = 'FM  DATA SET NAME';
const EXTENT_HEADING = 'SEQ TYPE  CYL-HD(RELTRK) TO CYL-HD(RELTRK)  TRACKS';
const FREE_HEADING = 'CYL-HD(RELTRK) TO CYL-HD(RELTRK)  TRACKS';

/** The lines of a disk; libraries whose members are wanted wait. */
function listing(frame: ListFrame, disk: ForeignDisk, vtoc: Vtoc): string[] {
  const { request } = frame;
  if (request.free) {
    frame.found = true;
    const lines = vtoc.free.map((one) => extentText(one, disk));
    return [`FREESPACE EXTENTS FOR '${disk.letter}' DISK:`, FREE_HEADING, ...lines, ''];
  }
  const named = vtoc.dataSets.filter(({ name }) => (request.name ?? name) === name);
  const table = request.extent && request.name === undefined ? vtocLines(vtoc, disk) : [];
  if (named.length === 0) return table;
  frame.found = true;
  if (request.pds) {
    frame.libraries = named.filter(({ organisation }) => organisation === 'PO');
    if (!request.extent) return withoutMembers(request, named, disk);
  }
  if (!request.extent) return headed(request, named, disk);
  return [
    ...table,
    ...named.flatMap((one) => [
      ...(request.format ? headed(request, [one], disk) : []),
      ...extentLines(one.name, 'DATA', one.extents, disk),
    ]),
  ];
}

/** Data sets that are no libraries, when members are wanted. */
function withoutMembers(request: Request, all: readonly DataSet[], disk: ForeignDisk): string[] {
  const others = all.filter(({ organisation }) => organisation !== 'PO');
  return others.length === 0 ? [] : headed(request, others, disk);
}

function headed(request: Request, all: readonly DataSet[], disk: ForeignDisk): string[] {
  const heading = (request.format ? FORMAT_HEADING : '') + HEADING;
  return [heading, ...all.map((one) => line(request, one, disk)), ''];
}

function line({ format }: Request, one: DataSet, { letter }: ForeignDisk): string {
  const name = `${letter}   ${one.name}`;
  if (!format) return name;
  return [
    ` ${one.recfm}`.padEnd(5),
    String(one.lrecl).padStart(5),
    String(one.blksize).padStart(5),
    one.organisation.padStart(3).padEnd(5),
    dateText(one.created).padEnd(8),
    one.volume.padEnd(6),
    name,
  ].join(' ');
}

/** Days before each month, in a year without a leap day. */
const BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

function dateText({ year, day }: DataSet['created']): string {
  if (day === 0) return '';
  const leap = year % 4 === 0 ? 1 : 0;
  const before = BEFORE.map((days, month) => days + (month > 1 ? leap : 0));
  const month = before.findLastIndex((days) => days < day);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(month + 1)}/${two(day - before[month]!)}/${two(year % 100)}`;
}

function extentText({ from, to }: Extent, { heads }: ForeignDisk): string {
  const at = (track: number): string => {
    const [cylinder, head] = [Math.floor(track / heads), track % heads];
    const text = `${String(cylinder).padStart(3, '0')} ${String(head).padStart(2, '0')}`;
    return `${text} ${String(track).padStart(6)}`;
  };
  return `${at(from)}      ${at(to)}    ${String(to - from + 1).padStart(6)}`;
}

function extentLines(
  name: string,
  type: string,
  extents: readonly Extent[],
  disk: ForeignDisk,
): string[] {
  const rows = extents.map((one, n) => {
    return `${String(n).padStart(3, '0')} ${type}  ${extentText(one, disk)}`;
  });
  return [
    `EXTENT INFORMATION FOR '${name}' ON '${disk.letter}' DISK:`,
    EXTENT_HEADING,
    ...rows,
    '',
  ];
}

function vtocLines(vtoc: Vtoc, disk: ForeignDisk): string[] {
  return vtoc.extent === undefined ? [] : extentLines('VTOC', 'VTOC', [vtoc.extent], disk);
}

function memberLines(names: readonly string[]): string[] {
  const lines = ['MEMBER NAMES:'];
  for (let at = 0; at < names.length; at += NAMES_A_LINE) {
    const some = names.slice(at, at + NAMES_A_LINE).map((name) => name.padEnd(10));
    lines.push(some.join('').trimEnd());
  }
  return [...lines, ''];
}

/** The LISTDS command. */
export const listds = fileCommand('LISTDS', 5, MODULE, start, resume);
