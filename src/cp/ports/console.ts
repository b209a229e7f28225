/**
 * Sessions, consoles and views. A session is a line with a person at it; the console belongs to a
 * virtual machine (or is the logo, before logon) and is plain data; a view paints it and is thrown away
 * with the line. Keys travel view -> console -> CP or guest; output travels guest -> ring -> console -> view.
 */

/** A key as the view decoded it, in the words of a 3270 keyboard. */
export type TerminalKey =
  /** One character; those that the code page cannot hold never get here (the view shows why). */
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'enter' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'pa'; readonly number: 1 | 2 | 3 }
  | { readonly kind: 'pf'; readonly number: number }
  | {
      readonly kind:
        | 'left'
        | 'right'
        | 'up'
        | 'down'
        | 'home'
        | 'end'
        | 'tab'
        | 'back-tab'
        | 'newline'
        | 'backspace'
        | 'delete'
        | 'insert'
        | 'erase-eof'
        | 'erase-input'
        | 'field-mark'
        | 'dup'
        | 'reset'
        /** Local scroll-back, a page at a time. */
        | 'page-up'
        | 'page-down';
    };

/** Colour and light of a cell, as a 3270 has them. */
export interface CellStyle {
  readonly color: 'default' | 'blue' | 'red' | 'pink' | 'green' | 'turquoise' | 'yellow' | 'white';
  readonly highlight: 'none' | 'blink' | 'reverse' | 'underscore';
  readonly intense: boolean;
}

/** A stretch of a row in one style. */
export interface Run {
  readonly text: string;
  readonly style: CellStyle;
}

/** What a view paints: exactly `rows` rows, each of runs that fill `columns` columns. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly lines: readonly (readonly Run[])[];
  /** Zero-based. */
  readonly cursor: { readonly row: number; readonly column: number };
  /** Counts up at every change, so that a view can tell whether to paint. */
  readonly version: number;
}

/** What a view must do; implemented by the SSH views. */
export interface ConsoleView {
  /** The screen has changed: ask for it when convenient (frames are coalesced). */
  changed(): void;
  /** One line of output as it becomes visible, for views without a screen. `partial`: no line end. */
  line(text: string, partial: boolean): void;
  alarm(): void;
  /**
   * Views without a screen: true while more lines are unsent than the line can take. The console then holds
   * the machine's output until {@link Session.drained}.
   */
  congested?(): boolean;
  /** What is typed from now on is a password (or no longer is): views that echo by themselves stop. */
  mask?(on: boolean): void;
  /** The session is over; say `text` if anything, give the terminal back and close the line. */
  close(text?: string): void;
}

/** A session as a view sees it; implemented by CP. */
export interface Session {
  /** The screen as it is now, for the size last given. */
  screen(): Screen;
  key(key: TerminalKey): void;
  /** A whole line, from a view without a screen. */
  line(text: string): void;
  /** New size; clamped to 20..300 x 5..120. */
  resize(columns: number, rows: number): void;
  /** A view that was congested has room again. */
  drained?(): void;
  /** The line is gone. Idempotent. */
  dropped(): void;
}

/** How a session begins; implemented by CP, called by the SSH server. */
export interface SessionService {
  /** Whether the password is right; equal time for wrong, unknown and NOLOG. */
  verifyPassword(userid: string, password: string): Promise<boolean>;
  /** Public keys of a user in OpenSSH form; none for an unknown or NOLOG user. */
  keys(userid: string): readonly string[];
  /**
   * Opens a session for an authenticated user and logs that user on (or offers to take over or reconnects).
   * @param from - where the line comes from, for the operator's log (`127.0.0.1:50123`)
   * @param view - with a screen of `columns` by `rows`, or line by line when `screen` is false
   */
  open(
    userid: string,
    from: string,
    view: ConsoleView,
    terminal: { readonly screen: boolean; readonly columns: number; readonly rows: number },
  ): Session;
  /** The system's name as shown at the bottom right, at most 8 characters. */
  readonly systemName: string;
}
