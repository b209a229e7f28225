/**
 * Work on many lines in bounded steps. A subcommand that has used up its share of a step notes how far it came
 * and gives up with {@link Unfinished}; the loop of XEDIT lets other machines run and starts the subcommand
 * again, which goes on from its note. Nothing but the note is kept, so that a session is plain data throughout.
 */
/** Where a search or a change over many lines stands. */
export interface Progress {
  /** What is being done; another subcommand (or the same on another state) starts anew. */
  readonly key: string;
  /** The next line. */
  line: number;
  /** The last line, and what was done so far: a change keeps them, as its own changes would move them. */
  readonly last: number;
  changes: number;
  lines: number;
  truncated: number;
}

/** What a note is kept with: the file that the work is on (an `EditFile`, which has this note as a field). */
interface Noted {
  readonly lines: readonly string[];
  readonly current: number;
  readonly alterations: number;
  progress: Progress | undefined;
}

/** A subcommand has more to do than one step allows. */
export class Unfinished extends Error {}

/** Work of one step: characters looked at, and the same for each line. */
const SHARE = 250_000;
const EACH_LINE = 60;

/** What is left of a step's share. */
export class Share {
  #left = SHARE;

  /** Counts a line; false when the share is used up. */
  take(line: string | undefined): boolean {
    this.#left -= EACH_LINE + (line?.length ?? 0);
    return this.#left > 0;
  }
}

/** The note of what is being done, or a new one. */
export function progressOf(file: Noted, key: string, line: number, last: number): Progress {
  if (file.progress?.key === key) return file.progress;
  return { key, line, last, changes: 0, lines: 0, truncated: 0 };
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
  test: (text: string, line: number) => boolean,
): number | undefined {
  const step = backward ? -1 : 1;
  const whole = `${key} ${from} ${step} ${file.current} ${file.alterations}`;
  const progress = progressOf(file, whole, from, backward ? 1 : file.lines.length);
  const share = new Share();
  for (; backward ? progress.line >= 1 : progress.line <= progress.last; progress.line += step) {
    const text = file.lines[progress.line - 1] ?? '';
    if (!share.take(text)) interrupt(file, progress);
    if (test(text, progress.line)) {
      file.progress = undefined;
      return progress.line;
    }
  }
  file.progress = undefined;
  return undefined;
}
