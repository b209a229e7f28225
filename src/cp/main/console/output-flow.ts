/**
 * The output side of a console: the page that fills from the top, MORE... and HOLDING, and what waits for
 * the next page. Without a session in front, or on one without a screen, nothing is ever held.
 */
import type { Clock, Timer } from '../../../shared/clock.js';
import type { ConsoleHost } from './console-host.js';
import type { ConsoleState, OutputLine } from './console-state.js';
import { PENDING_LIMIT, RECENT_CHARACTERS, RECENT_LINES } from './console-state.js';
import { cleanText, outputRows, rowsOf, rowsUsed, wrapWidth } from './output-page.js';

/** A guest that never ends its line gets a new one here. */
const LONGEST_JOIN = 4096;

/** What a console tells the session in front of it. */
export interface ConsoleListener {
  changed(): void;
  /** A line that has just become visible. */
  shown(line: OutputLine): void;
  alarm(): void;
  /** A terminal without a screen that cannot take more at present. */
  congested(): boolean;
}

/** What the two sides of a console share. */
export interface ConsoleContext {
  readonly state: ConsoleState;
  readonly host: ConsoleHost;
  readonly clock: Clock;
  readonly timeOfDay: () => string;
  listener: ConsoleListener | undefined;
  spool: ((line: string) => void) | undefined;
}

/** The output side. */
export class OutputFlow {
  readonly #context: ConsoleContext;
  #timer: Timer | undefined;
  /** Characters that still go over a full page instead of being held, as their reader has asked for CP. */
  #flows = 0;
  /** The text of a partial line, until it is whole and goes to the spooled console. */
  #whole = '';

  constructor(context: ConsoleContext) {
    this.#context = context;
  }

  /** Whether output waits for a person. */
  get paged(): boolean {
    return this.#context.listener !== undefined && this.#context.state.terminal.screen;
  }

  /** Whether a guest's line can be taken now; when not, MORE... may begin. */
  roomForGuest(): boolean {
    const { state, listener } = this.#context;
    if (listener !== undefined && !state.terminal.screen) return !listener.congested();
    if (!this.paged) return true;
    if (state.hold !== 'none' || state.pending.length > 0) return false;
    if (state.owner === 'display' || this.#free() > 0 || this.#flows > 0) return true;
    this.hold('more');
    return false;
  }

  /** Adds a line, now or behind those that wait. */
  add(line: OutputLine): void {
    const { state } = this.#context;
    const text = cleanText(line.text);
    const stamp =
      state.settings.timestamp && line.kind !== 'echo' && !this.#joins(line)
        ? `${this.#context.timeOfDay()} `
        : '';
    const most = this.paged ? this.#width() * outputRows(state.terminal.rows) : Infinity;
    const whole = stamp + text;
    // what is taller than a page becomes several lines
    let at = 0;
    do {
      const last = at + most >= whole.length;
      if (state.pending.length < PENDING_LIMIT) {
        state.pending.push({
          text: whole.slice(at, at + most),
          kind: line.kind,
          partial: last && line.partial,
        });
      } else state.lost++;
      at += most;
    } while (at < whole.length);
    this.pump();
  }

  /** Moves what waits on to the page while it has room. */
  pump(): void {
    const { state } = this.#context;
    let moved = false;
    while (state.pending.length > 0) {
      const line = state.pending[0]!;
      if (this.paged && !this.#mayShow(line)) break;
      state.pending.shift();
      this.#show(line);
      moved = true;
    }
    if (state.pending.length === 0 && state.lost > 0) {
      const { lost } = state;
      state.lost = 0;
      this.add({ text: `* ${lost} LINES LOST`, kind: 'cp', partial: false });
    }
    if (moved) this.#context.listener?.changed();
  }

  /** MORE... or HOLDING. */
  hold(how: 'more' | 'holding'): void {
    const { state, listener } = this.#context;
    this.#timer?.cancel();
    this.#timer = undefined;
    state.hold = how;
    if (how === 'more') this.#startTimer();
    listener?.changed();
  }

  /** The next page: this one goes, what waits follows, and the machine may go on. */
  turn(): void {
    const { state } = this.#context;
    this.#release();
    state.page = [];
    state.unseen = false;
    this.pump();
    if (state.pending.length === 0) this.#context.host.drain();
    this.#context.listener?.changed();
  }

  /** The page is no longer held, and stays. */
  turnKeeping(): void {
    this.#release();
    this.pump();
  }

  /** The terminal has another size: a full page may have room now, and then is not held any more. */
  resized(): void {
    const { state } = this.#context;
    if (state.hold === 'more' && !state.covered && this.#free() > 0) {
      this.#release();
      this.pump();
      if (state.pending.length === 0) this.#context.host.drain();
    } else this.pump();
  }

  /** PA1 on a held page: what waits is dropped. */
  drop(): void {
    const { state } = this.#context;
    state.pending = [];
    state.lost = 0;
    this.#release();
    state.page = [];
    state.unseen = false;
    this.#context.listener?.changed();
  }

  /**
   * PA1 on a page that is not held: what was under way goes over it, so that CP READ shows at once.
   * @param characters - how many at most; 0: full pages are held again
   */
  flow(characters: number): void {
    this.#flows = characters;
  }

  /** No session any more: nothing is held, the page goes on like a scroll. */
  unhold(): void {
    this.#release();
    this.pump();
    this.#context.host.drain();
  }

  /** A typed line is echoed: a full page that its person has before the eyes gives way. */
  echoRoom(): void {
    const { state } = this.#context;
    if (this.paged && state.hold === 'none' && this.#free() <= 0) state.page = [];
  }

  /** Keeps the lines that fit with `spare` rows left, for a session that comes to a page that has scrolled. */
  settle(spare: number): void {
    const { state } = this.#context;
    const room = Math.max(1, outputRows(state.terminal.rows) - spare);
    while (state.page.length > 1 && rowsUsed(state.page, this.#width()) > room) state.page.shift();
  }

  #width(): number {
    const { state } = this.#context;
    return wrapWidth(state.terminal.columns, state.settings.lineSize);
  }

  #free(): number {
    const { state } = this.#context;
    return outputRows(state.terminal.rows) - rowsUsed(state.page, this.#width());
  }

  #joins(line: OutputLine): boolean {
    const last = this.#context.state.page.at(-1);
    if (line.kind !== 'guest' || last?.kind !== 'guest' || !last.partial) return false;
    return last.text.length + line.text.length <= LONGEST_JOIN;
  }

  /** Whether the line may go on the page now; begins MORE... when the page is full. */
  #mayShow(line: OutputLine): boolean {
    const { state } = this.#context;
    const width = this.#width();
    const need = this.#joins(line)
      ? rowsOf(state.page.at(-1)!.text + line.text, width) - rowsOf(state.page.at(-1)!.text, width)
      : rowsOf(line.text, width);
    // CP's lines over a program's screen are shown although the page is held
    const open = state.hold === 'none' || (state.covered && line.kind === 'cp');
    const fits = state.page.length === 0 || need <= this.#free();
    if (fits || state.hold !== 'none') return open && fits;
    if (this.#flows <= 0) {
      this.hold('more');
      return false;
    }
    state.page = [];
    return true;
  }

  #show(line: OutputLine): void {
    const { state, listener } = this.#context;
    const joined = this.#joins(line);
    if (this.#flows > 0) this.#flows -= line.text.length + 1;
    const shown: OutputLine = joined
      ? { ...line, text: state.page.pop()!.text + line.text }
      : { ...line };
    state.page.push(shown);
    if (line.kind !== 'echo') state.unseen = true;
    if (joined) state.recentCharacters -= state.recent.pop()?.text.length ?? 0;
    else if (listener === undefined) state.missed++;
    this.#remember(shown);
    this.#toSpool(line, joined);
    listener?.shown(joined ? { ...line, joined } : line);
    if (!this.paged) this.settle(0);
  }

  #remember(line: OutputLine): void {
    const { state } = this.#context;
    state.recent.push(line);
    state.recentCharacters += line.text.length;
    while (
      state.recent.length > RECENT_LINES ||
      (state.recentCharacters > RECENT_CHARACTERS && state.recent.length > 1)
    ) {
      state.recentCharacters -= state.recent.shift()!.text.length;
    }
    state.missed = Math.min(state.missed, state.recent.length);
  }

  #toSpool(line: OutputLine, joined: boolean): void {
    const { spool } = this.#context;
    if (!joined && this.#whole !== '') {
      spool?.(this.#whole);
      this.#whole = '';
    }
    if (line.partial) this.#whole += line.text;
    else {
      spool?.(this.#whole + line.text);
      this.#whole = '';
    }
  }

  #release(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#context.state.hold = 'none';
  }

  #startTimer(): void {
    const { state, clock } = this.#context;
    const [alarm, page] = state.settings.more;
    this.#timer = clock.after(alarm * 1000, () => {
      if (alarm > 0) this.#context.listener?.alarm();
      this.#timer = clock.after(page * 1000, () => this.timeout());
    });
  }

  /** What the timer of MORE... does at its end; replaced where CP's lines cover a program's screen. */
  timeout: () => void = () => this.turn();
}
