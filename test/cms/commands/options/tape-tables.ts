/** The options of TAPE and VMFPLC2 (CMS Command and Macro Reference, "TAPE": of options that conflict the last counts). */
import { PLC_OPTIONS, TAPE_OPTIONS } from '../../../../src/cms/tape/tape-request.js';
import { TAPEMAC_OPTIONS, TAPPDS_OPTIONS } from '../../../../src/cms/tape/os-requests.js';
import { aws } from '../aws-reel.js';
import { block, card, CARDS, MARK, punched, unloaded } from '../os-reel.js';
import type { OptionRow, OptionTable } from './option-row.js';
import { optionWorld, paper } from './option-world.js';

const END = '** END-OF-FILE OR END-OF-TAPE **';
const ONE = 'ONE      DATA     A1';
const TWO = 'TWO      DATA     A1';

/** The rows, which are the same for both commands but for labels and the size of blocks. */
function rowsOf(command: 'tape' | 'vmfplc2', module: string): readonly OptionRow[] {
  const row = (
    name: string,
    line: string,
    gives: readonly string[],
    more: Partial<OptionRow> = {},
  ): OptionRow => ({ name, line: `${command} ${line}`, gives, ...more });
  const dumped = {
    first: [
      `${command} dump * data a (wtm`,
      `${command} wtm`,
      `${command} dump one exec a`,
      `${command} rew`,
    ],
  };
  const list = { then: [`${command} rew`, `${command} scan (eof 3`] };
  const scanned = ['Ready;', 'SCANNING....', ONE, TWO, END];
  const lost = `DMS${module}110S Error reading TAP1(181)`;
  const usual = { usual: true } as const;
  return [
    row(
      'WTM',
      'dump * data a (noprint [wtm]',
      ['Ready;', 'Ready;', 'SCANNING....', ONE, END, TWO, END, lost, 'Ready(00100);'],
      list,
    ),
    row('NOWTM', 'dump * data a (noprint [nowtm]', ['Ready;', ...scanned, lost, 'Ready(00100);'], {
      ...list,
      ...usual,
    }),
    row('PRINT', 'dump * data a ([print]', ['CP CLOSE 00E NAME TAPE MAP', 'Ready;'], {
      also: paper,
      shows: ['DUMPING', 'ONE', 'DATA', 'A1', 'TWO', 'DATA', 'A1'],
    }),
    row('NOPRINT', 'dump * data a ([noprint]', ['Ready;']),
    row('TERM', 'dump * data a ([term]', ['DUMPING.....', ONE, TWO, 'Ready;'], usual),
    row(
      'DISK',
      'dump * data a ([disk]',
      ['Ready;', '', ' DUMPING.....', ` ${ONE}`, ` ${TWO}`, 'Ready;'],
      {
        then: ['type tape map a5'],
      },
    ),
    // two tape marks behind one another end a tape
    row('EOT', 'scan ([eot]', ['SCANNING....', ONE, END, TWO, END, END, 'Ready;'], dumped),
    row('EOF', 'scan ([eof 2]', ['SCANNING....', ONE, END, TWO, END, 'Ready;'], dumped),
    // nothing shows how a drive is set
    row('DEN', 'dump one data a ([den 1600]', ['DUMPING.....', ONE, 'Ready;'], usual),
    row('7TRACK', 'dump one data a ([7track]', ['DUMPING.....', ONE, 'Ready;'], usual),
    row('9TRACK', 'dump one data a ([9track]', ['DUMPING.....', ONE, 'Ready;'], usual),
    row('18TRACK', 'dump one data a ([18track]', ['DUMPING.....', ONE, 'Ready;'], usual),
    row('TRTCH', 'dump one data a ([trtch oc]', ['DUMPING.....', ONE, 'Ready;'], usual),
  ];
}

const LABELLED = { first: ['tape wvol1 volume owner', 'tape rew'] };
const VOLID = 'VOLID= VOLUME OWNER= OWNER';
const OPTIONS = [
  ...['WTM', 'NOWTM', 'PRint', 'NOPRint', 'Term', 'DISK', 'EOT', 'EOF=1', 'DEN=1'],
  ...['7TRACK', '9TRACK', '18TRACK', 'TRTCH=1', 'REWIND', 'LEAVE'],
];
const wrong = (
  command: string,
  module: string,
): readonly (readonly [string, number, string?])[] => {
  const bad = (option: string, value: string): readonly [string, number, string] => [
    `${command} scan (${option} ${value}`,
    24,
    `DMS${module}029E Invalid parameter ${value} in the option ${option.toUpperCase()} field`,
  ];
  return [
    ...[bad('eof', '0'), bad('eof', 'X'), bad('den', '1601'), bad('trtch', 'EO')],
    ...['200', '556', '800', '1600', '6250', '38k', 'xf'].map(
      (den) => [`${command} modeset (den ${den}`, 0] as const,
    ),
    ...['o', 'oc', 'ot', 'e', 'et'].map((one) => [`${command} modeset (trtch ${one}`, 0] as const),
    [`${command} dump one data a (noprint print noprint wtm nowtm eof 2 eot`, 0],
    [
      `${command} rew (tap4`,
      100,
      `DMS${module}113S TAP4(184) not attached or invalid device address`,
    ],
    [
      `${command} rew (tap8`,
      100,
      `DMS${module}113S TAP8(288) not attached or invalid device address`,
    ],
    [
      `${command} rew (1ff`,
      100,
      `DMS${module}113S TAPE(1FF) not attached or invalid device address`,
    ],
    [`${command} rew (tap4 181`, 0],
    [`${command} rew (tapg`, 24, `DMS${module}003E Invalid option: TAPG`],
    [`${command} bsr`, 40, `DMS${module}058E End-of-file or end-of-tape on TAP1(181)`],
    [`${command} bsf 2`, 40, `DMS${module}058E End-of-file or end-of-tape on TAP1(181)`],
    [`${command} fsr`, 100, `DMS${module}110S Error reading TAP1(181)`],
    [`${command} fsf`, 100, `DMS${module}110S Error reading TAP1(181)`],
    [`${command} fsf 0`, 24, `DMS${module}070E Invalid parameter 0`],
    [`${command} wtm 100000`, 24, `DMS${module}070E Invalid parameter 100000`],
  ];
};

/** What IEBPTPCH has punched of twelve members; the first one has an END record. */
const PUNCHED = [
  ...['MEMBER NAME=M1', 'text', 'END', './ ADD NAME=X'],
  ...Array.from({ length: 11 }, (_, i) => [`MEMBER NAME=M${String(i + 2)}`, 'text']).flat(),
].map(punched);
const copied = (...ids: readonly string[]): string[] =>
  ids.map((id) => `DMSTPD703I File ${id} A1 copied`);
const all = Array.from({ length: 12 }, (_, i) => `M${String(i + 1)} CMSUT1`);
const typed = (...lines: readonly string[]): string[] => ['Ready;', '', ...lines, 'Ready;'];
const tappdsRow = (
  name: string,
  line: string,
  gives: readonly string[],
  then: readonly string[] = [],
): OptionRow => ({ name, line: `tappds ${line}`, gives, then });
const usualRow = (name: string, gives: readonly string[], then: readonly string[]): OptionRow => ({
  ...tappdsRow(name, `([${name.toLowerCase()}]`, gives, then),
  usual: true,
});
const first = ['type m1 cmsut1'];
const withEnd = typed('text', 'END', './ ADD NAME=X');

/** What TAPPDS does with its options. */
const TAPPDS_ROWS: readonly OptionRow[] = [
  usualRow('PDS', [...copied(...all), ...withEnd], first),
  tappdsRow('NOPDS', '([nopds]', [...copied('TAPPDS CMSUT1'), 'Ready;']),
  tappdsRow('UPDATE', '([update]', [...copied('TAPPDS ASSEMBLE', 'X ASSEMBLE'), 'Ready;']),
  // the control character is part of the record, and MEMBER does not stand in column 1
  tappdsRow('COL1', '([col1]', ['DMSTPD057E Invalid record format', 'Ready(00032);']),
  usualRow('NOCOL1', [...copied(...all), ...withEnd], first),
  tappdsRow('END', '([end]', [...copied(...all), ...typed('text', 'END')], first),
  usualRow('NOEND', [...copied(...all), ...withEnd], first),
  tappdsRow('MAXTEN', '([maxten]', [
    ...[...copied(...all.slice(0, 10)), 'DMSTPD707I Ten files copied', 'Ready;'],
  ]),
  usualRow('NOMAXTEN', [...copied(...all), ...withEnd], first),
];
const UNLOADED = unloaded(
  CARDS,
  ['A', 'B', 'C'].map((name) => ({ name, blocks: [card(name)] })),
);
const bad = (value: string): readonly [string, number, string] => [
  `tapemac lib nl (itemct ${value}`,
  24,
  `DMSTMA029E Invalid parameter ${value} in the option ITEMCT field`,
];

/** TAPE and VMFPLC2. */
export const TAPE_TABLES: readonly OptionTable[] = [
  {
    ...{ title: 'TAPE', module: 'TPE', rules: TAPE_OPTIONS, options: [...OPTIONS, 'BLKSIZE=1'] },
    line: 'tape dump none such a',
    world: () => optionWorld(),
    rows: [
      ...rowsOf('tape', 'TPE'),
      {
        ...{ name: 'REWIND', line: 'tape dvol1 ([rewind]', then: ['tape fsr'], ...LABELLED },
        ...{ gives: [VOLID, 'Ready;', 'Ready;'], usual: true },
      },
      {
        ...{ name: 'LEAVE', line: 'tape dvol1 ([leave]', then: ['tape bsr'], ...LABELLED },
        gives: [VOLID, 'Ready;', 'Ready;'],
      },
      {
        ...{ name: 'BLKSIZE', line: 'tape dump one data a ([blksize 800]' },
        gives: ['DUMPING.....', ONE, 'Ready;'],
        also: (rig) => rig.reel.length,
        // two blocks of 805 bytes and a tape mark, each behind six bytes
        shows: 2 * (805 + 6) + 6,
      },
    ],
    conflicts: [],
    lastCounts: true,
    lines: [
      ...wrong('tape', 'TPE'),
      [
        'tape scan (blksize 801',
        24,
        'DMSTPE029E Invalid parameter 801 in the option BLKSIZE field',
      ],
      ['tape dump one data a (noprint blksize 4k', 0],
    ],
  },
  {
    ...{ title: 'VMFPLC2', module: 'PLC', rules: PLC_OPTIONS, options: OPTIONS },
    line: 'vmfplc2 dump none such a',
    world: () => optionWorld(),
    rows: [
      ...rowsOf('vmfplc2', 'PLC'),
      // there are no labels to which they could say something
      {
        ...{ name: 'REWIND', line: 'vmfplc2 wtm ([rewind]', gives: ['Ready;'], usual: true },
      },
      { name: 'LEAVE', line: 'vmfplc2 wtm ([leave]', gives: ['Ready;'], usual: true },
    ],
    conflicts: [],
    lastCounts: true,
    lines: wrong('vmfplc2', 'PLC'),
  },
  {
    ...{ title: 'TAPPDS', module: 'TPD', rules: TAPPDS_OPTIONS },
    options: ['PDS', 'NOPDS', 'UPDATE', 'COL1', 'NOCOL1', 'END', 'NOEND', 'MAXTEN', 'NOMAXTEN'],
    line: 'tappds * * q',
    world: () => optionWorld([], aws([...PUNCHED, MARK])),
    rows: TAPPDS_ROWS,
    conflicts: [],
    lastCounts: true,
    lines: [
      ['tappds own data a (nopds', 0, 'DMSTPD703I File OWN DATA A1 copied'],
      ['tape rew', 0],
      // the last of those that contradict each other
      ['tappds (pds nopds update nopds', 0, 'DMSTPD703I File TAPPDS CMSUT1 A1 copied'],
      ['tape rew', 0],
      ['tappds (nopds col1 nocol1 end noend', 0, 'DMSTPD703I File TAPPDS CMSUT1 A1 copied'],
      ['tappds own (nopds pds', 24, 'DMSTPD070E Invalid parameter OWN'],
      ['tappds (tap1 tap4', 100, 'DMSTPD113S TAP4(184) not attached or invalid device address'],
      ['tappds (tapg', 24, 'DMSTPD003E Invalid option: TAPG'],
      ['tappds (181', 24, 'DMSTPD003E Invalid option: 181'],
    ],
  },
  {
    ...{ title: 'TAPEMAC', module: 'TMA', rules: TAPEMAC_OPTIONS, options: ['ITEMCT=1'] },
    line: 'tapemac lib= nl',
    world: () => optionWorld([], aws([block(...UNLOADED), MARK])),
    rows: [
      {
        ...{ name: 'ITEMCT', line: 'tapemac lib nl ([itemct 4]' },
        gives: ['LOADING LIB MACLIB', 'LOADING LIB2 MACLIB', 'Ready;'],
      },
    ],
    conflicts: [],
    lastCounts: true,
    lines: [
      ...['65536', '100000', '-1', '5,000', 'X'].map(bad),
      ['tapemac lib nl (itemct', 24, 'DMSTMA050E Parameter missing after ITEMCT'],
      ['tapemac lib nl (itemct 65535', 0, 'LOADING LIB MACLIB'],
      ['tape rew', 0],
      ['tapemac lib nl (itemct 1 itemct 9', 0, 'LOADING LIB MACLIB'],
      ['tapemac lib nl (tap8', 100, 'DMSTMA113S TAP8(288) not attached or invalid device address'],
    ],
  },
];
