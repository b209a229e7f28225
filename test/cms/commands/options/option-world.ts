/** The machine on which lines of the tables of options are typed: a drive and four disks. */
import type { BlockDevice } from '../../../../src/cms/block-device.js';
import { buildDisk, type SourceFile } from '../../../../src/cms/files/build-disk.js';
import { memoryDevice } from '../../../../src/cms/files/format-image.js';
import { execFile } from '../../../support/cms-disk.js';
import type { GuestRig } from '../../../support/guest-rig.js';
import { cmsRig } from '../../nucleus/cms-rig.js';
import { shown } from './option-row.js';

/** Files of the A-disk. */
const FILES: readonly SourceFile[] = [
  { name: 'ONE', type: 'DATA', lines: ['Alpha', 'beta  ', 'GAMMA'] },
  { name: 'TWO', type: 'DATA', lines: ['delta'] },
  { name: 'FIXED', type: 'CARDS', lines: ['30 c', '10 b', '20 a'], fixedLength: 12 },
  { name: 'BCD', type: 'CARDS', lines: ['A%B<'] },
  execFile('ONE', '/* */', 'say "ONE runs"'),
  execFile('TWO', '/* */', 'say "TWO runs"'),
];

/** When the files were written. */
const STAMP = { year: 2025, month: 8, day: 31, hour: 9, minute: 8, second: 7 };

/** A disk of 1000 blocks with a label of its own. */
function disk(device: number, label: string, files: readonly SourceFile[]): BlockDevice {
  return memoryDevice(buildDisk(1000, 1024, label, files, STAMP), device);
}

/** A machine with A, B (empty), C (only to be read) and, not accessed, a disk at 194; a reel at 181. */
export function optionWorld(more: readonly SourceFile[] = []): GuestRig {
  const read = { ...disk(0x193, 'READ', FILES.slice(0, 1)), readOnly: true };
  const disks = new Map([
    [0x191, disk(0x191, 'OWN', [...FILES, ...more])],
    [0x192, disk(0x192, 'EMPTY', [])],
    [0x193, read],
    [0x194, disk(0x194, 'OTHER', FILES.slice(0, 2))],
  ]);
  const rig = cmsRig([], { disks, tape: 'ring' });
  shown(rig, 'access 192 b', 'access 193 c');
  return rig;
}
