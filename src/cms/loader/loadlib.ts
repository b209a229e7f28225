/** LOADLIB: lists the members of a library of load modules, or writes it anew without what is in the way (CMS Command Reference, "LOADLIB"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { commitDisk, fault, fileCommand, writableVolume } from '../commands/command-fault.js';
import {
  MAP_OPTIONS,
  mapPlace,
  moreLibraryMap,
  startLibraryMap,
  type MapPlace,
} from '../commands/library-map.js';
import { parseOptions, splitOperands } from '../commands/operands.js';
import type { Change } from '../files/writer.js';
import type { OpenLibrary, Rewriting } from '../maclib/library-state.js';
import type { Member } from '../maclib/maclib.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import { rewriteSome, startRewriting } from '../maclib/rewrite.js';

const MODULE = 'LDB';
const FUNCTIONS: readonly string[] = ['LIST', 'COMPRESS'];

type LibraryFrame = {
  readonly what: string;
  readonly name: string;
  readonly place: MapPlace;
  readonly old: OpenLibrary;
  rewriting: Rewriting | undefined;
  change: Change | undefined;
};

function begin(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const [word, name, type = 'LOADLIB', mode = '*', extra] = operands;
  if (word === undefined) throw fault(MODULE, 47);
  const what = FUNCTIONS.find((one) => word.length >= 4 && one.startsWith(word));
  if (what === undefined) throw fault(MODULE, 14, word);
  if (name === undefined) throw fault(MODULE, 46);
  if (type !== 'LOADLIB') throw fault(MODULE, 32, type);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  const chosen = parseOptions(MODULE, MAP_OPTIONS, options);
  const compress = what === 'COMPRESS';
  if (compress && options.length > 0) throw fault(MODULE, 3, options[0]!);
  const old = openLibrary(context, name, compress ? 'A' : mode, 'LOADLIB');
  if (old === undefined) throw fault(MODULE, 2, `${name} LOADLIB`);
  if (old === 'damaged') throw fault(MODULE, 56, `${name} LOADLIB`, 'library');
  if (compress) writableVolume(context, MODULE, 'A');
  const place = mapPlace(chosen);
  return again({ what, name, place, old, rewriting: undefined, change: undefined });
}

function again(frame: LibraryFrame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 600 };
}

function more(given: Frame, answer: Answer, context: StepContext): StepResult {
  if (given['libraryMap'] !== undefined) return moreLibraryMap(context, MODULE, given, answer);
  const frame = { ...(given as LibraryFrame) };
  const { old, name, what, place } = frame;
  if (!readDirectory(context, old)) return again(frame);
  const members = [...old.members.values()].sort((a, b) => a.record - b.record);
  if (what === 'LIST') {
    const lines = ['MEMBER     INDEX   SIZE   ENTRY  LENGTH', ...members.map(row)];
    return startLibraryMap(context, MODULE, name, place, lines);
  }
  frame.rewriting ??= startRewriting(context, {
    ...{ module: MODULE, name, type: 'LOADLIB', letter: 'A', old },
    sources: members.map((member) => ({ kind: 'old', member })),
  });
  frame.change = frame.rewriting.change;
  if (!rewriteSome(context, frame.rewriting)) return again(frame);
  return commitDisk(context, frame.change, { rc: 0 });
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
