/** Control commands: the arm, the file mask, sectors, and counts that cannot be read (GA26-1617, "Control Commands"). */
import type { Outcome } from '../unit.js';
import { CHANNEL_END, DEVICE_END } from '../unit.js';
import { SEEK, SEEK_CYLINDER, SEEK_HEAD } from './ckd-commands-table.js';
import { DONE, MASK_NO_SEEK, MASK_SEEK, MASK_SEEK_HEAD, MASK_ZERO } from './ckd-state.js';
import type { CkdCommand, CkdState } from './ckd-state.js';

/** The arm moves: the channel is free at once, the device when it has arrived. */
const MOVING: Outcome = { status: CHANNEL_END, arrives: DEVICE_END };

/** Whether the file mask allows a seek of this kind. */
function allowed(command: number, mask: number): boolean {
  const seeks = mask & MASK_SEEK;
  switch (command) {
    case SEEK_HEAD:
      return seeks !== MASK_NO_SEEK;
    case SEEK_CYLINDER:
      return seeks !== MASK_NO_SEEK && seeks !== MASK_SEEK_HEAD;
    default:
      return seeks === 0;
  }
}

function move({ arm }: CkdState, cylinder: number, head: number): Outcome {
  const moves = arm.place.cylinder !== cylinder;
  arm.seek(cylinder, head);
  return moves ? MOVING : DONE;
}

/** SEEK, SEEK CYLINDER, SEEK HEAD. */
export const seek: CkdCommand = (state, command, transfer) => {
  if (!allowed(command, state.mask)) return 'file-protected';
  const bytes = transfer.get(6);
  if (bytes.length < 6) return 'short-argument';
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const { arm } = state;
  const cylinder = command === SEEK_HEAD ? arm.place.cylinder : view.getUint16(2);
  const head = view.getUint16(4);
  const outside = cylinder >= arm.image.cylinders || head >= arm.geometry.heads;
  if (view.getUint16(0) !== 0 || outside) return 'invalid-seek';
  return move(state, cylinder, head);
};

/** RECALIBRATE: to cylinder 0, head 0. */
export const recalibrate: CkdCommand = (state) =>
  allowed(SEEK, state.mask) ? move(state, 0, 0) : 'file-protected';

/** SET FILE MASK: once in a channel program. */
export const setFileMask: CkdCommand = (state, _command, transfer) => {
  if (state.maskSet) return 'invalid-sequence';
  const [mask] = transfer.get(1);
  if (mask === undefined) return 'short-argument';
  if ((mask & MASK_ZERO) !== 0) return 'invalid-argument';
  state.mask = mask;
  state.maskSet = true;
  state.arm.switching = (mask & MASK_SEEK) !== MASK_NO_SEEK;
  return DONE;
};

/** SET SECTOR: nothing turns here, so that the track stays under the head as it is. */
export const setSector: CkdCommand = ({ arm }, _command, transfer) => {
  if (arm.geometry.sectors === 0) return 'invalid-command';
  const [sector] = transfer.get(1);
  if (sector === undefined) return 'short-argument';
  return sector < arm.geometry.sectors || sector === 0xff ? DONE : 'invalid-argument';
};

/** SPACE COUNT: passes the next count without looking at it; the lengths come from storage. */
export const spaceCount: CkdCommand = ({ arm }, _command, transfer) => {
  const lengths = new Uint8Array(3);
  lengths.set(transfer.get(3));
  const bad = arm.usable();
  if (bad !== undefined) return bad;
  const { place } = arm;
  if (place.area === 'index') place.area = 'home';
  const at = arm.next();
  if (at + 8 > arm.image.slot) return 'no-record-found';
  const dataLength = (lengths[1]! << 8) | lengths[2]!;
  Object.assign(place, { area: 'count', at, keyLength: lengths[0], dataLength, overflow: false });
  return DONE;
};

/** RESTORE: a drive of another kind needed it; here it is accepted and does nothing. */
export const restore: CkdCommand = () => DONE;
