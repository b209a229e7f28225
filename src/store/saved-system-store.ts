/**
 * Saved systems and segments in a folder of the home (port: cp/ports/saved-systems.ts): a file each, `0001` to `9999`,
 * which appears whole or not at all.
 */
import type { SavedBlock, SavedSystem, SavedSystemStore } from '../cp/ports/saved-systems.js';
import type { HostFiles } from './host-files.js';
import {
  DamagedSystem,
  decodeSystem,
  describeSystem,
  pagesAt,
  PREFIX,
  prefixOf,
} from './saved-system-file.js';
import { crc32 } from 'node:zlib';

/** Bytes that are read or written at a time, so that the event loop turns in between. */
const PIECE = 256 * 1024;

/** Bytes of the largest file: 16 MiB of pages, and the description of each block. */
const LARGEST = 0x1000000 + 1024 * 1024;

/** The saved systems in a folder of the host. */
export class FileSavedSystems implements SavedSystemStore {
  readonly #files: HostFiles;
  readonly #folder: string;
  readonly #report: (line: string) => void;

  constructor(files: HostFiles, folder: string, report: (line: string) => void) {
    this.#files = files;
    this.#folder = folder;
    this.#report = report;
  }

  async start(): Promise<readonly SavedSystem[]> {
    const systems: SavedSystem[] = [];
    for (const name of await this.#files.list(this.#folder)) {
      if (name.endsWith('.tmp')) await this.#files.unlink(`${this.#folder}/${name}`);
      if (!/^\d{4}$/.test(name)) continue;
      try {
        const { system } = await this.#read(Number(name));
        if (system.id !== Number(name)) throw new Error('it has another number');
        systems.push(system);
      } catch (error) {
        this.#report(`saved system ${name}: ${String(error)}`);
      }
    }
    return systems;
  }

  async put(system: SavedSystem, blocks: readonly SavedBlock[]): Promise<void> {
    const path = this.#path(system.id);
    const temporary = `${path}.tmp`;
    await this.#files.makeDirectory(this.#folder);
    await this.#files.unlink(temporary);
    try {
      const handle = await this.#files.open(temporary, 'create');
      try {
        await this.#write(handle, system, blocks);
        await this.#files.fdatasync(handle);
      } finally {
        await this.#files.close(handle);
      }
      await this.#files.rename(temporary, path);
    } catch (error) {
      await this.#files.unlink(temporary).catch(() => undefined);
      throw error;
    }
    await this.#files.syncDirectory(this.#folder);
  }

  async #write(handle: number, system: SavedSystem, blocks: readonly SavedBlock[]): Promise<void> {
    let at = PREFIX;
    let described = 0;
    for (const piece of describeSystem(system, blocks)) {
      described = crc32(piece, described);
      await this.#files.write(handle, at, piece);
      at += piece.length;
    }
    const length = at - PREFIX;
    // one buffer for all pieces: what is written has been copied when the write is done
    const buffer = new Uint8Array(PIECE);
    let checksum = 0;
    let used = 0;
    const flush = async (): Promise<void> => {
      const bytes = buffer.subarray(0, used);
      checksum = crc32(bytes, checksum);
      await this.#files.write(handle, at, bytes);
      at += used;
      used = 0;
    };
    for (const { bytes } of blocks) {
      if (bytes === undefined) continue;
      if (used + bytes.length > PIECE) await flush();
      buffer.set(bytes, used);
      used += bytes.length;
    }
    if (used > 0) await flush();
    // last: what has no beginning is no saved system
    await this.#files.write(handle, 0, prefixOf(length, described, checksum));
  }

  async blocks(id: number): Promise<readonly SavedBlock[]> {
    return (await this.#read(id)).blocks;
  }

  async remove(id: number): Promise<void> {
    await this.#files.unlink(this.#path(id));
    await this.#files.syncDirectory(this.#folder);
  }

  async #read(id: number): Promise<ReturnType<typeof decodeSystem>> {
    const size = await this.#files.size(this.#path(id));
    if (size === undefined) throw new Error('it is not there');
    if (size > LARGEST) throw new DamagedSystem('it is too large');
    const handle = await this.#files.open(this.#path(id), 'read');
    try {
      const bytes = Buffer.alloc(size);
      let start = 0;
      let checksum = 0;
      for (let at = 0; at < size; at += PIECE) {
        const piece = await this.#files.read(handle, at, Math.min(PIECE, size - at));
        bytes.set(piece, at);
        if (at === 0) start = pagesAt(piece);
        if (at + piece.length > start)
          checksum = crc32(piece.subarray(Math.max(0, start - at)), checksum);
      }
      return decodeSystem(bytes, checksum);
    } finally {
      await this.#files.close(handle);
    }
  }

  #path(id: number): string {
    return `${this.#folder}/${String(id).padStart(4, '0')}`;
  }
}
