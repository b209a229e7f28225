/**
 * The full-screen side of a console: the display that a program writes, the keys that it has not taken yet, and
 * the change between its screen and the lines of CP. One of {@link ConsoleState.owner} `display` and `lines` has
 * the terminal; lines over a program's screen cover it, and it comes back, unpainted, behind the last page of them.
 */
import type { Display } from '../../../devices/display/display.js';
import { alternateSize, makeDisplay } from '../../../devices/display/display.js';
import { AID } from '../../../devices/display/display-table.js';
import type { ReadOperation } from '../../../devices/display/display-table.js';
import { readDisplay } from '../../../devices/display/inbound.js';
import { write } from '../../../devices/display/outbound.js';
import type { TerminalKey } from '../../ports/console.js';
import { TYPE_AHEAD_LIMIT } from './console-state.js';
import { lineKeys, press } from './full-screen.js';
import { emptyInput } from './input-line.js';
import type { LineKeys } from './line-keys.js';
import type { ConsoleContext, OutputFlow } from './output-flow.js';
import type { TypedLines } from './typed-lines.js';

/** Characters of a line begun that are typed into a program's screen. */
const INPUT_KEYS = 1024;

/** The full-screen side. */
export class ProgramScreen {
  readonly #context: ConsoleContext;
  readonly #output: OutputFlow;
  readonly #typed: TypedLines;
  readonly #keys: LineKeys;
  /** The guest is being asked for a line that it has not read yet: keys typed behind it wait. */
  #withdrawing = false;

  constructor(context: ConsoleContext, output: OutputFlow, typed: TypedLines, keys: LineKeys) {
    this.#context = context;
    this.#output = output;
    this.#typed = typed;
    this.#keys = keys;
  }

  /**
   * A write of the program with its data stream (IBM 3270 Data Stream Programmer's Reference, GA23-0059);
   * false when it must wait for the person in front.
   */
  write(command: number, data: Uint8Array): boolean {
    const { state, host, listener } = this.#context;
    // in CP READ the person's lines are CP's, with a screen or without
    if (listener !== undefined && state.status === 'CP READ') return false;
    if (this.#output.paged) {
      if (state.hold !== 'none' || state.pending.length > 0) return false;
      // lines that nobody has looked at yet are not painted over
      if (state.owner === 'lines' && state.unseen) {
        this.#output.hold('more');
        return false;
      }
    }
    const { columns, rows } = state.terminal;
    const display = (state.display ??= makeDisplay());
    display.alternate = alternateSize(columns, rows);
    if (state.owner === 'lines') {
      state.page = [];
      if (!state.terminal.screen) {
        const text = '* FULL SCREEN: THIS TERMINAL CAN ONLY SEND LINES';
        listener?.shown({ text, kind: 'cp', partial: false });
      }
    }
    state.owner = 'display';
    state.covered = false;
    this.#takeLines();
    const effect = write(display, command, data);
    state.displayValid = effect.valid;
    if (effect.alarm) listener?.alarm();
    if (effect.attention) host.attention();
    this.#replay(display);
    listener?.changed();
    return true;
  }

  /** A read of the program: what the display sends for it. */
  read(operation: ReadOperation, chained: boolean): Uint8Array {
    const { owner, display, covered } = this.#context.state;
    // behind lines, be they CP's or its own, no key was pressed: the last one has been read already
    if (!display || (owner !== 'display' && !covered)) return Uint8Array.of(AID.none);
    // below CP's lines stands what was typed
    if (owner !== 'display') return readDisplay({ ...display, aid: AID.none }, operation, 0);
    return readDisplay(display, operation, chained ? display.address : 0);
  }

  /** A key before the program's screen; kept while the keyboard is locked. */
  press(key: TerminalKey): void {
    const { state, host, listener } = this.#context;
    const display = state.display!;
    if (display.locked || this.#withdrawing) {
      if (key.kind === 'reset') state.keys = [];
      else if (state.keys.length < TYPE_AHEAD_LIMIT) state.keys.push(key);
      else listener?.alarm();
      return;
    }
    const effect = press(display, key);
    if (effect === 'refused') listener?.alarm();
    if (effect === 'attention') host.attention();
  }

  /**
   * CP's lines take the screen from the program. What is returned tells the program so, and is to be called when
   * the lines are there: a program that waits for a key reads at the attention, is told that its screen is gone, and
   * repaints, maybe at once. One that works is told at its next write: an attention behind the end of its screen would
   * be one of a person who wants to type.
   */
  cover(): () => void {
    const { state, host } = this.#context;
    // it waits for a key when it has unlocked the keyboard: not while it works on the last one
    const waits = state.display?.locked !== true;
    state.owner = 'lines';
    state.covered = true;
    state.page = [];
    return () => {
      host.displayLost();
      if (waits) host.attention();
    };
  }

  /** The program's screen comes back; its keyboard waits for the program to repaint. */
  uncover(): void {
    const { state } = this.#context;
    state.covered = false;
    state.page = [];
    if (!state.display) return;
    state.owner = 'display';
    state.display.locked = true;
  }

  /** The program has gone back to lines: keys that it has not taken are typed in the input area. */
  backToLines(): void {
    const { state } = this.#context;
    if (state.owner === 'display') state.page = [];
    state.owner = 'lines';
    state.covered = false;
    for (const key of state.keys.splice(0)) this.#keys.press(key);
  }

  /** A program has the screen: lines typed ahead, and the one begun, are typed there key by key. */
  #takeLines(): void {
    const { state, host } = this.#context;
    const keys = this.#typed.takeAll().flatMap(lineKeys);
    for (const character of state.input.text.slice(0, INPUT_KEYS))
      keys.push({ kind: 'character', character });
    state.input = emptyInput();
    state.keys.unshift(...keys);
    const { given } = state;
    if (!given || this.#withdrawing) return;
    this.#withdrawing = true;
    const settled = (withdrawn: boolean): void => {
      this.#withdrawing = false;
      if (withdrawn && state.given === given) {
        if (state.owner === 'display') {
          state.given = undefined;
          state.keys.unshift(...lineKeys(given.text));
        } else this.#typed.giveAgain();
      }
      if (state.owner === 'display' && state.display) this.#replay(state.display);
      else this.#typed.feed();
      this.#context.listener?.changed();
    };
    host.withdrawLine().then(settled, () => settled(false));
  }

  /** Keys typed while the keyboard was locked, up to the next that locks it. */
  #replay(display: Display): void {
    const { state } = this.#context;
    while (!display.locked && !this.#withdrawing && state.owner === 'display') {
      // taken out first: an attention may bring the program's next write, and with it this loop again
      const key = state.keys.shift();
      if (!key) return;
      this.press(key);
    }
  }
}
