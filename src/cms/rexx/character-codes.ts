/**
 * Characters as REXX in CMS sees them: codes of EBCDIC, by which strings are compared and which the conversion
 * functions show. In here a string holds one character for each code, as shared/ebcdic.ts pairs them.
 */
import { EBCDIC_TO_LATIN1, fromEbcdic, LATIN1_TO_EBCDIC, toEbcdic } from '../../shared/ebcdic.js';

/** The string of these codes. */
export function fromBytes(bytes: ArrayLike<number>): string {
  return fromEbcdic(bytes instanceof Uint8Array ? bytes : Uint8Array.from(bytes));
}

/** Characters that are made a string in one go. */
const PIECE = 4096;

/** A string of characters that are known by their numbers in here, as those of digits are. */
export function fromCharacters(characters: Uint8Array): string {
  let text = '';
  for (let at = 0; at < characters.length; at += PIECE)
    text += String.fromCharCode(...characters.subarray(at, at + PIECE));
  return text;
}

/** The codes of a string. */
export function toBytes(text: string): Uint8Array {
  return toEbcdic(text);
}

/** The character of a code. */
export function characterOf(code: number): string {
  return String.fromCharCode(EBCDIC_TO_LATIN1[code & 0xff]!);
}

/** The code of a character. */
export function codeOf(text: string, at = 0): number {
  return LATIN1_TO_EBCDIC[text.charCodeAt(at) & 0xff]!;
}

/** The order of two strings of characters: negative, 0, positive. A shorter one that agrees comes first. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return LATIN1_TO_EBCDIC[x & 0xff]! - LATIN1_TO_EBCDIC[y & 0xff]!;
  }
  return a.length - b.length;
}
