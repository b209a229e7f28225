/**
 * XEDIT on a file of a million lines, subcommand by subcommand: how long a step holds its processor at the most. The
 * command runs by itself, on a disk in storage, without a machine around it.
 */
import { newCmsState } from '../src/cms/cms-state.js';
import type { Answer, BlockDevice, StepContext } from '../src/cms/command.js';
import { buildDisk } from '../src/cms/files/build-disk.js';
import { accessDisk } from '../src/cms/files/disk-state.js';
import { tokenise } from '../src/cms/tokens.js';
import { xedit } from '../src/cms/xedit/xedit.js';
import { withoutLasting } from '../test/support/command-harness.js';
import { DisplayOperator } from '../test/support/display-operator.js';
import { stepRow, type Measurement, type Row } from './measurement.js';
import { percentile } from './statistics.js';
import { collector, stepClock } from './support/step-clock.js';

const LINES = 1_000_000;
const DEVICE = 0x191;
const BLOCKS = 800_000;
const BLOCK_SIZE = 4096;
const NOW = { year: 2026, month: 11, day: 28, hour: 9, minute: 0, second: 0 };

/** What is typed in each session, one after the other. */
const SESSIONS: readonly (readonly string[])[] = [
  [
    ...[':500000', 'bottom', '-/line 7 /', '/line 999999 /', 'top', 'find line 999999', 'top'],
    ...[
      'c/marks/MARKS/ * *',
      'top',
      'c/MARKS/marks/ * *',
      'top',
      'count /of/ *',
      'all /77/',
      'all',
    ],
    ...[':1', 'set select 1 :900000', 'set display 0 1', 'set display 0 0', 'query nbscope'],
    ...['query select', 'up', 'bottom', 'top', 'delete *', 'set select 0 *', 'recover *', 'all'],
    ...[':1#lprefix mm', ':200000#lprefix mm'],
    ...[':900000#lprefix f', ':1#lprefix cc', ':200000#lprefix cc', ':900000#lprefix f'],
    ...[':1#lprefix dd', ':400000#lprefix dd'],
  ],
  [
    ...[':1', 'uppercas *', ':1', 'lowercas *', ':1', 'compress *'],
    ...[
      ':1',
      'expand *',
      ':1',
      'shift right 2 *',
      ':1',
      'shift left 2 *',
      ':1',
      'sort 200000 7 12',
    ],
    ...[':1', 'put *', ':1', 'putd 600000', 'top', 'get', ':1', 'split 5', 'join', ':1'],
    ...['merge 5000 :6000', 'recover *', ':1', 'move 200000 :900000', ':1', 'copy 200000 :900000'],
  ],
  [
    ...[':1', 'del 1', 'recover 1', 'top', 'input one', 'top', 'add 3'],
    ...['set range :5 :900000', 'set range -* *', ':1', 'stack 1000', 'put 300000 part file a'],
    ...['bottom', 'get part file a', 'set number on', 'set case m i', 'top', '/LINE 999999 /'],
    ...['preserve', 'restore', 'hextype 3000', 'type 3000', 'c/text/TEXT/ 400000', 'save'],
    ...['set serial all', 'set pack on', 'save', 'ssave other file a', 'qq'],
  ],
];

interface Done {
  readonly what: string;
  readonly steps: readonly number[];
}

const clock = stepClock();

function bigFile(): StepContext {
  const lines = Array.from(
    { length: LINES },
    (_, n) => `line ${String(n + 1)} of marks and more text`,
  );
  const image = buildDisk(
    BLOCKS,
    BLOCK_SIZE,
    'BIG191',
    [{ name: 'BIG', type: 'FILE', lines }],
    NOW,
  );
  // a page of storage that has never been written to costs its first writer more than what it writes
  for (let at = 0; at < image.length; at += BLOCK_SIZE) image[at] = image[at]!;
  const disk: BlockDevice = {
    device: DEVICE,
    blocks: BLOCKS,
    readOnly: false,
    read: (block, count) => image.slice(block * 512, (block + count) * 512),
    write: (block, bytes) => {
      image.set(bytes, block * 512);
      return true;
    },
  };
  const cms = withoutLasting(newCmsState());
  const find = (device: number) => (device === DEVICE ? disk : undefined);
  accessDisk(cms.disks, { disk: find }, { letter: 'A', device: DEVICE, readOnly: false });
  const nucleus = {
    state: { haltExecs: false, notFound: false },
    machine: { timeOfDay: () => 0, storageSize: 1 << 24 },
  };
  const context = {
    ...({ nucleus, cms, caller: 'terminal', userid: 'BENCH', node: 'VMTS', now: NOW } as const),
    tokens: tokenise('XEDIT BIG FILE'),
    text: 'XEDIT BIG FILE',
    display: { columns: 80, rows: 24 },
    disk: find,
    fetch: () => undefined,
    store: () => false,
  } as const;
  return context;
}

/** Runs one session on a file. */
async function play(given: StepContext, typed: readonly string[]): Promise<readonly Done[]> {
  const all: { what: string; steps: number[] }[] = [{ what: given.text, steps: [] }];
  const left = [...typed, 'qq'];
  const at = new DisplayOperator([]);
  const collected = collector();
  let start = clock();
  let result = xedit.start(given);
  for (;;) {
    const taken = clock() - start;
    all.at(-1)!.steps.push(Math.max(0, taken - (await collected())));
    if (!('effect' in result)) return all;
    const { effect } = result;
    const line = effect.kind === 'display-read' ? left.shift() : undefined;
    if (line !== undefined) {
      all.push({ what: line, steps: [] });
      at.play([
        () => {
          at.command(line);
          return 'ENTER';
        },
      ]);
    }
    const reply: Answer = at.answer(effect) ?? { kind: 'done' };
    start = clock();
    result = xedit.resume!(result.frame, reply, given);
  }
}

/** Steps of XEDIT. */
export const editingSteps: Measurement = {
  name: 'xedit-steps',
  title: 'steps of XEDIT on a file of a million lines',
  seconds: 60,
  run: async (say) => {
    const rows: Row[] = [];
    const given = bigFile();
    say(`${String(LINES)} lines are there`);
    const done: Done[] = [];
    for (const typed of SESSIONS) done.push(...(await play(given, typed)));
    for (const { what, steps } of done) {
      const most = Math.max(...steps);
      const high = percentile(steps, 0.99);
      say(
        `${what}: ${String(steps.length)} steps, ${steps.reduce((a, b) => a + b, 0).toFixed(0)} ms; ` +
          `99 of 100 ${high.toFixed(2)} ms, at the most ${most.toFixed(2)}`,
      );
      rows.push(stepRow(`a step of ${what}`, high, most));
    }
    return rows;
  },
};
