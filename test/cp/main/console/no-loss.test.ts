import { expect } from 'chai';
import fc from 'fast-check';
import { makeConsole } from '../../../../src/cp/main/console/virtual-console.js';
import type { Person } from './console-fixture.js';
import { sitDown } from './console-fixture.js';

/** What a person and a machine may do, in any order. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ guest: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 4, arbitrary: fc.record({ typed: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 3, arbitrary: fc.constant({ accept: true }) },
  { weight: 3, arbitrary: fc.constantFrom({ key: 'clear' as const }, { key: 'enter' as const }) },
  { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 70_000 }) }) },
  { weight: 1, arbitrary: fc.record({ columns: fc.nat(400), rows: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.constantFrom({ drop: true }, { rebuild: true }) },
);

/** Turns pages until nothing is held. */
function readOn(p: Person): void {
  for (let n = 0; n < 10_000 && p.console.state.hold !== 'none'; n++) p.press({ kind: 'clear' });
}

describe('virtual console: nothing is lost or doubled', () => {
  it('every line of the guest appears once and in order, every typed line is fed once and in order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let p = sitDown();
        let written = 0;
        let typed = 0;
        const shown: string[] = [];
        const collect = (line: string): number => shown.push(line);
        p.console.spool(collect);
        p.console.status('RUNNING');
        for (const each of steps) {
          if ('guest' in each) {
            for (let n = 0; n < each.guest; n++) {
              p.host.types(`guest ${written}${'.'.repeat((written % 7) * 20)}`);
              written++;
            }
          } else if ('typed' in each) {
            for (let n = 0; n < each.typed; n++) p.enter(`typed ${typed++}`);
          } else if ('accept' in each) p.console.accepted();
          else if ('key' in each) p.press({ kind: each.key });
          else if ('wait' in each) p.clock.advance(each.wait);
          else if ('columns' in each) p.session.resize(each.columns, each.rows);
          else if ('drop' in each) {
            p.session.dropped();
            p = sitDown({ screen: true, columns: 80, rows: 24 }, p);
          } else {
            // the console is written down and made anew from the bytes, as the machine is when it moves
            const { host, clock } = p;
            p.session.dropped();
            const state = structuredClone(p.console.state);
            const console = makeConsole({ host, clock, systemName: 'VMTS', written: state });
            p = sitDown({ screen: true, columns: 80, rows: 24 }, { console, host, clock });
            p.console.spool(collect);
          }
        }
        readOn(p);
        while (p.console.state.given) {
          p.console.accepted();
          readOn(p);
        }
        expect(p.host.ring).to.have.length(0);
        const of = (kind: string): string[] =>
          shown.filter((line) => line.startsWith(kind)).map((line) => line.replace(/\.*$/, ''));
        const numbered = (kind: string, count: number): string[] =>
          Array.from({ length: count }, (_, n) => `${kind} ${n}`);
        expect(of('guest')).to.deep.equal(numbered('guest', written));
        expect(of('typed')).to.deep.equal(numbered('typed', typed));
        // a null line behind others is a line like them
        const lines = p.host.guest.filter((line) => line !== '');
        expect(lines).to.deep.equal(numbered('typed', typed));
      }),
      { seed: 370, numRuns: 300 },
    );
  });

  it('what a person sees page by page is all that was written', () => {
    for (const [columns, rows] of [
      [20, 5],
      [80, 24],
      [300, 100],
    ] as const) {
      const p = sitDown({ screen: true, columns, rows });
      p.console.status('RUNNING');
      const lines = Array.from({ length: 333 }, (_, n) => `line ${n}`);
      for (const line of lines) p.host.types(line);
      const seen = [...p.output()];
      while (p.status() === 'MORE...') {
        p.press({ kind: 'clear' });
        seen.push(...p.output());
      }
      expect(seen).to.deep.equal(lines);
    }
  });

  it('puts the time before lines when TERMINAL TIMESTAMP is ON', () => {
    const p = sitDown();
    const console = makeConsole({
      host: p.host,
      clock: p.clock,
      systemName: 'VMTS',
      timeOfDay: () => '10:11:12',
    });
    const again = sitDown({ screen: true, columns: 80, rows: 24 }, { ...p, console });
    console.change({ timestamp: true });
    console.cpOutput('FROM CP');
    again.host.types('from the guest');
    expect(again.output()).to.deep.equal(['10:11:12 FROM CP', '10:11:12 from the guest']);
  });
});
