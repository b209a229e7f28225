/** The options of NETDATA SEND (z/VM: CMS Commands and Utilities Reference, "NETDATA"): the last that was given counts. */
import { NETDATA_OPTIONS } from '../../../../src/cms/commands/netdata.js';
import { optionRules } from '../../../../src/cms/commands/operands.js';
import type { GuestRig } from '../../../support/guest-rig.js';
import type { OptionRow, OptionTable } from './option-row.js';
import { asked, cards, optionWorld } from './option-world.js';

const SENT = 'ONE DATA A1 sent to BOB at VMTS on 11/22/26 10:11:12';
const SEND = 'netdata send one data a to bob at *';
const row = (
  name: string,
  options: string,
  gives: readonly string[],
  more: Partial<OptionRow> = {},
): OptionRow => ({ name, line: `${SEND} (${options}`, gives, ...more });
/** Whether the cards ask for an acknowledgement, whose name is that of the file. */
const acknowledged = (rig: GuestRig): unknown => cards(rig).filter((word) => word === 'ONE').length;
const closed = (rig: GuestRig): unknown => asked(rig).filter((line) => line.startsWith('CLOSE'));

/** NETDATA SEND. */
export const NETDATA_TABLE: OptionTable = {
  title: 'NETDATA SEND',
  module: 'DDL',
  rules: optionRules(...NETDATA_OPTIONS.SEND.flat(), 'CLass=1'),
  options: ['TYPe', 'NOType', 'ACk', 'NOAck', 'NOTE', 'FIle', 'CLass=1'],
  line: SEND.replace('one', 'none'),
  world: () => optionWorld(),
  rows: [
    row('TYPE', '[type]', [`File ${SENT}`, 'Ready;'], { usual: true }),
    row('NOTYPE', '[notype]', ['Ready;']),
    row('ACK', 'notype [ack]', ['Ready;'], { also: acknowledged, shows: 2 }),
    row('NOACK', 'notype [noack]', ['Ready;'], { usual: true, also: acknowledged, shows: 1 }),
    row('NOTE', '[note]', [`Note ${SENT}`, 'Ready;']),
    row('FILE', '[file]', [`File ${SENT}`, 'Ready;'], { usual: true }),
    row('CLASS', 'notype [class b]', ['Ready;'], {
      also: closed,
      shows: ['CLOSE 00D TO BOB CLASS B NAME ONE DATA'],
    }),
  ],
  conflicts: [],
  lastCounts: true,
  lines: [
    [`${SEND} (class bb`, 24, 'DMSDDL029E Invalid parameter BB in the option CLASS field'],
    [`${SEND} (replace`, 24, 'DMSDDL003E Invalid option: REPLACE'],
    [`${SEND} (type notype note file notype`, 0],
    ['netdata query (replace', 24, 'DMSDDL003E Invalid option: REPLACE'],
    ['netdata receive (ack', 24, 'DMSDDL003E Invalid option: ACK'],
  ],
};
