/**
 * Keys at a screen of lines: the input area, ENTER, CLEAR, PA2 and the program function keys, and NOT
 * ACCEPTED (IBM VM/370 "Terminal User's Guide", GC20-1810).
 */
import type { Timer } from '../../../shared/clock.js';
import type { TerminalKey } from '../../ports/console.js';
import { REFUSED_TIME } from './console-state.js';
import { substituted, tabbed } from './function-keys.js';
import { editInput, emptyInput, filledInput } from './input-line.js';
import type { ConsoleContext, OutputFlow } from './output-flow.js';
import type { TypedLines } from './typed-lines.js';

/** The console around the keys. */
export interface KeysAround {
  nextPage(): void;
  cpOutput(text: string): void;
  /** Somebody has entered something. */
  entered(): void;
}

/** The keys of one console. */
export class LineKeys {
  readonly #context: ConsoleContext;
  readonly #output: OutputFlow;
  readonly #typed: TypedLines;
  readonly #around: KeysAround;
  #refusedTimer: Timer | undefined;

  constructor(context: ConsoleContext, output: OutputFlow, typed: TypedLines, around: KeysAround) {
    this.#context = context;
    this.#output = output;
    this.#typed = typed;
    this.#around = around;
  }

  /** A key, while lines have the screen. */
  press(key: TerminalKey): void {
    const { state } = this.#context;
    switch (key.kind) {
      case 'enter': {
        const { text } = state.input;
        if (state.refused) return this.#context.listener?.alarm();
        if (text === '' && !state.masked && state.hold !== 'none') {
          if (state.hold === 'more') this.#output.hold('holding');
          return;
        }
        if (this.enter(text)) state.input = emptyInput();
        return;
      }
      case 'clear': {
        this.#around.nextPage();
        return;
      }
      case 'pa':
        if (key.number === 2) {
          const held = state.hold !== 'none';
          this.#around.nextPage();
          if (!held) this.#context.host.externalKey();
        }
        return;
      case 'pf': {
        // the refused line stays whole
        if (state.refused) return this.#context.listener?.alarm();
        this.#pf(key.number);
        return;
      }
      case 'reset':
        this.unrefuse();
        break;
      default:
    }
    // while NOT ACCEPTED stands the keyboard is locked, so that the refused line stays whole
    if (state.refused) return this.#context.listener?.alarm();
    if (this.#vertical(key)) return;
    const edited = editInput(state.input, key, state.terminal.columns);
    if (edited === state.input) this.#context.listener?.alarm();
    if (edited) state.input = edited;
  }

  /** Up on the first row and down on the last: as RETRIEVE, for people who expect that of a terminal. */
  #vertical(key: TerminalKey): boolean {
    const { input, masked, terminal } = this.#context.state;
    const down = key.kind === 'down';
    if (masked || (key.kind !== 'up' && !down)) return false;
    if (
      down ? input.cursor + terminal.columns <= input.text.length : input.cursor >= terminal.columns
    ) {
      return false;
    }
    const line = this.#typed.retrieve(down);
    if (line !== undefined) this.#context.state.input = filledInput(line);
    return true;
  }

  /** Enters a line; false when it was not accepted. */
  enter(text: string): boolean {
    const { state } = this.#context;
    state.unseen = false;
    this.#around.entered();
    if (state.masked) {
      state.masked = false;
      this.#typed.submitMasked(text);
      return true;
    }
    if (text !== '') this.#output.echoRoom();
    if (this.#typed.submit(text)) return true;
    state.refused = true;
    this.#context.listener?.alarm();
    this.#refusedTimer?.cancel();
    this.#refusedTimer = this.#context.clock.after(REFUSED_TIME, () => this.unrefuse());
    return false;
  }

  /** NOT ACCEPTED is over. */
  unrefuse(): void {
    this.#refusedTimer?.cancel();
    this.#refusedTimer = undefined;
    this.#context.state.refused = false;
    this.#context.listener?.changed();
  }

  #pf(number: number): void {
    const { state } = this.#context;
    const set = state.settings.pf[number];
    if (state.masked) return;
    if (!set) {
      this.#around.cpOutput(`* PF${String(number).padStart(2, '0')} UNDEFINED`);
      return;
    }
    const text = set.subst === true ? substituted(set.text, state.input.text) : set.text;
    switch (set.mode) {
      case 'DELAYED':
        state.input = filledInput(text);
        break;
      case 'TAB':
        state.input = tabbed(state.input, text);
        break;
      case 'RETRIEVE': {
        const line = this.#typed.retrieve(text === 'FORWARD');
        if (line !== undefined) state.input = filledInput(line);
        break;
      }
      case 'IMMED':
        // what was in the input area has gone into the line
        if (this.enter(text) && set.subst === true) state.input = emptyInput();
    }
  }
}
