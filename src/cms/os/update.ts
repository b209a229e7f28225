/**
 * Records that a program puts back where it has read them (OPEN with UPDAT: PUTX, and WRITE behind READ). A disk's file
 * is written anew around them, from its beginning on, and becomes the file when it is closed.
 */
import type { StepContext } from '../command.js';
import { findEntry } from '../files/directory.js';
import { copyUpTo, mountOf, putRecord, startOutput } from '../functions/file-control.js';
import type { OpenDcb } from './os-state.js';

/** What comes of it: `more` when the step has done its share. */
export type Rewriting = 'done' | 'more' | 'error';

/** Puts record `item` of the present file back. */
export function rewriteRecord(
  context: StepContext,
  dcb: OpenDcb,
  item: number,
  data: Uint8Array,
): Rewriting {
  const part = dcb.parts[dcb.part];
  const volume = context.cms.disks.volumes.find((one) => one.device === part?.device);
  if (part === undefined || volume === undefined || item < 1) return 'error';
  if (mountOf(volume) !== part.mount) return 'error';
  const { name, type } = part.reader.entry;
  const entry = findEntry(volume, name, type);
  if (entry === undefined || item > entry.records) return 'error';
  const { device, letter, mount } = part;
  dcb.update ??= {
    ...{ name, type, letter, device, mount, reader: undefined },
    ...{ readNext: 1, writeNext: 1, output: undefined },
  };
  const { format, recordLength, modeNumber } = entry;
  const output =
    dcb.update.output ??
    startOutput(context, dcb.update, entry, format, recordLength, modeNumber, item);
  // what lies in front of a record that was put back is written already
  if (output.writer.records >= item) return 'error';
  if (!copyUpTo(context, dcb.update, output, item)) return 'more';
  putRecord(context, dcb.update, output, data);
  return 'done';
}
