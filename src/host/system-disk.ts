/** Builds the images of formatted CMS disks for new users, and the two system disks. */
import { buildDisk } from '../cms/files/build-disk.js';
import { NUCLEUS_BLOCKS, withNucleus } from '../cms/nucleus/ipl-record.js';
import type { BuildDisk, FirstFile } from '../store/user-administration.js';

/** Size of a block of the file system on new disks. */
const BLOCK_SIZE = 1024;

/** Label of the 190, which can be IPLed: it gets the nucleus of CMS at its end. */
const SYSTEM_DISK = 'CMS190';
/** Label of the 19E. */
const PROGRAM_DISK = 'CMS19E';
/** Blocks of the 190: 10 MB. */
const SYSTEM_BLOCKS = 20_000;
/** Blocks of the 19E: 2 MB. */
const PROGRAM_BLOCKS = 4000;
/** Filemode number of their files, the only ones that are seen on the 19E as it is accessed by IPL CMS. */
const SHARED = 2;
/** When its files were written: always the same, so that the same files make the same disk. */
const SYSTEM_DATE = new Date(2026, 0, 1, 12);

/** Makes the builder. */
export function diskBuilder(now: () => number): BuildDisk {
  return (blocks, label, files) => {
    const date = new Date(now());
    const system = label === SYSTEM_DISK;
    const shared = system || label === PROGRAM_DISK;
    const modeNumber = shared ? SHARED : 1;
    const numbered = files.map((file) => ({ ...file, modeNumber }));
    const size = system ? blocks - NUCLEUS_BLOCKS : blocks;
    const image = buildDisk(size, BLOCK_SIZE, label, numbered, {
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

const build = diskBuilder(() => SYSTEM_DATE.getTime());

/** The 190 with these files. The same files make the same bytes. */
export async function systemDisk(files: readonly FirstFile[]): Promise<Uint8Array> {
  return build(SYSTEM_BLOCKS, SYSTEM_DISK, files);
}

/** The 19E with these files, likewise. */
export async function programDisk(files: readonly FirstFile[]): Promise<Uint8Array> {
  return build(PROGRAM_BLOCKS, PROGRAM_DISK, files);
}
