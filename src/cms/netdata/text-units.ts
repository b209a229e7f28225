/**
 * Text units of NETDATA control records: key, number of values, and each value with its length (z/OS TSO/E
 * Customization, "Text unit keys"; z/VM CMS, NETDATA).
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';

/** Keys in use. */
export const KEY = {
  datasetName: 0x0002,
  blockSize: 0x0030,
  organisation: 0x003c,
  recordLength: 0x0042,
  recordFormat: 0x0049,
  toNode: 0x1001,
  toUser: 0x1002,
  fromNode: 0x1011,
  fromUser: 0x1012,
  changed: 0x1021,
  created: 0x1022,
  sent: 0x1024,
  acknowledge: 0x1026,
  utility: 0x1028,
  size: 0x102c,
  filemode: 0x102d,
  files: 0x102f,
} as const;

/** A text unit. */
export interface TextUnit {
  readonly key: number;
  readonly values: readonly Uint8Array[];
}

/** Makes the value of a number, as few bytes as `width`. */
export function numberValue(value: number, width: number): Uint8Array {
  return Uint8Array.from(
    { length: width },
    (_, i) => Math.floor(value / 256 ** (width - 1 - i)) & 0xff,
  );
}

/** A unit of text values. */
export function textUnit(key: number, ...values: readonly string[]): TextUnit {
  return { key, values: values.map((value) => toEbcdic(value)) };
}

/** A unit with one number. */
export function numberUnit(key: number, value: number, width: number): TextUnit {
  return { key, values: [numberValue(value, width)] };
}

/** The bytes of a list of units. */
export function encodeUnits(units: readonly TextUnit[]): Uint8Array {
  const bytes: number[] = [];
  for (const { key, values } of units) {
    bytes.push(key >> 8, key & 255, values.length >> 8, values.length & 255);
    for (const value of values) bytes.push(value.length >> 8, value.length & 255, ...value);
  }
  return Uint8Array.from(bytes);
}

/** Reads units; undefined when the bytes end within one. A key that comes twice counts once. */
export function decodeUnits(bytes: Uint8Array): Map<number, readonly Uint8Array[]> | undefined {
  const units = new Map<number, readonly Uint8Array[]>();
  const half = (at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return undefined;
    const key = half(at);
    const count = half(at + 2);
    at += 4;
    const values: Uint8Array[] = [];
    for (let i = 0; i < count; i++) {
      if (at + 2 > bytes.length) return undefined;
      const end = at + 2 + half(at);
      if (end > bytes.length) return undefined;
      values.push(bytes.slice(at + 2, end));
      at = end;
    }
    if (!units.has(key)) units.set(key, values);
  }
  return units;
}

/** First value of a unit as text. */
export function unitText(units: ReadonlyMap<number, readonly Uint8Array[]>, key: number): string {
  const value = units.get(key)?.[0];
  return value === undefined ? '' : fromEbcdic(value).trim();
}

/** First value of a unit as a number. */
export function unitNumber(
  units: ReadonlyMap<number, readonly Uint8Array[]>,
  key: number,
): number | undefined {
  const value = units.get(key)?.[0];
  if (value === undefined || value.length === 0 || value.length > 6) return undefined;
  return value.reduce((number, byte) => number * 256 + byte, 0);
}
