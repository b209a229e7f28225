/**
 * Conversions of SPECS (CMS Pipelines, "specs", "Conversion"): C is the field as it stands, X hexadecimal, B bits, D
 * decimal, U decimal without a sign, P packed, V a length in front, F floating-point, I a time as digits, T as it is
 * read. Two letters of others go by way of C. P takes the number of decimal places in parentheses.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { concat, decimal } from './bytes.js';
import { fromHex } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import {
  clockOf,
  clockOfTime,
  secondsOfClock,
  secondsOfStamp,
  stampOfSeconds,
  timeOfClock,
} from './time-stamps.js';

/** Width of the numbers that C2D and RECNO make. */
const DECIMAL_WIDTH = 11;
/** Width of those that C2F makes. */
const FLOAT_WIDTH = 22;

/** Longest packed number. */
const MOST_PACKED = 16;

/** Most characters of a field that a message shows. */
const MOST_SHOWN = 256;

const failed = (name: string, field: Rec, record: number): never => {
  throw new PipeFault(392, 1, name, record, fromEbcdic(field.subarray(0, MOST_SHOWN)));
};

type Conversion = (field: Rec, name: string, record: number, scale: number | undefined) => Rec;

/** What each code is worth as a digit; blanks and the like 254, anything else 255. */
const WORTH = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = fromEbcdic(Uint8Array.of(code));
  if (/\s/.test(character)) return 254;
  return /[0-9A-Fa-f]/.test(character) ? Number.parseInt(character, 16) : 255;
});

/** Digits of base 16 or 2 as bytes, filled up with zeros in front; undefined when there is something else. */
function packDigits(field: Rec, base: 16 | 2): Rec | undefined {
  const each = base === 16 ? 2 : 8;
  let count = 0;
  for (let i = 0; i < field.length; i++) {
    const worth = WORTH[field[i]!]!;
    if (worth < base) count++;
    else if (worth !== 254) return undefined;
  }
  const out = new Uint8Array(Math.ceil(count / each));
  let to = out.length * each - count;
  for (let i = 0; i < field.length; i++) {
    const worth = WORTH[field[i]!]!;
    if (worth === 254) continue;
    const at = Math.floor(to / each);
    out[at] = out[at]! * base + worth;
    to++;
  }
  return out;
}

const FROM: Readonly<Record<string, Conversion>> = {
  C: (field) => field,
  X: (field, name, record) => {
    const out = packDigits(field, 16);
    return out ?? failed(name, field, record);
  },
  B: (field, name, record) => {
    const out = packDigits(field, 2);
    return out ?? failed(name, field, record);
  },
  D: (field, name, record) => {
    const text = fromEbcdic(field).trim();
    const number = /^[-+]?\s*\d{1,10}$/.test(text) ? Number(text.replace(/\s/g, '')) : NaN;
    if (!(number >= -(2 ** 31) && number < 2 ** 32)) return failed(name, field, record);
    const out = new Uint8Array(4);
    new DataView(out.buffer).setInt32(0, number | 0);
    return out;
  },
  U: (field, name, record) => {
    const text = fromEbcdic(field).trim();
    const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    if (!(number < 2 ** 32)) return failed(name, field, record);
    const out = new Uint8Array(4);
    new DataView(out.buffer).setUint32(0, number);
    return out;
  },
  T: (field, name, record) => {
    const clock = clockOfTime(fromEbcdic(field.subarray(0, MOST_SHOWN)).trim());
    return clock ?? failed(name, field, record);
  },
  P: (field, name, record, scale) => {
    const text = fromEbcdic(field).trim();
    const match = /^([-+]?)\s*(\d*)(?:\.(\d*))?$/.exec(text);
    const places = match?.[3] ?? '';
    const behind = scale === undefined ? places : places.slice(0, scale).padEnd(scale, '0');
    const all = `${match?.[2] ?? ''}${behind}`.replace(/^0+(?=\d)/, '');
    if (match === null || all === '' || all.length > 31) return failed(name, field, record);
    const digits = all + (match[1] === '-' ? 'D' : 'C');
    return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
  },
  V: (field) => concat(Uint8Array.of(field.length >> 8, field.length & 255), field),
  F: (field, name, record) => {
    const text = fromEbcdic(field).trim();
    const number = /^[-+]?(\d+\.?\d*|\.\d+)(E[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
    const out = hexFloat(number);
    return out ?? failed(name, field, record);
  },
  I: (field, name, record) => {
    const seconds = secondsOfStamp(fromEbcdic(field).trim());
    return seconds === undefined ? failed(name, field, record) : clockOf(seconds);
  },
};

/** A number as a long floating-point number of System/370; undefined when it has none. */
function hexFloat(number: number): Rec | undefined {
  const out = new Uint8Array(8);
  if (number === 0) return out;
  let exponent = 64;
  let fraction = Math.abs(number);
  while (fraction >= 1 && exponent < 128) {
    fraction /= 16;
    exponent++;
  }
  while (fraction < 1 / 16 && exponent >= 0) {
    fraction *= 16;
    exponent--;
  }
  if (!(fraction < 1) || exponent > 127 || exponent < 0) return undefined;
  out[0] = exponent | (number < 0 ? 0x80 : 0);
  for (let i = 1; i < 8; i++) {
    fraction *= 256;
    out[i] = Math.floor(fraction);
    fraction -= out[i]!;
  }
  return out;
}

const DIGITS = toEbcdic('0123456789ABCDEF');

/** A field as hexadecimal digits. */
function digitsOf(field: Rec): Rec {
  const out = new Uint8Array(field.length * 2);
  for (let i = 0; i < field.length; i++) {
    out[2 * i] = DIGITS[field[i]! >> 4]!;
    out[2 * i + 1] = DIGITS[field[i]! & 15]!;
  }
  return out;
}

const hex = (field: Rec): string => fromEbcdic(digitsOf(field));

/** A field as bits. */
function bitsOf(field: Rec): Rec {
  const out = new Uint8Array(field.length * 8);
  for (let i = 0; i < out.length; i++) out[i] = DIGITS[(field[i >> 3]! >> (7 - (i & 7))) & 1]!;
  return out;
}

/** What a long field is made into is no longer than a record may be. */
function bounded(field: Rec, times: number): Rec {
  if (field.length * times > MOST_RECORD) throw new PipeFault(78, field.length * times);
  return field;
}

const TO: Readonly<Record<string, Conversion>> = {
  C: (field) => field,
  X: (field) => digitsOf(bounded(field, 2)),
  B: (field) => bitsOf(bounded(field, 8)),
  D: (field, name, record) => {
    if (field.length > 6) return failed(name, field, record);
    let value = 0;
    for (const byte of field) value = value * 256 + byte;
    const negative = field.length > 0 && (field[0]! & 0x80) !== 0;
    if (negative) value -= 256 ** field.length;
    return decimal(value, DECIMAL_WIDTH);
  },
  U: (field, name, record) => {
    if (field.length > 6) return failed(name, field, record);
    let value = 0;
    for (const byte of field) value = value * 256 + byte;
    return decimal(value, DECIMAL_WIDTH);
  },
  T: (field, name, record) =>
    field.length < 8 ? failed(name, field, record) : toEbcdic(timeOfClock(field)),
  P: (field, name, record, scale = 0) => {
    if (field.length > MOST_PACKED) return failed(name, field, record);
    const text = hex(field);
    const match = /^(\d*)([A-F])$/.exec(text);
    if (match === null) return failed(name, field, record);
    const all = match[1]!.replace(/^0+/, '').padStart(scale + 1, '0');
    const sign = match[2] === 'B' || match[2] === 'D' ? '-' : '';
    const whole = all.slice(0, all.length - scale);
    return toEbcdic(sign + (scale === 0 ? whole : `${whole}.${all.slice(-scale)}`));
  },
  V: (field, name, record) => {
    const length = field.length < 2 ? -1 : field[0]! * 256 + field[1]!;
    if (length < 0 || length + 2 > field.length) return failed(name, field, record);
    return field.subarray(2, 2 + length);
  },
  F: (field, name, record) => {
    if (field.length < 1 || field.length > 8) return failed(name, field, record);
    let fraction = 0;
    for (let i = field.length - 1; i > 0; i--) fraction = (fraction + field[i]!) / 256;
    const number = fraction * 16 ** ((field[0]! & 0x7f) - 64) * ((field[0]! & 0x80) !== 0 ? -1 : 1);
    return toEbcdic(String(number).toUpperCase().padStart(FLOAT_WIDTH));
  },
  I: (field, name, record) =>
    field.length < 8
      ? failed(name, field, record)
      : toEbcdic(stampOfSeconds(secondsOfClock(field))),
};

/** Two letters, and of P the decimal places. */
const NAME = /^([CXBDPVFIUT])2([CXBDPVFIUT])(?:\((\d{1,2})\))?$/i;
/** Most decimal places. */
const MOST_PLACES = 31;

/** Whether a word names a conversion. */
export function isConversion(word: string): boolean {
  const match = NAME.exec(word);
  if (match === null || match[1]!.toUpperCase() === match[2]!.toUpperCase()) return false;
  return match[3] === undefined || (/p/i.test(word) && Number(match[3]) <= MOST_PLACES);
}

/** Converts a field. Throws a PipeFault when it is not what the conversion wants. */
export function convert(name: string, field: Rec, record = 0): Rec {
  const places = name.length > 3 ? Number(name.slice(4, -1)) : undefined;
  const from = FROM[name.charAt(0)]!;
  return TO[name.charAt(2)]!(from(field, name, record, places), name, record, places);
}
