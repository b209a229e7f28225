/**
 * TXTLIB: makes and changes text libraries (CMS Command Reference, "TXTLIB"). Every member is read twice: first to know
 * its names and its length, for the header stands in front, then to be written.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, faultWith, fileCommand } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { FileOutput } from '../files/file-output.js';
import {
  optionRules,
  parseFileid,
  parseOptions,
  splitOperands,
  type OptionRule,
} from '../commands/operands.js';
import {
  checkMapOptions,
  MAP_OPTIONS,
  mapPlace,
  moreLibraryMap,
  startLibraryMap,
  type MapPlace,
} from '../commands/library-map.js';
import { findFile, volumeOf, type FoundFile } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import { message, messageAs } from '../messages-table.js';
import { linkageStatement, memberNames, terminator } from './library-member.js';
import { CARD } from './text-card.js';
import {
  dictionaryLength,
  encodeDictionary,
  encodeHeader,
  isTerminator,
  readDictionary,
  startDictionary,
  type DictionaryReading,
  type LibraryEntry,
} from './text-library.js';

const MODULE = 'LBT';
/** Bounds of a library, as CMS has them. */
const MOST_MEMBERS = 1000;
const MOST_NAMES = 255;
/** The record of a member is a halfword. */
const MOST_RECORDS = 65_535;
const CARDS_A_STEP = 150;
/** The option of GEN and ADD. */
export const FILENAME = optionRules('FILename');

/** Options by function. */
const RULES: Readonly<Record<string, readonly OptionRule[] | undefined>> = {
  GEN: FILENAME,
  ADD: FILENAME,
  DEL: [],
  MAP: MAP_OPTIONS,
};

/** A member on its way into the library. */
type Member = {
  /** The file that it comes from; undefined for the library as it was. */
  readonly file: string | undefined;
  /** Where it begins there. */
  readonly record: number;
  names: string[];
  /** Its cards, without the terminator. */
  cards: number;
  /** Entry point of its ENTRY statement. */
  entry: string;
  /** Names from NAME and ALIAS statements. */
  name: string;
  aliases: string[];
};

/** Where TXTLIB stands; plain data. */
type LibraryFrame = {
  stage: 'dictionary' | 'measure' | 'write' | 'erase';
  readonly what: string;
  readonly library: string;
  readonly letter: string;
  readonly modeNumber: number;
  readonly where: MapPlace;
  readonly dictionary: DictionaryReading | undefined;
  /** Members have the names of their files. */
  readonly named: boolean;
  readonly drop: readonly string[];
  /** Members that were not looked at yet; those that are written; and how many of these are. */
  todo: Member[];
  readonly members: Member[];
  written: number;
  records: number;
  /** Where the cards of the present member come from. */
  cursor: { readonly device: number; readonly cursor: RecordCursor } | undefined;
  output: FileOutput | undefined;
  change: Change | undefined;
  lines: string[];
  rc: number;
};

function begin(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const [what, library, ...names] = operands;
  if (what === undefined) throw fault(MODULE, 47);
  const rules = RULES[what];
  if (rules === undefined) throw fault(MODULE, 14, what);
  const chosen = parseOptions(MODULE, rules, options);
  checkMapOptions(MODULE, chosen);
  if (library === undefined) throw fault(MODULE, 46);
  parseFileid(MODULE, [library, 'TXTLIB', 'A'], {});
  if (what === 'MAP' && names.length > 0) throw fault(MODULE, 70, names[0]!);
  if (what !== 'MAP' && names.length === 0) {
    throw what === 'DEL' ? fault(MODULE, 5, 'member name') : fault(MODULE, 1);
  }
  const found = what === 'GEN' ? undefined : findFile(context.cms.disks, library, 'TXTLIB');
  if (what !== 'GEN' && found === undefined) throw fault(MODULE, 2, `${library} TXTLIB`);
  const added = what === 'GEN' || what === 'ADD' ? names : [];
  return again({
    stage: found === undefined ? 'measure' : 'dictionary',
    what,
    library,
    letter: found?.mode.letter ?? 'A',
    modeNumber: found?.entry.modeNumber ?? 1,
    where: mapPlace(chosen),
    dictionary: found === undefined ? undefined : startDictionary(found),
    named: chosen.has('FILENAME'),
    drop: what === 'DEL' ? names : [],
    todo: added.map((file) => newMember(file, 1, [])),
    members: [],
    written: 0,
    records: 0,
    cursor: undefined,
    output: undefined,
    change: undefined,
    lines: [],
    rc: 0,
  });
}

function newMember(file: string | undefined, record: number, names: string[]): Member {
  return { file, record, names, cards: 0, entry: '', name: '', aliases: [] };
}

function again(frame: LibraryFrame, cost = 700): StepResult {
  const lines = frame.lines.splice(0);
  return { effect: { kind: 'work' }, frame, lines, cost };
}

function more(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (frame['libraryMap'] !== undefined) return moreLibraryMap(context, MODULE, frame, answer);
  const f = frame as LibraryFrame;
  switch (f.stage) {
    case 'dictionary':
      return takeDictionary(context, f);
    case 'measure':
      return measure(context, f);
    case 'write':
      return write(context, f);
    case 'erase':
      return { rc: answer.kind === 'rc' ? answer.rc : 256 };
  }
}

function takeDictionary(context: StepContext, frame: LibraryFrame): StepResult {
  const { dictionary } = frame;
  if (!readDictionary(context, dictionary!, MODULE)) return again(frame);
  const old: Member[] = [];
  for (const { name, record } of dictionary!.entries) {
    const last = old.at(-1);
    if (last?.record === record) last.names.push(name);
    else old.push(newMember(undefined, record, [name]));
  }
  if (frame.what === 'MAP') return showMap(context, frame, dictionary!.entries);
  for (const name of frame.drop) {
    const at = old.findIndex((member) => member.names[0] === name);
    if (at >= 0) old.splice(at, 1);
    else {
      frame.lines.push(message(MODULE, 13, name, frame.library));
      frame.rc = 4;
    }
  }
  frame.todo = [...old, ...frame.todo];
  frame.stage = 'measure';
  if (frame.todo.length > 0) return again(frame);
  // the last member is gone, and the library with it
  frame.stage = 'erase';
  const line = `ERASE ${frame.library} TXTLIB ${frame.letter}`;
  return { effect: { kind: 'command', line, caller: 'program' }, frame, lines: frame.lines };
}

/** Opens the source of a member; false when its file is not there or no deck. */
function openMember(context: StepContext, frame: LibraryFrame, member: Member): boolean {
  let found: FoundFile | undefined;
  if (member.file !== undefined) {
    found = findFile(context.cms.disks, member.file, 'TEXT');
    if (found === undefined) {
      frame.lines.push(messageAs('W', MODULE, 2, `${member.file} TEXT`));
      frame.rc = Math.max(frame.rc, 4);
      return false;
    }
    if (found.entry.format !== 'F' || found.entry.recordLength !== CARD) {
      frame.lines.push(message(MODULE, 56, `${member.file} TEXT`, 'record'));
      frame.rc = Math.max(frame.rc, 32);
      return false;
    }
    const { device } = found.mode;
    frame.cursor = { device, cursor: openCursor(found.volume, device, found.entry) };
    return true;
  }
  const { device, cursor } = frame.dictionary!;
  const disk = context.disk(device);
  if (disk === undefined) throw fault(MODULE, 104, 3, `${frame.library} TXTLIB`);
  const fresh = openCursor(volumeOf(context.cms.disks, device), device, cursor.entry);
  seekRecord(fresh, disk, member.record);
  frame.cursor = { device, cursor: fresh };
  return true;
}

/** The next card of the present member; undefined behind its last. */
function nextCard(context: StepContext, frame: LibraryFrame): Uint8Array | undefined {
  const { device, cursor } = frame.cursor!;
  const disk = context.disk(device);
  if (disk === undefined) {
    throw fault(MODULE, 104, 3, `${cursor.entry.name} ${cursor.entry.type}`);
  }
  const card = readRecord(cursor, disk);
  return card === undefined || isTerminator(card) ? undefined : card;
}

/** First reading: names and lengths. */
function measure(context: StepContext, frame: LibraryFrame): StepResult {
  const member = frame.todo[0];
  if (member === undefined) return startWriting(context, frame);
  if (frame.cursor === undefined && !openMember(context, frame, member)) {
    frame.todo.shift();
    return again(frame);
  }
  for (let i = 0; i < CARDS_A_STEP; i++) {
    const card = nextCard(context, frame);
    if (card === undefined) {
      frame.cursor = undefined;
      frame.todo.shift();
      accept(frame, member);
      break;
    }
    if (member.file !== undefined) {
      const statement = linkageStatement(card);
      if (statement !== undefined) {
        const [word, ...operands] = statement;
        if (word === 'NAME') member.name = operands[0] ?? '';
        else if (word === 'ENTRY') member.entry = operands[0] ?? '';
        else if (word === 'ALIAS') member.aliases.push(...operands.slice(0, MOST_NAMES));
        continue;
      }
      if (member.names.length <= MOST_NAMES) member.names.push(...memberNames(card));
    }
    member.cards++;
  }
  return again(frame);
}

/** A member is measured: it is one of the library, or a message says why not. */
function accept(frame: LibraryFrame, member: Member): void {
  if (member.file !== undefined) {
    const own = frame.named ? member.file : member.name;
    const first = own === '' ? [] : [own];
    member.names = [...new Set([...first, ...member.names, ...member.aliases])];
  }
  const file = `${member.file ?? member.names[0] ?? ''} TEXT`;
  if (member.names.length === 0) {
    frame.lines.push(message(MODULE, 56, file, 'name'));
    frame.rc = Math.max(frame.rc, 32);
    return;
  }
  const full = frame.members.length >= MOST_MEMBERS;
  if (full || member.names.length > MOST_NAMES || frame.records + member.cards >= MOST_RECORDS) {
    frame.lines.push(message(MODULE, 106, full ? MOST_MEMBERS : MOST_NAMES, file));
    frame.rc = Math.max(frame.rc, 88);
    return;
  }
  frame.records += member.cards + 1;
  frame.members.push(member);
}

function startWriting(context: StepContext, frame: LibraryFrame): StepResult {
  if (frame.members.length === 0) {
    frame.lines.push(message(MODULE, 213, `${frame.library} TXTLIB`));
    return { rc: Math.max(4, frame.rc), lines: frame.lines };
  }
  frame.output = startFileOutput(context, MODULE, {
    name: frame.library,
    type: 'TXTLIB',
    letter: frame.letter,
    modeNumber: frame.modeNumber,
    format: 'F',
    recordLength: CARD,
  });
  frame.change = frame.output.change;
  const entries = frame.members.reduce((sum, member) => sum + member.names.length, 0);
  const dictionary = frame.records + 2;
  if (dictionary > MOST_RECORDS) throw faultWith(88, MODULE, 106, MOST_MEMBERS, frame.library);
  putOutput(context, frame.output, encodeHeader({ dictionary, length: dictionaryLength(entries) }));
  frame.stage = 'write';
  return again(frame);
}

/** Second reading: cards go into the library. */
function write(context: StepContext, frame: LibraryFrame): StepResult {
  const output = frame.output!;
  const member = frame.members[frame.written];
  if (member === undefined) return writeDictionary(context, frame, output);
  if (frame.cursor === undefined && !openMember(context, frame, member)) {
    throw fault(MODULE, 2, `${member.file ?? ''} TEXT`);
  }
  for (let i = 0; i < CARDS_A_STEP; i++) {
    const card = nextCard(context, frame);
    if (card === undefined) {
      putOutput(context, output, terminator(member.entry));
      frame.cursor = undefined;
      frame.written++;
      break;
    }
    if (member.file === undefined || linkageStatement(card) === undefined) {
      putOutput(context, output, card);
    }
  }
  return again(frame);
}

function writeDictionary(
  context: StepContext,
  frame: LibraryFrame,
  output: FileOutput,
): StepResult {
  if (!replaceSome(context, output)) return again(frame, 900);
  const entries: LibraryEntry[] = [];
  let record = 2;
  for (const member of frame.members) {
    for (const name of member.names) entries.push({ name, record });
    record += member.cards + 1;
  }
  for (const card of encodeDictionary(entries)) putOutput(context, output, card);
  return closeOutput(context, output, { rc: frame.rc, lines: frame.lines });
}

function showMap(
  context: StepContext,
  frame: LibraryFrame,
  entries: readonly LibraryEntry[],
): StepResult {
  const lines = [
    'ENTRY     INDEX',
    ...entries.map((entry) => `${entry.name.padEnd(8)}  ${String(entry.record).padStart(5)}`),
    `${String(entries.length)} ENTRIES IN LIBRARY`,
  ];
  return startLibraryMap(context, MODULE, frame.library, frame.where, lines);
}

/** The TXTLIB command. */
export const txtlib = fileCommand('TXTLIB', 3, MODULE, begin, more);
