/** The parameter list of a function, where register 1 of its caller points to. */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { ListFault } from '../nucleus/caller-fault.js';
import type { FrameContext } from '../nucleus/context.js';
import { currentSave, readSave } from '../nucleus/save-areas.js';

/** A list in guest storage. */
export interface CallerList {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Return code of a function that was typed or called from an EXEC: it has no list. */
const NO_LIST = -3;

/** The list of the caller, `length` bytes; ends in an addressing exception when it is not there. */
export function callerList(context: StepContext, length: number): CallerList {
  const n = (context as FrameContext).nucleus;
  const save = readSave(n, currentSave(n));
  const at = (save?.registers[1] ?? 0) & 0xffffff;
  const bytes = fetchOf(context, at, length);
  return { at, bytes, view: new DataView(bytes.buffer, bytes.byteOffset, length) };
}

/** Bytes that a list points to. */
export function fetchOf(context: StepContext, at: number, length: number): Uint8Array {
  const bytes = length === 0 ? new Uint8Array(0) : context.fetch(at, length);
  if (bytes === undefined) throw new ListFault('outside storage');
  return bytes;
}

/** Puts bytes where a list says. */
export function storeOf(context: StepContext, at: number, bytes: Uint8Array): void {
  if (bytes.length > 0 && !context.store(at, bytes)) throw new ListFault('outside storage');
}

/** Puts a halfword or word into the list. */
export function storeNumber(context: StepContext, at: number, value: number, length: 2 | 4): void {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value);
  storeOf(context, at, bytes.subarray(4 - length));
}

/** A function that only programs can call. */
export function programFunction(
  name: string,
  start: (context: StepContext) => StepResult,
  resume?: (frame: Frame, answer: Answer, context: StepContext) => StepResult,
): Command {
  return {
    name,
    minimum: name.length,
    start: (context) => (context.caller === 'program' ? start(context) : { rc: NO_LIST }),
    ...(resume === undefined ? {} : { resume }),
  };
}
