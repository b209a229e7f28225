import { expect } from 'chai';
import { parseLine } from '../../../src/cms/xedit/parse-line.js';
import { content, edit, enter, setup } from '../../support/xedit-world.js';

const macro = (name: string, ...lines: string[]) => ({
  ...{ name, type: 'XEDIT' },
  lines: ['/* a macro */', ...lines],
});

/** Says what the stack holds in one message. */
const TELL = [
  "n = queued(); text = ''",
  "do n; parse pull line; text = text || '<' || line || '>'; end",
  "'MSG' n text",
];

describe('READ, REFRESH and PARSE of XEDIT', () => {
  it('READ shows the screen and stacks the command line', () => {
    const s = setup({
      files: [
        macro('ASK', "'CMSG yes'", "'MSG Sure?'", "'READ'", "parse pull a; 'MSG You said' a"),
      ],
    });
    const { at } = edit(s, 'xedit poem data', [
      enter('macro ask'),
      (p) => {
        expect(p.rows().join('\n')).to.contain('Sure?');
        expect(p.rows().join('\n')).to.contain('====> yes');
        expect(p.rows()[23]).to.equal(`${' '.repeat(60)}Macro-read 1 File`);
        p.command('no  ');
        return 'ENTER';
      },
      () => 'PF3',
    ]);
    expect(at.screens.at(-1)?.join('\n')).to.contain('You said no');
    expect(at.screens.at(-1)?.[23]).to.equal(`${' '.repeat(60)}X E D I T  1 File`);
  });

  it('READ ALL stacks the key, the command line and what was typed, and the file has it', () => {
    const s = setup({ files: [macro('ASK', "'READ ALL TAG NUMBER'", ...TELL)] });
    const { at } = edit(s, 'xedit poem data', [
      enter('macro ask'),
      (p) => {
        p.typeAt(p.rowOf('violets'), 7, 'VIOLETS');
        p.prefix('cards', 'd');
        p.command('what');
        return 'PF5';
      },
      enter('file'),
    ]);
    const screen = at.screens.at(-1)?.join('\n');
    expect(screen).to.contain('4 <PFK 5 SCHANGE 6><CMD what><FIL 15 8 2 VIOLETS are blue><PRF');
    // the prefix command is done when the macro is over
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      'Roses are red',
      'VIOLETS are blue',
      'and sent to you',
    ]);
  });

  it('READ NOCHANGE leaves the file as it was, without tags too', () => {
    const s = setup({ files: [macro('ASK', "'READ NOCHANGE NUMBER'", ...TELL)] });
    const { at } = edit(s, 'xedit poem data', [
      enter('macro ask'),
      (p) => {
        p.typeAt(p.rowOf('violets'), 7, 'VIOLETS');
        return 'ENTER';
      },
      () => 'PF3',
    ]);
    expect(at.screens.at(-1)?.join('\n')).to.contain('30><><2 VIOLETS are blue>');
    expect(content(s, 'POEM', 'DATA')[1]).to.equal('violets are blue');
  });

  it('READ tells where in a reserved line something was typed', () => {
    const s = setup({
      files: [
        macro(
          'ASK',
          ...["'SET CTLCHAR ! ESCAPE'", "'SET CTLCHAR % NOPROTECT YELLOW HIGH'"],
          ...["'SET RESERVED 5 HIGH Name:!%'", "'READ NOCHANGE TAG'", ...TELL],
        ),
      ],
    });
    const { at } = edit(s, 'xedit poem data', [
      enter('macro ask'),
      (p) => {
        p.typeAt(4, 7, 'Alice');
        return 'ENTER';
      },
      () => 'PF3',
    ]);
    expect(at.screens.at(-1)?.join('\n')).to.contain('30><CMD><RES 5 8 Alice>');
  });

  it('TABKEY does not end READ, CLEAR draws the screen again', () => {
    const s = setup({ files: [macro('ASK', "'READ'", ...TELL)] });
    const { at } = edit(s, 'xedit poem data', [
      enter('macro ask'),
      () => 'CLEAR',
      (p) => {
        p.command('here');
        return 'PF4';
      },
      () => 'ENTER',
      () => 'PF3',
    ]);
    expect(at.screens.at(-1)?.join('\n')).to.contain('1 <here>');
  });

  it('READ takes a line where there is no screen any more', () => {
    const s = setup({ files: [macro('ASK', "'READ'", 'parse pull a', "'FILE' a")] });
    const { rc } = edit(
      s,
      'xedit poem data',
      [
        (p) => {
          p.command('macro ask');
          s.display = undefined;
          s.lost = true;
          return 'ENTER';
        },
      ],
      (effect) =>
        effect.kind === 'read-console'
          ? { kind: 'line', text: 'copy', from: 'console' }
          : { kind: 'done' },
    );
    expect(rc).to.equal(0);
    expect(content(s, 'COPY', 'DATA')[0]).to.equal('Roses are red');
  });

  it('REFRESH shows how far a macro has come', () => {
    const s = setup({ files: [macro('WORK', "'NEXT 2'", "'REFRESH'", "'TOP'")] });
    const { at } = edit(s, 'xedit poem data', [enter('macro work'), () => 'PF3']);
    expect(at.writes.map((row) => /Line=(\d)/.exec(row)?.[1])).to.deep.equal(['0', '2', '0']);
  });

  it('EMSG gives an identifier its prefix; the severity says whether the alarm sounds', () => {
    const s = setup({
      files: [macro('M1', "'EMSG ABC123I For you'"), macro('M2', "'EMSG ABC123E Not so'")],
    });
    const alarms: boolean[] = [];
    const { at } = edit(s, 'xedit poem data', [
      enter('macro m1'),
      (p) => {
        alarms.push(p.alarm);
        p.command('macro m2');
        return 'ENTER';
      },
      (p) => {
        alarms.push(p.alarm);
        p.command('msg quiet');
        return 'ENTER';
      },
      (p) => {
        alarms.push(p.alarm);
        p.command('emsg loud');
        return 'ENTER';
      },
      (p) => {
        alarms.push(p.alarm);
        p.command('nosuch x');
        return 'ENTER';
      },
      () => 'PF3',
    ]);
    expect(alarms).to.deep.equal([false, true, false, true]);
    expect(at.screens[1]?.[1]).to.equal(' DMSABC123I For you');
    expect(at.screens[2]?.[1]).to.equal(' DMSABC123E Not so');
  });

  it('MSGMODE ON SHORT leaves the identifiers out, OFF everything', () => {
    const { at } = edit(setup(), 'xedit poem data', [
      enter('set msgmode on short'),
      enter('locate /zz/'),
      enter('set msgmode off'),
      enter('locate /zz/'),
      enter('query lastmsg'),
      () => 'PF3',
    ]);
    expect(at.screens[2]?.[1]).to.equal(' Target not found');
    expect(at.screens[4]?.[1]?.trim()).to.equal('');
  });

  it('PARSE stacks the places of operands; what is missing or wrong has a return code', () => {
    const s = setup({
      files: [
        macro(
          'P',
          "push 'X 12 /ab/ /c/d/ .here the rest'",
          "'PARSE 2 NUMBER STRING DBLSTRING TARGET LINE'; a = rc",
          ...TELL,
          "push 'abc'; 'PARSE 1 NUMBER'; b = rc",
          "push '   '; 'PARSE 1 WORD'; c = rc",
          "'PARSE 0 WORD'; d = rc; 'PARSE 1'; e = rc; 'PARSE 1 NONSENSE'; f = rc",
          "'MSG' a b c d e f queued()",
        ),
      ],
    });
    const { at } = edit(s, 'xedit poem data', [
      enter('set msgline on 2 9'),
      enter('macro p'),
      () => 'PF3',
    ]);
    const text = at.screens.at(-1)?.join('\n');
    expect(text).to.contain('5 <3 2><7 2><12 1 14 1><17 5><23 8>');
    expect(text).to.contain('0 5 5 5 5 5 0');
    expect(text).to.contain('DMSXSE520E Invalid operand : abc');
    expect(text).to.contain('DMSXDC545E Missing operand(s)');
  });

  it('takes operands of each kind apart', () => {
    expect(parseLine('abc1x *', 1, ['ALPHAWORD', 'NUMBER'])).to.equal('NUMBER');
    expect(parseLine('abc,x', 1, ['ALPHAWORD', 'WORD'])).to.deep.equal([
      [{ column: 1, length: 3 }],
      [{ column: 4, length: 2 }],
    ]);
    expect(parseLine('/open', 1, ['STRING'])).to.deep.equal([[{ column: 2, length: 4 }]]);
    expect(parseLine('/a/b & c', 1, ['DBLSTRING'])).to.deep.equal([
      [
        { column: 2, length: 1 },
        { column: 4, length: 5 },
      ],
    ]);
    expect(parseLine('/one', 1, ['DBLSTRING'])).to.equal('DBLSTRING');
    expect(parseLine('-/a/ & /b/ next', 1, ['TARGET', 'WORD'])).to.deep.equal([
      [{ column: 1, length: 10 }],
      [{ column: 12, length: 4 }],
    ]);
  });

  it('a prefix macro of the user comes before that of the editor', () => {
    const s = setup({
      files: [macro('PRFSHIFT', 'parse arg a', "parse source . . n . . c .; 'MSG' n c a")],
    });
    const { at } = edit(s, 'xedit poem data', [
      (p) => {
        p.prefix('violets', '>3');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows().join('\n')).to.contain('PRFSHIFT > PREFIX SET 2 3');
        p.prefix('cards', 'x');
        return 'ENTER';
      },
      () => 'PF3',
    ]);
    expect(at.screens.at(-1)?.join('\n')).to.contain('1 line(s) not displayed');
    expect(content(s, 'POEM', 'DATA')[1]).to.equal('violets are blue');
  });
});
