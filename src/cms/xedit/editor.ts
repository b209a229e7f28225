/**
 * The editing session: the ring of files and what belongs to the screen as a whole. Plain data; lives in
 * the frame of the command XEDIT.
 */
import { newViews, type Retyped, type Views } from './screen/view-state.js';
import type { Text } from './text/text.js';
import { type EditFile } from './edit-file.js';
import { heldBy, MAXIMUM_HELD } from './storage-claims.js';

/** Size of the display. */
export interface DisplaySize {
  readonly rows: number;
  readonly columns: number;
}

/** A place in the file. */
export interface CursorPlace {
  readonly line: number;
  readonly column: number;
  /** The cursor was left there when a command line was entered: subcommands see it, and it goes back to the command line. */
  readonly left?: true;
}

/** One XEDIT session. */
export interface Editor {
  readonly version: 1;
  ring: EditFile[];
  /** Files that have joined the ring so far. */
  opened: number;
  /** Index in the ring. */
  active: number;
  display: DisplaySize;
  /** How the display is divided, and what each part shows. */
  views: Views;
  /** `power`: text is typed without regard to lines (POWERINP). */
  mode: 'edit' | 'input' | 'power';
  /** Lines to show in the message area at the next screen; emptied when shown. */
  messages: string[];
  /** What is to stand in the command line at the next screen (`?`, an entry in error). */
  commandLine: string;
  /** Commands entered, newest first, for `?` and `=`. */
  history: string[];
  /** The last subcommand of the macros that run, for REPEAT. */
  ran?: string | undefined;
  /** How far `?` has gone back. */
  recalled: number;
  /** Where on the screen the cursor goes, when that is no place of the file; row and column from 1. */
  cell: { readonly row: number; readonly column: number } | undefined;
  /** Where in the file the cursor was before CURSOR HOME, what SOS PUSH has kept, and how much the last CURSOR counts. */
  home: Editor['cursor'];
  pushed: Editor['cursor'][];
  cursorPriority: number;
  /** The line whose blanks at the end are nulls on the next screen, so that INSERT has room (NULLKEY). */
  nulled?: number | undefined;
  /** Where the cursor was when the screen was read: row and column of its view, line and column of the file (-1: none). */
  readAt?: readonly [row: number, column: number, line: number, fileColumn: number];
  /** What is typed already on the next screen, until a key brings it. */
  retyped?: Retyped | undefined;
  /** Lines of the input zone were taken in without a key, as a smaller screen has no room for them: the next key stays in input mode. */
  entered?: boolean | undefined;
  /** The next screen sounds the alarm. */
  alarm: boolean;
  /** Where REPEAT stands: lines left, and whether its subcommand needs further steps. */
  repeating: { left: number; readonly step: 1 | -1; inside: boolean } | undefined;
  /** Where the cursor goes: the command line, or a line of the file and a column (prefix: column 0). */
  cursor: CursorPlace | undefined;
  /** Messages are shown (SET MSGMODE). */
  msgmode: boolean;
  /** The last LOCATE and CHANGE, for repeating; which of them came last. */
  lastLocate: string;
  lastChange: string;
  lastLorc: string;
  lastFind: string;
  /** Lines that PUT has kept, for GET. */
  work: Text | undefined;
  /** Line and column of the first and last character that a target was found at. */
  located: readonly [number, number, number, number];
  /** A macro waits for a key (READ), which the status area tells. */
  macroReads?: boolean;
  /** The message that came last, shown or not. */
  lastMessage: string;
  /** What SCHANGE has found, for the key that changes it. */
  selected:
    | {
        readonly line: number;
        readonly column: number;
        readonly from: string;
        readonly to: string;
      }
    | undefined;
  /** The PF key that changes what SCHANGE has found. */
  changeKey: number;
  /** What divides the command line into subcommands (SET LINEND); '' for none. */
  lineEnd: string;
  /** Subcommands of the command line that are still to run. */
  pending: string[];
  /** Lines that a command typed while it ran; shown before the screen comes back. */
  notices: string[];
}

/** Commands that `?` remembers. */
export const MAXIMUM_HISTORY = 50;

/** A session with one file; `silent`: without messages at first. */
export function newEditor(file: EditFile, display: DisplaySize, silent = false): Editor {
  return {
    version: 1,
    ring: [file],
    opened: 1,
    active: 0,
    display,
    views: newViews(),
    mode: 'edit',
    messages: [],
    commandLine: '',
    history: [],
    recalled: 0,
    cell: undefined,
    home: undefined,
    pushed: [],
    cursorPriority: 0,
    alarm: false,
    repeating: undefined,
    cursor: undefined,
    msgmode: !silent,
    lastLocate: '',
    lastChange: '',
    lastLorc: '',
    lastFind: '',
    work: undefined,
    located: [0, 0, 0, 0],
    lastMessage: '',
    selected: undefined,
    changeKey: 0,
    lineEnd: '#',
    pending: [],
    notices: [],
  };
}

/** The cursor goes to the command line, unless it has been sent elsewhere since that was entered. */
export function takeCursorBack(editor: Editor): void {
  if (editor.cursor?.left === true) editor.cursor = undefined;
}

/** The file that is being edited. */
export function activeFile(editor: Editor): EditFile {
  const file = editor.ring[editor.active];
  if (!file) throw new Error('the ring of an editing session is never empty');
  return file;
}

/** Bytes that a file may hold: what the work space of the session has left beside the others. */
export function roomFor(editor: Editor, file: EditFile | undefined): number {
  return editor.ring.reduce(
    (room, one) => (one === file ? room : room - heldBy(one)),
    MAXIMUM_HELD - (editor.work?.held ?? 0),
  );
}
