/**
 * The second opinion on count-key-data disks: random channel programs for a 3350, here and on Debian's Hercules,
 * compared: condition code, CSW, sense, storage, and the tracks afterwards.
 *
 *   npm run test:oracle:disk -- [--seed S] [--cases N]
 *
 * What is not compared is in `agreement.ts` and `cases.ts`, with the reason. The seed is printed.
 */
import { parseArgs } from 'node:util';
import { randomness } from '../draft.js';
import { disagreement } from './agreement.js';
import { makeCase, makeTracks, MOST_CASES } from './cases.js';
import { onHercules, onOurs } from './machines.js';

/** Disagreements that are shown. */
const SHOWN = 12;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    cases: { type: 'string', default: '4000' },
  },
});
const seed = Number(values.seed);
const wanted = Number(values.cases);
if (!Number.isInteger(seed) || !Number.isInteger(wanted) || wanted < 1) {
  console.error('--seed and --cases are whole numbers');
  process.exit(2);
}
console.log(`seed ${seed}: ${wanted} channel programs`);

let different = 0;
const ends = new Map<string, number>();
for (let done = 0; done < wanted; done += MOST_CASES) {
  const count = Math.min(MOST_CASES, wanted - done);
  const chance = randomness(seed + done);
  const tracks = makeTracks(chance, count);
  const cases = Array.from({ length: count }, (_, n) => makeCase(chance, n));
  const ours = onOurs(cases, tracks);
  const theirs = onHercules(cases, tracks);
  cases.forEach((one, n) => {
    const end = ours.results[n]!.csw.subarray(4, 6).toString('hex');
    ends.set(end, (ends.get(end) ?? 0) + 1);
    const said = disagreement(n, ours, theirs);
    if (said === undefined) return;
    if (different++ < SHOWN) console.log(`case ${done + n}: ${one.text}\n  ${said.text}`);
  });
}
const shown = [...ends].sort((a, b) => b[1] - a[1]).map(([end, count]) => `${end} ${count}`);
console.log(`unit and channel status: ${shown.join(', ')}`);
console.log(`${wanted} compared, ${different} disagree`);
process.exit(different === 0 ? 0 : 1);
