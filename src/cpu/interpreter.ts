/**
 * What goes on around the hot loop: interruptions, the wait state, control instructions, and the reasons
 * to go back to CP (GA22-7000, "Interruptions" and "Control"). Between any two calls of the hot loop all
 * state is in the machine block.
 */
import type { Exit } from './exit.js';
import type { MachineState } from './machine-state.js';
import { controlInstruction } from './control-instructions.js';
import {
  execute,
  STOP_CHECK,
  STOP_CONTROL,
  STOP_FUEL,
  STOP_NO_FRAME,
  STOP_SVC,
} from './execute.js';
import { programInterruption, svcInterruption, takeInterruptions } from './interruptions.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { ProgramCheck } from './program-check.js';
import * as pswBits from './psw.js';
import { badFormat, disabled } from './psw.js';
import { step, watched } from './watch.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { D_EXECUTED, F_ADDRESS, F_ILC, F_KEY_EMWP, F_PER_CODE, F_PROGRAM_ROW, STOP } = block;
const { FIXED_POINT_OVERFLOW, NO_FRAME, PAGE_TRANSLATION, SEGMENT_TRANSLATION, SPECIFICATION } =
  codes;
const { PSW_WAIT } = pswBits;

/** Instructions between two looks at the stop word and the clocks. */
const TURN = 10_000;
/** Instructions whose time a program interruption takes: a row of them must not make a slice longer. */
const CHECK_COST = 16;
/** Program interruptions in a row, none of them after a completed instruction, that make a loop. */
const LOOP = 4;

const BUDGET: Exit = { reason: 'budget' };
const WAIT: Exit = { reason: 'wait' };
const DISABLED_WAIT: Exit = { reason: 'disabled-wait' };
const NO_FRAME_EXIT: Exit = { reason: 'no-frame' };
const PROGRAM_LOOP: Exit = { reason: 'program-loop' };
const STOPPED: Exit = { reason: 'stopped' };
const WATCHED: Exit = { reason: 'watched' };

/** Takes a program interruption; the exit when CP has to see it. */
function interrupt(s: MachineState, code: number, ilc: number): Exit | undefined {
  const f = s.fields;
  if (!programInterruption(s, code, ilc)) return NO_FRAME_EXIT;
  if (f[F_PROGRAM_ROW]! < LOOP) return undefined;
  f[F_PROGRAM_ROW] = 0;
  return PROGRAM_LOOP;
}

/** Executes a control instruction, whose exceptions are those of any other. */
function control(s: MachineState): Exit | undefined {
  const f = s.fields;
  try {
    const exit = controlInstruction(s);
    f[F_PROGRAM_ROW] = 0;
    return exit;
  } catch (error) {
    if (!(error instanceof ProgramCheck)) throw error;
    if (error.code === NO_FRAME) {
      f[F_ADDRESS] = s.at & 0xffffff;
      return NO_FRAME_EXIT;
    }
    if (error.code === SEGMENT_TRANSLATION || error.code === PAGE_TRANSLATION)
      f[F_ADDRESS] = s.at & 0xffffff; // these nullify
    return interrupt(s, error.code, f[F_ILC]!);
  }
}

/** What the hot loop ended with; the exit when CP has to see it. */
function ended(s: MachineState, stop: number): Exit | undefined {
  const f = s.fields;
  switch (stop) {
    case STOP_CONTROL:
      return control(s);
    case STOP_SVC:
      if (svcInterruption(s, s.code, f[F_ILC]!)) return undefined;
      f[F_ADDRESS] = (f[F_ADDRESS]! - 2 * f[F_ILC]!) & 0xffffff;
      return NO_FRAME_EXIT;
    case STOP_CHECK: {
      const exit = interrupt(s, s.code, f[F_ILC]!);
      // no frame for the interruption: the instruction is executed again, if it can be
      if (exit === NO_FRAME_EXIT && s.code < FIXED_POINT_OVERFLOW) f[F_ADDRESS] = s.at & 0xffffff;
      return exit;
    }
    case STOP_NO_FRAME:
      return NO_FRAME_EXIT;
    default:
      return undefined;
  }
}

/** Runs at most `budget` instructions. An interruption counts as one, so that no chain of them is endless. */
export function interpret(s: MachineState, budget: number): Exit {
  const f = s.fields;
  const stopWord = (s.block + STOP) >>> 2;
  let fuel = budget;
  for (;;) {
    if (Atomics.load(s.words, stopWord) !== 0) return STOPPED;
    if (s.watcher?.full === true) return WATCHED;
    if (badFormat(s)) {
      if (fuel <= 0) return BUDGET;
      fuel--;
      const exit = interrupt(s, SPECIFICATION, 0);
      if (exit !== undefined) return exit;
      continue;
    }
    if (f[F_PER_CODE] !== 0) {
      if (fuel <= 0) return BUDGET;
      fuel--;
      const exit = interrupt(s, 0, f[F_ILC]!);
      if (exit !== undefined) return exit;
      continue;
    }
    const taken = takeInterruptions(s);
    if (taken < 0) return NO_FRAME_EXIT;
    if (taken > 0) {
      if (--fuel <= 0) return BUDGET;
      continue;
    }
    if ((f[F_KEY_EMWP]! & PSW_WAIT) !== 0) return disabled(s) ? DISABLED_WAIT : WAIT;
    if (fuel <= 0) return BUDGET;
    if (watched(s)) {
      const { stop, used, exit } = step(s, ended);
      fuel -= used + (stop === STOP_CHECK ? CHECK_COST : 0);
      s.doubles[D_EXECUTED]! += used;
      if (stop === STOP_FUEL && used > 0) f[F_PROGRAM_ROW] = 0;
      if (exit !== undefined) return exit;
      continue;
    }
    const turn = Math.min(fuel, TURN);
    const stop = execute(s, turn);
    const used = turn - s.fuel;
    fuel -= used;
    s.doubles[D_EXECUTED]! += used;
    // an instruction completed: what comes now is no loop of program interruptions
    if (used > (stop === STOP_FUEL ? 0 : 1)) f[F_PROGRAM_ROW] = 0;
    if (stop === STOP_CHECK) fuel -= CHECK_COST;
    const exit = ended(s, stop);
    if (exit !== undefined) return exit;
  }
}
