/**
 * Random guests on real threads: some at the same time on two processors, a neighbour beside them who does
 * nothing and must stay as he is, and who is answered at the end of each wave.
 */
import { chance } from '../../tools/soak/chance.js';
import type { ScreenPerson } from '../support/person.js';
import { RealSystem } from '../support/real-system.js';
import { fuzzDeck, makeDraft } from './image.js';
import { changed, stateOf } from './neighbour.js';

const GUESTS = ['BOB', 'CAROL', 'DAVE'];
/** Milliseconds that a wave of guests runs. */
const RUNS = 300;

/** Out of whatever it is, and on with a command of CP; true when that was answered. */
async function command(
  system: RealSystem,
  person: ScreenPerson,
  line: string,
  pattern: RegExp,
): Promise<boolean> {
  for (let n = 0; n < 4; n++) {
    person.key('CLEAR');
    person.key('PA1');
    person.key('CLEAR');
    person.enter(line);
    const end = Date.now() + 5000;
    const seen = (): boolean => person.closed || pattern.test(person.text);
    await system.until(() => seen() || Date.now() > end);
    if (seen()) return true;
  }
  return false;
}

async function wave(system: RealSystem, seed: number, people: Map<string, ScreenPerson>) {
  const random = chance(seed);
  for (const [n, userid] of GUESTS.entries()) {
    let person = people.get(userid);
    if (person === undefined || person.closed) {
      person = system.logon(userid);
      people.set(userid, person);
      await system.sees(person, /Ready[;(]|CP READ|RECONNECTED/);
    }
    if (!(await command(system, person, 'purge reader all', /FILES? PURGED|NO FILES|PURGED/i)))
      return `${userid} is not answered:\n${person.text}`;
    await system.deck(userid, fuzzDeck(makeDraft(seed + n)));
    person.key('CLEAR');
    person.enter('ipl 00c clear');
  }
  const end = Date.now() + RUNS;
  while (Date.now() < end) {
    await system.until(() => Date.now() % 50 === 0 || Date.now() > end);
    const person = people.get(random.pick(GUESTS));
    if (random.below(8) === 0) person?.key(random.pick(['ENTER', 'CLEAR', 'PA2']));
  }
  return undefined;
}

/** Stops the neighbour's machine: on a busy host nobody could tell otherwise whether it has come to wait. */
async function stop(system: RealSystem, person: ScreenPerson): Promise<void> {
  const machine = system.cp.machine(person.userid)!;
  person.key('PA1');
  const stopped = (): boolean => {
    try {
      machine.memory.processor();
      return true;
    } catch {
      return false; // a real processor has it
    }
  };
  if (!(await system.until(stopped))) throw new Error(`${person.userid} is not stopped`);
}

/** Waves of guests until a time of day; gives what is wrong. */
export async function fuzzThreads(
  seed: number,
  until: number,
  progress: () => void,
): Promise<readonly string[]> {
  const users = Object.fromEntries(['ALICE', ...GUESTS].map((userid) => [userid, []]));
  const system = await RealSystem.start(users, 2);
  const faults: string[] = [];
  const rejected = (reason: unknown): void => {
    faults.push(`unhandled rejection: ${String(reason)}`);
  };
  process.on('unhandledRejection', rejected);
  const alice = system.logon('ALICE');
  await system.sees(alice, /Ready;/);
  const machine = system.cp.machine('ALICE')!;
  const people = new Map<string, ScreenPerson>();
  let waves = 0;
  while (Date.now() < until && faults.length === 0) {
    progress();
    const from = seed + 1_000_000 + waves * GUESTS.length;
    await stop(system, alice);
    const before = stateOf(machine, system.storage);
    const fault = await wave(system, from, people);
    waves++;
    if (fault !== undefined) faults.push(fault);
    const parts = changed(before, stateOf(machine, system.storage));
    if (parts.length > 0)
      faults.push(`the neighbour changed by guests ${from} and on: ${parts.join(', ')}
${alice.text}`);
    await system.command(alice, 'begin', /VM READ|RUNNING/);
    const answer = await system.command(alice, 'query userid', /ALICE +AT VMTS|never/);
    if (!answer.includes('ALICE')) faults.push('the neighbour is not answered');
    const bad = system.log.filter((line) => /INTERNAL ERROR|PROCESSOR .* FAILED/.test(line));
    faults.push(...bad.map((line) => `log: ${line}`));
  }
  process.off('unhandledRejection', rejected);
  await system.end();
  console.log(`threads: ${waves * GUESTS.length} guests, ${faults.length} faults`);
  return faults;
}
