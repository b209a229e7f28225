/**
 * Commands on a minidisk of 1 GiB with 100,000 files, and copies of large files: how long a step holds its processor at
 * the most. The commands run by themselves, on a disk in storage, without a machine around them.
 */
import { fileCommands } from '../src/cms/commands/command-list.js';
import { fakeGuest, runCommand, type FakeGuest } from '../test/support/command-harness.js';
import { fillDisk, sparseDisk } from '../test/support/large-disk.js';
import type { MemoryDisk } from '../test/support/memory-disk.js';
import { stepRow, type Measurement, type Row } from './measurement.js';
import { percentile } from './statistics.js';
import { collector, stepClock } from './support/step-clock.js';

const DEVICE = 0x191;
/** 1 GiB. */
const BLOCKS = 2 ** 21;
const FILES = 100_000;
const NOW = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

/** What is typed, one after the other, and what is answered. */
const COMMANDS: readonly (readonly [line: string, ...input: string[]])[] = [
  ['ACCESS 191 A'],
  ['LISTFILE * * A (EXEC'],
  ['COPYFILE CMS EXEC A BIG EXEC A'],
  ['COPYFILE CMS EXEC A BIG EXEC A (REPLACE'],
  ['COPYFILE CMS EXEC A VARY EXEC A (RECFM V'],
  ['COPYFILE CMS EXEC A PACKED EXEC A (PACK'],
  ['COPYFILE PACKED EXEC A UNPACKED EXEC A (UNPACK'],
  ['RENAME * DATA A = TEXT A'],
  ['COPYFILE F0* TEXT A = COPY A'],
  ['ERASE * COPY A (NOTYPE'],
  ['ERASE * TEXT A'],
  ['FORMAT 191 A 1500000 (RECOMP'],
  ['FORMAT 191 A (RECOMP'],
  ['ACCESS 191 A (ERASE'],
  ['FORMAT 191 A (BLKSIZE 512', '1', 'NEW191'],
];

interface Steps {
  readonly line: string;
  readonly times: readonly number[];
  /** What the collector took during the command. */
  readonly collected: number;
}

/** Time that the disk has taken: a disk in storage takes another one than that of a machine. */
interface DiskTime {
  taken: number;
}

function largeDisk(clock: () => number, time: DiskTime): FakeGuest {
  const device = sparseDisk(DEVICE, BLOCKS);
  fillDisk(device, 1024, FILES, NOW);
  const timed = <T>(action: () => T): T => {
    const from = clock();
    const result = action();
    time.taken += clock() - from;
    return result;
  };
  const guest = fakeGuest();
  // nothing is written down between the steps, for that is not theirs
  guest.writtenDown = Infinity;
  const disk = {
    ...device,
    read: (block: number, count: number) => timed(() => device.read(block, count)),
    write: (block: number, bytes: Uint8Array) => timed(() => device.write(block, bytes)),
    sync: () => undefined,
  };
  guest.disks.set(DEVICE, disk as unknown as MemoryDisk);
  return guest;
}

/** Types a command; the times of its steps. */
async function play(
  guest: FakeGuest,
  clock: () => number,
  disk: DiskTime,
  [line, ...input]: (typeof COMMANDS)[number],
): Promise<Steps> {
  const collected = collector();
  const times: number[] = [];
  guest.input.push(...input);
  let from: number | undefined;
  guest.onStep = () => {
    const now = clock();
    if (from !== undefined) times.push(now - from - disk.taken);
    disk.taken = 0;
    from = clock();
  };
  const { rc, lines } = runCommand(guest, fileCommands, line);
  guest.onStep();
  if (rc !== 0) throw new Error(`${line}: ${lines.join()}`);
  return { line, times, collected: await collected() };
}

/** Steps of commands on files. */
export const fileSteps: Measurement = {
  name: 'file-steps',
  title: 'steps of commands on a minidisk of 1 GiB with 100,000 files',
  seconds: 30,
  run: async (say) => {
    const clock = stepClock();
    const disk = { taken: 0 };
    const guest = largeDisk(clock, disk);
    say(`${String(FILES)} files are there`);
    const rows: Row[] = [];
    for (const one of COMMANDS) {
      const { line, times, collected } = await play(guest, clock, disk, one);
      const high = percentile(times, 0.99);
      const most = Math.max(...times);
      say(
        `${line}: ${String(times.length)} steps, ${times.reduce((a, b) => a + b, 0).toFixed(0)} ms, ` +
          `the collector ${collected.toFixed(0)}; 99 of 100 ${high.toFixed(2)} ms, at the most ${most.toFixed(2)}`,
      );
      rows.push(stepRow(`a step of ${line}`, high, most));
    }
    return rows;
  },
};
