/**
 * Members of partitioned data sets of a volume that IBCDMPRS has dumped to tape (the starter system of OS/VS1). Behind the
 * label each track is a record of channel command words and one of data: from byte 8 on count, key and data of its records,
 * each at a doubleword. The data set control blocks have the name in their key; a directory block has entries of a name,
 * an address relative to the beginning (TTR) and user data.
 */
import { fromEbcdic } from '../../src/shared/ebcdic.js';
import { firstFile } from './tapes.js';

const HEADS = 19;

/** A member, its user data and its blocks. */
export interface OsMember {
  readonly name: string;
  readonly userData: Uint8Array;
  readonly blocks: readonly Uint8Array[];
}

interface DiskRecord {
  readonly key: Uint8Array;
  readonly data: Uint8Array;
}

type Tracks = ReadonlyMap<number, ReadonlyMap<number, DiskRecord>>;

/** The members of a data set that `wanted` picks. */
export function osMembers(
  aws: Uint8Array,
  dataSet: string,
  wanted: (name: string) => boolean,
): OsMember[] {
  const tracks = tracksOf(firstFile(aws));
  const first = beginningOf(tracks, dataSet);
  const out: OsMember[] = [];
  for (let track = first; ; track++) {
    for (const [, { key, data }] of [...(tracks.get(track) ?? [])].sort(([a], [b]) => a - b)) {
      if (key.length !== 8) return out;
      const end = (data[0]! << 8) | data[1]!;
      for (let at = 2; at < end;) {
        if (data[at] === 0xff) return out;
        const name = fromEbcdic(data.subarray(at, at + 8)).trimEnd();
        const length = (data[at + 11]! & 0x1f) * 2;
        const place = first + ((data[at + 8]! << 8) | data[at + 9]!);
        if (wanted(name)) {
          const userData = data.subarray(at + 12, at + 12 + length);
          out.push({ name, userData, blocks: blocksOf(tracks, place, data[at + 10]!) });
        }
        at += 12 + length;
      }
    }
  }
}

function tracksOf(blocks: readonly Uint8Array[]): Tracks {
  const tracks = new Map<number, Map<number, DiskRecord>>();
  for (let i = 2; i < blocks.length; i += 2) {
    const block = blocks[i]!;
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    for (let at = 8; at + 8 <= block.length;) {
      const [record, keyLength, dataLength] = [
        block[at + 4]!,
        block[at + 5]!,
        view.getUint16(at + 6),
      ];
      if (record === 0) break;
      const track = view.getUint16(at) * HEADS + view.getUint16(at + 2);
      const key = block.subarray(at + 8, at + 8 + keyLength);
      const data = block.subarray(at + 8 + keyLength, at + 8 + keyLength + dataLength);
      if (!tracks.has(track)) tracks.set(track, new Map());
      tracks.get(track)!.set(record, { key, data });
      at = (at + 8 + keyLength + dataLength + 7) & -8;
    }
  }
  return tracks;
}

/** The first track of a data set. */
function beginningOf(tracks: Tracks, dataSet: string): number {
  for (const records of tracks.values()) {
    for (const { key, data } of records.values()) {
      if (key.length !== 44 || fromEbcdic(key).trimEnd() !== dataSet) continue;
      return ((data[63]! << 8) | data[64]!) * HEADS + ((data[65]! << 8) | data[66]!);
    }
  }
  throw new Error(`no data set ${dataSet}`);
}

/** Blocks up to the end of the member. */
function blocksOf(tracks: Tracks, from: number, record: number): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let track = from; tracks.has(track); track++) {
    const records = [...tracks.get(track)!].sort(([a], [b]) => a - b);
    for (const [number, { data }] of records) {
      if (track === from && number < record) continue;
      if (data.length === 0) return blocks;
      blocks.push(data);
    }
  }
  return blocks;
}
