/** The whole of CP in one thread with CMS in it, and users whose 191 has files of the test on it. */
import { cmsProgram } from '../../src/cms/cms-program.js';
import { buildDisk, type SourceFile } from '../../src/cms/files/build-disk.js';
import { NUCLEUS_BLOCKS, withNucleus } from '../../src/cms/nucleus/ipl-record.js';
import { FileMinidiskStore } from '../../src/store/minidisk-store.js';
import { MemoryDirectory } from './memory-directory.js';
import { MemoryFiles } from './memory-files.js';
import { TestSystem } from './test-system.js';
import { VirtualClock } from './virtual-clock.js';

const BLOCKS = 2000;
const UNITS = `CONSOLE 009 3215
SPOOL 00C 2540 READER *
SPOOL 00D 2540 PUNCH A
SPOOL 00E 1403 A`;

/** Starts a system with ALICE and BOB, both with `files` on their A-disk. */
export async function cmsSystem(
  files: readonly SourceFile[],
  ipl = 'IPL CMS PARM AUTOCR',
): Promise<TestSystem> {
  const clock = new VirtualClock();
  const host = new MemoryFiles(clock);
  const store = new FileMinidiskStore(host, 'home', (line) => {
    throw new Error(line);
  });
  const now = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
  const image = buildDisk(BLOCKS, 1024, 'TEST', files, now);
  const directory = new MemoryDirectory().add(
    `USER OPERATOR * 1M 16M ABCDEFG\n${UNITS}\nMDISK 190 FB-512 0 ${String(BLOCKS)} MR`,
  );
  const system = withNucleus(buildDisk(BLOCKS - NUCLEUS_BLOCKS, 1024, 'CMS190', [], now));
  await finish(clock, store.make('OPERATOR', 0x190, BLOCKS, [{ position: 0, bytes: system }]));
  for (const user of ['ALICE', 'BOB']) {
    const disk = `MDISK 191 FB-512 0 ${String(BLOCKS)} MR`;
    const link = 'LINK OPERATOR 190 190 RR';
    directory.add(`USER ${user} * 1M 4M G\n${ipl}\n${UNITS}\n${link}\n${disk}`);
    await finish(clock, store.make(user, 0x191, BLOCKS, [{ position: 0, bytes: image }]));
  }
  return TestSystem.start({ clock, files: host, directory, programs: [cmsProgram] });
}

/** Moves the virtual clock until a promise is settled. */
async function finish<T>(clock: VirtualClock, promise: Promise<T>): Promise<T> {
  let settled = false;
  const end = (): void => {
    settled = true;
  };
  promise.then(end, end);
  while (!settled) {
    await clock.settle();
    const next = clock.untilNext();
    if (next !== undefined) await clock.advance(next);
  }
  return promise;
}
