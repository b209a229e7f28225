/**
 * Interruptions (GA22-7000, "Interruptions"): storing the old PSW and the code where the mode has them
 * and loading the new PSW. Machine-check interruptions do not occur in a virtual machine.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import * as pswBits from './psw.js';
import { loadPswWords, pswFirst, pswSecond } from './psw.js';
import { externalTaken, pendingExternal } from './external-interruptions.js';
import * as codes from './program-check.js';
import type { InterruptionClass } from './watcher.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { F_ILC, F_IO, F_KEY_EMWP, F_PER_ADDRESS, F_PER_CODE, F_PROGRAM_ROW, F_SYSTEM_MASK } = block;
const { MASK_EXTERNAL, MASK_IO, PSW_EC } = pswBits;
const { PAGE_TRANSLATION, PROGRAM_EVENT, SEGMENT_TRANSLATION } = codes;

/** Old PSWs of the classes; the new ones lie 64 bytes above. */
const OLD_EXTERNAL = 24;
const OLD_SVC = 32;
const OLD_PROGRAM = 40;
const OLD_IO = 56;
const NEW = 64;
/** Address of the processor that has signalled, and behind it the code of an external interruption. */
const CPU_ADDRESS_AT = 132;
const TRANSLATION_ADDRESS_AT = 144;
/** PER code, behind the monitor class, and PER address. */
const EVENTS_AT = 148;
const EVENT_ADDRESS_AT = 152;
const CLASSES: ReadonlyMap<number, InterruptionClass> = new Map([
  [OLD_EXTERNAL, 'EXT'],
  [OLD_SVC, 'SVC'],
  [OLD_PROGRAM, 'PROG'],
  [OLD_IO, 'I/O'],
]);
/** Segment and page translation: the old PSW points at the instruction itself. */
const NULLIFYING: ReadonlySet<number> = new Set([SEGMENT_TRANSLATION, PAGE_TRANSLATION]);

/** Swaps PSWs; `low` is the host address of real location 0. */
function swap(state: MachineState, low: number, old: number, code: number, ilc: number): void {
  const view = state.view;
  const first = pswFirst(state, code);
  const second = pswSecond(state, ilc);
  view.setInt32(low + old, first);
  view.setInt32(low + old + 4, second);
  const virtual = state.dat;
  const newFirst = view.getInt32(low + old + NEW);
  const newSecond = view.getInt32(low + old + NEW + 4);
  loadPswWords(state, newFirst, newSecond);
  if (state.watcher === undefined) return;
  const kind = CLASSES.get(old)!;
  state.watcher.interruption({
    class: kind,
    code,
    old: [first, second],
    new: [newFirst, newSecond],
    ilc,
    address: culprit(state, kind, code, second & 0xffffff, ilc),
    translated: virtual,
    prefix: state.prefix,
  });
}

/** Where the instruction stands that an interruption is about, or the one that would have come next. */
function culprit(
  state: MachineState,
  kind: InterruptionClass,
  code: number,
  address: number,
  ilc: number,
): number {
  if (kind === 'PROG' && (code & PROGRAM_EVENT) !== 0) return state.fields[F_PER_ADDRESS]!;
  const before = kind === 'SVC' || (kind === 'PROG' && !NULLIFYING.has(code & 0x7f));
  return (address - (before ? 2 * ilc : 0)) & 0xffffff;
}

function extended(state: MachineState): boolean {
  return (state.fields[F_KEY_EMWP]! & PSW_EC) !== 0;
}

/** Program interruption, with the PER events that wait; the PSW address already says where the old PSW shall point. */
export function programInterruption(state: MachineState, code: number, ilc: number): boolean {
  const low = state.lowAt();
  if (low === 0) return false;
  const f = state.fields;
  f[F_PROGRAM_ROW]!++;
  state.exceptions++;
  if (code === SEGMENT_TRANSLATION || code === PAGE_TRANSLATION)
    state.lowStore(TRANSLATION_ADDRESS_AT, state.translationAddress);
  const events = f[F_PER_CODE]!;
  let whole = code;
  if (events !== 0) {
    whole |= PROGRAM_EVENT;
    f[F_PER_CODE] = 0;
    state.lowStore(EVENTS_AT, (state.lowWord(EVENTS_AT) & ~0xffff) | (events << 8));
    state.lowStore(EVENT_ADDRESS_AT, f[F_PER_ADDRESS]!);
  }
  if (extended(state)) state.view.setInt32(low + 140, (ilc << 17) | whole);
  swap(state, low, OLD_PROGRAM, whole, ilc);
  return true;
}

/** Supervisor-call interruption. */
export function svcInterruption(state: MachineState, code: number, ilc: number): boolean {
  const low = state.lowAt();
  if (low === 0) return false;
  if (extended(state)) state.view.setInt32(low + 136, (ilc << 17) | code);
  swap(state, low, OLD_SVC, code, ilc);
  return true;
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
 * @returns 0 none, 1 at least one was taken, -1 when there is no frame for real page 0
 */
export function takeInterruptions(state: MachineState): -1 | 0 | 1 {
  const f = state.fields;
  let result: 0 | 1 = 0;
  if ((f[F_SYSTEM_MASK]! & MASK_EXTERNAL) !== 0) {
    const pending = pendingExternal(state);
    if (pending !== undefined) {
      if (!state.touchLow()) return -1;
      const { code, source } = pending;
      if (pending.message === true && state.io.takeMessage?.() === false) return -1;
      externalTaken(state, pending);
      // the processor's address in both modes, the code in EC mode only
      if (extended(state)) state.lowStore(CPU_ADDRESS_AT, ((source ?? 0) << 16) | code);
      else if (source !== undefined)
        state.lowStore(CPU_ADDRESS_AT, (source << 16) | (state.lowWord(CPU_ADDRESS_AT) & 0xffff));
      swap(state, state.lowAt(), OLD_EXTERNAL, code, f[F_ILC]!);
      result = 1;
    }
  }
  const mask = f[F_IO]! & ioMask(state);
  if (mask !== 0) {
    if (!state.touchLow()) return -1;
    const device = state.io.takeIo(mask, state.prefix);
    if (device >= 0) {
      if (extended(state)) state.lowStore(184, device & 0xffff);
      swap(state, state.lowAt(), OLD_IO, device, f[F_ILC]!);
      result = 1;
    } else {
      f[F_IO]! &= ~mask; // the word was stale: nothing there
    }
  }
  return result;
}

/** Restart: the PSW goes to location 8, the one at 0 is loaded; false when real page 0 can have no frame. */
export function restartInterruption(state: MachineState): boolean {
  if (!state.touchLow()) return false;
  state.lowStore(8, pswFirst(state, 0));
  state.lowStore(12, pswSecond(state, 0));
  loadPswWords(state, state.lowWord(0), state.lowWord(4));
  return true;
}
