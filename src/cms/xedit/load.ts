/** Reading a file into the editor, a stretch a step, through a cursor that is plain data. */
import type { BlockDevice } from '../command.js';
import { findFile, type DiskState, type FoundFile } from '../files/disk-state.js';
import { openCursor, readShared, type RecordCursor } from '../files/reader.js';
import {
  feedUnpacking,
  packedHeader,
  startUnpacking,
  unpackShared,
  type Unpacking,
} from '../files/packed.js';
import type { Volume } from '../files/volume.js';
import { newEditFile, type EditFile } from './edit-file.js';
import { NoStorage } from './storage-claims.js';
import { lengthWithoutBlanks } from './text/record.js';
import { append, emptyText, type Text } from './text/text.js';
import { applyTypeDefaults } from './type-defaults.js';
import { typeDefaults } from './type-defaults-table.js';

/** Records read in one step, and bytes of them; about half a millisecond. */
const RECORDS_A_STEP = 2000;
const BYTES_A_STEP = 400_000;

/** A file on its way into the editor. */
export interface Loading {
  readonly version: 1;
  readonly device: number;
  readonly fileid: readonly [string, string, string];
  readonly cursor: RecordCursor;
  readonly text: Text;
  /** It is a packed file (SET PACK). */
  unpacking?: Unpacking;
  /** Longest line; longer ones are cut (option WIDTH). */
  readonly width?: number | undefined;
  /** A line has been cut. */
  cut?: boolean;
  /** Bytes that the text may hold. */
  readonly most: number;
}

/** A file that does not exist yet. */
export function newFile(fileid: readonly [string, string, string]): EditFile {
  const { recfm, lrecl } = typeDefaults(fileid[1]);
  const file = newEditFile(fileid, recfm, lrecl, []);
  applyTypeDefaults(file);
  return file;
}

/** The file of this name, in the order of search. */
export function findForEdit(
  disks: DiskState,
  fileid: readonly [string, string, string],
): FoundFile | undefined {
  const [name, type, mode] = fileid;
  return findFile(disks, name, type, mode);
}

/** Begins to read a file that was found. */
export function startLoading(
  found: FoundFile,
  volume: Volume,
  device: BlockDevice,
  most: number,
  width?: number,
): Loading {
  const { entry } = found;
  return {
    version: 1,
    device: volume.device,
    fileid: [entry.name, entry.type, `${found.mode.letter}${entry.modeNumber}`],
    cursor: openCursor(volume, device.device, entry),
    text: emptyText(),
    width,
    most,
  };
}

/** What was packed cannot be unpacked (DMSXIN500E). */
export class NotUnpacked extends Error {}

/** Reads on; returns whether the file has ended. */
export function loadSome(loading: Loading, device: BlockDevice): boolean {
  let left = BYTES_A_STEP;
  for (let n = 0; n < RECORDS_A_STEP && left > 0; n++) {
    const record = nextRecord(loading, device);
    if (record === undefined) return true;
    left -= record.length;
    const whole = lengthWithoutBlanks(record);
    const length = Math.min(whole, loading.width ?? whole);
    if (length < whole) loading.cut = true;
    append(loading.text, length === record.length ? record : record.subarray(0, length));
    if (loading.text.held > loading.most) throw new NoStorage();
  }
  return false;
}

/** The next record of the file, as it was before it was packed. */
function nextRecord(loading: Loading, device: BlockDevice): Uint8Array | undefined {
  const { cursor } = loading;
  if (loading.unpacking === undefined) {
    const first = cursor.record === 1;
    const record = readShared(cursor, device);
    const packed =
      first && record !== undefined && cursor.entry.format === 'F'
        ? packedHeader(record)
        : undefined;
    if (packed === undefined) return record;
    loading.unpacking = startUnpacking(packed, record!);
  }
  for (;;) {
    const next = unpackShared(loading.unpacking);
    if (next === 'end') return undefined;
    if (next === 'damaged') throw new NotUnpacked();
    if (next !== 'more') return next;
    const more = readShared(cursor, device);
    if (more === undefined) throw new NotUnpacked();
    feedUnpacking(loading.unpacking, more);
  }
}

/** The file, when all is read. */
export function loadedFile(loading: Loading): EditFile {
  const { entry } = loading.cursor;
  const packed = loading.unpacking?.file;
  const recfm = packed?.format ?? entry.format;
  const length = packed?.recordLength ?? entry.recordLength;
  const lrecl = recfm === 'F' ? length : Math.max(length, typeDefaults(entry.type).lrecl);
  const file = newEditFile(loading.fileid, recfm, lrecl, loading.text);
  applyTypeDefaults(file);
  if (packed !== undefined) file.options = { ...file.options, pack: true };
  return file;
}
