/** A console as the sessions see it that come to its front, and what it is made of. */
import type { Clock } from '../../../shared/clock.js';
import type { TerminalKey } from '../../ports/console.js';
import type { ConsoleHost, ConsoleSettings, VirtualConsole } from './console-host.js';
import type { ConsoleState } from './console-state.js';
import type { InputLine } from './input-line.js';
import type { ConsoleListener } from './output-flow.js';

/** The terminal of a session. */
export interface TerminalShape {
  readonly screen: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** What a person has typed that no one has taken yet. */
export interface TypedAhead {
  /** Whole lines, the oldest first. */
  readonly lines: readonly string[];
  /** What stands in the input area. */
  readonly input: InputLine;
}

/** A console as a session sees it. */
export interface ConnectableConsole extends VirtualConsole {
  readonly state: Readonly<ConsoleState>;
  readonly systemName: string;
  /** A session comes to the front; one that was there is forgotten. */
  connect(listener: ConsoleListener, terminal: TerminalShape): void;
  /** That session is gone; the machine goes on, and nothing is held for it. */
  disconnect(listener: ConsoleListener): void;
  resize(columns: number, rows: number): void;
  key(key: TerminalKey): void;
  /** A whole line, from a terminal without a screen. */
  line(text: string): void;
  /** The terminal without a screen takes lines again. */
  drained(): void;
  /** Gives away what was typed ahead: its person goes on at another console. */
  takeTyped(): TypedAhead;
  /** Takes what was typed ahead at another console, as if it were typed now. */
  giveTyped(typed: TypedAhead): void;
}

/** What a console is made of. */
export interface ConsoleOptions {
  readonly host: ConsoleHost;
  readonly clock: Clock;
  /** At most 8 characters. */
  readonly systemName: string;
  readonly settings?: ConsoleSettings;
  /** Time of day for TERMINAL TIMESTAMP, `hh:mm:ss`; without it the host's. */
  readonly timeOfDay?: (now: number) => string;
  /** A console that was written down. */
  readonly written?: ConsoleState;
}
