/**
 * Loaded in front of the system's own main program (`node --import`) by the benches, to see the process from
 * inside: how late its event loop is, how much of that it ran itself, its memory and its processor time. The
 * product knows nothing of it.
 */
import { openSync, readSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import type { ProbeAnswer, ProbeQuestion } from './probe-protocol.js';

/** Milliseconds between two looks. */
const RESOLUTION = 1;

/** Milliseconds that this thread has run. Linux; on other hosts always 0. */
function threadClock(): () => number {
  let file: number;
  try {
    file = openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    return () => 0;
  }
  const bytes = Buffer.alloc(96);
  return () =>
    Number(bytes.toString('latin1', 0, readSync(file, bytes, 0, 96, 0)).split(' ')[0]) / 1e6;
}

function watch(): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  const clock = threadClock();
  let ran: number[] = [];
  let last = clock();
  let timer: NodeJS.Timeout | undefined;
  const collect = (): void => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  };
  const answer = (question: ProbeQuestion): ProbeAnswer => {
    switch (question) {
      case 'watch':
        delay.enable();
        delay.reset();
        ran = [];
        last = clock();
        timer ??= setInterval(() => {
          const now = clock();
          ran.push(now - last);
          last = now;
        }, RESOLUTION);
        break;
      case 'unwatch':
        delay.disable();
        clearInterval(timer);
        timer = undefined;
        break;
      case 'collect':
        collect();
        break;
      case 'look':
        break;
    }
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
    return {
      delay: {
        median: late(delay.percentile(50)),
        p99: late(delay.percentile(99)),
        p999: late(delay.percentile(99.9)),
        most: late(delay.max),
        count: delay.count,
      },
      ran: ran.sort((a, b) => a - b).slice(-Math.max(1, Math.ceil(ran.length / 100))),
      ticks: ran.length,
      memory: process.memoryUsage(),
      processor: process.cpuUsage(),
    };
  };
  process.on('message', (question: ProbeQuestion) => process.send?.(answer(question)));
  // the channel to the bench must not keep the system running
  process.channel?.unref();
}

if (isMainThread && process.send !== undefined) watch();
