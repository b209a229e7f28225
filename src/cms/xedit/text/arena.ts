/**
 * An arena: some hundred lines of a file, as EBCDIC in one array of bytes, with where each begins and how long it is.
 * A line that grows goes to the end of the bytes; what it leaves behind is won back when the bytes are full. Plain data
 * that is copied fast: a million strings are not.
 */

/** Lines of one file that lie together. */
export interface Arena {
  bytes: Uint8Array;
  /** Bytes from the first on that have been given to lines. */
  used: number;
  /** Bytes that lines have now. */
  held: number;
  count: number;
  readonly starts: Uint32Array;
  readonly lengths: Uint16Array;
  /** Selection level of each line (levels.ts); undefined: all have the level `low`. */
  levels: Uint8Array | undefined;
  /** No line has a lower level, and none a higher one. */
  low: number;
  high: number;
  /** What became of each line in the session (`MARK`); undefined: nothing. */
  marks: Uint8Array | undefined;
}

/** Marks of lines: put in, and changed, since the file was opened. */
export const MARK = { new: 1, changed: 2 } as const;

/** Most lines of one arena. */
export const ARENA_LINES = 512;
/** Bytes beyond which an arena is divided, so that none takes long to copy. */
export const ARENA_BYTES = 128 << 10;
/** Bytes that an arena begins with. */
const FIRST_BYTES = 4096;

/** An arena without lines; `capacity`: bytes that are expected. */
export function newArena(capacity = FIRST_BYTES): Arena {
  return {
    bytes: new Uint8Array(capacity),
    used: 0,
    held: 0,
    count: 0,
    starts: new Uint32Array(ARENA_LINES),
    lengths: new Uint16Array(ARENA_LINES),
    ...{ levels: undefined, low: 0, high: 0, marks: undefined },
  };
}

/** Marks a line. */
export function markIn(arena: Arena, index: number, mark: number): void {
  arena.marks ??= new Uint8Array(ARENA_LINES);
  arena.marks[index] = arena.marks[index]! | mark;
}

/** The levels of an arena, one for each line. */
export function levelsIn(arena: Arena): Uint8Array {
  return (arena.levels ??= new Uint8Array(ARENA_LINES).fill(arena.low));
}

/** Notes the level of a line that has just been put in. */
function putLevel(arena: Arena, index: number, level: number): void {
  if (arena.count === 1) {
    arena.levels = undefined;
    arena.low = arena.high = level;
    return;
  }
  if (arena.levels === undefined && arena.low === level) return;
  levelsIn(arena)[index] = level;
  arena.low = Math.min(arena.low, level);
  arena.high = Math.max(arena.high, level);
}

/** The bytes of a line, by its index; they are the arena's own until it changes. */
export function recordIn(arena: Arena, index: number): Uint8Array {
  const start = arena.starts[index]!;
  return arena.bytes.subarray(start, start + arena.lengths[index]!);
}

/** Makes room for so many more bytes: by closing the gaps where they are half of it, else by doubling. */
function makeRoom(arena: Arena, length: number): void {
  if (arena.used + length <= arena.bytes.length) return;
  const wanted = arena.held + length;
  const size = Math.max(FIRST_BYTES, arena.bytes.length);
  const bytes = new Uint8Array(wanted * 2 <= size ? size : Math.max(size * 2, wanted));
  let at = 0;
  for (let i = 0; i < arena.count; i++) {
    const start = arena.starts[i]!;
    const end = start + arena.lengths[i]!;
    bytes.set(arena.bytes.subarray(start, end), at);
    arena.starts[i] = at;
    at += end - start;
  }
  arena.bytes = bytes;
  arena.used = at;
}

/** Puts another record in the place of a line. */
export function setIn(arena: Arena, index: number, record: Uint8Array): void {
  const old = arena.lengths[index]!;
  if (record.length > old) {
    // a line of no length has no place that making room would have to keep
    arena.held -= old;
    arena.lengths[index] = 0;
    makeRoom(arena, record.length);
    arena.starts[index] = arena.used;
    arena.used += record.length;
    arena.held += record.length;
  } else {
    arena.held -= old - record.length;
  }
  arena.lengths[index] = record.length;
  arena.bytes.set(record, arena.starts[index]);
}

/** Puts a line behind the last. There must be room for it (ARENA_LINES). */
export function appendIn(arena: Arena, record: Uint8Array, level = 0): void {
  const { length } = record;
  if (arena.used + length > arena.bytes.length) makeRoom(arena, length);
  arena.bytes.set(record, arena.used);
  arena.starts[arena.count] = arena.used;
  arena.lengths[arena.count++] = length;
  arena.used += length;
  arena.held += length;
  if (arena.marks !== undefined) arena.marks[arena.count - 1] = 0;
  putLevel(arena, arena.count - 1, level);
}

/** Puts a line in before the one at `index`. There must be room for it (ARENA_LINES). */
export function insertIn(arena: Arena, index: number, record: Uint8Array, level = 0): void {
  arena.starts.copyWithin(index + 1, index, arena.count);
  arena.lengths.copyWithin(index + 1, index, arena.count);
  arena.levels?.copyWithin(index + 1, index, arena.count);
  arena.marks?.copyWithin(index + 1, index, arena.count).fill(0, index, index + 1);
  arena.count++;
  arena.lengths[index] = 0;
  putLevel(arena, index, level);
  setIn(arena, index, record);
}

/** Takes lines out. */
export function removeIn(arena: Arena, index: number, count: number): void {
  for (let i = index; i < index + count; i++) arena.held -= arena.lengths[i]!;
  arena.starts.copyWithin(index, index + count, arena.count);
  arena.lengths.copyWithin(index, index + count, arena.count);
  arena.levels?.copyWithin(index, index + count, arena.count);
  arena.marks?.copyWithin(index, index + count, arena.count);
  arena.count -= count;
}

/** Gives lines that go behind those of an arena the levels that they have in another. */
function copyLevels(target: Arena, source: Arena, index: number, count: number): void {
  const alike = target.levels === undefined && source.levels === undefined;
  if (target.count === 0) {
    target.levels = undefined;
    if (source.levels !== undefined) {
      target.levels = new Uint8Array(ARENA_LINES);
      target.levels.set(source.levels.subarray(index, index + count));
    }
    target.low = source.low;
    target.high = source.high;
    return;
  }
  if (alike && target.low === source.low) return;
  const levels = levelsIn(target);
  if (source.levels === undefined) levels.fill(source.low, target.count, target.count + count);
  else levels.set(source.levels.subarray(index, index + count), target.count);
  target.low = Math.min(target.low, source.low);
  target.high = Math.max(target.high, source.high);
}

/** The same of their marks. */
function copyMarks(target: Arena, source: Arena, index: number, count: number): void {
  if (source.marks === undefined) {
    target.marks?.fill(0, target.count, target.count + count);
    return;
  }
  target.marks ??= new Uint8Array(ARENA_LINES);
  target.marks.set(source.marks.subarray(index, index + count), target.count);
}

/** Copies lines of one arena behind those of another, which has room for them. */
export function copyInto(target: Arena, source: Arena, index: number, count: number): void {
  let length = 0;
  for (let i = index; i < index + count; i++) length += source.lengths[i]!;
  makeRoom(target, length);
  copyLevels(target, source, index, count);
  copyMarks(target, source, index, count);
  const { starts, lengths } = source;
  for (let i = index; i < index + count;) {
    // lines that lie one behind the other, as most do, are copied as one
    const begin = starts[i]!;
    const by = target.used - begin;
    let end = begin;
    for (; i < index + count && starts[i] === end; i++) {
      target.starts[target.count] = end + by;
      target.lengths[target.count++] = lengths[i]!;
      end += lengths[i]!;
    }
    target.bytes.set(source.bytes.subarray(begin, end), target.used);
    target.used += end - begin;
  }
  target.held += length;
}
