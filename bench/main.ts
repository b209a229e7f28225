/**
 * `npm run bench`: measures and prints the table.
 *
 *   node dist/bench/main.js [--list] [--repeat N] [NAME...]
 *
 * Without names everything is measured, one after the other; repeated, the medians are printed. The host's
 * load is printed too, for what others do on it counts.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { decks } from './decks.js';
import { disk } from './disk.js';
import { diskBeside } from './disk-beside.js';
import { editing } from './editing.js';
import { editingSteps } from './editing-steps.js';
import { fileSteps } from './file-steps.js';
import { idle } from './idle.js';
import { iplCms } from './ipl.js';
import { latency } from './latency.js';
import { lists } from './lists.js';
import type { Measurement, Row } from './measurement.js';
import { memory } from './memory.js';
import { overhead } from './overhead.js';
import { pipes } from './pipes.js';
import { processor } from './processor/processor.js';
import { saving } from './saving.js';
import { rexx } from './rexx/rexx.js';
import { shares } from './shares.js';
import { stageSteps } from './stage-steps.js';
import { stall } from './stall.js';
import { medians, tableLines } from './table.js';

const MEASUREMENTS: readonly Measurement[] = [
  processor,
  overhead,
  shares,
  latency,
  decks,
  pipes,
  stageSteps,
  editing,
  editingSteps,
  lists,
  rexx,
  memory,
  stall,
  saving,
  disk,
  fileSteps,
  diskBeside,
  iplCms,
  idle,
];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const load = (): string => `load ${(loadavg()[0] ?? 0).toFixed(1)}`;

/** How often: at the most so many times. */
const MOST_REPEATS = 99;

interface Wishes {
  readonly list: boolean;
  readonly repeat: number;
  readonly names: readonly string[];
}

function read(words: readonly string[]): Wishes | string {
  let [list, repeat] = [false, 1];
  const names: string[] = [];
  for (let n = 0; n < words.length; n++) {
    const word = words[n] ?? '';
    if (word === '--list') list = true;
    else if (word === '--repeat') {
      repeat = Number(words[++n]);
      if (!Number.isInteger(repeat) || repeat < 1 || repeat > MOST_REPEATS)
        return `--repeat wants a number from 1 to ${MOST_REPEATS}`;
    } else if (MEASUREMENTS.some(({ name }) => name === word)) names.push(word);
    else return `no measurement is called ${word}; see --list`;
  }
  return { list, repeat, names };
}

/** The rows of one measurement; undefined when it failed. */
async function measure(
  measurement: Measurement,
  repeat: number,
): Promise<readonly Row[] | undefined> {
  const runs: (readonly Row[])[] = [];
  try {
    for (let turn = 0; turn < repeat; turn++) {
      say(`${measurement.name}: ${measurement.title} (${load()})`);
      runs.push(await measurement.run((line) => say(`  ${line}`)));
    }
    return medians(runs);
  } catch (error) {
    say(`  FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return undefined;
  }
}

async function main(words: readonly string[]): Promise<number> {
  const wishes = read(words);
  if (typeof wishes === 'string') {
    process.stderr.write(`${wishes}\n`);
    return 2;
  }
  const { list, repeat, names } = wishes;
  if (list) {
    for (const { name, title, seconds } of MEASUREMENTS)
      say(`${name.padEnd(10)} ${title} (about ${seconds} s)`);
    return 0;
  }
  const chosen = MEASUREMENTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const model = cpus()[0]?.model.trim() ?? 'unknown';
  say(`Node ${process.version}, ${availableParallelism()} x ${model}`);
  const rows: Row[] = [];
  const failed: string[] = [];
  for (const measurement of chosen) {
    const measured = await measure(measurement, repeat);
    if (measured === undefined) failed.push(measurement.name);
    else rows.push(...measured);
  }
  say('');
  for (const line of tableLines(rows)) say(line);
  say(`\n${load()} at the end${failed.length > 0 ? `; FAILED: ${failed.join(', ')}` : ''}`);
  return failed.length > 0 ? 1 : 0;
}

// lines to people may still be open
process.exit(await main(process.argv.slice(2)));
