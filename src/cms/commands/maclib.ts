/**
 * MACLIB: makes and changes macro libraries (CMS Command Reference, "MACLIB"). A library is written anew as a whole; the
 * old one stays until the new one is durable. Members come from files of type MACRO (a macro each, named by its
 * prototype) and COPY (members behind `*COPY name` cards, or one named as the file).
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findFile, volumeOf, type FoundFile } from '../files/disk-state.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import { MOST_MEMBERS } from '../maclib/maclib.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import type { LibrarySource, OpenLibrary, Rewriting } from '../maclib/library-state.js';
import { rewriteSome, startRewriting } from '../maclib/rewrite.js';
import { message, messageAs } from '../messages-table.js';
import { commitDisk, deviceOf, fault, fileCommand, writableVolume } from './command-fault.js';
import {
  checkMapOptions,
  MAP_OPTIONS,
  mapPlace,
  moreLibraryMap,
  startLibraryMap,
  type MapPlace,
} from './library-map.js';
import { parseFileid, parseOptions, splitOperands } from './operands.js';

const FUNCTIONS = ['GEN', 'ADD', 'REP', 'DEL', 'COMP', 'MAP'] as const;
type Function = (typeof FUNCTIONS)[number];
const SHORTEST: Readonly<Record<Function, number>> = {
  GEN: 3,
  ADD: 3,
  REP: 3,
  DEL: 3,
  COMP: 4,
  MAP: 3,
};

type LibraryFrame = {
  stage: 'old' | 'files' | 'writing';
  readonly what: Function;
  readonly name: string;
  readonly letter: string;
  /** Where MAP goes. */
  readonly place: MapPlace;
  old: OpenLibrary | undefined;
  /** Files that are still to be read. */
  files: readonly string[];
  reading:
    | {
        readonly device: number;
        readonly cursor: RecordCursor;
        readonly type: string;
        readonly file: string;
        readonly lines: string[];
      }
    | undefined;
  sources: LibrarySource[];
  rewriting: Rewriting | undefined;
  /** What a fault gives up. */
  change: Change | undefined;
  lines: string[];
  rc: number;
};

/** Records that one step reads. */
const RECORDS = 200;
/** Most lines of one file. */
const MOST_LINES = 50_000;

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const [word, name, ...rest] = operands;
  if (word === undefined) throw fault('LBM', 47);
  const what = FUNCTIONS.find(
    (one) => word === one || (word.length >= SHORTEST[one] && one.startsWith(word)),
  );
  if (what === undefined) throw fault('LBM', 14, word);
  if (name === undefined) throw fault('LBM', 46);
  parseFileid('LBM', [name, 'MACLIB', 'A'], {});
  if (what !== 'MAP' && options.length > 0) throw fault('LBM', 3, options[0]!);
  const chosen = parseOptions('LBM', MAP_OPTIONS, options);
  checkMapOptions('LBM', chosen);
  const takesNames = ['GEN', 'ADD', 'REP', 'DEL'].includes(what);
  if (takesNames && rest.length === 0) throw fault('LBM', 1);
  if (what === 'COMP' && rest.length > 0) throw fault('LBM', 70, rest[0]!);
  const found = findFile(context.cms.disks, name, 'MACLIB', what === 'MAP' ? '*' : 'A');
  if (found === undefined && what !== 'GEN') throw fault('LBM', 2, `${name} MACLIB`);
  if (what !== 'MAP') writableVolume(context, 'LBM', 'A');
  const frame: LibraryFrame = {
    ...{
      stage: 'old',
      what,
      name,
      letter: 'A',
      place: mapPlace(chosen),
      old: undefined,
      files: rest,
      reading: undefined,
    },
    ...{ sources: [], rewriting: undefined, change: undefined, lines: [], rc: 0 },
  };
  if (what !== 'GEN') {
    const old = openLibrary(context, name, what === 'MAP' ? '*' : 'A');
    if (old === 'damaged') throw fault('LBM', 56, `${name} MACLIB`, 'record');
    frame.old = old;
  }
  return { effect: { kind: 'work' }, frame, cost: 50 };
}

const again = (frame: LibraryFrame): StepResult => ({ effect: { kind: 'work' }, frame, cost: 600 });

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  if (given['libraryMap'] !== undefined) return moreLibraryMap(context, 'LBM', given, answer);
  const frame = { ...(given as LibraryFrame) };
  switch (frame.stage) {
    case 'old':
      return readOld(context, frame);
    case 'files':
      return readFiles(context, frame);
    case 'writing':
      return write(context, frame);
  }
}

function readOld(context: StepContext, frame: LibraryFrame): StepResult {
  const { old, what, files } = frame;
  if (old !== undefined && !readDirectory(context, old)) return again(frame);
  const members = [...(old?.entries ?? [])].sort((a, b) => a.record - b.record);
  if (what === 'MAP') {
    const chosen =
      files.length === 0 ? members : members.filter(({ name }) => files.includes(name));
    for (const file of files)
      if (!members.some(({ name }) => name === file))
        throw fault('LBM', 13, file, `${frame.name} MACLIB`);
    if (chosen.length === 0) throw fault('LBM', 39, `${frame.name} MACLIB`);
    const rows = chosen.map(
      (one) =>
        `${one.name.padEnd(8)} ${String(one.record).padStart(6)} ${String(one.records).padStart(6)}`,
    );
    const lines = ['MACRO     INDEX   SIZE', ...rows];
    return startLibraryMap(context, 'LBM', frame.name, frame.place, lines, 1);
  }
  frame.sources = members.map((member) => ({ kind: 'old', member }));
  if (what === 'DEL') for (const file of files) deleteMember(frame, file);
  // nothing was there to be deleted
  if (what === 'DEL' && frame.sources.length === members.length) {
    return { rc: frame.rc, lines: frame.lines };
  }
  frame.stage = what === 'DEL' || what === 'COMP' ? 'writing' : 'files';
  return again(frame);
}

/** Takes the first member of a name away. */
function deleteMember(frame: LibraryFrame, name: string): void {
  const at = frame.sources.findIndex((one) => nameOf(one) === name);
  if (at >= 0) frame.sources.splice(at, 1);
  else warn(frame, message('LBM', 13, name, `${frame.name} MACLIB`));
}

function nameOf(source: LibrarySource): string {
  return source.kind === 'old' ? source.member.name : source.name;
}

function warn(frame: LibraryFrame, line: string): void {
  frame.lines.push(line);
  frame.rc = 4;
}

/** The file of new members; undefined when there is none. */
function sourceOf(context: StepContext, name: string): FoundFile | undefined {
  const found = ['MACRO', 'COPY']
    .map((type) => findFile(context.cms.disks, name, type, '*'))
    .find((one) => one !== undefined);
  if (found === undefined) return undefined;
  if (found.entry.recordLength > 80)
    throw fault('LBM', 56, `${name} ${found.entry.type}`, 'record');
  return found;
}

function readFiles(context: StepContext, frame: LibraryFrame): StepResult {
  if (frame.reading === undefined) {
    const [name, ...rest] = frame.files;
    if (name === undefined) {
      frame.stage = 'writing';
      return again(frame);
    }
    const found = sourceOf(context, name);
    frame.files = rest;
    if (found === undefined) {
      warn(frame, messageAs('W', 'LBM', 2, `${name} MACRO`));
      return again(frame);
    }
    frame.reading = {
      ...{ device: found.volume.device, type: found.entry.type, file: name, lines: [] },
      cursor: openCursor(found.volume, found.volume.device, found.entry),
    };
    return again(frame);
  }
  const { reading } = frame;
  const device = deviceOf(context, volumeOf(context.cms.disks, reading.device));
  for (let n = 0; n < RECORDS; n++) {
    const record = readRecord(reading.cursor, device);
    if (record === undefined) {
      addMembers(frame, reading);
      frame.reading = undefined;
      break;
    }
    if (reading.lines.length >= MOST_LINES) throw fault('LBM', 109);
    reading.lines.push(fromEbcdic(record).trimEnd());
  }
  return again(frame);
}

/**
 * Cuts a file into members and puts them into the list: for REP, in place of the first with the same name. GEN and ADD
 * do not look whether the name is there already; the first of a name is what is found.
 */
function addMembers(
  frame: LibraryFrame,
  { type, file, lines }: { type: string; file: string; lines: readonly string[] },
): void {
  const members = type === 'MACRO' ? macros(lines, file) : copies(lines, file);
  for (const member of members) {
    if (frame.sources.length >= MOST_MEMBERS)
      throw fault('LBM', 106, MOST_MEMBERS, `${file} ${type}`);
    const same = frame.sources.findIndex((one) => nameOf(one) === member.name);
    if (same >= 0 && frame.what === 'REP') frame.sources.splice(same, 1);
    frame.sources.push({ kind: 'new', ...member });
  }
}

type NewMember = { readonly name: string; readonly lines: readonly string[] };

function macros(lines: readonly string[], file: string): NewMember[] {
  const out: NewMember[] = [];
  let depth = 0;
  let begin = 0;
  lines.forEach((line, i) => {
    const operation = /^\S* +(\S+)/.exec(line)?.[1]?.toUpperCase();
    if (operation === 'MACRO' && !line.startsWith('*') && depth++ === 0) begin = i;
    if (operation === 'MEND' && depth > 0 && --depth === 0) {
      const prototype = lines.slice(begin + 1, i).find((one) => !/^\.?\*/.test(one)) ?? '';
      const name = /^\S* +(\S+)/.exec(prototype)?.[1]?.toUpperCase() ?? '';
      if (!/^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/.test(name))
        throw fault('LBM', 56, `${file} MACRO`, 'record');
      out.push({ name, lines: lines.slice(begin, i + 1) });
    }
  });
  if (depth > 0 || out.length === 0) throw fault('LBM', 56, `${file} MACRO`, 'record');
  return out;
}

function copies(lines: readonly string[], file: string): NewMember[] {
  const out: { name: string; lines: string[] }[] = [];
  for (const line of lines) {
    const name = /^\*COPY +(\S+)/.exec(line)?.[1]?.toUpperCase();
    if (name !== undefined) {
      if (!/^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/.test(name))
        throw fault('LBM', 56, `${file} COPY`, 'record');
      out.push({ name, lines: [] });
    } else {
      if (out.length === 0) out.push({ name: file, lines: [] });
      out.at(-1)!.lines.push(line);
    }
  }
  return out;
}

function write(context: StepContext, frame: LibraryFrame): StepResult {
  const { name, letter, old, sources } = frame;
  const added = sources.some(({ kind }) => kind === 'new');
  // no file was found
  if (frame.what === 'GEN' && !added) {
    const lines = [...frame.lines, message('LBM', 213, `${name} MACLIB ${letter}`)];
    return { rc: 4, lines };
  }
  if (!added && (frame.what === 'ADD' || frame.what === 'REP')) {
    return { rc: frame.rc, lines: frame.lines };
  }
  frame.rewriting ??= startRewriting(context, {
    ...{ module: 'LBM', name, type: 'MACLIB', letter, old, sources },
  });
  frame.change = frame.rewriting.change;
  if (!rewriteSome(context, frame.rewriting)) return again(frame);
  return commitDisk(context, frame.change, { rc: frame.rc, lines: frame.lines });
}

/** The MACLIB command. */
export const maclib = fileCommand('MACLIB', 3, 'LBM', start, resume);
