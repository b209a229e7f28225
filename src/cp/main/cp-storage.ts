/**
 * CP's own storage as DIAGNOSE X'04' shows it. This CP has no nucleus in 370 storage: what is shown is one page made
 * up for the purpose, so that a monitor program has something to read. The words of it, the rest being zeros:
 *
 * - 00 name of the system, 8 characters; 08 its version, 8 characters
 * - 10 users logged on; 14 real processors; 18 load of all of them, percent
 * - 1C frames of real storage (2K) in all; 20 frames in use
 * - 24 seconds since the system was started
 */
import { toEbcdicPadded } from '../../shared/ebcdic.js';
import type { ControlSystem } from './control-command.js';

/** Bytes of it. */
export const CP_STORAGE_BYTES = 4096;

/** The words at addresses, which may be any; undefined when one lies outside. */
export function cpStorageWords(
  cp: ControlSystem,
  addresses: readonly number[],
): readonly number[] | undefined {
  const page = new DataView(new ArrayBuffer(CP_STORAGE_BYTES));
  const bytes = new Uint8Array(page.buffer);
  bytes.set(toEbcdicPadded(cp.systemName, 8));
  bytes.set(toEbcdicPadded(cp.version.slice(0, 8), 8), 8);
  const processors = cp.processors();
  const load = processors.reduce((sum, one) => sum + one.load, 0);
  const frames = cp.frames();
  const words = [
    cp.machines().length,
    processors.length,
    Math.round(load),
    frames.total,
    frames.used,
    Math.floor((cp.clock.now() - cp.startedAt) / 1000),
  ];
  words.forEach((word, n) => page.setUint32(0x10 + 4 * n, word));
  if (addresses.some((at) => at < 0 || at > CP_STORAGE_BYTES - 4)) return undefined;
  return addresses.map((at) => page.getInt32(at));
}
