/** Memory that a connected idle user costs: the slope of the resident size from 200 to 500 users at 80x24. */
import { atMost } from './measurement.js';
import type { Measurement } from './measurement.js';
import { slope } from './statistics.js';
import { BenchClient, pause } from './support/client.js';
import { onServer } from './support/server.js';

const STEPS = [200, 250, 300, 350, 400, 450, 500] as const;
const MOST = 500;
const MEBIBYTE = 1024 * 1024;

/** Each user is at Ready; of CMS. Garbage is collected before each look, so that the line is one. */
export const memory: Measurement = {
  name: 'memory',
  title: 'memory of a connected idle user, the slope from 200 to 500 users at 80x24',
  seconds: 80,
  run: (say) =>
    onServer(MOST, async (server) => {
      const all: [number, number][] = [];
      const storage: [number, number][] = [];
      const heap: [number, number][] = [];
      let on = 0;
      for (const step of STEPS) {
        await BenchClient.logonAll(server, server.home.users.slice(on, step), 'raw');
        on = step;
        await pause(500);
        const { memory: inside } = await server.ask('collect');
        const resident = server.resident();
        all.push([step, resident.all / MEBIBYTE]);
        storage.push([step, resident.storage / MEBIBYTE]);
        heap.push([step, (inside.heapUsed + inside.external) / MEBIBYTE]);
        say(
          `${step} users: ${(resident.all / MEBIBYTE).toFixed(0)} MiB resident, of that ` +
            `${(resident.storage / MEBIBYTE).toFixed(0)} storage of guests; main heap ` +
            (inside.heapUsed / MEBIBYTE).toFixed(0),
        );
      }
      const [each, touched, objects] = [slope(all), slope(storage), slope(heap)];
      return [
        {
          what: 'memory of a connected idle user beside the storage that its guest touched',
          value: each - touched,
          unit: 'MiB',
          digits: 2,
          note: `objects on the main thread ${objects.toFixed(2)}`,
          goal: atMost(1, 'under 1 MiB'),
        },
        {
          what: 'storage that an idle CMS has touched',
          value: touched,
          unit: 'MiB',
          digits: 2,
        },
      ];
    }),
};
