/** Values of assembler expressions, and how an error in a statement is told. */

/** What is wrong with a statement; caught for each statement, shown with its line number. */
export class AssemblyError extends Error {}

/** Ends the statement under way. */
export function fail(message: string): never {
  throw new AssemblyError(message);
}

/** The value of an expression: absolute, or an address in a section. */
export interface Value {
  readonly value: number;
  /** Number of the section that it is relative to; 0 when absolute. */
  readonly section: number;
  /** Length attribute of its leftmost term: the implied length of an operand. */
  readonly length: number;
}

/** An absolute value. */
export function absolute(value: number, length = 1): Value {
  return { value, section: 0, length };
}

/** A symbol as the symbol table has it. */
export type Symbols = Map<string, Value>;
