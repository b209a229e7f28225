/** A disk of our CMS with files of the disks of devhawala/emx370, which have the 800-byte format. */
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { cmsFiles, type CmsFile } from '../../../tools/guests/cms-files.js';
import type { Material } from './material.js';

const BLOCKS = 16_000;
const NOW = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };

/** A file of theirs for a disk of ours, under another type when that is given. */
export function copied(file: CmsFile, type = file.type): SourceFile {
  const { name, format, recordLength, records } = file;
  return { name, type, records, ...(format === 'F' ? { fixedLength: recordLength } : {}) };
}

/** Files of some disks; of those with the same name the first. */
export function filesOf(
  material: Material,
  disks: readonly string[],
  wanted: (name: string, type: string) => boolean,
): CmsFile[] {
  const found = new Map<string, CmsFile>();
  for (const disk of disks) {
    for (const file of cmsFiles(material(`${disk}.ckd`), wanted)) {
      const key = `${file.name} ${file.type}`;
      if (!found.has(key)) found.set(key, file);
    }
  }
  return [...found.values()];
}

/** The disk. */
export function diskOf(files: readonly SourceFile[]): Uint8Array {
  return buildDisk(BLOCKS, 1024, 'GUEST', files, NOW);
}

/** Blocks of 512 bytes that it has. */
export const DISK_BLOCKS = BLOCKS;
