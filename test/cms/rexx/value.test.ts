/** Values are the same whether they are held as numbers or as texts. */
import { expect } from 'chai';
import fc from 'fast-check';
import { shortest, shortestPart, textOf } from '../../../src/cms/rexx/value.js';

const CHARACTERS = '0 1 2 3 4 5 6 7 8 9 - + . a / :'.split(' ').concat(' ');
const EDGES = [0, 1, 9, 10, 99, 100, 999, 1000, 1001, 9999, 999_999, 1_000_000, 1_000_001];

describe('Values of REXX', () => {
  it('have the text of their number', () => {
    for (const n of [...EDGES, 100_000_000, 999_000_999, 999_999_999]) {
      expect(textOf(n)).to.equal(String(n));
      if (n > 0) expect(textOf(-n)).to.equal(String(-n));
    }
    const numbers = fc.integer({ min: -999_999_999, max: 999_999_999 });
    fc.assert(fc.property(numbers, (n) => textOf(n) === String(n)));
  });

  it('are numbers where their text is that of one in its plain form', () => {
    const texts = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, text) => {
        const isPlain = /^(?:0|-?[1-9]\d{0,8})$/.test(text);
        expect(shortest(text)).to.equal(isPlain ? Number(text) : text);
        const end = before.length + text.length;
        expect(shortestPart(`${before}${text}9`, before.length, end)).to.equal(shortest(text));
      }),
    );
  });
});
