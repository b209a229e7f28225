/**
 * Images of count-key-data disks: a header of 512 bytes, then a slot of one size for each track, by cylinder and
 * head (what a slot holds: shared/ckd-track.ts). Our own header names the model; a slot of zeros is a track
 * that was never written, so that a new image takes no space. Hercules has the same slots behind a header of
 * its own, CKD_P370, in which numbers stand low byte first; such a file is used as it is.
 */
import { ImageFault } from '../cp/ports/minidisks.js';
import type { DiskShape, OpenImage } from '../cp/ports/minidisks.js';
import { CKD_GEOMETRIES, modelOf } from '../shared/ckd-geometry-table.js';
import type { CkdGeometry } from '../shared/ckd-geometry-table.js';
import { slotBytes } from '../shared/ckd-track.js';

/** Bytes of a header. */
export const HEADER_BYTES = 512;

/** The first eight bytes of each kind of file. */
const OWN = 'VMTSCKD1';
const HERCULES = 'CKD_P370';
export const HERCULES_COMPRESSED = 'CKD_C370';
export const HERCULES_SHADOW = 'CKD_S370';
const KINDS: readonly string[] = [OWN, HERCULES, HERCULES_COMPRESSED, HERCULES_SHADOW];

/** Slots of files of others: as small as a track with nothing on it, at most what a count can say and more. */
const SMALLEST_SLOT = 64;
const LARGEST_SLOT = 0x11000;
/** Cylinders with all alternate ones that any volume has. */
const MOST_CYLINDERS = 4096;

type CkdShape = Extract<DiskShape, { type: 'ckd' }>;
/** A disk of tracks and where they lie. */
export type CkdLayout = Extract<OpenImage['disk'], { type: 'ckd' }>;

/** What a file is by its first bytes; undefined when it is none of these. */
export function imageKind(header: Uint8Array): string | undefined {
  const kind = String.fromCharCode(...header.subarray(0, 8));
  return KINDS.includes(kind) ? kind : undefined;
}

/** Where the tracks of an image of ours lie. */
export function ownLayout(shape: CkdShape): CkdLayout {
  return { ...shape, base: HEADER_BYTES, slot: slotBytes(CKD_GEOMETRIES[shape.model]) };
}

/** Bytes of an image. */
export function layoutBytes({ model, cylinders, base, slot }: CkdLayout): number {
  return base + cylinders * CKD_GEOMETRIES[model].heads * slot;
}

/** The header of an image of ours. */
export function ownHeader({ model, cylinders, slot }: CkdLayout): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(ascii(OWN));
  view.setUint32(8, CKD_GEOMETRIES[model].heads);
  view.setUint32(12, slot);
  view.setUint32(16, cylinders);
  bytes.set(ascii(model), 20);
  return bytes;
}

/** The header of Hercules for the same tracks. */
export function herculesHeader({ model, slot }: CkdLayout): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  const { heads, type } = CKD_GEOMETRIES[model];
  bytes.set(ascii(HERCULES));
  view.setUint32(8, heads, true);
  view.setUint32(12, slot, true);
  // the last two digits of the type, as if they were hexadecimal
  bytes[16] = Number.parseInt(type.slice(2), 16);
  return bytes;
}

/**
 * Reads the header of an image whose tracks lie in slots.
 * @param bytes - of the whole file
 * @throws ImageFault when it is damaged, or of another kind
 */
export function readLayout(header: Uint8Array, bytes: number): CkdLayout {
  const kind = header.length < HEADER_BYTES ? undefined : imageKind(header);
  const layout =
    kind === OWN ? readOwn(header) : kind === HERCULES ? readHercules(header, bytes) : undefined;
  if (layout === undefined) throw new ImageFault('image is not one of count-key-data tracks');
  if (layoutBytes(layout) > bytes) throw new ImageFault('image is too short for its cylinders');
  return layout;
}

function readOwn(header: Uint8Array): CkdLayout {
  const view = new DataView(header.buffer, header.byteOffset);
  const cylinders = view.getUint32(16);
  const name = String.fromCharCode(...header.subarray(20, 28)).replace(/\0+$/, '');
  const model = Object.values(CKD_GEOMETRIES).find((one) => one.model === name)?.model;
  if (model === undefined) throw new ImageFault('image is of an unknown device type');
  const layout = ownLayout({ type: 'ckd', model, cylinders });
  const { heads } = CKD_GEOMETRIES[model];
  if (view.getUint32(8) !== heads || view.getUint32(12) !== layout.slot) throw damaged();
  if (cylinders < 1 || cylinders > MOST_CYLINDERS) throw damaged();
  return layout;
}

/** The fields of a header of Hercules, plain or compressed. */
export function herculesFields(header: Uint8Array): {
  readonly heads: number;
  readonly slot: number;
  /** The last two digits of the device type. */
  readonly type: string;
  /** 0: the only file; others belong to a volume in several files. */
  readonly sequence: number;
} {
  const view = new DataView(header.buffer, header.byteOffset);
  const heads = view.getUint32(8, true);
  const slot = view.getUint32(12, true);
  if (slot < SMALLEST_SLOT || slot > LARGEST_SLOT) throw damaged();
  const type = header[16]!.toString(16).padStart(2, '0');
  return { heads, slot, type, sequence: header[17]! };
}

/** The layout of so many cylinders of Hercules' slots. */
export function herculesLayout(
  { heads, slot, type, sequence }: ReturnType<typeof herculesFields>,
  cylinders: number,
): CkdLayout {
  if (sequence > 1) throw new ImageFault('image is one of several files of a volume');
  const known = (one: CkdGeometry) => one.type.endsWith(type);
  const geometry = Object.values(CKD_GEOMETRIES).find(known);
  if (geometry === undefined) throw new ImageFault('image is of an unknown device type');
  if (heads !== geometry.heads || cylinders < 1 || cylinders > MOST_CYLINDERS) throw damaged();
  // a volume with its alternate cylinders is larger than any model: it is the largest
  const models = Object.values(CKD_GEOMETRIES).filter(known);
  const model = modelOf(geometry.type, cylinders) ?? models.at(-1)!.model;
  return { type: 'ckd', model, cylinders, base: HEADER_BYTES, slot };
}

function readHercules(header: Uint8Array, bytes: number): CkdLayout {
  const fields = herculesFields(header);
  const cylinders = Math.floor((bytes - HEADER_BYTES) / (fields.heads * fields.slot));
  return herculesLayout(fields, cylinders);
}

function damaged(): ImageFault {
  return new ImageFault('image has a damaged header');
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
