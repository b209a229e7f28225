/** Characters into others: XLATE, XRANGE (CMS Pipelines, "xlate", "xrange"). */
import { EBCDIC_TO_LATIN1, EBCDIC_TO_UPPER, LATIN1_TO_EBCDIC } from '../../../shared/ebcdic.js';
import { CODE_PAGES } from '../code-pages.js';
import { characterRange, type Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { locateRange, parseRanges, rangeFollows, type InputRange } from '../ranges.js';
import { filter, type StageKind } from '../stage.js';

interface Xlate {
  readonly ranges: readonly InputRange[];
  readonly table: Rec;
}

function identity(): Rec {
  return Uint8Array.from({ length: 256 }, (_, i) => i);
}

const LOWER = Uint8Array.from({ length: 256 }, (_, code) => {
  const latin1 = EBCDIC_TO_LATIN1[code]!;
  return latin1 >= 0x41 && latin1 <= 0x5a ? LATIN1_TO_EBCDIC[latin1 + 0x20]! : code;
});

/** Tables that have a name; INPUT and OUTPUT are those of CMS, which change nothing here. */
const TABLES: Readonly<Record<string, Readonly<Uint8Array>>> = {
  UPPER: EBCDIC_TO_UPPER,
  LOWER,
  A2E: LATIN1_TO_EBCDIC,
  E2A: EBCDIC_TO_LATIN1,
  INPUT: identity(),
  OUTPUT: identity(),
};

function page(operands: Operands, side: 0 | 1): Readonly<Uint8Array> {
  operands.keyword('CODEPAGE', 'CP');
  const word = operands.required();
  const found = Object.hasOwn(CODE_PAGES, word) ? CODE_PAGES[word] : undefined;
  if (found === undefined) throw new PipeFault(660, word);
  return found[side];
}

/** The next table that has a name, or is that of a code page. */
function namedTable(operands: Operands): Readonly<Uint8Array> | undefined {
  if (operands.keyword('FROM')) return page(operands, 0);
  if (operands.keyword('TO')) return page(operands, 1);
  const word = operands.peek().toUpperCase();
  const name = Object.keys(TABLES).find(
    (one) => one === word || (word.length > 1 && word === one.slice(0, 2)),
  );
  if (name === undefined || word.length < 2) return undefined;
  // two letters are a character in hexadecimal when they can be
  if (word.length === 2 && /^[0-9A-F]{2}$/.test(word)) return undefined;
  operands.word();
  return TABLES[name];
}

const xlate = filter<Xlate>(['XLATE', 'TRANSlate'], {
  first: false,
  parse(operands) {
    const ranges = rangeFollows(operands) && !pairFollows(operands) ? parseRanges(operands) : [];
    const table = identity();
    if (operands.empty) table.set(EBCDIC_TO_UPPER);
    for (;;) {
      const named = namedTable(operands);
      if (named === undefined) break;
      table.set(table.map((byte) => named[byte]!));
    }
    while (!operands.empty) {
      const [from, last] = characterRange(operands.required());
      if (operands.peek() === '') throw new PipeFault(53);
      const [to, end] = characterRange(operands.required());
      // a range that is shorter than the other begins again, and one may go round the end of the code
      const count = (last - from + 256) % 256;
      const width = ((end - to + 256) % 256) + 1;
      for (let i = 0; i <= count; i++) table[(from + i) % 256] = (to + (i % width)) % 256;
    }
    return { ranges, table };
  },
  record(s, record, io) {
    const out = record.slice();
    const { table } = s;
    const ranges =
      s.ranges.length === 0
        ? [[0, out.length] as const]
        : s.ranges.map((range) => locateRange(range, record)).toSorted((a, b) => a[0] - b[0]);
    // a byte of several ranges is translated once
    let end = 0;
    for (const [from, to] of ranges) {
      const start = Math.max(from, end);
      for (let i = start; i < to; i++) out[i] = table[record[i]!]!;
      io.work(Math.max(0, to - start));
      end = Math.max(end, to);
    }
    io.emit(out);
  },
});

/** Whether the words left are pairs of characters, the first of which looks like a range. */
function pairFollows(operands: Operands): boolean {
  const words = operands.rest.trim().split(/\s+/);
  const second = words[1]?.toUpperCase() ?? '';
  const named = second in TABLES || second === 'FROM' || second === 'TO';
  return /^\d$/.test(words[0] ?? '') && words.length % 2 === 0 && !named;
}

/** XRANGE: a record with the characters of a range, all 256 without. */
const xrange = filter<{ readonly from: number; readonly count: number }>(['XRANGE'], {
  first: true,
  parse(operands) {
    let [from, to] = [0, 255];
    if (!operands.empty) {
      [from, to] = characterRange(operands.required());
      if (operands.peek() !== '') to = operands.character();
    }
    operands.finish();
    return { from, count: ((to - from + 256) % 256) + 1 };
  },
  begin(s, io) {
    io.emit(Uint8Array.from({ length: s.count }, (_, i) => (s.from + i) % 256));
    io.stage.finished = true;
  },
  record() {
    // first in a pipeline
  },
});

/** The stages of this file. */
export const translating: readonly StageKind[] = [xlate, xrange];
