/** Records out of blocks: DEBLOCK, and ADDRDW, which is a part of BLOCK (CMS Pipelines, the stages of these names). */
import { concat, EMPTY, findBytes, grow, newGrowing, type Growing } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { parseRange } from '../ranges.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import {
  binary,
  hexText,
  lengthFields,
  parseFormat,
  type Format,
  type FormatChoice,
  type LengthField,
} from './block-formats.js';

interface Deblock {
  readonly format: Format;
  readonly size: number;
  readonly mark: Rec;
  readonly terminate: boolean;
  /** RDW: bytes of a record in front of its length, which counts all of it; with STRIP the record begins behind it. */
  readonly before: number;
  readonly field: LengthField | undefined;
  readonly strip: boolean;
  /** What has come and is not a record yet; where the next one begins, and how far it has been looked through. */
  readonly rest: Growing;
  at: number;
  seen: number;
  /** The present record of the input is in `rest`. */
  taken: boolean;
}

/** Bytes of a length that stands in a record, at most. */
const MOST_LENGTH = 4;

/** RDW: the columns where the length of a record stands, and STRIP. */
function parseDescriptor(operands: Operands): FormatChoice & {
  readonly before: number;
  readonly field: LengthField;
  readonly strip: boolean;
} {
  const text = operands.peek();
  const { unit, first, last, of } = parseRange(operands);
  const bytes = last - first + 1;
  if (unit !== 'column' || of !== undefined || first < 1 || bytes < 1 || bytes > MOST_LENGTH)
    throw new PipeFault(54, text);
  const strip = operands.keyword('STRIP');
  return {
    ...{ format: 'SF', mark: EMPTY, size: undefined },
    ...{ before: first - 1, field: { bytes, inclusive: true }, strip },
  };
}

const deblock = filter<Deblock>(['DEBLOCK'], {
  first: false,
  parse(operands) {
    const described = operands.keyword('RDW') ? parseDescriptor(operands) : undefined;
    const { format, mark, size } = described ?? parseFormat(operands);
    const width = size ?? operands.optionalNumber(1) ?? 80;
    const terminate = operands.keyword('TERMinate', 'EOF');
    operands.finish();
    return {
      ...{ format, size: width, mark, terminate, before: described?.before ?? 0 },
      ...{ field: described?.field ?? lengthFields[format], strip: described?.strip !== false },
      ...{ rest: newGrowing(), at: 0, seen: 0, taken: false },
    };
  },
  record(s, record, io) {
    // these do not go on from one block into the next
    if (s.format === 'VARIABLE') return someVariable(s, record, io);
    if (s.format === 'FIXED') return someFixed(s, record, io);
    if (!s.taken) {
      grow(s.rest, record);
      io.hold(record.length);
      s.taken = true;
    }
    for (let made = 0; made < PIECES; made++) {
      if (!(s.format === 'STRING' ? marked(s, io) : counted(s, io))) {
        compact(s, io);
        s.taken = false;
        return false;
      }
    }
    return true;
  },
  end(s, io) {
    if (s.rest.length === 0) return;
    if (s.format !== 'STRING') throw new PipeFault(72);
    io.emit(s.rest.bytes.slice(0, s.rest.length));
  },
});

/** What has become records goes. */
function compact(s: Deblock, io: StageIo): void {
  const { rest } = s;
  io.release(s.at);
  rest.bytes.copyWithin(0, s.at, rest.length);
  rest.length -= s.at;
  s.seen = Math.max(0, s.seen - s.at);
  s.at = 0;
  if (rest.length > MOST_RECORD) throw new PipeFault(78, rest.length);
}

/** One record up to the mark; false when there is no whole one. */
function marked(s: Deblock, io: StageIo): boolean {
  const { rest, mark } = s;
  const end =
    mark.length === 0 ? -1 : findBytes(rest.bytes, mark, Math.max(s.at, s.seen), rest.length);
  if (end < 0) {
    s.seen = Math.max(s.at, rest.length - mark.length + 1);
    return false;
  }
  io.emit(rest.bytes.slice(s.at, end));
  s.at = end + mark.length;
  return true;
}

/** One record behind its length; false when there is no whole one. */
function counted(s: Deblock, io: StageIo): boolean {
  const { bytes, inclusive } = s.field!;
  const { rest, before } = s;
  if (s.at + before + bytes > rest.length) return false;
  let length = 0;
  for (let i = 0; i < bytes; i++) length = length * 256 + rest.bytes[s.at + before + i]!;
  // a length of zero is the end of the data of a block
  if (length === 0) {
    s.at = rest.length;
    return false;
  }
  const data = inclusive ? length - before - bytes : length;
  if (data < 0) throw new PipeFault(1229, length);
  if (data > MOST_RECORD) throw new PipeFault(78, data);
  const from = s.at + before + bytes;
  const end = from + data;
  if (end > rest.length) return false;
  io.emit(rest.bytes.slice(s.strip ? from : s.at, end));
  s.at = end;
  return true;
}

function someFixed(s: Deblock, record: Rec, io: StageIo): boolean {
  for (let made = 0; s.at < record.length; s.at += s.size) {
    if (made++ === PIECES) return true;
    // what is left over is a shorter record
    io.emit(record.subarray(s.at, s.at + s.size));
  }
  s.at = 0;
  return false;
}

function someVariable(s: Deblock, record: Rec, io: StageIo): boolean {
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  if (s.at === 0) {
    if (record.length < 4) throw new PipeFault(68, hexText(record));
    const whole = view.getUint16(0);
    if (whole !== record.length) throw new PipeFault(69, record.length, whole);
    s.at = 4;
  }
  for (let made = 0; s.at < record.length;) {
    if (made++ === PIECES) return true;
    const length = s.at + 4 <= record.length ? view.getUint16(s.at) : 0;
    if (length < 4 || s.at + length > record.length) {
      throw new PipeFault(70, hexText(record.subarray(s.at, s.at + 4)));
    }
    io.emit(record.subarray(s.at + 4, s.at + length));
    s.at += length;
  }
  s.at = 0;
  return false;
}

/** ADDRDW: puts the length of each record in front of it. */
const addrdw = filter<{ readonly format: Format }>(['ADDRDW'], {
  first: false,
  parse(operands) {
    const { format } = parseFormat(operands);
    operands.finish();
    if (format === 'FIXED' || format === 'STRING') throw new PipeFault(109, format);
    return { format };
  },
  record(s, record, io) {
    if (s.format === 'VARIABLE') {
      if (record.length + 4 > 32767) throw new PipeFault(78, record.length);
      io.emit(concat(binary(record.length + 4, 2), Uint8Array.of(0, 0), record));
      return;
    }
    const { bytes, inclusive } = lengthFields[s.format]!;
    const length = record.length + (inclusive ? bytes : 0);
    if (length >= 256 ** bytes) throw new PipeFault(78, record.length);
    io.emit(concat(binary(length, bytes), record));
  },
});

/** The stages of this file. */
export const deblocking: readonly StageKind[] = [deblock, addrdw];
