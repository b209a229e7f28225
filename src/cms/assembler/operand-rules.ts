/**
 * What machine instructions ask of their operands beside their form (GC33-4010, "Machine Instructions"): even registers,
 * no literal where something is stored, boundaries.
 */
import { splitOperands } from './scanner.js';
import { fail } from './value.js';

/** Registers of an instruction: any even one, 0 to 6 of floating point, 0 and 4 of extended operands. */
type Rule = 'even' | 'float' | 'extended';

/** Rules of the first and of the second register, by operation code. */
function rulesOf(opcode: number): readonly [Rule | undefined, Rule | undefined] {
  if ([0x1c, 0x1d, 0x5c, 0x5d, 0x8c, 0x8d, 0x8e, 0x8f].includes(opcode)) return ['even', undefined];
  if (opcode === 0x0e || opcode === 0x0f || opcode === 0xbb) return ['even', 'even'];
  if ([0x26, 0x36, 0x37].includes(opcode)) return ['extended', 'extended'];
  if (opcode === 0x27) return ['extended', 'float'];
  if (opcode === 0x25) return ['float', 'extended'];
  if (opcode >= 0x20 && opcode <= 0x3f) return ['float', 'float'];
  if (opcode === 0x67) return ['extended', undefined];
  return opcode >= 0x60 && opcode <= 0x7f ? ['float', undefined] : [undefined, undefined];
}

function checkRegister(rule: Rule | undefined, register: number): void {
  if (rule === undefined) return;
  const good =
    rule === 'even'
      ? register % 2 === 0
      : rule === 'float'
        ? [0, 2, 4, 6].includes(register)
        : register === 0 || register === 4;
  if (!good) fail(218);
}

/** Register and indexed instructions that store, by the number of the operand. */
const STORES: ReadonlyMap<number, number> = new Map([
  ...[0x40, 0x42, 0x4e, 0x50, 0x60, 0x70].map((opcode) => [opcode, 1] as const),
  ...[0x90, 0xb6, 0xba, 0xbb, 0xbe].map((opcode) => [opcode, 2] as const),
  ...[0x92, 0x93, 0x94, 0x96, 0x97].map((opcode) => [opcode, 0] as const),
  ...[0xd1, 0xd2, 0xd3, 0xd4, 0xd6, 0xd7, 0xdc, 0xde, 0xdf].map((opcode) => [opcode, 0] as const),
  ...[0xf0, 0xf1, 0xf2, 0xf3, 0xf8, 0xfa, 0xfb, 0xfc, 0xfd].map((opcode) => [opcode, 0] as const),
]);

/** Ends the statement when an instruction, which has become `bytes`, must not have such operands. */
export function checkOperands(opcode: number, field: string, bytes: readonly number[]): void {
  const [first, second] = rulesOf(opcode);
  const registers = bytes[1] ?? 0;
  checkRegister(first, registers >> 4);
  checkRegister(second, registers & 15);
  const stored = STORES.get(opcode);
  if (stored !== undefined && splitOperands(field)[stored]?.startsWith('=') === true) fail(214);
}

/** The storage operand, from 0, that an instruction stores into. */
export function storedOperand(opcode: number): number | undefined {
  return STORES.get(opcode);
}

/** Boundary that an operand of an instruction should have, by operation code; 1 for most. */
export function boundaryOf(opcode: number): number {
  if (opcode === 0x4e || opcode === 0x4f) return 8;
  if (opcode >= 0x48 && opcode <= 0x4c) return 2;
  if (opcode === 0x40) return 2;
  if (opcode === 0x50 || (opcode >= 0x54 && opcode <= 0x5f)) return 4;
  if (opcode >= 0x60 && opcode <= 0x6f) return 8;
  if (opcode >= 0x70 && opcode <= 0x7f) return 4;
  if ([0x90, 0x98, 0xb6, 0xb7, 0xba].includes(opcode)) return 4;
  return [0x82, 0xbb].includes(opcode) ? 8 : opcode >= 0x44 && opcode <= 0x47 ? 2 : 1;
}
