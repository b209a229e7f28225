/**
 * Addressing and residency mode of a program (z/VM: CMS Commands and Utilities Reference, "LOAD", "GENMOD", AMODE and
 * RMODE). Addresses have 24 bits here: the modes are kept in the MODULE and shown, and change nothing.
 */
import { fault } from '../commands/command-fault.js';
import type { ProgramModes } from './loader-state.js';

/** What AMODE may be. */
export const AMODES = ['24', '31', 'ANY'] as const;
/** What RMODE may be. */
export const RMODES = ['24', 'ANY'] as const;

/** The value of an option; a fault when it is none. */
export function modeOfProgram<Mode extends string>(
  module: string,
  option: string,
  value: string,
  modes: readonly Mode[],
): Mode {
  const mode = modes.find((one) => one === value);
  if (mode === undefined) throw fault(module, 29, value, option);
  return mode;
}

/** A fault when a program that has addresses of 24 bits may lie anywhere. */
export function checkModes(module: string, { amode, rmode }: ProgramModes): void {
  if (amode === '24' && rmode === 'ANY') throw fault(module, 66, 'AMODE 24', 'RMODE ANY');
}

/** One byte: AMODE in the low four bits, RMODE in the high ones, 0 where nobody has said it. */
export function encodeModes({ amode, rmode }: ProgramModes): number {
  const low = amode === undefined ? 0 : AMODES.indexOf(amode) + 1;
  return low | ((rmode === undefined ? 0 : RMODES.indexOf(rmode) + 1) << 4);
}

/** The other way. */
export function decodeModes(byte: number): ProgramModes {
  return { amode: AMODES[(byte & 0x0f) - 1], rmode: RMODES[(byte >> 4) - 1] };
}
