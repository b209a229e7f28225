/**
 * The console of a virtual machine: an IBM 3215 typewriter (IBM 3215 Console Printer-Keyboard, GA24-3550,
 * commands write, write with carrier return, read inquiry, alarm), or in mode 3270 a display (IBM 3270
 * Information Display System Component Description, GA27-2749, "Commands"). DIAGNOSE X'58' reaches the
 * display in either mode. What it shows goes into the console ring; device end means "in the ring".
 */
import { RING_ALARM, RING_DISPLAY, RING_LINE, RING_TEXT } from './backing.js';
import type { ConsoleOutput } from './backing.js';
import { BaseUnit, ENDED } from './base-unit.js';
import {
  DISPLAY_READS,
  displayStream,
  gatherStream,
  SELECTS,
  verdictOf,
} from './display-stream.js';
import { DISPLAY, DISPLAY_CLEAR, DISPLAY_LINE } from './fullscreen.js';
import { CONSOLE_3215, CONSOLE_3270 } from './identity-table.js';
import {
  ATTENTION,
  CHANNEL_END,
  DEVICE_END,
  OPERATION_CHECK,
  UNIT_CHECK,
  UNIT_EXCEPTION,
} from './unit.js';
import type { Outcome, Transfer, Unit, UnitAnswer } from './unit.js';

/** Commands of the typewriter. */
const TYPE = 0x01;
const TYPE_RETURN = 0x09;
const READ_INQUIRY = 0x0a;
const ALARM = 0x0b;

/** Bytes of a line that go into the ring as one record. */
const PIECE = 1024;
/** Pieces that one turn types. */
const PIECES_A_TURN = 8;

/** A record for which the ring had no room, and what comes behind it: more of the CCW, or one of its ends. */
interface Held {
  readonly kind: number;
  readonly bytes: Uint8Array;
  readonly then: 'more' | 'end' | 'is-it-valid' | 'is-invalid';
}

interface WrittenConsole {
  readonly line: Uint8Array | undefined;
  readonly held: Held | undefined;
  readonly lost: boolean;
  readonly display: boolean;
  readonly wrote: boolean;
}

/** A virtual console. */
export class Console3215 extends BaseUnit<WrittenConsole> {
  #display: boolean;
  readonly #output: ConsoleOutput;
  #line: Uint8Array | undefined;
  #held: Held | undefined;
  #lost = false;
  /** The channel program has written to the screen: a read goes on where that ended. */
  #wrote = false;

  constructor(mode: '3215' | '3270', output: ConsoleOutput) {
    super();
    this.#display = mode === '3270';
    this.#output = output;
  }

  override get identity(): Unit['identity'] {
    return this.#display ? CONSOLE_3270 : CONSOLE_3215;
  }

  /** TERMINAL CONMODE: commands are those of the other device from now on. */
  setMode(mode: '3215' | '3270'): void {
    this.#display = mode === '3270';
  }

  begin(): void {
    this.#wrote = false;
  }

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (!this.isReady) return this.notReady();
    if (command >= DISPLAY) return this.#screen(command, transfer);
    if (this.#display) return this.#screen(DISPLAY | command, transfer);
    switch (command) {
      case TYPE:
        return this.#type(RING_TEXT, transfer);
      case TYPE_RETURN:
        return this.#type(RING_LINE, transfer);
      case ALARM:
        return this.#put({ kind: RING_ALARM, bytes: new Uint8Array(0), then: 'end' });
      case READ_INQUIRY: {
        if (this.#line === undefined) return { ask: { kind: 'console-read' } };
        const line = this.#line;
        this.#line = undefined;
        transfer.put(line);
        return ENDED;
      }
      default:
        return this.reject();
    }
  }

  answer(answer: UnitAnswer, transfer: Transfer): Outcome {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) return this.#put(held);
    switch (answer.kind) {
      case 'line':
      case 'stream':
        transfer.put(answer.bytes);
        return ENDED;
      case 'done':
        // the read was ended with nothing typed
        transfer.put(new Uint8Array(0));
        return ENDED;
      case 'invalid':
        return this.check(OPERATION_CHECK);
      case 'none':
        // the CANCEL key
        return { status: CHANNEL_END | DEVICE_END | UNIT_EXCEPTION };
      case 'refused':
      case 'send':
      case 'busy':
      case 'waits':
      case 'input':
      case 'output':
        return this.notReady();
    }
  }

  line(bytes: Uint8Array): boolean {
    if (this.#line !== undefined) return false;
    this.#line = bytes.slice();
    return true;
  }

  lineWaiting(): boolean {
    return this.#line !== undefined;
  }

  dropLine(): void {
    this.#line = undefined;
  }

  displayLost(): void {
    this.#lost = true;
  }

  halt(): void {
    this.#held = undefined;
  }

  protected override clear(): void {
    this.#line = undefined;
    this.#lost = false;
  }

  protected override write(): WrittenConsole {
    return {
      line: this.#line,
      held: this.#held,
      lost: this.#lost,
      display: this.#display,
      wrote: this.#wrote,
    };
  }

  protected override read(written: WrittenConsole): void {
    this.#line = written.line;
    this.#held = written.held;
    this.#lost = written.lost;
    this.#display = written.display;
    this.#wrote = written.wrote;
  }

  /** Types a line by pieces; only the last ends with `kind`. */
  #type(kind: number, transfer: Transfer): Outcome {
    for (let n = 0; n < PIECES_A_TURN; n++) {
      const bytes = transfer.get(PIECE);
      const last = bytes.length < PIECE || transfer.remaining === 0;
      const outcome = this.#put({
        kind: last ? kind : RING_TEXT,
        bytes,
        then: last ? 'end' : 'more',
      });
      if (last || 'ask' in outcome) return outcome;
    }
    return { again: true };
  }

  /** Puts a record into the ring, or holds it until there is room. */
  #put(record: Held): Outcome {
    if (!this.#output.put(record.kind, record.bytes)) {
      this.#held = record;
      return { ask: { kind: 'console-room' } };
    }
    switch (record.then) {
      case 'more':
        return { again: true };
      case 'end':
        return ENDED;
      case 'is-it-valid':
        return { ask: { kind: 'display-written' } };
      case 'is-invalid':
        return this.check(OPERATION_CHECK);
    }
  }

  /** A command to the screen. */
  #screen(command: number, transfer: Transfer): Outcome {
    if (this.#lost) {
      this.#lost = false;
      return { status: ATTENTION | CHANNEL_END | DEVICE_END | UNIT_CHECK };
    }
    if (command < DISPLAY_LINE) {
      const base = command & 0xff;
      const operation = DISPLAY_READS.get(base);
      if (operation !== undefined)
        return { ask: { kind: 'display-read', operation, chained: this.#wrote } };
      if (SELECTS.has(base)) return ENDED;
    }
    const stream = displayStream(command, (room) => gatherStream(transfer, room));
    if (stream === undefined || command > DISPLAY_CLEAR) return this.reject();
    this.#wrote = true;
    const verdict = verdictOf(stream);
    const then = verdict === 'valid' ? 'end' : verdict === 'invalid' ? 'is-invalid' : 'is-it-valid';
    return this.#put({ kind: RING_DISPLAY, bytes: stream, then });
  }
}
