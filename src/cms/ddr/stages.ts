/**
 * Drives a function of DDR through its stages, of whatever medium it is: the loop, files of a tape that are passed, reels
 * that are changed, what is said at the beginning and at the end. What a medium alone has, its `Medium` does.
 */
import type { Answer, StepContext } from '../command.js';
import { TAPE, tapeCommand } from '../tape/tape-frame.js';
import { ddrMessage } from './messages-table.js';
import { changeReel, type ReelChange } from './reels.js';
import { DdrFault, type Unit } from './statements.js';
import {
  afterwards,
  announce,
  ask,
  command,
  driveAnswer,
  report,
  skipFiles,
  type Run,
  type Turn,
} from './turns.js';

/** What a function carries that goes through stages; plain data, changed in place. */
export type StagedRun = Run & {
  /** A reel when it is changed. */
  reel: ReelChange | undefined;
};

/** A stage that is the same for every medium. */
export type CommonStage =
  'begin' | 'skip-input' | 'skip-output' | 'mark' | 'after-input' | 'after-output' | 'report';

/** What a medium has of its own; `S`: its stages. */
export type Medium<R extends StagedRun, S extends string> = {
  /** What extents are counted in. */
  readonly unit: 'BLOCK' | 'CYLINDER';
  /** The stages of a function, which end in `report`. */
  readonly stages: Readonly<Record<Run['function'], readonly (S | CommonStage)[]>>;
  /** Goes on with a stage; `go` when it is over, `reel` when `run.reel` has to be changed first. */
  readonly step: (context: StepContext, run: R, stage: S, answer: Answer) => Turn | 'go' | 'reel';
  /** Goes on with the stage behind a reel that has been changed. */
  readonly changed: (context: StepContext, run: R, which: ReelChange['which']) => Turn | 'go';
};

/** What every function begins with. */
export function newRun(
  what: Run['function'],
  input: Unit,
  output: Unit,
  extents: Run['extents'],
  prompts: boolean,
): StagedRun {
  return {
    ...{ function: what, prompts, input, output, extents, stage: 0, waiting: false, skipped: 0 },
    ...{ volume: '', extent: 0, bytesIn: 0, bytesOut: 0, reel: undefined },
  };
}

/** Goes on until something has to be waited for. */
export function throughStages<R extends StagedRun, S extends string>(
  medium: Medium<R, S>,
  context: StepContext,
  run: R,
  answer: Answer,
): Turn {
  for (;;) {
    const stage = medium.stages[run.function][run.stage]!;
    if (stage === 'report') return { ended: 'ok', lines: report(run, medium.unit) };
    const turn =
      run.reel === undefined
        ? stageStep(medium, context, run, stage, answer)
        : reelStep(medium, context, run, run.reel, answer);
    if (turn !== 'go' && turn !== 'reel') return turn;
    // the answer belonged to what is over
    answer = { kind: 'done' };
    if (turn === 'reel') continue;
    run.stage++;
    run.waiting = false;
    run.skipped = 0;
  }
}

function reelStep<R extends StagedRun, S extends string>(
  medium: Medium<R, S>,
  context: StepContext,
  run: R,
  reel: ReelChange,
  answer: Answer,
): Turn | 'go' {
  const turn = changeReel(context, run, reel, answer);
  if (turn !== 'go') return turn;
  run.reel = undefined;
  return medium.changed(context, run, reel.which);
}

function stageStep<R extends StagedRun, S extends string>(
  medium: Medium<R, S>,
  context: StepContext,
  run: R,
  stage: S | CommonStage,
  answer: Answer,
): Turn | 'go' | 'reel' {
  switch (stage) {
    case 'begin':
      return announce(run);
    case 'skip-input':
      return skipFiles(context, run, run.input, answer);
    case 'skip-output':
      return skipFiles(context, run, run.output, answer);
    case 'mark':
      return command(context, run, run.output, answer, TAPE.mark);
    case 'after-input':
      return afterwards(context, run, run.input, answer);
    case 'after-output':
      return afterwards(context, run, run.output, answer);
    default:
      return medium.step(context, run, stage as S, answer);
  }
}

/**
 * The block in front of a dump, which says what it is, and whether it is the one that is wanted: `take` keeps in the run what
 * the block says, and is false when it is not such a block.
 */
export function readVolume(
  context: StepContext,
  run: Run,
  answer: Answer,
  take: (bytes: Uint8Array) => boolean,
): Turn | 'go' {
  if (answer.kind === 'line') return ask(run, answer, ddrMessage(717, run.volume));
  if (!run.waiting) {
    run.waiting = true;
    return { effect: tapeCommand(context, run.input.device, TAPE.read) };
  }
  const bytes = driveAnswer(context, run.input, answer);
  if (bytes === 'mark' || !take(bytes)) throw new DdrFault(709);
  run.waiting = false;
  return ask(run, answer, ddrMessage(717, run.volume));
}

/** A disk with less room than what is to come has is asked about; what does not fit is left out. */
export function askSize(run: Run, answer: Answer, comes: number, room: number): Turn | 'go' {
  if (comes <= room) return 'go';
  const turn = ask(run, answer, ddrMessage(725));
  if (turn === 'go' && run.extents !== 'all') {
    run.extents = run.extents.map((one) => ({ ...one, to: Math.min(one.to, room - 1) }));
  }
  return turn;
}
