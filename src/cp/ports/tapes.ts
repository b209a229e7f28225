/** Tapes, as CP asks the store for them: files of the host that an operator names. Only main opens and closes them. */

/** A tape file that is open. */
export interface OpenTape {
  /** Handle for FileAccess on a real processor. */
  readonly handle: number;
  /** Bytes in the file. */
  readonly size: number;
  /** By its name the file is of HET form: what is written is compressed. */
  readonly compressed: boolean;
}

/** A tape that cannot be opened, and why, for the person at the host. */
export class TapeFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TapeFault';
  }
}

/** The store of tapes. */
export interface TapeStore {
  /**
   * Opens a file; with a write ring one that is not there is made. A file that somebody writes is open once.
   * @throws TapeFault
   */
  open(path: string, ring: boolean): Promise<OpenTape>;
  /** Makes what was written durable; rejects once, and the tape then counts as failed. */
  sync(handle: number): Promise<void>;
  close(handle: number): Promise<void>;
}
