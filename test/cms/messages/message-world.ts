/** The disks on which the lines of `case-table.ts` are typed. */
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { encodeHeader } from '../../../src/cms/maclib/maclib.js';
import { fakeGuest, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const card = (text: string): string => text.padEnd(80);
const onA: readonly SourceFile[] = [
  { name: 'ONE', type: 'DATA', lines: ['alpha', 'beta', 'gamma'] },
  { name: 'TWO', type: 'DATA', lines: ['delta'] },
  { name: 'LABELS', type: 'DATA', lines: ['TOP of it', 'END of it'] },
  { name: 'FIXED', type: 'DATA', lines: ['two', 'one'], fixedLength: 80 },
  { name: 'BIG', type: 'DATA', lines: Array.from({ length: 90 }, (_, n) => String(n).padEnd(900)) },
  { name: 'LONG', type: 'TEXT', lines: ['x'], fixedLength: 100 },
  { name: 'CARDS', type: 'TEXT', lines: [card('123 is no card of a deck')], fixedLength: 80 },
  {
    name: 'PROG',
    type: 'ASSEMBLE',
    lines: [card('PROG     CSECT'), card('         END')],
    fixedLength: 80,
  },
  {
    name: 'MANY',
    type: 'SYNONYM',
    lines: Array.from({ length: 501 }, () => card('TYPE SHOW')),
    fixedLength: 80,
  },
  { name: 'ALICE', type: 'NAMES', lines: [':nick.KENT :userid.CLARK'] },
  { name: 'BAD', type: 'LOADLIB', lines: ['no library'], fixedLength: 80 },
  {
    ...{ name: 'EMPTY', type: 'LOADLIB', fixedLength: 80 },
    records: [encodeHeader({ directory: 2, members: 0 }, 'LOADLIB')],
  },
  { name: 'MINE', type: 'MACLIB', lines: ['no library'], fixedLength: 80 },
];

const HEADING = 'ORIGINID FILE CLASS RECORDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST';
const FILE = 'BOB      0051 A PUN 00000020 001 NONE 11/22 09:08:07 REPORT    DATA     SYSTEM';

/** A guest with 191 as A, 192 as B, 190 as S and 193, a disk of the same format without files, nowhere. */
export function messageWorld(): FakeGuest {
  const guest = fakeGuest({
    A: memoryDisk(0x191, buildDisk(800, 1024, 'ALI191', onA, now)),
    B: memoryDisk(0x192, buildDisk(400, 512, 'ALI192', [], now)),
    S: memoryDisk(0x190, buildDisk(400, 4096, 'CMS190', [], now), true),
  });
  guest.cp.set('QUERY VIRTUAL', { rc: 0, lines: ['RDR  000C CL * NOCONT NOHOLD EOF   READY'] });
  guest.cp.set('QUERY RDR', { rc: 0, lines: [HEADING, FILE] });
  return guest;
}
