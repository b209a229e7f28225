import { expect } from 'chai';
import type { Answer, Effect } from '../../../src/cms/command.js';
import { checkDisk } from '../../support/check-disk.js';
import type { Turn } from '../../support/display-operator.js';
import { content, edit, enter, POEM, setup } from '../../support/xedit-world.js';

/** Takes commands that the session gives to CMS. */
function commands(): { seen: string[]; take: (effect: Effect) => Answer } {
  const seen: string[] = [];
  return {
    seen,
    take(effect) {
      if (effect.kind === 'command') seen.push(effect.line.trim());
      return effect.kind === 'command' ? { kind: 'rc', rc: 0 } : { kind: 'done' };
    },
  };
}

/** Types over a line of the poem. */
const over =
  (line: string, text: string): Turn =>
  (at) => {
    at.typeAt(at.rowOf(line), 7, text);
    return 'ENTER';
  };

describe('SET AUTOSAVE', () => {
  it('saves the file under a number after so many changes, and erases that when it is saved', () => {
    const s = setup();
    const { seen, take } = commands();
    const { rc, at } = edit(
      s,
      'xedit poem data',
      [
        enter('set autosave 2'),
        over('violets', 'VIOLETS'),
        over('Roses', 'ROSES'),
        (p) => {
          expect(content(s, '100001', 'AUTOSAVE')).to.deep.equal([
            'ROSES are red',
            'VIOLETS are blue',
            ...POEM.slice(2),
          ]);
          expect(content(s, 'POEM', 'DATA')).to.deep.equal(POEM);
          p.command('query autosave');
          return 'ENTER';
        },
        enter('file'),
      ],
      take,
    );
    expect(rc).to.equal(0);
    const screens = at.screens.map((screen) => screen.join('\n'));
    expect(screens.filter((screen) => screen.includes('Autosaved as'))).to.have.length(1);
    expect(screens[3]).to.contain('DMSXSU510I Autosaved as 100001 AUTOSAVE A1');
    expect(screens[3]).to.contain('Alt=0');
    expect(screens[4]).to.contain('AUTOSAVE 2 100001 0 A');
    expect(content(s, 'POEM', 'DATA').slice(0, 2)).to.deep.equal([
      'ROSES are red',
      'VIOLETS are blue',
    ]);
    expect(seen).to.have.length(1);
    expect(seen[0]).to.match(/ERASE +100001 +AUTOSAVE +A1/);
    checkDisk(s.disk);
  });

  it('has a file for each of the ring, and erases it when that one is left', () => {
    const s = setup();
    const { seen, take } = commands();
    const { rc } = edit(
      s,
      'xedit poem data',
      [
        enter('xedit other data'),
        enter('set autosave 1'),
        enter('input a line'),
        enter('qquit'),
        enter('quit'),
      ],
      take,
    );
    expect(rc).to.equal(0);
    expect(content(s, '100002', 'AUTOSAVE')).to.deep.equal(['a line']);
    expect(seen.map((line) => line.split(/\s+/).slice(-3, -1))).to.deep.equal([
      ['100002', 'AUTOSAVE'],
    ]);
  });

  it('tells once when it cannot save, and is off then', () => {
    const s = setup({ readOnly: true });
    const { at } = edit(s, 'xedit poem data', [
      enter('set autosave 1'),
      over('violets', 'VIOLETS'),
      enter('query autosave'),
      enter('qquit'),
    ]);
    const screens = at.screens.map((screen) => screen.join('\n'));
    expect(screens[2]).to.contain('037E');
    expect(screens[3]).to.contain('AUTOSAVE OFF 100001 1 A');
  });
});
