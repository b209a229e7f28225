/**
 * Looks at the main thread of a VM/TS from inside: loaded in front of it by `node --import`. Writes to the
 * file named by VMTS_PROBE, one line of JSON each half second: memory, and the greatest stall of the event
 * loop since, as wall time and as time in which the thread really computed (the host is shared, and a
 * thread that waits for a core does not stall by its own fault). SIGUSR2 ends a processor's thread.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

/** What the probe writes. */
export interface ProbeLine {
  /** Host's time, milliseconds. */
  readonly at: number;
  readonly rss: number;
  readonly heap: number;
  /** Greatest time between two turns, milliseconds, and the processor time used in that one. */
  readonly gap: number;
  readonly busy: number;
}

const EVERY = 10;
const REPORT = 500;

/** Nanoseconds that the main thread has computed. */
function computed(): number {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ')[0]);
}

function watch(path: string): void {
  let last = performance.now();
  let lastComputed = computed();
  let gap = 0;
  let busy = 0;
  let reported = last;
  setInterval(() => {
    const now = performance.now();
    const used = computed();
    if (now - last - EVERY > 10) {
      const stalled = Math.min((used - lastComputed) / 1e6, now - last);
      if (stalled > busy) busy = stalled;
      gap = Math.max(gap, now - last);
    }
    if (now - reported >= REPORT) {
      const { rss, heapUsed } = process.memoryUsage();
      const line: ProbeLine = { at: Date.now(), rss, heap: heapUsed, gap, busy };
      appendFileSync(path, `${JSON.stringify(line)}\n`);
      gap = busy = 0;
      reported = now;
    }
    last = performance.now();
    lastComputed = computed();
  }, EVERY).unref();
}

function endThreadsOnSignal(): void {
  const threads: workerThreads.Worker[] = [];
  const Original = workerThreads.Worker;
  workerThreads.Worker = class extends Original {
    constructor(...parts: ConstructorParameters<typeof Original>) {
      super(...parts);
      threads.push(this);
    }
  };
  syncBuiltinESMExports();
  process.on('SIGUSR2', () => {
    void threads.shift()?.terminate();
  });
}

const path = process.env['VMTS_PROBE'];
if (workerThreads.isMainThread && path !== undefined) {
  endThreadsOnSignal();
  watch(path);
}
