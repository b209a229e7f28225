/**
 * A local 3270 display beside the console (IBM 3270 Information Display System Component Description, GA27-2749,
 * "Commands"). Its screen is a terminal that has dialled the machine, which main has: each command goes there. While
 * no terminal is there the display is as one that is switched off.
 */
import { BaseUnit, ENDED } from './base-unit.js';
import { DISPLAY_READS, displayStream, gatherStream, SELECTS } from './display-stream.js';
import { DISPLAY } from './fullscreen.js';
import { CONSOLE_3270 } from './identity-table.js';
import { OPERATION_CHECK } from './unit.js';
import type { Outcome, Transfer, Unit, UnitAnswer } from './unit.js';

/** Largest command of a local display: WRITE STRUCTURED FIELD. */
const LAST_COMMAND = 0x1f;

/** A display. It knows nothing of its own beside sense bytes, and whether its channel program has written. */
export class Graf3270 extends BaseUnit<{ readonly wrote: boolean }> {
  /** A read goes on where the write that it is chained to has ended. */
  #wrote = false;

  override get identity(): Unit['identity'] {
    return CONSOLE_3270;
  }

  begin(): void {
    this.#wrote = false;
  }

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (!this.isReady) return this.notReady();
    const operation = DISPLAY_READS.get(command);
    if (operation !== undefined)
      return { ask: { kind: 'graf-read', operation, chained: this.#wrote } };
    // with nothing to write: whether it is there
    if (SELECTS.has(command)) return { ask: { kind: 'graf-write', bytes: new Uint8Array(0) } };
    if (command > LAST_COMMAND) return this.reject();
    const stream = displayStream(DISPLAY | command, (room) => gatherStream(transfer, room));
    if (stream === undefined) return this.reject();
    this.#wrote = true;
    return { ask: { kind: 'graf-write', bytes: stream } };
  }

  answer(answer: UnitAnswer, transfer: Transfer): Outcome {
    switch (answer.kind) {
      case 'stream':
        transfer.put(answer.bytes);
        return ENDED;
      case 'done':
        return ENDED;
      case 'invalid':
        return this.check(OPERATION_CHECK);
      default:
        // nobody is there
        return this.notReady();
    }
  }

  halt(): void {
    // what main has been asked is not wanted any more
  }

  protected override clear(): void {
    // the screen is the terminal's
  }

  protected override write(): { readonly wrote: boolean } {
    return { wrote: this.#wrote };
  }

  protected override read({ wrote }: { readonly wrote: boolean }): void {
    this.#wrote = wrote;
  }
}
