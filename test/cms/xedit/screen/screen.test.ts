/** What XEDIT's screen shows, cell by cell: characters and colours, at the sizes of terminals, and as SET says. */
import { expect } from 'chai';
import { newEditFile } from '../../../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../../../src/cms/xedit/editor.js';
import { runCommandLine } from '../../../../src/cms/xedit/interpreter.js';
import { paint } from '../../../../src/cms/xedit/paint.js';
import { extractVariables } from '../../../../src/cms/xedit/subcommands/extract.js';
import { makeDisplay } from '../../../../src/devices/display/display.js';
import { write } from '../../../../src/devices/display/outbound.js';
import { fromEbcdic } from '../../../../src/shared/ebcdic.js';
import { content, edit, enter, setup } from '../../../support/xedit-world.js';

const POEM = ['Roses are red', 'violets are blue', 'cards are punched'];

function editor(lines: readonly string[], rows = 24, columns = 80): Editor {
  const file = newEditFile(['POEM', 'DATA', 'A1'], 'F', 80, lines);
  return newEditor(file, { rows, columns });
}

/** A letter for each colour, by its code. */
const LETTERS = ['.', 'b', 'r', 'p', 'g', 't', 'y', 'w'];

/** The screen: rows of characters, and of the colours of fields (capital where one may type). */
function screen(session: Editor) {
  const { rows, columns } = session.display;
  const display = makeDisplay();
  display.alternate = { rows, columns };
  const { valid } = write(display, 0x0d, paint(session));
  expect(valid).to.equal(true);
  const text: string[] = [];
  const color: string[] = [];
  let letter = '.';
  for (let row = 0; row < rows; row++) {
    let [characters, letters] = ['', ''];
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const attribute = display.attributes[at]!;
      if (attribute !== 0) {
        const one = LETTERS[display.colors[at]! & 0x0f]!;
        letter = (attribute & 0x20) === 0 ? one.toUpperCase() : one;
      }
      const code = display.codes[at]!;
      characters += attribute !== 0 || code < 0x40 ? ' ' : fromEbcdic(Uint8Array.of(code));
      letters += attribute !== 0 ? '|' : letter;
    }
    text.push(characters.trimEnd());
    color.push(letters);
  }
  const { cursor } = display;
  return { text, color, cursor: [Math.floor(cursor / columns), cursor % columns] };
}

function after(session: Editor, ...commands: readonly string[]) {
  for (const command of commands) {
    const { rc } = runCommandLine(session, command);
    expect(rc, `${command}: ${session.messages.join()}`).to.equal(0);
  }
  return screen(session);
}

const SCALE = '|...+....1....+....2....+....3....+....4....+....5....+....6....+....7...';
const blank = (count: number): string[] => new Array<string>(count).fill('');

describe("XEDIT's screen", () => {
  it('24 by 80: every cell and colour', () => {
    const { text, color, cursor } = after(editor(POEM), ':1');
    expect(text).to.deep.equal([
      ' POEM     DATA     A1  F 80  Trunc=80 Size=3 Line=1 Col=1 Alt=0',
      ...blank(9),
      ' ===== * * * Top of File * * *',
      ' ===== Roses are red',
      `       ${SCALE}`,
      ' ===== violets are blue',
      ' ===== cards are punched',
      ' ===== * * * End of File * * *',
      ...blank(6),
      ' ====>',
      `${' '.repeat(60)}X E D I T  1 File`,
    ]);
    const data = (letter: string): string => `|GGGGG|${letter.repeat(73)}`;
    const row = (letter: string): string => `|${letter.repeat(79)}`;
    expect(color).to.deep.equal([
      row('b'),
      row('r'),
      ...new Array<string>(8).fill(row('.')),
      data('b'),
      data('W'),
      row('b'),
      data('G'),
      data('G'),
      data('b'),
      ...new Array<string>(6).fill(row('.')),
      `|bbbbb|${'G'.repeat(73)}`,
      `${'G'.repeat(59)}|${'b'.repeat(20)}`,
    ]);
    expect(cursor).to.deep.equal([22, 7]);
  });

  for (const [rows, columns, current] of [
    [32, 80, 15],
    [43, 80, 21],
    [27, 132, 13],
  ] as const) {
    it(`${rows} by ${columns}: the current line in the middle, the command line at the bottom`, () => {
      const { text, color } = screen(editor(POEM, rows, columns));
      expect(text).to.have.length(rows);
      expect(text[current]).to.equal(' ===== * * * Top of File * * *');
      expect(text[current + 1]!.slice(7, 80)).to.equal(SCALE);
      expect(text[current + 2]).to.equal(' ===== Roses are red');
      expect(text[rows - 2]).to.equal(' ====>');
      expect(text[rows - 1]!.trimStart()).to.equal('X E D I T  1 File');
      expect(text[rows - 1]!.indexOf('X')).to.equal(columns - 20);
      expect(color[current + 2]).to.equal(`|GGGGG|${'G'.repeat(columns - 7)}`);
    });
  }

  it('the scale shows column pointer, zone and truncation column as the manual draws them', () => {
    const session = editor(POEM);
    after(session, 'set trunc 41', 'set zone 1 32');
    activeFile(session).column = 8;
    expect(screen(session).text[12]).to.equal(
      '       <...+..|.1....+....2....+....3.>..+....4T...+....5....+....6....+....7...',
    );
  });

  it('scale and tab line stand where they are put', () => {
    const { text } = after(
      editor(POEM),
      'set scale on 3',
      'set tabs 1 4 9',
      'set tabline on -3',
      'set curline on 5',
    );
    expect(text[2]).to.equal(`       ${SCALE}`);
    expect(text[4]).to.equal(' ===== * * * Top of File * * *');
    expect(text[5]).to.equal(' ===== Roses are red');
    expect(text[21]).to.equal('       T  T    T');
  });

  it('the command line stands at the top, at the bottom, or nowhere; then there is no status area', () => {
    const top = after(editor(POEM), 'set cmdline top');
    expect(top.text[1]).to.equal(' ====>');
    expect(top.cursor).to.deep.equal([1, 7]);
    expect(top.text[23]).to.equal('');
    const bottom = after(editor(POEM), 'cmdline bottom');
    expect(bottom.text.slice(22)).to.deep.equal(['', ' ====>']);
    expect(bottom.color[23]).to.equal(`|bbbbb|${'G'.repeat(73)}`);
    const off = after(editor(POEM), 'cmdline off');
    expect(off.text.join('')).to.not.contain('====>');
    expect(off.cursor).to.deep.equal([11, 7]);
  });

  it('messages lie where MSGLINE says; with OVERLAY no row is kept for them', () => {
    const session = editor(POEM);
    after(session, 'set msgline on -4 2');
    session.messages = ['one', 'two'];
    const { text, color } = screen(session);
    expect(text.slice(19, 23)).to.deep.equal(['', ' one', ' two', ' ====>']);
    expect(color[20]).to.equal(`|${'r'.repeat(79)}`);
    session.messages = [];
    after(session, 'set msgline on 3 1 overlay', 'set curline on 3');
    expect(screen(session).text[2]).to.equal(' ===== * * * Top of File * * *');
    session.messages = ['three'];
    expect(screen(session).text[2]).to.equal(' three');
  });

  it('the prefix area stands at the right, is blank, or is not there', () => {
    const right = after(editor(POEM), 'set prefix on right');
    expect(right.text[13]).to.equal(` ${'Roses are red'.padEnd(74)}=====`);
    expect(right.color[13]).to.equal(`|${'G'.repeat(73)}|GGGGG`);
    const nulls = after(editor(POEM), 'set prefix nulls left', 'set number on');
    expect(nulls.text[13]).to.equal('     1 Roses are red');
    const off = after(editor(POEM), 'set prefix off');
    expect(off.text[13]).to.equal(' Roses are red');
  });

  it('top and end of the file are not told with TOFEOF OFF', () => {
    expect(after(editor(POEM), 'set tofeof off').text[11]).to.equal(' =====');
  });

  it('VERIFY shows columns side by side, and as hexadecimal digits', () => {
    expect(after(editor(POEM), 'set verify 7 9 1 5').text[13]).to.equal(' ===== areRoses');
    expect(after(editor(POEM), 'verify h 1 3').text[13]).to.equal(' ===== D996A2');
    expect(after(editor(POEM), 'verify 1 5 h 1 2').text[13]).to.equal(' ===== RosesD996');
    // OFF keeps typewriters from typing lines that were changed; a display shows them
    expect(after(editor(POEM), 'verify off 1 5').text[13]).to.equal(' ===== Roses');
  });

  it('NONDISP stands for what the display cannot show', () => {
    const session = editor(['a\u0001b']);
    expect(screen(session).text[13]).to.equal(' ===== a b');
    expect(after(session, 'set nondisp ?').text[13]).to.equal(' ===== a?b');
  });

  it('COLOR changes the colour of a part, or of all', () => {
    const session = editor(POEM);
    const { color } = after(session, 'set color filearea yellow', 'set color prefix pink high');
    expect(color[13]).to.equal(`|PPPPP|${'Y'.repeat(73)}`);
    expect(after(session, 'color * turquoise').color[0]).to.equal(`|${'t'.repeat(79)}`);
    const told = extractVariables(session, 'COLOR PREFIX')?.[0]?.values;
    expect(told).to.deep.equal(['TURQUOISE', 'NONE', 'HIGH', 'PS0']);
    expect(runCommandLine(session, 'color nothing red').rc).to.equal(5);
    expect(runCommandLine(session, 'color scale purple').rc).to.equal(5);
  });

  it('control characters make fields of a reserved line', () => {
    const session = editor(POEM);
    const { text, color } = after(
      session,
      'set ctlchar ! escape',
      'set ctlchar % protect red',
      'set ctlchar _ noprotect yellow',
      'set reserved -3 blue high Name:!_     !%(wanted)',
    );
    expect(text[21]).to.equal(' Name:       (wanted)');
    expect(color[21]).to.equal(`|bbbbb|YYYYY|${'r'.repeat(67)}`);
    expect(extractVariables(session, 'RESERVED')?.[0]?.values).to.deep.equal(['-3']);
    expect(extractVariables(session, 'CTLCHAR %')?.[0]?.values).to.deep.equal([
      ...['PROTECT', 'RED', 'NONE', 'NOHIGH', 'PS0'],
    ]);
    expect(after(session, 'set reserved -3 off').text[21]).to.equal('');
  });

  it('a screen full of control characters is cut to what a write may take', () => {
    const session = editor(POEM, 43, 132);
    after(session, 'set ctlchar ! escape', 'set ctlchar % protect red', 'set cmdline off');
    for (let row = 2; row <= 43; row++) {
      after(session, `set reserved ${row} blue high ${'!%'.repeat(100)}`);
    }
    expect(paint(session).length).to.be.at.most(16_000);
    screen(session);
  });
});

describe('XEDIT views', () => {
  it('SCREEN 2: one below the other, each with its own lines', () => {
    const { text } = after(editor(POEM), 'set screen 2', ':2');
    expect(text[0]).to.contain('Line=2');
    expect(text[12]).to.contain('Line=0');
    expect([text[10], text[22]]).to.deep.equal([' ====>', ' ====>']);
    expect(text[5]).to.equal(' ===== violets are blue');
    expect(text[17]).to.equal(' ===== * * * Top of File * * *');
  });

  it('SCREEN 2 VERTICAL: side by side, cut to their columns', () => {
    const { text, color } = after(editor(POEM), 'set screen 2 vertical');
    expect(text[13]).to.equal(`${' ===== Roses are red'.padEnd(40)} ===== Roses are red`);
    expect(color[13]).to.equal(`|GGGGG|${'G'.repeat(33)}`.repeat(2));
    expect(text[22]).to.equal(`${' ====>'.padEnd(40)} ====>`);
  });

  it('SIZE, WIDTH and DEFINE; what does not fit is refused', () => {
    const session = editor(POEM);
    expect(after(session, 'screen size 10 14').text[10]).to.contain('POEM');
    expect(after(session, 'screen width 30 50').text[0]!.lastIndexOf('POEM')).to.equal(31);
    after(session, 'screen define 10 80 1 1 14 40 11 1 14 40 11 41');
    expect(session.views.all).to.have.length(3);
    for (const wrong of [
      ...['screen 9', 'screen 0', 'screen size 4 20', 'screen size 20 20', 'screen width 10 70'],
      ...[
        'screen define 10 80 1 1 10 80 5 1',
        'screen define 10 80',
        'screen 2 sideways',
        'screen',
      ],
    ]) {
      expect(runCommandLine(session, wrong).rc, wrong).to.equal(5);
    }
    expect(extractVariables(session, 'SCREEN')?.[0]?.values).to.deep.equal([
      'DEFINE 10 80 1 1 14 40 11 1 14 40 11 41',
    ]);
    after(session, 'screen 1');
    expect(session.views.all).to.have.length(1);
  });

  it('a command in each view acts there; a line put in above moves the other view along', () => {
    const { at } = edit(setup(), 'xedit poem data', [
      enter('set screen 2'),
      (p) => {
        p.typeAt(10, 7, ':1');
        p.typeAt(22, 7, ':3');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(10, 7, 'input between');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(10, 7, 'set screen 1');
        return 'ENTER';
      },
      enter('qquit'),
    ]);
    expect(at.screens[2]?.[0]).to.contain('Line=1');
    expect(at.screens[2]?.[12]).to.contain('Line=3');
    expect(at.screens[3]?.[0]).to.contain('Size=5 Line=2');
    expect(at.screens[3]?.[12]).to.contain('Size=5 Line=4');
    expect(at.screens[3]?.[17]).to.equal(' ===== cards are punched');
    expect(at.screens[4]?.[22]).to.equal(' ====>');
  });

  it('in input mode, what is typed in another view goes to the line that stood there', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      enter('set screen 2'),
      (p) => {
        p.typeAt(10, 7, ':1');
        p.typeAt(22, 7, ':3');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(10, 7, 'input');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(17, 7, 'C');
        p.typeAt(7, 7, 'between');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(7, 7, 'and more');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('ffile'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'Roses are red',
      'between',
      'and more',
      'violets are blue',
      'Cards are punched',
      'and sent to you',
    ]);
    // the cursor stayed in the input zone
    expect(at.screens[4]?.[10]).to.contain('Input Zone');
    expect(at.screens[6]?.[10]).to.equal(' ====>');
  });

  it('each view may show a file of its own; QUIT leaves that of the view with the cursor', () => {
    const { at, rc } = edit(setup(), 'xedit poem data', [
      enter('xedit other data'),
      enter('set screen 2'),
      (p) => {
        p.typeAt(22, 7, 'down 2');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(22, 7, 'quit');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(10, 7, 'qquit');
        return 'ENTER';
      },
    ]);
    expect(rc).to.equal(0);
    expect([at.screens[2]?.[0]?.slice(1, 6), at.screens[2]?.[12]?.slice(1, 5)]).to.deep.equal([
      'OTHER',
      'POEM',
    ]);
    expect(at.screens[3]?.[12]).to.contain('Line=2');
    expect([at.screens[4]?.[0]?.slice(1, 6), at.screens[4]?.[12]?.slice(1, 6)]).to.deep.equal([
      'OTHER',
      'OTHER',
    ]);
  });

  it('a terminal that becomes too small shows the active view alone', () => {
    const session = editor(POEM, 43, 80);
    after(session, 'screen 8');
    session.display = { rows: 24, columns: 80 };
    expect(screen(session).text[22]).to.equal(' ====>');
    expect(screen(session).text.filter((row) => row.includes('POEM'))).to.have.length(1);
  });

  it('a line takes as many rows as VERIFY asks for, each with room to type', () => {
    const wide = ['x'.repeat(73) + 'y'.repeat(73) + 'z'.repeat(10), 'short'];
    const file = newEditFile(['WIDE', 'DATA', 'A1'], 'F', 160, wide);
    const session = newEditor(file, { rows: 24, columns: 80 });
    const { text, color } = after(session, ':1', 'set verify 1 160');
    expect(text.slice(11, 20)).to.deep.equal([
      ` ===== ${'x'.repeat(73)}`,
      `       ${SCALE}`,
      `       ${'y'.repeat(73)}`,
      `       ${'z'.repeat(10)}`,
      ' ===== short',
      ...blank(2),
      ' ===== * * * End of File * * *',
      '',
    ]);
    expect(color[13]).to.equal(`|${'.'.repeat(5)}|${'W'.repeat(73)}`);
    // * is the record length
    expect(after(session, 'set verify 1 *').text[13]).to.equal(`       ${'y'.repeat(73)}`);
    expect(after(session, 'set verify 1 72').text[13]).to.equal(' ===== short');
    // the cursor goes to the row that shows its column
    expect(after(session, 'set verify 1 160', 'cursor file 1 80').cursor).to.deep.equal([13, 13]);
  });

  it('FORWARD and BACKWARD count rows, not lines, where lines take several', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `line ${String(i + 1)}`);
    const file = newEditFile(['WIDE', 'DATA', 'A1'], 'F', 200, lines);
    const session = newEditor(file, { rows: 24, columns: 80 });
    after(session, ':1', 'set verify 1 200', 'forward');
    expect(activeFile(session).current).to.equal(7);
    after(session, 'backward', ':20', 'forward 2', 'backward 2');
    expect(activeFile(session).current).to.equal(20);
  });

  it('lines around a range are those of its top and end', () => {
    const session = editor(['one', 'two', 'three', 'four', 'five']);
    after(session, 'set range :2 :4', 'top');
    expect(screen(session).text.slice(9, 18)).to.deep.equal([
      ...blank(2),
      ' ===== * * * Top of Range * * *',
      `       ${SCALE}`,
      ' ===== two',
      ' ===== three',
      ' ===== four',
      ' ===== * * * End of Range * * *',
      '',
    ]);
    const whole = after(session, 'set range :1 *', ':1').text;
    expect(whole[10]).to.equal(' ===== * * * Top of File * * *');
  });
});
