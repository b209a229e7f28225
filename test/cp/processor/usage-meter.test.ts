/** Debits of turns on a host that takes its processor away, and on one that does not tell; what guests used of them. */
import { expect } from 'chai';
import { MachineUsage } from '../../../src/cp/machine-usage.js';
import { END, END_PSW, hex, Rig } from './rig.js';
import { InstructionMeter, ThreadMeter } from '../../../src/cp/processor/usage-meter.js';
import type { RunCharge } from '../../../src/cp/processor/usage-meter.js';

/** A host whose thread runs, waits and sleeps as a test says. */
class FakeHost {
  time = 1000;
  waiting = 7;
  tells = true;

  now(): number {
    return this.time;
  }

  waited(): number | undefined {
    return this.tells ? this.waiting : undefined;
  }

  /** A turn that ran so long and waited so long; gives its wall time. */
  turn(ran: number, waited = 0): number {
    this.time += ran + waited;
    this.waiting += waited;
    return ran + waited;
  }
}

describe('the meter of a processor thread', () => {
  it('debits a turn what it ran, not what the host took in its middle', () => {
    const host = new FakeHost();
    const meter = new ThreadMeter(host);
    const [a, b] = [{ used: 0 }, { used: 0 }];
    for (let n = 0; n < 100; n++) {
      meter.turnBegins(a);
      meter.turn(a, host.turn(0.8, n % 3 === 0 ? 4 : 0));
      meter.turnBegins(b);
      meter.turn(b, host.turn(0.8));
    }
    meter.settle();
    expect(a.used).to.be.closeTo(80, 1e-6);
    expect(b.used).to.be.closeTo(80, 1e-6);
  });

  it('debits a long turn in full when it is known that it ran', () => {
    const host = new FakeHost();
    const meter = new ThreadMeter(host);
    const a = { used: 0 };
    meter.turn(a, host.turn(30));
    expect(a.used).to.be.closeTo(30, 1e-6);
  });

  it('gives nobody turns for nothing because the thread waited when it was woken', () => {
    const host = new FakeHost();
    const meter = new ThreadMeter(host);
    const a = { used: 0 };
    for (let n = 0; n < 100; n++) {
      host.time += 50; // sleeps
      host.turn(0, 6); // is woken and waits, before any turn
      meter.turnBegins(a);
      meter.turn(a, host.turn(0.3));
    }
    meter.settle();
    expect(a.used).to.be.closeTo(30, 1e-6);
  });

  it('apportions what short turns waited, and settles at the latest when asked', () => {
    const host = new FakeHost();
    const meter = new ThreadMeter(host);
    const [a, b] = [{ used: 0 }, { used: 0 }];
    meter.turn(a, host.turn(0.1, 0.1));
    meter.turn(b, host.turn(0.1));
    meter.settle();
    expect(a.used + b.used).to.be.closeTo(0.2, 1e-6);
    meter.settle();
    expect(a.used + b.used).to.be.closeTo(0.2, 1e-6);
  });

  it('debits the clock, within a limit, where the host does not tell', () => {
    const host = new FakeHost();
    host.tells = false;
    const meter = new ThreadMeter(host);
    const a = { used: 0 };
    meter.turn(a, host.turn(1));
    expect(a.used).to.be.closeTo(1, 1e-6);
    meter.turn(a, host.turn(1, 40));
    expect(a.used).to.be.closeTo(3.5, 1e-6);
  });

  it('charges a guest what its own instructions took, not what CP did in the turn', () => {
    const host = new FakeHost();
    const meter = new ThreadMeter(host);
    const used = { used: 0 };
    const charge = { overcharged: 0 };
    let virtual = 0;
    for (let n = 0; n < 50; n++) {
      meter.turnBegins(used);
      let wall = host.turn(0.2);
      const begun = meter.begin();
      wall += host.turn(0.5);
      virtual += meter.ran(charge, begun);
      wall += host.turn(0.3);
      meter.turn(used, wall);
    }
    meter.settle();
    expect(virtual).to.be.closeTo(25_000, 1e-6);
    expect(used.used).to.be.closeTo(50, 1e-6);
  });

  it('looks less often while one machine goes on alone, and misses nothing', () => {
    const host = new FakeHost();
    let looks = 0;
    const meter = new ThreadMeter({
      now: () => host.now(),
      waited: () => {
        looks++;
        return host.waited();
      },
    });
    const [a, b] = [{ used: 0 }, { used: 0 }];
    for (let n = 0; n < 100; n++) {
      meter.turnBegins(a);
      meter.turn(a, host.turn(1, n % 5 === 0 ? 3 : 0));
    }
    expect(looks).to.be.lessThan(50);
    meter.turnBegins(a);
    meter.turn(a, host.turn(1, 4));
    // another one's turn: what came before is not its account's
    meter.turnBegins(b);
    meter.turn(b, host.turn(1));
    meter.settle();
    expect(a.used).to.be.closeTo(101, 1e-6);
    expect(b.used).to.be.closeTo(1, 1e-6);
  });

  it('never takes virtual time back: what the host had taken meanwhile is free later', () => {
    const host = new FakeHost();
    const meter = new ThreadMeter(host);
    const used = { used: 0 };
    const charge = { overcharged: 0 };
    const charges: number[] = [];
    const turn = (ran: number, waited = 0): void => {
      const begun = meter.begin();
      const wall = host.turn(ran, waited);
      charges.push(Math.round(meter.ran(charge, begun)));
      meter.turn(used, wall);
      meter.settle();
    };
    turn(1, 4);
    turn(1);
    turn(2.5);
    turn(1);
    expect(charges).to.deep.equal([5000, 0, 0, 500]);
    expect(charge.overcharged).to.be.closeTo(0, 1e-6);
    expect(used.used).to.be.closeTo(5.5, 1e-6);
  });
});

/** Runs take seven microseconds each, whatever they execute, and turns a hundred. */
class SevenMicroseconds extends InstructionMeter {
  begun = 0;

  override begin(): number {
    return ++this.begun;
  }

  override ran(_charge: RunCharge, begun: number): number {
    if (begun !== this.begun) throw new Error('another run was begun');
    return 7;
  }

  override turn(usage: { used: number }): void {
    usage.used += 0.1;
  }
}

describe('the virtual time of a machine', () => {
  it('is what its runs took by the meter, for CPU timer, DIAGNOSE 0C and QUERY TIME alike', () => {
    const meter = new SevenMicroseconds();
    const rig = new Rig({ meter });
    const machine = rig.machine();
    // SPT, a loop of 1000, DIAGNOSE 0C, STPT
    machine.storage.store(0x380, hex('0000000001000000'));
    machine.storage.store(0x300, hex(END_PSW));
    machine.load(0x1000, `b208 0380 4150 03e8 0570 4650 7000 8310 000c b209 0388 ${END}`);
    machine.cpu.setRegister(1, 0x400);
    machine.post({ op: 'start' });
    rig.run();
    // what ran before the DIAGNOSE; the CPU timer had 4096 microseconds
    const before = Number(new DataView(machine.storage.fetch(0x410, 8)!.buffer).getBigUint64(0));
    expect(before).to.be.greaterThan(0);
    expect(before % 7).to.equal(0);
    const timer = (machine.storage.word(0x38c)! >>> 12) - 4096;
    expect(-timer).to.equal(before);
    const usage = new MachineUsage(rig.storage, machine.block);
    expect(usage.virtual).to.equal(7 * meter.begun);
    expect(usage.real).to.be.greaterThan(usage.virtual);
    expect(usage.total).to.equal(usage.real);
  });
});
