/**
 * Runs a program here, in steps as long as CMS makes them, and with Debian's regina-rexx. What is timed is processor
 * time: of this process, collection of storage and compiling included, and of the child as its shell has counted it.
 */
import { spawnSync } from 'node:child_process';
import { newActivity } from '../../src/cms/rexx/activity.js';
import { run } from '../../src/cms/rexx/machine.js';
import { testHost } from '../../test/support/rexx-program.js';

/** Clauses in a step, as the EXEC command has them. */
const CLAUSES = 4000;
/** Milliseconds that Regina has for a program. */
const PATIENCE = 120_000;

/** What came of a run. */
export interface RexxTime {
  readonly seconds: number;
  /** What it has said. */
  readonly lines: readonly string[];
  /** Seconds of each step, by the clock on the wall. */
  readonly steps: readonly number[];
}

/**
 * Runs a program here.
 * @throws Error when it ends by an error or wants something of its surroundings
 */
export function runOurs(source: string): RexxTime {
  const host = testHost([]);
  const lines: string[] = [];
  const start = process.cpuUsage();
  const activity = newActivity(source.split('\n'), {
    kind: 'COMMAND',
    args: [''],
    name: 'BENCH',
    type: 'EXEC',
    mode: 'A1',
    called: 'BENCH',
    environment: 'CMS',
  });
  const steps: number[] = [];
  for (;;) {
    const before = performance.now();
    const request = run(activity, host, CLAUSES);
    steps.push((performance.now() - before) / 1000);
    lines.push(...activity.out.splice(0));
    if (request.kind === 'work') continue;
    if (request.kind !== 'exit') throw new Error(`it wants ${request.kind}`);
    if (request.error !== undefined) throw new Error(lines.join('\n'));
    break;
  }
  const used = process.cpuUsage(start);
  return { seconds: (used.user + used.system) / 1e6, lines, steps };
}

/** Whether Regina is installed. */
export function hasRegina(): boolean {
  const { error, stdout, stderr } = spawnSync('rexx', ['-v'], { encoding: 'latin1' });
  return error === undefined && `${stdout}${stderr}`.includes('Regina');
}

/** Seconds of `1m2.345s`. */
function secondsOf(text: string): number {
  const [, minutes = '0', seconds = '0'] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  return 60 * Number(minutes) + Number(seconds);
}

/**
 * Runs a program with Regina.
 * @throws Error when it does not get to the end
 */
export function runTheirs(file: string): RexxTime {
  // `times`: the times of the shell, and in a second line those of its children, user and system
  const child = spawnSync('sh', ['-c', 'rexx "$0" || exit; times >&2', file], {
    encoding: 'latin1',
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  });
  if (child.status !== 0) throw new Error(`Regina ended with ${String(child.status)}`);
  const [user = '', system = ''] = child.stderr.trim().split('\n').at(-1)?.split(' ') ?? [];
  return {
    seconds: secondsOf(user) + secondsOf(system),
    lines: child.stdout.trimEnd().split('\n'),
    steps: [],
  };
}
