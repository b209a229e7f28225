/** TYPE and PRINT of DDR for disks of tracks: home addresses, records zero, counts, keys and data. */
import type { TrackChannel, TrackReading } from '../ckd/track-state.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { askShape, shapeOf, type DiskShape } from '../ckd/foreign-disk.js';
import {
  closeChannel,
  COUNT_BYTES,
  openChannel,
  recordsOf,
  startTrack,
  trackAnswer,
  trackEffect,
  type Track,
} from '../ckd/track-channel.js';
import { hexLines } from './show.js';
import { DdrFault, type Unit } from './statements.js';
import { address } from './turns.js';

/** Cylinder, head and record. */
type Place = readonly [cylinder: number, head: number, record: number];

/** What is shown; plain data, changed in place. */
export type TrackShow = {
  readonly unit: Unit;
  readonly channel: TrackChannel;
  readonly from: readonly number[];
  readonly last: readonly number[];
  shape: DiskShape | undefined;
  reading: TrackReading | undefined;
  /** The track that comes next, and the last one: cylinder times heads plus head. */
  track: number;
  end: number;
};

/** Starts: places are a cylinder, with a head, with a record. */
export function startTrackShow(
  context: StepContext,
  unit: Unit,
  from: readonly number[],
  to: readonly number[] | undefined,
): TrackShow {
  const channel = openChannel(context, 'DDR', unit.device);
  const parts = { unit, channel, from, last: to ?? from };
  return { ...parts, shape: undefined, reading: undefined, track: 0, end: 0 };
}

/** Gives the storage back. */
export function endTrackShow(context: StepContext, show: TrackShow): void {
  closeChannel(context, show.channel);
}

/** The effect that comes next, the lines of a track, or `done`. */
export function showTrack(show: TrackShow, answer: Answer): Effect | readonly string[] | 'done' {
  if (answer.kind === 'cp') {
    const shape = shapeOf(answer);
    if (shape === undefined) throw new DdrFault(708);
    show.shape = shape;
    const { heads, cylinders } = shape;
    const track = ([cylinder = 0, head]: readonly number[], otherwise: number): number =>
      cylinder * heads + (head ?? otherwise);
    show.track = track(show.from, 0);
    show.end = track(show.last, heads - 1);
    const outside = [show.from[1] ?? 0, show.last[1] ?? 0].some((head) => head >= heads);
    if (outside || show.end < show.track || show.end >= cylinders * heads) throw new DdrFault(713);
  }
  const { shape } = show;
  if (shape === undefined) return askShape(show.unit.device);
  if (show.reading !== undefined && answer.kind === 'diagnosed') {
    const track = trackAnswer(show.reading, answer);
    if (track === 'more') return trackEffect(show.reading);
    if (typeof track === 'string') throw new DdrFault(705, address(show.unit));
    show.reading = undefined;
    show.track++;
    return trackLines(track, firstRecord(show, track), lastRecord(show, track));
  }
  if (show.track > show.end) return 'done';
  const [cylinder, head] = [Math.floor(show.track / shape.heads), show.track % shape.heads];
  show.reading = startTrack(show.channel, cylinder, head);
  return trackEffect(show.reading);
}

const isAt = ([cylinder, head]: readonly number[], track: Track): boolean =>
  cylinder === track.cylinder && head === track.head;

function firstRecord({ from }: TrackShow, track: Track): number {
  return isAt(from, track) ? (from[2] ?? 0) : 0;
}

function lastRecord({ last }: TrackShow, track: Track): number {
  return isAt(last, track) ? (last[2] ?? 255) : 255;
}

const digits = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');

function heading([cylinder, head, record]: Place): string {
  const three = (n: number): string => String(n).padStart(3, '0');
  return `CYL ${three(cylinder)} HD ${String(head).padStart(2, '0')} REC ${three(record)}`;
}

/** The records of a track between two numbers; with record zero the home address. */
export function trackLines(track: Track, from: number, to: number): string[] {
  const { cylinder, head, home, zero, counts } = track;
  const lines: string[] = [];
  if (from === 0) {
    const [count, data] = [zero.subarray(0, COUNT_BYTES), zero.subarray(COUNT_BYTES)];
    lines.push(
      `${heading([cylinder, head, 0])}  HOME ADDRESS ${digits(home)}  RECORD ZERO ${digits(count)} ${digits(data)}`,
      '',
    );
  }
  recordsOf(track).forEach(({ key, data }, n) => {
    const count = counts.subarray(n * COUNT_BYTES, (n + 1) * COUNT_BYTES);
    const number = count[4]!;
    if (number < from || number > to) return;
    lines.push(`${heading([cylinder, head, number])}  COUNT ${digits(count)}`);
    if (key.length > 0) lines.push(`KEY  LENGTH ${String(key.length)}`, ...hexLines(key));
    lines.push(`DATA LENGTH ${String(data.length)}`, ...hexLines(data), '');
  });
  return lines;
}
