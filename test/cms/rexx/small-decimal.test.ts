/** Arithmetic on small decimals gives what arithmetic of any precision gives. */
import { expect } from 'chai';
import fc from 'fast-check';
import { decimalOf } from '../../../src/cms/rexx/arithmetic.js';
import * as decimal from '../../../src/cms/rexx/decimal.js';
import {
  addSmall,
  compareSmall,
  divideSmall,
  multiplySmall,
} from '../../../src/cms/rexx/small-decimal.js';
import { shortest, type Value } from '../../../src/cms/rexx/value.js';

const numbers = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc.nat(99),
      fc.nat(99_999),
      fc.nat(999_999_999),
      fc.constantFrom(0, 1, 5, 10, 25, 500),
    ),
    fc.nat(10),
  )
  .map(([negative, whole, places]): Value => {
    const digits = String(whole).padStart(places + 1, '0');
    const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
    const exponent = whole % 7 === 0 ? `E${whole % 2 === 0 ? '+' : '-'}${String(places)}` : '';
    return shortest((negative ? '-' : '') + text + exponent);
  });

describe('Small decimals', () => {
  const operations = [
    ['+', decimal.add, (a, b, s) => addSmall(a, b, 1, s)],
    ['-', decimal.subtract, (a, b, s) => addSmall(a, b, -1, s)],
    ['*', decimal.multiply, multiplySmall],
    ['/', decimal.divide, divideSmall],
  ] as const satisfies readonly [
    string,
    typeof decimal.add,
    (a: Value, b: Value, s: decimal.NumericSettings) => Value | undefined,
  ][];
  it('compare as with any precision', () => {
    let tried = 0;
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 1, max: 14 }), (a, b, digits) => {
        const settings = { digits, fuzz: 0, form: 'SCIENTIFIC' } as const;
        const got = compareSmall(a, b, settings);
        if (got === undefined) return;
        tried++;
        const exact = decimal.compareDecimals(decimalOf(a), decimalOf(b), settings);
        expect(Math.sign(got)).to.equal(exact);
      }),
      { numRuns: 4000 },
    );
    expect(tried).to.be.greaterThan(1000);
  });

  for (const [name, whole, small] of operations) {
    it(`${name} as with any precision`, () => {
      let tried = 0;
      fc.assert(
        fc.property(numbers, numbers, fc.integer({ min: 1, max: 14 }), (a, b, digits) => {
          const settings = { digits, fuzz: 0, form: 'SCIENTIFIC' } as const;
          const got = small(a, b, settings);
          if (got === undefined) return;
          tried++;
          const exact = whole(decimalOf(a), decimalOf(b), digits);
          expect(got).to.equal(shortest(decimal.formatDecimal(exact, settings)));
        }),
        { numRuns: 4000 },
      );
      expect(tried).to.be.greaterThan(1000);
    });
  }
});
