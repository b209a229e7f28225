/**
 * The channel command word, format 0, and the rules by which one is fetched (Principles of Operation
 * System/370, GA22-7000, "Channel-Command Word", "Chaining", "Program Check").
 */
import type { ChannelStorage, StorageFault } from './channel-storage.js';
import { PROGRAM_CHECK, PROTECTION_CHECK } from './csw.js';

/** Flags, byte 4 of a CCW. */
export const CHAIN_DATA = 0x80;
export const CHAIN_COMMAND = 0x40;
export const SUPPRESS_LENGTH = 0x20;
export const SKIP = 0x10;
export const PROGRAM_CONTROLLED = 0x08;
export const INDIRECT = 0x04;
/** Bits 38 and 39 have to be zero. */
const MUST_BE_ZERO = 0x03;

/** Whether a command is READ BACKWARD, for which the channel goes down in storage. */
export function goesBackward(command: number): boolean {
  return command < 0x100 && (command & 0x0f) === 0x0c;
}

/** Blocks that an indirect data address word points to, and to which a key belongs. */
export const BLOCK = 2048;
/** The largest address of 24 bits. */
export const LAST_ADDRESS = 0xffffff;

/** One CCW as it stands in storage. */
export interface Ccw {
  readonly command: number;
  readonly address: number;
  readonly flags: number;
  /** Byte 5: the channel ignores it, DIAGNOSE X'58' has a control byte in it. */
  readonly control: number;
  readonly count: number;
}

/** Takes eight bytes apart. */
export function decodeCcw(bytes: Uint8Array): Ccw {
  const [command, a, b, c, flags, control, high, low] = bytes;
  return {
    command: command ?? 0,
    address: ((a ?? 0) << 16) | ((b ?? 0) << 8) | (c ?? 0),
    flags: flags ?? 0,
    control: control ?? 0,
    count: ((high ?? 0) << 8) | (low ?? 0),
  };
}

/** The channel status for a refused access. */
export function statusOfFault(fault: StorageFault): number {
  return fault === 'protection' ? PROTECTION_CHECK : PROGRAM_CHECK;
}

/** A CCW that may be executed, or the channel status that ends the program; `at` is where it was sought. */
export type FetchedCcw =
  | { readonly ccw: Ccw; readonly at: number }
  | { readonly channelStatus: number; readonly at: number };

/**
 * Fetches the CCW to be executed next, following one transfer in channel.
 * @param how - `first` of its program, or reached by chaining `commands` or `data`
 */
export function fetchCcw(
  storage: ChannelStorage,
  address: number,
  key: number,
  how: 'first' | 'commands' | 'data',
): FetchedCcw {
  let at = address;
  let transfer: number | undefined;
  for (let transferred = how === 'first'; ; transferred = true) {
    if (at > LAST_ADDRESS) return { channelStatus: PROGRAM_CHECK, at };
    const bytes = storage.fetch(at, 8, key);
    if (typeof bytes === 'string') {
      // a TIC that leads out of storage is itself what is wrong; a protected CCW is so wherever it was reached from
      const wrong = bytes === 'addressing' ? (transfer ?? at) : at;
      return { channelStatus: statusOfFault(bytes), at: wrong };
    }
    const ccw = decodeCcw(bytes);
    if ((ccw.command & 0x0f) !== 0x08) {
      const bad =
        (ccw.flags & MUST_BE_ZERO) !== 0 ||
        ccw.count === 0 ||
        (how !== 'data' && (ccw.command & 0x0f) === 0);
      return bad ? { channelStatus: PROGRAM_CHECK, at } : { ccw, at };
    }
    // a TIC may neither come first nor lead to another, and its target is a doubleword
    if (transferred || (ccw.address & 7) !== 0) return { channelStatus: PROGRAM_CHECK, at };
    transfer = at;
    at = ccw.address;
  }
}
