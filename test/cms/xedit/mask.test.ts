/** SET MASK and SET TRANSLAT: what new lines hold, and which capitals letters have. */
import { expect } from 'chai';
import { content, edit, enter, setup } from '../../support/xedit-world.js';
import { xeditCases } from '../../support/xedit-cases.js';

describe('SET MASK in XEDIT', () => {
  it('stands in the input zone, and in lines between those that were typed', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter('set mask immed *       *'),
      enter('input'),
      (p) => {
        expect(p.rows().filter((row) => row.trim() === '*       *').length).to.be.greaterThan(3);
        const row = p.rowOf('*       *');
        p.typeAt(row, 7, '* one   *');
        p.typeAt(row + 2, 7, '* three *');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA').slice(0, 4)).to.deep.equal([
      ...['* one   *', '*       *', '* three *', 'Roses are red'],
    ]);
  });

  it('is what the prefix command A adds', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      (p) => {
        p.prefix('Roses', 'a2');
        p.command('set mask immed x');
        return 'ENTER';
      },
      (p) => {
        p.prefix('violets', 'a2');
        return 'ENTER';
      },
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      ...['Roses are red', '', '', 'violets are blue', 'x', 'x', 'cards are punched'],
      'and sent to you',
    ]);
  });
});

describe('SET TRANSLAT in XEDIT', () => {
  const lines = ['a{b', 'A[B'];
  xeditCases({
    'UPPERCAS and LOWERCAS go by it': {
      ...{ lines, current: 1, enter: ['set translat { [', 'uppercas', ':2', 'lowercas'] },
      expect: ['A[B', 'a{b'],
    },
    'CASE UPPER goes by it': {
      ...{ lines, current: 1, enter: ['set case upper', 'set translat { [', 'replace x{y'] },
      expect: ['X[Y', 'A[B'],
    },
    'OFF: the usual letters': {
      ...{ lines, current: 1, enter: ['set translat { [', 'set translat off', 'uppercas'] },
      expect: ['A{B', 'A[B'],
    },
  });
});
