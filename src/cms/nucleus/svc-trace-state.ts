/** What SVCTRACE keeps until a command has ended. */

/** What is traced; plain data. */
export interface SvcTrace {
  on: boolean;
  suspended: boolean;
  lines: string[];
  /** Lines for which there was no room. */
  lost: number;
}

/** Nothing is traced. */
export function newSvcTrace(): SvcTrace {
  return { on: false, suspended: false, lines: [], lost: 0 };
}

/** Most lines that are kept for one command. */
const MOST_LINES = 2000;

/** A number in hexadecimal digits. */
export function hexDigits(value: number, digits: number): string {
  return (value >>> 0).toString(16).toUpperCase().padStart(digits, '0').slice(-digits);
}

/** Keeps a line, as long as there is room. */
export function addTraceLine(trace: SvcTrace, line: string): void {
  if (trace.lines.length < MOST_LINES) trace.lines.push(line);
  else trace.lost++;
}

/** A called routine goes back to its caller, at the error or the normal return. */
export function traceReturn(
  trace: SvcTrace,
  save: { readonly callee: string; readonly normal: number; readonly error: number },
  rc: number,
): void {
  if (!trace.on || trace.suspended || save.callee.startsWith('*')) return;
  const at = rc !== 0 && save.error > 1 ? save.error : save.normal;
  const name = save.callee.padEnd(8);
  addTraceLine(trace, `RETURN  ${name}  to   ${hexDigits(at, 6)}  R15 = ${hexDigits(rc, 8)}`);
}
