/**
 * How the commands of this folder end when the user or a disk is at fault: a message with its number and a
 * return code, and whatever the command had begun on a disk is given up.
 */
import type { Answer, BlockDevice, Command, Frame, StepContext, StepResult } from '../command.js';
import { applyCommit, commitSome, settleSome, type CommitPlan } from '../files/commit.js';
import { modeOf, volumeOf, type DiskState } from '../files/disk-state.js';
import { DiskError, giveBack, releaseHeld, type Volume } from '../files/volume.js';
import type { Change } from '../files/writer.js';
import { message, messageTable } from '../messages-table.js';

/** Ends a command from anywhere within a step. */
export class CommandFault extends Error {
  readonly rc: number;
  readonly lines: readonly string[];
  constructor(rc: number, lines: readonly string[]) {
    super(lines.join('; '));
    this.rc = rc;
    this.lines = lines;
  }
}

/** A fault with a message and its usual return code. */
export function fault(module: string, number: number, ...fill: (string | number)[]): CommandFault {
  return new CommandFault(messageTable[number]?.rc ?? 24, [message(module, number, ...fill)]);
}

/** What message 24 adds for commands that have the option. */
export const REPLACE_IT = '; specify REPLACE option';

/** A fault with another return code than the usual one. */
export function faultWith(
  rc: number,
  module: string,
  number: number,
  ...fill: (string | number)[]
): CommandFault {
  return new CommandFault(rc, [message(module, number, ...fill)]);
}

/** A device number as messages have it: at least three digits. */
export function hexDevice(device: number): string {
  return device.toString(16).toUpperCase().padStart(3, '0');
}

/** A disk as messages name it: `A(191)`. */
export function diskName(disks: DiskState, device: number): string {
  const mode = disks.modes.find((one) => one.device === device);
  return `${mode?.letter ?? '*'}(${hexDevice(device)})`;
}

function diskFault(module: string, error: DiskError, context: StepContext): CommandFault {
  const name = diskName(context.cms.disks, error.device);
  switch (error.reason) {
    case 'full':
      return fault(module, 107, name);
    case 'read-only':
      return fault(module, 37, name);
    case 'read-error':
      return fault(module, 104, 3, name);
    case 'write-error':
      return fault(module, 105, 3, name);
    case 'damaged':
      return fault(module, 104, 25, name);
    case 'gone':
      return fault(module, 113, name);
  }
}

/** A fault of user or disk as rc and lines; anything else is our own and goes on up. */
export function faultOf(
  error: unknown,
  module: string,
  context: StepContext,
): { readonly rc: number; readonly lines: readonly string[] } {
  if (error instanceof CommandFault) return { rc: error.rc, lines: error.lines };
  if (!(error instanceof DiskError)) throw error;
  const made = diskFault(module, error, context);
  return { rc: made.rc, lines: made.lines };
}

/** The device of a volume; a fault when it has been detached. */
export function deviceOf(context: StepContext, volume: Volume): BlockDevice {
  const device = context.disk(volume.device);
  if (device === undefined) throw new DiskError('gone', volume.device);
  return device;
}

/** What a command does when its change is durable. */
type Then =
  | { readonly rc: number; readonly lines?: readonly string[] }
  | { readonly frame: Frame; readonly lines?: readonly string[] };

/** A commit under way; plain data. */
export type CommitFrame = {
  readonly phase: 'drain' | 'plan' | 'written' | 'labelled' | 'settle';
  readonly change: Change;
  readonly plan?: CommitPlan;
  readonly then: Then;
  /** How many of its lines have been typed. */
  readonly typed?: number;
};

/** Lines of a command that are typed in one step. */
const LINES_A_STEP = 500;

/** All is durable: types the lines, a step's worth at a time, and ends or goes on. */
function finish(change: Change, then: Then, typed = 0): StepResult {
  const all = then.lines ?? [];
  const next = typed + LINES_A_STEP;
  const lines = all.slice(typed, next);
  if (all.length > next) {
    const frame = { commit: { phase: 'settle', change, then, typed: next } };
    return { effect: { kind: 'work' }, frame, lines, cost: 300 };
  }
  if (!('frame' in then)) return { rc: then.rc, lines };
  return { effect: { kind: 'work' }, frame: then.frame, lines };
}

/**
 * Makes a change the state of its disk: writes, syncs, writes the label, syncs. The command then ends or
 * goes on as `then` says. Lines of `then` are typed only when all is durable.
 */
export function commitDisk(context: StepContext, change: Change, then: Then): StepResult {
  const volume = volumeOf(context.cms.disks, change.device);
  if (change.puts.length === 0 && change.removes.length === 0) return finish(change, then);
  if (volume.held !== undefined) return syncThen({ phase: 'drain', change, then });
  return plan(context, change, then);
}

function syncThen(commit: CommitFrame): StepResult {
  return { effect: { kind: 'sync', device: commit.change.device }, frame: { commit }, cost: 200 };
}

/** Makes and writes the new state, a step at a time: `plan` as far as it is. */
function plan(context: StepContext, change: Change, then: Then, before?: CommitPlan): StepResult {
  const volume = volumeOf(context.cms.disks, change.device);
  const made = commitSome(volume, deviceOf(context, volume), change, before, context.now);
  if (made.stage === 'ready') return syncThen({ phase: 'written', change, plan: made, then });
  const commit: CommitFrame = { phase: 'plan', change, plan: made, then };
  return { effect: { kind: 'work' }, frame: { commit }, cost: 600 };
}

/** A fault when a sync has failed: what was written may not be on the disk, and is not tried again. */
export function checkSync(answer: Answer, device: number): void {
  if (answer.kind === 'done' && answer.failed === true) throw new DiskError('write-error', device);
}

/** Goes on with a commit when its sync has ended: the next effect and frame, or its end. */
export function continueCommit(
  commit: CommitFrame,
  answer: Answer,
  context: StepContext,
): StepResult {
  checkSync(answer, commit.change.device);
  const volume = context.cms.disks.volumes.find((one) => one.device === commit.change.device);
  if (volume === undefined) throw new DiskError('gone', commit.change.device);
  const { change, then } = commit;
  if (commit.phase === 'plan') return plan(context, change, then, commit.plan);
  if (commit.phase !== 'settle') releaseHeld(volume);
  if (commit.phase === 'drain') return plan(context, change, then);
  if (commit.phase === 'written') {
    if (!applyCommit(volume, deviceOf(context, volume), change, commit.plan!)) {
      return plan(context, change, then);
    }
    return syncThen({ phase: 'labelled', change, then });
  }
  if (settleSome(volume, change)) return finish(change, then, commit.typed);
  return { effect: { kind: 'work' }, frame: { commit: { phase: 'settle', change, then } } };
}

/** Gives up what a frame had begun: its `change`, or that of a commit. */
export function giveUp(frame: Frame | undefined, context: StepContext): void {
  const commit = frame?.['commit'] as CommitFrame | undefined;
  const change = (commit?.change ?? frame?.['change']) as Change | undefined;
  if (change === undefined) return;
  const volume = context.cms.disks.volumes.find((one) => one.device === change.device);
  if (volume !== undefined) giveBack(volume, change);
}

/**
 * A command whose faults end it properly and whose commits run by themselves.
 * @param module - the three letters behind DMS in messages that come from the disk
 */
export function fileCommand(
  name: string,
  minimum: number,
  module: string,
  start: (context: StepContext) => StepResult,
  resume?: (frame: Frame, answer: Answer, context: StepContext) => StepResult,
): Command {
  const guard = (
    frame: Frame | undefined,
    context: StepContext,
    step: () => StepResult,
  ): StepResult => {
    try {
      return step();
    } catch (error) {
      giveUp(frame, context);
      return faultOf(error, module, context);
    }
  };
  return {
    name,
    minimum,
    start: (context) => guard(undefined, context, () => start(context)),
    resume: (frame, answer, context) =>
      guard(frame, context, () => {
        const commit = frame['commit'] as CommitFrame | undefined;
        if (commit !== undefined) return continueCommit(commit, answer, context);
        if (resume === undefined) throw new Error(`${name} was not to be resumed`);
        return resume(frame, answer, context);
      }),
  };
}

/** The disk that a command writes to; a fault when the mode is not accessed or read-only. */
export function writableVolume(context: StepContext, module: string, letter: string): Volume {
  const mode = modeOf(context.cms.disks, letter);
  if (mode === undefined) throw fault(module, 69, letter);
  if (mode.readOnly) throw fault(module, 37, `${letter}(${hexDevice(mode.device)})`);
  return volumeOf(context.cms.disks, mode.device);
}
