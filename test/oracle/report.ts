/** A case as a line of test/cpu (the notation: one-step.ts), with what Hercules made of it. */
import { instructionLength } from '../../src/cpu/instruction-table.js';
import {
  CODE,
  CODE_AT,
  CONTROL,
  FLOAT,
  GENERAL,
  interruptionOf,
  KEYS,
  OLD_PSWS,
  PAGE_EDGE,
  PSW,
  WINDOW,
  WINDOW_AT,
  WINDOW_BYTES,
} from './record.js';

const hex = (value: number, digits = 1): string =>
  (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');

function runs(bytes: Buffer, before: Buffer): string[] {
  const words: string[] = [];
  for (let i = 0; i < WINDOW_BYTES;) {
    if (bytes[WINDOW + i] === before[WINDOW + i]) {
      i++;
      continue;
    }
    let end = i;
    while (end < WINDOW_BYTES && bytes[WINDOW + end] !== before[WINDOW + end]) end++;
    const text = bytes.toString('hex', WINDOW + i, WINDOW + end).toUpperCase();
    words.push(`@${hex(WINDOW_AT + i)}=${text}`);
    i = end;
  }
  return words;
}

/** One line; the program counter is given relative to the place that the tests of test/cpu use. */
export function caseLine(before: Buffer, after: Buffer): string {
  const length = instructionLength(before[CODE]!);
  const words = [`DC X'${before.toString('hex', CODE, CODE + length).toUpperCase()}' |`];
  const nothing = Buffer.alloc(before.length);
  const register = (bytes: Buffer, at: number, n: number): string =>
    hex(bytes.readUInt32BE(at + 4 * n));
  for (let n = 0; n < 16; n++) words.push(`${n}=${register(before, GENERAL, n)}`);
  for (let n = 0; n < 8; n += 2)
    words.push(`f${n}=${before.toString('hex', FLOAT + 4 * n, FLOAT + 4 * n + 8).toUpperCase()}`);
  words.push(...runs(before, nothing), `cr8=${register(before, CONTROL, 8)}`);
  words.push(
    `key${hex(WINDOW_AT)}=${hex(before[KEYS]!)} key${hex(PAGE_EDGE)}=${hex(before[KEYS + 1]!)}`,
  );
  const first = before.readUInt32BE(PSW);
  const second = before.readUInt32BE(PSW + 4);
  const extended = (first & 0x80000) !== 0;
  const state = (one: number, two: number): string =>
    extended ? `cc${(one >> 12) & 3}` : `cc${(two >> 28) & 3}`;
  words.push(state(first, second), `pm${hex((extended ? first >> 8 : second >> 24) & 15)}`);
  words.push(`k${hex((first >> 20) & 15)}`);
  if (extended) words.push('ec');
  // not in the notation: a set of tables (tables.ts)
  if ((first & 0x4000000) !== 0)
    words.push(`dat cr0=${register(before, CONTROL, 0)} cr1=${register(before, CONTROL, 1)}`);
  if ((first & 0x10000) !== 0) words.push('problem');
  words.push('|');
  for (let n = 0; n < 16; n++)
    if (register(before, GENERAL, n) !== register(after, GENERAL, n))
      words.push(`${n}=${register(after, GENERAL, n)}`);
  for (let n = 0; n < 8; n++)
    if (register(before, FLOAT, n) !== register(after, FLOAT, n))
      words.push(`f${n}=${after.toString('hex', FLOAT + 4 * n, FLOAT + 4 * n + 4).toUpperCase()}`);
  words.push(...runs(after, before));
  const interruption = interruptionOf(after);
  const old = interruption === 0 ? OLD_PSWS : OLD_PSWS + 8;
  words.push(state(after.readUInt32BE(old), after.readUInt32BE(old + 4)));
  if (interruption !== 0) words.push(`int=${hex(interruption, 4)}`);
  const address = (after.readUInt32BE(old + 4) & 0xffffff) - (interruption === 0 ? 2 : 0);
  words.push(`pc=${hex(address - CODE_AT + 0x1000)}`);
  return words.join(' ');
}
