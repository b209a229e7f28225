/**
 * FILELIST of 10,000 and of 100,000 files, SORT of as many lines and RDRLIST of thousands in machines of 16M: the
 * first screen, another order, refresh, ENTER with and without a command beside a line; and how long a neighbour on
 * the same real processor waits for the reply to a command meanwhile.
 */
import { atMost } from './measurement.js';
import type { Measurement, Row } from './measurement.js';
import { median, percentile } from './statistics.js';
import { makeBigFile, probe, timed, timedHere } from './support/big-file.js';
import { BenchClient, pause } from './support/client.js';
import { fillReader, fillUserDisk } from './support/many-files.js';
import { onServer, type BenchServer } from './support/server.js';

const DISKS = [10_000, 100_000] as const;
const READER = 5000;
/** Lines of the file that SORT puts in order. */
const SORTED = 100_000;
/** PF keys, as a terminal sends them. */
const PF = { 2: '\u001b[12~', 3: '\u001b[13~', 4: '\u001b[14~', 6: '\u001b[17~' } as const;
/** The cursor goes to the first line, and to where something is typed beside it. */
const TAB = '\t';

/** What is done with a list, one after the other; the time of each is its own row. */
interface Work {
  readonly what: string;
  readonly run: (person: BenchClient) => Promise<number>;
}

async function key(person: BenchClient, keys: string, reply: RegExp): Promise<number> {
  await pause(30 + 40 * Math.random());
  const from = performance.now();
  person.type(keys);
  return (await person.until(reply)) - from;
}

/** A message that nothing else shows is typed behind the key: what is awaited is then not what stood there before. */
async function behind(person: BenchClient, keys: string, mark: string): Promise<number> {
  const from = performance.now();
  await key(person, keys, /./);
  await timedHere(person, `emsg ${mark}`, new RegExp(`${mark}\\s*\n`));
  return performance.now() - from;
}

function listOf(command: string, size: number): readonly Work[] {
  const shown = new RegExp(`Size=${String(size)} Line=1 `);
  return [
    { what: 'the first screen', run: (person) => timed(person, command, shown) },
    { what: 'sorted by type (PF4)', run: (person) => behind(person, PF[4], 'sorted') },
    { what: 'refreshed (PF2)', run: (person) => behind(person, PF[2], 'refreshed') },
    { what: 'in another order (PF6)', run: (person) => behind(person, PF[6], 'again') },
    { what: 'ENTER alone', run: (person) => behind(person, '\r', 'nothing') },
    {
      what: 'a command beside a line',
      async run(person) {
        // it says nothing and does nothing
        person.type(`${TAB}globalv select x /o`);
        await person.until(/^ globalv/m);
        return await key(person, '\r', /^ \*/m);
      },
    },
    { what: 'QUIT (PF3)', run: (person) => key(person, PF[3], /Ready;/) },
  ];
}

async function measure(
  person: BenchClient,
  other: BenchClient,
  name: string,
  works: readonly Work[],
  say: (line: string) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  const times: number[] = [];
  for (const { what, run } of works) {
    let over = false;
    const work = run(person).finally(() => {
      over = true;
    });
    const beside = await probe(other, () => over, times.length);
    times.push(...beside);
    const value = await work;
    say(`${name}, ${what}: ${value.toFixed(0)} ms; beside it ${beside.length} commands`);
    rows.push({ what: `${name}: ${what}`, value, unit: 'ms' });
  }
  rows.push({
    what: `${name}: Enter to reply of a CMS command beside it, 95th percentile`,
    value: percentile(times, 0.95),
    unit: 'ms',
    note: `median ${median(times).toFixed(0)}, most ${Math.max(...times).toFixed(0)}, ${times.length} times`,
    goal: atMost(100, 'under 100 ms'),
  });
  return rows;
}

/** SORT of a file, whose keys are in no order. */
const SORT: Work = {
  what: 'from the reply to Ready',
  async run(person) {
    await timed(person, 'sort mixed file t out file t', /604R/);
    return await timedHere(person, '1 8', /Ready[^\n]*\n\s*\n/);
  },
};

/** How long main's event loop was kept since it has been watched. */
async function unwatched(server: BenchServer, name: string): Promise<Row> {
  const { ran } = await server.ask('unwatch');
  return {
    what: `stall of the main event loop beside ${name}, longest run by itself`,
    value: ran.at(-1) ?? 0,
    unit: 'ms',
    digits: 1,
    note: `before it ${ran
      .slice(-4, -1)
      .map((ms) => ms.toFixed(1))
      .join(', ')}`,
    goal: atMost(10, 'under 10 ms'),
  };
}

/** Long lists, with a neighbour at work. */
export const lists: Measurement = {
  name: 'lists',
  title: 'FILELIST of 100,000 files, SORT, RDRLIST of thousands, and a neighbour meanwhile',
  seconds: 120,
  run: (say) =>
    onServer(
      3,
      async (server) => {
        const { users } = server.home;
        const rows: Row[] = [];
        const people = await BenchClient.logonAll(server, users, 'screen');
        const other = people.find(({ userid }) => userid === users[DISKS.length])!;
        const person = (n: number): BenchClient =>
          people.find(({ userid }) => userid === users[n])!;
        await server.ask('watch');
        for (const [n, files] of DISKS.entries()) {
          const works = listOf('filelist', files);
          rows.push(
            ...(await measure(person(n), other, `FILELIST of ${String(files)}`, works, say)),
          );
        }
        rows.push(await unwatched(server, 'FILELIST'));
        await makeBigFile(person(1), SORTED);
        // numbers from behind are in no order
        const mix = 'pipe < big file t| specs number 1.8 right| reverse| > mixed file t fixed';
        await timed(person(1), mix, /Ready/);
        rows.push(
          ...(await measure(person(1), other, `SORT of ${String(SORTED)} lines`, [SORT], say)),
        );
        await fillReader(person(0), READER);
        say(`${String(READER)} files are in the reader`);
        await server.ask('watch');
        const works = listOf('rdrlist', READER);
        rows.push(...(await measure(person(0), other, `RDRLIST of ${String(READER)}`, works, say)));
        rows.push(await unwatched(server, 'RDRLIST'));
        return rows;
      },
      [],
      '16M',
      (home) => {
        for (const [n, files] of DISKS.entries()) fillUserDisk(home, home.users[n]!, files);
      },
    ),
};
