/**
 * The contract between the channel and a unit (a device with its control unit). A unit does not know
 * its address, its machine or CP. It executes one CCW at a time; what it cannot do at once it asks of CP
 * and completes when the answer comes. All it knows is plain data.
 */
import type { ReadOperation } from './display/display-table.js';
import type { TapeMedium } from './tape/tape-file.js';
import type { SpoolRecord } from '../shared/spool-record.js';

/** Unit status bits (Principles of Operation, "Unit Status"). */
export const ATTENTION = 0x80;
export const STATUS_MODIFIER = 0x40;
export const CONTROL_UNIT_END = 0x20;
export const BUSY = 0x10;
export const CHANNEL_END = 0x08;
export const DEVICE_END = 0x04;
export const UNIT_CHECK = 0x02;
export const UNIT_EXCEPTION = 0x01;

/** Sense byte 0. */
export const COMMAND_REJECT = 0x80;
export const INTERVENTION_REQUIRED = 0x40;
export const EQUIPMENT_CHECK = 0x10;
export const DATA_CHECK = 0x08;
/** Display: the stream of a write breaks its rules. */
export const OPERATION_CHECK = 0x01;

/** What a unit may ask of CP. The answer comes back through {@link Unit.answer}. */
export type UnitAsk =
  /** Reader: the next spool file, if there is one. Answer: `input` or `none`. */
  | { readonly kind: 'open-input' }
  /** Reader: the file was read to its end; CP closes (and purges) it. Answer: `done`, or `input`: CONT, go on. */
  | { readonly kind: 'input-ended' }
  /** Punch, printer: a spool file to write to. Answer: `output` or `refused` (quota, no space). */
  | { readonly kind: 'open-output' }
  /** Punch, printer: the file has reached its limit. Answer: `output` (a higher limit) or `refused`. */
  | { readonly kind: 'output-limit' }
  /** Console: a line is wanted (the read is outstanding; VM READ). Answer: `line`. */
  | { readonly kind: 'console-read' }
  /** Console: the ring is full. Answer: `done` when there is room. */
  | { readonly kind: 'console-room' }
  /** Display: the content of the screen is wanted (read modified, read buffer). Answer: `stream`. */
  | { readonly kind: 'display-read'; readonly operation: ReadOperation; readonly chained: boolean }
  /** Display: whether what was written last was all valid. Answer: `done` or `invalid`. */
  | { readonly kind: 'display-written' }
  /** Dialled display: a command and its data for the terminal; none: is it there? Answer: `done`, `invalid` or `refused`. */
  | { readonly kind: 'graf-write'; readonly bytes: Uint8Array }
  /** The same: what is on the terminal's screen. Answer: `stream` or `refused`. */
  | { readonly kind: 'graf-read'; readonly operation: ReadOperation; readonly chained: boolean }
  /** Disk, tape: make what was written durable. Answer: `done` or `refused`. */
  | { readonly kind: 'sync' }
  /** Tape: the reel is off the drive; CP makes it durable and closes its file. Answer: `done` or `refused`. */
  | { readonly kind: 'unload' }
  /**
   * Channel-to-channel adapter: a command, and the bytes for which it has room or which it offers. Answered at once:
   * `waits` (ask for its end), `done`, `stream` (what was read), `send` (a write is to send so many), `busy`, `none`.
   */
  | { readonly kind: 'ctca'; readonly command: number; readonly length: number }
  /** The same: the end of a command. Answer: as before, or `refused` (the other end was reset). */
  | { readonly kind: 'ctca-end' }
  /** The same: what a write sends. Answer: `done` or `refused`. */
  | { readonly kind: 'ctca-data'; readonly bytes: Uint8Array };

/** CP's answer to an ask. `handle` numbers are file handles that the ports of the processor understand. */
export type UnitAnswer =
  /** `bytes` of records stand behind the file header. */
  | {
      readonly kind: 'input';
      readonly handle: number;
      readonly spoolid: number;
      readonly bytes: number;
    }
  | { readonly kind: 'none' }
  /** At most `limit` bytes of records may be written behind the file header. */
  | { readonly kind: 'output'; readonly handle: number; readonly limit: number }
  | { readonly kind: 'refused' }
  /** A stream for a display that breaks its rules; what came before the place is done. */
  | { readonly kind: 'invalid' }
  | { readonly kind: 'line'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly bytes: Uint8Array }
  | { readonly kind: 'send'; readonly count: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'waits' }
  | { readonly kind: 'done' };

/** The channel's side of one CCW: a bounded window on guest storage (IDAWs and chained data resolved). */
export interface Transfer {
  /** Bytes that the CCW (with data chaining) still has room for or still offers. */
  readonly remaining: number;
  /**
   * Moves bytes towards storage (read, sense); returns how many fitted. Skip drops them but counts. For READ
   * BACKWARD they go to descending addresses, and are to be given in the order in which they are read.
   */
  put(bytes: Uint8Array): number;
  /** Moves up to `length` bytes from storage (write, control). */
  get(length: number): Uint8Array;
}

/** How a CCW ended, or that it has not. */
export type Outcome =
  /**
   * Ended with this unit status (CHANNEL_END | DEVICE_END at the least, or without DEVICE_END: later). `then` is
   * asked while the device works on by itself; {@link Unit.deviceAnswer} says with what status it ends. `arrives`:
   * device end comes by itself, right behind channel end, with this status.
   */
  | { readonly status: number; readonly then?: UnitAsk; readonly arrives?: number }
  /** Not ended: waits for the answer to `ask`; the CCW is then resumed through {@link Unit.answer}. */
  | { readonly ask: UnitAsk }
  /** Not ended: has used its share of work; the channel calls `execute` again with the same CCW. */
  | { readonly again: true };

/** What a unit had read or written when it let go of its file. */
export interface ClosedFile {
  /** The handle it used; -1 when no file was open. */
  readonly handle: number;
  readonly records: number;
  /** Bytes behind the file header that are in the file. */
  readonly bytes: number;
  /** Set when the host refused the last block: the file ends at `bytes`, the rest is gone. */
  readonly lost?: true;
}

/** A device on a virtual channel. */
export interface Unit {
  /** Class, type, model and flags as DIAGNOSE X'24' shows them (VM/370: virtual device class and type). */
  readonly identity: {
    readonly class: number;
    readonly type: number;
    readonly model: number;
    readonly features: number;
  };
  /**
   * Devices that one control unit has at most, when it serves one of them at a time: those of a tape control at 180 are
   * 180 to 187. None: the device has a control unit of its own, or one that does not mind.
   */
  readonly onControlUnit?: number;
  /** Executes (or goes on with) a command: read, write, control or sense; never transfer in channel. */
  execute(command: number, transfer: Transfer): Outcome;
  /** The answer to an ask that a CCW waits for: the CCW ends, or asks again. */
  answer(answer: UnitAnswer, transfer: Transfer): Outcome;
  /**
   * Disk: what was written has not been made durable. The channel then asks for a `sync` before it shows how a program
   * has ended, so that device end promises as much as that of a real disk.
   */
  unsynced?(): boolean;
  /** The answer to that ask: unit status beside that of the program, 0 when all is well. */
  synced?(answer: UnitAnswer): number;
  /** The answer to the ask of a device that works by itself: the status with which it ends. */
  deviceAnswer?(answer: UnitAnswer): number;
  /** HIO, HDV or a reset ended the CCW that was under way. */
  halt(): void;
  /** Resets the unit (SYSTEM RESET, RESET vdev): pending status and sense are gone, media stay. */
  reset(): void;
  /** Sense bytes as they stand now. */
  sense(): Uint8Array;
  /** A new channel program begins: what holds only within a chain (an FBA extent) is forgotten. */
  begin?(): void;
  /** NOTREADY and READY: a unit that is not ready answers with intervention required. */
  setReady?(ready: boolean): void;
  /** Console: a typed line arrives while no read is outstanding; false when one is waiting already. */
  line?(bytes: Uint8Array): boolean;
  /** Console: whether a typed line waits to be read. */
  lineWaiting?(): boolean;
  /** Forgets a line that nobody has read. */
  dropLine?(): void;
  /** Console: a typewriter or a display from now on. */
  setMode?(mode: '3215' | '3270'): void;
  /** Display: the screen no longer shows what the guest wrote. */
  displayLost?(): void;
  /** Tape: a reel is put on the drive. */
  mount?(medium: TapeMedium): void;
  /** Tape: goes to the load point; false when no reel is there. */
  rewind?(): boolean;
  /** Reader: ready, and no file in the hopper. */
  wantsInput?(): boolean;
  /** Reader, punch, printer, tape: lets go of the file (CLOSE) and says what was written. */
  close?(): ClosedFile;
  /**
   * Punch, printer: takes a record of CP's own (DUMP, TRACE) outside of any channel program. `busy`: a CCW
   * waits for CP; an ask: put the record again when {@link opened} has had the answer.
   */
  append?(record: SpoolRecord): 'done' | 'failed' | 'busy' | UnitAsk;
  /** The answer to an ask of {@link append}; false when it was refused. */
  opened?(answer: UnitAnswer): boolean;
  /** Everything it knows, plain data with a version, for `restore` on a unit made anew. */
  writeDown(): unknown;
  restore(written: unknown): void;
}
