/** How a session of XEDIT ends: the return code that QUIT and QQUIT name, and what comes behind them in a macro. */
import { expect } from 'chai';
import { takeStacked } from '../../../src/cms/program-stack.js';
import { edit, enter, setup, type Setup } from '../../support/xedit-world.js';

const world = (...lines: readonly string[]): Setup =>
  setup({
    files: [
      { name: 'OTHER', type: 'DATA', lines: ['one'] },
      { name: 'LEAVE', type: 'XEDIT', lines: ['/* */', ...lines] },
    ],
  });

describe('Leaving XEDIT', () => {
  for (const [line, rc] of [
    ['quit', 0],
    ['quit 5', 5],
    ['pquit 5', 5],
    ['qquit 28', 28],
    ['quit -3', -3],
    ['qquit 999999999', 999_999_999],
  ] as const) {
    it(`${line}: return code ${String(rc)}`, () => {
      expect(edit(world(), 'xedit poem data', [enter(line)]).rc).to.equal(rc);
    });
  }

  it('the return code of QUIT goes before that of the macro, which goes on', () => {
    const s = world("'QUIT 5'", 'queue rc', 'exit 9');
    expect(edit(s, 'xedit poem data', [enter('leave')]).rc).to.equal(5);
    expect(takeStacked(s.cms.stack)).to.equal('0');
  });

  it('without one it is that of the macro', () => {
    const s = world("'QUIT'", 'exit 9');
    expect(edit(s, 'xedit poem data', [enter('leave')]).rc).to.equal(9);
  });

  it('subcommands behind it end with return code 6', () => {
    const s = world("'QQUIT'", "'TOP'", 'exit rc');
    expect(edit(s, 'xedit poem data', [enter('input x'), enter('leave')]).rc).to.equal(6);
  });

  it('counts of the last file alone', () => {
    const turns = [enter('xedit other data'), enter('quit 7'), enter('quit')];
    expect(edit(world(), 'xedit poem data', turns).rc).to.equal(0);
    const both = [enter('xedit other data'), enter('quit'), enter('quit 7')];
    expect(edit(world(), 'xedit poem data', both).rc).to.equal(7);
  });

  it('a file that was changed stays, whatever the return code', () => {
    const turns = [enter('input x'), enter('quit 7'), enter('qquit')];
    const { at, rc } = edit(world(), 'xedit poem data', turns);
    expect(at.screens[2]!.join()).to.contain('DMSXSU577E');
    expect(rc).to.equal(0);
  });
});
