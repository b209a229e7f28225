/** Other codes of data: 64ENCODE, 64DECODE, CRC, ASATOMC, MCTOASA, PACK, UNPACK (CMS Pipelines). */
import { EBCDIC_BLANK, fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import {
  feedUnpacking,
  finishPacking,
  packedHeader,
  packSome,
  startPacking,
  startUnpacking,
  unpackRecord,
  type Packing,
  type Unpacking,
} from '../../files/packed.js';
import { concat, grow, newGrowing, takeGrown, type Growing } from '../bytes.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, PIECES, PORTION, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { binary, hexText } from './block-formats.js';

const DIGITS = toEbcdic('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PAD = toEbcdic('=')[0]!;
/** Bytes of the input that make a line of 76 characters. */
const LINE = 57;

/** What a digit of Base64 is worth; -1: none. A blank and the equal sign are worth nothing and are passed over. */
const PASSED = 64;
const WORTH = new Int8Array(256).fill(-1);
for (const [value, digit] of DIGITS.entries()) WORTH[digit] = value;
WORTH[PAD] = WORTH[EBCDIC_BLANK] = PASSED;

/** Bytes as digits, three as four. */
function encoded(data: Rec): Rec {
  const { length } = data;
  const out = new Uint8Array(Math.ceil(length / 3) * 4);
  for (let at = 0, to = 0; at < length; at += 3, to += 4) {
    const bits = (data[at]! << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    out[to] = DIGITS[bits >> 18]!;
    out[to + 1] = DIGITS[(bits >> 12) & 63]!;
    out[to + 2] = at + 1 < length ? DIGITS[(bits >> 6) & 63]! : PAD;
    out[to + 3] = at + 2 < length ? DIGITS[bits & 63]! : PAD;
  }
  return out;
}

interface Encode {
  /** Bytes that make no whole line yet. */
  readonly rest: Growing;
  /** Bytes of the present record that have been taken. */
  at: number;
}

/** 64ENCODE: all input as one stream of bytes, in lines of Base64. */
const encode = filter<Encode>(['64ENCODE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { rest: newGrowing(), at: 0 };
  },
  record(s, record, io) {
    for (let made = 0; s.at < record.length; made++) {
      if (made === PIECES) return true;
      const part = record.subarray(s.at, s.at + LINE - s.rest.length);
      grow(s.rest, part);
      s.at += part.length;
      io.work(part.length);
      if (s.rest.length === LINE) io.emit(encoded(takeGrown(s.rest)));
    }
    s.at = 0;
    return false;
  },
  end(s, io) {
    if (s.rest.length > 0) io.emit(encoded(takeGrown(s.rest)));
  },
});

interface Decode {
  /** Digits that make no whole bytes yet, and how many they are. */
  bits: number;
  digits: number;
  /** What has been made of the present record, of which so many bytes have been looked at. */
  readonly out: Growing;
  at: number;
}

/** 64DECODE: bytes out of lines of Base64. */
const decode = filter<Decode>(['64DECODE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { bits: 0, digits: 0, out: newGrowing(), at: 0 };
  },
  record(s, record, io) {
    const end = Math.min(record.length, s.at + PORTION);
    const part = new Uint8Array(Math.ceil(((end - s.at + 3) * 3) / 4));
    let length = 0;
    let { bits, digits } = s;
    for (let at = s.at; at < end; at++) {
      const value = WORTH[record[at]!]!;
      if (value < 0) throw new PipeFault(1250, hexText(record.subarray(at, at + 1)));
      if (value === PASSED) continue;
      bits = (bits << 6) | value;
      if (++digits < 4) continue;
      part[length++] = bits >> 16;
      part[length++] = bits >> 8;
      part[length++] = bits;
      bits = digits = 0;
    }
    s.bits = bits;
    s.digits = digits;
    io.work(end - s.at);
    s.at = end;
    grow(s.out, part.subarray(0, length));
    if (end < record.length) return true;
    s.at = 0;
    if (s.out.length > 0) io.emit(takeGrown(s.out));
    return false;
  },
  end(s, io) {
    // two digits make a byte, three make two; one alone makes none
    const bits = s.bits << (6 * (4 - s.digits));
    if (s.digits > 1) io.emit(Uint8Array.of(bits >> 16, bits >> 8).subarray(0, s.digits - 1));
  },
});

interface Crc {
  readonly wide: boolean;
  value: number;
  /** Bytes of the present record that it is of. */
  at: number;
}

/** Bytes that are taken in one go. */
const CRC_PORTION = 64 << 10;

/** The remainders of all bytes: CCITT-16 (from the left), and CRC-32 (from the right). */
const CRC16 = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 8;
  for (let bit = 0; bit < 8; bit++) {
    value = (value & 0x8000) !== 0 ? ((value << 1) ^ 0x1021) & 0xffff : (value << 1) & 0xffff;
  }
  return value;
});
const CRC32 = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/** CRC: the cyclic redundancy check of all input goes to the primary output, the records to the secondary one. */
const crc = filter<Crc>(['CRC'], {
  first: false,
  keepsOn: true,
  parse(operands) {
    const wide = operands.keyword('32BIT', 'CRC-32');
    if (!wide) operands.keyword('16BIT', 'CCITT-16');
    operands.finish();
    return { wide, value: wide ? 0xffffffff : 0xffff, at: 0 };
  },
  record(s, record, io) {
    let { value } = s;
    const end = Math.min(record.length, s.at + CRC_PORTION);
    if (s.wide) {
      for (let i = s.at; i < end; i++) value = (value >>> 8) ^ CRC32[(value ^ record[i]!) & 255]!;
    } else {
      for (let i = s.at; i < end; i++) {
        value = ((value << 8) & 0xffff) ^ CRC16[(value >> 8) ^ record[i]!]!;
      }
    }
    s.value = value >>> 0;
    io.work(2 * (end - s.at));
    s.at = end;
    if (end < record.length) return true;
    s.at = 0;
    if (io.stage.outputs.length > 1) io.emit(record, 1);
    return false;
  },
  end(s, io) {
    io.emit(s.wide ? binary((s.value ^ 0xffffffff) >>> 0, 4) : binary(s.value, 2));
  },
});

/** ASA carriage control and the command that writes and then moves; skips to channels are 1 to 12. */
const ASA: Readonly<Record<string, number>> = { ' ': 0x09, '0': 0x11, '-': 0x19, '+': 0x01 };
const CHANNELS = '123456789ABC';

/** The command that moves at once, as ASA does before it writes. */
function moveOf(control: string): number | undefined {
  if (control === '+') return undefined;
  const channel = CHANNELS.indexOf(control);
  if (channel >= 0) return 0x83 + channel * 8 + 8;
  const space = ASA[control];
  if (space === undefined) throw new PipeFault(179, control);
  return space + 2;
}

/** ASATOMC: ASA moves before it writes, a channel command behind: each record's move goes with the one before it. */
const asatomc = filter<{ before: Rec | undefined }>(['ASATOMC'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { before: undefined };
  },
  record(s, record, io) {
    const control = record.length === 0 ? ' ' : fromEbcdic(record.subarray(0, 1));
    const move = moveOf(control);
    const line = record.slice(1);
    if (s.before !== undefined) {
      // writing without moving, or with the move of this one
      const command = move === undefined ? 0x01 : move - 2;
      io.emit(concat(Uint8Array.of(command), s.before));
    } else if (move !== undefined && control !== ' ') io.emit(Uint8Array.of(move));
    s.before = line;
  },
  end(s, io) {
    if (s.before !== undefined) io.emit(concat(Uint8Array.of(ASA[' ']!), s.before));
  },
});

/** MCTOASA: the opposite. */
const mctoasa = filter<{ control: string }>(['MCTOASA'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { control: ' ' };
  },
  record(s, record, io) {
    const command = record[0];
    if (command === undefined) return;
    const writes = (command & 3) === 1;
    const moves =
      (command & 0x80) !== 0
        ? CHANNELS.charAt(((command >> 3) & 15) - 1)
        : ['+', ' ', '0', '-'][(command >> 3) & 3]!;
    if ((!writes && (command & 3) !== 3) || moves === '')
      throw new PipeFault(180, hexText(record.subarray(0, 1)));
    if (writes) io.emit(concat(toEbcdic(s.control), record.subarray(1)));
    s.control = moves;
  },
});

interface Pack {
  readonly variable: boolean;
  packing: Packing | undefined;
}

/** PACK: records as COPYFILE with PACK has them. */
const pack = filter<Pack>(['PACK'], {
  first: false,
  parse(operands) {
    const fixed = operands.keyword('Fixed');
    if (!fixed) operands.keyword('Variable');
    operands.finish();
    return { variable: !fixed, packing: undefined };
  },
  record(s, record, io) {
    const format = s.variable ? 'V' : 'F';
    s.packing ??= startPacking({ format, recordLength: Math.max(1, record.length), fill: 0x40 });
    for (const out of packSome(s.packing, record, PORTION)) io.emit(out);
    return s.packing.at > 0;
  },
  end(s, io) {
    if (s.packing !== undefined) for (const out of finishPacking(s.packing)) io.emit(out);
  },
});

interface Unpack {
  unpacking: Unpacking | undefined;
  /** The records are not packed and are passed on. */
  plain: boolean;
  fed: boolean;
}

/** UNPACK: the opposite; records that are not packed are passed on. */
const unpack = filter<Unpack>(['UNPACK'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { unpacking: undefined, plain: false, fed: false };
  },
  record(s, record, io) {
    if (s.unpacking === undefined && !s.plain) {
      const file = packedHeader(record);
      s.plain = file === undefined;
      if (file !== undefined) s.unpacking = startUnpacking(file, record);
      s.fed = true;
    }
    if (s.unpacking === undefined) {
      io.emit(record);
      return false;
    }
    if (!s.fed) feedUnpacking(s.unpacking, record);
    s.fed = true;
    const more = someUnpacked(s.unpacking, record, io);
    s.fed = more;
    return more;
  },
});

function someUnpacked(unpacking: Unpacking, record: Rec, io: StageIo): boolean {
  for (let made = 0; made < PIECES; made++) {
    const out = unpackRecord(unpacking);
    if (out === 'damaged') throw new PipeFault(219, hexText(record.subarray(0, 4)), '0001');
    if (out === 'end') io.stage.finished = true;
    if (typeof out === 'string') return false;
    io.emit(out);
  }
  return true;
}

/** The stages of this file. */
export const encodings: readonly StageKind[] = [
  encode,
  decode,
  crc,
  asatomc,
  mctoasa,
  pack,
  unpack,
];
