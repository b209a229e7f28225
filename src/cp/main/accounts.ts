/**
 * Accounting records on their way: kept in the home as they are made, and punched to the reader of DISKACNT, when the
 * directory has it: class C, whenever there are a hundred, or by ACNT CLOSE (VM/370 System Programmer's Guide,
 * "Accounting Records"; z/VM CP Commands, "ACNT"). What has been punched is no longer kept. A crash in between may
 * punch a record twice, but loses none.
 */
import type { RecordFile } from '../ports/records.js';

/** The user whose reader gets the records. */
export const ACCOUNTANT = 'DISKACNT';
/** Records after which they are punched. */
const LIMIT = 100;

/** What became of a punching. */
export type Punched = 'punched' | 'nothing' | 'no-user' | 'no-room';

/** What the accounts need of CP. */
export interface AccountParts {
  readonly records: RecordFile;
  /** Whether the directory has the accountant. */
  hasUser(): boolean;
  /** Puts cards into the accountant's reader; false when there is no room for another file. */
  enter(cards: readonly Uint8Array[]): Promise<boolean>;
  operator(line: string): void;
}

/** All accounting records. */
export class Accounts {
  readonly #parts: AccountParts;
  /** Records made since the last punching. */
  #made = 0;
  /** One after the other, so that what is punched is what is then forgotten. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /** Keeps records that belong together; they are durable when it resolves. */
  async record(cards: readonly Uint8Array[]): Promise<void> {
    await this.#inTurn(() => this.#parts.records.append(cards));
    this.#made += cards.length;
    if (this.#made < LIMIT || !this.#parts.hasUser()) return;
    this.#made = 0;
    this.punch().catch((error: unknown) => this.#failed(error));
  }

  /** The same for who cannot wait; a failure of the host is the operator's to know. */
  note(card: Uint8Array): void {
    this.record([card]).catch((error: unknown) => this.#failed(error));
  }

  /** Punches what there is. */
  punch(): Promise<Punched> {
    return this.#inTurn(async () => {
      const parts = this.#parts;
      const { records } = parts;
      if (!parts.hasUser()) return 'no-user';
      const cards = await records.read();
      if (cards.length === 0) return 'nothing';
      if (!(await parts.enter(cards))) return 'no-room';
      await records.erase();
      this.#made = 0;
      return 'punched';
    });
  }

  #failed(error: unknown): void {
    this.#parts.operator(`ACCOUNTING: ${String(error)}`);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
