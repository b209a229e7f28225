/** Instructions per second of the processor alone, with Hercules beside it when that is installed. */
import type { Measurement, Row } from '../measurement.js';
import { median } from '../statistics.js';
import { hasHercules, onHercules } from './hercules.js';
import { KERNELS, kernelImage } from './kernel.js';
import { runKernel } from './run-kernel.js';

const ROUNDS = 3;
/** Seconds that Hercules has for a kernel. */
const PATIENCE = 4;

/** Time is processor time, so that other work on the host matters less. */
export const processor: Measurement = {
  name: 'processor',
  title: 'instructions per second of the processor',
  seconds: 15,
  run(say) {
    const beside = hasHercules();
    if (!beside) say('Hercules is not installed: no ratio');
    const rows: Row[] = [];
    for (const { name, what, iterations, checksumOfTen } of KERNELS) {
      const image = kernelImage(name);
      const ten = runKernel(image, 10).checksum;
      if (ten !== checksumOfTen) throw new Error(`${name}: wrong checksum ${ten.toString(16)}`);
      runKernel(image, Math.ceil(iterations / 20));
      const first = runKernel(image, iterations);
      const runs = [
        first,
        ...Array.from({ length: ROUNDS - 1 }, () => runKernel(image, iterations)),
      ];
      const ours = median(runs.map(({ instructions, seconds }) => instructions / seconds / 1e6));
      const other = beside ? onHercules(image, iterations, PATIENCE) : undefined;
      let note = '';
      if (other !== undefined) {
        if (other.checksum !== first.checksum) throw new Error(`${name}: Hercules differs`);
        const theirs = first.instructions / other.seconds / 1e6;
        note = `Hercules ${theirs.toFixed(0)}, ratio ${(ours / theirs).toFixed(2)}`;
      }
      say(`${name}: ${ours.toFixed(0)} million; ${note}`);
      const label = `instructions per second, ${name} (${what})`;
      rows.push({ what: label, value: ours, unit: 'million', note });
    }
    return Promise.resolve(rows);
  },
};
