/**
 * What punch and printer share: a command makes a record, the record goes to the spool file, and what
 * is missing for that (a file, room in it) is asked of CP while the CCW waits.
 */
import type { FileAccess } from './backing.js';
import { BaseUnit, ENDED } from './base-unit.js';
import { SpoolWriter } from './spool-writer.js';
import type { WrittenWriter } from './spool-writer.js';
import { EQUIPMENT_CHECK } from './unit.js';
import type { ClosedFile, Outcome, Transfer, UnitAnswer, UnitAsk } from './unit.js';
import type { SpoolRecord } from '../shared/spool-record.js';

/** What a punch or printer writes down. */
interface WrittenOutput {
  readonly writer: WrittenWriter;
  readonly held: SpoolRecord | undefined;
}

/** A unit that writes records to a spool file. */
export abstract class OutputUnit extends BaseUnit<WrittenOutput> {
  readonly #writer: SpoolWriter;
  /** The record of the CCW that waits for CP. */
  #held: SpoolRecord | undefined;

  constructor(files: FileAccess) {
    super();
    this.#writer = new SpoolWriter(files);
  }

  /** The record that a command makes, `done` when it makes none, or `reject`. */
  protected abstract record(command: number, transfer: Transfer): SpoolRecord | 'done' | 'reject';

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (!this.isReady) return this.notReady();
    const record = this.record(command, transfer);
    if (record === 'reject') return this.reject();
    if (record === 'done') return ENDED;
    return this.#write(record);
  }

  answer(answer: UnitAnswer): Outcome {
    const record = this.#held;
    this.#held = undefined;
    if (answer.kind !== 'output' || record === undefined) return this.notReady();
    this.#writer.open(answer.handle, answer.limit);
    return this.#write(record);
  }

  append(record: SpoolRecord): 'done' | 'failed' | 'busy' | UnitAsk {
    if (this.#held !== undefined) return 'busy';
    const appended = this.#writer.append(record);
    if (appended === 'done' || appended === 'failed') return appended;
    return { kind: appended === 'closed' ? 'open-output' : 'output-limit' };
  }

  opened(answer: UnitAnswer): boolean {
    if (answer.kind !== 'output') return false;
    this.#writer.open(answer.handle, answer.limit);
    return true;
  }

  #write(record: SpoolRecord): Outcome {
    const appended = this.#writer.append(record);
    if (appended === 'done') return ENDED;
    if (appended === 'failed') return this.check(EQUIPMENT_CHECK);
    this.#held = record;
    return { ask: { kind: appended === 'closed' ? 'open-output' : 'output-limit' } };
  }

  /** Writes what is gathered to the file, so that all of it is there; false when the host cannot. */
  flush(): boolean {
    return this.#writer.flush();
  }

  close(): ClosedFile {
    return this.#writer.close();
  }

  halt(): void {
    this.#held = undefined;
  }

  protected override clear(): void {
    // the file stays open: only CLOSE lets go of it
  }

  protected override write(): WrittenOutput {
    return { writer: this.#writer.writeDown(), held: this.#held };
  }

  protected override read(written: WrittenOutput): void {
    this.#writer.restore(written.writer);
    this.#held = written.held;
  }
}
