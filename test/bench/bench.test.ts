/** The benches' own arithmetic, and that their kernels and guests do what is timed. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import { atLeast, atMost } from '../../bench/measurement.js';
import { KERNELS, kernelImage } from '../../bench/processor/kernel.js';
import { runKernel } from '../../bench/processor/run-kernel.js';
import { median, percentile, slope, unevenness } from '../../bench/statistics.js';
import { medians, tableLines } from '../../bench/table.js';
import { iplDeck } from '../../tools/ipl-deck.js';

describe('benches', () => {
  it('take percentiles by the nearest rank, whatever the order', () => {
    const numbers = [5, 1, 4, 2, 3];
    expect(median(numbers)).to.equal(3);
    expect(percentile(numbers, 0.2)).to.equal(1);
    expect(percentile(numbers, 0.95)).to.equal(5);
    expect(percentile([7], 0.999)).to.equal(7);
    expect(() => median([])).to.throw(RangeError);
  });

  it('take the slope of the nearest line and the distance from equal', () => {
    expect(
      slope([
        [200, 130],
        [300, 230],
        [400, 330],
      ]),
    ).to.equal(1);
    expect(() => slope([[1, 1]])).to.throw(RangeError);
    expect(unevenness([1, 1, 1, 1])).to.equal(0);
    expect(unevenness([0.9, 1, 1.1])).to.be.closeTo(0.1, 1e-9);
  });

  it('print goals that were met and missed', () => {
    const lines = tableLines([
      { what: 'one', value: 1, unit: 'ms', digits: 1, goal: atMost(2, '2 ms') },
      { what: 'two', value: 3, unit: 'ms', goal: atMost(2, '2 ms') },
    ]);
    expect(lines).to.have.length(4);
    expect(lines[2]).to.match(/^\| one +\| 1\.0 ms +\|[^|]+\| 2 ms \| met +\|$/);
    expect(lines[3]).to.contain('MISSED');
  });

  it('give the median of several runs, row by row', () => {
    const run = (value: number) => [
      { what: 'one', value, unit: '', goal: atLeast(5, '5') },
      { what: 'two', value: -value, unit: '' },
    ];
    const rows = medians([run(9), run(1), run(4)]);
    expect(rows.map(({ what, value, note }) => [what, value, note])).to.deep.equal([
      ['one', 4, '3 runs: 1 to 9'],
      ['two', -4, '3 runs: -9 to -1'],
    ]);
    expect(rows[0]?.goal?.met(4)).to.equal(false);
  });

  for (const { name, checksumOfTen } of KERNELS) {
    it(`run the kernel ${name} to its checksum`, () => {
      expect(runKernel(kernelImage(name), 10).checksum).to.equal(checksumOfTen);
    });
  }

  for (const name of ['loop', 'sender', 'fill']) {
    it(`assemble the guest ${name} with its count at X'1100'`, () => {
      const file = resolve(import.meta.dirname, `../../../bench/guests/${name}.assemble`);
      const source = readFileSync(file, 'latin1');
      expect(iplDeck(source).length % 80).to.equal(0);
      expect(source).to.match(/ORG +[A-Z]+\+X'100'\nCOUNT /);
    });
  }
});
