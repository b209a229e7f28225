/** Files of the host in memory, by number, for the units of a rig. */
import type { FileAccess } from '../../src/devices/backing.js';

/** From this length on a file is written in place: who holds one sees what is written. */
const LARGE = 1_000_000;
const NOTHING = new Uint8Array(0);

/** Reads and writes these files. */
export function rigFiles(files: Map<number, Uint8Array>): FileAccess {
  return {
    readAt: (handle, position, into) => {
      const part = (files.get(handle) ?? NOTHING).subarray(position, position + into.length);
      into.set(part);
      return part.length;
    },
    writeAt: (handle, position, from) => {
      const old = files.get(handle) ?? NOTHING;
      const next = withRoom(old, Math.max(old.length, position + from.length));
      next.set(from, position);
      files.set(handle, next);
    },
    cutAt: (handle, size) => {
      const old = files.get(handle) ?? NOTHING;
      files.set(handle, size < LARGE ? old.slice(0, size) : old.subarray(0, size));
    },
  };
}

/** The bytes of a file, with room up to so many. */
function withRoom(old: Uint8Array, length: number): Uint8Array {
  if (length >= LARGE && old.byteOffset + length <= old.buffer.byteLength) {
    const next = new Uint8Array(old.buffer, old.byteOffset, length);
    return next.fill(0, old.length);
  }
  const next = new Uint8Array(length < LARGE ? length : length + LARGE).subarray(0, length);
  next.set(old);
  return next;
}
