/**
 * Makes a case that disagrees simpler. All simplifications of a round are cases of one start of Hercules;
 * those that still disagree are kept, together if they do so together, else the first of them.
 */
import { disagreement } from './agreement.js';
import { onHercules, onOurs } from './machines.js';
import type { Case } from './record.js';
import { CONTROL, FLOAT, GENERAL, KEYS, PSW, WINDOW, WINDOW_AT, WINDOW_BYTES } from './record.js';

/** A change of bytes of the case: which are kept in part, and what is put in. */
interface Change {
  readonly at: number;
  readonly length: number;
  readonly mask: number;
  readonly set?: readonly number[];
}

const clears = (at: number, width: number, count: number): Change[] =>
  Array.from({ length: count }, (_, i) => ({ at: at + i * width, length: width, mask: 0 }));

const CHANGES: readonly Change[] = [
  ...clears(WINDOW, 128, WINDOW_BYTES / 128),
  ...clears(WINDOW, 16, WINDOW_BYTES / 16),
  ...clears(FLOAT, 4, 8),
  ...clears(KEYS, 1, 2),
  ...[8, 9, 10, 11].map((n) => ({ at: CONTROL + 4 * n, length: 4, mask: 0 })),
  // key and problem state; condition code and program mask of BC mode
  { at: PSW + 1, length: 1, mask: 0x0f },
  { at: PSW + 1, length: 1, mask: 0xfe },
  { at: PSW + 4, length: 1, mask: 0x0f },
  { at: PSW + 4, length: 1, mask: 0xf0 },
  ...clears(WINDOW, 1, WINDOW_BYTES),
];

/** Registers get an address that does no harm whatever is stored there; a length would do harm. */
const REGISTERS: readonly Change[] = clears(GENERAL, 4, 16).map((change) => ({
  ...change,
  set: [0, 0, WINDOW_AT >> 8, 0],
}));

function apply(bytes: Buffer, changes: readonly Change[]): Buffer {
  const result = Buffer.from(bytes);
  for (const { at, length, mask, set } of changes)
    for (let i = 0; i < length; i++) result[at + i] = (result[at + i]! & mask) | (set?.[i] ?? 0);
  return result;
}

/** The simplest case that was found. */
export function shrink({ mnemonic, bytes }: Case): Buffer {
  let best = bytes;
  for (let round = 0; round < 6; round++) {
    const changes = /^(MVCL|CLCL)$/.test(mnemonic) ? CHANGES : [...CHANGES, ...REGISTERS];
    const useful = changes.filter((change) => !apply(best, [change]).equals(best));
    const disagree = (candidates: readonly Buffer[]): boolean[] => {
      const ours = onOurs(candidates);
      const theirs = onHercules(candidates);
      return ours.map((one, i) => disagreement(mnemonic, one, theirs[i]!).length > 0);
    };
    const flags = disagree(useful.map((change) => apply(best, [change])));
    const kept = useful.filter((_, i) => flags[i]);
    if (kept.length === 0) break;
    // all together, halves, and each alone
    const sets = [
      kept,
      kept.slice(0, kept.length / 2),
      kept.slice(kept.length / 2),
      kept.slice(0, 1),
    ];
    const candidates = sets.map((set) => apply(best, set));
    const better = disagree(candidates).findIndex((flag) => flag);
    best = candidates[better < 0 ? 3 : better]!;
  }
  return best;
}
