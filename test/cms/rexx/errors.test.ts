import { expect } from 'chai';
import { ERROR_TEXTS } from '../../../src/cms/rexx/error-table.js';
import { runRexx } from '../../support/rexx-program.js';

const LONG = 'a'.repeat(251);

/** Clauses that are in error, by the number of it. */
const WRONG: Readonly<Record<number, readonly string[]>> = {
  5: ["x = copies('a', 99999999)"],
  6: ["say 'abc", '/* open'],
  7: ['select; end', 'select; say 1; end', 'x = 1; select; when x = 2 then nop; end'],
  8: ['then say 1', 'else say 1'],
  9: ['when 1 then nop', 'otherwise nop'],
  10: ['end', 'do i = 1 to 2; end j', 'do; end i'],
  11: ['call a; exit; a: call a'],
  13: ['say 1 \u00a7 2'],
  14: ['do; say 1', 'if 1 then', 'select; when 1 then nop', 'if 0 then nop; else'],
  15: ["say '1g'x", "say '102'b"],
  16: ['signal nowhere'],
  17: ['say 1; procedure', 'call a; exit; a: say 1; procedure'],
  18: ['if 1 say 2', 'select; when 1 say 2; end'],
  19: ['call', 'signal', 'call +', 'address +', 'parse var x ('],
  20: ['drop', "upper 'a'", 'parse var'],
  21: ['nop x', 'signal a b', 'do forever 3; end'],
  24: ['trace z'],
  25: ['parse x y', 'numeric foo', 'signal on foo', 'call on novalue', 'procedure x'],
  26: ['numeric digits 1.5', 'do 1.5; end', 'say 7 % 0.0000000001'],
  27: ['do i = 1 to 2 to 3; end'],
  28: ['leave', 'iterate', 'do; leave; end', 'do i = 1 to 2; leave j; end'],
  29: ['address abcdefghi'],
  30: [`${LONG} = 1`],
  31: ['1 = 2', '3x = 1', '.a = 2', 'drop 1'],
  32: ['upper a.'],
  33: ['numeric fuzz 12', "numeric form value 'x'"],
  34: ['if 2 then nop', "do while 'x'; end", 'say \\5', 'say 1 & 3'],
  35: [
    'do until >; end',
    'do i = 1 until i => 2; end',
    'say 1 +',
    'say * 2',
    'say (',
    'if then nop',
  ],
  36: ['say (1', 'say max(1', 'x = (1 + 2'],
  37: ['do until ); end', 'say 1, 2', 'say 1)', 'x = 1,', 'say ()'],
  38: ['arg +'],
  40: ['say substr()', "say abs('x')", "say date('Q')"],
  41: ["say 1 + 'a'", "say -'x'", "do i = 'a' to 3; end"],
  42: ['say 1 / 0', 'say 9e999999999 * 10'],
  43: ['say nosuchf(1)', 'call nosuchf'],
  45: ['x = f(); exit; f: return'],
  46: ['drop (a', 'parse value 1 with (a'],
  47: ["interpret 'a: say 1'"],
};

describe('errors of REXX', () => {
  for (const [number, clauses] of Object.entries(WRONG)) {
    const { text, message } = ERROR_TEXTS[Number(number)]!;
    it(`${number}, ${text}: with the clause, its line and the message`, () => {
      for (const clause of clauses) {
        const { lines, error } = runRexx(`/* */\n\n${clause}`);
        expect(error, clause).to.deep.equal({ number: Number(number), line: 3 });
        expect(lines.at(-1)).to.equal(
          `DMSREX${String(message)}E Error ${number} running TEST EXEC, line 3: ${text}`,
        );
        expect(lines.find((line) => line.includes('+++'))).to.match(/^ {5}3 \+\+\+ /);
      }
    });
  }

  it('in what cannot be read at all are found before anything is carried out', () => {
    expect(runRexx("/* */\nsay 'before'\nsay 'abc\nsay 3").lines).to.deep.equal([
      "     3 +++ say 'abc",
      'DMSREX453E Error 6 running TEST EXEC, line 3: Unmatched "/*" or quote',
    ]);
  });

  it('in clauses are found when those are reached', () => {
    const { lines } = runRexx("/* */\nsay 'before'\nif 0 then say 1, 2\nsay 'behind'\nend");
    expect(lines).to.deep.equal([
      ...['before', 'behind', '     5 +++ end'],
      'DMSREX457E Error 10 running TEST EXEC, line 5: Unexpected or unmatched END',
    ]);
  });
});
