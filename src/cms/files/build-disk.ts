/**
 * Building a CMS disk from files of the host, in memory: the system disk 190 and the first 191 of a user.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { applyCommit, planCommit } from './commit.js';
import { formatImage, memoryDevice } from './format-image.js';
import type { Stamp } from './layout.js';
import { encodeEntry } from './layout.js';
import { mountVolume } from './mount.js';
import { releaseHeld } from './volume.js';
import { finishFile, newChange, startFile, writeRecord } from './writer.js';

/** A file to be put on a disk. */
export interface SourceFile {
  readonly name: string;
  readonly type: string;
  /** Filemode number; 1 when left out. */
  readonly modeNumber?: number;
  /** Lines of text; RECFM V, or F when a length is given (cut and filled with blanks). */
  readonly lines?: readonly string[];
  /** Records as they are, for modules, decks and other binary files. */
  readonly records?: readonly Uint8Array[];
  readonly fixedLength?: number;
}

/**
 * Builds a disk.
 * @param size512 - size of the disk in 512-byte blocks
 * @returns the image; throws a DiskError when the files do not fit
 */
export function buildDisk(
  size512: number,
  blockSize: number,
  volumeLabel: string,
  files: readonly SourceFile[],
  now: Stamp,
): Uint8Array {
  const image = new Uint8Array(size512 * 512);
  formatImage(image, blockSize, volumeLabel, now);
  const device = memoryDevice(image, 0);
  const volume = mountVolume(device);
  if (volume === undefined) throw new Error('a disk just formatted cannot be read');
  const change = newChange(0);
  for (const file of files) {
    const fixed = file.fixedLength;
    const records = file.records ?? (file.lines ?? []).map((line) => toEbcdic(line));
    const writer = startFile(volume, fixed === undefined ? 'V' : 'F', fixed ?? 1);
    for (const record of records) {
      let bytes = record.length === 0 ? Uint8Array.of(0x40) : record;
      if (fixed !== undefined) {
        const padded = new Uint8Array(fixed).fill(file.records === undefined ? 0x40 : 0);
        padded.set(bytes.subarray(0, fixed));
        bytes = padded;
      }
      writeRecord(volume, device, change, writer, bytes);
    }
    const name = { name: file.name, type: file.type, modeNumber: file.modeNumber ?? 1 };
    change.puts.push(encodeEntry(finishFile(volume, device, change, writer, name, now)));
  }
  applyCommit(volume, device, change, planCommit(volume, device, change, now));
  releaseHeld(volume);
  return image;
}
