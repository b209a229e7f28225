/**
 * What the commands of a count-key-data disk share: the arm, the file mask and what the command before
 * allows. Commands are functions on it; each ends well, ends with a fault, or has used its share of work.
 */
import { CHANNEL_END, DEVICE_END } from '../unit.js';
import type { Outcome, Transfer } from '../unit.js';
import type { CkdArm, Seeking } from './ckd-arm.js';
import { HAS_MULTI_TRACK, MULTI_TRACK } from './ckd-commands-table.js';
import type { CkdFault } from './ckd-sense.js';

/**
 * What the commands before allow a write to do: `home` record zero; `identified` and `keyed` (a search was
 * equal on all bytes) an update or a new record; `formatted` a new record.
 */
export type Armed = 'none' | 'home' | 'identified' | 'keyed' | 'formatted';

/** File mask: what may be written. */
export const MASK_WRITE = 0xc0;
export const MASK_NO_ZERO = 0x00;
export const MASK_NO_WRITE = 0x40;
export const MASK_ALL = 0xc0;
/** File mask: how far may be sought. */
export const MASK_SEEK = 0x18;
export const MASK_SEEK_HEAD = 0x10;
export const MASK_NO_SEEK = 0x18;
/** Bits that have to be zero. */
export const MASK_ZERO = 0x22;

/** What the commands work on. */
export interface CkdState {
  readonly arm: CkdArm;
  readonly readOnly: boolean;
  mask: number;
  maskSet: boolean;
  armed: Armed;
  /** In the midst of a record that overflows its track. */
  spilling: 'none' | 'read' | 'write';
  /** Something was written that is not known to be durable. */
  written: boolean;
}

/** How a command ended. */
export type CkdResult = Outcome | CkdFault;

/** One command. */
export type CkdCommand = (state: CkdState, command: number, transfer: Transfer) => CkdResult;

/** Ended well. */
export const DONE: Outcome = { status: CHANNEL_END | DEVICE_END };

/** Ended well, with more to say. */
export function doneWith(status: number): Outcome {
  return { status: CHANNEL_END | DEVICE_END | status };
}

/** Whether it is the multitrack form of a command. */
export function isMultiTrack(command: number): boolean {
  return (command & MULTI_TRACK) !== 0 && HAS_MULTI_TRACK.has(command & ~MULTI_TRACK);
}

/** How a read seeks its record. */
export function reading(command: number): Seeking {
  const multiTrack = isMultiTrack(command);
  return { multiTrack, withZero: false, search: false, endless: multiTrack };
}
