/** Runs a kernel on our own processor. */
import { testMachine } from '../../test/cpu/machine.js';
import { CHECKSUM_AT, COUNT_AT } from './kernel.js';

/** What came of a run. */
export interface KernelRun {
  readonly instructions: number;
  /** Seconds of processor time. */
  readonly seconds: number;
  readonly checksum: number;
}

/**
 * Runs an image so many iterations.
 * @throws Error when it does not end as a kernel should
 */
export function runKernel(image: Uint8Array, iterations: number): KernelRun {
  const machine = testMachine(0x100000);
  machine.storage.store(0, image);
  machine.storage.setWord(COUNT_AT, iterations);
  machine.processor.restart();
  const start = process.cpuUsage();
  const before = machine.processor.executed;
  for (;;) {
    const exit = machine.processor.run(100_000);
    if (exit.reason === 'budget') continue;
    if (exit.reason !== 'disabled-wait') throw new Error(exit.reason);
    break;
  }
  const used = process.cpuUsage(start);
  const end = machine.processor.pswWords()[1];
  if ((end & 0xffff) !== 0xc0de) throw new Error(`ended at ${end.toString(16)}`);
  return {
    instructions: machine.processor.executed - before,
    seconds: (used.user + used.system) / 1e6,
    checksum: (machine.storage.word(CHECKSUM_AT) ?? 0) >>> 0,
  };
}
