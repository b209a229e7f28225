/**
 * ASSEMBLE: fn ASSEMBLE to fn TEXT and fn LISTING (CMS Command Reference, "ASSEMBLE"). Reading, assembling and writing
 * go on step by step; between two steps everything is plain data.
 */
import { fromEbcdic, toEbcdicPadded } from '../../shared/ebcdic.js';
import {
  assembleSome,
  provideMember,
  returnCode,
  startAssembly,
  type AssemblyState,
} from '../assembler/assembler.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import { findFile, modeOf, volumeOf } from '../files/disk-state.js';
import { encodeEntry } from '../files/layout.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import { collect, collectSome, type Collecting } from '../files/tree.js';
import {
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
  type FileWriter,
} from '../files/writer.js';
import type { OpenLibrary } from '../maclib/library-state.js';
import {
  openLibrary,
  readDirectory,
  readMember,
  startMember,
  type MemberReading,
} from '../maclib/read-library.js';
import { assembleOptions, type AssembleOptions } from './assemble-options.js';
import {
  commitDisk,
  deviceOf,
  fault,
  fileCommand,
  writableVolume,
  type CommandFault,
} from './command-fault.js';
import { parseFileid, splitOperands } from './operands.js';
import { PRINTER, WRITE_LINE, PRINT_CONTROL } from './print-lines.js';

/** Most records of a source. */
const MOST_RECORDS = 100_000;
/** Records that one step reads or writes, and statements that one step assembles. */
const RECORDS = 300;
const STATEMENTS = 12;
/** Work units (microseconds) that such a step is charged with. */
const STATEMENTS_COST = 400;
const PUNCH = 0x00d;
const PUNCH_CARD = 0x41;
const RECORD = 80;
const PRINT_RECORD = 121;
/** Part of the virtual storage that an assembly may use as work space, at the most. */
const MOST_WORK = 32 << 20;

type Output = { readonly type: 'TEXT' | 'LISTING'; readonly writer: FileWriter };

type AssembleFrame = {
  stage: 'reading' | 'libraries' | 'assembling' | 'closing' | 'committing';
  readonly name: string;
  readonly letter: string;
  readonly options: AssembleOptions;
  readonly device: number;
  readonly cursor: RecordCursor;
  readonly lines: string[];
  readonly libraries: OpenLibrary[];
  member: { readonly library: number; readonly reading: MemberReading } | undefined;
  state: AssemblyState | undefined;
  readonly change: Change;
  outputs: Output[] | undefined;
  /** Files that are replaced, while their blocks are collected. */
  collecting: Collecting[];
  /** What is still to be written to printer and punch before anything else. */
  units: UnitRecords[];
  rc: number;
};

type UnitRecords = {
  readonly device: number;
  readonly records: readonly { readonly command: number; readonly data: Uint8Array }[];
};

function outputLetter(context: StepContext, letter: string): string {
  // the disk of the source, its parent, or A
  const { disks } = context.cms;
  const mode = modeOf(disks, letter);
  for (const one of [
    mode,
    mode?.parent === undefined ? undefined : modeOf(disks, mode.parent),
    modeOf(disks, 'A'),
  ]) {
    if (one !== undefined && !one.readOnly) return one.letter;
  }
  throw fault('ASM', 6);
}

function start(context: StepContext): StepResult {
  const { operands } = splitOperands(context.tokens);
  const [, name, extra] = [undefined, ...operands];
  if (name === undefined) throw fault('ASM', 1);
  if (extra !== undefined) throw fault('ASM', 70, extra);
  parseFileid('ASM', [name, 'ASSEMBLE', '*'], { anyMode: true });
  const options = assembleOptions(context);
  const found = findFile(context.cms.disks, name, 'ASSEMBLE', '*');
  if (found === undefined) throw fault('ASM', 2, `${name} ASSEMBLE`);
  if (found.entry.recordLength > RECORD)
    throw fault('ASM', 7, `${name} ASSEMBLE ${found.mode.letter}${String(found.entry.modeNumber)}`);
  const letter = outputLetter(context, found.mode.letter);
  const { device } = writableVolume(context, 'ASM', letter);
  const frame: AssembleFrame = {
    ...{ stage: 'reading', name, letter, options, device: found.volume.device },
    cursor: openCursor(found.volume, found.volume.device, found.entry),
    ...{ lines: [], libraries: [], member: undefined, state: undefined },
    ...{ change: newChange(device), outputs: undefined, collecting: [], units: [], rc: 0 },
  };
  return again(frame, 100);
}

function again(frame: AssembleFrame, cost: number, lines: readonly string[] = []): StepResult {
  return { effect: { kind: 'work' }, frame, cost, lines };
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(given as AssembleFrame) };
  switch (frame.stage) {
    case 'reading':
      return readSource(context, frame);
    case 'libraries':
      return openLibraries(context, frame);
    case 'assembling':
    case 'closing':
      if (answer.kind === 'written' && answer.result !== 'ok')
        throw unitFault(frame, answer.result === 'no-device');
      frame.units = answer.kind === 'written' ? frame.units.slice(1) : frame.units;
      if (frame.units.length > 0) return writeUnit(frame);
      return frame.stage === 'assembling' ? assembleStep(context, frame) : close(context, frame);
    case 'committing':
      return commitDisk(context, frame.change, { rc: frame.rc });
  }
}

function readSource(context: StepContext, frame: AssembleFrame): StepResult {
  const device = deviceOf(context, volumeOf(context.cms.disks, frame.device));
  for (let n = 0; n < RECORDS; n++) {
    const record = readRecord(frame.cursor, device);
    if (record === undefined) {
      return again({ ...frame, stage: 'libraries' }, 800);
    }
    if (frame.lines.length >= MOST_RECORDS) throw fault('ASM', 109);
    frame.lines.push(fromEbcdic(record).trimEnd());
  }
  return again(frame, 800);
}

function openLibraries(context: StepContext, frame: AssembleFrame): StepResult {
  const names = context.cms.libraries.MACLIB;
  const open = frame.libraries.at(-1);
  if (open !== undefined && open.left > 0) {
    readDirectory(context, open);
    return again(frame, 500);
  }
  const name = names[frame.libraries.length];
  if (name !== undefined) {
    const library = openLibrary(context, name);
    if (library === undefined) throw fault('ASM', 2, `${name} MACLIB`);
    if (library === 'damaged') throw fault('ASM', 56, `${name} MACLIB`, 'record');
    frame.libraries.push(library);
    return again(frame, 100);
  }
  const { now } = context;
  const two = (n: number): string => String(n).padStart(2, '0');
  const { options } = frame;
  frame.state = startAssembly(frame.lines, {
    ...options.assembly,
    list: options.listing !== 'none' && options.assembly.list,
    date: `${two(now.month)}/${two(now.day)}/${two(now.year % 100)}`,
    time: `${two(now.hour)}.${two(now.minute)}`,
    julian: `${two(now.year % 100)}${String(dayOfYear(now)).padStart(3, '0')}`,
    work: MOST_WORK,
  });
  return again({ ...frame, stage: 'assembling' }, 100);
}

function dayOfYear({ year, month, day }: StepContext['now']): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return lengths.slice(0, month - 1).reduce((sum, one) => sum + one, day);
}

/** Opens what is written, and sets about the blocks of what it replaces. */
function openOutputs(context: StepContext, frame: AssembleFrame): Output[] {
  const volume = writableVolume(context, 'ASM', frame.letter);
  const outputs: Output[] = [];
  const add = (type: Output['type'], length: number): void => {
    const old = findEntry(volume, frame.name, type);
    if (old !== undefined) frame.collecting.push(collect(old));
    outputs.push({ type, writer: startFile(volume, 'F', length) });
  };
  if (frame.options.object) add('TEXT', RECORD);
  if (frame.options.listing === 'disk') add('LISTING', PRINT_RECORD);
  return outputs;
}

function assembleStep(context: StepContext, frame: AssembleFrame): StepResult {
  const state = frame.state!;
  frame.outputs ??= openOutputs(context, frame);
  if (frame.member !== undefined) {
    const { library, reading } = frame.member;
    if (readMember(context, frame.libraries[library]!, reading)) {
      provideMember(state, state.wanted!, reading.lines);
      frame.member = undefined;
    }
    return again(frame, 500);
  }
  const next = assembleSome(state, STATEMENTS);
  if (next.kind === 'member') {
    const library = frame.libraries.findIndex((one) => one.members.has(next.name));
    const open = frame.libraries[library];
    if (open === undefined) provideMember(state, next.name, undefined);
    else
      frame.member = { library, reading: startMember(context, open, open.members.get(next.name)!) };
  }
  frame.units = drain(context, frame, state);
  const lines = frame.options.terminal ? state.terminal.splice(0) : [];
  state.terminal.length = 0;
  if (next.kind === 'done') {
    frame.stage = 'closing';
    frame.rc = returnCode(state);
  }
  if (frame.units.length > 0) return { ...writeUnit(frame), lines };
  return again(frame, STATEMENTS_COST, lines);
}

/** Writes the first of what is for printer and punch. */
function writeUnit(frame: AssembleFrame): StepResult {
  const { device, records } = frame.units[0]!;
  return { effect: { kind: 'write-records', device, records }, frame, cost: STATEMENTS_COST };
}

function unitFault(frame: AssembleFrame, gone: boolean): CommandFault {
  const print = frame.units[0]?.device === PRINTER;
  if (gone) return fault('ASM', 113, print ? 'PRT(00E)' : 'PUN(00D)');
  return print ? fault('ASM', 123, `${frame.name} LISTING`) : fault('ASM', 118);
}

/** Writes what the assembler has put out; gives what is for printer and punch. */
function drain(context: StepContext, frame: AssembleFrame, state: AssemblyState): UnitRecords[] {
  const volume = writableVolume(context, 'ASM', frame.letter);
  const device = deviceOf(context, volume);
  const text = frame.outputs!.find((one) => one.type === 'TEXT');
  const listing = frame.outputs!.find((one) => one.type === 'LISTING');
  const units: UnitRecords[] = [];
  const cards = state.deck.splice(0);
  if (frame.options.assembly.deck && cards.length > 0) {
    units.push({ device: PUNCH, records: cards.map((data) => ({ command: PUNCH_CARD, data })) });
  }
  for (const card of cards) {
    if (text !== undefined) writeRecord(volume, device, frame.change, text.writer, card);
  }
  const lines = state.listing.splice(0);
  if (listing !== undefined) {
    for (const line of lines)
      writeRecord(volume, device, frame.change, listing.writer, toEbcdicPadded(line, PRINT_RECORD));
    return units;
  }
  if (frame.options.listing !== 'printer' || lines.length === 0) return units;
  const records = lines.flatMap((line) => [
    { command: PRINT_CONTROL[line.charAt(0)] ?? PRINT_CONTROL[' ']!, data: new Uint8Array(0) },
    { command: WRITE_LINE, data: toEbcdicPadded(line.slice(1), 120) },
  ]);
  return [...units, { device: PRINTER, records }];
}

function close(context: StepContext, frame: AssembleFrame): StepResult {
  const volume = writableVolume(context, 'ASM', frame.letter);
  const device = deviceOf(context, volume);
  const collecting = frame.collecting[0];
  if (collecting !== undefined) {
    if (collectSome(volume, device, collecting, frame.change.freed, 20))
      frame.collecting = frame.collecting.slice(1);
    return again(frame, 800);
  }
  for (const { type, writer } of frame.outputs!) {
    if (writer.records === 0) continue;
    const id = { name: frame.name, type, modeNumber: 1 };
    frame.change.puts.push(
      encodeEntry(finishFile(volume, device, frame.change, writer, id, context.now)),
    );
  }
  frame.stage = 'committing';
  // the deck is a file of its own as soon as it is whole
  if (!frame.options.assembly.deck) return commitDisk(context, frame.change, { rc: frame.rc });
  return { effect: { kind: 'cp', command: 'CLOSE 00D', buffered: true }, frame };
}

/** The ASSEMBLE command. */
export const assemble = fileCommand('ASSEMBLE', 1, 'ASM', start, resume);
