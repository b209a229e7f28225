/** What a program (of REXX or EXEC 2) wants of whoever runs it. */
import type { Effect } from '../command.js';

/** What comes next. `lines` are to be typed first, as data; `cost` is what the step has used. */
export type ProgramStep = {
  readonly lines: readonly string[];
  readonly cost: number;
} & (
  | /** The nucleus has to do this; it goes on with the answer. */
    { readonly kind: 'effect'; readonly effect: Effect }
    /** A command for one of the program's own environments; it goes on with the return code. */
  | { readonly kind: 'subcommand'; readonly environment: string; readonly text: string }
  /** It is over. `message` goes out behind the lines, edited as SET EMSG has it. */
  | { readonly kind: 'ended'; readonly rc: number; readonly message: string | undefined }
);

/** The nucleus has to do something. */
export function effect(what: Effect, lines: readonly string[] = [], cost = 0): ProgramStep {
  return { kind: 'effect', effect: what, lines, cost };
}
