/**
 * A home, opened: the lock, and the stores in its own folder HOME/.run. Everything that the running
 * system writes is there.
 */
import { resolve } from 'node:path';
import type { Records } from '../cp/ports/records.js';
import type { Clock } from '../shared/clock.js';
import { FileDirectoryStore } from './directory-store.js';
import { type HomeLock, lockHome } from './home-lock.js';
import { type HostFiles, nodeFiles } from './host-files.js';
import { makeFolder } from './make-folder.js';
import { FileMinidiskStore } from './minidisk-store.js';
import { FileOperatorLog } from './operator-log.js';
import { Passwords } from './secrets.js';
import { fileRecords } from './record-store.js';
import { FileSavedSystems } from './saved-system-store.js';
import { FileSpoolStore } from './spool-store.js';

/** An open home. */
export interface Home {
  /** HOME/.run */
  readonly directory: string;
  readonly lock: HomeLock;
  readonly files: HostFiles;
  readonly users: FileDirectoryStore;
  readonly minidisks: FileMinidiskStore;
  readonly spool: FileSpoolStore;
  readonly operatorLog: FileOperatorLog;
  readonly records: Records;
  readonly savedSystems: FileSavedSystems;
  /** What a program must say before it may administer the running system. */
  readonly token: string;
  /** Last of all: the log is written out and the lock is free. */
  close(): Promise<void>;
}

/** Reads the token of a home; undefined when there is none yet. */
export async function readToken(home: string): Promise<string | undefined> {
  const bytes = await nodeFiles().readFile(`${resolve(home)}/.run/token`);
  return bytes && Buffer.from(bytes).toString('latin1').trim();
}

async function makeToken(
  files: HostFiles,
  directory: string,
  random: (length: number) => Uint8Array,
): Promise<string> {
  const token = Buffer.from(random(32)).toString('hex');
  await files.unlink(`${directory}/token`);
  const handle = await files.open(`${directory}/token`, 'create');
  try {
    await files.write(handle, 0, Buffer.from(`${token}\n`));
  } finally {
    await files.close(handle);
  }
  return token;
}

/**
 * Opens a home, making it when there is none; throws HomeInUse when another process has it. The directory
 * is read, the spool is not started.
 */
export async function openHome(
  home: string,
  clock: Clock,
  random: (length: number) => Uint8Array,
): Promise<Home> {
  const directory = `${resolve(home)}/.run`;
  makeFolder(directory, 0o700);
  const lock = await lockHome(resolve(home));
  try {
    const files = nodeFiles();
    const operatorLog = new FileOperatorLog(files, directory, clock);
    const report = (line: string) => operatorLog.write(line);
    await files.makeDirectory(`${directory}/spool`);
    // the names of these folders too must be on disk before anything in them is announced
    await files.syncDirectory(directory);
    await files.syncDirectory(resolve(home));
    const users = new FileDirectoryStore(files, directory, new Passwords(random), report);
    await users.start();
    return {
      directory,
      lock,
      files,
      users,
      minidisks: new FileMinidiskStore(files, directory, report),
      spool: new FileSpoolStore(files, `${directory}/spool`, report),
      operatorLog,
      savedSystems: new FileSavedSystems(files, `${directory}/systems`, report),
      records: fileRecords(files, `${directory}/records`),
      token: await makeToken(files, directory, random),
      async close() {
        await operatorLog.flush();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
