/** DUMP, RESTORE and COPY of disks of tracks, a step at a time: extents are cylinders. */
import type { Answer, StepContext } from '../command.js';
import { askShape, shapeOf } from '../ckd/foreign-disk.js';
import { labelOf } from '../ckd/os-volume.js';
import { closeChannel, openChannel, startTrack, trackEffect } from '../ckd/track-channel.js';
import { releaseDisks } from '../files/disk-state.js';
import { TAPE, tapeCommand } from '../tape/tape-frame.js';
import { ddrMessage } from './messages-table.js';
import { changeReel, endOfReel, nextReel, reelIsFull } from './reels.js';
import { DdrFault, isTrackDisk, type Unit } from './statements.js';
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
import {
  address,
  afterwards,
  announce,
  ask,
  askLabel,
  checkExtents,
  command,
  driveAnswer,
  report,
  skipFiles,
  type Run,
  type Turn,
} from './turns.js';

type Stage =
  | 'input-shape'
  | 'output-shape'
  | 'input-label'
  | 'output-label'
  | 'size'
  | 'begin'
  | 'skip'
  | 'volume'
  | 'write'
  | 'trailer'
  | 'mark'
  | 'read-volume'
  | 'read'
  | 'copy'
  | 'label'
  | 'after'
  | 'report';

const STAGES: Readonly<Record<Run['function'], readonly Stage[]>> = {
  dump: [
    ...(['input-shape', 'input-label', 'begin', 'skip', 'volume', 'write'] as const),
    ...(['trailer', 'mark', 'after', 'report'] as const),
  ],
  restore: [
    'output-shape',
    'skip',
    'read-volume',
    'output-label',
    'size',
    'begin',
    'read',
    'label',
    'after',
    'report',
  ],
  copy: [
    'input-shape',
    'output-shape',
    'input-label',
    'output-label',
    'size',
    'begin',
    'copy',
    'label',
    'report',
  ],
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
    ...{
      tracks: true,
      whole: extents === 'all',
      buffer,
      function: what,
      prompts,
      input,
      output,
      extents,
      stage: 0,
      waiting: false,
    },
    ...{ skipped: 0, volume: '', extent: 0, bytesIn: 0, bytesOut: 0, shapes: {}, doing: 'none' },
    ...{ reading: undefined, track: 0, blocks: [], coming: undefined, written: undefined },
    ...{ label: undefined, kept: undefined, cylinders: 0, last: { cylinder: 0, head: 0 } },
    ...{ full: false, reel: undefined },
  };
}

/** Gives the storage back, however the function has ended. */
export function endTrackRun(context: StepContext, run: TrackRun): void {
  closeChannel(context, channel(run, run.input));
}

/** Goes on until something has to be waited for. */
export function trackRunStep(context: StepContext, run: TrackRun, answer: Answer): Turn {
  for (;;) {
    const stage = STAGES[run.function][run.stage]!;
    if (stage === 'report') return { ended: 'ok', lines: report(run, 'CYLINDER') };
    const turn = stageStep(context, run, stage, answer);
    if (turn !== 'go') return turn;
    run.stage++;
    run.waiting = false;
    run.doing = 'none';
    // the answer belonged to the stage that is over
    answer = { kind: 'done' };
  }
}

function stageStep(context: StepContext, run: TrackRun, stage: Stage, answer: Answer): Turn | 'go' {
  const { input, output } = run;
  const drive = input.kind === 'tape' ? input : output;
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
    case 'begin':
      return announce(run);
    case 'skip':
      return skipFiles(context, run, drive, answer);
    case 'volume':
      return command(context, run, drive, answer, TAPE.write, volumeOf(run));
    case 'write':
      return dumpSome(context, run, answer);
    case 'trailer':
      return command(context, run, drive, answer, TAPE.write, trailerOf(run));
    case 'mark':
      return command(context, run, drive, answer, TAPE.mark);
    case 'read-volume':
      return readVolume(context, run, answer);
    case 'read':
      return restoreSome(context, run, answer);
    case 'copy':
      return copySome(run, answer);
    case 'label':
      return putKept(run, answer);
    case 'after':
      return afterwards(context, run, drive, answer);
    case 'report':
      return 'go';
  }
}

/** Asks CP what a disk is like; one of another kind cannot take what comes. */
function shape(run: TrackRun, which: 'input' | 'output', answer: Answer): Turn | 'go' {
  const unit = run[which];
  if (!run.waiting) {
    run.waiting = true;
    return { effect: askShape(unit.device) };
  }
  const found = shapeOf(answer);
  if (found === undefined || !isTrackDisk(unit, found.type)) throw new DdrFault(708);
  if (which === 'output' && found.readOnly) throw new DdrFault(718, address(unit));
  run.shapes[which] = found;
  if (which === 'input') run.cylinders = found.cylinders;
  const { input, output } = run.shapes;
  if (input !== undefined && output !== undefined && input.heads !== output.heads) {
    throw new DdrFault(708);
  }
  if (run.extents !== 'all' && !run.whole) {
    const any = Number.MAX_SAFE_INTEGER;
    checkExtents(run.extents, input?.cylinders ?? any, output?.cylinders ?? any);
  } else if (which === 'input') {
    run.extents = [{ from: 0, to: found.cylinders - 1, out: 0 }];
  }
  return 'go';
}

/** Reads the label of a disk and asks when it is not the one that is expected. */
function label(run: TrackRun, unit: Unit, answer: Answer): Turn | 'go' {
  if (run.doing === 'none') {
    run.doing = 'read';
    run.reading = startTrack(channel(run, unit), 0, 0);
    return { effect: trackEffect(run.reading), cost: 100 };
  }
  if (run.reading !== undefined) {
    const track = readAnswer(run, unit, answer);
    if ('effect' in track) return track;
    run.reading = undefined;
    run.label = labelOf(track);
    if (unit === run.input) run.volume = run.label ?? UNLABELLED;
  }
  return askLabel(run, unit, run.label, answer);
}

/** A disk that is too small for what is to come is asked about. */
function size(run: TrackRun, answer: Answer): Turn | 'go' {
  const room = run.shapes.output!.cylinders;
  if (!run.whole || run.cylinders <= room) return 'go';
  const turn = ask(run, answer, ddrMessage(725));
  if (turn === 'go' && run.extents !== 'all') {
    run.extents = run.extents.map((one) => ({ ...one, to: Math.min(one.to, room - 1) }));
  }
  return turn;
}

/** What a disk without a label is called. */
const UNLABELLED = 'SCRATCH';
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

function dumpSome(context: StepContext, run: TrackRun, answer: Answer): Turn | 'go' {
  if (run.reel !== undefined) {
    const turn = changeReel(context, run, run.reel, answer);
    if (turn !== 'go') return turn;
    run.reel = undefined;
    run.full = false;
    return nextTrack(run);
  }
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
    return dumpSome(context, run, { kind: 'done' });
  }
  if (block === undefined) return nextTrack(run);
  run.doing = 'tape';
  run.bytesOut += block.length;
  return { effect: tapeCommand(context, output.device, TAPE.write, block), cost: 60 };
}

/** The block in front of the dump, which says what it is. */
function readVolume(context: StepContext, run: TrackRun, answer: Answer): Turn | 'go' {
  if (answer.kind === 'line') return ask(run, answer, ddrMessage(717, run.volume));
  if (!run.waiting) {
    run.waiting = true;
    return { effect: tapeCommand(context, run.input.device, TAPE.read) };
  }
  const bytes = driveAnswer(context, run.input, answer);
  const volume = bytes === 'mark' ? undefined : readVolumeRecord(bytes);
  if (volume === undefined) throw new DdrFault(709);
  if (volume.head + 1 !== run.shapes.output!.heads) throw new DdrFault(708);
  run.volume = volume.volume === '' ? UNLABELLED : volume.volume;
  run.cylinders = volume.cylinder + 1;
  run.waiting = false;
  return ask(run, answer, ddrMessage(717, run.volume));
}

function nextBlock(context: StepContext, run: TrackRun): Turn {
  run.doing = 'tape';
  return { effect: tapeCommand(context, run.input.device, TAPE.read), cost: 60 };
}

function restoreSome(context: StepContext, run: TrackRun, answer: Answer): Turn | 'go' {
  if (run.reel !== undefined) {
    const turn = changeReel(context, run, run.reel, answer);
    if (turn !== 'go') return turn;
    run.reel = undefined;
    return nextBlock(context, run);
  }
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
      return restoreSome(context, run, { kind: 'done' });
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
