/**
 * Data control blocks in guest storage, for QSAM and BSAM (OS/VS2 System Programming Library: Debugging Handbook,
 * "DCB"). While it is open its last words have the entry addresses of the access method.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext } from '../command.js';
import { fetchOf, storeNumber, storeOf } from '../functions/caller-list.js';

/** Offsets. */
export const DCB = {
  dsorg: 26,
  eodad: 32,
  recfm: 36,
  exits: 36,
  ddname: 40,
  flags: 48,
  /** MACRF before it is open, the entry of GET, PUT, READ and WRITE afterwards. */
  macrf: 50,
  entry: 48,
  /** CHECK of BSAM, PUTX of QSAM. */
  check: 52,
  synad: 56,
  blksize: 62,
  record: 76,
  lrecl: 82,
  /** NOTE, and POINT four bytes behind it. */
  control: 84,
  length: 96,
} as const;

/** Bits of MACRF: first byte for input, second for output. */
export const MACRF = { sequential: 0x40, basic: 0x20, move: 0x10, locate: 0x08 } as const;
/** DSORG: members of a partitioned data set. */
export const DSORG_PARTITIONED = 0x0200;
/** The block is open. */
export const OPEN_FLAG = 0x10;

/** A block as a program made it. */
export interface Dcb {
  readonly address: number;
  readonly bytes: Uint8Array;
  readonly dsorg: number;
  readonly eodad: number;
  readonly synad: number;
  readonly exits: number;
  readonly recfm: number;
  readonly ddname: string;
  readonly macrf: number;
  readonly blksize: number;
  readonly lrecl: number;
  readonly open: boolean;
}

/** Reads a block. */
export function readDcb(context: StepContext, at: number): Dcb {
  const address = at & 0xffffff;
  const bytes = fetchOf(context, address, DCB.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, DCB.length);
  return {
    address,
    bytes,
    dsorg: view.getUint16(DCB.dsorg),
    eodad: view.getInt32(DCB.eodad) & 0xffffff,
    synad: view.getInt32(DCB.synad) & 0xffffff,
    exits: view.getInt32(DCB.exits) & 0xffffff,
    recfm: bytes[DCB.recfm]!,
    ddname: fromEbcdic(bytes.subarray(DCB.ddname, DCB.ddname + 8)).trimEnd(),
    macrf: view.getUint16(DCB.macrf),
    blksize: view.getUint16(DCB.blksize),
    lrecl: view.getUint16(DCB.lrecl),
    open: (bytes[DCB.flags]! & OPEN_FLAG) !== 0,
  };
}

/** Puts a halfword or word into a block. */
export function setDcb(
  context: StepContext,
  address: number,
  at: number,
  value: number,
  length: 2 | 4,
): void {
  storeNumber(context, address + at, value, length);
}

/** Puts a byte into a block. */
export function setDcbByte(context: StepContext, address: number, at: number, value: number): void {
  storeOf(context, address + at, Uint8Array.of(value));
}

/** Address in an exit list for a code; 0 for none. */
export function exitOf(context: StepContext, exits: number, code: number): number {
  if (exits === 0) return 0;
  for (let i = 0; i < 32; i++) {
    const bytes = fetchOf(context, exits + i * 4, 4);
    if ((bytes[0]! & 0x7f) === code) return (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
    if ((bytes[0]! & 0x80) !== 0) return 0;
  }
  return 0;
}
