/** Records made of nothing, or made nothing: LITERAL, STRLITERAL, HOLE, COPY, and the console. */
import { EBCDIC_BLANK, fromEbcdic, isPrintable, toEbcdic } from '../../../shared/ebcdic.js';
import { concat, EMPTY } from '../bytes.js';
import type { Operands } from '../operands.js';
import type { Rec } from '../pipe-set.js';
import { filter, PORTION, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { wholeText } from './text-selection.js';

interface Literal {
  readonly text: Rec;
  readonly append: boolean;
  /** Whether there must be records, or none, for it to be written. */
  readonly when: 'always' | 'records' | 'none';
  some: boolean;
}

/** Writes its text, then copies its input. */
function literal(names: string[], parse: (operands: Operands) => Literal): StageKind {
  return filter<Literal>(names, {
    parse,
    begin(s, io) {
      if (!s.append && s.when === 'always') io.emit(s.text);
    },
    record(s, record, io) {
      if (!s.some && !s.append && s.when === 'records') io.emit(s.text);
      s.some = true;
      io.emit(record);
    },
    end(s, io) {
      const wanted = s.when === 'always' || s.some === (s.when === 'records');
      if (wanted && (s.append || s.when === 'none')) io.emit(s.text);
    },
  });
}

const hole = filter<null>(['HOLE'], {
  keepsOn: true,
  parse(operands) {
    operands.finish();
    return null;
  },
  record() {
    // that is all that it does
  },
});

/** COPY: passes on each record and delays it by one. */
const copy = filter<null>(['COPY'], {
  first: false,
  delays: true,
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    io.emit(record);
  },
});

interface Console {
  readonly reads: boolean;
  readonly end: Rec | undefined;
  readonly noEof: boolean;
  asked: boolean;
  out: boolean;
  /** The line of the present record, as far as it has been made; undefined: it has not been begun. */
  text: string | undefined;
  at: number;
  length: number;
}

const NO_LINE = { text: undefined, at: 0, length: 0 };

/** Every code as the terminal shows it: blank when there is nothing to show. */
const PRINTABLE = Uint8Array.from({ length: 256 }, (_, code) =>
  isPrintable(code) ? code : EBCDIC_BLANK,
);

/** Bytes of a record that the terminal shows: all but the blanks behind them. */
function shownLength(record: Rec): number {
  let { length } = record;
  while (length > 0 && PRINTABLE[record[length - 1]!] === EBCDIC_BLANK) length--;
  return length;
}

/** A part of a record as the terminal shows it. */
function shownPart(record: Rec, from: number, to: number): string {
  const out = new Uint8Array(to - from);
  for (let i = from; i < to; i++) out[i - from] = PRINTABLE[record[i]!]!;
  return fromEbcdic(out);
}

/** Makes the line of the next record, or a part of it when the record is long; true when it is whole. */
function typed(s: Console, record: Rec, io: StageIo): boolean {
  if (s.text === undefined) {
    s.text = '';
    s.at = 0;
    s.length = shownLength(record);
  }
  while (s.at < s.length) {
    const end = Math.min(s.length, s.at + PORTION);
    s.text += shownPart(record, s.at, end);
    io.cost += (end - s.at) / 100;
    s.at = end;
    if (end < s.length && io.overdue()) {
      io.goOn(0);
      io.cut = true;
      return false;
    }
  }
  io.typeData(s.text);
  s.text = undefined;
  return true;
}

/**
 * CONSOLE: first in a pipeline it reads lines until a null one; else it types the records and passes them on.
 */
const consoleStage: StageKind = {
  names: ['CONSole', 'TERMinal'],
  parse(operands, place): Console {
    let end: Rec | undefined;
    let noEof = false;
    if (place.first) {
      if (operands.keyword('EOF')) end = operands.string();
      else noEof = operands.keyword('NOEOF');
      // lines of the console itself, or those that were stacked before: the same here
      operands.keyword('DIRECT', 'ASYNChronously', 'DARK');
    } else operands.keyword('DIRECT', 'NOTERMinal');
    operands.finish();
    return { reads: place.first, end, noEof, asked: false, out: false, ...NO_LINE };
  },
  run(io, stage) {
    const s = stage.state as Console;
    if (!s.reads) {
      for (;;) {
        if (s.out) {
          if (io.blocked(0)) return;
          s.out = false;
          io.consume(0);
        }
        const record = io.peek(0);
        if (record === undefined) {
          if (io.atEnd(0)) io.end();
          else io.waitInput(0);
          return;
        }
        if (!typed(s, record, io)) return;
        io.cost += 2;
        if (io.put(record, 0)) s.out = true;
        else io.consume(0);
      }
    }
    const answer = io.takeAnswer();
    if (answer?.kind === 'line') {
      const line = toEbcdic(answer.text);
      const last = s.end === undefined ? line.length === 0 && !s.noEof : same(line, s.end);
      if (last || !io.put(line, 0)) {
        io.end();
        return;
      }
      io.waitOutput(0);
      return;
    }
    if (!io.connected(0)) io.end();
    else if (!io.blocked(0)) io.ask({ kind: 'read' });
  },
};

function same(a: Rec, b: Rec): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The stages of this file. */
export const literals: readonly StageKind[] = [
  literal(['LITERAL'], (operands) => ({
    ...{ text: wholeText(operands), append: false, when: 'always', some: false },
  })),
  literal(['STRLITeral'], (operands) => {
    const append = operands.keyword('APPEND');
    if (!append) operands.keyword('PREFACE');
    const when = operands.keyword('CONDitional')
      ? 'records'
      : operands.keyword('IFEMPTY')
        ? 'none'
        : 'always';
    const text = operands.empty ? EMPTY : concat(operands.string());
    operands.finish();
    return { text, append, when, some: false };
  }),
  hole,
  copy,
  consoleStage,
];
