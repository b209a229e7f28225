/**
 * Minidisk images (port: cp/ports/minidisks.ts): sparse files of 512-byte blocks, or of tracks (ckd-image.ts),
 * one a minidisk, in the folder of the user who owns it. An image appears whole or not at all. After a sync that failed nobody
 * knows what is on disk: the image is said to have failed and refuses until it is opened anew.
 */
import { ImageFault } from '../cp/ports/minidisks.js';
import type { DiskShape, MinidiskStore, OpenImage } from '../cp/ports/minidisks.js';
import {
  HEADER_BYTES,
  imageKind,
  layoutBytes,
  ownHeader,
  ownLayout,
  readLayout,
} from './ckd-image.js';
import { isUserid } from './directory-statements.js';
import { CKD_GEOMETRIES } from '../shared/ckd-geometry-table.js';
import type { HostFiles } from './host-files.js';

const BLOCK = 512;
/** Pieces in which images are written; those that are all zeros are left out. */
const PIECE = 64 * 1024;

/** What a new image holds besides zeros. */
export interface ImagePart {
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** All that a new image holds; from a large one piece by piece. */
export type ImageParts = readonly ImagePart[] | AsyncIterable<ImagePart>;

interface Image {
  readonly path: string;
  readonly handles: Set<number>;
  failed: boolean;
}

/** The images in a folder of the host. */
export class FileMinidiskStore implements MinidiskStore {
  readonly #files: HostFiles;
  readonly #directory: string;
  readonly #report: (line: string) => void;
  readonly #images = new Map<string, Image>();
  readonly #handles = new Map<number, Image>();
  #serial = 0;
  /** Makings of images, one after the other, so that two openers do not make one image twice. */
  #making: Promise<unknown> = Promise.resolve();

  constructor(files: HostFiles, directory: string, report: (line: string) => void) {
    this.#files = files;
    this.#directory = directory;
    this.#report = report;
  }

  async open(
    owner: string,
    device: number,
    shape: DiskShape,
    readOnly: boolean,
  ): Promise<OpenImage> {
    const path = this.#path(owner, device);
    if ((await this.#files.size(path)) === undefined) await this.#makeEmpty(owner, device, shape);
    const size = (await this.#files.size(path)) ?? 0;
    const handle = await this.#files.open(path, readOnly ? 'read' : 'write');
    let disk: OpenImage['disk'];
    try {
      disk = await this.#look(handle, shape, size);
    } catch (error) {
      await this.#files.close(handle);
      throw error;
    }
    let image = this.#images.get(path);
    if (!image) {
      image = { path, handles: new Set(), failed: false };
      this.#images.set(path, image);
    }
    image.handles.add(handle);
    this.#handles.set(handle, image);
    return { handle, disk };
  }

  async openTemporary(shape: DiskShape): Promise<OpenImage> {
    const folder = `${this.#directory}/temporary`;
    await this.#files.makeDirectory(folder);
    const path = `${folder}/${String(++this.#serial)}.tmp`;
    // of a system that ended before it took the name away
    await this.#files.unlink(path);
    const handle = await this.#files.open(path, 'create');
    try {
      // without a name it ends with its handle
      await this.#files.unlink(path);
      const disk = shape.type === 'fba' ? shape : ownLayout(shape);
      const bytes = disk.type === 'fba' ? disk.blocks * BLOCK : layoutBytes(disk);
      await this.#files.truncate(handle, bytes);
      this.#handles.set(handle, { path, handles: new Set([handle]), failed: false });
      return { handle, disk };
    } catch (error) {
      await this.#files.close(handle);
      throw error;
    }
  }

  /** An image in which nothing was ever written. */
  async #makeEmpty(owner: string, device: number, shape: DiskShape): Promise<void> {
    if (shape.type === 'fba') return this.make(owner, device, shape.blocks, []);
    const layout = ownLayout(shape);
    const header = { position: 0, bytes: ownHeader(layout) };
    return this.make(owner, device, layoutBytes(layout) / BLOCK, [header]);
  }

  /** What an image really is: that wins over what the directory says of its size. */
  async #look(handle: number, shape: DiskShape, size: number): Promise<OpenImage['disk']> {
    const header = await this.#files.read(handle, 0, HEADER_BYTES);
    if (shape.type === 'fba') {
      if (imageKind(header) !== undefined) {
        throw new ImageFault('image is one of count-key-data tracks');
      }
      return { type: 'fba', blocks: Math.floor(size / BLOCK) };
    }
    const layout = readLayout(header, size);
    const [wanted, there] = [shape.model, layout.model].map((one) => CKD_GEOMETRIES[one].type);
    if (wanted !== there) throw new ImageFault(`image is that of a ${there ?? ''}`);
    return layout;
  }

  async sync(handle: number): Promise<void> {
    const image = this.#image(handle);
    if (image.failed) throw new Error(`${image.path} has failed`);
    try {
      await this.#files.fdatasync(handle);
    } catch (error) {
      image.failed = true;
      this.#report(`minidisk ${image.path} could not be synced: ${String(error)}`);
      throw error;
    }
  }

  async close(handle: number): Promise<void> {
    const image = this.#image(handle);
    this.#handles.delete(handle);
    image.handles.delete(handle);
    if (image.handles.size === 0) this.#images.delete(image.path);
    await this.#files.close(handle);
  }

  async remove(owner: string): Promise<void> {
    if (!isUserid(owner)) throw new Error('invalid userid');
    const folder = `${this.#directory}/users/${owner}`;
    for (const name of await this.#files.list(folder)) {
      if (name.endsWith('.image')) await this.#files.unlink(`${folder}/${name}`);
    }
    await this.#files.syncDirectory(folder);
  }

  /** Whether there is an image. */
  async exists(owner: string, device: number): Promise<boolean> {
    return (await this.#files.size(this.#path(owner, device))) !== undefined;
  }

  /** Whether somebody has the image open. */
  inUse(owner: string, device: number): boolean {
    return this.#images.has(this.#path(owner, device));
  }

  /** Where an image lies on the host. */
  path(owner: string, device: number): string {
    return this.#path(owner, device);
  }

  /** Makes an image with `parts` in it, when there is none; it appears whole or not at all. */
  make(owner: string, device: number, blocks: number, parts: readonly ImagePart[]): Promise<void> {
    return this.#inTurn(() => this.#make(owner, device, blocks, parts, false));
  }

  /** Makes an image anew, whether there is one or not; the one before stays beside it as `.before`. */
  replace(owner: string, device: number, blocks: number, parts: ImageParts): Promise<void> {
    if (this.inUse(owner, device)) throw new Error('the minidisk is in use');
    return this.#inTurn(() => this.#make(owner, device, blocks, parts, true));
  }

  #inTurn(making: () => Promise<void>): Promise<void> {
    const work = this.#making.then(making);
    this.#making = work.catch(() => undefined);
    return work;
  }

  async #make(
    owner: string,
    device: number,
    blocks: number,
    parts: ImageParts,
    anew: boolean,
  ): Promise<void> {
    const path = this.#path(owner, device);
    const present = (await this.#files.size(path)) !== undefined;
    if (present && !anew) return;
    const folder = `${this.#directory}/users/${owner}`;
    await this.#files.makeDirectory(folder);
    await this.#files.syncDirectory(`${this.#directory}/users`);
    const temporary = `${path}.${String(++this.#serial)}.tmp`;
    await this.#files.unlink(temporary);
    const handle = await this.#files.open(temporary, 'create');
    try {
      try {
        await this.#files.truncate(handle, blocks * BLOCK);
        for await (const part of parts) await this.#writePart(handle, part, blocks * BLOCK);
        await this.#files.fdatasync(handle);
      } finally {
        await this.#files.close(handle);
      }
      if (present) await this.#files.rename(path, `${path}.before`);
      await this.#files.rename(temporary, path);
      await this.#files.syncDirectory(folder);
    } catch (error) {
      await this.#files.unlink(temporary).catch(() => undefined);
      throw error;
    }
  }

  async #writePart(handle: number, part: ImagePart, end: number): Promise<void> {
    if (part.position + part.bytes.length > end) throw new RangeError('beyond the image');
    for (let at = 0; at < part.bytes.length; at += PIECE) {
      const piece = part.bytes.subarray(at, at + PIECE);
      if (piece.every((byte) => byte === 0)) continue;
      await this.#files.write(handle, part.position + at, piece);
    }
  }

  #path(owner: string, device: number): string {
    if (!isUserid(owner) || !Number.isInteger(device) || device < 0 || device > 0xffff) {
      throw new Error('invalid minidisk');
    }
    return `${this.#directory}/users/${owner}/${device.toString(16).padStart(4, '0')}.image`;
  }

  #image(handle: number): Image {
    const image = this.#handles.get(handle);
    if (!image) throw new Error(`handle ${String(handle)} is not a minidisk`);
    return image;
  }
}
