/** Reads the table of contents of a volume of OS, track by track (OS/VS1 DADSM Logic, "VTOC"). */
import type { Answer, Effect, StepContext } from '../command.js';
import type { ForeignDisk } from '../files/disk-state.js';
import { completeVtoc, newVtoc, takeVtoc, type Vtoc } from './os-volume.js';
import { openChannel, startTrack, trackAnswer, trackEffect } from './track-channel.js';
import type { TrackChannel, TrackReading } from './track-state.js';

/** Most tracks of a table that are read. */
const MOST_TRACKS = 600;

/** A table that is being read; plain data, changed in place. */
export interface VtocReading {
  readonly channel: TrackChannel;
  readonly heads: number;
  readonly vtoc: Vtoc;
  reading: TrackReading;
  /** The track behind the one that is being read, and how many have been asked for. */
  track: number;
  tracks: number;
}

/** The track in hand, by its number on the disk. */
function reading(channel: TrackChannel, heads: number, track: number): TrackReading {
  return startTrack(channel, Math.floor(track / heads), track % heads);
}

/** Begins, with a buffer that the caller gives back; 109S of the command `module` when there is none. */
export function startVtoc(context: StepContext, module: string, disk: ForeignDisk): VtocReading {
  const { heads, device } = disk;
  const channel = openChannel(context, module, device);
  const track = disk.vtoc.cylinder * heads + disk.vtoc.head;
  const first = reading(channel, heads, track);
  return { channel, heads, vtoc: newVtoc(heads), reading: first, track: track + 1, tracks: 1 };
}

/** What has to be asked of the disk. */
export function vtocEffect(table: VtocReading): Effect {
  return trackEffect(table.reading);
}

/** Takes an answer of the disk: the table, `more` to be asked, or `error` when it cannot be read. */
export function vtocAnswer(table: VtocReading, answer: Answer): Vtoc | 'more' | 'error' {
  const track = trackAnswer(table.reading, answer);
  if (track === 'more') return 'more';
  if (typeof track === 'string') return 'error';
  const { vtoc } = table;
  takeVtoc(vtoc, track);
  if (table.track > (vtoc.extent?.to ?? -1) || table.tracks >= MOST_TRACKS) {
    completeVtoc(vtoc);
    return vtoc;
  }
  table.reading = reading(table.channel, table.heads, table.track);
  table.track++;
  table.tracks++;
  return 'more';
}
