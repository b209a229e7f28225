/**
 * The screen of a terminal that has dialled a machine: all of it is the guest's, and every key that asks for attention
 * is its interruption. There is no CP behind it. Until the guest has written for the first time UNDIAL leaves it.
 */
import type { ReadOperation } from '../../../devices/display/display-table.js';
import { RING_DISPLAY } from '../../../devices/backing.js';
import { ERASE_WRITE } from '../../../devices/fullscreen.js';
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { ConnectableConsole } from '../console/connectable-console.js';
import type { ConsoleHost } from '../console/console-host.js';

/** Write control: reset modified data tags, restore the keyboard. */
const RESTORE = 0xc3;
/** Orders: set buffer address to row 2, column 1 of 80; insert cursor. */
const SECOND_ROW = [0x11, 0xc1, 0x50, 0x13];

/** What a screen tells of its person. */
export interface ScreenEvents {
  /** ENTER or another key of attention: the guest's interruption. */
  attention(): void;
  /** UNDIAL. */
  leave(): void;
}

/** One screen. */
export class DialledScreen implements ConsoleHost {
  readonly console: ConnectableConsole;
  readonly programBreak = true;
  readonly #events: ScreenEvents;
  /** The guest has written. */
  #taken = false;

  /** @param greeting - stands in the first row until the guest writes */
  constructor(
    makeConsole: (host: ConsoleHost) => ConnectableConsole,
    greeting: string,
    events: ScreenEvents,
  ) {
    this.#events = events;
    this.console = makeConsole(this);
    this.console.status('RUNNING');
    const text = toEbcdic(greeting);
    this.#put(Uint8Array.of(ERASE_WRITE, RESTORE, ...text, ...SECOND_ROW));
  }

  /** The guest's command and its data; false when the stream is not valid. */
  write(stream: Uint8Array): boolean {
    this.#taken = true;
    this.#put(stream);
    return this.console.displayValid;
  }

  /** What the guest reads. */
  read(operation: ReadOperation, chained = false): Uint8Array {
    return this.console.displayRead(operation, chained);
  }

  #put(stream: Uint8Array): void {
    // nothing but the guest writes here, so that nothing is ever held
    if (!this.console.guestRecord(RING_DISPLAY, stream))
      throw new Error('a dialled screen is held');
  }

  attention(): void {
    const typed = this.#taken ? '' : fromEbcdic(this.read('modified').subarray(3));
    if (/(^|[^A-Z])(#CP +)?UNDIAL *$/i.test(typed)) this.#events.leave();
    else this.#events.attention();
  }

  // ---- what a console with lines asks; here are none

  cpLine(): void {
    // no line is ever CP's
  }

  withdrawLine(): Promise<boolean> {
    return Promise.resolve(false);
  }

  guestLine(): void {
    this.console.accepted();
  }

  enterCp(): void {
    // PA1 is the guest's
  }

  externalKey(): void {
    // and so is PA2
  }

  drain(): void {
    // writes come by themselves
  }

  displayLost(): void {
    // CP never takes the screen
  }
}
