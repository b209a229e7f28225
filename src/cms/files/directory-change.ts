/**
 * A directory after files have come and gone: the entries stay one behind the other without a hole, and an index has
 * them sorted by name and type. It is made beside the present one, a piece at a time; where that stands is plain data.
 */
import { compareNames, findSlot, lowerBound } from './directory.js';
import { FST_LENGTH } from './layout.js';
import { sortSome, startSort, type Sorting } from './piece-sort.js';
import type { Volume } from './volume.js';
import type { Change } from './writer.js';

/** Bytes of name and type. */
const KEY_LENGTH = 16;
/**
 * Bytes of a directory that are copied in one go, and in the time of a comparison. They go to storage that the host has not
 * given out yet, which on some hosts takes twenty times as long as the copy itself.
 */
const COPY = 65536;
const COPY_SPEED = 8;
/** What finding a name takes, in comparisons. */
const FIND_COST = 20;

/** What of a change is of the directory. */
type Names = Pick<Change, 'removes' | 'puts'>;

/** A directory being changed. A unit of work is a comparison of two names, or 128 bytes moved. */
export interface DirectoryChange {
  stage: 'copy' | 'gather' | 'removes' | 'holes' | 'order' | 'sort' | 'puts' | 'done';
  readonly entries: Uint8Array;
  count: number;
  order: Uint32Array;
  /** By block of the directory: whether it differs. */
  readonly dirty: Uint8Array;
  /** Where the present stage stands: next item, and place within it or in what is made. */
  at: number;
  within: number;
  /** By slot: whether its file goes. */
  gone: Uint8Array;
  goneCount: number;
  /** Where the files behind the new end have moved to. */
  moved: Uint32Array;
  /** The files that come, one behind the other; their order; the new order as far as it is made. */
  readonly puts: Uint8Array;
  readonly sorting: Sorting;
  fresh: Uint32Array;
  made: number;
}

/** Starts to change a directory. */
export function startDirectory(volume: Volume, change: Names): DirectoryChange {
  const puts = change.puts.reduce((sum, { length }) => sum + length, 0) / FST_LENGTH;
  const most = volume.count + puts;
  return {
    stage: 'copy',
    entries: new Uint8Array(Math.max(most, 1) * FST_LENGTH),
    count: volume.count,
    order: volume.order,
    dirty: new Uint8Array(Math.ceil((most + 2) / (volume.blockSize / FST_LENGTH))),
    at: 0,
    within: 0,
    gone: new Uint8Array(0),
    goneCount: 0,
    moved: new Uint32Array(0),
    puts: new Uint8Array(puts * FST_LENGTH),
    sorting: startSort(puts, false),
    fresh: new Uint32Array(0),
    made: 0,
  };
}

function enter(d: DirectoryChange, stage: DirectoryChange['stage']): void {
  d.stage = stage;
  d.at = 0;
  d.within = 0;
}

/**
 * Goes on with a change for about `budget` units: the removals first, then what is put.
 * @returns what is left of the budget; the change has ended when its stage is `done`
 */
export function directorySome(
  volume: Volume,
  change: Names,
  d: DirectoryChange,
  budget: number,
): number {
  let left = budget;
  while (left > 0 && d.stage !== 'done') left -= STAGES[d.stage](volume, change, d, left);
  return left;
}

type StageStep = (volume: Volume, change: Names, d: DirectoryChange, budget: number) => number;

const STAGES: Readonly<Record<Exclude<DirectoryChange['stage'], 'done'>, StageStep>> = {
  copy,
  gather,
  removes: findGone,
  holes: fillHoles,
  order: renewOrder,
  sort: sortPuts,
  puts: putSome,
};

function touch(volume: Volume, d: DirectoryChange, slot: number): void {
  d.dirty[Math.floor(((slot + 2) * FST_LENGTH) / volume.blockSize)] = 1;
}

function copy(volume: Volume, change: Names, d: DirectoryChange): number {
  const end = Math.min(volume.count * FST_LENGTH, d.at + COPY);
  d.entries.set(volume.entries.subarray(d.at, end), d.at);
  const cost = 1 + (end - d.at) / COPY_SPEED;
  d.at = end;
  if (end < volume.count * FST_LENGTH) return cost;
  // the first block says how many files there are
  d.dirty[0] = 1;
  enter(d, 'gather');
  d.gone = new Uint8Array(change.removes.length > 0 ? volume.count : 0);
  return cost;
}

function gather(_volume: Volume, change: Names, d: DirectoryChange, budget: number): number {
  let cost = 0;
  for (; d.at < change.puts.length && cost < budget; d.at++) {
    const fst = change.puts[d.at]!;
    d.puts.set(fst, d.within);
    d.within += fst.length;
    cost += 1 + fst.length / COPY_SPEED;
  }
  if (d.at === change.puts.length) enter(d, change.removes.length > 0 ? 'removes' : 'sort');
  return cost;
}

function findGone(volume: Volume, change: Names, d: DirectoryChange, budget: number): number {
  let cost = 0;
  for (; d.at < change.removes.length; d.at++, d.within = 0) {
    const names = change.removes[d.at]!;
    for (; d.within < names.length; d.within += KEY_LENGTH) {
      if (cost >= budget) return cost;
      cost += FIND_COST;
      const slot = findSlot(volume, names.subarray(d.within, d.within + KEY_LENGTH));
      if (slot < 0 || d.gone[slot] === 1) continue;
      d.gone[slot] = 1;
      d.goneCount++;
    }
  }
  enter(d, 'holes');
  d.within = d.count = volume.count - d.goneCount;
  d.moved = new Uint32Array(d.goneCount);
  return cost;
}

/** The files behind the new end move into the holes before it. */
function fillHoles(volume: Volume, _change: Names, d: DirectoryChange, budget: number): number {
  const { entries, gone, count } = d;
  let cost = 0;
  while (d.within < volume.count) {
    if (cost >= budget) return cost;
    cost += 3;
    const from = gone.indexOf(0, d.within);
    if (from < 0) break;
    const hole = gone.indexOf(1, d.at);
    entries.copyWithin(hole * FST_LENGTH, from * FST_LENGTH, (from + 1) * FST_LENGTH);
    d.moved[from - count] = hole;
    touch(volume, d, hole);
    d.at = hole + 1;
    d.within = from + 1;
  }
  entries.fill(0, count * FST_LENGTH, volume.count * FST_LENGTH);
  if (d.goneCount > 0) touch(volume, d, count);
  enter(d, 'order');
  d.order = new Uint32Array(count);
  return cost + volume.count / 512 + (d.goneCount * FST_LENGTH) / 1024;
}

/** The index without the files that have gone. */
function renewOrder(volume: Volume, _change: Names, d: DirectoryChange, budget: number): number {
  const { gone, count, moved, order } = d;
  const end = Math.min(volume.count, d.at + budget * 4);
  const cost = 1 + (end - d.at) / 4;
  for (; d.at < end; d.at++) {
    const slot = volume.order[d.at]!;
    if (gone[slot] === 1) continue;
    order[d.within++] = slot < count ? slot : moved[slot - count]!;
  }
  if (d.at === volume.count) enter(d, 'sort');
  return cost;
}

function sortPuts(_volume: Volume, _change: Names, d: DirectoryChange, budget: number): number {
  const { puts } = d;
  const compare = (a: number, b: number): number =>
    compareNames(puts, a * FST_LENGTH, puts, b * FST_LENGTH);
  if (!sortSome(d.sorting, compare, budget)) return budget;
  enter(d, 'puts');
  d.fresh = new Uint32Array(d.order.length + d.sorting.order.length);
  return 1 + d.sorting.order.length / 4;
}

/** Files that come take the place of those of the same name, or stand behind the last. */
function putSome(volume: Volume, _change: Names, d: DirectoryChange, budget: number): number {
  const { entries, puts, fresh, order } = d;
  const sorted = d.sorting.order;
  let cost = 0;
  for (; d.at < sorted.length && cost < budget; d.at++) {
    const at = sorted[d.at]! * FST_LENGTH;
    const next = sorted[d.at + 1];
    // of two with the same name the later one counts
    if (next !== undefined && compareNames(puts, at, puts, next * FST_LENGTH) === 0) continue;
    const fst = puts.subarray(at, at + FST_LENGTH);
    const place = lowerBound(entries, order, order.length, fst, d.within);
    fresh.set(order.subarray(d.within, place), d.made);
    d.made += place - d.within;
    const there = place < order.length ? order[place]! : -1;
    const same = there >= 0 && compareNames(entries, there * FST_LENGTH, fst, 0) === 0;
    const slot = same ? there : d.count++;
    fresh[d.made++] = slot;
    cost += FIND_COST + (place - d.within) / 32;
    d.within = same ? place + 1 : place;
    entries.set(fst, slot * FST_LENGTH);
    touch(volume, d, slot);
  }
  if (d.at < sorted.length) return cost;
  fresh.set(order.subarray(d.within), d.made);
  d.made += order.length - d.within;
  d.order = fresh.slice(0, d.made);
  d.fresh = new Uint32Array(0);
  d.stage = 'done';
  return cost + d.made / 16;
}
