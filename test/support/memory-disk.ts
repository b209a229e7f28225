/**
 * A minidisk in memory with a write cache that forgets: what was not synced may be lost or torn, as on
 * a host that loses its power.
 */
import type { BlockDevice } from '../../src/cms/command.js';
import { watchDisk } from './check-disk.js';

/** A disk for tests. */
export interface MemoryDisk extends BlockDevice {
  readOnly: boolean;
  /** Bytes as a reader of the running system sees them. */
  readonly image: Uint8Array;
  /** Writes since the last sync, by block, in order. */
  readonly unsynced: { block: number; bytes: Uint8Array }[];
  /** What survives a power loss. */
  readonly durable: Uint8Array;
  writes: number;
  /** Blocks that cannot be read or written. */
  readonly bad: Set<number>;
  sync(): void;
}

/** Makes a disk; `image` is copied. */
export function memoryDisk(device: number, image: Uint8Array, readOnly = false): MemoryDisk {
  const live = image.slice();
  const durable = image.slice();
  const disk: MemoryDisk = {
    device,
    blocks: image.length / 512,
    readOnly,
    image: live,
    durable,
    unsynced: [],
    writes: 0,
    bad: new Set(),
    read: (block, count) => {
      if (block < 0 || (block + count) * 512 > live.length) return undefined;
      for (let i = 0; i < count; i++) if (disk.bad.has(block + i)) return undefined;
      return live.slice(block * 512, (block + count) * 512);
    },
    write: (block, bytes) => {
      if (disk.readOnly || block < 0 || block * 512 + bytes.length > live.length) return false;
      for (let i = 0; i * 512 < bytes.length; i++) if (disk.bad.has(block + i)) return false;
      if (disk.writes === 0) watchDisk(device.toString(16), () => live);
      disk.writes++;
      live.set(bytes, block * 512);
      for (let i = 0; i * 512 < bytes.length; i++) {
        disk.unsynced.push({ block: block + i, bytes: bytes.slice(i * 512, (i + 1) * 512) });
      }
      return true;
    },
    sync: () => {
      durable.set(live);
      disk.unsynced.length = 0;
    },
  };
  return disk;
}

/** What the disk may hold after a power loss now: `keep` says which unsynced blocks had been written. */
export function afterPowerLoss(disk: MemoryDisk, keep: (index: number) => boolean): Uint8Array {
  const image = disk.durable.slice();
  disk.unsynced.forEach(({ block, bytes }, index) => {
    if (keep(index)) image.set(bytes, block * 512);
  });
  return image;
}
