/**
 * Partitioned data sets as IEHMOVE of OS unloads them (OS/VS Utilities, GC35-0005, "IEHMOVE"): records of 80 bytes, each
 * with a sequence number (2 bytes, from 1) in front of 78 bytes of a stream. The stream is parts: length (2 bytes), kind,
 * TTR (3 bytes, with X'80' in the kind), and so many bytes. The first part says what it is, the second one is the data
 * set's DSCB; then come directory entries (X'08') with the blocks of the member (X'20') behind them, note lists (X'10'),
 * and the end (X'01').
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { OsItem } from './os-item.js';

/** Length of a record, and of the number in front of it. */
const RECORD = 80;
const NUMBER = 2;
/** Length and kind of a part, and the TTR that may follow. */
const HEAD = 3;
const TTR = 3;
/** What the first part begins with. */
const TITLE = toEbcdic('THIS IS AN UNLOADED DATA SET PRODUCED BY');
/** Kinds of parts. */
const KIND = { end: 0x01, entry: 0x08, notes: 0x10, block: 0x20 } as const;
const WITH_TTR = 0x80;
const KINDS = 0x3f;
/** Where DSORG, RECFM, BLKSIZE and LRECL stand in a DSCB of format 1 without the name of the data set, and its end. */
const DSCB = { dsorg: 82, recfm: 84, lrecl: 88, keys: 90, end: 91 } as const;
const PARTITIONED = 0x02;
const ALIAS = 0x80;
/** Bytes in front of a block of format V, and of each of its records. */
const DESCRIPTOR = 4;

/** What is known of the data set and of the part that is read; plain data. */
export interface Unloaded {
  /** Number that the next record has. */
  number: number;
  head: number[];
  /** The part that is read, undefined between parts, and how much of it is there. */
  part: Uint8Array | undefined;
  filled: number;
  /** Parts so far. */
  parts: number;
  /** RECFM, and LRECL. */
  format: 'F' | 'V' | 'U';
  recordLength: number;
  /** The end has been read. */
  ended: boolean;
}

/** Whether a block begins such a data set. */
export function isUnloaded(block: Uint8Array): boolean {
  const from = NUMBER + HEAD;
  return (
    block.length >= RECORD &&
    block[0] === 0 &&
    block[1] === 1 &&
    TITLE.every((byte, i) => block[from + i] === byte)
  );
}

/** Before the first record. */
export function newUnloaded(): Unloaded {
  return {
    ...{ number: 1, head: [], part: undefined, filled: 0, parts: 0 },
    ...{ format: 'F', recordLength: RECORD, ended: false },
  };
}

/** A block of the data set, whose records are still to be cut out of it. */
export interface UnloadedBlock {
  readonly kind: 'block';
  readonly bytes: Uint8Array;
}

type Part = OsItem | UnloadedBlock;

/** Takes a record of 80 bytes: what is complete with it; undefined when it cannot be. */
export function takeUnloaded(state: Unloaded, record: Uint8Array): Part[] | undefined {
  if (record.length !== RECORD || record[0]! * 256 + record[1]! !== state.number) return undefined;
  state.number = (state.number + 1) & 0xffff;
  const items: Part[] = [];
  for (let at = NUMBER; at < RECORD && !state.ended;) {
    if (state.part === undefined) {
      state.head.push(record[at++]!);
      const wanted = HEAD + ((state.head[2] ?? 0) & WITH_TTR ? TTR : 0);
      if (state.head.length < wanted) continue;
      state.part = new Uint8Array(state.head[0]! * 256 + state.head[1]!);
      state.filled = 0;
    }
    const some = record.subarray(at, at + state.part.length - state.filled);
    state.part.set(some, state.filled);
    state.filled += some.length;
    at += some.length;
    if (state.filled < state.part.length) continue;
    const made = wholePart(state, state.part, state.head[2]! & KINDS);
    if (made === undefined) return undefined;
    items.push(...made);
    state.part = undefined;
    state.head = [];
    state.parts++;
  }
  return items;
}

function wholePart(state: Unloaded, part: Uint8Array, kind: number): Part[] | undefined {
  if (state.parts === 0) return TITLE.every((byte, i) => part[i] === byte) ? [] : undefined;
  if (state.parts === 1) return takeDscb(state, part) ? [] : undefined;
  switch (kind) {
    case KIND.end:
      state.ended = true;
      return [{ kind: 'last' }];
    case KIND.entry: {
      if (part.length < 12) return undefined;
      const alias = (part[11]! & ALIAS) !== 0;
      return [{ kind: 'member', name: fromEbcdic(part.subarray(0, 8)).trimEnd(), alias }];
    }
    case KIND.block:
      return isWhole(state, part) ? [{ kind: 'block', bytes: part }] : undefined;
    case KIND.notes:
      return [];
    default:
      return undefined;
  }
}

/** Takes what the data set was like; false when it has no members, or keys. */
function takeDscb(state: Unloaded, part: Uint8Array): boolean {
  if (part.length < DSCB.end) return false;
  const recfm = part[DSCB.recfm]!;
  state.format = (recfm & 0xc0) === 0xc0 ? 'U' : (recfm & 0x80) !== 0 ? 'F' : 'V';
  state.recordLength = part[DSCB.lrecl]! * 256 + part[DSCB.lrecl + 1]!;
  const partitioned = (part[DSCB.dsorg]! & PARTITIONED) !== 0;
  const known = (recfm & 0xc0) !== 0 && (state.format !== 'F' || state.recordLength > 0);
  return partitioned && known && part[DSCB.keys] === 0;
}

/** Whether a block has whole records. */
function isWhole({ format, recordLength }: Unloaded, block: Uint8Array): boolean {
  if (format === 'U') return true;
  if (format === 'F') return block.length % recordLength === 0;
  if (block.length < DESCRIPTOR || block[0]! * 256 + block[1]! !== block.length) return false;
  let at = DESCRIPTOR;
  while (at < block.length) {
    const length = block[at]! * 256 + (block[at + 1] ?? 0);
    if (length < DESCRIPTOR) return false;
    at += length;
  }
  return at === block.length;
}

/** The record of a block that begins at `at` or behind a descriptor there, and where it ends; undefined behind the last. */
export function recordAt(
  { format, recordLength }: Unloaded,
  block: Uint8Array,
  at: number,
): { readonly bytes: Uint8Array; readonly to: number } | undefined {
  const from = at + (format !== 'V' ? 0 : at === 0 ? 2 * DESCRIPTOR : DESCRIPTOR);
  if (at >= block.length || from > block.length) return undefined;
  const length =
    format === 'V'
      ? block[from - DESCRIPTOR]! * 256 + block[from - DESCRIPTOR + 1]! - DESCRIPTOR
      : format === 'U'
        ? block.length
        : recordLength;
  return { bytes: block.slice(from, from + length), to: from + length };
}
