/** The share of the processor that each of eight looping guests gets in ten seconds. */
import { atMost } from './measurement.js';
import type { Measurement } from './measurement.js';
import { unevenness } from './statistics.js';
import { pause } from './support/client.js';
import { LOOP_INSTRUCTIONS, loops, startLooping } from './support/looping.js';
import { onServer } from './support/server.js';

const GUESTS = 8;
const SECONDS = 10;

/** Counted in loops executed, which is what a guest has of its share. */
export const shares: Measurement = {
  name: 'shares',
  title: 'the share each of 8 looping guests gets in 10 s',
  seconds: 20,
  run: (say) =>
    onServer(GUESTS, async (server) => {
      const guests = await startLooping(server, server.home.users);
      await pause(1000);
      const read = async (): Promise<{ count: number; at: number }[]> => {
        const counts: { count: number; at: number }[] = [];
        for (const guest of guests)
          counts.push({ count: await loops(guest), at: performance.now() });
        return counts;
      };
      const before = await read();
      await pause(SECONDS * 1000);
      const after = await read();
      // each by its own interval: the guests are asked one after the other
      const rates = after.map(
        ({ count, at }, n) => ((count - before[n]!.count) >>> 0) / (at - before[n]!.at),
      );
      const total = rates.reduce((sum, rate) => sum + rate, 0);
      say(rates.map((rate) => `${((100 * rate) / total).toFixed(2)} %`).join(', '));
      const off = unevenness(rates);
      return [
        {
          what: `share of each of ${GUESTS} looping guests in ${SECONDS} s, farthest from equal`,
          value: 100 * off,
          unit: '%',
          digits: 1,
          goal: atMost(3, 'within 3 %'),
        },
        {
          what: 'instructions per second of these guests together',
          value: (total * LOOP_INSTRUCTIONS) / 1000,
          unit: 'million',
        },
      ];
    }),
};
