/**
 * The system disk, MAINT 190: made at the first start of a home and made anew when what belongs on it
 * (nucleus, HELP, EXECs) is not what it was made of. What was on it before is kept beside it.
 */
import type { FileDirectoryStore } from './directory-store.js';
import { DurableJson } from './durable-json.js';
import type { HostFiles } from './host-files.js';
import type { FileMinidiskStore } from './minidisk-store.js';
import type { BuildDisk, FirstFile } from './user-administration.js';

/** Who owns it, its device number, and its label. */
const OWNER = 'MAINT';
const DEVICE = 0x190;
const LABEL = 'CMS190';
const MARK = 'system-disk.json';

/** What it is made with. */
export interface SystemDiskParts {
  readonly files: HostFiles;
  /** The home's own folder (HOME/.run). */
  readonly directory: string;
  readonly users: FileDirectoryStore;
  readonly minidisks: FileMinidiskStore;
  readonly build: BuildDisk;
  readonly systemFiles: readonly FirstFile[];
  /** Names what the disk is made of: another one, another disk. */
  readonly version: string;
}

/**
 * Makes the disk when there is none or it is of another version, before anybody links it.
 * @returns a line for the operator when a disk that was there has been replaced
 */
export async function renewSystemDisk(parts: SystemDiskParts): Promise<string | undefined> {
  const { files, directory, users, minidisks, version } = parts;
  const disk = users.find(OWNER)?.minidisks.find(({ device }) => device === DEVICE);
  if (disk?.shape.type !== 'fba') return undefined;
  const { blocks } = disk.shape;
  const mark = new DurableJson<string>(files, directory, MARK);
  const present = await minidisks.exists(OWNER, DEVICE);
  if (present && (await mark.read()) === version) return undefined;
  const bytes = await parts.build(blocks, LABEL, parts.systemFiles);
  await minidisks.replace(OWNER, DEVICE, blocks, [{ position: 0, bytes }]);
  // a start that ends before this makes the disk once more
  await mark.write(version);
  return present ? `DASD ${OWNER} 0190 made anew; 0190.image.before has what was on it` : undefined;
}
