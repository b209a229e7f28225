/**
 * TOD clock, clock comparator, CPU timer and interval timer (GA22-7000, "Timing"). The TOD clock is the
 * host's wall clock in microseconds since 1900; the CPU timer, and with SET TIMER ON the interval timer,
 * go by the virtual time that CP charges.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import * as pswBits from './psw.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const {
  D_CHARGED,
  D_CPU_TIMER,
  D_INTERVAL_FRACTION,
  D_REAL_SEEN,
  F_COMPARATOR_HIGH,
  F_COMPARATOR_LOW,
  F_EXTERNAL,
  F_SYSTEM_MASK,
  M_TIMER_MODE,
  M_TOD_SEQUENCE,
  MD_TOD_LAST,
  MD_TOD_OFFSET,
  PENDING_INTERVAL_TIMER,
  RESIDENT,
} = block;
const { MASK_EXTERNAL } = pswBits;

/** SET TIMER OFF, ON (virtual time), REAL (wall-clock time, waits too). */
export const TIMER_OFF = 0;
export const TIMER_ON = 1;
export const TIMER_REAL = 2;

/** Milliseconds from 1900-01-01 to 1970-01-01. */
const EPOCH = 2208988800000;
/** Bit 31 of the TOD clock, in microseconds. */
const HIGH_UNIT = 0x100000;
/** The clock has 52 bits of microseconds. */
const TOD_SPAN = 0x10000000000000;
/** Interval timer: 300 times a second in bit 23, so 768 units of bit 31 in 10,000 microseconds. */
const INTERVAL_UNITS = 768;
const INTERVAL_SPAN = 10_000;
const INTERVAL_TIMER = 80;

/** Microseconds on the TOD clock now. */
export function todNow(state: MachineState): number {
  const now = Math.floor((state.clock.now() + EPOCH) * 1000) + state.machineDoubles[MD_TOD_OFFSET]!;
  return ((now % TOD_SPAN) + TOD_SPAN) % TOD_SPAN;
}

/** Two words of the TOD clock for STCK: no two values stored are equal. */
export function storeTod(state: MachineState): readonly [number, number] {
  const d = state.machineDoubles;
  const m = state.machine;
  let now = todNow(state);
  const last = d[MD_TOD_LAST]!;
  // the host's clock may be coarse or be set back a little; a set-back of over 2 s is believed
  if (now <= last && last - now < 2e6) {
    now = last;
    m[M_TOD_SEQUENCE]!++;
    if (m[M_TOD_SEQUENCE]! > 0xfff) {
      now++;
      m[M_TOD_SEQUENCE] = 0;
    }
  } else {
    m[M_TOD_SEQUENCE] = 0;
  }
  d[MD_TOD_LAST] = now;
  return [Math.floor(now / HIGH_UNIT) | 0, ((now % HIGH_UNIT) << 12) | m[M_TOD_SEQUENCE]!];
}

/** Microseconds of a clock value in two words. */
function microseconds(high: number, low: number): number {
  return (high >>> 0) * HIGH_UNIT + (low >>> 12);
}

/** SCK. */
export function setTod(state: MachineState, high: number, low: number): void {
  const d = state.machineDoubles;
  d[MD_TOD_OFFSET] = 0;
  d[MD_TOD_OFFSET] = microseconds(high, low) - todNow(state);
  d[MD_TOD_LAST] = 0;
}

/** Whether the clock is past the comparator. */
export function comparatorDue(state: MachineState): boolean {
  const f = state.fields;
  return todNow(state) > microseconds(f[F_COMPARATOR_HIGH]!, f[F_COMPARATOR_LOW]!);
}

/** Whether the CPU timer is negative. */
export function cpuTimerDue(state: MachineState): boolean {
  return state.doubles[D_CPU_TIMER]! < 0;
}

/** The CPU timer as STPT stores it. */
export function cpuTimerWords(state: MachineState): readonly [number, number] {
  const value = Math.floor(state.doubles[D_CPU_TIMER]!);
  const high = Math.floor(value / HIGH_UNIT);
  return [high | 0, (value - high * HIGH_UNIT) << 12];
}

/** SPT. */
export function setCpuTimer(state: MachineState, high: number, low: number): void {
  state.doubles[D_CPU_TIMER] = high * HIGH_UNIT + (low >>> 12);
}

function timerResident(state: MachineState): boolean {
  return (state.storage.pages[state.prefix >>> 11]! & RESIDENT) !== 0;
}

/** Runs down the interval timer at real location 80; negative from not negative makes it pending. */
function countInterval(state: MachineState, time: number): void {
  const d = state.doubles;
  // a page never touched holds no timer that anybody has set
  if (!timerResident(state)) return;
  const units = time * INTERVAL_UNITS + d[D_INTERVAL_FRACTION]!;
  const whole = Math.floor(units / INTERVAL_SPAN);
  d[D_INTERVAL_FRACTION] = units - whole * INTERVAL_SPAN;
  if (whole === 0) return;
  const before = state.lowWord(INTERVAL_TIMER);
  const after = before - whole;
  state.lowStore(INTERVAL_TIMER, after | 0);
  if (before >= 0 && after < 0) state.fields[F_EXTERNAL]! |= PENDING_INTERVAL_TIMER;
}

/** Charges virtual time. */
export function chargeTime(state: MachineState, time: number): void {
  const d = state.doubles;
  d[D_CHARGED]! += time;
  const mode = state.machine[M_TIMER_MODE]!;
  if (mode !== TIMER_REAL) d[D_CPU_TIMER]! -= time;
  if (mode === TIMER_ON) countInterval(state, time);
}

/** SET TIMER REAL: counts the wall-clock time since the last call; call it before timers are looked at. */
export function countRealTime(state: MachineState): void {
  const d = state.doubles;
  if (state.machine[M_TIMER_MODE] !== TIMER_REAL) return;
  const now = state.clock.now();
  const passed = (now - d[D_REAL_SEEN]!) * 1000;
  d[D_REAL_SEEN] = now;
  if (passed <= 0) return;
  d[D_CPU_TIMER]! -= passed;
  countInterval(state, passed);
}

/**
 * Sets the timer's way of counting (SET TIMER). It is the machine's, but what has been counted is a
 * processor's: to be called for every one.
 */
export function setTimerMode(state: MachineState, mode: number): void {
  countRealTime(state);
  state.machine[M_TIMER_MODE] = mode;
  state.doubles[D_REAL_SEEN] = state.clock.now();
  state.doubles[D_INTERVAL_FRACTION] = 0;
}

/** Milliseconds of wall-clock time until a timer can end an enabled wait; undefined when none can. */
export function untilTimer(state: MachineState): number | undefined {
  const f = state.fields;
  if ((f[F_SYSTEM_MASK]! & MASK_EXTERNAL) === 0) return undefined;
  const masks = state.control[0]!;
  let least = Infinity;
  if ((masks & 0x800) !== 0) {
    const due = microseconds(f[F_COMPARATOR_HIGH]!, f[F_COMPARATOR_LOW]!);
    least = Math.max(0, due - todNow(state) + 1);
  }
  if ((masks & 0x400) !== 0) {
    const timer = state.doubles[D_CPU_TIMER]!;
    if (timer < 0) least = 0;
    else if (state.machine[M_TIMER_MODE] === TIMER_REAL) least = Math.min(least, timer + 1);
  }
  if ((masks & PENDING_INTERVAL_TIMER) !== 0) {
    if ((f[F_EXTERNAL]! & PENDING_INTERVAL_TIMER) !== 0) least = 0;
    else if (state.machine[M_TIMER_MODE] === TIMER_REAL && timerResident(state)) {
      const value = state.lowWord(INTERVAL_TIMER);
      // a microsecond more, so that the wait is over when it has passed
      if (value >= 0) least = Math.min(least, ((value + 1) * INTERVAL_SPAN) / INTERVAL_UNITS + 1);
    }
  }
  return least === Infinity ? undefined : least / 1000;
}
