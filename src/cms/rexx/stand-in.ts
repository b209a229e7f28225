/**
 * Long programs, and long texts for INTERPRET, are compiled a part at a time, so that nobody else has to wait: a unit stands
 * in for them that compiles when it is executed (long-texts.ts).
 */
import { newUnit, OP, type Symbols, type Unit } from './code.js';
import { compile } from './compile.js';

/** Longest text that is compiled in one go. */
const DIRECT = 4096;

/** A program, or what stands in for it while it is being compiled. */
export function programUnit(lines: readonly string[], symbols: Symbols): Unit {
  const source = lines.join('\n');
  return source.length <= DIRECT ? compile(source, symbols) : standIn([], 0);
}

/** What stands in for a text of INTERPRET that is too long to be compiled in one go; undefined for others. */
export function longText(text: string, line: number): Unit | undefined {
  return text.length <= DIRECT ? undefined : standIn([text], line);
}

function standIn(values: string[], line: number): Unit {
  const unit = newUnit();
  unit.code.push(OP.COMPILE, 0, line);
  unit.values.push(...values);
  return unit;
}
