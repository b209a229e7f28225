/** Base registers: USING, DROP, PUSH and POP, and addresses to base and displacement (GC33-4010, "USING"). */
import { fail, sectionOf } from './value.js';
import type { Value } from './value.js';

/** The USINGs in force, by register; and those that PUSH has kept. */
export interface Usings {
  bases: Map<number, Value>;
  readonly stack: Map<number, Value>[];
}

/** Deepest PUSH USING. */
const DEPTH = 4;

/** No register in use. */
export function newUsings(): Usings {
  return { bases: new Map(), stack: [] };
}

/** USING: each further register covers 4096 bytes more. */
export function use(usings: Usings, start: Value, registers: readonly number[]): void {
  if (registers.length === 0 || registers.some((one) => one < 0 || one > 15)) fail(195);
  sectionOf(start);
  registers.forEach((register, i) => {
    usings.bases.set(register, { ...start, value: start.value + 4096 * i });
  });
}

/** DROP; of all without an operand. */
export function drop(usings: Usings, registers: readonly number[]): void {
  if (registers.length === 0) usings.bases.clear();
  for (const register of registers) if (!usings.bases.delete(register)) fail(195);
}

/** PUSH USING: keeps the bases that hold now; flag 191 when too many are kept already. */
export function pushUsings(usings: Usings): void {
  if (usings.stack.length >= DEPTH) fail(191);
  usings.stack.push(new Map(usings.bases));
}

/** POP USING: the bases as they were kept last; flag 193 when none were. */
export function popUsings(usings: Usings): void {
  usings.bases = usings.stack.pop() ?? fail(193);
}

/** Base and displacement: the smallest displacement, and of several the highest register. */
export function resolveAddress(
  usings: Usings,
  value: Value,
): { readonly base: number; readonly displacement: number } {
  const section = sectionOf(value);
  let base = -1;
  let displacement = 4096;
  if (section === 0 && value.value >= 0 && value.value < 4096) {
    base = 0;
    displacement = value.value;
  }
  for (const [register, start] of usings.bases) {
    if ((start.sections[0] ?? 0) !== section) continue;
    const distance = value.value - start.value;
    if (distance < 0 || distance > 4095) continue;
    if (distance < displacement || (distance === displacement && register > base)) {
      base = register;
      displacement = distance;
    }
  }
  if (base < 0) fail(section === 0 ? 208 : 209);
  return { base, displacement };
}
