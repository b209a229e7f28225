/** Program-event recording and monitor call, by condition (GA22-7000, "Program-Event Recording", "Monitoring"). */
import { expect } from 'chai';
import { assemble } from '../../src/cms/assembler/assembler.js';
import type { TestMachine } from './machine.js';
import { testMachine } from './machine.js';

/** EC mode with PER. */
const PER_PSW = 0x40080000;
const HANDLER = 0x3000;
const ALL = 0xf0000000;

/** A machine with a program at 1000, PSW there; PER for `masks`, general registers, and a range. */
function machineWith(
  lines: readonly string[],
  masks: number,
  from = 0,
  to = 0xffffff,
  first = PER_PSW,
): TestMachine {
  const machine = testMachine(0x10000);
  const { processor, storage } = machine;
  const statements = lines.map((line) => (line.startsWith('MOVE') ? line : ` ${line}`));
  const source = [`T START X'1000'`, ' USING T,12', ...statements, ' END'];
  const program = assemble(source.join('\n'), true);
  expect(program.errors).to.deep.equal([]);
  storage.store(0x1000, program.bytes);
  storage.setWord(104, 0x000a0000); // program new PSW: EC, disabled wait
  storage.setWord(108, HANDLER);
  storage.setWord(96, 0x000a0000); // SVC new PSW: the same elsewhere, no PER
  storage.setWord(100, 0x2000);
  processor.setRegister(12, 0x1000);
  processor.setControlRegister(9, masks);
  processor.setControlRegister(10, from);
  processor.setControlRegister(11, to);
  processor.loadPsw(first, 0x1000);
  return machine;
}

interface Told {
  readonly code: number;
  readonly events: number;
  readonly address: number;
  readonly ilc: number;
  /** Instruction address in the old PSW. */
  readonly next: number;
}

/** Runs until the program interruption; what it tells. */
function told(machine: TestMachine): Told | undefined {
  for (let n = 0; n < 20; n++) if (machine.processor.run(50).reason !== 'budget') break;
  if (machine.processor.psw().address !== HANDLER) return undefined;
  const { storage } = machine;
  const identity = storage.word(140)!;
  return {
    code: identity & 0xffff,
    events: storage.fetch(150, 1)![0]!,
    address: storage.word(152)!,
    ilc: (identity >> 17) & 3,
    next: storage.word(44)! & 0xffffff,
  };
}

describe('program-event recording', () => {
  const instructions: readonly (readonly [
    title: string,
    lines: readonly string[],
    masks: number,
    range: readonly [number, number],
    expected: Told | undefined,
  ])[] = [
    [
      'an instruction fetched from the range',
      ['LR 1,2', 'LR 3,4'],
      0x40000000,
      [0x1002, 0x1002],
      { code: 0x80, events: 0x40, address: 0x1002, ilc: 1, next: 0x1004 },
    ],
    [
      'the second byte of an instruction is not its first',
      ['LR 1,2', 'SVC 1'],
      0x40000000,
      [0x1001, 0x1001],
      undefined,
    ],
    [
      'a range that wraps at the end of storage',
      ['LR 1,2'],
      0x40000000,
      [0xfffff0, 0x1000],
      { code: 0x80, events: 0x40, address: 0x1000, ilc: 1, next: 0x1002 },
    ],
    [
      'the target of EX, by the address of EX',
      ['EX 0,MOVE', 'SVC 1', 'MOVE LR 1,2'],
      0x40000000,
      [0x1006, 0x1006],
      { code: 0x80, events: 0x40, address: 0x1000, ilc: 2, next: 0x1004 },
    ],
    [
      'a branch that is taken, to the next instruction too',
      ['LR 1,2', 'B 6(12)', 'LR 1,2'],
      0x80000000,
      [0, 0],
      { code: 0x80, events: 0x80, address: 0x1002, ilc: 2, next: 0x1006 },
    ],
    ['a branch that is not taken', ['BC 4,8(12)', 'SVC 1'], 0x80000000, [0, 0], undefined],
    ['BALR without a target', ['BALR 5,0', 'SVC 1'], 0x80000000, [0, 0], undefined],
    [
      'BCT until its count is zero',
      ['LA 1,2', 'BCT 1,4(12)'],
      0x80000000,
      [0, 0],
      { code: 0x80, events: 0x80, address: 0x1004, ilc: 2, next: 0x1004 },
    ],
    [
      'a store that reaches into the range',
      ["ST 1,X'100'(12)", "ST 1,X'102'(12)"],
      0x20000000,
      [0x1104, 0x1104],
      { code: 0x80, events: 0x20, address: 0x1004, ilc: 2, next: 0x1008 },
    ],
    [
      'a store of what was there already',
      ["ST 1,X'100'(12)"],
      0x20000000,
      [0x1103, 0x1200],
      { code: 0x80, events: 0x20, address: 0x1000, ilc: 2, next: 0x1004 },
    ],
    [
      'CS that does not swap stores nothing, and loads its register',
      ["CS 1,2,X'100'(12)", 'SVC 1'],
      0x30004000,
      [0x1100, 0x1103],
      { code: 0x80, events: 0x10, address: 0x1000, ilc: 2, next: 0x1004 },
    ],
    [
      'a register of the mask, not others',
      ['LR 3,4', 'LR 5,6'],
      0x10000400,
      [0, 0],
      { code: 0x80, events: 0x10, address: 0x1002, ilc: 1, next: 0x1004 },
    ],
    ['ICM with mask zero', ['ICM 5,0,0(12)', 'SVC 1'], 0x1000ffff, [0, 0], undefined],
    [
      'TRT that finds nothing',
      ["TRT X'200'(4,12),X'300'(12)", 'SVC 1'],
      0x1000ffff,
      [0, 0],
      undefined,
    ],
    [
      'all events of one instruction together',
      ['LA 1,7', "BAL 14,X'10'(12)"],
      0xf0000002,
      [0x1004, 0x1004],
      { code: 0x80, events: 0xd0, address: 0x1004, ilc: 2, next: 0x1010 },
    ],
  ];
  for (const [title, lines, masks, [from, to], expected] of instructions) {
    it(`tells of ${title}`, () => {
      const machine = machineWith(lines, masks, from, to);
      // CS compares with register 1
      machine.processor.setRegister(1, 0x55);
      expect(told(machine)).to.deep.equal(expected);
    });
  }

  it('is silent in BC mode, without the mask of the PSW, and without masks in CR9', () => {
    for (const [masks, first] of [
      [ALL | 0xffff, 0x40000000],
      [ALL | 0xffff, 0x00080000],
      [0x0000ffff, PER_PSW],
    ] as const) {
      const machine = machineWith(['LA 1,1', 'SVC 1'], masks, 0, 0xffffff, first);
      expect(told(machine), first.toString(16)).to.equal(undefined);
    }
  });

  it('adds to another interruption of the instruction, which it does not when that is nullified', () => {
    const overflow = machineWith(['AR 1,2'], 0x50004000);
    overflow.processor.setRegister(1, 0x7fffffff);
    overflow.processor.setRegister(2, 1);
    overflow.processor.loadPsw(PER_PSW | 0x800, 0x1000);
    expect(told(overflow)).to.deep.equal({
      code: 0x88,
      events: 0x50,
      address: 0x1000,
      ilc: 1,
      next: 0x1002,
    });
    const suppressed = machineWith(['DR 1,2'], ALL | 0xffff);
    expect(told(suppressed)).to.deep.include({ code: 0x86, events: 0x40 });
    const odd = machineWith(['LR 1,2'], ALL | 0xffff);
    odd.processor.loadPsw(PER_PSW, 0x1001);
    expect(told(odd)).to.deep.include({ code: 0x06, events: 0 });
    const protectedStore = machineWith(["ST 1,X'800'(12)"], ALL | 0xffff);
    protectedStore.storage.setKey(0x1800, 0x10);
    protectedStore.storage.setKey(0x1000, 0x20);
    protectedStore.processor.loadPsw(PER_PSW | 0x200000, 0x1000);
    expect(told(protectedStore)).to.deep.include({ code: 0x84, events: 0x40 });
  });

  it('tells of the store of STOSM when the mask is wrong, by EX too, and not of one that was refused', () => {
    const wrong = machineWith(["STOSM X'100'(12),X'80'"], 0x20000000, 0x1100, 0x1100);
    expect(told(wrong)).to.deep.include({ code: 0x86, events: 0x20, address: 0x1000 });
    expect(wrong.storage.fetch(0x1100, 1)![0]).to.equal(0x40);
    const elsewhere = machineWith(["STOSM X'100'(12),X'80'"], 0x20000000, 0x1101, 0x1200);
    expect(told(elsewhere)).to.deep.include({ code: 0x06, events: 0 });
    const executed = machineWith(
      ['LR 1,1', 'EX 0,MOVE', 'SVC 1', "MOVE STOSM X'100'(12),X'80'"],
      0x20000000,
      0x1100,
      0x1100,
    );
    expect(told(executed)).to.deep.include({ code: 0x86, events: 0x20, address: 0x1002 });
    const refused = machineWith(["STOSM X'800'(12),X'80'"], 0x20000000);
    refused.storage.setKey(0x1800, 0x10);
    refused.storage.setKey(0x1000, 0x20);
    refused.processor.loadPsw(PER_PSW | 0x200000, 0x1000);
    expect(told(refused)).to.deep.include({ code: 0x04, events: 0 });
  });

  it('follows SVC and LPSW into their new PSW', () => {
    const svc = machineWith(['SVC 7'], 0x40000000);
    expect(told(svc)).to.deep.equal({
      code: 0x80,
      events: 0x40,
      address: 0x1000,
      ilc: 1,
      next: 0x2000,
    });
    expect(svc.storage.word(136)).to.equal(0x20007);
    const load = machineWith(["LPSW X'20'(12)"], 0x40000000, 0x1000, 0x1000);
    load.storage.setWord(0x1020, 0x000a0000); // a disabled wait: PER comes first
    load.storage.setWord(0x1024, 0x2400);
    expect(told(load)).to.deep.include({ code: 0x80, address: 0x1000, next: 0x2400 });
    const bad = machineWith(["LPSW X'20'(12)"], 0x40000000, 0x1000, 0x1000);
    bad.storage.setWord(0x1020, 0x000800ff);
    bad.storage.setWord(0x1024, 0x2400);
    expect(told(bad)).to.deep.include({ code: 0x86, address: 0x1000, events: 0x40 });
  });

  it('interrupts MVCL between two units of operation, and tells of each', () => {
    const machine = machineWith(['MVCL 2,4'], 0x20000000, 0x4000, 0x4000);
    const { processor, storage } = machine;
    processor.setRegister(2, 0x4000);
    processor.setRegister(3, 0xa000);
    processor.setRegister(4, 0);
    processor.setRegister(5, 0x40000000);
    const first = told(machine);
    expect(first).to.deep.include({ code: 0x80, events: 0x20, address: 0x1000, next: 0x1000 });
    expect(processor.register(2)).to.be.greaterThan(0x4000);
    processor.loadPsw(PER_PSW, 0x1000);
    // the rest does not touch the range
    storage.setWord(44, 0);
    processor.run(1);
    expect(processor.register(3)).to.equal(0);
    expect(storage.word(44)).to.equal(0);
  });

  it('survives a run that ends between an instruction and its interruption', () => {
    const machine = machineWith(['LR 1,2', 'LR 3,4'], 0x40000000);
    machine.processor.run(1);
    const rebuilt = machine.rebuild();
    expect(told(rebuilt)).to.deep.include({ code: 0x80, address: 0x1000, next: 0x1002 });
  });

  it('waits for an instruction that CP completes, and is there when CP finds an exception', () => {
    const machine = machineWith(["DIAG 1,2,X'ABC'"], 0x40000000);
    expect(machine.processor.run(50).reason).to.equal('diagnose');
    machine.processor.programInterruption(0x06);
    expect(told(machine)).to.deep.include({ code: 0x86, address: 0x1000, events: 0x40 });
    const completed = machineWith(["DIAG 1,2,X'ABC'"], 0x40000000);
    expect(completed.processor.run(50).reason).to.equal('diagnose');
    expect(told(completed)).to.deep.include({ code: 0x80, address: 0x1000, next: 0x1004 });
  });

  it('is not lost, nor told twice, when there is no frame for the interruption', () => {
    const machine = machineWith(['SR 1,1', 'LR 3,4'], 0x40000000);
    const taken: number[] = [];
    machine.storage.release(0, 0x0fff);
    for (let frame = machine.frames.take(); frame !== 0; frame = machine.frames.take())
      taken.push(frame);
    expect(machine.processor.run(50).reason).to.equal('no-frame');
    for (const frame of taken) machine.frames.give(frame);
    machine.storage.setWord(104, 0x000a0000);
    machine.storage.setWord(108, HANDLER);
    expect(told(machine)).to.deep.include({ code: 0x80, address: 0x1000, next: 0x1002 });
  });
});

describe('monitor call', () => {
  it('interrupts with class and code when CR8 has the class, in both modes', () => {
    for (const first of [0, 0x00080000]) {
      const machine = machineWith(["MC X'234'(12),5"], 0, 0, 0, first);
      if (first === 0) machine.storage.setWord(104, 0x00020000);
      machine.processor.setControlRegister(8, 0x0400);
      machine.processor.run(50);
      const { storage } = machine;
      expect(machine.processor.psw().address).to.equal(HANDLER);
      expect(storage.word(148)! >>> 16).to.equal(5);
      expect(storage.word(156)).to.equal(0x1234);
      const code = first === 0 ? storage.word(40)! & 0xffff : storage.word(140)! & 0xffff;
      expect(code).to.equal(0x40);
      expect(storage.word(44)! & 0xffffff).to.equal(0x1004);
    }
  });

  it('does nothing when CR8 has not, and wants the upper half of its byte zero', () => {
    const silent = machineWith(['MC 0(12),5', 'SVC 1'], 0, 0, 0, 0x00080000);
    silent.processor.setControlRegister(8, 0xfbff);
    silent.processor.run(2);
    expect(silent.processor.psw().address).to.equal(0x2000);
    const wrong = machineWith(["MC 0(12),X'15'"], 0, 0, 0, 0x00080000);
    wrong.processor.setControlRegister(8, 0xffff);
    expect(told(wrong)).to.deep.include({ code: 0x06 });
  });

  it('comes together with PER', () => {
    const machine = machineWith(['MC 0(12),0'], 0x40000000);
    machine.processor.setControlRegister(8, 0x8000);
    expect(told(machine)).to.deep.include({ code: 0xc0, events: 0x40, address: 0x1000 });
  });
});
