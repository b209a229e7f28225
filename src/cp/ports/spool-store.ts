/**
 * What keeps the spool. A spool file is one self-describing file; the queues are an index beside them,
 * journalled. A file is durable (synced, entered) before CP announces it.
 */

/** The queue that a spool file stands in. */
export type SpoolQueue = 'RDR' | 'PRT' | 'PUN';

/** What the index knows of a spool file (the ancestor is SFBLOK). Dates are milliseconds since 1970 UTC. */
export interface SpoolFile {
  /** 1 to 9999, unique for its owner over all queues. */
  readonly id: number;
  /** The user whose queue it stands in. */
  readonly owner: string;
  /** Who made it. */
  readonly origin: string;
  readonly queue: SpoolQueue;
  /** How it was made: punch, printer, console log, or a real reader (host). */
  readonly device: 'PUN' | 'PRT' | 'CON' | 'RDR';
  /** One letter or digit. */
  readonly class: string;
  readonly records: number;
  readonly bytes: number;
  readonly copies: number;
  readonly hold: 'NONE' | 'USER' | 'SYS';
  readonly keep: boolean;
  readonly name: string;
  readonly type: string;
  readonly dist: string;
  readonly form: string;
  readonly created: number;
  /** Order in the queue: lower is read first. */
  readonly order: number;
}

/** A spool file that is being written: not in any queue, gone whole after a crash. */
export interface OpenSpoolFile {
  readonly handle: number;
}

/** A spool file that is being read. */
export interface ReadSpoolFile {
  readonly handle: number;
  /** Bytes behind the file header. */
  readonly bytes: number;
}

/** Changes to the index that become durable together. */
export interface SpoolChange {
  /** TRANSFER: a file goes to another queue or owner, under another id; its content stays where it is. */
  readonly move?: readonly {
    readonly from: { readonly owner: string; readonly id: number };
    readonly to: SpoolFile;
  }[];
  /** Files of the index whose description changes; owner and id stay. */
  readonly put?: readonly SpoolFile[];
  readonly remove?: readonly { readonly owner: string; readonly id: number }[];
}

/** The store of spool files. */
export interface SpoolStore {
  /** Warm start, or checkpoint start when the index is lost; files that were open are removed. */
  start(): Promise<void>;
  /** Orderly end: everything durable. */
  stop(): Promise<void>;
  /** All files of the index, at start (warm start; rebuilt from the files when the index is lost). */
  files(): readonly SpoolFile[];
  /** Opens a new file for a unit to write. */
  create(): Promise<OpenSpoolFile>;
  /**
   * Makes a written file durable and enters it in the index: header with `file`, data synced, index
   * journalled and synced. Resolves when it may be announced.
   */
  commit(handle: number, file: SpoolFile): Promise<void>;
  /** Drops a file that was being written. */
  abandon(handle: number): Promise<void>;
  open(owner: string, id: number): Promise<ReadSpoolFile>;
  close(handle: number): Promise<void>;
  /** Makes changes to the index durable; files removed from it are deleted. */
  change(change: SpoolChange): Promise<void>;
}
