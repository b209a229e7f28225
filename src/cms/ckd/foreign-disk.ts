/**
 * Disks of tracks that have a mode letter: volumes of OS. Nothing is known of them beside what their label says, and CMS keeps
 * no files there.
 */
import type { TrackReading } from './track-state.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { CKD_GEOMETRIES } from '../../shared/ckd-geometry-table.js';
import { fault, hexDevice } from '../commands/command-fault.js';
import type { DiskState, ForeignDisk } from '../files/disk-state.js';
import { volumeLabel } from './os-volume.js';
import {
  closeChannel,
  openChannel,
  startTrack,
  trackAnswer,
  trackEffect,
} from './track-channel.js';

/** What CP says of a disk of tracks. */
export interface DiskShape {
  readonly type: string;
  readonly cylinders: number;
  readonly heads: number;
  readonly readOnly: boolean;
}

/** The disk that has a mode letter. */
export function foreignOf(state: DiskState, letter: string): ForeignDisk | undefined {
  return state.foreign.find((one) => one.letter === letter);
}

/** Asks CP for the shape of a disk. */
export function askShape(device: number): Effect {
  return { kind: 'cp', command: `QUERY VIRTUAL ${hexDevice(device)}`, buffered: true };
}

/** The shape in CP's answer; undefined when it is no disk of tracks. */
export function shapeOf(answer: Answer): DiskShape | undefined {
  const line = answer.kind === 'cp' && answer.rc === 0 ? (answer.lines[0] ?? '') : '';
  const said = /^DASD +[0-9A-F]{4} +(\d{4}) +\S+ +(R\/[OW]) +(\d+) CYL\b/.exec(line);
  if (said === null) return undefined;
  const [, type = '', access, cylinders] = said;
  const geometry = Object.values(CKD_GEOMETRIES).find((one) => one.type === type);
  if (geometry === undefined) return undefined;
  const { heads } = geometry;
  return { type, cylinders: Number(cylinders), heads, readOnly: access === 'R/O' };
}

/** Looking at a disk of tracks that gets a mode letter; plain data. */
export interface ForeignAccess {
  shape: DiskShape | undefined;
  reading: TrackReading | undefined;
}

/** Goes on looking: the disk as it gets its letter, or the effect that comes next. A fault when it is no volume of OS. */
export function lookAtForeign(
  context: StepContext,
  look: ForeignAccess,
  answer: Answer,
  {
    letter,
    device,
    parent,
  }: Pick<ForeignDisk, 'letter' | 'device'> & { parent?: string | undefined },
): ForeignDisk | Effect {
  const bad = fault('ACP', 112, `${letter}(${hexDevice(device)})`);
  if (look.reading === undefined) {
    look.shape = shapeOf(answer);
    if (look.shape === undefined) throw bad;
    look.reading = startTrack(openChannel(context, 'ACP', device), 0, 0);
    return trackEffect(look.reading);
  }
  const track = trackAnswer(look.reading, answer);
  if (track === 'more') return trackEffect(look.reading);
  closeChannel(context, look.reading.channel);
  const label = typeof track === 'string' ? undefined : volumeLabel(track);
  if (label === undefined) throw bad;
  const { type, cylinders, heads, readOnly } = look.shape!;
  return {
    ...{ letter, device, readOnly: readOnly || parent !== undefined },
    ...(parent === undefined ? {} : { parent }),
    ...{ type, cylinders, heads, label: label.volume },
    vtoc: { cylinder: label.cylinder, head: label.head },
  };
}

/** Gives the disk its letter, in place of what had it. */
export function accessForeign(state: DiskState, disk: ForeignDisk): void {
  state.foreign = [...state.foreign.filter((one) => one.letter !== disk.letter), disk].sort(
    (a, b) => (a.letter < b.letter ? -1 : 1),
  );
}
