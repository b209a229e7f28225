/** The two machines: ours, and Debian's Hercules in S/370 mode. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOn, testMachine } from '../cpu/machine.js';
import { DONE, makeImage } from './driver.js';
import { RECORD, RECORDS_AT, SIZE } from './record.js';

/** The cases as they are in storage afterwards. */
function outcomes(storage: Buffer, count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => {
    const at = RECORDS_AT + n * RECORD;
    return storage.subarray(at, at + RECORD);
  });
}

/** Executes cases on our processor. */
export function onOurs(cases: readonly Buffer[], prefix = 0): Buffer[] {
  const machine = testMachine(SIZE);
  machine.storage.store(0, makeImage(cases, prefix));
  machine.processor.restart();
  const exit = runOn(machine, 1_000_000 + 5000 * cases.length, 10_000);
  const { address } = machine.processor.psw();
  if (exit.reason !== 'disabled-wait' || address !== DONE)
    throw new Error(`our run ended with ${exit.reason} at ${address.toString(16)}`);
  return outcomes(Buffer.from(machine.storage.fetch(0, SIZE)!), cases.length);
}

const CONFIGURATION = `CPUSERIAL 000001
CPUMODEL 3090
MAINSIZE 8
NUMCPU 1
ARCHMODE S/370
OSTAILOR QUIET
000F 3215-C
`;

/** How often Hercules may end without having saved its storage. */
const ATTEMPTS = 3;
/** Milliseconds that a run of it may take. */
const LONGEST = 120_000;

/**
 * Executes cases on Hercules: the disabled wait at the end makes its automatic operator save the storage
 * and leave. It is given a second before the start, since its processor may not be up.
 */
export function onHercules(cases: readonly Buffer[], prefix = 0): Buffer[] {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const run = prepare(cases, prefix);
    try {
      const { error, stdout } = spawnSync('hercules', run.words, {
        env: run.env,
        encoding: 'latin1',
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: LONGEST,
      });
      if (error !== undefined) throw error;
      const found = run.outcomes(stdout);
      if (found !== undefined) return found;
    } finally {
      run.end();
    }
  }
  throw new Error('Hercules did not save its storage');
}

/** The same beside other runs: nearly all of the time of one it waits for its own pauses. */
export async function besideHercules(cases: readonly Buffer[], prefix = 0): Promise<Buffer[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const run = prepare(cases, prefix);
    try {
      const found = run.outcomes(await output(run));
      if (found !== undefined) return found;
    } finally {
      run.end();
    }
  }
  throw new Error('Hercules did not save its storage');
}

function output(run: HerculesRun): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('hercules', run.words, {
      env: run.env,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: LONGEST,
      killSignal: 'SIGKILL',
    });
    const parts: string[] = [];
    child.stdout.setEncoding('latin1').on('data', (part: string) => parts.push(part));
    child.on('error', reject).on('close', () => resolve(parts.join('')));
  });
}

/** One run of Hercules. */
interface HerculesRun {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What it left; undefined when it has not saved its storage. */
  outcomes(stdout: string): Buffer[] | undefined;
  /** Takes its files away. */
  end(): void;
}

function prepare(cases: readonly Buffer[], prefix: number): HerculesRun {
  const work = mkdtempSync(join(tmpdir(), 'vmts-oracle-'));
  const file = (name: string, data: string | Buffer): string => {
    writeFileSync(join(work, name), data);
    return join(work, name);
  };
  const core = join(work, 'out.core');
  const load = file('in.core', makeImage(cases, prefix));
  // it may take the processor a moment to stop, and until then storage cannot be saved
  const save = `savecore ${core} 0 ${(SIZE - 1).toString(16)}\n`;
  const end = file('end', `pause 1\n${save}exit\n`);
  const script = file(
    'rc',
    `hao tgt HHCCP011I\nhao cmd script ${end}\npause 1\nloadcore ${load} 0\nrestart\n`,
  );
  return {
    words: ['-d', '-f', file('cnf', CONFIGURATION)],
    env: { ...process.env, HERCULES_RC: script },
    outcomes: (stdout) => {
      if (!stdout.includes('C0DE'))
        throw new Error(`Hercules did not end:\n${stdout.slice(-2000)}`);
      return existsSync(core) ? outcomes(readFileSync(core), cases.length) : undefined;
    },
    end: () => rmSync(work, { recursive: true }),
  };
}
