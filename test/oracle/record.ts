/**
 * A case of the oracle: one instruction and everything that it may see, as 1280 bytes that a small program
 * (driver.ts) takes apart and puts together again with what came of it, the same on both machines.
 */

/** Bytes of a case. */
export const RECORD = 0x500;
/** Where things stand in a case. */
export const PSW = 0x00;
export const CODE = 0x08;
export const CODE_BYTES = 16;
export const KEYS = 0x18;
export const GENERAL = 0x20;
export const FLOAT = 0x60;
export const CONTROL = 0x80;
/** Afterwards: old SVC and program PSW, and storage from X'84' on. */
export const OLD_PSWS = 0xc0;
export const CODES = 0xd0;
/** Storage that operands lie in. */
export const WINDOW = 0x100;
export const WINDOW_BYTES = 0x400;

/** Where the window lies when the instruction is executed: half of it in each of two pages. */
export const WINDOW_AT = 0x7e00;
export const PAGE_EDGE = 0x8000;
/** Where the instruction stands; all around are SVC 255, which end a case. */
export const CODE_AT = 0x6400;
export const LANDING_FROM = 0x5000;
export const LANDING_TO = 0x7000;
/** Storage size, and the last bytes, which every case finds zero. */
export const SIZE = 0x800000;
export const TAIL_AT = SIZE - 0x100;
/** Sets of segment and page tables (tables.ts). */
export const TABLES = 64;
export const TABLE_BYTES = 0x1000;
export const TABLES_AT = 0x780000;
/** Where real page 0 is when a run has a prefix. */
export const PREFIX = 0x10000;
/** Where the cases are, and how many there can be at once. */
export const RECORDS_AT = 0x12000;
export const RECORDS_MOST = Math.floor((TABLES_AT - RECORDS_AT) / RECORD);

/** A case before it is executed. */
export interface Case {
  readonly mnemonic: string;
  readonly bytes: Buffer;
}

/** What differs, by the names of a reader. */
const FIELDS: readonly (readonly [string, number, number])[] = [
  ['key', KEYS, 1],
  ['general register', GENERAL, 4],
  ['floating-point word', FLOAT, 4],
  ['control register', CONTROL, 4],
  ['old PSW', OLD_PSWS, 8],
  ['word from X84', CODES, 4],
  ['storage', WINDOW, 1],
];
const LENGTHS = [2, 64, 32, 64, 16, 32, WINDOW_BYTES] as const;

/** Whether an SVC ended the case, and else the code of the program interruption. */
export function interruptionOf(after: Buffer): number {
  const first = after.readUInt32BE(OLD_PSWS + 8);
  if (after.readUInt32BE(OLD_PSWS) !== 0 || after.readUInt32BE(OLD_PSWS + 4) !== 0) return 0;
  return (first & 0x80000) !== 0 ? after.readUInt16BE(CODES + 10) : first & 0xffff;
}

/** The differences between two outcomes, to be read. */
export function differences(ours: Buffer, theirs: Buffer): string[] {
  const found: string[] = [];
  FIELDS.forEach(([name, at, width], index) => {
    for (let i = 0; i < LENGTHS[index]!; i += width) {
      const a = ours.toString('hex', at + i, at + i + width);
      const b = theirs.toString('hex', at + i, at + i + width);
      if (a === b) continue;
      const which = name === 'storage' ? (WINDOW_AT + i).toString(16) : String(i / width);
      found.push(`${name} ${which}: ours ${a}, Hercules ${b}`);
    }
  });
  return found;
}
