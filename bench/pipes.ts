/**
 * A pipeline over a file of a million lines, and how long a neighbour waits for the reply to a command meanwhile. All
 * machines are on one real processor, so that the neighbour has to get it from the pipeline.
 */
import { atMost } from './measurement.js';
import type { Measurement, Row } from './measurement.js';
import { median, percentile } from './statistics.js';
import { BenchClient, CLEAR, pause } from './support/client.js';
import { onServer } from './support/server.js';

const LINES = 1_000_000;
const TEXT = 'a line of a large file with some text in it, x marks it';
/** Blocks of the temporary disk that holds it. */
const BLOCKS = 200_000;
const PIPE = 'pipe < big file t | locate /x/ | count lines | console';
const TIMES = 3;

/** Types a line on a clear screen and gives the milliseconds from Enter until `reply` is seen. */
async function timed(person: BenchClient, line: string, reply: RegExp): Promise<number> {
  person.type(CLEAR);
  await person.until(/^\s*\n/);
  person.type(line);
  await person.until(new RegExp(line.slice(-8).replace(/[^\w ]/g, '.')));
  await pause(30 + 40 * Math.random());
  const from = performance.now();
  person.type('\r');
  return (await person.until(reply)) - from;
}

/** Makes the file on a disk that lasts as long as the session. */
async function prepare(person: BenchClient): Promise<void> {
  await timed(person, `#CP DEFINE TFB-512 AS 192 BLK ${BLOCKS}`, /192 DEFINED/);
  await timed(person, 'format 192 t', /603R|Enter 1/i);
  person.type('1\r');
  await person.until(/label|605R/i);
  person.type('BIG\r');
  await person.until(/Ready;/);
  const make = `pipe literal ${TEXT}| dup ${LINES - 1} | > big file t`;
  await timed(person, make, /Ready/);
}

/** Commands of the neighbour, one after the other until the work is done. */
async function probe(person: BenchClient, ended: () => boolean, first: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = first; !ended(); n++) {
    const word = `W${String(n).padStart(5, '0')}`;
    const reply = new RegExp(`DMS[A-Z]{3}002E .*${word}[^]*Ready\\(00028\\);`);
    times.push(await timed(person, `STATE ${word} EXEC A`, reply));
  }
  return times;
}

/** A million lines, with and without a neighbour at work. */
export const pipes: Measurement = {
  name: 'pipes',
  title: 'a pipeline over a million lines, and a neighbour meanwhile',
  seconds: 60,
  run: (say) =>
    onServer(2, async (server) => {
      const [owner = '', neighbour = ''] = server.home.users;
      const person = await BenchClient.logon(server, owner);
      await prepare(person);
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
