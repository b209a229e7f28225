/**
 * What a guest program that is written in TypeScript (CMS) sees of its machine. It is entered only by
 * one DIAGNOSE, the gate, and goes back by a guest PSW; everything it asks of CP it asks by DIAGNOSE
 * and SIO that the machine executes, as any guest would.
 *
 * Rules of use: no state outside what `writeDown` returns; no promise, generator or closure kept from
 * one step to the next; storage is hostile input, so every address is checked by the accessors here.
 */

/**
 * DIAGNOSE X'A4', synchronous block I/O to an FBA minidisk (z/VM CP Programming Services, HCPSBIOP). Rx holds the real address
 * of a list on a word boundary:
 *
 * - +0 halfword: virtual device address
 * - +2 byte: storage key of the accesses in the upper four bits, the lower four zero
 * - +3 byte: 1 write, 2 read; ours: 3 commit, 4 size
 * - +4 word: block size, 512, 1024, 2048 or 4096
 * - +8 word: absolute address of the entries, on a doubleword
 * - +12 word: number of entries, 1 to 500
 * - +16 word, stored: entries done
 * - +20 bytes, stored: unit status, channel status, residual count (two bytes)
 * - +24 byte: path mask, ignored; +25 five bytes: reserved, zero
 * - +30 halfword, stored: number of sense bytes
 * - +32 24 bytes: reserved, zero
 * - +56 32 bytes, stored: sense
 *
 * An entry has 8 bytes: block number (from 0, in blocks of this size), absolute address of its buffer. Reading and writing
 * are done when the instruction is. A commit (device and operation only) completes when all that was written to the
 * device is durable, so it waits: `GuestMachine.diagnose` gives undefined, and the guest executes the instruction itself.
 *
 * Condition code 0: done, R15 is 0. 1: R15 is 1 (no such device), 2 (no FBA disk), 3 (write to a read-only disk) or 5 (busy,
 * or an interruption is pending). 2: R15 is 8 (block size), 10 (entry outside storage or protected), 11 (number
 * of entries) or 12 (buffer outside storage). 3: R15 is 13 (error: not ready, block beyond the disk, protected buffer;
 * the list says which) or 14 (the commit failed: what was written since the last one may be lost). Entries are done in order;
 * those in front of one that fails are done. Size (device and operation only): Ry is the number of 512-byte blocks, R15 is
 * 0 for read/write, 3 for read-only.
 */
export const BLOCK_IO = 0xa4;
/** Function of {@link BLOCK_IO}: the blocks of the list are written. */
export const BLOCK_WRITE = 1;
/** Function of {@link BLOCK_IO}: the blocks of the list are read. */
export const BLOCK_READ = 2;
/** Function of {@link BLOCK_IO}: what was written is made durable. */
export const BLOCK_COMMIT = 3;
/** Function of {@link BLOCK_IO}: how many blocks the disk has, and whether it may be written. */
export const BLOCK_SIZE = 4;

/**
 * Bytes of that list, and of the one of DIAGNOSE X'A8', synchronous general I/O (HCPSGIOP), which has the same answer but
 * +16, the address behind the last CCW, and in front: device and key; +3 flags, zero (X'80', CCWs of format 1, is not
 * there); +4 reserved, zero; +8 word: absolute address of the channel program, on a doubleword; +12 reserved, zero.
 */
export const IO_PARAMETER_BYTES = 88;

/** The machine during one step. The machine stands behind the gate DIAGNOSE. */
export interface GuestMachine {
  /** Size of storage in bytes. */
  readonly storageSize: number;
  register(n: number): number;
  setRegister(n: number, value: number): void;
  floatWord(n: number): number;
  setFloatWord(n: number, value: number): void;
  controlRegister(n: number): number;
  setControlRegister(n: number, value: number): void;
  /** The PSW behind the gate: two words as STORED in BC or EC mode. */
  psw(): readonly [number, number];
  /** The PSW with which the machine goes on when the step ends. */
  loadPsw(first: number, second: number): void;
  setConditionCode(cc: number): void;
  fetch(address: number, length: number): Uint8Array | undefined;
  store(address: number, bytes: Uint8Array): boolean;
  word(address: number): number | undefined;
  setWord(address: number, value: number): boolean;
  key(address: number): number | undefined;
  setKey(address: number, key: number): boolean;
  /**
   * Executes a DIAGNOSE that completes at once (00, 0C, 10, 24, 5C, 60, 64, A4 on blocks that need no
   * waiting) as if the guest had: operands in registers r1 and r3, results there, condition code returned.
   * Undefined when that code has to wait: then the guest must execute it itself.
   */
  diagnose(code: number, r1: number, r3: number): number | undefined;
  /**
   * Whether the step has lasted so long by the clock of the host that it should end, whatever work it has counted. Not
   * there where only counted work ends a step.
   */
  overdue?(): boolean;
  /** The TOD clock as STCK would store it, in microseconds. */
  timeOfDay(): number;
  /** A program interruption with this code is taken instead of going on. */
  programInterruption(code: number): void;
}

/** One IPL of a guest program: what happens behind the gate. */
export interface GuestProgram {
  /**
   * One step: at most 2 ms of work.
   * @param gate - address of the gate DIAGNOSE that was executed
   * @returns the cost in work units: a unit counts as 100 instructions against the time slice and, where instructions
   * are counted instead of time (tests on a virtual clock), as a microsecond of virtual time
   */
  step(machine: GuestMachine, gate: number): number;
  /**
   * The terminal of its console has another size.
   * @returns whether it waits for a key before a screen that it would draw anew: then it gets an attention
   */
  terminalChanged?(): boolean;
  /** Everything this program knows, as plain data that `structuredClone` copies; carries a version. */
  writeDown(): unknown;
}

/** A saved system: what IPL by name loads. */
export interface SavedSystemImage {
  /** Name as typed behind IPL. */
  readonly name: string;
  /** Stretches of storage: address (multiple of 2048) and bytes. */
  readonly pages: readonly { readonly address: number; readonly bytes: Uint8Array }[];
  /** Storage keys by 2K block: address and key. */
  readonly keys: readonly {
    readonly address: number;
    readonly length: number;
    readonly key: number;
  }[];
  /** General registers at the start. R0-R3 may be replaced by the PARM string, see `parmAt`. */
  readonly registers: readonly number[];
  /** PSW at the start, two words. */
  readonly psw: readonly [number, number];
  /** Smallest storage that it runs in, bytes. */
  readonly minimumStorage: number;
  /** Where CP stores the PARM text (length byte, then EBCDIC, at most 64), 0 for nowhere. */
  readonly parmAt: number;
}

/** A kind of guest program, known to the composition root of a processor by its name. */
export interface GuestProgramKind {
  readonly image: SavedSystemImage;
  /** The DIAGNOSE code of its gate, from the range left to users (X'100' to X'1FC'). */
  readonly gateCode: number;
  /**
   * Whether this gate DIAGNOSE belongs to the program: right address, anchor whole. A guest for which this
   * is false gets what an undefined code gets.
   * @param token - the token of this IPL; 0 in the anchor means first entry, which writes it there
   */
  recognises(machine: GuestMachine, gate: number, token: number): boolean;
  /**
   * A saved system has been loaded. If it is one that was made from this program's, its next gate DIAGNOSE belongs to
   * a program that is new: `token` is what the anchor has to carry from now on.
   * @returns whether it is one: then it starts by the PSW of {@link image}; 'no-frame' when there was no frame of real
   * storage, and it is to be asked again when there are some
   */
  adopt?(storage: Pick<GuestMachine, 'fetch' | 'setWord'>, token: number): boolean | 'no-frame';
  /** Makes the program: new, or from what `writeDown` gave on another processor. */
  open(token: number, written?: unknown): GuestProgram;
}
