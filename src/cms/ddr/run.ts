/** A function of DDR under way: of disks of blocks, of disks of tracks, or of tapes. */
import type { Answer, StepContext } from '../command.js';
import type { BlockRun } from './block-transfer.js';
import { runStep as blockStep, startRun as startBlocks } from './run-blocks.js';
import { endTrackRun, startTrackRun, trackRunStep } from './run-tracks.js';
import type { TrackRun } from './track-transfer.js';
import { startTapeRun, tapeRunStep, type TapeRun } from './run-tapes.js';
import { DdrFault, isBlockDisk, type Unit } from './statements.js';
import { address, type Run, type Turn } from './turns.js';

/** A function under way; plain data, changed in place. */
export type AnyRun = BlockRun | TrackRun | TapeRun;

/** Extents of one function. */
export const MOST_EXTENTS = 20;

/** Whether a unit is a disk of tracks; a fault when it is a disk that is not there. */
export function hasTracks(context: StepContext, unit: Unit): boolean {
  if (unit.kind !== 'disk') return false;
  const disk = context.disk(unit.device);
  if (disk === undefined) throw new DdrFault(704, address(unit));
  if (disk.blocks > 0 && !isBlockDisk(unit)) throw new DdrFault(708);
  return disk.blocks === 0;
}

/** Starts; a fault when the definitions do not fit the function. */
export function startRun(
  context: StepContext,
  what: Run['function'],
  input: Unit | undefined,
  output: Unit | undefined,
  extents: Run['extents'],
  prompts: boolean,
): AnyRun {
  if (input === undefined || output === undefined) throw new DdrFault(702);
  if (input.device === output.device) throw new DdrFault(708);
  if (what === 'copy' && input.kind === 'tape' && output.kind === 'tape') {
    return startTapeRun(input, output, extents, prompts);
  }
  const kinds = { dump: 'disk tape', restore: 'tape disk', copy: 'disk disk' }[what];
  if (`${input.kind} ${output.kind}` !== kinds) throw new DdrFault(708);
  const [from, to] = [hasTracks(context, input), hasTracks(context, output)];
  if (what === 'copy' && from !== to) throw new DdrFault(708);
  return from || to
    ? startTrackRun(context, what, input, output, extents, prompts)
    : startBlocks(context, what, input, output, extents, prompts);
}

/** Goes on until something has to be waited for. */
export function runStep(context: StepContext, run: AnyRun, answer: Answer): Turn {
  if (run.tracks === 'tapes') return tapeRunStep(context, run, answer);
  return run.tracks ? trackRunStep(context, run, answer) : blockStep(context, run, answer);
}

/** Gives back what the function had, however it has ended. */
export function endRun(context: StepContext, run: AnyRun | undefined): void {
  if (run?.tracks === true) endTrackRun(context, run);
}
