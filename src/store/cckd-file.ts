/**
 * Compressed images of Hercules (CCKD): a device header, a second header, a table of tables, and the tracks, each as
 * long as it is and perhaps compressed. A shadow file has the same form and only the tracks that changed. Offsets
 * are 32 bits, low byte first. Everything that is read may be damaged, and is bounded.
 */
import { inflateSync } from 'node:zlib';
import { ImageFault } from '../cp/ports/minidisks.js';
import { bunzip2 } from '../shared/bzip2.js';
import { emptyTrack, END_BYTES, END_OF_TRACK, HOME_BYTES } from '../shared/ckd-track.js';
import { CKD_GEOMETRIES } from '../shared/ckd-geometry-table.js';
import {
  HEADER_BYTES,
  HERCULES_COMPRESSED,
  HERCULES_SHADOW,
  herculesFields,
  herculesLayout,
  imageKind,
} from './ckd-image.js';
import type { CkdLayout } from './ckd-image.js';
import type { HostFiles } from './host-files.js';

const TABLE_AT = 2 * HEADER_BYTES;
const ENTRIES = 256;
const ENTRY_BYTES = 8;
const BIG_ENDIAN = 0x02;
/** A track or table that a shadow file has not. */
const ABSENT = 0xffffffff;
/** What a track that was never written has behind record zero: an end of file, or nothing. */
const WITH_END_OF_FILE = 0;
const PLAIN = 0;
const ZLIB = 1;
const BZIP2 = 2;

function damaged(what: string): ImageFault {
  return new ImageFault(`compressed image is damaged: ${what}`);
}

/** One compressed file. */
export class CckdFile {
  readonly layout: CkdLayout;
  readonly shadow: boolean;
  readonly #files: HostFiles;
  readonly #handle: number;
  readonly #tables: DataView;
  /** What tracks look like that are in no table. */
  readonly #emptyFormat: number;
  /** The table of tracks that was read last. */
  #table: { readonly number: number; readonly entries: DataView } | undefined;

  private constructor(
    files: HostFiles,
    handle: number,
    layout: CkdLayout,
    shadow: boolean,
    tables: DataView,
    emptyFormat: number,
  ) {
    this.#files = files;
    this.#handle = handle;
    this.layout = layout;
    this.shadow = shadow;
    this.#tables = tables;
    this.#emptyFormat = emptyFormat;
  }

  /** Whether a file begins as one of these. */
  static is(header: Uint8Array): boolean {
    const kind = imageKind(header);
    return kind === HERCULES_COMPRESSED || kind === HERCULES_SHADOW;
  }

  /** Reads the headers; throws ImageFault when they are damaged. */
  static async open(files: HostFiles, handle: number): Promise<CckdFile> {
    const headers = await files.read(handle, 0, TABLE_AT);
    if (headers.length < TABLE_AT) throw damaged('it is too short');
    const second = new DataView(headers.buffer, headers.byteOffset + HEADER_BYTES, HEADER_BYTES);
    if ((second.getUint8(3) & BIG_ENDIAN) !== 0) {
      throw new ImageFault('compressed image has its numbers high byte first');
    }
    const layout = herculesLayout(herculesFields(headers), second.getUint32(40, true));
    const tracks = layout.cylinders * CKD_GEOMETRIES[layout.model].heads;
    const count = second.getUint32(4, true);
    if (count < Math.ceil(tracks / ENTRIES) || count > tracks) throw damaged('number of tables');
    const bytes = await files.read(handle, TABLE_AT, count * 4);
    if (bytes.length < count * 4) throw damaged('it is too short');
    const tables = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const shadow = imageKind(headers) === HERCULES_SHADOW;
    return new CckdFile(files, handle, layout, shadow, tables, second.getUint8(44));
  }

  /** A track, from its home address on; undefined: a shadow file has it not. */
  async track(number: number): Promise<Uint8Array | undefined> {
    const entries = await this.#entries(Math.floor(number / ENTRIES));
    if (entries === undefined)
      return this.shadow ? undefined : this.#empty(number, this.#emptyFormat);
    const at = (number % ENTRIES) * ENTRY_BYTES;
    const position = entries.getUint32(at, true);
    const length = entries.getUint16(at + 4, true);
    if (position === ABSENT) return undefined;
    if (position === 0) return this.#empty(number, length);
    const bytes = await this.#files.read(this.#handle, position, length);
    if (bytes.length < length || length < HOME_BYTES) throw damaged(`track ${String(number)}`);
    return this.#expand(number, bytes);
  }

  async #entries(number: number): Promise<DataView | undefined> {
    if (this.#table?.number === number) return this.#table.entries;
    const position = this.#tables.getUint32(number * 4, true);
    if (position === 0 || position === ABSENT) return undefined;
    const bytes = await this.#files.read(this.#handle, position, ENTRIES * ENTRY_BYTES);
    if (bytes.length < ENTRIES * ENTRY_BYTES) throw damaged(`table ${String(number)}`);
    const entries = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#table = { number, entries };
    return entries;
  }

  #expand(number: number, bytes: Uint8Array): Uint8Array {
    const most = this.layout.slot - HOME_BYTES;
    const rest = bytes.subarray(HOME_BYTES);
    const track = new Uint8Array(this.layout.slot);
    track.set(bytes.subarray(1, HOME_BYTES), 1);
    try {
      track.set(decoded(bytes[0]!, rest, most), HOME_BYTES);
    } catch (error) {
      throw damaged(`track ${String(number)} (${String(error)})`);
    }
    return track;
  }

  #empty(number: number, format: number): Uint8Array {
    const { heads } = CKD_GEOMETRIES[this.layout.model];
    const cylinder = Math.floor(number / heads);
    const start = emptyTrack(cylinder, number % heads);
    const track = new Uint8Array(this.layout.slot);
    track.set(start);
    if (format !== WITH_END_OF_FILE) return track;
    // record 1 without data
    const at = start.length - END_BYTES;
    track.set(start.subarray(1, HOME_BYTES), at);
    track.set([1, 0, 0, 0], at + 4);
    track.set(END_OF_TRACK, at + 8);
    return track;
  }
}

function decoded(how: number, bytes: Uint8Array, most: number): Uint8Array {
  switch (how) {
    case PLAIN:
      return bytes;
    case ZLIB:
      return inflateSync(bytes, { maxOutputLength: most });
    case BZIP2: {
      const out = bunzip2(bytes, most);
      if (out === undefined) throw new RangeError('damaged, or more than there may be');
      return out;
    }
    default:
      throw new RangeError('an unknown compression');
  }
}
