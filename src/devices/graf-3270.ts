/**
 * A local 3270 display beside the console (IBM 3270 Information Display System Component Description, GA27-2749,
 * "Commands"). Its screen is a terminal that has dialled the machine, which main has: each command goes there. While
 * no terminal is there the display is as one that is switched off.
 */
import { BaseUnit, ENDED } from './base-unit.js';
import { displayStream, gatherStream } from './display-stream.js';
import { DISPLAY, READ_BUFFER, READ_MODIFIED } from './fullscreen.js';
import { CONSOLE_3270 } from './identity-table.js';
import type { Outcome, Transfer, Unit, UnitAnswer } from './unit.js';

/** Read modified all: as read modified, whatever key was pressed. */
const READ_MODIFIED_ALL = 0x0e;
const SELECT = 0x0b;
/** Largest command of a local display: WRITE STRUCTURED FIELD. */
const LAST_COMMAND = 0x1f;

/** A display. It knows nothing of its own beside sense bytes. */
export class Graf3270 extends BaseUnit<undefined> {
  override get identity(): Unit['identity'] {
    return CONSOLE_3270;
  }

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (!this.isReady) return this.notReady();
    switch (command) {
      case READ_MODIFIED:
      case READ_MODIFIED_ALL:
        return { ask: { kind: 'graf-read', operation: 'modified' } };
      case READ_BUFFER:
        return { ask: { kind: 'graf-read', operation: 'buffer' } };
      case SELECT:
        return { ask: { kind: 'graf-write', bytes: new Uint8Array(0) } };
    }
    if (command > LAST_COMMAND) return this.reject();
    const stream = displayStream(DISPLAY | command, (room) => gatherStream(transfer, room));
    return stream === undefined ? this.reject() : { ask: { kind: 'graf-write', bytes: stream } };
  }

  answer(answer: UnitAnswer, transfer: Transfer): Outcome {
    switch (answer.kind) {
      case 'stream':
        transfer.put(answer.bytes);
        return ENDED;
      case 'done':
        return ENDED;
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

  protected override write(): undefined {
    return undefined;
  }

  protected override read(): void {
    // nothing was written
  }
}
