/**
 * `npm run bench`: measures and prints the table.
 *
 *   node dist/bench/main.js [--list] [NAME...]
 *
 * Without names everything is measured, one after the other. The host's load is printed, for what others
 * do on it counts too.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { decks } from './decks.js';
import { idle } from './idle.js';
import { iplCms } from './ipl.js';
import { latency } from './latency.js';
import type { Measurement, Row } from './measurement.js';
import { memory } from './memory.js';
import { processor } from './processor/processor.js';
import { shares } from './shares.js';
import { stall } from './stall.js';
import { tableLines } from './table.js';

const MEASUREMENTS: readonly Measurement[] = [
  processor,
  shares,
  latency,
  decks,
  memory,
  stall,
  iplCms,
  idle,
];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const load = (): string => `load ${(loadavg()[0] ?? 0).toFixed(1)}`;

async function main(names: readonly string[]): Promise<number> {
  if (names.includes('--list')) {
    for (const { name, title, seconds } of MEASUREMENTS)
      say(`${name.padEnd(10)} ${title} (about ${seconds} s)`);
    return 0;
  }
  const unknown = names.find((name) => !MEASUREMENTS.some((one) => one.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`no measurement is called ${unknown}; see --list\n`);
    return 2;
  }
  const chosen = MEASUREMENTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const model = cpus()[0]?.model.trim() ?? 'unknown';
  say(`Node ${process.version}, ${availableParallelism()} x ${model}`);
  const rows: Row[] = [];
  let failed = false;
  for (const measurement of chosen) {
    say(`${measurement.name}: ${measurement.title} (${load()})`);
    try {
      rows.push(...(await measurement.run((line) => say(`  ${line}`))));
    } catch (error) {
      failed = true;
      rows.push({ what: measurement.title, value: 'FAILED' });
      say(`  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  say('');
  for (const line of tableLines(rows)) say(line);
  say(`\n${load()} at the end`);
  return failed ? 1 : 0;
}

// lines to people may still be open
process.exit(await main(process.argv.slice(2)));
