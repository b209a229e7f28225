/**
 * Records of a spool file, as the units write and read them: one byte with the channel command (or the
 * carriage control it implies), two bytes of length, then the data. Cards are 80 bytes, EBCDIC.
 */

/** One record of a spool file. */
export interface SpoolRecord {
  /** The channel command it was written with (X'41' punch, X'09' print and space...). */
  readonly command: number;
  readonly data: Uint8Array;
}

/** Bytes in front of the data of each record. */
export const RECORD_HEADER = 3;
/** Bytes that the store puts in front of the first record of a file. */
export const FILE_HEADER = 512;

/** Appends nothing anywhere: gives the bytes of one record. */
export function encodeRecord(command: number, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(RECORD_HEADER + data.length);
  out[0] = command;
  out[1] = data.length >> 8;
  out[2] = data.length & 0xff;
  out.set(data, RECORD_HEADER);
  return out;
}

/**
 * The record that starts at `offset`, and where the next starts; undefined when the bytes end before
 * the record does.
 */
export function decodeRecord(
  bytes: Uint8Array,
  offset: number,
): { readonly record: SpoolRecord; readonly next: number } | undefined {
  if (offset + RECORD_HEADER > bytes.length) return undefined;
  const length = ((bytes[offset + 1] ?? 0) << 8) | (bytes[offset + 2] ?? 0);
  const next = offset + RECORD_HEADER + length;
  if (next > bytes.length) return undefined;
  return {
    record: { command: bytes[offset] ?? 0, data: bytes.slice(offset + RECORD_HEADER, next) },
    next,
  };
}
