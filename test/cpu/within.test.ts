/** What a guest handles itself never leaves the processor: counted by what `run` comes back with. */
import { expect } from 'chai';
import { kernelImage } from '../../bench/processor/kernel.js';
import { testMachine } from './machine.js';

const SLICE = 10_000;
const ITERATIONS = 2000;

/** Runs a kernel and gives the reasons of all returns of `run`, and how many instructions there were. */
function exitsOf(name: string): { reasons: string[]; executed: number } {
  const machine = testMachine(0x100000);
  machine.storage.store(0, kernelImage(name));
  machine.storage.setWord(0x300, ITERATIONS);
  machine.processor.restart();
  const reasons: string[] = [];
  do reasons.push(machine.processor.run(SLICE).reason);
  while (reasons.at(-1) === 'budget' && reasons.length < 1000);
  return { reasons, executed: machine.processor.executed };
}

describe('a guest that handles its own interruptions', () => {
  it('takes supervisor calls and returns by LPSW without leaving the processor', () => {
    const { reasons, executed } = exitsOf('services');
    // three calls an iteration
    expect(executed).to.be.greaterThan(3 * ITERATIONS * 10);
    expect(reasons.pop()).to.equal('disabled-wait');
    expect(reasons.every((reason) => reason === 'budget')).to.equal(true);
    expect(reasons.length).to.be.at.most(Math.ceil(executed / SLICE));
  });

  it('takes program interruptions so too, at a price in fuel', () => {
    const { reasons } = exitsOf('checks');
    expect(reasons.pop()).to.equal('disabled-wait');
    expect(reasons.every((reason) => reason === 'budget')).to.equal(true);
  });
});
