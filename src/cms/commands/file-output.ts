/** A file that a command writes in steps: new, in place of an old one, or behind its end. Plain data. */
import type { StepContext, StepResult } from '../command.js';
import type { FileOutput } from '../files/file-output.js';
import { findEntry } from '../files/directory.js';
import { encodeEntry, type RecordFormat, type Stamp } from '../files/layout.js';
import { collect, collectSome } from '../files/tree.js';
import { appendFile, finishFile, newChange, startFile, writeRecord } from '../files/writer.js';
import { commitDisk, deviceOf, writableVolume } from './command-fault.js';

/** Name and kind of a file to be written. */
export interface OutputFile {
  readonly name: string;
  readonly type: string;
  readonly letter: string;
  readonly modeNumber: number;
  readonly format: RecordFormat;
  readonly recordLength: number;
}

/**
 * Starts to write; a fault when the disk is not there or cannot be written on. `append`: behind the records of an
 * old file of the same format.
 */
export function startFileOutput(
  context: StepContext,
  module: string,
  file: OutputFile,
  append = false,
): FileOutput {
  const volume = writableVolume(context, module, file.letter);
  const device = deviceOf(context, volume);
  const change = newChange(volume.device);
  const old = findEntry(volume, file.name, file.type);
  const same =
    old?.format === file.format && (file.format === 'V' || old.recordLength === file.recordLength);
  const { letter, name, type } = file;
  if (append && old !== undefined && same) {
    const writer = appendFile(volume, device, change, old);
    const { modeNumber } = old;
    return { module, letter, name, type, modeNumber, change, writer, collecting: undefined };
  }
  const { modeNumber } = file;
  const writer = startFile(volume, file.format, file.recordLength);
  const collecting = old === undefined ? undefined : collect(old);
  return { module, letter, name, type, modeNumber, change, writer, collecting };
}

/** Writes a record; one of fixed length is cut or filled with blanks. */
export function putOutput(context: StepContext, output: FileOutput, record: Uint8Array): void {
  const { writer } = output;
  let bytes = record.length === 0 ? Uint8Array.of(0x40) : record;
  if (writer.format === 'F' && bytes.length !== writer.recordLength) {
    bytes = new Uint8Array(writer.recordLength).fill(0x40);
    bytes.set(record.subarray(0, writer.recordLength));
  }
  const volume = writableVolume(context, output.module, output.letter);
  writeRecord(volume, deviceOf(context, volume), output.change, writer, bytes);
}

/** Frees some of the blocks of the file that is replaced; true when all are. */
export function replaceSome(context: StepContext, output: FileOutput): boolean {
  if (output.collecting === undefined) return true;
  const volume = writableVolume(context, output.module, output.letter);
  const device = deviceOf(context, volume);
  if (!collectSome(volume, device, output.collecting, output.change.freed, 20)) return false;
  output.collecting = undefined;
  return true;
}

/** Ends the file, when {@link replaceSome} has come to its end, and makes it durable; then `then`. */
export function closeOutput(
  context: StepContext,
  output: FileOutput,
  then: Parameters<typeof commitDisk>[2],
  written: Stamp = context.now,
): StepResult {
  const volume = writableVolume(context, output.module, output.letter);
  const device = deviceOf(context, volume);
  const entry = finishFile(volume, device, output.change, output.writer, output, written);
  output.change.puts.push(encodeEntry(entry));
  return commitDisk(context, output.change, then);
}
