/** The machine on which lines of the tables of options are typed: a drive and four disks. */
import type { BlockDevice } from '../../../../src/cms/block-device.js';
import { buildDisk, type SourceFile } from '../../../../src/cms/files/build-disk.js';
import { memoryDevice } from '../../../../src/cms/files/format-image.js';
import { fromEbcdic } from '../../../../src/shared/ebcdic.js';
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

/** What CP was asked for, by machine. */
const ASKED = new WeakMap<GuestRig, string[]>();

/** What commands have asked CP for. */
export function asked(rig: GuestRig): readonly string[] {
  return ASKED.get(rig) ?? [];
}

/** What CP is asked for shows; dates are to be those of ISO, and the node is VMTS. */
function cp(line: string, buffered: boolean): { rc: number; lines: string[] } {
  if (line === 'QUERY DATEFORMAT') return { rc: 0, lines: ['ISODATE'] };
  if (line === 'QUERY USERID') return { rc: 0, lines: ['ALICE    AT VMTS'] };
  return { rc: 0, lines: buffered ? [] : [`CP ${line}`] };
}

/** A machine with A, B (empty), C (only to be read) and, not accessed, a disk at 194; a reel at 181, with `reel` on it. */
export function optionWorld(more: readonly SourceFile[] = [], reel?: Uint8Array): GuestRig {
  const read = { ...disk(0x193, 'READ', FILES.slice(0, 1)), readOnly: true };
  const disks = new Map([
    [0x191, disk(0x191, 'OWN', [...FILES, ...more])],
    [0x192, disk(0x192, 'EMPTY', [])],
    [0x193, read],
    [0x194, disk(0x194, 'OTHER', FILES.slice(0, 2))],
  ]);
  const commands: string[] = [];
  const rig = cmsRig([], {
    ...{ disks, tape: 'ring' },
    ...(reel === undefined ? {} : { reel }),
    cp: (line, buffered) => (commands.push(line), cp(line, buffered)),
  });
  ASKED.set(rig, commands);
  shown(rig, 'access 192 b', 'access 193 c');
  return rig;
}

/** The words on paper. */
export function paper(rig: GuestRig): readonly string[] {
  return written(rig, 0x00e);
}

/** The words on cards. */
export function cards(rig: GuestRig): readonly string[] {
  return written(rig, 0x00d);
}

function written(rig: GuestRig, device: number): readonly string[] {
  const handle = rig.channels.close(device)?.handle ?? -1;
  return fromEbcdic(rig.files.get(handle) ?? new Uint8Array(0)).match(/[\w*]+/g) ?? [];
}
