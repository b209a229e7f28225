/**
 * The channel status word and the channel's fixed storage locations (Principles of Operation
 * System/370, GA22-7000, "Channel-Status Word", "Channel-Address Word").
 */

/** Channel status bits. */
export const PCI = 0x80;
export const INCORRECT_LENGTH = 0x40;
export const PROGRAM_CHECK = 0x20;
export const PROTECTION_CHECK = 0x10;

/** Fixed locations. */
export const CSW_AT = 64;
export const CAW_AT = 72;
export const CHANNEL_ID_AT = 168;

/** A channel status word, plain data. */
export interface Csw {
  readonly key: number;
  /** Address of the last CCW used, plus 8. */
  readonly address: number;
  readonly unitStatus: number;
  readonly channelStatus: number;
  /** Residual count. */
  readonly count: number;
}

/** The CSW of status that comes without a channel program: attention, a device end by itself. */
export function statusOnly(unitStatus: number): Csw {
  return { key: 0, address: 0, unitStatus, channelStatus: 0, count: 0 };
}

/** The eight bytes at location 64. */
export function encodeCsw(csw: Csw): Uint8Array {
  return Uint8Array.of(
    csw.key << 4,
    csw.address >> 16,
    csw.address >> 8,
    csw.address,
    csw.unitStatus,
    csw.channelStatus,
    csw.count >> 8,
    csw.count,
  );
}
