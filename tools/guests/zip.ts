/** Takes one file out of a ZIP archive (PKWARE APPNOTE 4.3: end record, central directory, local header). */
import { inflateRawSync } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
/** Length of the entry of a file in the central directory, and of the header in front of its data. */
const ENTRY = 46;
const LOCAL = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * The contents of the file `name`.
 * @throws Error when it is not in the archive, or is packed by another method than deflate
 */
export function unzip(archive: Uint8Array, name: string): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.length - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0) throw new Error('not a ZIP archive');
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const found = new TextDecoder().decode(archive.subarray(at + ENTRY, at + ENTRY + nameLength));
    if (found === name) {
      // the lengths of name and extra field in front of the data are its own
      const from =
        local + LOCAL + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const data = archive.subarray(from, from + packed);
      if (method === STORED) return data.slice();
      if (method === DEFLATED) return inflateRawSync(data);
      throw new Error(`${name} is packed by method ${method}`);
    }
    at += ENTRY + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  throw new Error(`${name} is not in the archive`);
}
