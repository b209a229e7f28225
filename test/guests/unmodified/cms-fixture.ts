/** A system with CMS of VM/370 Release 6 (devhawala/emx370) as a saved system, its segment and two of its disks. */
import type { ScreenPerson } from '../../support/person.js';
import { WholeSystem } from '../../support/whole-system.js';
import type { Material } from './material.js';

/** What the tests want. */
export const CMS_FILES = ['CMS.segment', 'CMSSEG.segment', '191.ckd', '192.ckd'];

/** Who has it. */
export const CMS_USER = 'CMSUSER';
const ENTRY = [
  `USER ${CMS_USER} * 2M 2M G`,
  'CONSOLE 009 3215',
  'SPOOL 00C 2540 READER *',
  'SPOOL 00D 2540 PUNCH A',
  'SPOOL 00E 1403 A',
  'MDISK 191 3350 0 115 * MR',
  'MDISK 192 3350 0 115 * MR',
].join('\n');

/** The system, before anybody has logged on. CMS of ours has the name CMS: theirs is CMSR6. */
export async function systemWithCms(material: Material): Promise<WholeSystem> {
  const whole = await WholeSystem.start({
    entries: { [CMS_USER]: ENTRY },
    images: [0x191, 0x192].map((device) => ({
      owner: CMS_USER,
      device,
      bytes: material(`${device.toString(16)}.ckd`),
    })),
  });
  const imports = [
    ['CMSR6', 'CMS.segment', '--start', '0', '--system'],
    ['CMSSEG', 'CMSSEG.segment', '--start', 'F00000'],
  ];
  for (const words of imports) {
    const { status, said } = await whole.host(['segment', 'import', ...words], (path) =>
      Promise.resolve(material(path)),
    );
    if (status !== 0) throw new Error(said.join('\n'));
  }
  return whole;
}

/** IPLs, up to the first `Ready;`. */
export async function iplCms(whole: WholeSystem, person: ScreenPerson): Promise<void> {
  await whole.press(person, 'PA1', /CP READ/);
  await whole.command(person, 'ipl cmsr6', /CMS VERSION 6.0/);
  await whole.press(person, 'ENTER', /^Ready;/);
}
