/**
 * Addresses of a virtual machine's storage as operands of DISPLAY, STORE and DUMP (VM/370 "CP Command Reference"): real
 * ones of the virtual processor that the command is about (its prefix counts), virtual ones behind L while its PSW has
 * translation on, absolute ones behind N. Pages of a saved segment beyond the machine's storage are storage, too.
 */
import type { GuestStorage } from '../../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';
import type { ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';

/** Behind the last address that there is. */
const END_OF_STORAGE = 0x1000000;
/** Bytes that lie together wherever they are: prefixing and translation are for pages, of 2K at the least. */
const PAGE = 0x800;

/** From one address to another, both included. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
}

/** How addresses are meant, and where they are. The machine must be CP's. */
export interface AddressSpace {
  readonly storage: GuestStorage;
  /** What END is: the last address of storage. */
  readonly last: number;
  /** The absolute address of one that there is; undefined for another. */
  absolute(address: number): number | undefined;
}

/** The letters in front of an address that say how it is meant; others are the command's. */
export function addressSpace(context: ControlContext, letters: string): AddressSpace {
  const { memory, storageSize } = context.user;
  const storage = memory.storage();
  const processor: VirtualProcessor = memory.processor(context.cpu);
  const virtual = letters.includes('L');
  return {
    storage,
    last: storageSize - 1,
    absolute: (address) => {
      if (address < 0 || address >= END_OF_STORAGE) return undefined;
      const at = letters.includes('N') ? address : processor.absolute(address, virtual);
      return at !== undefined && storage.holds(at, 1) ? at : undefined;
    },
  };
}

/**
 * Reads `first`, `first-last`, `first.count` in hexadecimal, nothing at all for everything. Both ends of a range must
 * be there, but for a virtual one, whose pages the machine may have nowhere.
 * @returns the range, or the return code when something has been said
 */
export function rangeOf(
  context: Pick<ControlContext, 'message'>,
  module: string,
  text: string,
  letters: string,
  space: AddressSpace,
): AddressRange | number {
  const match = /^([0-9A-F]{0,8})(?:([-:.])([0-9A-F]{1,8}|END))?$/.exec(text);
  if (match === null) return say(context, module, 4, text);
  const [, start = '', mark, end] = match;
  const first = start === '' ? 0 : Number.parseInt(start, 16);
  const there = (address: number): boolean =>
    letters.includes('L') ? address < END_OF_STORAGE : space.absolute(address) !== undefined;
  if (!there(first)) return say(context, module, 160, start);
  let last = first;
  if (end === 'END' || (start === '' && mark === undefined)) last = space.last;
  else if (end !== undefined) {
    const value = Number.parseInt(end, 16);
    last = mark === '.' ? first + value - 1 : value;
  }
  if (last < first) return say(context, module, 9, text);
  if (!there(last)) return say(context, module, 160, last.toString(16).toUpperCase());
  return { first, last };
}

/** Fetches bytes that may lie in several pages, up to the first that is not there. */
export function fetchFrom(space: AddressSpace, address: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const part = Math.min(PAGE - ((address + done) % PAGE), length - done);
    const at = space.absolute(address + done);
    const fetched = at === undefined ? undefined : space.storage.fetch(at, part);
    if (fetched === undefined) return bytes.subarray(0, done);
    bytes.set(fetched, done);
    done += part;
  }
  return bytes;
}

/** Stores bytes that may lie in several pages: all or none of them. */
export function storeInto(
  space: AddressSpace,
  address: number,
  bytes: Uint8Array,
): 'done' | 'outside' | 'no-frame' {
  const before: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  const parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  for (let done = 0; done < bytes.length;) {
    const length = Math.min(PAGE - ((address + done) % PAGE), bytes.length - done);
    const at = space.absolute(address + done);
    if (at === undefined) return 'outside';
    parts.push({ at, bytes: bytes.subarray(done, done + length) });
    done += length;
  }
  for (const part of parts) {
    const old = space.storage.fetch(part.at, part.bytes.length);
    if (old !== undefined && space.storage.store(part.at, part.bytes)) {
      before.push({ at: part.at, bytes: old });
      continue;
    }
    // what has been stored into has a frame, and takes its bytes back
    for (const one of before.toReversed()) space.storage.store(one.at, one.bytes);
    return 'no-frame';
  }
  return 'done';
}
