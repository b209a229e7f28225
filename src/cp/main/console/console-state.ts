/**
 * Everything that a console knows, as plain data: it can be written down at any moment and given to a
 * console made anew. Timers, the session in front and the host are not part of it.
 */
import type { Display } from '../../../devices/display/display.js';
import type { TerminalKey } from '../../ports/console.js';
import type { ConsoleSettings, MachineStatus } from './console-host.js';
import type { InputLine } from './input-line.js';
import { emptyInput } from './input-line.js';

/** Bytes of lines typed ahead (and of keys typed on a locked full screen) that a console keeps. */
export const TYPE_AHEAD_LIMIT = 64 * 1024;
/** Lines of CP that wait for the next page; more are dropped and counted. */
export const PENDING_LIMIT = 2_000;
/** Lines kept for the next session. */
export const RECENT_LINES = 1_000;
/** Characters of the lines kept for the next session. */
export const RECENT_CHARACTERS = 96 * 1024;
/** Milliseconds for which NOT ACCEPTED stands. */
export const REFUSED_TIME = 3_000;

/** A line of output, or a typed line as it is echoed. */
export interface OutputLine {
  readonly text: string;
  readonly kind: 'cp' | 'guest' | 'echo';
  /** Written without a line end: the guest's next write goes on with it. */
  readonly partial: boolean;
  /** Goes on with the partial line before it. */
  readonly joined?: boolean;
}

/** A line that waits to be fed. */
export interface QueuedLine {
  readonly text: string;
  /** `cp`: behind #CP. `guest`: typed while the machine ran. `current`: typed in CP READ. */
  readonly target: 'cp' | 'guest' | 'current';
  /** What is echoed when the line is fed; undefined for later pieces of one typed line. */
  readonly echo: string | undefined;
  /** Counts the typed lines. */
  readonly order: number;
}

/** The state of a console. */
export interface ConsoleState {
  readonly version: 1;
  status: MachineStatus;
  hold: 'none' | 'more' | 'holding';
  /** The output page: lines as written, laid out for the terminal's width when painted. */
  page: OutputLine[];
  /** Output that waits for the next page. */
  pending: OutputLine[];
  /** Lines that were dropped because too many waited. */
  lost: number;
  /** The last lines, for a session that comes later. */
  recent: OutputLine[];
  recentCharacters: number;
  /** How many of them came while no session was in front. */
  missed: number;
  /** There is output that came after the person's last key of attention. */
  unseen: boolean;
  input: InputLine;
  masked: boolean;
  /** A line was refused: NOT ACCEPTED. */
  refused: boolean;
  queue: QueuedLine[];
  queueBytes: number;
  /** The line that the machine has been given and has not taken yet. */
  given: QueuedLine | undefined;
  /** A command of CP is at work. */
  cpBusy: boolean;
  /** Typed lines so far, and the one that CP took last. */
  typed: number;
  cpOrder: number;
  /** Typed lines, the last one at the end, and where RETRIEVE stands. */
  history: string[];
  retrieved: number;
  /** Who has the screen. */
  owner: 'lines' | 'display';
  /** CP's lines cover the program's screen, which comes back. */
  covered: boolean;
  display: Display | undefined;
  /** What the program has written to it last was valid. */
  displayValid: boolean;
  /** Keys typed while the program's keyboard was locked. */
  keys: TerminalKey[];
  settings: ConsoleSettings;
  terminal: { screen: boolean; columns: number; rows: number };
}

/** Settings of TERMINAL and SET PF as a logon finds them. */
export const DEFAULT_SETTINGS: ConsoleSettings = {
  lineEnd: '#',
  lineDelete: '',
  charDelete: '',
  escape: '"',
  tabChar: '',
  lineSize: 80,
  more: [50, 10],
  hold: true,
  timestamp: false,
  breakKey: 'PA1',
  lineEdit: true,
  pf: { 12: { mode: 'RETRIEVE', text: '' } },
};

/** The state of a new console. */
export function newConsoleState(settings: ConsoleSettings = DEFAULT_SETTINGS): ConsoleState {
  return {
    version: 1,
    status: 'CP READ',
    hold: 'none',
    page: [],
    pending: [],
    lost: 0,
    recent: [],
    recentCharacters: 0,
    missed: 0,
    unseen: false,
    input: emptyInput(),
    masked: false,
    refused: false,
    queue: [],
    queueBytes: 0,
    given: undefined,
    cpBusy: false,
    typed: 0,
    cpOrder: 0,
    history: [],
    retrieved: 0,
    owner: 'lines',
    covered: false,
    display: undefined,
    displayValid: true,
    keys: [],
    settings,
    terminal: { screen: true, columns: 80, rows: 24 },
  };
}
