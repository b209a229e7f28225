/** The program that called a service of OS simulation: its registers, and where it goes on. */
import type { StepContext } from '../command.js';
import { ListFault } from '../nucleus/caller-fault.js';
import type { FrameContext } from '../nucleus/context.js';
import { currentSave, readSave, setSaved } from '../nucleus/save-areas.js';

/** A register as it was at the call. */
export function callerRegister(context: StepContext, register: number): number {
  const n = (context as FrameContext).nucleus;
  return readSave(n, currentSave(n))?.registers[register] ?? 0;
}

/** Changes a register that the caller gets back. */
export function returnRegister(context: StepContext, register: number, value: number): void {
  const n = (context as FrameContext).nucleus;
  setSaved(n, currentSave(n), { register, value });
}

/** The address of a name in a register: as BAL has left it, or negative, which tells of a directory entry. */
export function nameAddress(register: number): number {
  return (register >>> 24 === 0xff ? -register : register) & 0xffffff;
}

/** The caller goes on at another address. */
export function returnTo(context: StepContext, address: number): void {
  const n = (context as FrameContext).nucleus;
  setSaved(n, currentSave(n), { normal: address & 0xffffff });
}

/** Ends the calling program abnormally, where it called. */
export function abendCaller(code: string, at: StepContext): ListFault {
  const n = (at as FrameContext).nucleus;
  const back = (readSave(n, currentSave(n))?.normal ?? 0)
    .toString(16)
    .toUpperCase()
    .padStart(6, '0');
  const completion = Number.parseInt(code, 16) << 12;
  return new ListFault(`DMSABN148T System abend ${code} called from ${back}`, true, completion);
}
