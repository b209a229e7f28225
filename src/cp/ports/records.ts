/** Records that CP collects for service machines and the host: accounting, errors. */

/** One kind of records. What has been appended is durable when the promise resolves. */
export interface RecordFile {
  /** Appends records that belong together: all or none of them. */
  append(records: readonly Uint8Array[]): Promise<void>;
  /** All of them; the oldest may have gone when there were too many. */
  read(): Promise<readonly Uint8Array[]>;
  /** Takes all away. */
  erase(): Promise<void>;
}

/** The kinds. */
export interface Records {
  /** 80 bytes each, EBCDIC, as VM punches them. */
  readonly accounting: RecordFile;
  /** See error-records.ts of cp/main. */
  readonly errors: RecordFile;
}
