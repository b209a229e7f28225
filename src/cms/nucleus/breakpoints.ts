/**
 * Breakpoints of DEBUG (VM/370 CMS Command and Macro Reference, "BREAK"): an operation code that no machine has stands in
 * place of the instruction, until it is reached.
 */
import { OLD_PSW } from './layout.js';
import type { Breakpoint, Nucleus } from './nucleus.js';

/** Breakpoints are numbered from 0 to this. */
const LAST = 15;
const OPERATION = 1;

function code(id: number): Uint8Array {
  return Uint8Array.of(0x00, 0xe0 | id);
}

/** Sets a breakpoint, in place of an older one of that number; false when there is no storage, or no such number. */
export function setBreakpoint(n: Nucleus, id: number, address: number): boolean {
  if (id > LAST || address % 2 !== 0) return false;
  const old = n.state.breakpoints.find((one) => one.id === id);
  if (old !== undefined) remove(n, old);
  const bytes = n.machine.fetch(address, 2);
  if (bytes === undefined || n.state.breakpoints.some((one) => one.address === address))
    return false;
  if (!n.machine.store(address, code(id))) return false;
  n.state.breakpoints.push({ id, address, bytes });
  return true;
}

function remove(n: Nucleus, breakpoint: Breakpoint): void {
  n.state.breakpoints = n.state.breakpoints.filter((one) => one !== breakpoint);
  const now = n.machine.fetch(breakpoint.address, 2);
  const there = code(breakpoint.id).every((byte, i) => now?.[i] === byte);
  // another program may have been loaded there since
  if (there) n.machine.store(breakpoint.address, breakpoint.bytes);
}

/** All breakpoints are gone: HX and recovery. */
export function clearBreakpoints(n: Nucleus): void {
  for (const breakpoint of n.state.breakpoints) remove(n, breakpoint);
}

/**
 * An operation exception: when it is that of a breakpoint, the instruction is there again and the old PSW points to it.
 * Gives the breakpoint.
 */
export function reachedBreakpoint(n: Nucleus): Breakpoint | undefined {
  const m = n.machine;
  const [first, second] = [m.word(OLD_PSW.program) ?? 0, m.word(OLD_PSW.program + 4) ?? 0];
  if ((first & 0xff) !== OPERATION) return undefined;
  const at = (second - 2) & 0xffffff;
  const breakpoint = n.state.breakpoints.find((one) => one.address === at);
  if (breakpoint === undefined) return undefined;
  remove(n, breakpoint);
  m.setWord(OLD_PSW.program + 4, (second & 0xff000000) | at);
  return breakpoint;
}
