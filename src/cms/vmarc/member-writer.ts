/** Records into a member of an archive of VMARC. Plain data, changed in place. */
import { FIRST_BYTE, MARK, NONE } from './code-table.js';
import { encodeLzw, newLzwEncoder, type LzwEncoder } from './lzw.js';
import { encodeMember, type ArchiveMember } from './member-header.js';
import { learnPair, longestPair, LONGEST_STRING, newPairs, type PairTable } from './pairs.js';

/** Where writing a member stands. */
export interface MemberWriter {
  readonly member: ArchiveMember;
  readonly lzw: LzwEncoder | undefined;
  readonly pairs: PairTable | undefined;
  /** Length of the records of the archive. */
  readonly block: number;
  /** The record of the member in hand, and what of it has been taken. */
  record: Uint8Array;
  at: number;
  /** Of pairs: characters that are not written yet. */
  readonly queue: number[];
  /** Four bits that wait for the next code; NONE: none do. */
  bits: number;
  /** The record of the archive that is not full yet. */
  out: Uint8Array;
  filled: number;
  bytesIn: number;
  bytesOut: number;
}

/** Starts a member. */
export function newMemberWriter(member: ArchiveMember, block: number): MemberWriter {
  const writer: MemberWriter = {
    member,
    lzw: member.method === 'lzw' ? newLzwEncoder() : undefined,
    pairs: member.method === 's2' ? newPairs() : undefined,
    block,
    // behind the mark of a record that was never there
    ...{ record: new Uint8Array(0), at: 1, queue: [], bits: NONE },
    ...{ out: new Uint8Array(block), filled: 0, bytesIn: 0, bytesOut: 0 },
  };
  return writer;
}

/** The records of the archive that the header fills; called once, before anything else. */
export function beginMember(writer: MemberWriter): Uint8Array[] {
  const full: Uint8Array[] = [];
  for (const byte of encodeMember(writer.member)) putByte(writer, byte, full);
  return full;
}

/** Gives the next record of the member, when {@link packSome} has taken the last. */
export function giveRecord(writer: MemberWriter, record: Uint8Array): void {
  writer.record = record.slice();
  writer.at = 0;
  writer.bytesIn += record.length;
}

/** Packs for a while; `done` when the record in hand is taken. */
export function packSome(
  writer: MemberWriter,
  budget: number,
): { readonly full: Uint8Array[]; readonly done: boolean; readonly work: number } {
  const full: Uint8Array[] = [];
  const { record, member } = writer;
  const end = record.length + (member.format === 'V' ? 1 : 0);
  let work = 0;
  if (member.method === 'store' && writer.at === 0 && record.length > 0) {
    putByte(writer, record.length >> 8, full);
    putByte(writer, record.length & 255, full);
  }
  while (writer.at < end && work < budget) {
    const at = writer.at++;
    work++;
    if (member.method === 'store') {
      if (at < record.length) putByte(writer, record[at]!, full);
      continue;
    }
    work += take(writer, at < record.length ? record[at]! + FIRST_BYTE : MARK, full);
  }
  return { full, done: writer.at >= end, work };
}

/** A character for the method; gives the work that it was. */
function take(writer: MemberWriter, character: number, full: Uint8Array[]): number {
  const { lzw, queue } = writer;
  if (lzw !== undefined) {
    const code = encodeLzw(lzw, character);
    if (code !== NONE) putCode(writer, code, full);
    return 0;
  }
  queue.push(character);
  // what is looked for may be as long as the longest string
  const some = LONGEST_STRING + 256;
  return queue.length > some ? writePairs(writer, LONGEST_STRING, full) : 0;
}

/** Writes pairs until so many characters are left. */
function writePairs(writer: MemberWriter, keep: number, full: Uint8Array[]): number {
  const { pairs, queue } = writer;
  let from = 0;
  let work = 0;
  while (queue.length - from > keep) {
    // the first code stands for itself
    const found = longestPair(pairs!, queue, from);
    work += found.work;
    putCode(writer, found.code, full);
    from += pairs!.lengths[found.code]!;
    learnPair(pairs!, found.code);
  }
  queue.splice(0, from);
  return work;
}

/** Ends the member; gives its last records. */
export function endMember(writer: MemberWriter): Uint8Array[] {
  const full: Uint8Array[] = [];
  if (writer.member.method === 'store') {
    for (let i = 0; i < 3; i++) putByte(writer, 0, full);
  } else {
    if (writer.lzw !== undefined && writer.lzw.current !== NONE) {
      putCode(writer, writer.lzw.current, full);
    }
    if (writer.pairs !== undefined) writePairs(writer, 0, full);
    putCode(writer, MARK, full);
    if (writer.bits !== NONE) putByte(writer, writer.bits << 4, full);
  }
  while (writer.filled > 0) putByte(writer, 0, full);
  return full;
}

/** Twelve bits. */
function putCode(writer: MemberWriter, code: number, full: Uint8Array[]): void {
  if (writer.bits === NONE) {
    putByte(writer, code >> 4, full);
    writer.bits = code & 15;
    return;
  }
  putByte(writer, (writer.bits << 4) | (code >> 8), full);
  putByte(writer, code & 255, full);
  writer.bits = NONE;
}

function putByte(writer: MemberWriter, byte: number, full: Uint8Array[]): void {
  writer.out[writer.filled++] = byte;
  if (writer.filled < writer.block) return;
  full.push(writer.out);
  writer.out = new Uint8Array(writer.block);
  writer.filled = 0;
  writer.bytesOut += writer.block;
}
