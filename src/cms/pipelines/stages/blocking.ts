/** Blocks out of records: BLOCK, FBLOCK (CMS Pipelines, the stages of these names). */
import { concat, EMPTY, grow, newGrowing, takeGrown, type Growing } from '../bytes.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { binary, lengthFields, parseFormat, type FormatChoice } from './block-formats.js';

/** A block that fills up. */
interface Filling {
  readonly size: number;
  readonly parts: Growing;
  /** How much of the present record is in blocks already. */
  at: number;
}

/** Lets bytes flow into blocks; false when some are left for the next call. */
function flow(s: Filling, data: Rec, io: StageIo): boolean {
  for (let made = 0; s.at < data.length;) {
    if (made === PIECES) return false;
    const part = data.subarray(s.at, s.at + s.size - s.parts.length);
    grow(s.parts, part);
    io.hold(part.length);
    s.at += part.length;
    if (s.parts.length === s.size) {
      flush(s, io);
      made++;
    }
  }
  s.at = 0;
  return true;
}

function flush(s: Filling, io: StageIo): void {
  io.release(s.parts.length);
  io.emit(takeGrown(s.parts));
}

interface Block extends Filling, Omit<FormatChoice, 'size'> {
  readonly terminate: boolean;
  records: number;
  /** Length of the records of FIXED. */
  fixed: number;
}

/** Bytes that a block needs beside its record. */
const V_OVERHEAD = 8;

const block = filter<Block>(['BLOCK'], {
  first: false,
  parse(operands) {
    if (operands.empty) throw new PipeFault(114);
    const size = operands.number(1, MOST_RECORD);
    const choice = parseFormat(operands);
    const terminate = operands.keyword('TERMinate', 'EOF');
    operands.finish();
    const least = choice.format === 'VARIABLE' ? V_OVERHEAD : 1;
    if (size < least) throw new PipeFault(115, least);
    return {
      ...{ ...choice, size, terminate, parts: newGrowing() },
      ...{ at: 0, records: 0, fixed: choice.size ?? 0 },
    };
  },
  record(s, record, io) {
    if (s.format === 'FIXED') return putFixed(s, record, io);
    if (s.format === 'VARIABLE') return putVariable(s, record, io);
    const going = !flow(s, framed(s, record), io);
    if (!going) s.records++;
    return going;
  },
  end(s, io) {
    if (s.parts.length > 0) endBlock(s, io);
  },
});

/** A record with what goes in front of it or behind it. */
function framed(s: Block, record: Rec): Rec {
  if (s.format === 'STRING') {
    if (s.terminate) return concat(record, s.mark);
    return s.records > 0 ? concat(s.mark, record) : record;
  }
  const { bytes, inclusive } = lengthFields[s.format]!;
  const length = record.length + (inclusive ? bytes : 0);
  if (length >= 256 ** bytes) throw new PipeFault(78, record.length);
  return concat(binary(length, bytes), record);
}

function putFixed(s: Block, record: Rec, io: StageIo): boolean {
  if (s.fixed === 0) s.fixed = record.length;
  if (record.length !== s.fixed) throw new PipeFault(74, s.fixed, record.length);
  if (record.length === 0) return false;
  if (s.size % s.fixed !== 0) throw new PipeFault(75, s.size % s.fixed);
  grow(s.parts, record);
  io.hold(record.length);
  if (s.parts.length === s.size) flush(s, io);
  return false;
}

function putVariable(s: Block, record: Rec, io: StageIo): boolean {
  const length = record.length + 4;
  if (length + 4 > s.size) throw new PipeFault(78, record.length);
  if (s.parts.length + length + 4 > s.size) endBlock(s, io);
  grow(s.parts, concat(binary(length, 2), Uint8Array.of(0, 0), record));
  io.hold(length);
  return false;
}

function endBlock(s: Block, io: StageIo): void {
  if (s.format !== 'VARIABLE') {
    flush(s, io);
    return;
  }
  io.release(s.parts.length);
  const data = takeGrown(s.parts);
  io.emit(concat(binary(data.length + 4, 2), Uint8Array.of(0, 0), data));
}

/** FBLOCK: all input as one stream of bytes, in records of one length; the last is filled when asked. */
const fblock = filter<Filling & { readonly fill: number | undefined }>(['FBLOCK'], {
  first: false,
  parse(operands) {
    const size = operands.number(1, MOST_RECORD);
    const fill = operands.empty ? undefined : operands.character();
    operands.finish();
    return { size, parts: newGrowing(), at: 0, fill };
  },
  record: (s, record, io) => !flow(s, record, io),
  end(s, io) {
    if (s.parts.length === 0) return;
    const missing = s.fill === undefined ? EMPTY : new Uint8Array(s.size - s.parts.length);
    if (s.fill !== undefined) grow(s.parts, missing.fill(s.fill));
    io.emit(takeGrown(s.parts));
  },
});

/** The stages of this file. */
export const blocking: readonly StageKind[] = [block, fblock];
