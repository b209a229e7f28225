/** Reads (GA26-1617, "Read Commands"): each begins where the command before has left the track. */
import { UNIT_EXCEPTION } from '../unit.js';
import type { Transfer } from '../unit.js';
import { DONE, doneWith, isMultiTrack, reading } from './ckd-state.js';
import type { CkdCommand, CkdResult, CkdState } from './ckd-state.js';
import { HOME_BYTES } from '../../shared/ckd-track.js';

/** Goes to the index of this track, or of the next one for the multitrack form. */
function toIndex({ arm }: CkdState, command: number): CkdResult | undefined {
  if (isMultiTrack(command)) {
    const failed = arm.nextHead();
    if (failed !== undefined) return failed;
  }
  arm.seek(arm.place.cylinder, arm.place.head);
  return undefined;
}

/** The present record's data, and how the command ends. */
function data(state: CkdState, transfer: Transfer): CkdResult {
  const { arm } = state;
  const { dataLength, overflow } = arm.place;
  const bytes = arm.bytes('data');
  arm.place.area = 'data';
  if (bytes.length < dataLength) return 'bad-count';
  const taken = transfer.put(bytes);
  // a new record may follow the one that was found and read
  state.armed = state.armed === 'identified' || state.armed === 'keyed' ? 'formatted' : 'none';
  if (dataLength === 0 && state.spilling === 'none') return doneWith(UNIT_EXCEPTION);
  // the rest of a record that nobody takes is not read
  if (!overflow || taken < bytes.length) return endSpill(state);
  state.spilling = 'read';
  return { again: true };
}

function endSpill(state: CkdState): CkdResult {
  state.spilling = 'none';
  return DONE;
}

/** Goes on with a record that is continued on the next track. */
export const readOn: CkdCommand = (state, command, transfer) => {
  const { arm } = state;
  const failed = arm.nextHead() ?? arm.nextCount(reading(command));
  return failed ?? data(state, transfer);
};

/** READ HOME ADDRESS. */
export const readHomeAddress: CkdCommand = (state, command, transfer) => {
  const failed = toIndex(state, command);
  if (failed !== undefined) return failed;
  const track = state.arm.track();
  if (typeof track === 'string') return track;
  state.arm.place.area = 'home';
  transfer.put(track.slice(0, HOME_BYTES));
  return DONE;
};

/** READ R0: count, key and data of record zero, of a defective track too: there it says where to go on. */
export const readRecordZero: CkdCommand = (state, command, transfer) => {
  const seeking = { ...reading(command), withZero: true, anyTrack: true };
  const failed = toIndex(state, command) ?? state.arm.nextCount(seeking);
  return failed ?? record(state, transfer, true);
};

/** Count when wanted, key and data of the present record. */
function record(state: CkdState, transfer: Transfer, count: boolean): CkdResult {
  const { arm } = state;
  const key = arm.bytes('key');
  if (key.length < arm.place.keyLength) return 'bad-count';
  if (count) transfer.put(arm.bytes('count'));
  transfer.put(key);
  return data(state, transfer);
}

/** READ COUNT. */
export const readCount: CkdCommand = (state, command, transfer) => {
  const failed = state.arm.nextCount(reading(command));
  if (failed !== undefined) return failed;
  transfer.put(state.arm.bytes('count'));
  return DONE;
};

/** READ COUNT, KEY AND DATA. */
export const readCountKeyData: CkdCommand = (state, command, transfer) =>
  state.arm.nextCount(reading(command)) ?? record(state, transfer, true);

/** READ KEY AND DATA: of the record whose count has just passed, else of the next. */
export const readKeyData: CkdCommand = (state, command, transfer) => {
  const { arm } = state;
  const failed = arm.place.area === 'count' ? arm.readable() : arm.nextCount(reading(command));
  return failed ?? record(state, transfer, false);
};

/** READ DATA: of the record whose count or key has just passed, else of the next. */
export const readData: CkdCommand = (state, command, transfer) => {
  const { arm } = state;
  const { area } = arm.place;
  const there = area === 'count' || area === 'key';
  const failed = there ? arm.readable() : arm.nextCount(reading(command));
  return failed ?? data(state, transfer);
};

/** READ IPL: the data of the first record of cylinder 0, head 0. */
export const readIpl: CkdCommand = (state, command, transfer) => {
  if (state.maskSet) return 'invalid-sequence';
  state.arm.seek(0, 0);
  return state.arm.nextCount(reading(command)) ?? data(state, transfer);
};

/** READ SECTOR. */
export const readSector: CkdCommand = ({ arm }, _command, transfer) => {
  if (arm.geometry.sectors === 0) return 'invalid-command';
  transfer.put(Uint8Array.of(arm.sector()));
  return DONE;
};
