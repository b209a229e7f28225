import { expect } from 'chai';
import { flowed } from '../../../src/cms/xedit/power-input.js';
import { content, edit, enter, setup } from '../../support/xedit-world.js';

describe('POWERINP', () => {
  it('divides text between words, at line ends, and where a word is too long', () => {
    expect(flowed('one two three', 7, '#')).to.deep.equal(['one two', 'three']);
    expect(flowed('one#  two three#', 9, '#')).to.deep.equal(['one', '  two', 'three', '']);
    expect(flowed('abcdefghij kl', 4, '#')).to.deep.equal(['abcd', 'efgh', 'ij', 'kl']);
    expect(flowed('   abcdefgh', 5, '')).to.deep.equal(['   ab', 'cdefg', 'h']);
    expect(flowed('a#b', 5, '')).to.deep.equal(['a#b']);
  });

  it('takes text that goes on from row to row, until ENTER with nothing typed', () => {
    const s = setup();
    const long = 'word '.repeat(40).trim();
    const { at } = edit(s, 'xedit new note', [
      enter('powerinp'),
      (p) => {
        expect(p.rows()[23]).to.equal(' * * * Power Typing * * *');
        expect(p.place).to.deep.equal({ row: 2, column: 1 });
        p.typeAt(2, 1, `${long}#  A new line`);
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[0]).to.contain('Size=3 Line=3');
        p.typeAt(2, 1, 'apart');
        p.typeAt(3, 0, 'from it');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(at.screens.at(-1)?.[23]).to.match(/X E D I T {2}1 File$/);
    const lines = content(s, 'NEW', 'NOTE');
    expect(lines.slice(0, 2).join(' ')).to.equal(long);
    expect(lines[0]!.length).to.be.within(127, 132);
    expect(lines[2]).to.equal('  A new line');
    expect(lines[3]).to.match(/^apart +from it$/);
    expect(lines).to.have.length(4);
  });

  it('another key takes what was typed, ends it, and does what it is for', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      enter('set case upper#powerinp'),
      (p) => {
        p.typeAt(2, 1, 'first');
        return 'PF3';
      },
      enter('query inpmode#powerinp x'),
      enter('file'),
    ]);
    const screen = at.screens.at(-2)?.join('\n');
    expect(screen).to.contain('577E').and.contain('===== FIRST');
    expect(at.screens.at(-1)?.join('\n')).to.contain('INPMODE OFF').and.contain('520E');
    expect(content(s, 'POEM', 'DATA')[0]).to.equal('FIRST');
  });
});
