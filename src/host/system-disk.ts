/** Builds the images of formatted CMS disks for new users and for the system disk. */
import { buildDisk } from '../cms/files/build-disk.js';
import type { BuildDisk } from '../store/user-administration.js';

/** Size of a block of the file system on new disks. */
const BLOCK_SIZE = 1024;

/** Makes the builder. */
export function diskBuilder(now: () => number): BuildDisk {
  return (blocks, label, files) => {
    const date = new Date(now());
    return buildDisk(blocks, BLOCK_SIZE, label, files, {
      year: date.getFullYear(),
      month: date.getMonth() + 1,
      day: date.getDate(),
      hour: date.getHours(),
      minute: date.getMinutes(),
      second: date.getSeconds(),
    });
  };
}
