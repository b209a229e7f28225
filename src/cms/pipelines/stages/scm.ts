/** SCM: aligns the comments of REXX programs (CMS Pipelines, "scm"). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, type StageKind } from '../stage.js';

interface Scm {
  /** Column where comments behind a clause begin, and where all comments end. */
  readonly from: number;
  readonly to: number;
}

/** Longest line that a program has. */
const MOST_LINE = 65_535;

/** A line with the comment at its end in its place; others as they stand. */
export function alignedComment(given: string, { from, to }: Scm): string {
  const line = given.trimEnd();
  const begin =
    line.length > 3 && line.endsWith('*/') ? line.lastIndexOf('/*', line.length - 4) : -1;
  const text = line.slice(begin + 2, -2);
  if (begin < 0 || text.includes('*/')) return given;
  const clause = line.slice(0, begin);
  // a comment that stands alone keeps its indentation
  const front = clause.trim() === '' ? clause : `${clause.trimEnd().padEnd(from - 2)} `;
  return `${`${front}/* ${text.trim()}`.padEnd(to - 3)} */`;
}

const scm = filter<Scm>(['SCM'], {
  first: false,
  parse(operands) {
    const from = operands.optionalNumber(2, 255) ?? 39;
    const to = operands.optionalNumber(2, 255) ?? 71;
    operands.finish();
    if (to < from + 4) throw new PipeFault(66, to);
    return { from, to };
  },
  record(s, record, io) {
    // no line of a program is so long
    if (record.length > MOST_LINE) io.emit(record);
    else io.emit(toEbcdic(alignedComment(fromEbcdic(record), s)));
  },
});

/** The stage of this file. */
export const commentAligning: readonly StageKind[] = [scm];
