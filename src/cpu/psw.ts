/**
 * The program status word in BC and EC mode (GA22-7000, "Program-Status Word"): to and from its two
 * words, and the masks that stand in it.
 */
import type { MachineState } from './machine-state.js';
import type { Psw } from './virtual-processor.js';
import * as block from './machine-block.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const {
  F_ADDRESS,
  F_BAD_FIRST,
  F_BAD_SECOND,
  F_CC,
  F_CODE,
  F_ILC,
  F_KEY_EMWP,
  F_PROGRAM_MASK,
  F_SYSTEM_MASK,
} = block;

/** Bit 12, as it stands in F_KEY_EMWP: EC mode. */
export const PSW_EC = 0x08;
/** Bit 13: machine-check mask. */
export const PSW_MACHINE_CHECK = 0x04;
/** Bit 14: wait. */
export const PSW_WAIT = 0x02;
/** Bit 15: problem state. */
export const PSW_PROBLEM = 0x01;
/** External mask, bit 7 in both modes. */
export const MASK_EXTERNAL = 0x01;
/** EC mode: I/O mask, bit 6. */
export const MASK_IO = 0x02;

/** EC mode: program-event recording, bit 1. */
export const MASK_PER = 0x40;
/** EC mode: dynamic address translation, bit 5. */
export const MASK_DAT = 0x04;

/** Bits of an EC-mode PSW that must be zero: 0, 2-4, 16-17, 24-31; 32-39. */
const BAD_FIRST = 0xb800c0ff | 0;
const BAD_SECOND = 0xff000000 | 0;

/** Makes the two words the current PSW, as LPSW and interruptions do. */
export function loadPswWords(state: MachineState, first: number, second: number): void {
  const f = state.fields;
  const extended = (first & 0x00080000) !== 0;
  f[F_SYSTEM_MASK] = first >>> 24;
  f[F_KEY_EMWP] = (first >> 16) & 0xff;
  f[F_ADDRESS] = second & 0xffffff;
  if (extended) {
    f[F_CC] = (first >> 12) & 3;
    f[F_PROGRAM_MASK] = (first >> 8) & 15;
    f[F_CODE] = 0;
    f[F_BAD_FIRST] = first & BAD_FIRST;
    f[F_BAD_SECOND] = second & BAD_SECOND;
  } else {
    f[F_CC] = (second >> 28) & 3;
    f[F_PROGRAM_MASK] = (second >> 24) & 15;
    f[F_CODE] = first & 0xffff;
    f[F_BAD_FIRST] = 0;
    f[F_BAD_SECOND] = 0;
  }
  state.setAddressing(translating(state));
}

/** Whether the current PSW has dynamic address translation on. */
export function translating(state: MachineState): boolean {
  const f = state.fields;
  return (f[F_KEY_EMWP]! & PSW_EC) !== 0 && (f[F_SYSTEM_MASK]! & MASK_DAT) !== 0;
}

/** Whether the current PSW has EC format with bits one that must be zero (an early exception). */
export function badFormat(state: MachineState): boolean {
  return (state.fields[F_BAD_FIRST]! | state.fields[F_BAD_SECOND]!) !== 0;
}

/** The first word of the PSW as stored; `code` is the interruption code in BC mode. */
export function pswFirst(state: MachineState, code: number): number {
  const f = state.fields;
  const upper = (f[F_SYSTEM_MASK]! << 24) | (f[F_KEY_EMWP]! << 16);
  if ((f[F_KEY_EMWP]! & PSW_EC) === 0) return upper | (code & 0xffff);
  return upper | (f[F_CC]! << 12) | (f[F_PROGRAM_MASK]! << 8) | f[F_BAD_FIRST]!;
}

/** The second word of the PSW as stored; `ilc` is the instruction-length code in BC mode. */
export function pswSecond(state: MachineState, ilc: number): number {
  const f = state.fields;
  if ((f[F_KEY_EMWP]! & PSW_EC) !== 0) return f[F_ADDRESS]! | f[F_BAD_SECOND]!;
  return (ilc << 30) | (f[F_CC]! << 28) | (f[F_PROGRAM_MASK]! << 24) | f[F_ADDRESS]!;
}

/** The current PSW, decoded. */
export function decodePsw(state: MachineState): Psw {
  const f = state.fields;
  const emwp = f[F_KEY_EMWP]!;
  const extended = (emwp & PSW_EC) !== 0;
  return {
    systemMask: f[F_SYSTEM_MASK]!,
    key: emwp >> 4,
    extended,
    machineCheckMask: (emwp & PSW_MACHINE_CHECK) !== 0,
    wait: (emwp & PSW_WAIT) !== 0,
    problem: (emwp & PSW_PROBLEM) !== 0,
    conditionCode: f[F_CC]!,
    programMask: f[F_PROGRAM_MASK]!,
    address: f[F_ADDRESS]!,
    interruptionCode: extended ? 0 : f[F_CODE]!,
    lengthCode: extended ? 0 : f[F_ILC]!,
  };
}

/** Whether no interruption but a restart can end the wait state of the current PSW. */
export function disabled(state: MachineState): boolean {
  const mask = state.fields[F_SYSTEM_MASK]!;
  if ((state.fields[F_KEY_EMWP]! & PSW_EC) === 0) return mask === 0;
  return (mask & (MASK_IO | MASK_EXTERNAL)) === 0;
}

/** Sets bits 0-7 of the PSW; in EC mode ones in the wrong places make an early exception. */
export function setSystemMask(state: MachineState, mask: number): void {
  const f = state.fields;
  f[F_SYSTEM_MASK] = mask & 0xff;
  if ((f[F_KEY_EMWP]! & PSW_EC) !== 0)
    f[F_BAD_FIRST] = (f[F_BAD_FIRST]! & 0x00ffffff) | ((mask << 24) & BAD_FIRST);
  state.setAddressing(translating(state));
}
