/**
 * External interruptions (GA22-7000, "External Interruption"): what can be pending, under which mask of
 * control register 0, and in which order. Interval timer, interrupt key and external signals share one
 * interruption; the others come one at a time.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import { comparatorDue, cpuTimerDue } from './timers.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const {
  F_EMERGENCY_LOW,
  F_EXTERNAL,
  F_EXTERNAL_CALL,
  F_EXTERNAL_CODE,
  F_MALFUNCTION_LOW,
  F_MESSAGE,
  PENDING_INTERRUPT_KEY,
  PENDING_INTERVAL_TIMER,
} = block;

/** CR0 masks of the external subclasses. */
const CR0_MALFUNCTION_ALERT = 0x8000;
const CR0_EMERGENCY_SIGNAL = 0x4000;
const CR0_EXTERNAL_CALL = 0x2000;
const CR0_TOD_SYNC_CHECK = 0x1000;
const CR0_COMPARATOR = 0x800;
const CR0_CPU_TIMER = 0x400;
const CR0_SERVICE_SIGNAL = 0x200;
/** External signals, codes 2 to 3F. */
const CR0_SIGNAL = 0x20;
/** VMCF and what else CP has above the codes of the architecture. */
const CR0_CP = 0x01;

const CODE_TOD_SYNC_CHECK = 0x1003;
const CODE_COMPARATOR = 0x1004;
const CODE_CPU_TIMER = 0x1005;
const CODE_MALFUNCTION_ALERT = 0x1200;
const CODE_EMERGENCY_SIGNAL = 0x1201;
const CODE_EXTERNAL_CALL = 0x1202;
const CODE_SERVICE_SIGNAL = 0x2401;
/** A message of CP's (VMCF). */
const CODE_MESSAGE = 0x4001;

const TIMER_AND_KEY = PENDING_INTERVAL_TIMER | PENDING_INTERRUPT_KEY;
const SIGNALS = 0x3f;

/** What an interruption reports. */
export interface ExternalInterruption {
  readonly code: number;
  /** Address of the processor that the signal came from; undefined for all other causes. */
  readonly source?: number;
  /** CP stores what it is about, and says when there is no more. */
  readonly message?: true;
}

/** The mask in CR0 for a code that CP was told to present. */
function subclassOf(code: number): number {
  switch (code) {
    case CODE_TOD_SYNC_CHECK:
      return CR0_TOD_SYNC_CHECK;
    case CODE_COMPARATOR:
      return CR0_COMPARATOR;
    case CODE_CPU_TIMER:
      return CR0_CPU_TIMER;
    case CODE_MALFUNCTION_ALERT:
      return CR0_MALFUNCTION_ALERT;
    case CODE_EMERGENCY_SIGNAL:
      return CR0_EMERGENCY_SIGNAL;
    case CODE_EXTERNAL_CALL:
      return CR0_EXTERNAL_CALL;
    case CODE_SERVICE_SIGNAL:
      return CR0_SERVICE_SIGNAL;
    default:
      return CR0_CP;
  }
}

/** The lowest of the processors whose bits stand in two words; -1 when there is none. */
function lowest(fields: Int32Array, words: number): number {
  const low = fields[words]!;
  if (low !== 0) return 31 - Math.clz32(low & -low);
  const high = fields[words + 1]!;
  return high === 0 ? -1 : 63 - Math.clz32(high & -high);
}

/** Notes that a processor has signalled; `words` is F_EMERGENCY_LOW or F_MALFUNCTION_LOW. */
export function setSource(fields: Int32Array, words: number, address: number): void {
  fields[words + (address >>> 5)]! |= 1 << (address & 31);
}

function clearSource(fields: Int32Array, words: number, address: number): void {
  fields[words + (address >>> 5)]! &= ~(1 << (address & 31));
}

/** Makes a code pending that is none of the signals between processors. */
export function makePending(fields: Int32Array, code: number): void {
  if ((code & ~(TIMER_AND_KEY | SIGNALS)) === 0) fields[F_EXTERNAL]! |= code;
  else fields[F_EXTERNAL_CODE] = code & 0xffff;
}

/** Forgets all that is pending, as CPU reset does; messages are CP's. */
export function clearExternal(fields: Int32Array): void {
  fields[F_EXTERNAL] = 0;
  fields[F_EXTERNAL_CODE] = 0;
  fields[F_EXTERNAL_CALL] = 0;
  fields.fill(0, F_EMERGENCY_LOW, F_EMERGENCY_LOW + 2);
  fields.fill(0, F_MALFUNCTION_LOW, F_MALFUNCTION_LOW + 2);
}

/** The interruption of highest priority that is pending and allowed by control register 0. */
export function pendingExternal(state: MachineState): ExternalInterruption | undefined {
  const f = state.fields;
  const masks = state.control[0]!;
  const allowed = (masks & TIMER_AND_KEY) | ((masks & CR0_SIGNAL) !== 0 ? SIGNALS : 0);
  const merged = f[F_EXTERNAL]! & allowed;
  if (merged !== 0) return { code: merged };
  if ((masks & CR0_MALFUNCTION_ALERT) !== 0) {
    const source = lowest(f, F_MALFUNCTION_LOW);
    if (source >= 0) return { code: CODE_MALFUNCTION_ALERT, source };
  }
  if ((masks & CR0_EMERGENCY_SIGNAL) !== 0) {
    const source = lowest(f, F_EMERGENCY_LOW);
    if (source >= 0) return { code: CODE_EMERGENCY_SIGNAL, source };
  }
  if ((masks & CR0_EXTERNAL_CALL) !== 0 && f[F_EXTERNAL_CALL]! !== 0)
    return { code: CODE_EXTERNAL_CALL, source: f[F_EXTERNAL_CALL]! - 1 };
  if ((masks & CR0_COMPARATOR) !== 0 && comparatorDue(state)) return { code: CODE_COMPARATOR };
  if ((masks & CR0_CPU_TIMER) !== 0 && cpuTimerDue(state)) return { code: CODE_CPU_TIMER };
  const other = f[F_EXTERNAL_CODE]!;
  if (other !== 0 && (masks & subclassOf(other)) !== 0) return { code: other };
  if (f[F_MESSAGE]! === 0 || (masks & CR0_CP) === 0) return undefined;
  return { code: CODE_MESSAGE, message: true };
}

/** Takes off what is being presented; clock comparator and CPU timer stay while they are due. */
export function externalTaken(
  state: MachineState,
  { code, source, message }: ExternalInterruption,
): void {
  if (message === true) return;
  const f = state.fields;
  if (source === undefined) {
    if (code === f[F_EXTERNAL_CODE]) f[F_EXTERNAL_CODE] = 0;
    else if (code < 0x100) f[F_EXTERNAL]! &= ~code;
  } else if (code === CODE_EXTERNAL_CALL) f[F_EXTERNAL_CALL] = 0;
  else clearSource(f, code === CODE_EMERGENCY_SIGNAL ? F_EMERGENCY_LOW : F_MALFUNCTION_LOW, source);
}
