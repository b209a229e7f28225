/**
 * Random guests: those that once did harm, and some more. `npm run fuzz` makes new ones.
 */
import { expect } from 'chai';
import { hostileAssembly, hostileFiles } from './hostile-files.js';
import type { Draft } from './image.js';
import { makeDraft } from './image.js';
import { tryOnce } from './shrink.js';

/** What `npm run fuzz` has found. */
const FOUND: readonly Draft[] = [];

describe('files that nobody made on purpose', () => {
  // 250: an address constant outside of the text
  for (const seed of [4, 5, 250]) {
    it(`are read by the loader and the libraries of CMS (seed ${seed})`, () => {
      expect(hostileFiles(seed)).to.equal(undefined);
    });
  }

  it('are assembled', () => {
    expect(hostileAssembly(4)).to.equal(undefined);
    // an external name that was too long for its card
    expect(hostileAssembly(110)).to.equal(undefined);
  });
});

describe('guests with random storage', () => {
  for (const draft of [...FOUND, makeDraft(1), makeDraft(11)]) {
    it(`leave CP alive and others unchanged (seed ${draft.seed})`, async () => {
      expect(await tryOnce(draft)).to.equal(undefined);
    });
  }
});
