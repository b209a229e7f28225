/**
 * Stages on records of a megabyte and on very many short ones: how long one call of a stage holds its processor at the
 * most. The pipeline runs by itself, without a machine around it, and every step is late: a call ends as soon as it can.
 */
import type { StepContext } from '../src/cms/command.js';
import { resumePipe, startPipe, type PipeFrame } from '../src/cms/pipelines/run-pipe.js';
import type { StageKind } from '../src/cms/pipelines/stage.js';
import { stageTable } from '../src/cms/pipelines/stage-table.js';
import { toEbcdic } from '../src/shared/ebcdic.js';
import { pipeWorld } from '../test/support/pipe-world.js';
import { stepRow, type Measurement, type Row } from './measurement.js';
import { percentile } from './statistics.js';
import { collector, stepClock } from './support/step-clock.js';

const LENGTH = 1_000_000;
const SHORT = 100_000;
const NOW = { year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5 };
const TEXT = toEbcdic('0123456789 ab   cccccccccc      d ef%41?x=1&y  ');

const made = (byte: (i: number) => number): Uint8Array =>
  Uint8Array.from({ length: LENGTH }, (_, i) => byte(i));
/** Records that are hard for one stage or the other. */
const LONG: readonly Uint8Array[] = [
  made((i) => TEXT[i % TEXT.length]!),
  made(() => 0x81),
  made(() => 0xf1),
  made(() => 0x40),
  made((i) => (i % 2 === 0 ? 0xc1 : 0x40)),
];
const MANY: readonly Uint8Array[] = Array.from({ length: SHORT }, (_, i) =>
  toEbcdic(`a ${(i * 7919) % 100_003}`),
);

const specs = (expression: string): string => `specs a: 1-* . print ${expression} 1`;
const STAGES: readonly (readonly [stages: string, records: readonly Uint8Array[]])[] = [
  ...[
    ...['retab', 'untab', 'qpencode', 'qpdecode', 'split', 'xlate upper', 'pack'],
    ...['deblock fixed 80', 'chop 100', 'change /a/bc/', 'urldeblock', 'snake 3'],
    ...['upper(a)', 'lower(a)', "abbrev(a,'x')", 'abbrev(a,a)', "find(a,'zz yy')"].map(specs),
    ...["wordpos('zz yy',a)", 'a=1', 'min(1,a)'].map(specs),
    ...['justify(a,1000000)', 'space(a)', 'translate(a)'].map(specs),
  ].map((stages) => [stages, LONG] as const),
  ...['sort', 'unique', 'spill 10', 'specs 1-* 1', 'collate'].map(
    (stages) => [stages, MANY] as const,
  ),
];

interface Calls {
  readonly times: readonly number[];
  readonly collected: number;
}

/** Runs stages on records; the times of all calls of a stage. */
async function play(stages: string, records: readonly Uint8Array[]): Promise<Calls | string> {
  const clock = stepClock();
  const collected = collector();
  const times: number[] = [];
  const machine = { storageSize: 64 << 20, overdue: () => true };
  const context = {
    ...{ cms: pipeWorld().cms, disk: () => undefined, now: NOW },
    nucleus: { machine, state: { haltExecs: false } },
  } as unknown as StepContext;
  const before = stageTable.map((kind) => Object.getOwnPropertyDescriptor(kind, 'run')!);
  for (const kind of stageTable as (StageKind & { run: StageKind['run'] })[]) {
    const run = kind.run.bind(kind);
    kind.run = (io, stage) => {
      const from = clock();
      run(io, stage);
      times.push(clock() - from);
    };
  }
  try {
    let result = startPipe(context, `hole | buffer | ${stages} | hole`, 0.01);
    if ('rc' in result) return result.lines?.join() ?? '';
    const { stages: running } = (result.frame as unknown as PipeFrame).set;
    const keeper = running.find((stage) => stage?.verb === 'BUFFER')!.state as {
      queue: readonly Uint8Array[];
    };
    keeper.queue = [...records];
    times.length = 0;
    while (!('rc' in result)) result = resumePipe(result.frame, { kind: 'done' }, context);
  } finally {
    for (const [i, run] of before.entries()) Object.defineProperty(stageTable[i], 'run', run);
  }
  return { times, collected: await collected() };
}

/** Calls of stages. */
export const stageSteps: Measurement = {
  name: 'stage-steps',
  title: 'calls of stages with records of a megabyte and with very many',
  seconds: 60,
  run: async (say) => {
    const rows: Row[] = [];
    for (const [stages, records] of STAGES) {
      const done = await play(stages, records);
      if (typeof done === 'string') {
        say(`${stages}: ${done}`);
        continue;
      }
      const { times, collected } = done;
      const most = Math.max(...times.slice(0, 50_000));
      const [second = 0] = times.toSorted((a, b) => b - a).slice(1);
      say(
        `${stages}: ${String(times.length)} calls, ${times.reduce((a, b) => a + b, 0).toFixed(0)} ms, ` +
          `the collector ${collected.toFixed(0)}; at the most ${most.toFixed(2)} ms, then ${second.toFixed(2)}`,
      );
      rows.push(stepRow(`a call of ${stages}`, percentile(times, 0.99), most));
    }
    return rows;
  },
};
