/**
 * An independent look at a CMS disk (enhanced disk format; VM/SP System Logic and Problem Determination Guide, Volume
 * 2, "CMS file system"): from the label every block is walked and held against the allocation map. Shares nothing with
 * the file system of CMS, so that a mistake there does not hide here.
 */
import type { DiskReport } from '../../cp/ports/administration.js';
import { fromEbcdic } from '../../shared/ebcdic.js';
import { checkEntry, ENTRY_BYTES, isDate, readEntry, type Entry } from './entry.js';
import { walkRecords } from './records.js';
import { walkTree, type Leaves } from './tree.js';
import { word, Walk, type Checking } from './walk.js';

/** Owners of blocks that every disk has; the label is 1. */
const LABEL = 1;
const SIZES = [512, 1024, 2048, 4096];
/** The first entry of a directory is its own, the second that of the allocation map. */
const OWN = 0;
const MAP = 1;
const SYSTEM_TYPES = ['DIRECTOR', 'ALLOCMAP'];

interface Label {
  readonly volume: string;
  readonly size: number;
  readonly blocks: number;
  readonly used: number;
  readonly directory: number;
}

/**
 * Checks a disk.
 * @param sectors - 512-byte blocks of the image
 */
export function* checkDisk(sectors: number): Checking<DiskReport> {
  const bytes = sectors < 2 ? undefined : yield { block: 1, count: 1 };
  const none = { label: '', blockSize: 0, blocks: 0, used: 0, files: 0 };
  if (bytes === undefined) return { ...none, faults: ['the label cannot be read'] };
  if (fromEbcdic(bytes.subarray(0, 4)) !== 'CMS1') return { ...none, faults: ['no label of CMS'] };
  const label: Label = {
    volume: fromEbcdic(bytes.subarray(4, 10)).trimEnd(),
    size: word(bytes, 12),
    directory: word(bytes, 16),
    blocks: word(bytes, 28),
    used: word(bytes, 32),
  };
  const report = { label: label.volume, blockSize: label.size, blocks: label.blocks };
  if (!SIZES.includes(label.size)) {
    return { ...none, ...report, faults: [`the label: blocks of ${String(label.size)} bytes`] };
  }
  if (label.blocks > sectors / (label.size / 512)) {
    const text = `the label: ${String(label.blocks)} blocks are more than the disk has`;
    return { ...none, ...report, faults: [text] };
  }
  const walk = new Walk(label.size, label.blocks);
  checkLabel(walk, bytes);
  const files = yield* checkContent(walk, label);
  return { ...report, used: label.used, files, faults: walk.faults };
}

function checkLabel(walk: Walk, bytes: Uint8Array): void {
  const volume = fromEbcdic(bytes.subarray(4, 10));
  if (!/^[\x21-\x7e]{1,6} *$/.test(volume)) walk.fault(LABEL, 'no name of a volume');
  if (word(bytes, 36) !== ENTRY_BYTES || word(bytes, 40) !== walk.size / ENTRY_BYTES) {
    walk.fault(LABEL, 'entries of another length than 64 bytes');
  }
  if (word(bytes, 24) < walk.blocks) walk.fault(LABEL, 'fewer blocks at the most than there are');
  if (!isDate(bytes, 44)) walk.fault(LABEL, 'no date');
}

/** The directory and all that is under it; gives the number of files. */
function* checkContent(walk: Walk, label: Label): Checking<number> {
  const directoryOwner = walk.owner('the directory');
  const mapOwner = walk.owner('the allocation map');
  const first = yield* firstBlock(walk, directoryOwner, label.directory);
  if (first === undefined) return 0;
  const own = readEntry(first, OWN * ENTRY_BYTES);
  const directory = yield* systemTree(walk, directoryOwner, first, OWN, ENTRY_BYTES);
  const map = yield* systemTree(walk, mapOwner, first, MAP, walk.size);
  if (own.origin !== label.directory) walk.fault(directoryOwner, 'label and entry disagree');
  if (map !== undefined && map.blocks.length !== Math.ceil(walk.blocks / 8 / walk.size)) {
    walk.fault(mapOwner, `${String(map.blocks.length)} blocks are not as many as the disk wants`);
  }
  if (directory === undefined) return 0;
  const files = yield* checkFiles(walk, directoryOwner, directory, own.records);
  if (map !== undefined && !walk.isOver()) yield* checkMap(walk, mapOwner, map, label.used);
  return files;
}

/** The first block of the directory, down from the block that the label names. */
function* firstBlock(walk: Walk, who: number, origin: number): Checking<Uint8Array | undefined> {
  let block = origin;
  for (let depth = 0; depth < 8; depth++) {
    if (block < 1 || block > walk.blocks) break;
    const bytes = yield* walk.read(who, block);
    if (bytes === undefined) return undefined;
    if (isSystem(bytes, OWN)) return bytes;
    block = word(bytes, 0);
  }
  walk.fault(who, 'has no beginning');
  return undefined;
}

/** Whether the entry is that of the directory (0) or of the map (1): a number in place of a name. */
function isSystem(bytes: Uint8Array, which: number): boolean {
  const at = which * ENTRY_BYTES;
  const type = fromEbcdic(bytes.subarray(at + 8, at + 16));
  return word(bytes, at) === which + 1 && word(bytes, at + 4) === 0 && type === SYSTEM_TYPES[which];
}

function* systemTree(
  walk: Walk,
  who: number,
  first: Uint8Array,
  which: number,
  length: number,
): Checking<Leaves | undefined> {
  if (!isSystem(first, which)) {
    walk.fault(who, 'has no entry');
    return undefined;
  }
  const entry = readEntry(first, which * ENTRY_BYTES);
  if (entry.variable || entry.recordLength !== length) walk.fault(who, 'RECFM or LRECL is wrong');
  if (entry.dataBlocks !== Math.ceil((entry.records * length) / walk.size)) {
    walk.fault(who, `${String(entry.records)} records in ${String(entry.dataBlocks)} blocks`);
  }
  const leaves = yield* walkTree(walk, { ...entry, who, variable: false });
  if (leaves?.blocks.includes(0) === true) walk.fault(who, 'a block is missing');
  return leaves;
}

function* checkFiles(
  walk: Walk,
  who: number,
  directory: Leaves,
  records: number,
): Checking<number> {
  const names = new Set<string>();
  const inBlock = walk.size / ENTRY_BYTES;
  for (let index = 0; index < directory.blocks.length && !walk.isOver(); index++) {
    const bytes = yield* walk.read(who, directory.blocks[index]!);
    if (bytes === undefined) return names.size;
    for (let i = 0; i < inBlock; i++) {
      const slot = index * inBlock + i;
      const at = i * ENTRY_BYTES;
      if (slot <= MAP) continue;
      if (slot >= records) {
        if (bytes.subarray(at, at + ENTRY_BYTES).some((byte) => byte !== 0)) {
          walk.fault(who, `something stands behind entry ${String(records)}`);
        }
        continue;
      }
      const entry = readEntry(bytes, at);
      const name = `${entry.name} ${entry.type}`;
      const owner = walk.owner(name);
      if (names.has(name)) walk.fault(owner, 'twice in the directory');
      names.add(name);
      checkEntry(walk, owner, bytes, at);
      if (!walk.isOver()) yield* checkFile(walk, owner, entry);
    }
  }
  return names.size;
}

function* checkFile(walk: Walk, who: number, entry: Entry): Checking<void> {
  const fixed = Math.ceil((entry.records * entry.recordLength) / walk.size);
  if (!entry.variable && entry.dataBlocks !== fixed) {
    walk.fault(who, `${String(entry.dataBlocks)} data blocks, not ${String(fixed)}`);
  }
  const leaves = yield* walkTree(walk, { ...entry, who });
  if (leaves !== undefined && entry.variable) yield* walkRecords(walk, who, leaves, entry);
}

/** Holds the map against who has the blocks. */
function* checkMap(walk: Walk, who: number, map: Leaves, said: number): Checking<void> {
  let used = 0;
  const inBlock = walk.size * 8;
  for (let index = 0; index < map.blocks.length; index++) {
    const bytes = yield* walk.read(who, map.blocks[index]!);
    if (bytes === undefined) return;
    for (let i = 0; i < inBlock; i++) {
      const block = index * inBlock + i + 1;
      const on = (bytes[i >> 3]! & (0x80 >> (i & 7))) !== 0;
      if (block > walk.blocks) {
        if (on) walk.fault(who, `block ${String(block)} behind the end is in use`);
        continue;
      }
      if (on) used++;
      const owner = walk.ownerOf(block);
      if (on === owner > 0) continue;
      const text = on ? 'is in use but nobody has it' : `of ${walk.name(owner)} is free`;
      walk.fault(who, `block ${String(block)} ${text}`);
    }
  }
  if (used !== said) {
    walk.fault(LABEL, `${String(said)} blocks in use, the map says ${String(used)}`);
  }
}

/** Runs a check where blocks are at hand. */
export function runCheck(
  sectors: number,
  read: (block: number, count: number) => Uint8Array | undefined,
): DiskReport {
  const checking = checkDisk(sectors);
  for (let next = checking.next(); ;) {
    if (next.done === true) return next.value;
    next = checking.next(read(next.value.block, next.value.count));
  }
}

/** Runs a check on what must be waited for; it does some milliseconds of work between two reads at the most. */
export async function awaitCheck(
  sectors: number,
  read: (block: number, count: number) => Promise<Uint8Array | undefined>,
): Promise<DiskReport> {
  const checking = checkDisk(sectors);
  for (let next = checking.next(); ;) {
    if (next.done === true) return next.value;
    next = checking.next(await read(next.value.block, next.value.count));
  }
}
