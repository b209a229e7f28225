/**
 * A session: a line with a person at it. It shows one console at a time (the logo, then the user's, then
 * perhaps the logo again), keeps the scroll-back, and joins the view to the console in front.
 */
import type { ConsoleView, Screen, Session, TerminalKey } from '../../ports/console.js';
import type { OutputLine } from './console-state.js';
import type { ConsoleListener } from './output-flow.js';
import { layOut, outputRows } from './output-page.js';
import { paint } from './picture.js';
import type { ConnectableConsole, TerminalShape } from './connectable-console.js';

/** Lines of scroll-back, and their characters. */
const SCROLL_LINES = 5_000;
const SCROLL_CHARACTERS = 512 * 1024;

/** A session as CP sees it. */
export interface TerminalSession extends Session {
  readonly terminal: TerminalShape;
  /** The console in front. */
  readonly console: ConnectableConsole | undefined;
  readonly ended: boolean;
  /** Puts a console in front (taking it from another session), or none. */
  show(console: ConnectableConsole | undefined): void;
  /** Ends the session: the view says `text` and gives the terminal back. `lost` is not called. */
  end(text?: string): void;
}

/** What a session is made of. */
export interface SessionOptions {
  readonly view: ConsoleView;
  readonly terminal: TerminalShape;
  /** The line went away by itself (called once, after the console was let go). */
  readonly lost: (session: TerminalSession) => void;
}

/** Makes a session with no console in front. */
export function makeSession(options: SessionOptions): TerminalSession {
  return new LineSession(options);
}

class LineSession implements TerminalSession, ConsoleListener {
  terminal: TerminalShape;
  console: ConnectableConsole | undefined;
  ended = false;
  readonly #view: ConsoleView;
  readonly #lost: (session: TerminalSession) => void;
  #version = 0;
  #scroll: OutputLine[] = [];
  #scrollCharacters = 0;
  /** Rows that the output area is scrolled back by; undefined when it is live. */
  #back: number | undefined;
  /** A view without a screen stands behind a partial line. */
  #partial = false;

  constructor({ view, terminal, lost }: SessionOptions) {
    this.#view = view;
    this.terminal = { ...terminal, ...clampSize(terminal.columns, terminal.rows) };
    this.#lost = lost;
  }

  show(console: ConnectableConsole | undefined): void {
    if (this.ended) return;
    this.console?.disconnect(this);
    this.console = console;
    this.#back = undefined;
    if (!console) {
      this.changed();
      return;
    }
    for (const line of console.state.recent) this.#keep(line);
    console.connect(this, this.terminal);
  }

  end(text?: string): void {
    if (this.ended) return;
    this.#letGo();
    this.#view.close(text);
  }

  dropped(): void {
    if (this.ended) return;
    this.#letGo();
    this.#lost(this);
  }

  screen(): Screen {
    const { columns, rows } = this.terminal;
    const version = this.#version;
    if (!this.console) {
      const lines = Array.from(
        { length: rows },
        () =>
          [
            {
              text: ' '.repeat(columns),
              style: { color: 'default', highlight: 'none', intense: false },
            },
          ] as const,
      );
      return { columns, rows, lines, cursor: { row: 0, column: 0 }, version };
    }
    const { state, systemName } = this.console;
    const history =
      this.#back !== undefined && state.owner === 'lines' ? this.#history() : undefined;
    return { ...paint(state, systemName, this.terminal, history), version };
  }

  key(key: TerminalKey): void {
    const { console } = this;
    if (this.ended || !console) return;
    if (console.state.owner === 'lines' && (key.kind === 'page-up' || key.kind === 'page-down')) {
      this.#look(key.kind === 'page-up' ? 'back' : 'forward');
      return;
    }
    this.#back = undefined;
    console.key(key);
  }

  line(text: string): void {
    if (this.ended) return;
    this.#partial = false;
    this.console?.line(text);
  }

  resize(columns: number, rows: number): void {
    const size = clampSize(columns, rows);
    if (
      this.ended ||
      (size.columns === this.terminal.columns && size.rows === this.terminal.rows)
    ) {
      return;
    }
    this.terminal = { ...this.terminal, ...size };
    this.#back = undefined;
    this.console?.resize(size.columns, size.rows);
    this.#version++;
  }

  drained(): void {
    if (!this.ended) this.console?.drained();
  }

  changed(): void {
    this.#version++;
    this.#view.mask?.(this.console?.state.masked ?? false);
    if (!this.ended) this.#view.changed();
  }

  alarm(): void {
    this.#view.alarm();
  }

  congested(): boolean {
    return this.#view.congested?.() ?? false;
  }

  /** A line has become visible. */
  shown(line: OutputLine): void {
    this.#keep(line);
    if (this.terminal.screen) return;
    // a terminal without a screen has shown what was typed itself
    if (line.kind === 'echo') return;
    if (this.#partial && !line.joined) this.#view.line('', false);
    this.#view.line(line.text, line.partial);
    this.#partial = line.partial;
  }

  #letGo(): void {
    this.ended = true;
    this.console?.disconnect(this);
    this.console = undefined;
    this.#scroll = [];
  }

  #keep(line: OutputLine): void {
    if (!this.terminal.screen) return;
    const before = line.joined ? this.#scroll.pop() : undefined;
    this.#scrollCharacters += line.text.length;
    this.#scroll.push(before ? { ...line, text: before.text + line.text } : line);
    // in one stroke now and then: taking single lines off the front of a long array costs time
    if (
      this.#scroll.length > SCROLL_LINES * 1.25 ||
      this.#scrollCharacters > SCROLL_CHARACTERS * 1.25
    ) {
      let from = Math.max(0, this.#scroll.length - SCROLL_LINES);
      let characters = 0;
      for (let i = this.#scroll.length - 1; i >= from; i--) {
        characters += this.#scroll[i]!.text.length;
        if (characters > SCROLL_CHARACTERS) from = Math.min(i + 1, this.#scroll.length - 1);
      }
      this.#scroll = this.#scroll.slice(from);
      this.#scrollCharacters = Math.min(characters, SCROLL_CHARACTERS);
    }
  }

  #look(direction: 'back' | 'forward'): void {
    const { columns } = this.terminal;
    const area = outputRows(this.terminal.rows);
    const step = Math.max(1, area - 1);
    const now = this.#back;
    const rows = layOut(this.#scroll, columns, (now ?? 0) + step + area).length;
    // the live page may be nearly empty: the first step back goes just above it, the last one forward too
    const live = layOut(this.console?.state.page ?? [], columns, area).length;
    const first = Math.min(step, live);
    if (direction === 'back') {
      const most = Math.max(rows - area, rows > live ? first : -1);
      const back = Math.min(now === undefined ? first : now + step, most);
      this.#back = back < 0 ? undefined : back;
    } else if (now !== undefined) {
      this.#back = now > first ? Math.max(now - step, first) : undefined;
    }
    this.changed();
  }

  #history(): ReturnType<typeof layOut> {
    const area = outputRows(this.terminal.rows);
    const rows = layOut(this.#scroll, this.terminal.columns, (this.#back ?? 0) + area);
    return rows.slice(0, Math.min(area, rows.length));
  }
}

/** Sizes that a terminal may have: 20 to 300 columns, 5 to 120 rows. */
export function clampSize(columns: number, rows: number): { columns: number; rows: number } {
  const clamp = (value: number, least: number, most: number, otherwise: number): number =>
    Number.isFinite(value) && value >= 1
      ? Math.min(Math.max(Math.trunc(value), least), most)
      : otherwise;
  return { columns: clamp(columns, 20, 300, 80), rows: clamp(rows, 5, 120, 24) };
}
