/** Levels of lines in arenas are those of a plain array, whatever is done to the lines. */
import { expect } from 'chai';
import fc from 'fast-check';
import {
  countWithin,
  fillLevels,
  highestIn,
  levelAt,
  mapLevels,
  MAXIMUM_LEVEL,
  nextWithin,
  nthWithin,
  putLevelAt,
} from '../../../src/cms/xedit/text/levels.js';
import {
  append,
  copyOut,
  emptyText,
  insertRecord,
  putIn,
  takeOut,
  type Text,
} from '../../../src/cms/xedit/text/text.js';

const RECORD = Uint8Array.of(0xc1);

interface Edit {
  readonly kind: 'map' | 'put' | 'move' | 'insert' | 'copy' | 'take' | 'fill';
  readonly at: number;
  readonly count: number;
  readonly to: number;
  readonly level: number;
}

function apply(text: Text, model: number[], { kind, at, count, to, level }: Edit): void {
  const first = (at % (model.length + 1)) + 1;
  const target = to % (model.length + 1);
  switch (kind) {
    case 'map': {
      const plus = Uint8Array.from({ length: 256 }, (_, i) => Math.min(MAXIMUM_LEVEL, i + level));
      if (first > model.length) return;
      mapLevels(text, first, count, plus);
      for (let i = first - 1; i < Math.min(model.length, first - 1 + count); i++)
        model[i] = Math.min(MAXIMUM_LEVEL, model[i]! + level);
      return;
    }
    case 'put':
      if (first > model.length) return;
      putLevelAt(text, first, level);
      model[first - 1] = level;
      return;
    case 'insert':
      insertRecord(text, target, RECORD, level);
      model.splice(target, 0, level);
      return;
    case 'copy':
      model.splice(target, 0, ...model.slice(first - 1, first - 1 + count));
      putIn(text, target, copyOut(text, first, count));
      return;
    case 'move':
    case 'take': {
      const piece = takeOut(text, first, count);
      const levels = model.splice(first - 1, count);
      if (kind === 'take') return;
      const place = Math.min(target, model.length);
      putIn(text, place, piece);
      model.splice(place, 0, ...levels);
      return;
    }
    case 'fill':
      fillLevels(text, level);
      model.fill(level);
  }
}

/** The lines of a model that are in a range, seen from one, down or up. */
function wanted(model: readonly number[], line: number, step: 1 | -1, low: number, high: number) {
  const lines = model.flatMap((level, i) => (level >= low && level <= high ? [i + 1] : []));
  return step > 0
    ? lines.filter((one) => one >= line)
    : lines.filter((one) => one <= line).reverse();
}

const EDITS = fc.array(
  fc.record({
    kind: fc.constantFrom<Edit['kind']>(
      ...(['map', 'map', 'put', 'move', 'insert', 'copy', 'take', 'fill'] as const),
    ),
    at: fc.nat(3000),
    count: fc.oneof(fc.nat(3), fc.nat(1500)),
    to: fc.nat(3000),
    level: fc.oneof(fc.nat(2), fc.nat(255)),
  }),
  { maxLength: 12 },
);

describe('XEDIT levels of lines in arenas', () => {
  it('go where their lines go, and are found past whole arenas', () => {
    fc.assert(
      fc.property(
        ...([EDITS, fc.nat(3000), fc.nat(2), fc.nat(3), fc.nat(2000)] as const),
        (edits, from, low, more, nth) => {
          const text = emptyText();
          const model: number[] = [];
          for (let n = 0; n < 1800; n++) {
            append(text, RECORD, n % 700 === 0 ? 1 : 0);
            model.push(n % 700 === 0 ? 1 : 0);
          }
          for (const edit of edits) apply(text, model, edit);
          expect(text.size).to.equal(model.length);
          expect(model.map((_, i) => levelAt(text, i + 1))).to.deep.equal(model);
          if (model.length === 0) return;
          const line = (from % model.length) + 1;
          const high = low + more;
          for (const step of [1, -1] as const) {
            const lines = wanted(model, line, step, low, high);
            const end = step > 0 ? model.length + 1 : 0;
            expect(nextWithin(text, line, step, [low, high])).to.equal(lines[0] ?? end);
            const there = nth < lines.length;
            expect(nthWithin(text, line, nth + 1, step, [low, high])).to.deep.equal(
              there
                ? { line: lines[nth], missing: 0 }
                : { line: end, missing: nth + 1 - lines.length },
            );
            const others = wanted(model, line, step, 0, 255).filter((one) => {
              const level = model[one - 1]!;
              return level < low || level > high;
            });
            expect(nextWithin(text, line, step, [low, high], false)).to.equal(others[0] ?? end);
          }
          expect(countWithin(text, line, model.length, [low, high])).to.equal(
            wanted(model, line, 1, low, high).length,
          );
          const most = model.reduce((a, b) => Math.max(a, b), 0);
          expect(highestIn(text)).to.equal(most);
        },
      ),
      { numRuns: 60 },
    );
  });
});
