/** XEDIT in update mode: what is shown, what is written, and that UPDATE makes the same of it. */
import { expect } from 'chai';
import type { SourceFile } from '../../../../src/cms/files/build-disk.js';
import { readOpening } from '../../../../src/cms/xedit/xedit-options.js';
import { checkDisk } from '../../../support/check-disk.js';
import { content, edit, enter, setup, type Setup } from '../../../support/xedit-world.js';

/** A card with a number in columns 73 to 80. */
const card = (text: string, number: number | string = ''): string =>
  text.padEnd(72) + (number === '' ? '' : String(number).padStart(8, '0'));
const cards = (name: string, type: string, ...lines: string[]): SourceFile => ({
  ...{ name, type, lines, fixedLength: 80 },
});
const SOURCE = ['one', 'two', 'three', 'four'].map((text, i) => card(text, (i + 1) * 1000));
const STAMP = '11/22/26 10:11:12';
const statement = (text: string): string => text.padEnd(54) + STAMP;

function world(...files: SourceFile[]): Setup {
  return setup({ files: [cards('PROG', 'ASSEMBLE', ...SOURCE), ...files] });
}

/** The lines that a session shows without their numbers. */
const shown = (s: Setup, screen: number): string[] =>
  (s.at.screens[screen] ?? [])
    .filter((row) => row.startsWith(' ====='))
    .map((row) => row.slice(7).trimEnd())
    .filter((text) => !text.startsWith('* * *'));

describe('XEDIT in update mode', () => {
  it('takes its options by their shortest forms, and CTL and MERGE mean UPDATE', () => {
    const opening = { silent: false, seq8: true, update: true };
    expect(readOpening(['U'])).to.deep.equal(opening);
    expect(readOpening(['C', 'PROG'])).to.deep.equal({ ...opening, control: 'PROG' });
    expect(readOpening(['M', 'UN', 'FIX1', 'I', '5', 'SID', '@FIX'])).to.deep.equal({
      ...opening,
      ...{ merge: true, until: 'FIX1', increment: 5, sidcode: '@FIX' },
    });
    expect(readOpening(['NOU', 'NOC', 'NOS'])).to.deep.equal({ silent: false, seq8: false });
    const wrong: readonly (readonly [string, string])[] = [
      ['INCR X', 'DMSXIN029E Invalid parameter X in the option INCR field'],
      ['CTL *', 'DMSXIN029E Invalid parameter * in the option CTL field'],
      ['UNTIL', 'DMSXIN050E Parameter missing after UNTIL'],
      ['UPDATE NOUPDATE', 'DMSXIN066E UPDATE and NOUPDATE are conflicting options'],
      ['CTL A NOCTL', 'DMSXIN066E CTL and NOCTL are conflicting options'],
    ];
    for (const [options, line] of wrong) {
      expect(readOpening(options.split(' ')), options).to.equal(line);
    }
  });

  it('writes what is changed as an update file, and leaves the source', () => {
    const s = world();
    const { rc } = edit(s, 'xedit prog assemble (update', [
      (p) => {
        expect(p.rows()[0]).to.contain('PROG     UPDATE   A1  F 80  Trunc=72 Size=4');
        p.command(':1#change /ONE/FIRST/');
        return 'ENTER';
      },
      enter('case mixed#:1#change /one/first/#:2#input new a#input new b#:6#delete'),
      enter('query update#query baseft'),
      enter('file'),
    ]);
    expect(rc).to.equal(0);
    expect(s.at.screens[3]?.join('\n')).to.contain('UPDATE ON').and.contain('BASEFT ASSEMBLE');
    expect(content(s, 'PROG', 'ASSEMBLE')).to.deep.equal(SOURCE);
    expect(content(s, 'PROG', 'UPDATE')).to.deep.equal([
      statement('./ R 00001000          $ 1490 490'),
      card('first', 1000),
      statement('./ I 00002000          $ 2300 300'),
      'new a',
      'new b',
      statement('./ D 00004000'),
    ]);
    expect(checkDisk(s.disk)).to.deep.equal([]);
  });

  it('shows a source with its update, whose comments stay, and keeps it when nothing is changed', () => {
    const update = [
      './ * what this is for',
      statement('./ I 00002000          $ 2500 500'),
      'put in',
      './ * and this',
      statement('./ R 00004000          $ 4990 990'),
      'last',
    ];
    const s = world(cards('PROG', 'UPDATE', ...update));
    edit(s, 'xedit prog assemble (u', [
      enter('save'),
      enter('case mixed#:3#replace put in then'),
      enter('file'),
    ]);
    expect(s.at.screens[0]?.join('\n'))
      .to.contain("DMSXUP178I Updating 'PROG ASSEMBLE A1'")
      .and.contain("DMSXUP178I Applying 'PROG UPDATE A1'");
    expect(shown(s, 1)).to.deep.equal(['one', 'two', 'put in', 'three', 'last']);
    const then = content(s, 'PROG', 'UPDATE');
    expect(then).to.deep.equal([
      './ * what this is for',
      statement('./ I 00002000          $ 2500 500'),
      card('put in then', 2500),
      './ * and this',
      statement('./ R 00004000          $ 4990 990'),
      card('last', 4990),
    ]);
  });

  it('applies what a control file names; changes go to the last of them, with SIDCODE', () => {
    const s = world(
      cards('PROG', 'CNTRL', 'TEXT MACS DMSLIB', 'NEW UPDTNEW', 'LCL AUXLCL'),
      cards('PROG', 'AUXLCL', 'FIX2 the second', 'FIX1 the first'),
      cards('PROG', 'FIX1', statement('./ I 00001000          $ 1500 500'), 'by fix1'),
      cards('PROG', 'FIX2', statement('./ R 00001500          $ 1740 240'), 'by fix2'),
    );
    const { rc } = edit(s, 'xedit prog assemble (ctl prog sidcode @NEW', [
      (p) => {
        expect(p.rows()[0]).to.contain('PROG     UPDTNEW  A1');
        p.command(':2#input by new');
        return 'ENTER';
      },
      enter('file'),
    ]);
    expect(rc).to.equal(0);
    expect(shown(s, 1).slice(0, 4)).to.deep.equal(['one', 'by fix2', 'BY NEW', 'two']);
    expect(content(s, 'PROG', 'UPDTNEW')).to.deep.equal([
      statement('./ I 00001740          $ 1840 100'),
      `${'BY NEW'.padEnd(63)}@NEW`,
    ]);
  });

  it('UNTIL stops behind one, which is the one that is changed; what is not named is told', () => {
    const files = [
      cards('PROG', 'CNTRL', 'TEXT MACS', 'B FIX2', 'A FIX1'),
      cards('PROG', 'UPDTFIX1', statement('./ D 00001000')),
      cards('PROG', 'UPDTFIX2', statement('./ D 00002000')),
    ];
    const s = world(...files);
    edit(s, 'xedit prog assemble (ctl prog until updtfix1', [
      enter('query until'),
      enter(':1#delete'),
      enter('file'),
    ]);
    expect(shown(s, 0)).to.deep.equal(['two', 'three', 'four']);
    expect(s.at.screens[1]?.[1]).to.equal(' UNTIL UPDTFIX1');
    expect(content(s, 'PROG', 'UPDTFIX1')).to.deep.equal([statement('./ D 00001000 00002000')]);
    const other = world(cards('PROG', 'CNTRL', 'TEXT MACS', 'A FIX1'));
    edit(other, 'xedit prog assemble (ctl prog until fix3', [() => 'PF3']);
    expect(other.at.screens[0]?.slice(1, 3)).to.deep.equal([
      ' DMSXUP570W Update FIX3 specified in the UNTIL option field not found',
      ' DMSXIN571I Creating new file:',
    ]);
  });

  it('MERGE makes one update of all', () => {
    const s = world(
      cards('PROG', 'CNTRL', 'TEXT MACS', 'B FIX2', 'A FIX1'),
      cards('PROG', 'UPDTFIX1', statement('./ I 00001000          $ 1500 500'), 'by fix1'),
      cards('PROG', 'UPDTFIX2', statement('./ I 00001500          $ 1700 200'), 'by fix2'),
    );
    edit(s, 'xedit prog assemble (ctl prog merge', [enter('file')]);
    expect(content(s, 'PROG', 'UPDTFIX2')).to.deep.equal([
      statement('./ I 00001000          $ 1300 300'),
      card('by fix1', 1500),
      card('by fix2', 1700),
    ]);
  });

  it('puts lines in anew where there is no room between two numbers, and with INCR', () => {
    const tight = ['a', 'b', 'c'].map((text, i) => card(text, 100 + i));
    const s = setup({ files: [cards('PROG', 'ASSEMBLE', ...tight, card('d', 200))] });
    edit(s, 'xedit prog assemble (update', [enter(':1#input new'), enter('file')]);
    expect(content(s, 'PROG', 'UPDATE')).to.deep.equal([
      statement('./ R 00000101 00000102 $ 111 10'),
      'NEW',
      card('b', 101),
      card('c', 102),
    ]);
    const wide = world();
    edit(wide, 'xedit prog assemble (update incr 500', [
      enter(':2#replace new#:3#input new'),
      enter('file'),
    ]);
    expect(content(wide, 'PROG', 'UPDATE')).to.deep.equal([
      statement('./ R 00002000          $ 2500 500'),
      card('NEW', 2000),
      statement('./ I 00003000          $ 3500 500'),
      'NEW',
    ]);
  });

  it('without changes nothing is written, and an update that is taken back says nothing', () => {
    const s = world();
    edit(s, 'xedit prog assemble (update', [enter('save'), enter('file')]);
    expect(s.at.screens[1]?.[1]).to.equal(' DMSXFD559W Warning: file is empty');
    expect(content(s, 'PROG', 'UPDATE')).to.deep.equal(['PROG UPDATE is not there']);
    const other = world(cards('PROG', 'UPDATE', statement('./ I 00004000'), 'more'));
    edit(other, 'xedit prog assemble (update', [enter(':5#delete'), enter('file')]);
    expect(content(other, 'PROG', 'UPDATE')).to.deep.equal(['./ *']);
  });

  const wrong: readonly (readonly [string, readonly SourceFile[], number, string])[] = [
    ['none assemble (update', [], 28, 'DMSXIN002E File NONE ASSEMBLE not found'],
    ['prog assemble (ctl none', [], 28, 'DMSXIN002E File NONE CNTRL not found'],
    [
      'poem data (update',
      [],
      32,
      'DMSXUP007E File POEM DATA A1 does not have records of 80 characters',
    ],
    [
      'prog assemble (ctl prog',
      [cards('PROG', 'CNTRL', 'A FIX1')],
      32,
      "DMSXUP179E Missing or duplicate MACS card in control file 'PROG CNTRL A1'",
    ],
    [
      'prog assemble (ctl prog',
      [cards('PROG', 'CNTRL', 'TEXT MACS')],
      32,
      'DMSXUP181E No update files were found',
    ],
    [
      'prog assemble (ctl prog merge',
      [cards('PROG', 'CNTRL', 'TEXT MACS', 'A FIX1'), cards('PROG', 'UPDTFIX1', './ S 10 10')],
      32,
      'DMSXUP597E Unable to merge updates containing ./ S cards',
    ],
  ];
  for (const [operands, files, rc, line] of wrong) {
    it(`${operands}: ${line}`, () => {
      const { rc: ended, lines } = edit(world(...files), `xedit ${operands}`, []);
      expect(ended).to.equal(rc);
      expect(lines.at(-1)).to.equal(line);
    });
  }

  it('599S where no number tells what is changed', () => {
    const blank = cards('PROG', 'ASSEMBLE', 'a', 'b');
    const s = setup({ files: [blank] });
    edit(s, 'xedit prog assemble (update', [enter(':1#delete'), enter('save'), enter('qquit')]);
    expect(s.at.screens[2]?.[1]).to.equal(
      ' DMSXUP599S Unable to build update file: serialization destroyed',
    );
  });

  it('LOAD in a profile may say it, and XEDIT in the ring', () => {
    const profile = {
      ...{ name: 'PROFILE', type: 'XEDIT' },
      lines: ['/* */', 'parse arg f', "if word(f, 2) = 'ASSEMBLE' then 'LOAD' f '(UPDATE'"],
    };
    const s = world(profile);
    edit(s, 'xedit prog assemble', [
      enter('xedit poem data'),
      enter('xedit prog assemble (update'),
      enter('query nbfile'),
      enter('qquit'),
      enter('qquit'),
    ]);
    expect(s.at.screens[0]?.[0]).to.contain('PROG     UPDATE   A1');
    expect(s.at.screens[2]?.[0]).to.contain('PROG     UPDATE   A1');
    expect(s.at.screens[3]?.join('\n')).to.contain('NBFILE 2');
  });
});
