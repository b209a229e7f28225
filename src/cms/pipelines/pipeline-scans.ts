/**
 * Pipeline commands that read operands for a stage in REXX (CMS Pipelines, "Pipeline Commands"): SCANSTRING and SCANRANGE
 * set a variable to the string or to a token for the range, and another one to what is left; GETRANGE takes the range out of
 * a record.
 *
 *     'SCANRANGE required range rest' arg(1)
 *     'GETRANGE' range 'key' record
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { topActivity, type RexxProgram } from '../exec/rexx-program.js';
import { writeVariable } from '../rexx/variables.js';
import { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import { parseRange, rangeFollows, rangeOf } from './ranges.js';
import type { StageIo } from './stage-io.js';

const BAD_OPERAND = -111;
const BAD_NAME = -191;
/** Nothing is there, and it is optional. */
const NOT_THERE = 4;

/** Sets variables; a return code. */
function setAll(program: RexxProgram, values: readonly (readonly [string, string])[]): number {
  for (const [name, value] of values) {
    if (name === '.') continue;
    const how = writeVariable(topActivity(program), name.toUpperCase(), value, 'symbolic');
    if (how !== 'ok') return BAD_NAME;
  }
  return 0;
}

/** A range as one word: its text in hexadecimal. */
const tokenOf = (text: string): string =>
  `R${[...toEbcdic(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase();

/**
 * SCANSTRING and SCANRANGE: `REQUIRED|OPTIONAL variable rest text`.
 * @returns 0; 4 when it is optional and not there; the number of the message that has been issued
 */
export function scanOperand(
  io: StageIo,
  program: RexxProgram | undefined,
  range: boolean,
  rest: string,
): number {
  const match = /^\s*(REQ\S*|OPT\S*)\s+(\S+)\s+(\S+)(?: (.*))?$/is.exec(rest);
  if (match === null || program === undefined) return BAD_OPERAND;
  const [, need, variable, left, text = ''] = match;
  const operands = new Operands(text);
  const there = range ? rangeFollows(operands) : !operands.empty;
  if (!there && /^O/i.test(need!)) return setAll(program, [[left!, text]]) || NOT_THERE;
  try {
    let value: string;
    if (range) {
      parseRange(operands);
      value = tokenOf(text.slice(0, text.length - operands.rest.length).trim());
    } else value = fromEbcdic(operands.string());
    return setAll(program, [
      [variable!, value],
      [left!, operands.rest.trimStart()],
    ]);
  } catch (error) {
    if (!(error instanceof PipeFault)) throw error;
    io.message(error.number, ...error.fill);
    return error.number;
  }
}

/** GETRANGE: `token variable record`: sets the variable to the part of the record. */
export function getRange(program: RexxProgram | undefined, rest: string): number {
  const match = /^\s*R((?:[0-9A-F]{2})+)\s+(\S+)(?: (.*))?$/s.exec(rest);
  if (match === null || program === undefined) return BAD_OPERAND;
  const bytes = Uint8Array.from(match[1]!.match(/../g)!, (byte) => Number.parseInt(byte, 16));
  try {
    const operands = new Operands(fromEbcdic(bytes));
    const range = parseRange(operands);
    if (!operands.empty) return BAD_OPERAND;
    const part = fromEbcdic(rangeOf(range, toEbcdic(match[3] ?? '')));
    return setAll(program, [[match[2]!, part]]);
  } catch (error) {
    if (error instanceof PipeFault) return BAD_OPERAND;
    throw error;
  }
}
