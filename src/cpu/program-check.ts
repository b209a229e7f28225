/**
 * Program-interruption codes, and the trap by which an instruction ends early (GA22-7000, "Program
 * Interruption"). Traps are made once and thrown again and again: making an Error costs far more than
 * throwing one.
 */

/** Codes of program interruptions, as the architecture numbers them: {@link OPERATION} to {@link MONITOR_EVENT}. */
export const OPERATION = 0x0001;
export const PRIVILEGED_OPERATION = 0x0002;
export const EXECUTE = 0x0003;
export const PROTECTION = 0x0004;
export const ADDRESSING = 0x0005;
export const SPECIFICATION = 0x0006;
export const DATA = 0x0007;
export const FIXED_POINT_OVERFLOW = 0x0008;
export const FIXED_POINT_DIVIDE = 0x0009;
export const DECIMAL_OVERFLOW = 0x000a;
export const DECIMAL_DIVIDE = 0x000b;
export const EXPONENT_OVERFLOW = 0x000c;
export const EXPONENT_UNDERFLOW = 0x000d;
export const SIGNIFICANCE = 0x000e;
export const FLOATING_POINT_DIVIDE = 0x000f;
export const SEGMENT_TRANSLATION = 0x0010;
export const PAGE_TRANSLATION = 0x0011;
export const TRANSLATION_SPECIFICATION = 0x0012;
export const SPECIAL_OPERATION = 0x0013;
export const MONITOR_EVENT = 0x0040;
/** The bit that PER adds to the code of an interruption, or its own code. */
export const PROGRAM_EVENT = 0x0080;

/** Not a code of the architecture: no frame of real storage for a page; the instruction is nullified. */
export const NO_FRAME = -1;

/** Ends an instruction: thrown below the interpreter, caught in it, never seen outside. */
export class ProgramCheck extends Error {
  /** Interruption code, or {@link NO_FRAME}. */
  readonly code: number;

  constructor(code: number) {
    super(`program check ${code}`);
    this.code = code;
  }
}

const checks = new Map<number, ProgramCheck>();
for (let code = NO_FRAME; code <= MONITOR_EVENT; code++) checks.set(code, new ProgramCheck(code));

/** Ends the instruction under way with a program interruption. */
export function programCheck(code: number): never {
  throw checks.get(code) ?? new ProgramCheck(code);
}

/**
 * What a completed instruction gives back: its condition code and, above the two bits of that, the code of
 * the interruption that it causes, or 0.
 */
export function outcome(cc: number, code: number): number {
  return cc | (code << 2);
}
