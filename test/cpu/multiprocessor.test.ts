/** Machines with several processors: what they share, and what each has for itself. */
import { expect } from 'chai';
import { assemble } from '../../src/cms/assembler/assembler.js';
import type { Processor } from '../../src/cpu/processor.js';
import { runOn, testMachine } from './machine.js';
import type { TestMachine } from './machine.js';

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

/** External new PSW: a disabled wait at 2100. */
function pair(): { machine: TestMachine; second: Processor } {
  const machine = testMachine(0x10000, 32, 2);
  const second = machine.addProcessor(1);
  for (const low of [0, 0x4000]) {
    machine.storage.setWord(low + 88, 0x00020000);
    machine.storage.setWord(low + 92, 0x2100);
  }
  return { machine, second };
}

describe('signals between processors', () => {
  it('are presented by priority and by address of the source, masked by CR0', () => {
    const { machine, second } = pair();
    second.external(0x40);
    second.external(0x20);
    second.emergencySignal(40);
    second.emergencySignal(3);
    second.malfunctionAlert(63);
    second.malfunctionAlert(31);
    expect(second.externalCall(5)).to.equal(true);
    expect(second.externalCall(6)).to.equal(false);
    second.external(0x1003);
    second.setControlRegister(0, 0xf060);
    const seen: string[] = [];
    for (;;) {
      machine.storage.setWord(132, -1);
      second.loadPsw(0x010a0000, 0x3000); // EC mode, enabled wait
      if (second.run(10).reason !== 'disabled-wait') break;
      seen.push((machine.storage.word(132)! >>> 0).toString(16));
    }
    const order = ['60', '1f1200', '3f1200', '31201', '281201', '51202', '1003'];
    expect(seen).to.deep.equal(order);
    expect(second.externalCallPending).to.equal(false);
  });

  it('stay pending while masked, and are forgotten by a reset', () => {
    const { machine, second } = pair();
    second.emergencySignal(0);
    second.externalCall(0);
    second.setControlRegister(0, 0xe0);
    second.loadPsw(0x010a0000, 0x3000);
    expect(second.run(10).reason).to.equal('wait');
    const again = machine.rebuild().processor;
    expect(again.externalCallPending).to.equal(false);
    second.setControlRegister(0, 0x4000);
    expect(second.run(10).reason).to.equal('disabled-wait');
    second.cpuReset();
    expect(second.externalCallPending).to.equal(false);
    second.setControlRegister(0, 0x6000);
    second.loadPsw(0x010a0000, 0x3000);
    expect(second.run(10).reason).to.equal('wait');
  });

  it('show their source in BC mode too, where the code is in the old PSW', () => {
    const { machine, second } = pair();
    machine.storage.setWord(132, -1);
    second.emergencySignal(9);
    second.setControlRegister(0, 0x4000);
    second.loadPsw(0x01020000, 0x3000);
    expect(second.run(10).reason).to.equal('disabled-wait');
    expect(machine.storage.word(132)).to.equal(0x0009ffff);
    expect(machine.storage.word(24)! & 0xffff).to.equal(0x1201);
  });

  it('are orders that CP gets, with target and parameter', () => {
    const { machine } = pair();
    const { processor } = machine;
    machine.storage.store(0x1000, Uint8Array.of(0xae, 0x13, 0, 0x05, 0xae, 0x23, 0x40, 0x01));
    processor.setRegister(1, 0x11);
    processor.setRegister(3, 0x00ff0001);
    processor.setRegister(4, 0x102);
    processor.loadPsw(0, 0x1000);
    const reason = 'signal-processor';
    const first = { reason, order: 5, target: 1, parameter: 0x11, r1: 1 };
    expect(processor.run(10)).to.deep.equal(first);
    const next = { reason, order: 3, target: 1, parameter: 0x00ff0001, r1: 2 };
    expect(processor.run(10)).to.deep.equal(next);
    expect(processor.psw().address).to.equal(0x1008);
  });
});

describe('a prefix', () => {
  /** The second processor with prefix 4000, in a program at 1000. */
  function prefixed(code: readonly number[]): { machine: TestMachine; second: Processor } {
    const both = pair();
    const { machine, second } = both;
    // SPX 0(2)
    machine.storage.store(0x1000, Uint8Array.of(0xb2, 0x10, 0x20, 0, ...code));
    machine.storage.setWord(0x2000, 0x4000);
    second.setRegister(2, 0x2000);
    second.loadPsw(0, 0x1000);
    second.run(1);
    expect(second.prefix).to.equal(0x4000);
    expect(machine.processor.prefix).to.equal(0);
    return both;
  }

  it('swaps the first 4K with another block, for this processor alone', () => {
    // L 5,X'200'; ST 5,0(3)
    const { machine, second } = prefixed([0x58, 0x50, 0x02, 0x00, 0x50, 0x50, 0x30, 0x00]);
    machine.storage.setWord(0x4200, 0x12345678);
    second.setRegister(3, 0x4f00);
    second.run(2);
    expect(second.register(5)).to.equal(0x12345678);
    expect(machine.storage.word(0xf00)).to.equal(0x12345678);
    // the first processor sees storage as it is
    machine.processor.setRegister(3, 0x4f00);
    machine.processor.loadPsw(0, 0x1004);
    machine.processor.run(2);
    expect(machine.storage.word(0x4f00)).to.equal(0);
  });

  it('moves interruptions, CPU-dependent locations and the interval timer', () => {
    const { machine, second } = prefixed([0x0a, 7]);
    machine.storage.setWord(0x4000 + 96, 0x00020000);
    machine.storage.setWord(0x4000 + 100, 0x2200);
    machine.storage.setWord(0x4000 + 80, 100);
    second.loadPsw(0x00080000, 0x1004);
    expect(runOn({ ...machine, processor: second }).reason).to.equal('disabled-wait');
    expect(second.psw().address).to.equal(0x2200);
    expect(machine.storage.word(0x4000 + 136)).to.equal(0x00020007);
    expect(machine.storage.word(136)).to.equal(0);
    second.charge(1e6);
    expect(machine.storage.word(0x4000 + 80)).to.equal(100 - 76_800);
    expect(machine.storage.word(80)).to.equal(0);
  });

  it('gives channels the low storage that is meant, and goes with initial CPU reset', () => {
    const { machine, second } = prefixed([]);
    const seen: number[] = [];
    machine.devices.push(0x00c);
    machine.watch = (prefix) => seen.push(prefix);
    for (const [at, word] of [
      [120, 0x00020000],
      [124, 0x2500],
    ] as const)
      machine.storage.setWord(0x4000 + at, word);
    second.setIoPending(0x8000);
    second.setControlRegister(2, -1);
    second.loadPsw(0x020a0000, 0x3000);
    expect(second.run(10).reason).to.equal('disabled-wait');
    expect(seen).to.deep.equal([0x4000]);
    expect(machine.storage.word(0x4000 + 184)).to.equal(0x0c);
    second.cpuReset();
    expect(second.prefix).to.equal(0x4000);
    second.reset(false);
    expect(second.prefix).to.equal(0);
  });

  it('stores status into absolute storage', () => {
    const { machine, second } = prefixed([]);
    second.setRegister(15, 0x0f0f0f0f);
    second.setFloatWord(7, 0x77777777);
    second.setControlRegister(15, 0x15151515);
    second.loadPsw(0x00080000, 0x123456);
    expect(second.storeStatus()).to.equal(true);
    const words = (at: number): number[] => [0, 4].map((n) => machine.storage.word(at + n)!);
    expect(words(256)).to.deep.equal([0x00080000, 0x123456]);
    expect(words(264)).to.deep.equal([0x4000, 0]);
    expect(machine.storage.word(380)).to.equal(0x77777777);
    expect(machine.storage.word(444)).to.equal(0x0f0f0f0f);
    expect(machine.storage.word(508)).to.equal(0x15151515);
  });
});
