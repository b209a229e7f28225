/** Tracks on their way from a disk and to a disk, for the functions of DDR. */
import type { TrackChannel, TrackReading } from '../ckd/track-state.js';
import type { Answer } from '../command.js';
import type { DiskShape } from '../ckd/foreign-disk.js';
import {
  isWritten,
  startTrack,
  trackAnswer,
  trackEffect,
  writeTrack,
  writtenTrack,
  type Track,
} from '../ckd/track-channel.js';
import type { StagedRun } from './stages.js';
import { DdrFault, type Unit } from './statements.js';
import { movedTrack, type TrackBlocks, type TrackPlace } from './track-tape.js';
import { address, type EffectTurn, type Run, type Turn } from './turns.js';

/** A function under way; plain data, changed in place. */
export type TrackRun = StagedRun & {
  readonly tracks: true;
  /** ALL was said: what does not fit is asked about. */
  readonly whole: boolean;
  /** Buffer of the channel programs. */
  readonly buffer: number;
  shapes: { input?: DiskShape; output?: DiskShape };
  /** What was asked last. */
  doing: 'none' | 'read' | 'tape' | 'look' | 'write';
  reading: TrackReading | undefined;
  /** The track of the extent that comes next, from 0. */
  track: number;
  /** Blocks that are still to be written to tape, and those of a track that comes from it. */
  blocks: Uint8Array[];
  coming: TrackBlocks | undefined;
  /** Label of the disk that was looked at last. */
  label: string | undefined;
  /** The track that is being written. */
  written: Track | undefined;
  /** The track with the label, which is written when all others are: until then the disk is nobody's. */
  kept: Track | undefined;
  /** Cylinders of what was dumped. */
  cylinders: number;
  /** The last track that is on the reel; the reel is full. */
  last: TrackPlace;
  full: boolean;
};

/** The disk of a unit with the buffer of the run. */
export const channel = (run: TrackRun, unit: Unit): TrackChannel => ({
  device: unit.device,
  buffer: run.buffer,
});

/** The answer of a disk: the track, or what is asked for next. */
export function readAnswer(run: TrackRun, unit: Unit, answer: Answer): Track | EffectTurn {
  const track = trackAnswer(run.reading!, answer);
  if (track === 'more') return { effect: trackEffect(run.reading!), cost: 200 };
  if (track === 'gone') throw new DdrFault(704, address(unit));
  if (track === 'error') throw new DdrFault(705, address(unit));
  return track;
}

/** Asks for the next track of the extents; `go` behind the last. */
export function nextTrack(run: TrackRun): Turn | 'go' {
  const extent = run.extents === 'all' ? undefined : run.extents[run.extent];
  if (extent === undefined) return 'go';
  const { heads } = run.shapes.input!;
  const cylinder = extent.from + Math.floor(run.track / heads);
  run.reading = startTrack(channel(run, run.input), cylinder, run.track % heads);
  run.doing = 'read';
  return { effect: trackEffect(run.reading), cost: 200 };
}

/** A track has come; as it is to stand on the output. */
export function tookTrack(run: TrackRun, track: Track): Track {
  const extent = (run.extents as Exclude<Run['extents'], 'all'>)[run.extent]!;
  run.reading = undefined;
  run.bytesIn += track.counts.length + track.data.length;
  run.track++;
  const moved = movedTrack(track, extent.out + track.cylinder - extent.from);
  if (run.track >= (extent.to - extent.from + 1) * run.shapes.input!.heads) {
    run.extent++;
    run.track = 0;
  }
  return moved;
}

/** Writes a track. A track without records is only written where there are some: what nobody wrote stays so. */
export function put(run: TrackRun, given: Track): Turn {
  let track = given;
  if (given.cylinder === 0 && given.head === 0 && run.kept === undefined) {
    run.kept = given;
    track = { ...given, counts: new Uint8Array(0), data: new Uint8Array(0) };
  }
  run.written = track;
  if (isWritten(track)) return write(run, track);
  run.doing = 'look';
  run.reading = startTrack(channel(run, run.output), track.cylinder, track.head);
  return { effect: trackEffect(run.reading), cost: 100 };
}

function write(run: TrackRun, track: Track): Turn {
  const effect = writeTrack(channel(run, run.output), track);
  if (effect === undefined) throw new DdrFault(705, address(run.output));
  run.doing = 'write';
  return { effect, cost: 200 };
}

/** The track that was kept, behind all others; `go` when it is written. */
export function putKept(run: TrackRun, answer: Answer): Turn | 'go' {
  if (run.doing !== 'none') return putting(run, answer) ?? 'go';
  return run.kept === undefined ? 'go' : put(run, run.kept);
}

/** The disk has answered; undefined when the track is written. */
export function putting(run: TrackRun, answer: Answer): Turn | undefined {
  const track = run.written!;
  if (run.doing === 'look') {
    const there = readAnswer(run, run.output, answer);
    if ('effect' in there) return there;
    run.reading = undefined;
    if (isWritten(there)) return write(run, track);
  } else {
    const done = writtenTrack(answer);
    if (done === 'read-only') throw new DdrFault(718, address(run.output));
    if (done !== 'done') throw new DdrFault(done === 'gone' ? 704 : 705, address(run.output));
  }
  run.bytesOut += track.counts.length + track.data.length;
  run.written = undefined;
  return undefined;
}
