/**
 * RENAME: gives files other names; the data stays where it is (CMS Command Reference, "RENAME"). All that one line names
 * goes in one commit. However many they are, a step looks at some of them.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import {
  isListed,
  listSome,
  modeOf,
  startList,
  type FoundFile,
  type ListCursor,
} from '../files/disk-state.js';
import { encodeEntry, FST_LENGTH, nameKey } from '../files/layout.js';
import { newChange, type Change } from '../files/writer.js';
import { commitDisk, fault, fileCommand, writableVolume } from './command-fault.js';
import { nameIn, putName, type NameTable } from './name-table.js';
import {
  conflict,
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
} from './operands.js';

/** Its options. */
export const RENAME_OPTIONS = optionRules('Type', 'NOType', 'UPdirt', 'NOUPdirt');
/** Files of the directory looked at in one step. */
const FILES_A_STEP = 200;

type Fileid = { readonly name: string; readonly type: string; readonly mode: string };

/** Files on their way to other names; plain data. */
type RenameFrame = {
  readonly to: Fileid;
  readonly shown: string;
  readonly type: boolean;
  /** Where the list of files stands, in which state of the disk. */
  readonly cursor: ListCursor;
  readonly generation: number | undefined;
  readonly change: Change | undefined;
  readonly lines: string[];
  /** The last new name; all of them where files with the same one may be far from each other. */
  readonly last: string;
  readonly coming: NameTable<true>;
};

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('RNM', RENAME_OPTIONS, options);
  conflict('RNM', chosen, 'TYPE', 'NOTYPE');
  conflict('RNM', chosen, 'UPDIRT', 'NOUPDIRT');
  if (operands.length < 6) throw operands.length === 0 ? fault('RNM', 42) : fault('RNM', 54);
  if (operands.length > 6) throw fault('RNM', 70, operands[6]!);
  const from = parseFileid('RNM', operands.slice(0, 3), { patterns: true });
  const to = parseFileid('RNM', operands.slice(3), { equal: true });
  for (const [part, whole] of [
    [to.name, showFileid(to)],
    [to.type, showFileid(to)],
  ] as const) {
    if (part === '*') throw fault('RNM', 62, '*', whole);
    if (part !== '=' && part.includes('=')) throw fault('RNM', 20, '=', whole);
  }
  const letter = from.mode.charAt(0);
  if (to.mode.charAt(0) !== '=' && to.mode.charAt(0) !== letter) throw fault('RNM', 51);
  const disks = context.cms.disks;
  if (modeOf(disks, letter) === undefined) throw fault('RNM', 69, letter);
  return renameStep(context, {
    to,
    shown: showFileid(from),
    // names are typed only where the line does not say them
    type: chosen.has('TYPE') && [from.name, from.type].some((part) => /[*%]/.test(part)),
    cursor: startList(disks, from.name, from.type, from.mode, true),
    generation: undefined,
    change: undefined,
    lines: [],
    last: '',
    coming: {},
  });
}

function renameStep(context: StepContext, frame: RenameFrame): StepResult {
  const { cursor } = frame;
  const letter = cursor.filemode.charAt(0);
  const { files, done } = listSome(context.cms.disks, cursor, FILES_A_STEP);
  const none = files.length === 0 && frame.change === undefined;
  if (none && done) throw fault('RNM', 2, frame.shown);
  if (none) return { effect: { kind: 'work' }, frame, cost: 300 };
  const volume = writableVolume(context, 'RNM', letter);
  // somebody else has changed the disk meanwhile: what was found may not be there
  if (frame.generation !== undefined && frame.generation !== volume.generation) {
    return start(context);
  }
  const change = frame.change ?? newChange(volume.device);
  const removes = new Uint8Array(files.length * 16);
  const puts = new Uint8Array(files.length * FST_LENGTH);
  let { last } = frame;
  files.forEach((file, i) => {
    const { entry } = file;
    const name = frame.to.name === '=' ? entry.name : frame.to.name;
    const type = frame.to.type === '=' ? entry.type : frame.to.type;
    const number = frame.to.mode.charAt(1);
    const modeNumber = number === '' ? entry.modeNumber : Number(number);
    const same = name === entry.name && type === entry.type;
    if (same && modeNumber === entry.modeNumber) throw fault('RNM', 19);
    const target = `${name} ${type}`;
    const shown = `${target} ${letter}${modeNumber}`;
    if (
      isThere(file, cursor, name, type, same) ||
      target === last ||
      nameIn(frame.coming, target)
    ) {
      throw fault('RNM', 24, shown);
    }
    last = target;
    // files of one name stand together, files of one type do not
    if (frame.to.name !== '=' && frame.to.type === '=') putName(frame.coming, target, true);
    removes.set(nameKey(entry.name, entry.type), i * 16);
    puts.set(encodeEntry({ ...entry, name, type, modeNumber }), i * FST_LENGTH);
    if (frame.type) frame.lines.push(shown);
  });
  if (files.length > 0) {
    change.removes.push(removes);
    change.puts.push(puts);
  }
  if (done) return commitDisk(context, change, { rc: 0, lines: frame.lines });
  const next: RenameFrame = { ...frame, change, generation: volume.generation, last };
  return { effect: { kind: 'work' }, frame: next, cost: 600 };
}

/** Whether there is a file of a new name already that does not get another one itself. */
function isThere(
  { mode, volume }: FoundFile,
  cursor: ListCursor,
  name: string,
  type: string,
  same: boolean,
): boolean {
  const there = same ? undefined : findEntry(volume, name, type);
  return there !== undefined && !isListed(cursor, mode, there);
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  return renameStep(context, frame as RenameFrame);
}

/** The RENAME command. */
export const rename = fileCommand('RENAME', 1, 'RNM', start, resume);
