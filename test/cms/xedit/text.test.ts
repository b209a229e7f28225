/** The text of a file in arenas holds the same lines as a plain array, whatever is done to it. */
import { expect } from 'chai';
import fc from 'fast-check';
import {
  copyOut,
  emptyText,
  insertRecord,
  lineOf,
  putIn,
  putRecord,
  takeOut,
  textFrom,
  type Text,
} from '../../../src/cms/xedit/text/text.js';
import { ARENA_BYTES, ARENA_LINES } from '../../../src/cms/xedit/text/arena.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';

const linesIn = (text: Text): string[] =>
  Array.from({ length: text.size }, (_, i) => lineOf(text, i + 1));

/** What must be true of every text. */
function check(text: Text, model: readonly string[]): void {
  expect(linesIn(text)).to.deep.equal(model);
  expect(text.held).to.equal(model.reduce((sum, line) => sum + line.length, 0));
  for (const arena of text.arenas) {
    expect(arena.count).to.be.within(1, ARENA_LINES);
    expect(arena.count === 1 || arena.held <= ARENA_BYTES).to.equal(true);
    expect(arena.used).to.be.at.most(arena.bytes.length);
  }
}

interface Edit {
  readonly kind: 'insert' | 'block' | 'put' | 'take' | 'move' | 'copy';
  readonly at: number;
  readonly count: number;
  readonly to: number;
  readonly length: number;
}

function apply(text: Text, model: string[], edit: Edit, n: number): void {
  const line = `${n} `.padEnd(edit.length, 'x');
  const after = edit.at % (model.length + 1);
  const block = Array.from({ length: edit.count }, (_, i) => `${n} ${i}`);
  const first = after + 1;
  switch (edit.kind) {
    case 'insert':
      insertRecord(text, after, toEbcdic(line));
      model.splice(after, 0, line);
      return;
    case 'block':
      putIn(text, after, textFrom(block));
      model.splice(after, 0, ...block);
      return;
    case 'put':
      if (after === model.length) return;
      putRecord(text, first, toEbcdic(line));
      model[after] = line;
      return;
    case 'take':
      check(takeOut(text, first, edit.count), model.splice(after, edit.count));
      return;
    case 'copy':
    case 'move': {
      const taken =
        edit.kind === 'copy' ? copyOut(text, first, edit.count) : takeOut(text, first, edit.count);
      const lines =
        edit.kind === 'copy'
          ? model.slice(after, after + edit.count)
          : model.splice(after, edit.count);
      const to = edit.to % (model.length + 1);
      putIn(text, to, taken);
      model.splice(to, 0, ...lines);
    }
  }
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'block', 'put', 'take', 'move', 'copy'),
  at: fc.nat(3000),
  count: fc.oneof(fc.nat(5), fc.nat(1500)),
  to: fc.nat(3000),
  length: fc.oneof({ arbitrary: fc.nat(100), weight: 9 }, fc.nat(65_535)),
});

describe('the text of an edited file', () => {
  it('is the array of lines that it stands for', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.array(edit, { maxLength: 60 }), (size, edits) => {
        const model = Array.from({ length: size }, (_, i) => `line ${i}`);
        const text = textFrom(model);
        for (const [n, one] of edits.entries()) apply(text, model, one, n);
        check(text, model);
      }),
      { numRuns: 60 },
    );
  });

  it('wins back the room of lines that grow again and again', () => {
    const text = textFrom(Array.from({ length: 100 }, () => ''));
    for (let length = 1; length <= 500; length++) {
      for (let line = 1; line <= 100; line++) {
        putRecord(text, line, new Uint8Array(length).fill(0xc1));
      }
    }
    expect(text.held).to.equal(50_000);
    expect(text.arenas.reduce((sum, { bytes }) => sum + bytes.length, 0)).to.be.lessThan(300_000);
  });

  it('has no line outside of it', () => {
    expect(lineOf(emptyText(), 1)).to.equal('');
    expect(lineOf(textFrom(['a']), 0)).to.equal('');
    expect(lineOf(textFrom(['a']), 2)).to.equal('');
    expect(takeOut(textFrom(['a']), 2, 5).size).to.equal(0);
  });
});
