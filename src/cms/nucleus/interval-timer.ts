/**
 * The interval of STIMER whose end an exit of the program takes (OS/VS Supervisor Services, "STIMER"): the clock
 * comparator tells when a time has come, the CPU timer when so much processor time is used. The exit runs in the midst of
 * the program, or while that waits; when the nucleus works for it, the exit waits until the program goes on, for both
 * kinds of interruption stay pending as long as their mask keeps them out.
 */
import type { OsTimer } from '../os/os-state.js';
import {
  CLOCK,
  CLOCK_SAVE,
  GATE,
  OLD_PSW,
  PSW_DISABLED,
  PSW_USER,
  STUB,
  TIMER_SAVE,
  TIMER_USER_SAVE,
} from './layout.js';
import { goIdle, loadStoredPsw, type Next, type Nucleus } from './nucleus.js';
import { restoreProgram, saveProgram } from './program-state.js';

/** Code of the interruption of the clock comparator. */
export const CODE_COMPARATOR = 0x1004;
const CODE_CPU_TIMER = 0x1005;
/** Mask of the clock comparator in control register 0. */
export const MASK_COMPARATOR = 0x800;
const MASK_CPU_TIMER = 0x400;
/** Bits of a clock value behind the one of a microsecond. */
const FRACTION = 12n;

/** When the comparator has to interrupt for STIMER; undefined when it has not to. */
export function comparatorDue(n: Nucleus): number | undefined {
  const timer = armed(n);
  return timer === undefined || timer.task ? undefined : timer.due;
}

/** The interval whose end an exit takes and that has not ended. */
function armed(n: Nucleus): OsTimer | undefined {
  const { timer } = n.cms.os;
  return timer === undefined || timer.exit === 0 || timer.ended ? undefined : timer;
}

/**
 * Lets the interruption in that ends an interval. `program`: a program goes on, to whom even one that has come before and
 * was kept out is shown now.
 */
export function letTimerIn(n: Nucleus, program: boolean): void {
  const { timer, inTimer } = n.cms.os;
  if (timer === undefined || timer.exit === 0 || inTimer) return;
  if (timer.ended && !program) return;
  const mask = timer.task ? MASK_CPU_TIMER : MASK_COMPARATOR;
  const cr0 = n.machine.controlRegister(0);
  if ((cr0 & mask) === 0) n.machine.setControlRegister(0, cr0 | mask);
}

function keepOut(n: Nucleus, mask: number): void {
  n.machine.setControlRegister(0, n.machine.controlRegister(0) & ~mask);
}

/** The interval is over or is no more (TTIMER CANCEL, the end of the program). */
export function stopTimer(n: Nucleus): void {
  const { timer } = n.cms.os;
  if (timer !== undefined && timer.exit !== 0) {
    keepOut(n, timer.task ? MASK_CPU_TIMER : MASK_COMPARATOR);
  }
  n.cms.os.timer = undefined;
}

function setClock(n: Nucleus, microseconds: number, stub: number): void {
  const value = BigInt(Math.round(microseconds)) << FRACTION;
  n.machine.setWord(CLOCK, Number(BigInt.asIntN(32, value >> 32n)));
  n.machine.setWord(CLOCK + 4, Number(BigInt.asIntN(32, value)));
  n.machine.loadPsw(PSW_DISABLED, stub);
}

/** The comparator is set in its stub, then the nucleus goes on. */
export function setComparator(n: Nucleus, due: number): void {
  setClock(n, due, STUB.comparator);
}

/** The comparator is set. */
export function comparatorSet(n: Nucleus): void {
  if (!n.state.clockSet) {
    goIdle(n);
    return;
  }
  n.state.clockSet = false;
  restoreProgram(n, CLOCK_SAVE);
}

/** Begins the interval that has been noted; true when that is done. */
export function startTimer(n: Nucleus, next: Extract<Next, { kind: 'effect' }>): boolean {
  const timer = armed(n);
  if (timer === undefined) return true;
  if (next.progress !== undefined) {
    letTimerIn(n, false);
    return true;
  }
  next.progress = { stage: 'clock', count: 0 };
  if (timer.task) setClock(n, timer.length, STUB.cpuTimer);
  else setComparator(n, timer.due);
  return false;
}

/**
 * An external interruption: true when it is that of an interval, and it is seen to.
 * @param waits - the nucleus waits for something that takes long; undefined when a program runs
 */
export function timerInterruption(n: Nucleus, code: number, waits: boolean | undefined): boolean {
  if (code !== CODE_COMPARATOR && code !== CODE_CPU_TIMER) return false;
  const { os } = n.cms;
  const task = code === CODE_CPU_TIMER;
  const { timer } = os;
  if (timer === undefined || timer.exit === 0 || timer.task !== task) {
    // the rest of an interval that is no more
    if (task && n.state.traps.external === 0) keepOut(n, MASK_CPU_TIMER);
    return false;
  }
  if (!task && n.machine.timeOfDay() < timer.due) {
    // it was set for something else that has ended since
    if (waits === undefined) setAnew(n, timer.due);
    else goIdle(n);
    return true;
  }
  timer.ended = true;
  keepOut(n, task ? MASK_CPU_TIMER : MASK_COMPARATOR);
  if (waits === false || os.inTimer || n.state.traps.running || n.state.abend !== undefined) {
    loadStoredPsw(n, OLD_PSW.external);
    return true;
  }
  os.timer = undefined;
  os.inTimer = true;
  saveProgram(n, TIMER_SAVE, OLD_PSW.external);
  n.machine.setRegister(13, TIMER_USER_SAVE);
  n.machine.setRegister(14, GATE.timerReturned);
  n.machine.setRegister(15, timer.exit);
  n.machine.loadPsw(PSW_USER, timer.exit);
  return true;
}

function setAnew(n: Nucleus, due: number): void {
  saveProgram(n, CLOCK_SAVE, OLD_PSW.external);
  n.state.clockSet = true;
  setComparator(n, due);
}

/** The exit has come back: what it has interrupted goes on, and the nucleus looks again whether it has to wait. */
export function timerReturned(n: Nucleus): void {
  if (!n.cms.os.inTimer) {
    goIdle(n);
    return;
  }
  n.cms.os.inTimer = false;
  const at = (n.machine.word(TIMER_SAVE + 20) ?? 0) & 0xffffff;
  const idle = at >= GATE.idle && at < GATE.idle + 8;
  if (idle) goIdle(n);
  else restoreProgram(n, TIMER_SAVE);
  letTimerIn(n, true);
}
