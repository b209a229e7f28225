/** Lines that EXECIO moves: into the program stack or variables, and out of them. */
import { withoutTrailingBlanks } from '../../blanks.js';
import type { StepContext } from '../../command.js';
import { fault, faultWith } from '../../commands/command-fault.js';
import { stackLine, takeStacked } from '../../program-stack.js';
import { callerPool } from '../caller-pool.js';
import type { Request } from './request.js';

/** Return code for a name that is none. */
const BAD_NAME = 2008;
const NO_CALLER = -3;

/** How much has been moved; plain data. */
export interface Moved {
  /** Lines looked at (input) or written (output). */
  lines: number;
  /** Lines given to the stack or to variables. */
  given: number;
  /** A record was cut off. */
  truncated: boolean;
  /** The line that was looked for has been found. */
  found: boolean;
}

/** Nothing moved yet. */
export function nothingMoved(): Moved {
  return { lines: 0, given: 0, truncated: false, found: false };
}

/** The part of a line that is moved, as STRIP and CASE want it. */
export function edited(request: Request, line: string): string {
  const [from, to] = request.margins;
  let text = from === 1 && to === undefined ? line : line.slice(from - 1, to);
  if (request.strip) text = withoutTrailingBlanks(text);
  return request.upper ? text.toUpperCase() : text;
}

/** Takes a line that was read. `absolute` is its number in the file. */
export function takeLine(
  context: StepContext,
  request: Request,
  moved: Moved,
  line: string,
  absolute: number,
): void {
  moved.lines++;
  const { search } = request;
  if (search === undefined) {
    give(context, request, moved, edited(request, line), request.order ?? 'FIFO');
    return;
  }
  const [from, to] = request.zone;
  const zone = line.slice(from - 1, to);
  const text = request.upper ? zone.toUpperCase() : zone;
  const has = search.kind === 'FIND' ? text.startsWith(search.text) : text.includes(search.text);
  if (has === (search.kind === 'AVOID')) return;
  moved.found = true;
  const numbers = `${String(moved.lines)} ${String(absolute)}`;
  const found = edited(request, line);
  if (request.variable !== undefined) {
    give(context, request, moved, found, 'FIFO');
    return;
  }
  // whatever the order, the numbers are what is read first
  const order = request.order ?? 'LIFO';
  const both = order === 'LIFO' && request.stem === undefined ? [found, numbers] : [numbers, found];
  for (const one of both) give(context, request, moved, one, order);
}

function give(
  context: StepContext,
  request: Request,
  moved: Moved,
  text: string,
  order: 'FIFO' | 'LIFO',
): void {
  moved.given++;
  if (request.skip) return;
  const { stem, variable } = request;
  if (stem !== undefined) setVariable(context, `${stem}${String(moved.given)}`, text);
  else if (variable !== undefined) setVariable(context, variable, text);
  else if (!stackLine(context.cms.stack, text, order)) throw fault('EIO', 622);
}

/** The count of what was given goes into the variable with 0 behind the stem. */
export function endOfInput(context: StepContext, request: Request, moved: Moved): void {
  if (request.stem === undefined || request.skip) return;
  setVariable(context, `${request.stem}0`, String(moved.given));
}

function setVariable(context: StepContext, name: string, value: string): void {
  const variables = callerPool(context);
  const result = variables === undefined ? undefined : variables.write(name, value);
  if (result === 'ok') return;
  if (result === 'full') throw fault('EIO', 622);
  throw variableFault(result === undefined ? NO_CALLER : 8);
}

function variableFault(rc: number) {
  return faultWith(rc === 8 ? BAD_NAME : 100 - rc, 'EIO', 632, rc, 'EXECCOMM');
}

/**
 * Refuses variables that cannot be set, before anything is read that would be gone then.
 * @throws message 632 when there is no program with variables, or a name is none
 */
export function needVariables(context: StepContext, { stem, variable, skip }: Request): void {
  const name = stem === undefined ? variable : `${stem}0`;
  if (name !== undefined && !skip) getVariable(context, name);
}

/** A line has to come from the program stack, and that is empty: the console must be asked. */
export const ASK = { ask: true } as const;

/** The next line to write; undefined when there is none. */
export function nextLine(
  context: StepContext,
  request: Request,
  moved: Moved,
): string | typeof ASK | undefined {
  const { stem, variable, string, count } = request;
  if (string !== undefined) return moved.lines < (count ?? 1) ? string : undefined;
  if (variable !== undefined) {
    return moved.lines < (count ?? 1) ? getVariable(context, variable) : undefined;
  }
  if (stem !== undefined) {
    const last = count ?? Number(getVariable(context, `${stem}0`) || NaN);
    if (!Number.isInteger(last) || last < 0) throw fault('EIO', 621, 'invalid numeric argument');
    return moved.lines < last
      ? getVariable(context, `${stem}${String(moved.lines + 1)}`)
      : undefined;
  }
  if (count !== undefined && moved.lines >= count) return undefined;
  const line = takeStacked(context.cms.stack);
  if (line === undefined) return ASK;
  // of lines without number a null line is the end
  return count === undefined && line === '' ? undefined : line;
}

function getVariable(context: StepContext, name: string): string {
  const variables = callerPool(context);
  const seen = variables === undefined ? undefined : variables.read(name);
  if (seen === undefined) throw variableFault(NO_CALLER);
  if (seen === 'bad') throw variableFault(8);
  return seen.value;
}
