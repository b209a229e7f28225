/** The turn of an interpreter that carries out one statement after the other: EXEC and EXEC 2. */
import type { StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { effect, type ProgramStep } from './program-step.js';

/** Statements in one step. */
const STATEMENTS = 200;

/** What the turn knows of a program. */
interface Interpreted {
  /** Lines to be typed before anything else. */
  readonly messages: string[];
  /** Set while a line is to be read. */
  readonly reading?: unknown;
}

/** The program is over. */
export function ended(rc: number, message?: string): ProgramStep {
  return { kind: 'ended', rc, message, lines: [], cost: 0 };
}

/**
 * Lets the program run until it wants something or its share is used up; HI ends it.
 * @param statement - carries out the next one, and adds what it types; undefined when another follows
 */
export function runStatements(
  program: Interpreted,
  context: StepContext,
  statement: (typed: string[]) => ProgramStep | undefined,
): ProgramStep {
  const { nucleus } = context as FrameContext;
  const typed = program.messages.splice(0);
  const withTyped = (step: ProgramStep, cost: number): ProgramStep => ({
    ...step,
    lines: [...typed, ...step.lines],
    cost,
  });
  for (let count = 0; count < STATEMENTS; count++) {
    if (nucleus.state.haltExecs) return withTyped(ended(0), count);
    if (program.reading !== undefined) return withTyped(effect({ kind: 'read' }), count);
    const step = statement(typed);
    if (step !== undefined) return withTyped(step, count);
  }
  return withTyped(effect({ kind: 'work' }), STATEMENTS);
}
