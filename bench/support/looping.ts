/** Guests that loop for ever and count how often. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { iplDeck } from '../../tools/ipl-deck.js';
import { BenchClient } from './client.js';
import type { BenchServer } from './server.js';

const SOURCE = resolve(import.meta.dirname, '../../../bench/guests/loop.assemble');
/** Instructions between two counts. */
export const LOOP_INSTRUCTIONS = 3;

/** Logs the users on and IPLs the looping deck in each. */
export async function startLooping(
  server: BenchServer,
  users: readonly string[],
): Promise<BenchClient[]> {
  const deck = iplDeck(readFileSync(SOURCE, 'latin1'));
  for (const userid of users) await server.home.putDeck(userid, deck, 'LOOP');
  const guests = await BenchClient.logonAll(server, users, 'lines');
  for (const guest of guests) guest.type('#CP IPL 00C\r');
  for (const guest of guests) {
    // the guest counts in storage: it loops when the count has moved
    while ((await loops(guest)) === 0);
  }
  return guests;
}

/** How often a guest has looped, modulo 2**32. */
export async function loops(guest: BenchClient): Promise<number> {
  guest.forget();
  guest.type('#CP DISPLAY 1100\r');
  await guest.until(/001100 {2}[0-9A-F]{8}\r?\n/);
  return parseInt(/001100 {2}([0-9A-F]{8})/.exec(guest.text)![1]!, 16);
}
