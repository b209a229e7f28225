/** Functions on text in SPECS do with bytes what those of REXX do with strings. */
import { expect } from 'chai';
import fc from 'fast-check';
import { functionOf, textual } from '../../../src/cms/pipelines/specs-functions.js';
import { rexxFunction } from '../../../src/cms/pipelines/specs-rexx-functions.js';
import { TEXT_FUNCTIONS } from '../../../src/cms/pipelines/specs-text-functions.js';
import { PipeFault } from '../../../src/cms/pipelines/pipe-fault.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { pipeWorld } from '../../support/pipe-world.js';

const AROUND = {
  ...{ record: toEbcdic(''), number: 1, ended: false },
  work: () => undefined,
  clock: () => toEbcdic(''),
  broken: () => false,
};

/** What a function comes to, or the number of its fault. */
function outcome(run: () => string | number): string {
  try {
    return `=${run()}`;
  } catch (error) {
    if (error instanceof PipeFault) return `fault ${error.number}`;
    throw error;
  }
}

const text = fc.stringMatching(/^[ab ]{0,12}$/);
const number = fc.constantFrom('0', '1', '2', '3', '5', '9', '20', '1.0', '-1', 'x', '');
const pad = fc.constantFrom('*', ' ', '', 'xy');
const part = fc.stringMatching(/^[ab ]{0,3}$/);

/** Arguments that each is tried with. */
const ARGUMENTS: Readonly<Record<string, readonly fc.Arbitrary<string>[]>> = {
  space: [text, number, pad],
  insert: [part, text, number, number, pad],
  overlay: [part, text, number, number, pad],
  delstr: [text, number, number],
  delword: [text, number, number],
  translate: [text, part, part, pad],
  changestr: [part, text, part],
  countstr: [part, text],
  verify: [text, part, fc.constantFrom('N', 'm', 'Match', '', 'q'), number],
  compare: [text, text, pad],
  lastpos: [part, text, number],
  wordindex: [text, number],
  wordlength: [text, number],
  wordpos: [part, text, number],
  find: [text, part, number],
  lower: [fc.stringMatching(/^[A-Z a-zÀÖß]{0,12}$/)],
  abbrev: [text, part, number],
  justify: [text, number, pad],
};

describe('functions on text in SPECS', () => {
  it('are all compared with those of REXX', () => {
    expect(Object.keys(ARGUMENTS)).to.have.members(Object.keys(TEXT_FUNCTIONS));
  });

  for (const [name, kinds] of Object.entries(ARGUMENTS)) {
    it(`${name} gives what REXX gives`, () => {
      const { least, most } = rexxFunction(name)!;
      const ours = functionOf(name)!;
      expect([ours.least, ours.most]).to.deep.equal([least, most]);
      const lists = fc.integer({ min: least, max: most }).chain((count) =>
        // without a table of its input TRANSLATE goes by the codes of characters, which are EBCDIC's
        fc.tuple(...kinds.slice(0, name === 'translate' && count === 2 ? 1 : count)),
      );
      fc.assert(
        fc.property(lists, (args) => {
          const expected = outcome(() => rexxFunction(name)!.run(args));
          const found = outcome(() => fromEbcdic(textual(ours.run(args.map(toEbcdic), AROUND))));
          expect({ args, found }).to.deep.equal({ args, found: expected });
        }),
        { numRuns: 500 },
      );
    });
  }

  it('finds phrases that are nearly there at every word', () => {
    const many = `${'a a a b '.repeat(4000)}a a a a b`;
    for (const [phrase, number] of [
      ['a  a a a b', 16_001],
      ['a a a a a', 0],
      ['a b', 3],
    ] as const) {
      const args = [phrase, many].map(toEbcdic);
      const found = fromEbcdic(textual(functionOf('wordpos')!.run(args, AROUND)));
      expect(found, phrase).to.equal(String(number));
    }
  });

  it('TRANSLATE without a table of its input goes by codes of EBCDIC', () => {
    const run = (items: string): readonly string[] =>
      pipeWorld().run(`strliteral x4142| specs a: 1-* . print ${items} 1 | console`).lines;
    const all = Array.from({ length: 256 }, (_, code) => (code === 0x41 ? 'y' : 'z')).join('');
    expect(run(`translate(a,'${all}')`)).to.deep.equal(['yz']);
  });

  it('refuse a string that is no record, or an argument that is none', () => {
    const told = (items: string): string =>
      pipeWorld().run(`literal a b| specs a: 1-* . print ${items} 1 | hole`).lines[0] ?? '';
    expect(told("space(a,2000000,'x')")).to.contain('FPLDSP078E');
    expect(told("insert('x',a,2000000)")).to.contain('FPLDSP078E');
    expect(told("space(a,1,'xy')")).to.equal('FPLPAT111E Operand SPACE(a b,1,xy) is not valid');
  });
});
