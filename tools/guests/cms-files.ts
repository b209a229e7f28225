/**
 * Reads files from a disk in the 800-byte format of VM/370 CMS ("VM/370 CMS Data Areas", "FST", "MFD"; the image in
 * Hercules' CKD layout). Blocks are numbered from 1 through all tracks. The master file directory is block 4: addresses of
 * directory blocks, closed by 0, X'FFFD' between them; a directory block has 20 entries of 40 bytes. An entry points to
 * the first chain link: 40 addresses of further links (400 addresses each), then those of the first 60 data blocks.
 */
import { fromEbcdic, toEbcdic } from '../../src/shared/ebcdic.js';

/** A file of such a disk. */
export interface CmsFile {
  readonly name: string;
  readonly type: string;
  readonly format: 'F' | 'V';
  readonly recordLength: number;
  readonly records: readonly Uint8Array[];
}

const HEADER = 512;
const BLOCK = 800;
const DIRECTORY = 4;
const ENTRY = 40;
const FIRST_LINK = 60;
const LINKS = 40;
const IN_LINK = BLOCK / 2;
const SEPARATOR = 0xfffd;

/** The files that `wanted` picks by name and type. */
export function cmsFiles(
  image: Uint8Array,
  wanted: (name: string, type: string) => boolean,
): CmsFile[] {
  const block = blockReader(image);
  const files: CmsFile[] = [];
  const directory = block(DIRECTORY);
  for (let at = 0; at < BLOCK / 2; at += 2) {
    const address = half(directory, at);
    if (address === 0 || address === 0xffff) break;
    if (address === SEPARATOR) continue;
    const entries = block(address);
    for (let i = 0; i < BLOCK; i += ENTRY) {
      const entry = entries.subarray(i, i + ENTRY);
      const text = fromEbcdic(entry.subarray(0, 16));
      if (!/^[A-Z0-9$#@+\-:_ ]{16}$/.test(text) || text.startsWith(' ')) continue;
      const [name, type] = [text.slice(0, 8).trim(), text.slice(8).trim()];
      if (wanted(name, type)) files.push(readFile(entry, name, type, block));
    }
  }
  return files;
}

/**
 * The image of a disk on which programs (EXECs, of lines up to 255 characters) have taken the place of its largest files.
 * Errors: a program is longer than any file that is left.
 */
export function replaceFiles(
  image: Uint8Array,
  programs: readonly { readonly name: string; readonly records: readonly Uint8Array[] }[],
): Uint8Array {
  const copy = image.slice();
  const block = blockReader(copy);
  const directory = block(DIRECTORY);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < BLOCK / 2; at += 2) {
    const address = half(directory, at);
    if (address === 0 || address === 0xffff) break;
    if (address === SEPARATOR) continue;
    const all = block(address);
    for (let i = 0; i < BLOCK; i += ENTRY) {
      const entry = all.subarray(i, i + ENTRY);
      if (/^[A-Z0-9$#@+\-:_]/.test(fromEbcdic(entry))) entries.push(entry);
    }
  }
  entries.sort((a, b) => half(b, 36) - half(a, 36));
  programs.forEach(({ name, records }, i) => {
    const entry = entries[i]!;
    const view = new DataView(entry.buffer, entry.byteOffset, ENTRY);
    const bytes = records.flatMap((record) => [0, record.length, ...record]);
    const count = Math.ceil(bytes.length / BLOCK);
    if (count > Math.min(FIRST_LINK, view.getUint16(36))) throw new Error(`no room for ${name}`);
    const first = block(view.getUint16(28));
    for (let k = 0; k < count; k++) {
      const data = block(half(first, 80 + k * 2));
      data.set(bytes.slice(k * BLOCK, (k + 1) * BLOCK));
    }
    entry.set(toEbcdic(name.padEnd(8) + 'EXEC    '));
    view.setUint16(26, records.length);
    entry.set(toEbcdic('V'), 30);
    view.setUint32(32, Math.max(...records.map(({ length }) => length)));
    view.setUint16(36, count);
  });
  return copy;
}

function half(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function readFile(
  entry: Uint8Array,
  name: string,
  type: string,
  block: (number: number) => Uint8Array,
): CmsFile {
  const view = new DataView(entry.buffer, entry.byteOffset, ENTRY);
  const count = view.getUint16(36);
  const first = block(view.getUint16(28));
  const addresses: number[] = [];
  for (let i = 0; i < FIRST_LINK; i++) addresses.push(half(first, 80 + i * 2));
  for (let i = 0; i < LINKS && addresses.length < count; i++) {
    const link = half(first, i * 2);
    const more = link === 0 ? new Uint8Array(BLOCK) : block(link);
    for (let k = 0; k < IN_LINK; k++) addresses.push(half(more, k * 2));
  }
  const data = new Uint8Array(count * BLOCK);
  addresses.slice(0, count).forEach((address, i) => {
    if (address !== 0) data.set(block(address), i * BLOCK);
  });
  const format = fromEbcdic(entry.subarray(30, 31)) === 'F' ? 'F' : 'V';
  const recordLength = view.getUint32(32);
  const records: Uint8Array[] = [];
  for (let i = 0, at = 0; i < view.getUint16(26); i++) {
    const length = format === 'F' ? recordLength : half(data, at);
    if (format === 'V') at += 2;
    records.push(data.slice(at, at + length));
    at += length;
  }
  return { name, type, format, recordLength, records };
}

/** Blocks by number; tracks are read when they are asked for. */
function blockReader(image: Uint8Array): (number: number) => Uint8Array {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const trackLength = view.getUint32(12, true);
  const tracks = new Map<number, Map<number, Uint8Array>>();
  const track = (number: number): Map<number, Uint8Array> => {
    const known = tracks.get(number);
    if (known !== undefined) return known;
    const records = new Map<number, Uint8Array>();
    const end = HEADER + (number + 1) * trackLength;
    for (let at = HEADER + number * trackLength + 5; at + 8 <= end;) {
      if (view.getUint32(at) === 0xffffffff) break;
      const data = at + 8 + view.getUint8(at + 5);
      const length = view.getUint16(at + 6);
      records.set(view.getUint8(at + 4), image.subarray(data, data + length));
      at = data + length;
    }
    tracks.set(number, records);
    return records;
  };
  const onTrack = [...track(0).keys()].filter((record) => record > 0).length;
  return (number) => {
    const records = track(Math.floor((number - 1) / onTrack));
    return records.get(((number - 1) % onTrack) + 1) ?? new Uint8Array(BLOCK);
  };
}
