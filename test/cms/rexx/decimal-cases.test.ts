/**
 * The arithmetic of REXX beside the General Decimal Arithmetic test cases. The files are others': the folder that
 * VMTS_DECTEST names has them (CONTRIBUTING.md). What stands here in their form is our own, from the books.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { casesOf, computed, leftOut, verdictOf } from '../../oracle/rexx/decimal-cases.js';

const BOOKS = `
-- examples of the books
extended: 0
precision: 5
rounding: half_up
one add 12 7.00 -> 19.00
two subtract 1.3 1.07 -> 0.23
three subtract 1.3 2.07 -> -0.77
four multiply 1.20 3 -> 3.60
five multiply 0.9 0.8 -> 0.72
six divide 2 3 -> 0.66667 Inexact Rounded
seven divide 2.4E6 1 -> 2.4E+6
eight divideint 2 3 -> 0
nine remainder 3.6 1.3 -> 1.0
ten remainder -10 3 -> -1
eleven power 1.1 3 -> 1.331
twelve power 2 -3 -> 0.125
thirteen divide 1 0 -> ? Division_by_zero
fourteen subtract 10000 9999.94 -> 0 Lost_digits
fifteen add 123456 0.6 -> 1.2346E+5 Inexact Rounded -- a remark
`;

describe('REXX arithmetic', () => {
  it('computes cases in the form of the decimal test cases', () => {
    const cases = casesOf(BOOKS);
    expect(cases).to.have.length(15);
    for (const one of cases) {
      expect(leftOut(one), one.id).to.equal(undefined);
      expect(verdictOf(one), `${one.id}: ${computed(one)}`).to.equal('same');
    }
  });

  it('tells cases that differ, that are not for REXX, and that lose digits', () => {
    const [wrong, other, even, cut] = casesOf(
      [
        'precision: 3',
        'a add 1 1 -> 3',
        'b squareroot 4 -> 2',
        'rounding: half_even',
        'c add 1 0.005 -> 1.00 Inexact Rounded',
        'd subtract 101 2.1 -> 98.9',
      ].join('\n'),
    );
    expect(verdictOf(wrong!)).to.equal('different');
    expect(leftOut(other!)).to.match(/has not/);
    expect(leftOut(even!)).to.match(/half up/);
    expect(verdictOf(cut!)).to.equal('by the books');
  });

  const folder = process.env['VMTS_DECTEST'] ?? '';
  if (folder === '') console.log('  left out: decimal test cases: VMTS_DECTEST names no folder');
  else {
    it('agrees with all decimal test cases that are for REXX', () => {
      let count = 0;
      const different: string[] = [];
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.decTest'))) {
        for (const one of casesOf(readFileSync(join(folder, file), 'latin1'))) {
          if (leftOut(one) !== undefined) continue;
          count++;
          if (verdictOf(one) === 'different') different.push(`${one.id} ${computed(one)}`);
        }
      }
      expect(different).to.deep.equal([]);
      expect(count).to.be.greaterThan(1000);
    });
  }
});
