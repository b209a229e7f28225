/**
 * Volumes of OS: the volume label, and the data set control blocks of the VTOC (OS/VS2 System Programming Library: Debugging
 * Handbook, "DSCB"; OS/VS1 DADSM Logic). What is read is hostile input: a block that makes no sense is none.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import { recordsOf, type Track } from './track-channel.js';
import type { Extent } from './track-state.js';

/** Bytes of a control block: its key, then its data. */
const KEY = 44;
const DSCB = 140;

/** What the label of a volume says. */
export interface VolumeLabel {
  readonly volume: string;
  /** Where the VTOC begins. */
  readonly cylinder: number;
  readonly head: number;
}

/** The label, from cylinder 0, head 0; undefined when the disk has none with a VTOC. */
export function volumeLabel(track: Track): VolumeLabel | undefined {
  const data = recordsOf(track)[2]?.data;
  if (data?.length !== 80 || fromEbcdic(data.subarray(0, 4)) !== 'VOL1') return undefined;
  const [cylinder, head] = [(data[11]! << 8) | data[12]!, (data[13]! << 8) | data[14]!];
  if (cylinder === 0 && head === 0 && data[15] === 0) return undefined;
  return { volume: fromEbcdic(data.subarray(4, 10)).trimEnd(), cylinder, head };
}

/** The name in the label of a volume of OS or of a disk of CMS. */
export function labelOf(track: Track): string | undefined {
  const data = recordsOf(track)[2]?.data ?? new Uint8Array(0);
  const text = fromEbcdic(data.subarray(0, 10));
  return /^(?:VOL1|CMS[=1])/.test(text) ? text.slice(4).trimEnd() : undefined;
}

/** A data set, as its format 1 block describes it. */
export interface DataSet {
  readonly name: string;
  readonly volume: string;
  /** Year, and day of the year; a year of 0 is none. */
  readonly created: { readonly year: number; readonly day: number };
  readonly organisation: string;
  readonly recfm: string;
  readonly lrecl: number;
  readonly blksize: number;
  extents: Extent[];
  /** Where the block stands that has further extents. */
  readonly more: string | undefined;
}

/** What is known of a VTOC; plain data. */
export interface Vtoc {
  readonly heads: number;
  /** Where it stands, once its own block has been read. */
  extent: Extent | undefined;
  cylinders: number;
  /** The blocks of free space are not kept up (the volume was changed by DOS). */
  unkept: boolean;
  readonly dataSets: DataSet[];
  /** Further extents by the place of their block: cylinder, head, record. */
  readonly further: Map<string, Extent[]>;
  readonly free: Extent[];
}

/** A VTOC of which nothing has been read. */
export function newVtoc(heads: number): Vtoc {
  return {
    ...{ heads, extent: undefined, cylinders: 0, unkept: false },
    ...{ dataSets: [], further: new Map(), free: [] },
  };
}

const half = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;
const place = (bytes: Uint8Array, at: number): string =>
  `${String(half(bytes, at))} ${String(half(bytes, at + 2))} ${String(bytes[at + 4]!)}`;

/** An entry of ten bytes: type, sequence number, lower and upper limit; undefined when it is none. */
function extentAt(bytes: Uint8Array, at: number, heads: number): Extent | undefined {
  if (bytes[at] === 0) return undefined;
  const track = (where: number): number => half(bytes, where) * heads + half(bytes, where + 2);
  const [from, to] = [track(at + 2), track(at + 6)];
  return to < from ? undefined : { from, to };
}

function extentsAt(bytes: Uint8Array, places: readonly number[], heads: number): Extent[] {
  return places.flatMap((at) => extentAt(bytes, at, heads) ?? []);
}

const range = (from: number, count: number, size: number): number[] =>
  Array.from({ length: count }, (_, n) => from + n * size);

/** Extents of a format 3 block: four in its key, nine behind it. */
const FURTHER = [...range(4, 4, 10), ...range(45, 9, 10)];
/** Free extents of a format 5 block, five bytes each. */
const FREE = [...range(4, 8, 5), ...range(45, 18, 5)];

const ORGANISATIONS: readonly (readonly [mask: number, name: string])[] = [
  ...([
    [0x8000, 'IS'],
    [0x4000, 'PS'],
    [0x2000, 'DA'],
    [0x0200, 'PO'],
    [0x0008, 'AM'],
  ] as const),
];

function recordFormat(flags: number): string {
  const kind = { 0xc0: 'U', 0x80: 'F', 0x40: 'V' }[flags & 0xc0] ?? '';
  const marks = [
    [0x20, 'T'],
    [0x10, 'B'],
    [0x08, 'S'],
    [0x04, 'A'],
    [0x02, 'M'],
  ] as const;
  return kind + marks.map(([mask, mark]) => ((flags & mask) !== 0 ? mark : '')).join('');
}

function dataSet(bytes: Uint8Array, heads: number): DataSet {
  const organisation = half(bytes, 82);
  const next = place(bytes, 135);
  return {
    name: fromEbcdic(bytes.subarray(0, KEY)).trimEnd(),
    volume: fromEbcdic(bytes.subarray(45, 51)).trimEnd(),
    created: { year: bytes[53]!, day: half(bytes, 54) },
    organisation: ORGANISATIONS.find(([mask]) => (organisation & mask) !== 0)?.[1] ?? '',
    recfm: recordFormat(bytes[84]!),
    blksize: half(bytes, 86),
    lrecl: half(bytes, 88),
    extents: extentsAt(bytes, range(105, 3, 10), heads),
    more: next === '0 0 0' ? undefined : next,
  };
}

/** Takes the blocks of a track of the VTOC. */
export function takeVtoc(vtoc: Vtoc, track: Track): void {
  const { heads } = vtoc;
  recordsOf(track).forEach(({ key, data }, n) => {
    if (key.length !== KEY || data.length !== DSCB - KEY) return;
    const bytes = new Uint8Array(DSCB);
    bytes.set(key);
    bytes.set(data, KEY);
    switch (bytes[KEY]) {
      case 0xf1:
        vtoc.dataSets.push(dataSet(bytes, heads));
        return;
      case 0xf3: {
        const at = `${String(track.cylinder)} ${String(track.head)} ${String(n + 1)}`;
        vtoc.further.set(at, extentsAt(bytes, FURTHER, heads));
        return;
      }
      case 0xf4:
        vtoc.extent ??= extentAt(bytes, 105, heads);
        vtoc.cylinders = half(bytes, 62);
        vtoc.unkept = (bytes[58]! & 0x80) !== 0;
        return;
      case 0xf5:
        for (const from of FREE) {
          const first = half(bytes, from);
          const tracks = half(bytes, from + 2) * heads + bytes[from + 4]!;
          if (tracks > 0) vtoc.free.push({ from: first, to: first + tracks - 1 });
        }
        return;
      default:
    }
  });
}

/** Joins the extents of data sets and sorts what was read; to be called when all of the VTOC has been read. */
export function completeVtoc(vtoc: Vtoc): void {
  for (const one of vtoc.dataSets) {
    if (one.more !== undefined) one.extents.push(...(vtoc.further.get(one.more) ?? []));
  }
  vtoc.dataSets.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (vtoc.unkept) vtoc.free.splice(0, vtoc.free.length, ...between(vtoc));
  vtoc.free.sort((a, b) => a.from - b.from);
}

/** Tracks that belong to nobody. */
function between(vtoc: Vtoc): Extent[] {
  const own = vtoc.extent === undefined ? [] : [vtoc.extent];
  const taken = [{ from: 0, to: 0 }, ...own, ...vtoc.dataSets.flatMap((one) => one.extents)];
  const free: Extent[] = [];
  let next = 0;
  for (const { from, to } of taken.sort((a, b) => a.from - b.from)) {
    if (from > next) free.push({ from: next, to: from - 1 });
    next = Math.max(next, to + 1);
  }
  const end = vtoc.cylinders * vtoc.heads;
  if (next < end) free.push({ from: next, to: end - 1 });
  return free;
}

/** An entry of a directory: a member and where it begins, relative to the data set (TTR). */
export interface DirectoryEntry {
  readonly name: string;
  readonly address: number;
}

/** The directory of a partitioned data set, as far as a track has it; `end`: the last entry has come. */
export function directoryEntries(track: Track): {
  readonly entries: DirectoryEntry[];
  readonly end: boolean;
} {
  const entries: DirectoryEntry[] = [];
  for (const { key, data } of recordsOf(track)) {
    // the directory ends with an entry of ones, or with what is no block of it
    if (key.length !== 8 || data.length !== 256) return { entries, end: true };
    const used = Math.min(half(data, 0), data.length);
    for (let at = 2; at + 12 <= used; at += 12 + (data[at + 11]! & 0x1f) * 2) {
      const name = data.subarray(at, at + 8);
      if (name.every((byte) => byte === 0xff)) return { entries, end: true };
      const address = (data[at + 8]! << 16) | half(data, at + 9);
      entries.push({ name: fromEbcdic(name).trimEnd(), address });
    }
  }
  return { entries, end: track.counts.length === 0 };
}
