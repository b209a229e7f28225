/** Time from Enter to the reply on the screen, for a CP and a CMS command, alone and beside looping guests. */
import { atMost } from './measurement.js';
import type { Measurement, Row } from './measurement.js';
import { median, percentile } from './statistics.js';
import { BenchClient, CLEAR, pause } from './support/client.js';
import { startLooping } from './support/looping.js';
import { onServer } from './support/server.js';
import type { BenchServer } from './support/server.js';

const GUESTS = 8;
const TIMES = 100;

/** A command with a word in it that only its own reply has behind a message number. */
interface Probe {
  readonly kind: string;
  readonly command: (word: string) => string;
  readonly reply: (word: string) => RegExp;
}

const PROBES: readonly Probe[] = [
  {
    kind: 'CP command',
    command: (word) => `#CP QUERY ${word}`,
    reply: (word) => new RegExp(`HCP[A-Z]{3}045E ${word} not logged on`),
  },
  {
    kind: 'CMS command',
    command: (word) => `STATE ${word} EXEC A`,
    reply: (word) => new RegExp(`DMS[A-Z]{3}002E .*${word}[^]*Ready\\(00028\\);`),
  },
];

async function measure(person: BenchClient, { command, reply }: Probe): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n++) {
    const word = `W${String(n).padStart(5, '0')}`;
    person.type(CLEAR);
    await person.until(/^\s*\n/);
    // as fast as a person types, and with the time that one thinks: keys alone are a frame of the screen
    person.type(command(word));
    await person.until(new RegExp(word));
    await pause(30 + 40 * Math.random());
    const from = performance.now();
    person.type('\r');
    times.push((await person.until(reply(word))) - from);
  }
  return times;
}

async function both(server: BenchServer, userid: string, guests: number): Promise<Row[]> {
  const person = await BenchClient.logon(server, userid);
  const rows: Row[] = [];
  for (const probe of PROBES) {
    const times = await measure(person, probe);
    rows.push({
      what: `Enter to reply, ${probe.kind}, ${guests} looping guests, 95th percentile`,
      value: percentile(times, 0.95),
      unit: 'ms',
      note: `median ${median(times).toFixed(0)}, most ${Math.max(...times).toFixed(0)}`,
      ...(guests > 0 ? { goal: atMost(100, 'under 100 ms') } : {}),
    });
  }
  return rows;
}

/** Through a real ssh2 client with a screen of 80x24. */
export const latency: Measurement = {
  name: 'latency',
  title: 'time from Enter to reply, CP and CMS, with 0 and with 8 looping guests',
  seconds: 80,
  run: (say) =>
    onServer(GUESTS + 2, async (server) => {
      const [first = '', second = '', ...others] = server.home.users;
      const alone = await both(server, first, 0);
      say(
        `alone: ${alone.map(({ value, note = '' }) => `${value.toFixed(0)} ms (${note})`).join('; ')}`,
      );
      await startLooping(server, others);
      return [...alone, ...(await both(server, second, GUESTS))];
    }),
};
