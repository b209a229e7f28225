/**
 * How much one call of a stage does: with records of a megabyte, and with a hundred thousand short ones, none counts more
 * work than a step may have. Work is what a stage counts of the bytes and records that it goes through, not time.
 */
import { expect } from 'chai';
import type { StepContext } from '../../../src/cms/command.js';
import { absentStagesTable } from '../../../src/cms/pipelines/absent-stages-table.js';
import { resumePipe, startPipe, type PipeFrame } from '../../../src/cms/pipelines/run-pipe.js';
import type { StageKind } from '../../../src/cms/pipelines/stage.js';
import { stageTable } from '../../../src/cms/pipelines/stage-table.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { pipeWorld } from '../../support/pipe-world.js';
import { SPECS_WORK, STAGE_WORK, WORK_ELSEWHERE } from './work-table.js';

/** Work units of a step: 2 ms. */
const STEP = 1400;
const LENGTH = 1_000_000;
const TEXT = toEbcdic('0123456789 ab   cccccccccc      d ef%41?x=1&y  ');

const blanks = new Uint8Array(LENGTH).fill(0x40);
const padded = blanks.slice();
padded[0] = padded[LENGTH - 1] = 0xc1;

/** Records that are hard for one stage or the other. */
const LONG: Readonly<Record<string, Uint8Array>> = {
  text: Uint8Array.from({ length: LENGTH }, (_, i) => TEXT[i % TEXT.length]!),
  letters: new Uint8Array(LENGTH).fill(0x81),
  digits: new Uint8Array(LENGTH).fill(0xf1),
  blanks,
  'blanks between two letters': padded,
};

const SHORT = Array.from({ length: 100_000 }, (_, i) => toEbcdic(`a ${(i * 7919) % 100_003}`));

/** A call that counted most. */
interface Most {
  stage: string;
  work: number;
}

/** Runs stages, or a whole pipeline, on these records, every step being late; what the call of a stage has counted at most. */
function mostWork(stages: string, records: readonly Uint8Array[]): Most {
  const most: Most = { stage: '', work: 0 };
  const machine = { storageSize: 64 << 20, overdue: () => true };
  const context = {
    ...{ cms: pipeWorld().cms, disk: () => undefined },
    now: { year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5 },
    nucleus: { machine, state: { haltExecs: false } },
  } as unknown as StepContext;
  const before = stageTable.map((kind) => Object.getOwnPropertyDescriptor(kind, 'run')!);
  for (const kind of stageTable as (StageKind & { run: StageKind['run'] })[]) {
    const run = kind.run.bind(kind);
    kind.run = (io, stage) => {
      const cost = io.cost;
      run(io, stage);
      if (io.cost - cost <= most.work) return;
      most.stage = stage.verb;
      most.work = io.cost - cost;
    };
  }
  try {
    const pipe = stages.startsWith('(') ? stages : `hole | buffer | ${stages} | hole`;
    let result = startPipe(context, pipe, 0.01);
    if ('rc' in result) throw new Error(`${stages}: ${result.lines?.join() ?? ''}`);
    const { stages: running } = (result.frame as unknown as PipeFrame).set;
    const keeper = running.find((stage) => stage?.verb === 'BUFFER')!.state as {
      queue: readonly Uint8Array[];
    };
    keeper.queue = [...records];
    most.work = 0;
    for (let steps = 0; !('rc' in result); steps++) {
      if (steps > 1_000_000) throw new Error(`${stages} does not end`);
      result = resumePipe(result.frame, { kind: 'done' }, context);
    }
  } finally {
    for (const [i, run] of before.entries()) Object.defineProperty(stageTable[i], 'run', run);
  }
  return most;
}

describe('the work of a call', () => {
  it('is looked at for every stage, unless it needs more than records', () => {
    const tested = [...STAGE_WORK, ...WORK_ELSEWHERE].map((one) =>
      one.split(' ')[0]!.toUpperCase(),
    );
    const absent = absentStagesTable.flatMap((group) => group.names);
    const missing = stageTable
      .filter((kind) => !kind.names.some((name) => tested.includes(name.toUpperCase())))
      .map((kind) => kind.names[0]!)
      .filter((name) => !absent.includes(name) && name !== 'SPECs');
    expect(missing).to.deep.equal([]);
  });

  for (const stages of [...STAGE_WORK, ...SPECS_WORK]) {
    it(`is no more than that of a step in ${stages} with records of a megabyte`, () => {
      for (const [what, record] of Object.entries(LONG)) {
        const { stage, work } = mostWork(stages, [record, record]);
        expect(work, `${stage} on ${what}`).to.be.at.most(STEP);
      }
    }).timeout(60_000);
  }

  for (const [what, stages] of [
    [
      'deleted',
      '(end ?) hole| l: LOOKUP| hole? hole| buffer| l:| hole? hole| l:| hole? literal a| l:| hole',
    ],
    ['told', '(end ?) hole| l: LOOKUP| hole? hole| buffer| l:| hole? hole| l:| hole'],
    ['not told', '(end ?) literal a| l: LOOKUP| hole? hole| buffer| l:| hole? hole| l:| hole'],
  ] as const) {
    it(`is no more than that of a step in LOOKUP with many masters of a key that are ${what}`, () => {
      const pipe = stages.replace('LOOKUP', 'lookup 1-* details allmasters');
      const { stage, work } = mostWork(pipe, Array(100_000).fill(toEbcdic('a')) as Uint8Array[]);
      expect(work, stage).to.be.within(0.5, STEP / 4);
    }).timeout(60_000);
  }

  const seen = new Set<string>();
  for (const stages of STAGE_WORK) {
    const verb = stages.split(' ')[0]!;
    if (seen.has(verb)) continue;
    seen.add(verb);
    it(`is no more than that of a step in ${stages} with many short records`, () => {
      const { stage, work } = mostWork(stages, SHORT);
      expect(work, stage).to.be.at.most(STEP);
    }).timeout(60_000);
  }
});
