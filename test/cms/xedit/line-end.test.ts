import { expect } from 'chai';
import type { Answer, Effect } from '../../../src/cms/command.js';
import { stackLine } from '../../../src/cms/program-stack.js';
import { POEM, content, edit, enter, setup } from '../../support/xedit-world.js';

/** CP and CMS behind the editor; what they were given is kept. */
function outside(given: string[], rc = 0): (effect: Effect) => Answer {
  return (effect) => {
    if (effect.kind === 'cp') {
      given.push(`CP ${effect.command}`);
      return { kind: 'cp', rc, lines: [`ANSWER TO ${effect.command}`] };
    }
    if (effect.kind === 'command') {
      given.push(`CMS ${effect.line}`);
      return { kind: 'rc', rc };
    }
    return { kind: 'done' };
  };
}

describe('XEDIT: several subcommands in the command line (SET LINEND)', () => {
  it('runs one after the other, and the screen comes when all are done', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      enter('next 2#c/are/were/#top#input a new line'),
      enter('file'),
    ]);
    expect(at.screens).to.have.length(2);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'a new line',
      'Roses are red',
      'violets were blue',
      ...POEM.slice(2),
    ]);
  });

  it('runs #CP as a command of CP', () => {
    const s = setup();
    const given: string[] = [];
    const { at } = edit(
      s,
      'xedit poem data',
      [enter('#cp query time'), enter('qq')],
      outside(given),
    );
    expect(given).to.deep.equal(['CP query time']);
    expect(at.screens[1]?.join('\n')).to.contain('ANSWER TO query time');
  });

  it('goes on behind commands of CP and CMS, and shows what all have said', () => {
    const s = setup();
    const given: string[] = [];
    const line = 'cp query time##listfile#cp query users#bottom';
    const { at } = edit(s, 'xedit poem data', [enter(line), enter('qq')], outside(given));
    expect(given).to.deep.equal(['CP query time', 'CMS listfile', 'CP query users']);
    const screen = at.screens[1]?.join('\n');
    expect(screen).to.contain('ANSWER TO query time');
    expect(screen).to.contain('ANSWER TO query users');
    expect(screen).to.contain('Line=4 ');
  });

  it('stops at an error of its own, of CP or of CMS', () => {
    for (const wrong of ['c/nothing/x/', 'locate /nothing/', 'set number maybe', 'cp x', 'cms x']) {
      const s = setup();
      const turns = [enter(`next#${wrong}#top#delete *`), enter('file')];
      const { at } = edit(s, 'xedit poem data', turns, outside([], 28));
      expect(at.screens[1]?.[0], wrong).to.contain('Size=4 ');
      expect(content(s, 'POEM', 'DATA'), wrong).to.deep.equal(POEM);
    }
  });

  it('goes on at the end of the file, which is no error', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [enter('next 100#up#delete'), enter('file')]);
    expect(at.screens[1]?.[0]).to.contain('Size=3');
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(POEM.slice(0, 3));
  });

  it('runs more of them than one step does', () => {
    const s = setup();
    const line = `${'n#u#'.repeat(14)}input last`;
    const { at } = edit(s, 'xedit poem data', [enter(line), enter('file')]);
    expect(at.screens).to.have.length(2);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(['last', ...POEM]);
  });

  it('is set, shown and taken away by SET LINEND', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      enter('query linend'),
      enter('set linend on ;'),
      enter('input a#b;query linend'),
      enter('set linend off'),
      enter('input c#d;e'),
      enter('query linend'),
      enter('set linend on ab'),
      enter('linend on'),
      enter('query linend#file'),
    ]);
    expect(at.screens[1]?.join('\n')).to.contain('LINEND ON #');
    expect(at.screens[3]?.join('\n')).to.contain('LINEND ON ;');
    expect(at.screens[6]?.join('\n')).to.contain('LINEND OFF');
    expect(at.screens[7]?.join('\n')).to.contain('520E');
    expect(content(s, 'POEM', 'DATA').slice(0, 2)).to.deep.equal(['a#b', 'c#d;e']);
  });

  it('runs what ? and & have put in the command line by ENTER alone', () => {
    const s = setup();
    const alone = (): 'ENTER' => 'ENTER';
    edit(s, 'xedit poem data', [
      ...[enter('input x'), enter('?'), alone, alone],
      ...[enter('&input y'), alone, alone, enter('file')],
    ]);
    expect(content(s, 'POEM', 'DATA').slice(0, 5)).to.deep.equal(['x', 'x', 'y', 'y', 'y']);
  });

  it('brings the whole line back with ?, repeats it with =, and leaves stacked lines whole', () => {
    const s = setup();
    stackLine(s.cms.stack, 'input stacked#line', 'FIFO');
    const { at } = edit(s, 'xedit poem data', [
      enter('input x#input y'),
      enter('='),
      enter('?'),
      (p) => {
        expect(p.rowOf('input x#input y')).to.be.greaterThan(0);
        p.command('file');
        return 'ENTER';
      },
    ]);
    expect(at.screens).to.have.length(4);
    expect(content(s, 'POEM', 'DATA').slice(0, 5)).to.deep.equal([
      'stacked#line',
      'x',
      'y',
      'x',
      'y',
    ]);
  });
});
