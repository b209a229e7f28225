/**
 * blessed as a server can use it: terminal descriptions compiled once for all screens (it compiles one for
 * each screen otherwise, 7 ms and 700 KB), taken from files that come with blessed, and blind to the
 * environment of the server, which would otherwise leak into every user's terminal.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EventEmitter } from 'node:events';

/** A cell: attributes and character. */
export type BlessedCell = [number, string];
/** A row of cells, to be drawn when dirty. */
export interface BlessedRow extends Array<BlessedCell> {
  dirty: boolean;
}

/** The part of blessed's Program that we use. */
export interface BlessedProgram extends EventEmitter {
  cols: number;
  rows: number;
  _resizeTimer?: NodeJS.Timeout;
  cup(row: number, column: number): void;
  csr(top: number, bottom: number): void;
  showCursor(): void;
  hideCursor(): void;
  flush(): void;
  _write(text: string): void;
}

/** The part of blessed's Screen that we use. */
export interface BlessedScreen {
  readonly program: BlessedProgram;
  readonly dattr: number;
  lines: BlessedRow[];
  alloc(): void;
  draw(first: number, last: number): void;
  deleteLine(count: number, at: number, top: number, bottom: number): void;
  destroy(): void;
}

/** What blessed takes for the terminal's output. */
export interface BlessedOutput extends EventEmitter {
  readonly isTTY: true;
  readonly writable: boolean;
  columns: number;
  rows: number;
  write(text: string): boolean;
}

interface Description {
  brokenACS: boolean;
}
interface DescriptionOptions {
  readonly terminal: string;
  readonly [option: string]: unknown;
}
type DescriptionMaker = new (options: Record<string, unknown>) => Description;

interface Library {
  screen(options: Record<string, unknown>): BlessedScreen;
}

/** Environment of the server that blessed would take for the user's terminal. */
const LEAKS = [
  'TMUX',
  'COLORTERM',
  'VTE_VERSION',
  'TERM_PROGRAM',
  'TERMINATOR_UUID',
  'ITERM_SESSION_ID',
];

let library: Library | undefined;

/** Loads blessed and its terminal descriptions: a few hundred milliseconds that no session should wait. */
export function loadBlessed(): void {
  library ??= load();
}

/** Makes a screen; the first call loads blessed. */
export function makeBlessedScreen(
  terminal: 'xterm' | 'linux',
  output: BlessedOutput,
): BlessedScreen {
  library ??= load();
  return library.screen({
    terminal,
    output,
    // never emits: keys are decoded by us
    input: new EventEmitter(),
    forceUnicode: true,
    fullUnicode: false,
    smartCSR: false,
    useBCE: true,
    warnings: false,
  });
}

/** blessed with its maker of terminal descriptions replaced by one that remembers. */
function load(): Library {
  // read by blessed for every screen, and by nothing else in this process
  for (const name of LEAKS) Reflect.deleteProperty(process.env, name);
  const require = createRequire(import.meta.url);
  const path = require.resolve('blessed/lib/tput');
  if (require.cache[require.resolve('blessed/lib/program')] !== undefined) {
    throw new Error('blessed was loaded before its mends were in place');
  }
  const Original = require(path) as DescriptionMaker;
  const known = new Map<string, Description>();
  let asked = 0;
  const remembering = function (options: DescriptionOptions): Description {
    asked++;
    let description = known.get(options.terminal);
    if (!description) {
      description = new Original({
        ...options,
        // blessed's own files: the host may have none, or others
        terminfoFile: join(dirname(path), '..', 'usr', options.terminal),
      });
      // UTF-8 is sent as it is, not as line-drawing characters
      description.brokenACS = true;
      known.set(options.terminal, description);
    }
    return description;
  };
  const cached = require.cache[path];
  if (!cached) throw new Error('blessed/lib/tput cannot be replaced');
  cached.exports = Object.assign(remembering, Original);
  const loaded = require('blessed') as Library;
  for (const terminal of ['xterm', 'linux']) {
    remembering({ terminal, padding: undefined, extended: undefined, forceUnicode: true });
  }
  return {
    screen: (options) => {
      const before = asked;
      const screen = loaded.screen(options);
      // a second copy of blessed, or another way in, would undo the mend without a sign
      if (asked === before)
        throw new Error('blessed does not use the shared terminal descriptions');
      return screen;
    },
  };
}
