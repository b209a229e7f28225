/**
 * Work files: a block that is open for INOUT or OUTIN reads what it has written, wherever POINT, BSP and CLOSE TYPE=T put
 * it (OS/VS Data Management Macro Instructions, "OPEN", "POINT"). The records stand in the work space of CMS; CLOSE
 * writes the file as a whole. As on a device, nothing is left behind a record that was written last.
 */
import type { StepContext } from '../command.js';
import { putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { FileOutput } from '../files/file-output.js';
import { readRecord } from '../files/reader.js';
import type { OpenDcb, WorkFile } from './os-state.js';
import type { Input } from './input.js';
import { kindOf } from './recfm.js';

const MODULE = 'SOP';
/** Most bytes and records of all work files of a machine that are open. */
const MOST = { bytes: 16 << 20, records: 200_000 } as const;
/** Records that a step reads from the disk, or writes onto it. */
const RECORDS_A_STEP = 150;

/** A work file of no records. `loading`: what the disk has is still to be read. */
export function newWorkFile(loading: boolean): WorkFile {
  return { records: [], size: 0, next: 0, changed: false, loading, output: undefined, written: 0 };
}

/** Reads some of what the disk has; true when all is there, an error when it is too much. */
export function loadSome(context: StepContext, dcb: OpenDcb, work: WorkFile): boolean | 'error' {
  const part = dcb.parts[0];
  const device = part === undefined ? undefined : context.disk(part.device);
  if (part === undefined || device === undefined) return 'error';
  for (let i = 0; i < RECORDS_A_STEP; i++) {
    const record = readRecord(part.reader, device);
    if (record === undefined) {
      work.loading = false;
      work.next = 0;
      return true;
    }
    if (!add(context, work, record)) return 'error';
  }
  return false;
}

/** Puts a record behind the others; false when there is no room for it. */
function add(context: StepContext, work: WorkFile, record: Uint8Array): boolean {
  let [bytes, records] = [record.length, 1];
  for (const { work: other } of context.cms.os.open) {
    bytes += other?.size ?? 0;
    records += other?.records.length ?? 0;
  }
  if (bytes > MOST.bytes || records > MOST.records) return false;
  work.records.push(record);
  work.size += record.length;
  return true;
}

/** The record that comes next. */
export function readWork(dcb: OpenDcb, work: WorkFile): Input {
  if (dcb.astray) return { kind: 'error' };
  const data = work.records[work.next];
  if (data === undefined) return { kind: 'end' };
  work.next++;
  dcb.last = work.next;
  return { kind: 'record', data };
}

/** Writes a record where the file stands; what was behind it is gone. */
export function writeWork(
  context: StepContext,
  dcb: OpenDcb,
  work: WorkFile,
  record: Uint8Array,
): boolean {
  if (dcb.astray) return false;
  for (const gone of work.records.splice(work.next)) work.size -= gone.length;
  work.changed = true;
  if (!add(context, work, record.slice())) return false;
  work.next = work.records.length;
  dcb.last = work.next;
  return true;
}

/** The record that is read or written next is this one, from 1; false when there can be none. */
export function positionWork(dcb: OpenDcb, work: WorkFile, record: number): boolean {
  if (record < 1 || record > work.records.length + 1) return false;
  work.next = record - 1;
  dcb.block = [];
  dcb.begun = undefined;
  dcb.astray = false;
  return true;
}

/** Writes some of it onto the disk for CLOSE; true when only the change is still to be committed. */
export function writeSome(context: StepContext, dcb: OpenDcb, work: WorkFile): boolean {
  work.output ??= startOutput(context, dcb);
  const { output } = work;
  const end = Math.min(work.records.length, work.written + RECORDS_A_STEP);
  for (; work.written < end; work.written++) {
    putOutput(context, output, work.records[work.written]!);
  }
  return work.written >= work.records.length && replaceSome(context, output);
}

function startOutput(context: StepContext, dcb: OpenDcb): FileOutput {
  const { name, type, mode } = dcb.definition;
  const letter = mode.charAt(0);
  const modeNumber = mode.length > 1 ? Number(mode.charAt(1)) : 1;
  const fixed = kindOf(dcb.recfm) === 'F' && (!dcb.blocks || dcb.blksize === dcb.lrecl);
  const format = fixed ? 'F' : 'V';
  const recordLength = fixed ? dcb.lrecl : 1;
  return startFileOutput(context, MODULE, { name, type, letter, modeNumber, format, recordLength });
}
