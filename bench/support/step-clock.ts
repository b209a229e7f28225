/** Clocks for the steps of a command that runs by itself. */
import { PerformanceObserver } from 'node:perf_hooks';
import { threadWaited } from '../../src/host/thread-time.js';

/** A clock of the thread itself, milliseconds, where the host tells it: what it waits for others is none of a step. */
export function stepClock(): () => number {
  const waited = threadWaited();
  return () => performance.now() - (waited() ?? 0);
}

/** What the collector has taken since it was asked last, milliseconds: of the whole thread, not of a step. */
export function collector(): () => Promise<number> {
  let sum = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) sum += duration;
  });
  observer.observe({ entryTypes: ['gc'] });
  return async () => {
    // an entry is made in the turn after the collection, and is told in the one after that
    for (let turn = 0; turn < 2; turn++) await new Promise((over) => setImmediate(over));
    const taken = sum;
    sum = 0;
    return taken;
  };
}
