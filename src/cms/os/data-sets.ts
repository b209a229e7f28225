/**
 * Data sets of volumes of OS that are read: sequential ones, and members of partitioned ones, block by block (VM/370 System
 * Programmer's Guide, "OS Simulation", reading OS data sets; OS/VS Data Management Services Guide). An address relative to the
 * beginning (TTR) is a track, then a record of it.
 */
import type { TrackReading } from '../ckd/track-state.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { foreignOf } from '../ckd/foreign-disk.js';
import { directoryEntries } from '../ckd/os-volume.js';
import {
  closeChannel,
  openChannel,
  recordsOf,
  startTrack,
  trackAnswer,
  trackEffect,
} from '../ckd/track-channel.js';
import { CommandFault } from '../commands/command-fault.js';
import type { FoundDataSet } from '../ckd/data-set-search.js';
import { ERROR } from './attributes.js';
import type { DataSetPlace, DataSetReading } from './data-set-state.js';
import type { Input } from './input.js';
import type { Directory, FileDefinition, OpenDcb } from './os-state.js';
import { parseRecfm } from './recfm.js';
import { atEnd } from './spanned.js';
import { unblock } from './unblock.js';

const MODULE = 'SOP';
/** Most tracks of a directory that are read. */
const MOST_DIRECTORY_TRACKS = 600;

/** What FILEDEF keeps of a data set that was found. */
export function placeOf({ disk, dataSet }: FoundDataSet): DataSetPlace {
  const { name, extents, organisation, recfm, lrecl, blksize } = dataSet;
  return {
    ...{ name, letter: disk.letter, device: disk.device, volume: disk.label, heads: disk.heads },
    // track overflow makes no difference to what is read block by block
    ...{ extents, organisation, recfm: parseRecfm(recfm.replace('T', '')), lrecl, blksize },
  };
}

/** A definition with what the label of its data set says and FILEDEF does not. */
export function withLabel(definition: FileDefinition): FileDefinition {
  const { dataSet } = definition;
  if (dataSet === undefined) return definition;
  return {
    ...definition,
    recfm: definition.recfm ?? dataSet.recfm,
    lrecl: definition.lrecl ?? (dataSet.lrecl === 0 ? undefined : dataSet.lrecl),
    blksize: definition.blksize ?? (dataSet.blksize === 0 ? undefined : dataSet.blksize),
  };
}

/** Opens a data set; an error code when that cannot be. */
export function openDataSet(context: StepContext, place: DataSetPlace): DataSetReading | number {
  const disk = foreignOf(context.cms.disks, place.letter);
  // another disk may have the letter by now
  if (disk?.device !== place.device || disk.label !== place.volume) return ERROR.notFound;
  if (place.organisation !== 'PS' && place.organisation !== 'PO') return ERROR.device;
  try {
    const channel = openChannel(context, MODULE, place.device);
    const at = { next: 0, from: 1, track: 0, record: 0, blocks: [] };
    return { place, channel, reading: undefined, ...at };
  } catch (error) {
    if (error instanceof CommandFault) return ERROR.tooMany;
    throw error;
  }
}

/** Gives back what {@link openDataSet} has taken. */
export function closeDataSet(context: StepContext, dataSet: DataSetReading): void {
  closeChannel(context, dataSet.channel);
}

/** The track of the volume that is a relative one; undefined behind the end. */
function trackOf({ extents, heads }: DataSetPlace, relative: number): [number, number] | undefined {
  let left = relative;
  for (const { from, to } of extents) {
    const track = from + left;
    if (track <= to) return [Math.floor(track / heads), track % heads];
    left -= to - from + 1;
  }
  return undefined;
}

/** The next block is this one; false when no track of that number belongs to the data set. */
export function positionDataSet(dataSet: DataSetReading, address: number): boolean {
  const track = address >> 8;
  if (trackOf(dataSet.place, track) === undefined) return false;
  dataSet.next = track;
  dataSet.from = Math.max(1, address & 0xff);
  dataSet.record = 0;
  dataSet.blocks = [];
  dataSet.reading = undefined;
  return true;
}

/** One block back; false at the beginning. */
export function backspaceDataSet(dataSet: DataSetReading): boolean {
  if (dataSet.record > 0) return positionDataSet(dataSet, (dataSet.track << 8) | dataSet.record);
  const { next, from } = dataSet;
  if (from > 1) dataSet.from--;
  else if (from < 0) dataSet.from--;
  else {
    if (next === 0) return false;
    dataSet.next--;
    dataSet.from = -1;
  }
  return true;
}

/** The next record: one of the block in hand, or of the next block; or the effect that brings a track. */
export function dataSetRecord(dcb: OpenDcb, dataSet: DataSetReading): Input {
  const waiting = dcb.block.shift();
  if (waiting !== undefined) return { kind: 'record', data: waiting };
  if (dcb.astray) return { kind: 'error' };
  const block = dataSet.blocks[0];
  if (block === undefined) {
    const at = trackOf(dataSet.place, dataSet.next);
    if (at === undefined) return atEnd(dcb);
    dataSet.reading = startTrack(dataSet.channel, ...at);
    return { kind: 'effect', effect: trackEffect(dataSet.reading) };
  }
  // a record of no length is the end, and stays it
  if (block.length === 0) return atEnd(dcb);
  dataSet.blocks.shift();
  dataSet.record++;
  dcb.last = (dataSet.track << 8) | dataSet.record;
  const records = unblock(dcb, block);
  if (records === undefined) return { kind: 'error' };
  dcb.block = records;
  return dataSetRecord(dcb, dataSet);
}

/** A channel program has brought what it was to bring. */
export function dataSetAnswer(dcb: OpenDcb, dataSet: DataSetReading, answer: Answer): Input {
  const { reading } = dataSet;
  if (reading === undefined) return { kind: 'error' };
  const track = trackAnswer(reading, answer);
  if (track === 'more') return { kind: 'effect', effect: trackEffect(reading) };
  dataSet.reading = undefined;
  if (typeof track === 'string') return { kind: 'error' };
  const blocks = recordsOf(track).map(({ data }) => data.slice());
  const { from } = dataSet;
  const passed = Math.min(blocks.length, from > 0 ? from - 1 : Math.max(0, blocks.length + from));
  dataSet.track = dataSet.next++;
  dataSet.from = 1;
  dataSet.record = passed;
  dataSet.blocks = blocks.slice(passed);
  return dataSetRecord(dcb, dataSet);
}

/** How far the directory of a data set has been read. */
interface DirectoryReading {
  track?: number;
  reading?: TrackReading;
}

/** Reads some of the directory: an effect, or true when all of it is there. A damaged one has the members up to the damage. */
export function readDataSetDirectory(
  dataSet: DataSetReading,
  directory: Directory,
  answer?: Answer,
): true | Effect {
  const state = directory.reading as DirectoryReading;
  if (dataSet.place.organisation !== 'PO') return true;
  let track = state.track ?? 0;
  if (state.reading !== undefined && answer !== undefined) {
    const got = trackAnswer(state.reading, answer);
    if (got === 'more') return trackEffect(state.reading);
    if (typeof got === 'string') return true;
    const { entries, end } = directoryEntries(got);
    for (const { name, address } of entries) {
      if (!directory.names.has(name)) directory.names.set(name, { part: 0, record: address });
    }
    if (end || ++track >= MOST_DIRECTORY_TRACKS) return true;
  }
  const at = trackOf(dataSet.place, track);
  if (at === undefined) return true;
  const reading = startTrack(dataSet.channel, ...at);
  directory.reading = { track, reading };
  return trackEffect(reading);
}
