import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { iplDeck } from '../../tools/ipl-deck.js';

const FOLDER = resolve(import.meta.dirname, '../../../examples/decks');

describe('example decks', () => {
  const sources = readdirSync(FOLDER).filter((name) => name.endsWith('.assemble'));
  it('there are two at least', () => expect(sources.length).to.be.at.least(2));
  for (const source of sources) {
    it(`${source}: the deck beside it is what it assembles to`, () => {
      const deck = readFileSync(join(FOLDER, source.replace('.assemble', '.deck')));
      const made = iplDeck(readFileSync(join(FOLDER, source), 'utf8'));
      expect(made.length % 80).to.equal(0);
      expect(Buffer.from(made).equals(deck)).to.equal(true);
    });
  }
});
