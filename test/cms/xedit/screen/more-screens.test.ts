/** Whole screens of XEDIT by what SET says of them, cell by cell: see the table. */
import { expect } from 'chai';
import { newEditFile } from '../../../../src/cms/xedit/edit-file.js';
import { newEditor } from '../../../../src/cms/xedit/editor.js';
import { runWhole } from '../../../support/xedit-cases.js';
import { looksOf } from '../../../support/xedit-looks.js';
import { edit, enter, setup } from '../../../support/xedit-world.js';
import { SCREENS } from './screens-table.js';

const POEM = ['Roses are red', 'violets are blue', 'cards are punched', 'and sent to you'];
const SONG = [
  ...['Row row row your boat', 'gently down the stream', 'merrily merrily', 'life is but a dream'],
];

describe('A screen of XEDIT as SET has it', () => {
  for (const { title, size, enter, second, cursor, screen } of SCREENS) {
    it(title, () => {
      const [rows, columns] = size;
      const file = newEditFile(['POEM', 'DATA', 'A1'], 'F', 80, POEM);
      const session = newEditor(file, { rows, columns });
      if (second) session.ring.push(newEditFile(['SONG', 'TEXT', 'A1'], 'V', 132, SONG));
      for (const one of enter) {
        const { rc } = runWhole(session, one);
        expect(rc, one).to.be.within(0, 1);
      }
      const shown = looksOf(session);
      const lines = shown.rows.flatMap(({ text, look }, i) =>
        text === '' && look === `.${String(columns - 1)}`
          ? []
          : [`${String(i + 1).padStart(2)}|${text}|${look}`],
      );
      expect(`\n${lines.join('\n')}\n`).to.equal(screen);
      expect(shown.cursor).to.deep.equal(cursor);
    });
  }
});

describe('SET CMDLINE ON', () => {
  it('is not valid where views stand side by side: there is one row for each', () => {
    const session = newEditor(newEditFile(['POEM', 'DATA', 'A1'], 'F', 80, POEM), {
      ...{ rows: 24, columns: 80 },
    });
    runWhole(session, 'set cmdline top');
    runWhole(session, 'set screen 2 vertical');
    expect(runWhole(session, 'set cmdline on').rc).to.equal(5);
    expect(session.messages.at(-1)).to.equal('DMSXSE520E Invalid operand : on');
    expect(session.ring[0]!.screen.cmdline).to.equal('TOP');
    runWhole(session, 'set screen 1');
    expect(runWhole(session, 'set cmdline on').rc).to.equal(0);
  });
});

describe('CLEAR', () => {
  it('takes a message away that lies over the command line at the top', () => {
    const s = setup({
      files: [{ name: 'ASK', type: 'XEDIT', lines: ["/* */'MSG hello'; 'READ'; 'MSG' queued()"] }],
    });
    const { at } = edit(s, 'xedit poem data', [
      enter('set cmdline top'),
      enter('msg hello'),
      () => 'CLEAR',
      enter('macro ask'),
      () => 'CLEAR',
      () => 'ENTER',
      () => 'PF3',
    ]);
    const second = at.screens.map((rows) => rows[1]);
    expect(second.slice(1, 7)).to.deep.equal([
      ...[' ====>', ' hello', ' ====>', ' hello', ' ====>', ' 1'],
    ]);
  });
});
