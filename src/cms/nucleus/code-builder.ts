/** Bytes of the nucleus at their addresses: a very small loader of hand-made instructions. */
import { toEbcdic } from '../../shared/ebcdic.js';

/** A stretch of storage under construction. */
export interface CodeBuilder {
  readonly first: number;
  readonly bytes: Uint8Array;
}

/** Storage from `first`, `length` bytes of zeros. */
export function codeBuilder(first: number, length: number): CodeBuilder {
  return { first, bytes: new Uint8Array(length) };
}

/** Puts hexadecimal digits (blanks allowed) at an address. */
export function putHex(code: CodeBuilder, address: number, digits: string): void {
  const clean = digits.replace(/\s/g, '');
  for (let i = 0; i < clean.length; i += 2) {
    code.bytes[address - code.first + i / 2] = Number.parseInt(clean.slice(i, i + 2), 16);
  }
}

/** Puts a big-endian word at an address. */
export function putWord(code: CodeBuilder, address: number, value: number): void {
  new DataView(code.bytes.buffer).setInt32(address - code.first, value);
}

/** Puts EBCDIC text, padded with blanks to `length`. */
export function putText(code: CodeBuilder, address: number, text: string, length: number): void {
  code.bytes.set(toEbcdic(text.padEnd(length).slice(0, length)), address - code.first);
}
