/** ERASE: removes files (CMS Command Reference, "ERASE"). All that one line names goes in one commit a disk. */
import { quietForPrograms } from '../functions/status-table.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { listSome, modeOf, startList, type FoundFile } from '../files/disk-state.js';
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

const OPTIONS = optionRules('Type', 'NOType', 'NOPRompt');

type EraseFrame = {
  readonly letters: readonly string[];
  readonly change: Change;
  /** Files whose blocks are still to be collected. */
  readonly collecting: readonly Collecting[];
  readonly typed: readonly string[];
  readonly id: { readonly name: string; readonly type: string; readonly mode: string };
};

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('ERS', OPTIONS, options);
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
    const there = listSome(disks, startList(disks, id.name, id.type, id.mode, true), 1e6).files;
    if (there.length === 0) throw fault('ERS', 2, showFileid(id));
    if (mode.readOnly) throw fault('ERS', 37, `${letter}(${hexDevice(mode.device)})`);
  }
  const letters = disks.modes
    .filter((mode) => !mode.readOnly && (letter === '*' || mode.letter === letter))
    .map((mode) => mode.letter);
  const files: FoundFile[] = [];
  const having: string[] = [];
  for (const one of letters) {
    const number = id.mode.slice(1);
    const found = listSome(disks, startList(disks, id.name, id.type, one + number, true), 1e6);
    if (found.files.length > 0) having.push(one);
    files.push(...found.files);
  }
  if (files.length === 0) throw fault('ERS', 2, showFileid(id));
  const typed = chosen.has('TYPE') || patterned ? files.map(foundName) : [];
  const frame = { letters: having, typed: chosen.has('NOTYPE') ? [] : typed, id };
  return begin(context, { ...frame, change: newChange(0), collecting: [] });
}

/** Starts on the first disk of the frame. */
function begin(context: StepContext, frame: EraseFrame): StepResult {
  const letter = frame.letters[0]!;
  const disks = context.cms.disks;
  const volume = writableVolume(context, 'ERS', letter);
  const pattern = startList(
    disks,
    frame.id.name,
    frame.id.type,
    letter + frame.id.mode.slice(1),
    true,
  );
  const { files } = listSome(disks, pattern, 1e6);
  const change = newChange(volume.device);
  for (const { entry } of files) change.removes.push(nameKey(entry.name, entry.type));
  return eraseStep(context, {
    ...frame,
    change,
    collecting: files.map(({ entry }) => collect(entry)),
  });
}

function eraseStep(context: StepContext, frame: EraseFrame): StepResult {
  const volume = writableVolume(context, 'ERS', frame.letters[0]!);
  const device = deviceOf(context, volume);
  let budget = 60;
  let at = 0;
  while (at < frame.collecting.length && budget > 0) {
    const state = frame.collecting[at]!;
    budget -= 1 + Math.ceil(Math.min(20, state.tree.dataBlocks / 128));
    if (!collectSome(volume, device, state, frame.change.freed, 20)) continue;
    at++;
  }
  const collecting = frame.collecting.slice(at);
  if (collecting.length > 0) {
    return { effect: { kind: 'work' }, frame: { ...frame, collecting }, cost: 1500 };
  }
  const letters = frame.letters.slice(1);
  if (letters.length === 0) return commitDisk(context, frame.change, { rc: 0, lines: frame.typed });
  const next: EraseFrame = { ...frame, letters, change: newChange(0), collecting: [] };
  return commitDisk(context, frame.change, { frame: { next } });
}

/** Removes every file of a disk in one commit (ACCESS with ERASE); `lines` are typed when that is durable. */
export function eraseAll(
  context: StepContext,
  letter: string,
  lines: readonly string[],
): StepResult {
  const id = { name: '*', type: '*', mode: letter };
  const frame = { letters: [letter], typed: lines, id, change: newChange(0), collecting: [] };
  return begin(context, frame);
}

/** Goes on with erasing. */
export function resumeErase(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  const next = frame['next'] as EraseFrame | undefined;
  return next === undefined ? eraseStep(context, frame as EraseFrame) : begin(context, next);
}

/** The ERASE command. */
export const erase = quietForPrograms(fileCommand('ERASE', 5, 'ERS', start, resumeErase));
