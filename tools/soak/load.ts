/** The load: many people at once, each doing things at random, each held to getting answers. */
import { connect } from 'node:net';
import { ACTIONS } from './actions.js';
import type { Outcome, Scene } from './actions.js';
import { chance } from './chance.js';
import type { Chance } from './chance.js';
import { SoakClient } from './client.js';
import type { Report } from './report.js';
import type { SoakSystem, UserKey } from './running.js';

/** What a load is made of. */
export interface Load {
  readonly soak: SoakSystem;
  readonly key: UserKey;
  readonly users: readonly string[];
  readonly seed: number;
  /** When it ends, host's time. */
  readonly until: number;
  readonly report: Report;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Longest that an answer may take on a host that is busy. */
const PATIENCE = 30_000;

function pickAction(random: Chance): (typeof ACTIONS)[number] {
  let at = random.below(ACTIONS.reduce((sum, [, weight]) => sum + weight, 0));
  for (const action of ACTIONS) {
    at -= action[1];
    if (at < 0) return action;
  }
  throw new Error('no action');
}

let marks = 0;

/**
 * Asks CP for a line that nobody else can have caused. Asked again now and then: a CLEAR that was meant for
 * the page before may have turned the answer away, and a locked keyboard takes nothing.
 */
export async function answers(client: SoakClient, random: Chance): Promise<boolean> {
  for (let tries = 0; tries < 6; tries++) {
    if (tries > 0 && client.screen) {
      client.raw('\x1b');
      await pause(120);
      client.raw('\x15');
    }
    const letters = Array.from({ length: 8 }, () => String.fromCharCode(65 + random.below(26)));
    const mark = `${letters.join('')}${++marks}`;
    client.line(`#CP MSG * ${mark}`);
    if (await client.sees(new RegExp(`: *${mark}`), PATIENCE / 6)) return true;
    if (client.isClosed()) return false;
  }
  return false;
}

/** From wherever a user may be to CMS. */
export async function recover(client: SoakClient, random: Chance): Promise<boolean> {
  if (!client.screen) client.line('');
  // the ends of a string and of a paste, then Reset: NOT ACCEPTED locks the keyboard for a while
  client.raw('\x1b\\\x1b[201~\x1b');
  await pause(120);
  client.attention();
  await pause(20);
  client.raw('\x15');
  // a passing answer to whatever may be asked, and what may have been typed before
  client.raw(client.screen ? '\r' : '\n');
  if (!(await answers(client, random))) return false;
  client.forget();
  client.line('#CP SYSTEM CLEAR');
  client.line('#CP IPL CMS PARM AUTOCR');
  return answers(client, random);
}

async function person(load: Load, index: number): Promise<void> {
  const { soak, key, users, report } = load;
  const random = chance(load.seed * 1000 + index);
  const userid = users[index] ?? '';
  let client: SoakClient | undefined;
  let refused = 0;
  while (Date.now() < load.until) {
    try {
      if (client === undefined || client.isClosed()) {
        client = await SoakClient.open(soak, userid, key, random.below(2) === 0);
        report.count('connections');
        refused = 0;
        // a line of another session may still be there: take it over
        await client.sees(/Ready|HERE|RECONNECTED|RUNNING|READ|LOGON/, 10_000);
        if (/HERE/.test(client.shown)) client.line(`LOGON ${userid} HERE`);
        if (!(await recover(client, random)) && !client.isClosed()) complain(load, client, 'logon');
        continue;
      }
    } catch (error) {
      if (++refused > 5) {
        report.fault(`${userid} cannot connect: ${String(error)}`);
        return;
      }
      await pause(200);
      continue;
    }
    const [name, , act] = pickAction(random);
    const scene: Scene = { soak, client, chance: random, other: random.pick(users), pause };
    report.count(name);
    const outcome: Outcome = await act(scene);
    if (outcome === 'gone') {
      if (!client.isClosed()) client.drop();
      continue;
    }
    const well = outcome === 'lost' ? await recover(client, random) : await answers(client, random);
    if (well) report.count('answers');
    else if (!client.isClosed()) {
      complain(load, client, name);
      client.drop();
    } else report.count(`closed after ${name}`);
  }
  client?.line('#CP LOGOFF');
  await client?.sees(/LOGOFF AT/, 5000);
  client?.drop();
}

function complain({ report }: Load, client: SoakClient, what: string): void {
  const kind = client.screen ? 'screen' : 'line';
  report.fault(
    `no answer to ${client.userid} (${kind}) after ${what}; shown:\n${client.shown.slice(-1500)}`,
  );
}

/** The host's side: decks into readers and printer files out of them. */
async function hostCommands(load: Load): Promise<void> {
  const { soak, users, report } = load;
  const random = chance(load.seed * 1000 + 999);
  const administration = soak.administration;
  while (Date.now() < load.until) {
    const userid = random.pick(users);
    await soak.deck(userid, random.bytes(80 * (1 + random.below(50)))).catch(() => 0);
    for (const id of await administration.printerFiles(userid)) {
      await administration
        .printerFile(userid, id)
        .then(() => administration.printed(userid, id))
        .catch(() => undefined);
    }
    await administration.listUsers();
    await administration.setPassword(userid, `pw${random.below(1000)}`);
    report.count('host rounds');
    await pause(100);
  }
}

/** Strangers: lines that are no SSH, lines that say nothing, wrong passwords. */
async function strangers(load: Load): Promise<void> {
  const random = chance(load.seed * 1000 + 998);
  while (Date.now() < load.until) {
    const socket = connect(load.soak.system.port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    socket.write(random.bytes(random.below(3000)));
    await pause(100);
    socket.destroy();
    load.report.count('strangers');
  }
}

/** Runs the load to its end. */
export async function runLoad(load: Load): Promise<void> {
  await Promise.all([
    ...load.users.map((_userid, index) => person(load, index)),
    hostCommands(load),
    strangers(load),
  ]);
}
