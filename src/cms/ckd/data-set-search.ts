/** Looks for a data set in the tables of contents of volumes of OS. */
import type { Answer, Effect, StepContext } from '../command.js';
import { fault, hexDevice } from '../commands/command-fault.js';
import type { ForeignDisk } from '../files/disk-state.js';
import type { DataSet } from './os-volume.js';
import { closeChannel } from './track-channel.js';
import { startVtoc, vtocAnswer, vtocEffect, type VtocReading } from './vtoc-reading.js';

/** A search under way; plain data. */
export interface DataSetSearch {
  readonly name: string;
  /** Disks that are still to be looked at; the first is in hand. */
  disks: readonly ForeignDisk[];
  /** Its table of contents; undefined: that is to be read yet. */
  table: VtocReading | undefined;
}

/** What was found, and on which disk. */
export interface FoundDataSet {
  readonly disk: ForeignDisk;
  readonly dataSet: DataSet;
}

/** A search that has not begun. */
export function newSearch(name: string, disks: readonly ForeignDisk[]): DataSetSearch {
  return { name, disks, table: undefined };
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
  const { table } = search;
  if (table === undefined || answer === undefined) {
    search.table ??= startVtoc(context, module, disk);
    return vtocEffect(search.table);
  }
  const vtoc = vtocAnswer(table, answer);
  if (vtoc === 'more') return vtocEffect(table);
  closeChannel(context, table.channel);
  if (vtoc === 'error') throw fault(module, 231, `${disk.letter}(${hexDevice(disk.device)})`);
  const dataSet = vtoc.dataSets.find(({ name }) => name === search.name);
  if (dataSet !== undefined) return { disk, dataSet };
  search.disks = search.disks.slice(1);
  search.table = undefined;
  return searchMore(context, module, search);
}
