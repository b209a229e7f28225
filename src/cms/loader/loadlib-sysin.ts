/** Where LOADLIB COPY has its control statements from: the disk file that FILEDEF SYSIN names, else the terminal. */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext } from '../command.js';
import { deviceOf, fault } from '../commands/command-fault.js';
import { findFile, volumeOf } from '../files/disk-state.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import { message } from '../messages-table.js';

/** Statements still to come; plain data. */
export type Sysin =
  | { readonly kind: 'file'; readonly device: number; readonly cursor: RecordCursor }
  | { readonly kind: 'terminal'; readonly asked: boolean; readonly prompt: readonly string[] };

const RECORDS_A_STEP = 150;
/** Columns of a statement. */
const COLUMNS = 72;

/** Opens them; undefined for a dummy. A fault when they are on a file that is not there, or on a device. */
export function openSysin(context: StepContext, module: string): Sysin | undefined {
  const definition = context.cms.os.definitions.find(({ ddname }) => ddname === 'SYSIN');
  if (definition === undefined || definition.device === 'TERMINAL') {
    return { kind: 'terminal', asked: false, prompt: [message(module, 706)] };
  }
  if (definition.device === 'DUMMY') return undefined;
  if (definition.device !== 'DISK') throw fault(module, 127, 'SYSIN');
  const { name, type, mode } = definition;
  const found = findFile(context.cms.disks, name, type, mode.charAt(0));
  if (found === undefined) throw fault(module, 2, `${name} ${type} ${mode}`);
  const { volume, entry } = found;
  return { kind: 'file', device: volume.device, cursor: openCursor(volume, volume.device, entry) };
}

/** Reads some of a file. */
export function readSysin(
  context: StepContext,
  module: string,
  { device, cursor }: Extract<Sysin, { readonly kind: 'file' }>,
): { readonly lines: readonly string[]; readonly ended: boolean } {
  if (cursor.entry.recordLength > 255) throw fault(module, 44);
  const disk = deviceOf(context, volumeOf(context.cms.disks, device));
  const lines: string[] = [];
  for (let i = 0; i < RECORDS_A_STEP; i++) {
    const record = readRecord(cursor, disk);
    if (record === undefined) return { lines, ended: true };
    lines.push(fromEbcdic(record.subarray(0, COLUMNS)).trimEnd());
  }
  return { lines, ended: false };
}
