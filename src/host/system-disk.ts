/** Builds the images of formatted CMS disks for new users and for the system disk. */
import { createHash } from 'node:crypto';
import { buildDisk } from '../cms/files/build-disk.js';
import { NUCLEUS_BLOCKS, withNucleus } from '../cms/nucleus/ipl-record.js';
import { nucleusBytes } from '../cms/nucleus/nucleus-image.js';
import type { BuildDisk, FirstFile } from '../store/user-administration.js';

/** Size of a block of the file system on new disks. */
const BLOCK_SIZE = 1024;

/** Label of the system disk, which can be IPLed: it gets the nucleus of CMS at its end. */
const SYSTEM_DISK = 'CMS190';

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

/** Names what a system disk is made of: nucleus and files. */
export function systemDiskVersion(files: readonly FirstFile[]): string {
  return createHash('sha256').update(nucleusBytes()).update(JSON.stringify(files)).digest('hex');
}
