/**
 * The header of a spool file: 512 bytes in two slots of 256, each with what the index knows of the file,
 * a version and a checksum. A change writes the older slot, so one of the two is always whole; checkpoint
 * start rebuilds the queues from them when the index is lost.
 */
import { crc32 } from 'node:zlib';
import type { SpoolFile } from '../cp/ports/spool-store.js';
import { FILE_HEADER } from '../shared/spool-record.js';

const SLOT = FILE_HEADER / 2;
/** Magic, checksum, version and length in front of the text of a slot. */
const PREFIX = 16;
const MAGIC = 0x564d5350; // VMSP

const queues: readonly unknown[] = ['RDR', 'PRT', 'PUN'];
const devices: readonly unknown[] = ['PUN', 'PRT', 'CON', 'RDR'];
const holds: readonly unknown[] = ['NONE', 'USER', 'SYS'];
const counts = ['id', 'records', 'bytes', 'copies', 'order'] as const;
const texts = ['owner', 'origin', 'class', 'name', 'type', 'dist', 'form'] as const;

/** Whether something that was read is the description of a spool file. */
export function isSpoolFile(value: unknown): value is SpoolFile {
  if (typeof value !== 'object' || value === null) return false;
  const file = value as Record<keyof SpoolFile, unknown>;
  return (
    counts.every((key) => Number.isSafeInteger(file[key]) && (file[key] as number) >= 0) &&
    texts.every((key) => typeof file[key] === 'string') &&
    typeof file.created === 'number' &&
    typeof file.keep === 'boolean' &&
    queues.includes(file.queue) &&
    devices.includes(file.device) &&
    holds.includes(file.hold)
  );
}

/** The fields in a fixed order, which is shorter than an object. */
function pack(file: SpoolFile): readonly unknown[] {
  const { id, owner, origin, queue, device, records, bytes, copies, hold, keep, name } = file;
  const { type, dist, form, created, order } = file;
  const numbers = [id, records, bytes, copies, created, order];
  return [owner, origin, queue, device, file.class, hold, keep, name, type, dist, form, ...numbers];
}

function unpack(fields: readonly unknown[]): unknown {
  const [owner, origin, queue, device, letter, hold, keep, name, type, dist, form] = fields;
  const [id, records, bytes, copies, created, order] = fields.slice(11);
  const first = { owner, origin, queue, device, class: letter, hold, keep, name, type, dist, form };
  return { ...first, id, records, bytes, copies, created, order };
}

/** One slot. Throws when the description does not fit (names are bounded long before). */
function encodeSlot(file: SpoolFile, version: number): Uint8Array {
  const text = Buffer.from(JSON.stringify(pack(file)));
  if (text.length > SLOT - PREFIX) throw new RangeError('spool file description is too long');
  const slot = Buffer.alloc(SLOT);
  slot.writeUInt32BE(MAGIC, 0);
  slot.writeUInt32BE(version, 8);
  slot.writeUInt32BE(text.length, 12);
  slot.set(text, PREFIX);
  slot.writeUInt32BE(crc32(slot.subarray(8)), 4);
  return slot;
}

function decodeSlot(
  slot: Buffer,
): { readonly file: SpoolFile; readonly version: number } | undefined {
  if (slot.length < SLOT || slot.readUInt32BE(0) !== MAGIC) return undefined;
  if (slot.readUInt32BE(4) !== crc32(slot.subarray(8))) return undefined;
  const length = slot.readUInt32BE(12);
  if (length > SLOT - PREFIX) return undefined;
  const fields: unknown = JSON.parse(slot.toString('utf8', PREFIX, PREFIX + length));
  const file = Array.isArray(fields) ? unpack(fields) : undefined;
  return isSpoolFile(file) ? { file, version: slot.readUInt32BE(8) } : undefined;
}

/** The header of a new file. */
export function encodeHeader(file: SpoolFile): Uint8Array {
  const header = new Uint8Array(FILE_HEADER);
  header.set(encodeSlot(file, 1));
  return header;
}

/** What a header says: the slot with the higher version; undefined when neither is whole. */
export function decodeHeader(
  header: Uint8Array,
): { readonly file: SpoolFile; readonly version: number } | undefined {
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  const one = decodeSlot(bytes.subarray(0, SLOT));
  const two = decodeSlot(bytes.subarray(SLOT, 2 * SLOT));
  if (one === undefined || two === undefined) return one ?? two;
  return one.version > two.version ? one : two;
}

/** What to write where, to change a header that holds `present`. */
export function updateHeader(
  present: Uint8Array,
  file: SpoolFile,
): { readonly position: number; readonly bytes: Uint8Array } {
  const version = (decodeHeader(present)?.version ?? 0) + 1;
  // odd versions live in the first slot, even ones in the second
  return { position: version % 2 === 1 ? 0 : SLOT, bytes: encodeSlot(file, version) };
}
