/** Homes whose users have very many files: on their disks, and in their readers. */
import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BlockDevice } from '../../src/cms/command.js';
import { fillDisk } from '../../test/support/large-disk.js';
import { timed } from './big-file.js';
import type { BenchClient } from './client.js';
import type { BenchHome } from './home.js';

const DEVICE = 0x191;
const BLOCK_SIZE = 1024;
const NOW = { year: 2026, month: 11, day: 28, hour: 9, minute: 0, second: 0 };
/** Blocks of 512 bytes of each file, with its share of the directory. */
const BLOCKS_A_FILE = 3;

/** Gives a user whose system does not run yet another disk 191, with so many files, of so many blocks of 512 bytes. */
export function fillUserDisk(
  home: BenchHome,
  userid: string,
  files: number,
  blocks = files * BLOCKS_A_FILE + 2000,
): void {
  const folder = join(home.path, '.run', 'users', userid);
  const entry = join(folder, 'directory');
  const text = readFileSync(entry, 'utf8');
  writeFileSync(entry, text.replace(/(?<=MDISK 191 FB-512 \* )\d+/, String(blocks)));
  const fd = openSync(join(folder, '0191.image'), 'w+');
  try {
    ftruncateSync(fd, blocks * 512);
    const device: BlockDevice = {
      device: DEVICE,
      blocks,
      readOnly: false,
      read: (block, count) => {
        const bytes = new Uint8Array(count * 512);
        readSync(fd, bytes, 0, bytes.length, block * 512);
        return bytes;
      },
      write: (block, bytes) => writeSync(fd, bytes, 0, bytes.length, block * 512) === bytes.length,
    };
    fillDisk(device, BLOCK_SIZE, files, NOW);
  } finally {
    closeSync(fd);
  }
}

/** Fills the reader of one who is logged on, by an EXEC that punches to itself. */
export async function fillReader(person: BenchClient, files: number): Promise<void> {
  const program = [
    '/* */',
    '"CP SPOOL PUNCH TO *"',
    `do n = 1 to ${String(files)}`,
    '"EXECIO 1 PUNCH (STRING one line"',
    '"CP CLOSE PUNCH NAME F"right(n, 5, 0) "DATA"',
    'end',
  ];
  // what CP says of each file is not to fill the screen
  await timed(person, '#CP SET IMSG OFF', /SET IMSG OFF/);
  await timed(person, 'ERASE PUNCHING EXEC A', /Ready/);
  for (const line of program)
    await timed(person, `pipe literal ${line}| >> punching exec a`, /Ready[^\n]*\n\s*\n/);
  await timed(person, 'PUNCHING', /Ready[^\n]*\n\s*\n/);
}
