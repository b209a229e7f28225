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
  it('takes what was typed there when a line of a view above it was typed over, too', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter('set screen 2'),
      (p) => {
        p.typeAt(22, 7, ':2');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(22, 7, 'input');
        return 'ENTER';
      },
      (p) => {
        p.typeAt(p.rowOf('Roses'), 7, 'Tulip');
        p.typeAt(19, 7, 'in the zone');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA').slice(0, 3)).to.deep.equal([
      ...['Tulip are red', 'violets are blue', 'in the zone'],
    ]);
  });

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

describe('XEDIT, when the terminal gets another size before a key is pressed', () => {
  const small = { rows: 24, columns: 80 };
  const large = { rows: 43, columns: 132 };

  it('draws the screen anew, and all that was typed stands typed', () => {
    const s = sized(small);
    edit(s, 'xedit poem data', [
      enter(':2'),
      (p) => {
        p.prefix('cards are', 'i');
        p.typeAt(p.rowOf('Roses are'), 7, 'Tulips are');
        p.typeAt(p.rowOf('====>'), 7, 'bottom');
        resize(s, large);
        return 'NONE';
      },
      (p) => {
        expect(p.rows()).to.have.length(43);
        expect(p.rows()[41]).to.equal(' ====> bottom');
        expect(p.place).to.deep.equal({ row: 41, column: 13 });
        expect(p.rows()[20]).to.equal(' ===== Tulips arered');
        expect(p.rows()[23]).to.equal(' i==== cards are punched');
        resize(s, small);
        return 'NONE';
      },
      (p) => {
        expect(p.rows()[22]).to.equal(' ====> bottom');
        expect(p.place).to.deep.equal({ row: 22, column: 13 });
        expect(p.rows()[10]).to.equal(' ===== Tulips arered');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[0]).to.match(/Size=5 Line=5 Col=1 Alt=2$/);
        return 'ENTER';
      },
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      ...['Tulips arered', 'violets are blue', 'cards are punched', '', 'and sent to you'],
    ]);
  });

  it('takes in what has no room any more, and does it with the next key', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `line ${i + 1}`);
    const s = setup({ display: large, files: [{ name: 'SIXTY', type: 'DATA', lines }] });
    s.at.display.alternate = large;
    edit(s, 'xedit sixty data', [
      enter(':30'),
      (p) => {
        p.prefix('line 14', 'd');
        p.typeAt(p.rowOf('line 15'), 7, 'LINE');
        p.typeAt(p.rowOf('====>'), 7, ':16');
        resize(s, small);
        return 'NONE';
      },
      (p) => {
        expect(p.rows()[22]).to.equal(' ====> :16');
        expect(p.rows()[0]).to.match(/Size=60 Line=30 Col=1 Alt=1$/);
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[0]).to.match(/Size=59 Line=16 Col=1 Alt=2$/);
        expect(p.rows()[9]).to.equal(' ===== LINE 15');
        return 'ENTER';
      },
      enter('qquit'),
    ]);
  });

  it('keeps a line of the input zone that is half typed, in its row', () => {
    const s = sized(small);
    edit(s, 'xedit poem data', [
      enter(':2'),
      enter('input'),
      (p) => {
        p.typeAt(p.place.row, 7, 'first');
        p.typeAt(p.place.row + 1, 7, 'sec');
        resize(s, large);
        return 'NONE';
      },
      (p) => {
        expect(p.rows().slice(23, 25)).to.deep.equal(['       first', '       sec']);
        expect(p.place).to.deep.equal({ row: 24, column: 10 });
        p.typeAt(24, 10, 'ond');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA').slice(1, 4)).to.deep.equal([
      ...['violets are blue', 'first', 'second'],
    ]);
  });

  it('keeps the words of POWERINP', () => {
    const s = sized(small);
    edit(s, 'xedit poem data', [
      enter(':4'),
      enter('powerinp'),
      (p) => {
        p.typeAt(2, 1, 'as far as i kn');
        resize(s, large);
        return 'NONE';
      },
      (p) => {
        expect(p.rows()[2]).to.equal(' as far as i kn');
        expect(p.place).to.deep.equal({ row: 2, column: 15 });
        expect(p.rows()[42]).to.equal(' * * * Power Typing * * *');
        p.typeAt(2, 15, 'ow');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA')[4]).to.equal('as far as i know');
  });

  it('keeps what READ is to give to a macro', () => {
    const s = sized(small, [
      "'SET CTLCHAR % ESCAPE'; 'SET CTLCHAR _ NOPROTECT'; 'SET RESERVED 3 NOHIGH Name:%_'",
      "'READ ALL NUMBER TAG'",
      "all = ''; do queued(); parse pull line; all = all'|'line; end; 'MSG' all",
    ]);
    edit(s, 'xedit poem data', [
      enter('macro mine'),
      (p) => {
        p.typeAt(2, 7, 'alice');
        p.typeAt(p.rowOf('Roses'), 7, 'Tulip');
        p.typeAt(p.rowOf('====>'), 7, 'go');
        resize(s, large);
        return 'NONE';
      },
      (p) => {
        expect(p.rows()[2]).to.equal(' Name: alice');
        expect(p.rows()[23]).to.equal(' ===== Tulip are red');
        return 'ENTER';
      },
      enter('qquit'),
    ]);
    expect(s.at.screens[3]?.join('\n')).to.match(
      /\|CMD go\|RES 3 8 alice\|FIL 24 8 1 Tulip are red$/m,
    );
  });

  it('draws nothing when the size is the same', () => {
    const s = sized(small);
    const { at } = edit(s, 'xedit poem data', [() => 'NONE', enter('qquit')]);
    expect(at.writes).to.have.length(1);
  });
});

describe('XEDIT, when CP takes its screen before a key is pressed', () => {
  /** The read that ends with what the person does is told that the screen is gone, for those turns that say so. */
  function covering(s: Setup): void {
    const answer = s.at.answer.bind(s.at);
    s.at.answer = (effect) => {
      const given = answer(effect);
      const none = given?.kind === 'stream' && given.bytes[0] === 0x60;
      if (effect.kind !== 'display-read' || effect.buffer !== undefined || !none) return given;
      return { kind: 'stream', result: 'lost', bytes: new Uint8Array() };
    };
  }

  it('types again what was typed, and READ gives it to its macro', () => {
    const s = sized({ rows: 24, columns: 80 }, [
      "'READ ALL NUMBER TAG'",
      "all = ''; do queued(); parse pull line; all = all'|'line; end; 'MSG' all",
    ]);
    covering(s);
    edit(s, 'xedit poem data', [
      (p) => {
        p.typeAt(p.rowOf('Roses'), 7, 'Tulip');
        p.typeAt(p.rowOf('====>'), 7, 'macro mine');
        return 'NONE';
      },
      (p) => {
        expect(p.rows()[13]).to.equal(' ===== Tulip are red');
        expect(p.rows()[22]).to.equal(' ====> macro mine');
        expect(p.place).to.deep.equal({ row: 22, column: 17 });
        return 'ENTER';
      },
      (p) => {
        p.typeAt(p.rowOf('violets'), 7, 'VIOLETS');
        return 'NONE';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(s.at.screens[4]?.join('\n')).to.match(/\|FIL 15 8 2 VIOLETS are blu$/m);
    expect(content(s, 'POEM', 'DATA').slice(0, 2)).to.deep.equal([
      ...['Tulip are red', 'VIOLETS are blue'],
    ]);
  });
});
