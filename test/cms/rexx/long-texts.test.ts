/** Texts of very many blanks: what looks at them goes through them once. */
import { expect } from 'chai';
import { withoutTrailingBlanks } from '../../../src/cms/blanks.js';
import { parseDecimal } from '../../../src/cms/rexx/decimal.js';

const MANY = ' '.repeat(1_000_000);

describe('texts of very many blanks', () => {
  it('are no numbers, but may stand around one', () => {
    for (const text of [MANY, `${MANY}x`, `${MANY}+${MANY}`, `-${MANY}x`, `1${MANY}x`]) {
      expect(parseDecimal(text)).to.equal(undefined);
    }
    expect(parseDecimal(`${MANY}12.5${MANY}`)).to.deep.equal({ c: 125n, e: -1 });
    expect(parseDecimal(`${MANY}-${MANY}7E2${MANY}`)).to.deep.equal({ c: -7n, e: 2 });
    expect(parseDecimal(` + ${MANY}.5`)).to.deep.equal({ c: 5n, e: -1 });
  });

  it('lose the blanks at their end alone', () => {
    expect(withoutTrailingBlanks(MANY)).to.equal('');
    expect(withoutTrailingBlanks(` a${MANY}`)).to.equal(' a');
    expect(withoutTrailingBlanks(`${MANY}a`)).to.equal(`${MANY}a`);
    expect(withoutTrailingBlanks('a\t')).to.equal('a\t');
    expect(withoutTrailingBlanks('')).to.equal('');
  });
});
