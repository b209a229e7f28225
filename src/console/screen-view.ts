/**
 * A session on a terminal with a screen: keys are decoded, screens are painted, one in 33 ms in the long run
 * and none while the terminal does not keep up.
 */
import type { Clock, Timer } from '../shared/clock.js';
import type { ConsoleView, Run, Screen, Session } from '../cp/ports/console.js';
import { BlessedPainter } from './blessed-painter.js';
import { KeyDecoder } from './key-decoder.js';
import type { Painter } from './painter.js';
import { RowPainter } from './row-painter.js';
import type { TerminalPort } from './terminal-port.js';
import { PAINT_BACKLOG, stripControls } from './terminal-port.js';
import type { TerminalType } from './terminal-types.js';

/** Milliseconds from one frame to the next. */
export const FRAME_TIME = 33;
/**
 * Frames that a screen which has rested may have at once: the echo of Enter is one, and the reply that
 * comes a few milliseconds later must not wait for the next (docs/decisions/0005-what-the-benches-decided.md).
 */
const BURST = 3;
/** Milliseconds for which a refusal stands on the screen. */
const REFUSAL_TIME = 2_000;
/** Milliseconds between alarms: a program that rings without end must not drown the line. */
const ALARM_TIME = 200;
/** Screens with more cells than this are painted row by row: blessed keeps an array for each cell. */
export const BLESSED_CELLS = 10_000;

/** A view on a terminal. Call {@link ScreenView.start} when the session is open. */
export class ScreenView implements ConsoleView {
  readonly #port: TerminalPort;
  readonly #clock: Clock;
  readonly #type: TerminalType;
  readonly #decoder: KeyDecoder;
  #session: Session | undefined;
  #painter: Painter | undefined;
  #painterKind = '';
  #timer: Timer | undefined;
  /** When the next frame would be due if all had kept their distance. */
  #due = -Infinity;
  #lastAlarm = -Infinity;
  #refusal: Timer | undefined;
  #over = false;

  constructor(port: TerminalPort, clock: Clock, type: TerminalType) {
    this.#port = port;
    this.#clock = clock;
    this.#type = type;
    this.#decoder = new KeyDecoder(clock, {
      key: (key) => this.#session?.key(key),
      refused: () => this.#refuse(),
    });
  }

  /** The session is open: what it shows is painted. */
  start(session: Session): void {
    if (this.#over) return;
    this.#session = session;
    this.changed();
  }

  /** Bytes from the terminal. */
  input(bytes: Uint8Array): void {
    if (!this.#over) this.#decoder.feed(bytes);
  }

  /** The terminal has another size. */
  resize(columns: number, rows: number): void {
    if (this.#over) return;
    this.#session?.resize(columns, rows);
    this.changed();
  }

  changed(): void {
    if (this.#over || this.#timer) return;
    const wait = this.#due - (BURST - 1) * FRAME_TIME - this.#clock.monotonic();
    // at the next turn at the earliest: a burst of changes is one frame
    this.#timer = this.#clock.after(Math.max(0, wait), () => this.#frame());
  }

  line(): void {
    // the screen shows it
  }

  alarm(): void {
    const now = this.#clock.monotonic();
    if (this.#over || now - this.#lastAlarm < ALARM_TIME) return;
    this.#lastAlarm = now;
    this.#port.write('\u0007');
  }

  close(text?: string): void {
    if (this.#over) return;
    // what was said last is seen before the screen goes
    this.#paint();
    this.#stop(false);
    if (text !== undefined && text !== '') {
      this.#port.write(`${stripControls(text).replaceAll('\n', '\r\n')}\r\n`);
    }
    this.#port.end();
  }

  /** The line is gone. Idempotent. */
  gone(): void {
    if (!this.#over) this.#stop(true);
    this.#session?.dropped();
    this.#session = undefined;
  }

  #frame(): void {
    this.#timer = undefined;
    if (this.#over) return;
    if (this.#port.backlog() > PAINT_BACKLOG) {
      // the terminal does not keep up: later, and then only what it looks like then
      this.#timer = this.#clock.after(FRAME_TIME * 3, () => this.#frame());
      return;
    }
    this.#paint();
  }

  #paint(): void {
    if (!this.#session) return;
    this.#due = Math.max(this.#due, this.#clock.monotonic()) + FRAME_TIME;
    const screen = this.#session.screen();
    this.#painterFor(screen).paint(this.#refusal ? withNotice(screen) : screen);
  }

  #painterFor({ columns, rows }: Screen): Painter {
    const kind =
      this.#type.view === 'blessed' && columns * rows <= BLESSED_CELLS ? 'blessed' : 'rows';
    if (!this.#painter || kind !== this.#painterKind) {
      this.#painter?.stop(false);
      this.#painterKind = kind;
      this.#painter =
        kind === 'blessed'
          ? new BlessedPainter(this.#port, this.#type.terminal)
          : new RowPainter(this.#port, this.#type.color);
    }
    return this.#painter;
  }

  /** A character that EBCDIC does not hold: said so, and that is all. */
  #refuse(): void {
    this.alarm();
    this.#refusal?.cancel();
    this.#refusal = this.#clock.after(REFUSAL_TIME, () => this.#endRefusal());
    this.changed();
  }

  #endRefusal(): void {
    this.#refusal?.cancel();
    this.#refusal = undefined;
    this.changed();
  }

  #stop(quiet: boolean): void {
    this.#over = true;
    this.#timer?.cancel();
    this.#refusal?.cancel();
    this.#decoder.stop();
    this.#painter?.stop(quiet);
    this.#painter = undefined;
  }
}

const NOTICE = 'NOT IN EBCDIC';

/** The screen with the notice at its bottom right, where the status is. */
function withNotice(screen: Screen): Screen {
  const last = screen.lines.at(-1) ?? [];
  const keep = screen.columns - NOTICE.length - 1;
  const runs: Run[] = [];
  let at = 0;
  for (const run of last) {
    const text = run.text.slice(0, Math.max(0, keep - at));
    if (text !== '') runs.push({ ...run, text });
    at += run.text.length;
  }
  const style = { color: 'red', highlight: 'reverse', intense: true } as const;
  runs.push({ text: ` ${NOTICE}`, style });
  return { ...screen, lines: [...screen.lines.slice(0, -1), runs] };
}
