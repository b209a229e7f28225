/** Numbers by a picture (CMS Pipelines, "specs Reference", "Picture"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec } from './pipe-set.js';
import { numeric, type Value } from './specs-functions.js';

/** A drifting sign: the character at the beginning, how often. */
const DRIFT = /^([-+S$])\1+/;

/**
 * A number as a picture has it: 9 a digit, Z a digit or blank, * a digit or asterisk, V the decimal point (none is
 * shown) or . (shown), + - S $ alone or drifting, and , / B between digits.
 */
export function pictured(value: Value, picture: string): Rec {
  const upper = picture.toUpperCase();
  if (picture.length > 255) throw new PipeFault(670, picture);
  const bad = /[^9Z*SB$V.,/+-]/.exec(upper);
  if (bad !== null) throw new PipeFault(672, picture, bad[0], 1);
  const point = upper.search(/[V.]/);
  if (point >= 0 && /[V.]/.test(upper.slice(point + 1))) throw new PipeFault(672, picture, 'V', 2);
  const front = point < 0 ? upper : upper.slice(0, point);
  const behind = point < 0 ? '' : upper.slice(point + 1);
  const number = numeric(value);
  const places = behind.replace(/[^9Z*]/g, '').length;
  const drift = DRIFT.exec(front);
  const driftSign = drift?.[1];
  // of drifting signs the first is only a sign
  const body = drift === null ? front : front.slice(1);
  const isDigit = (c: string): boolean => '9Z*'.includes(c) || c === driftSign;
  const width = [...body].filter(isDigit).length;
  const shift = number.e + places;
  const scaled = shift >= 0 ? number.c * 10n ** BigInt(shift) : roundedDown(number.c, -shift);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(width + places, '0');
  if (digits.length > width + places) throw new PipeFault(1050, picture);
  const negative = scaled < 0n;
  const signs: Readonly<Record<string, string>> = {
    '+': negative ? ' ' : '+',
    '-': negative ? '-' : ' ',
    S: negative ? '-' : '+',
    $: '$',
  };
  let at = 0;
  let seen = false;
  let fill = ' ';
  let out = '';
  for (const c of body) {
    if (isDigit(c)) {
      const digit = digits.charAt(at++);
      if (c === '*') fill = '*';
      seen ||= digit !== '0' || c === '9';
      out += seen ? digit : fill;
    } else if (c in signs) out += signs[c]!;
    else out += c === 'B' ? ' ' : seen ? c : fill;
  }
  if (driftSign !== undefined) {
    const first = out.search(/[^ *]/);
    const place = first < 0 ? out.length : first;
    out =
      place === 0
        ? signs[driftSign]! + out
        : ` ${out.slice(0, place - 1)}${signs[driftSign]!}${out.slice(place)}`;
  }
  for (const c of point < 0 ? '' : upper.slice(point)) {
    if (c === '.') out += '.';
    else if (c === 'V') continue;
    else if ('9Z*'.includes(c)) out += digits.charAt(at++);
    else out += signs[c] ?? (c === 'B' ? ' ' : c);
  }
  return toEbcdic(out);
}

/** The coefficient without its last digits, rounded half away from zero. */
function roundedDown(c: bigint, drop: number): bigint {
  const unit = 10n ** BigInt(drop);
  const half = unit / 2n;
  return c < 0n ? -((-c + half) / unit) : (c + half) / unit;
}
