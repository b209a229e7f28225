import { expect } from 'chai';
import { edit, enter, setup } from '../../support/xedit-world.js';

const wrong = (...lines: string[]) => ({
  name: 'WRONG',
  type: 'XEDIT',
  lines: ['/* */', ...lines],
});

describe('XEDIT macros in REXX that are in error', () => {
  it('have the message of the error behind the clause that is traced back', () => {
    const s = setup({ files: [wrong('x = 1/0')] });
    const { at } = edit(s, 'xedit poem data', [enter('wrong'), enter('qquit')]);
    const screen = at.screens.at(-1)!.map((row) => row.trim());
    const first = screen.indexOf('2 +++ x = 1/0');
    expect(first).to.be.greaterThan(-1);
    expect(screen[first + 1]).to.equal(
      'DMSREX477E Error 42 running WRONG XEDIT, line 2: Arithmetic overflow/underflow',
    );
  });
});
