/**
 * A minidisk of tracks that a program of a machine writes by its own channel programs: what it was told to be written
 * is there after LOGOFF and after the loss of power.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import { assembledModule } from '../support/cms-disk.js';
import { seededChooser } from '../support/memory-files.js';
import { wholeEntry, WholeSystem } from '../support/whole-system.js';

const FILES = resolve(import.meta.dirname, '../../../test/scenarios/files');
const TRACKER = assembledModule(
  'TRACKER',
  readFileSync(resolve(FILES, 'tracker.assemble'), 'utf8'),
);

function start(): Promise<WholeSystem> {
  return WholeSystem.start({
    disks: { BOB: [TRACKER] },
    entries: { BOB: `${wholeEntry('BOB', 'G')}\nMDISK 200 3330 * 3 VMTS MR` },
    limits: { chunk: 500, instructions: 1000 },
  });
}

describe('a minidisk of tracks', () => {
  it('keeps what a program wrote over LOGOFF and a new start', async () => {
    const whole = await start();
    let bob = await whole.logon('BOB');
    await whole.sees(bob, /Ready;/);
    await whole.command(bob, 'tracker write 41', /Ready;/);
    await whole.command(bob, '#cp logoff', /LOGOFF/);
    bob = await whole.logon('BOB');
    await whole.sees(bob, /Ready;/);
    await whole.command(bob, 'tracker read 41', /Ready\(00041\)/);
    await whole.command(bob, 'tracker read 40', /Ready\(00100\)/);
    whole.kill();
    await whole.boot();
    bob = await whole.logon('BOB');
    await whole.sees(bob, /Ready;/);
    await whole.command(bob, 'tracker read 41', /Ready\(00041\)/);
  });

  it('has at a loss of power all for which device end was shown', async function () {
    this.timeout(180_000);
    let interrupted = 0;
    let written = 0;
    for (let seed = 1; seed <= 16; seed++) {
      const choose = seededChooser(seed);
      const whole = await start();
      const bob = await whole.logon('BOB');
      await whole.sees(bob, /Ready;/);
      const ended: number[] = [];
      let turns = choose(300);
      let busy = false;
      for (let track = 1; track < 57 && turns > 0; track++) {
        bob.key('CLEAR');
        bob.enter(`tracker write ${track}`);
        busy = true;
        for (; turns > 0 && busy; turns--) {
          await whole.clock.settle(1);
          busy = !bob.text.includes('Ready;');
          const next = whole.clock.untilNext();
          // the program asks and asks whether its write has ended: time passes all the same
          if (busy && next !== undefined && next < 50) await whole.clock.advance(next, 1);
        }
        if (!busy) ended.push(track);
      }
      if (busy) interrupted++;
      written += ended.length;
      whole.kill(choose);
      await whole.boot();
      const again = await whole.logon('BOB');
      await whole.sees(again, /Ready;/);
      for (const track of ended) {
        const code = String(track).padStart(5, '0');
        await whole.command(again, `tracker read ${track}`, new RegExp(`Ready\\(${code}\\)`));
      }
      // the track that was being written may be anything, but it can be read at once and written anew
      const next = ended.length + 1;
      await whole.command(again, `tracker read ${next}`, /Ready[;(]/);
      expect(whole.test.log.filter((line) => line.includes('INTERNAL'))).to.deep.equal([]);
    }
    expect(interrupted, 'kills in the midst').to.be.greaterThan(4);
    expect(written, 'tracks written before').to.be.greaterThan(16);
  });
});
