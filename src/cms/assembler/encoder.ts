/** Machine instructions: operands to bytes by format (GC33-4010, "Machine Instructions"). */
import {
  EXTENDED_MNEMONICS,
  instructionLength,
  instructionNamed,
} from '../../cpu/instruction-table.js';
import type { Format, Instruction } from '../../cpu/instruction-table.js';
import { Expression, number } from './expression.js';
import type { Scope } from './expression.js';
import { splitOperands } from './scanner.js';
import { absolute, fail, failNear } from './value.js';
import type { Value } from './value.js';

/** Turns an address into base and displacement by the USINGs in force. */
export type Resolve = (value: Value) => { readonly base: number; readonly displacement: number };

/** What encoding needs to know. */
export interface EncoderScope extends Scope {
  readonly resolve: Resolve;
  /** Tells of the address of a storage operand, for the listing and the test of its boundary. */
  readonly used?: (value: Value, base: number | undefined) => void;
  /** Tells what the listing shows of an operand that is in error. */
  readonly seen?: (value: Value) => void;
}

/** A mnemonic as the assembler knows it: an instruction, with a mask for an extended branch. */
interface Operation {
  readonly instruction: Instruction;
  readonly mask: number | undefined;
}

/** The instruction that a mnemonic stands for. */
export function operation(mnemonic: string): Operation | undefined {
  const extended = EXTENDED_MNEMONICS.get(mnemonic);
  if (extended !== undefined) {
    const instruction = instructionNamed(extended.register ? 'BCR' : 'BC')!;
    return { instruction, mask: extended.mask };
  }
  const instruction = instructionNamed(mnemonic);
  return instruction === undefined ? undefined : { instruction, mask: undefined };
}

/** Length of a machine instruction. */
export function operationLength({ instruction }: Operation): number {
  const { opcode } = instruction;
  return instructionLength(opcode > 0xff ? opcode >> 8 : opcode);
}

function bounded(text: string, scope: Scope, most: number): number {
  const value = number(text, scope);
  return value >= 0 && value <= most ? value : fail(219);
}

function register(text: string | undefined, scope: Scope): number {
  return bounded(text ?? fail(210), scope, 15);
}

/** A storage operand. */
interface Address {
  readonly displacement: number;
  readonly base: number;
  /** Index register or length as written; undefined when left out. */
  readonly extra: number | undefined;
  /** Length attribute of the address. */
  readonly length: number;
}

/**
 * D(X,B), D(L,B), D(B), or an address that a USING covers, with or without an index or a length.
 * @param kind - whether one register alone in the parentheses is the base (`base`), an index or length
 */
function address(text: string | undefined, scope: EncoderScope, kind: 'base' | 'extra'): Address {
  if (text === undefined) return fail(210);
  const expression = new Expression(text, scope);
  const value = expression.sum();
  let extra: number | undefined;
  let base: number | undefined;
  if (expression.take('(')) {
    const first = expression.next === ',' ? undefined : expression.sum();
    const second = expression.take(',') ? expression.sum() : undefined;
    if (!expression.take(')')) fail(215);
    for (const part of [first, second])
      if (part !== undefined && part.sections.length > 0) {
        failNear(217, text, expression.position - 1);
      }
    if (second !== undefined) {
      // there is no index in such an operand
      if (kind === 'base') fail(216);
      extra = first?.value;
      base = second.value;
    } else if (kind === 'base') base = first?.value;
    else extra = first?.value;
  }
  if (!expression.ended) failNear(178, text, expression.position);
  if (base !== undefined) {
    if (value.sections.length > 0) {
      scope.seen?.(value);
      fail(228);
    }
    if (base < 0 || base > 15) fail(230);
    if (value.value < 0 || value.value > 4095) fail(208);
    scope.used?.(value, base);
    return { displacement: value.value, base, extra, length: value.length };
  }
  const indexed = value.sections.length === 0 ? extra : undefined;
  const place = resolved(value, scope);
  scope.used?.(value, indexed);
  return { ...place, extra, length: value.length };
}

/** Base and displacement; the listing shows 0 for an address that no USING covers. */
function resolved(value: Value, scope: EncoderScope): ReturnType<Resolve> {
  try {
    return scope.resolve(value);
  } catch (error) {
    scope.seen?.(absolute(0));
    throw error;
  }
}

/** Both storage operands of an instruction, of which the second is looked at although the first is in error. */
function both(first: () => Address, second: () => Address): readonly [Address, Address] {
  let one: Address;
  try {
    one = first();
  } catch (error) {
    second();
    throw error;
  }
  return [one, second()];
}

function half({ base, displacement }: Address): readonly [number, number] {
  return [(base << 4) | (displacement >> 8), displacement & 0xff];
}

/** A length of `most` at the most, one less as it is coded. */
function lengthCode(operand: Address, most: number): number {
  const length = operand.extra ?? operand.length;
  // a length of 0 is coded as 0, for the target of EX
  return length >= 0 && length <= most ? Math.max(0, length - 1) : fail(224);
}

/** Second byte and the bytes behind it. */
function body(format: Format, operands: readonly string[], scope: EncoderScope): number[] {
  const [a, b, c] = operands;
  const reg = (text: string | undefined): number => register(text, scope);
  const immediate = (text: string | undefined, most = 255): number =>
    bounded(text ?? fail(210), scope, most);
  switch (format) {
    case 'RR':
    case 'RRM':
      return [(reg(a) << 4) | reg(b)];
    case 'RR1':
      return [reg(a) << 4];
    case 'I':
      return [immediate(a)];
    case 'RRE':
      return [0, 0, (reg(a) << 4) | reg(b)];
    case 'RRE1':
      return [0, 0, reg(a) << 4];
    case 'RX':
    case 'RXM': {
      const second = address(b, scope, 'extra');
      const index = second.extra ?? 0;
      if (index < 0 || index > 15) fail(222);
      return [(reg(a) << 4) | index, ...half(second)];
    }
    case 'RS':
    case 'RSM':
      return [(reg(a) << 4) | reg(b), ...half(address(c, scope, 'base'))];
    case 'RSS':
      return [reg(a) << 4, ...half(address(b, scope, 'base'))];
    case 'SI': {
      const value = number(b ?? fail(210), scope);
      if (value < -128 || value > 255) fail(219);
      return [value & 0xff, ...half(address(a, scope, 'base'))];
    }
    case 'S':
      return [0, ...half(address(a ?? '0', scope, 'base'))];
    case 'S0':
      return [0, 0, 0];
    case 'SSL': {
      const [first, second] = both(
        () => address(a, scope, 'extra'),
        () => address(b, scope, 'base'),
      );
      return [lengthCode(first, 256), ...half(first), ...half(second)];
    }
    case 'SSLL': {
      const [first, second] = both(
        () => address(a, scope, 'extra'),
        () => address(b, scope, 'extra'),
      );
      const lengths = (lengthCode(first, 16) << 4) | lengthCode(second, 16);
      return [lengths, ...half(first), ...half(second)];
    }
    case 'SSI': {
      const first = address(a, scope, 'extra');
      const lengths = (lengthCode(first, 16) << 4) | immediate(c, 15);
      return [lengths, ...half(first), ...half(address(b, scope, 'base'))];
    }
    case 'SSR': {
      const first = address(a, scope, 'extra');
      const registers = ((first.extra ?? 0) << 4) | reg(c);
      return [registers & 0xff, ...half(first), ...half(address(b, scope, 'base'))];
    }
    case 'SSE':
      return [0, ...half(address(a, scope, 'base')), ...half(address(b, scope, 'base'))];
  }
}

const COUNT: Readonly<Record<Format, readonly [number, number]>> = {
  RR: [2, 2],
  RR1: [1, 1],
  RRM: [2, 2],
  I: [1, 1],
  RRE: [2, 2],
  RRE1: [1, 1],
  RX: [2, 2],
  RXM: [2, 2],
  RS: [3, 3],
  RSM: [3, 3],
  RSS: [2, 2],
  SI: [2, 2],
  S: [1, 1],
  S0: [0, 0],
  SSL: [2, 2],
  SSLL: [2, 2],
  SSI: [3, 3],
  SSR: [3, 3],
  SSE: [2, 2],
};

/** The bytes of a machine instruction. */
export function encode(op: Operation, field: string, scope: EncoderScope): number[] {
  const { instruction, mask } = op;
  const { format, opcode } = instruction;
  const operands = splitOperands(field);
  // NOP and NOPR go without an operand
  if (mask === 0 && operands.length === 0) operands.push('0');
  if (mask !== undefined) operands.unshift(String(mask));
  const [least, most] = COUNT[format];
  if (operands.length < least) fail(210);
  if (operands.length > most) fail(211);
  const bytes = body(format, operands, scope);
  if (opcode <= 0xff) return [opcode, ...bytes];
  bytes[0] = opcode & 0xff;
  return [opcode >> 8, ...bytes];
}
