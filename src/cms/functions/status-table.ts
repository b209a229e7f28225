/**
 * The file status table (VM/370 CMS Data Areas, "FST"; CMS Command and Macro Reference, "FSSTATE"): what STATE
 * gives a program, in the form of Release 6, 40 bytes at the address that it puts into the list.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Command, StepContext, StepResult } from '../command.js';
import type { FoundFile } from '../files/disk-state.js';
import { STATUS_TABLE } from '../nucleus/layout.js';
import { callerList, storeNumber, storeOf } from './caller-list.js';

const LENGTH = 40;
/** Offset in the list at which the address of the table goes. */
const ADDRESS_AT = 28;

const packed = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10);

/** Puts the table of a file into storage and its address into the list of the calling program. */
export function encodeStatusTable(context: StepContext, file: FoundFile): StepResult {
  const list = callerList(context, ADDRESS_AT);
  const { entry } = file;
  const table = new Uint8Array(LENGTH);
  const view = new DataView(table.buffer);
  const half = (at: number, value: number): void => {
    view.setUint16(at, Math.min(value, 0xffff));
  };
  table.set(toEbcdic(entry.name.padEnd(8)), 0);
  table.set(toEbcdic(entry.type.padEnd(8)), 8);
  const { year, month, day, hour, minute } = entry.written;
  table.set([packed(month), packed(day), packed(hour), packed(minute)], 16);
  half(20, entry.records + 1);
  half(22, 1);
  table.set(toEbcdic(`${file.mode.letter}${String(entry.modeNumber)}`), 24);
  half(26, entry.records);
  table.set(toEbcdic(entry.format), 30);
  view.setInt32(32, entry.recordLength);
  half(36, entry.dataBlocks);
  table.set(toEbcdic(String(year % 100).padStart(2, '0')), 38);
  storeOf(context, STATUS_TABLE, table);
  storeNumber(context, list.at + ADDRESS_AT, STATUS_TABLE, 4);
  return { rc: 0 };
}

/** A command that tells programs by its return code only, and people by messages too. */
export function quietForPrograms(command: Command): Command {
  const quiet = (result: StepResult, context: StepContext): StepResult =>
    context.caller === 'program' ? { ...result, lines: [] } : result;
  const resume = command.resume?.bind(command);
  return {
    ...command,
    start: (context) => quiet(command.start(context), context),
    ...(resume === undefined
      ? {}
      : {
          resume: (frame, answer, context) => quiet(resume(frame, answer, context), context),
        }),
  };
}
