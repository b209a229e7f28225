/** How long the main thread's event loop is kept while twenty people are busy. */
import { atMost } from './measurement.js';
import type { Measurement } from './measurement.js';
import { percentile } from './statistics.js';
import { BenchClient, CLEAR, pause } from './support/client.js';
import { onServer } from './support/server.js';

const SESSIONS = 20;
/** Of these, so many have pages of output rushing by all the time. */
const RUSHING = 4;
/** And so many turn pages in XEDIT. */
const EDITING = 4;
const SECONDS = 30;
/** Milliseconds between the keys of a fast typist. */
const KEY_TIME = 60;

/** PF8 and PF7. */
const FORWARD = '\u001b[19~';
const BACKWARD = '\u001b[18~';

const COMMANDS = [
  'LISTFILE * * A (LABEL',
  'TYPE PROFILE EXEC A',
  'QUERY DISK',
  'CP QUERY VIRTUAL ALL',
  'CP QUERY NAMES',
  'STATE NOBODY EXEC A',
  'QUERY SEARCH',
] as const;

/** Types commands key by key until it is over. */
async function typist(person: BenchClient, n: number, over: () => boolean): Promise<void> {
  for (let turn = n; !over(); turn++) {
    const command = COMMANDS[turn % COMMANDS.length] ?? '';
    if (turn % 3 === 0) person.type(CLEAR);
    for (const key of `${command}\r`) {
      person.type(key);
      await pause(KEY_TIME);
    }
    await pause(200);
  }
}

/** Lists all files of the system disk, page after page without MORE... */
async function rusher(person: BenchClient, over: () => boolean): Promise<void> {
  person.type('CP TERMINAL MORE 0 0\r');
  while (!over()) {
    person.type('LISTFILE * * S\r');
    await pause(200);
  }
}

/** Turns the pages of a file in XEDIT. */
async function editor(person: BenchClient, over: () => boolean): Promise<void> {
  person.type('XEDIT XEDIT HELPCMS S\r');
  await pause(500);
  while (!over()) {
    person.type(FORWARD);
    await pause(150);
    person.type(BACKWARD);
    await pause(150);
  }
}

/**
 * Watched from inside the server. By the clock everything counts that kept the loop, also other work of
 * the host (the clients of this bench, too); what the thread itself ran between two looks is told beside.
 */
export const stall: Measurement = {
  name: 'stall',
  title: "stall of the main thread's event loop with 20 busy sessions",
  seconds: 45,
  run: (say) =>
    onServer(SESSIONS, async (server) => {
      const people = await BenchClient.logonAll(server, server.home.users, 'raw');
      let over = false;
      const work = people.map((person, n) =>
        n < RUSHING
          ? rusher(person, () => over)
          : n < RUSHING + EDITING
            ? editor(person, () => over)
            : typist(person, n, () => over),
      );
      await pause(2000);
      const before = people.reduce((sum, { received }) => sum + received, 0);
      const start = await server.ask('watch');
      await pause(SECONDS * 1000);
      const { delay, ran, ticks, processor } = await server.ask('unwatch');
      const bytes = people.reduce((sum, { received }) => sum + received, 0) - before;
      over = true;
      await Promise.all(work);
      const used =
        processor.user + processor.system - start.processor.user - start.processor.system;
      say(
        `${delay.count} looks; ${(bytes / SECONDS / 1000).toFixed(0)} kB/s to terminals; ` +
          `process used ${(used / SECONDS / 10_000).toFixed(0)} % of a processor`,
      );
      // `ran` is the highest hundredth of the looks
      const own = ran.length > 0 && ticks > 0 ? percentile(ran, 0.9) : 0;
      const what = `stall of the main event loop, ${SESSIONS} busy sessions`;
      return [
        {
          what: `${what}, 99.9th percentile`,
          value: delay.p999,
          unit: 'ms',
          digits: 1,
          note: `run by the thread itself ${own.toFixed(1)}`,
          goal: atMost(10, 'under 10 ms'),
        },
        {
          what: `${what}, longest`,
          value: delay.most,
          unit: 'ms',
          digits: 1,
          note: `run by the thread itself ${(ran.at(-1) ?? 0).toFixed(1)}`,
          goal: atMost(50, 'never over 50 ms'),
        },
      ];
    }),
};
