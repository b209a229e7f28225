/**
 * Guest storage as everything but the processor's own inner loop sees it: absolute addresses, checked,
 * no translation. A page is given a frame at its first touch by a store; a fetch from a page never
 * touched sees zeros and takes no frame.
 */

/** Storage of one virtual machine; addresses run from 0 to `size - 1`. */
export interface GuestStorage {
  /** Size in bytes, a multiple of 4096. */
  readonly size: number;
  /** Whether all of `length` bytes from `address` are there. */
  holds(address: number, length: number): boolean;
  /** Copies `length` bytes out; undefined when any of them lies outside storage. */
  fetch(address: number, length: number): Uint8Array | undefined;
  /** Copies bytes in, all or none; false when any lies outside storage or no frame is to be had. */
  store(address: number, bytes: Uint8Array): boolean;
  /** The word at `address` (any boundary), signed; undefined outside storage. */
  word(address: number): number | undefined;
  setWord(address: number, value: number): boolean;
  /** The storage key (access 4 bits, fetch protection, reference, change: X'FE') of a 2K block. */
  key(address: number): number | undefined;
  setKey(address: number, key: number): boolean;
  /** Whether an access under `accessKey` would be protected, for `length` bytes from `address`. */
  protects(address: number, length: number, accessKey: number, store: boolean): boolean;
  /** Clears storage to zeros and keys to zero and gives all frames back. */
  clear(): void;
  /** Gives back the frames of whole 4K pages between two addresses (DIAGNOSE X'10'); they read as zeros. */
  release(first: number, last: number): void;
  /** Frames of real storage in use, 2 KiB each. */
  readonly frames: number;
}
