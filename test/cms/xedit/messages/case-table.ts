/**
 * Subcommands and options of XEDIT that bring a message each: what is entered on POEM DATA (see `message-world.ts`), the
 * return code that a macro sees, and the line on the screen. `completeness.test.ts` says which are missing.
 */
import { MAXIMUM_HELD } from '../../../../src/cms/xedit/storage-claims.js';
import { emptyText } from '../../../../src/cms/xedit/text/text.js';
import type { DisplayOperator } from '../../../support/display-operator.js';
import type { MessageWorld } from './message-world.js';

/** What else a case needs. */
export interface More {
  /** Entered before, which go well. */
  readonly first?: readonly string[];
  /** What is wrong when it is entered. */
  readonly wrong?: (world: MessageWorld) => void;
  /** What is typed besides. */
  readonly typed?: (at: DisplayOperator) => void;
  /** The key that is pressed in place of ENTER. */
  readonly key?: `PF${number}` | 'PA1';
  /** What the command XEDIT is given. */
  readonly file?: string;
  /** Lines of its profile. */
  readonly profile?: readonly string[];
}

/** One case. */
export type MessageCase = readonly [enter: string, rc: number, says: string, more?: More];

const MISSING = 'DMSXDC545E Missing operand(s)';
const bad = (operand: string): string => `DMSXSE520E Invalid operand : ${operand}`;
const NO_TARGET = 'DMSXDC546E Target not found';
const NOT_FOUND = 'DMSXDC586E Not found';
const TRUNCATED = 'DMSXMD503E Truncated';
const NO_STORAGE = 'DMSXED557S No more storage to insert lines';
const WRAPPED = 'DMSXDC592W Wrapped....';

/** What is typed in the prefix areas of lines of the poem. */
const beside =
  (...all: readonly (readonly [word: string, typed: string])[]) =>
  (at: DisplayOperator): void => {
    for (const [word, typed] of all) at.prefix(word, typed);
  };

/** The work space is full of what PUT has kept. */
const full = ({ frame }: MessageWorld): void => {
  frame.editor!.work = { ...emptyText(), held: MAXIMUM_HELD };
  frame.editor!.ring[0]!.most = 0;
};
/** A profile that runs a subcommand when nothing more goes on the stack, on top of which there are three words. */
const onFullStack = (line: string): MessageCase => [
  '',
  4,
  NO_STORAGE,
  {
    profile: [
      "do 4095; queue copies(' ', 255); end",
      "queue copies(' ', 249)",
      "push 'a b c'",
      `'COMMAND :1'`,
      `'${line}'`,
    ],
  },
];
const readOnly = ({ s }: MessageWorld): void => {
  s.cms.disks.modes.forEach((mode, at, modes) => (modes[at] = { ...mode, readOnly: true }));
};
const badBlocks = ({ s }: MessageWorld): void => {
  for (let block = 0; block < s.disk.blocks; block++) s.disk.bad.add(block);
};
const fullDisk = (world: MessageWorld): void => world.fillDisk();

/** A count, a word of a list, ON or OFF: what is no such thing. */
const wrong = (name: string, operand = 'X'): MessageCase => [`${name} ${operand}`, 5, bad(operand)];
const missing = (name: string): MessageCase => [name, 5, MISSING];
/** An option of SET: nothing behind it, and something wrong. */
const option = (name: string, operand = 'MAYBE'): readonly [string, readonly MessageCase[]] => [
  name,
  [missing(`set ${name}`), wrong(`set ${name}`, operand)],
];
const noTarget = (name: string): MessageCase => [name, 2, NO_TARGET];
const grows = (line: string, first: readonly string[] = [':1']): MessageCase => [
  line,
  4,
  NO_STORAGE,
  { first, wrong: full },
];
const cut = (line: string, ...first: readonly string[]): MessageCase => [
  line,
  3,
  TRUNCATED,
  { first: [':1', 'set trunc 13', ...first] },
];

/** The first line has tabs. */
const TABBED = [':1', 'set image off', 'set hex on', "change / /x'05'/ 1 *"];

/** A file that is written: what the fileid, and the disk, do not allow. */
const written = (name: string, number = 0): readonly MessageCase[] => {
  const to = name + (number === 0 ? '' : ` ${String(number)}`);
  return [
    [`${to} a?b data a`, 20, 'DMSXFI062E Invalid character ? in fileid'],
    [`${to} new data aa`, 24, 'DMSXFI048E Invalid filemode AA'],
    [`${to} new data q`, 36, 'DMSXFI069E Filemode Q not accessed'],
    [`${to} new data a`, 12, 'DMSXFI037E Filemode A is accessed as read/only', { wrong: readOnly }],
    [
      `${to} new data a`,
      100,
      'DMSXFI105S Error 3 (write-error) writing file on disk or directory',
      { wrong: badBlocks },
    ],
    [`${to} new data a`, 13, 'DMSXFI107S Disk A(191) is full', { wrong: fullDisk }],
  ];
};
/** What is in update mode, and cannot be written as an update file. */
const updated = (name: string): readonly MessageCase[] => [
  [name, 0, 'DMSXFD559W Warning: file is empty', { first: ['xedit prog assemble (update'] }],
  [
    name,
    32,
    'DMSXUP599S Unable to build update file: serialization destroyed',
    { first: ['xedit bare assemble (update', ':1', 'delete'] },
  ],
];
/** A file that is read: the same of the other side. */
const READING_FAILS = 'DMSXIN104S Error 3 reading file from disk (read-error)';
const TOO_LARGE = 'DMSXIN132S File OTHER DATA A1 is too large';
const NOT_PACKED = 'DMSXIN500E Unable to unpack file BAD DATA A1';
const EXISTS = 'DMSXFI594E File OTHER DATA A already exists; use FFILE/SSAVE';

/** Lines are put behind a file that is there. */
const put = (name: string): readonly MessageCase[] => [
  wrong(name),
  [`${name} 1 a b c d`, 5, bad('a b c d')],
  noTarget(`${name} /nowhere/`),
  ...written(name, 1).map(([line, rc, says, more]): MessageCase => [
    line,
    rc,
    says,
    { first: [':1'], ...more },
  ]),
  grows(`${name} 1 other data a`),
  [`${name} 1 other data a`, 100, READING_FAILS, { first: [':1'], wrong: badBlocks }],
  [`${name} 1 bad data a`, 88, NOT_PACKED, { first: [':1'] }],
];

/** What XEDIT and LOAD are given: files and options that cannot be. */
const opened: readonly (readonly [operands: string, rc: number, says: string])[] = [
  ['a data (never', 24, 'DMSXIN003E Invalid option: NEVER'],
  ['a data (width x', 24, 'DMSXIN029E Invalid parameter X in the option WIDTH field'],
  ['a data (width', 24, 'DMSXIN050E Parameter missing after WIDTH'],
  ['a data (nomsg nomsg', 24, 'DMSXIN065E NOMSG option specified twice'],
  ['a data (lock nolock', 24, 'DMSXIN066E LOCK and NOLOCK are conflicting options'],
  ['none maclib a (member one', 28, 'DMSXIN002E File NONE MACLIB A not found'],
  ['lib maclib a (member two', 32, 'DMSXIN013E Member TWO not found in library LIB MACLIB A1'],
  ['other data a (member one', 32, 'DMSXIN033E File OTHER DATA A is not a library'],
  ['none data a', 0, 'DMSXIN571I Creating new file:'],
  ['bad data a', 88, NOT_PACKED],
  ['other data a (width 2', 0, TRUNCATED],
  ['prog assemble (ctl none', 32, 'DMSXUP181E No update files were found'],
];

const finding = (name: string, back: boolean): readonly MessageCase[] => [
  missing(name),
  [`${name} zzz`, 2, NOT_FOUND, { first: [':1'] }],
  [back ? `${name} and` : `${name} Roses`, 0, WRAPPED, { first: ['set wrap on', ':2'] }],
];
/** Lines that do not begin so. */
const findingNot = (name: string, back: boolean): readonly MessageCase[] => [
  missing(name),
  [`${name} Ro`, 2, NOT_FOUND, { first: ['set range :1 :1', back ? 'bottom' : 'top'] }],
  [`${name} R`, 0, WRAPPED, { first: ['set wrap on', back ? ':2' : ':4'] }],
];

const switches = [
  ...['APL', 'COLPTR', 'ETMODE', 'FULLREAD', 'HEX', 'IMPCMSCP', 'MACRO', 'NULLS', 'NUMBER'],
  ...['PACK', 'REMOTE', 'SHADOW', 'STAY', 'STREAM', 'TEXT', 'TOFEOF', 'VARBLANK', 'WRAP'],
  ...['ARBCHAR', 'ESCAPE', 'ETARBCH', 'BRKKEY', 'SCALE', 'TABLINE', 'MSGLINE', 'MSGMODE', 'SPAN'],
  ...['CASE', 'CMDLINE', 'CURLINE', 'IMAGE', 'MASK', 'SPILL', 'TERMINAL', 'TRANSLAT', 'VERIFY'],
  ...['SCOPE', 'DISPLAY', 'ALT', 'SCREEN', 'PENDING', 'TRUNC', 'SERIAL'],
];

/** Options of SET. */
const options: readonly (readonly [string, readonly MessageCase[]])[] = [
  ...switches.filter((name) => name !== 'SERIAL' && name !== 'PENDING').map((name) => option(name)),
  ['SERIAL', [missing('set serial'), wrong('set serial', 'LONG')]],
  ['PENDING', [missing('set pending'), wrong('set pending', 'MAYBE')]],
  [
    'AUTOSAVE',
    [
      missing('set autosave'),
      wrong('set autosave', 'MAYBE'),
      ['set autosave 5 aa', 24, 'DMSXFI048E Invalid filemode AA'],
    ],
  ],
  ['COLOR', [missing('set color'), wrong('set color', 'NOWHERE RED')]],
  ['CTLCHAR', [missing('set ctlchar'), wrong('set ctlchar', 'AB OFF')]],
  [
    'ENTER',
    [
      [
        '',
        5,
        bad('X'.repeat(201)),
        { profile: ["'SET MSGLINE ON 2 6'", "'SET ENTER' copies('X', 201)"] },
      ],
    ],
  ],
  ['FILLER', [wrong('set filler', 'XY')]],
  ['LINEND', [missing('set linend'), wrong('set linend', 'MAYBE')]],
  ['NONDISP', [wrong('set nondisp', 'XY')]],
  ['SIDCODE', [wrong('set sidcode', 'TOOLONGCODE')]],
  ['FMODE', [missing('set fmode'), ['set fmode 7', 24, 'DMSXFI048E Invalid filemode 7']]],
  ...['FNAME', 'FTYPE'].map((name): readonly [string, readonly MessageCase[]] => [
    name,
    [
      missing(`set ${name}`),
      wrong(`set ${name}`, 'A B'),
      [`set ${name} a?b`, 20, 'DMSXFI062E Invalid character ? in fileid'],
    ],
  ]),
  [
    'LRECL',
    [
      missing('set lrecl'),
      wrong('set lrecl'),
      [
        'set lrecl 11',
        5,
        'DMSXSE519E LRECL must be lower than WIDTH (10)',
        { file: 'poem data (width 10' },
      ],
    ],
  ],
  ['PF', [['set pf25 quit', 5, 'DMSXSU525E Invalid PFkey/PAkey number : 25']]],
  ['PA', [['set pa4 quit', 5, 'DMSXSU525E Invalid PFkey/PAkey number : 4']]],
  [
    'POINT',
    [
      missing('set point'),
      wrong('set point', '.A ON'),
      ['set point a', 5, 'DMSXSE541E Invalid name: a'],
      ['set point .a off', 2, 'DMSXSE539E Named line .a not found'],
      ['query point', 0, 'DMSXQR538E No name defined'],
    ],
  ],
  ['PREFIX', [missing('set prefix synonym'), wrong('set prefix', 'MAYBE')]],
  [
    'RANGE',
    [
      missing('set range'),
      wrong('set range', ':1'),
      noTarget('set range :1 .NONE'),
      [
        'set range :3 :2',
        5,
        'DMSXSE528E Invalid range: Target2 (line 2) precedes Target1 (line 3)',
      ],
    ],
  ],
  ['RECFM', [missing('set recfm'), ['set recfm u', 5, 'DMSXSE515E RECFM must be F, V, FP, or VP']]],
  [
    'RESERVED',
    [
      missing('set reserved'),
      wrong('set reserved', '0'),
      ['set reserved 3 off', 5, 'DMSXSE533E Line 3 is not reserved'],
    ],
  ],
  ['RING', [['query ring', 0, 'DMSXSU530I 1 file(s) in storage']]],
  ['SELECT', [missing('set select'), wrong('set select'), noTarget('set select 1 /nowhere/')]],
  [
    'SYNONYM',
    [
      missing('set synonym'),
      ['set synonym a', 5, 'DMSXSE547E Synonym definition incomplete'],
      ['set synonym a1 1 down', 5, 'DMSXSE548E Invalid synonym operand: a1'],
      ['set synonym linend ab a 1 down', 5, 'DMSXSE548E Invalid synonym operand: ab'],
      ['set synonym ab 3 down', 5, 'DMSXSE549E Synonym abbreviation too large'],
      [
        `set synonym ab 1 ${'& '.repeat(10)}down`,
        5,
        'DMSXSE550E Too many operands in synonym definition',
      ],
      [
        'set synonym last 4 down',
        4,
        NO_STORAGE,
        {
          wrong({ frame }) {
            const one = { minimum: 1, formats: [], text: 'DOWN', lineEnd: '' };
            const file = frame.editor!.ring[0]!;
            const synonyms = Array.from({ length: 500 }, (_, n) => ({ ...one, name: `A${n}` }));
            file.options = { ...file.options, synonyms };
          },
        },
      ],
    ],
  ],
  ['TABS', [missing('set tabs'), ['set tabs 5 3', 5, 'DMSXSE575E Invalid tabs columns defined']]],
  [
    'ZONE',
    [
      missing('set zone'),
      wrong('set zone', '1 2 3'),
      ['set zone 9 3', 5, 'DMSXSE575E Invalid zones columns defined'],
    ],
  ],
];

const counted = ['BACKWARD', 'DOWN', 'FORWARD', 'LEFT', 'NEXT', 'RGTLEFT', 'RIGHT', 'UP'];

const moved: readonly (readonly [string, readonly MessageCase[]])[] = [
  ...counted.map((name): readonly [string, readonly MessageCase[]] => [name, [wrong(name)]]),
  ['ALL', [wrong('all'), noTarget('all /nowhere/')]],
  ['TOP', [wrong('top')]],
  ['BOTTOM', [wrong('bottom')]],
  ['CFIRST', [wrong('cfirst')]],
  ['CLAST', [wrong('clast')]],
  ['CLOCATE', [missing('clocate'), wrong('clocate'), noTarget('clocate /nowhere/')]],
  ['CURSOR', [missing('cursor'), wrong('cursor', 'NOWHERE')]],
  ['FIND', finding('FIND', false)],
  ['FINDUP', finding('FINDUP', true)],
  ['FUP', finding('FUP', true)],
  ['NFIND', findingNot('NFIND', false)],
  ['NFINDUP', findingNot('NFINDUP', true)],
  ['NFUP', findingNot('NFUP', true)],
  [
    'LOCATE',
    [
      missing('locate'),
      wrong('locate'),
      [`locate /x'4'/`, 5, `DMSXDC544E Invalid hex string: x'4'`, { first: ['set hex on'] }],
      noTarget('locate /nowhere/'),
      ['locate /Roses/', 0, WRAPPED, { first: ['set wrap on', ':2'] }],
    ],
  ],
];

const changed: readonly (readonly [string, readonly MessageCase[]])[] = [
  ['ADD', [wrong('add'), grows('add 3')]],
  ['CAPPEND', [cut('cappend x'), grows('cappend x')]],
  ['CDELETE', [wrong('cdelete'), ['cdelete /x/', 2, NO_TARGET, { first: [':1'] }]]],
  [
    'CHANGE',
    [
      missing('change'),
      wrong('change', '/a'),
      [
        'change /a/b$c$/',
        5,
        'DMSXCG511E String2 contains more arbitrary characters than string1',
        { first: ['set arbchar on $'] },
      ],
      [`change /x'4'/b/`, 5, `DMSXDC544E Invalid hex string: x'4'`, { first: ['set hex on'] }],
      noTarget('change /a/b/ /nowhere/'),
      ['change /zzz/b/ *', 4, 'DMSXCG585E No line(s) changed', { first: [':1'] }],
      [
        'change /are/were/ *',
        0,
        'DMSXCG517I 3 occurrence(s) changed on 3 line(s)',
        { first: [':1'] },
      ],
      [
        'change /red/scarlet/',
        3,
        'DMSXMD503E Spilled',
        { first: [':1', 'set trunc 13', 'set spill on'] },
      ],
      grows('change /red/scarlet/'),
    ],
  ],
  ['CINSERT', [missing('cinsert'), cut('cinsert x'), grows('cinsert x')]],
  ['COMPRESS', [wrong('compress'), noTarget('compress .NONE')]],
  [
    'COPY',
    [
      missing('copy'),
      wrong('copy'),
      noTarget('copy 1 .NONE'),
      ['copy 2 :4', 0, 'DMSXMC509I 2 line(s) copied', { first: [':1'] }],
      grows('copy 2 :4'),
    ],
  ],
  [
    'COUNT',
    [
      missing('count'),
      wrong('count', 'a'),
      [`count /x'4'/`, 5, `DMSXDC544E Invalid hex string: x'4'`, { first: ['set hex on'] }],
      noTarget('count /a/ /nowhere/'),
      ['count /are/ *', 0, 'DMSXCT522I 3 occurrence(s)', { first: [':1'] }],
      ['count /zzz/ *', 4, 'DMSXCT522I No occurrence(s)', { first: [':1'] }],
    ],
  ],
  [
    'COVERLAY',
    [missing('coverlay'), cut('coverlay 12345678901234'), grows(`coverlay ${'x'.repeat(40)}`)],
  ],
  [
    'CREPLACE',
    [missing('creplace'), cut('creplace 12345678901234'), grows(`creplace ${'x'.repeat(40)}`)],
  ],
  [
    'DELETE',
    [
      wrong('delete'),
      noTarget('delete .NONE'),
      ['delete 2', 0, 'DMSXMC501I 2 line(s) deleted', { first: [':1'] }],
    ],
  ],
  [
    'ALTER',
    [
      ['alter x', 5, MISSING],
      ['alter xyz a', 5, bad('xyz')],
    ],
  ],
  ['DUPLICAT', [wrong('duplicat'), grows('duplicat 2'), ['duplicat 2 /zzz/', 2, NO_TARGET]]],
  [
    'EXPAND',
    [
      wrong('expand'),
      noTarget('expand .NONE'),
      ['expand', 3, TRUNCATED, { first: [...TABBED, 'set trunc 13'] }],
      grows('expand', TABBED),
    ],
  ],
  ['HEXTYPE', [wrong('hextype'), noTarget('hextype .NONE')]],
  [
    'INPUT',
    [cut('input 12345678901234'), ['input', 0, 'DMSXMD573I Input mode:'], grows('input x')],
  ],
  [
    'JOIN',
    [
      wrong('join', 'X'),
      ['join cursor', 5, 'DMSXJN561E Cursor is not on a valid data field'],
      cut('join'),
      grows('join'),
    ],
  ],
  ['LOWERCAS', [wrong('lowercas'), noTarget('lowercas .NONE')]],
  ['LPREFIX', [wrong('lprefix', 'TOOLONGNAME')]],
  [
    'MERGE',
    [
      missing('merge'),
      wrong('merge'),
      noTarget('merge 1 .NONE'),
      [
        'merge 2 :2',
        1,
        'DMSXMC505E Not executed--the target line (2) is within the lines to move',
        { first: [':1'] },
      ],
      ['merge 1 :3', 0, 'DMSXMC504I 1 line(s) merged', { first: [':1'] }],
      cut('merge 1 :3 5'),
      grows('merge 1 :3 40'),
    ],
  ],
  [
    'MOVE',
    [
      missing('move'),
      wrong('move'),
      noTarget('move 1 .NONE'),
      [
        'move 2 :2',
        1,
        'DMSXMC505E Not executed--the target line (2) is within the lines to move',
        { first: [':1'] },
      ],
      ['move 2 :4', 0, 'DMSXMC506I 2 line(s) moved', { first: [':1'] }],
    ],
  ],
  [
    'OVERLAY',
    [missing('overlay'), cut('overlay 12345678901234'), grows(`overlay ${'x'.repeat(40)}`)],
  ],
  ['POWERINP', [wrong('powerinp')]],
  [
    'RECOVER',
    [
      wrong('recover'),
      ['recover', 0, 'DMSXMC502I No line(s) recovered'],
      ['recover 1', 0, 'DMSXMC502I 1 line(s) recovered', { first: [':1', 'delete 2'] }],
      grows('recover', [':1', 'delete 2']),
    ],
  ],
  [
    'REPLACE',
    [
      cut('replace 12345678901234'),
      ['replace', 0, 'DMSXMD573I Input mode:', { first: [':1'] }],
      grows(`replace ${'x'.repeat(40)}`),
    ],
  ],
  [
    'SCHANGE',
    [
      missing('schange'),
      wrong('schange 6', '//b/'),
      ['schange 25 /a/b/', 5, 'DMSXSU525E Invalid PFkey/PAkey number : 25'],
      ['schange /zzz/b/', 2, NOT_FOUND],
    ],
  ],
  [
    '(subcommands/selective-change)',
    [
      [
        '',
        0,
        'DMSXCG517I 1 occurrence(s) changed on 1 line(s)',
        { first: ['schange 6 /red/blue/'], key: 'PF6' },
      ],
      [
        '',
        2,
        'DMSXCG585E No line(s) changed',
        {
          first: ['schange 6 /red/blue/'],
          wrong({ frame }) {
            frame.editor!.selected = { ...frame.editor!.selected!, from: 'gone' };
          },
          key: 'PF6',
        },
      ],
    ],
  ],
  [
    'SHIFT',
    [
      missing('shift'),
      wrong('shift'),
      noTarget('shift right 1 .NONE'),
      cut('shift right 9'),
      grows('shift right 9'),
    ],
  ],
  ['SORT', [missing('sort'), wrong('sort'), noTarget('sort .NONE')]],
  [
    'SPLIT',
    [
      wrong('split', 'X'),
      ['split cursor', 5, 'DMSXJN561E Cursor is not on a valid data field'],
      ['split /zzz/', 2, NOT_FOUND, { first: [':1'] }],
      grows('split 5'),
    ],
  ],
  [
    'SPLTJOIN',
    [wrong('spltjoin'), cut('spltjoin', 'clocate *'), grows('spltjoin', [':1', 'clocate :60'])],
  ],
  ['TYPE', [wrong('type'), noTarget('type .NONE')]],
  ['UPPERCAS', [wrong('uppercas'), noTarget('uppercas .NONE')]],
];

const withFiles: readonly (readonly [string, readonly MessageCase[]])[] = [
  ...['FILE', 'SAVE'].map((name): readonly [string, readonly MessageCase[]] => [
    name,
    [
      wrong(name, 'A B C D'),
      ...written(name),
      ...updated(name),
      [`${name} other data a`, 3, EXISTS],
    ],
  ]),
  ...['FFILE', 'SSAVE'].map((name): readonly [string, readonly MessageCase[]] => [
    name,
    [wrong(name, 'A B C D'), ...written(name), ...updated(name)],
  ]),
  [
    'GET',
    [
      ['get a b c d', 5, bad('D')],
      ['get none data a', 28, 'DMSXGT002E File NONE DATA A not found'],
      ['get other data a', 100, READING_FAILS, { wrong: badBlocks }],
      ['get bad data a', 88, NOT_PACKED],
      ['get', 28, 'DMSXGT562E No line(s) saved by PUT(D) subcommand'],
      ['get other data a 2 5', 1, 'DMSXGT564W EOF reached'],
      grows('get other data a'),
    ],
  ],
  ['PUT', put('put')],
  ['PUTD', put('putd')],
  [
    'STATUS',
    [
      wrong('status', 'A B'),
      ['status wrong', 3, 'DMSXFI594E File WRONG XEDIT A1 already exists; use FFILE/SSAVE'],
      ['status new', 12, 'DMSXFI037E Filemode A is accessed as read/only', { wrong: readOnly }],
      [
        'status new',
        100,
        'DMSXFI105S Error 3 (write-error) writing file on disk or directory',
        { wrong: badBlocks },
      ],
      [
        'status new',
        36,
        'DMSXFI069E Filemode A not accessed',
        { wrong: ({ s }) => (s.cms.disks.modes.length = 0) },
      ],
      ['status new', 13, 'DMSXFI107S Disk A(191) is full', { wrong: fullDisk }],
    ],
  ],
  [
    'LOAD',
    [
      ['load poem data', 3, 'DMSXIN508E LOAD must be the first subcommand in the profile macro'],
      ...opened.map(([operands, rc, says]): MessageCase => [
        '',
        rc,
        says,
        { profile: [`'LOAD ${operands}'`] },
      ]),
      ['', 20, 'DMSXIN062E Invalid fileid A?B DATA', { profile: ["'LOAD a?b data'"] }],
    ],
  ],
  [
    'XEDIT',
    [
      ...opened.map(([operands, rc, says]): MessageCase => [`xedit ${operands}`, rc, says]),
      wrong('xedit', 'A B C D'),
      ['', 24, 'DMSXIN054E Incomplete fileid specified', { file: 'poem' }],
      ['', 24, 'DMSXIN070E Invalid parameter D', { file: 'a b c d' }],
      ['', 24, 'DMSXIN048E Invalid filemode AA', { file: 'a b aa' }],
      ['', 36, 'DMSXIN069E Filemode Q not accessed', { file: 'a b q' }],
      ['', 20, 'DMSXIN062E Invalid character * in fileid * DATA', { file: '* data' }],
      ['', 20, 'DMSXIN020E Invalid character ? in fileid A?B DATA', { file: 'a?b data' }],
      ['xedit other data a', 100, READING_FAILS, { wrong: badBlocks }],
      ['xedit other data a', 88, TOO_LARGE, { wrong: full }],
    ],
  ],
  [
    'CANCEL',
    [
      wrong('cancel'),
      [
        'cancel',
        12,
        'DMSXSU577E File has been changed; type QQUIT to quit anyway',
        { first: ['input x'] },
      ],
    ],
  ],
  ['QQUIT', [wrong('qquit')]],
  [
    'QUIT',
    [
      wrong('quit'),
      [
        'quit',
        12,
        'DMSXSU577E File has been changed; type QQUIT to quit anyway',
        { first: ['input x'] },
      ],
    ],
  ],
];

const meta: readonly (readonly [string, readonly MessageCase[]])[] = [
  ['CMS', [['cms zzz', -3, 'Unknown CP/CMS command']]],
  ['CP', [['cp zzz', 1, 'HCPCMD001E Unknown CP command: ZZZ']]],
  ['HELP', [['help', -1, 'DMSXDC542E No such subcommand : HELP']]],
  [
    'EXTRACT',
    [
      missing('extract'),
      ['', 5, bad('nowhere'), { profile: ["'EXTRACT /nowhere/'"] }],
      ['extract /size/', 4, 'DMSXEX631E EXTRACT can only be executed from a macro'],
    ],
  ],
  ['MACRO', [missing('macro'), ['macro zzz', -1, 'DMSXDC542E No such subcommand : zzz']]],
  ['MODIFY', [missing('modify'), wrong('modify')]],
  ['PARSE', [missing('parse'), ['parse 1 X', 5, bad('X')], onFullStack('PARSE 1 WORD WORD WORD')]],
  ['QUERY', [missing('query'), wrong('query')]],
  ['READ', [wrong('read')]],
  ['REFRESH', [wrong('refresh')]],
  [
    'RENUM',
    [
      ['renum', 5, 'DMSXRE558E Wrong file format for RENUM'],
      ['renum X', 5, bad('X'), { file: 'num vsbasic' }],
      grows('renum', ['set ftype vsbasic']),
      ['renum 99999', 5, 'DMSXRE535E Invalid parameters for RENUM', { file: 'num vsbasic' }],
    ],
  ],
  [
    'REPEAT',
    [
      ['repeat X', 5, bad('X'), { first: ['down'] }],
      ['repeat .NONE', 2, NO_TARGET, { first: ['top', 'down'] }],
    ],
  ],
  ...['PRESERVE', 'RESET', 'TABKEY', 'NULLKEY'].map(
    (name): readonly [string, readonly MessageCase[]] => [name, [wrong(name)]],
  ),
  ['PURGE', [missing('purge'), wrong('purge', 'A B')]],
  ['RESTORE', [wrong('restore'), ['restore', 6, 'DMSXPR507E No preserved data to restore']]],
  ['SET', [missing('set'), wrong('set')]],
  [
    'SOS',
    [
      missing('sos'),
      wrong('sos'),
      grows('sos lineadd', []),
      ['sos pf20', 0, 'DMSXSU657E Undefined PFkey/PAkey', { first: ['set pf20'] }],
    ],
  ],
  ['STACK', [wrong('stack'), noTarget('stack .NONE'), onFullStack('STACK')]],
  ['TRANSFER', [missing('transfer'), wrong('transfer'), onFullStack('TRANSFER SIZE')]],
];

/** What is of no subcommand: keys, the prefix area, what is typed on the screen. */
const screen: readonly (readonly [string, readonly MessageCase[]])[] = [
  ['(keys)', [['', 0, 'DMSXSU657E Undefined PFkey/PAkey', { first: ['set pf3'], key: 'PF3' }]]],
  [
    '(copy-key)',
    [
      [
        '',
        0,
        'DMSXSC245S Error on printer; it is not ready, or there is none',
        { first: ['set pf3 copykey'], wrong: (world) => (world.printer = 'not-ready'), key: 'PF3' },
      ],
    ],
  ],
  ['(interpreter)', [grows('input x'), missing('command')]],
  [
    '(power-input)',
    [
      [
        '',
        0,
        NO_STORAGE,
        { first: ['powerinp'], wrong: full, typed: (at) => at.typeAt(2, 1, 'words') },
      ],
    ],
  ],
  [
    '(prefix/run-prefix)',
    [
      ['', 0, 'DMSXPX540E Invalid label : 1', { typed: beside(['Roses', '.1']) }],
      ['', 0, 'DMSXPX659E Invalid prefix subcommand: ZZ', { typed: beside(['Roses', 'zz']) }],
      [
        '',
        0,
        'DMSXPX661E Prefix F is invalid for the line on which it was entered',
        { typed: beside(['Roses', 'f'], ['violets', 'f']) },
      ],
      [
        '',
        0,
        'DMSXPX662E No destination possible within the block',
        { typed: beside(['Roses', 'mm'], ['violets', 'f'], ['cards', 'mm']) },
      ],
    ],
  ],
  [
    '(read-screen)',
    [
      ['', 0, 'DMSXPX659E Invalid prefix subcommand: 12', { typed: beside(['Roses', '12']) }],
      [
        '',
        0,
        TRUNCATED,
        { first: ['set trunc 13'], typed: (at) => at.typeAt(at.rowOf('Roses'), 30, 'zzz') },
      ],
    ],
  ],
  [
    '(autosave)',
    [['input x', 0, 'DMSXSU510I Autosaved as 100001 AUTOSAVE A1', { first: ['set autosave 1'] }]],
  ],
];

/** All cases, by subcommand, option or `(file)`. */
export const MESSAGE_CASES: ReadonlyMap<string, readonly MessageCase[]> = merged([
  ...options,
  ...moved,
  ...changed,
  ...withFiles,
  ...meta,
  ...screen,
]);

function merged(
  all: readonly (readonly [string, readonly MessageCase[]])[],
): ReadonlyMap<string, readonly MessageCase[]> {
  const found = new Map<string, readonly MessageCase[]>();
  for (const [name, cases] of all) found.set(name, [...(found.get(name) ?? []), ...cases]);
  return found;
}
