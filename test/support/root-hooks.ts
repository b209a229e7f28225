/**
 * Root hooks of mocha: random cases come from one seed; every CMS disk that a test has written to must be whole
 * behind it; at the end no worker thread and no child process may live. One that does is ended, so that the run
 * comes to its end whatever failed, and the run fails with the test that started it.
 */
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { faultsOfWritten } from './check-disk.js';
import { seedProperties } from './test-seed.js';

seedProperties();

let test = 'the start';
/** Who lives, and the test that started it. */
const workers = new Map<Worker, string>();
const children = new Map<ChildProcess, string>();

process.on('worker', (worker) => {
  workers.set(worker, test);
  worker.once('exit', () => workers.delete(worker));
});

subscribe('child_process', (message) => {
  const child = (message as { process: ChildProcess }).process;
  children.set(child, test);
  child.once('exit', () => children.delete(child));
  child.once('error', () => children.delete(child));
});

/** The hooks. */
export const mochaHooks = {
  beforeEach(this: Mocha.Context): void {
    test = this.currentTest?.fullTitle() ?? test;
  },

  afterEach(this: Mocha.Context): void {
    const faults = faultsOfWritten();
    // a test that has failed tells more
    if (faults.length > 0 && this.currentTest?.state !== 'failed')
      throw new Error(faults.join('\n'));
  },

  async afterAll(): Promise<void> {
    const left = [...workers.values(), ...children.values()];
    for (const child of children.keys()) child.kill('SIGKILL');
    await Promise.all([...workers.keys()].map((worker) => worker.terminate()));
    if (left.length > 0)
      throw new Error(`threads or processes live, started in:\n${left.join('\n')}`);
  },
};
