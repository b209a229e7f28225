/** The same kernels on Hercules (Debian's package of that name), timed by its own time-of-day clock. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKSUM_AT, COUNT_AT, TIMES_AT } from './kernel.js';

/** What came of a run. */
export interface HerculesRun {
  readonly seconds: number;
  readonly checksum: number;
}

/** Whether it is installed. */
export function hasHercules(): boolean {
  return spawnSync('hercules', ['--version'], { stdio: 'ignore' }).error === undefined;
}

const CONFIGURATION = `CPUSERIAL 000001
CPUMODEL 3090
MAINSIZE 16
NUMCPU 1
ARCHMODE S/370
000F 3215-C
`;

/** Runs an image so many iterations; undefined when Hercules did not get to the end in time. */
export function onHercules(
  image: Uint8Array,
  iterations: number,
  patience: number,
): HerculesRun | undefined {
  const work = mkdtempSync(join(tmpdir(), 'vmts-bench-'));
  try {
    const patched = Uint8Array.from(image);
    new DataView(patched.buffer).setInt32(COUNT_AT, iterations);
    const file = join(work, 'image.bin');
    writeFileSync(file, patched);
    writeFileSync(join(work, 'hercules.cnf'), CONFIGURATION);
    // a pause first: a restart before the processor is up is lost
    const look = `r ${CHECKSUM_AT.toString(16)}.4\nr ${TIMES_AT.toString(16)}.10\n`;
    const script = `pause 1\nloadcore ${file} 0\nrestart\npause ${patience}\n${look}pause 1\nexit\n`;
    writeFileSync(join(work, 'run.rc'), script);
    const { stdout, stderr } = spawnSync('hercules', ['-d', '-f', join(work, 'hercules.cnf')], {
      env: { ...process.env, HERCULES_RC: join(work, 'run.rc') },
      encoding: 'utf8',
      timeout: (patience + 20) * 1000,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = stdout + stderr;
    const times = /R:0*310:K:..=((?:[0-9A-F]{8} ?){4})/.exec(text)?.[1]?.split(' ');
    const checksum = /R:0*304:K:..=([0-9A-F]{8})/.exec(text)?.[1];
    if (times === undefined || checksum === undefined) return undefined;
    const [a = NaN, b = NaN, c = NaN, d = NaN] = times.map((word) => parseInt(word, 16));
    // bit 51 of the clock is a microsecond
    const seconds = ((c - a) * 0x100000 + (d - b) / 4096) / 1e6;
    return seconds > 0 ? { seconds, checksum: parseInt(checksum, 16) } : undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
