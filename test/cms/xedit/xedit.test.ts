import { expect } from 'chai';
import type { Answer, Effect, StepResult } from '../../../src/cms/command.js';
import { xedit } from '../../../src/cms/xedit/xedit.js';
import { checkDisk } from '../../support/check-disk.js';
import { DisplayOperator } from '../../support/display-operator.js';
import { POEM, content, edit, enter, setup } from '../../support/xedit-world.js';

describe('XEDIT on a 3270', () => {
  it('says at once that it needs a screen where there is none', () => {
    const s = setup({ display: undefined });
    const { rc, lines, at } = edit(s, 'xedit poem data', []);
    expect(rc).to.equal(3);
    expect(lines).to.deep.equal(['DMSXIN529E XEDIT is only valid in display mode']);
    expect(at.screens).to.deep.equal([]);
  });

  it('uses the whole terminal, and its new size from the next key on', () => {
    const s = setup({ display: { columns: 132, rows: 43 } });
    s.at.display.alternate = { columns: 132, rows: 43 };
    const { rc, at } = edit(s, 'xedit poem data', [
      (p) => {
        s.display = { columns: 100, rows: 30 };
        s.at.display.alternate = { columns: 100, rows: 30 };
        p.typeAt(p.rowOf('violets'), 7, 'VIOLETS');
        return 'ENTER';
      },
      () => 'PF3',
      enter('qquit'),
    ]);
    expect(rc).to.equal(0);
    const [first = [], second = []] = at.screens;
    expect(first).to.have.length(43);
    expect(first[41]).to.equal(' ====>');
    expect(first[42]).to.have.length(132 - 20 + 'X E D I T  1 File'.length);
    expect(first[21]).to.equal(' ===== * * * Top of File * * *');
    expect(second).to.have.length(30);
    expect(second[28]).to.equal(' ====>');
    expect(second.join('\n')).to.contain('===== VIOLETS are blue');
  });

  it('draws less than the largest terminal rather than more than its buffer holds', () => {
    const s = setup({ display: { columns: 300, rows: 54 } });
    s.at.display.alternate = { columns: 300, rows: 54 };
    const { rc, at } = edit(s, 'xedit poem data', [enter('input'), () => 'ENTER', () => 'PF3']);
    expect(rc).to.equal(0);
    expect(at.screens[0]?.join('\n')).to.contain('Roses are red');
  });

  it('lets its user save line by line on a terminal without a screen', () => {
    const s = setup();
    const typed = ['locate /x/', 'file'];
    const { rc } = edit(
      s,
      'xedit poem data',
      [
        (p) => {
          p.typeAt(p.rowOf('violets'), 7, 'VIOLETS');
          s.display = undefined;
          s.lost = true;
          return 'ENTER';
        },
      ],
      (effect) =>
        effect.kind === 'read-console'
          ? { kind: 'line', text: typed.shift() ?? 'qquit', from: 'console' }
          : { kind: 'done' },
    );
    expect(rc).to.equal(0);
    expect(content(s, 'POEM', 'DATA')[1]).to.equal('VIOLETS are blue');
  });

  it('shows the file as z/VM does', () => {
    const { at, rc } = edit(setup(), 'xedit poem data', [() => 'PF3']);
    expect(rc).to.equal(0);
    const rows = at.screens[0] ?? [];
    expect(rows[0]).to.equal(' POEM     DATA     A1  V 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0');
    expect(rows[11]).to.equal(' ===== * * * Top of File * * *');
    expect(rows[12]).to.match(/^ {7}\|\.\.\.\+\.\.\.\.1\.\.\.\.\+\.\.\.\.2/);
    expect(rows[13]).to.equal(' ===== Roses are red');
    expect(rows[16]).to.equal(' ===== and sent to you');
    expect(rows[17]).to.equal(' ===== * * * End of File * * *');
    expect(rows[22]).to.equal(' ====>');
    expect(rows[23]).to.match(/X E D I T {2}1 File$/);
  });

  it('a new file: INPUT, type, ENTER twice, FILE writes it durably', () => {
    const s = setup();
    const { rc, at } = edit(s, 'xedit new note', [
      enter('input'),
      (p) => {
        p.typeAt(12 + 1, 7, 'first line');
        p.typeAt(12 + 2, 7, 'second line');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(at.screens[0]?.[1]).to.equal(' DMSXIN571I Creating new file:');
    expect(rc).to.equal(0);
    expect(content(s, 'NEW', 'NOTE')).to.deep.equal(['first line', 'second line']);
    expect(s.disk.unsynced).to.have.length(0);
    expect(checkDisk(s.disk)).to.deep.equal([]);
  });

  it('typing over a line, a prefix command and a command on one screen all count', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      (p) => {
        p.typeAt(p.rowOf('Roses'), 7, 'Tulip', false);
        p.prefix('violets', 'd');
        p.command('bottom');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[0]).to.contain('Size=3 Line=3');
        return 'ENTER';
      },
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'Tulip are red',
      'cards are punched',
      'and sent to you',
    ]);
  });

  it('copies a block by the prefix area over two screens, and says what is pending', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      (p) => {
        p.prefix('Roses', 'cc');
        p.prefix('violets', 'cc');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[23]).to.contain("'CC' pending...");
        p.prefix('and sent', 'f');
        return 'ENTER';
      },
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([...POEM, ...POEM.slice(0, 2)]);
  });

  it('LOCATE, CHANGE, PF7 and PF8 move and change', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter('/blue'),
      (p) => {
        expect(p.rows()[0]).to.contain('Line=2');
        p.command('c/are/were/ *');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[1]).to.equal(' DMSXCG517I 2 occurrence(s) changed on 2 line(s)');
        return 'PF7';
      },
      () => 'PF8',
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA')[1]).to.equal('violets were blue');
  });

  it('PF3 on a changed file: 577E; QQUIT leaves the disk as it was', () => {
    const s = setup();
    const before = s.disk.image.slice();
    const { rc } = edit(s, 'xedit poem data', [
      (p) => {
        p.prefix('Roses', 'd');
        return 'PF3';
      },
      (p) => {
        expect(p.rows()[1]).to.equal(
          ' DMSXSU577E File has been changed; type QQUIT to quit anyway',
        );
        p.command('qquit');
        return 'ENTER';
      },
    ]);
    expect(rc).to.equal(0);
    expect(s.disk.image).to.deep.equal(before);
  });

  it('a full disk: 107S, the text stays in the editor, nothing changed on the disk', () => {
    const s = setup({ blocks: 24 });
    const before = content(s, 'POEM', 'DATA');
    edit(s, 'xedit poem data', [
      (p) => {
        p.prefix('Roses', '"999');
        return 'ENTER';
      },
      enter('file'),
      (p) => {
        expect(p.rows()[1]).to.equal(' DMSXFI107S Disk A(191) is full');
        expect(p.rows()[0]).to.contain('Size=1003');
        p.command('qquit');
        return 'ENTER';
      },
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(before);
    expect(checkDisk(s.disk)).to.deep.equal([]);
  });

  it('a sync that fails: 105S, the text stays in the editor, the disk keeps the old state', () => {
    const s = setup();
    const at = new DisplayOperator([
      (p) => {
        p.prefix('Roses', 'd');
        p.command('file');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[1]).to.match(/^ DMSXFI105S Error/);
        expect(p.rows()[0]).to.contain('Size=3');
        p.command('qquit');
        return 'ENTER';
      },
    ]);
    const context = s.context('xedit poem data');
    let result: StepResult = xedit.start(context);
    while ('effect' in result) {
      const { effect } = result;
      const answer: Answer =
        effect.kind === 'sync'
          ? { kind: 'done', failed: true }
          : (at.answer(effect) ?? { kind: 'done' });
      result = xedit.resume?.(result.frame, answer, context) ?? { rc: -1 };
    }
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(POEM);
    expect(checkDisk(s.disk)).to.deep.equal([]);
  });

  it('a read-only disk: 037E', () => {
    const s = setup({ readOnly: true });
    edit(s, 'xedit poem data', [
      enter('file'),
      (p) => {
        expect(p.rows()[1]).to.equal(' DMSXFI037E Filemode A is accessed as read/only');
        p.command('qq');
        return 'ENTER';
      },
    ]);
  });

  it('FILE over another file is refused, FFILE does it', () => {
    const s = setup();
    edit(s, 'xedit other data', [
      enter('input just this'),
      enter('file poem'),
      (p) => {
        expect(p.rows()[1]).to.equal(
          ' DMSXFI594E File POEM DATA A already exists; use FFILE/SSAVE',
        );
        p.command('ffile poem');
        return 'ENTER';
      },
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(['just this']);
  });

  it('SET NUMBER ON shows numbers, and prefix commands typed over them count', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter('set num on'),
      (p) => {
        expect(p.rows()[13]).to.equal(' 00001 Roses are red');
        p.typeAt(13, 1, 'd');
        return 'ENTER';
      },
      enter('ffile'),
    ]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(POEM.slice(1));
  });

  it('a second file joins the ring; QUIT goes back to the first', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter('xedit second file'),
      (p) => {
        expect(p.rows()[23]).to.contain('2 Files');
        p.command('get poem data');
        return 'ENTER';
      },
      enter('file'),
      (p) => {
        expect(p.rows()[0]).to.contain('POEM     DATA');
        return 'PF3';
      },
    ]);
    expect(content(s, 'SECOND', 'FILE')).to.deep.equal(POEM);
  });

  it('a CP message took the screen: the whole screen is painted again', () => {
    const s = setup();
    const at = new DisplayOperator([() => 'PF3']);
    let lost = false;
    const context = s.context('xedit poem data');
    let result: StepResult = xedit.start(context);
    let writes = 0;
    while ('effect' in result) {
      const { effect } = result;
      let answer: Answer;
      if (effect.kind === 'display-read' && !lost) {
        lost = true;
        answer = { kind: 'stream', result: 'lost', bytes: new Uint8Array() };
      } else answer = at.answer(effect) ?? { kind: 'done' };
      if (effect.kind === 'display-write') writes++;
      result = xedit.resume?.(result.frame, answer, context) ?? { rc: -1 };
    }
    expect(writes).to.equal(2);
    expect(result.rc).to.equal(0);
  });

  it('a CP message came before the screen: drawn anew, it sounds the alarm that the lost one had, once', () => {
    const s = setup();
    const at = new DisplayOperator([enter('emsg loud'), enter('msg quiet'), () => 'PF3']);
    const alarms: boolean[] = [];
    const context = s.context('xedit poem data');
    let result: StepResult = xedit.start(context);
    let lost = 0;
    while ('effect' in result) {
      const { effect } = result;
      let answer: Answer = { kind: 'done' };
      if (effect.kind === 'display-write' || effect.kind === 'display-read') {
        answer = at.answer(effect)!;
        if (effect.kind === 'display-write') {
          alarms.push(at.alarm);
          if (at.alarm && lost++ === 0) answer = { kind: 'display', result: 'lost' };
        }
      }
      result = xedit.resume?.(result.frame, answer, context) ?? { rc: -1 };
    }
    expect(alarms).to.deep.equal([false, true, true, false]);
  });

  it('a word unknown to XEDIT and CMS goes to CP; unknown there too: 542E', () => {
    const s = setup();
    const effects: Effect[] = [];
    edit(
      s,
      'xedit poem data',
      [
        enter('frobnicate now'),
        (p) => {
          expect(p.rows()[1]).to.equal(' DMSXDC542E No such subcommand : frobnicate');
          return 'PF3';
        },
      ],
      (effect) => {
        effects.push(effect);
        return effect.kind === 'command'
          ? { kind: 'rc', rc: -3 }
          : { kind: 'cp', rc: 1, lines: [] };
      },
    );
    expect(effects.map((e) => e.kind).filter((k) => k !== 'work')).to.deep.equal(['command', 'cp']);
  });

  const UNKNOWN = 'HCPCMD001E Unknown CP command: NOSUCH';
  for (const [command, rc, line, asks, impcp] of [
    ['nosuch', -1, 'DMSXDC542E No such subcommand : nosuch', ['command', 'cp'], true],
    ['cms nosuch', -3, 'Unknown CP/CMS command', ['command', 'cp'], true],
    ['cms nosuch', -3, 'Unknown CMS command', ['command'], false],
    ['cp nosuch', 1, UNKNOWN, ['cp'], true],
    ['set impcmscp off#nosuch', -1, 'DMSXDC542E No such subcommand : nosuch', [], true],
    ['set impcmscp off#cms nosuch', -3, 'Unknown CP/CMS command', ['command', 'cp'], true],
    ['set impcmscp off#cp nosuch', 1, UNKNOWN, ['cp'], true],
  ] as const) {
    it(`${command}, IMPCP ${impcp ? 'ON' : 'OFF'}: ${line}, return code ${String(rc)}`, () => {
      for (const fromMacro of [false, true]) {
        const subcommands = command.split('#').map((one) => `'${one}'`);
        const lines = ['/* */ trace off', ...subcommands, "'MSG rc' rc"];
        const s = setup({ files: [{ name: 'ASK', type: 'XEDIT', lines }] });
        s.cms.settings.impcp = impcp;
        const effects: string[] = [];
        const { at } = edit(
          s,
          'xedit poem data',
          [enter(fromMacro ? 'macro ask' : command), () => 'PF3'],
          (effect) => {
            if (effect.kind !== 'command' && effect.kind !== 'cp') return { kind: 'done' };
            effects.push(effect.kind);
            if (effect.kind === 'command') return { kind: 'rc', rc: -3 };
            return { kind: 'cp', rc: 1, lines: [UNKNOWN] };
          },
        );
        const screen = at.screens[1]?.map((row) => row.trim());
        expect(screen).to.include(line);
        if (fromMacro) expect(screen).to.include(`rc ${String(rc)}`);
        expect(effects).to.deep.equal(asks);
      }
    });
  }

  for (const [text, rc, line] of [
    ['xedit', 24, 'DMSXIN054E Incomplete fileid specified'],
    ['xedit a b q', 36, 'DMSXIN069E Filemode Q not accessed'],
    ['xedit a b a x', 24, 'DMSXIN070E Invalid parameter X'],
    ['xedit * data', 20, 'DMSXIN062E Invalid character * in fileid * DATA'],
    ['xedit a b (bad', 24, 'DMSXIN003E Invalid option: BAD'],
  ] as const) {
    it(`${text}: ${line}`, () => {
      expect(edit(setup(), text, [])).to.deep.include({ rc, lines: [line] });
    });
  }
});
