/**
 * The arm of a count-key-data disk over the image: where it stands, what has passed under the head, and the
 * way to the next count (Reference Manual for IBM 3830 Storage Control Model 2, GA26-1617, "Track
 * Orientation", "Multitrack Operation"). One track is held at a time; it is read anew for each channel
 * program, because others may write to the same disk.
 */
import type { FileAccess } from '../backing.js';
import type { CkdFault } from './ckd-sense.js';
import type { CkdGeometry } from '../../shared/ckd-geometry-table.js';
import {
  behind,
  COUNT_BYTES,
  DEFECTIVE,
  emptyTrack,
  HOME_BYTES,
  isVirgin,
  recordAt,
  takenBefore,
} from '../../shared/ckd-track.js';

/** The area that has passed last: none since the index, or one of the home address or of a record. */
export type Area = 'index' | 'home' | 'count' | 'key' | 'data' | 'end';

/** Where the arm stands, plain data. */
export interface CkdPlace {
  cylinder: number;
  head: number;
  area: Area;
  /** Where the count of the present record stands on the track. */
  at: number;
  /** Of the present record; SPACE COUNT gives others than the count has. */
  keyLength: number;
  dataLength: number;
  overflow: boolean;
  /** The index has passed without anything that makes the search begin anew. */
  indexPassed: boolean;
  /** The same, by nothing but searches for a home address. */
  homePassed: boolean;
}

/** The arm over cylinder 0, head 0. */
export function newPlace(): CkdPlace {
  return {
    cylinder: 0,
    head: 0,
    area: 'index',
    at: HOME_BYTES,
    keyLength: 0,
    dataLength: 0,
    overflow: false,
    indexPassed: false,
    homePassed: false,
  };
}

/** An image of tracks in slots of one size. */
export interface TrackImage {
  readonly handle: number;
  /** Where the first slot begins, and bytes of a slot. */
  readonly base: number;
  readonly slot: number;
  readonly cylinders: number;
}

/** How the next count is sought. */
export interface Seeking {
  readonly multiTrack: boolean;
  /** Record zero counts as well. */
  readonly withZero: boolean;
  /** A search: going to the next track does not count as passing the index. */
  readonly search: boolean;
  /** A read or a key search goes through a cylinder though the index has passed. */
  readonly endless: boolean;
  /** A defective track will do. */
  readonly anyTrack?: boolean;
}

/** The arm. */
export class CkdArm {
  readonly geometry: CkdGeometry;
  readonly image: TrackImage;
  place = newPlace();
  /** The head may not be switched: file mask. */
  switching = true;
  readonly #files: FileAccess;
  readonly #track: Uint8Array;
  #held: 'nothing' | 'virgin' | 'written' = 'nothing';

  constructor(geometry: CkdGeometry, image: TrackImage, files: FileAccess) {
    this.geometry = geometry;
    this.image = image;
    this.#files = files;
    this.#track = new Uint8Array(image.slot);
  }

  /** Forgets what is held, so that it is read again. */
  release(): void {
    this.#held = 'nothing';
  }

  /** The track under the head. */
  track(): Uint8Array | CkdFault {
    if (this.#held !== 'nothing') return this.#track;
    this.#track.fill(0);
    try {
      // a track behind the end of the image was never written
      this.#files.readAt(this.image.handle, this.#position(0), this.#track);
    } catch {
      return 'equipment';
    }
    this.#held = isVirgin(this.#track) ? 'virgin' : 'written';
    if (this.#held === 'virgin') {
      this.#track.set(emptyTrack(this.place.cylinder, this.place.head));
    }
    return this.#track;
  }

  /** Goes to the index of a track. */
  seek(cylinder: number, head: number): void {
    const { place } = this;
    if (place.cylinder !== cylinder || place.head !== head) this.release();
    Object.assign(place, { cylinder, head, area: 'index', at: HOME_BYTES, overflow: false });
  }

  /** Switches to the next head, when the mask and the cylinder allow it. */
  nextHead(): CkdFault | undefined {
    if (!this.switching) return 'file-protected';
    const { cylinder, head } = this.place;
    if (head + 1 >= this.geometry.heads) return 'end-of-cylinder';
    this.seek(cylinder, head + 1);
    return undefined;
  }

  /** Reads the track under the head when it is not there; undefined when it is. */
  readable(): CkdFault | undefined {
    const track = this.track();
    return typeof track === 'string' ? track : undefined;
  }

  /** Whether the track under the head may be used for more than to look at its home address. */
  usable(): CkdFault | undefined {
    const track = this.track();
    if (typeof track === 'string') return track;
    return (track[0]! & DEFECTIVE) === 0 ? undefined : 'track-condition';
  }

  /** Where the next count stands. */
  next(): number {
    const { area, at } = this.place;
    if (area === 'index' || area === 'home') return HOME_BYTES;
    const shape = typeof this.track() === 'string' ? undefined : recordAt(this.#track, at);
    return shape === undefined || shape === 'end' ? this.image.slot : behind(at, shape);
  }

  /** Brings the next count under the head; undefined when it did. */
  nextCount(seeking: Seeking): CkdFault | undefined {
    const { place } = this;
    for (;;) {
      const bad = seeking.anyTrack === true ? this.readable() : this.usable();
      if (bad !== undefined) return bad;
      const at = place.area === 'end' ? this.image.slot : this.next();
      const shape = place.area === 'end' ? 'end' : recordAt(this.#track, at);
      if (shape === undefined) {
        place.at = Math.min(at, this.image.slot - COUNT_BYTES);
        return 'bad-count';
      }
      if (shape !== 'end') {
        Object.assign(place, { area: 'count', at, ...shape });
        if (seeking.withZero || at !== HOME_BYTES) return undefined;
        continue;
      }
      const failed = this.#atIndex(seeking);
      if (failed !== undefined) return failed;
    }
  }

  /** The index passes. */
  #atIndex({ multiTrack, search, endless }: Seeking): CkdFault | undefined {
    const { place } = this;
    place.area = 'end';
    if (place.indexPassed && !endless) return 'no-record-found';
    if (!multiTrack) {
      this.seek(place.cylinder, place.head);
      place.indexPassed = true;
      return undefined;
    }
    const failed = this.nextHead();
    if (failed === undefined && !search) place.indexPassed = true;
    return failed;
  }

  /** Bytes of the present record's count, key or data, as far as they are on the track. */
  bytes(area: 'count' | 'key' | 'data'): Uint8Array {
    const { at, keyLength, dataLength } = this.place;
    const key = at + COUNT_BYTES;
    if (area === 'count') {
      const count = this.#track.slice(at, key);
      count[0]! &= 0x7f;
      return count;
    }
    if (area === 'key') return this.#track.slice(key, key + keyLength);
    return this.#track.slice(key + keyLength, key + keyLength + dataLength);
  }

  /** The number of the present record. */
  get record(): number {
    const { area, at } = this.place;
    const none = area === 'index' || area === 'home' || this.#held === 'nothing';
    return none ? 0 : (this.#track[at + 4] ?? 0);
  }

  /** The sector under the head. */
  sector(): number {
    const { sectors, capacity } = this.geometry;
    const { area, at } = this.place;
    const track = this.track();
    if (typeof track === 'string' || area === 'index' || area === 'home') return 0;
    const before = takenBefore(this.geometry, track, at);
    return Math.min(sectors - 1, Math.floor((before * sectors) / capacity));
  }

  /** Writes to the track from `at` on; undefined when it did. */
  write(at: number, bytes: Uint8Array): CkdFault | undefined {
    const track = this.track();
    if (typeof track === 'string') return track;
    track.set(bytes, at);
    const virgin = this.#held === 'virgin';
    // a track that was never written has to get its beginning as well
    const from = virgin ? 0 : at;
    try {
      const to = Math.max(at + bytes.length, virgin ? emptyTrack(0, 0).length : 0);
      this.#files.writeAt(this.image.handle, this.#position(from), track.slice(from, to));
    } catch {
      // what is on the track now is read again by whoever wants it
      this.release();
      return 'equipment';
    }
    this.#held = 'written';
    return undefined;
  }

  #position(at: number): number {
    const { base, slot } = this.image;
    return base + (this.place.cylinder * this.geometry.heads + this.place.head) * slot + at;
  }
}
