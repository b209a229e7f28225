/**
 * What somebody who follows a processor is told (CP's TRACE, ADSTOP and PER commands). The guest notices
 * nothing of it; its own PER is another matter (per.ts).
 */
import type { Decoded, Effects } from './effects.js';

/** An instruction that has been executed, or that CP is to complete. */
export interface WatchedInstruction {
  /** Where it stands. */
  readonly at: number;
  readonly decoded: Decoded;
  /** What EX executed. */
  readonly target: { readonly at: number; readonly decoded: Decoded } | undefined;
  readonly effects: Effects;
  /** Instruction address afterwards. */
  readonly next: number;
  readonly conditionCode: number;
  /** CP completes it (DIAGNOSE, I/O): the condition code and what it did come later. */
  readonly open: boolean;
  /** MVCL or CLCL that has stopped in the middle and is executed again. */
  readonly partial: boolean;
  /** Addresses are virtual. */
  readonly translated: boolean;
}

/** The classes of interruptions. */
export type InterruptionClass = 'SVC' | 'PROG' | 'EXT' | 'I/O';

/** An interruption that has been taken. */
export interface WatchedInterruption {
  readonly class: InterruptionClass;
  /** Interruption code, SVC number or device address. */
  readonly code: number;
  readonly old: readonly [number, number];
  readonly new: readonly [number, number];
  /** Length of the instruction before, in halfwords (SVC and PROG). */
  readonly ilc: number;
  /** Instruction address in the old PSW, and whether it is virtual. */
  readonly address: number;
  readonly translated: boolean;
  /** Absolute address of real location 0. */
  readonly prefix: number;
}

/** What is looked at in a processor that is followed. */
export interface WatchedProcessor {
  /** Absolute address of real location 0. */
  readonly prefix: number;
  register(n: number): number;
}

/** Somebody who follows a processor. */
export interface Watcher {
  /** Whether the run is to end now, between two instructions. */
  readonly full: boolean;
  /** The instruction at this address comes next; true ends the run before it. */
  before(at: number): boolean;
  /** `processor` has what the instruction left. */
  instruction(event: WatchedInstruction, processor: WatchedProcessor): void;
  interruption(event: WatchedInterruption): void;
}
