/** Where a TAPE command stands, and what ends it when the drive says so. Plain data. */
import { fault, faultWith } from '../commands/command-fault.js';
import type { Answer, Effect, StepContext, StepResult } from '../command.js';
import type { ListCursor } from '../files/disk-state.js';
import type { FileOutput } from '../files/file-output.js';
import type { FileEntry } from '../files/layout.js';
import type { RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import { RECORD_BUFFER, RECORD_BUFFER_LENGTH } from '../nucleus/layout.js';
import type { TapeRequest } from './tape-request.js';

/** CCW commands of a drive. */
export const TAPE = {
  write: 0x01,
  read: 0x02,
  rewind: 0x07,
  mark: 0x1f,
  backBlock: 0x27,
  backFile: 0x2f,
} as const;

/** A file that is written to tape. */
export type Dumping = {
  readonly shown: string;
  readonly device: number;
  readonly entry: FileEntry;
  readonly cursor: RecordCursor;
  /** Bytes that are not in a block yet. */
  rest: Uint8Array;
  /** The block with the name is written. */
  named: boolean;
  /** Bytes that were counted, of a file whose name is in front. */
  bytes: number;
};

/** Where it stands. */
export type TapeFrame = {
  readonly request: TapeRequest;
  stage:
    | 'set'
    | 'move'
    | 'label'
    | 'dump'
    | 'file-mark'
    | 'last-mark'
    | 'look'
    | 'skip'
    | 'back'
    | 'load'
    | 'loaded'
    | 'report'
    | 'printed'
    | 'closed';
  /** How often still, or the next step of a label. */
  left: number;
  /** Fileids for the file or the printer. */
  report: string[];
  // dump
  cursor?: ListCursor | undefined;
  queue?: { device: number; shown: string; entry: FileEntry }[];
  dumping?: Dumping | undefined;
  dumped?: number;
  // scan, skip, load
  blocks?: number;
  files?: number;
  marks?: number;
  found?: boolean;
  entry?: FileEntry | undefined;
  output?: FileOutput | undefined;
  change?: Change | undefined;
  /** Bytes of records that are not whole yet, and records so far. */
  rest?: Uint8Array;
  records?: number;
};

/** A file in the list of what is dumped or found. */
export function shownName(entry: FileEntry, letter: string): string {
  return `${entry.name.padEnd(8)} ${entry.type.padEnd(8)} ${letter}${String(entry.modeNumber)}`;
}

/** Where a block stands in the nucleus while the drive has it: behind a channel program, in the buffer of records. */
export const TAPE_BLOCK = RECORD_BUFFER + 0x180;
/** Longest block, in bytes: what the buffer of records has left behind the channel program. */
export const LONGEST_BLOCK = RECORD_BUFFER + RECORD_BUFFER_LENGTH - TAPE_BLOCK;

/** A command to a drive, with a block that it writes or room for one. */
export function tapeCommand(
  context: StepContext,
  device: number,
  command: number,
  data?: Uint8Array,
): Effect {
  if (data !== undefined) context.store(TAPE_BLOCK, data);
  const count = data?.length ?? (command === TAPE.read ? LONGEST_BLOCK : 1);
  return { kind: 'tape', device, command, at: TAPE_BLOCK, count };
}

/** The block that a drive has read. */
export function tapeData(context: StepContext, length: number): Uint8Array {
  return context.fetch(TAPE_BLOCK, Math.min(LONGEST_BLOCK, length)) ?? new Uint8Array(0);
}

/** The next command to the drive. */
export function tapeEffect(
  context: StepContext,
  frame: TapeFrame,
  command: number,
  data?: Uint8Array,
  lines: readonly string[] = [],
): StepResult {
  const effect = tapeCommand(context, frame.request.device, command, data);
  return { effect, frame, lines, cost: 20 };
}

/** What the drive has done, and the block that it has read; a fault when nothing came of the command. */
export function drive(
  context: StepContext,
  frame: TapeFrame,
  answer: Answer,
  writing: boolean,
): { readonly result: 'ok' | 'mark'; readonly data: Uint8Array } {
  if (answer.kind !== 'tape') throw new Error('the drive has not answered');
  const result = driveResult(frame.request, answer, writing);
  return { result, data: tapeData(context, answer.length) };
}

/** Whether a command to the drive has moved the tape or met a tape mark; a fault when nothing came of it. */
export function driveResult(
  { shown, module }: { readonly shown: string; readonly module: string },
  answer: Extract<Answer, { readonly kind: 'tape' }>,
  writing: boolean,
): 'ok' | 'mark' {
  switch (answer.result) {
    case 'ok':
    case 'mark':
      return answer.result;
    case 'no-device':
      throw fault(module, 113, shown);
    case 'not-ready':
      throw faultWith(100, module, 8, shown, 'not ready');
    case 'protected':
      throw fault(module, 43, shown);
    case 'error':
      throw fault(module, writing ? 111 : 110, shown);
  }
}
