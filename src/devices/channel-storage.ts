/**
 * Storage as a channel sees it: absolute addresses under a protection key (Principles of Operation,
 * "Input/Output Operations", "Channel Programs" and "Storage Protection").
 */

/** Why an access was refused: outside storage, protected, or no frame of real storage is to be had now. */
export type StorageFault = 'addressing' | 'protection' | 'no-frame';

/** The channel's way to storage; an access never crosses a 2K boundary unless its key is 0. */
export interface ChannelStorage {
  /** Bytes of storage, a multiple of 4096. */
  readonly size: number;
  fetch(address: number, length: number, key: number): Uint8Array | StorageFault;
  /** Stores all of the bytes or none; undefined when it did. */
  store(address: number, bytes: Uint8Array, key: number): StorageFault | undefined;
  /** Why so many bytes could not be stored; undefined when they could, if there is a frame. */
  refuses(address: number, length: number, key: number): StorageFault | undefined;
}

/** What {@link channelStorage} needs of a machine's storage; the processor's GuestStorage fits. */
export interface KeyedStorage {
  readonly size: number;
  holds(address: number, length: number): boolean;
  fetch(address: number, length: number): Uint8Array | undefined;
  store(address: number, bytes: Uint8Array): boolean;
  protects(address: number, length: number, accessKey: number, store: boolean): boolean;
}

/** Makes the channel's view of a machine's storage. */
export function channelStorage(storage: KeyedStorage): ChannelStorage {
  const outside = (address: number, length: number): boolean => !storage.holds(address, length);
  const refuses = (address: number, length: number, key: number): StorageFault | undefined => {
    if (outside(address, length)) return 'addressing';
    // under key 0, too: what is shared with other machines is not stored into
    return storage.protects(address, length, key, true) ? 'protection' : undefined;
  };
  return {
    refuses,
    get size() {
      return storage.size;
    },
    fetch(address, length, key) {
      if (outside(address, length)) return 'addressing';
      if (key !== 0 && storage.protects(address, length, key, false)) return 'protection';
      return storage.fetch(address, length) ?? 'addressing';
    },
    store(address, bytes, key) {
      const refused = refuses(address, bytes.length, key);
      if (refused !== undefined) return refused;
      return storage.store(address, bytes) ? undefined : 'no-frame';
    },
  };
}
