/** SET PREFIX, SET PENDING, LPREFIX and RESET. */
import { expect } from 'chai';
import { linesOf, newEditFile } from '../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../src/cms/xedit/editor.js';
import { runCommandLine } from '../../../src/cms/xedit/interpreter.js';
import { entryText } from '../../../src/cms/xedit/prefix/pending.js';
import { extractVariables } from '../../../src/cms/xedit/subcommands/extract.js';
import { content, edit, enter, setup } from '../../support/xedit-world.js';

function editor(): Editor {
  const file = newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, ['a', 'b', 'c', 'd']);
  return newEditor(file, { rows: 24, columns: 80 });
}

const run = (session: Editor, ...commands: readonly string[]): number[] =>
  commands.map((command) => runCommandLine(session, command).rc);
const values = (session: Editor, name: string) => extractVariables(session, name)?.[0]?.values;

describe('XEDIT SET PREFIX', () => {
  it('is shown, not shown, or shown as nulls, on either side', () => {
    const session = editor();
    expect(values(session, 'PREFIX')).to.deep.equal(['ON', 'LEFT']);
    run(session, 'set prefix nulls right');
    expect(values(session, 'PREFIX')).to.deep.equal(['NULLS', 'RIGHT']);
    run(session, 'pre off');
    expect(values(session, 'PREFIX')).to.deep.equal(['OFF']);
    expect(
      run(session, 'prefix', 'prefix sideways', 'prefix on middle', 'prefix off left'),
    ).to.deep.equal([5, 5, 5, 5]);
  });

  it('has the eight synonyms of the manual, and takes more', () => {
    const session = editor();
    expect(values(session, 'PREFIX SYNONYM *')).to.have.members([
      ...['> PRFSHIFT', '>> PRFSHIFT', '< PRFSHIFT', '<< PRFSHIFT'],
      ...['X PREFIXX', 'XX PREFIXX', 'S PRFSHOW', '..... SI'],
    ]);
    expect(run(session, 'set prefix synonym k d', 'prefix s + a')).to.deep.equal([0, 0]);
    expect(values(session, 'PREFIX SYNONYM K')).to.deep.equal(['D']);
    run(session, ':2', 'lprefix k2');
    expect(linesOf(activeFile(session))).to.deep.equal(['a', 'd']);
    run(session, ':1', 'lprefix +1');
    expect(linesOf(activeFile(session))).to.deep.equal(['a', '', 'd']);
    run(session, 'prefix synonym k k');
    expect(values(session, 'PREFIX SYNONYM K')).to.deep.equal(['K']);
    expect(
      run(session, 'prefix synonym', 'prefix synonym toolong d', 'prefix s a b c'),
    ).to.deep.equal([5, 5, 5]);
  });
});

describe('XEDIT SET PENDING', () => {
  it('puts entries on the list, which EXTRACT finds by name, kind and lines', () => {
    const session = editor();
    run(session, ':2', 'set pending block ll', ':3', 'pending on x 2', ':4', 'pending error q9');
    expect(activeFile(session).pending.map(entryText)).to.deep.equal(['LL', 'X2', '?Q9']);
    expect(values(session, 'PENDING *')).to.deep.equal([2, 'LL', 'LL', 'BLOCK', '', '', '']);
    expect(values(session, 'PENDING X')).to.deep.equal([3, 'X', 'PREFIXX', '', '2', '', '']);
    expect(values(session, 'PENDING OLDNAME PREFIXX')?.[0]).to.equal(3);
    expect(values(session, 'PENDING BLOCK LL :0 :1')).to.deep.equal([]);
    expect(values(session, 'PENDING BLOCK LL :0 :4')?.[0]).to.equal(2);
    expect(values(session, 'PENDING BLOCK X')).to.deep.equal([]);
    run(session, ':2', 'pending off');
    expect(activeFile(session).pending).to.have.length(2);
    expect(run(session, 'pending', 'pending on', 'pending maybe x')).to.deep.equal([5, 5, 5]);
  });

  it('RESET takes everything off it, and tells macros of that', () => {
    const session = editor();
    run(session, ':2', 'set pending block ll', ':3', 'pending on cc', 'reset');
    expect(activeFile(session).pending).to.deep.equal([]);
    expect(session.pending).to.deep.equal(['MACRO LL PREFIX CLEAR 2']);
  });

  it('LPREFIX without operands takes back what waits at the current line', () => {
    const session = editor();
    run(session, ':2', 'lprefix cc', 'lprefix');
    expect(activeFile(session).pending).to.deep.equal([]);
    expect(run(session, 'lprefix 12')).to.deep.equal([5]);
  });
});

describe('XEDIT prefix area on the screen', () => {
  it('tells what waits, and takes it back when it is typed over', () => {
    const { at } = edit(setup(), 'xedit poem data', [
      (p) => {
        p.prefix('violets', 'cc');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[14]).to.equal(' CC    violets are blue');
        expect(p.rows()[23]).to.match(/'CC' pending\.\.\.$/);
        p.prefix('violets', '     ');
        return 'ENTER';
      },
      enter('qquit'),
    ]);
    expect(at.screens[2]?.[14]).to.equal(' ===== violets are blue');
    expect(at.screens[2]?.[23]).to.match(/X E D I T {2}1 File$/);
  });

  it('marks what it does not know with a question mark; the key is taken all the same', () => {
    const { at } = edit(setup(), 'xedit poem data', [
      (p) => {
        p.prefix('violets', 'zap');
        p.command('down 2');
        return 'ENTER';
      },
      enter('reset'),
      enter('qquit'),
    ]);
    expect(at.screens[1]?.join('\n')).to.contain(' ?ZAP  violets are blue');
    expect(at.screens[1]?.[1]).to.match(/659E Invalid prefix subcommand: ZAP/);
    expect(at.screens[1]?.[0]).to.contain('Line=2');
    expect(at.screens[2]?.join('\n')).to.contain(' ===== violets are blue');
  });

  it('SI goes on as long as its line is filled', () => {
    const { at } = edit(setup(), 'xedit poem data', [
      (p) => {
        p.prefix('violets', 'si');
        return 'ENTER';
      },
      (p) => {
        const { row } = p.place;
        expect(p.rows()[row]).to.equal(' .....');
        p.typeAt(row, 7, 'and');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(p.place.row, 7, 'then');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('qquit'),
    ]);
    expect(at.screens[4]?.slice(13, 19)).to.deep.equal([
      ' ===== Roses are red',
      ' ===== violets are blue',
      ' ===== and',
      ' ===== then',
      ' ===== cards are punched',
      ' ===== and sent to you',
    ]);
  });

  it('SI ends when both views of the file are read, and each line that was typed over stays its own', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter('set screen 2'),
      (p) => {
        p.typeAt(10, 7, ':1');
        p.typeAt(22, 7, ':1');
        return 'ENTER';
      },
      (p) => {
        p.prefix('violets', 'si');
        return 'ENTER';
      },
      (p) => {
        const rows = p.rows();
        expect(rows.filter((row) => row.startsWith(' .....'))).to.have.length(2);
        p.typeAt(
          rows.findIndex((row) => row.includes('Roses')),
          7,
          'r',
        );
        p.typeAt(
          rows.findLastIndex((row) => row.includes('cards')),
          7,
          'C',
        );
        return 'ENTER';
      },
      enter('ffile'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'roses are red',
      'violets are blue',
      'Cards are punched',
      'and sent to you',
    ]);
  });

  it('SI goes on when its line was filled in the other view of the file', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      enter('set screen 2'),
      (p) => {
        p.typeAt(10, 7, ':1');
        p.typeAt(22, 7, ':3');
        return 'ENTER';
      },
      (p) => {
        p.prefix('violets', 'si');
        return 'ENTER';
      },
      (p) => {
        const rows = p.rows();
        p.typeAt(
          rows.findIndex((row) => row.includes('Roses')),
          7,
          'r',
        );
        p.typeAt(
          rows.findLastIndex((row) => row.startsWith(' .....')),
          7,
          'and',
        );
        return 'ENTER';
      },
      (p) => {
        // in the view in which it was filled
        expect(p.place.row).to.be.above(11);
        expect(p.rows()[p.place.row]).to.equal(' .....');
        p.typeAt(p.place.row, 7, 'then');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('ffile'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'roses are red',
      ...['violets are blue', 'and', 'then', 'cards are punched', 'and sent to you'],
    ]);
    expect(at.screens.at(-1)?.join('\n')).to.not.contain('.....');
  });

  it('SCALE and TABL go to the row in which they were entered', () => {
    const { at } = edit(setup(), 'xedit poem data', [
      enter('set tabs 1 5'),
      (p) => {
        p.prefix('violets', 'scale');
        p.prefix('and sent', 'tabl');
        return 'ENTER';
      },
      enter('qquit'),
    ]);
    expect(at.screens[2]?.slice(11, 18)).to.deep.equal([
      ' ===== * * * Top of File * * *',
      ' ===== Roses are red',
      ' ===== violets are blue',
      '       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...',
      ' ===== cards are punched',
      '       T   T',
      ' ===== and sent to you',
    ]);
  });

  it('X on a line, S on the shadow line', () => {
    const { at } = edit(setup(), 'xedit poem data', [
      (p) => {
        p.prefix('violets', 'x2');
        return 'ENTER';
      },
      (p) => {
        p.prefix('not displayed', 's-1');
        return 'ENTER';
      },
      enter('qquit'),
    ]);
    const dashes = '-'.repeat(20);
    expect(at.screens[1]?.slice(13, 16)).to.deep.equal([
      ' ===== Roses are red',
      ` ===== ${dashes} 2 line(s) not displayed ${dashes}`,
      ' ===== and sent to you',
    ]);
    expect(at.screens[2]?.slice(13, 17)).to.deep.equal([
      ' ===== Roses are red',
      ` ===== ${dashes} 1 line(s) not displayed ${dashes}`,
      ' ===== cards are punched',
      ' ===== and sent to you',
    ]);
  });
});
