import { expect } from 'chai';
import { stackLine, typeAhead } from '../../../src/cms/program-stack.js';
import { POEM, content, edit, enter, setup } from '../../support/xedit-world.js';

describe('XEDIT and what was typed or stacked before it, and SCHANGE', () => {
  it('takes stacked and typed-ahead lines before it shows the screen', () => {
    const s = setup();
    for (const line of ['bottom', 'input']) stackLine(s.cms.stack, line, 'FIFO');
    for (const line of ['one more', 'and another', '', 'top']) typeAhead(s.cms.stack, line);
    const { at } = edit(s, 'xedit poem data', [enter('file')]);
    expect(at.screens).to.have.length(1);
    expect(at.screens[0]?.[0]).to.contain('Size=6 Line=0');
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([...POEM, 'one more', 'and another']);
  });

  it('needs no screen when the stack says all', () => {
    const s = setup();
    for (const line of ['next', 'c/are/were/ 3', 'file']) stackLine(s.cms.stack, line, 'FIFO');
    const { at, rc } = edit(s, 'xedit poem data', []);
    expect([rc, at.screens.length]).to.deep.equal([0, 0]);
    expect(content(s, 'POEM', 'DATA').slice(0, 2)).to.deep.equal([
      'Roses were red',
      'violets were blue',
    ]);
    expect(s.cms.stack.size).to.equal(0);
  });

  it('STACK puts thousands of lines there, so many a step', () => {
    const macro =
      "'COMMAND :1'; 'STACK *'; code = rc; n = queued(); pull a; do n - 1; parse pull b; end";
    const lines = Array.from({ length: 4500 }, (_, n) => `line ${n + 1}`);
    const s = setup({
      files: [
        { name: 'MANY', type: 'DATA', lines },
        { name: 'MINE', type: 'XEDIT', lines: ['/* */', macro, "'MSG' code n a b"] },
      ],
    });
    const { at } = edit(s, 'xedit many data', [enter('macro mine'), () => 'PF3']);
    expect(at.screens[1]?.[1]).to.equal(' 1 4500 LINE 1 line 4500');
  });

  it('keeps what was typed when an attention comes without a key', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      (p) => {
        p.typeAt(p.rowOf('Roses'), 7, 'Tulip', false);
        return 'NONE';
      },
      (p) => {
        expect(p.rowOf('Tulip are red')).to.be.greaterThan(0);
        p.command('file');
        return 'ENTER';
      },
    ]);
    expect(at.screens).to.have.length(2);
    expect(content(s, 'POEM', 'DATA')[0]).to.equal('Tulip are red');
  });

  it('STACK takes lines up to a target, and columns of them; the last is the current one', () => {
    const { at } = edit(
      setup({
        files: [
          {
            ...{ name: 'ASK', type: 'XEDIT' },
            lines: [
              ...['/* */', 'parse arg first "," range "," what', "'SET RANGE' range", "':'first"],
              ...["'STACK' what", 'code = rc', "'EXTRACT /LINE/'", "text = ''"],
              ...["do queued(); parse pull line; text = text'<'line'>'; end"],
              "'MSG' code line.1 text",
            ],
          },
        ],
      }),
      'xedit poem data',
      [
        enter('macro ask 1,-* *,'),
        enter('macro ask 1,-* *,2 3 4'),
        enter('macro ask 2,-* *,/and/'),
        enter('macro ask 3,-* *,-2 1 2'),
        enter('macro ask 2,:2 :3,* 1 3'),
        enter('macro ask 4,-* *,5'),
        enter('qquit'),
      ],
    );
    expect(at.screens.slice(1).map((screen) => screen[1])).to.deep.equal([
      ' 0 1 <Roses are red>',
      ' 0 2 <ses ><olet>',
      ' 0 3 <violets are blue><cards are punched>',
      ' 0 2 <vi><ca>',
      ' 1 3 <vio><car>',
      ' 1 4 <and sent to you>',
    ]);
  });

  it('SCHANGE finds one place after the other, and its key changes it', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      (p) => {
        p.command('c/are/were/');
        return 'PF5';
      },
      () => 'PF5',
      () => 'PF6',
      () => 'PF5',
      () => 'PF6',
      () => 'PF5',
      enter('file'),
    ]);
    expect(at.screens[1]?.[1]).to.equal(' PF06 changes this one');
    expect(at.screens[1]?.[0]).to.contain('Line=1 ');
    expect(at.screens[2]?.[0]).to.contain('Line=2 ');
    expect(at.screens[3]?.[1]).to.contain('1 occurrence(s) changed on 1 line(s)');
    expect(at.screens[6]?.[1]).to.contain('Not found');
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'Roses are red',
      'violets were blue',
      'cards were punched',
      'and sent to you',
    ]);
  });
});
