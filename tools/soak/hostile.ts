/**
 * Guests that do what they should not, on two processors and little storage, beside people who work: these
 * get their answers whatever happens. At the end a processor's thread is ended.
 */
import { chance } from './chance.js';
import { SoakClient } from './client.js';
import { HOSTILE } from './decks.js';
import { answers } from './load.js';
import type { Report } from './report.js';
import { SoakSystem, userKey } from './running.js';
import type { UserKey } from './running.js';

/** What the part needs. */
export interface HostilePart {
  readonly seconds: number;
  readonly seed: number;
  readonly report: Report;
  readonly addUsers: (soak: SoakSystem, count: number, key: UserKey) => Promise<string[]>;
  readonly checkStalls: (soak: SoakSystem, since: number, what: string) => void;
  readonly checkLog: (soak: SoakSystem) => void;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const BAD_GUESTS = 12;

async function badGuest(
  soak: SoakSystem,
  userid: string,
  key: UserKey,
  seed: number,
  until: number,
  part: HostilePart,
  victim: string,
): Promise<void> {
  const random = chance(seed);
  const client = await SoakClient.open(soak, userid, key, random.below(2) === 0);
  await client.sees(/Ready;/, 30_000);
  while (Date.now() < until && !client.isClosed()) {
    const kind = random.pick(Object.keys(HOSTILE));
    part.report.count(kind);
    client.attention();
    client.line('#CP PURGE READER ALL');
    client.line('#CP DEFINE STORAGE 16M');
    const deck = HOSTILE[kind]?.(random, victim);
    if (deck !== undefined) await soak.deck(userid, deck).catch(() => 0);
    client.line('#CP IPL 00C CLEAR');
    await pause(1000 + random.below(3000));
    if (random.below(4) === 0) {
      client.attention();
      if (!(await answers(client, random)) && !client.isClosed())
        part.report.fault(`${userid} gets no answer out of ${kind}:\n${client.shown.slice(-800)}`);
    }
  }
  client.attention();
  client.line('#CP LOGOFF');
  if (!(await client.sees(/LOGOFF AT/, 30_000)) && !client.isClosed())
    part.report.fault(`${userid} cannot log off:\n${client.shown.slice(-800)}`);
  client.drop();
}

/** Somebody who only works; gives the times of the answers. */
async function worker(
  soak: SoakSystem,
  userid: string,
  key: UserKey,
  until: number,
  part: HostilePart,
): Promise<number[]> {
  const client = await SoakClient.open(soak, userid, key, false);
  await client.sees(/Ready;/, 30_000);
  const times: number[] = [];
  while (Date.now() < until) {
    client.forget();
    const begun = Date.now();
    client.line(times.length % 2 === 0 ? 'LISTFILE PROFILE * A' : 'CP QUERY TIME');
    if (!(await client.sees(/Ready[;(]/, 30_000))) {
      part.report.fault(`${userid}, who works, gets no answer:\n${client.shown.slice(-800)}`);
      break;
    }
    times.push(Date.now() - begun);
    await pause(50);
  }
  client.line('#CP LOGOFF');
  await client.sees(/LOGOFF AT/, 20_000);
  client.drop();
  return times;
}

/** Ends the thread of a processor: its users are told, those on the other go on, all may IPL again. */
async function endThread(
  soak: SoakSystem,
  users: readonly string[],
  key: UserKey,
  report: Report,
): Promise<void> {
  const random = chance(1);
  const clients: SoakClient[] = [];
  for (const userid of users) {
    const client = await SoakClient.open(soak, userid, key, false);
    await client.sees(/Ready;/, 30_000);
    client.forget();
    clients.push(client);
  }
  process.kill(soak.system.pid, 'SIGUSR2');
  await pause(500);
  let told = 0;
  for (const client of clients) {
    if (/HCPMCH616/.test(client.shown)) {
      told++;
      client.line('IPL CMS PARM AUTOCR');
    } else client.line('LISTFILE * * A');
    if (!(await client.sees(/Ready[;(]/, 15_000)) || !(await answers(client, random)))
      report.fault(`${client.userid} after the end of a thread:\n${client.shown.slice(-600)}`);
    client.line('#CP LOGOFF');
    await client.sees(/LOGOFF AT/, 10_000);
    client.drop();
  }
  report.say(`a thread was ended: ${told} of ${clients.length} users were told`);
  if (told === 0 || told === clients.length) report.fault(`${told} users were told`);
}

/** Runs the part. */
export async function hostilePart(part: HostilePart): Promise<void> {
  const { seconds, seed, report, addUsers } = part;
  const key = userKey();
  const soak = await SoakSystem.start(['--processors', '2', '--storage', '128']);
  const users = await addUsers(soak, BAD_GUESTS + 2, key);
  await pause(500);
  const begun = Date.now();
  const until = begun + seconds * 1000;
  const [one = '', two = ''] = users;
  const working = [one, two].map((userid) => worker(soak, userid, key, until, part));
  await pause(1500);
  const bad = users
    .slice(2)
    .map((userid, n) => badGuest(soak, userid, key, seed * 100 + n, until, part, one));
  const times = (await Promise.all(working)).flat().sort((a, b) => a - b);
  await Promise.all(bad);
  part.checkStalls(soak, begun, 'hostile');
  const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0;
  report.say(
    `hostile: ${times.length} answers to those who work, median ${at(0.5)} ms, ` +
      `95th ${at(0.95)} ms, longest ${at(1)} ms`,
  );
  part.checkLog(soak);
  await endThread(soak, users.slice(0, 6), key, report);
  await pause(2000);
  const rest = soak.usage();
  await pause(3000);
  const idle = ((soak.usage().cpu - rest.cpu) / 3) * 100;
  if (idle > 5) report.fault(`uses ${idle.toFixed(1)} % of a processor after the hostile guests`);
  const status = await soak.stop();
  if (status !== 0) report.fault(`SIGTERM: ended with ${String(status)}`);
  await soak.system.remove();
}
