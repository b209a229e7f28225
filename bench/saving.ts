/** How long the main thread's event loop is kept while 16 MiB are saved, for the first time since the start. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { iplDeck } from '../tools/ipl-deck.js';
import { atMost } from './measurement.js';
import type { Measurement } from './measurement.js';
import { BenchClient } from './support/client.js';
import { onServer } from './support/server.js';

const SOURCE = resolve(import.meta.dirname, '../../bench/guests/fill.assemble');

/** A guest that has something in each of its pages, saved cold: nothing of it has been compiled before. */
export const saving: Measurement = {
  name: 'saving',
  title: "stall of the main thread's event loop while 16 MiB are saved",
  seconds: 10,
  run: (say) =>
    onServer(1, async (server) => {
      const [userid = ''] = server.home.users;
      await server.home.putDeck(userid, iplDeck(readFileSync(SOURCE, 'latin1')), 'FILL');
      const [guest] = await BenchClient.logonAll(server, [userid], 'lines');
      if (guest === undefined) throw new Error('nobody has logged on');
      const command = async (line: string, until: RegExp): Promise<void> => {
        guest.forget();
        guest.type(`#CP ${line}\r`);
        await guest.until(until);
      };
      await command('DEFINE STORAGE 16M', /STORAGE = 16M/);
      await command('IPL 00C', /000F11/);
      await command('DEFSYS BIG 0-FFF EW', /was successfully defined/);
      await server.ask('watch');
      await command('SAVESYS BIG', /was successfully saved/);
      const { delay, ran, ticks } = await server.ask('unwatch');
      say(`${ticks} looks`);
      return [
        {
          what: 'stall of the main event loop, saving 16 MiB, longest run by itself',
          value: ran.at(-1) ?? 0,
          unit: 'ms',
          digits: 1,
          note: `by the clock ${delay.most.toFixed(1)}`,
          goal: atMost(10, 'under 10 ms'),
        },
      ];
    }),
};
