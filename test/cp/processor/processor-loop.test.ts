/** The processor's loop: sharing, waiting, starting, stopping. */
import { expect } from 'chai';
import { MachineUsage } from '../../../src/cp/machine-usage.js';
import { END, END_PSW, hex, Rig } from './rig.js';

/** BR 15 with R15 pointing at it: loops for ever. */
function loop(machine: ReturnType<Rig['machine']>): void {
  machine.load(0x1000, '07ff');
  machine.cpu.setRegister(15, 0x1000);
}

/** Short turns: the rules are the same and the test is quick. */
const SHORT = { limits: { chunk: 1000, instructions: 4000 } };

function used(rig: Rig): number[] {
  return rig.machines.map((machine) => new MachineUsage(rig.storage, machine.block).total);
}

describe('processor loop', () => {
  it('runs a guest to its disabled wait and hands it to CP', () => {
    const rig = new Rig();
    const machine = rig.machine();
    machine.storage.store(0x300, hex(END_PSW));
    // LA 1,5; BCT 1,*; LA 2,X'123'
    machine.load(0x1000, `4110 0005 1b33 4130 3001 4610 c006 4120 0123 ${END}`);
    machine.cpu.setRegister(12, 0x1000);
    machine.post({ op: 'start' });
    rig.run();
    expect(machine.stopped).to.equal('disabled-wait');
    expect(machine.mine).to.equal(true);
    expect(machine.cpu.register(2)).to.equal(0x123);
    expect(machine.cpu.register(3)).to.equal(5);
    expect(machine.of('stopped')[0]!.reason).to.deep.include({ psw: [0x00020000, 0xeee] });
    // LA, SR, five times LA and BCT, LA, LPSW
    expect(machine.cpu.executed).to.equal(14);
  });

  it('shares time equally between eight looping guests', () => {
    const rig = new Rig(SHORT);
    for (let n = 0; n < 8; n++) loop(rig.machine());
    for (const machine of rig.machines) machine.post({ op: 'start' });
    expect(rig.run(4000)).to.equal(4000);
    const times = used(rig);
    const mean = times.reduce((a, b) => a + b, 0) / 8;
    expect(mean).to.be.greaterThan(15_000);
    for (const time of times) expect(Math.abs(time / mean - 1)).to.be.lessThan(0.01);
  });

  it('shares time by relative and absolute shares', () => {
    const rig = new Rig(SHORT);
    const shares = [
      { kind: 'relative', value: 100 },
      { kind: 'relative', value: 300 },
      { kind: 'absolute', value: 50 },
    ] as const;
    for (const share of shares) loop(rig.machine({ share }));
    for (const machine of rig.machines) machine.post({ op: 'start' });
    rig.run(4000);
    const times = used(rig);
    const all = times.reduce((a, b) => a + b, 0);
    expect(times[0]! / all).to.be.closeTo(0.125, 0.01);
    expect(times[1]! / all).to.be.closeTo(0.375, 0.01);
    expect(times[2]! / all).to.be.closeTo(0.5, 0.01);
  });

  it('gives the time of machines that wait to the others, and no credit for sleeping', () => {
    const rig = new Rig(SHORT);
    for (let n = 0; n < 3; n++) loop(rig.machine());
    rig.machines[0]!.post({ op: 'start' });
    rig.machines[1]!.post({ op: 'start' });
    rig.run(1000);
    const before = used(rig);
    rig.machines[2]!.post({ op: 'start' });
    rig.run(3000);
    const times = used(rig).map((time, n) => time - before[n]!);
    const mean = times.reduce((a, b) => a + b, 0) / 3;
    // it may be preferred for a moment, not make up for the time that it slept
    for (const time of times) expect(Math.abs(time / mean - 1)).to.be.lessThan(0.1);
  });

  it('runs a machine that has been woken before those that loop', () => {
    const rig = new Rig(SHORT);
    for (let n = 0; n < 5; n++) loop(rig.machine());
    for (const machine of rig.machines) machine.post({ op: 'start' });
    rig.run(1500);
    const waiter = rig.machine();
    waiter.storage.store(0x300, hex(END_PSW));
    waiter.load(0x1000, `4120 0123 ${END}`);
    waiter.post({ op: 'start' });
    // one turn brings the message, the next is the machine's, one more brings the answer
    rig.run(4);
    expect(waiter.stopped).to.equal('disabled-wait');
  });

  it('uses no time at all for machines that wait', () => {
    const rig = new Rig();
    const machine = rig.machine();
    // enabled wait, all masks on
    machine.storage.store(0x300, hex('ff06 0000 0000 1000'));
    machine.execute(0x1000, END);
    expect(machine.stopped).to.equal(undefined);
    expect(rig.clock.deferred).to.equal(0);
    expect(rig.clock.timers).to.equal(0);
    expect(rig.storage.processor(0).asleep).to.equal(true);
    expect(machine.of('state').at(-1)?.state).to.equal('waiting');
    const beats = rig.storage.processor(0).heartbeat;
    rig.run();
    expect(rig.storage.processor(0).heartbeat).to.equal(beats);
  });

  it('wakes a machine by its clock comparator, through one timer', async () => {
    const rig = new Rig();
    const machine = rig.machine();
    machine.storage.store(0x300, hex('ff06 0000 0000 1000'));
    machine.storage.store(0x58, hex('0002 0000 0000 0ccc')); // external new PSW: disabled wait
    machine.cpu.setControlRegister(0, 0x8e0);
    // STCK 400; add 3 s to the high word (X'2DC6' * 2^20 us / ...): L 1,400; AL 1,408; ST 1,400; SCKC 400; LPSW
    machine.storage.store(0x408, hex('00000003'));
    machine.load(0x1000, `b205 0400 5810 0400 5e10 0408 5010 0400 b206 0400 ${END}`);
    machine.post({ op: 'start' });
    rig.run();
    expect(machine.stopped).to.equal(undefined);
    expect(rig.clock.timers).to.equal(1);
    // three units of 2^20 microseconds
    await rig.clock.advance(3140);
    expect(machine.stopped).to.equal(undefined);
    await rig.clock.advance(10);
    expect(machine.stopped).to.equal('disabled-wait');
    expect(machine.of('stopped')[0]!.reason).to.deep.include({ psw: [0x00020000, 0xccc] });
  });

  it('stops a looping guest for CP and lets it go on', () => {
    const rig = new Rig();
    const machine = rig.machine();
    // AL 1,X'400'; BR 15
    machine.storage.store(0x400, hex('00000001'));
    machine.load(0x1000, '5e10 0400 07ff');
    machine.cpu.setRegister(15, 0x1000);
    machine.post({ op: 'start' });
    rig.run(50);
    expect(machine.mine).to.equal(false);
    expect(machine.ask({ op: 'stop' })).to.deep.equal({ ok: true });
    expect(machine.mine).to.equal(true);
    const counted = machine.cpu.register(1);
    expect(counted).to.be.greaterThan(100_000);
    rig.run();
    expect(machine.cpu.register(1)).to.equal(counted);
    // stopping it again is no error
    expect(machine.ask({ op: 'stop' })).to.deep.equal({ ok: true });
    machine.ask({ op: 'start' });
    rig.run(20);
    machine.ask({ op: 'stop' });
    expect(machine.cpu.register(1)).to.be.greaterThan(counted);
  });

  it('shows a program-interruption loop', () => {
    const rig = new Rig();
    const machine = rig.machine();
    machine.storage.store(0x68, hex('0000 0000 0000 2000')); // program new PSW: an invalid opcode there
    machine.execute(0x1000, '0000');
    expect(machine.stopped).to.equal('program-loop');
    expect(machine.mine).to.equal(true);
  });

  it('answers requests for machines that are not here, and of older generations', () => {
    const rig = new Rig();
    const machine = rig.machine();
    machine.generation = 5;
    expect(machine.ask({ op: 'reset', clear: true })).to.deep.equal({ ok: true });
    const late = machine.post({ op: 'start' }, 4);
    rig.run();
    expect(machine.replyTo(late)).to.deep.equal({ ok: false, why: 'superseded' });
    expect(machine.mine).to.equal(true);
    machine.ask({ op: 'discard' });
    expect(machine.ask({ op: 'start' })).to.deep.equal({ ok: false, why: 'superseded' });
    expect(rig.loops[0]!.hosted).to.equal(0);
  });

  it('gives all frames of a discarded machine back', () => {
    const rig = new Rig();
    const free = rig.bank.free;
    const machine = rig.machine();
    for (let page = 0; page < 100; page++) machine.storage.setWord(page * 2048, page);
    expect(machine.storage.frames).to.equal(100);
    machine.ask({ op: 'discard' });
    // what is not main's is in the processor's list
    const mine = rig.storage.frameOwners.filter((owner) => owner === -1).length;
    expect(rig.bank.free + mine).to.equal(free);
    expect(rig.storage.frameOwners.some((owner) => owner > 0)).to.equal(false);
  });
});
