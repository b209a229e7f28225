/**
 * The virtual machine communication facility: its parameter list, which is its message header too, and what real
 * processors and CP's main side say to each other about it (VM/370 System Programmer's Guide, "Virtual Machine
 * Communication Facility"). List and header (VMCPARM, VMCMHDR) have the same 40 bytes.
 */
import { fromEbcdic } from '../shared/ebcdic.js';

/** Bytes of parameter list and message header. */
export const LIST_BYTES = 40;
/** Most bytes of one message, and of its reply (ours: VM/370 has no limit but storage). */
export const DATA_LIMIT = 65536;

/** Functions by their codes. */
export const AUTHORIZE = 0;
export const UNAUTHORIZE = 1;
export const SEND = 2;
export const SENDR = 3;
export const SENDX = 4;
export const RECEIVE = 5;
export const CANCEL = 6;
export const REPLY = 7;
export const QUIESCE = 8;
export const RESUME = 9;
export const IDENTIFY = 10;
export const REJECT = 11;

/** Flags of the list. */
export const FOR_ONE = 0x80;
export const PRIORITY = 0x40;
export const SPECIAL = 0x20;
/** Flags of the header. */
export const RESPONSE = 0x80;
export const REJECTED = 0x40;
export const URGENT = 0x20;

/** Return codes; those of data transfer stand in the second byte of a response, too. */
export const RC = {
  address: 1,
  function: 2,
  protocol: 3,
  unauthorized: 4,
  unavailable: 5,
  protection: 6,
  tooLarge: 7,
  duplicate: 8,
  quiesced: 9,
  limit: 10,
  replyCancelled: 11,
  notFound: 12,
  notPresented: 13,
  tooLate: 14,
  length: 16,
  noPriority: 18,
} as const;

/** A list taken apart. */
export interface Parameters {
  readonly flags: number;
  readonly function: number;
  readonly id: number;
  /** Without blanks behind it. */
  readonly userid: string;
  readonly addressA: number;
  readonly lengthA: number;
  readonly addressB: number;
  readonly lengthB: number;
}

/** Takes a list apart. */
export function readParameters(list: Uint8Array): Parameters {
  const view = new DataView(list.buffer, list.byteOffset, LIST_BYTES);
  return {
    flags: view.getUint8(0),
    function: view.getUint16(2),
    id: view.getUint32(4),
    userid: fromEbcdic(list.subarray(8, 16)).trimEnd(),
    addressA: view.getUint32(16),
    lengthA: view.getUint32(20),
    addressB: view.getUint32(24),
    lengthB: view.getUint32(28),
  };
}

/** A function that main carries out (DIAGNOSE X'68'); its operands have been looked at. */
export interface VmcfAsk {
  readonly service: 'vmcf';
  readonly list: Uint8Array;
  /** What is sent or replied. */
  readonly data?: Uint8Array;
}

/** An interruption for a machine, as main hands it to the processor. */
export interface GuestMessage {
  /** The header, and behind it the data of SENDX. */
  readonly bytes: Uint8Array;
  /** It comes before those that are not. */
  readonly urgent: boolean;
  /** A reply, and where it is stored. */
  readonly reply?: { readonly address: number; readonly bytes: Uint8Array };
}

/** Which message of whom: the two name it to its receiver. */
export interface MessageName {
  readonly userid: string;
  readonly id: number;
}

/** Whether a waiting interruption is that of this message, not a response to one. */
export function isSendOf({ bytes }: GuestMessage, { userid, id }: MessageName): boolean {
  const header = readParameters(bytes);
  return (header.flags & RESPONSE) === 0 && header.id === id && header.userid === userid;
}
