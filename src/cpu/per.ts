/**
 * Program-event recording (GA22-7000, "Program-Event Recording"): which events are monitored, and those of the
 * instruction under way, which wait in the processor part until a program interruption tells them.
 */
import { touches } from './effects.js';
import type { Effects } from './effects.js';
import { F_KEY_EMWP, F_PER_ADDRESS, F_PER_CODE, F_SYSTEM_MASK } from './machine-block.js';
import type { MachineState } from './machine-state.js';
import { PSW_EC, MASK_PER } from './psw.js';

/** The events, as bits of CR9's first byte and of the PER code at location 150. */
export const PER_BRANCH = 0x80;
export const PER_FETCH = 0x40;
export const PER_STORE = 0x20;
export const PER_ALTER = 0x10;

/** The events that PSW and CR9 monitor; 0 when there are none. Only EC mode has PER. */
export function perMasks(s: MachineState): number {
  const f = s.fields;
  if ((f[F_SYSTEM_MASK]! & MASK_PER) === 0 || (f[F_KEY_EMWP]! & PSW_EC) === 0) return 0;
  return (s.control[9]! >>> 24) & 0xf0;
}

/** What is monitored, as it was when the instruction began. */
export interface PerControls {
  readonly masks: number;
  readonly registers: number;
  readonly range: { readonly first: number; readonly last: number };
}

/** What is monitored now. */
export function perControls(s: MachineState): PerControls {
  return {
    masks: perMasks(s),
    registers: s.control[9]! & 0xffff,
    range: { first: s.control[10]! & 0xffffff, last: s.control[11]! & 0xffffff },
  };
}

/** Whether the instruction at an address, or the target that EX took from another, is monitored. */
export function fetchEvent(per: PerControls, at: number, target: number | undefined): number {
  if ((per.masks & PER_FETCH) === 0) return 0;
  const hit = touches(at, 1, per.range) || (target !== undefined && touches(target, 1, per.range));
  return hit ? PER_FETCH : 0;
}

/** Of what an instruction has done, the events that are monitored. */
export function doneEvents(per: PerControls, { stored, altered, branched }: Effects): number {
  let events = 0;
  if (branched) events |= PER_BRANCH;
  if (stored.length > 0 && touches(stored.at, stored.length, per.range)) events |= PER_STORE;
  if ((altered & per.registers) !== 0) events |= PER_ALTER;
  return events & per.masks;
}

/** Has the next program interruption tell of events of the instruction at `at`. */
export function recordEvents(s: MachineState, events: number, at: number): void {
  if (events === 0) return;
  s.fields[F_PER_CODE]! |= events;
  s.fields[F_PER_ADDRESS] = at;
}

/** An instruction that is being followed has stored, and may yet end with an exception that does not undo it. */
export function recordStore(s: MachineState, address: number, length: number): void {
  const per = perControls(s);
  if (per.masks === 0) return;
  const stored = { at: address, length };
  recordEvents(s, doneEvents(per, { stored, altered: 0, branched: false }), s.watchedAt);
}

/** The instruction was nullified: it is executed again, and its events come then. */
export function forgetEvents(s: MachineState): void {
  s.fields[F_PER_CODE] = 0;
}
