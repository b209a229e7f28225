/** Keys of XEDIT's screen: when they are done beside the command line, PA keys, the whole buffer, the cursor behind ENTER. */
import { expect } from 'chai';
import { edit, enter, setup } from '../../support/xedit-world.js';
import type { Turn } from '../../support/display-operator.js';

const type =
  (command: string, key: ReturnType<Turn>): Turn =>
  (at) => {
    at.command(command);
    return key;
  };

/** Plays turns on POEM DATA; the last screen before the file is left, and where the cursor was. */
function play(...turns: readonly Turn[]): { text: string; row: number; column: number } {
  let [row, column] = [0, 0];
  let text = '';
  const last: Turn = (at) => {
    ({ row, column } = at.place);
    text = at.rows().join('\n');
    at.command('qquit');
    return 'ENTER';
  };
  edit(setup(), 'xedit poem data', [...turns, last]);
  return { text, row, column };
}

describe('Keys of XEDIT', () => {
  for (const [when, shown, key] of [
    ['before', 'Line=3', 'the key, then the command line'],
    ['after', 'Line=1', 'the command line, then the key'],
    ['only', 'Line=1', 'the key alone'],
    ['ignore', 'Line=3', 'the command line alone'],
  ] as const) {
    it(`SET PF5 ${when}: ${key}`, () => {
      const { text } = play(
        enter(':2'),
        enter(`set pf5 ${when} :1`),
        type(when === 'before' ? 'down 2' : ':3', 'PF5'),
      );
      expect(text).to.contain(shown);
      expect(text.includes('====> :3')).to.equal(when === 'only');
    });
  }

  it('IGNORE with nothing in the command line: the key', () => {
    const { text } = play(enter(':2'), enter('set pf5 ignore :1'), () => 'PF5');
    expect(text).to.contain('Line=1');
  });

  it('a key that fails leaves what was typed in the command line', () => {
    const { text } = play(enter('set pf5 before :77x'), type(':3', 'PF5'));
    expect(text).to.contain('====> :3').and.to.contain('Line=0');
  });

  it('a key that is set to nothing: 657E', () => {
    const { text } = play(enter('set pf5'), type(':3', 'PF5'));
    expect(text).to.contain('DMSXSU657E Undefined PFkey/PAkey').and.to.contain('====> :3');
  });

  it('ENTER beside a line brings the cursor to the command line, PF keys leave it', () => {
    const there: Turn = (at) => {
      at.typeAt(at.rowOf('violets'), 10, 'X');
      return 'ENTER';
    };
    const { row, column, text } = play(there);
    expect(text).to.contain('vioXets');
    expect([row, column]).to.deep.equal([22, 7]);
    expect(play((at) => (there(at), 'PF4')).row).to.equal(14);
  });

  it('a subcommand sees the cursor where it was left in the file, which then goes to the command line', () => {
    const { text, row, column } = play((at) => {
      at.command('spltjoin');
      at.display.cursor = at.rowOf('violets') * 80 + 14;
      return 'ENTER';
    });
    expect(text).to.match(/===== violets\n.*\n? ===== are blue/);
    expect([row, column]).to.deep.equal([22, 7]);
    const sent = play((at) => {
      at.command('cursor file 3 5');
      at.display.cursor = at.rowOf('violets') * 80 + 14;
      return 'ENTER';
    });
    expect([sent.row, sent.column]).to.deep.equal([15, 11]);
  });

  it('PA keys do what they are set to, and take in what was typed', () => {
    const { text } = play(enter('set pa3 :2'), (at) => {
      at.typeAt(at.rowOf('cards'), 7, 'C');
      at.command('down');
      return 'PA3';
    });
    expect(text).to.contain('Cards are').and.to.contain('Line=3');
  });

  it('PA2 is NULLKEY: there is room to insert in the line with the cursor', () => {
    play(
      (at) => {
        at.typeAt(at.rowOf('violets'), 7, 'V');
        return 'PA2';
      },
      (at) => {
        const { columns, codes } = at.display;
        const end = (row: number): number => codes[row * columns + 60]!;
        expect(end(at.rowOf('Violets'))).to.equal(0);
        expect(end(at.rowOf('Roses'))).to.equal(0x40);
        expect(at.place.row).to.equal(at.rowOf('Violets'));
        return 'ENTER';
      },
    );
  });

  for (const fullread of [true, false]) {
    it(`FULLREAD ${fullread ? 'ON' : 'OFF'}: nulls between characters ${fullread ? 'are blanks' : 'vanish'}`, () => {
      const { text } = play(
        enter(`set fullread ${fullread ? 'on' : 'off'}`),
        enter('set nulls on'),
        (at) => {
          at.typeAt(at.rowOf('violets'), 30, 'far');
          return 'ENTER';
        },
      );
      expect(text).to.contain(
        fullread ? `violets are blue${' '.repeat(7)}far` : 'violets are bluefar',
      );
    });
  }

  it('SCHANGE takes the command line for its own', () => {
    const { text } = play(type('/are/were/', 'PF5'), () => 'PF6');
    expect(text).to.contain('Roses were red');
  });

  it('a line of several rows is changed in any of them, and E gives it a further one', () => {
    const wide = 'a'.repeat(120);
    const text = (lines: readonly string[], at: Turn) => {
      let rows: string[] = [];
      edit(setup(), 'xedit wide data', [
        ...['set lrecl 200', ...lines].map((line) => enter(line)),
        at,
        (operator) => {
          rows = operator.rows();
          operator.command('qquit');
          return 'ENTER';
        },
      ]);
      return rows.filter((row) => /^.{7}a|=a/.test(row)).map((row) => row.slice(7));
    };
    const typed = text(['input ' + wide, 'set verify 1 140'], (at) => {
      const row = at.rowOf('aaa');
      at.typeAt(row, 10, 'X');
      at.typeAt(row + 2, 8, 'Y');
      expect(at.place).to.deep.equal({ row: row + 2, column: 9 });
      return 'ENTER';
    });
    expect(typed).to.deep.equal([`aaaX${'a'.repeat(69)}`, `aY${'a'.repeat(45)}`]);
    const one = text(['input ' + wide], (at) => (at.prefix('aaa', 'e'), 'ENTER'));
    expect(one).to.deep.equal(['a'.repeat(73), 'a'.repeat(47)]);
  });

  it('messages beyond the rows of MSGLINE are typed on the screen of CMS, all with MSGLINE OFF', () => {
    const typed: (readonly string[])[] = [];
    const { at } = edit(
      setup(),
      'xedit poem data',
      [
        enter('query pf*'),
        enter('set msgline on 2 30'),
        enter('query pf*'),
        enter('query pa*'),
        enter('set msgline off'),
        enter('locate /zz/'),
        enter('qquit'),
      ],
      (effect) => {
        if (effect.kind === 'type') typed.push(effect.lines);
        return { kind: 'done' };
      },
    );
    expect(typed.map(({ length }) => length)).to.deep.equal([24, 24, 1]);
    expect(typed[2]).to.deep.equal(['DMSXDC546E Target not found']);
    expect(at.screens[1]?.[1]).to.equal('');
    expect(at.screens[4]?.slice(1, 4).join()).to.match(/PA1 .*PA2 BEFORE NULLKEY.*PA3/);
    expect(at.screens[6]?.[1]).to.equal('');
  });

  it('a long message takes the rows that it needs, and no more than it has', () => {
    const long = 'word '.repeat(20).trim();
    const { text } = play(enter(`msg ${long}`));
    expect(text.split('\n').slice(1, 3)).to.deep.equal([
      ` ${long.slice(0, 79)}`,
      ` ${long.slice(79)}`,
    ]);
  });
});
