/**
 * The card reader of an IBM 2540 (IBM 2821 Control Unit Component Description, GA24-3312, "2540 Card
 * Read Punch"), fed from spool files. The end of a file is unit exception, an empty reader is
 * intervention required. Column binary is rejected: spooled cards hold EBCDIC.
 */
import type { FileAccess } from './backing.js';
import { BaseUnit, ENDED } from './base-unit.js';
import { READER_2540 } from './identity-table.js';
import { CHANNEL_END, DATA_CHECK, DEVICE_END, EQUIPMENT_CHECK, UNIT_EXCEPTION } from './unit.js';
import type { ClosedFile, Outcome, Transfer, UnitAnswer } from './unit.js';
import { decodeRecord, FILE_HEADER, RECORD_HEADER } from '../shared/spool-record.js';

/** Commands: read and feed with a choice of stacker, read without feed, feed and select stacker. */
const READ_FEED = new Set([0x02, 0x42, 0x82]);
const READ = 0xc2;
const FEED = new Set([0x23, 0x63, 0xa3]);

/** Bytes read ahead. */
const AHEAD = 8192;
/** Records without data (carriage control of a printer file) that one turn passes over. */
const PASSED_A_TURN = 512;

/** The file in the hopper. */
interface Hopper {
  readonly handle: number;
  /** Where the next record starts in the file. */
  readonly position: number;
  /** Where the records end. */
  readonly end: number;
  readonly records: number;
}

/** Bytes read ahead, and where they stand in the file. */
interface Ahead {
  readonly handle: number;
  readonly at: number;
  readonly bytes: Uint8Array;
}

interface WrittenReader {
  readonly hopper: Hopper | undefined;
  /** The card at the read station, read without feed. */
  readonly card: Uint8Array | undefined;
  /** The command that waits for CP. */
  readonly command: number;
}

/** Feeds nothing and reads no further: what stopped the card. */
type NoCard = 'end' | 'again' | 'failed' | 'bad';

/** A virtual card reader. */
export class Reader2540 extends BaseUnit<WrittenReader> {
  override readonly identity = READER_2540;
  readonly #files: FileAccess;
  #hopper: Hopper | undefined;
  #card: Uint8Array | undefined;
  #command = 0;
  /** Never written down: it can be read again. */
  #ahead: Ahead | undefined;

  constructor(files: FileAccess) {
    super();
    this.#files = files;
  }

  protected override operate(command: number, transfer: Transfer): Outcome {
    const known = READ_FEED.has(command) || command === READ || FEED.has(command);
    if (!known) return this.reject();
    if (!this.isReady) return this.notReady();
    return this.#perform(command, transfer);
  }

  #perform(command: number, transfer: Transfer): Outcome {
    this.#command = command;
    if (this.#hopper === undefined) return { ask: { kind: 'open-input' } };
    const card = this.#card ?? this.#next(this.#hopper);
    if (card === 'again') return { again: true };
    if (card === 'end') {
      // CP closes the file now: whatever comes, nothing is read through its handle any more
      this.#hopper = { ...this.#hopper, end: this.#hopper.position };
      return { ask: { kind: 'input-ended' } };
    }
    if (card === 'failed') return this.check(EQUIPMENT_CHECK);
    if (card === 'bad') return this.check(DATA_CHECK);
    this.#card = command === READ ? card : undefined;
    if (!FEED.has(command)) transfer.put(card);
    return ENDED;
  }

  answer(answer: UnitAnswer, transfer: Transfer): Outcome {
    if (answer.kind === 'input') {
      this.#hopper = {
        handle: answer.handle,
        position: FILE_HEADER,
        end: FILE_HEADER + answer.bytes,
        records: 0,
      };
      this.#ahead = undefined;
      return this.#perform(this.#command, transfer);
    }
    const ended = this.#hopper !== undefined;
    this.#forget();
    // the file in the hopper has ended, or there was none to put there
    if (answer.kind === 'done' && ended)
      return { status: CHANNEL_END | DEVICE_END | UNIT_EXCEPTION };
    return this.notReady();
  }

  /** Takes the next card that has data. */
  #next(hopper: Hopper): Uint8Array | NoCard {
    for (let passed = 0; passed < PASSED_A_TURN; passed++) {
      if (hopper.position >= hopper.end) return 'end';
      const found = this.#record(hopper);
      if (typeof found === 'string') return found;
      hopper = { ...hopper, position: hopper.position + found.length, records: hopper.records + 1 };
      this.#hopper = hopper;
      if (found.data.length > 0) return found.data;
    }
    return 'again';
  }

  /** The record at the position, from what is read ahead. */
  #record(hopper: Hopper): { readonly data: Uint8Array; readonly length: number } | NoCard {
    for (const fresh of [false, true]) {
      if (fresh || this.#ahead?.handle !== hopper.handle) {
        try {
          this.#ahead = this.#readAhead(hopper, fresh ? RECORD_HEADER + 0xffff : AHEAD);
        } catch {
          this.#ahead = undefined;
          return 'failed';
        }
      }
      const { at, bytes } = this.#ahead;
      const decoded = hopper.position < at ? undefined : decodeRecord(bytes, hopper.position - at);
      if (decoded !== undefined)
        return { data: decoded.record.data, length: at + decoded.next - hopper.position };
      if (fresh && bytes.length === 0) return 'end';
    }
    return 'bad';
  }

  #readAhead(hopper: Hopper, length: number): Ahead {
    const wanted = Math.min(length, hopper.end - hopper.position);
    const into = new Uint8Array(wanted);
    const got = this.#files.readAt(hopper.handle, hopper.position, into);
    return { handle: hopper.handle, at: hopper.position, bytes: into.subarray(0, got) };
  }

  wantsInput(): boolean {
    return this.isReady && this.#hopper === undefined;
  }

  close(): ClosedFile {
    const hopper = this.#hopper;
    this.#forget();
    return hopper === undefined
      ? { handle: -1, records: 0, bytes: 0 }
      : {
          handle: hopper.handle,
          records: hopper.records,
          bytes: hopper.position - FILE_HEADER,
        };
  }

  #forget(): void {
    this.#hopper = undefined;
    this.#card = undefined;
    this.#ahead = undefined;
  }

  halt(): void {
    this.#command = 0;
  }

  protected override clear(): void {
    // CP takes the file back and closes it: it can be read again from its first card
    this.#forget();
  }

  protected override write(): WrittenReader {
    return { hopper: this.#hopper, card: this.#card, command: this.#command };
  }

  protected override read(written: WrittenReader): void {
    this.#hopper = written.hopper;
    this.#card = written.card;
    this.#command = written.command;
    this.#ahead = undefined;
  }
}
