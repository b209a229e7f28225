/**
 * Codes of mail and of the web: QPENCODE, QPDECODE (RFC 2045, 6.7), URLDEBLOCK, UTF (CMS Pipelines, the stages of these
 * names).
 */
import {
  EBCDIC_BLANK,
  EBCDIC_TO_LATIN1,
  LATIN1_TO_EBCDIC,
  toEbcdic,
} from '../../../shared/ebcdic.js';
import { grow, newGrowing, takeGrown, type Growing } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, PIECES, PORTION, type StageKind } from '../stage.js';

/** Longest line of the quoted-printable format. */
const MOST_LINE = 76;
const EQUALS = 0x3d;
const DIGITS = Uint8Array.from('0123456789ABCDEF', (c) => c.charCodeAt(0));

/** QPENCODE: records in ASCII; what is no printable character becomes an equal sign and two digits. */
const qpencode = filter<{ at: number }>(['QPENCODE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { at: 0 };
  },
  record(s, record, io) {
    // a line for each byte at the most, all in one piece: storage for each would cost more than what is done with it
    const lines = new Uint8Array(Math.min(PIECES, record.length - s.at + 1) * MOST_LINE);
    for (let made = 0; ; made++) {
      if (made === PIECES) return true;
      const line = lines.subarray(made * MOST_LINE, (made + 1) * MOST_LINE);
      let length = 0;
      const from = s.at;
      for (; s.at < record.length; s.at++) {
        const byte = record[s.at]!;
        const last = s.at === record.length - 1;
        const blank = (byte === 0x20 || byte === 0x09) && !last;
        const plain = blank || (byte > 0x20 && byte < 0x7f && byte !== EQUALS);
        const width = plain ? 1 : 3;
        // a line that goes on ends with an equal sign
        if (length + width > MOST_LINE - (last ? 0 : 1)) break;
        if (plain) line[length++] = byte;
        else {
          line[length++] = EQUALS;
          line[length++] = DIGITS[byte >> 4]!;
          line[length++] = DIGITS[byte & 15]!;
        }
      }
      const more = s.at < record.length;
      if (more) line[length++] = EQUALS;
      io.work(s.at - from);
      io.emit(line.subarray(0, length));
      if (more) continue;
      s.at = 0;
      return false;
    }
  },
});

/** What a digit in ASCII is worth; -1 when it is none. */
function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  return DIGITS.indexOf(code >= 0x61 && code <= 0x66 ? code - 0x20 : code);
}

interface Decoding {
  /** What has been made of this line, and of those before it that it goes on from. */
  readonly out: Growing;
  /** Bytes of the present record that have been looked at, and those that count as held. */
  at: number;
  held: number;
  /** Where the present record ends without its blanks and the sign that it goes on; -1: it has not been looked at. */
  end: number;
  more: boolean;
}

/** QPDECODE: the opposite; lines that end with an equal sign go on. */
const qpdecode = filter<Decoding>(['QPDECODE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { out: newGrowing(), at: 0, held: 0, end: -1, more: false };
  },
  record(s, record, io) {
    if (s.end < 0) {
      let last = record.length;
      while (last > 0 && (record[last - 1] === 0x20 || record[last - 1] === 0x09)) last--;
      io.work(record.length - last);
      s.more = record[last - 1] === EQUALS;
      s.end = s.more ? last - 1 : last;
    }
    const { end } = s;
    const part = new Uint8Array(Math.min(end - s.at, PORTION));
    const from = s.at;
    let length = 0;
    for (; s.at < end && length < PORTION; s.at++) {
      const { at } = s;
      if (record[at] !== EQUALS) {
        part[length++] = record[at]!;
        continue;
      }
      const [high, low] = [hexDigit(record[at + 1]), hexDigit(record[at + 2])];
      if (at + 3 > end || high < 0 || low < 0) bad(record.subarray(at, Math.min(end, at + 3)));
      part[length++] = high * 16 + low;
      s.at += 2;
    }
    io.work(s.at - from);
    grow(s.out, part.subarray(0, length));
    if (s.at < end) return true;
    s.at = 0;
    s.end = -1;
    if (!s.more) io.emit(takeGrown(s.out));
    // only what is added is counted: many short lines may make a long one
    io.hold(s.out.length - s.held);
    s.held = s.out.length;
    return false;
  },
  end(s, io) {
    if (s.out.length > 0) io.emit(takeGrown(s.out));
  },
});

const hexOf = (bytes: Rec): string =>
  [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');

function bad(bytes: Rec): never {
  throw new PipeFault(1244, hexOf(bytes));
}

/** What separates the parts of a URL, what stands for a blank, and what comes before two digits. */
const [ASK, AND, PLUS, PERCENT] = toEbcdic('?&+%') as unknown as readonly [
  number,
  number,
  number,
  number,
];

/** What a digit in EBCDIC is worth; -1 when it is none. */
const worth = (code: number | undefined): number => hexDigit(EBCDIC_TO_LATIN1[code ?? 0]);

/** URLDEBLOCK: the path of a URL, then each of its operands, with what is escaped as it is meant. */
const urldeblock = filter<{ at: number; readonly out: Growing }>(['URLDEBLOCK'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { at: 0, out: newGrowing() };
  },
  record(s, record, io) {
    const end = Math.min(record.length, s.at + PORTION);
    const part = new Uint8Array(end - s.at);
    io.work(part.length);
    let length = 0;
    const next = (): void => {
      if (s.out.length === 0) io.emit(part.slice(0, length));
      else {
        grow(s.out, part.subarray(0, length));
        io.emit(takeGrown(s.out));
      }
      length = 0;
    };
    for (let made = 0; s.at < end; s.at++) {
      const byte = record[s.at]!;
      if (byte === ASK || byte === AND) {
        next();
        if (++made < PIECES) continue;
        s.at++;
        return true;
      }
      const [high, low] =
        byte === PERCENT ? [worth(record[s.at + 1]), worth(record[s.at + 2])] : [-1, -1];
      if (high >= 0 && low >= 0) {
        part[length++] = LATIN1_TO_EBCDIC[high * 16 + low]!;
        s.at += 2;
      } else part[length++] = byte === PLUS ? EBCDIC_BLANK : byte;
    }
    if (s.at < record.length) {
      grow(s.out, part.subarray(0, length));
      return true;
    }
    next();
    s.at = 0;
    return false;
  },
});

type Width = 8 | 16 | 32;

function parseWidth(operands: Operands): Width {
  const word = operands.required();
  const width = /^(?:UTF-?)?(8|16|32)$/i.exec(word)?.[1];
  if (width === undefined) throw new PipeFault(111, word);
  return Number(width) as Width;
}

/** Most bytes that a character takes in any of them. */
const WIDEST = 4;

interface Utf {
  readonly from: Width;
  readonly to: Width;
  /** The present record: what has been made of it, and how far that goes. */
  readonly out: Growing;
  at: number;
}

const wrong = (record: Rec, at: number): never => {
  throw new PipeFault(1250, hexOf(record.subarray(at, at + 1)));
};

/** The character at a place of a record, and the place behind it; a fault for bytes that are none. */
function codePoint(record: Rec, width: Width, start: number): readonly [number, number] {
  const byte = (at: number): number => record[at] ?? 0;
  let at = start;
  let point: number;
  if (width === 32) {
    point = ((byte(at) << 24) | (byte(at + 1) << 16) | (byte(at + 2) << 8) | byte(at + 3)) >>> 0;
    at += 4;
  } else if (width === 16) {
    point = (byte(at) << 8) | byte(at + 1);
    at += 2;
    if (point >= 0xd800 && point < 0xdc00) {
      const low = (byte(at) << 8) | byte(at + 1);
      if (low < 0xdc00 || low > 0xdfff) wrong(record, start);
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      at += 2;
    } else if (point >= 0xdc00 && point < 0xe000) wrong(record, start);
  } else {
    const first = byte(at++);
    if (first < 0x80) return [first, at];
    const more = first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
    if (more < 0) wrong(record, start);
    point = first & (0x3f >> more);
    for (let i = 0; i < more; i++) {
      const next = byte(at++);
      if ((next & 0xc0) !== 0x80) wrong(record, start);
      point = (point << 6) | (next & 0x3f);
    }
    // no longer form than is needed
    if (point < [0, 0x80, 0x800, 0x10000][more]!) wrong(record, start);
  }
  if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) wrong(record, start);
  return [point, at];
}

/** Writes a character at a place; gives the one behind it. */
function putPoint(out: Rec, at: number, point: number, width: Width): number {
  const half = (n: number): void => {
    out[at++] = n >> 8;
    out[at++] = n & 0xff;
  };
  if (width === 32) {
    half(point >>> 16);
    half(point & 0xffff);
  } else if (width === 16) {
    if (point < 0x10000) half(point);
    else {
      half(0xd800 + ((point - 0x10000) >> 10));
      half(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
  } else if (point < 0x80) out[at++] = point;
  else if (point < 0x800) {
    out[at++] = 0xc0 | (point >> 6);
    out[at++] = 0x80 | (point & 0x3f);
  } else {
    if (point < 0x10000) out[at++] = 0xe0 | (point >> 12);
    else {
      out[at++] = 0xf0 | (point >> 18);
      out[at++] = 0x80 | ((point >> 12) & 0x3f);
    }
    out[at++] = 0x80 | ((point >> 6) & 0x3f);
    out[at++] = 0x80 | (point & 0x3f);
  }
  return at;
}

/** UTF: between UTF-8, UTF-16 and UTF-32, the higher byte first. */
const utf = filter<Utf>(['UTF'], {
  first: false,
  cost: 5,
  parse(operands) {
    operands.keyword('FROM');
    const from = parseWidth(operands);
    operands.keyword('TO');
    const to = parseWidth(operands);
    operands.finish();
    return { from, to, out: newGrowing(), at: 0 };
  },
  record(s, record, io) {
    if (record.length % (s.from / 8) !== 0) throw new PipeFault(401, record.length);
    const end = Math.min(record.length, s.at + PORTION);
    io.work(8 * (end - s.at));
    const part = new Uint8Array((end - s.at) * WIDEST);
    let length = 0;
    while (s.at < end) {
      const [point, next] = codePoint(record, s.from, s.at);
      length = putPoint(part, length, point, s.to);
      s.at = next;
    }
    grow(s.out, part.subarray(0, length));
    if (s.at < record.length) return true;
    s.at = 0;
    io.emit(takeGrown(s.out));
    return false;
  },
});

/** The stages of this file. */
export const internetCodes: readonly StageKind[] = [qpencode, qpdecode, urldeblock, utf];
