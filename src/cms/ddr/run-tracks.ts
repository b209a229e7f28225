/** DUMP, RESTORE and COPY of disks of tracks, a step at a time: extents are cylinders. */
import type { Answer, StepContext } from '../command.js';
import { closeChannel, openChannel } from '../ckd/track-channel.js';
import { releaseDisks } from '../files/disk-state.js';
import { TAPE, tapeCommand } from '../tape/tape-frame.js';
import { endOfReel, nextReel, reelIsFull } from './reels.js';
import { newRun, readVolume, throughStages, type Medium } from './stages.js';
import { DdrFault, type Unit } from './statements.js';
import { label, shape, size, UNLABELLED } from './track-disks.js';
import {
  endOfReelRecord,
  movedTrack,
  nextVolumeRecord,
  showTrack,
  readVolumeRecord,
  startTrackBlocks,
  trackOf,
  trackRecords,
  trailerIn,
  trailerRecord,
  volumeRecord,
} from './track-tape.js';
import {
  channel,
  nextTrack,
  put,
  putKept,
  putting,
  readAnswer,
  tookTrack,
  type TrackRun,
} from './track-transfer.js';
import { command, driveAnswer, type Run, type Turn } from './turns.js';

type Stage =
  | 'input-shape'
  | 'output-shape'
  | 'input-label'
  | 'output-label'
  | 'size'
  | 'volume'
  | 'write'
  | 'trailer'
  | 'read-volume'
  | 'read'
  | 'copy'
  | 'label';

const TRACKS: Medium<TrackRun, Stage> = {
  unit: 'CYLINDER',
  stages: {
    dump: [
      ...(['input-shape', 'input-label', 'begin', 'skip-output', 'volume', 'write'] as const),
      ...(['trailer', 'mark', 'after-output', 'report'] as const),
    ],
    restore: [
      ...(['output-shape', 'skip-input', 'read-volume', 'output-label', 'size', 'begin'] as const),
      ...(['read', 'label', 'after-input', 'report'] as const),
    ],
    copy: [
      ...(['input-shape', 'output-shape', 'input-label', 'output-label', 'size'] as const),
      ...(['begin', 'copy', 'label', 'report'] as const),
    ],
  },
  step: (context, run, stage, answer) => {
    const turn = stageStep(context, run, stage, answer);
    if (turn === 'go') run.doing = 'none';
    return turn;
  },
  changed: (context, run, which) => {
    if (which === 'input') return nextBlock(context, run);
    run.full = false;
    return nextTrack(run);
  },
};

/** Starts; 109S when there is no storage. */
export function startTrackRun(
  context: StepContext,
  what: Run['function'],
  input: Unit,
  output: Unit,
  extents: Run['extents'],
  prompts: boolean,
): TrackRun {
  const { buffer } = openChannel(context, 'DDR', input.device);
  // what CMS knows of the disk is not true any more
  if (output.kind === 'disk') {
    releaseDisks(context.cms.disks, ({ device }) => device === output.device);
  }
  return {
    ...newRun(what, input, output, extents, prompts),
    ...{ tracks: true, whole: extents === 'all', buffer, shapes: {}, doing: 'none' },
    ...{ reading: undefined, track: 0, blocks: [], coming: undefined, written: undefined },
    ...{ label: undefined, kept: undefined, cylinders: 0, last: { cylinder: 0, head: 0 } },
    full: false,
  };
}

/** Gives the storage back, however the function has ended. */
export function endTrackRun(context: StepContext, run: TrackRun): void {
  closeChannel(context, channel(run, run.input));
}

/** Goes on until something has to be waited for. */
export function trackRunStep(context: StepContext, run: TrackRun, answer: Answer): Turn {
  return throughStages(TRACKS, context, run, answer);
}

function stageStep(
  context: StepContext,
  run: TrackRun,
  stage: Stage,
  answer: Answer,
): Turn | 'go' | 'reel' {
  const { input, output } = run;
  switch (stage) {
    case 'input-shape':
      return shape(run, 'input', answer);
    case 'output-shape':
      return shape(run, 'output', answer);
    case 'input-label':
      return label(run, input, answer);
    case 'output-label':
      return label(run, output, answer);
    case 'size':
      return size(run, answer);
    case 'volume':
      return command(context, run, output, answer, TAPE.write, volumeOf(run));
    case 'write':
      return dumpSome(context, run, answer);
    case 'trailer':
      return command(context, run, output, answer, TAPE.write, trailerOf(run));
    case 'read-volume':
      return readVolume(context, run, answer, (bytes) => tookVolume(run, bytes));
    case 'read':
      return restoreSome(context, run, answer);
    case 'copy':
      return copySome(run, answer);
    case 'label':
      return putKept(run, answer);
  }
}

/** Records that fit on a track of the smallest kind, as the first block of a dump has it. */
const MOST_RECORDS = 128;

function volumeOf(run: TrackRun): Uint8Array {
  const { cylinders, heads } = run.shapes.input!;
  const volume = run.volume === UNLABELLED ? '' : run.volume;
  const last = { volume, cylinder: cylinders - 1, head: heads - 1 };
  return volumeRecord(last, MOST_RECORDS);
}

/** What closes a dump: the same, of the last cylinder that it has. */
function trailerOf(run: TrackRun): Uint8Array {
  const block = volumeOf(run);
  const extents = run.extents === 'all' ? [] : run.extents;
  return trailerRecord(block, Math.max(0, ...extents.map(({ to, from, out }) => out + to - from)));
}

/** The next block of a track to tape, or the next track. */
function dumpSome(context: StepContext, run: TrackRun, answer: Answer): Turn | 'go' | 'reel' {
  const { output } = run;
  if (run.doing === 'read') {
    const track = readAnswer(run, run.input, answer);
    if ('effect' in track) return track;
    const moved = tookTrack(run, track);
    run.last = { cylinder: moved.cylinder, head: moved.head };
    run.blocks = trackRecords(moved);
  } else if (run.doing === 'tape' && reelIsFull(context, output, answer)) {
    run.full = true;
  }
  const block = run.blocks.shift();
  // a track is on one reel
  if (block === undefined && run.full && run.extents[run.extent] !== undefined) {
    const header = nextVolumeRecord(volumeOf(run), run.last, context.now);
    run.reel = endOfReel(showTrack(run.last), endOfReelRecord(header), header);
    return 'reel';
  }
  if (block === undefined) return nextTrack(run);
  run.doing = 'tape';
  run.bytesOut += block.length;
  return { effect: tapeCommand(context, output.device, TAPE.write, block), cost: 60 };
}

/** What the block in front of a dump says. */
function tookVolume(run: TrackRun, bytes: Uint8Array): boolean {
  const volume = readVolumeRecord(bytes);
  if (volume === undefined) return false;
  if (volume.head + 1 !== run.shapes.output!.heads) throw new DdrFault(708);
  run.volume = volume.volume === '' ? UNLABELLED : volume.volume;
  run.cylinders = volume.cylinder + 1;
  return true;
}

function nextBlock(context: StepContext, run: TrackRun): Turn {
  run.doing = 'tape';
  return { effect: tapeCommand(context, run.input.device, TAPE.read), cost: 60 };
}

function restoreSome(context: StepContext, run: TrackRun, answer: Answer): Turn | 'go' | 'reel' {
  if (run.doing === 'none') return nextBlock(context, run);
  if (run.doing !== 'tape') return putting(run, answer) ?? nextBlock(context, run);
  const bytes = driveAnswer(context, run.input, answer);
  if (bytes === 'mark') {
    if (run.bytesOut === 0) throw new DdrFault(714, String(run.extent));
    return 'go';
  }
  run.bytesIn += bytes.length;
  if (run.coming === undefined) {
    const trailer = trailerIn(bytes);
    // the mark behind it ends the dump
    if (trailer === 'job') return nextBlock(context, run);
    if (trailer === 'volume') {
      run.reel = nextReel(showTrack(run.last), bytes);
      return 'reel';
    }
    run.coming = startTrackBlocks(bytes);
    if (run.coming === undefined) throw new DdrFault(709);
  } else {
    run.coming.blocks.push(bytes);
    run.coming.left--;
  }
  if (run.coming.left > 0) return nextBlock(context, run);
  const track = trackOf(run.coming);
  run.coming = undefined;
  if (track === undefined) throw new DdrFault(709);
  run.last = { cylinder: track.cylinder, head: track.head };
  const { cylinders, heads } = run.shapes.output!;
  const all = [{ from: 0, to: cylinders - 1, out: 0 }];
  const wanted = run.extents === 'all' ? all : run.extents;
  const extent = wanted.find(({ from, to }) => track.cylinder >= from && track.cylinder <= to);
  if (extent === undefined || track.head >= heads) return nextBlock(context, run);
  return put(run, movedTrack(track, extent.out + track.cylinder - extent.from));
}

function copySome(run: TrackRun, answer: Answer): Turn | 'go' {
  switch (run.doing) {
    case 'none':
    case 'tape':
      return nextTrack(run);
    case 'read': {
      const track = readAnswer(run, run.input, answer);
      return 'effect' in track ? track : put(run, tookTrack(run, track));
    }
    case 'look':
    case 'write':
      return putting(run, answer) ?? nextTrack(run);
  }
}
