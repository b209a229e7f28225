/**
 * COPY of one tape to another, a block at a time: a dump of a disk, of blocks or of tracks, which is not looked into
 * (VM/370 CMS Command and Macro Reference, "DDR": the tape must have been made by DUMP).
 */
import type { Answer, StepContext } from '../command.js';
import { TAPE, tapeCommand } from '../tape/tape-frame.js';
import { endOfReelBlock, nextVolumeBlock, readDumpBlock } from './dump-tape.js';
import { endOfReel, nextReel, reelIsFull, type ReelChange } from './reels.js';
import { newRun, throughStages, type Medium, type StagedRun } from './stages.js';
import { DdrFault, type Unit } from './statements.js';
import {
  endOfReelRecord,
  lastTrackOf,
  nextVolumeRecord,
  placeOfTrack,
  readVolumeRecord,
  showTrack,
  trailerIn,
  type TrackPlace,
} from './track-tape.js';
import { driveAnswer, type Run, type Turn } from './turns.js';

type Stage = 'first' | 'copy';

const STAGES = [
  ...(['skip-input', 'skip-output', 'first', 'begin', 'copy', 'mark'] as const),
  ...(['after-input', 'after-output', 'report'] as const),
] as const;

const TAPES: Medium<TapeRun, Stage> = {
  unit: 'BLOCK',
  // a tape is only copied to a tape
  stages: { dump: STAGES, restore: STAGES, copy: STAGES },
  step: (context, run, stage, answer) =>
    stage === 'first' ? readFirst(context, run, answer) : copySome(context, run, answer),
  changed: goOn,
};

/** A copy under way; plain data, changed in place. */
export type TapeRun = StagedRun & {
  readonly tracks: 'tapes';
  /** What a drive was asked for. */
  doing: 'none' | 'read' | 'write';
  /** The first block, until it is written. */
  first: Uint8Array | undefined;
  /** The same, for further reels. */
  volumeBlock: Uint8Array;
  /** The reel that is written is full; the last track that is on it, and what comes on the next one. */
  full: boolean;
  last: TrackPlace;
  held: Uint8Array | undefined;
};

/** Starts; a fault for a part of a tape. */
export function startTapeRun(
  input: Unit,
  output: Unit,
  extents: Run['extents'],
  prompts: boolean,
): TapeRun {
  if (extents !== 'all') throw new DdrFault(713);
  return {
    ...newRun('copy', input, output, extents, prompts),
    ...{ tracks: 'tapes', doing: 'none', first: undefined, volumeBlock: new Uint8Array(0) },
    ...{ full: false, last: { cylinder: 0, head: 0 }, held: undefined },
  };
}

/** Goes on until something has to be waited for. */
export function tapeRunStep(context: StepContext, run: TapeRun, answer: Answer): Turn {
  return throughStages(TAPES, context, run, answer);
}

function read(context: StepContext, run: TapeRun): Turn {
  run.doing = 'read';
  return { effect: tapeCommand(context, run.input.device, TAPE.read), cost: 60 };
}

/** The block in front, which says whether it is a dump, and of which disk. */
function readFirst(context: StepContext, run: TapeRun, answer: Answer): Turn | 'go' {
  if (run.doing === 'none') return read(context, run);
  run.doing = 'none';
  const bytes = driveAnswer(context, run.input, answer);
  if (bytes === 'mark') throw new DdrFault(709);
  const blocks = readDumpBlock(bytes);
  const volume = blocks.kind === 'volume' ? blocks.volume : readVolumeRecord(bytes)?.volume;
  if (volume === undefined) throw new DdrFault(709);
  run.volume = volume === '' ? 'SCRATCH' : volume;
  run.first = run.volumeBlock = bytes;
  return 'go';
}

/** Goes on on the next reel: the end of one that is read and the beginning of the next are not copied. */
function goOn(context: StepContext, run: TapeRun, which: ReelChange['which']): Turn {
  if (which === 'input') return read(context, run);
  run.full = false;
  const held = run.held!;
  run.last = placeOfTrack(held) ?? run.last;
  return write(context, run, held);
}

function copySome(context: StepContext, run: TapeRun, answer: Answer): Turn | 'go' | 'reel' {
  const { input, output, first } = run;
  if (first !== undefined) {
    run.first = undefined;
    return write(context, run, first);
  }
  if (run.doing === 'write') {
    if (reelIsFull(context, output, answer)) run.full = true;
    return read(context, run);
  }
  const bytes = driveAnswer(context, input, answer);
  if (bytes === 'mark') return 'go';
  const place = endOfReelIn(bytes);
  if (place !== undefined) {
    run.reel = nextReel(place, bytes);
    return 'reel';
  }
  run.reel = run.full ? reelBefore(context, run, bytes) : undefined;
  if (run.reel !== undefined) {
    run.held = bytes;
    return 'reel';
  }
  run.last = placeOfTrack(bytes) ?? run.last;
  return write(context, run, bytes);
}

/** How the reel that is full ends in front of a block; undefined when the block must still be on it. */
function reelBefore(context: StepContext, run: TapeRun, bytes: Uint8Array): ReelChange | undefined {
  const { volumeBlock, last } = run;
  if (placeOfTrack(bytes) !== undefined) {
    const header = nextVolumeRecord(volumeBlock, last, context.now);
    return endOfReel(showTrack(last), endOfReelRecord(header), header);
  }
  const block = readDumpBlock(bytes);
  if (block.kind !== 'blocks') return undefined;
  const header = nextVolumeBlock(volumeBlock, block.from, context.now);
  return endOfReel(`BLOCK ${String(block.from - 1)}`, endOfReelBlock(header), header);
}

/** Where the dump stands when this block ends a reel of it; undefined when it does not. */
function endOfReelIn(bytes: Uint8Array): string | undefined {
  if (trailerIn(bytes) === 'volume') return showTrack(lastTrackOf(bytes));
  const block = readDumpBlock(bytes);
  return block.kind === 'reel' ? `BLOCK ${String(block.next - 1)}` : undefined;
}

function write(context: StepContext, run: TapeRun, bytes: Uint8Array): Turn {
  run.doing = 'write';
  run.bytesIn += bytes.length;
  run.bytesOut += bytes.length;
  return { effect: tapeCommand(context, run.output.device, TAPE.write, bytes), cost: 60 };
}
