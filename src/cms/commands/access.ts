/** ACCESS: gives a mode letter to a minidisk (CMS Command Reference, "ACCESS"). */
import type { StepContext, StepResult } from '../command.js';
import {
  accessDisk,
  modeOf,
  releaseDisks,
  volumeOf,
  type AccessedDisk,
} from '../files/disk-state.js';
import { listEntries } from '../files/directory.js';
import { DiskError } from '../files/volume.js';
import { message } from '../messages-table.js';
import { eraseAll, resumeErase } from './erase.js';
import { fault, fileCommand, hexDevice } from './command-fault.js';
import { optionRules, parseDevice, parseFileid, parseOptions, splitOperands } from './operands.js';

const OPTIONS = optionRules('NOPROF', 'NODISK', 'NOSPROF', 'ERASE');

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

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('ACC', OPTIONS, options);
  if (chosen.has('NODISK')) return { rc: 0 };
  const request = parse(operands);
  const { device, letter, parent } = request;
  const state = context.cms.disks;
  const name = `${letter}(${hexDevice(device)})`;
  const block = context.disk(device);
  if (block === undefined) throw fault('ACP', 113, name);
  if (parent !== undefined && parent !== letter && modeOf(state, parent) === undefined) {
    throw fault('ACC', 69, parent);
  }
  const before = modeOf(state, letter);
  const others = state.modes.filter((one) => one.device === device && one.letter !== letter);
  const readOnly = block.readOnly || parent !== undefined;
  const erasing = chosen.has('ERASE');
  if (erasing && readOnly) throw fault('ACC', 37, name);
  const mode: AccessedDisk = {
    letter,
    device,
    readOnly,
    ...(parent === undefined ? {} : { parent }),
    ...(request.subset === undefined ? {} : { subset: request.subset }),
  };
  try {
    if (!accessDisk(state, context, mode)) throw fault('ACP', 112, name);
  } catch (error) {
    if (error instanceof DiskError) throw fault('ACP', 112, name);
    throw error;
  }
  const lines: string[] = [];
  const subset = request.subset;
  if (subset !== undefined) {
    const volume = volumeOf(state, device);
    if (listEntries(volume, subset.name, subset.type).entries.length === 0) {
      releaseDisks(state, (one) => one.letter === letter);
      throw fault('ACC', 60, `${subset.name} ${subset.type} *`, name);
    }
  }
  if (before !== undefined && before.device !== device) {
    lines.push(message('ACC', 724, hexDevice(device), letter, hexDevice(before.device)));
  }
  // a disk that can be written has one letter; one that is only read may have several
  if (!block.readOnly && parent === undefined) {
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
    lines.push(message('ACP', 723, shown, hexDevice(device)));
  }
  if (erasing) return eraseAll(context, letter, lines);
  return { rc: 0, lines, cost: 100 };
}

/** The ACCESS command. */
export const access = fileCommand('ACCESS', 2, 'ACC', start, resumeErase);
