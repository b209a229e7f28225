/** A directory for tests: entries from directory statements, passwords in clear, all in memory. */
import type { DirectoryEntry, DirectoryStore } from '../../src/cp/ports/directory-store.js';
import { parseEntry } from '../../src/store/directory-statements.js';

/** The directory of a test. */
export class MemoryDirectory implements DirectoryStore {
  readonly #entries = new Map<string, DirectoryEntry>();
  readonly #passwords = new Map<string, string>();
  #logMessage: readonly string[] = [];

  /** Adds a user from statements; the password is the userid in lower case. */
  add(text: string): this {
    const { entry, errors } = parseEntry(text);
    if (entry === undefined) throw new Error(JSON.stringify(errors));
    this.#entries.set(entry.userid, entry);
    if (!entry.nolog) this.#passwords.set(entry.userid, entry.userid.toLowerCase());
    return this;
  }

  find(userid: string): DirectoryEntry | undefined {
    return this.#entries.get(userid.toUpperCase());
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  userids(): readonly string[] {
    return [...this.#entries.keys()];
  }

  verifyPassword(userid: string, password: string): Promise<boolean> {
    return Promise.resolve(this.#passwords.get(userid) === password);
  }

  keys(): readonly string[] {
    return [];
  }

  logMessage(): readonly string[] {
    return this.#logMessage;
  }

  setLogMessage(lines: readonly string[]): Promise<void> {
    this.#logMessage = lines;
    return Promise.resolve();
  }
}
