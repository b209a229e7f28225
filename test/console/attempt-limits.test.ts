import { expect } from 'chai';
import { AttemptLimits, DEFAULT_LIMITS } from '../../src/console/attempt-limits.js';
import { StandingClock } from '../cp/main/console/console-fixture.js';

describe('attempt limits', () => {
  it('delays more with each wrong password from an address, and forgets with time', () => {
    const clock = new StandingClock();
    const limits = new AttemptLimits(DEFAULT_LIMITS, clock);
    const delays = Array.from({ length: 8 }, () => limits.failed('a'));
    expect(delays).to.deep.equal([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    expect(limits.failed('b')).to.equal(250);
    clock.advance(60_000 * 7);
    expect(limits.failed('a')).to.equal(500);
    clock.advance(60_000 * 100);
    expect(limits.failed('a')).to.equal(250);
  });

  it('counts who waits, for each address and in all', () => {
    const limits = new AttemptLimits(
      { ...DEFAULT_LIMITS, unauthenticated: 3, unauthenticatedPerSource: 2 },
      new StandingClock(),
    );
    expect(['a', 'a', 'a', 'b', 'c'].map((source) => limits.enter(source))).to.deep.equal([
      ...[true, true, false, true, false],
    ]);
    limits.leave('a');
    expect(limits.enter('c')).to.equal(true);
  });

  it('remembers a bounded number of addresses', () => {
    const limits = new AttemptLimits(DEFAULT_LIMITS, new StandingClock());
    limits.failed('first');
    for (let n = 0; n < 5_000; n++) limits.failed(`address ${n}`);
    expect(limits.failed('first')).to.equal(250);
    expect(limits.failed('address 4999')).to.equal(500);
  });
});
