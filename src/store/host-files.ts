/**
 * The part of the host's file system that the store uses, as an interface small enough to have a
 * second implementation in memory that can lose power (test/support/memory-files.ts), and the
 * implementation on Node. Everything the store keeps is private: files 0600, directories 0700.
 */
import fs from 'node:fs';
import { promisify } from 'node:util';

/** How a file is opened: `create` makes it and fails when it is there. */
export type OpenMode = 'read' | 'write' | 'create';

/** The host's files as the store sees them. Handles are numbers that worker threads share. */
export interface HostFiles {
  open(path: string, mode: OpenMode): Promise<number>;
  close(handle: number): Promise<void>;
  /** Up to `length` bytes from `position`; fewer at the end of the file. */
  read(handle: number, position: number, length: number): Promise<Uint8Array>;
  /** Writes all of `bytes` at `position`. */
  write(handle: number, position: number, bytes: Uint8Array): Promise<void>;
  truncate(handle: number, size: number): Promise<void>;
  /** Data and size of the file are on disk when this resolves. */
  fdatasync(handle: number): Promise<void>;
  /** The names in a directory are on disk when this resolves. */
  syncDirectory(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; harmless when there is none. */
  unlink(path: string): Promise<void>;
  /** Size in bytes; undefined when there is no such file. */
  size(path: string): Promise<number | undefined>;
  /** The whole file; undefined when there is none. */
  readFile(path: string): Promise<Uint8Array | undefined>;
  /** Makes a directory and those above it; harmless when it is there. */
  makeDirectory(path: string): Promise<void>;
  /** Removes a directory and all in it; harmless when there is none. */
  removeDirectory(path: string): Promise<void>;
  /** Names in a directory, sorted; none when there is no such directory. */
  list(path: string): Promise<readonly string[]>;
  /** See FileAccess: at once, for real processors. */
  readAt(handle: number, position: number, into: Uint8Array): number;
  /** See FileAccess: at once, for real processors. */
  writeAt(handle: number, position: number, from: Uint8Array): void;
  /** See FileAccess: at once, for real processors. */
  cutAt(handle: number, size: number): void;
}

const flags: Readonly<Record<OpenMode, string>> = { read: 'r', write: 'r+', create: 'wx+' };

const fsOpen = promisify(fs.open);
const fsClose = promisify(fs.close);
const fsTruncate = promisify(fs.ftruncate);
const fsDataSync = promisify(fs.fdatasync);
const fsSync = promisify(fs.fsync);

/** Whether an error of the host says that the file is not there. */
function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Runs `work`; a missing file gives undefined. */
async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function readOnce(handle: number, into: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    fs.read(handle, into, 0, into.length, position, (error, count) => {
      if (error) reject(error);
      else resolve(count);
    });
  });
}

function writeOnce(handle: number, bytes: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    fs.write(handle, bytes, 0, bytes.length, position, (error, count) => {
      if (error) reject(error);
      else resolve(count);
    });
  });
}

/** Reads at once, as many bytes as there are. */
export function readSyncAt(handle: number, position: number, into: Uint8Array): number {
  let done = 0;
  while (done < into.length) {
    const count = fs.readSync(handle, into, done, into.length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

/** Writes all bytes at once; throws when the host cannot. */
export function writeSyncAt(handle: number, position: number, from: Uint8Array): void {
  let done = 0;
  while (done < from.length) {
    done += fs.writeSync(handle, from, done, from.length - done, position + done);
  }
}

/** Cuts a file off at once; throws when the host cannot. */
export function cutSyncAt(handle: number, size: number): void {
  fs.ftruncateSync(handle, size);
}

/** The files of this host, through Node. */
export function nodeFiles(): HostFiles {
  return {
    open: (path, mode) => fsOpen(path, flags[mode], 0o600),
    close: (handle) => fsClose(handle),
    async read(handle, position, length) {
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const count = await readOnce(handle, bytes.subarray(done), position + done);
        if (count === 0) break;
        done += count;
      }
      return bytes.subarray(0, done);
    },
    async write(handle, position, bytes) {
      let done = 0;
      while (done < bytes.length) {
        done += await writeOnce(handle, bytes.subarray(done), position + done);
      }
    },
    truncate: (handle, size) => fsTruncate(handle, size),
    fdatasync: (handle) => fsDataSync(handle),
    async syncDirectory(path) {
      // opening and closing a directory that is in use waits for nothing; only the sync does
      const directory = fs.openSync(path, 'r');
      try {
        await fsSync(directory);
      } finally {
        fs.closeSync(directory);
      }
    },
    rename: (from, to) => fs.promises.rename(from, to),
    async unlink(path) {
      await unlessMissing(fs.promises.unlink(path));
    },
    size: async (path) => (await unlessMissing(fs.promises.stat(path)))?.size,
    readFile: (path) => unlessMissing(fs.promises.readFile(path)),
    async makeDirectory(path) {
      await fs.promises.mkdir(path, { recursive: true, mode: 0o700 });
    },
    removeDirectory: (path) => fs.promises.rm(path, { recursive: true, force: true }),
    list: async (path) => ((await unlessMissing(fs.promises.readdir(path))) ?? []).sort(),
    readAt: readSyncAt,
    writeAt: writeSyncAt,
    cutAt: cutSyncAt,
  };
}
