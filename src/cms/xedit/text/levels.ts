/**
 * Selection levels of the lines of a text (z/VM: XEDIT Commands and Macros Reference, "SET SELECT"). They lie with the lines,
 * so that they go where these go; an arena whose lines all have one level keeps one number. What is looked for goes past
 * whole arenas by the lowest and the highest level in each.
 */
import { levelsIn, type Arena } from './arena.js';
import { find, type Text } from './text.js';

/** Highest level. */
export const MAXIMUM_LEVEL = 255;

/** Lowest and highest level that are wanted. */
export type LevelRange = readonly [low: number, high: number];

/** Level of a line; 0 where there is no such line. */
export function levelAt(text: Text, line: number): number {
  if (line < 1 || line > text.size) return 0;
  const index = find(text, line);
  const { levels, low } = text.arenas[text.near]!;
  return levels === undefined ? low : levels[index]!;
}

/** Gives a line a level. */
export function putLevelAt(text: Text, line: number, level: number): void {
  const index = find(text, line);
  const arena = text.arenas[text.near]!;
  if (arena.levels === undefined && arena.low === level) return;
  levelsIn(arena)[index] = level;
  arena.low = Math.min(arena.low, level);
  arena.high = Math.max(arena.high, level);
}

/** Gives all lines one level. */
export function fillLevels(text: Text, level: number): void {
  for (const arena of text.arenas) {
    arena.levels = undefined;
    arena.low = arena.high = level;
  }
}

/** Puts another level in place of each level of lines that are there. */
export function mapLevels(text: Text, first: number, count: number, levels: Uint8Array): void {
  let left = Math.min(count, text.size - first + 1);
  if (left <= 0) return;
  let index = find(text, first);
  for (let at = text.near; left > 0; at++) {
    const arena = text.arenas[at]!;
    const part = Math.min(left, arena.count - index);
    mapIn(arena, index, part, levels);
    left -= part;
    index = 0;
  }
}

function mapIn(arena: Arena, index: number, count: number, levels: Uint8Array): void {
  if (arena.levels === undefined) {
    const level = levels[arena.low]!;
    if (level === arena.low) return;
    if (count === arena.count) arena.low = arena.high = level;
    else {
      levelsIn(arena).fill(level, index, index + count);
      arena.low = Math.min(arena.low, level);
      arena.high = Math.max(arena.high, level);
    }
    return;
  }
  for (let i = index; i < index + count; i++) arena.levels[i] = levels[arena.levels[i]!]!;
  bound(arena);
}

/** Looks what the lowest and the highest level of an arena are. */
function bound(arena: Arena): void {
  const { levels, count } = arena;
  if (levels === undefined) return;
  let low = levels[0]!;
  let high = low;
  for (let i = 1; i < count; i++) {
    const level = levels[i]!;
    if (level < low) low = level;
    else if (level > high) high = level;
  }
  arena.low = low;
  arena.high = high;
  if (low === high) arena.levels = undefined;
}

/** All lines of an arena are in a range, or none is; undefined: that is to be looked up line by line. */
function whole({ low, high }: Arena, wanted: LevelRange): boolean | undefined {
  if (low >= wanted[0] && high <= wanted[1]) return true;
  return high < wanted[0] || low > wanted[1] ? false : undefined;
}

/** The first line from one on, down or up, whose level is in a range (or is not); 0 or the one behind the last: none is. */
export function nextWithin(
  text: Text,
  line: number,
  step: 1 | -1,
  wanted: LevelRange,
  within = true,
): number {
  let index = find(text, line);
  let { near: at, before } = text;
  for (;;) {
    const arena = text.arenas[at];
    if (arena === undefined) return step > 0 ? text.size + 1 : 0;
    const all = whole(arena, wanted);
    if (all === within) return before + index + 1;
    if (all === undefined) {
      const { levels, count } = arena;
      const [low, high] = wanted;
      for (; index >= 0 && index < count; index += step) {
        const level = levels![index]!;
        if ((level >= low && level <= high) === within) return before + index + 1;
      }
    }
    if (step > 0) {
      before += arena.count;
      at++;
      index = 0;
    } else {
      at--;
      index = (text.arenas[at]?.count ?? 0) - 1;
      before -= index + 1;
    }
  }
}

/**
 * The line that is the nth, from one on, down or up, whose level is in a range; when there are fewer, 0 or the one behind
 * the last, and how many are missing.
 */
export function nthWithin(
  text: Text,
  line: number,
  nth: number,
  step: 1 | -1,
  wanted: LevelRange,
): { readonly line: number; readonly missing: number } {
  let at = line;
  let left = nth;
  // what has whole arenas before it is passed over by their counts
  while (at >= 1 && at <= text.size) {
    const index = find(text, at);
    const arena = text.arenas[text.near]!;
    const rest = step > 0 ? arena.count - index : index + 1;
    const edge = at + step * (rest - 1);
    const here = countWithin(text, Math.min(at, edge), Math.max(at, edge), wanted);
    if (here >= left) break;
    left -= here;
    at = edge + step;
  }
  if (at < 1 || at > text.size) return { line: at, missing: left };
  for (; left > 1; left--) at = nextWithin(text, at, step, wanted) + step;
  return { line: nextWithin(text, at, step, wanted), missing: 0 };
}

/** How many lines from one to another, which are there, have a level in a range. */
export function countWithin(text: Text, first: number, last: number, wanted: LevelRange): number {
  if (last < first) return 0;
  let index = find(text, first);
  let left = last - first + 1;
  let count = 0;
  for (let at = text.near; left > 0; at++) {
    const arena = text.arenas[at]!;
    const part = Math.min(left, arena.count - index);
    const all = whole(arena, wanted);
    if (all === true) count += part;
    else if (all === undefined) count += countIn(arena.levels!, index, index + part, wanted);
    left -= part;
    index = 0;
  }
  return count;
}

function countIn(levels: Uint8Array, from: number, end: number, [low, high]: LevelRange): number {
  let count = 0;
  for (let i = from; i < end; i++) if (levels[i]! >= low && levels[i]! <= high) count++;
  return count;
}

/** The highest level of all lines. */
export function highestIn(text: Text): number {
  let highest = 0;
  for (const arena of text.arenas) {
    if (arena.high <= highest) continue;
    bound(arena);
    highest = Math.max(highest, arena.high);
  }
  return highest;
}
