/** Functions on bytes in expressions of SPECS, and what their arguments may be (z/VM REXX/VM Reference, "Functions"). */
import { EBCDIC_BLANK } from '../../shared/ebcdic.js';
import { wholeOf } from '../rexx/decimal.js';
import { EMPTY, joined } from './bytes.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import { decimalOf } from './text.js';

/** A function on bytes: fewest and most arguments, and what it comes to; undefined: an argument is not what it wants. */
export interface TextFunction {
  readonly least: number;
  readonly most: number;
  readonly run: (args: readonly Rec[]) => Rec | number | undefined;
}

/** A string no longer than a record may be. */
export function bounded(length: number): number {
  if (length > MOST_RECORD) throw new PipeFault(78, length);
  return length;
}

/** A whole number from `least` on; what is not there is `otherwise`. NaN: it is something else. */
export function whole(arg: Rec | undefined, least: number, otherwise: number): number {
  if (arg === undefined) return otherwise;
  const number = decimalOf(arg);
  const n = number === undefined ? undefined : wholeOf(number, 9);
  return n === undefined || n < least ? NaN : n;
}

/** A pad character; NaN: it is not one. */
export function padOf(arg: Rec | undefined): number {
  if (arg === undefined) return EBCDIC_BLANK;
  return arg.length === 1 ? arg[0]! : NaN;
}

/** DELSTR and DELWORD: a text without what stands between two places. */
export const without = (text: Rec, from: number, to: number): Rec =>
  joined([text.subarray(0, from), text.subarray(to)]);

/** An argument; nothing when it is not there. */
export const one = (args: readonly Rec[], n: number): Rec => args[n] ?? EMPTY;
