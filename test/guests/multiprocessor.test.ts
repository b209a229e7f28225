/**
 * Guests of several virtual processors: one that starts the others by SIGNAL PROCESSOR and counts with them under
 * a lock (examples/decks/many.assemble), whatever becomes of the machine meanwhile.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';
import { seededChooser } from '../support/memory-files.js';
import type { ScreenPerson } from '../support/person.js';
import type { WholeOptions } from '../support/whole-system.js';
import { WholeSystem } from '../support/whole-system.js';

const MANY = iplDeck(
  readFileSync(resolve(import.meta.dirname, '../../../examples/decks/many.assemble'), 'utf8'),
);
/** Rounds of each processor, and calls that it makes of the next: in every round that 64 divides. */
const ROUNDS = 5000;
const CALLS = Math.floor(ROUNDS / 64);

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** What the guest says at its end when nothing was lost. */
function outcome(cpus: number): RegExp {
  const total = digits(cpus * ROUNDS, 7);
  const pairs = digits(3 * cpus * ROUNDS, 7);
  return new RegExp(
    `${digits(cpus, 2)} CPUS {4}${total} PAIRS ${pairs} ${total} CALLS ${digits(cpus * CALLS, 5)}`,
  );
}

async function ready(
  options: WholeOptions = {},
): Promise<{ whole: WholeSystem; bob: ScreenPerson }> {
  const whole = await WholeSystem.start(options);
  const bob = await whole.logon('BOB');
  await whole.host(['reader', 'bob', 'many.deck', '--binary'], () => Promise.resolve(MANY));
  await whole.command(bob, 'spool reader hold');
  return { whole, bob };
}

async function counts(whole: WholeSystem, bob: ScreenPerson, cpus: number): Promise<void> {
  await whole.command(bob, '#cp ipl 00c clear', outcome(cpus));
  await whole.sees(bob, /HCPGIR450W CP entered; disabled wait PSW 00020000 00C0FFEE/);
  await whole.sees(bob, /CP READ/);
}

describe('a guest of several processors', function () {
  this.timeout(180_000);

  it('loses no count with one, two and four of them', async () => {
    const { whole, bob } = await ready();
    await counts(whole, bob, 1);
    await whole.command(bob, 'define cpu 1', /00: CPU 01 defined/);
    await counts(whole, bob, 2);
    expect(bob.text).to.match(/^01: HCPGSP2627I .* SIGP initial/m);
    expect(bob.text).to.match(/^01: HCPGSP2629I .* SIGP stop/m);
    await whole.command(bob, 'define cpu 2-3', /00: CPU 03 defined/);
    await counts(whole, bob, 4);
    await whole.command(bob, 'detach cpu all', /CPU 03 detached/);
    await counts(whole, bob, 1);
  });

  it('is plain data: written down and rebuilt elsewhere at random', async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const limits = { chunk: 300, instructions: 900 };
      const { whole, bob } = await ready({ processors: 2, limits, moving: seededChooser(seed) });
      await whole.command(bob, '#cp define cpu 1-3', /00: CPU 03 defined/);
      const before = whole.moves;
      await counts(whole, bob, 4);
      expect(whole.moves - before, `seed ${seed}`).to.be.greaterThan(50);
      expect(whole.test.log.filter((line) => line.includes('INTERNAL'))).to.deep.equal([]);
    }
  });

  it('stands still at PA1 and goes on at BEGIN, all of them, as often as one likes', async () => {
    const { whole, bob } = await ready({ limits: { chunk: 100, instructions: 400 } });
    await whole.command(bob, '#cp define cpu 1-3', /00: CPU 03 defined/);
    bob.key('CLEAR');
    bob.enter('#cp ipl 00c clear');
    for (let n = 0; n < 12; n++) {
      await whole.clock.settle(150);
      bob.key('PA1');
      await whole.sees(bob, /CP READ/);
      const still = await whole.command(bob, 'query virtual cpus', /CPU 03/);
      expect(still.match(/STOPPED/g)).to.have.length(4);
      bob.enter('begin');
    }
    await whole.sees(bob, outcome(4));
    await whole.sees(bob, /00C0FFEE/);
  });

  it('waits at no cost when all of them wait', async () => {
    const { whole, bob } = await ready();
    await whole.command(bob, '#cp define cpu 1', /00: CPU 01 defined/);
    await counts(whole, bob, 2);
    // an enabled wait on both, with the prefix registers reset
    await whole.enter(bob, 'system reset', /System reset/);
    await whole.enter(bob, 'store 400 01020000 00000000 82000400', /Store complete/);
    await whole.enter(bob, 'cpu all store psw 0 408', /01: Store complete/);
    await whole.enter(bob, 'cpu all begin');
    expect(await whole.rest()).to.equal(true);
    const machine = whole.test.cp.machine('BOB');
    expect(machine?.stopped).to.equal(false);
    const before = machine?.memory.used().total;
    await whole.pass(10_000);
    expect(machine?.memory.used().total).to.equal(before);
  });
});
