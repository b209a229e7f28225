/**
 * Error records that guests have CP write by DIAGNOSE X'48' (SVC 76) and erase by X'1C' (VM/370 OLTSEP and Error
 * Recording Guide). In front of what the guest gave stand the time (milliseconds since 1970, 8 bytes) and the
 * userid (8 bytes, EBCDIC).
 */
import { toEbcdicPadded } from '../../shared/ebcdic.js';
import type { Records } from '../ports/records.js';

const HEADER = 16;

/** One record as it is kept. */
export function errorRecord(userid: string, now: number, data: Uint8Array): Uint8Array {
  const record = new Uint8Array(HEADER + data.length);
  new DataView(record.buffer).setBigUint64(0, BigInt(Math.floor(now)));
  record.set(toEbcdicPadded(userid, 8), 8);
  record.set(data, HEADER);
  return record;
}

/** Appends a record, or erases all. */
export async function changeErrors(
  records: Records,
  userid: string,
  now: number,
  data: Uint8Array | undefined,
): Promise<void> {
  if (data === undefined) await records.errors.erase();
  else await records.errors.append([errorRecord(userid, now, data)]);
}
