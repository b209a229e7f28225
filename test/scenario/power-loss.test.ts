/**
 * Power is lost in the midst of sending and copying: what was announced is in the reader, whole; a file on
 * a disk is there whole or as it was before; everybody gets to Ready again.
 */
import { expect } from 'chai';
import { seededChooser } from '../support/memory-files.js';
import { WholeSystem } from '../support/whole-system.js';

const LETTER = Array.from({ length: 200 }, (_, n) => `line ${n} of the letter`);
const OTHER = Array.from({ length: 150 }, (_, n) => `line ${n} of another one`);

/** What TYPE shows of a file, page by page. */
async function typed(whole: WholeSystem, userid: string, file: string): Promise<string[]> {
  const person = whole.people.find((one) => one.userid === userid)!;
  await whole.command(person, `type ${file}`, /MORE\.\.\.|^Ready[;(]/);
  const rows = [...person.rows()];
  while (!person.rows().some((row) => /^Ready[;(]/.test(row))) {
    await whole.press(person, 'CLEAR', /MORE\.\.\.|^Ready[;(]/);
    rows.push(...person.rows());
  }
  return rows.filter((row) => row.startsWith('line '));
}

describe('loss of power', () => {
  it('at random moments leaves disks and spool whole', async function () {
    this.timeout(180_000);
    let interrupted = 0;
    for (let seed = 1; seed <= 24; seed++) {
      const choose = seededChooser(seed);
      const whole = await WholeSystem.start({
        disks: {
          ALICE: [
            { name: 'LETTER', type: 'DATA', lines: LETTER },
            { name: 'OTHER', type: 'DATA', lines: OTHER },
            { name: 'TARGET', type: 'DATA', lines: OTHER },
          ],
        },
        limits: { chunk: 500, instructions: 1000 },
      });
      const alice = await whole.logon('ALICE');
      const bob = await whole.logon('BOB');
      await whole.command(alice, 'spool punch to bob', /Ready;/);
      const commands = [
        'punch letter data',
        'copyfile letter data a target data a (replace',
        'punch other data',
        'copyfile other data a fresh data a',
        'punch letter data',
      ];
      let turns = choose(160);
      for (const command of commands) {
        if (turns <= 0) break;
        alice.key('CLEAR');
        alice.enter(command);
        for (; turns > 0 && !alice.text.includes('Ready'); turns--) {
          await whole.clock.settle(1);
          const next = whole.clock.untilNext();
          if (next !== undefined && next < 50 && whole.clock.deferred === 0) {
            await whole.clock.advance(next, 1);
          }
        }
      }
      if (turns <= 0) interrupted++;
      bob.snapshot();
      const announced = new Set(bob.screens.join('\n').match(/RDR FILE \d{4} SENT FROM ALICE/g));
      whole.kill(choose);
      await whole.boot();
      const again = await whole.logon('BOB');
      await whole.sees(again, /Ready;/);
      await whole.sees(await whole.logon('ALICE'), /Ready;/);
      const target = await typed(whole, 'ALICE', 'target data');
      expect([LETTER.length, OTHER.length], `seed ${seed}`).to.include(target.length);
      expect(target).to.deep.equal(target.length === LETTER.length ? LETTER : OTHER);
      const fresh = await typed(whole, 'ALICE', 'fresh data');
      if (fresh.length > 0) expect(fresh).to.deep.equal(OTHER);
      const files = await whole.command(again, 'query files', /FILES:/);
      const count = Number(/FILES: +(\d+) RDR/.exec(files)?.[1] ?? 0);
      expect(count, `seed ${seed}`).to.be.within(announced.size, announced.size + 1);
      for (let n = 0; n < count; n++) {
        await whole.command(again, `readcard got${n} data a`, /Ready;/);
        const got = await typed(whole, 'BOB', `got${n} data`);
        expect(got).to.deep.equal(n % 2 === 0 ? LETTER : OTHER);
      }
      expect(whole.test.log.filter((line) => line.includes('INTERNAL'))).to.deep.equal([]);
    }
    expect(interrupted).to.be.greaterThan(8);
  });
});
