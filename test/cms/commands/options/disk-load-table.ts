/** The options of DISK LOAD (z/VM: CMS Commands and Utilities Reference, "DISK"), with cards that DISK DUMP has punched. */
import { DISK_OPTIONS } from '../../../../src/cms/commands/disk.js';
import type { GuestRig } from '../../../support/guest-rig.js';
import { cmsRig } from '../../nucleus/cms-rig.js';
import type { OptionTable } from './option-row.js';

const HEADING = 'ORIGINID FILE CLASS RECORDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST';
const FILE = 'ALICE    0001 A PUN 00000017 001 NONE 11/22 09:08:07 ONE       DATA     ALICE';

/** A machine whose punch is spooled to its reader. */
function world(): GuestRig {
  const rig: GuestRig = cmsRig(
    [
      { name: 'ONE', type: 'DATA', lines: ['Alpha'] },
      { name: 'TWO', type: 'DATA', lines: ['delta'] },
    ],
    { cp: (line) => ({ rc: 0, lines: spool(rig, line) }) },
  );
  return rig;
}

/** What CP does and says when it is asked for the spool. */
function spool(rig: GuestRig, line: string): string[] {
  if (line.startsWith('CLOSE 00D')) rig.hopper.file = rig.channels.close(0x00d);
  if (line.startsWith('CLOSE 00C')) {
    const open = (rig.channels.close(0x00c)?.handle ?? -1) >= 0;
    if (open && line.endsWith(' NOHOLD')) rig.hopper.file = undefined;
  }
  if (line === 'QUERY VIRTUAL 00C') return ['RDR  000C CL * NOCONT NOHOLD EOF   READY'];
  const asked = line.startsWith('QUERY RDR ALL') && rig.hopper.file !== undefined;
  return asked ? [HEADING, FILE] : [];
}

/** The file is punched, and becomes another. */
const first = ['disk dump one data a', 'copyfile two data a one data a (replace'];
/** What it is then, and whether its cards are still in the reader. */
const more = {
  first,
  then: ['type one data a'],
  also: (rig: GuestRig): unknown => rig.hopper.file !== undefined,
};

/** DISK LOAD. */
export const DISK_LOAD_TABLE: OptionTable = {
  title: 'DISK LOAD',
  module: 'DSK',
  rules: DISK_OPTIONS,
  options: ['REPlace', 'NOREPlac'],
  line: 'disk load',
  world,
  rows: [
    {
      name: 'REPLACE',
      line: 'disk load ([replace]',
      gives: ['ONE DATA A1 replaced', 'Ready;', '', 'Alpha', 'Ready;'],
      ...{ ...more, shows: false, usual: true },
    },
    {
      name: 'NOREPLAC',
      line: 'disk load ([noreplac]',
      gives: [
        'DMSDSK024E File ONE DATA A1 already exists; specify REPLACE option',
        'Ready(00028);',
        ...['', 'delta', 'Ready;'],
      ],
      ...{ ...more, shows: true },
    },
  ],
  conflicts: [['REPLACE', 'NOREPLAC']],
  lines: [
    ['disk load', 8, 'DMSDSK205W Reader empty, not ready, or hold'],
    ['disk load one (replace', 24, 'DMSDSK070E Invalid parameter ONE'],
    ['disk (replace', 24, 'DMSDSK047E No function specified'],
  ],
};
