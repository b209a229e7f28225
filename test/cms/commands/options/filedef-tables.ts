/** The options of FILEDEF by device (CMS Command and Macro Reference, "FILEDEF"), shown by what MOVEFILE makes of them. */
import { FILEDEF_OPTIONS } from '../../../../src/cms/os/filedef.js';
import { MOVEFILE_OPTIONS } from '../../../../src/cms/os/movefile.js';
import type { GuestRig } from '../../../support/guest-rig.js';
import type { OptionRow, OptionTable } from './option-row.js';
import { cards, optionWorld, paper } from './option-world.js';

const world = (): ReturnType<typeof optionWorld> => optionWorld();
const row = (
  name: string,
  line: string,
  gives: readonly string[],
  more: Partial<OptionRow> = {},
): OptionRow => ({ name, line, gives, ...more });
const usual = { usual: true } as const;
const IN = { first: ['filedef inmove disk one data a'] };
const SHOW = { then: ['filedef'] };
/** What is moved, and the attributes of the file that has come of it. */
const MOVED = { then: ['movefile', 'listfile new data a (format noheader'] };
const made = (text: string): string[] => [
  'Ready;',
  'Ready;',
  `NEW      DATA     A1 ${text}`,
  'Ready;',
];

const COMMON = ['PERM', 'CHANGE', 'NOCHANGE', 'RECfm=1', 'LRECL=1', 'BLOCK=1', 'BLKSIZE=1'];
const DISK = [
  'CONCAT',
  'DISP=1',
  'DSORG=1',
  'KEYLEN=1',
  'LIMCT=1',
  'MEMBER=1',
  'OPTCD=1',
  'XTENT=1',
];
const CONFLICTS = [
  ['CHANGE', 'NOCHANGE'],
  ['BLOCK', 'BLKSIZE'],
  ['UPCASE', 'LOWCASE'],
];

/** The options of all devices, on one of them. */
function common(device: string, shows: string): OptionRow[] {
  const [other, before] = device === 'dummy' ? ['terminal', 'TERMINAL'] : ['dummy', 'DUMMY'];
  const line = `filedef x ${device} `;
  return [
    row('PERM', `${line}([perm]`, ['Ready;', 'Ready;', shows, 'Ready;'], {
      then: ['filedef * clear', 'filedef'],
    }),
    row('CHANGE', `${line}([change]`, ['Ready;', shows, 'Ready;'], {
      ...SHOW,
      ...usual,
      first: [`filedef x ${other}`],
    }),
    row('NOCHANGE', `${line}([nochange]`, ['Ready;', `X        ${before}`, 'Ready;'], {
      ...SHOW,
      first: [`filedef x ${other}`],
    }),
  ];
}
const OUT = 'filedef outmove disk new data a ';
const ROWS = [
  ...common('disk two data a', 'X        DISK     TWO      DATA     A1'),
  row('RECFM', `${OUT}([recfm f] lrecl 10`, made('F         10'), { ...IN, ...MOVED }),
  row('LRECL', `${OUT}(recfm f [lrecl 9]`, made('F          9'), { ...IN, ...MOVED }),
  row('BLOCK', `${OUT}(recfm f [block 8]`, made('F          8'), { ...IN, ...MOVED }),
  row('BLKSIZE', `${OUT}(recfm f [blksize 7]`, made('F          7'), { ...IN, ...MOVED }),
  row(
    'CONCAT',
    `filedef x disk two data a ([concat]`,
    [
      'Ready;',
      'X        DISK     ONE      DATA     A1',
      'X        DISK     TWO      DATA     A1',
      'Ready;',
    ],
    {
      first: ['filedef x disk one data a'],
      ...SHOW,
    },
  ),
  row(
    'DISP',
    'filedef outmove disk two data a ([disp mod]',
    ['Ready;', 'Ready;', '', 'delta', 'Alpha', 'beta', 'GAMMA', 'Ready;'],
    {
      ...IN,
      then: ['movefile', 'type two data a'],
    },
  ),
  row('DSORG', `${OUT}([dsorg po]`, made('V          6'), { ...IN, ...MOVED, ...usual }),
  row('KEYLEN', `${OUT}([keylen 5]`, made('V          6'), { ...IN, ...MOVED, ...usual }),
  row('LIMCT', `${OUT}([limct 5]`, made('V          6'), { ...IN, ...MOVED, ...usual }),
  row('MEMBER', `filedef inmove disk mine maclib a ([member bcd]`, ['Ready;', 'A%B<', 'Ready;'], {
    first: ['copyfile bcd cards a bcd copy a', 'maclib gen mine bcd', 'filedef outmove terminal'],
    then: ['movefile'],
  }),
  row('OPTCD', `${OUT}([optcd w]`, made('V          6'), { ...IN, ...MOVED, ...usual }),
  row('XTENT', `${OUT}([xtent 5]`, made('V          6'), { ...IN, ...MOVED, ...usual }),
];
/** Values of attributes for devices whose files have none: they change how long records are. */
const NONE = ['KEYLEN', 'LIMCT', 'OPTCD', 'XTENT', 'DSORG', 'DISP', 'CONCAT'];
const VALUES: Readonly<Record<string, string>> = {
  ...{ KEYLEN: '5', LIMCT: '5', OPTCD: 'w', XTENT: '5', DSORG: 'ps', DISP: 'mod' },
};
const DUMMY_ROWS = [
  ...common('dummy', 'X        DUMMY'),
  row(
    'MEMBER',
    'filedef outmove dummy ([member abc]',
    ['Ready;', 'DMSMVE075E Device MEMBER invalid for output', 'Ready(00040);'],
    { ...IN, then: ['movefile'] },
  ),
  ...[...NONE, 'RECFM', 'LRECL', 'BLOCK', 'BLKSIZE'].map((name) => {
    const value =
      VALUES[name] ?? { RECFM: 'f', LRECL: '80', BLOCK: '80', BLKSIZE: '80' }[name] ?? '';
    const option = `${name.toLowerCase()} ${value}`.trimEnd();
    return row(name, `filedef outmove dummy ([${option}]`, ['Ready;', 'Ready;'], {
      ...{ ...IN, then: ['movefile'], ...usual },
    });
  }),
];
/** TERMINAL is what is typed, in capitals unless LOWCASE says so. */
const TERMINAL_ROWS = [
  ...common('terminal', 'X        TERMINAL'),
  ...(
    [
      ['UPCASE', 'upcase', 'ABC'],
      ['LOWCASE', 'lowcase', 'abc'],
      ['RECFM', 'recfm v', 'ABC'],
    ] as const
  ).map(([name, option, line]) =>
    row(
      name,
      `filedef inmove terminal ([${option}]`,
      [
        ...['Ready;', 'DMSMVE706I Terminal input -- type null line for end of data', 'Ready;', ''],
        ...[line, 'Ready;'],
      ],
      {
        ...(name === 'LOWCASE' ? {} : usual),
        ...{ first: ['filedef outmove disk new data a'] },
        then: ['movefile', 'abc', '', 'type new data a'],
      },
    ),
  ),
  ...['LRECL', 'BLOCK', 'BLKSIZE'].map((name) =>
    row(
      name,
      `filedef outmove terminal (recfm f [${name.toLowerCase()} 3]`,
      ['Ready;', 'Alp', 'bet', 'GAM', 'Ready;'],
      { ...IN, then: ['movefile'] },
    ),
  ),
];
/** Pages and cards; what is read is in neither case. */
const unit = (device: 'printer' | 'punch', also: (rig: GuestRig) => unknown): OptionRow[] => {
  const lines = ['ALPHA', 'BETA', 'GAMMA'];
  const asIs = ['Alpha', 'beta', 'GAMMA'];
  const moved = { ...IN, then: ['movefile'], also };
  const line = `filedef outmove ${device} `;
  const ready = ['Ready;', 'Ready;'];
  return [
    ...common(device, `X        ${device.toUpperCase()}`),
    row('UPCASE', `${line}([upcase]`, ready, { ...moved, shows: lines }),
    row('LOWCASE', `${line}([lowcase]`, ready, { ...moved, ...usual, shows: asIs }),
    row('RECFM', `${line}([recfm v]`, ready, { ...moved, ...usual, shows: asIs }),
    ...['LRECL', 'BLOCK', 'BLKSIZE'].map((name) =>
      row(name, `${line}(recfm f [${name.toLowerCase()} 3]`, ready, {
        ...{ ...moved, shows: ['Alp', 'bet', 'GAM'] },
      }),
    ),
  ];
};
const READER_ROWS = [
  ...common('reader', 'X        READER'),
  ...['UPCASE', 'LOWCASE'].map((name) =>
    row(name, `filedef x reader ([${name.toLowerCase()}]`, ['Ready;'], usual),
  ),
  ...['RECFM f', 'LRECL 80', 'BLOCK 80', 'BLKSIZE 80'].map((option) =>
    row(option.split(' ')[0]!, `filedef x reader ([${option.toLowerCase()}]`, ['Ready;'], usual),
  ),
];
const TAPED = {
  ...IN,
  then: ['movefile', 'tape rew', 'filedef inmove tap1', 'filedef outmove terminal', 'movefile'],
};
/** What comes back from the reel. */
const reread = (...lines: readonly string[]): string[] => [
  ...Array.from({ length: 5 }, () => 'Ready;'),
  ...lines,
  'Ready;',
];
const TAPE_ROWS = [
  ...common('tap1', 'X        TAP1     LABOFF'),
  ...['LRECL', 'BLOCK', 'BLKSIZE'].map((name) =>
    row(
      name,
      `filedef outmove tap1 (recfm f [${name.toLowerCase()} 3]`,
      reread('Alp', 'bet', 'GAM'),
      TAPED,
    ),
  ),
  row(
    'RECFM',
    'filedef outmove tap1 (blksize 40 [recfm fb] lrecl 8',
    reread('Alpha   beta    GAMMA'),
    TAPED,
  ),
  ...['7TRACK', '9TRACK', '18TRACK', 'TRTCH o', 'DEN 1600', 'LEAVE', 'NOEOV'].map((option) =>
    row(
      option.split(' ')[0]!,
      `filedef outmove tap1 ([${option.toLowerCase()}] recfm f lrecl 8`,
      reread('Alpha', 'beta', 'GAMMA'),
      { ...TAPED, ...usual },
    ),
  ),
];
const UNIT = [...COMMON, 'UPCASE', 'LOWCASE'];

const bad = (line: string, option: string, value: string): readonly [string, number, string] => [
  `filedef x ${line} (${option} ${value}`,
  24,
  `DMSFLD029E Invalid parameter ${value.toUpperCase()} in the option ${option.toUpperCase()} field`,
];

/** FILEDEF and MOVEFILE. */
export const FILEDEF_TABLES: readonly OptionTable[] = [
  {
    ...{ title: 'FILEDEF DISK', module: 'FLD', rules: FILEDEF_OPTIONS.DISK, world, rows: ROWS },
    ...{ options: [...COMMON, ...DISK], conflicts: CONFLICTS, line: 'filedef x disk one data a' },
    lines: [
      ...['0', '32761', 'x'].flatMap((value) =>
        ['lrecl', 'block', 'blksize'].map((option) => bad('disk', option, value)),
      ),
      bad('disk', 'recfm', 'g'),
      bad('disk', 'disp', 'old'),
      bad('disk', 'dsorg', 'vs'),
      bad('disk', 'keylen', '256'),
      bad('disk', 'limct', '257'),
      bad('disk', 'xtent', '0'),
      bad('disk', 'optcd', 'w?'),
      bad('disk', 'member', '1x'),
      ['filedef x disk (lrecl 32760 blksize 32760 recfm f keylen 255 limct 256 xtent 16777215', 0],
    ],
  },
  {
    ...{ title: 'FILEDEF DUMMY', module: 'FLD', rules: FILEDEF_OPTIONS.DUMMY, world },
    ...{ rows: DUMMY_ROWS, options: [...COMMON, ...DISK], conflicts: CONFLICTS },
    line: 'filedef x dummy',
  },
  {
    ...{ title: 'FILEDEF TERMINAL', module: 'FLD', rules: FILEDEF_OPTIONS.TERMINAL, world },
    ...{ rows: TERMINAL_ROWS, options: UNIT, conflicts: CONFLICTS, line: 'filedef x terminal' },
  },
  {
    ...{ title: 'FILEDEF PRINTER', module: 'FLD', rules: FILEDEF_OPTIONS.PRINTER, world },
    ...{
      rows: unit('printer', paper),
      options: UNIT,
      conflicts: CONFLICTS,
      line: 'filedef x printer',
    },
  },
  {
    ...{ title: 'FILEDEF PUNCH', module: 'FLD', rules: FILEDEF_OPTIONS.PUNCH, world },
    ...{ rows: unit('punch', cards), options: UNIT, conflicts: CONFLICTS, line: 'filedef x punch' },
  },
  {
    ...{ title: 'FILEDEF READER', module: 'FLD', rules: FILEDEF_OPTIONS.READER, world },
    ...{ rows: READER_ROWS, options: UNIT, conflicts: CONFLICTS, line: 'filedef x reader' },
  },
  {
    ...{ title: 'FILEDEF GRAF', module: 'FLD', rules: FILEDEF_OPTIONS.GRAF, world },
    ...{ rows: common('graf 120', 'X        GRAF     120'), options: COMMON.slice(0, 3) },
    ...{ conflicts: CONFLICTS, line: 'filedef x graf 120' },
  },
  {
    ...{
      title: 'FILEDEF TAPn',
      module: 'FLD',
      rules: FILEDEF_OPTIONS.TAPE,
      world,
      rows: TAPE_ROWS,
    },
    options: [...COMMON, '7TRACK', '9TRACK', '18TRACK', 'TRTCH=1', 'DEN=1', 'LEAVE', 'NOEOV'],
    conflicts: [...CONFLICTS, ['7TRACK', '9TRACK', '18TRACK']],
    line: 'filedef x tap1',
    lines: [bad('tap1', 'den', '1601'), bad('tap1', 'trtch', 'x')],
  },
  {
    ...{ title: 'MOVEFILE', module: 'MVE', rules: MOVEFILE_OPTIONS, options: ['PDS'], world },
    line: 'movefile none out',
    rows: [
      row(
        'PDS',
        'movefile ([pds]',
        [
          'DMSMVE225I PDS member BCD moved',
          'DMSMVE226I End of PDS move',
          'Ready;',
          '',
          'A%B<',
          'Ready;',
        ],
        {
          first: [
            ...['copyfile bcd cards a bcd copy a', 'maclib gen mine bcd'],
            ...['filedef inmove disk mine maclib a', 'filedef outmove disk any part a'],
          ],
          then: ['type bcd part a'],
        },
      ),
    ],
    conflicts: [],
    lines: [['movefile a b c', 24, 'DMSMVE070E Invalid parameter C']],
  },
];
