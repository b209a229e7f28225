/**
 * Routines of users for labels on tape: exits of a DCB for user labels (SUL; OS/VS Data Management Services Guide, "User
 * label exits"), and programs for labels that are not standard (NSL; CMS User's Guide, "Label processing in OS
 * simulation"). Each is called with the address of a list in register 1.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { storeNumber, storeOf } from '../functions/caller-list.js';
import { USER_KEY } from '../nucleus/layout.js';
import { exitOf, readDcb } from './dcb.js';
import type { OpenDcb } from './os-state.js';
import { whereIs } from './os-routines.js';

/** Bytes of a list. */
export const LIST = 16;
/** Codes of exit lists: user header labels that are read or written, trailer labels that are written. */
export const LABEL_EXIT = { headerIn: 1, headerOut: 2, trailerOut: 4 } as const;
/** What a routine for labels that are not standard is called for. */
export const CALL = {
  openInput: 0x00,
  openOutput: 0x04,
  closeInput: 0x08,
  closeOutput: 0x0c,
} as const;
/** It is OS simulation that calls. */
const BY_OS = 0x80;

/** The address of the exit of a DCB for a code; 0 without one. */
export function labelExit(context: StepContext, dcb: OpenDcb, code: number): number {
  // MOVEFILE has no DCB
  return dcb.address === 0 ? 0 : exitOf(context, readDcb(context, dcb.address).exits, code);
}

/** Calls an exit: the list has the addresses of the label and of the DCB. */
export function callExit(context: StepContext, dcb: OpenDcb, code: number, list: number): Effect {
  storeOf(context, list, new Uint8Array(LIST));
  storeNumber(context, list, dcb.buffer, 4);
  storeNumber(context, list + 4, dcb.address, 4);
  const address = labelExit(context, dcb, code);
  return { kind: 'call', address, registers: { 1: list }, key: USER_KEY };
}

/** What an exit wants: the label in its area, and another one after it. */
export function wantedOf(answer: Answer): { readonly label: boolean; readonly again: boolean } {
  const rc = answer.kind === 'rc' ? answer.rc : 0;
  return { label: rc === 4 || rc === 8, again: rc === 8 };
}

/** Has the routine for labels brought into storage; undefined when it is there. */
export function bringRoutine(context: StepContext, { definition }: OpenDcb): Effect | undefined {
  const { volume: name } = definition.reel;
  if (whereIs(context, name) !== undefined) return undefined;
  return { kind: 'command', line: `INCLUDE ${name} (NOMAP NODUP`, caller: 'program' };
}

/** Calls the routine for labels; undefined when there is none of its name. */
export function callRoutine(
  context: StepContext,
  dcb: OpenDcb,
  call: number,
  list: number,
): Effect | undefined {
  const { reel, tape } = dcb.definition;
  const address = whereIs(context, reel.volume);
  if (address === undefined) return undefined;
  storeOf(context, list, new Uint8Array(LIST));
  storeOf(context, list, Uint8Array.of(call, BY_OS));
  storeOf(context, list + 4, toEbcdic(`TAP${tape.toString(16).toUpperCase()}`));
  storeNumber(context, list + 12, dcb.address, 4);
  return { kind: 'call', address, registers: { 1: list }, key: USER_KEY };
}
