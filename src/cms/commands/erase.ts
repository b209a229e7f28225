/**
 * ERASE: removes files (CMS Command Reference, "ERASE"). All that one line names goes in one commit a disk. However many
 * they are, a step looks at some of them.
 */
import { quietForPrograms } from '../functions/status-table.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { listSome, modeOf, startList, type ListCursor } from '../files/disk-state.js';
import { nameKey } from '../files/layout.js';
import { collect, collectSome, type Collecting } from '../files/tree.js';
import { newChange, type Change } from '../files/writer.js';
import {
  commitDisk,
  deviceOf,
  fault,
  fileCommand,
  hexDevice,
  writableVolume,
} from './command-fault.js';
import {
  conflict,
  foundName,
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
} from './operands.js';

/** Its options. */
export const ERASE_OPTIONS = optionRules('Type', 'NOType', 'NOPRompt');
/** Files of the directory looked at, and lowest pointer blocks of files that go, in one step. */
const FILES_A_STEP = 300;
const POINTERS_A_STEP = 20;

/** The files of one disk on their way; plain data. */
type EraseFrame = {
  readonly id: { readonly name: string; readonly type: string; readonly mode: string };
  /** The disk, and those that come behind it. */
  readonly letters: readonly string[];
  /** Where the list of files stands, in which state of the disk. */
  readonly cursor: ListCursor;
  readonly generation: number;
  readonly change: Change;
  /** Files whose blocks are still to be collected. */
  readonly collecting: readonly Collecting[];
  /** Whether the names are typed; those of this disk, behind what is typed anyway. */
  readonly type: boolean;
  readonly lines: readonly string[];
  readonly names: string[];
  /** Files so far on all disks; none is an error unless the disk was to be emptied. */
  readonly files: number;
  readonly mayBeNone: boolean;
};

/** A disk that may not be written on: whether it has such a file decides the message. */
type LookFrame = { readonly look: ListCursor; readonly letter: string; readonly shown: string };

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('ERS', ERASE_OPTIONS, options);
  conflict('ERS', chosen, 'TYPE', 'NOTYPE');
  if (operands[1] === undefined) throw fault('ERS', 54);
  if (operands.length > 3) throw fault('ERS', 70, operands[3]!);
  const patterned = operands.slice(0, 2).some((word) => /[*%]/.test(word));
  if (patterned && operands[2] === undefined) throw fault('ERS', 73);
  const id = parseFileid('ERS', operands, { patterns: true, anyMode: true, filemode: 'A' });
  // all files of a disk go by FORMAT or ACCESS (ERASE, and not by a slip of the finger
  if (id.name === '*' && id.type === '*' && !/\d/.test(id.mode)) throw fault('ERS', 71, id.mode);
  const letter = id.mode.charAt(0);
  const disks = context.cms.disks;
  if (letter !== '*') {
    const mode = modeOf(disks, letter);
    if (mode === undefined) throw fault('ERS', 69, letter);
    if (mode.readOnly) {
      const list = startList(disks, id.name, id.type, id.mode, true);
      return look(context, { look: list, letter, shown: showFileid(id) });
    }
  }
  const letters = disks.modes
    .filter((mode) => !mode.readOnly && (letter === '*' || mode.letter === letter))
    .map((mode) => mode.letter);
  const type = (chosen.has('TYPE') || patterned) && !chosen.has('NOTYPE');
  return nextDisk(context, { id, letters, type, lines: [], files: 0, mayBeNone: false });
}

function look(context: StepContext, frame: LookFrame): StepResult {
  const disks = context.cms.disks;
  const { files, done } = listSome(disks, frame.look, FILES_A_STEP);
  if (files.length > 0) {
    const device = modeOf(disks, frame.letter)?.device ?? 0;
    throw fault('ERS', 37, `${frame.letter}(${hexDevice(device)})`);
  }
  if (done) throw fault('ERS', 2, frame.shown);
  return { effect: { kind: 'work' }, frame, cost: 300 };
}

type Remaining = Pick<EraseFrame, 'id' | 'letters' | 'type' | 'lines' | 'files' | 'mayBeNone'>;

/** Starts on the first of the disks that are left, or ends. */
function nextDisk(context: StepContext, left: Remaining): StepResult {
  const { id, letters, type, lines, files, mayBeNone } = left;
  const letter = letters[0];
  if (letter === undefined) {
    if (files === 0 && !mayBeNone) throw fault('ERS', 2, showFileid(id));
    return { rc: 0, lines };
  }
  const volume = writableVolume(context, 'ERS', letter);
  const filemode = letter + id.mode.slice(1);
  return eraseStep(context, {
    ...{ id, letters, type, lines, files, mayBeNone },
    cursor: startList(context.cms.disks, id.name, id.type, filemode, true),
    generation: volume.generation,
    change: newChange(volume.device),
    collecting: [],
    names: [],
  });
}

function eraseStep(context: StepContext, frame: EraseFrame): StepResult {
  const volume = writableVolume(context, 'ERS', frame.letters[0]!);
  // somebody else has changed the disk meanwhile: what was found may not be there
  if (volume.generation !== frame.generation) return nextDisk(context, frame);
  const device = deviceOf(context, volume);
  const { change } = frame;
  let budget = 60;
  let at = 0;
  while (at < frame.collecting.length && budget > 0) {
    const state = frame.collecting[at]!;
    budget -= 1 + Math.ceil(Math.min(POINTERS_A_STEP, state.tree.dataBlocks / 128));
    if (!collectSome(volume, device, state, change.freed, POINTERS_A_STEP)) continue;
    at++;
  }
  const left = frame.collecting.slice(at);
  if (left.length > 0) return again({ ...frame, collecting: left });
  const { files, done } = listSome(context.cms.disks, frame.cursor, FILES_A_STEP);
  const collecting: Collecting[] = [];
  const keys = new Uint8Array(files.length * 16);
  files.forEach((file, i) => {
    const { entry } = file;
    keys.set(nameKey(entry.name, entry.type), i * 16);
    const state = collect(entry);
    // a file of one block has nothing that must be read for that
    if (entry.levels > 0) collecting.push(state);
    else collectSome(volume, device, state, change.freed, 1);
    if (frame.type) frame.names.push(foundName(file));
  });
  if (files.length > 0) change.removes.push(keys);
  if (!done || collecting.length > 0) return again({ ...frame, collecting });
  const { id, letters, type, mayBeNone, names } = frame;
  const count = change.removes.reduce((sum, { length }) => sum + length / 16, 0);
  const lines = frame.lines.length === 0 ? names : [...frame.lines, ...names];
  if (letters.length === 1 && (mayBeNone || frame.files + count > 0)) {
    return commitDisk(context, change, { rc: 0, lines });
  }
  const next: Remaining = {
    ...{ id, letters: letters.slice(1), type, lines, mayBeNone },
    files: frame.files + count,
  };
  return commitDisk(context, change, { frame: { next } });
}

function again(frame: EraseFrame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 600 };
}

/** Removes every file of a disk in one commit (ACCESS with ERASE); `lines` are typed when that is durable. */
export function eraseAll(
  context: StepContext,
  letter: string,
  lines: readonly string[],
): StepResult {
  const id = { name: '*', type: '*', mode: letter };
  return nextDisk(context, {
    id,
    letters: [letter],
    type: false,
    lines,
    files: 0,
    mayBeNone: true,
  });
}

/** Goes on with erasing. */
export function resumeErase(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  if ('look' in frame) return look(context, frame as LookFrame);
  const next = frame['next'] as Remaining | undefined;
  return next === undefined ? eraseStep(context, frame as EraseFrame) : nextDisk(context, next);
}

/** The ERASE command. */
export const erase = quietForPrograms(fileCommand('ERASE', 5, 'ERS', start, resumeErase));
