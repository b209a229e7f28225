/**
 * Rounds of kill -9 at random moments under load, each followed by a start on the same home: what was
 * announced is there whole, nothing is half there, and everybody gets in.
 */
import { chance } from './chance.js';
import { SoakClient } from './client.js';
import { examine, spoolName } from './examine.js';
import type { Report } from './report.js';
import { SoakSystem, userKey } from './running.js';
import type { UserKey } from './running.js';

/** What the part needs. */
export interface KillPart {
  readonly rounds: number;
  readonly seed: number;
  readonly report: Report;
  readonly keep: boolean;
  readonly addUsers: (soak: SoakSystem, count: number, key: UserKey) => Promise<string[]>;
}

const PEOPLE = 5;

/** What has been promised to people. */
interface Promises {
  readonly spool: Set<string>;
  readonly users: Set<string>;
  /** Files on disks, `USERID fn ft`. */
  readonly files: Set<string>;
}

class Round {
  readonly #soak: SoakSystem;
  readonly #promises: Promises;
  readonly #report: Report;
  #over = false;

  constructor(soak: SoakSystem, promises: Promises, report: Report) {
    this.#soak = soak;
    this.#promises = promises;
    this.#report = report;
  }

  end(): void {
    this.#over = true;
  }

  /** Somebody who gets in, finds what was promised, and works until the line breaks. */
  async person(userid: string, key: UserKey, seed: number): Promise<void> {
    const client = await SoakClient.open(this.#soak, userid, key, false);
    if (!(await client.sees(/Ready;/, 30_000))) {
      // killed in the midst of the logon
      if (client.isClosed()) return;
      this.#report.fault(`${userid} does not get to Ready after a kill:\n${client.shown}`);
      return;
    }
    if (/Ready\(|DMS\w{3}\d+[ES]|HCP\w{3}\d+E/.test(client.shown))
      this.#report.fault(`${userid} after a kill:\n${client.shown}`);
    const present = await this.#ask(client, 'LISTFILE * * A');
    if (client.isClosed()) return;
    for (const file of this.#promises.files) {
      const [owner, name = '', type = ''] = file.split(' ');
      if (owner === userid && !new RegExp(`^${name} +${type} `, 'm').test(present))
        this.#report.fault(`${file} was written and is gone:\n${present.slice(-600)}`);
    }
    const random = chance(seed);
    await this.#ask(client, 'CP PURGE READER ALL', () => {
      for (const name of [...this.#promises.spool]) {
        if (name.startsWith(`${userid} `)) this.#promises.spool.delete(name);
      }
    });
    await this.#ask(client, 'CP SPOOL PUNCH TO *');
    for (let n = 0; !this.#over && !client.isClosed(); n++) {
      const name = `F${seed % 1000}N${n % 8}`;
      const file = `${userid} ${name} DATA`;
      switch (random.below(5)) {
        case 0:
        case 1:
          if (await this.#did(client, `COPYFILE PROFILE EXEC A ${name} DATA A (REPLACE`))
            this.#promises.files.add(file);
          break;
        case 2:
          this.#promises.files.delete(file);
          await this.#did(client, `ERASE ${name} DATA A`);
          break;
        case 3:
          await this.#did(client, 'PUNCH PROFILE EXEC A');
          break;
        default:
          await this.#did(client, `SENDFILE PROFILE EXEC A TO ${userid}`);
      }
      this.#report.count('kill commands');
      for (const found of client.shown.matchAll(/RDR FILE (\d{4}) SENT FROM [^\n]*\n/g)) {
        this.#promises.spool.add(spoolName(userid, Number(found[1])));
      }
    }
    client.drop();
  }

  /** Decks from the host, and users added. */
  async host(userid: string, round: number, key: UserKey): Promise<void> {
    const random = chance(round);
    for (let n = 0; !this.#over; n++) {
      try {
        const id = await this.#soak.deck(userid, random.bytes(80 * (1 + random.below(200))));
        this.#promises.spool.add(spoolName(userid, id));
        if (n % 10 === 5) {
          const added = `K${round}N${n}`.slice(0, 8);
          const user = { userid: added, password: 'secret', keys: [key.public], classes: 'G' };
          await this.#soak.administration.addUser(user);
          this.#promises.users.add(added);
        }
        this.#report.count('kill host decks');
      } catch {
        return;
      }
    }
  }

  async #ask(client: SoakClient, line: string, asked?: () => void): Promise<string> {
    client.forget();
    asked?.();
    client.line(line);
    await client.sees(/Ready[;(][^\n]*\n/, 20_000);
    return client.shown;
  }

  async #did(client: SoakClient, line: string): Promise<boolean> {
    const shown = await this.#ask(client, line);
    return /Ready;[^\n]*\n/.test(shown);
  }
}

/** Runs the rounds. */
export async function killPart(part: KillPart): Promise<void> {
  const { rounds, seed, report, addUsers } = part;
  const key = userKey();
  let soak = await SoakSystem.start(['--processors', '1']);
  const users = await addUsers(soak, PEOPLE, key);
  const promises: Promises = { spool: new Set(), users: new Set(users), files: new Set() };
  const random = chance(seed);
  for (let round = 0; round < rounds; round++) {
    const one = new Round(soak, promises, report);
    const working = Promise.allSettled([
      ...users.slice(1).map((userid, n) => one.person(userid, key, seed + round * 100 + n)),
      one.host(users[0] ?? '', round, key),
    ]);
    // now and then in the midst of the logons
    const life = random.below(6) === 0 ? random.below(400) : 600 + random.below(1500);
    await new Promise((resolve) => setTimeout(resolve, life));
    // what was promised up to now: what comes behind may be lost or not
    await soak.kill();
    one.end();
    await working;
    const faults = await examine(soak.system.home, promises.spool, promises.users);
    for (const fault of faults) report.fault(`round ${round}: ${fault}`);
    report.count('kills');
    soak = await SoakSystem.start(['--processors', '1'], soak);
    if (round % 10 === 9) report.say(`${round + 1} rounds, ${promises.spool.size} spool files`);
  }
  const wrong = soak
    .log()
    .split('\n')
    .filter((line) => /INTERNAL ERROR|dropped|lost/.test(line));
  for (const line of wrong.slice(0, 10)) report.fault(`log: ${line}`);
  const status = await soak.stop();
  if (status !== 0) report.fault(`SIGTERM: ended with ${String(status)}`);
  if (!part.keep) await soak.system.remove();
}
