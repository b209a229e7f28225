/**
 * What is traced in a machine: the traps of TRACE and PER, in named sets, and the address of ADSTOP (z/VM "CP
 * Commands", TRACE; VM/370 "CP Command Reference", ADSTOP). Plain data: the machine's real processor has it
 * and counts in it, main changes it by edits (trace-edit.ts) and shows it.
 */

/** Numbers from one to another: addresses, codes, device addresses. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What a trap waits for. */
export type TrapKind =
  | 'INSTR'
  | 'BRANCH'
  | 'STORE'
  | 'GPR'
  | 'MASK'
  | 'SVC'
  | 'PROG'
  | 'EXT'
  | 'I/O'
  | 'PRIV'
  | 'DIAG'
  | 'SIO'
  | 'CCW'
  | 'ALL'
  | 'MNEMONIC'
  | 'COUNT';

/** Where the lines of a trap go. */
export type TrapOutput = 'TERM' | 'PRT' | 'BOTH' | 'TABLE';

/** A condition, and what is done when it is met. */
export interface Trap {
  /** A number, or what IDENTIFIER said. */
  readonly id: string;
  readonly kind: TrapKind;
  /** Where the instruction stands. */
  readonly range?: Span;
  /** Where a branch goes, or what a store changes. */
  readonly into?: Span;
  /** SVC numbers, interruption codes, DIAGNOSE codes or device addresses. */
  readonly codes?: Span;
  /** GPR: registers, register 0 at the left of 16 bits. */
  readonly registers?: number;
  readonly mnemonic?: string;
  /** The instruction begins with these hexadecimal digits. */
  readonly data?: string;
  /** I/O: instructions, interruptions or both. */
  readonly io?: 'INST' | 'INT';
  readonly ccw?: boolean;
  readonly output: TrapOutput;
  /** The machine goes on after the event. */
  readonly run: boolean;
  readonly commands: readonly string[];
  /** Events passed over at first, and after each that is shown. */
  readonly skip: number;
  readonly pass: number;
  /** Events shown until the machine stops, at first and from then on. */
  readonly stop: number;
  readonly step: number;
  /** What is left of them. */
  skipLeft: number;
  stopLeft: number;
  /** Events so far, passed over or not. */
  hits: number;
}

/** A named set of traps. */
export interface TraceSet {
  readonly name: string;
  readonly traps: Trap[];
}

/** All of it. */
export interface TraceState {
  readonly version: 1;
  readonly sets: TraceSet[];
  /** The set that is in effect. */
  active: string;
  /** TRACE CALL: the sets to return to. */
  readonly calls: string[];
  /** ADSTOP. */
  adstop: number | undefined;
  /** TRACE TABLE: the last lines, the oldest first. */
  readonly table: string[];
}

/** The set that is there at first. */
export const INITIAL_SET = 'INITIAL';
/** Most traps of a set. */
export const TRAP_LIMIT = 255;
/** Most sets. */
export const SET_LIMIT = 32;
/** Most calls of sets under way. */
export const CALL_LIMIT = 16;
/** Most lines of the table. */
export const TABLE_LIMIT = 256;

/** Nothing is traced. */
export function noTrace(): TraceState {
  return {
    version: 1,
    sets: [{ name: INITIAL_SET, traps: [] }],
    active: INITIAL_SET,
    calls: [],
    adstop: undefined,
    table: [],
  };
}

/** The traps in effect. */
export function activeTraps(state: TraceState): readonly Trap[] {
  return state.sets.find(({ name }) => name === state.active)?.traps ?? [];
}

/** Whether the processor must be watched. */
export function traces(state: TraceState): boolean {
  return state.adstop !== undefined || activeTraps(state).length > 0;
}
