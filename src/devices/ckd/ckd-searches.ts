/** Searches: a comparison with storage that lets the channel program skip a CCW when it holds (GA26-1617, "Search Commands"). */
import { STATUS_MODIFIER } from '../unit.js';
import type { Transfer } from '../unit.js';
import { MULTI_TRACK, SEARCH_ID_EQUAL, SEARCH_KEY_EQUAL } from './ckd-commands-table.js';
import { DONE, doneWith, isMultiTrack } from './ckd-state.js';
import type { CkdCommand } from './ckd-state.js';

/** Bits of a search command: satisfied by equal, by high. */
const EQUAL = 0x20;
const HIGH = 0x40;
const ID_BYTES = 5;
const ADDRESS_BYTES = 4;

/** Compares what is on the disk with as many bytes of storage as there are. */
function compare(
  disk: Uint8Array,
  transfer: Transfer,
): { readonly sign: number; readonly all: boolean } {
  const argument = transfer.get(disk.length);
  let sign = 0;
  for (let n = 0; n < argument.length && sign === 0; n++) sign = disk[n]! - argument[n]!;
  return { sign, all: argument.length === disk.length };
}

function satisfied(command: number, sign: number): boolean {
  return ((command & EQUAL) !== 0 && sign === 0) || ((command & HIGH) !== 0 && sign > 0);
}

/** SEARCH HOME ADDRESS EQUAL. */
export const searchHomeAddress: CkdCommand = (state, command, transfer) => {
  const { arm } = state;
  if (isMultiTrack(command)) {
    const failed = arm.nextHead();
    if (failed !== undefined) return failed;
  }
  const track = arm.track();
  if (typeof track === 'string') return track;
  if (arm.place.area !== 'index') {
    // the home address comes again behind the index
    if (arm.place.homePassed) return 'no-record-found';
    arm.place.homePassed = true;
  }
  arm.place.area = 'home';
  const { sign, all } = compare(track.subarray(1, 1 + ADDRESS_BYTES), transfer);
  if (sign === 0) arm.place.homePassed = false;
  if (sign === 0 && all) state.armed = 'home';
  return sign === 0 ? doneWith(STATUS_MODIFIER) : DONE;
};

/** SEARCH ID EQUAL, HIGH, EQUAL OR HIGH: the next count, record zero too. */
export const searchId: CkdCommand = (state, command, transfer) => {
  const multiTrack = isMultiTrack(command);
  const failed = state.arm.nextCount({
    multiTrack,
    withZero: true,
    search: true,
    endless: false,
  });
  if (failed !== undefined) return failed;
  const { sign, all } = compare(state.arm.bytes('count').subarray(0, ID_BYTES), transfer);
  const exact = sign === 0 && all && (command & ~MULTI_TRACK) === SEARCH_ID_EQUAL;
  if (exact) state.armed = 'identified';
  return satisfied(command, sign) ? doneWith(STATUS_MODIFIER) : DONE;
};

/** SEARCH KEY EQUAL, HIGH, EQUAL OR HIGH: the key of the record whose count has just passed, else of the next. */
export const searchKey: CkdCommand = (state, command, transfer) => {
  const { arm } = state;
  const multiTrack = isMultiTrack(command);
  const seeking = { multiTrack, withZero: false, search: true, endless: multiTrack };
  const failed = arm.place.area === 'count' ? arm.readable() : arm.nextCount(seeking);
  if (failed !== undefined) return failed;
  arm.place.area = 'key';
  // a record without a key is no match, whatever is sought
  if (arm.place.keyLength === 0) return DONE;
  const { sign, all } = compare(arm.bytes('key'), transfer);
  const exact = sign === 0 && all && (command & ~MULTI_TRACK) === SEARCH_KEY_EQUAL;
  if (exact) state.armed = 'keyed';
  return satisfied(command, sign) ? doneWith(STATUS_MODIFIER) : DONE;
};
