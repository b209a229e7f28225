/** Where programs may be loaded: the transient area, or the user area up to free storage. */
import { fault } from '../commands/command-fault.js';
import { freeLower } from '../nucleus/free-storage.js';
import { TRANSIENT_AREA, TRANSIENT_LENGTH, USER_AREA } from '../nucleus/layout.js';
import type { Nucleus } from '../nucleus/nucleus.js';

const MODULE = 'LIO';

/** The area that an address lies in. */
function areaOf(n: Nucleus, address: number): { readonly from: number; readonly to: number } {
  return address < USER_AREA
    ? { from: TRANSIENT_AREA, to: TRANSIENT_AREA + TRANSIENT_LENGTH }
    : { from: USER_AREA, to: freeLower(n) };
}

/** A fault unless programs may be loaded from `address` on, `length` bytes. */
export function checkRoom(n: Nucleus, address: number, length: number): void {
  const area = areaOf(n, address);
  if (address < area.from || address + length > area.to) throw fault(MODULE, 109);
}
