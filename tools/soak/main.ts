/**
 * `npm run soak`: tries to break the whole real system. Three parts: `load` (many people at random, then
 * what is left over is measured), `kill` (rounds of kill -9 under load, then everything is looked at), and
 * `hostile` (guests that do what they should not, beside one who works). Ends with status 1 on any fault.
 */
import { parseArgs } from 'node:util';
import { chance } from './chance.js';
import { SoakClient } from './client.js';
import { examine } from './examine.js';
import { hostilePart } from './hostile.js';
import { killPart } from './kill.js';
import { answers, runLoad } from './load.js';
import { Report } from './report.js';
import { SoakSystem, userKey } from './running.js';
import type { UserKey } from './running.js';

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'load,kill,hostile' },
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '50' },
    users: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    keep: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const report = new Report();
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Adds users who log on with the key. */
async function addUsers(soak: SoakSystem, count: number, key: UserKey): Promise<string[]> {
  const users = Array.from({ length: count }, (_, n) => `SOAK${String(n + 1).padStart(2, '0')}`);
  for (const userid of users) {
    const user = { userid, password: undefined, keys: [key.public], classes: 'G' };
    await soak.administration.addUser(user);
  }
  return users;
}

/** Everybody once on and off, so that what is made once is made. */
async function warmUp(soak: SoakSystem, users: readonly string[], key: UserKey): Promise<void> {
  const random = chance(seed);
  for (const userid of users) {
    const client = await SoakClient.open(soak, userid, key, true);
    await client.sees(/Ready;/, 20_000);
    if (!(await answers(client, random))) report.fault(`${userid} gets no answer at the beginning`);
    client.line('#CP LOGOFF');
    await client.sees(/LOGOFF AT/, 10_000);
    client.drop();
  }
  await pause(1500);
}

function checkStalls(soak: SoakSystem, since: number, what: string): void {
  const probed = soak.probed(since);
  const busy = Math.max(0, ...probed.map((line) => line.busy));
  const gap = Math.max(0, ...probed.map((line) => line.gap));
  report.say(`${what}: main stalled ${busy.toFixed(0)} ms at most (${gap.toFixed(0)} ms by wall)`);
  if (busy > 50) report.fault(`${what}: main's event loop was busy for ${busy.toFixed(0)} ms`);
}

function checkLog(soak: SoakSystem): void {
  const wrong = soak
    .log()
    .split('\n')
    .filter((line) => /INTERNAL ERROR|FAILED/.test(line));
  for (const line of new Set(wrong.map((one) => one.slice(20)))) report.fault(`log: ${line}`);
  const warnings = soak.system.output.filter((line) => /Warning|at file:|Error/.test(line));
  for (const line of warnings.slice(0, 5)) report.fault(`output: ${line}`);
}

async function loadPart(): Promise<void> {
  const key = userKey();
  const soak = await SoakSystem.start(['--processors', '2']);
  const users = await addUsers(soak, Number(values.users), key);
  await warmUp(soak, users, key);
  const before = soak.usage();
  const begun = Date.now();
  await runLoad({ soak, key, users, seed, until: begun + seconds * 1000, report });
  checkStalls(soak, begun, 'load');
  // those whose line was dropped are still logged on: their machines end with them
  for (const userid of users) {
    const client = await SoakClient.open(soak, userid, key, false);
    await client.sees(/Ready|HERE|RECONNECTED|RUNNING|READ|LOGON/, 10_000);
    client.attention();
    client.line('#CP LOGOFF');
    if (!(await client.sees(/LOGOFF AT/, 15_000))) report.fault(`${userid} cannot log off`);
    client.drop();
  }
  await pause(3000);
  const rest = soak.usage();
  await pause(4000);
  const after = soak.usage();
  const idle = ((after.cpu - rest.cpu) / 4) * 100;
  const mib = (bytes: number): string => (bytes / 1048576).toFixed(0);
  report.say(
    `after: idle ${idle.toFixed(1)} %, resident ${mib(before.rss)} then ${mib(after.rss)} MiB, ` +
      `descriptors ${before.descriptors} then ${after.descriptors}`,
  );
  const samples = soak.probed(begun).filter((_, n) => n % 20 === 0);
  report.say(`resident while it ran, MiB: ${samples.map(({ rss }) => mib(rss)).join(' ')}`);
  if (idle > 5) report.fault(`uses ${idle.toFixed(1)} % of a processor with nobody there`);
  if (after.descriptors > before.descriptors + 4)
    report.fault(`descriptors: ${before.descriptors} before, ${after.descriptors} after`);
  const status = await soak.stop();
  if (status !== 0) report.fault(`SIGTERM: ended with ${String(status)}`);
  checkLog(soak);
  for (const fault of await examine(soak.system.home, new Set(), new Set(users))) {
    report.fault(fault);
  }
  if (!values.keep) await soak.system.remove();
}

report.say(`seed ${seed}`);
const parts = values.part.split(',');
if (parts.includes('load')) await loadPart();
if (parts.includes('kill')) {
  await killPart({ rounds: Number(values.rounds), seed, report, addUsers, keep: values.keep });
}
if (parts.includes('hostile')) {
  await hostilePart({ seconds, seed, report, addUsers, checkStalls, checkLog });
}
report.say(report.counts);
report.say(`${report.faults.length} faults`);
process.exit(report.faults.length === 0 ? 0 : 1);
