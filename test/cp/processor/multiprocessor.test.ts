/** Several virtual processors of one machine: turns, waits, stops, what they share, and their share of time. */
import { expect } from 'chai';
import { MachineUsage } from '../../../src/cp/machine-usage.js';
import type { Processor } from '../../../src/cpu/processor.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { END, END_PSW, hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

const SHORT = { limits: { chunk: 500, instructions: 2000 } };

/** `A 3,0(,2)` of a one, for ever: R3 counts. */
function count(cpu: Processor, machine: RigMachine): void {
  // 1000 LA 3,1(,3); BR 15
  machine.storage.store(0x1000, hex('4130 3001 07ff'));
  cpu.loadPsw(0, 0x1000);
  cpu.setRegister(15, 0x1000);
}

/** A machine with processors 0 to `last`, all of which count. */
function counting(rig: Rig, last: number): { machine: RigMachine; cpus: Processor[] } {
  const machine = rig.machine();
  const cpus = [machine.cpu];
  for (let address = 1; address <= last; address++) cpus.push(machine.addProcessor(address));
  for (const cpu of cpus) count(cpu, machine);
  return { machine, cpus };
}

describe('a machine of several processors', () => {
  it('begins with its first one; the others are stopped until they are started', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 2);
    machine.ask({ op: 'start' });
    rig.run(20);
    expect(cpus.map((cpu) => cpu.executed > 0)).to.deep.equal([true, false, false]);
    machine.ask({ op: 'start', processor: 2 });
    rig.run(20);
    expect(cpus.map((cpu) => cpu.executed > 0)).to.deep.equal([true, false, true]);
    machine.ask({ op: 'start', processor: 'all' });
    rig.run(20);
    expect(cpus.map((cpu) => cpu.executed > 0)).to.deep.equal([true, true, true]);
  });

  it('gives each of them the same time', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 3);
    machine.ask({ op: 'start', processor: 'all' });
    rig.run(400);
    machine.ask({ op: 'stop' });
    const executed = cpus.map((cpu) => cpu.executed);
    const mean = executed.reduce((a, b) => a + b, 0) / 4;
    expect(mean).to.be.greaterThan(100_000);
    for (const one of executed) expect(Math.abs(one / mean - 1)).to.be.lessThan(0.02);
    expect(new MachineUsage(rig.storage, machine.block).virtual).to.be.closeTo(mean / 25, 100);
  });

  it('gets its share and no more beside a machine of one', () => {
    const rig = new Rig(SHORT);
    const { machine } = counting(rig, 3);
    const { machine: single } = counting(rig, 0);
    machine.ask({ op: 'start', processor: 'all' });
    single.ask({ op: 'start' });
    rig.run(2000);
    const used = [machine, single].map(({ block }) => new MachineUsage(rig.storage, block).total);
    expect(used[0]! / used[1]!).to.be.closeTo(1, 0.02);
  });

  it('goes on while some of its processors wait, and uses no time when all do', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 1);
    machine.storage.store(0x300, hex('0302 0000 0000 0000'));
    machine.storage.store(0x1100, hex('8200 0300'));
    cpus[1]!.loadPsw(0, 0x1100);
    machine.ask({ op: 'start', processor: 'all' });
    expect(rig.run(100)).to.equal(100);
    machine.ask({ op: 'stop' });
    expect(cpus[1]!.executed).to.equal(1);
    expect(cpus[0]!.executed).to.be.greaterThan(50_000);
    cpus[0]!.loadPsw(0, 0x1100);
    machine.ask({ op: 'start' });
    rig.run();
    expect(rig.storage.processor(0).asleep).to.equal(true);
    const before = new MachineUsage(rig.storage, machine.block).total;
    expect(rig.run()).to.equal(0);
    expect(new MachineUsage(rig.storage, machine.block).total).to.equal(before);
  });

  it('tells of one that stops, and is CP’s when none is left', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 1);
    machine.storage.store(0x300, hex(END_PSW));
    machine.storage.store(0x1100, hex(END));
    cpus[1]!.loadPsw(0, 0x1100);
    machine.ask({ op: 'start', processor: 'all' });
    rig.run(50);
    expect(machine.of('processor-stopped')).to.have.length(1);
    expect(machine.of('processor-stopped')[0]).to.deep.include({
      processor: 1,
      reason: { kind: 'disabled-wait', psw: [0x00020000, 0xeee] },
    });
    expect(machine.mine).to.equal(false);
    machine.ask({ op: 'stop-processor', processor: 0 });
    rig.run(50);
    expect(machine.mine).to.equal(true);
    expect(machine.of('stopped')[0]!.reason).to.deep.equal({ kind: 'command', processor: 0 });
    // BEGIN: none is in the operating state, and the first one goes on
    const before = cpus[0]!.executed;
    machine.ask({ op: 'start' });
    rig.run(20);
    expect(cpus[0]!.executed).to.be.greaterThan(before);
    expect(machine.of('processor-stopped')).to.have.length(1);
  });

  it('gives an I/O interruption to whichever processor is enabled, once', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 1);
    // CPU 0 starts a write on 009 and loops disabled; CPU 1 waits enabled
    machine.storage.setWord(0x48, 0x400);
    machine.storage.store(0x400, hex('09002000 20000004'));
    machine.storage.store(0x2000, toEbcdic('LINE'));
    machine.storage.store(0x1100, hex('9c00 0009 07fe'));
    machine.storage.store(0x78, hex('0002 0000 0000 0123'));
    cpus[0]!.loadPsw(0, 0x1100);
    cpus[0]!.setRegister(14, 0x1104);
    cpus[1]!.loadPsw(0xfe020000 | 0, 0x5678);
    machine.ask({ op: 'start', processor: 'all' });
    rig.run(50);
    expect(machine.lines()).to.deep.equal(['LINE']);
    // it has taken the interruption into a disabled wait
    expect(machine.of('processor-stopped')[0]).to.deep.include({
      processor: 1,
      reason: { kind: 'disabled-wait', psw: [0x00020000, 0x123] },
    });
    machine.ask({ op: 'stop' });
    expect(machine.storage.word(0x38)! >>> 0).to.equal(0xfe020009);
    expect(cpus[0]!.pswWords()[1] & 0xffffff).to.equal(0x1104);
  });

  it('holds up only the processor whose DIAGNOSE waits for CP', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 1);
    machine.storage.store(0x300, hex(END_PSW));
    machine.storage.store(0x2000, toEbcdic('QUERY'));
    machine.storage.store(0x1100, hex(`8324 0008 ${END}`));
    cpus[1]!.loadPsw(0, 0x1100);
    cpus[1]!.setRegister(2, 0x2000);
    cpus[1]!.setRegister(4, 5);
    machine.ask({ op: 'start', processor: 'all' });
    rig.run(50);
    expect(cpus[1]!.executed).to.equal(1);
    expect(cpus[0]!.executed).to.be.greaterThan(10_000);
    // a stop is done when the instruction is complete
    machine.ask({ op: 'stop-processor', processor: 1 });
    rig.run(10);
    expect(machine.of('processor-stopped')).to.have.length(0);
    const { ask } = machine.asks[0]!;
    machine.ask({ op: 'answer', ask, answer: { kind: 'command', rc: 28, lines: [] } });
    rig.run(10);
    expect(machine.of('processor-stopped')[0]!.reason).to.deep.equal({ kind: 'command' });
    machine.ask({ op: 'stop' });
    expect(cpus[1]!.register(4)).to.equal(28);
    expect(cpus[1]!.executed).to.equal(1);
  });

  it('drops what a processor was in the middle of that is taken away', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 1);
    machine.storage.store(0x2000, toEbcdic('QUERY'));
    machine.storage.store(0x1100, hex('8324 0008 07ff'));
    cpus[1]!.loadPsw(0, 0x1100);
    cpus[1]!.setRegister(2, 0x2000);
    cpus[1]!.setRegister(4, 5);
    machine.ask({ op: 'start', processor: 'all' });
    rig.run(50);
    machine.ask({ op: 'stop' });
    machine.removeProcessor(1);
    expect(machine.of('withdrawn').map(({ ask }) => ask)).to.deep.equal(
      machine.asks.map(({ ask }) => ask),
    );
    const { ask } = machine.asks[0]!;
    machine.post({ op: 'answer', ask, answer: { kind: 'command', rc: 0, lines: [] } });
    machine.ask({ op: 'start' });
    rig.run(20);
    expect(machine.ask({ op: 'stop-processor', processor: 1 }).ok).to.equal(false);
    machine.ask({ op: 'stop' });
    // defined again, it is as new
    const again = machine.addProcessor(1);
    count(again, machine);
    machine.ask({ op: 'start', processor: 1 });
    rig.run(20);
    expect(again.executed).to.be.greaterThan(1000);
  });

  it('wakes each of them by its own clock comparator', async () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 1);
    // 1100 SCKC 400(12); LCTL 0,0; LPSW 308; external new PSW: LA 3,1(,3); LPSW 300 (disabled)
    machine.storage.store(0x300, hex(END_PSW));
    machine.storage.store(0x308, hex('0102 0000 0000 0000'));
    machine.storage.store(0x310, hex('0000 0800'));
    machine.storage.store(0x58, hex('0000 0000 0000 1200'));
    machine.storage.store(0x1200, hex(`4130 3001 ${END}`));
    machine.storage.store(0x1100, hex('b206 c000 b700 0310 8200 0308'));
    const epoch = 2208988800000;
    cpus.forEach((cpu, n) => {
      const at = BigInt(Math.floor((rig.clock.now() + epoch) * 1000) + 1000 * (n + 1) * 50) << 12n;
      machine.storage.store(0x400 + 8 * n, hex(at.toString(16).padStart(16, '0')));
      cpu.loadPsw(0, 0x1100);
      cpu.setRegister(12, 0x400 + 8 * n);
      cpu.setRegister(3, 0);
    });
    machine.ask({ op: 'start', processor: 'all' });
    rig.run();
    await rig.clock.advance(60);
    rig.run();
    expect(machine.of('processor-stopped').map(({ processor }) => processor)).to.deep.equal([0]);
    await rig.clock.advance(60);
    rig.run();
    expect(machine.of('stopped')[0]!.reason).to.deep.include({ processor: 1 });
    expect(cpus.map((cpu) => cpu.register(3))).to.deep.equal([1, 1]);
  });

  it('runs the interval timer of each, in wall-clock time with SET TIMER REAL', async () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 1);
    machine.storage.store(0x300, hex(END_PSW));
    machine.storage.store(0x308, hex('0102 0000 0000 0000'));
    // prefix pages of their own: timer at 80, external new PSW at 88: LA 3,1(,3); LPSW 300
    const prefixes = [0x8000, 0x9000];
    prefixes.forEach((page, n) => {
      machine.storage.setWord(page + 0x50, 300 * 256 * (n + 1) * 0.1);
      machine.storage.store(page + 0x58, hex('0000 0000 0000 1200'));
      machine.storage.store(page + 0x300, hex(END_PSW));
      machine.storage.store(page + 0x308, hex('0102 0000 0000 0000'));
      machine.storage.setWord(0x400 + 4 * n, page);
    });
    machine.storage.store(0x1200, hex(`4130 3001 ${END}`));
    // SPX 0(12); LPSW 308
    machine.storage.store(0x1100, hex('b210 c000 8200 0308'));
    cpus.forEach((cpu, n) => {
      cpu.loadPsw(0, 0x1100);
      cpu.setRegister(12, 0x400 + 4 * n);
      cpu.setRegister(3, 0);
      cpu.setControlRegister(0, 0x80);
    });
    machine.ask({
      op: 'settings',
      timer: 'REAL',
      share: { kind: 'relative', value: 100 },
    });
    machine.ask({ op: 'start', processor: 'all' });
    rig.run();
    await rig.clock.advance(120);
    rig.run();
    expect(machine.of('processor-stopped').map(({ processor }) => processor)).to.deep.equal([0]);
    await rig.clock.advance(100);
    rig.run();
    expect(machine.of('stopped')[0]!.reason).to.deep.include({ processor: 1 });
    expect(cpus.map((cpu) => cpu.register(3))).to.deep.equal([1, 1]);
  });

  it('is reset as a whole', () => {
    const rig = new Rig(SHORT);
    const { machine, cpus } = counting(rig, 2);
    machine.ask({ op: 'start', processor: 'all' });
    rig.run(20);
    machine.generation++;
    machine.ask({ op: 'reset', clear: true });
    expect(machine.mine).to.equal(true);
    for (const cpu of cpus) {
      expect(cpu.pswWords()).to.deep.equal([0, 0]);
      expect(cpu.register(3)).to.equal(0);
    }
    count(cpus[0]!, machine);
    machine.ask({ op: 'start' });
    rig.run(20);
    expect(cpus.map((cpu) => cpu.register(3) > 0)).to.deep.equal([true, false, false]);
  });
});
