/**
 * The text of a file being edited: records as EBCDIC in arenas (arena.ts), found by their number from 1. Plain data.
 * Where lines were looked for last is kept, since the next are mostly near. Whole arenas move from one text to another,
 * so that a million lines are taken out or put in as fast as a few.
 */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import {
  ARENA_BYTES,
  ARENA_LINES,
  appendIn,
  copyInto,
  insertIn,
  newArena,
  recordIn,
  removeIn,
  setIn,
  type Arena,
} from './arena.js';

/** The lines of a file, or some of them on their way. */
export interface Text {
  readonly version: 1;
  arenas: Arena[];
  /** Lines. */
  size: number;
  /** Bytes of all lines. */
  held: number;
  /** The arena that was looked at last, and how many lines lie before it. */
  near: number;
  before: number;
}

/** Arenas with fewer lines are joined with their neighbours. */
const FEW = ARENA_LINES / 4;
/** Longest line; longer ones are cut. */
const LONGEST = 65_535;

function bounded(record: Uint8Array): Uint8Array {
  return record.length > LONGEST ? record.subarray(0, LONGEST) : record;
}

function isLarge(arena: Arena): boolean {
  return arena.held > ARENA_BYTES && arena.count > 1;
}

/** A text without lines. */
export function emptyText(): Text {
  return { version: 1, arenas: [], size: 0, held: 0, near: 0, before: 0 };
}

/** A text of these lines. */
export function textFrom(lines: Iterable<string>): Text {
  const text = emptyText();
  for (const line of lines) append(text, toEbcdic(line));
  return text;
}

/** Goes to the arena that has a line (from 1 to the size), which is `near` then; the index of the line in it. */
export function find(text: Text, line: number): number {
  const { arenas } = text;
  if (line <= text.before >> 1) text.near = text.before = 0;
  while (line <= text.before) text.before -= arenas[--text.near]!.count;
  for (;;) {
    const { count } = arenas[text.near]!;
    if (line <= text.before + count) return line - text.before - 1;
    text.before += count;
    text.near++;
  }
}

/** The bytes of a line, the text's own until it changes; none where there is no such line. */
export function recordAt(text: Text, line: number): Uint8Array {
  if (line < 1 || line > text.size) return NONE;
  const index = find(text, line);
  return recordIn(text.arenas[text.near]!, index);
}

const NONE = new Uint8Array();

/** A line as characters; '' where there is none. */
export function lineOf(text: Text, line: number): string {
  return fromEbcdic(recordAt(text, line));
}

/** Puts a line of a selection level at the end. */
export function append(text: Text, record: Uint8Array, level = 0): void {
  let last = text.arenas.at(-1);
  if (last === undefined || last.count === ARENA_LINES || last.held > ARENA_BYTES) {
    // as large as the one before is now
    last = newArena(last && Math.max(64, last.held));
    text.arenas.push(last);
  }
  const kept = bounded(record);
  appendIn(last, kept, level);
  text.size++;
  text.held += kept.length;
}

/** Puts one line of a selection level in behind another (0: in front of all). */
export function insertRecord(text: Text, after: number, record: Uint8Array, level = 0): void {
  if (after >= text.size) {
    append(text, record, level);
    return;
  }
  let index = find(text, after + 1);
  let arena = text.arenas[text.near]!;
  if (arena.count === ARENA_LINES || isLarge(arena)) {
    divide(text, text.before + (arena.count >> 1));
    index = find(text, after + 1);
    arena = text.arenas[text.near]!;
  }
  const kept = bounded(record);
  insertIn(arena, index, kept, level);
  text.size++;
  text.held += kept.length;
}

/** Changes a line that is there. */
export function putRecord(text: Text, line: number, record: Uint8Array): void {
  const index = find(text, line);
  const arena = text.arenas[text.near]!;
  text.held -= arena.held;
  setIn(arena, index, bounded(record));
  text.held += arena.held;
  if (isLarge(arena)) divide(text, text.before + (arena.count >> 1));
}

/** Divides the arenas between a line and the next; the index of the arena that begins behind it. */
function divide(text: Text, line: number): number {
  if (line <= 0) return 0;
  if (line >= text.size) return text.arenas.length;
  const index = find(text, line) + 1;
  const arena = text.arenas[text.near]!;
  if (index < arena.count) {
    const rest = newArena(arena.held);
    copyInto(rest, arena, index, arena.count - index);
    removeIn(arena, index, arena.count - index);
    text.arenas.splice(text.near + 1, 0, rest);
  }
  return text.near + 1;
}

/** Joins arenas of few lines around an index, so that many small changes do not leave many small ones. */
function joinAround(text: Text, index: number): void {
  for (let i = Math.min(index, text.arenas.length - 1); i >= Math.max(1, index - 1); i--) {
    const left = text.arenas[i - 1]!;
    const right = text.arenas[i]!;
    if (left.count + right.count > ARENA_LINES || left.held + right.held > ARENA_BYTES) continue;
    if (left.count >= FEW && right.count >= FEW) continue;
    copyInto(left, right, 0, right.count);
    text.arenas.splice(i, 1);
  }
  text.near = text.before = 0;
}

/** Takes lines out, as far as there are; they are the result. */
export function takeOut(text: Text, first: number, count: number): Text {
  const taken = emptyText();
  const low = Math.max(1, first);
  const high = Math.min(text.size, first + count - 1);
  if (high < low) return taken;
  const from = divide(text, low - 1);
  const to = divide(text, high);
  taken.arenas = text.arenas.splice(from, to - from);
  taken.size = high - low + 1;
  for (const arena of taken.arenas) taken.held += arena.held;
  text.size -= taken.size;
  text.held -= taken.held;
  joinAround(text, from);
  return taken;
}

/** Puts the lines of another text behind a line; the other one has none then. */
export function putIn(text: Text, after: number, other: Text): void {
  if (other.size === 0) return;
  const at = divide(text, after);
  if (at === text.arenas.length) for (const arena of other.arenas) text.arenas.push(arena);
  // a spread of too many arguments overflows the stack
  else text.arenas = [...text.arenas.slice(0, at), ...other.arenas, ...text.arenas.slice(at)];
  text.size += other.size;
  text.held += other.held;
  joinAround(text, at + other.arenas.length);
  joinAround(text, at);
  other.arenas = [];
  other.size = other.held = other.near = other.before = 0;
}

/**
 * A copy of lines, as far as there are.
 * @param bytes - where the copy has so many, it ends with the arena that they are in
 */
export function copyOut(text: Text, first: number, count: number, bytes = Infinity): Text {
  const copy = emptyText();
  const high = Math.min(text.size, first + count - 1);
  for (let line = Math.max(1, first); line <= high && copy.held < bytes;) {
    const index = find(text, line);
    const arena = text.arenas[text.near]!;
    const part = Math.min(arena.count - index, high - line + 1);
    const target = newArena(Math.max(64, part === arena.count ? arena.held : 0));
    copyInto(target, arena, index, part);
    copy.arenas.push(target);
    copy.held += target.held;
    line += part;
    copy.size += part;
  }
  return copy;
}
