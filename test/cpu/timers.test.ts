import { expect } from 'chai';
import { TIMER_OFF, TIMER_REAL } from '../../src/cpu/timers.js';
import { runOn, testMachine } from './machine.js';
import type { TestMachine } from './machine.js';

const WAIT = 0x01020000;

/** A machine in an enabled wait whose external new PSW is a disabled wait. */
function waiting(masks: number): TestMachine {
  const machine = testMachine();
  machine.storage.setWord(88, 0x00020000);
  machine.processor.setControlRegister(0, masks);
  machine.processor.loadPsw(WAIT, 0x1000);
  return machine;
}

/** Executes one instruction at 1000 on an operand at 2000. */
function execute(machine: TestMachine, half: number, operand?: readonly [number, number]): void {
  machine.storage.setWord(0x1000, (half << 16) | 0x2000);
  machine.processor.setRegister(2, 0x2000);
  if (operand !== undefined) {
    machine.storage.setWord(0x2000, operand[0]);
    machine.storage.setWord(0x2004, operand[1]);
  }
  machine.processor.loadPsw(0, 0x1000);
  expect(machine.processor.run(1).reason).to.equal('budget');
}

const stored = (machine: TestMachine): readonly [number, number] => [
  machine.storage.word(0x2000)! >>> 0,
  machine.storage.word(0x2004)! >>> 0,
];

const STCK = 0xb205;
const SCK = 0xb204;
const SCKC = 0xb206;
const SPT = 0xb208;
const STPT = 0xb209;

describe('TOD clock', () => {
  it('counts from 1900 with microseconds in bit 51', () => {
    const machine = testMachine();
    machine.clock.time = 0; // 1970
    execute(machine, STCK);
    expect(stored(machine)).to.deep.equal([0x7d91048b, 0xca000000]);
  });

  it('never stores the same value twice, even while the host stands still', () => {
    const machine = testMachine();
    const seen = new Set<string>();
    let last = 0n;
    for (let i = 0; i < 5000; i++) {
      execute(machine, STCK);
      const [high, low] = stored(machine);
      const value = (BigInt(high) << 32n) | BigInt(low);
      expect(value > last).to.equal(true);
      last = value;
      seen.add(String(value));
    }
    expect(seen.size).to.equal(5000);
  });

  it('can be set', () => {
    const machine = testMachine();
    execute(machine, SCK, [0x12345678, 0x9abcd000 | 0]);
    machine.clock.time += 2;
    execute(machine, STCK);
    expect(stored(machine)).to.deep.equal([0x12345678, 0x9abcd000 + 2000 * 4096]);
  });
});

describe('clock comparator', () => {
  it('ends a wait when the clock has passed it, with code 1004, until it is set anew', () => {
    const machine = waiting(0x800);
    execute(machine, SCK, [1, 0]);
    execute(machine, SCKC, [1, 10_000_000 << 12]);
    machine.processor.loadPsw(WAIT, 0x1000);
    expect(machine.processor.run(10).reason).to.equal('wait');
    expect(machine.processor.untilTimer()).to.be.within(0, 10_000);
    machine.clock.time += machine.processor.untilTimer()! - 1;
    expect(machine.processor.run(10).reason).to.equal('wait');
    machine.clock.time += 1;
    expect(machine.processor.run(10).reason).to.equal('disabled-wait');
    expect(machine.storage.word(24)).to.equal(WAIT | 0x1004);
    machine.processor.loadPsw(WAIT, 0x1000);
    expect(machine.processor.run(10).reason).to.equal('disabled-wait');
  });

  it('is no reason to look at the clock while CR0 masks it', () => {
    const machine = waiting(0x80);
    expect(machine.processor.untilTimer()).to.equal(undefined);
  });
});

describe('CPU timer', () => {
  it('runs down by charged time and interrupts while negative, code 1005', () => {
    const machine = waiting(0x400);
    execute(machine, SPT, [0, 100 << 12]);
    machine.processor.charge(60);
    execute(machine, STPT);
    expect(stored(machine)).to.deep.equal([0, 40 << 12]);
    machine.processor.loadPsw(WAIT, 0x1000);
    expect(machine.processor.run(10).reason).to.equal('wait');
    machine.processor.charge(41);
    execute(machine, STPT);
    expect(stored(machine)).to.deep.equal([0xffffffff, 0xfffff000]);
    machine.processor.loadPsw(WAIT, 0x1000);
    expect(machine.processor.run(10).reason).to.equal('disabled-wait');
    expect(machine.storage.word(24)).to.equal(WAIT | 0x1005);
  });
});

describe('interval timer', () => {
  it('counts 300 times a second in bit 23', () => {
    const machine = waiting(0x80);
    machine.storage.setWord(80, 0x7fffffff);
    for (let i = 0; i < 1000; i++) machine.processor.charge(1000);
    expect(machine.storage.word(80)).to.equal(0x7fffffff - 300 * 256);
  });

  it('interrupts when it becomes negative, once', () => {
    const machine = waiting(0x80);
    machine.storage.setWord(80, 256);
    machine.processor.charge(3333);
    expect(machine.processor.run(10).reason).to.equal('wait');
    machine.processor.charge(100);
    runOn(machine);
    expect(machine.storage.word(24)).to.equal(WAIT | 0x80);
    machine.processor.charge(5000);
    machine.processor.loadPsw(WAIT, 0x1000);
    expect(machine.processor.run(10).reason).to.equal('wait');
  });

  it('stands still when it is off, and takes no frame where nobody has set it', () => {
    const machine = waiting(0x80);
    machine.processor.timerMode = TIMER_OFF;
    machine.storage.setWord(80, 5);
    machine.processor.charge(1e6);
    expect(machine.storage.word(80)).to.equal(5);
    const untouched = testMachine();
    untouched.processor.charge(1e6);
    expect(untouched.storage.frames).to.equal(0);
  });

  it('goes by the wall clock, waits too, when it is real', () => {
    const machine = waiting(0x80);
    machine.storage.setWord(80, 300 * 256);
    machine.processor.timerMode = TIMER_REAL;
    expect(machine.processor.untilTimer()).to.be.within(1000, 1001);
    machine.clock.time += 500;
    machine.processor.charge(1e6); // does not count
    expect(machine.processor.run(1).reason).to.equal('wait');
    expect(machine.storage.word(80)).to.equal(150 * 256);
    machine.clock.time += machine.processor.untilTimer()!;
    expect(runOn(machine).reason).to.equal('disabled-wait');
    expect(machine.storage.word(24)).to.equal(WAIT | 0x80);
  });
});
