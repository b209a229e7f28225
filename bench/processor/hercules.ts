/**
 * The same kernels on Hercules (Debian's package of that name). What is timed is the processor time of
 * the thread that is its System/370 processor, as the host has counted it: other work on the host does
 * not matter then, and it is what our own run is timed by.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKSUM_AT, COUNT_AT } from './kernel.js';

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
OSTAILOR QUIET
000F 3215-C
`;

/** Seconds of processor time of each thread of a process that is still there. */
function threadTimes(pid: number): Map<string, number> {
  const times = new Map<string, number>();
  for (const tid of readdirSync(`/proc/${pid}/task`)) {
    try {
      const text = readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'latin1');
      times.set(tid, Number(text.split(' ')[0]) / 1e9);
    } catch {
      // it has ended since the folder was read
    }
  }
  return times;
}

/** Seconds that the busiest thread has run since. */
function busiest(pid: number, before: ReadonlyMap<string, number>): number {
  const used = [...threadTimes(pid)].map(([tid, now]) => now - (before.get(tid) ?? 0));
  return Math.max(...used);
}

/**
 * Runs an image so many iterations; undefined when Hercules did not get to the end in time.
 * @param patience - seconds
 */
export async function onHercules(
  image: Uint8Array,
  iterations: number,
  patience: number,
): Promise<HerculesRun | undefined> {
  const work = mkdtempSync(join(tmpdir(), 'vmts-bench-'));
  try {
    const patched = Uint8Array.from(image);
    new DataView(patched.buffer).setInt32(COUNT_AT, iterations);
    const file = (name: string, data: string | Uint8Array): string => {
      writeFileSync(join(work, name), data);
      return join(work, name);
    };
    const core = file('image.bin', patched);
    // the disabled wait at the end makes its automatic operator show the checksum
    const end = file('end', `pause 1\nr ${CHECKSUM_AT.toString(16)}.4\n`);
    // a pause first: a restart before the processor is up is lost
    const script = `hao tgt HHCCP011I\nhao cmd script ${end}\npause 1\nloadcore ${core} 0\nrestart\n`;
    const child = spawn('hercules', ['-d', '-f', file('cnf', CONFIGURATION)], {
      env: { ...process.env, HERCULES_RC: file('rc', script) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return await new Promise((resolve, reject) => {
      let text = '';
      let found: HerculesRun | undefined;
      let seconds: number | undefined;
      let before: Map<string, number> | undefined;
      const timer = setTimeout(() => child.kill('SIGKILL'), patience * 1000);
      const listen = (chunk: Buffer): void => {
        text += chunk.toString('latin1');
        if (child.pid === undefined || found !== undefined) return;
        if (text.includes('Restart key depressed')) before ??= threadTimes(child.pid);
        if (before !== undefined && text.includes('Disabled wait state'))
          seconds ??= busiest(child.pid, before);
        const checksum = /R:0*304:K:..=([0-9A-F]{8})/.exec(text)?.[1];
        if (checksum === undefined) return;
        if (/PSW=[0-9A-F]{8} [0-9A-F]{4}C0DE/.test(text) && seconds !== undefined)
          found = { seconds, checksum: parseInt(checksum, 16) };
        child.kill('SIGKILL');
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('error', reject);
      child.on('close', () => {
        clearTimeout(timer);
        resolve(found);
      });
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
