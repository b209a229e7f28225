/** What COPYFILE makes of one record. */
import {
  EBCDIC_TO_LATIN1,
  EBCDIC_TO_UPPER,
  LATIN1_TO_EBCDIC,
  toEbcdic,
} from '../../shared/ebcdic.js';
import { MAX_RECORD } from '../files/layout.js';
import type { FileWriter } from '../files/writer.js';
import type { Specification } from './copyfile-lists.js';
import type { CopyOptions } from './copyfile-options.js';

const LOWER = Uint8Array.from({ length: 256 }, (_, code) => {
  const latin1 = EBCDIC_TO_LATIN1[code]!;
  return latin1 >= 0x41 && latin1 <= 0x5a ? LATIN1_TO_EBCDIC[latin1 + 0x20]! : code;
});

/** The special characters of the keypunches before EBCDIC, and what they stand for. */
const FROM_BCD = Uint8Array.from({ length: 256 }, (_, code) => code);
toEbcdic("%<&#@'").forEach((code, i) => (FROM_BCD[code] = toEbcdic("()+='-")[i]!));

/** What is asked for beyond the options: the lists that were typed. */
export type CopyLists = {
  readonly specifications?: readonly Specification[];
  readonly translation?: Uint8Array;
};

/** The table by which the characters of a record are changed; undefined when they stay. */
export function translationOf(options: CopyOptions, lists: CopyLists): Uint8Array | undefined {
  const tables: Readonly<Uint8Array>[] = [];
  if (options.fromBcd) tables.push(FROM_BCD);
  if (options.fold !== undefined) tables.push(options.fold === 'upper' ? EBCDIC_TO_UPPER : LOWER);
  if (lists.translation !== undefined) tables.push(lists.translation);
  if (tables.length === 0) return undefined;
  return Uint8Array.from({ length: 256 }, (_, code) =>
    tables.reduce((byte, table) => table[byte]!, code),
  );
}

/** Lays what was asked for over `base` (nothing, or a record of the old file). */
function arrange(
  record: Uint8Array,
  base: Uint8Array,
  options: CopyOptions,
  specifications: readonly Specification[] | undefined,
): Uint8Array {
  const pieces =
    specifications === undefined
      ? [{ to: 0, bytes: record }]
      : specifications.map(({ bytes, from, end, to }) => ({
          to,
          bytes: bytes ?? record.subarray(from, end),
        }));
  let length = base.length;
  for (const { to, bytes } of pieces) {
    if (bytes.length > 0) length = Math.max(length, Math.min(MAX_RECORD, to + bytes.length));
  }
  const out = new Uint8Array(Math.max(1, length)).fill(options.fill);
  out.set(base);
  for (const { to, bytes } of pieces) {
    if (to < out.length) out.set(bytes.subarray(0, out.length - to), to);
  }
  return out;
}

/** One record as the output wants it. */
export function convert(
  given: Uint8Array,
  base: Uint8Array | undefined,
  writer: Pick<FileWriter, 'format' | 'recordLength'>,
  options: CopyOptions,
  lists: CopyLists,
  table: Uint8Array | undefined,
): Uint8Array {
  let record = table === undefined ? given : given.map((byte) => table[byte]!);
  if (base !== undefined || lists.specifications !== undefined) {
    record = arrange(record, base ?? new Uint8Array(0), options, lists.specifications);
  }
  if (writer.format === 'V') {
    let end = Math.min(record.length, options.recordLength ?? record.length);
    if (options.trunc) while (end > 1 && record[end - 1] === options.fill) end--;
    return record.subarray(0, end);
  }
  if (record.length === writer.recordLength) return record;
  const fixed = new Uint8Array(writer.recordLength).fill(options.fill);
  fixed.set(record.subarray(0, writer.recordLength));
  return fixed;
}
