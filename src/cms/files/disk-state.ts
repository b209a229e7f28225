/** What CMS knows of its minidisks between steps; plain data. */

/** The accessed disks and open files. */
export interface DiskState {
  readonly version: 1;
}

/** Nothing accessed yet. */
export function newDiskState(): DiskState {
  return { version: 1 };
}
