/** A terminal that gets another size while XEDIT is at work: nothing is lost, and what comes next is drawn for the new size. */
import { expect } from 'chai';
import type { Answer, Effect } from '../../../src/cms/command.js';
import { content, edit, enter, setup, type Setup } from '../../support/xedit-world.js';

const SIZES = [
  { rows: 24, columns: 80 },
  { rows: 32, columns: 80 },
  { rows: 43, columns: 80 },
  { rows: 27, columns: 132 },
] as const;

function resize(s: Setup, size: { readonly rows: number; readonly columns: number }): void {
  s.display = size;
  s.at.display.alternate = size;
}

/** A session on a terminal of a size. */
function sized(size: { readonly rows: number; readonly columns: number }, macro?: string[]) {
  const files = macro && [{ name: 'MINE', type: 'XEDIT', lines: ['/* */', ...macro] }];
  const s = setup({ display: size, ...(files === undefined ? {} : { files }) });
  s.at.display.alternate = size;
  return s;
}

for (const from of SIZES) {
  for (const to of SIZES.filter((one) => one !== from)) {
    describe(`XEDIT, from ${from.rows} by ${from.columns} to ${to.rows} by ${to.columns}`, () => {
      it('while a CMS command runs: the screen behind it has the new size', () => {
        const s = sized(from);
        const other = (effect: Effect): Answer => {
          if (effect.kind !== 'command') return { kind: 'done' };
          resize(s, to);
          return { kind: 'rc', rc: 0 };
        };
        edit(s, 'xedit poem data', [enter('cms anything'), enter('qquit')], other);
        const rows = s.at.screens[1]!;
        expect(rows).to.have.length(to.rows);
        expect(rows[to.rows - 2]).to.equal(' ====>');
        expect(rows[to.rows - 1]).to.have.length(to.columns - 20 + 'X E D I T  1 File'.length);
      });

      it('in input mode: what was typed is taken, and the zone goes on', () => {
        const s = sized(from);
        const { at } = edit(s, 'xedit poem data', [
          enter(':2'),
          enter('input'),
          (p) => {
            const { row } = p.place;
            p.typeAt(row, 7, 'first');
            resize(s, to);
            p.typeAt(row + 1, 7, 'second');
            return 'ENTER';
          },
          (p) => {
            expect(p.rows()).to.have.length(to.rows);
            expect(p.rows()[p.place.row - 2]).to.equal('       second');
            p.typeAt(p.place.row, 7, 'third');
            return 'ENTER';
          },
          () => 'ENTER',
          enter('file'),
        ]);
        expect(at.screens).to.have.length(6);
        expect(content(s, 'POEM', 'DATA').slice(1, 6)).to.deep.equal([
          ...['violets are blue', 'first', 'second', 'third', 'cards are punched'],
        ]);
      });

      it('in the middle of a macro, before REFRESH and before READ: each has the new size', () => {
        const s = sized(from, ["'CMS A'; 'REFRESH'; 'CMS B'; 'READ ALL TAG'", "'MSG' queued()"]);
        const other = (effect: Effect): Answer => {
          if (effect.kind !== 'command') return { kind: 'done' };
          resize(s, effect.line.startsWith('A') ? to : from);
          return { kind: 'rc', rc: 0 };
        };
        const { at } = edit(
          s,
          'xedit poem data',
          [enter('macro mine'), () => 'ENTER', enter('qquit')],
          other,
        );
        expect(at.screens[1]).to.have.length(from.rows);
        expect(at.screens[2]?.join('\n')).to.match(/^ *[1-9]$/m);
      });

      it('in the moment in which the screen is written: it is written again', () => {
        const s = sized(from);
        let races = 0;
        const answer = s.at.answer.bind(s.at);
        s.at.answer = (effect) => {
          if (effect.kind !== 'display-write' || races++ !== 1) return answer(effect);
          resize(s, to);
          return { kind: 'display', result: 'error' };
        };
        const { rc } = edit(s, 'xedit poem data', [enter(':1'), enter('qquit')]);
        expect(rc).to.equal(0);
        expect(s.at.screens[1]).to.have.length(to.rows);
      });
    });
  }
}

describe("XEDIT's input zone", () => {
  it('is below the current line alone: the cursor is in its first row, what stands above stays', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter(':1'),
      enter('input'),
      (p) => {
        const rows = p.rows();
        expect(p.place).to.deep.equal({ row: 13, column: 7 });
        expect(rows.slice(9, 14)).to.deep.equal([
          '',
          '       * * * Top of File * * *',
          '       Roses are red',
          `       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...`,
          '',
        ]);
        expect(() => p.typeAt(4, 7, 'x')).to.throw('cannot type');
        return 'ENTER';
      },
      enter('qquit'),
    ]);
  });
});
