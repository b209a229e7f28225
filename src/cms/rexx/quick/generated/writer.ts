/**
 * Text of generated code as it is written: lines, names for what they compute, and the constants that they take. The text
 * consists of words of the generator and of numbers alone: whatever comes from a program is a constant, named by its number.
 */

/** What a piece of text computes. */
export interface Piece {
  /** A name or a number: it may stand any number of times. */
  readonly text: string;
  /** What it is known to be; a number is one of the values of value.ts. */
  readonly type: 'number' | 'string' | 'any';
}

/** Writes the body of a function. */
export class Writer {
  /** What stands behind each constant's name. */
  readonly constants: unknown[] = [];
  readonly #names = new Map<unknown, string>();
  readonly #lines: string[] = [];
  #count = 0;

  /** The text so far. */
  get text(): string {
    return this.#lines.join('\n');
  }

  /** The name of a constant. */
  constant(value: unknown): string {
    let name = this.#names.get(value);
    if (name === undefined) {
      name = `k${String(this.constants.length)}`;
      this.constants.push(value);
      this.#names.set(value, name);
    }
    return name;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** A name that nothing else has, as that of a variable which is declared here. */
  declare(value?: string): string {
    const name = `t${String(this.#count++)}`;
    this.line(value === undefined ? `let ${name};` : `let ${name}=${value};`);
    return name;
  }
}
