/**
 * Runs of bytes within one page each, by host addresses: copied, filled and compared in the quickest way that there is.
 * Short ones by loops here; longer ones by a WebAssembly module (byte-run-module.ts), a call of which takes as long as some
 * sixteen bytes do.
 */
import type { MachineState } from './machine-state.js';

/** From this length on the call is quicker. */
const LONG = 16;

/**
 * Copies `n` bytes, of which none of the destination's may be a later one of the source: they lie apart, or the
 * destination is on the left.
 */
export function copyRun(s: MachineState, to: number, from: number, n: number): void {
  if (n >= LONG) {
    s.runs.copy(to, from, n);
    return;
  }
  const { bytes, view } = s;
  let i = 0;
  for (; i + 4 <= n; i += 4) view.setInt32(to + i, view.getInt32(from + i));
  for (; i < n; i++) bytes[to + i] = bytes[from + i]!;
}

/** Makes `n` bytes all the same. */
export function fillRun(s: MachineState, at: number, n: number, value: number): void {
  if (n >= LONG) {
    s.runs.fill(at, value, n);
    return;
  }
  const { bytes } = s;
  for (let end = at + n; at < end; at++) bytes[at] = value;
}

/** How many bytes at the beginning are equal, all `n` or as many as the first that are not come after. */
export function equalRun(s: MachineState, a: number, b: number, n: number): number {
  if (n >= LONG) return s.runs.equal(a, b, n);
  const { bytes, view } = s;
  let i = 0;
  while (i + 4 <= n && view.getInt32(a + i) === view.getInt32(b + i)) i += 4;
  while (i < n && bytes[a + i] === bytes[b + i]) i++;
  return i;
}
