/**
 * Writes (GA26-1617, "Write Commands"). Each has to follow a search or a write that says where; those that
 * make records end the track behind them.
 */
import { UNIT_EXCEPTION } from '../unit.js';
import type { Transfer } from '../unit.js';
import { WRITE_SPECIAL } from './ckd-commands-table.js';
import type { CkdFault } from './ckd-sense.js';
import { DONE, doneWith, MASK_ALL, MASK_NO_WRITE, MASK_NO_ZERO, MASK_WRITE } from './ckd-state.js';
import type { Armed, CkdCommand, CkdResult, CkdState } from './ckd-state.js';
import {
  COUNT_BYTES,
  END_BYTES,
  END_OF_TRACK,
  fits,
  HOME_BYTES,
  OVERFLOW,
  type RecordShape,
} from '../../shared/ckd-track.js';

/** What a write does: changes what is there, makes records, or makes the track's own beginning. */
type WriteKind = 'update' | 'format' | 'track';

function inhibited({ mask, readOnly }: CkdState, kind: WriteKind): boolean {
  if (readOnly) return true;
  const writes = mask & MASK_WRITE;
  if (kind === 'update') return writes === MASK_NO_WRITE;
  return writes !== MASK_ALL && (kind === 'track' || writes !== MASK_NO_ZERO);
}

/** What is against a write; undefined when nothing is. */
function against(
  state: CkdState,
  kind: WriteKind,
  wanted: readonly Armed[],
  before: Armed,
): CkdFault | undefined {
  if (!wanted.includes(before)) return 'invalid-sequence';
  return inhibited(state, kind) ? 'write-inhibited' : undefined;
}

/** Writes to the track; undefined when it did. */
function put(state: CkdState, at: number, bytes: Uint8Array): CkdFault | undefined {
  state.written = true;
  return state.arm.write(at, bytes);
}

/** Bytes from storage, filled up with zeros when there are too few. */
function filled(transfer: Transfer, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(transfer.get(length));
  return bytes;
}

/** Writes over the present record's data (and key); goes on with the next track when the record does. */
function update(state: CkdState, transfer: Transfer, withKey: boolean): CkdResult {
  const { arm } = state;
  const { at, keyLength, dataLength, overflow } = arm.place;
  const from = at + COUNT_BYTES + (withKey ? 0 : keyLength);
  const length = (withKey ? keyLength : 0) + dataLength;
  if (from + length > arm.image.slot) return 'bad-count';
  const failed = put(state, from, filled(transfer, length));
  if (failed !== undefined) return failed;
  arm.place.area = 'data';
  state.armed = 'formatted';
  state.spilling = overflow ? 'write' : 'none';
  return overflow ? { again: true } : DONE;
}

/** The record is an end of file: nothing is taken, which is a length of its own. */
function endOfFile(transfer: Transfer): CkdResult {
  transfer.get(0);
  return doneWith(UNIT_EXCEPTION);
}

/** Goes on with a record that is continued on the next track. */
export const writeOn: CkdCommand = (state, _command, transfer) => {
  const { arm } = state;
  const seeking = { multiTrack: false, withZero: false, search: false, endless: false };
  const failed = arm.nextHead() ?? arm.nextCount(seeking);
  return failed ?? update(state, transfer, false);
};

/** WRITE DATA, behind an equal SEARCH ID or SEARCH KEY. */
export const writeData: CkdCommand = (state, _command, transfer) => {
  const { area, dataLength } = state.arm.place;
  const before = takeArmed(state);
  const bad = against(state, 'update', ['identified', 'keyed'], before);
  if (bad !== undefined) return bad;
  if (area !== 'count' && area !== 'key') return 'invalid-sequence';
  if (dataLength === 0) return endOfFile(transfer);
  return update(state, transfer, false);
};

/** WRITE KEY AND DATA, behind an equal SEARCH ID. */
export const writeKeyData: CkdCommand = (state, _command, transfer) => {
  const { area, dataLength } = state.arm.place;
  const bad = against(state, 'update', ['identified'], takeArmed(state));
  if (bad !== undefined) return bad;
  if (area !== 'count') return 'invalid-sequence';
  if (dataLength === 0) return endOfFile(transfer);
  return update(state, transfer, true);
};

function takeArmed(state: CkdState): Armed {
  const before = state.armed;
  state.armed = 'none';
  return before;
}

/** Makes a record behind what has passed, and ends the track behind it. */
function make(state: CkdState, transfer: Transfer, overflow: boolean): CkdResult {
  const { arm } = state;
  const track = arm.track();
  if (typeof track === 'string') return track;
  const count = filled(transfer, COUNT_BYTES);
  const shape: RecordShape = {
    keyLength: count[5]!,
    dataLength: (count[6]! << 8) | count[7]!,
    overflow,
  };
  const at = arm.next();
  if (!fits(arm.geometry, track, at, shape)) return 'invalid-track-format';
  // the first bit of a count belongs to the track, not to the guest
  count[0] = (count[0]! & ~OVERFLOW) | (overflow ? OVERFLOW : 0);
  const body = shape.keyLength + shape.dataLength;
  const bytes = new Uint8Array(COUNT_BYTES + body + END_BYTES);
  bytes.set(count);
  bytes.set(transfer.get(body), COUNT_BYTES);
  bytes.set(END_OF_TRACK, COUNT_BYTES + body);
  const failed = put(state, at, bytes);
  if (failed !== undefined) return failed;
  Object.assign(arm.place, { area: 'data', at, ...shape });
  state.armed = 'formatted';
  return DONE;
}

/** WRITE COUNT, KEY AND DATA, and WRITE SPECIAL of a record that goes on on the next track. */
export const writeCountKeyData: CkdCommand = (state, command, transfer) => {
  const wanted = ['identified', 'keyed', 'formatted'] as const;
  const bad = against(state, 'format', wanted, takeArmed(state)) ?? state.arm.usable();
  return bad ?? make(state, transfer, command === WRITE_SPECIAL);
};

/** WRITE R0, behind an equal SEARCH HOME ADDRESS or WRITE HOME ADDRESS. */
export const writeRecordZero: CkdCommand = (state, _command, transfer) => {
  const bad = against(state, 'track', ['home'], takeArmed(state));
  if (bad !== undefined) return bad;
  if (state.arm.place.area !== 'home') return 'invalid-sequence';
  return make(state, transfer, false);
};

/** WRITE HOME ADDRESS: nothing is left of the track. */
export const writeHomeAddress: CkdCommand = (state, _command, transfer) => {
  const { arm } = state;
  if (inhibited(state, 'track')) return 'write-inhibited';
  const wanted = arm.geometry.homeBytes;
  const given = filled(transfer, wanted).slice(wanted - HOME_BYTES);
  const bytes = new Uint8Array(HOME_BYTES + END_BYTES);
  bytes.set(given);
  bytes.set(END_OF_TRACK, HOME_BYTES);
  arm.seek(arm.place.cylinder, arm.place.head);
  const failed = put(state, 0, bytes);
  if (failed !== undefined) return failed;
  arm.place.area = 'home';
  state.armed = 'home';
  return DONE;
};

/** ERASE: takes what a WRITE COUNT, KEY AND DATA would take, and ends the track where it would have stood. */
export const erase: CkdCommand = (state, _command, transfer) => {
  const wanted = ['identified', 'keyed', 'formatted'] as const;
  const bad = against(state, 'format', wanted, takeArmed(state)) ?? state.arm.usable();
  if (bad !== undefined) return bad;
  const { arm } = state;
  const count = filled(transfer, COUNT_BYTES);
  transfer.get(count[5]! + ((count[6]! << 8) | count[7]!));
  const at = arm.next();
  if (at + END_BYTES > arm.image.slot) return 'invalid-track-format';
  const failed = put(state, at, END_OF_TRACK);
  if (failed !== undefined) return failed;
  arm.place.area = 'end';
  state.armed = 'formatted';
  return DONE;
};
