/**
 * Saved systems and segments in a folder of the home (port: cp/ports/saved-systems.ts): a file each, `0001` to `9999`,
 * which appears whole or not at all.
 */
import type { SavedBlock, SavedSystem, SavedSystemStore } from '../cp/ports/saved-systems.js';
import type { HostFiles } from './host-files.js';
import { decodeSystem, encodeSystem } from './saved-system-file.js';

/** Bytes that are written at a time. */
const PIECE = 256 * 1024;

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
    const bytes = encodeSystem(system, blocks);
    try {
      const handle = await this.#files.open(temporary, 'create');
      try {
        for (let at = 0; at < bytes.length; at += PIECE) {
          await this.#files.write(handle, at, bytes.subarray(at, at + PIECE));
        }
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

  async blocks(id: number): Promise<readonly SavedBlock[]> {
    return (await this.#read(id)).blocks;
  }

  async remove(id: number): Promise<void> {
    await this.#files.unlink(this.#path(id));
    await this.#files.syncDirectory(this.#folder);
  }

  async #read(id: number): Promise<ReturnType<typeof decodeSystem>> {
    const bytes = await this.#files.readFile(this.#path(id));
    if (bytes === undefined) throw new Error('it is not there');
    return decodeSystem(bytes);
  }

  #path(id: number): string {
    return `${this.#folder}/${String(id).padStart(4, '0')}`;
  }
}
