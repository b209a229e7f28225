/**
 * An independent look at a CMS disk: walks every block from the label on and reports what is wrong. Shares
 * only the layout with the file system, not its tree code, so that a mistake there does not hide here.
 */
import type { BlockDevice } from '../block-device.js';
import type { FileEntry } from './layout.js';
import {
  decodeEntry,
  decodeLabel,
  DIRECTORY_NAME,
  FST_LENGTH,
  get32,
  isSystemEntry,
  MAP_NAME,
  SPANNED,
} from './layout.js';

interface Walk {
  readonly size: number;
  readonly blocks: number;
  readonly owner: string[];
  readonly faults: string[];
  read(block: number): Uint8Array | undefined;
}

function claim(walk: Walk, block: number, who: string): boolean {
  if (block < 3 || block > walk.blocks) {
    walk.faults.push(`${who}: block ${block} is not on the disk`);
    return false;
  }
  const before = walk.owner[block];
  if (before !== undefined) {
    walk.faults.push(`${who}: block ${block} belongs to ${before} too`);
    return false;
  }
  walk.owner[block] = who;
  return true;
}

interface Data {
  readonly block: number;
  readonly highest: number;
  readonly displacement: number;
}

function walkTree(walk: Walk, entry: FileEntry, who: string): Data[] {
  const width = entry.format === 'V' ? 12 : 4;
  const data: Data[] = [];
  const down = (block: number, levels: number, highest: number, displacement: number): void => {
    if (walk.faults.length > 100 || data.length >= entry.dataBlocks) return;
    if (block === 0 && levels === 0 && entry.format === 'F') {
      data.push({ block, highest, displacement });
      return;
    }
    if (!claim(walk, block, who)) return;
    if (levels === 0) {
      data.push({ block, highest, displacement });
      return;
    }
    const bytes = walk.read(block);
    if (bytes === undefined) {
      walk.faults.push(`${who}: pointer block ${block} cannot be read`);
      return;
    }
    for (let at = 0; at + width <= walk.size && data.length < entry.dataBlocks; at += width) {
      down(
        get32(bytes, at),
        levels - 1,
        width === 12 ? get32(bytes, at + 4) : 0,
        width === 12 ? get32(bytes, at + 8) : 0,
      );
    }
  };
  if (entry.dataBlocks > 0) down(entry.origin, entry.levels, entry.records, 0);
  if (data.length !== entry.dataBlocks) {
    walk.faults.push(`${who}: ${data.length} data blocks instead of ${entry.dataBlocks}`);
  }
  return data;
}

/** Goes through the records of a V file and holds them against the pointers. */
function checkRecords(walk: Walk, entry: FileEntry, data: readonly Data[], who: string): void {
  const bytes = new Uint8Array(data.length * walk.size);
  data.forEach(({ block }, i) => {
    const content = walk.read(block);
    if (content !== undefined) bytes.set(content, i * walk.size);
  });
  let at = 0;
  let longest = 1;
  const begins = data.map(() => SPANNED);
  const highest = data.map(() => 0);
  for (let record = 1; record <= entry.records; record++) {
    const index = Math.floor(at / walk.size);
    if (index >= data.length) {
      walk.faults.push(`${who}: ends before record ${record}`);
      return;
    }
    if (begins[index] === SPANNED) begins[index] = at % walk.size;
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (length === 0) walk.faults.push(`${who}: record ${record} has no length`);
    longest = Math.max(longest, length);
    const last = Math.floor((at + 1 + length) / walk.size);
    for (let i = index; i <= last; i++) highest[i] = record;
    at += 2 + length;
  }
  if (longest > entry.recordLength) walk.faults.push(`${who}: a record is longer than LRECL`);
  if (entry.levels === 0) return;
  data.forEach((pointer, i) => {
    if (pointer.highest !== highest[i] || pointer.displacement !== begins[i]) {
      walk.faults.push(`${who}: pointer ${i} says other than the records`);
    }
  });
}

/**
 * Checks a disk.
 * @returns one line a fault; empty when the disk is whole
 */
export function checkDisk(device: BlockDevice): string[] {
  const faults: string[] = [];
  const block1 = device.read(1, 1);
  const label = block1 === undefined ? undefined : decodeLabel(block1);
  if (label === undefined) return ['no label'];
  const per = label.blockSize / 512;
  const walk: Walk = {
    size: label.blockSize,
    blocks: label.blocks,
    owner: [],
    faults,
    read: (block) => device.read((block - 1) * per, per),
  };
  walk.owner[1] = walk.owner[2] = 'the label';
  let top = label.directory;
  let first = walk.read(top);
  for (let i = 0; i < 6 && first !== undefined && !isSystemEntry(first, 0, DIRECTORY_NAME); i++) {
    top = get32(first, 0);
    first = walk.read(top);
  }
  if (first === undefined || !isSystemEntry(first, 0, DIRECTORY_NAME)) return ['no directory'];
  const own = decodeEntry(first, 0);
  if (own.origin !== label.directory) faults.push('directory: label and FST disagree');
  const directory = walkTree(walk, own, 'directory');
  if (!isSystemEntry(first, FST_LENGTH, MAP_NAME)) faults.push('no allocation map');
  const mapEntry = decodeEntry(first, FST_LENGTH);
  const map = walkTree(walk, mapEntry, 'allocation map');
  const names = new Set<string>();
  for (let i = 2; i < own.records && faults.length < 100; i++) {
    const at = directory[Math.floor((i * FST_LENGTH) / walk.size)];
    const bytes = at === undefined ? undefined : walk.read(at.block);
    if (bytes === undefined) break;
    const entry = decodeEntry(bytes, (i * FST_LENGTH) % walk.size);
    const who = `${entry.name} ${entry.type}`;
    if (names.has(who)) faults.push(`${who}: twice in the directory`);
    if (!/^[A-Z0-9$#@+:_-]{1,8} [A-Z0-9$#@+:_-]{1,8}$/.test(who)) faults.push(`${who}: bad name`);
    names.add(who);
    const data = walkTree(walk, entry, who);
    if (entry.format === 'V') checkRecords(walk, entry, data, who);
    else if (entry.records * entry.recordLength > data.length * walk.size) {
      faults.push(`${who}: more records than blocks`);
    }
  }
  let used = 0;
  let current: Uint8Array | undefined;
  for (let block = 1; block <= label.blocks && faults.length < 100; block++) {
    const index = Math.floor((block - 1) / 8 / walk.size);
    const at = (block - 1) >> 3;
    if ((block - 1) % (8 * walk.size) === 0) current = walk.read(map[index]?.block ?? 0);
    const on = ((current?.[at % walk.size] ?? 0) & (0x80 >> ((block - 1) & 7))) !== 0;
    if (on) used++;
    const who = walk.owner[block];
    if (on && who === undefined) faults.push(`block ${block} is marked used but no one has it`);
    if (!on && who !== undefined) faults.push(`block ${block} of ${who} is marked free`);
  }
  if (used !== label.used) faults.push(`label says ${label.used} blocks used, the map ${used}`);
  return faults;
}
