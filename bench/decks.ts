/**
 * Decks punched, announced and synced per second: eight guests punch by channel programs and close by
 * DIAGNOSE 8, a ninth user is told of each deck.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { iplDeck } from '../tools/ipl-deck.js';
import { measureStore } from './decks-store.js';
import { goal } from './measurement.js';
import type { Measurement } from './measurement.js';
import { BenchClient, pause } from './support/client.js';
import { loops } from './support/looping.js';
import { onServer } from './support/server.js';

const SENDERS = 8;
const SECONDS = 5;
const SOURCE = resolve(import.meta.dirname, '../../bench/guests/sender.assemble');

async function throughGuests(say: (line: string) => void): Promise<number> {
  return onServer(2 * SENDERS, async (server) => {
    const deck = iplDeck(readFileSync(SOURCE, 'latin1'));
    const senders = server.home.users.slice(0, SENDERS);
    const receivers = server.home.users.slice(SENDERS);
    for (const userid of senders) await server.home.putDeck(userid, deck, 'SENDER');
    const told = await BenchClient.logonAll(server, receivers, 'lines');
    const guests = await BenchClient.logonAll(server, senders, 'lines');
    guests.forEach((guest, n) =>
      guest.type(`#CP SPOOL 00D TO ${receivers[n] ?? ''}\r#CP SET IMSG OFF\r`),
    );
    await pause(500);
    for (const guest of guests) guest.type('#CP IPL 00C\r');
    await pause(1000);
    const sum = async (): Promise<number> => {
      let decks = 0;
      for (const guest of guests) decks += await loops(guest);
      return decks;
    };
    let from = performance.now();
    const before = await sum();
    from = (from + performance.now()) / 2;
    const used = server.processorSeconds();
    const heard = told.reduce((all, { received }) => all + received, 0);
    await pause(SECONDS * 1000);
    let to = performance.now();
    const after = await sum();
    to = (to + performance.now()) / 2;
    const rate = (1000 * (after - before)) / (to - from);
    const bytes = told.reduce((all, { received }) => all + received, 0) - heard;
    // the senders are stopped: the system is to end in order
    for (const guest of guests) guest.type('#CP SYSTEM RESET\r');
    await pause(500);
    say(
      `${(after - before).toFixed(0)} decks closed, ${(bytes / 77).toFixed(0)} or so announced, ` +
        `${(((server.processorSeconds() - used) * 100) / SECONDS).toFixed(0)} % of a processor used`,
    );
    return rate;
  });
}

/** Through guests, and the store alone beside. */
export const decks: Measurement = {
  name: 'decks',
  title: 'decks punched, announced and synced per second from 8 senders',
  seconds: 30,
  async run(say) {
    const rate = await throughGuests(say);
    const store = await measureStore(SENDERS, SECONDS);
    return [
      {
        what: `decks of 20 cards per second from ${SENDERS} guests, punched, synced and announced`,
        value: rate.toFixed(0),
        goal: goal('1,000', rate >= 1000),
      },
      {
        what: 'the same into the spool without guests; one write and fdatasync',
        value: `${store.rate.toFixed(0)} (99 % ${store.p99.toFixed(1)} ms); ${store.sync.toFixed(2)} ms`,
      },
    ];
  },
};
