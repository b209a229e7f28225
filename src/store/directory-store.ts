/**
 * The user directory (port: cp/ports/directory-store.ts). What a user may have is the text of directory
 * statements in `users/USERID/directory` of the home's own folder; secrets, public keys and the log
 * message are in lowdb, passwords as hashes only. What is compiled is kept in memory, so that CP's
 * questions are answered at once.
 */
import { Low } from 'lowdb';
import type { DirectoryEntry, DirectoryStore } from '../cp/ports/directory-store.js';
import { type DirectoryError, isUserid, parseEntry } from './directory-statements.js';
import { DurableJson } from './durable-json.js';
import type { HostFiles } from './host-files.js';
import type { Passwords, Secret } from './secrets.js';
import { normalKey } from './public-key.js';

interface Account {
  secret?: Secret;
  keys: string[];
}

interface Kept {
  version: 1;
  accounts: Record<string, Account>;
  logMessage: string[];
}

/** Most keys of a user, lines of the log message, and characters of such a line. */
const MOST_KEYS = 32;
const LOG_LINES = 24;
const LOG_LINE = 130;
/** Longest text of an entry. */
const LONGEST_ENTRY = 64 * 1024;

/** What is wrong with an entry that was to be put into the directory. */
export class DirectoryFault extends Error {
  readonly errors: readonly DirectoryError[];
  constructor(userid: string, errors: readonly DirectoryError[]) {
    const lines = errors.map((one) => `line ${String(one.line)}: ${one.text}`);
    super(`${userid} directory: ${lines.join('; ')}`);
    this.name = 'DirectoryFault';
    this.errors = errors;
  }
}

/** The directory in a folder of the host. */
export class FileDirectoryStore implements DirectoryStore {
  readonly #files: HostFiles;
  readonly #directory: string;
  readonly #passwords: Passwords;
  readonly #report: (line: string) => void;
  readonly #kept: Low<Kept>;
  readonly #entries = new Map<string, DirectoryEntry>();

  constructor(
    files: HostFiles,
    directory: string,
    passwords: Passwords,
    report: (line: string) => void,
  ) {
    this.#files = files;
    this.#directory = directory;
    this.#passwords = passwords;
    this.#report = report;
    const adapter = new DurableJson<Kept>(files, directory, 'directory.json', report);
    this.#kept = new Low<Kept>(adapter, { version: 1, accounts: {}, logMessage: [] });
  }

  /** Reads and compiles everything; an entry with errors is left out and said. */
  async start(): Promise<void> {
    await this.#files.makeDirectory(`${this.#directory}/users`);
    await this.#kept.read();
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const found = (await this.#files.list(`${this.#directory}/users`)).filter(isUserid);
    for (const userid of this.#entries.keys()) {
      if (!found.includes(userid)) this.#entries.delete(userid);
    }
    for (const userid of found) await this.reload(userid);
  }

  /** Reads a user's statements again. */
  async reload(userid: string): Promise<void> {
    const bytes = await this.#files.readFile(this.#statements(userid));
    if (bytes === undefined) {
      this.#entries.delete(userid);
      return;
    }
    const parsed = parseEntry(Buffer.from(bytes.subarray(0, LONGEST_ENTRY)).toString('utf8'));
    const { entry } = parsed;
    if (entry?.userid === userid) {
      this.#entries.set(userid, entry);
      return;
    }
    this.#entries.delete(userid);
    const other = [{ line: 0, text: 'the entry is of another user' }];
    this.#report(new DirectoryFault(userid, entry ? other : parsed.errors).message);
  }

  find(userid: string): DirectoryEntry | undefined {
    return this.#entries.get(userid.toUpperCase());
  }

  userids(): readonly string[] {
    return [...this.#entries.keys()].sort();
  }

  async verifyPassword(userid: string, password: string): Promise<boolean> {
    const entry = this.find(userid);
    const secret = entry && !entry.nolog ? this.#account(entry.userid)?.secret : undefined;
    try {
      return await this.#passwords.verify(secret, password);
    } catch (error) {
      this.#report(`password check: ${String(error)}`);
      return false;
    }
  }

  keys(userid: string): readonly string[] {
    const entry = this.find(userid);
    return entry && !entry.nolog ? (this.#account(entry.userid)?.keys ?? []) : [];
  }

  logMessage(): readonly string[] {
    return this.#kept.data.logMessage;
  }

  async setLogMessage(lines: readonly string[]): Promise<void> {
    this.#kept.data.logMessage = lines.slice(0, LOG_LINES).map((line) => line.slice(0, LOG_LINE));
    await this.#kept.write();
  }

  /** Whether somebody is set up for the user to log on with: a password, or keys. */
  access(userid: string): { readonly password: boolean; readonly keys: number } {
    const account = this.#account(userid);
    return { password: account?.secret !== undefined, keys: account?.keys.length ?? 0 };
  }

  /** Puts an entry in (or in place of the one there is); throws a {@link DirectoryFault} for bad text. */
  async put(userid: string, text: string): Promise<void> {
    if (!isUserid(userid)) {
      throw new DirectoryFault(userid.slice(0, 8), [{ line: 0, text: 'invalid userid' }]);
    }
    if (text.length > LONGEST_ENTRY) {
      throw new DirectoryFault(userid, [{ line: 0, text: 'the entry is too long' }]);
    }
    const parsed = parseEntry(text);
    if (!parsed.entry) throw new DirectoryFault(userid, parsed.errors);
    if (parsed.entry.userid !== userid) {
      throw new DirectoryFault(userid, [{ line: 0, text: 'the entry is of another user' }]);
    }
    const folder = `${this.#directory}/users/${userid}`;
    const path = this.#statements(userid);
    await this.#files.makeDirectory(folder);
    await this.#files.syncDirectory(`${this.#directory}/users`);
    await this.#files.unlink(`${path}.tmp`);
    const handle = await this.#files.open(`${path}.tmp`, 'create');
    try {
      await this.#files.write(handle, 0, Buffer.from(text));
      await this.#files.fdatasync(handle);
    } finally {
      await this.#files.close(handle);
    }
    await this.#files.rename(`${path}.tmp`, path);
    await this.#files.syncDirectory(folder);
    this.#entries.set(userid, parsed.entry);
  }

  async setPassword(userid: string, password: string): Promise<void> {
    const secret = await this.#passwords.make(password);
    this.#ownAccount(userid).secret = secret;
    await this.#kept.write();
  }

  /** Adds public keys; throws when a text is not one. */
  async addKeys(userid: string, texts: readonly string[]): Promise<void> {
    const keys = texts.map((text) => {
      const key = normalKey(text);
      if (key === undefined) throw new Error('not an OpenSSH public key (ed25519, ECDSA or RSA)');
      return key;
    });
    const account = this.#ownAccount(userid);
    const all = [...new Set([...account.keys, ...keys])];
    if (all.length > MOST_KEYS) throw new Error(`a user has at most ${String(MOST_KEYS)} keys`);
    account.keys = all;
    await this.#kept.write();
  }

  /** Takes a user out: entry, secret and keys. The rest of the user's folder is the minidisks'. */
  async remove(userid: string): Promise<void> {
    this.#entries.delete(userid);
    await this.#files.unlink(this.#statements(userid));
    await this.#files.syncDirectory(`${this.#directory}/users/${userid}`);
    const accounts = Object.entries(this.#kept.data.accounts).filter(([id]) => id !== userid);
    this.#kept.data.accounts = Object.fromEntries(accounts);
    await this.#kept.write();
  }

  #statements(userid: string): string {
    return `${this.#directory}/users/${userid}/directory`;
  }

  #account(userid: string): Account | undefined {
    const { accounts } = this.#kept.data;
    return Object.hasOwn(accounts, userid) ? accounts[userid] : undefined;
  }

  #ownAccount(userid: string): Account {
    if (!this.#entries.has(userid)) throw new Error(`${userid} is not in the directory`);
    let account = this.#account(userid);
    if (!account) {
      account = { keys: [] };
      this.#kept.data.accounts[userid] = account;
    }
    return account;
  }
}
