/**
 * Reads a disk image of the emx370 emulator (compressed count-key-data tracks, with or without a file of
 * changed tracks) and writes it in Hercules' CKD_P370 layout.
 *
 * A .ckdc file: 32 bytes of header (version 2, volume 6, cylinders 2, tracks a cylinder 2, bytes a track 3,
 * records a track 1, type of drive 4, reserved 12), then tracks, closed by cylinder X'FFFF'. In a .delta file, which
 * has the same header with the first bit of the version on, there are only tracks that changed. A track: cylinder 2,
 * head 1, length of what follows 3; home address 5, record zero 16, length 3, number of records 2; for each record
 * number 2, length of key 1, of data 2, offset 3; then key and data of all records, deflated.
 */
import { inflateSync } from 'node:zlib';

const HEADER = 32;
const TRACK_HEADER = 26;
const DELTA = 0x8000;
const END = 0xffff;
/** Header of a CKD image of Hercules, and what closes a track. */
const CKD_HEADER = 512;
const FENCE = new Uint8Array(8).fill(0xff);
const ROUND = 512;

/** Longest record of a drive (what a track of one record holds), by the number of its type. */
const LONGEST_RECORD: Readonly<Record<number, number>> = {
  0x2314: 7294,
  0x3330: 13030,
  0x3340: 8368,
  0x3350: 19069,
};

interface Geometry {
  readonly delta: boolean;
  readonly cylinders: number;
  readonly heads: number;
  readonly type: number;
}

function geometryOf(view: DataView): Geometry {
  if (view.byteLength < HEADER) throw new Error('not a .ckdc file: too short');
  // the last two digits say which model of the drive it is
  const type = view.getUint32(16) >>> 8;
  if (LONGEST_RECORD[type] === undefined) {
    throw new Error(`not a .ckdc file, or a drive that is not known: ${type.toString(16)}`);
  }
  const delta = (view.getUint16(0) & DELTA) !== 0;
  return { delta, cylinders: view.getUint16(8), heads: view.getUint16(10), type };
}

/** The tracks of a file by number, as they are in it. */
function tracksOf(view: DataView, heads: number): Map<number, DataView> {
  const tracks = new Map<number, DataView>();
  for (let at = HEADER; ;) {
    const cylinder = view.getUint16(at);
    if (cylinder === END) return tracks;
    const head = view.getUint8(at + 2);
    const length = (view.getUint8(at + 3) << 16) | view.getUint16(at + 4);
    tracks.set(
      cylinder * heads + head,
      new DataView(view.buffer, view.byteOffset + at + 6, length),
    );
    at += 6 + length;
  }
}

function bytesOf(view: DataView, from: number, length?: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + from, length ?? view.byteLength - from);
}

/** Writes one track into its place in the image. */
function putTrack(track: DataView, number: number, heads: number, out: Uint8Array): void {
  const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
  const cylinder = Math.floor(number / heads);
  const head = number % heads;
  view.setUint16(1, cylinder);
  view.setUint16(3, head);
  out.set(bytesOf(track, 5, 16), 5);
  const count = track.getUint16(24);
  const contents = inflateSync(bytesOf(track, TRACK_HEADER + count * 8));
  let at = 21;
  for (let n = 0; n < count; n++) {
    const area = TRACK_HEADER + n * 8;
    const keyLength = track.getUint8(area + 2);
    const dataLength = track.getUint16(area + 3);
    const from = (track.getUint8(area + 5) << 16) | track.getUint16(area + 6);
    view.setUint16(at, cylinder);
    view.setUint16(at + 2, head);
    view.setUint8(at + 4, track.getUint16(area));
    view.setUint8(at + 5, keyLength);
    view.setUint16(at + 6, dataLength);
    out.set(contents.subarray(from, from + keyLength + dataLength), at + 8);
    at += 8 + keyLength + dataLength;
  }
  out.set(FENCE, at);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Makes a CKD image of a .ckdc file and the changes to it.
 * @throws Error when a file is not one, or the two are not of one disk
 */
export function ckdcToCkd(base: Uint8Array, delta?: Uint8Array): Uint8Array {
  const geometry = geometryOf(viewOf(base));
  const { cylinders, heads, type } = geometry;
  if (geometry.delta) throw new Error('a file of changes, not a whole disk');
  const tracks = tracksOf(viewOf(base), heads);
  if (delta !== undefined) {
    const other = geometryOf(viewOf(delta));
    if (!other.delta || other.cylinders !== cylinders || other.type !== type) {
      throw new Error('these are not changes of that disk');
    }
    for (const [number, track] of tracksOf(viewOf(delta), heads)) tracks.set(number, track);
  }
  // home address, record zero, one record as long as can be, the fence
  const whole = 5 + 16 + 8 + LONGEST_RECORD[type]! + FENCE.length;
  const trackSize = Math.ceil(whole / ROUND) * ROUND;
  const image = new Uint8Array(CKD_HEADER + cylinders * heads * trackSize);
  const header = viewOf(image);
  image.set(new TextEncoder().encode('CKD_P370'));
  header.setUint32(8, heads, true);
  header.setUint32(12, trackSize, true);
  header.setUint8(16, type & 0xff);
  for (let number = 0; number < cylinders * heads; number++) {
    const track = tracks.get(number);
    if (track === undefined) throw new Error(`track ${number} is missing`);
    const from = CKD_HEADER + number * trackSize;
    putTrack(track, number, heads, image.subarray(from, from + trackSize));
  }
  return image;
}
