/**
 * LOAD and INCLUDE (CMS Command Reference, "LOAD", "INCLUDE"): bring TEXT files and members of text libraries into
 * storage, search for what they refer to, and write the load map.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { FileOutput } from '../files/file-output.js';
import { findFile, modeOf } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import { message } from '../messages-table.js';
import type { FrameContext } from '../nucleus/context.js';
import { freeLower } from '../nucleus/free-storage.js';
import { NUCON, TRANSIENT_AREA, TRANSIENT_LENGTH, USER_AREA } from '../nucleus/layout.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { findProgram } from '../nucleus/program-files.js';
import { clearStorage } from './clear-storage.js';
import { linkCard, newDeck, type Deck } from './link-card.js';
import { mapLine, nameLines, type LinkOutput } from './load-map.js';
import { checkRoom } from './load-room.js';
import { parseLoad, type LoadRequest } from './load-request.js';
import { clearLoader, undefinedNames } from './loader-state.js';
import { setProgram } from './program-area.js';
import { CARD } from './text-card.js';
import {
  MOST_ENTRIES,
  readDictionary,
  startDictionary,
  type DictionaryReading,
} from './text-library.js';

const MODULE = 'LIO';
/** Cards in one step. */
const CARDS_A_STEP = 150;
/** Names that are searched for in one step. */
const SEARCHES_A_STEP = 200;
/** Lines of the load map written in one step. */
const LINES_A_STEP = 300;
/** The load map. */
const MAP = {
  name: 'LOAD',
  type: 'MAP',
  letter: 'A',
  modeNumber: 5,
  format: 'F',
  recordLength: 100,
} as const;

/** Where a member lies. */
interface Member {
  readonly library: string;
  readonly record: number;
}

/** Where LOAD stands; plain data. */
type LoadFrame = {
  readonly request: LoadRequest;
  readonly include: boolean;
  stage: 'libraries' | 'files' | 'search' | 'end' | 'map' | 'started';
  /** Files of the command line that are still to come. */
  readonly files: string[];
  /** Text libraries whose dictionary is still to be read. */
  readonly libraries: string[];
  dictionary: DictionaryReading | undefined;
  readonly members: Map<string, Member>;
  reading: { readonly device: number; readonly cursor: RecordCursor } | undefined;
  readonly deck: Deck;
  readonly output: LinkOutput;
  file: FileOutput | undefined;
  change: Change | undefined;
};

function begin(context: StepContext, include: boolean): StepResult {
  const n = (context as FrameContext).nucleus;
  const { loader } = context.cms;
  const request = parseLoad(
    context.tokens,
    include ? loader.options : undefined,
    include && loader.options.relocations,
  );
  // everything is looked at before anything is changed
  const origin = request.origin ?? (include ? loader.location : USER_AREA);
  checkRoom(n, origin, 0);
  if (!include) {
    clearLoader(loader);
    loader.location = origin;
  } else if (request.origin !== undefined) loader.location = origin;
  loader.options = request.options;
  for (const name of loader.names.values()) name.tried = false;
  if (request.clear && !clearArea(n, loader.location)) throw fault(MODULE, 109);
  return {
    effect: { kind: 'work' },
    frame: {
      request,
      include,
      stage: request.options.library ? 'libraries' : 'files',
      files: [...request.files],
      libraries: [...context.cms.libraries.TXTLIB],
      dictionary: undefined,
      members: new Map<string, Member>(),
      reading: undefined,
      deck: newDeck(),
      output: { map: [], lines: [], rc: 0 },
      file: undefined,
      change: undefined,
    } satisfies LoadFrame,
    cost: 50,
  };
}

function clearArea(n: Nucleus, from: number): boolean {
  const to = from < USER_AREA ? TRANSIENT_AREA + TRANSIENT_LENGTH : freeLower(n);
  return clearStorage(n, from, Math.max(0, to - from));
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const f = frame as LoadFrame;
  if (f.stage === 'started') return { rc: answer.kind === 'rc' ? answer.rc : 256 };
  const n = (context as FrameContext).nucleus;
  try {
    const result = step(context, n, f);
    const lines = [...f.output.lines.splice(0), ...(result.lines ?? [])];
    return { ...result, lines };
  } catch (error) {
    // what is loaded so far is no program
    if (f.stage !== 'map') setProgram(n, context.cms.loader);
    throw error;
  }
}

function again(frame: LoadFrame, cost: number): StepResult {
  return { effect: { kind: 'work' }, frame, cost };
}

function step(context: StepContext, n: Nucleus, frame: LoadFrame): StepResult {
  switch (frame.stage) {
    case 'libraries':
      return readLibraries(context, frame);
    case 'files':
    case 'search':
      return loadSome(context, n, frame);
    case 'end':
      return ended(context, n, frame);
    case 'map':
      return frame.file === undefined ? finished(frame) : writeSome(context, frame, frame.file);
    case 'started':
      return finished(frame);
  }
}

/** Reads the dictionaries of the libraries that GLOBAL names. */
function readLibraries(context: StepContext, frame: LoadFrame): StepResult {
  if (frame.dictionary === undefined) {
    const name = frame.libraries.shift();
    if (name === undefined) {
      frame.stage = 'files';
      return again(frame, 10);
    }
    const file = findFile(context.cms.disks, name, 'TXTLIB');
    if (file === undefined) {
      frame.output.lines.push(message('LGT', 2, `${name} TXTLIB`));
      return again(frame, 10);
    }
    frame.dictionary = startDictionary(file);
  }
  const reading = frame.dictionary;
  if (readDictionary(context, reading, MODULE)) {
    const library = reading.cursor.entry.name;
    for (const entry of reading.entries) {
      if (frame.members.size >= MOST_ENTRIES) throw fault(MODULE, 116);
      // the first library that has a name wins
      if (!frame.members.has(entry.name)) {
        frame.members.set(entry.name, { library, record: entry.record });
      }
    }
    frame.dictionary = undefined;
  }
  return again(frame, 700);
}

function loadSome(context: StepContext, n: Nucleus, frame: LoadFrame): StepResult {
  if (frame.reading === undefined && !nextSource(context, frame)) return again(frame, 200);
  const { reading } = frame;
  if (reading === undefined) return again(frame, 200);
  const device = context.disk(reading.device);
  if (device === undefined) throw fault(MODULE, 104, 3, fileName(reading.cursor));
  const { loader } = context.cms;
  for (let i = 0; i < CARDS_A_STEP; i++) {
    const card = readRecord(reading.cursor, device);
    if (card === undefined || linkCard(n, loader, frame.deck, card, frame.output) === 'ended') {
      closeSource(frame);
      break;
    }
  }
  return again(frame, 700);
}

function fileName(cursor: RecordCursor): string {
  return `${cursor.entry.name} ${cursor.entry.type}`;
}

/** A deck that had no END card does not go on in the next file. */
function closeSource(frame: LoadFrame): void {
  frame.reading = undefined;
  frame.deck.items.clear();
  frame.deck.lengths.clear();
  frame.deck.unsized = undefined;
}

/** Opens the next file or member; false when the step has searched enough or there is none. */
function nextSource(context: StepContext, frame: LoadFrame): boolean {
  if (frame.stage === 'files') {
    const name = frame.files.shift();
    if (name !== undefined) {
      if (!open(context, frame, name, true)) throw fault(MODULE, 2, `${name} TEXT`);
      return true;
    }
    frame.stage = 'search';
  }
  let searched = 0;
  for (const entry of context.cms.loader.names.values()) {
    const wanted = entry.kind === 'reference' && entry.address === undefined;
    if (!wanted || entry.tried || entry.never) continue;
    if (++searched > SEARCHES_A_STEP) return false;
    entry.tried = true;
    if (open(context, frame, entry.name, frame.request.options.auto)) return true;
  }
  frame.stage = 'end';
  return false;
}

/** Opens `name TEXT`, or a member of that name. */
function open(context: StepContext, frame: LoadFrame, name: string, text: boolean): boolean {
  const file = text ? findProgram(context.cms, name, 'TEXT') : undefined;
  const member = frame.request.options.library ? frame.members.get(name) : undefined;
  const found =
    file ?? (member && findFile(context.cms.disks, member.library, 'TXTLIB')) ?? undefined;
  if (found === undefined) return false;
  const { entry, mode } = found;
  const shown = `${entry.name} ${entry.type} ${mode.letter}${entry.modeNumber}`;
  if (entry.format !== 'F' || entry.recordLength !== CARD) {
    throw fault(MODULE, 56, shown, 'record');
  }
  const cursor = openCursor(found.volume, mode.device, entry);
  if (file === undefined && member !== undefined) {
    const device = context.disk(mode.device);
    if (device === undefined) throw fault(MODULE, 104, 3, shown);
    if (member.record > entry.records) throw fault(MODULE, 56, shown, 'library');
    seekRecord(cursor, device, member.record);
  }
  frame.reading = { device: mode.device, cursor };
  return true;
}

/** All is loaded: undefined names, the entry point, the map. */
function ended(context: StepContext, n: Nucleus, frame: LoadFrame): StepResult {
  const { loader } = context.cms;
  const { output, request } = frame;
  if (request.reset !== undefined) {
    if (request.reset === '*') loader.entry.reset = undefined;
    else if (loader.names.get(request.reset)?.address === undefined) {
      throw fault(MODULE, 21, request.reset);
    } else loader.entry.reset = request.reset;
  }
  const missing = undefinedNames(loader).map((entry) => entry.name);
  if (missing.length > 0) {
    output.rc = Math.max(output.rc, 4);
    output.lines.push(message(MODULE, 201));
    mapLine(output, 'THE FOLLOWING NAMES ARE UNDEFINED:');
    for (const line of nameLines(missing)) {
      output.lines.push(` ${line}`);
      mapLine(output, line);
    }
  }
  if (request.options.map && request.options.type) output.lines.push(...output.map);
  setProgram(n, loader);
  // what INCLUDE adds, for LINK among others, belongs to the program that was loaded
  if (!frame.include && loader.first !== undefined && loader.first >= USER_AREA) {
    n.machine.store(NUCON.lastlmod, toEbcdic(request.files[0]!.padEnd(8)));
  }
  frame.stage = 'map';
  return request.options.map ? writeMap(context, frame) : finished(frame);
}

/** Begins LOAD MAP on the A-disk, when there is one that can be written on. */
function writeMap(context: StepContext, frame: LoadFrame): StepResult {
  const mode = modeOf(context.cms.disks, 'A');
  if (mode === undefined || mode.readOnly || frame.output.map.length === 0) return finished(frame);
  frame.file = startFileOutput(context, MODULE, MAP, frame.include);
  frame.change = frame.file.change;
  return again(frame, 200);
}

function writeSome(context: StepContext, frame: LoadFrame, file: FileOutput): StepResult {
  if (!replaceSome(context, file)) return again(frame, 800);
  for (const line of frame.output.map.splice(0, LINES_A_STEP)) {
    putOutput(context, file, toEbcdic(line));
  }
  if (frame.output.map.length > 0) return again(frame, 500);
  frame.file = undefined;
  return closeOutput(context, file, { frame });
}

function finished(frame: LoadFrame): StepResult {
  if (!frame.request.start) return { rc: frame.output.rc };
  return {
    effect: { kind: 'command', line: 'START *', caller: 'program' },
    frame: { ...frame, stage: 'started', change: undefined },
  };
}

/** The LOAD command. */
export const load = fileCommand('LOAD', 2, MODULE, (context) => begin(context, false), resume);
/** The INCLUDE command. */
export const include = fileCommand('INCLUDE', 2, MODULE, (context) => begin(context, true), resume);
