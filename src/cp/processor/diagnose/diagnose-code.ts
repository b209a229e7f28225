/**
 * What a DIAGNOSE code is: one file a code, joined in diagnose-table.ts. (VM/370 System Programmer's
 * Guide, "DIAGNOSE Instruction in a Virtual Machine"; z/VM CP Programming Services.) Operands are
 * guest-real addresses in registers. What a DIAGNOSE needs while it waits is plain data, its plan.
 */
import type { FileAccess } from '../../../devices/backing.js';
import type { GuestStorage } from '../../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';
import type { ProgramResult } from '../../../devices/channel-subsystem.js';
import type { MachineMessages } from '../machine-messages.js';
import type { MachineSegments } from '../machine-segments.js';
import { fetchReal, holdsReal, realParts, storeReal } from '../real-address.js';
import type {
  AskAnswer,
  DeviceSpec,
  MachineAsk,
  MachineSpec,
  TerminalSize,
} from '../../protocol.js';

/** Program-interruption codes that DIAGNOSE gives. */
export const PRIVILEGED_OPERATION = 2;
export const PROTECTION = 4;
export const ADDRESSING = 5;
export const SPECIFICATION = 6;

/** A device as DIAGNOSE sees it. */
export interface DiagnoseDevice {
  readonly spec: DeviceSpec;
  /** NOTREADY. */
  readonly notReady: boolean;
  /** Class, type, model and features of the unit. */
  readonly identity: {
    readonly class: number;
    readonly type: number;
    readonly model: number;
    readonly features: number;
  };
}

/** The machine as a DIAGNOSE sees it. */
export interface DiagnoseContext {
  readonly processor: VirtualProcessor;
  readonly storage: GuestStorage;
  readonly files: FileAccess;
  readonly segments: MachineSegments;
  /** Interruptions of VMCF. */
  readonly messages: MachineMessages;
  readonly userid: string;
  /** Privilege classes of the user. */
  readonly classes: string;
  /** OPTION ACCT. */
  readonly accounting: boolean;
  readonly emsg: NonNullable<MachineSpec['emsg']>;
  /** The terminal in front of the console. */
  readonly terminal: TerminalSize;
  /** Virtual processor time and total time (with CP's own), microseconds. */
  readonly virtualTime: number;
  readonly totalTime: number;
  /** Wall-clock time, milliseconds since 1970 UTC. */
  readonly now: number;
  /** The device at an address. */
  device(address: number): DiagnoseDevice | undefined;
  /** Attention is presented again for a typed line that waits in the console at an address. */
  lineAgain(address: number): void;
  /** Address of the console; undefined when there is none. */
  readonly console: number | undefined;
  /** DIAGNOSE X'54': whether PA2 is an external interruption. */
  setExternalKey(on: boolean): void;
  /** DIAGNOSE X'44': the rest of the time slice is given up. */
  endSlice(): void;
  /** What the channel does for a device: a program is under way, one has ended and not been told, or nothing. */
  channelState(address: number): 'active' | 'ended' | 'idle';
}

/** A channel program that CP runs for a DIAGNOSE, without an interruption at its end. */
export interface SynchronousIo {
  readonly address: number;
  /** Address of the first CCW. */
  readonly ccw: number;
  /** Storage key of its accesses, 0-15. */
  readonly key: number;
  /** The CCWs are those of DIAGNOSE X'58'. */
  readonly fullscreen?: boolean;
}

/** How such a channel program ended, or why it could not start. */
export type IoEnd = 'busy' | 'not-operational' | ProgramResult;

/** Plain data that a DIAGNOSE keeps while it waits. */
export type Plan = Readonly<Record<string, number>>;

/** A program interruption instead. */
export interface ProgramFault {
  readonly kind: 'program';
  readonly code: number;
}

/** What came of one call. */
export type DiagnoseResult =
  /** Completed; the condition code is set when there is one. */
  | { readonly kind: 'done'; readonly cc?: number }
  | ProgramFault
  /** An SVC interruption instead. */
  | { readonly kind: 'svc'; readonly code: number }
  /** A page without a frame was to be stored into: the same call is made again when there are frames. */
  | { readonly kind: 'no-frame' }
  /** Waits for CP's main side, then `finish`. */
  | { readonly kind: 'ask'; readonly question: MachineAsk; readonly plan: Plan }
  /** Waits for a channel program, then `finishIo`. */
  | { readonly kind: 'io'; readonly io: SynchronousIo; readonly plan: Plan };

/** One DIAGNOSE code. */
export interface DiagnoseCode {
  readonly code: number;
  /**
   * Privilege classes of which the user must have one; everybody may when there are none. Others get a
   * privileged-operation exception, whatever the operands are.
   */
  readonly classes?: string;
  /** Executes it with the operands in these registers. */
  execute(context: DiagnoseContext, r1: number, r3: number): DiagnoseResult;
  /** Goes on with CP's answer. */
  finish?(
    context: DiagnoseContext,
    r1: number,
    r3: number,
    plan: Plan,
    answer: AskAnswer,
  ): DiagnoseResult;
  /** Goes on at the end of a channel program. */
  finishIo?(
    context: DiagnoseContext,
    r1: number,
    r3: number,
    plan: Plan,
    end: IoEnd,
  ): DiagnoseResult;
}

/** It is done, and the condition code stays as it was. */
export const DONE: DiagnoseResult = { kind: 'done' };
/** A program interruption with that code ({@link SPECIFICATION} and its like). */
export const program = (code: number): ProgramFault => ({ kind: 'program', code });
/** It is done, with that condition code. */
export const withCc = (cc: number): DiagnoseResult => ({ kind: 'done', cc });

/** An address in a register: 24 bits. */
export const addressIn = (processor: VirtualProcessor, register: number): number =>
  processor.register(register) & 0xffffff;

/** Condition code with a reason in R15. */
export function reason(context: DiagnoseContext, cc: number, code: number): DiagnoseResult {
  context.processor.setRegister(15, code);
  return withCc(cc);
}

/** Stores at a real address under the key of the PSW: undefined when done, else what to return. */
export function storeOr(
  context: DiagnoseContext,
  address: number,
  bytes: Uint8Array,
): DiagnoseResult | undefined {
  const failed = accessFault(context, address, bytes.length, true);
  if (failed !== undefined) return failed;
  const { storage, processor } = context;
  return storeReal(storage, processor.prefix, address, bytes) ? undefined : { kind: 'no-frame' };
}

/** The bytes at a real address, or what to return instead. */
export function fetchOr(
  context: DiagnoseContext,
  address: number,
  length: number,
): Uint8Array | DiagnoseResult {
  const failed = accessFault(context, address, length, false);
  if (failed !== undefined) return failed;
  const { storage, processor } = context;
  return fetchReal(storage, processor.prefix, address, length) ?? program(ADDRESSING);
}

/**
 * Why an operand cannot be accessed: outside storage (an area does not go on at 0 behind X'FFFFFF'), or
 * protected against the key of the PSW. Undefined when it can.
 */
export function accessFault(
  { processor, storage }: DiagnoseContext,
  address: number,
  length: number,
  store: boolean,
): ProgramFault | undefined {
  const { prefix } = processor;
  if (!holdsReal(storage, prefix, address, length)) return program(ADDRESSING);
  const { key } = processor.psw();
  const parts = realParts(prefix, address, length);
  const guarded = parts.some((part) => storage.protects(part.at, part.length, key, store));
  return guarded ? program(PROTECTION) : undefined;
}

/** Location of the channel status word. */
const CSW_AT = 64;

/** How a channel program ended, where a channel would store it: without protection. False: there is no frame. */
export function storeCsw({ processor, storage }: DiagnoseContext, end: ProgramResult): boolean {
  const csw = new Uint8Array(8);
  const view = new DataView(csw.buffer);
  view.setUint32(0, end.ccwAddress);
  view.setUint8(4, end.unitStatus);
  view.setUint8(5, end.channelStatus);
  view.setUint16(6, end.residual);
  return storage.store(processor.prefix + CSW_AT, csw);
}

/** Whether a fetch gave bytes. */
export function isBytes(fetched: Uint8Array | DiagnoseResult): fetched is Uint8Array {
  return fetched instanceof Uint8Array;
}
