/**
 * Spanned records, which go on from one block to the next in segments (OS/VS Data Management Services Guide, "Spanned
 * Format Records"). QSAM puts them together; BSAM reads and writes the blocks as they are.
 */
import type { OpenDcb } from './os-state.js';
import type { Input } from './input.js';
import { RECFM } from './recfm.js';

/** What a segment is of its record: low two bits of the byte behind its length. */
const SEGMENT = { whole: 0, first: 1, last: 2, middle: 3 } as const;
/** Lengths in front of a block and of a segment. */
const LENGTH = 4;

/**
 * Puts the segments of a block together; what a record has so far is kept in `begun`.
 * @returns the records that end in it; undefined when a segment is missing or the record gets too long
 */
export function joinSegments(
  dcb: Pick<OpenDcb, 'lrecl'> & Partial<Pick<OpenDcb, 'begun'>>,
  pieces: readonly { readonly code: number; readonly data: Uint8Array }[],
): Uint8Array[] | undefined {
  const records: Uint8Array[] = [];
  for (const { code, data } of pieces) {
    const kind = code & 3;
    const before = dcb.begun;
    const begins = kind === SEGMENT.whole || kind === SEGMENT.first;
    // a record that does not end, or that has not begun
    if (begins !== (before === undefined)) {
      dcb.begun = undefined;
      return undefined;
    }
    const record = new Uint8Array((before?.length ?? 0) + data.length);
    record.set(before ?? []);
    record.set(data, before?.length ?? 0);
    const open = kind === SEGMENT.first || kind === SEGMENT.middle;
    dcb.begun = open ? record : undefined;
    if (record.length > dcb.lrecl - LENGTH) {
      dcb.begun = undefined;
      return undefined;
    }
    if (!open) records.push(record);
  }
  return records;
}

/** The end of a file; a record that goes on there is not whole. */
export function atEnd(dcb: OpenDcb): Input {
  if (dcb.begun === undefined) return { kind: 'end' };
  dcb.begun = undefined;
  return { kind: 'error' };
}

/** The length that stands in front of a block; undefined when it is none. */
export function lengthInFront(block: Uint8Array): number | undefined {
  const length = block.length < LENGTH ? 0 : (block[0]! << 8) | block[1]!;
  return length < LENGTH || length > block.length ? undefined : length;
}

/** How much of a block its segments take. */
function lengthOf(segments: readonly Uint8Array[]): number {
  return segments.reduce((sum, one) => sum + one.length, LENGTH);
}

/** A block of segments. */
export function segmentBlock(segments: readonly Uint8Array[]): Uint8Array {
  const block = new Uint8Array(lengthOf(segments));
  block[0] = block.length >> 8;
  block[1] = block.length;
  let at = LENGTH;
  for (const one of segments) {
    block.set(one, at);
    at += one.length;
  }
  return block;
}

/**
 * Cuts a record into segments: the blocks that are full, in order; the segments of the block in hand stay in `block`.
 * Without B no block has segments of two records.
 */
export function cutRecord(
  dcb: Pick<OpenDcb, 'recfm' | 'blksize' | 'block'>,
  record: Uint8Array,
): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  const write = (): void => {
    if (dcb.block.length > 0) blocks.push(segmentBlock(dcb.block));
    dcb.block = [];
  };
  let done = 0;
  do {
    // a segment has at least a byte of data
    if (dcb.blksize - lengthOf(dcb.block) < LENGTH + 1) write();
    const room = dcb.blksize - lengthOf(dcb.block) - LENGTH;
    const length = Math.min(room, record.length - done);
    const ends = done + length === record.length;
    const segment = new Uint8Array(LENGTH + length);
    segment[0] = segment.length >> 8;
    segment[1] = segment.length;
    segment[2] =
      done === 0 ? (ends ? SEGMENT.whole : SEGMENT.first) : ends ? SEGMENT.last : SEGMENT.middle;
    segment.set(record.subarray(done, done + length), LENGTH);
    dcb.block = [...dcb.block, segment];
    done += length;
    if (!ends) write();
  } while (done < record.length);
  if ((dcb.recfm & RECFM.blocked) === 0) write();
  return blocks;
}
