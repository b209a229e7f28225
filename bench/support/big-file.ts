/** A file of a million lines on a temporary disk, work on it, and a neighbour's commands meanwhile. */
import { BenchClient, CLEAR, pause } from './client.js';

/** Lines of the file. */
export const LINES = 1_000_000;
const TEXT = 'a line of a large file with some text in it, x marks it';
/** Blocks of the temporary disk that holds it. */
const BLOCKS = 200_000;

/** Waits a little, then presses Enter; the milliseconds until `reply` is seen. */
async function enter(person: BenchClient, reply: RegExp): Promise<number> {
  await pause(30 + 40 * Math.random());
  const from = performance.now();
  person.type('\r');
  return (await person.until(reply)) - from;
}

/** Types a line on a clear screen and gives the milliseconds from Enter until `reply` is seen. */
export async function timed(person: BenchClient, line: string, reply: RegExp): Promise<number> {
  person.type(CLEAR);
  await person.until(/^\s*\n/);
  return await timedHere(person, line, reply);
}

/** The same on a screen as it is. */
export async function timedHere(person: BenchClient, line: string, reply: RegExp): Promise<number> {
  person.type(line);
  await person.until(new RegExp(line.slice(-8).replace(/[^\w ]/g, '.')));
  return await enter(person, reply);
}

/** Makes the file, of so many lines, on a disk that lasts as long as the session. */
export async function makeBigFile(person: BenchClient, lines = LINES): Promise<void> {
  await timed(person, `#CP DEFINE TFB-512 AS 192 BLK ${BLOCKS}`, /192 DEFINED/);
  await timed(person, 'format 192 t', /603R|Enter 1/i);
  person.type('1\r');
  await person.until(/label|605R/i);
  person.type('BIG\r');
  await person.until(/Ready;/);
  const make = `pipe literal ${TEXT}| dup ${lines - 1} | > big file t`;
  await timed(person, make, /Ready/);
}

/** Commands of the neighbour, one after the other until the work is done. */
export async function probe(
  person: BenchClient,
  ended: () => boolean,
  first: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let n = first; !ended(); n++) {
    const word = `W${String(n).padStart(5, '0')}`;
    const reply = new RegExp(`DMS[A-Z]{3}002E .*${word}[^]*Ready\\(00028\\);`);
    times.push(await timed(person, `STATE ${word} EXEC A`, reply));
  }
  return times;
}
