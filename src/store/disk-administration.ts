/** Minidisks from the host: lists them, brings images in and takes them out. */
import {
  AdministrationFault,
  type DiskAdministration,
  type DiskReport,
  type DiskSummary,
} from '../cp/ports/administration.js';
import { ImageFault } from '../cp/ports/minidisks.js';
import type { DiskShape } from '../cp/ports/minidisks.js';
import { CKD_GEOMETRIES } from '../shared/ckd-geometry-table.js';
import { emptyTrack, isVirgin } from '../shared/ckd-track.js';
import { checkImageFile } from './cms-check/image-file.js';
import { herculesHeader } from './ckd-image.js';
import type { CkdLayout } from './ckd-image.js';
import type { FileDirectoryStore } from './directory-store.js';
import { openSource } from './disk-copy.js';
import type { DiskSource } from './disk-copy.js';
import type { HostFiles } from './host-files.js';
import type { FileMinidiskStore } from './minidisk-store.js';

const BLOCK = 512;

function four(device: number): string {
  return device.toString(16).toUpperCase().padStart(4, '0');
}

/** `3350 100 CYL`, `9336 20000 BLK`. */
function shapeText(shape: DiskShape): string {
  if (shape.type === 'fba') return `9336 ${String(shape.blocks)} BLK`;
  return `${CKD_GEOMETRIES[shape.model].type} ${String(shape.cylinders)} CYL`;
}

/** Turns what the person can mend into a fault with its text. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImageFault) throw new AdministrationFault(error.message);
    // the host's own: no such file, no leave, no room
    if (error instanceof Error && 'code' in error) throw new AdministrationFault(error.message);
    throw error;
  }
}

/** The administration of minidisks on the stores of a home. */
export class StoreDiskAdministration implements DiskAdministration {
  readonly #files: HostFiles;
  readonly #directory: FileDirectoryStore;
  readonly #minidisks: FileMinidiskStore;
  /** One copy after the other. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(files: HostFiles, directory: FileDirectoryStore, minidisks: FileMinidiskStore) {
    this.#files = files;
    this.#directory = directory;
    this.#minidisks = minidisks;
  }

  async listDisks(userid: string): Promise<readonly DiskSummary[]> {
    const id = this.#userid(userid);
    const disks = this.#directory.find(id)?.minidisks ?? [];
    const summaries: DiskSummary[] = [];
    for (const { device, shape, mode } of disks) {
      const made = await this.#minidisks.exists(id, device);
      const inUse = this.#minidisks.inUse(id, device);
      summaries.push({ device, shape: shapeText(shape), mode, made, inUse });
    }
    return summaries;
  }

  importDisk(
    userid: string,
    device: number,
    paths: readonly string[],
    tracks: boolean,
  ): Promise<string> {
    return this.#inTurn(async () => {
      const id = this.#userid(userid);
      const wanted = this.#shape(id, device);
      this.#free(id, device);
      const source = await openSource(this.#files, paths);
      try {
        const { disk } = source;
        if (tracks && disk.type !== 'ckd') {
          throw new AdministrationFault('file is not an image of count-key-data tracks');
        }
        fit(disk, wanted);
        await this.#minidisks.replace(id, device, source.bytes / BLOCK, source.parts());
        return `${id} ${four(device)}: ${shapeText(disk)}`;
      } finally {
        await source.close();
      }
    });
  }

  exportDisk(userid: string, device: number, path: string, hercules: boolean): Promise<string> {
    return this.#inTurn(async () => {
      const id = this.#userid(userid);
      this.#shape(id, device);
      this.#free(id, device);
      if (!(await this.#minidisks.exists(id, device))) {
        throw new AdministrationFault(`${id} ${four(device)} has never been linked or written`);
      }
      const source = await openSource(this.#files, [this.#minidisks.path(id, device)]);
      try {
        if (hercules && source.disk.type !== 'ckd') {
          throw new AdministrationFault(`${id} ${four(device)} has no count-key-data tracks`);
        }
        await this.#write(path, source, hercules);
        return `${path}: ${shapeText(source.disk)}`;
      } finally {
        await source.close();
      }
    });
  }

  checkDisk(userid: string, device: number): Promise<DiskReport> {
    return this.#inTurn(async () => {
      const id = this.#userid(userid);
      this.#shape(id, device);
      this.#free(id, device);
      if (!(await this.#minidisks.exists(id, device))) {
        throw new AdministrationFault(`${id} ${four(device)} has never been linked or written`);
      }
      return checkImageFile(this.#files, this.#minidisks.path(id, device));
    });
  }

  checkImage(path: string): Promise<DiskReport> {
    return this.#inTurn(() => checkImageFile(this.#files, path));
  }

  /** Writes a new file, which is gone again when that fails. */
  async #write(path: string, source: DiskSource, hercules: boolean): Promise<void> {
    const handle = await this.#files.open(path, 'create');
    let whole = false;
    try {
      await this.#files.truncate(handle, source.bytes);
      for await (const { position, bytes } of source.parts()) {
        await this.#files.write(handle, position, bytes);
      }
      if (hercules && source.disk.type === 'ckd') await this.#complete(handle, source.disk);
      await this.#files.fdatasync(handle);
      whole = true;
    } finally {
      await this.#files.close(handle);
      if (!whole) await this.#files.unlink(path);
    }
  }

  /** Puts in what a file of Hercules has: its header, and tracks that were never written. */
  async #complete(handle: number, disk: CkdLayout): Promise<void> {
    await this.#files.write(handle, 0, herculesHeader(disk));
    const { heads } = CKD_GEOMETRIES[disk.model];
    for (let number = 0; number < disk.cylinders * heads; number++) {
      const at = disk.base + number * disk.slot;
      const empty = emptyTrack(Math.floor(number / heads), number % heads);
      const there = await this.#files.read(handle, at, empty.length);
      if (isVirgin(there)) await this.#files.write(handle, at, empty);
    }
  }

  #userid(userid: string): string {
    const id = userid.toUpperCase();
    if (this.#directory.find(id) === undefined) {
      throw new AdministrationFault(`${id.slice(0, 64)} is not in the directory`);
    }
    return id;
  }

  #shape(id: string, device: number): DiskShape {
    const disk = this.#directory.find(id)?.minidisks.find((one) => one.device === device);
    if (disk === undefined) {
      throw new AdministrationFault(`${id} has no MDISK ${four(device)} in the directory`);
    }
    return disk.shape;
  }

  #free(id: string, device: number): void {
    if (!this.#minidisks.inUse(id, device)) return;
    throw new AdministrationFault(`${id} ${four(device)} is in use: DETACH it or log off first`);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(() => explained(work));
    this.#work = turn.catch(() => undefined);
    return turn;
  }
}

/** Whether a disk may become a minidisk of this shape; throws when not. */
function fit(disk: DiskShape, wanted: DiskShape): void {
  const type = (shape: DiskShape): string =>
    shape.type === 'fba' ? '9336' : CKD_GEOMETRIES[shape.model].type;
  const size = (shape: DiskShape): number =>
    shape.type === 'fba' ? shape.blocks : shape.cylinders;
  if (type(disk) === type(wanted) && size(disk) <= size(wanted)) return;
  throw new AdministrationFault(
    `file is ${shapeText(disk)}, but the minidisk ${shapeText(wanted)}`,
  );
}
