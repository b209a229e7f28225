/**
 * Assembles examples/decks/*.assemble into decks that IPL 00C takes: 80-column cards, EBCDIC, as they are.
 * `npm run decks`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { iplDeck } from './ipl-deck.js';

const FOLDER = resolve(import.meta.dirname, '../../examples/decks');

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.assemble'))) {
  const deck = iplDeck(readFileSync(join(FOLDER, file), 'utf8'));
  const name = file.replace(/\.assemble$/, '.deck');
  writeFileSync(join(FOLDER, name), deck);
  console.log(`${name}: ${deck.length / 80} cards`);
}
