/**
 * The second opinion: random and edge cases of every instruction, here and on Debian's Hercules, compared to
 * the bit: registers, storage, storage keys, old PSW, interruption code.
 *
 *   npm run test:oracle -- [--seed S] [--cases N] [--seconds T] [--only AP,SP]
 *
 * N cases an instruction (2000 unless told), or as many as T seconds allow. The seed is printed; the same seed makes the same cases of an
 * instruction, whichever others are run. A case that disagrees is made simple and printed as a line for
 * test/cpu/oracle-cases-table.ts, where it stays. Not part of `npm test`, which needs Node alone.
 */
import { parseArgs } from 'node:util';
import { disassemble } from '../../src/cpu/disassembler.js';
import { disagreement } from './agreement.js';
import { randomness } from './draft.js';
import { COMPARED, FOR_CP, makeCase } from './generator.js';
import { besideHercules, onHercules, onOurs } from './machines.js';
import type { Case } from './record.js';
import { CODE, interruptionOf, PREFIX, RECORDS_MOST } from './record.js';
import { caseLine } from './report.js';
import { shrink } from './shrink.js';

/** Disagreements of one instruction that are shown. */
const SHOWN = 2;
/** Runs of Hercules side by side: each waits two seconds of the two and a half that it takes. */
const LANES = 4;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    cases: { type: 'string', default: '2000' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    raw: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const cases = Number(values.cases);
const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
if (!Number.isInteger(seed) || !Number.isInteger(cases) || cases < 1 || seconds === 0) {
  console.error('--seed, --cases and --seconds are whole numbers');
  process.exit(2);
}
const only = values.only?.toUpperCase().split(',');
const instructions = COMPARED.filter(
  ({ mnemonic }) => only === undefined || only.includes(mnemonic),
);
const forCp = instructions.filter(({ mnemonic }) => FOR_CP.test(mnemonic));
console.log(`seed ${seed}: ${cases} cases of each of ${instructions.length} instructions`);
if (forCp.length > 0)
  console.log(
    'in the problem state only, for CP executes them: ' +
      forCp.map(({ mnemonic }) => mnemonic).join(' '),
  );

const counts = new Map<string, number>();
let compared = 0;
let interrupted = 0;

/** The case made simple; as it is when a simpler one has ended a run. */
function simplest(one: Case): Buffer {
  try {
    return shrink(one);
  } catch (error) {
    console.log(`not made simpler: ${String(error)}`);
    return one.bytes;
  }
}

let dropped = 0;

/** Cases, and what they left here. */
interface Executed {
  readonly cases: readonly Case[];
  readonly ours: readonly Buffer[];
}

/** Executes cases here: one that stores over the driver, or never ends, is found by halving and left out. */
function execute(batch: readonly Case[], prefix: number): Executed {
  try {
    const ours = onOurs(
      batch.map(({ bytes }) => bytes),
      prefix,
    );
    return { cases: batch, ours };
  } catch (error) {
    if (batch.length > 1) {
      const middle = batch.length >> 1;
      const kept = [batch.slice(0, middle), batch.slice(middle)]
        .map((half) => execute(half, prefix))
        .flatMap(({ cases: some }) => some);
      if (kept.length === batch.length) throw error;
      // what remains is executed as one, as Hercules will do it
      return execute(kept, prefix);
    }
    dropped++;
    console.log(`left out: ${batch[0]!.mnemonic}: ${String(error)}`);
    console.log(`  ${caseLine(batch[0]!.bytes, batch[0]!.bytes)}`);
    return { cases: [], ours: [] };
  }
}

/** A batch that Hercules executes. */
interface Batch extends Executed {
  readonly theirs: Promise<readonly Buffer[]>;
}

/** Starts a batch; every other one is executed with a prefix. */
let runs = 0;
function begin(all: readonly Case[]): Batch {
  const prefix = runs++ % 2 === 0 ? 0 : PREFIX;
  const executed = execute(all, prefix);
  const theirs = besideHercules(
    executed.cases.map(({ bytes }) => bytes),
    prefix,
  );
  // looked at later, in the order of the batches
  theirs.catch(() => undefined);
  return { ...executed, theirs };
}

/** Shows what disagrees in a batch. */
async function finish({ cases: batch, ours, theirs: coming }: Batch): Promise<void> {
  const theirs = await coming;
  batch.forEach((one, i) => {
    compared++;
    if (interruptionOf(ours[i]!) !== 0) interrupted++;
    const found = disagreement(one.mnemonic, ours[i]!, theirs[i]!);
    if (found.length === 0) return;
    const count = (counts.get(one.mnemonic) ?? 0) + 1;
    counts.set(one.mnemonic, count);
    if (count > SHOWN) return;
    const simple = values.raw ? one.bytes : simplest(one);
    const [mine, other] = [
      onOurs([simple])[0]!,
      values.raw ? theirs[i]! : onHercules([simple])[0]!,
    ];
    console.log(`\n${one.mnemonic}: ${disassemble(simple.subarray(CODE)).text}`);
    for (const text of disagreement(one.mnemonic, mine, other).slice(0, 8))
      console.log(`  ${text}`);
    console.log(`  ${caseLine(simple, other)}`);
  });
}

/** Each instruction makes its cases by chance of its own, so that they are the same whatever else is run. */
const made = new Map(
  instructions.map((entry) => [entry, randomness(seed ^ Math.imul(entry.opcode, 0x9e3779b1))]),
);
const end = seconds === undefined ? Infinity : Date.now() + seconds * 1000;
/** Cases of one instruction in a start of Hercules: all instructions in turn, for time may run out. */
const each = Math.max(1, Math.floor(RECORDS_MOST / instructions.length));
let done = 0;
const underWay: Batch[] = [];
for (; done < cases && Date.now() < end; done += each) {
  if (underWay.length >= LANES) await finish(underWay.shift()!);
  const batch: Case[] = [];
  for (const [entry, random] of made)
    for (let n = done; n < Math.min(cases, done + each); n++) batch.push(makeCase(entry, random));
  underWay.push(begin(batch));
}
for (const batch of underWay) await finish(batch);
if (done < cases) console.log(`time was up after ${done} of ${cases} cases of each instruction`);
console.log(
  `${compared} cases compared, ${interrupted} of them ended with a program interruption, ${dropped} left out`,
);
for (const [mnemonic, count] of counts) console.log(`${mnemonic}: ${count} differ`);
if (counts.size === 0) console.log('no difference');
process.exitCode = counts.size === 0 ? 0 : 1;
