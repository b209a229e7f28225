/** The options of the commands for disks (CMS Command and Macro Reference, "ACCESS", "RELEASE", "FORMAT", "LISTDS"). */
import { ACCESS_OPTIONS } from '../../../../src/cms/commands/access.js';
import { FORMAT_OPTIONS } from '../../../../src/cms/commands/format.js';
import { LISTDS_OPTIONS } from '../../../../src/cms/commands/listds.js';
import { RELEASE_OPTIONS } from '../../../../src/cms/commands/release.js';
import type { GuestRig } from '../../../support/guest-rig.js';
import { directoryBlocks, osVolume } from '../../../support/track-volume.js';
import { cmsRig } from '../../nucleus/cms-rig.js';
import { shown, type OptionRow, type OptionTable } from './option-row.js';
import { optionWorld } from './option-world.js';

const world = (): ReturnType<typeof optionWorld> => optionWorld();
const row = (
  name: string,
  line: string,
  gives: readonly string[],
  more: Partial<OptionRow> = {},
): OptionRow => ({ name, line, gives, ...more });
const LIST = { then: ['listfile * * d (label noheader'] };
const ASKED = [
  'DMSFOR603R FORMAT will erase all files on disk D(194). Do you wish to continue?',
  ' Enter 1 (YES) or 0 (NO).',
  'DMSFOR605R Enter disk label:',
  'DMSFOR733I Formatting disk D',
  'DMSFOR732I 1000 FB-512 blocks formatted on D(194)',
  'Ready;',
];
const HEADING = 'LABEL  VDEV M  STAT   CYL TYPE BLKSZ   FILES  BLKS USED-(%) BLKS LEFT  BLK TOTAL';
const badSize = (size: string): readonly [string, number, string] => [
  `format 194 d (blksize ${size}`,
  24,
  `DMSFOR029E Invalid parameter ${size.toUpperCase()} in the option BLKSIZE field`,
];

/** The volume of OS with a library and a data set, as D. */
function volumeWorld(): GuestRig {
  const library = { dsorg: 0x0200, recfm: 0x90, lrecl: 80, blksize: 3120, created: [76, 60] };
  const data = { dsorg: 0x4000, recfm: 0x58, lrecl: 300, blksize: 6000, created: [99, 365] };
  const volume = osVolume(
    'OSVOL1',
    4,
    [
      { ...library, created: [76, 60], name: 'SYS1.MACLIB', extents: [[19, 37]] },
      { ...data, created: [99, 365], name: 'MY.DATA', extents: [[40, 40]] },
    ],
    [[3, 0, 16]],
  );
  volume.write(19, directoryBlocks(['GET', 'PUT']));
  const shape = '3330 ALICE  R/W          4 CYL';
  const rig = cmsRig([], {
    tracks: new Map([[0x201, volume]]),
    cp: () => ({ rc: 0, lines: [`DASD 0201 ${shape} ON DASD  0201 SUBCHANNEL = 0005`] }),
  });
  shown(rig, 'access 201 d');
  return rig;
}
const LISTDS_ROWS: readonly OptionRow[] = [
  row('EXTENT', 'listds my.data d ([extent]', [
    "EXTENT INFORMATION FOR 'MY.DATA' ON 'D' DISK:",
    'SEQ TYPE  CYL-HD(RELTRK) TO CYL-HD(RELTRK)  TRACKS',
    '000 DATA  002 02     40      002 02     40         1',
    '',
    'Ready;',
  ]),
  row('FREE', 'listds d ([free]', [
    "FREESPACE EXTENTS FOR 'D' DISK:",
    'CYL-HD(RELTRK) TO CYL-HD(RELTRK)  TRACKS',
    '000 03      3      000 18     18        16',
    '',
    'Ready;',
  ]),
  row('FORMAT', 'listds d ([format]', [
    'RECFM LRECL BLKSI DSORG   DATE   LABEL  FM  DATA SET NAME',
    ' VBS    300  6000  PS   12/31/99 OSVOL1 D   MY.DATA',
    ' FB      80  3120  PO   02/29/76 OSVOL1 D   SYS1.MACLIB',
    '',
    'Ready;',
  ]),
  row('PDS', 'listds sys1.maclib d ([pds]', [
    'FM  DATA SET NAME',
    'D   SYS1.MACLIB',
    '',
    'MEMBER NAMES:',
    'GET       PUT',
    '',
    'Ready;',
  ]),
];

/** ACCESS, RELEASE, FORMAT and LISTDS. */
export const DISK_TABLES: readonly OptionTable[] = [
  {
    ...{ title: 'ACCESS', module: 'ACC', rules: ACCESS_OPTIONS, world },
    options: ['NOPROF', 'NODISK', 'NOSPROF', 'ERASE'],
    line: 'access 333 d',
    rows: [
      row('NOPROF', 'access 194 d ([noprof]', ['Ready;'], { usual: true }),
      row('NOSPROF', 'access 194 d ([nosprof]', ['Ready;'], { usual: true }),
      row(
        'NODISK',
        'access 194 d ([nodisk]',
        ['Ready;', 'DMSLST069E Filemode D not accessed', 'Ready(00036);'],
        LIST,
      ),
      row(
        'ERASE',
        'access 194 d ([erase]',
        ['Ready;', 'DMSLST002E File * * D not found', 'Ready(00028);'],
        LIST,
      ),
    ],
    conflicts: [],
    lines: [['access 193 d (erase', 36, 'DMSACC037E Filemode D(193) is accessed as read/only']],
  },
  {
    ...{ title: 'RELEASE', module: 'ARE', rules: RELEASE_OPTIONS, world },
    options: ['DETach'],
    line: 'release b',
    rows: [row('DETACH', 'release b ([detach]', ['CP DETACH 192', 'Ready;'])],
    conflicts: [],
  },
  {
    ...{ title: 'FORMAT', module: 'FOR', rules: FORMAT_OPTIONS, world },
    options: ['BLksize=1', 'LABEL', 'RECOMP', 'NOERASE'],
    line: 'format 333 d',
    rows: [
      row(
        'BLKSIZE',
        'format 194 d ([blksize 512]',
        [
          ...ASKED,
          HEADING,
          'NEW    194  D   R/W    FB 9336 512         0          4-01        996       1000',
          'Ready;',
        ],
        { then: ['1', 'NEW', 'query disk d'] },
      ),
      row(
        'BLKSIZE',
        'format 194 d ([blksize 2k]',
        [
          ...ASKED,
          HEADING,
          'NEW    194  D   R/W    FB 9336 2048        0          4-02        246        250',
          'Ready;',
        ],
        { then: ['1', 'NEW', 'query disk d'] },
      ),
      row(
        'LABEL',
        'format 194 d ([label]',
        [
          'DMSFOR605R Enter disk label:',
          'Ready;',
          'Ready;',
          HEADING,
          'NEW    194  D   R/W    FB 9336 1024        2          6-01        494        500',
          'Ready;',
        ],
        { then: ['NEW', 'access 194 d', 'query disk d'] },
      ),
      row(
        'RECOMP',
        'format 194 d 400 ([recomp]',
        [
          'DMSFOR732I 400 FB-512 blocks formatted on D(194)',
          'Ready;',
          HEADING,
          'OTHER  194  D   R/W    FB 9336 1024        2          6-03        194        200',
          'Ready;',
        ],
        { then: ['query disk d'] },
      ),
      row('NOERASE', 'format 194 d ([noerase]', ASKED, { then: ['1', 'NEW'], usual: true }),
    ],
    conflicts: [
      ['BLKSIZE', 'LABEL', 'RECOMP'],
      ['NOERASE', 'LABEL', 'RECOMP'],
    ],
    lines: [badSize('0'), badSize('256'), badSize('8k'), badSize('800'), badSize('4097')],
  },
  {
    ...{ title: 'LISTDS', module: 'LDS', rules: LISTDS_OPTIONS, world: volumeWorld },
    options: ['EXtent', 'FRee', 'FOrmat', 'PDs'],
    line: 'listds d',
    rows: LISTDS_ROWS,
    conflicts: [['FREE', 'PDS']],
  },
];
