/**
 * Errors that a REXX program makes: number and, where it has one, subcode (ANSI X3.274-1996, 9
 * "Diagnostics"). Thrown while a clause is compiled or executed; the interpreter makes SIGNAL ON SYNTAX
 * or the message of CMS of them. The texts are in error-table.ts.
 */

/** A program's error. */
export class RexxError extends Error {
  readonly number: number;
  readonly subcode: number;
  /** Words that the message of the subcode has in it. */
  readonly words: readonly string[];
  /** Line of a text that cannot be read at all. */
  line: number | undefined;

  constructor(number: number, subcode: number, words: readonly string[]) {
    // it is the program's error, not ours: where it was thrown is nobody's business, and costs more than all the rest
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`REXX error ${String(number)}.${String(subcode)}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.number = number;
    this.subcode = subcode;
    this.words = words;
  }
}

/** Ends the clause with an error. */
export function fail(number: number, subcode = 0, ...words: readonly string[]): never {
  throw new RexxError(number, subcode, words);
}
