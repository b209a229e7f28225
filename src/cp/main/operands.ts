/** Reading the operands of CP commands: words, userids, device numbers, decimal and hexadecimal numbers. */
import type { Operands } from './cp-services.js';

/** Splits what stands behind a command's name. */
export function operandsOf(text: string): Operands {
  const trimmed = text.replace(/^ +/, '');
  const starts: number[] = [];
  const words: string[] = [];
  for (const match of trimmed.matchAll(/[^ ]+/g)) {
    starts.push(match.index);
    words.push(match[0].toUpperCase());
  }
  return {
    text: trimmed,
    words,
    from: (n) => {
      const start = starts[n];
      return start === undefined ? '' : trimmed.slice(start);
    },
  };
}

/** Whether `word` (upper case) is `name` or a shorter form of it with `minimum` characters at the least. */
export function abbreviates(word: string | undefined, name: string, minimum: number): boolean {
  return word !== undefined && word.length >= minimum && name.startsWith(word);
}

/** A userid: 1 to 8 of A-Z 0-9 @ # $ _ - + :, in upper case; undefined when it is none. */
export function useridOf(word: string | undefined): string | undefined {
  return word !== undefined && /^[A-Z0-9@#$_+:-]{1,8}$/.test(word) ? word : undefined;
}

/** A virtual device number, 0 to FFFF (hexadecimal); undefined when it is none. */
export function deviceNumberOf(word: string | undefined): number | undefined {
  return word !== undefined && /^[0-9A-F]{1,4}$/.test(word) ? Number.parseInt(word, 16) : undefined;
}

/** A device number as CP shows it: at least three digits (`009`, `0FFF` is `FFF`). */
export function deviceText(address: number): string {
  return address.toString(16).toUpperCase().padStart(3, '0');
}

/** A device number in z/VM's four digits. */
export function deviceText4(address: number): string {
  return address.toString(16).toUpperCase().padStart(4, '0');
}

/** A decimal number of at most 9 digits between two bounds. */
export function decimalOf(
  word: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (word === undefined || !/^\d{1,9}$/.test(word)) return undefined;
  const value = Number(word);
  return value >= least && value <= most ? value : undefined;
}

/** A hexadecimal number of at most `digits` digits. */
export function hexOf(word: string | undefined, digits: number): number | undefined {
  if (word === undefined || !/^[0-9A-F]+$/.test(word) || word.length > digits) return undefined;
  return Number.parseInt(word, 16);
}

/** A word as eight hexadecimal digits. */
export function hex8(word: number): string {
  return (word >>> 0).toString(16).toUpperCase().padStart(8, '0');
}

/** A virtual processor's address as CP shows it. */
export function cpuText(address: number): string {
  return address.toString(16).toUpperCase().padStart(2, '0');
}

/** `ON` or `OFF`. */
export function onOff(value: boolean): string {
  return value ? 'ON' : 'OFF';
}

/** A storage size: decimal digits with K or M (`512K`, `16M`), a multiple of 4K; in bytes. */
export function storageSizeOf(word: string | undefined): number | undefined {
  const match = /^(\d{1,6})([KM])$/.exec(word ?? '');
  if (match === null) return undefined;
  const bytes = Number(match[1]) * (match[2] === 'K' ? 1024 : 1024 * 1024);
  return bytes > 0 && bytes % 4096 === 0 ? bytes : undefined;
}

/** A storage size as CP shows it. */
export function storageText(bytes: number): string {
  return bytes % 0x100000 === 0 ? `${bytes / 0x100000}M` : `${bytes / 1024}K`;
}
