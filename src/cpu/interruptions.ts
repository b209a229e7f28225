/**
 * Interruptions (GA22-7000, "Interruptions"): storing the old PSW and the code where the mode has them
 * and loading the new PSW. Machine-check interruptions do not occur in a virtual machine.
 */
import type { MachineState } from './machine-state.js';
import {
  F_EXTERNAL,
  F_EXTERNAL_CODE,
  F_ILC,
  F_IO,
  F_KEY_EMWP,
  F_PROGRAM_ROW,
  F_SYSTEM_MASK,
  PENDING_INTERRUPT_KEY,
  PENDING_INTERVAL_TIMER,
} from './machine-block.js';
import { loadPswWords, MASK_EXTERNAL, MASK_IO, PSW_EC, pswFirst, pswSecond } from './psw.js';
import { comparatorDue, cpuTimerDue } from './timers.js';

/** Old PSWs of the classes; the new ones lie 64 bytes above. */
const OLD_EXTERNAL = 24;
const OLD_SVC = 32;
const OLD_PROGRAM = 40;
const OLD_IO = 56;
const NEW = 64;

/** CR0 masks of the external subclasses. */
const CR0_COMPARATOR = 0x800;
const CR0_CPU_TIMER = 0x400;
const CODE_COMPARATOR = 0x1004;
const CODE_CPU_TIMER = 0x1005;
/** External signals, codes 2 to 3F. */
const CR0_SIGNAL = 0x20;
/** VMCF and what else CP has above the codes of the architecture. */
const CR0_CP = 0x01;

/** The mask in CR0 for a code that CP was told to present. */
function subclassOf(code: number): number {
  if (code === CODE_COMPARATOR) return CR0_COMPARATOR;
  if (code === CODE_CPU_TIMER) return CR0_CPU_TIMER;
  return code < PENDING_INTERRUPT_KEY ? CR0_SIGNAL : CR0_CP;
}

/** Swaps PSWs; false when page 0 can have no frame (nothing has changed then). */
function swap(state: MachineState, old: number, code: number, ilc: number): boolean {
  const storage = state.storage;
  if (!storage.touch(0)) return false;
  state.lowStore(old, pswFirst(state, code));
  state.lowStore(old + 4, pswSecond(state, ilc));
  loadPswWords(state, storage.word(old + NEW)!, storage.word(old + NEW + 4)!);
  return true;
}

function extended(state: MachineState): boolean {
  return (state.fields[F_KEY_EMWP]! & PSW_EC) !== 0;
}

/** Program interruption; the PSW address already says where the old PSW shall point. */
export function programInterruption(state: MachineState, code: number, ilc: number): boolean {
  if (!state.storage.touch(0)) return false;
  state.fields[F_PROGRAM_ROW]!++;
  if (extended(state)) state.lowStore(140, (ilc << 17) | code);
  return swap(state, OLD_PROGRAM, code, ilc);
}

/** Supervisor-call interruption. */
export function svcInterruption(state: MachineState, code: number, ilc: number): boolean {
  if (!state.storage.touch(0)) return false;
  if (extended(state)) state.lowStore(136, (ilc << 17) | code);
  return swap(state, OLD_SVC, code, ilc);
}

/** The code of the external interruption that is pending and allowed; 0 when there is none. */
function externalCode(state: MachineState): number {
  const masks = state.control[0]!;
  const pending = state.fields[F_EXTERNAL]! & masks;
  // interval timer and interrupt key share one interruption, their bits in the code together
  const merged = pending & (PENDING_INTERVAL_TIMER | PENDING_INTERRUPT_KEY);
  if (merged !== 0) return merged;
  if ((masks & CR0_COMPARATOR) !== 0 && comparatorDue(state)) return CODE_COMPARATOR;
  if ((masks & CR0_CPU_TIMER) !== 0 && cpuTimerDue(state)) return CODE_CPU_TIMER;
  const other = state.fields[F_EXTERNAL_CODE]!;
  return other !== 0 && (masks & subclassOf(other)) !== 0 ? other : 0;
}

/** Takes off what has been presented; clock comparator and CPU timer stay while they are due. */
function taken(state: MachineState, code: number): void {
  if (code === state.fields[F_EXTERNAL_CODE]) state.fields[F_EXTERNAL_CODE] = 0;
  else if (code < 0x100) state.fields[F_EXTERNAL]! &= ~code;
}

/** Channels whose interruptions the PSW and CR2 let through. */
export function ioMask(state: MachineState): number {
  const mask = state.fields[F_SYSTEM_MASK]!;
  const channels = (state.control[2]! >>> 16) & 0xffff;
  if (extended(state)) return (mask & MASK_IO) !== 0 ? channels : 0;
  return ((mask & 0xfc) << 8) | ((mask & 0x02) !== 0 ? channels & 0x03ff : 0);
}

/**
 * Takes the external and I/O interruptions that are pending and allowed, in that order.
 * @returns 0 none, 1 at least one was taken, -1 when there is no frame for page 0
 */
export function takeInterruptions(state: MachineState): -1 | 0 | 1 {
  const f = state.fields;
  let result: 0 | 1 = 0;
  if ((f[F_SYSTEM_MASK]! & MASK_EXTERNAL) !== 0) {
    const code = externalCode(state);
    if (code !== 0) {
      if (!state.storage.touch(0)) return -1;
      taken(state, code);
      if (extended(state)) state.lowStore(132, code);
      swap(state, OLD_EXTERNAL, code, f[F_ILC]!);
      result = 1;
    }
  }
  const mask = f[F_IO]! & ioMask(state);
  if (mask !== 0) {
    if (!state.storage.touch(0)) return -1;
    const device = state.io.takeIo(mask);
    if (device >= 0) {
      if (extended(state)) state.lowStore(184, device & 0xffff);
      swap(state, OLD_IO, device, f[F_ILC]!);
      result = 1;
    } else {
      f[F_IO]! &= ~mask; // the word was stale: nothing there
    }
  }
  return result;
}

/** Restart: the PSW goes to location 8, the one at 0 is loaded; false when page 0 can have no frame. */
export function restartInterruption(state: MachineState): boolean {
  const storage = state.storage;
  if (!storage.touch(0)) return false;
  state.lowStore(8, pswFirst(state, 0));
  state.lowStore(12, pswSecond(state, 0));
  loadPswWords(state, storage.word(0)!, storage.word(4)!);
  return true;
}
