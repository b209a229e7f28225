/** A member of an archive of VMARC into the records that it was made of. Plain data, changed in place. */
import { MAX_RECORD } from '../files/layout.js';
import { FIRST_BYTE, MARK, NONE } from './code-table.js';
import { decodeLzw, newLzwDecoder, type LzwDecoder } from './lzw.js';
import { HEADER_LENGTH, type ArchiveMember } from './member-header.js';
import { learnPair, newPairs, pairCharacters, type PairTable } from './pairs.js';

/** Where reading a member stands. */
export interface MemberReader {
  readonly member: ArchiveMember;
  readonly lzw: LzwDecoder | undefined;
  readonly pairs: PairTable | undefined;
  /** The record of the archive in hand, and what of it has been used. */
  input: Uint8Array;
  at: number;
  /** Four bits that belong to the next code; NONE: there are none. */
  bits: number;
  /** Of a stored member: bytes of its record that are still to come; NONE: its length is. */
  left: number;
  high: number;
  /** The record that is not whole yet. */
  record: Uint8Array;
  length: number;
  /** Bytes of the archive and of the member so far. */
  bytesIn: number;
  bytesOut: number;
  state: 'more' | 'ended' | 'damaged';
}

/** Starts with the record of the archive that begins with the header of the member. */
export function newMemberReader(member: ArchiveMember, first: Uint8Array): MemberReader {
  return {
    member,
    lzw: member.method === 'lzw' ? newLzwDecoder() : undefined,
    pairs: member.method === 's2' ? newPairs() : undefined,
    input: first.slice(),
    at: HEADER_LENGTH,
    bits: NONE,
    left: NONE,
    high: NONE,
    record: new Uint8Array(Math.max(256, member.recordLength)),
    length: 0,
    bytesIn: first.length,
    bytesOut: 0,
    state: 'more',
  };
}

/** Gives the next record of the archive, when {@link drawMember} has used what it had. */
export function feedMember(reader: MemberReader, input: Uint8Array): void {
  reader.input = input.slice();
  reader.at = 0;
  reader.bytesIn += input.length;
}

/** Whether the next record of the archive is needed. */
export function wantsInput(reader: MemberReader): boolean {
  return reader.state === 'more' && reader.at >= reader.input.length;
}

/**
 * Records of the member, about `budget` bytes of them, as far as the input goes. `state` says afterwards whether the
 * member has ended, or cannot have been made by VMARC.
 */
export function drawMember(reader: MemberReader, budget: number): Uint8Array[] {
  const out: Uint8Array[] = [];
  const characters: number[] = [];
  for (let done = 0; done < budget && reader.state === 'more';) {
    if (reader.member.method === 'store') {
      if (reader.at >= reader.input.length) break;
      done++;
      storedByte(reader, reader.input[reader.at++]!, out);
      continue;
    }
    const code = nextCode(reader);
    if (code === NONE) break;
    characters.length = 0;
    if (!expand(reader, code, characters)) {
      reader.state = 'damaged';
      break;
    }
    done += characters.length;
    for (const character of characters) put(reader, character, out);
  }
  return out;
}

/** Twelve bits of the input; NONE when it is used up. */
function nextCode(reader: MemberReader): number {
  const { input } = reader;
  for (;;) {
    if (reader.at >= input.length) return NONE;
    const byte = input[reader.at++]!;
    if (reader.bits === NONE) {
      reader.bits = byte;
      continue;
    }
    // a byte and the half of the next, or the other half and a byte
    if (reader.high === NONE) {
      const code = (reader.bits << 4) | (byte >> 4);
      reader.bits = byte & 15;
      reader.high = 0;
      return code;
    }
    const code = (reader.bits << 8) | byte;
    reader.bits = reader.high = NONE;
    return code;
  }
}

function expand(reader: MemberReader, code: number, characters: number[]): boolean {
  const { lzw, pairs } = reader;
  if (lzw !== undefined) return decodeLzw(lzw, code, characters);
  if (!pairCharacters(pairs!, code, characters)) return false;
  learnPair(pairs!, code);
  return true;
}

function storedByte(reader: MemberReader, byte: number, out: Uint8Array[]): void {
  if (reader.left === NONE) {
    if (reader.high === NONE) {
      reader.high = byte;
      return;
    }
    reader.left = reader.high * 256 + byte;
    reader.high = NONE;
    if (reader.left === 0) put(reader, MARK, out);
    return;
  }
  put(reader, byte + FIRST_BYTE, out);
  if (--reader.left > 0) return;
  reader.left = NONE;
  if (reader.member.format === 'V') put(reader, MARK, out);
}

/** A byte of a record, or the mark at the end of a record or of the file. */
function put(reader: MemberReader, character: number, out: Uint8Array[]): void {
  if (reader.state !== 'more') return;
  const fixed = reader.member.format === 'F';
  if (character === MARK) {
    const ended = fixed || reader.length === 0;
    if (fixed && reader.length > 0) {
      reader.record.fill(0, reader.length);
      reader.length = reader.member.recordLength;
    }
    if (reader.length > 0) give(reader, out);
    if (ended) reader.state = 'ended';
    return;
  }
  if (fixed && reader.length === reader.member.recordLength) give(reader, out);
  if (reader.length === MAX_RECORD) {
    reader.state = 'damaged';
    return;
  }
  if (reader.length === reader.record.length) {
    const larger = new Uint8Array(Math.min(MAX_RECORD, reader.length * 2));
    larger.set(reader.record);
    reader.record = larger;
  }
  reader.record[reader.length++] = character - FIRST_BYTE;
}

function give(reader: MemberReader, out: Uint8Array[]): void {
  out.push(reader.record.slice(0, reader.length));
  reader.bytesOut += reader.length;
  reader.length = 0;
}
