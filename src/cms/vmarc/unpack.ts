/** VMARC UNPACK and LIST: members out of archives on disk or in the reader. */
import { afterRead, type KeptFile } from '../commands/kept-file.js';
import { quietly, READER } from '../commands/load-frame.js';
import { CommandFault, deviceOf, faultOf } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import { chooseStep, startChoose, type ChooseFrame } from '../commands/reader-file.js';
import type { Answer, StepContext, StepResult } from '../command.js';
import { findEntry, matches } from '../files/directory.js';
import { listSome, modeOf, startList, volumeOf, type ListCursor } from '../files/disk-state.js';
import type { FileOutput } from '../files/file-output.js';
import { encodeStamp, type FileEntry, type Stamp } from '../files/layout.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import { decodeMember, type ArchiveMember } from './member-header.js';
import {
  drawMember,
  feedMember,
  newMemberReader,
  wantsInput,
  type MemberReader,
} from './member-reader.js';
import { traceMember, vmarcFault, type VmarcRequest } from './request.js';

const MOST_FILES = 10_000;
const FILES_A_STEP = 500;
/** Bytes of members in one step. */
const BYTES_A_STEP = 16_384;
const CARDS = 200;

/** Where unpacking stands. */
export type UnpackFrame = {
  readonly unpacking: VmarcRequest;
  list: ListCursor | undefined;
  archives: { readonly device: number; readonly entry: FileEntry }[];
  /** The archive in hand: its records, or cards of the reader. */
  cursor: RecordCursor | undefined;
  choose: ChooseFrame | undefined;
  /** CP keeps the file of the reader until it has been read. */
  kept?: KeptFile | undefined;
  waiting: Uint8Array[];
  cardsLeft: number;
  reader: MemberReader | undefined;
  /** The member goes to a disk; undefined: it is only passed. */
  output: FileOutput | undefined;
  change: Change | undefined;
  shown: { name: string; type: string; mode: string };
  passed: boolean;
  count: number;
  /** A line has been asked for: whether the old file is replaced. */
  asking: ArchiveMember | undefined;
  /** How it ends, when the reader has been closed. */
  failed?: { readonly rc: number; readonly lines: readonly string[] };
};

/** Begins. */
export function startUnpack(context: StepContext, request: VmarcRequest): StepResult {
  const { input } = request;
  const alone = !input.mode.startsWith('*');
  const reader = request.device === 'reader';
  const frame: UnpackFrame = {
    unpacking: request,
    list: reader
      ? undefined
      : startList(context.cms.disks, input.name, input.type, input.mode, alone),
    ...{ archives: [], cursor: undefined, choose: undefined, waiting: [], cardsLeft: 0 },
    ...{ reader: undefined, output: undefined, change: undefined },
    ...{ shown: { name: '', type: '', mode: '' }, passed: false, count: 0, asking: undefined },
  };
  if (!reader) return again(frame, 0);
  return merged(frame, startChoose('VMA', undefined));
}

/** A step of choosing the reader file, in this command's frame. */
function merged(frame: UnpackFrame, step: StepResult): StepResult {
  if (!('frame' in step)) return step;
  return { ...step, frame: { ...frame, choose: step.frame['choose'] } };
}

const again = (frame: UnpackFrame, cost = 1200, lines: readonly string[] = []): StepResult => ({
  effect: { kind: 'work' },
  frame: { ...frame, change: frame.output?.change },
  cost,
  lines,
});

/** Goes on. When anything is wrong with what is in the reader, it stays there. */
export function resumeUnpack(frame: UnpackFrame, answer: Answer, context: StepContext): StepResult {
  if (frame.failed !== undefined) {
    const settle = afterRead(frame.kept, false);
    if (settle !== undefined)
      return { effect: quietly(settle), frame: { ...frame, kept: undefined } };
    throw new CommandFault(frame.failed.rc, frame.failed.lines);
  }
  if (frame.unpacking.device !== 'reader') return goOn({ ...frame }, answer, context);
  try {
    return goOn({ ...frame }, answer, context);
  } catch (error) {
    const failed = faultOf(error, 'VMA', context);
    return { effect: quietly('CLOSE 00C HOLD'), frame: { ...frame, choose: undefined, failed } };
  }
}

function goOn(frame: UnpackFrame, answer: Answer, context: StepContext): StepResult {
  if (frame.choose !== undefined) {
    const step = chooseStep(frame.choose, answer);
    if ('result' in step) return merged(frame, step.result);
    frame.choose = undefined;
    frame.cardsLeft = step.file.records;
    frame.kept = step.file.kept;
    return again(frame, 100);
  }
  if (answer.kind === 'cp') {
    const settle = afterRead(frame.kept, !stays(frame));
    if (settle === undefined) return { rc: 0 };
    return { effect: quietly(settle), frame: { ...frame, kept: undefined } };
  }
  if (answer.kind === 'cards') {
    if (answer.end === 'error' || answer.end === 'no-device') {
      throw vmarcFault(
        answer.end === 'error' ? 'Permanent I/O error on input.' : 'Reader not attached.',
      );
    }
    frame.waiting = [...frame.waiting, ...answer.cards];
    frame.cardsLeft = answer.end === 'more' ? frame.cardsLeft - answer.cards.length : 0;
  }
  if (answer.kind === 'line' && frame.asking !== undefined) {
    const member = frame.asking;
    frame.asking = undefined;
    frame.passed = !/^(1|Y|YES)$/i.test(answer.text.trim());
    if (!frame.passed) openMember(context, frame, member);
    return again(frame, 100);
  }
  if (frame.list !== undefined) return look(context, frame, frame.list);
  return work(context, frame);
}

function look(context: StepContext, frame: UnpackFrame, list: ListCursor): StepResult {
  const { files, done } = listSome(context.cms.disks, list, FILES_A_STEP);
  frame.archives = [
    ...frame.archives,
    ...files.map(({ mode, entry }) => ({ device: mode.device, entry })),
  ];
  if (frame.archives.length > MOST_FILES) throw vmarcFault('Too many input files.', 88);
  if (!done) return again(frame, 300);
  if (frame.archives.length === 0) throw vmarcFault('Input file not found.', 28);
  frame.list = undefined;
  return again(frame, 300);
}

/** The next record of the archives: undefined behind the last; `cards` when the reader has to be asked. */
function nextRecord(context: StepContext, frame: UnpackFrame): Uint8Array | 'cards' | 'end' {
  if (frame.unpacking.device === 'reader') {
    const card = frame.waiting[0];
    if (card === undefined) return frame.cardsLeft > 0 ? 'cards' : 'end';
    frame.waiting = frame.waiting.slice(1);
    return card;
  }
  for (;;) {
    if (frame.cursor === undefined) {
      const archive = frame.archives[0];
      if (archive === undefined) return 'end';
      const volume = volumeOf(context.cms.disks, archive.device);
      frame.cursor = openCursor(volume, archive.device, archive.entry);
    }
    const { device } = frame.archives[0]!;
    const record = readRecord(frame.cursor, deviceOf(context, volumeOf(context.cms.disks, device)));
    if (record !== undefined) return record;
    frame.archives = frame.archives.slice(1);
    frame.cursor = undefined;
    if (frame.reader !== undefined) return 'end';
  }
}

const sameTime = (stamp: Stamp): string => [stamp.year, ...encodeStamp(stamp)].join(' ');

/** A member begins: what is to become of it. */
function beginMember(
  context: StepContext,
  frame: UnpackFrame,
  record: Uint8Array,
): StepResult | undefined {
  const member = decodeMember(record);
  if (member === 'none') throw vmarcFault('Invalid header for compacted file.');
  if (member === 'newer') throw vmarcFault('Newer version of VMARC required for this file.');
  const { unpacking } = frame;
  const { output } = unpacking;
  frame.reader = newMemberReader(member, record);
  const number = /\d/.exec(member.mode)?.[0] ?? '1';
  frame.count++;
  const ignored = unpacking.ignore
    ? { name: `FILE${String(frame.count).padStart(4, '0')}`, type: 'VMARCOUT' }
    : { name: member.name, type: member.type };
  const list = unpacking.what === 'list';
  const mode = output.mode.charAt(0) + (output.mode.charAt(1) || number);
  frame.shown = { ...ignored, mode: list ? member.mode : mode };
  frame.passed = !matches(output.name, member.name) || !matches(output.type, member.type);
  if (frame.passed || list) return undefined;
  const letter = output.mode.charAt(0);
  const disk = modeOf(context.cms.disks, letter);
  if (disk?.readOnly === true) throw vmarcFault('Output disk is read/only.');
  const volume = disk === undefined ? undefined : volumeOf(context.cms.disks, disk.device);
  const old = volume === undefined ? undefined : findEntry(volume, ignored.name, ignored.type);
  if (old !== undefined) {
    if (unpacking.replace === 'no') throw vmarcFault('Output file already exists.');
    if (unpacking.replace === 'newer') {
      frame.passed = sameTime(member.written) <= sameTime(old.written);
      if (frame.passed) return undefined;
    }
    if (unpacking.replace === 'ask') {
      frame.asking = member;
      const line = `Replace ${frame.shown.name} ${frame.shown.type} ${mode}? Enter 1 (YES) or 0 (NO).`;
      return { effect: { kind: 'read-console' }, frame, lines: [line] };
    }
  }
  openMember(context, frame, member);
  return undefined;
}

function openMember(context: StepContext, frame: UnpackFrame, member: ArchiveMember): void {
  const { name, type, mode } = frame.shown;
  frame.output = startFileOutput(context, 'VMA', {
    ...{ name, type, letter: mode.charAt(0), modeNumber: Number(mode.charAt(1)) },
    ...{ format: member.format, recordLength: member.recordLength },
  });
}

function work(context: StepContext, frame: UnpackFrame): StepResult {
  for (let left = BYTES_A_STEP; left > 0;) {
    const { reader } = frame;
    if (reader !== undefined && reader.state === 'damaged') {
      throw vmarcFault('Invalid compacted input data.');
    }
    if (reader?.state === 'ended') return endMember(context, frame, reader);
    if (reader === undefined || wantsInput(reader)) {
      const record = nextRecord(context, frame);
      if (record === 'cards') {
        const count = Math.min(CARDS, frame.cardsLeft);
        return { effect: { kind: 'read-cards', device: READER, count }, frame, cost: 400 };
      }
      if (record === 'end') {
        if (reader !== undefined) throw vmarcFault('Permanent I/O error on input.');
        return endAll(frame);
      }
      left -= 100;
      if (reader !== undefined) {
        feedMember(reader, record);
        continue;
      }
      const asked = beginMember(context, frame, record);
      if (asked !== undefined) return asked;
      continue;
    }
    const records = drawMember(reader, Math.min(left, 4096));
    left -= 200;
    for (const record of records) {
      left -= record.length;
      if (frame.output !== undefined) putOutput(context, frame.output, record);
    }
  }
  return again(frame);
}

function endMember(context: StepContext, frame: UnpackFrame, reader: MemberReader): StepResult {
  const { output, unpacking, passed, shown } = frame;
  if (output !== undefined && !replaceSome(context, output)) return again(frame);
  const lines = passed
    ? []
    : traceMember(context, unpacking, shown, reader.bytesIn, reader.bytesOut);
  const next: UnpackFrame = {
    ...frame,
    ...{ reader: undefined, output: undefined, change: undefined },
  };
  // CMS has no files without records
  if (output === undefined || output.writer.records === 0) return again(next, 500, lines);
  const written = unpacking.oldDate ? reader.member.written : context.now;
  return closeOutput(context, output, { frame: next, lines }, written);
}

/** All has been read: what was in the reader is there no more, unless it is to be held. */
function endAll(frame: UnpackFrame): StepResult {
  if (frame.unpacking.device !== 'reader') return { rc: 0 };
  return { effect: quietly(stays(frame) ? 'CLOSE 00C HOLD' : 'CLOSE 00C NOHOLD'), frame };
}

/** Whether the file of the reader is to be there still. */
const stays = ({ unpacking: { hold, what } }: UnpackFrame): boolean => hold || what === 'list';
