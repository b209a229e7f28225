/** Update files that XEDIT makes: UPDATE makes the changed lines of the base with each of them. */
import { expect } from 'chai';
import { startUpdating, updateSome } from '../../../../src/cms/update/apply.js';
import {
  buildSome,
  startBuilding,
  stampOf,
} from '../../../../src/cms/xedit/update/update-build.js';
import type { UpdateMode } from '../../../../src/cms/xedit/update/update-mode.js';
import { emptyText, lineOf, textFrom } from '../../../../src/cms/xedit/text/text.js';
import { fromEbcdic, toEbcdic } from '../../../../src/shared/ebcdic.js';

const now = { year: 2026, month: 3, day: 4, hour: 5, minute: 6, second: 7 };
const card = (text: string, number: number | string, digits = 8): string =>
  text.padEnd(80 - digits) +
  (typeof number === 'string' ? number : String(number)).padStart(digits, '0');

/** Statements and lines of the update, or why there is none. */
function build(
  base: readonly string[],
  text: readonly string[],
  more: Partial<UpdateMode> = {},
  sidcode = '',
): readonly string[] | string {
  const mode: UpdateMode = {
    ...{ version: 1, source: ['A', 'B', 'A1'], control: undefined, merge: false, until: undefined },
    ...{
      increment: 1,
      rule: { digits: 8, label: '', keep: true },
      comments: [],
      renumbered: false,
    },
    ...{ base: textFrom(base), inserted: emptyText(), ...more },
  };
  let building = startBuilding(mode, textFrom(text), sidcode, now);
  // what is between two steps may be written down
  while (!buildSome(building)) building = structuredClone(building);
  const { failed, out } = building;
  return failed ?? Array.from({ length: out.size }, (_, i) => lineOf(out, i + 1));
}

/** What UPDATE makes of a base; it must have nothing to warn of. */
function apply(base: readonly string[], update: readonly string[], digits: 8 | 5 = 8): string[] {
  const records = (lines: readonly string[]): Uint8Array[] =>
    lines.map((line) => toEbcdic(line.padEnd(80)));
  const rule = { digits, label: 'LAB', keep: true };
  const updating = startUpdating(rule, 'A B A1', records(base), records(update));
  while (updateSome(updating, 100) === 'more');
  expect(updating.warnings).to.deep.equal([]);
  return updating.output.map((record) => fromEbcdic(record));
}

const columns = (lines: readonly string[]): string[] =>
  lines.map((line) => line.slice(0, 72).trimEnd());

/** A row of numbers from 0 up to, and without, a limit, by a seed. */
function chance(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Changes some lines as one would at the screen: they are taken out, put in, changed, moved. */
function changed(base: readonly string[], pick: (limit: number) => number): string[] {
  const text = [...base];
  for (let n = pick(12); n >= 0; n--) {
    const at = pick(text.length + 1);
    const count = pick(4);
    switch (pick(4)) {
      case 0:
        text.splice(at, count);
        break;
      case 1:
        text.splice(at, 0, ...Array.from({ length: pick(9) }, () => `new ${String(pick(99))}`));
        break;
      case 2:
        if (at < text.length) text[at] = `changed ${String(n)}`.padEnd(72) + text[at]!.slice(72);
        break;
      case 3:
        text.splice(pick(text.length), 0, ...text.splice(at, count));
        break;
    }
  }
  return text;
}

describe('Update files of XEDIT', () => {
  it('are what UPDATE makes the changed lines of the base with (random changes)', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const pick = chance(seed);
      const gap = [1, 3, 10, 1000][seed % 4]!;
      const size = pick(40);
      const base = Array.from({ length: size }, (_, i) => card(`line ${String(i)}`, (i + 1) * gap));
      const text = changed(base, pick);
      const update = build(base, text, { increment: [1, 1, 5][seed % 3]! });
      expect(update, `seed ${String(seed)}`).to.be.an('array');
      expect(columns(apply(base, update as string[])), `seed ${String(seed)}`).to.deep.equal(
        columns(text),
      );
    }
  });

  it('get by with lines without numbers, as far as others name their place', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const pick = chance(seed);
      const base = Array.from({ length: 1 + pick(30) }, (_, i) =>
        card(`line ${String(i)}`, i > 0 && pick(3) === 0 ? ' '.repeat(8) : (i + 1) * 100),
      );
      const text = changed(base, pick);
      const update = build(base, text);
      if (update === 'serialization destroyed') continue;
      expect(columns(apply(base, update as string[])), `seed ${String(seed)}`).to.deep.equal(
        columns(text),
      );
    }
  });

  it('number five columns behind a label as well (NOSEQ8)', () => {
    const base = ['a', 'b', 'c'].map((text, i) => card(text, 10 * (i + 1), 5));
    const update = build(base, [base[0]!, 'x', base[1]!, base[2]!, 'y'], {
      rule: { digits: 5, label: 'LAB', keep: true },
    });
    expect(update).to.deep.equal([
      `${'./ I 00010             $ 15 5'.padEnd(54)}${stampOf(now)}`,
      'x',
      `${'./ I 00030             $ 40 10'.padEnd(54)}${stampOf(now)}`,
      'y',
    ]);
    expect(apply(base, update as string[], 5)[1]).to.equal(`${'x'.padEnd(72)}LAB00015`);
  });

  it('have the numbers that XEDIT gives: evenly, with one digit, and less than round for replaced lines', () => {
    const base = [1000, 2000, 3000].map((number) => card('a', number));
    const cases: readonly (readonly [number, boolean, string])[] = [
      [1, false, '1500 500'],
      [2, false, '1300 300'],
      [13, false, '1070 70'],
      [1, true, '1490 490'],
      [2, true, '1290 290'],
      [4, true, '1190 190'],
      [90, true, '1010 10'],
    ];
    for (const [count, replaced, numbers] of cases) {
      const added = new Array<string>(count).fill('new');
      const [first, ...rest] = base;
      const text = replaced ? [...added, ...rest] : [first!, ...added, ...rest];
      const [statement] = build(base, text) as string[];
      const verb = replaced ? 'R' : 'I';
      expect(statement?.slice(0, 54).trimEnd()).to.equal(
        `./ ${verb} 00001000          $ ${numbers}`,
      );
    }
  });

  it('mark new lines in columns 64 to 71, and not those that were there', () => {
    const base = [card('a', 1000)];
    const inserted = [card('old', 1500)];
    const text = [base[0]!, inserted[0]!, 'x'.repeat(70)];
    const update = build(base, text, { inserted: textFrom(inserted) }, '@ID') as string[];
    expect(update.slice(1)).to.deep.equal([inserted[0], `${'x'.repeat(63)}@ID     `]);
  });

  it('cannot have a line that is like a statement, or more numbers than there are', () => {
    const base = [card('a', 99_999_998)];
    expect(build(base, [base[0]!, './ D 1'])).to.equal('line 2 is like a control statement');
    expect(build(base, [base[0]!, 'x', 'y'])).to.equal('serialization destroyed');
    expect(build(base, [base[0]!, 'x'], { increment: 5 })).to.equal('line number overflow');
    expect(build(base, base, { renumbered: true })).to.equal('serialization destroyed');
  });
});
