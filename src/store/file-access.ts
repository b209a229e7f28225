/**
 * Files as a real processor reaches them: by descriptor number, at once, straight between the page
 * cache and guest storage (1 us a block). Main opened the file; one process, so the number means the
 * same file in a worker thread. What may block goes the other way, by an ask to main.
 */
import { readSyncAt, cutSyncAt, writeSyncAt } from './host-files.js';

/** What the devices' FileAccess asks for; it is theirs, so that the store need not import it. */
export interface ProcessorFiles {
  readAt(handle: number, position: number, into: Uint8Array): number;
  writeAt(handle: number, position: number, from: Uint8Array): void;
  cutAt(handle: number, size: number): void;
}

/** The files of this process, for a processor's thread. */
export function processorFiles(): ProcessorFiles {
  return { readAt: readSyncAt, writeAt: writeSyncAt, cutAt: cutSyncAt };
}
