/**
 * Decks punched, announced and synced per second: eight guests punch by channel programs and close by
 * DIAGNOSE 8, a ninth user is told of each deck.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { iplDeck } from '../tools/ipl-deck.js';
import { measureStore } from './decks-store.js';
import { atLeast } from './measurement.js';
import type { Measurement } from './measurement.js';
import { BenchClient, pause } from './support/client.js';
import { loops } from './support/looping.js';
import { onServer } from './support/server.js';

const SENDERS = 8;
const SECONDS = 5;
const SOURCE = resolve(import.meta.dirname, '../../bench/guests/sender.assemble');

interface GuestRate {
  /** Decks a second. */
  readonly rate: number;
  /** Part of a processor that the system used. */
  readonly used: number;
}

async function throughGuests(say: (line: string) => void): Promise<GuestRate> {
  return onServer(2 * SENDERS, async (server) => {
    const deck = iplDeck(readFileSync(SOURCE, 'latin1'));
    const senders = server.home.users.slice(0, SENDERS);
    const receivers = server.home.users.slice(SENDERS);
    for (const userid of senders) await server.home.putDeck(userid, deck, 'SENDER');
    const told = await BenchClient.logonAll(server, receivers, 'lines');
    const guests = await BenchClient.logonAll(server, senders, 'lines');
    const to = (n: number): string => `#CP SPOOL 00D TO USER${SENDERS + 1 + n}\r`;
    guests.forEach((guest, n) => guest.type(`${to(n)}#CP SET IMSG OFF\r`));
    await pause(500);
    const heard = told.map(({ lines }) => lines);
    for (const guest of guests) guest.type('#CP IPL 00C\r');
    await pause(1000);
    const sum = async (): Promise<{ decks: number; at: number }> => {
      const from = performance.now();
      let decks = 0;
      for (const guest of guests) decks += await loops(guest);
      return { decks, at: (from + performance.now()) / 2 };
    };
    const processor = server.processorSeconds();
    const before = await sum();
    await pause(SECONDS * 1000);
    const after = await sum();
    const used = (server.processorSeconds() - processor) / SECONDS;
    // stopped, they have been told of each deck that was counted, and perhaps of one more a sender
    for (const guest of guests) guest.type('#CP STOP\r');
    await pause(1000);
    const closed = (await sum()).decks;
    const announced = told.reduce((all, { lines }, n) => all + lines - (heard[n] ?? 0), 0);
    say(`${closed} decks were closed, ${announced} announced`);
    if (announced < closed || announced > closed + SENDERS)
      throw new Error('not every deck was announced once');
    return { rate: (1000 * (after.decks - before.decks)) / (after.at - before.at), used };
  });
}

/** Through guests, and the store alone beside. */
export const decks: Measurement = {
  name: 'decks',
  title: 'decks punched, announced and synced per second from 8 senders',
  seconds: 30,
  async run(say) {
    const { rate, used } = await throughGuests(say);
    const store = await measureStore(SENDERS, SECONDS);
    return [
      {
        what: `decks of 20 cards per second from ${SENDERS} guests, punched, synced, announced`,
        value: rate,
        unit: '',
        note: `${(100 * used).toFixed(0)} % of a processor`,
        goal: atLeast(1000, '1,000'),
      },
      {
        what: 'the same into the spool without guests',
        value: store.rate,
        unit: '',
        note: `99 % ${store.p99.toFixed(1)} ms; one fdatasync ${store.sync.toFixed(2)} ms`,
      },
    ];
  },
};
