/** Finding and reading what can be run: EXECs and MODULEs on the accessed disks. */
import type { CmsState } from '../cms-state.js';
import type { StepContext } from '../command.js';
import { findFile, type FoundFile } from '../files/disk-state.js';
import { readRecords } from '../files/reader.js';
import { DiskError } from '../files/volume.js';

/** Most bytes of an EXEC. */
const EXEC_LIMIT = 1 << 20;

/** Looks for a file in the search order; a name that cannot be one is simply not there. */
export function findProgram(
  cms: CmsState,
  name: string,
  type: string,
  filemode = '*',
): FoundFile | undefined {
  if (name === '' || name.length > 8 || /[*=\s()]/.test(name)) return undefined;
  return findFile(cms.disks, name, type, filemode);
}

/** All records of a file; `undefined` on an I/O error, `too-long` beyond the limit. */
export function readProgram(
  context: Pick<StepContext, 'disk'>,
  found: FoundFile,
): Uint8Array[] | 'too-long' | undefined {
  const device = context.disk(found.mode.device);
  if (device === undefined) return undefined;
  try {
    const records = readRecords(
      found.volume,
      device,
      found.entry,
      1,
      found.entry.records,
      EXEC_LIMIT,
    );
    return records.length < found.entry.records ? 'too-long' : records;
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}
