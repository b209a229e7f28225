/** REXX here and in Debian's regina-rexx: the same programs in turn, and how many times as quick we are. */
import { atLeast, atMost } from '../measurement.js';
import type { Measurement, Row } from '../measurement.js';
import { geometricMean, median, percentile } from '../statistics.js';
import { hasRegina, runOurs, runTheirs } from './interpreters.js';
import type { RexxTime } from './interpreters.js';
import type { Program } from './programs.js';
import { fileOf, PROGRAMS, sourceOf } from './programs.js';

const ROUNDS = 7;
/** While something is being made quicker: fewer rounds, and by VMTS_PROGRAMS only some programs (names and commas). */
const ROUNDS_WANTED = 'VMTS_ROUNDS';

/** What the rounds of one program have shown, in seconds of processor time. */
interface Rounds {
  readonly program: Program;
  readonly source: string;
  readonly ours: number[];
  readonly theirs: number[];
  /** Length of nearly all steps (95 of 100), one of each round. */
  readonly steps: number[];
}

/** A program that has been warmed up. */
function prepare(program: Program): Rounds {
  const source = sourceOf(program);
  runOurs(source);
  return { program, source, ours: [], theirs: [], steps: [] };
}

function round({ program, source, ours, theirs, steps }: Rounds, beside: boolean): void {
  const run: RexxTime = runOurs(source);
  ours.push(run.seconds);
  steps.push(percentile(run.steps, 0.95));
  if (!beside) return;
  const other = runTheirs(fileOf(program));
  if (other.lines.join('\n') !== run.lines.join('\n'))
    throw new Error(`${program.name}: Regina says ${other.lines.join('\n')}`);
  theirs.push(other.seconds);
}

function ratioOf({ ours, theirs }: Rounds): number {
  return median(theirs.map((seconds, n) => seconds / ours[n]!));
}

function rowOf(rounds: Rounds, beside: boolean): Row {
  const { program, ours, theirs } = rounds;
  const what = `REXX, ${program.name} (${program.what})`;
  const value = median(ours) * 1000;
  if (!beside) return { what, value, unit: 'ms' };
  const ratio = ratioOf(rounds).toFixed(2);
  return {
    what,
    value,
    unit: 'ms',
    note: `Regina ${(median(theirs) * 1000).toFixed(0)}, ratio ${ratio}`,
  };
}

/** How many times as quick as Regina, and how long other machines wait for a step. */
export const rexx: Measurement = {
  name: 'rexx',
  title: 'REXX programs beside Regina',
  seconds: 260,
  run(say) {
    const beside = hasRegina();
    if (!beside) say('regina-rexx is not installed: no ratio');
    const only = process.env['VMTS_PROGRAMS']?.split(',');
    const rounds = Math.max(1, Math.trunc(Number(process.env[ROUNDS_WANTED])) || ROUNDS);
    const all = PROGRAMS.filter(({ name }) => only?.includes(name) ?? true).map(prepare);
    for (let n = 1; n <= rounds; n++) {
      for (const one of all) round(one, beside);
      say(`round ${n} of ${rounds}`);
    }
    const rows = all.map((one) => rowOf(one, beside));
    rows.push({
      what: 'REXX, a step of 4,000 clauses, 95th percentile, the longest of all programs',
      value: Math.max(...all.map(({ steps }) => median(steps))) * 1000,
      unit: 'ms',
      digits: 2,
      goal: atMost(2, 'under 2 ms'),
    });
    if (!beside) return Promise.resolve(rows);
    const ratios = all.map(ratioOf);
    rows.push({
      what: 'REXX, ratio to Regina, geometric mean',
      value: geometricMean(ratios),
      unit: '',
      digits: 2,
    });
    rows.push({
      what: 'REXX, ratio to Regina, the least of all programs',
      value: Math.min(...ratios),
      unit: '',
      digits: 2,
      goal: atLeast(1, 'at least 1'),
    });
    return Promise.resolve(rows);
  },
};
