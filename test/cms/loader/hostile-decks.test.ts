/** Decks that nobody made on purpose: whatever is in them, LOAD ends with a return code and the machine is whole. */
import { expect } from 'chai';
import { end, esd, rld, textFile, txt, type Symbol } from '../../support/text-deck.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}

const TYPES = ['SD', 'LD', 'ER', 'PC', 'CM', 'XD', 'WX'] as const;

describe('LOAD of hostile decks', () => {
  it('keeps within storage and steps, whatever the cards say', () => {
    const seed = 4711;
    const next = random(seed);
    const below = (n: number): number => Math.floor(next() * n);
    const wide = (): number =>
      [below(64), below(0x1000), 0xfffff0 + below(16), below(1 << 24)][below(4)]!;
    for (let turn = 0; turn < 60; turn++) {
      const cards: Uint8Array[] = [];
      for (let i = 0; i < 40; i++) {
        const made = [
          () =>
            esd([
              TYPES[below(7)]!,
              `N${String(below(6))}`,
              below(6),
              wide(),
              wide(),
              below(9),
            ] satisfies Symbol),
          () => txt(below(6), wide(), new Uint8Array(below(56)).fill(below(256))),
          () => rld([below(6), below(6), below(64), wide()]),
          () => [end(below(2) === 0 ? wide() : undefined, below(6), wide())],
          () => [Uint8Array.from({ length: 80 }, () => below(256))],
        ][below(5)]!();
        for (const card of made) {
          // a byte of it is anything
          if (below(3) === 0) card[below(80)] = below(256);
          cards.push(card);
        }
      }
      const rig = cmsRig([textFile('DECK', cards)]);
      const lines = session(rig, 'load deck', 'include deck', 'start * (no', 'query impex');
      expect(lines.at(-2), `seed ${String(seed)}, turn ${String(turn)}`).to.equal('IMPEX    = ON');
      expect(lines.at(-1)).to.equal(READY);
    }
  });

  it('ends with a message at each bound of its tables', () => {
    const names = (count: number, type: 'SD' | 'XD'): Uint8Array[] =>
      Array.from({ length: count }, (_, i) => esd([type, `N${String(i)}`, i + 1, 0, 0])).flat();
    const rig = cmsRig([
      textFile('NAMES', names(700, 'SD'), end()),
      textFile('PSEUDOS', names(700, 'XD'), end()),
      textFile('NUMBERS', Array.from({ length: 4200 }, (_, i) => esd(['ER', 'A', i + 1])).flat()),
    ]);
    const lines = session(
      rig,
      'load names',
      'load pseudos',
      'load numbers',
      'set ldrtbls 4',
      'query ldrtbls',
      'load names (nomap',
      'set ldrtbls 129',
    );
    expect(lines.filter((line) => !/^(>|Ready)/.test(line))).to.deep.equal([
      'DMSLIO116S Loader table overflow',
      'DMSLIO168S Pseudo register table overflow',
      'DMSLIO169S ESDID table overflow',
      'LDRTBLS  = 4',
      'DMSSET070E Invalid parameter 129',
    ]);
  });
});
