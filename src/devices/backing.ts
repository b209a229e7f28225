/** What stands behind the units: files and rings, reached through handles that CP gave. */

/** Bytes at positions of an open file; main opened it, the real processor reads and writes it. */
export interface FileAccess {
  /** Reads into `into` from `position`; returns the bytes read (fewer at the end of the file). */
  readAt(handle: number, position: number, into: Uint8Array): number;
  /** Writes all of `from` at `position`; throws when the host cannot (full disk, I/O error). */
  writeAt(handle: number, position: number, from: Uint8Array): void;
  /** Cuts the file off at `size`; throws when the host cannot. */
  cutAt(handle: number, size: number): void;
}

/** Compression of tape blocks (HET); the host has it. */
export interface Compression {
  /** Bytes of zlib's format (RFC 1950). */
  deflate(bytes: Uint8Array): Uint8Array;
  /** What was compressed; undefined when the bytes are damaged or hold more than `limit`. */
  inflate(bytes: Uint8Array, limit: number): Uint8Array | undefined;
}

/** Compresses nothing, and reads nothing that is compressed: where there is no host. */
export const NO_COMPRESSION: Compression = {
  deflate: (bytes) => bytes,
  inflate: () => undefined,
};

/** Kinds of records in a console ring. */
export const RING_LINE = 1; // a line with carrier return, EBCDIC
export const RING_TEXT = 2; // text without carrier return, EBCDIC
export const RING_ALARM = 3; // sound the alarm
export const RING_DISPLAY = 4; // one 3270 write: command byte, then the data stream (WCC, orders)
export const RING_CP = 5; // a line of CP about the guest (TRACE), EBCDIC; it waits its turn like the guest's own
export const RING_ROOM = 6; // nothing to show: is taken when there is room for a line

/** The producer's end of a machine's console ring. */
export interface ConsoleOutput {
  /** Puts a record in; false when there is no room (then ask `console-room`). */
  put(kind: number, bytes: Uint8Array): boolean;
}
