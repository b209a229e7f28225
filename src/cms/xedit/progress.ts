/**
 * Work on many lines in bounded steps. A subcommand that has used up its share of a step notes how far it came
 * and gives up with {@link Unfinished}; the loop of XEDIT lets other machines run and starts the subcommand
 * again, which goes on from its note. Nothing but the note is kept, so that a session is plain data throughout.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import { placeOf } from './text/record.js';
import { append, copyOut, emptyText, putIn, recordAt, type Text } from './text/text.js';

/** Where a search or a change over many lines stands. */
export interface Progress {
  /** What is being done; another subcommand (or the same on another state) starts anew. */
  readonly key: string;
  /** The line that it began with. */
  readonly first: number;
  /** The next line. */
  line: number;
  /** The last line, and what was done so far: a change keeps them, as its own changes would move them. */
  last: number;
  changes: number;
  lines: number;
  truncated: number;
  /** Lines that have been collected, to be put in at once. */
  piece: Text | undefined;
  /** Lines that stay, where those that were collected are to be taken out. */
  kept?: Text;
  /** The line behind which they go, as it was named before the first was taken. */
  goal?: number;
  /** Lines that are dealt with as one (SORT). */
  run?: number;
  /** Lines that are copied several times. */
  block?: { readonly first: number; readonly count: number } | undefined;
  /** Lines of an answer, as far as they are there (TYPE). */
  told?: string[];
}

/** What a note is kept with: the file that the work is on (an `EditFile`, which has this note as a field). */
interface Noted {
  readonly text: Text;
  readonly current: number;
  readonly alterations: number;
  progress: Progress | undefined;
}

/** A subcommand has more to do than one step allows. */
export class Unfinished extends Error {}

/** Work of one step: characters looked at, and the same for each line. */
const SHARE = 160_000;
const EACH_LINE = 60;
/** How much cheaper it is to look through the bytes of a line than to make characters of them. */
const PASSING = 4;

/** What is left of a step's share. */
export class Share {
  #left: number;

  /** @param weight - how much dearer what is done with a line is than to change a string in it */
  constructor(weight = 1) {
    this.#left = SHARE / weight;
  }

  /** Counts a line that something is done with, so much dearer; false when the share is used up. */
  takes(line: Uint8Array, weight = 1): boolean {
    this.#left -= weight * (EACH_LINE + line.length);
    return this.#left > 0;
  }

  /** Counts a line that is only looked through; false when the share is used up. */
  passes(line: Uint8Array): boolean {
    this.#left -= (EACH_LINE + line.length) / PASSING;
    return this.#left > 0;
  }
}

/** What a line is tested for. */
export interface LineTest {
  /** Bytes without which it does not pass, when that is known. */
  readonly needed?: Uint8Array | undefined;
  /** How much dearer a test of characters is than to change a string. */
  readonly weight?: number;
  readonly matches: (text: string, line: number) => boolean;
}

/** Tests a line, which was counted as looked through; characters are made only of one that may pass. */
export function passesTest(
  { needed, weight, matches }: LineTest,
  record: Uint8Array,
  line: number,
  share: Share,
): boolean {
  if (needed !== undefined && placeOf(record, needed, 0, record.length) < 0) return false;
  share.takes(record, weight);
  return matches(fromEbcdic(record), line);
}

/** The note of what is being done, or a new one. */
export function progressOf(file: Noted, key: string, line: number, last: number): Progress {
  if (file.progress?.key === key) return file.progress;
  return { key, first: line, line, last, changes: 0, lines: 0, truncated: 0, piece: undefined };
}

/** The lines that a note began with. */
export function noteRange({ first, last }: Progress): { first: number; count: number } {
  return { first, count: last - first + 1 };
}

/** Notes how far it came and ends the step. */
export function interrupt(file: Noted, progress: Progress): never {
  file.progress = progress;
  throw new Unfinished();
}

/**
 * The first line from `from` on (downwards, or upwards to line 1) that passes a test.
 * @param key - what is searched for, different for each kind of search
 */
export function scanLines(
  file: Noted,
  key: string,
  from: number,
  backward: boolean,
  test: LineTest,
): number | undefined {
  const step = backward ? -1 : 1;
  const whole = `${key} ${from} ${step} ${file.current} ${file.alterations}`;
  const progress = progressOf(file, whole, from, backward ? 1 : file.text.size);
  const share = new Share();
  for (; backward ? progress.line >= 1 : progress.line <= progress.last; progress.line += step) {
    const record = recordAt(file.text, progress.line);
    if (!share.passes(record)) interrupt(file, progress);
    if (passesTest(test, record, progress.line, share)) {
      file.progress = undefined;
      return progress.line;
    }
  }
  file.progress = undefined;
  return undefined;
}

/** Lines and bytes that are collected in one step. */
const PIECE_LINES = 4_000;
const PIECE_BYTES = 256 << 10;

/** Collects lines in steps: `more` gives so many of them, or fewer when they are long. */
function collect(
  file: Noted,
  key: string,
  first: number,
  count: number,
  more: (line: number, most: number) => Text,
  goal?: number,
): Text {
  const progress = progressOf(file, key, first, first + count - 1);
  if (goal !== undefined) progress.goal = goal;
  const piece = (progress.piece ??= emptyText());
  const size = piece.size + PIECE_LINES;
  const held = piece.held + PIECE_BYTES;
  while (progress.line <= progress.last) {
    if (piece.size >= size || piece.held >= held) interrupt(file, progress);
    const some = more(progress.line, Math.min(SOME, progress.last - progress.line + 1));
    progress.line += some.size;
    putIn(piece, piece.size, some);
  }
  file.progress = undefined;
  return piece;
}

/** Lines that are collected between two looks at how much it is, and bytes behind which no further arena is. */
const SOME = 512;
const SOME_BYTES = 64 << 10;

/**
 * A copy of lines that are there, taken in steps.
 * @param key - what it is for
 * @param from - what they are taken of, when that is not the file
 * @param goal - a line that is noted meanwhile
 */
export function copyInSteps(
  file: Noted,
  key: string,
  first: number,
  count: number,
  from: Text = file.text,
  goal?: number,
): Text {
  const copy = (line: number, most: number): Text => copyOut(from, line, most, SOME_BYTES);
  return collect(file, key, first, count, copy, goal);
}

/** So many copies of lines that are there, one behind the other, taken in steps. */
export function copiesInSteps(
  file: Noted,
  key: string,
  first: number,
  count: number,
  times: number,
): Text {
  const note = progressOf(file, key, 1, count * times);
  note.block = { first, count };
  file.progress = note;
  return collect(file, key, 1, count * times, (line, most) => {
    const at = (line - 1) % count;
    return copyOut(file.text, first + at, Math.min(most, count - at), SOME_BYTES);
  });
}

/** So many lines with the same text, made in steps. */
export function repeatInSteps(file: Noted, key: string, record: Uint8Array, count: number): Text {
  const bytes = Uint8Array.from(record);
  return collect(file, key, 1, count, (_line, most) => {
    const some = emptyText();
    for (let n = 0; n < most && some.held < PIECE_BYTES; n++) append(some, bytes);
    return some;
  });
}
