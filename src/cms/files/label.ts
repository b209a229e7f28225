/** The volume label of a disk in the enhanced disk format (EDF) of CMS: see layout.ts. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import {
  BLOCK_SIZES,
  decodeStamp,
  encodeStamp,
  field,
  FST_LENGTH,
  get32,
  put32,
  type Stamp,
} from './layout.js';

/** What the label block says. */
export interface Label {
  readonly volume: string;
  readonly blockSize: number;
  /** First block of the directory: its data block, or the top of its pointer blocks. */
  readonly directory: number;
  readonly blocks: number;
  readonly used: number;
  readonly created: Stamp;
}

const IDENTIFIER = toEbcdic('CMS1');

/** Builds the 512 bytes of the label block. */
export function encodeLabel(label: Label): Uint8Array {
  const block = new Uint8Array(512);
  block.set(IDENTIFIER, 0);
  block.set(field(label.volume, 6), 4);
  put32(block, 12, label.blockSize);
  put32(block, 16, label.directory);
  put32(block, 20, label.blocks); // formatted, here in blocks
  put32(block, 24, label.blocks); // at the most
  put32(block, 28, label.blocks);
  put32(block, 32, label.used);
  put32(block, 36, FST_LENGTH);
  put32(block, 40, label.blockSize / FST_LENGTH);
  block.set(encodeStamp(label.created), 44);
  block[50] = label.created.year >= 2000 ? 1 : 0;
  return block;
}

/** Reads a label block; undefined when it is none that CMS wrote. */
export function decodeLabel(block: Uint8Array): Label | undefined {
  if (!IDENTIFIER.every((byte, i) => block[i] === byte)) return undefined;
  const label: Label = {
    volume: fromEbcdic(block.subarray(4, 10)).trimEnd(),
    blockSize: get32(block, 12),
    directory: get32(block, 16),
    blocks: get32(block, 28),
    used: get32(block, 32),
    created: decodeStamp(block, 44, block[50] === 1),
  };
  if (!BLOCK_SIZES.includes(label.blockSize) || get32(block, 36) !== FST_LENGTH) return undefined;
  return label;
}
