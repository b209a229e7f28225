/**
 * LOADLIB: lists the members of a library of load modules, writes it anew without what is in the way, or copies members
 * into another library (CMS Command Reference, "LOADLIB").
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { commitDisk, fault, fileCommand, writableVolume } from '../commands/command-fault.js';
import {
  checkMapOptions,
  MAP_OPTIONS,
  mapPlace,
  moreLibraryMap,
  startLibraryMap,
  type MapPlace,
} from '../commands/library-map.js';
import { optionRules, parseFileid, parseOptions, splitOperands } from '../commands/operands.js';
import type { Change } from '../files/writer.js';
import type { OpenLibrary, Rewriting } from '../maclib/library-state.js';
import type { Member } from '../maclib/maclib.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import { rewriteSome, startRewriting } from '../maclib/rewrite.js';
import { copiedMembers } from './loadlib-copy.js';
import { NO_STATEMENTS, takeStatement, type CopyStatements } from './loadlib-statements.js';
import { openSysin, readSysin, type Sysin } from './loadlib-sysin.js';

const MODULE = 'UTL';
const SHORTEST = { LIST: 4, COMPRESS: 4, COPY: 4 } as const;
type Function = keyof typeof SHORTEST;
/** Options of COPY, besides those of the map. */
export const COPY_OPTIONS = optionRules('REPlace', 'MODify');

type LibraryFrame = {
  readonly what: Function;
  readonly name: string;
  readonly letter: string;
  /** Where the map goes; undefined for none. */
  readonly place: MapPlace | undefined;
  readonly replace: boolean;
  /** Where control statements come from, until all are there. */
  sysin: Sysin | undefined;
  statements: CopyStatements;
  /** The library that is listed, written anew, or copied to; undefined when that is new. */
  readonly old: OpenLibrary | undefined;
  /** The one that is copied from. */
  readonly input: OpenLibrary | undefined;
  rewriting: Rewriting | undefined;
  change: Change | undefined;
  lines: readonly string[];
  rc: number;
  written: boolean;
  /** What was written, whose directory is read again. */
  again?: OpenLibrary;
};

function begin(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const [word, ...fileids] = operands;
  if (word === undefined) throw fault(MODULE, 47);
  const what = (Object.keys(SHORTEST) as Function[]).find(
    (one) => word.length >= SHORTEST[one] && one.startsWith(word),
  );
  if (what === undefined) throw fault(MODULE, 14, word);
  if (fileids.length === 0) throw fault(MODULE, 46);
  const copy = what === 'COPY';
  const rules = copy ? [...MAP_OPTIONS, ...COPY_OPTIONS] : MAP_OPTIONS;
  const chosen = parseOptions(MODULE, rules, options);
  checkMapOptions(MODULE, chosen);
  if (copy && fileids.length < 6) throw fault(MODULE, 54);
  const extra = fileids[copy ? 6 : 3];
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  const from = library(fileids.slice(0, 3), what === 'COMPRESS' ? 'A' : '*');
  const to = copy ? library(fileids.slice(3), 'A') : from;
  const input = copy ? open(context, from) : undefined;
  if (copy && input === undefined) throw fault(MODULE, 2, from.shown);
  if (what !== 'LIST') writableVolume(context, MODULE, to.letter);
  const old = open(context, to);
  if (!copy && old === undefined) throw fault(MODULE, 2, to.shown);
  if (input !== undefined && old?.device === input.device && from.name === to.name) {
    throw fault(MODULE, 19);
  }
  const asked = MAP_OPTIONS.some(({ name }) => chosen.has(name));
  const modify = chosen.has('MODIFY');
  const frame: LibraryFrame = {
    ...{ what, name: to.name, letter: to.letter, old, input, replace: chosen.has('REPLACE') },
    place: asked || what === 'LIST' ? mapPlace(chosen) : undefined,
    sysin: modify ? openSysin(context, MODULE) : undefined,
    ...{ statements: NO_STATEMENTS, rewriting: undefined, change: undefined },
    ...{ lines: [], rc: 0, written: false },
  };
  return frame.sysin === undefined ? again(frame) : ask(frame, frame.sysin);
}

type Named = { readonly name: string; readonly letter: string; readonly shown: string };

function library([name = '', type = 'LOADLIB', mode]: readonly string[], usual: string): Named {
  if (type !== 'LOADLIB') throw fault(MODULE, 32, type);
  if (mode !== '*') parseFileid(MODULE, [name, type, mode ?? 'A'], {});
  const letter = (mode ?? usual).charAt(0);
  return { name, letter, shown: [name, type, ...(mode === undefined ? [] : [mode])].join(' ') };
}

function open(context: StepContext, { name, letter, shown }: Named): OpenLibrary | undefined {
  const opened = openLibrary(context, name, letter, 'LOADLIB');
  if (opened === 'damaged') throw fault(MODULE, 56, shown, 'library');
  return opened;
}

function again(frame: LibraryFrame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 600 };
}

/** Control statements come from a file, or from the terminal. */
function ask(frame: LibraryFrame, sysin: Sysin): StepResult {
  if (sysin.kind === 'file') return again(frame);
  const lines = sysin.asked ? [] : sysin.prompt;
  return { effect: { kind: 'read' }, frame: { ...frame, sysin: { ...sysin, asked: true } }, lines };
}

function more(given: Frame, answer: Answer, context: StepContext): StepResult {
  if (given['libraryMap'] !== undefined) return moreLibraryMap(context, MODULE, given, answer);
  const frame = { ...(given as LibraryFrame) };
  if (frame.sysin !== undefined) return statements(context, frame, frame.sysin, answer);
  const { old, input, what } = frame;
  if (input !== undefined && !readDirectory(context, input)) return again(frame);
  if (old !== undefined && !readDirectory(context, old)) return again(frame);
  if (what === 'LIST') return show(context, frame, old!);
  if (frame.written) {
    frame.again ??= openLibraryAgain(context, frame);
    return readDirectory(context, frame.again) ? show(context, frame, frame.again) : again(frame);
  }
  if (frame.rewriting === undefined) {
    const made = copiedMembers(MODULE, frame);
    if (made === undefined) return { rc: frame.rc, lines: frame.lines };
    const { name, letter } = frame;
    const whole = { module: MODULE, name, type: 'LOADLIB', letter, old, input } as const;
    frame.rewriting = startRewriting(context, { ...whole, sources: made });
  }
  frame.change = frame.rewriting.change;
  if (!rewriteSome(context, frame.rewriting)) return again(frame);
  const { change, rc, lines } = frame;
  if (frame.place === undefined) return commitDisk(context, change, { rc, lines });
  const next = { ...frame, change: undefined, rewriting: undefined, lines: [], written: true };
  return commitDisk(context, change, { frame: next, lines });
}

/** Reads control statements. */
function statements(
  context: StepContext,
  frame: LibraryFrame,
  sysin: Sysin,
  answer: Answer,
): StepResult {
  if (sysin.kind === 'file') {
    const read = readSysin(context, MODULE, sysin);
    for (const line of read.lines) frame.statements = takeStatement(MODULE, frame.statements, line);
    frame.sysin = read.ended ? undefined : sysin;
    return again(frame);
  }
  const line = answer.kind === 'line' ? answer.text.trim() : '';
  if (line === '') return again({ ...frame, sysin: undefined });
  frame.statements = takeStatement(MODULE, frame.statements, line);
  return ask(frame, sysin);
}

/** The library as it is now that it has been written. */
function openLibraryAgain(context: StepContext, { name, letter }: LibraryFrame): OpenLibrary {
  const shown = `${name} LOADLIB ${letter}`;
  const opened = open(context, { name, letter, shown });
  if (opened === undefined) throw fault(MODULE, 2, shown);
  return opened;
}

function show(context: StepContext, frame: LibraryFrame, library: OpenLibrary): StepResult {
  const members = [...library.members.values()].sort((a, b) => a.record - b.record);
  if (members.length === 0) throw fault(MODULE, 39, `${frame.name} LOADLIB`);
  const lines = ['MEMBER     INDEX   SIZE   ENTRY  LENGTH', ...members.map(row)];
  const shown = startLibraryMap(context, MODULE, frame.name, frame.place ?? 'TERM', lines);
  return 'rc' in shown && shown.rc === 0 ? { ...shown, rc: frame.rc } : shown;
}

function row({ name, record, records, module }: Member): string {
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(6, '0');
  const place = `${String(record).padStart(6)} ${String(records).padStart(6)}`;
  const { entry, length, executable } = module ?? { entry: 0, length: 0, executable: false };
  const note = executable ? '' : '  NOT EXECUTABLE';
  return `${name.padEnd(8)}  ${place}  ${hex(entry)}  ${hex(length)}${note}`;
}

/** The LOADLIB command. */
export const loadlib = fileCommand('LOADLIB', 7, MODULE, begin, more);
