/** What makes a session comfortable: synonyms, settings and their queries, immediate commands. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { execFile, moduleFile } from '../../support/cms-disk.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

const names = (name: string, ...lines: readonly string[]): SourceFile => ({
  ...{ name, type: 'SYNONYM', fixedLength: 80 },
  lines,
});
const files: readonly SourceFile[] = [
  names(
    'MINE',
    '* my own',
    'ERASE    WEG      2',
    'WHO      WER',
    'SEVEN    SIEBEN   4',
    'NOWHERE  ORT',
  ),
  names('BAD', 'ERASE'),
  names('FOUR', 'ERASE    WEG      4'),
  names('CHARS', 'ERASE    W(G'),
  { name: 'LOOSE', type: 'SYNONYM', lines: ['ERASE WEG'] },
  { name: 'SOME', type: 'DATA', lines: ['x'] },
  { name: 'MORE', type: 'DATA', lines: ['x'] },
  execFile('WHO', '&TYPE I AM &1 &2'),
  execFile(
    'CALLS',
    "/* */ 'weg more data'; say rc; 'sieb'; say rc; 'wer a'; trace off; address command 'WEG X Y'; say rc",
  ),
  moduleFile('SEVEN', '         LA    15,7', '         BR    14'),
];
const rig = () =>
  cmsRig(files, { cp: () => ({ rc: 1, lines: ['HCPCMD001E Unknown CP command: X'] }) });
const type = (...lines: readonly string[]): string[] =>
  session(rig(), ...lines).filter((line) => !line.startsWith('> '));

describe('SYNONYM', () => {
  it('gives names to commands, EXECs and MODULEs, short ones too', () => {
    expect(
      type('synonym mine', 'we some data', 'wer are you', 'siebe', 'w x y', 'ort'),
    ).to.deep.equal([
      READY,
      READY,
      'I AM ARE YOU',
      READY,
      readyRc('00007'),
      'Unknown CP/CMS command',
      readyRc('-0001'),
      'Unknown CP/CMS command',
      readyRc('-0001'),
    ]);
  });

  it('holds in EXECs, but not for ADDRESS COMMAND', () => {
    expect(type('synonym mine', 'calls').slice(1)).to.deep.equal(['0', '7', 'I AM A', '-3', READY]);
  });

  it('is shown, and forgotten by CLEAR', () => {
    expect(
      type('syn mine', 'syn', 'query synonym user', 'syn (clear', 'syn', 'q syn user'),
    ).to.deep.equal([
      READY,
      ...Array.from({ length: 2 }, () => [
        'SYSTEM     USER       SHORTEST',
        'COMMAND    SYNONYM    FORM (IF ANY)',
        '',
        'ERASE      WEG        WE',
        'WHO        WER',
        'SEVEN      SIEBEN     SIEB',
        'NOWHERE    ORT',
        READY,
      ]).flat(),
      READY,
      'DMSSYN711I No user synonyms in effect',
      READY,
      'DMSSYN711I No user synonyms in effect',
      READY,
    ]);
  });

  it('takes the short forms of commands away, and brings them back', () => {
    const lines = type(
      'syn (nostd',
      'l some data',
      'query synonym system',
      'synonym (std',
      'l some data',
    );
    expect(lines).to.deep.equal([
      READY,
      'Unknown CP/CMS command',
      readyRc('-0001'),
      'DMSSYN711I No system synonyms in effect',
      READY,
      READY,
      'SOME     DATA     A1',
      READY,
    ]);
    const system = type('query synonym system');
    expect(system).to.include('LISTFILE   L');
    expect(system).to.not.include('ERASE      ERASE');
  });

  const refused: readonly (readonly [string, number, string])[] = [
    ['synonym none', 28, 'DMSSYN002E File NONE SYNONYM * not found'],
    ['synonym mine data', 24, 'DMSSYN032E Invalid filetype DATA'],
    ['synonym mine synonym q', 36, 'DMSSYN069E Filemode Q not accessed'],
    ['synonym mine synonym a x', 24, 'DMSSYN070E Invalid parameter X'],
    [
      'synonym loose',
      32,
      'DMSSYN007E File LOOSE SYNONYM A1 does not have records of 80 characters',
    ],
    ['synonym bad', 32, 'DMSSYN056E File BAD SYNONYM A1 contains invalid record formats'],
    ['synonym four', 32, 'DMSSYN056E File FOUR SYNONYM A1 contains invalid record formats'],
    ['synonym chars', 32, 'DMSSYN056E File CHARS SYNONYM A1 contains invalid record formats'],
    ['synonym (std nostd', 24, 'DMSSYN066E STD and NOSTD are conflicting options'],
    ['synonym (bad', 24, 'DMSSYN003E Invalid option: BAD'],
    ['query synonym which', 24, 'DMSQRY070E Invalid parameter WHICH'],
  ];
  for (const [line, rc, message] of refused) {
    it(`refuses ${line}`, () => {
      expect(type(line)).to.deep.equal([message, readyRc(`000${rc}`)]);
    });
  }
});

describe('SET and QUERY', () => {
  const switches = [
    'IMPCP',
    'IMPEX',
    'ABBREV',
    'AUTOREAD',
    'PROTECT',
    'RELPAGE',
    'REDTYPE',
    'EXECTRAC',
  ];
  for (const name of switches) {
    it(`${name} goes on and off`, () => {
      expect(
        type(
          `set ${name} off`,
          `query ${name}`,
          `set ${name} on`,
          `query ${name}`,
          `set ${name} x`,
          `set ${name}`,
        ),
      ).to.deep.equal([
        READY,
        `${name.padEnd(8)} = OFF`,
        READY,
        READY,
        `${name.padEnd(8)} = ON`,
        READY,
        'DMSSET070E Invalid parameter X',
        readyRc('00024'),
        `DMSSET050E Parameter missing after ${name}`,
        readyRc('00024'),
      ]);
    });
  }

  it('IMPEX and ABBREV off: EXECs and short forms are not found', () => {
    expect(
      type('set impex off', 'who am i', 'set abbrev off', 'l some data', 'exec who x'),
    ).to.deep.equal([
      READY,
      'Unknown CP/CMS command',
      readyRc('-0001'),
      READY,
      'Unknown CP/CMS command',
      readyRc('-0001'),
      'I AM X',
      READY,
    ]);
  });

  it('BLIP keeps its characters', () => {
    const lines = type(
      ...['set blip on', 'query blip', 'set blip ab (5', 'q blip', 'set blip off', 'q blip'],
      ...['set blip', 'set blip ab (9', 'set blip a b'],
    );
    expect(lines.filter((line) => line !== READY)).to.deep.equal(
      [
        'BLIP     = *',
        'BLIP     = AB   ',
        'BLIP     = OFF',
        'DMSSET050E Parameter missing after BLIP',
        readyRc('00024'),
        'DMSSET070E Invalid parameter 9',
        readyRc('00024'),
        'DMSSET070E Invalid parameter B',
        readyRc('00024'),
      ].map((line) => line.trimEnd()),
    );
  });

  it('INPUT makes other bytes of what is typed, OUTPUT shows them as other characters', () => {
    const lines = type(
      ...[
        'set input { c8',
        'query input',
        'exec who {}',
        'set output c8 h',
        'query output',
        'exec who {',
      ],
      ...['set input', 'set output', 'query input', 'query output'],
      ...[
        'set input a',
        'set input a zz',
        'set input xyz 10',
        'set output 1',
        'set output zz a',
        'set output 10 ab',
      ],
      ...['set input a 10 x', 'set output 10 a x'],
    );
    expect(lines.filter((line) => line !== READY && line !== readyRc('00024'))).to.deep.equal([
      'INPUT    = { C8',
      'I AM H}',
      'OUTPUT   = C8 h',
      'I AM h',
      'No user defined INPUT translate table in use',
      'No user defined OUTPUT translate table in use',
      'DMSSET050E Parameter missing after INPUT',
      'DMSSET070E Invalid parameter ZZ',
      'DMSSET070E Invalid parameter XYZ',
      'DMSSET050E Parameter missing after OUTPUT',
      'DMSSET070E Invalid parameter ZZ',
      'DMSSET070E Invalid parameter AB',
      'DMSSET070E Invalid parameter X',
      'DMSSET070E Invalid parameter X',
    ]);
  });

  it('tells of what it has one kind of, and refuses the other', () => {
    const rc = (code: string) => readyRc(`000${code}`);
    expect(
      type(
        ...['query dos', 'set dos off', 'set dos on', 'set dos', 'set dos maybe', 'query full'],
        ...['set fullscreen off', 'set fullscreen on', 'q lang', 'set lang ameng', 'set lang fran'],
        ...['q loada', 'set loada respect', 'set loada 30000', 'set loada 20000 x'],
        ...['q upsi', 'set upsi 1', 'q dospart', 'set doslncnt 60'],
      ),
    ).to.deep.equal([
      ...['DOS      = OFF', READY, READY, 'DMSSET400S System CMSDOS does not exist', rc('44')],
      ...['DMSSET050E Parameter missing after DOS', rc('24')],
      ...['DMSSET070E Invalid parameter MAYBE', rc('24'), 'FULLSCREEN = OFF', READY, READY],
      ...['DMSSET070E Invalid parameter ON', rc('24'), 'AMENG', READY, READY],
      ...['DMSSET070E Invalid parameter FRAN', rc('24'), 'LOADAREA = 20000', READY, READY],
      ...['DMSSET070E Invalid parameter 30000', rc('24')],
      ...['DMSSET070E Invalid parameter X', rc('24')],
      ...['DMSQRY099E CMS/DOS environment not active', rc('40')],
      ...['DMSSET099E CMS/DOS environment not active', rc('40')],
      ...['DMSQRY099E CMS/DOS environment not active', rc('40')],
      ...['DMSSET099E CMS/DOS environment not active', rc('40')],
    ]);
  });

  it('RDYMSG, CMSTYPE, LINEND and LDRTBLS', () => {
    expect(
      type(
        'set linend on ;',
        'query rdymsg;query linend',
        'set ldrtbls 5',
        'q ldrtbls',
        'set rdymsg smsg',
        'q rdymsg',
        'set cmstype ht',
        'q cmstype',
        'set cmstype rt',
        'q cmstype',
      ),
    ).to.deep.equal([
      READY,
      'RDYMSG   = LMSG',
      READY,
      'LINEND   = ON ;',
      READY,
      READY,
      'LDRTBLS  = 5',
      READY,
      'Ready;',
      'RDYMSG   = SMSG',
      'Ready;',
      'Ready;',
      'CMSTYPE  = RT',
      'Ready;',
    ]);
  });
});

describe('immediate commands', () => {
  it('TS and TE at Ready are for the EXECs that begin', () => {
    const lines = type('ts', 'query exectrac', 'te', 'query exectrac', 'exec who x');
    expect(lines).to.deep.equal([
      ...[READY, 'EXECTRAC = ON', READY, READY, 'EXECTRAC = OFF', READY, 'I AM X', READY],
    ]);
  });
  for (const name of ['HB', 'HO', 'HT', 'HX', 'HI', 'RO', 'RT', 'SO', 'TS', 'TE']) {
    it(`${name} does nothing to a system that rests`, () => {
      const lines = type(name, 'set exectrac off', 'exec who x');
      expect(lines).to.deep.equal([READY, READY, 'I AM X', READY]);
    });
  }
});
