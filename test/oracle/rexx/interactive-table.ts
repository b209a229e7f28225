/**
 * Programs with interactive TRACE, and what is typed in their pauses (z/VM REXX/VM Reference, "Interactive Tracing"). Each is
 * run here and by Regina.
 */

/** One session. */
export interface Interactive {
  readonly program: string;
  readonly typed: readonly string[];
}

const BODY = "\nv1 = 3\nv2 = v1 + 1\nnop\nsay v1 v2\nv3 = 7\nsay v3\nsay 'end' v1";

/**
 * The sessions. Left out is where Regina does not as the book says: TRACE of the program itself, which does not count while
 * there are pauses, TRACE ? in a pause, which ends the pauses but not the tracing, and settings that show few clauses: there is
 * a pause behind what is shown only.
 */
export const INTERACTIVE: readonly Interactive[] = [
  // clauses are typed, and the pause goes on
  { program: `trace ?a${BODY}`, typed: ['say v1', 'v1 = 9', '', '=', '', '', 'trace o'] },
  // a clause is carried out again
  { program: `trace ?a${BODY}`, typed: ['v1 = 20', '=', '', '=', '', '', '', '', '', ''] },
  // TRACE OFF at once
  { program: `trace ?a${BODY}`, typed: ['trace off'] },
  // several clauses in a line, and a group
  { program: `trace ?a${BODY}`, typed: ['say 1; say 2', 'do i = 1 to 3; say i; end', 'trace o'] },
  // so many clauses without pauses, and so many without being shown
  { program: `trace ?a${BODY}`, typed: ['trace 2', '', '', '', ''] },
  { program: `trace ?a${BODY}`, typed: ['trace -2', '', '', '', ''] },
];

/** What a session has shown, without what the books word otherwise: the hint, and indentation. */
export function pausesOf(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(/^ +\+\+\+ Interactive trace\..*$/, 'HINT').trimEnd())
    .join('\n')
    .replaceAll(/^( *\d* +\*-\*) +/gm, '$1 ')
    .trimEnd();
}
