/**
 * Commands over a minidisk of 1 GiB with 100,000 files in a real system, and how long a neighbour on the same real
 * processor waits for the reply to a command meanwhile.
 */
import { atMost } from './measurement.js';
import type { Measurement, Row } from './measurement.js';
import { median, percentile } from './statistics.js';
import { probe, timed } from './support/big-file.js';
import { BenchClient } from './support/client.js';
import { fillUserDisk } from './support/many-files.js';
import { onServer } from './support/server.js';

const FILES = 100_000;
/** 1 GiB. */
const BLOCKS = 2 ** 21;
/** What is typed, what has to be answered, and the goal in milliseconds. */
const COMMANDS: readonly {
  readonly line: string;
  readonly input?: readonly (readonly [question: RegExp, answer: string])[];
  readonly goal?: number;
}[] = [
  { line: 'ACCESS 191 A' },
  { line: 'LISTFILE * * A (EXEC', goal: 1000 },
  { line: 'RENAME * DATA A = TEXT A' },
  { line: 'COPYFILE F0* TEXT A = COPY A' },
  { line: 'ERASE * COPY A (NOTYPE' },
  {
    line: 'FORMAT 191 A (BLKSIZE 512',
    input: [
      [/Enter 1/, '1'],
      [/605R/, 'NEW191'],
    ],
  },
];

/** Types a command, and what it asks for. */
async function command(
  person: BenchClient,
  { line, input = [] }: (typeof COMMANDS)[number],
): Promise<number> {
  const [first] = input;
  const from = performance.now();
  const time = await timed(person, line, first?.[0] ?? /Ready/);
  for (const [n, [, answer]] of input.entries()) {
    person.type(`${answer}\r`);
    await person.until(input[n + 1]?.[0] ?? /Ready/);
  }
  return first === undefined ? time : performance.now() - from;
}

/** A large disk, with a neighbour at work. */
export const diskBeside: Measurement = {
  name: 'disk-beside',
  title: 'a minidisk of 1 GiB with 100,000 files, and a neighbour meanwhile',
  seconds: 60,
  run: (say) =>
    onServer(
      2,
      async (server) => {
        const { users } = server.home;
        const people = await BenchClient.logonAll(server, users, 'screen');
        const person = people.find(({ userid }) => userid === users[0])!;
        const other = people.find(({ userid }) => userid === users[1])!;
        const rows: Row[] = [];
        const times: number[] = [];
        await server.ask('watch');
        for (const one of COMMANDS) {
          let over = false;
          const work = command(person, one).finally(() => {
            over = true;
          });
          const beside = await probe(other, () => over, times.length);
          times.push(...beside);
          const value = await work;
          say(`${one.line}: ${value.toFixed(0)} ms; beside it ${String(beside.length)} commands`);
          rows.push({
            what: one.line,
            value,
            unit: 'ms',
            ...(one.goal === undefined
              ? {}
              : { goal: atMost(one.goal, `under ${String(one.goal)} ms`) }),
          });
        }
        const { ran } = await server.ask('unwatch');
        rows.push(
          {
            what: 'Enter to reply of a CMS command beside them, 95th percentile',
            value: percentile(times, 0.95),
            unit: 'ms',
            note: `median ${median(times).toFixed(0)}, most ${Math.max(...times).toFixed(0)}, ${times.length} times`,
            goal: atMost(100, 'under 100 ms'),
          },
          {
            what: 'stall of the main event loop beside them, longest run by itself',
            value: ran.at(-1) ?? 0,
            unit: 'ms',
            digits: 1,
            goal: atMost(10, 'under 10 ms'),
          },
        );
        return rows;
      },
      [],
      '16M',
      (home) => {
        fillUserDisk(home, home.users[0]!, FILES, BLOCKS);
      },
    ),
};
