/**
 * Random guests: those that once did harm, and some more. `npm run fuzz` makes new ones.
 */
import { expect } from 'chai';
import type { Draft } from './image.js';
import { makeDraft } from './image.js';
import { tryOnce } from './shrink.js';

/** What `npm run fuzz` has found. */
const FOUND: readonly Draft[] = [];

describe('guests with random storage', () => {
  for (const draft of [...FOUND, makeDraft(1), makeDraft(11)]) {
    it(`leave CP alive and others unchanged (seed ${draft.seed})`, async () => {
      expect(await tryOnce(draft)).to.equal(undefined);
    });
  }
});
