/** IPL CMS: from Enter to Ready;, by a client without a screen, so that no frame of a screen is waited for. */
import { atMost } from './measurement.js';
import type { Measurement } from './measurement.js';
import { median, percentile } from './statistics.js';
import { BenchClient, pause } from './support/client.js';
import { onServer } from './support/server.js';

const TIMES = 20;

/** With AUTOCR, so that the profile is run too. */
export const iplCms: Measurement = {
  name: 'ipl',
  title: 'IPL CMS, median of 20',
  seconds: 8,
  run: (say) =>
    onServer(1, async (server) => {
      const person = await BenchClient.logon(server, 'USER1', 'lines');
      const times: number[] = [];
      for (let n = 0; n < TIMES; n++) {
        await pause(100);
        person.forget();
        const from = performance.now();
        person.type('#CP IPL CMS PARM AUTOCR\r');
        times.push((await person.until(/Ready;/)) - from);
      }
      say(times.map((time) => time.toFixed(0)).join(' '));
      return [
        {
          what: `IPL CMS to Ready;, median of ${TIMES}`,
          value: median(times),
          unit: 'ms',
          digits: 1,
          note: `90 % ${percentile(times, 0.9).toFixed(1)}`,
          goal: atMost(20, '20 ms'),
        },
      ];
    }),
};
