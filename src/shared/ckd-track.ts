/**
 * A track as it stands in an image: home address, then records of count, key and data one behind the other,
 * closed by eight bytes of ones; nothing is kept of gaps. A count is cylinder (the first bit says that the
 * record goes on on the next track), head, record number, key length, data length. A track of zeros has
 * never been written: it has a home address and a standard record zero.
 */
import type { CkdGeometry } from './ckd-geometry-table.js';

/** Bytes of a home address (flag, cylinder, head), of a count, and of what closes a track. */
export const HOME_BYTES = 5;
export const COUNT_BYTES = 8;
export const END_BYTES = 8;
/** Data bytes of a standard record zero. */
const ZERO_DATA = 8;
/** The beginning of a track that has never been written: all zeros. */
const VIRGIN_BYTES = HOME_BYTES + COUNT_BYTES + ZERO_DATA;
/** Slots begin at multiples of this. */
const SLOT_UNIT = 512;

/** Home address flag: the track is defective. */
export const DEFECTIVE = 0x02;

/** The first bit of a count: the record is continued on the next track. */
export const OVERFLOW = 0x80;

/** What closes a track. */
export const END_OF_TRACK: Uint8Array = new Uint8Array(END_BYTES).fill(0xff);

/** A record as its count says. */
export interface RecordShape {
  readonly keyLength: number;
  readonly dataLength: number;
  /** It is continued on the next track. */
  readonly overflow: boolean;
}

/** Bytes of the slot in which an image keeps a track. */
export function slotBytes(geometry: CkdGeometry): number {
  const most = VIRGIN_BYTES + COUNT_BYTES + geometry.longest + END_BYTES;
  return Math.ceil(most / SLOT_UNIT) * SLOT_UNIT;
}

/** Whether a track has never been written. */
export function isVirgin(track: Uint8Array): boolean {
  return track.subarray(0, VIRGIN_BYTES).every((byte) => byte === 0);
}

/** The beginning of a track with nothing but home address and record zero. */
export function emptyTrack(cylinder: number, head: number): Uint8Array {
  const bytes = new Uint8Array(VIRGIN_BYTES + END_BYTES);
  const view = new DataView(bytes.buffer);
  for (const at of [1, HOME_BYTES]) {
    view.setUint16(at, cylinder);
    view.setUint16(at + 2, head);
  }
  view.setUint16(HOME_BYTES + 6, ZERO_DATA);
  bytes.set(END_OF_TRACK, VIRGIN_BYTES);
  return bytes;
}

/** Whether the track is closed at `at`. */
export function endsAt(track: Uint8Array, at: number): boolean {
  for (let n = 0; n < END_BYTES; n++) if (track[at + n] !== 0xff) return false;
  return true;
}

/** The record at `at`; `end` closed, undefined: nothing that could be a record. */
export function recordAt(track: Uint8Array, at: number): RecordShape | 'end' | undefined {
  if (at + COUNT_BYTES > track.length) return undefined;
  if (endsAt(track, at)) return 'end';
  const keyLength = track[at + 5]!;
  const dataLength = (track[at + 6]! << 8) | track[at + 7]!;
  // behind it there has to be another count or the end
  if (at + COUNT_BYTES + keyLength + dataLength + END_BYTES > track.length) return undefined;
  return { keyLength, dataLength, overflow: (track[at]! & OVERFLOW) !== 0 };
}

/** Where the record behind this one begins. */
export function behind(at: number, shape: RecordShape): number {
  return at + COUNT_BYTES + shape.keyLength + shape.dataLength;
}

/** Bytes of the track's capacity that a record takes. */
function taken(geometry: CkdGeometry, shape: RecordShape, last: boolean): number {
  const bytes = shape.keyLength + shape.dataLength;
  const key = shape.keyLength === 0 ? 0 : geometry.keyOverhead;
  if (!geometry.tolerance) return geometry.overhead + key + bytes;
  return last ? key + bytes : geometry.overhead + key + Math.floor((bytes * 2137) / 2048);
}

/** Capacity taken by the records before `at`, none of which is the last; a record zero counts as far as it is too long. */
export function takenBefore(geometry: CkdGeometry, track: Uint8Array, at: number): number {
  let sum = 0;
  for (let here = HOME_BYTES; here < at;) {
    const shape = recordAt(track, here);
    if (shape === undefined || shape === 'end') break;
    const zero = here === HOME_BYTES;
    sum += zero
      ? Math.max(0, shape.keyLength + shape.dataLength - ZERO_DATA)
      : taken(geometry, shape, false);
    here = behind(here, shape);
  }
  return sum;
}

/** Whether a record can be written at `at` as the last one of the track. */
export function fits(
  geometry: CkdGeometry,
  track: Uint8Array,
  at: number,
  shape: RecordShape,
): boolean {
  if (behind(at, shape) + END_BYTES > track.length) return false;
  if (at === HOME_BYTES) return shape.keyLength + shape.dataLength <= geometry.longest;
  const used = takenBefore(geometry, track, at);
  return used + taken(geometry, shape, true) <= geometry.capacity;
}
