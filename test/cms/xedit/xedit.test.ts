import { expect } from 'chai';
import { newCmsState, type CmsState } from '../../../src/cms/cms-state.js';
import type { Answer, Effect, StepContext, StepResult } from '../../../src/cms/command.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { checkDisk } from '../../../src/cms/files/check.js';
import { accessDisk, findFile } from '../../../src/cms/files/disk-state.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { stackLine, typeAhead } from '../../../src/cms/program-stack.js';
import { tokenise } from '../../../src/cms/tokens.js';
import { xedit } from '../../../src/cms/xedit/xedit.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { DisplayOperator, type Turn } from '../../support/display-operator.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
const POEM = ['Roses are red', 'violets are blue', 'cards are punched', 'and sent to you'];

interface Setup {
  readonly disk: MemoryDisk;
  readonly cms: CmsState;
  readonly context: (text: string) => StepContext;
  /** The terminal's screen, as DIAGNOSE X'8C' tells it. */
  display: StepContext['display'];
  /** Writes to the display fail. */
  lost: boolean;
  at: DisplayOperator;
}

function setup(
  given: {
    readOnly?: boolean;
    blocks?: number;
    display?: StepContext['display'];
  } = {},
): Setup {
  const options = { display: { columns: 80, rows: 24 }, ...given };
  const image = buildDisk(
    options.blocks ?? 400,
    1024,
    'ALI191',
    [{ name: 'POEM', type: 'DATA', lines: POEM }],
    now,
  );
  const disk = memoryDisk(0x191, image, options.readOnly ?? false);
  const cms = newCmsState();
  const find = (device: number): MemoryDisk | undefined => (device === 0x191 ? disk : undefined);
  accessDisk(
    cms.disks,
    { disk: find },
    {
      letter: 'A',
      device: 0x191,
      readOnly: options.readOnly ?? false,
    },
  );
  const context = (text: string): StepContext => ({
    cms,
    tokens: tokenise(text),
    text,
    caller: 'terminal',
    userid: 'ALICE',
    node: 'VMTS',
    get display() {
      return s.display;
    },
    now,
    disk: find,
    fetch: () => undefined,
    store: () => false,
  });
  const s: Setup = {
    disk,
    cms,
    context,
    display: options.display,
    lost: false,
    at: new DisplayOperator([]),
  };
  return s;
}

/** Runs XEDIT with a person at the screen; a write-down between any two steps changes nothing. */
function edit(
  s: Setup,
  text: string,
  turns: readonly Turn[],
  other?: (effect: Effect) => Answer,
): { rc: number; lines: readonly string[]; at: DisplayOperator } {
  const { at } = s;
  at.play(turns);
  const context = s.context(text);
  let result: StepResult = xedit.start(context);
  while ('effect' in result) {
    const { effect } = result;
    if (effect.kind === 'sync') s.disk.sync();
    const failed = s.lost && effect.kind === 'display-write';
    const answer: Answer = failed
      ? { kind: 'display', result: 'error' }
      : (at.answer(effect) ?? other?.(effect) ?? { kind: 'done' as const });
    const frame = structuredClone(result.frame);
    result = xedit.resume?.(frame, answer, context) ?? { rc: -1 };
  }
  return { rc: result.rc, lines: result.lines ?? [], at };
}

function content(s: Setup, name: string, type: string): string[] {
  const found = findFile(s.cms.disks, name, type);
  if (!found) return [`${name} ${type} is not there`];
  return readRecords(found.volume, s.disk, found.entry).map((r) => fromEbcdic(r).trimEnd());
}

const enter =
  (command: string): Turn =>
  (at) => {
    at.command(command);
    return 'ENTER';
  };

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
    expect(first[20]).to.equal(' ===== * * * Top of File * * *');
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

  it('takes stacked and typed-ahead lines before it shows the screen', () => {
    const s = setup();
    for (const line of ['bottom', 'input']) stackLine(s.cms.stack, line, 'FIFO');
    for (const line of ['one more', 'and another', '', 'top']) typeAhead(s.cms.stack, line);
    const { at } = edit(s, 'xedit poem data', [enter('file')]);
    expect(at.screens).to.have.length(1);
    expect(at.screens[0]?.[0]).to.contain('Size=6 Line=0');
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([...POEM, 'one more', 'and another']);
  });

  it('needs no screen when the stack says all', () => {
    const s = setup();
    for (const line of ['next', 'c/are/were/ 3', 'file']) stackLine(s.cms.stack, line, 'FIFO');
    const { at, rc } = edit(s, 'xedit poem data', []);
    expect([rc, at.screens.length]).to.deep.equal([0, 0]);
    expect(content(s, 'POEM', 'DATA').slice(0, 2)).to.deep.equal([
      'Roses were red',
      'violets were blue',
    ]);
    expect(s.cms.stack.size).to.equal(0);
  });

  it('keeps what was typed when an attention comes without a key', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      (p) => {
        p.typeAt(p.rowOf('Roses'), 7, 'Tulip', false);
        return 'NONE';
      },
      (p) => {
        expect(p.rowOf('Tulip are red')).to.be.greaterThan(0);
        p.command('file');
        return 'ENTER';
      },
    ]);
    expect(at.screens).to.have.length(2);
    expect(content(s, 'POEM', 'DATA')[0]).to.equal('Tulip are red');
  });

  it('SCHANGE finds one place after the other, and its key changes it', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data', [
      (p) => {
        p.command('c/are/were/');
        return 'PF5';
      },
      () => 'PF5',
      () => 'PF6',
      () => 'PF5',
      () => 'PF6',
      () => 'PF5',
      enter('file'),
    ]);
    expect(at.screens[1]?.[1]).to.equal(' PF06 changes this one');
    expect(at.screens[1]?.[0]).to.contain('Line=1 ');
    expect(at.screens[2]?.[0]).to.contain('Line=2 ');
    expect(at.screens[3]?.[1]).to.contain('1 occurrence(s) changed on 1 line(s)');
    expect(at.screens[6]?.[1]).to.contain('Not found');
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'Roses are red',
      'violets were blue',
      'cards were punched',
      'and sent to you',
    ]);
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
