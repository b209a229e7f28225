/** The files that UPDATE writes: output, log and record of updates, which appear on the disk together or not at all. */
import type { StepContext } from '../command.js';
import { findEntry } from '../files/directory.js';
import { encodeEntry } from '../files/layout.js';
import { collect, collectSome, type Collecting } from '../files/tree.js';
import type { Volume } from '../files/volume.js';
import {
  finishFile,
  startFile,
  writeRecord,
  type Change,
  type FileWriter,
} from '../files/writer.js';
import { deviceOf } from './command-fault.js';

/** Records that one step writes, and pointer blocks of an old file that one looks at. */
const RECORDS = 200;
const POINTERS = 20;
/** Bytes of a record of fixed length. */
const CARD = 80;

/** A file on its way to the disk; plain data. */
export type UpdateOutput = {
  readonly type: string;
  readonly name: string;
  readonly records: readonly Uint8Array[];
  readonly writer: FileWriter;
  collecting: Collecting | undefined;
  at: number;
};

/** A file to be written; `fixed`: cards, else as long as the longest record is. */
export function updateOutput(
  volume: Volume,
  name: string,
  type: string,
  records: readonly Uint8Array[],
  fixed: boolean,
): UpdateOutput {
  const old = findEntry(volume, name, type);
  const longest = records.reduce((most, { length }) => Math.max(most, length), 1);
  const writer = startFile(volume, fixed ? 'F' : 'V', fixed ? CARD : longest);
  const collecting = old === undefined ? undefined : collect(old);
  return { name, type, records, writer, collecting, at: 0 };
}

/** Writes on; returns whether the file is written. */
export function writeOutput(
  context: StepContext,
  volume: Volume,
  change: Change,
  output: UpdateOutput,
  modeNumber: number,
): boolean {
  const device = deviceOf(context, volume);
  if (output.collecting !== undefined) {
    if (collectSome(volume, device, output.collecting, change.freed, POINTERS)) {
      output.collecting = undefined;
    }
    return false;
  }
  const to = Math.min(output.records.length, output.at + RECORDS);
  for (const record of output.records.slice(output.at, to)) {
    writeRecord(volume, device, change, output.writer, record);
  }
  output.at = to;
  if (to < output.records.length) return false;
  const id = { name: output.name, type: output.type, modeNumber };
  const entry = finishFile(volume, device, change, output.writer, id, context.now);
  change.puts.push(encodeEntry(entry));
  return true;
}
