/** Finding and reading what can be run: EXECs and MODULEs on the accessed disks. */
import type { CmsState } from '../cms-state.js';
import type { StepContext } from '../command.js';
import { findFile, type FoundFile } from '../files/disk-state.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import { DiskError } from '../files/volume.js';

/** Most bytes of an EXEC. */
export const EXEC_LIMIT = 1 << 20;

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

/** Bytes read in one step. */
const STEP_BYTES = 16 * 1024;

/** Where reading a program stands; plain data. */
export interface ProgramReading {
  readonly device: number;
  readonly cursor: RecordCursor;
}

/** Reads the next records of a file, about a millisecond of them; undefined on an I/O error. */
export function readSome(
  context: Pick<StepContext, 'disk'>,
  from: FoundFile | ProgramReading,
): { readonly reading: ProgramReading; readonly records: Uint8Array[] } | undefined {
  const number = 'cursor' in from ? from.device : from.mode.device;
  const device = context.disk(number);
  if (device === undefined) return undefined;
  try {
    const cursor = 'cursor' in from ? from.cursor : openCursor(from.volume, number, from.entry);
    const records: Uint8Array[] = [];
    for (let bytes = 0; bytes < STEP_BYTES;) {
      const record = readRecord(cursor, device);
      if (record === undefined) break;
      records.push(record);
      bytes += record.length + 32;
    }
    return { reading: { device: number, cursor }, records };
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}
