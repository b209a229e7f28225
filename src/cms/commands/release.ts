/** RELEASE: takes a mode letter away from a minidisk (CMS Command Reference, "RELEASE"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { foreignOf } from '../ckd/foreign-disk.js';
import { modeOf, releaseDisks } from '../files/disk-state.js';
import { fault, fileCommand, hexDevice } from './command-fault.js';
import { optionRules, parseDevice, parseOptions, splitOperands } from './operands.js';

/** Its options. */
export const RELEASE_OPTIONS = optionRules('DETach');

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('ARE', RELEASE_OPTIONS, options);
  const [target, extra] = operands;
  if (target === undefined) throw fault('ARE', 28);
  if (extra !== undefined) throw fault('ARE', 70, extra);
  const state = context.cms.disks;
  let device: number;
  const mode = modeOf(state, target) ?? foreignOf(state, target);
  if (/^[A-Z]$/.test(target) && mode !== undefined) {
    device = mode.device;
    if (target === 'S') throw fault('ARE', 48, target);
    releaseDisks(state, (mode) => mode.letter === target);
  } else if (/^[G-Z]$/.test(target)) {
    throw fault('ARE', 69, target);
  } else {
    if (/^[A-F]$/.test(target)) throw fault('ARE', 69, target);
    device = parseDevice('ARE', target);
    const modes = [...state.modes, ...state.foreign].filter((one) => one.device === device);
    if (modes.length === 0) throw fault('ARE', 17, target);
    if (modes.some((one) => one.letter === 'S')) throw fault('ARE', 48, 'S');
    releaseDisks(state, (mode) => mode.device === device);
  }
  if (!chosen.has('DETACH')) return { rc: 0 };
  releaseDisks(state, (mode) => mode.device === device);
  const command = `DETACH ${hexDevice(device)}`;
  return { effect: { kind: 'cp', command, buffered: false }, frame: {} };
}

function resume(_frame: Frame, answer: Answer): StepResult {
  return { rc: answer.kind === 'cp' ? answer.rc : 0 };
}

/** The RELEASE command. */
export const release = fileCommand('RELEASE', 3, 'ARE', start, resume);
