/** A minidisk as CMS reaches it. */

/** A minidisk by its 512-byte blocks; every call executes a DIAGNOSE of the machine. */
export interface BlockDevice {
  readonly device: number;
  /** Number of 512-byte blocks; 0 for a disk of count-key-data tracks, on which CMS keeps no files. */
  readonly blocks: number;
  readonly readOnly: boolean;
  /** Reads `count` blocks; undefined on an I/O error. */
  read(block: number, count: number): Uint8Array | undefined;
  /** Writes whole blocks; false on an I/O error. What is written is durable after a `sync` effect. */
  write(block: number, bytes: Uint8Array): boolean;
}

/** Where disks come from during a step. */
export interface DiskOpener {
  /** Blocks of a minidisk, through DIAGNOSE X'A4'; undefined when the device is not there. */
  disk(device: number): BlockDevice | undefined;
}
