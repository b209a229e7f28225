/** Processor time that 200 logged-on guests use who do nothing. */
import { atMost } from './measurement.js';
import type { Measurement } from './measurement.js';
import { BenchClient, pause } from './support/client.js';
import { onServer } from './support/server.js';

const GUESTS = 200;
const SETTLE = 5;
const SECONDS = 60;

/** The whole process, all threads. */
export const idle: Measurement = {
  name: 'idle',
  title: 'processor time used by 200 idle logged-on guests in a minute',
  seconds: 95,
  run: () =>
    onServer(GUESTS, async (server) => {
      await BenchClient.logonAll(server, server.home.users, 'raw');
      await pause(SETTLE * 1000);
      const before = server.processorSeconds();
      await pause(SECONDS * 1000);
      const used = (server.processorSeconds() - before) / SECONDS;
      return [
        {
          what: `processor time used by ${GUESTS} idle logged-on guests in ${SECONDS} s`,
          value: 100 * used,
          unit: '%',
          digits: 2,
          goal: atMost(1, 'under 1 %'),
        },
      ];
    }),
};
