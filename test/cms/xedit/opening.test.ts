import { expect } from 'chai';
import { encodeLibrary } from '../../../src/cms/maclib/maclib.js';
import { readOpening } from '../../../src/cms/xedit/xedit-options.js';
import { content, edit, enter, POEM, setup } from '../../support/xedit-world.js';

const profile = (...lines: string[]) => ({
  ...{ name: 'PROFILE', type: 'XEDIT' },
  lines: ['/* */', ...lines],
});

describe('How XEDIT opens a file', () => {
  it('takes options by their shortest forms', () => {
    expect(readOpening(['W', '100', 'NOPROF', 'NOM'])).to.deep.equal({
      ...{ profile: '', width: 100, silent: true, seq8: true },
    });
    expect(readOpening(['PROF', 'MINE', 'MEM', 'ONE', 'NOSEQ8', 'LO', 'NOCL'])).to.deep.equal({
      ...{ profile: 'MINE', member: 'ONE', silent: false, seq8: false },
    });
  });

  const wrong: readonly (readonly [options: string, line: string])[] = [
    ['nonsense', 'DMSXIN003E Invalid option: NONSENSE'],
    ['width 5 width 6', 'DMSXIN065E WIDTH option specified twice'],
    ['lock nolock', 'DMSXIN066E LOCK and NOLOCK are conflicting options'],
    ['profile p noprofil', 'DMSXIN066E PROFILE and NOPROFIL are conflicting options'],
    ['width', 'DMSXIN050E Parameter missing after WIDTH'],
    ['width x', 'DMSXIN029E Invalid parameter X in the option WIDTH field'],
    ['width 0', 'DMSXIN029E Invalid parameter 0 in the option WIDTH field'],
    ['width 65536', 'DMSXIN029E Invalid parameter 65536 in the option WIDTH field'],
  ];
  for (const [options, line] of wrong) {
    it(`(${options}: ${line}`, () => {
      const { rc, lines } = edit(setup(), `xedit poem data (${options}`, []);
      expect([rc, ...lines]).to.deep.equal([24, line]);
      const { at } = edit(setup(), 'xedit poem data', [
        enter(`xedit new data (${options}`),
        () => 'PF3',
      ]);
      expect(at.screens[1]?.join('\n')).to.contain(line);
    });
  }

  it('WIDTH cuts lines, is told, and bounds SET LRECL (519E)', () => {
    const s = setup();
    const { at } = edit(s, 'xedit poem data (width 10', [
      enter('query width#query lrecl'),
      enter('set lrecl 11'),
      enter('set lrecl *#query lrecl'),
      enter('ffile'),
    ]);
    expect(at.screens[0]?.join('\n')).to.contain('503E Truncated').and.contain('===== violets ar');
    expect(at.screens[1]?.join('\n')).to.contain('WIDTH 10').and.contain('LRECL 10');
    expect(at.screens[2]?.[1]).to.equal(' DMSXSE519E LRECL must be lower than WIDTH (10)');
    expect(at.screens[3]?.[1]).to.equal(' LRECL 10');
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(
      POEM.map((line) => line.slice(0, 10).trimEnd()),
    );
  });

  it('WIDTH lets lines of varying length become so long from the beginning', () => {
    const s = setup();
    const long = 'x'.repeat(110);
    const { at } = edit(s, 'xedit poem data (width 200', [
      enter(`input ${long}`),
      enter('set msgline on 2 3#query lrecl#query trunc#query zone'),
      enter('xedit new exec (width 160'),
      enter('xedit new assemble (width 160'),
      ...[enter('qquit'), enter('qquit'), enter('file')],
    ]);
    const first = at.screens.map((screen) => screen[0]);
    expect(first[0]).to.contain('V 200  Trunc=200 Size=4');
    expect(at.screens[2]?.join('\n'))
      .to.contain('LRECL 200')
      .and.contain('TRUNC 200')
      .and.contain('ZONE 1 200');
    expect(first[3]).to.contain('V 160  Trunc=160 Size=0');
    expect(first[4]).to.contain('F 80  Trunc=71 Size=0');
    expect(content(s, 'POEM', 'DATA')[0]).to.equal(long);
  });

  it('MEMBER edits a member of a library; what is none is told', () => {
    const records = encodeLibrary([
      { name: 'ONE', lines: ['first', 'second'] },
      { name: 'TWO', lines: ['other'] },
    ]);
    const s = setup({ files: [{ name: 'LIB', type: 'MACLIB', fixedLength: 80, records }] });
    edit(s, 'xedit lib maclib (member one', [
      (p) => {
        expect(p.rows()[0]).to.contain('ONE      MEMBER   A1  F 80').and.contain('Size=2');
        p.command('query member#query libname');
        return 'ENTER';
      },
      enter('xedit lib maclib a (member two'),
      enter('qquit'),
      enter('xedit lib maclib (member none'),
      enter('xedit poem data (member one'),
      enter('xedit none maclib (member one'),
      enter('file'),
    ]);
    const screens = s.at.screens.map((screen) => screen.join('\n'));
    expect(screens[1]).to.contain('MEMBER ON').and.contain('LIBNAME LIB');
    expect(screens[2]).to.contain('TWO      MEMBER').and.contain('other');
    expect(screens[4]).to.contain('DMSXIN013E Member NONE not found in library LIB MACLIB A1');
    expect(screens[5]).to.contain('DMSXIN033E File POEM DATA is not a library');
    expect(screens[6]).to.contain('DMSXIN002E File NONE MACLIB not found');
    expect(content(s, 'ONE', 'MEMBER')).to.deep.equal([
      `${'first'.padEnd(72)}ONE00010`,
      `${'second'.padEnd(72)}ONE00020`,
    ]);
  });

  it('LOAD in a profile opens the file in another way, or another file', () => {
    const s = setup({ files: [profile('parse arg f', "'LOAD' f '(WIDTH 12'", "'MSG rc' rc")] });
    edit(s, 'xedit poem data', [enter('query width'), enter('query nbfile'), () => 'PF3']);
    expect(s.at.screens[0]?.join('\n')).to.contain('rc 0').and.contain('===== cards are pu');
    expect(s.at.screens[1]?.join('\n')).to.contain('WIDTH 12');
    expect(s.at.screens[2]?.join('\n')).to.contain('NBFILE 1');
    const other = setup({ files: [profile("'LOAD OTHER DATA A'", "'INPUT x'")] });
    edit(other, 'xedit poem data', [enter('file')]);
    expect(content(other, 'OTHER', 'DATA')).to.deep.equal(['x']);
    const same = setup({ files: [profile('parse arg f', "'LOAD' f; 'MSG rc' rc")] });
    edit(same, 'xedit poem data', [() => 'PF3']);
    expect(same.at.screens[0]?.join('\n')).to.contain('rc 0').and.contain('Size=4');
  });

  it('LOAD elsewhere, or not as the first subcommand: 508E', () => {
    const s = setup({ files: [profile("'SET STAY ON'; 'LOAD POEM DATA A'; 'MSG rc' rc")] });
    edit(s, 'xedit poem data', [enter('load other data'), () => 'PF3']);
    const text = 'DMSXIN508E LOAD must be the first subcommand in the profile macro';
    expect(s.at.screens[0]?.join('\n')).to.contain(text).and.contain('rc 3');
    expect(s.at.screens[1]?.join('\n')).to.contain(text);
  });

  it('LOAD that fails leaves the file that is there', () => {
    const s = setup({ files: [profile("'LOAD POEM DATA A (WIDTH X'; 'MSG rc' rc")] });
    edit(s, 'xedit poem data', [() => 'PF3']);
    expect(s.at.screens[0]?.join('\n'))
      .to.contain('029E')
      .and.contain('rc 24')
      .and.contain('Size=4');
  });
});
