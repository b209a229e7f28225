import { expect } from 'chai';
import fc from 'fast-check';
import { WordCache } from '../../../src/cms/rexx/builtins/word-places.js';
import { runRexx } from '../../support/rexx-program.js';

const texts = fc.array(fc.constantFrom('a', 'bc', 'a', ' ', '  ', 'word'), { maxLength: 12 });

describe('Words of REXX', () => {
  it('are where they stand, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(texts, fc.integer({ min: 1, max: 9 })), { maxLength: 30 }),
        (asked) => {
          const cache = new WordCache();
          for (const [parts, n] of asked) {
            const text = parts.join('');
            const words = [...text.matchAll(/[^ ]+/g)];
            const places = cache.of(text);
            const word = words[n - 1];
            expect(places.start(n)).to.equal(word?.index ?? -1);
            if (word === undefined) continue;
            expect(places.end(n)).to.equal(word.index + word[0].length);
            expect(places.numberAt(word.index)).to.equal(n);
            if (n % 2 === 0) expect(places.count()).to.equal(words.length);
          }
        },
      ),
    );
  });

  it('are found as phrases, of whole words only', () => {
    const { lines } = runRexx(`/* */
      t = ' the then  the aid of the  aid'
      say wordpos('the aid', t) wordpos('the', t, 2) wordpos('aid of', t) wordpos('he', t) wordpos('the aid', t, 4)
      say wordpos('aid the', t) wordpos('', t) wordpos('the', '') find(t, 'then the') wordpos('the', t, 9)
      say '['subword(t, 3, 2)'] ['subword(t, 6)'] ['subword(t, 9)'] ['delword(t, 2, 4)'] ['word(t, 8)']'
      say '['space(t)'] ['space(' 'left(t, 9), 0)'] ['space(left(t, 9), 2, '-')'] ['space('  ')']'`);
    expect(lines).to.deep.equal([
      '3 3 4 0 6',
      '0 0 0 2 0',
      '[the aid] [the  aid] [] [ the the  aid] []',
      '[the then the aid of the aid] [thethen] [the--then] []',
    ]);
  });
});

describe('REXX, INTERPRET', () => {
  it('carries out what it has compiled before, by the line it stands in now', () => {
    const { lines } = runRexx(`/* */
      signal on syntax
      do round = 1 to 3; do i = 1 to 400; interpret 's.'i '= i * round'; end; end
      say s.1 s.200 s.400
      do i = 1 to 2
        interpret 'x = i'
        interpret 'x = i'; say x
        if i = 1 then interpret 'say x; nop'
        else interpret 'say x / 0'
      end
      exit
      syntax: say 'line' sigl; interpret 'say x / 0'`);
    expect(lines.slice(0, 5)).to.deep.equal(['3 600 1200', '1', '1', '2', 'line 9']);
    expect(lines.at(-1)).to.contain('line 12');
  });
});
