/**
 * The file of a saved system: magic, length and checksum of the description, the description as JSON (with the
 * list of its blocks), the checksum of the blocks, and the blocks that are not zeros, 2K each.
 */
import { crc32 } from 'node:zlib';
import type { PageRange, SavedBlock, SavedSystem } from '../cp/ports/saved-systems.js';

const MAGIC = 0x564d4e53; // VMNS
const BLOCK = 2048;
/** Blocks of 16 MiB. */
const MOST_BLOCKS = 8192;

/** Bytes in front of the description. */
export const PREFIX = 16;

/** A file that is no saved system, or is not whole. */
export class DamagedSystem extends Error {}

interface Description {
  readonly version: 1;
  readonly system: SavedSystem;
  /** Block, key, whether there is content: of each block in order. */
  readonly blocks: readonly (readonly [number, number, 0 | 1])[];
}

/** Blocks in one piece of a description. */
const ROWS = 512;

/**
 * The description of a system, which stands behind the prefix, in pieces: all of 16 MiB at once would keep the event loop
 * for several milliseconds.
 */
export function* describeSystem(
  system: SavedSystem,
  blocks: readonly SavedBlock[],
): Generator<Uint8Array> {
  yield Buffer.from(`{"version":1,"system":${JSON.stringify(system)},"blocks":[`);
  for (let n = 0; n < blocks.length; n += ROWS) {
    const rows = blocks
      .slice(n, n + ROWS)
      .map(({ block, key, bytes }) => `[${block},${key},${bytes === undefined ? 0 : 1}]`);
    yield Buffer.from(`${n === 0 ? '' : ','}${rows.join(',')}`);
  }
  yield Buffer.from(']}');
}

/** The beginning of the file: length and checksum of the description, and checksum of the pages behind it. */
export function prefixOf(length: number, description: number, pages: number): Uint8Array {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(MAGIC, 0);
  prefix.writeUInt32BE(length, 4);
  prefix.writeUInt32BE(description, 8);
  prefix.writeUInt32BE(pages, 12);
  return prefix;
}

/** Where the pages begin in a file that begins with these bytes. */
export function pagesAt(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return file.length < PREFIX ? PREFIX : PREFIX + file.readUInt32BE(4);
}

/** What a file holds, the checksum of whose pages has been taken; throws {@link DamagedSystem}. */
export function decodeSystem(
  bytes: Uint8Array,
  checksum: number,
): {
  readonly system: SavedSystem;
  readonly blocks: readonly SavedBlock[];
} {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < PREFIX || file.readUInt32BE(0) !== MAGIC) {
    throw new DamagedSystem('not a saved system');
  }
  const end = PREFIX + file.readUInt32BE(4);
  const text = file.subarray(PREFIX, end);
  if (end > file.length || crc32(text) !== file.readUInt32BE(8)) {
    throw new DamagedSystem('its description is damaged');
  }
  const description: unknown = JSON.parse(text.toString('utf8'));
  if (!isDescription(description)) throw new DamagedSystem('its description is of another kind');
  const content = file.subarray(end);
  const full = description.blocks.filter(([, , there]) => there === 1).length;
  if (content.length !== full * BLOCK || checksum !== file.readUInt32BE(12)) {
    throw new DamagedSystem('its pages are damaged');
  }
  let at = 0;
  const blocks = description.blocks.map(([block, key, there]): SavedBlock => {
    if (there === 0) return { block, key, bytes: undefined };
    at += BLOCK;
    return { block, key, bytes: content.subarray(at - BLOCK, at) };
  });
  return { system: description.system, blocks };
}

function isRange(value: unknown): value is PageRange {
  const range = value as PageRange;
  return (
    Number.isInteger(range.first) &&
    Number.isInteger(range.last) &&
    ['SR', 'ER', 'EW', 'EN'].includes(range.type)
  );
}

function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null) return false;
  const { version, system, blocks } = value as Partial<Description>;
  if (version !== 1 || typeof system !== 'object' || !Array.isArray(blocks)) return false;
  return (
    Number.isInteger(system.id) &&
    typeof system.name === 'string' &&
    ['NSS', 'DCSS'].includes(system.kind) &&
    ['S', 'A', 'P'].includes(system.class) &&
    Array.isArray(system.ranges) &&
    system.ranges.every(isRange) &&
    blocks.length <= MOST_BLOCKS &&
    blocks.every((one) => Array.isArray(one) && one.length === 3 && one.every(Number.isInteger))
  );
}
