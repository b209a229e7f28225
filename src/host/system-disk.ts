/** Builds the images of formatted CMS disks for new users, and the system disk. */
import { buildDisk } from '../cms/files/build-disk.js';
import { NUCLEUS_BLOCKS, withNucleus } from '../cms/nucleus/ipl-record.js';
import type { BuildDisk, FirstFile } from '../store/user-administration.js';

/** Size of a block of the file system on new disks. */
const BLOCK_SIZE = 1024;

/** Label of the system disk, which can be IPLed: it gets the nucleus of CMS at its end. */
const SYSTEM_DISK = 'CMS190';
/** Blocks of the system disk: 10 MB. */
const SYSTEM_BLOCKS = 20_000;
/** When its files were written: always the same, so that the same files make the same disk. */
const SYSTEM_DATE = new Date(2026, 0, 1, 12);

/** Makes the builder. */
export function diskBuilder(now: () => number): BuildDisk {
  return (blocks, label, files) => {
    const date = new Date(now());
    const system = label === SYSTEM_DISK;
    const size = system ? blocks - NUCLEUS_BLOCKS : blocks;
    const image = buildDisk(size, BLOCK_SIZE, label, files, {
      year: date.getFullYear(),
      month: date.getMonth() + 1,
      day: date.getDate(),
      hour: date.getHours(),
      minute: date.getMinutes(),
      second: date.getSeconds(),
    });
    return system ? withNucleus(image) : image;
  };
}

/** The system disk with these files. The same files make the same bytes. */
export async function systemDisk(files: readonly FirstFile[]): Promise<Uint8Array> {
  return diskBuilder(() => SYSTEM_DATE.getTime())(SYSTEM_BLOCKS, SYSTEM_DISK, files);
}
