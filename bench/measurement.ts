/** What a measurement is, and the rows that it gives for the table. */

/** One row of the table. */
export interface Row {
  readonly what: string;
  /** The number with its unit, as it is to be read. */
  readonly value: string;
  /** What is aimed at; none for numbers that only explain others. */
  readonly goal?: { readonly text: string; readonly met: boolean };
}

/** Something that can be measured by name. */
export interface Measurement {
  readonly name: string;
  /** One line for `--list`. */
  readonly title: string;
  /** Seconds that it takes, about. */
  readonly seconds: number;
  /** @param say - tells how far it is, for a person who waits */
  run(say: (line: string) => void): Promise<readonly Row[]>;
}

/** A goal and whether it was met. */
export function goal(text: string, met: boolean): { readonly text: string; readonly met: boolean } {
  return { text, met };
}
