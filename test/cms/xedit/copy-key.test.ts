import { expect } from 'chai';
import type { Answer, Effect } from '../../../src/cms/command.js';
import { shownRows } from '../../../src/cms/xedit/copy-key.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { content, edit, enter, setup } from '../../support/xedit-world.js';

type Written = 'ok' | 'not-ready';

/** A printer: what is written to it, a page each. */
function printer(result: Written = 'ok') {
  const pages: string[][] = [];
  const other = (effect: Effect): Answer => {
    if (effect.kind !== 'write-records') return { kind: 'done' };
    expect(effect.device).to.equal(0x00e);
    if (result !== 'ok') return { kind: 'written', result };
    for (const { command, data } of effect.records) {
      if (command === 0x8b) pages.push([]);
      else pages.at(-1)!.push(fromEbcdic(data).trimEnd());
    }
    return { kind: 'written', result };
  };
  return { pages, other };
}

describe('COPYKEY of XEDIT', () => {
  it('prints the screen as it stands, and leaves what was typed', () => {
    const s = setup();
    const { pages, other } = printer();
    const seen: string[][] = [];
    edit(
      s,
      'xedit poem data',
      [
        enter('set pf5 copykey'),
        (p) => {
          p.typeAt(p.rowOf('violets'), 7, 'VIOLETS');
          p.command('file');
          seen.push(p.rows());
          return 'PF5';
        },
        (p) => {
          seen.push(p.rows());
          return 'ENTER';
        },
      ],
      other,
    );
    expect(pages).to.deep.equal([seen[0]]);
    expect(pages[0]).to.have.length(24);
    expect(pages[0]!.join('\n')).to.match(/VIOLETS are blue[^]*====> file/);
    expect(seen[1]).to.deep.equal(seen[0]);
    expect(content(s, 'POEM', 'DATA')[1]).to.equal('VIOLETS are blue');
  });

  it('is done by a PA key, and by a screen of another size', () => {
    const s = setup({ display: { rows: 43, columns: 80 } });
    s.at.display.alternate = { rows: 43, columns: 80 };
    const { pages, other } = printer();
    edit(
      s,
      'xedit poem data',
      [enter('set pa1 copykey'), () => 'PA1', () => 'PA1', () => 'PF3'],
      other,
    );
    expect(pages.map((page) => page.length)).to.deep.equal([43, 43]);
  });

  it('does not end READ', () => {
    const tell = ["'READ'", 'parse pull a', "'COMMAND MSG <'a'>'"];
    const s = setup({
      files: [{ name: 'ASK', type: 'XEDIT', lines: ['/* */', "'SET PF5 COPYKEY'", ...tell] }],
    });
    const { pages, other } = printer();
    const { at } = edit(
      s,
      'xedit poem data',
      [
        enter('macro ask'),
        (p) => {
          p.command('here');
          return 'PF5';
        },
        () => 'ENTER',
        () => 'PF3',
      ],
      other,
    );
    expect(pages).to.have.length(1);
    expect(pages[0]!.join('\n')).to.contain('====> here');
    expect(at.screens.at(-1)!.join('\n')).to.contain('<here>');
  });

  it('says when the printer is not ready, and keeps what was typed', () => {
    const s = setup();
    const { at } = edit(
      s,
      'xedit poem data',
      [
        enter('set pf5 copykey'),
        (p) => {
          p.typeAt(p.rowOf('violets'), 7, 'VIOLETS');
          p.command('file');
          return 'PF5';
        },
        enter('file'),
      ],
      printer('not-ready').other,
    );
    expect(at.screens.at(-1)!.join('\n')).to.match(
      /DMSXSC245S Error on printer[^]*VIOLETS are blue[^]*====> file/,
    );
    expect(content(s, 'POEM', 'DATA')[1]).to.equal('VIOLETS are blue');
  });

  it('shows nothing of fields that are not displayed, round the end of the screen as well', () => {
    const [shown, hidden] = [0xf0, 0x4c];
    const row = (...bytes: number[]): Uint8Array => Uint8Array.of(0xf5, 0x40, 0x40, ...bytes);
    const [a] = toEbcdic('A');
    const rows = shownRows(row(a!, 0x1d, shown, a!, 0x00, a!, 0x1d, hidden, a!), 2, 4);
    expect(rows.map((one) => fromEbcdic(one))).to.deep.equal(['  A ', 'A   ']);
  });
});
