/** UPDATE beside a plain model of what an update file says, and SCM. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lines, pipeWorld } from '../../support/pipe-world.js';

/** A line with a number in columns 73 to 80. */
const line = (text: string, number: number | string): string =>
  text.padEnd(72) + String(number).padStart(8, '0');

const SOURCE = ['a', 'b', 'c', 'd'].map((text, i) => line(text, (i + 1) * 100));

/** Texts and numbers that come of an update file; a message when it is wrong. */
function updated(...update: string[]): readonly string[] {
  const world = pipeWorld(lines('SO', 'URCE', ...SOURCE), lines('UP', 'DATE', ...update));
  const spec =
    '(end ?) < so urce | u: update | specs w1 1 73-80 strip nw | console ? < up date | u:';
  const out = world.run(spec).lines;
  expect(world.crawl(spec).lines).to.deep.equal(out);
  return out;
}

describe('UPDATE', () => {
  it('inserts, deletes and replaces', () => {
    expect(updated('./ I 200', 'x', 'y')).to.deep.equal([
      ...['a 00000100', 'b 00000200', 'x', 'y', 'c 00000300', 'd 00000400'],
    ]);
    expect(updated('./ I 0', 'x').slice(0, 2)).to.deep.equal(['x', 'a 00000100']);
    expect(updated('./ D 200 300')).to.deep.equal(['a 00000100', 'd 00000400']);
    expect(updated('./ R 400', 'x', './ * the end')).to.have.ordered.members([
      ...['a 00000100', 'b 00000200', 'c 00000300', 'x'],
    ]);
    expect(updated('./ R 100 200 $ 110 5', 'x', 'y')).to.deep.equal([
      ...['x 00000110', 'y 00000115', 'c 00000300', 'd 00000400'],
    ]);
    expect(updated('./ I 100 $', 'x', 'y').slice(1, 3)).to.deep.equal(['x 00000110', 'y 00000120']);
    expect(updated('./ * nothing')).to.have.length(4);
  });

  it('numbers the source anew', () => {
    expect(updated('./ S 10 10', './ D 20')).to.deep.equal([
      ...['a 00000010', 'c 00000030', 'd 00000040'],
    ]);
    expect(updated('./ S 5 5 ABC')[1]).to.equal('b ABC00010');
  });

  it('tells what is wrong', () => {
    const wrong = (...update: string[]): string =>
      updated(...update).find((one) => /E /.test(one))!;
    expect(wrong('./ D 150')).to.equal('FPLUPD2018E Record 150 is not in the source');
    expect(wrong('./ D 300', './ D 100')).to.contain('2018E');
    expect(wrong('./ I 900', 'x')).to.contain('2018E');
    expect(wrong('./ X')).to.equal('FPLUPD2017E Update file is not valid at "./ X"');
    expect(wrong('text')).to.contain('2017E');
    for (const bad of ['./ D', './ D x', './ R 200 100', './ I 1 2', './ D 100 $ 1']) {
      expect(wrong(bad), bad).to.contain('2017E');
    }
    expect(wrong('./ I 100', 'x', './ S')).to.contain('2017E');
    expect(wrong('./ S 99999998 5')).to.contain('2016E');
  });

  it('writes what went to the secondary output', () => {
    const world = pipeWorld(lines('SO', 'URCE', ...SOURCE), lines('UP', 'DATE', './ R 200', 'new'));
    const spec =
      '(end ?) < so urce | u: update | hole ? < up date | u: | specs 1-10 strip 1 | console';
    expect(world.run(spec).lines).to.deep.equal(['./ R 200', 'b']);
  });

  it('does what a list says, whatever it is', () => {
    const change = fc.record({
      at: fc.integer({ min: 1, max: 30 }),
      what: fc.constantFrom('I', 'D', 'R'),
      length: fc.integer({ min: 1, max: 3 }),
      texts: fc.array(fc.stringMatching(/^[x-z]{1,3}$/), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const source = Array.from({ length: 30 }, (_, i) => ({ text: `s${i}`, n: (i + 1) * 10 }));
        const update: string[] = [];
        const expected: string[] = [];
        let next = 0;
        for (const { at, what, length, texts } of [...changes].sort((a, b) => a.at - b.at)) {
          // each change is behind the one before
          if (at - 1 < next) continue;
          const last = what === 'I' ? at : Math.min(30, at + length - 1);
          update.push(what === 'I' ? `./ I ${at * 10}` : `./ ${what} ${at * 10} ${last * 10}`);
          for (; next < (what === 'I' ? at : at - 1); next++) expected.push(source[next]!.text);
          next = last;
          if (what !== 'D') {
            update.push(...texts);
            expected.push(...texts);
          }
        }
        for (; next < 30; next++) expected.push(source[next]!.text);
        const world = pipeWorld(
          lines('SO', 'URCE', ...source.map(({ text, n }) => line(text, n))),
          lines('UP', 'DATE', './ * changes', ...update),
        );
        const spec = '(end ?) < so urce | u: update | specs w1 1 | console ? < up date | u:';
        expect(world.run(spec)).to.deep.include({ lines: expected, rc: 0 });
      }),
      { numRuns: 60 },
    );
  });
});

describe('SCM', () => {
  const aligned = (text: string, operands = ''): string =>
    pipeWorld(lines('IN', 'PUT', text)).run(`< in put | scm ${operands} | console`).lines[0]!;

  it('puts comments where they belong', () => {
    const out = aligned("say 'hello' /* a greeting */");
    expect(out).to.equal(`${"say 'hello'".padEnd(38)}${'/* a greeting'.padEnd(31)}*/`);
    expect(out).to.have.length(71);
    expect(aligned(out)).to.equal(out);
    expect(aligned('/* PROGRAM */')).to.equal(`${'/* PROGRAM'.padEnd(69)}*/`);
    expect(aligned('x = 1 /* one */', '10 30')).to.equal('x = 1    /* one             */');
  });

  it('leaves alone what is no such comment, and cuts nothing off', () => {
    for (const text of ['say 1', "say '/* x */'", '/* not closed', 'closed */ x', '*/', '/*/']) {
      expect(aligned(text)).to.equal(text);
    }
    const long = 'x'.repeat(60);
    expect(aligned(`${long} /* ${long} */`)).to.equal(`${long} /* ${long} */`);
    expect(aligned('x', '9 10')).to.contain('066E');
  });
});
