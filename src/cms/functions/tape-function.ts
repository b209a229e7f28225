/**
 * TAPEIO (VM/370 CMS Command and Macro Reference, "RDTAPE", "WRTAPE", "TAPECTL" and their return codes): one operation of a
 * tape drive. List: name, operation (8), symbolic name of the drive (4), how the drive is set (1) and buffer (3), length,
 * bytes that were read (stored).
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Command, Effect, Frame, StepContext, StepResult } from '../command.js';
import { TAPE_MOVES } from '../tape/tape-request.js';
import { callerList, fetchOf, programFunction, storeNumber } from './caller-list.js';

const LIST = { operation: 8, drive: 16, buffer: 20, length: 24, moved: 28, size: 32 } as const;
const RC = {
  operation: 1,
  end: 2,
  error: 3,
  drive: 4,
  notAttached: 5,
  protected: 6,
  failure: 7,
  length: 8,
} as const;
const READ = 0x02;
const WRITE = 0x01;
const MOST = 65_535;
/** Drives by symbolic name: 1 to 4 at 181 to 184, as digits up to F at 288 to 28F. */
const DRIVE = /^TAP([0-9A-F])$/;

function tapeInputOutput(context: StepContext): StepResult {
  const list = callerList(context, LIST.size);
  const word = (at: number, length: number): string =>
    fromEbcdic(list.bytes.subarray(at, at + length))
      .replaceAll('\0', ' ')
      .trimEnd();
  const operation = word(LIST.operation, 8);
  const number = DRIVE.exec(word(LIST.drive, 4))?.[1];
  if (number === undefined) return { rc: RC.drive };
  const digit = Number.parseInt(number, 16);
  const device = digit < 8 ? 0x180 + digit : 0x280 + digit;
  const at = list.view.getInt32(LIST.buffer) & 0xffffff;
  const length = list.view.getInt32(LIST.length);
  const transfers = operation === 'READ' || operation === 'WRITE';
  const command =
    operation === 'READ' ? READ : operation === 'WRITE' ? WRITE : TAPE_MOVES[operation];
  if (command === undefined) return { rc: RC.operation };
  if (transfers && (length < 1 || length > MOST)) return { rc: RC.operation };
  // the buffer must be there before the tape moves
  if (transfers) fetchOf(context, at, length);
  const effect: Effect = { kind: 'tape', device, command, at, count: transfers ? length : 1 };
  return { effect, frame: { operation, length } };
}

function tapeMoved(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (answer.kind !== 'tape') return { rc: RC.failure };
  const { at } = callerList(context, LIST.size);
  switch (answer.result) {
    case 'ok': {
      if (frame['operation'] !== 'READ') return { rc: 0 };
      storeNumber(context, at + LIST.moved, answer.length, 4);
      return { rc: answer.length === frame['length'] ? 0 : RC.length };
    }
    case 'mark':
      if (frame['operation'] === 'READ') storeNumber(context, at + LIST.moved, 0, 4);
      return { rc: RC.end };
    case 'protected':
      return { rc: RC.protected };
    case 'no-device':
      return { rc: RC.notAttached };
    case 'not-ready':
    case 'error':
      return { rc: RC.error };
  }
}

/** TAPEIO, for the table of functions. */
export const tapeFunction: Command = programFunction('TAPEIO', tapeInputOutput, tapeMoved);
