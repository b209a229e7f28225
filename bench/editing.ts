/**
 * XEDIT on a file of a million lines: opening it, moving in it, changing every line of it; and how long a neighbour on
 * the same real processor waits for the reply to a command meanwhile.
 */
import { atMost } from './measurement.js';
import type { Measurement, Row } from './measurement.js';
import { median, percentile } from './statistics.js';
import { LINES, makeBigFile, probe, timed, timedHere } from './support/big-file.js';
import { BenchClient } from './support/client.js';
import { onServer } from './support/server.js';

/** Times that the screen is moved, and the whole is changed. */
const MOVES = 40;
const CHANGES = 6;
/** Commands of the neighbour that are to be timed. */
const PROBES = 40;

/** Opens the file, the milliseconds until it is shown. */
const open = (person: BenchClient): Promise<number> =>
  timed(person, 'xedit big file t', new RegExp(`Size=${LINES} Line=0`));

/** Changes every line, there or back, from the top. */
async function changeAll(person: BenchClient, n: number): Promise<number> {
  await timedHere(person, 'top', /Line=0 /);
  const [from, to] = n % 2 === 0 ? ['marks', 'MARKS'] : ['MARKS', 'marks'];
  // how far the message was seen before does not count
  await timedHere(person, `emsg next ${n}`, new RegExp(`next ${n}\\s*\n`));
  return await timedHere(person, `c/${from}/${to}/ * *`, new RegExp(`${LINES} occurrence`));
}

/** A million lines in the editor, with and without a neighbour at work. */
export const editing: Measurement = {
  name: 'xedit',
  title: 'XEDIT on a file of a million lines, and a neighbour meanwhile',
  seconds: 90,
  run: (say) =>
    onServer(2, async (server) => {
      const [owner = '', neighbour = ''] = server.home.users;
      const person = await BenchClient.logon(server, owner);
      await makeBigFile(person);
      const opened: number[] = [];
      for (let n = 0; n < 3; n++) {
        opened.push(await open(person));
        await timedHere(person, 'qquit', /Ready;/);
      }
      say(`opened: ${opened.map((ms) => ms.toFixed(0)).join(', ')} ms`);
      await open(person);
      const moves: number[] = [];
      for (let n = 0; n < MOVES; n++) {
        const line = 1 + Math.trunc(Math.random() * (LINES - 1));
        moves.push(await timedHere(person, `:${line}`, new RegExp(`Line=${line} `)));
      }
      const changes: number[] = [];
      for (let n = 0; n < CHANGES; n++) changes.push(await changeAll(person, n));
      say(`changed: ${changes.map((ms) => ms.toFixed(0)).join(', ')} ms`);
      const other = await BenchClient.logon(server, neighbour);
      const times: number[] = [];
      for (let n = 0; times.length < PROBES; n++) {
        let over = false;
        const work = changeAll(person, n).finally(() => {
          over = true;
        });
        times.push(...(await probe(other, () => over, times.length)));
        await work;
      }
      const rows: Row[] = [
        {
          what: `XEDIT opens a file of ${LINES} lines`,
          value: median(opened),
          unit: 'ms',
          goal: atMost(2000, 'under 2 s'),
        },
        {
          what: 'a screen moved, 95th percentile',
          value: percentile(moves, 0.95),
          unit: 'ms',
          note: `median ${median(moves).toFixed(0)}`,
          goal: atMost(50, 'under 50 ms'),
        },
        {
          what: 'CHANGE of every line',
          value: median(changes),
          unit: 'ms',
          goal: atMost(2000, 'under 2 s'),
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
