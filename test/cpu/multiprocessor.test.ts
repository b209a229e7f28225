/** Machines with several processors: what they share, and what each has for itself. */
import { expect } from 'chai';
import { assemble } from '../../src/cms/assembler/assembler.js';
import { runOn, testMachine } from './machine.js';

describe('a multiprocessor', () => {
  it('has registers, PSW and address for each, and one storage', () => {
    const machine = testMachine(0x10000, 32, 3);
    const processors = [machine.processor, machine.addProcessor(1), machine.addProcessor(2)];
    const program = assemble(
      "T START X'1000'\n USING T,12\n STAP 0(3)\n A 4,T+X'100'\n ST 4,T+X'100'\n LPSW T+X'108'\n END",
    );
    expect(program.errors).to.deep.equal([]);
    machine.storage.store(0x1000, program.bytes);
    machine.storage.setWord(0x1108, 0x00020000);
    processors.forEach((processor, n) => {
      processor.setRegister(12, 0x1000);
      processor.setRegister(3, 0x2000 + 2 * n);
      processor.setRegister(4, n + 1);
      processor.loadPsw(0, 0x1000);
    });
    // an instruction of each in turn: the others see at once what one has stored
    processors.slice(1).forEach((processor) => processor.run(1));
    expect(machine.processor.executed).to.equal(0);
    expect(processors[1]!.psw().address).to.equal(0x1004);
    for (const processor of processors)
      expect(runOn({ ...machine, processor }).reason).to.equal('disabled-wait');
    expect(machine.storage.fetch(0x2000, 6)).to.deep.equal(Uint8Array.of(0, 0, 0, 1, 0, 2));
    expect(machine.storage.word(0x1100)).to.equal(6);
    expect(processors.map((processor) => processor.executed)).to.deep.equal([4, 4, 4]);
  });
});
