/** The parameter list by which CMS has blocks of its minidisks transferred and committed. */
import { IO_PARAMETER_BYTES } from '../../cp/guest-interface.js';
import { BLOCK_BUFFER, BLOCK_LIST } from './layout.js';

/** Bytes of a block. */
export const BLOCK = 512;

/** The parameter list of DIAGNOSE X'A4' as it stands at BLOCK_LIST, with its entries behind it. */
export function blockList(
  device: number,
  operation: number,
  blocks: readonly number[],
): Uint8Array {
  const list = new Uint8Array(IO_PARAMETER_BYTES + blocks.length * 8);
  const view = new DataView(list.buffer);
  view.setUint16(0, device & 0xffff);
  view.setUint8(3, operation);
  view.setInt32(4, BLOCK);
  view.setInt32(8, BLOCK_LIST + IO_PARAMETER_BYTES);
  view.setInt32(12, blocks.length);
  blocks.forEach((block, i) => {
    view.setInt32(IO_PARAMETER_BYTES + i * 8, block);
    view.setInt32(IO_PARAMETER_BYTES + i * 8 + 4, BLOCK_BUFFER + i * BLOCK);
  });
  return list;
}
