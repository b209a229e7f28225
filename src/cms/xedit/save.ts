/**
 * Writing a file to its disk: record by record to free blocks, then the two syncs and the label write of
 * a commit (files/commit.ts). A fault leaves the disk as it was and the file in the editor.
 */
import { EBCDIC_BLANK } from '../../shared/ebcdic.js';
import type { Answer, BlockDevice, Effect, LocalTime, StepContext } from '../command.js';
import { applyCommit, commitSome, settleSome, type CommitPlan } from '../files/commit.js';
import { findEntry } from '../files/directory.js';
import { modeOf, volumeOf } from '../files/disk-state.js';
import { encodeEntry } from '../files/layout.js';
import { collect, collectSome, type Collecting } from '../files/tree.js';
import {
  finishPacking,
  PACKED_LENGTH,
  packRecord,
  startPacking,
  type Packing,
} from '../files/packed.js';
import { DiskError, giveBack, releaseHeld, type Volume } from '../files/volume.js';
import {
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
  type FileWriter,
} from '../files/writer.js';
import { type EditFile, sizeOf, recordOf } from './edit-file.js';
import { message, type Message } from './messages.js';
import { serialise } from './serial.js';
import { wrongCharacter } from '../files/file-name.js';

/** Records written, bytes of them, and lowest pointer blocks of the old file looked at, in one step. */
const A_STEP = 600;
const BYTES_A_STEP = 60_000;
/** How much dearer it is to pack a record than to write it. */
const PACKED = 3;
const POINTERS_A_STEP = 20;

/** A file on its way to its disk; plain data. */
export interface Saving {
  readonly version: 1;
  readonly fileid: readonly [string, string, string];
  readonly leave: boolean;
  /** It is saved by itself (SET AUTOSAVE). */
  readonly autosave: boolean;
  readonly change: Change;
  readonly writer: FileWriter;
  /** It is written packed (SET PACK). */
  readonly packing?: Packing;
  readonly stamp: LocalTime;
  /** The file that is replaced, while its blocks are collected. */
  collecting: Collecting | undefined;
  line: number;
  plan: CommitPlan | undefined;
  phase: 'drain' | 'collect' | 'write' | 'plan' | 'label' | 'end';
}

/** What to do next: an effect and then on, or it is over. */
export type SaveStep =
  { readonly effect: Effect } | { readonly done: true } | { readonly failed: Message };

const WORK: SaveStep = { effect: { kind: 'work' } };

/** Begins to save; a message when the fileid or the disk does not allow it. */
export function startSaving(
  context: StepContext,
  file: EditFile,
  fileid: readonly [string, string, string],
  options: { readonly force: boolean; readonly leave: boolean },
): Saving | Message {
  const [name, type, mode] = fileid;
  for (const part of [name, type]) {
    const bad = wrongCharacter(part);
    if (bad !== undefined || part.length > 8) return message('062E', bad ?? part);
  }
  if (!/^[A-Z][0-6]?$/.test(mode)) return message('048E', mode);
  const letter = mode.charAt(0);
  const disk = modeOf(context.cms.disks, letter);
  if (!disk) return message('069E', letter);
  if (disk.readOnly) return message('037E', letter);
  const volume = volumeOf(context.cms.disks, disk.device);
  const old = findEntry(volume, name, type);
  const own = name === file.name && type === file.type && letter === file.mode.charAt(0);
  if (old && !own && !options.force) return message('594E', `${name} ${type} ${letter}`);
  return {
    version: 1,
    fileid: [name, type, `${letter}${mode.charAt(1) || String(old?.modeNumber ?? 1)}`],
    leave: options.leave,
    autosave: false,
    change: newChange(disk.device),
    ...writerOf(volume, file),
    stamp: context.now,
    collecting: old ? collect(old) : undefined,
    line: 0,
    plan: undefined,
    phase: volume.held !== undefined ? 'drain' : 'collect',
  };
}

/** Goes on with saving after the effect of the step before (or at its begin). */
export function saveSome(
  context: StepContext,
  file: EditFile,
  saving: Saving,
  answer: Answer,
): SaveStep {
  try {
    // a sync that failed is never taken for done: what it should have kept may be gone
    if (answer.kind === 'done' && answer.failed === true) {
      throw new DiskError('write-error', saving.change.device);
    }
    return advance(context, file, saving);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const volume = context.cms.disks.volumes.find((v) => v.device === saving.change.device);
    if (volume) giveBack(volume, saving.change);
    return { failed: diskMessage(error, saving.fileid[2].charAt(0)) };
  }
}

function diskMessage(error: DiskError, letter: string): Message {
  const name = `${letter}(${error.device.toString(16).toUpperCase().padStart(3, '0')})`;
  switch (error.reason) {
    case 'full':
      return message('107S', name);
    case 'read-only':
      return message('037E', name);
    case 'gone':
      return message('069E', letter);
    case 'read-error':
    case 'write-error':
    case 'damaged':
      return message('105S', `3 (${error.reason})`);
  }
}

function advance(context: StepContext, file: EditFile, saving: Saving): SaveStep {
  const volume = context.cms.disks.volumes.find((v) => v.device === saving.change.device);
  const device = context.disk(saving.change.device);
  if (!volume || !device) throw new DiskError('gone', saving.change.device);
  const sync: SaveStep = { effect: { kind: 'sync', device: saving.change.device } };
  switch (saving.phase) {
    case 'drain':
      // blocks that the state before the last one used may be given away after a sync
      saving.phase = 'collect';
      return sync;
    case 'collect':
      releaseHeld(volume);
      if (saving.collecting) {
        const { change, collecting } = saving;
        if (!collectSome(volume, device, collecting, change.freed, POINTERS_A_STEP)) return WORK;
        saving.collecting = undefined;
      }
      saving.phase = 'write';
      return WORK;
    case 'write':
      if (!writeSome(volume, device, file, saving)) return WORK;
      saving.phase = 'plan';
      return WORK;
    case 'plan':
      saving.plan = commitSome(volume, device, saving.change, saving.plan, context.now);
      if (saving.plan.stage !== 'ready') return WORK;
      saving.phase = 'label';
      return sync;
    case 'label':
      releaseHeld(volume);
      if (!saving.plan || !applyCommit(volume, device, saving.change, saving.plan)) {
        // something else changed the disk meanwhile: plan again on its new state
        saving.phase = 'plan';
        return WORK;
      }
      saving.phase = 'end';
      return sync;
    case 'end':
      releaseHeld(volume);
      return settleSome(volume, saving.change) ? { done: true } : WORK;
  }
}

/** How the records of a file are written. */
function writerOf(volume: Volume, { recfm, lrecl, options }: EditFile): WriterOf {
  if (!options.pack) return { writer: startFile(volume, recfm, lrecl) };
  const packed = { format: recfm, recordLength: lrecl, fill: EBCDIC_BLANK };
  return { writer: startFile(volume, 'F', PACKED_LENGTH), packing: startPacking(packed) };
}

type WriterOf = Pick<Saving, 'writer' | 'packing'>;

/** A line as its record. */
function recordFor(file: EditFile, line: number): Uint8Array {
  const text = recordOf(file, line);
  const fixed = file.recfm === 'F';
  if (!fixed && text.length > 0) return text;
  const record = new Uint8Array(fixed ? file.lrecl : 1).fill(EBCDIC_BLANK);
  record.set(text.subarray(0, record.length));
  if (fixed) serialise(file, record, line);
  return record;
}

/** Writes records; returns whether the file is written. */
function writeSome(volume: Volume, device: BlockDevice, file: EditFile, saving: Saving): boolean {
  const { change, writer, packing } = saving;
  const end = sizeOf(file);
  const dearer = packing === undefined ? 1 : PACKED;
  let left = BYTES_A_STEP;
  const put = (records: readonly Uint8Array[]): void => {
    for (const record of records) writeRecord(volume, device, change, writer, record);
  };
  for (; saving.line < end && left > 0; saving.line++) {
    const record = recordFor(file, saving.line + 1);
    left -= dearer * (record.length + BYTES_A_STEP / A_STEP);
    put(packing === undefined ? [record] : packRecord(packing, record));
  }
  if (saving.line < end) return false;
  if (packing !== undefined && sizeOf(file) > 0) put(finishPacking(packing));
  const [name, type, mode] = saving.fileid;
  const id = { name, type, modeNumber: Number(mode.charAt(1)) };
  const entry = finishFile(volume, device, saving.change, saving.writer, id, saving.stamp);
  saving.change.puts.push(encodeEntry(entry));
  return true;
}
