/**
 * A file system in memory that completes its work at fixed virtual times and can lose power. It keeps
 * apart what was written and what is on disk: fdatasync brings a file's data over, syncing a directory
 * its names. At a crash everything between the two may be dropped, reordered or torn, as the chooser
 * that is passed in says.
 */
import type { HostFiles, OpenMode } from '../../src/store/host-files.js';
import type { Clock } from '../../src/shared/clock.js';
import { watchDisk } from './check-disk.js';

interface Write {
  readonly position: number;
  /** Undefined: a truncation to `position`. */
  readonly bytes: Uint8Array | undefined;
}

interface Node {
  now: Uint8Array;
  disk: Uint8Array;
  unsynced: Write[];
  /** Both are the bytes of {@link MemoryFiles.place}, which others have too: the first write copies them. */
  shared?: boolean;
}

type NameOperation =
  | { readonly kind: 'link'; readonly path: string; readonly node: Node }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string; readonly node: Node };

/** Virtual milliseconds that an operation takes. */
export interface Delays {
  readonly sync: number;
  readonly other: number;
}

/** Chooses a whole number from 0 to `below - 1`: what becomes of something unsynced at a crash. */
export type Chooser = (below: number) => number;

/** A simple seeded chooser, the same sequence for the same seed. */
export function seededChooser(seed: number): Chooser {
  let state = (seed * 2654435761 + 1) >>> 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

/** Whether a file holds a CMS disk: the label says so in its second block. */
function isImage(bytes: Uint8Array): boolean {
  return [0xc3, 0xd4, 0xe2, 0xf1].every((byte, i) => bytes[512 + i] === byte);
}

function folder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
}

function applied(base: Uint8Array, write: Write): Uint8Array {
  if (write.bytes === undefined) {
    const out = new Uint8Array(write.position);
    out.set(base.subarray(0, write.position));
    return out;
  }
  const out = new Uint8Array(Math.max(base.length, write.position + write.bytes.length));
  out.set(base);
  out.set(write.bytes, write.position);
  return out;
}

function applyName(names: Map<string, Node>, operation: NameOperation): void {
  if (operation.kind === 'link') names.set(operation.path, operation.node);
  else if (operation.kind === 'unlink') names.delete(operation.path);
  else {
    if (names.get(operation.from) === operation.node) names.delete(operation.from);
    names.set(operation.to, operation.node);
  }
}

function touches(operation: NameOperation, directory: string): boolean {
  if (operation.kind === 'rename') {
    return folder(operation.from) === directory || folder(operation.to) === directory;
  }
  return folder(operation.path) === directory;
}

/** The file system. */
export class MemoryFiles implements HostFiles {
  readonly #clock: Clock;
  readonly #delays: Delays;
  #names = new Map<string, Node>();
  #diskNames = new Map<string, Node>();
  #nameOperations: NameOperation[] = [];
  readonly #directories = new Set<string>(['']);
  readonly #handles = new Map<number, Node>();
  #nextHandle = 100;
  #dead = false;
  /** Images of CMS disks that were written to. */
  readonly #watched = new WeakSet<Node>();
  /** Operations completed so far. */
  operations = 0;
  /** Called before each operation completes; throw to make it fail, or call `crash`. */
  before: ((operation: string, path: string) => void) | undefined;

  constructor(clock: Clock, delays: Delays = { sync: 1, other: 0.05 }) {
    this.#clock = clock;
    this.#delays = delays;
  }

  /** Open handles: none may be left when all is closed. */
  get openHandles(): number {
    return this.#handles.size;
  }

  /** Paths of the files there are. */
  paths(): readonly string[] {
    return [...this.#names.keys()].sort();
  }

  /** A file that is there from the beginning, with its folders. Its bytes are not changed. */
  place(path: string, bytes: Uint8Array): void {
    for (let one = folder(path); one !== ''; one = folder(one)) this.#directories.add(one);
    const node = { now: bytes, disk: bytes, unsynced: [], shared: true };
    this.#names.set(path, node);
    this.#diskNames.set(path, node);
  }

  /**
   * Power is lost: this object answers nothing any more, and a new one has what was on disk, and of what
   * was not synced what the chooser lets through.
   */
  crash(choose: Chooser): MemoryFiles {
    this.#dead = true;
    const after = new MemoryFiles(this.#clock, this.#delays);
    const names = new Map(this.#diskNames);
    for (const operation of this.#nameOperations) {
      if (choose(2) === 1) applyName(names, operation);
    }
    for (const [path, node] of names) {
      if (node.shared === true) {
        const survivor = { now: node.disk, disk: node.disk, unsynced: [], shared: true };
        after.#names.set(path, survivor);
        after.#diskNames.set(path, survivor);
        continue;
      }
      let bytes = node.disk;
      for (const write of node.unsynced) {
        const fate = choose(3); // dropped, torn, whole
        if (fate === 2) bytes = applied(bytes, write);
        else if (fate === 1 && write.bytes) {
          const some = write.bytes.subarray(0, choose(write.bytes.length + 1));
          bytes = applied(bytes, { position: write.position, bytes: some });
        }
      }
      const survivor = { now: bytes.slice(), disk: bytes.slice(), unsynced: [] };
      after.#names.set(path, survivor);
      after.#diskNames.set(path, survivor);
    }
    for (const directory of this.#directories) after.#directories.add(directory);
    return after;
  }

  /** The process is killed: the host stays, so nothing written is lost, but handles are. */
  kill(): MemoryFiles {
    return this.crash((below) => below - 1);
  }

  open(path: string, mode: OpenMode): Promise<number> {
    return this.#later('open', path, () => {
      let node = this.#names.get(path);
      if (mode === 'create') {
        if (node) throw Object.assign(new Error(`EEXIST: ${path}`), { code: 'EEXIST' });
        if (!this.#directories.has(folder(path))) throw missing(folder(path));
        node = { now: new Uint8Array(), disk: new Uint8Array(), unsynced: [] };
        this.#name({ kind: 'link', path, node });
      }
      if (!node) throw missing(path);
      const handle = this.#nextHandle++;
      this.#handles.set(handle, node);
      return handle;
    });
  }

  close(handle: number): Promise<void> {
    return this.#later('close', '', () => {
      this.#node(handle);
      this.#handles.delete(handle);
    });
  }

  read(handle: number, position: number, length: number): Promise<Uint8Array> {
    return this.#later('read', '', () => this.#node(handle).now.slice(position, position + length));
  }

  write(handle: number, position: number, bytes: Uint8Array): Promise<void> {
    const copy = bytes.slice();
    return this.#later('write', '', () => {
      this.#put(this.#node(handle), { position, bytes: copy });
    });
  }

  truncate(handle: number, size: number): Promise<void> {
    return this.#later('truncate', '', () => {
      this.#put(this.#node(handle), { position: size, bytes: undefined });
    });
  }

  fdatasync(handle: number): Promise<void> {
    return this.#later('fdatasync', '', () => {
      const node = this.#node(handle);
      // images are large and what was written since is small
      const small = node.disk.length === node.now.length;
      if (small && node.unsynced.every(({ bytes }) => bytes !== undefined)) {
        for (const { position, bytes } of node.unsynced) node.disk.set(bytes!, position);
      } else node.disk = node.now.slice();
      node.unsynced = [];
    });
  }

  syncDirectory(path: string): Promise<void> {
    return this.#later('syncDirectory', path, () => {
      this.#nameOperations = this.#nameOperations.filter((operation) => {
        if (!touches(operation, path)) return true;
        applyName(this.#diskNames, operation);
        return false;
      });
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.#later('rename', to, () => {
      const node = this.#names.get(from);
      if (!node) throw missing(from);
      this.#name({ kind: 'rename', from, to, node });
    });
  }

  unlink(path: string): Promise<void> {
    return this.#later('unlink', path, () => {
      if (this.#names.has(path)) this.#name({ kind: 'unlink', path });
    });
  }

  size(path: string): Promise<number | undefined> {
    return this.#later('size', path, () => this.#names.get(path)?.now.length);
  }

  readFile(path: string): Promise<Uint8Array | undefined> {
    return this.#later('readFile', path, () => this.#names.get(path)?.now.slice());
  }

  makeDirectory(path: string): Promise<void> {
    return this.#later('makeDirectory', path, () => {
      for (let one = path; one !== ''; one = folder(one)) this.#directories.add(one);
    });
  }

  removeDirectory(path: string): Promise<void> {
    return this.#later('removeDirectory', path, () => {
      for (const name of [...this.#names.keys()]) {
        if (name.startsWith(`${path}/`)) this.#name({ kind: 'unlink', path: name });
      }
      for (const one of [...this.#directories]) {
        if (one === path || one.startsWith(`${path}/`)) this.#directories.delete(one);
      }
    });
  }

  list(path: string): Promise<readonly string[]> {
    return this.#later('list', path, () => {
      const names = new Set<string>();
      for (const one of [...this.#names.keys(), ...this.#directories]) {
        if (one.startsWith(`${path}/`)) names.add(one.slice(path.length + 1).split('/')[0] ?? '');
      }
      return [...names].sort();
    });
  }

  readAt(handle: number, position: number, into: Uint8Array): number {
    const bytes = this.#node(handle).now.subarray(position, position + into.length);
    into.set(bytes);
    return bytes.length;
  }

  writeAt(handle: number, position: number, from: Uint8Array): void {
    this.#put(this.#node(handle), { position, bytes: from.slice() });
  }

  cutAt(handle: number, size: number): void {
    this.#put(this.#node(handle), { position: size, bytes: undefined });
  }

  #later<T>(operation: string, path: string, action: () => T): Promise<T> {
    const sync = operation === 'fdatasync' || operation === 'syncDirectory';
    return new Promise((resolve, reject) => {
      this.#clock.after(sync ? this.#delays.sync : this.#delays.other, () => {
        if (this.#dead) return;
        try {
          this.before?.(operation, path);
          // `before` may have lost power: then this never completes
          if (this.isDead()) return;
          this.operations++;
          resolve(action());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  /** Whether power was lost. */
  isDead(): boolean {
    return this.#dead;
  }

  #node(handle: number): Node {
    const node = this.#handles.get(handle);
    if (!node) throw Object.assign(new Error('EBADF'), { code: 'EBADF' });
    return node;
  }

  #put(node: Node, write: Write): void {
    const { position, bytes } = write;
    if (node.shared === true) {
      node.now = node.now.slice();
      node.disk = node.disk.slice();
      node.shared = false;
    }
    if (!this.#watched.has(node) && isImage(node.now)) {
      this.#watched.add(node);
      // who lost its power or replaced it goes on with another one
      watchDisk('image', () => (this.#dead ? node.disk : node.now));
    }
    // in place: images are large and writes are small
    if (bytes !== undefined && position + bytes.length <= node.now.length) {
      node.now.set(bytes, position);
    } else node.now = applied(node.now, write);
    node.unsynced.push(write);
  }

  #name(operation: NameOperation): void {
    applyName(this.#names, operation);
    this.#nameOperations.push(operation);
  }
}
