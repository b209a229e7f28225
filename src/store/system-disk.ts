/**
 * The system disk, MAINT 190: taken from the image that was built (built-image.ts) at the first start of a home, and
 * again when that is another one. What was on it before is kept beside it.
 */
import type { SystemImage } from './built-image.js';
import type { FileDirectoryStore } from './directory-store.js';
import { DurableJson } from './durable-json.js';
import type { HostFiles } from './host-files.js';
import type { FileMinidiskStore } from './minidisk-store.js';

/** Who owns it, and its device number. */
const OWNER = 'MAINT';
const DEVICE = 0x190;
const MARK = 'system-disk.json';

/** What it is made with. */
export interface SystemDiskParts {
  readonly files: HostFiles;
  /** The home's own folder (HOME/.run). */
  readonly directory: string;
  readonly users: FileDirectoryStore;
  readonly minidisks: FileMinidiskStore;
  readonly image: SystemImage;
}

/**
 * Makes the disk when there is none or it is of another version, before anybody links it.
 * @returns a line for the operator when a disk that was there has been replaced, or is too small
 */
export async function renewSystemDisk(parts: SystemDiskParts): Promise<string | undefined> {
  const { files, directory, users, minidisks, image } = parts;
  const disk = users.find(OWNER)?.minidisks.find(({ device }) => device === DEVICE);
  if (disk?.shape.type !== 'fba') return undefined;
  const { blocks } = disk.shape;
  const mark = new DurableJson<string>(files, directory, MARK);
  const present = await minidisks.exists(OWNER, DEVICE);
  if (present && (await mark.read()) === image.version) return undefined;
  if (blocks < image.blocks) {
    const [has, needs] = [blocks, image.blocks].map(String);
    return `DASD ${OWNER} 0190 has ${has} blocks, the system disk needs ${needs}: it is left as it is`;
  }
  const bytes = await image.bytes();
  await minidisks.replace(OWNER, DEVICE, blocks, [{ position: 0, bytes }]);
  // a start that ends before this makes the disk once more
  await mark.write(image.version);
  return present ? `DASD ${OWNER} 0190 made anew; 0190.image.before has what was on it` : undefined;
}
