/**
 * How much is done in one go: a stage that takes its time with a long record gives way before it has gone through more of it
 * than a portion, whenever the clock says so; one that keeps many records does so, too. Counted in steps, not in time.
 */
import { expect } from 'chai';
import { findBytes } from '../../../src/cms/pipelines/bytes.js';
import { resumePipe, startPipe, type PipeFrame } from '../../../src/cms/pipelines/run-pipe.js';
import { PIECES, PORTION } from '../../../src/cms/pipelines/stage.js';
import type { StepContext } from '../../../src/cms/command.js';
import { findFolded } from '../../../src/cms/pipelines/text.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { pipeWorld } from '../../support/pipe-world.js';

const LENGTH = 1_000_000;
const TEXT = toEbcdic('0123456789 ab   cccccccccc      d ef%41?x=1&y  ');
const mixed = Uint8Array.from({ length: LENGTH }, (_, i) => TEXT[i % TEXT.length]!);
const blanks = new Uint8Array(LENGTH).fill(0x40);
const letters = new Uint8Array(LENGTH).fill(0xc1);

interface Gone {
  readonly rc: number;
  readonly steps: number;
  readonly lines: readonly string[];
}

/** Runs stages on these records in steps that are always late; `undefined`: so many steps are not enough. */
function gone(stages: string, records: readonly Uint8Array[], most = 1_000_000): Gone | undefined {
  const machine = { storageSize: 64 << 20, overdue: () => true };
  const context = {
    ...{ cms: pipeWorld().cms, disk: () => undefined, now: { hour: 0, minute: 0, second: 0 } },
    nucleus: { machine, state: { haltExecs: false } },
  } as unknown as StepContext;
  let result = startPipe(context, `hole | buffer | ${stages}`, 0.01);
  if ('rc' in result) return { rc: result.rc, steps: 0, lines: result.lines ?? [] };
  const { stages: running } = (result.frame as unknown as PipeFrame).set;
  const keeper = running.find((stage) => stage?.verb === 'BUFFER')!.state as {
    queue: readonly Uint8Array[];
  };
  keeper.queue = [...records];
  const lines: string[] = [];
  for (let steps = 1; steps < most; steps++) {
    result = resumePipe(result.frame, { kind: 'done' }, context);
    lines.push(...(result.lines ?? []));
    if ('rc' in result) return { rc: result.rc, steps, lines };
  }
  return undefined;
}

describe('steps', () => {
  for (const [stage, what, record, most] of [
    ['change / /x/', 'text', mixed, PORTION],
    ['change / /x/', 'blanks', blanks, PORTION],
    ['change anycase /C/d/', 'text', mixed, PORTION],
    ['change anycase /q/d/', 'letters', letters, PORTION],
    ['change (1-* w1-*) /c/x/', 'text', mixed, PORTION],
    ['urldeblock', 'letters', letters, PORTION],
    ['split at /zz/', 'text', mixed, PORTION],
    ['split', 'blanks', blanks, PORTION],
    ['tokenise /q/', 'blanks', blanks, PORTION],
    ['console', 'text', mixed, PORTION],
    ['console', 'letters', letters, PORTION],
    ['digest sha512', 'text', mixed, PORTION],
    ['crc 16bit', 'text', mixed, 4 * PORTION],
    ['pack', 'text', mixed, PORTION],
    ['64encode', 'text', mixed, PORTION],
    ['vchar 8 12', 'text', mixed.subarray(0, LENGTH / 2), PORTION],
  ] as const) {
    it(`${stage} gives way in the midst of a record of ${what}`, () => {
      const { rc, steps } = gone(`${stage} | hole`, [record])!;
      expect(rc).to.equal(0);
      expect(steps).to.be.at.least(Math.floor(record.length / most));
    });
  }

  it('are as many for a record as its length asks for, wherever it is changed', () => {
    // a record that is changed in every place gives way as often as one that is changed in none
    const [none, all] = ['/q/x/', '/ /x/'].map(
      (how) => gone(`change ${how} | hole`, [blanks])!.steps,
    );
    expect(all! - none!).to.be.within(-2, 2);
  });

  it('sort in shares of some comparisons', () => {
    const records = Array.from({ length: 20_000 }, (_, i) =>
      toEbcdic(String((i * 7919) % 20_011).padStart(8)),
    );
    const inOrder = records.length * Math.log2(records.length);
    for (const stage of ['sort', 'sort unique', 'sort count', 'sort 1-* d']) {
      const { rc, steps } = gone(`${stage} | count lines | console`, records)!;
      expect(rc, stage).to.equal(0);
      // half of the comparisons are spared where one run has ended
      expect(steps, stage).to.be.at.least(inOrder / 2 / 256);
    }
    // all the same: the steps of counting them
    const same = Array.from({ length: 20_000 }, () => toEbcdic('same'));
    expect(gone('sort count | console', same)!.lines).to.deep.equal(['     20000same']);
  });

  it('make some records at a time of a detail that many masters fit', () => {
    const masters = 'literal k| dup 4999 | specs 1 1 number 2';
    const spec = `(end ?) literal k| l: lookup 1 allmasters detail | count lines | console ? ${masters} | l:`;
    const context = {
      ...{ cms: pipeWorld().cms, disk: () => undefined, now: { hour: 0, minute: 0, second: 0 } },
      nucleus: { machine: { storageSize: 16 << 20 }, state: { haltExecs: false } },
    } as unknown as StepContext;
    let result = startPipe(context, spec, 0.01);
    const out: string[] = [];
    let most = 0;
    while (!('rc' in result)) {
      const { frame } = result;
      result = resumePipe(frame, { kind: 'done' }, context, 0.01);
      out.push(...(result.lines ?? []));
      const { stages } = (frame as unknown as PipeFrame).set;
      const state = stages.find((stage) => stage?.verb === 'LOOKUP')?.state;
      most = Math.max(most, (state as { queue: unknown[] } | undefined)?.queue.length ?? 0);
    }
    expect(out).to.deep.equal(['5001']);
    expect(most).to.be.within(1, PIECES);
  });

  it('are not used up by what a text is not', () => {
    // patterns that look at each run of blanks again from each of its blanks take minutes for these
    const padded = blanks.slice();
    padded[0] = padded[LENGTH - 1] = 0xc1;
    for (const record of [blanks, padded, letters]) {
      for (const items of [
        ...["a: 1-* . if a='x' then /y/ 1 else /z/ 1 endif", 'a: 1-* . print strip(a) 1'],
        ...['a: 1-* . print length(a)=5 1', '1-* strip 1', 'a: 1-* . print words(a)>5 1'],
      ]) {
        const { rc } = gone(`specs ${items} | hole`, [record], 1000)!;
        expect(rc, items).to.equal(0);
      }
      for (const stage of ['specs a: 1-* . print a+1 1', 'specs 1-* d2c 1', 'specs 1-* p2c 1']) {
        expect(gone(`${stage} | hole`, [record], 1000), stage).not.to.equal(undefined);
      }
      for (const stage of ['pick 1-* = /5/', 'strip', 'space', 'verify /5/', 'split', 'spill 5']) {
        expect(gone(`${stage} | hole`, [record])?.rc, stage).to.equal(0);
      }
    }
  }).timeout(60_000);

  it('are not used up by a string that is nearly there at every place', () => {
    const nearly = Uint8Array.from({ length: 30_000 }, (_, i) => (i === 29_999 ? 0xc2 : 0xc1));
    const there = letters.slice();
    there[LENGTH - 1] = 0xc2;
    expect(findBytes(letters, nearly)).to.equal(-1);
    expect(findBytes(there, nearly)).to.equal(LENGTH - nearly.length);
    expect(findBytes(there, nearly, 5, LENGTH - 1)).to.equal(-1);
    expect(findBytes(letters, nearly.subarray(0, 29_999), 7)).to.equal(7);
    const small = nearly.map((byte) => byte - 0x40);
    expect(findFolded(small, nearly, 0, small.length)).to.equal(0);
    const all = new Uint8Array(LENGTH).fill(0x81);
    expect(findFolded(all, nearly, 0, LENGTH)).to.equal(-1);
    all[LENGTH - 10] = 0x82;
    expect(findFolded(all, nearly, 3, LENGTH)).to.equal(LENGTH - 9 - nearly.length);
    // against the engine, where a beginning of what is looked for stands at most places
    let seed = 1;
    const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const text = Array.from({ length: 60_000 }, () => (random(40) === 0 ? 'B' : 'A')).join('');
    for (let round = 0; round < 20; round++) {
      const from = random(50_000);
      const part = text.slice(from, from + 1 + random(2000)) + (random(2) === 0 ? 'B' : '');
      const start = random(1000);
      expect(findBytes(toEbcdic(text), toEbcdic(part), start)).to.equal(text.indexOf(part, start));
    }
  });
});
