/** Looks for a data set in the tables of contents of volumes of OS, track by track (OS/VS1 DADSM Logic, "VTOC"). */
import type { TrackChannel, TrackReading } from './track-state.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { fault, hexDevice } from '../commands/command-fault.js';
import type { ForeignDisk } from '../files/disk-state.js';
import { completeVtoc, newVtoc, takeVtoc, type DataSet, type Vtoc } from './os-volume.js';
import {
  closeChannel,
  openChannel,
  startTrack,
  trackAnswer,
  trackEffect,
} from './track-channel.js';

/** Most tracks of a VTOC that are read. */
const MOST_TRACKS = 600;

/** A search under way; plain data. */
export interface DataSetSearch {
  readonly name: string;
  /** Disks that are still to be looked at; the first is in hand. */
  disks: readonly ForeignDisk[];
  channel: TrackChannel | undefined;
  vtoc: Vtoc | undefined;
  reading: TrackReading | undefined;
  track: number;
  tracks: number;
}

/** What was found, and on which disk. */
export interface FoundDataSet {
  readonly disk: ForeignDisk;
  readonly dataSet: DataSet;
}

/** A search that has not begun. */
export function newSearch(name: string, disks: readonly ForeignDisk[]): DataSetSearch {
  const none = { channel: undefined, vtoc: undefined, reading: undefined };
  return { name, disks, ...none, track: 0, tracks: 0 };
}

/**
 * Goes on with a search: the effect that comes next, the data set, or undefined when no disk has it. A fault of the command
 * `module` when a table cannot be read.
 */
export function searchMore(
  context: StepContext,
  module: string,
  search: DataSetSearch,
  answer?: Answer,
): Effect | FoundDataSet | undefined {
  const [disk] = search.disks;
  if (disk === undefined) return undefined;
  if (search.reading !== undefined && answer !== undefined) {
    const track = trackAnswer(search.reading, answer);
    if (track === 'more') return trackEffect(search.reading);
    const vtoc = search.vtoc!;
    if (typeof track === 'string') {
      closeChannel(context, search.channel!);
      throw fault(module, 231, `${disk.letter}(${hexDevice(disk.device)})`);
    }
    takeVtoc(vtoc, track);
    const last = vtoc.extent?.to ?? -1;
    if (search.track > last || search.tracks >= MOST_TRACKS) {
      closeChannel(context, search.channel!);
      completeVtoc(vtoc);
      const dataSet = vtoc.dataSets.find(({ name }) => name === search.name);
      if (dataSet !== undefined) return { disk, dataSet };
      search.disks = search.disks.slice(1);
      search.channel = undefined;
      search.reading = undefined;
      return searchMore(context, module, search);
    }
  }
  if (search.channel === undefined) {
    search.channel = openChannel(context, module, disk.device);
    search.vtoc = newVtoc(disk.heads);
    search.track = disk.vtoc.cylinder * disk.heads + disk.vtoc.head;
    search.tracks = 0;
  }
  const [cylinder, head] = [Math.floor(search.track / disk.heads), search.track % disk.heads];
  search.reading = startTrack(search.channel, cylinder, head);
  search.track++;
  search.tracks++;
  return trackEffect(search.reading);
}
