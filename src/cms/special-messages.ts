/**
 * Special messages of other users as VMCF gives them (VM/370 System Programmer's Guide, "VMCF", "VMCMHDR"): for WAKEUP
 * and for the stage STARMSG.
 */
import { fromEbcdic, toEbcdicPadded } from '../shared/ebcdic.js';
import type { Effect } from './command.js';

/** Functions of VMCF. */
export const VMCF = {
  authorize: 0,
  unauthorize: 1,
  send: 2,
  sendr: 3,
  sendx: 4,
  reject: 11,
} as const;

const SPECIAL = 0x20;
const RESPONSE = 0x80;
const LIST = 40;
/** Who special messages come from, as VMCF has it. */
const SYSTEM = 'SYSTEM';

/** DIAGNOSE X'68' with a parameter list. */
export function vmcf(what: number, flags: number, id: number, userid: string): Effect {
  const list = new Uint8Array(LIST);
  const view = new DataView(list.buffer);
  list[0] = flags;
  view.setUint16(2, what);
  view.setUint32(4, id);
  list.set(toEbcdicPadded(userid, 8), 8);
  return { kind: 'vmcf', list };
}

/** Messages may come, special ones too. */
export const authorizeSpecial = (): Effect => vmcf(VMCF.authorize, SPECIAL, 0, '');

/** No more may. */
export const unauthorize = (): Effect => vmcf(VMCF.unauthorize, 0, 0, '');

/** What has come. */
export interface Incoming {
  readonly what: number;
  readonly response: boolean;
  readonly id: number;
  /** Who has sent it: of a special message the user who typed SMSG. */
  readonly from: string;
  readonly special: boolean;
  readonly text: string;
}

/** Reads a header of VMCF with what came behind it. */
export function readIncoming(bytes: Uint8Array): Incoming {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const userid = fromEbcdic(bytes.subarray(8, 16)).trimEnd();
  const special = userid === SYSTEM;
  const length = Math.min(view.getUint32(20), bytes.length - LIST);
  return {
    what: view.getUint16(2),
    response: ((bytes[0] ?? 0) & RESPONSE) !== 0,
    id: view.getUint32(4),
    from: special ? fromEbcdic(bytes.subarray(32, 40)).trimEnd() : userid,
    special,
    text: fromEbcdic(bytes.subarray(LIST, LIST + length)),
  };
}
