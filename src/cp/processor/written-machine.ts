/**
 * A machine written down: the part that is not in real storage. What the protocol calls `pending` is one
 * record of this file's; it is bytes to everybody else.
 */
import type { MachineRequest, ProcessorSignal, WrittenMachine } from '../protocol.js';
import type { LoadedSegment } from '../segments.js';
import type { InHand } from './diagnose-runner.js';
import type { IplInHand } from './ipl.js';
import type { WrittenMessages } from './machine-messages.js';
import type { WrittenPrinting } from './printing.js';
import type { WrittenTracer } from './trace/tracer.js';

/** A request that waits until the machine goes on. */
export interface HeldRequest {
  readonly sequence: number;
  readonly request: MachineRequest;
}

/** A gate DIAGNOSE: its code, and where it stands. */
export interface Gate {
  readonly code: number;
  readonly at: number;
}

/**
 * What a virtual processor does when the instruction in hand is complete; `from` is the processor that has
 * ordered it, when that was not CP.
 */
export interface ProcessorOrder {
  readonly order: Extract<ProcessorSignal, 'stop' | 'restart' | 'stop-and-store-status'>;
  readonly from?: number;
}

/** What is under way in one virtual processor. */
export interface ProcessorUnderWay {
  readonly address: number;
  readonly inHand: InHand | undefined;
  readonly gate: Gate | undefined;
  readonly order: ProcessorOrder | undefined;
  /** The device whose control unit a START I/O waits for. */
  readonly selecting: number | undefined;
}

/** What is under way in a machine, and what it was told. */
export interface UnderWay {
  readonly nextAsk: number;
  readonly ipls: number;
  readonly token: number;
  readonly externalKey: boolean;
  readonly segments: readonly LoadedSegment[];
  readonly notReady: readonly number[];
  readonly processors: readonly ProcessorUnderWay[];
  readonly ipl: IplInHand | undefined;
  readonly held: readonly HeldRequest[];
  readonly tracer: WrittenTracer;
  readonly printing: WrittenPrinting;
  readonly messages: WrittenMessages;
}

/** Puts it together, a copy in which nothing is shared with the machine. */
export function writtenMachine(parts: {
  readonly channels: unknown;
  readonly guest: WrittenMachine['guest'];
  readonly running: boolean;
  readonly rest: UnderWay;
}): WrittenMachine {
  const { channels, guest, running, rest } = parts;
  return structuredClone({ version: 2 as const, channels, guest, running, pending: [rest] });
}

/** Takes it apart. */
export function readWritten(written: WrittenMachine): UnderWay {
  const [rest] = written.pending;
  if (rest === undefined) throw new Error('a machine written down lacks what is under way');
  return rest as UnderWay;
}
