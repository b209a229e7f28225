/** One operand of QUERY or SET: who owns a thing says how it is shown and set. */
import type { StepContext, StepResult } from './command.js';

/** A first operand of QUERY or SET. */
export interface Subject {
  readonly name: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
  /** Answers the command; `tokens[0]` is QUERY or SET, `tokens[1]` this subject. */
  run(context: StepContext): StepResult;
}
