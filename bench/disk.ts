/**
 * A minidisk of 1 GiB with 100,000 files: how long each command takes, and how long a step of it holds its processor at
 * the most. The commands run by themselves, on a file of the host, without a machine around them.
 */
import { closeSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newCmsState } from '../src/cms/cms-state.js';
import type { Answer, BlockDevice, StepContext } from '../src/cms/command.js';
import { fileCommands } from '../src/cms/commands/command-list.js';
import { endOfCommand } from '../src/cms/files/disk-state.js';
import { tokenise } from '../src/cms/tokens.js';
import { threadWaited } from '../src/host/thread-time.js';
import { fillDisk } from '../test/support/large-disk.js';
import { atMost, stepRow, type Measurement, type Row } from './measurement.js';
import { percentile } from './statistics.js';

const DEVICE = 0x191;
const BLOCKS = 2 ** 21;
const BLOCK_SIZE = 1024;
const FILES = 100_000;
const NOW = { year: 2026, month: 11, day: 28, hour: 9, minute: 0, second: 0 };

/** What is typed, what is answered, and the goal of the whole command in milliseconds. */
const COMMANDS: readonly {
  readonly line: string;
  readonly input?: readonly string[];
  readonly goal?: number;
}[] = [
  { line: 'ACCESS 191 A' },
  { line: 'STATE NOBODY * A' },
  { line: 'LISTFILE * * A (EXEC', goal: 1000 },
  { line: 'ERASE CMS EXEC A' },
  { line: 'RENAME F000000 OTHER A FIRST OTHER A' },
  { line: 'ERASE FIRST OTHER A' },
  { line: 'RENAME * DATA A = TEXT A' },
  { line: 'COPYFILE F0* TEXT A = COPY A' },
  { line: 'COPYFILE * TEXT A = COPY A (REPLACE' },
  { line: 'COPYFILE * TEXT A = COPY A (REPLACE' },
  { line: 'ERASE * TEXT A' },
  { line: 'FORMAT 191 A 1500000 (RECOMP' },
  { line: 'ACCESS 191 A (ERASE' },
  { line: 'FORMAT 191 A (BLKSIZE 512', input: ['1', 'NEW191'] },
];

/** A disk on a file of the host. */
function fileDisk(fd: number): BlockDevice {
  return {
    device: DEVICE,
    blocks: BLOCKS,
    readOnly: false,
    read: (block, count) => {
      const bytes = new Uint8Array(count * 512);
      readSync(fd, bytes, 0, bytes.length, block * 512);
      return bytes;
    },
    write: (block, bytes) => writeSync(fd, bytes, 0, bytes.length, block * 512) === bytes.length,
  };
}

const waited = threadWaited();
/** Time of the thread itself where the host tells it: what it waits for others is none of a step. */
const clock = (): number => performance.now() - (waited() ?? 0);

/** Runs a command; gives its return code and the time of each of its steps. */
function timeSteps(context: StepContext, input: string[]): { rc: number; steps: number[] } {
  const command = fileCommands.find(
    ({ name, minimum }) =>
      name.startsWith(context.tokens[0]!) && context.tokens[0]!.length >= minimum,
  )!;
  const steps: number[] = [];
  let reply: Answer = { kind: 'done' };
  let start = clock();
  let result = command.start(context);
  for (;;) {
    steps.push(clock() - start);
    if ('rc' in result) break;
    const asked = result.effect.kind === 'read' || result.effect.kind === 'read-console';
    reply = asked ? { kind: 'line', text: input.shift() ?? '', from: 'console' } : { kind: 'done' };
    start = clock();
    result = command.resume!(result.frame, reply, context);
  }
  endOfCommand(context.cms.disks);
  return { rc: result.rc, steps };
}

/** Large disks. */
export const disk: Measurement = {
  name: 'disk',
  title: 'a minidisk of 1 GiB with 100,000 files, command by command',
  seconds: 20,
  run: (say) => {
    const path = join(tmpdir(), `vmts-bench-disk-${String(process.pid)}`);
    const fd = openSync(path, 'wx+');
    try {
      ftruncateSync(fd, BLOCKS * 512);
      const device = fileDisk(fd);
      fillDisk(device, BLOCK_SIZE, FILES, NOW);
      say(`${String(FILES)} files are there`);
      const cms = newCmsState();
      const rows: Row[] = [];
      for (const { line, input = [], goal } of COMMANDS) {
        const { rc, steps } = timeSteps(
          {
            cms,
            tokens: tokenise(line),
            text: line,
            caller: 'terminal',
            userid: 'BENCH',
            node: 'VMTS',
            display: undefined,
            now: NOW,
            disk: (number) => (number === DEVICE ? device : undefined),
            fetch: () => undefined,
            store: () => false,
          },
          [...input],
        );
        const sum = steps.reduce((a, b) => a + b, 0);
        const most = Math.max(...steps);
        const high = percentile(steps, 0.99);
        say(
          `${line}: rc ${String(rc)}, ${String(steps.length)} steps, ${sum.toFixed(0)} ms; ` +
            `a step ${high.toFixed(2)} ms in 99 of 100, ${most.toFixed(2)} at the most`,
        );
        rows.push({
          what: line,
          value: sum,
          unit: 'ms',
          note: `${String(steps.length)} steps`,
          ...(goal === undefined ? {} : { goal: atMost(goal, `under ${String(goal)} ms`) }),
        });
        rows.push(stepRow(`a step of ${line}`, high, most));
      }
      return Promise.resolve(rows);
    } finally {
      closeSync(fd);
      rmSync(path, { force: true });
    }
  },
};
