/**
 * One instruction at a time, around the hot loop, for PER and for those who follow the processor. What an
 * instruction does is found out from outside (effects.ts), so that the hot loop stays as it is.
 */
import { decode, effectsOf } from './effects.js';
import type { Decoded } from './effects.js';
import { execute, STOP_CHECK, STOP_FUEL, STOP_NO_FRAME } from './execute.js';
import type { Exit } from './exit.js';
import { instructionLength } from './instruction-table.js';
import { F_ADDRESS, F_CC } from './machine-block.js';
import type { MachineState } from './machine-state.js';
import {
  doneEvents,
  fetchEvent,
  forgetEvents,
  perControls,
  perMasks,
  recordEvents,
} from './per.js';
import type { PerControls } from './per.js';
import {
  DECIMAL_OVERFLOW,
  EXPONENT_OVERFLOW,
  EXPONENT_UNDERFLOW,
  FIXED_POINT_DIVIDE,
  FIXED_POINT_OVERFLOW,
  MONITOR_EVENT,
  ProgramCheck,
  SIGNIFICANCE,
} from './program-check.js';
import { translating } from './psw.js';

/** Interruptions that leave the instruction completed. */
const COMPLETED: ReadonlySet<number> = new Set([
  FIXED_POINT_OVERFLOW,
  DECIMAL_OVERFLOW,
  EXPONENT_OVERFLOW,
  EXPONENT_UNDERFLOW,
  SIGNIFICANCE,
  MONITOR_EVENT,
]);

/** Whether instructions must be executed one at a time. */
export function watched(s: MachineState): boolean {
  return s.watcher !== undefined || perMasks(s) !== 0;
}

/** An instruction before it is executed. */
interface Seen {
  readonly at: number;
  readonly decoded: Decoded;
  readonly target: { readonly at: number; readonly decoded: Decoded } | undefined;
  readonly general: Int32Array;
  readonly conditionCode: number;
  readonly per: PerControls;
  readonly translated: boolean;
}

/** What a step came to. */
export interface Stepped {
  /** As the hot loop gave it; undefined when nothing was executed. */
  readonly stop: number | undefined;
  /** Fuel used. */
  readonly used: number;
  readonly exit: Exit | undefined;
}

const WATCHED: Stepped = { stop: undefined, used: 0, exit: { reason: 'watched' } };

/**
 * Executes one instruction.
 * @param ended - does what the hot loop left to do; the exit when CP has to see it
 */
export function step(
  s: MachineState,
  ended: (s: MachineState, stop: number) => Exit | undefined,
): Stepped {
  const f = s.fields;
  if (s.watcher?.before(f[F_ADDRESS]!) === true) return WATCHED;
  const seen = look(s);
  s.marked = false;
  s.watchedAt = f[F_ADDRESS]!;
  const stop = execute(s, 1);
  const used = 1 - s.fuel;
  if (seen === undefined) return { stop, used, exit: ended(s, stop) };
  const { per } = seen;
  if (stop === STOP_NO_FRAME) return { stop, used, exit: ended(s, stop) };
  // the instruction has been fetched, however it ends
  recordEvents(s, fetchEvent(per, seen.at, seen.target?.at), seen.at);
  if (stop === STOP_CHECK) {
    const done = completes(s.code, seen);
    if (done) finish(s, seen, undefined);
    const exit = ended(s, stop);
    // no frame for the interruption: what was not completed is executed again
    if (exit?.reason === 'no-frame' && !done) forgetEvents(s);
    return { stop, used, exit };
  }
  if (stop === STOP_FUEL) {
    finish(s, seen, undefined);
    return { stop, used, exit: undefined };
  }
  // SVC and control instructions: they are executed by `ended`, which may find an exception
  const exceptions = s.exceptions;
  const exit = ended(s, stop);
  if (exit?.reason === 'no-frame') forgetEvents(s);
  else if (s.exceptions === exceptions) finish(s, seen, exit);
  return { stop, used, exit };
}

function completes(code: number, { decoded, target }: Seen): boolean {
  if (COMPLETED.has(code)) return true;
  // CVB loads what it can of a number that is too large
  return code === FIXED_POINT_DIVIDE && (target?.decoded ?? decoded).bytes[0] === 0x4f;
}

/** The instruction was completed, or is to be completed by CP. */
function finish(s: MachineState, seen: Seen, exit: Exit | undefined): void {
  const f = s.fields;
  const decoded = seen.target?.decoded ?? seen.decoded;
  const after = { general: s.general, conditionCode: f[F_CC]!, marked: s.marked };
  const effects = effectsOf(decoded, seen.general, seen.conditionCode, after);
  recordEvents(s, doneEvents(seen.per, effects), seen.at);
  const op = decoded.bytes[0];
  s.watcher?.instruction(
    {
      at: seen.at,
      decoded: seen.decoded,
      target: seen.target,
      effects,
      next: f[F_ADDRESS]!,
      conditionCode: f[F_CC]!,
      open: exit !== undefined,
      partial: (op === 0x0e || op === 0x0f) && f[F_ADDRESS] === seen.at,
      translated: seen.translated,
    },
    { prefix: s.prefix, register: (n) => s.general[n & 15]! },
  );
}

/** Looks at the next instruction; undefined when it cannot be fetched, which executing it will find too. */
function look(s: MachineState): Seen | undefined {
  const f = s.fields;
  const at = f[F_ADDRESS]!;
  const general = s.general.slice();
  try {
    const bytes = fetchInstruction(s, at);
    if (bytes === undefined) return undefined;
    const decoded = decode(bytes, general);
    return {
      at,
      decoded,
      target: targetOf(s, decoded, general),
      general,
      conditionCode: f[F_CC]!,
      per: perControls(s),
      translated: translating(s),
    };
  } catch (error) {
    if (error instanceof ProgramCheck) return undefined;
    throw error;
  }
}

function fetchInstruction(s: MachineState, at: number): Uint8Array | undefined {
  if ((at & 1) !== 0) return undefined;
  const length = instructionLength(s.fetchByte(at));
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = s.fetchByte(at + i);
  return bytes;
}

/** What EX will execute; undefined for another instruction, or when there is an exception instead. */
function targetOf(s: MachineState, { bytes, first }: Decoded, general: Int32Array): Seen['target'] {
  if (bytes[0] !== 0x44 || first === undefined) return undefined;
  try {
    const target = fetchInstruction(s, first);
    if (target === undefined || target[0] === 0x44) return undefined;
    const r1 = bytes[1]! >> 4;
    if (r1 !== 0) target[1]! |= general[r1]! & 0xff;
    return { at: first, decoded: decode(target, general) };
  } catch (error) {
    if (error instanceof ProgramCheck) return undefined;
    throw error;
  }
}
