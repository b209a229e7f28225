/**
 * The queues in memory: which files a user has, which ids are free, what comes next in a queue, and
 * which files are in use. What is durable is the store's matter.
 */
import type { SpoolFile, SpoolQueue } from '../../ports/spool-store.js';

/** Highest spool id, and so the most files that a user can have. */
export const LAST_ID = 9999;

/** Which files of a queue a command names. */
export type Selection =
  | { readonly by: 'all' }
  | { readonly by: 'ids'; readonly ids: readonly number[] }
  | { readonly by: 'class'; readonly class: string }
  | { readonly by: 'form'; readonly form: string };

interface Owner {
  readonly files: Map<number, SpoolFile>;
  /** Ids that are promised to files being written. */
  readonly reserved: Set<number>;
  last: number;
}

function inOrder(a: SpoolFile, b: SpoolFile): number {
  return a.order - b.order || a.created - b.created || a.id - b.id;
}

/** By owner and id: a change puts another description in place of a file that is in use. */
function useKey(file: SpoolFile): string {
  return `${file.owner} ${String(file.id)}`;
}

/** The queues of all users. */
export class SpoolQueues {
  readonly #owners = new Map<string, Owner>();
  readonly #inUse = new Set<string>();
  /** Bytes in all queues by the user they come from. */
  readonly #bytes = new Map<string, number>();
  #order = 0;

  /** Takes in the files of a start. */
  load(files: readonly SpoolFile[]): void {
    this.#owners.clear();
    this.#bytes.clear();
    for (const file of files) {
      this.put(file);
      const owner = this.#owner(file.owner);
      owner.last = Math.max(owner.last, file.id);
    }
  }

  /** A new id for a user, promised until `put` or `release`; undefined when there is none. */
  reserve(userid: string): number | undefined {
    const owner = this.#owner(userid);
    if (owner.files.size + owner.reserved.size >= LAST_ID) return undefined;
    let id = owner.last;
    do id = id >= LAST_ID ? 1 : id + 1;
    while (owner.files.has(id) || owner.reserved.has(id));
    owner.last = id;
    owner.reserved.add(id);
    return id;
  }

  release(userid: string, id: number): void {
    this.#owner(userid).reserved.delete(id);
  }

  /** The order number of a file that comes last. */
  nextOrder(): number {
    return ++this.#order;
  }

  /** Enters a file, or puts a new description in place of the old one. */
  put(file: SpoolFile): void {
    const owner = this.#owner(file.owner);
    owner.reserved.delete(file.id);
    const before = owner.files.get(file.id);
    if (before) this.#uncount(before);
    owner.files.set(file.id, file);
    this.#bytes.set(file.origin, this.bytesFrom(file.origin) + file.bytes);
    this.#order = Math.max(this.#order, file.order);
  }

  remove(file: SpoolFile): void {
    this.#owner(file.owner).files.delete(file.id);
    this.#inUse.delete(useKey(file));
    this.#uncount(file);
  }

  find(userid: string, id: number): SpoolFile | undefined {
    return this.#owners.get(userid)?.files.get(id);
  }

  /** All files of a queue, in order. */
  queue(userid: string, queue: SpoolQueue): readonly SpoolFile[] {
    const files = [...(this.#owners.get(userid)?.files.values() ?? [])];
    return files.filter((file) => file.queue === queue).sort(inOrder);
  }

  /** Users who have files. */
  owners(): readonly string[] {
    return [...this.#owners.keys()].filter((userid) => this.#owner(userid).files.size > 0).sort();
  }

  /** The file that a reader of this class takes next. */
  next(userid: string, letter: string): SpoolFile | undefined {
    return this.queue(userid, 'RDR').find(
      (file) =>
        file.hold === 'NONE' && (letter === '*' || file.class === letter) && !this.inUse(file),
    );
  }

  /** The files of a queue that a command names, in the order named. */
  select(userid: string, queue: SpoolQueue, selection: Selection): readonly SpoolFile[] {
    const files = this.queue(userid, queue);
    switch (selection.by) {
      case 'all':
        return files;
      case 'class':
        return files.filter((file) => file.class === selection.class);
      case 'form':
        return files.filter((file) => file.form === selection.form);
      case 'ids':
        return [...new Set(selection.ids)]
          .map((id) => files.find((file) => file.id === id))
          .filter((file) => file !== undefined);
    }
  }

  counts(userid: string): Readonly<Record<SpoolQueue, number>> {
    const counts = { RDR: 0, PRT: 0, PUN: 0 };
    for (const file of this.#owners.get(userid)?.files.values() ?? []) counts[file.queue]++;
    return counts;
  }

  /** Files of a user, with those that are being written. */
  total(userid: string): number {
    const owner = this.#owners.get(userid);
    return owner ? owner.files.size + owner.reserved.size : 0;
  }

  /** Bytes in all queues that come from a user. */
  bytesFrom(userid: string): number {
    return this.#bytes.get(userid) ?? 0;
  }

  /** A file that a unit reads, or a command works on: others leave it alone. */
  use(file: SpoolFile): void {
    this.#inUse.add(useKey(file));
  }

  letGo(file: SpoolFile): void {
    this.#inUse.delete(useKey(file));
  }

  inUse(file: SpoolFile): boolean {
    return this.#inUse.has(useKey(file));
  }

  #uncount(file: SpoolFile): void {
    const bytes = this.bytesFrom(file.origin) - file.bytes;
    if (bytes > 0) this.#bytes.set(file.origin, bytes);
    else this.#bytes.delete(file.origin);
  }

  #owner(userid: string): Owner {
    let owner = this.#owners.get(userid);
    if (!owner) {
      owner = { files: new Map(), reserved: new Set(), last: 0 };
      this.#owners.set(userid, owner);
    }
    return owner;
  }
}
