/**
 * ACCESS: gives a mode letter to a minidisk (CMS Command Reference, "ACCESS"). A large directory is read over
 * steps; until all of it has been read, the letter stands for what it stood for before.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import {
  accessForeign,
  askShape,
  foreignOf,
  lookAtForeign,
  type ForeignAccess,
} from '../ckd/foreign-disk.js';
import {
  accessSome,
  modeOf,
  releaseDisks,
  startAccess,
  type AccessedDisk,
  type Accessing,
} from '../files/disk-state.js';
import { DiskError } from '../files/volume.js';
import { message } from '../messages-table.js';
import { eraseAll, resumeErase } from './erase.js';
import { fault, fileCommand, hexDevice } from './command-fault.js';
import { optionRules, parseDevice, parseFileid, parseOptions, splitOperands } from './operands.js';

/** Its options. */
export const ACCESS_OPTIONS = optionRules('NOPROF', 'NODISK', 'NOSPROF', 'ERASE');

interface Request {
  readonly device: number;
  readonly letter: string;
  readonly parent: string | undefined;
  readonly subset: AccessedDisk['subset'];
}

function parse(operands: readonly string[]): Request {
  const [address = '191', target = 'A', ...subset] = operands;
  const device = parseDevice('ACC', address);
  const match = /^([A-Z])(?:\/([A-Z]))?$/.exec(target);
  if (match === null) throw fault('ACC', 48, target);
  const [, letter = 'A', parent] = match;
  if (subset.length === 0) return { device, letter, parent, subset: undefined };
  if (parent === undefined) throw fault('ACC', 70, subset[0] ?? '');
  if (subset.length > 3) throw fault('ACC', 70, subset[3] ?? '');
  const [name = '*', type = '*', mode = '*'] = subset;
  const id = parseFileid('ACC', [name, type, mode], { patterns: true, anyMode: true });
  const number = /[0-6]$/.exec(id.mode);
  return {
    device,
    letter,
    parent,
    subset: {
      name: id.name,
      type: id.type,
      ...(number === null ? {} : { number: Number(number[0]) }),
    },
  };
}

function nameOf(request: Request): string {
  return `${request.letter}(${hexDevice(request.device)})`;
}

/** ACCESS under way; plain data. */
type AccessFrame = {
  readonly accessing: Accessing;
};

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('ACC', ACCESS_OPTIONS, options);
  if (chosen.has('NODISK')) return { rc: 0 };
  const request = parse(operands);
  const { device, letter, parent } = request;
  const block = context.disk(device);
  if (block === undefined) throw fault('ACP', 113, nameOf(request));
  if (parent !== undefined && parent !== letter && !modeOf(context.cms.disks, parent)) {
    throw fault('ACC', 69, parent);
  }
  if (block.blocks === 0) {
    if (request.subset !== undefined) throw fault('ACP', 112, nameOf(request));
    const foreign: ForeignAccess = { shape: undefined, reading: undefined };
    return { effect: askShape(device), frame: { foreign } };
  }
  const readOnly = block.readOnly || parent !== undefined;
  if (chosen.has('ERASE') && readOnly) throw fault('ACC', 37, nameOf(request));
  const mode: AccessedDisk = {
    letter,
    device,
    readOnly,
    ...(parent === undefined ? {} : { parent }),
    ...(request.subset === undefined ? {} : { subset: request.subset }),
  };
  return readDisk(context, request, { accessing: startAccess(context, mode) });
}

/** Reads the disk for a while; nothing of the accessed disks changes before all of it has been read. */
function readDisk(context: StepContext, request: Request, frame: AccessFrame): StepResult {
  const state = context.cms.disks;
  const before = deviceBefore(state, request.letter);
  try {
    const stage = accessSome(state, context, frame.accessing);
    if (stage === 'more') return { effect: { kind: 'work' }, frame, cost: 400 };
    if (stage === 'not-cms') throw fault('ACP', 112, nameOf(request));
    if (stage === 'no-files') {
      const { name, type } = request.subset!;
      releaseDisks(state, (one) => one.letter === request.letter);
      throw fault('ACC', 60, `${name} ${type} *`, nameOf(request));
    }
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    throw fault('ACP', error.reason === 'gone' ? 113 : 112, nameOf(request));
  }
  return finish(context, request, before);
}

function finish(context: StepContext, request: Request, before: number | undefined): StepResult {
  const { device, letter, parent } = request;
  const state = context.cms.disks;
  const { readOnly } = modeOf(state, letter)!;
  const others = state.modes.filter((one) => one.device === device && one.letter !== letter);
  const lines: string[] = [];
  if (before !== undefined && before !== device) {
    lines.push(message('ACC', 724, hexDevice(device), letter, hexDevice(before)));
  }
  // a disk that can be written has one letter; one that is only read may have several
  if (!readOnly) {
    for (const other of others) {
      lines.push(message('ACP', 726, hexDevice(device), other.letter));
    }
    releaseDisks(state, (one) => one.device === device && one.letter !== letter);
  } else {
    for (const other of others) {
      lines.push(message('ACC', 725, hexDevice(device), other.letter));
    }
  }
  if (readOnly) {
    const shown = parent === undefined ? letter : `${letter}/${parent}`;
    lines.push(message('ACP', 723, shown, hexDevice(device), 'R/O'));
  }
  const { options } = splitOperands(context.tokens);
  if (parseOptions('ACC', ACCESS_OPTIONS, options).has('ERASE')) {
    return eraseAll(context, letter, lines);
  }
  return { rc: 0, lines, cost: 100 };
}

/** A disk of tracks: it gets a letter when it is a volume of OS. */
function lookAt(
  context: StepContext,
  request: Request,
  look: ForeignAccess,
  answer: Answer,
): StepResult {
  const made = lookAtForeign(context, look, answer, request);
  if ('kind' in made) return { effect: made, frame: { foreign: look } };
  const state = context.cms.disks;
  const { device, letter, parent } = request;
  const before = deviceBefore(state, letter);
  const lines: string[] = [];
  if (before !== undefined && before !== device) {
    lines.push(message('ACC', 724, hexDevice(device), letter, hexDevice(before)));
  }
  releaseDisks(state, (one) => one.letter === letter);
  accessForeign(state, made);
  const shown = parent === undefined ? letter : `${letter}/${parent}`;
  const access = made.readOnly ? 'R/O' : 'R/W';
  lines.push(message('ACP', 723, shown, hexDevice(device), `${access} - OS`));
  return { rc: 0, lines };
}

/** What the letter stood for. */
function deviceBefore(state: StepContext['cms']['disks'], letter: string): number | undefined {
  return (modeOf(state, letter) ?? foreignOf(state, letter))?.device;
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if ('foreign' in frame) {
    const request = parse(splitOperands(context.tokens).operands);
    return lookAt(context, request, { ...(frame['foreign'] as ForeignAccess) }, answer);
  }
  if (!('accessing' in frame)) return resumeErase(frame, answer, context);
  const request = parse(splitOperands(context.tokens).operands);
  return readDisk(context, request, frame as AccessFrame);
}

/** The ACCESS command. */
export const access = fileCommand('ACCESS', 2, 'ACC', start, resume);
