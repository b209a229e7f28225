/**
 * EBCDIC code page 1047 (Latin-1/Open Systems; IBM "Character Data Representation Architecture", coded
 * character set 01047). It holds exactly the 256 characters of Latin-1, so translation loses nothing either way.
 * X'15' (NL) is taken as the line end `\n` and X'25' (LF) as U+0085, as VM separates command lines by X'15'.
 */

/** Latin-1 code of each EBCDIC code, two hexadecimal digits each. */
const PAGE =
  '000102039c09867f978d8e0b0c0d0e0f101112139d0a08871819928f1c1d1e1f' +
  '808182838485171b88898a8b8c050607909116939495960498999a9b14159e1a' +
  '20a0e2e4e0e1e3e5e7f1a22e3c282b7c26e9eaebe8edeeefecdf21242a293b5e' +
  '2d2fc2c4c0c1c3c5c7d1a62c255f3e3ff8c9cacbc8cdcecfcc603a2340273d22' +
  'd8616263646566676869abbbf0fdfeb1b06a6b6c6d6e6f707172aabae6b8c6a4' +
  'b57e737475767778797aa1bfd05bdeaeaca3a5b7a9a7b6bcbdbedda8af5db4d7' +
  '7b414243444546474849adf4f6f2f3f57d4a4b4c4d4e4f505152b9fbfcf9faff' +
  '5cf7535455565758595ab2d4d6d2d3d530313233343536373839b3dbdcd9da9f';

/** EBCDIC blank. */
export const EBCDIC_BLANK = 0x40;
/** Substitute: stands for a character that the code page does not hold. */
export const EBCDIC_SUBSTITUTE = 0x3f;

/** Latin-1 code by EBCDIC code. */
export const EBCDIC_TO_LATIN1: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, code) =>
  Number.parseInt(PAGE.slice(code * 2, code * 2 + 2), 16),
);
/** EBCDIC code by Latin-1 code. */
export const LATIN1_TO_EBCDIC: Readonly<Uint8Array> = EBCDIC_TO_LATIN1.reduce(
  (table, latin1, code) => {
    table[latin1] = code;
    return table;
  },
  new Uint8Array(256),
);

/** Folds EBCDIC lower case to upper case, byte by byte, a to z only. */
export const EBCDIC_TO_UPPER: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, code) => {
  const latin1 = EBCDIC_TO_LATIN1[code]!;
  return latin1 >= 0x61 && latin1 <= 0x7a ? LATIN1_TO_EBCDIC[latin1 - 0x20]! : code;
});

/** Text to EBCDIC; each UTF-16 unit that the code page does not hold becomes X'3F'. */
export function toEbcdic(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    out[i] = code < 256 ? LATIN1_TO_EBCDIC[code]! : EBCDIC_SUBSTITUTE;
  }
  return out;
}

/** Characters up to which a text is put together here; the decoder is faster for longer ones. */
const SHORT = 64;

/** EBCDIC to text, one character a byte; control codes come out as control characters. */
export function fromEbcdic(bytes: Uint8Array): string {
  return bytes.length > SHORT ? decoded(bytes) : joined(bytes);
}

/** Eight characters at a time. */
function joined(bytes: Uint8Array): string {
  const page = EBCDIC_TO_LATIN1;
  const character = String.fromCharCode;
  let text = '';
  let i = 0;
  for (; i + 8 <= bytes.length; i += 8) {
    text += character(
      page[bytes[i]!]!,
      page[bytes[i + 1]!]!,
      page[bytes[i + 2]!]!,
      page[bytes[i + 3]!]!,
      page[bytes[i + 4]!]!,
      page[bytes[i + 5]!]!,
      page[bytes[i + 6]!]!,
      page[bytes[i + 7]!]!,
    );
  }
  for (; i < bytes.length; i++) text += character(page[bytes[i]!]!);
  return text;
}

const DECODER = new TextDecoder('latin1');

/** The decoder's Latin-1 is in truth Windows 1252, which has other characters for the control codes 80 to 9F. */
function decoded(bytes: Uint8Array): string {
  const latin1 = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const code = EBCDIC_TO_LATIN1[bytes[i]!]!;
    if ((code & 0xe0) === 0x80) return joined(bytes);
    latin1[i] = code;
  }
  return DECODER.decode(latin1);
}

/** Whether an EBCDIC code is a graphic character (blank included): what may be shown on a terminal. */
export function isPrintable(code: number): boolean {
  const latin1 = EBCDIC_TO_LATIN1[code & 0xff]!;
  return (latin1 >= 0x20 && latin1 < 0x7f) || (latin1 >= 0xa0 && latin1 !== 0xad);
}

/** Whether a character (one UTF-16 unit) is a graphic character of the code page. */
export function isGraphic(character: string): boolean {
  const code = character.charCodeAt(0);
  return character.length === 1 && code < 256 && isPrintable(LATIN1_TO_EBCDIC[code]!);
}

/** EBCDIC to text that is safe on any terminal: what is not printable becomes `replacement`. */
export function toPrintable(bytes: Uint8Array, replacement = '.'): string {
  let text = '';
  for (const code of bytes) {
    text += isPrintable(code) ? String.fromCharCode(EBCDIC_TO_LATIN1[code]!) : replacement;
  }
  return text;
}

/** Text as EBCDIC in exactly `length` bytes: cut, or filled with blanks (or `fill`). */
export function toEbcdicPadded(text: string, length: number, fill = EBCDIC_BLANK): Uint8Array {
  const out = new Uint8Array(length).fill(fill);
  out.set(toEbcdic(text.slice(0, length)));
  return out;
}
