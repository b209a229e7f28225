/** Values of assembler expressions, and how an error in a statement is told. */

/** What is wrong with a statement: a number of the message table and what is filled in. Caught for each statement. */
export class AssemblyError extends Error {
  readonly number: number;
  readonly fill: string;
  readonly near: Near | undefined;
  constructor(number: number, fill: string, near?: Near) {
    super(`${String(number)} ${fill}`);
    this.number = number;
    this.fill = fill;
    this.near = near;
  }
}

/** Where in an operand a message points: a text of it, and the place of a character there, from 0. */
export interface Near {
  readonly text: string;
  readonly at: number;
}

/** Ends the statement under way with a message that tells the column of the operand where it is wrong. */
export function failNear(number: number, text: string, at: number): never {
  throw new AssemblyError(number, '', { text, at });
}

/** Ends the statement under way with a message of the table. */
export function fail(number: number, fill = ''): never {
  throw new AssemblyError(number, fill);
}

/** The value of an expression: absolute, or relative to sections. */
export interface Value {
  readonly value: number;
  /** Numbers of the sections that are added, negative for those that are subtracted; empty when absolute. */
  readonly sections: readonly number[];
  /** Length attribute of its leftmost term: the implied length of an operand. */
  readonly length: number;
}

/** An absolute value. */
export function absolute(value: number, length = 1): Value {
  return { value, sections: [], length };
}

/** A place in a section. */
export function place(section: number, value: number, length = 1): Value {
  return { value, sections: [section], length };
}

/** Sum (`sign` 1) or difference (-1); what is added and subtracted of one section cancels out. */
export function combine(left: Value, right: Value, sign: 1 | -1): Value {
  const sections = [...left.sections];
  for (const one of right.sections) {
    const at = sections.indexOf(-one * sign);
    if (at >= 0) sections.splice(at, 1);
    else sections.push(one * sign);
  }
  return { value: left.value + sign * right.value, sections, length: left.length };
}

/** The section of a value that is absolute (0) or relative to one section; anything else is in error. */
export function sectionOf(value: Value): number {
  if (value.sections.length === 0) return 0;
  const [section] = value.sections;
  return value.sections.length === 1 && section! > 0 ? section! : fail(213);
}

/** A symbol: its value and attributes, where it is defined and where it is used (statement numbers). */
export interface SymbolEntry extends Value {
  readonly type: string;
  readonly scale: number;
  readonly integer: number;
  readonly defined: number;
  readonly references: number[];
}

/** The symbol table. */
export type Symbols = Map<string, SymbolEntry>;
