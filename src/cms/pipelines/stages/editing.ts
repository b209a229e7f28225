/** Changing records one by one: CHANGE, XLATE, STRIP, PAD, CHOP, REVERSE, OVERSTRIKE's kin, tabs. */
import {
  EBCDIC_BLANK,
  EBCDIC_TO_LATIN1,
  EBCDIC_TO_UPPER,
  LATIN1_TO_EBCDIC,
} from '../../../shared/ebcdic.js';
import { concat, findBytes } from '../bytes.js';
import type { Operands } from '../operands.js';
import { characterCode } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { locateRange, parseRanges, rangeFollows, type InputRange } from '../ranges.js';
import { filter, type StageKind } from '../stage.js';

interface Change {
  readonly ranges: readonly InputRange[];
  readonly from: Rec;
  readonly to: Rec;
  readonly most: number;
  readonly anycase: boolean;
}

const upper = (record: Rec): Rec => record.map((byte) => EBCDIC_TO_UPPER[byte]!);

/** `/from/to/`; a hexadecimal or binary string is followed by one of its own. */
function fromAndTo(operands: Operands): { from: Rec; to: Rec } {
  const delimiter = operands.rest.trimStart().charAt(0);
  const from = operands.string();
  // what ends the first string begins the second
  if (!/[A-Za-z]/.test(delimiter)) operands.rest = delimiter + operands.rest;
  return { from, to: operands.string() };
}

function changed(s: Change, record: Rec): Rec | undefined {
  const pieces: Rec[] = [];
  let copied = 0;
  let left = s.most;
  const look = s.anycase ? upper(record) : record;
  const from = s.anycase ? upper(s.from) : s.from;
  const ranges: (readonly [number, number])[] =
    s.ranges.length === 0
      ? [[0, record.length]]
      : s.ranges.map((range) => locateRange(range, record)).toSorted((a, b) => a[0] - b[0]);
  let hit = false;
  for (const [first, last] of ranges) {
    let at = Math.max(first, copied);
    if (from.length === 0) {
      // a null string is found once, in front of the range
      if (left <= 0) break;
      pieces.push(record.subarray(copied, at), s.to);
      copied = at;
      left--;
      hit = true;
      continue;
    }
    while (left > 0) {
      const found = findBytes(look, from, at, last);
      if (found < 0) break;
      pieces.push(record.subarray(copied, found), s.to);
      at = copied = found + from.length;
      left--;
      hit = true;
    }
  }
  if (!hit) return undefined;
  pieces.push(record.subarray(copied));
  return concat(...pieces);
}

/** CHANGE: records that are changed go to the primary output, others to the secondary one when it is connected. */
const change = filter<Change>(['CHAnge'], {
  first: false,
  cost: 0.8,
  parse(operands) {
    const anycase = operands.keyword('ANYCASE', 'CASEANY', 'CASEIGNORE', 'CASEI');
    const ranges = rangeFollows(operands) ? parseRanges(operands) : [];
    const { from, to } = fromAndTo(operands);
    const most = operands.count(Infinity, 1);
    operands.finish();
    return { ranges, from, to, most, anycase };
  },
  record(s, record, io) {
    const out = changed(s, record);
    if (out !== undefined) io.emit(out);
    else io.emit(record, io.stage.outputs.length > 1 ? 1 : 0);
  },
});

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

/** Tables that have a name. */
const TABLES: Readonly<Record<string, Readonly<Uint8Array>>> = {
  UPPER: EBCDIC_TO_UPPER,
  LOWER,
  A2E: LATIN1_TO_EBCDIC,
  E2A: EBCDIC_TO_LATIN1,
};

/** A character or a range of them: `a`, `c1`, `a-z`, `00-3f`. */
function characters(word: string): readonly [number, number] {
  const dash = word.length > 1 ? word.indexOf('-', 1) : -1;
  const from = characterCode(dash < 0 ? word : word.slice(0, dash));
  const to = dash < 0 ? from : characterCode(word.slice(dash + 1));
  if (from === undefined || to === undefined || to < from) throw new PipeFault(50, word);
  return [from, to];
}

const xlate = filter<Xlate>(['XLATE', 'TRANSlate'], {
  first: false,
  parse(operands) {
    const ranges = rangeFollows(operands) && !pairFollows(operands) ? parseRanges(operands) : [];
    const table = identity();
    if (operands.empty) table.set(EBCDIC_TO_UPPER);
    for (;;) {
      const named = TABLES[operands.peek().toUpperCase()];
      if (named !== undefined) {
        operands.word();
        table.set(table.map((byte) => named[byte]!));
      } else if (operands.keyword('INPUT', 'OUTPUT')) throw new PipeFault(111, 'INPUT');
      else break;
    }
    while (!operands.empty) {
      const [from, last] = characters(operands.required());
      const [to, end] = characters(operands.required());
      // a range that is shorter than the other begins again
      for (let i = from; i <= last; i++) table[i] = to + ((i - from) % (end - to + 1));
    }
    return { ranges, table };
  },
  record(s, record, io) {
    const out = record.slice();
    const ranges =
      s.ranges.length === 0
        ? [[0, out.length] as const]
        : s.ranges.map((range) => locateRange(range, record));
    for (const [from, to] of ranges) for (let i = from; i < to; i++) out[i] = s.table[record[i]!]!;
    io.emit(out);
  },
});

/** Whether the words left are pairs of characters, the first of which looks like a range. */
function pairFollows(operands: Operands): boolean {
  const words = operands.rest.trim().split(/\s+/);
  const digit = /^\d$/.test(words[0] ?? '');
  return digit && words.length % 2 === 0 && TABLES[words[1]?.toUpperCase() ?? ''] === undefined;
}

interface Strip {
  readonly leading: boolean;
  readonly trailing: boolean;
  readonly characters: Rec;
  readonly not: boolean;
  readonly string: boolean;
  readonly most: number;
}

const strip = filter<Strip>(['STRIP'], {
  first: false,
  parse(operands) {
    const leading = operands.keyword('LEADing');
    const trailing = !leading && operands.keyword('TRAILing');
    if (!leading && !trailing) operands.keyword('BOTH');
    const not = operands.keyword('NOT', 'TO');
    let string = false;
    let set: Rec = Uint8Array.of(EBCDIC_BLANK);
    if (operands.keyword('ANYOF')) set = operands.string();
    else if (operands.keyword('STRing')) {
      set = operands.string();
      string = true;
    } else if (operands.stringFollows() && operands.peek().length > 1) {
      set = operands.string();
      string = true;
    } else {
      const code = operands.optionalCharacter();
      if (code !== undefined) set = Uint8Array.of(code);
    }
    const most = operands.optionalNumber(1) ?? Infinity;
    operands.finish();
    return {
      ...{ leading: !trailing, trailing: !leading },
      ...{ characters: set, not, string, most },
    };
  },
  record(s, record, io) {
    const width = s.string ? s.characters.length : 1;
    const at = (i: number): boolean =>
      (s.string
        ? i >= 0 &&
          i + width <= record.length &&
          findBytes(record, s.characters, i, i + width) === i
        : s.characters.includes(record[i]!)) !== s.not;
    let from = 0;
    let to = record.length;
    let left = s.most;
    if (s.leading) {
      while (from < to && left > 0 && at(from)) {
        from += s.not ? 1 : width;
        left--;
      }
    }
    left = s.most;
    if (s.trailing) {
      while (to > from && left > 0 && at(to - width)) {
        to -= s.not ? 1 : width;
        left--;
      }
    }
    io.emit(record.subarray(from, Math.max(from, to)));
  },
});

interface Pad {
  readonly left: boolean;
  readonly width: number;
  readonly modulo: boolean;
  readonly fill: number;
}

const pad = filter<Pad>(['PAD'], {
  first: false,
  parse(operands) {
    const left = operands.keyword('LEFT');
    if (!left) operands.keyword('RIGHT');
    const modulo = operands.keyword('MODULO');
    const width = operands.number(modulo ? 1 : 0, 1 << 24);
    const fill = operands.empty ? EBCDIC_BLANK : operands.character();
    operands.finish();
    return { left, width, modulo, fill };
  },
  record(s, record, io) {
    const width = s.modulo ? Math.ceil(record.length / s.width) * s.width : s.width;
    if (record.length >= width) {
      io.emit(record);
      return;
    }
    const out = new Uint8Array(width).fill(s.fill);
    out.set(record, s.left ? width - record.length : 0);
    io.emit(out);
  },
});

interface Chop {
  readonly width: number | undefined;
  readonly before: boolean;
  readonly offset: number;
  readonly not: boolean;
  readonly any: boolean;
  readonly text: Rec;
  readonly anycase: boolean;
}

function parseChop(operands: Operands): Chop {
  const anycase = operands.keyword('ANYCASE', 'CASEANY', 'CASEIGNORE', 'CASEI');
  const none = {
    anycase,
    before: true,
    offset: 0,
    not: false,
    any: false,
    text: new Uint8Array(0),
  };
  if (operands.empty) return { ...none, width: 80 };
  const number = operands.optionalNumber(-(2 ** 31));
  if (number !== undefined && operands.peek() === '') return { ...none, width: number };
  let before = operands.keyword('BEFORE');
  if (!before && !operands.keyword('AFTER')) before = true;
  const not = operands.keyword('NOT');
  let any = operands.keyword('ANYOF');
  let text: Rec;
  if (operands.keyword('STRing') || any || operands.stringFollows()) text = operands.string();
  else {
    any = true;
    const [from, to] = characters(operands.required());
    text = Uint8Array.from({ length: to - from + 1 }, (_, i) => from + i);
  }
  operands.finish();
  return { anycase, width: undefined, before, offset: number ?? 0, not, any, text };
}

/** CHOP: cuts a record off at a column or a string; what is cut off goes to the secondary output. */
const chop = filter<Chop>(['CHOP', 'TRUNCate'], {
  first: false,
  parse: parseChop,
  record(s, record, io) {
    const cut = chopAt(s, record);
    io.emit(record.subarray(0, cut));
    if (io.stage.outputs.length > 1) io.emit(record.subarray(cut), 1);
  },
});

function chopAt(s: Chop, record: Rec): number {
  const { length } = record;
  if (s.width !== undefined) {
    return s.width >= 0 ? Math.min(s.width, length) : Math.max(0, length + s.width);
  }
  const look = s.anycase ? upper(record) : record;
  const text = s.anycase ? upper(s.text) : s.text;
  const width = s.any ? 1 : text.length;
  for (let at = 0; at + width <= length && width > 0; at++) {
    const hit = s.any ? text.includes(look[at]!) : findBytes(look, text, at, at + width) === at;
    if (hit === s.not) continue;
    const cut = (s.before ? at : at + width) + (s.before ? -s.offset : s.offset);
    return Math.min(length, Math.max(0, cut));
  }
  return length;
}

const reverse = filter<null>(['REVERSE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    io.emit(record.slice().reverse());
  },
});

interface Tabs {
  readonly stops: readonly number[];
  readonly every: number;
  readonly tab: number;
}

const TAB = 0x05;

function parseTabs(operands: Operands): Tabs {
  const stops: number[] = [];
  let every = 8;
  for (;;) {
    const stop = operands.optionalNumber(-1000, 1000);
    if (stop === undefined) break;
    if (stop < 0) every = -stop;
    else stops.push(stop);
  }
  const tab = operands.empty ? TAB : operands.character();
  operands.finish();
  stops.sort((a, b) => a - b);
  return { stops, every, tab };
}

/** Column (from 0) of the first stop behind a column. */
function nextStop(s: Tabs, column: number): number {
  const stop = s.stops.find((one) => one - 1 > column);
  if (stop !== undefined) return stop - 1;
  if (s.stops.length > 0) return column + 1;
  return (Math.floor(column / s.every) + 1) * s.every;
}

/** UNTAB, EXPAND: tabs become blanks. */
const untab = filter<Tabs>(['UNTAB', 'EXPAND'], {
  first: false,
  parse: parseTabs,
  record(s, record, io) {
    const out: number[] = [];
    for (const byte of record) {
      if (byte !== s.tab) out.push(byte);
      else for (let end = nextStop(s, out.length); out.length < end;) out.push(EBCDIC_BLANK);
    }
    io.emit(Uint8Array.from(out));
  },
});

/** RETAB: blanks in front of a tab stop become tabs. */
const retab = filter<Tabs>(['RETAB'], {
  first: false,
  parse: parseTabs,
  record(s, record, io) {
    const out: number[] = [];
    let blanks = 0;
    for (let column = 0; column < record.length; column++) {
      const byte = record[column]!;
      if (byte !== EBCDIC_BLANK) {
        for (; blanks > 0; blanks--) out.push(EBCDIC_BLANK);
        out.push(byte);
        continue;
      }
      blanks++;
      // this column is the last in front of a stop
      if (
        blanks > 1 &&
        nextStop(s, column - 1) === column + 1 &&
        nextStop(s, column) > column + 1
      ) {
        out.push(s.tab);
        blanks = 0;
      }
    }
    for (; blanks > 0; blanks--) out.push(EBCDIC_BLANK);
    io.emit(Uint8Array.from(out));
  },
});

interface Insert {
  readonly text: Rec;
  readonly after: boolean;
}

/** INSERT: puts a string in front of each record, or behind it. */
const insert = filter<Insert>(['INSERT'], {
  first: false,
  parse(operands) {
    const text = operands.string();
    const after = operands.keyword('AFTER');
    if (!after) operands.keyword('BEFORE');
    operands.finish();
    return { text, after };
  },
  record(s, record, io) {
    io.emit(s.after ? concat(record, s.text) : concat(s.text, record));
  },
});

interface Vchar {
  readonly from: number;
  readonly to: number;
}

/** VCHAR: characters of so many bits into others of so many bits. */
const vchar = filter<Vchar>(['VCHAR'], {
  first: false,
  parse(operands) {
    const from = operands.number(1, 32);
    const to = operands.number(1, 32);
    operands.finish();
    return { from, to };
  },
  record(s, record, io) {
    const bits = [...record].flatMap((byte) =>
      [7, 6, 5, 4, 3, 2, 1, 0].map((b) => (byte >> b) & 1),
    );
    const out: number[] = [];
    for (let at = 0; at + s.from <= bits.length; at += s.from) {
      const one = bits.slice(at, at + s.from);
      while (one.length < s.to) one.unshift(0);
      out.push(...one.slice(one.length - s.to));
    }
    while (out.length % 8 !== 0) out.push(0);
    const bytes = Uint8Array.from({ length: out.length / 8 }, (_, i) =>
      out.slice(i * 8, i * 8 + 8).reduce((value, bit) => value * 2 + bit, 0),
    );
    io.emit(bytes);
  },
});

/** The stages of this file. */
export const editing: readonly StageKind[] = [
  change,
  xlate,
  strip,
  pad,
  chop,
  reverse,
  untab,
  retab,
  insert,
  vchar,
];
