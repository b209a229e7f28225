/**
 * A directory after files have come and gone: the entries stay one behind the other without a hole, and an index has
 * them sorted by name and type.
 */
import { compareNames, findSlot, lowerBound } from './directory.js';
import { FST_LENGTH } from './layout.js';
import type { Volume } from './volume.js';
import type { Change } from './writer.js';

/** Bytes of name and type. */
const KEY_LENGTH = 16;

/** A directory after a change. */
export interface NewDirectory {
  readonly entries: Uint8Array;
  readonly count: number;
  readonly order: Uint32Array;
  /** Blocks of the directory that differ. */
  readonly dirty: Set<number>;
}

/** Files up to which each finds its place by itself. */
const FEW = 200;

/**
 * Applies the removals and puts of a change to a copy of the directory.
 * @param few - whether each file finds its place by itself; the result is the same
 */
export function changeDirectory(
  volume: Volume,
  change: Pick<Change, 'removes' | 'puts'>,
  few = change.removes.length + change.puts.length <= FEW,
): NewDirectory {
  return few ? changeFew(volume, change) : changeMany(volume, change);
}

/** Few files: of a directory of any size only what is near them is touched. */
function changeFew(volume: Volume, change: Pick<Change, 'removes' | 'puts'>): NewDirectory {
  const perBlock = volume.blockSize / FST_LENGTH;
  const dirty = new Set<number>([0]);
  const touch = (slot: number): void => void dirty.add(Math.floor((slot + 2) / perBlock));
  const wanted = volume.count + change.puts.length;
  const entries = new Uint8Array(Math.max(wanted, 1) * FST_LENGTH);
  entries.set(volume.entries.subarray(0, volume.count * FST_LENGTH));
  const order = new Uint32Array(wanted);
  order.set(volume.order.subarray(0, volume.count));
  let count = volume.count;
  const keyAt = (slot: number): Uint8Array =>
    entries.slice(slot * FST_LENGTH, slot * FST_LENGTH + KEY_LENGTH);
  const placeOf = (key: Uint8Array): number => lowerBound(entries, order, count, key);
  const gone = new Set(change.removes.map((key) => findSlot(volume, key)));
  // the last file moves into each hole, so that the directory stays dense
  for (const hole of [...gone].filter((slot) => slot >= 0).sort((a, b) => b - a)) {
    const place = placeOf(keyAt(hole));
    order.copyWithin(place, place + 1, count--);
    touch(hole);
    touch(count);
    if (hole !== count) {
      order[placeOf(keyAt(count))] = hole;
      entries.copyWithin(hole * FST_LENGTH, count * FST_LENGTH, (count + 1) * FST_LENGTH);
    }
    entries.fill(0, count * FST_LENGTH, (count + 1) * FST_LENGTH);
  }
  for (const fst of change.puts) {
    const place = placeOf(fst);
    const there = place < count ? order[place]! : -1;
    const same = there >= 0 && compareNames(entries, there * FST_LENGTH, fst, 0) === 0;
    const slot = same ? there : count;
    if (!same) {
      order.copyWithin(place + 1, place, count++);
      order[place] = slot;
    }
    entries.set(fst, slot * FST_LENGTH);
    touch(slot);
  }
  return { entries, count, order: order.slice(0, count), dirty };
}

/** Many files at once: the order of all of them is made anew. */
function changeMany(volume: Volume, change: Pick<Change, 'removes' | 'puts'>): NewDirectory {
  const perBlock = volume.blockSize / FST_LENGTH;
  const dirty = new Set<number>([0]);
  const touch = (slot: number): void => void dirty.add(Math.floor((slot + 2) / perBlock));
  const wanted = (volume.count + change.puts.length) * FST_LENGTH;
  const entries = new Uint8Array(Math.max(wanted, FST_LENGTH));
  entries.set(volume.entries.subarray(0, volume.count * FST_LENGTH));
  let count = volume.count;
  const gone = new Set<number>();
  for (const key of change.removes) {
    const slot = findSlot(volume, key);
    if (slot >= 0) gone.add(slot);
  }
  // the last file moves into each hole, so that the directory stays dense
  const moved = new Map<number, number>();
  const holds = new Map<number, number>();
  for (const hole of [...gone].sort((a, b) => b - a)) {
    count--;
    touch(hole);
    touch(count);
    if (hole !== count) {
      entries.copyWithin(hole * FST_LENGTH, count * FST_LENGTH, (count + 1) * FST_LENGTH);
      const original = holds.get(count) ?? count;
      holds.set(hole, original);
      moved.set(original, hole);
    }
    entries.fill(0, count * FST_LENGTH, (count + 1) * FST_LENGTH);
  }
  let order = new Uint32Array(count);
  let n = 0;
  for (let i = 0; i < volume.count; i++) {
    const slot = volume.order[i]!;
    if (!gone.has(slot)) order[n++] = moved.get(slot) ?? slot;
  }
  const added: number[] = [];
  const latest = new Map<string, Uint8Array>();
  for (const fst of change.puts) latest.set(fst.subarray(0, 16).join(), fst);
  for (const fst of latest.values()) {
    const place = lowerBound(entries, order, order.length, fst);
    const there = place < order.length ? order[place]! : -1;
    const same = there >= 0 && compareNames(entries, there * FST_LENGTH, fst, 0) === 0;
    const slot = same ? there : count++;
    if (!same) added.push(slot);
    entries.set(fst, slot * FST_LENGTH);
    touch(slot);
  }
  if (added.length > 0) {
    added.sort((a, b) => compareNames(entries, a * FST_LENGTH, entries, b * FST_LENGTH));
    const merged = new Uint32Array(count);
    for (let i = 0, j = 0, k = 0; k < count; k++) {
      const old = i < order.length ? order[i]! : -1;
      const fresh = j < added.length ? added[j]! : -1;
      const useOld =
        fresh < 0 ||
        (old >= 0 && compareNames(entries, old * FST_LENGTH, entries, fresh * FST_LENGTH) < 0);
      merged[k] = useOld ? old : fresh;
      if (useOld) i++;
      else j++;
    }
    order = merged;
  }
  return { entries, count, order, dirty };
}
