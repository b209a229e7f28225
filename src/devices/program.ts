/**
 * A channel program under way and the subchannel of one device, as plain data: what the engine knows
 * between two CCWs is here and nowhere else, so that it can be written down at any moment.
 */
import type { Csw } from './csw.js';
import type { UnitAsk } from './unit.js';

/** Who wants the program: an I/O instruction, a DIAGNOSE (no interruption), or IPL. */
export type Purpose = 'start' | 'synchronous' | 'ipl';

/** Where the program stands. */
export type Phase =
  /** The next CCW is to be fetched. */
  | 'fetch'
  /** The unit is to go on with the CCW. */
  | 'execute'
  /** The unit waits for an answer of CP. */
  | 'ask'
  /** Channel end has come; the program is chained, or run for CP, and waits for device end. */
  | 'device'
  /** The program is at its end; what it wrote is being made durable. */
  | 'flush'
  /** The CCW has ended, but bytes of it wait for a frame of storage. */
  | 'store';

/** A channel program. */
export interface Program {
  readonly purpose: Purpose;
  /** CCWs are those of DIAGNOSE X'58'. */
  readonly fullscreen: boolean;
  readonly key: number;
  /** Address of the CCW to be fetched next. */
  next: number;
  /** What the CSW shows: address of the current CCW plus 8. */
  shown: number;
  /** No CCW has been fetched yet. */
  first: boolean;
  phase: Phase;
  command: number;
  flags: number;
  /** Bytes that the current CCW has left. */
  count: number;
  /** Where the next byte lies. */
  address: number;
  /** Address of the next indirect data address word. */
  idaw: number;
  /** The unit has used the transfer: the operation is not an immediate one. */
  touched: boolean;
  /** The unit had more bytes than there was room for. */
  long: boolean;
  /** Channel status gathered so far. */
  channelStatus: number;
  /** The ask that the unit waits for. */
  ask: { readonly id: number; readonly ask: UnitAsk } | undefined;
  /** Bytes accepted from the unit that are not stored yet: START I/O is not over, or there was no frame. */
  backlog: { readonly address: number; readonly bytes: Uint8Array }[];
  /** Unit status of a CCW that has ended while the backlog was not empty, for whose device end we wait, or of the last one. */
  ended: number;
  /** The device ends by itself behind the channel, with this status; 0 when it does not. */
  arrives: number;
  /** START I/O waits for the answer to its first ask. */
  selecting?: boolean;
}

/** Makes a program that starts at `next`. */
export function newProgram(
  purpose: Purpose,
  next: number,
  key: number,
  fullscreen = false,
): Program {
  return {
    purpose,
    fullscreen,
    key,
    next,
    shown: next,
    first: true,
    phase: 'fetch',
    command: 0,
    flags: 0,
    count: 0,
    address: 0,
    idaw: 0,
    touched: false,
    long: false,
    channelStatus: 0,
    ask: undefined,
    backlog: [],
    ended: 0,
    arrives: 0,
  };
}

/** What the channel knows of one device beside the unit itself. */
export interface Subchannel {
  program: Program | undefined;
  /** Status at the end of a program that waits to be taken by interruption or TEST I/O. */
  pending: Csw | undefined;
  /** {@link pending} was left by full-screen I/O of DIAGNOSE X'58'; the next one takes it away. */
  ofScreen?: boolean;
  /** A program-controlled interruption of the program under way. */
  pci: Csw | undefined;
  /** Status that the device itself holds: attention, device end. */
  deviceStatus: number;
  /** Its control unit was found busy with another device: control-unit end is to come here. */
  awaitsControlUnit?: boolean;
  /** What a START I/O that has waited is to find: the status with which it ended at once, when it did. */
  selected?: { readonly ended: Csw | undefined } | undefined;
  /** Channel end was given without device end: the device works on. */
  working: boolean;
  /** What the device that works on has asked of CP. */
  deviceAsk: { readonly id: number; readonly ask: UnitAsk } | undefined;
}

/** A subchannel that is available. */
export function newSubchannel(): Subchannel {
  return {
    program: undefined,
    pending: undefined,
    pci: undefined,
    deviceStatus: 0,
    working: false,
    deviceAsk: undefined,
  };
}
