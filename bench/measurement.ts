/** What a measurement is, and the rows that it gives for the table. */

/** One number of the table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Digits behind the point. */
  readonly digits?: number;
  /** What explains the number. */
  readonly note?: string;
  /** What is aimed at; none for numbers that only explain others. */
  readonly goal?: Goal;
}

/** What is aimed at. */
export interface Goal {
  readonly text: string;
  met(value: number): boolean;
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

/** The goal that a number is no greater than this. */
export function atMost(limit: number, text: string): Goal {
  return { text, met: (value) => value <= limit };
}

/** The goal that a number is no less than this. */
export function atLeast(limit: number, text: string): Goal {
  return { text, met: (value) => value >= limit };
}

/** The row of how long pieces of work hold a processor, milliseconds, which is not to be above 2 ms. */
export function stepRow(what: string, high: number, most: number): Row {
  return {
    what: `${what}, 99th percentile`,
    value: high,
    unit: 'ms',
    digits: 2,
    note: `at the most ${most.toFixed(2)}`,
    goal: atMost(2, 'under 2 ms'),
  };
}
