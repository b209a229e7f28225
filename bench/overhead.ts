/** What CP costs a busy guest beside many who do nothing: processor time that is not in its run. */
import { atMost } from './measurement.js';
import type { Measurement } from './measurement.js';
import { BenchClient, pause } from './support/client.js';
import { loops, startLooping } from './support/looping.js';
import { onServer } from './support/server.js';

const IDLE = 50;
const SETTLE = 3;
const SECONDS = 20;

/** Virtual processor time of the guest, seconds, as CP accounts it. */
async function charged(guest: BenchClient): Promise<number> {
  guest.forget();
  guest.type('#CP QUERY TIME\r');
  const line = /VIRTCPU= *(\d+):(\d+\.\d+)/;
  await guest.until(line);
  const [, minutes, seconds] = line.exec(guest.text)!;
  return 60 * Number(minutes) + Number(seconds);
}

/** All threads are counted, and all that they do: main, the other machines, the collector of garbage. */
export const overhead: Measurement = {
  name: 'overhead',
  title: `processor time outside of the run of a busy guest, beside ${IDLE} idle ones`,
  seconds: 60,
  run: (say) =>
    onServer(IDLE + 1, async (server) => {
      const [busy, ...idle] = server.home.users;
      await BenchClient.logonAll(server, idle, 'raw');
      const [guest] = await startLooping(server, [busy!]);
      await pause(SETTLE * 1000);
      const before = { used: server.processorSeconds(), charged: await charged(guest!) };
      await pause(SECONDS * 1000);
      const after = { used: server.processorSeconds(), charged: await charged(guest!) };
      const inRun = after.charged - before.charged;
      const outside = after.used - before.used - inRun;
      say(
        `${inRun.toFixed(2)} s charged, ${outside.toFixed(2)} s beside, loops ${await loops(guest!)}`,
      );
      return [
        {
          what: `processor time outside of the run of a busy guest, ${IDLE} idle beside`,
          value: (100 * outside) / inRun,
          unit: '%',
          digits: 1,
          goal: atMost(3, 'at most 3 %'),
        },
      ];
    }),
};
