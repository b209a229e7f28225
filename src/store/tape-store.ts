/**
 * Tapes (port: cp/ports/tapes.ts): files of the host in AWS or HET form, wherever the operator has them. After a
 * sync that failed nobody knows what is on disk: the tape is said to have failed, and refuses until it is opened anew.
 */
import { TapeFault } from '../cp/ports/tapes.js';
import type { OpenTape, TapeStore } from '../cp/ports/tapes.js';
import type { HostFiles } from './host-files.js';

interface Tape {
  readonly path: string;
  readonly ring: boolean;
  failed: boolean;
}

/** The largest file: positions on a tape are whole numbers far below 2^53, but nobody mounts a file system. */
const LARGEST = 16 * 1024 * 1024 * 1024;

/** Tapes in files of the host. */
export class FileTapeStore implements TapeStore {
  readonly #files: HostFiles;
  readonly #tapes = new Map<number, Tape>();
  /** Opens that are under way, so that two do not open one file. */
  readonly #opening = new Set<Tape>();

  constructor(files: HostFiles) {
    this.#files = files;
  }

  async open(path: string, ring: boolean): Promise<OpenTape> {
    const tape: Tape = { path, ring, failed: false };
    for (const other of [...this.#tapes.values(), ...this.#opening]) {
      if (other.path === path && (ring || other.ring)) {
        throw new TapeFault(`${path} is on another drive`);
      }
    }
    this.#opening.add(tape);
    try {
      const there = await this.#files.size(path);
      if (there === undefined && !ring) throw new TapeFault(`${path} is not there`);
      if (there !== undefined && there > LARGEST) throw new TapeFault(`${path} is too large`);
      const handle = await this.#open(path, ring, there !== undefined);
      this.#tapes.set(handle, tape);
      return { handle, size: there ?? 0, compressed: /\.het$/i.test(path) };
    } finally {
      this.#opening.delete(tape);
    }
  }

  async sync(handle: number): Promise<void> {
    const tape = this.#tape(handle);
    if (!tape.ring) return;
    if (tape.failed) throw new Error(`${tape.path} has failed`);
    try {
      await this.#files.fdatasync(handle);
    } catch (error) {
      tape.failed = true;
      throw error;
    }
  }

  async close(handle: number): Promise<void> {
    this.#tape(handle);
    this.#tapes.delete(handle);
    await this.#files.close(handle);
  }

  async #open(path: string, ring: boolean, there: boolean): Promise<number> {
    try {
      const handle = await this.#files.open(path, !ring ? 'read' : there ? 'write' : 'create');
      const slash = path.lastIndexOf('/');
      if (!there && slash > 0) await this.#files.syncDirectory(path.slice(0, slash));
      return handle;
    } catch (error) {
      throw new TapeFault(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #tape(handle: number): Tape {
    const tape = this.#tapes.get(handle);
    if (tape === undefined) throw new Error(`no tape has handle ${handle}`);
    return tape;
  }
}
