/** Clearing storage of programs: whole pages go back to CP by DIAGNOSE X'10' and read as zeros. */
import { diagnose } from '../nucleus/context.js';
import type { Nucleus } from '../nucleus/nucleus.js';

const PAGE = 4096;
const RELEASE = 0x10;

/** Clears storage; false when it is not there. */
export function clearStorage(n: Nucleus, from: number, length: number): boolean {
  const to = from + length;
  const first = Math.min(to, (from + PAGE - 1) & -PAGE);
  const last = Math.max(first, to & -PAGE);
  if (last > first) {
    if (diagnose(n, RELEASE, first, last - PAGE) === undefined) return false;
  }
  for (const [at, size] of [
    [from, first - from],
    [last, to - last],
  ] as const) {
    if (size > 0 && !n.machine.store(at, new Uint8Array(size))) return false;
  }
  n.cost += 20 + (length >> 14);
  return true;
}
