/**
 * Reels as programs of OS write them, byte for byte from the descriptions of OS (OS/VS Utilities, GC35-0005; OS/VS Tape
 * Labels, GC26-3795), with nothing of what reads them.
 */
import { toEbcdic } from '../../../src/shared/ebcdic.js';

/** A tape mark. */
export const MARK = new Uint8Array(0);

/** A record of so many columns. */
export function card(text: string, columns = 80): Uint8Array {
  return toEbcdic(text.padEnd(columns).slice(0, columns));
}

/** A record as IEBPTPCH punches it: a control character, and 80 columns. */
export function punched(text: string): Uint8Array {
  return card(` ${text}`, 81);
}

/** Records one behind the other in a block. */
export function block(...records: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(records));
}

/** Records in blocks of so many. */
export function blocked(records: readonly Uint8Array[], count: number): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < records.length; at += count) {
    blocks.push(block(...records.slice(at, at + count)));
  }
  return blocks;
}

/** What is in front of the records of a tape with standard labels. */
export const LABELS = [
  card('VOL1OSTAPE'),
  card('HDR1SYS1.UNLOADED    OSTAPE00010001'),
  card('HDR2F000800008030'),
  MARK,
];

/** A member that is unloaded: the blocks of the data set as they were on the disk. */
export interface Member {
  readonly name: string;
  readonly blocks: readonly Uint8Array[];
  /** Further names. */
  readonly aliases?: readonly string[];
  /** A note list is behind the entry. */
  readonly notes?: boolean;
  /** Of its blocks, X'20' without. */
  readonly kind?: number;
}

/** What a data set was like. */
export interface Shape {
  readonly recfm: number;
  readonly blksize: number;
  readonly lrecl: number;
  /** PO without. */
  readonly dsorg?: number;
  readonly keylen?: number;
}

/** Records of 80 bytes, unblocked. */
export const CARDS: Shape = { recfm: 0x80, blksize: 80, lrecl: 80 };

const half = (value: number): number[] => [value >> 8, value & 0xff];

function part(kind: number, data: Uint8Array, ttr?: readonly number[]): Uint8Array {
  const flags = kind | (ttr === undefined ? 0 : 0x80);
  return Uint8Array.from([...half(data.length), flags, ...(ttr ?? []), ...data]);
}

function entry(name: string, alias: boolean): Uint8Array {
  return Uint8Array.from([...card(name, 8), 0, 1, 1, alias ? 0x80 : 0]);
}

function dscb({ recfm, blksize, lrecl, dsorg = 0x0200, keylen = 0 }: Shape): Uint8Array {
  const out = new Uint8Array(96);
  out.set(card('SYS1.TEST.MACLIB', 44), 0);
  out.set(card('1OSDISK', 7), 44);
  out.set([...half(dsorg), recfm, 0, ...half(blksize), ...half(lrecl), keylen], 82);
  return out;
}

/** The records of 80 bytes of an unloaded data set. */
export function unloaded(shape: Shape, members: readonly Member[], end = true): Uint8Array[] {
  const stream = block(
    part(0, toEbcdic('THIS IS AN UNLOADED DATA SET PRODUCED BY IEHMOVE')),
    part(0, dscb(shape)),
    ...members.flatMap(({ name, blocks, aliases = [], notes = false, kind = 0x20 }) => [
      part(0x08, entry(name, false), [0, 1, 1]),
      ...(notes ? [part(0x10, Uint8Array.of(0, 0, 1, 2))] : []),
      ...blocks.map((one, i) => part(kind, one, [0, 1, i + 2])),
      ...aliases.map((alias) => part(0x08, entry(alias, true), [0, 1, 1])),
    ]),
    ...(end ? [part(0x01, new Uint8Array(0))] : []),
  );
  const records: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += 78) {
    const record = new Uint8Array(80);
    record.set(half((records.length + 1) & 0xffff));
    record.set(stream.subarray(at, at + 78), 2);
    records.push(record);
  }
  return records;
}
