/** What OPERATOR's console shows, with time, kept in the home and rotated. */
export interface OperatorLog {
  /** One line, without time; never throws, never waits. */
  write(line: string): void;
}
