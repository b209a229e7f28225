/**
 * What DDR of VM/370 dumps to tape of a disk of tracks: a block that tells of the volume, then for each track a header with
 * home address, record zero and the counts of the other records, behind it keys and data, all in blocks of 4096 bytes. The
 * last block of a track is as long as it needs to be. A block like the first one, of the last cylinder, and a tape mark
 * end the dump; reels of before have the mark alone.
 */
import { fromEbcdic, toEbcdic, toEbcdicPadded } from '../../shared/ebcdic.js';
import { encodeStamp, type Stamp } from '../files/layout.js';
import { COUNT_BYTES, lengthsOf, type Track } from '../ckd/track-channel.js';

const BLOCK = 4096;
const VOLUME_BLOCK = 80;
const VOLUME = toEbcdic('VHR ');
const TRACK = toEbcdic('THR ');
const END_OF_JOB = toEbcdic('EOJ ');
const END_OF_VOLUME = toEbcdic('EOV ');
/** Tag, number of counts, whole blocks, length of the last one, flag. */
const FIXED = 11;
const HOME = 5;
const ZERO = 16;
const HEADER = FIXED + HOME + ZERO;
/** Longest data of a track that is taken. */
const MOST_DATA = 0x8000;

/** A track of a disk. */
export interface TrackPlace {
  readonly cylinder: number;
  readonly head: number;
}

/** What the first block tells. */
export interface DumpedVolume {
  readonly volume: string;
  /** The last ones. */
  readonly cylinder: number;
  readonly head: number;
}

/** Where the first block of a further reel says which track is the last one before it, and when it was begun. */
const NEXT = { track: 36, stamp: 40 } as const;

/** The first block. */
export function volumeRecord(
  { volume, cylinder, head }: DumpedVolume,
  records: number,
): Uint8Array {
  const out = new Uint8Array(VOLUME_BLOCK);
  const view = new DataView(out.buffer);
  out.set(VOLUME);
  view.setUint16(24, records);
  view.setUint16(26, cylinder);
  view.setUint16(28, head);
  out.set(toEbcdicPadded(volume, 6), 30);
  return out;
}

/** Reads the first block; undefined when it is none. */
export function readVolumeRecord(bytes: Uint8Array): DumpedVolume | undefined {
  if (bytes.length !== VOLUME_BLOCK || !begins(bytes, VOLUME)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const volume = fromEbcdic(bytes.subarray(30, 36)).replace(/[^A-Z0-9$#@-]/g, ' ');
  return { volume: volume.trim(), cylinder: view.getUint16(26), head: view.getUint16(28) };
}

/** The first block of a further reel, behind this track; `stamp`: now. */
export function nextVolumeRecord(
  volume: Uint8Array,
  { cylinder, head }: TrackPlace,
  stamp: Stamp,
): Uint8Array {
  const out = volume.slice();
  const view = new DataView(out.buffer);
  view.setUint16(NEXT.track, cylinder);
  view.setUint16(NEXT.track + 2, head);
  out.set(encodeStamp(stamp), NEXT.stamp);
  return out;
}

/** What ends the reel in front of it. */
export function endOfReelRecord(next: Uint8Array): Uint8Array {
  const out = next.slice();
  out.set(END_OF_VOLUME);
  return out;
}

/** The last track in front of the end of a reel, of the block there. */
export function lastTrackOf(trailer: Uint8Array): TrackPlace {
  const view = new DataView(trailer.buffer, trailer.byteOffset, trailer.length);
  return { cylinder: view.getUint16(NEXT.track), head: view.getUint16(NEXT.track + 2) };
}

/** A track as messages have it. */
export function showTrack({ cylinder, head }: TrackPlace): string {
  const three = (value: number): string => String(value).padStart(3, '0');
  return `CYL ${three(cylinder)} HD ${three(head)}`;
}

/** What closes a dump: its first block under another name, with the last cylinder on the tape. */
export function trailerRecord(volume: Uint8Array, cylinder: number): Uint8Array {
  const out = volume.slice();
  out.set(END_OF_JOB);
  new DataView(out.buffer).setUint16(26, cylinder);
  return out;
}

/** Whether a block closes a dump, or a reel of a dump that goes on on another one. */
export function trailerIn(bytes: Uint8Array): 'job' | 'volume' | undefined {
  if (bytes.length !== VOLUME_BLOCK) return undefined;
  if (begins(bytes, END_OF_JOB)) return 'job';
  return begins(bytes, END_OF_VOLUME) ? 'volume' : undefined;
}

const begins = (bytes: Uint8Array, tag: Uint8Array): boolean =>
  tag.every((byte, i) => bytes[i] === byte);

/** The blocks of a track. */
export function trackRecords(track: Track): Uint8Array[] {
  const { home, zero, counts, data } = track;
  const length = HEADER + counts.length + data.length;
  // the first block is always a whole one
  const whole = Math.max(1, Math.floor(length / BLOCK));
  const last = Math.max(0, length - whole * BLOCK);
  const out = new Uint8Array(whole * BLOCK + last);
  const view = new DataView(out.buffer);
  out.set(TRACK);
  view.setUint16(4, counts.length / COUNT_BYTES);
  view.setUint16(6, whole);
  view.setUint16(8, last);
  out.set(home.subarray(0, HOME), FIXED);
  out.set(zero.subarray(0, ZERO), FIXED + HOME);
  out.set(counts, HEADER);
  out.set(data, HEADER + counts.length);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < out.length; at += BLOCK) blocks.push(out.slice(at, at + BLOCK));
  return blocks;
}

/** A track that comes block by block; plain data. */
export interface TrackBlocks {
  readonly blocks: Uint8Array[];
  /** Blocks that are still to come. */
  left: number;
}

/** Takes the first block of a track; undefined when it is none. */
export function startTrackBlocks(block: Uint8Array): TrackBlocks | undefined {
  if (block.length !== BLOCK || !begins(block, TRACK)) return undefined;
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const [whole, last] = [view.getUint16(6), view.getUint16(8)];
  if (whole < 1 || whole * BLOCK > MOST_DATA || last >= BLOCK) return undefined;
  return { blocks: [block], left: whole - 1 + (last > 0 ? 1 : 0) };
}

/** The track that begins with a block; undefined when none does. */
export function placeOfTrack(block: Uint8Array): TrackPlace | undefined {
  if (block.length !== BLOCK || !begins(block, TRACK)) return undefined;
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  return { cylinder: view.getUint16(FIXED + 1), head: view.getUint16(FIXED + 3) };
}

/** The track, when all of its blocks have come; undefined when they make none. */
export function trackOf({ blocks }: TrackBlocks): Track | undefined {
  const length = blocks.reduce((sum, one) => sum + one.length, 0);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  const view = new DataView(bytes.buffer);
  const end = HEADER + view.getUint16(4) * COUNT_BYTES;
  if (end > length) return undefined;
  const counts = bytes.slice(HEADER, end);
  const size = lengthsOf(counts).reduce((sum, { key, data }) => sum + key + data, 0);
  if (end + size > length) return undefined;
  return {
    cylinder: view.getUint16(FIXED + 1),
    head: view.getUint16(FIXED + 3),
    home: bytes.slice(FIXED, FIXED + HOME),
    zero: bytes.slice(FIXED + HOME, HEADER),
    counts,
    data: bytes.slice(end, end + size),
  };
}

/** The track as it stands on another cylinder: its addresses say so. */
export function movedTrack(track: Track, cylinder: number): Track {
  const [high, low] = [cylinder >> 8, cylinder & 0xff];
  const home = track.home.slice();
  home.set([high, low], 1);
  const zero = track.zero.slice();
  zero.set([high, low]);
  const counts = track.counts.slice();
  for (let at = 0; at < counts.length; at += COUNT_BYTES) {
    // counts of other tracks than their own stay as they are
    const own = ((counts[at]! & 0x7f) << 8) | counts[at + 1]!;
    if (own === track.cylinder) counts.set([high | (counts[at]! & 0x80), low], at);
  }
  return { ...track, cylinder, home, zero, counts };
}
