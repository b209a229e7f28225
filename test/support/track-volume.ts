/** Disks of tracks made for tests: records on tracks, and a volume of OS with a table of contents. */
import { toEbcdic, toEbcdicPadded } from '../../src/shared/ebcdic.js';
import { CKD_GEOMETRIES, type CkdModel } from '../../src/shared/ckd-geometry-table.js';
import { emptyTrack, END_OF_TRACK, slotBytes } from '../../src/shared/ckd-track.js';

/** Bytes in front of the first track. */
const BASE = 512;

/** A record: its number is its place on the track, from 1. */
export interface TestRecord {
  readonly key?: Uint8Array;
  readonly data: Uint8Array;
}

/** A disk that is put together. */
export class TrackVolumeBuilder {
  readonly model: CkdModel;
  readonly cylinders: number;
  readonly image: Uint8Array;
  readonly heads: number;

  constructor(model: CkdModel, cylinders: number) {
    const { heads } = CKD_GEOMETRIES[model];
    this.model = model;
    this.cylinders = cylinders;
    this.heads = heads;
    this.image = new Uint8Array(BASE + cylinders * heads * slotBytes(CKD_GEOMETRIES[model]));
  }

  /** A track as it stands in the image. */
  track(number: number): Uint8Array {
    const slot = slotBytes(CKD_GEOMETRIES[this.model]);
    return this.image.subarray(BASE + number * slot, BASE + (number + 1) * slot);
  }

  /** Writes the records of a track. */
  write(number: number, records: readonly TestRecord[]): this {
    const [cylinder, head] = [Math.floor(number / this.heads), number % this.heads];
    const track = this.track(number);
    const empty = emptyTrack(cylinder, head);
    track.fill(0);
    track.set(empty);
    let at = empty.length - END_OF_TRACK.length;
    records.forEach(({ key = new Uint8Array(0), data }, n) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setUint16(0, cylinder);
      view.setUint16(2, head);
      view.setUint8(4, n + 1);
      view.setUint8(5, key.length);
      view.setUint16(6, data.length);
      for (const part of [new Uint8Array(view.buffer), key, data]) {
        track.set(part, at);
        at += part.length;
      }
    });
    track.set(END_OF_TRACK, at);
    return this;
  }
}

/** A data set of a volume. */
export interface TestDataSet {
  readonly name: string;
  /** Data set organization and record format, as their flags are. */
  readonly dsorg: number;
  readonly recfm: number;
  readonly lrecl: number;
  readonly blksize: number;
  /** Year of the century and day. */
  readonly created: readonly [number, number];
  /** First and last track of each extent. */
  readonly extents: readonly (readonly [number, number])[];
}

/** Where a volume made by {@link osVolume} has its table of contents. */
export const VTOC_TRACK = 1;
/** Control blocks on a track of it. */
const BLOCKS_A_TRACK = 39;

/** A volume of OS: label, table of contents on two tracks, and nothing in the data sets. */
export function osVolume(
  volume: string,
  cylinders: number,
  sets: readonly TestDataSet[],
  free: readonly (readonly [track: number, cylinders: number, tracks: number])[],
): TrackVolumeBuilder {
  const made = new TrackVolumeBuilder('3330-1', cylinders);
  const { heads } = made;
  const label = toEbcdicPadded(`VOL1${volume}`, 80);
  label.set([0, 0, 0, VTOC_TRACK, 1], 11);
  const ipl = (text: string): TestRecord => ({ key: toEbcdic(text), data: new Uint8Array(24) });
  made.write(0, [ipl('IPL1'), ipl('IPL2'), { key: toEbcdic('VOL1'), data: label }]);
  const place = (track: number): number[] => [
    ...[Math.floor(track / heads) >> 8, Math.floor(track / heads) & 0xff],
    ...[0, track % heads],
  ];
  const extent = ([from, to]: readonly [number, number], n: number): number[] => [
    ...[1, n, ...place(from), ...place(to)],
  ];
  const block = (change: (bytes: Uint8Array, view: DataView) => void): Uint8Array => {
    const bytes = new Uint8Array(140);
    change(bytes, new DataView(bytes.buffer));
    return bytes;
  };
  const blocks = [
    block((bytes, view) => {
      bytes.fill(4, 0, 44);
      bytes[44] = 0xf4;
      view.setUint16(62, cylinders);
      view.setUint16(64, heads);
      bytes.set(extent([VTOC_TRACK, VTOC_TRACK + 1], 0), 105);
    }),
    block((bytes, view) => {
      bytes.fill(5, 0, 4);
      bytes[44] = 0xf5;
      free.forEach(([track, count, tracks], n) => {
        const at = n < 8 ? 4 + n * 5 : 45 + (n - 8) * 5;
        view.setUint16(at, track);
        view.setUint16(at + 2, count);
        bytes[at + 4] = tracks;
      });
    }),
  ];
  for (const set of sets) {
    const further = set.extents.slice(3);
    const number = blocks.length + 1;
    blocks.push(
      block((bytes, view) => {
        bytes.set(toEbcdicPadded(set.name, 44));
        bytes[44] = 0xf1;
        bytes.set(toEbcdicPadded(volume, 6), 45);
        bytes[53] = set.created[0];
        view.setUint16(54, set.created[1]);
        bytes[59] = set.extents.length;
        view.setUint16(82, set.dsorg);
        bytes[84] = set.recfm;
        view.setUint16(86, set.blksize);
        view.setUint16(88, set.lrecl);
        set.extents.slice(0, 3).forEach((one, n) => {
          bytes.set(extent(one, n), 105 + n * 10);
        });
        if (further.length > 0) {
          const track = VTOC_TRACK + Math.floor(number / BLOCKS_A_TRACK);
          bytes.set([...place(track), (number % BLOCKS_A_TRACK) + 1], 135);
        }
      }),
    );
    if (further.length === 0) continue;
    blocks.push(
      block((bytes) => {
        bytes.fill(3, 0, 4);
        bytes[44] = 0xf3;
        further.forEach((one, n) => {
          bytes.set(extent(one, n + 3), n < 4 ? 4 + n * 10 : 45 + (n - 4) * 10);
        });
      }),
    );
  }
  while (blocks.length < 2 * BLOCKS_A_TRACK) blocks.push(new Uint8Array(140));
  const records = blocks.map((bytes) => ({ key: bytes.slice(0, 44), data: bytes.slice(44) }));
  made.write(VTOC_TRACK, records.slice(0, BLOCKS_A_TRACK));
  made.write(VTOC_TRACK + 1, records.slice(BLOCKS_A_TRACK, 2 * BLOCKS_A_TRACK));
  return made;
}

/**
 * A directory of a partitioned data set: the names in blocks, and the entry that ends it; `addresses` has where members begin
 * (track of the data set times 256, and record).
 */
export function directoryBlocks(
  names: readonly string[],
  addresses: Readonly<Record<string, number>> = {},
): TestRecord[] {
  const blocks: TestRecord[] = [];
  const all = [...names.map((name) => toEbcdicPadded(name, 8)), new Uint8Array(8).fill(0xff)];
  for (let at = 0; at < all.length; at += 20) {
    const some = all.slice(at, at + 20);
    const data = new Uint8Array(256);
    some.forEach((name, n) => {
      data.set(name, 2 + n * 12);
      const address = addresses[names[at + n] ?? ''] ?? 0;
      data.set([address >> 16, address >> 8, address], 2 + n * 12 + 8);
    });
    new DataView(data.buffer).setUint16(0, 2 + some.length * 12);
    blocks.push({ key: some.at(-1)!, data });
  }
  return blocks;
}
