/**
 * Instructions per second of the processor, and the ratio to Hercules when that is installed: every kernel
 * runs once here and once there in each of the rounds, by processor time, so that what else the host does
 * matters to both alike. The ratio of a kernel is the median of its rounds.
 */
import { atLeast } from '../measurement.js';
import type { Measurement, Row } from '../measurement.js';
import { geometricMean, median } from '../statistics.js';
import { hasHercules, onHercules } from './hercules.js';
import type { Kernel } from './kernel.js';
import { KERNELS, kernelImage } from './kernel.js';
import { runKernel } from './run-kernel.js';

const ROUNDS = 9;
/** While something is being made quicker: fewer rounds, and by VMTS_KERNELS only some kernels (names and commas). */
const ROUNDS_WANTED = 'VMTS_ROUNDS';
/** Seconds that Hercules has for a kernel. */
const PATIENCE = 30;

/** What the rounds of one kernel have shown. */
interface Rounds {
  readonly kernel: Kernel;
  readonly image: Uint8Array;
  /** Million instructions per second. */
  readonly ours: number[];
  readonly theirs: number[];
}

/** A kernel that gives the right checksum and has been warmed up. */
function prepare(kernel: Kernel): Rounds {
  const image = kernelImage(kernel.name);
  const ten = runKernel(image, 10).checksum;
  if (ten !== kernel.checksumOfTen)
    throw new Error(`${kernel.name}: wrong checksum ${ten.toString(16)}`);
  runKernel(image, Math.ceil(kernel.iterations / 20));
  return { kernel, image, ours: [], theirs: [] };
}

async function round(rounds: Rounds, beside: boolean): Promise<void> {
  const { kernel, image, ours, theirs } = rounds;
  const run = runKernel(image, kernel.iterations);
  ours.push(run.instructions / run.seconds / 1e6);
  if (!beside) return;
  const other = await onHercules(image, kernel.iterations, PATIENCE);
  if (other === undefined) throw new Error(`${kernel.name}: Hercules did not end`);
  if (other.checksum !== run.checksum)
    throw new Error(`${kernel.name}: Hercules has ${other.checksum.toString(16)}`);
  theirs.push(run.instructions / other.seconds / 1e6);
}

function ratioOf({ ours, theirs }: Rounds): number {
  return median(ours.map((value, n) => value / theirs[n]!));
}

function rowOf(rounds: Rounds, beside: boolean): Row {
  const { kernel, ours, theirs } = rounds;
  const what = `instructions per second, ${kernel.name} (${kernel.what})`;
  const value = median(ours);
  if (!beside) return { what, value, unit: 'million' };
  const ratio = ratioOf(rounds).toFixed(2);
  return {
    what,
    value,
    unit: 'million',
    note: `Hercules ${median(theirs).toFixed(0)}, ratio ${ratio}`,
  };
}

/** Time is processor time, so that other work on the host matters less. */
export const processor: Measurement = {
  name: 'processor',
  title: 'instructions per second of the processor',
  seconds: 480,
  async run(say) {
    const beside = hasHercules();
    if (!beside) say('Hercules is not installed: no ratio');
    const only = process.env['VMTS_KERNELS']?.split(',');
    const rounds = Math.max(1, Math.trunc(Number(process.env[ROUNDS_WANTED])) || ROUNDS);
    const all = KERNELS.filter(({ name }) => only?.includes(name) ?? true).map(prepare);
    for (let n = 1; n <= rounds; n++) {
      for (const one of all) await round(one, beside);
      say(`round ${n} of ${rounds}`);
    }
    const rows = all.map((one) => rowOf(one, beside));
    if (!beside) return rows;
    const ratios = all.map(ratioOf);
    rows.push({
      what: 'ratio to Hercules, geometric mean',
      value: geometricMean(ratios),
      unit: '',
      digits: 2,
      goal: atLeast(0.6, 'at least 0.6'),
    });
    rows.push({
      what: 'ratio to Hercules, the least of all kernels',
      value: Math.min(...ratios),
      unit: '',
      digits: 2,
      goal: atLeast(0.3, 'at least 0.3'),
    });
    return rows;
  },
};
