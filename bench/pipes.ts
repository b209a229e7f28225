/**
 * A pipeline over a file of a million lines, and how long a neighbour waits for the reply to a command meanwhile. All
 * machines are on one real processor, so that the neighbour has to get it from the pipeline.
 */
import { atMost } from './measurement.js';
import type { Measurement, Row } from './measurement.js';
import { median, percentile } from './statistics.js';
import { LINES, makeBigFile, probe, timed } from './support/big-file.js';
import { BenchClient } from './support/client.js';
import { onServer } from './support/server.js';

const PIPE = 'pipe < big file t | locate /x/ | count lines | console';
const TIMES = 3;

/** A million lines, with and without a neighbour at work. */
export const pipes: Measurement = {
  name: 'pipes',
  title: 'a pipeline over a million lines, and a neighbour meanwhile',
  seconds: 60,
  run: (say) =>
    onServer(2, async (server) => {
      const [owner = '', neighbour = ''] = server.home.users;
      const person = await BenchClient.logon(server, owner);
      await makeBigFile(person);
      const reply = new RegExp(`${LINES}[^]*Ready`);
      const alone: number[] = [];
      for (let n = 0; n < TIMES; n++) alone.push(await timed(person, PIPE, reply));
      say(`alone: ${alone.map((ms) => ms.toFixed(0)).join(', ')} ms`);
      const other = await BenchClient.logon(server, neighbour);
      const beside: number[] = [];
      const times: number[] = [];
      while (times.length < 40) {
        let over = false;
        const run = timed(person, PIPE, reply).finally(() => {
          over = true;
        });
        times.push(...(await probe(other, () => over, times.length)));
        beside.push(await run);
      }
      const rows: Row[] = [
        {
          what: `pipe < file | locate | count over ${LINES} lines`,
          value: median(alone),
          unit: 'ms',
          note: `beside a neighbour ${median(beside).toFixed(0)}`,
          goal: atMost(3000, 'under 3 s'),
        },
        {
          what: 'Enter to reply of a CMS command beside it, 95th percentile',
          value: percentile(times, 0.95),
          unit: 'ms',
          note: `median ${median(times).toFixed(0)}, most ${Math.max(...times).toFixed(0)}, ${times.length} times`,
          goal: atMost(100, 'under 100 ms'),
        },
      ];
      return rows;
    }),
};
