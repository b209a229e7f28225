/**
 * Runs of bytes within one page each, by host addresses: copied, filled and compared in the quickest way
 * that JavaScript has. Words of the host at once, four to a turn, where both lie alike to the boundary;
 * library calls only above the lengths at which measurement found them quicker.
 */
import type { MachineState } from './machine-state.js';

/** Above these lengths `copyWithin` is quicker, for runs that lie alike to a word boundary and for others. */
const ALIKE_MOST = 256;
const UNLIKE_MOST = 64;

/**
 * Copies `n` bytes, of which none of the destination's may be a later one of the source: they lie apart, or the
 * destination is on the left.
 */
export function copyRun(s: MachineState, to: number, from: number, n: number): void {
  const { bytes, words, view } = s;
  let i = 0;
  if (((to ^ from) & 3) === 0) {
    if (n > ALIKE_MOST) {
      bytes.copyWithin(to, from, from + n);
      return;
    }
    if (n > 7) {
      for (; ((to + i) & 3) !== 0; i++) bytes[to + i] = bytes[from + i]!;
      let t = (to + i) >> 2;
      let f = (from + i) >> 2;
      for (; i + 16 <= n; i += 16, t += 4, f += 4) {
        words[t] = words[f]!;
        words[t + 1] = words[f + 1]!;
        words[t + 2] = words[f + 2]!;
        words[t + 3] = words[f + 3]!;
      }
      for (; i + 4 <= n; i += 4) words[t++] = words[f++]!;
    }
  } else {
    if (n > UNLIKE_MOST) {
      bytes.copyWithin(to, from, from + n);
      return;
    }
    for (; i + 4 <= n; i += 4) view.setInt32(to + i, view.getInt32(from + i));
  }
  for (; i < n; i++) bytes[to + i] = bytes[from + i]!;
}

/** Makes `n` bytes all the same. */
export function fillRun(s: MachineState, at: number, n: number, value: number): void {
  const { bytes, words } = s;
  const end = at + n;
  while (at < end && (at & 3) !== 0) bytes[at++] = value;
  const word = Math.imul(value, 0x01010101);
  let t = at >> 2;
  for (; at + 16 <= end; at += 16, t += 4) {
    words[t] = word;
    words[t + 1] = word;
    words[t + 2] = word;
    words[t + 3] = word;
  }
  for (; at + 4 <= end; at += 4) words[t++] = word;
  while (at < end) bytes[at++] = value;
}

/** How many bytes at the beginning are equal, all `n` or as many as the first that are not come after. */
export function equalRun(s: MachineState, a: number, b: number, n: number): number {
  const { bytes, words, view } = s;
  let i = 0;
  if (((a ^ b) & 3) === 0 && n > 7) {
    while (((a + i) & 3) !== 0) {
      if (bytes[a + i] !== bytes[b + i]) return i;
      i++;
    }
    let x = (a + i) >> 2;
    let y = (b + i) >> 2;
    for (; i + 16 <= n; i += 16, x += 4, y += 4) {
      const unlike =
        (words[x]! ^ words[y]!) |
        (words[x + 1]! ^ words[y + 1]!) |
        (words[x + 2]! ^ words[y + 2]!) |
        (words[x + 3]! ^ words[y + 3]!);
      if (unlike !== 0) break;
    }
    while (i + 4 <= n && words[x++] === words[y++]) i += 4;
  } else {
    while (i + 4 <= n && view.getInt32(a + i) === view.getInt32(b + i)) i += 4;
  }
  while (i < n && bytes[a + i] === bytes[b + i]) i++;
  return i;
}
