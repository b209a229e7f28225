/**
 * Holds the arithmetic of REXX against the General Decimal Arithmetic test cases:
 *
 *   node dist/test/oracle/rexx/decimal-main.js [FOLDER]      (or VMTS_DECTEST=FOLDER)
 *
 * Prints what is left out and why, and each case that differs; ends with 1 when one does.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesOf, computed, leftOut, verdictOf } from './decimal-cases.js';
import type { Verdict } from './decimal-cases.js';

const folder = process.argv[2] ?? process.env['VMTS_DECTEST'] ?? '';
if (folder === '') {
  console.log('left out: VMTS_DECTEST names no folder with *.decTest files (CONTRIBUTING.md)');
  process.exit(0);
}
const out = new Map<string, number>();
const counts: Record<Verdict, number> = {
  same: 0,
  'same number': 0,
  'by the books': 0,
  different: 0,
};
for (const file of readdirSync(folder).filter((name) => name.endsWith('.decTest'))) {
  for (const one of casesOf(readFileSync(join(folder, file), 'latin1'))) {
    const why = leftOut(one);
    if (why !== undefined) {
      out.set(why, (out.get(why) ?? 0) + 1);
      continue;
    }
    const verdict = verdictOf(one);
    counts[verdict]++;
    if (verdict !== 'different') continue;
    const { id, operation, operands, precision, result } = one;
    const asked = `${id} ${operation} ${operands.join(' ')} at ${String(precision)}`;
    console.log(`${asked}: ${result}, ours ${computed(one)}`);
  }
}
for (const [why, count] of out) console.log(`left out: ${String(count)}: ${why}`);
console.log(`${String(counts.same)} cases are the same`);
console.log(`${String(counts['same number'])} are the same but for zeros at the end`);
console.log(`${String(counts['by the books'])} differ by the rules of the books`);
console.log(`${String(counts.different)} differ`);
process.exitCode = counts.different === 0 ? 0 : 1;
