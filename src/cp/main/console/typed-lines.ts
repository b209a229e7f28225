/**
 * The typed side of a console: lines split by the editing symbols, `#CP`, the type-ahead queue that feeds
 * the machine one line each time it has taken the one before, and the history for RETRIEVE.
 */
import { toEbcdic } from '../../../shared/ebcdic.js';
import type { QueuedLine } from './console-state.js';
import { TYPE_AHEAD_LIMIT } from './console-state.js';
import { behindCp, editLine } from './line-editing.js';
import type { ConsoleContext, OutputFlow } from './output-flow.js';

/** Lines that RETRIEVE can bring back. */
const HISTORY = 64;
/** What a queued line costs beside its characters. */
const LINE_COST = 2;

/** The typed side. */
export class TypedLines {
  readonly #context: ConsoleContext;
  readonly #output: OutputFlow;
  #feeding = false;

  constructor(context: ConsoleContext, output: OutputFlow) {
    this.#context = context;
    this.#output = output;
  }

  /** Takes a line as typed; false when there is no room for it. */
  submit(typed: string): boolean {
    const { state, host } = this.#context;
    const { settings } = state;
    const cost = typed.length + LINE_COST;
    const forCp = behindCp(typed, settings);
    // what goes to CP must get through to a machine that takes nothing any more
    if (forCp === undefined && state.queueBytes + cost > TYPE_AHEAD_LIMIT) return false;
    if (forCp !== undefined && state.queueBytes + cost > 2 * TYPE_AHEAD_LIMIT) return false;
    const shown = host.shownPart?.(typed) ?? typed;
    this.#remember(shown);
    if (typed === '' && this.#nullLine()) return true;
    if (forCp?.trim() === '') {
      this.#echo(shown);
      host.enterCp();
      return true;
    }
    // while CP works it is not known yet whose the next line will be (IPL ... STOP ends in CP READ)
    const open = state.cpBusy || state.status === 'CP READ';
    const target = forCp !== undefined ? 'cp' : open ? 'current' : 'guest';
    const order = ++state.typed;
    const pieces = editLine(forCp ?? typed, settings).map((text, n): QueuedLine => {
      return { text, target, order, echo: n === 0 ? shown : undefined };
    });
    for (const piece of pieces) state.queueBytes += piece.text.length + LINE_COST;
    if (target === 'cp') {
      // ahead of the guest's lines, behind those that are for CP, or may be when it has done what it works at
      const at = state.queue.findLastIndex((line) => line.target !== 'guest') + 1;
      state.queue.splice(at, 0, ...pieces);
    } else state.queue.push(...pieces);
    this.feed();
    return true;
  }

  /** A password: straight to CP, without editing, echo or memory. */
  submitMasked(typed: string): void {
    this.#toCp(typed);
  }

  /** Gives on what can be given on. */
  feed(): void {
    if (this.#feeding) return;
    this.#feeding = true;
    try {
      while (this.#feedOne());
    } finally {
      this.#feeding = false;
    }
  }

  /** The machine has taken the line. */
  accepted(): void {
    this.#context.state.given = undefined;
    this.feed();
  }

  /** Lines that wait for the guest; they are not queued any more. */
  takeAll(): string[] {
    const { state } = this.#context;
    const lines = state.queue.filter(({ target }) => target !== 'cp');
    state.queue = state.queue.filter(({ target }) => target === 'cp');
    for (const { text } of lines) state.queueBytes -= text.length + LINE_COST;
    return lines.map(({ text }) => text);
  }

  /** All lines that wait, as they were typed (without what is never shown); they are not queued any more. */
  takeTyped(): string[] {
    const { state } = this.#context;
    const lines = state.queue.flatMap(({ echo }) => (echo === undefined ? [] : [echo]));
    state.queue = [];
    state.queueBytes = 0;
    return lines;
  }

  /** The line that the machine was given was not read, and is to be given again. */
  giveAgain(): void {
    const { state } = this.#context;
    const { given } = state;
    if (!given) return;
    state.given = undefined;
    state.queue.unshift({ ...given, echo: undefined });
    state.queueBytes += given.text.length + LINE_COST;
  }

  /**
   * The machine was reset with a line that it had not taken: it stays typed. But what was typed in front of
   * the very command that resets it was meant for the system that is gone.
   */
  takeBack(): void {
    const { state } = this.#context;
    this.giveAgain();
    if (!state.cpBusy) return;
    state.queue = state.queue.filter(({ target, order, text }) => {
      const stays = target !== 'guest' || order > state.cpOrder;
      if (!stays) state.queueBytes -= text.length + LINE_COST;
      return stays;
    });
  }

  /** The line before (or after, FORWARD) the one that RETRIEVE brought last. */
  retrieve(forward: boolean): string | undefined {
    const { state } = this.#context;
    const { length } = state.history;
    if (length === 0) return undefined;
    state.retrieved = (state.retrieved + (forward ? -1 : 1) + length + 1) % (length + 1);
    // 0 is the empty line that stands between newest and oldest
    return state.retrieved === 0 ? '' : state.history[length - state.retrieved];
  }

  #feedOne(): boolean {
    const { state, host } = this.#context;
    // what waits for the guest must not stand in the way of what is typed in CP READ
    const reading = state.status === 'CP READ';
    const { queue } = state;
    const forCp = (line: QueuedLine): boolean => line.target === 'cp';
    // nor what waits until the guest has taken the line before in that of what is typed behind #CP
    const open = state.given ? queue.find(forCp) : queue[0];
    const next = reading ? queue.find(({ target }) => target !== 'guest') : open;
    if (!next || state.cpBusy) return false;
    if (next.target === 'cp' || (next.target === 'current' && reading)) {
      this.#take(next);
      state.cpOrder = next.order;
      this.#toCp(next.text);
      return true;
    }
    if (reading || state.given) return false;
    this.#take(next);
    state.given = next;
    host.guestLine(toEbcdic(next.text));
    return true;
  }

  #take(line: QueuedLine): void {
    const { state } = this.#context;
    state.queue.splice(state.queue.indexOf(line), 1);
    state.queueBytes -= line.text.length + LINE_COST;
    if (line.echo !== undefined && line.echo !== '') this.#echo(line.echo);
  }

  #echo(typed: string): void {
    this.#output.add({ text: typed, kind: 'echo', partial: false });
  }

  #toCp(text: string): void {
    const { host } = this.#context;
    const working = host.cpLine(text);
    if (working instanceof Promise) this.waitFor(working);
  }

  /** Gives nothing on before CP's work is done. */
  waitFor(work: Promise<unknown>): void {
    const { state } = this.#context;
    state.cpBusy = true;
    const done = (): void => {
      state.cpBusy = false;
      this.feed();
    };
    work.then(done, done);
  }

  /**
   * ENTER alone while CP works is an attention and waits for nothing; so it is on a display while the machine runs. At a terminal
   * without a screen nobody can see whether the read behind a prompt is out yet: the null line is typed ahead as any other.
   */
  #nullLine(): boolean {
    const { state, host } = this.#context;
    const idle = state.queue.length === 0 && state.given === undefined;
    const running = state.terminal.screen && idle && state.status === 'RUNNING';
    if (!state.cpBusy && !running) return false;
    host.attention();
    return true;
  }

  #remember(typed: string): void {
    const { state } = this.#context;
    state.retrieved = 0;
    if (typed === '' || state.history.at(-1) === typed) return;
    // one giant line must not be kept so many times over
    state.history.push(typed.slice(0, 1024));
    if (state.history.length > HISTORY) state.history.shift();
  }
}
