/** Base registers: USING and DROP, and addresses to base and displacement (GC33-4010, "USING"). */
import { fail } from './value.js';
import type { Value } from './value.js';

/** The USINGs in force. */
export class Usings {
  readonly #bases = new Map<number, Value>();

  /** USING: each further register covers 4096 bytes more. */
  use(start: Value, registers: readonly number[]): void {
    registers.forEach((register, i) => {
      if (register < 0 || register > 15) fail(`register ${register} is out of range`);
      this.#bases.set(register, { ...start, value: start.value + 4096 * i });
    });
  }

  /** DROP; of all without an operand. */
  drop(registers: readonly number[]): void {
    if (registers.length === 0) this.#bases.clear();
    for (const register of registers)
      if (!this.#bases.delete(register)) fail(`register ${register} is not a base`);
  }

  /** The smallest displacement, and of several the highest register. */
  resolve(value: Value): { readonly base: number; readonly displacement: number } {
    let base = -1;
    let displacement = 4096;
    if (value.section === 0 && value.value >= 0 && value.value < 4096) {
      base = 0;
      displacement = value.value;
    }
    for (const [register, start] of this.#bases) {
      if (start.section !== value.section) continue;
      const distance = value.value - start.value;
      if (distance < 0 || distance > 4095) continue;
      if (distance < displacement || (distance === displacement && register > base)) {
        base = register;
        displacement = distance;
      }
    }
    if (base < 0) fail('no USING covers the address');
    return { base, displacement };
  }
}
