/**
 * The system disks, MAINT 190 and 19E: taken from the images that were built (built-image.ts) at the first start of a
 * home, and again when one is another. What was on a disk before is kept beside it.
 */
import type { SystemImage } from './built-image.js';
import type { FileDirectoryStore } from './directory-store.js';
import { DurableJson } from './durable-json.js';
import type { HostFiles } from './host-files.js';
import type { FileMinidiskStore } from './minidisk-store.js';

/** Who owns them. */
const OWNER = 'MAINT';

/** A system disk: its device number, and where its version is kept. */
interface SystemDisk {
  readonly device: number;
  readonly mark: string;
}

/** CMS itself, the S-disk. */
export const SYSTEM_DISK: SystemDisk = { device: 0x190, mark: 'system-disk.json' };
/** Programs beside it, the Y-disk. */
export const PROGRAM_DISK: SystemDisk = { device: 0x19e, mark: 'program-disk.json' };

/** What they are made with. */
export interface SystemDiskParts {
  readonly files: HostFiles;
  /** The home's own folder (HOME/.run). */
  readonly directory: string;
  readonly users: FileDirectoryStore;
  readonly minidisks: FileMinidiskStore;
  readonly disk: SystemDisk;
  readonly image: SystemImage;
}

/**
 * Makes a disk when there is none or it is of another version, before anybody links it.
 * @returns a line for the operator when a disk that was there has been replaced, is too small, or is not in the directory
 */
export async function renewSystemDisk(parts: SystemDiskParts): Promise<string | undefined> {
  const { files, directory, users, minidisks, image } = parts;
  const { device } = parts.disk;
  const vdev = device.toString(16).toUpperCase().padStart(4, '0');
  const owner = users.find(OWNER);
  const disk = owner?.minidisks.find((one) => one.device === device);
  if (disk === undefined) {
    // a home without the user has no system disks at all; one from before there was a 19E lacks that
    return owner && `DASD ${OWNER} ${vdev} is not in the directory: the system goes on without it`;
  }
  if (disk.shape.type !== 'fba') return undefined;
  const { blocks } = disk.shape;
  const mark = new DurableJson<string>(files, directory, parts.disk.mark);
  const present = await minidisks.exists(OWNER, device);
  if (present && (await mark.read()) === image.version) return undefined;
  if (blocks < image.blocks) {
    const [has, needs] = [blocks, image.blocks].map(String);
    return `DASD ${OWNER} ${vdev} has ${has} blocks, the system disk needs ${needs}: it is left as it is`;
  }
  const bytes = await image.bytes();
  await minidisks.replace(OWNER, device, blocks, [{ position: 0, bytes }]);
  // a start that ends before this makes the disk once more
  await mark.write(image.version);
  return present
    ? `DASD ${OWNER} ${vdev} made anew; ${vdev.toLowerCase()}.image.before has what was on it`
    : undefined;
}
