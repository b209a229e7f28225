/** Debits of turns on a host that takes its processor away, and on one that does not tell. */
import { expect } from 'chai';
import { ThreadMeter } from '../../../src/cp/processor/usage-meter.js';

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
      meter.turn(a, host.turn(0.8, n % 3 === 0 ? 4 : 0));
      meter.turn(b, host.turn(0.8));
    }
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
});
