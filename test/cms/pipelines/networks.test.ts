/**
 * Random pipelines of several streams: records that no stage delays keep their order whatever ways they go, none stands still
 * without saying so, and what comes of them does not depend on how the work is cut. A failure shows the seed with which it comes again.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { lines, pipeWorld } from '../../support/pipe-world.js';

const STALLED = -4095;

/** Stages that pass every record on at once. */
const PASSING = [
  'locate 1',
  'drop 0',
  'xlate 1-* a-c a-c',
  'pad 1',
  'chop 200',
  'change /@/@/',
  'specs 1-* 1',
];
/** Stages that pass every record on, some late. */
const KEEPING = [...PASSING, 'copy', 'elastic', 'buffer', 'take 99', 'append literal x| take 99'];
/** Stages that part records, and give each to one output. */
const PARTING = [
  'locate /a/',
  'nlocate /b/',
  'find c',
  'pick 1 >> /b/',
  'all /a/ ! /c/',
  'casei locate /B/',
];
/** Stages of several streams that may stand still when they are joined badly. */
const JOINING = [
  ...['fanin', 'faninany', 'fanintwo', 'fanout', 'synchronise', 'overlay', 'juxtapose', 'gather'],
  ...['deal', 'collate', 'merge', 'lookup 1', 'gate', 'dam', 'fanout stop anyeof', 'predselect'],
  ...['elastic', 'copy', 'buffer', 'take 2', 'locate /a/', 'between /a/ /b/', 'noeofback'],
];

const records = fc
  .array(fc.stringMatching(/^[abc]{1,3}$/), { minLength: 1, maxLength: 25 })
  .map((all) => all.map((text, i) => `${text} ${i}`));

/** A way that parts and comes together again, of ways within it; labels are made as they are needed. */
type Way =
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'parts'; readonly by: string; readonly one: Way[]; readonly other: Way[] };

const ways: fc.Arbitrary<Way[]> = fc.letrec<{ way: Way; all: Way[] }>((tie) => ({
  way: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(...PASSING).map((stage): Way => ({ kind: 'stage', stage })),
    fc.record({
      kind: fc.constant('parts' as const),
      by: fc.constantFrom(...PARTING),
      one: tie('all'),
      other: tie('all'),
    }),
  ),
  all: fc.array(tie('way'), { maxLength: 3 }),
})).all;

/** The stages of ways in a pipeline, and the pipelines beside it. */
function written(all: readonly Way[], beside: string[], next: { label: number }): string[] {
  return all.flatMap((one) => {
    if (one.kind === 'stage') return [one.stage];
    const [parts, joins] = [`p${next.label}`, `j${next.label++}`];
    // a label is declared before it is used again
    const at = beside.push('') - 1;
    const inner = written(one.one, beside, next);
    const other = written(one.other, beside, next);
    beside[at] = [`${parts}:`, ...other, `${joins}:`].join(' | ');
    return [`${parts}: ${one.by}`, ...inner, `${joins}: faninany`];
  });
}

/** Whether a stage can be reached from itself, by any streams. */
function goesRound(paths: readonly (readonly number[])[]): boolean {
  const next = (at: number): number[] =>
    paths.flatMap((path) => path.slice(1).filter((_, i) => path[i] === at));
  return [0, 1, 2, 3, 4, 5].some((start) => {
    const seen = new Set(next(start));
    for (const at of seen) for (const one of next(at)) seen.add(one);
    return seen.has(start);
  });
}

describe('random networks', () => {
  it('keep the order of records that nothing delays', () => {
    fc.assert(
      fc.property(records, ways, (input, all) => {
        const beside: string[] = [];
        const main = ['< in put', ...written(all, beside, { label: 0 }), 'console'].join(' | ');
        const spec = `(endchar ?) ${[main, ...beside].join(' ? ')}`;
        const world = pipeWorld(lines('IN', 'PUT', ...input));
        expect({ spec, ...world.run(spec) }).to.deep.include({ spec, lines: input, rc: 0 });
        expect({ spec, ...world.crawl(spec) }).to.deep.include({ spec, lines: input, rc: 0 });
      }),
      { numRuns: 30 },
    );
  }).timeout(180_000);

  it('lose no record and keep the order on each way', () => {
    const some = fc.array(fc.constantFrom(...KEEPING), { maxLength: 4 });
    fc.assert(
      fc.property(records, some, some, fc.constantFrom(...PARTING), (input, one, other, by) => {
        // a buffer in one of the ways lets records pass those of the other, and each other never
        const spec = `(endchar ?) ${[
          ['< in put', `p: ${by}`, ...one, 'specs /1 / 1 1-* n', 'i: faninany', 'console'],
          ['p:', ...other, 'specs /2 / 1 1-* n', 'i:'],
        ]
          .map((stages) => stages.join(' | '))
          .join(' ? ')}`;
        const { lines: out, rc } = pipeWorld(lines('IN', 'PUT', ...input)).run(spec);
        const own = out.filter((line) => !line.endsWith(' x'));
        const order = (way: string): number[] =>
          own.filter((line) => line.startsWith(way)).map((line) => Number(line.split(' ')[2]));
        for (const way of ['1', '2']) {
          expect({ spec, order: order(way) }).to.deep.equal({
            ...{ spec, order: [...order(way)].sort((a, b) => a - b) },
          });
        }
        expect({ spec, rc, lines: own.map((line) => line.slice(2)).sort() }).to.deep.equal({
          ...{ spec, rc: 0, lines: [...input].sort() },
        });
      }),
      { numRuns: 80 },
    );
  }).timeout(180_000);

  it('end, or say that they stand still', () => {
    const pipeline = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 });
    const stages = fc.array(fc.constantFrom(...JOINING), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(records, stages, fc.array(pipeline, { maxLength: 4 }), (input, chosen, more) => {
        // every stage stands in the first pipeline; the others go through some of them once more
        const spec = `(endchar ?) ${[
          ['< in put', ...chosen.map((stage, i) => `s${i}: ${stage}`), 'console'],
          ...more.map((path, i) => [
            ...(i % 2 === 0 ? [`literal b ${i}`] : []),
            ...path.map((at) => `s${at}:`),
            ...(i % 3 === 0 ? ['hole'] : []),
          ]),
        ]
          .map((all) => all.join(' | '))
          .join(' ? ')}`;
        const world = pipeWorld(lines('IN', 'PUT', ...input));
        for (const [how, steps] of [
          ['run', 500],
          ['crawl', 100_000],
        ] as const) {
          const result = world.runSome(how, spec, steps);
          if (result === undefined) {
            // only records that come round again can be without end
            expect({ spec, round: goesRound([[0, 1, 2, 3, 4, 5], ...more]) }).to.deep.equal({
              ...{ spec, round: true },
            });
            return;
          }
          const stalled = result.lines.some((line) => line.startsWith('FPLDSQ029E'));
          expect({ spec, stalled }).to.deep.equal({ spec, stalled: result.rc === STALLED });
          const states = result.lines.filter((line) => line.startsWith('FPLDSQ030I'));
          // whoever is left tells what it waits for; one stage alone may wait for itself
          if (stalled) expect(states, spec).to.have.length.above(0);
        }
      }),
      { numRuns: 100, interruptAfterTimeLimit: 5_000 },
    );
  }).timeout(180_000);

  it('tell of a stage that waits for itself alone', () => {
    const world = pipeWorld(lines('IN', 'PUT', 'a 0'));
    // found by chance: the second output of the dam is its third input
    const spec =
      '(endchar ?) < in put | s0: fanin | s1: fanin | s2: fanout | s3: dam | s4: juxtapose | ' +
      's5: fanin | console ? literal b 0 | s0: | s3: | s3: | s2: | hole';
    for (const result of [world.run(spec), world.crawl(spec)]) {
      expect({ rc: result.rc, lines: result.lines }).to.deep.equal({
        rc: STALLED,
        lines: [
          'FPLDSQ029E Pipelines stalled',
          'FPLDSQ030I Stage is in state wait.any',
          'FPLSCA003I ... Issued from stage 5 of pipeline 1',
          'FPLSCA001I ... Running "dam"',
        ],
      });
    }
  });

  it('give the same however the work is cut', () => {
    const many = Array.from({ length: 60 }, (_, i) => `${i}`);
    const world = pipeWorld(lines('IN', 'PUT', ...many));
    for (const race of [
      ['literal a| dup 20 | i: faninany | console', 'literal b| dup 20 | i:'],
      ['< in put | copy | i: faninany | console', '< in put | specs /b/ 1 1-* n | elastic | i:'],
      ['< in put | sort | i: faninany | console', '< in put | sort d | specs /b/ 1 1-* n | i:'],
      ['literal a| dup 600 | i: faninany | take 400 | console', 'literal b| i:', 'literal c| i:'],
    ]) {
      const spec = `(endchar ?) ${race.join(' ? ')}`;
      const whole = world.run(spec);
      expect(whole.rc, spec).to.equal(0);
      expect(world.crawl(spec).lines, spec).to.deep.equal(whole.lines);
    }
  });

  it('leave nobody waiting behind a stage that never waits', () => {
    const endless = 'literal x| dup * | i: faninany | find b| take 1 | console';
    for (const other of ['literal b| i:', '< in put | i:']) {
      const { lines: out } = pipeWorld(lines('IN', 'PUT', 'b')).run(
        `(endchar ?) ${endless} ? ${other}`,
      );
      expect(out).to.deep.equal(['b']);
    }
  });
});
