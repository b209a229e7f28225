/**
 * What a disk of fixed blocks says of itself (IBM 3310 Direct Access Storage Reference Manual,
 * GA26-1660, "Read Device Characteristics", "Sense I/O Type").
 */

/** Bytes of a block. */
export const BLOCK_BYTES = 512;
/** Sense bytes. */
export const SENSE_BYTES = 24;
/** Sense ID: control unit 4331 model 1, device 3310 model 1. */
export const SENSE_ID = Uint8Array.of(0xff, 0x43, 0x31, 0x01, 0x33, 0x10, 0x01);

/** Blocks of one track and of one position of the arm. */
const BLOCKS_A_TRACK = 32;
const BLOCKS_A_POSITION = 352;

/** The 32 bytes of READ DEVICE CHARACTERISTICS of a disk with `blocks` blocks. */
export function deviceCharacteristics(blocks: number): Uint8Array {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x30); // operation modes
  view.setUint8(1, 0x08); // features: movable heads
  view.setUint8(2, 0x21); // device class: direct access, fixed blocks
  view.setUint8(3, 0x01); // unit type: 3310
  view.setUint16(4, BLOCK_BYTES);
  view.setUint32(6, BLOCKS_A_TRACK);
  view.setUint32(10, BLOCKS_A_POSITION);
  view.setUint32(14, blocks); // under movable heads; none under fixed heads
  return bytes;
}
