/** COUNT, DUPLICATE, AGGRC, TIMESTAMP, RANDOM and others that look at how many there are. */
import { EBCDIC_BLANK, fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { concat, decimal } from '../bytes.js';
import { PipeFault } from '../pipe-fault.js';
import { worse, type Rec } from '../pipe-set.js';
import { filter, type StageKind } from '../stage.js';
import { wholeNumber, type Operands } from '../operands.js';
import { someWords } from '../text.js';
import { formatTime } from '../time-stamps.js';

type Counted = 'CHARACTERS' | 'WORDS' | 'LINES' | 'MINLINE' | 'MAXLINE';

interface Count {
  readonly what: readonly Counted[];
  lines: number;
  bytes: number;
  words: number;
  least: number;
  most: number;
}

const FORMS: readonly (readonly [Counted, ...string[]])[] = [
  ['CHARACTERS', 'CHARACTErs', 'CHARS', 'BYTES'],
  ['WORDS', 'WORDS'],
  ['LINES', 'LINES', 'RECORDS'],
  ['MINLINE', 'MINline'],
  ['MAXLINE', 'MAXline'],
];

function countWords(record: Rec): number {
  let count = 0;
  let before = true;
  for (let i = 0; i < record.length; i++) {
    const blank = record[i] === EBCDIC_BLANK;
    if (before && !blank) count++;
    before = blank;
  }
  return count;
}

/** COUNT: the numbers go to the primary output at the end, the records to the secondary one. */
const count = filter<Count>(['COUNT'], {
  first: false,
  parse(operands) {
    const what: Counted[] = [];
    while (!operands.empty) {
      const form = FORMS.find(([, ...forms]) => operands.keyword(...forms));
      if (form === undefined) throw new PipeFault(111, operands.peek());
      what.push(form[0]);
    }
    if (what.length === 0) throw new PipeFault(113);
    return { what, lines: 0, bytes: 0, words: 0, least: Infinity, most: 0 };
  },
  record(s, record, io) {
    s.lines++;
    s.bytes += record.length;
    if (record.length < s.least) s.least = record.length;
    if (record.length > s.most) s.most = record.length;
    if (s.what.includes('WORDS')) {
      s.words += countWords(record);
      io.work(record.length);
    }
    if (io.stage.outputs.length > 1) io.emit(record, 1);
  },
  end(s, io) {
    const values: Record<Counted, number> = {
      CHARACTERS: s.bytes,
      WORDS: s.words,
      LINES: s.lines,
      MINLINE: s.lines === 0 ? 0 : s.least,
      MAXLINE: s.most,
    };
    io.emit(toEbcdic(s.what.map((one) => String(values[one])).join(' ')));
  },
});

interface Duplicate {
  readonly copies: number;
}

/** Copies of one record that go out at a time: one that is never to end must let others run. */
const duplicate: StageKind = {
  names: ['DUPlicate'],
  first: false,
  parse(operands): Duplicate & { made: number } {
    const copies = operands.count(1, -1);
    operands.finish();
    return { copies: copies + 1, made: 0 };
  },
  run(io, stage) {
    const s = stage.state as Duplicate & { made: number };
    for (;;) {
      if (s.made > 0 && io.blocked(0)) return;
      if (!io.connected(0)) {
        io.end();
        return;
      }
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) io.end();
        else io.waitInput(0);
        return;
      }
      if (s.made >= s.copies) {
        s.made = 0;
        io.consume(0);
        continue;
      }
      if (io.put(record, 0)) s.made++;
    }
  },
};

/** AGGRC: the worst of the return codes that come in as records. */
const aggrc = filter<{ rc: number; at: number }>(['AGGRC'], {
  first: false,
  keepsOn: true,
  parse(operands) {
    operands.finish();
    return { rc: 0, at: 0 };
  },
  record(s, record, io) {
    const [words, next] = someWords(record, s.at);
    io.work(Math.max(0, next - s.at));
    for (const word of words) s.rc = worse(s.rc, wholeNumber(word, -(2 ** 31)));
    s.at = next < record.length ? next : 0;
    return s.at > 0;
  },
  end(s, io) {
    // without an output it is the return code of the stage
    if (io.connected(0)) io.emit(decimal(s.rc));
    else io.stage.rc = s.rc;
  },
});

/** Date and time as TIMESTAMP writes them: yyyymmddhhmmss and hundredths. */
function stampText(now: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const { year, month, day, hour, minute, second } = now;
  return `${year}${[month, day, hour, minute, second].map(two).join('')}00`;
}

interface Timestamp {
  readonly start: number;
  readonly length: number;
  /** Instead of digits: as formatTime has it. */
  readonly format: string | undefined;
}

const STAMP = 16;

/** A format by its keyword; undefined when there is none. */
function timeFormat(operands: Operands): string | undefined {
  if (operands.keyword('SHOrtdate')) return '%n/%d/%y %T';
  if (operands.keyword('ISOdate')) return '%F %T';
  if (operands.keyword('FULldate')) return '%n/%d/%Y %T';
  if (operands.keyword('STAndard')) return '%Y%m%d%H%M%S';
  return operands.keyword('STRing') ? fromEbcdic(operands.string()) : undefined;
}

const timestamp = filter<Timestamp>(['TIMEstamp'], {
  first: false,
  parse(operands) {
    const format = timeFormat(operands);
    const start = format === undefined ? operands.optionalNumber(1, STAMP) : undefined;
    const length = start === undefined ? undefined : operands.optionalNumber(1, STAMP);
    operands.finish();
    // the first number counts from the end
    const from = start ?? 8;
    if (length !== undefined && length > from) throw new PipeFault(66, length);
    return { start: STAMP - from, length: length ?? from, format };
  },
  record(s, record, io) {
    const { now } = io.context;
    const digits = stampText(now).slice(s.start, s.start + s.length);
    io.emit(concat(toEbcdic(s.format === undefined ? digits : formatTime(now, s.format)), record));
  },
});

interface Random {
  readonly limit: number;
  seed: number;
}

/** RANDOM: without input an endless stream of numbers, four bytes each, else one for each record. */
const random: StageKind = {
  names: ['RANDOM'],
  first: true,
  parse(operands, place): Random {
    const limit =
      operands.peek() === '*' ? (operands.word(), 0) : (operands.optionalNumber(1) ?? 0);
    const seed = operands.optionalNumber();
    operands.finish();
    const { hour, minute, second, day } = place.io.context.now;
    return { limit, seed: seed ?? ((day * 24 + hour) * 60 + minute) * 60 + second };
  },
  run(io, stage) {
    const s = stage.state as Random;
    if (io.blocked(0)) return;
    // the minimal standard of Park and Miller
    s.seed = (((s.seed % 2147483646) + 1) * 16807) % 2147483647;
    const value = s.limit === 0 ? s.seed : s.seed % s.limit;
    const record = new Uint8Array(4);
    new DataView(record.buffer).setInt32(0, value);
    if (io.put(record, 0)) io.waitOutput(0);
    else io.end();
  },
};

/** The stages of this file. */
export const counting: readonly StageKind[] = [count, duplicate, aggrc, timestamp, random];
