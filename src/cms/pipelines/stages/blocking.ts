/**
 * Records into others: SPLIT, JOIN, JOINCONT, TOKENISE, SNAKE, and blocks: DEBLOCK, BLOCK, FBLOCK, SPILL.
 */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { beginsWith, concat, EMPTY, findBytes, ownCopy } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { filter, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Split {
  /** Where: at the characters (which go), or before or after them. */
  readonly where: 'at' | 'before' | 'after';
  readonly offset: number;
  readonly not: boolean;
  readonly any: boolean;
  readonly text: Rec;
  readonly least: number;
}

const split = filter<Split>(['SPLIT'], {
  first: false,
  parse(operands) {
    const least = operands.keyword('MINimum') ? operands.number(0) : 0;
    const offset = operands.optionalNumber(-(2 ** 31)) ?? 0;
    const where = operands.keyword('BEFORE')
      ? 'before'
      : operands.keyword('AFTER')
        ? 'after'
        : (operands.keyword('AT'), 'at');
    const not = operands.keyword('NOT');
    let any = operands.keyword('ANYOF');
    let text: Rec = Uint8Array.of(EBCDIC_BLANK);
    if (operands.keyword('STRing') || any || operands.stringFollows()) text = operands.string();
    else {
      any = true;
      if (!operands.empty) text = Uint8Array.of(operands.character());
    }
    operands.finish();
    return { where, offset, not, any, text, least };
  },
  record(s, record, io) {
    const width = s.any ? 1 : s.text.length;
    let start = 0;
    let from = s.least;
    const { length } = record;
    const piece = (end: number): void => {
      // pieces between two separators that are nothing are none
      if (end > start || s.where !== 'at') io.emit(record.subarray(start, end));
    };
    for (let at = 0; at + width <= length && width > 0; at++) {
      if (at < from) continue;
      const hit = s.any
        ? s.text.includes(record[at]!)
        : findBytes(record, s.text, at, at + width) === at;
      if (hit === s.not) continue;
      if (s.where === 'at') {
        piece(at);
        start = at + width;
        at += width - 1;
      } else {
        const cut = s.where === 'before' ? at - s.offset : at + width + s.offset;
        if (cut <= start || cut >= length) continue;
        piece(cut);
        start = cut;
      }
      from = start + s.least;
    }
    if (start < length || length === 0) io.emit(record.subarray(start));
  },
});

interface Join {
  readonly count: number;
  readonly text: Rec;
  readonly most: number;
  parts: Rec[];
  size: number;
}

const flushJoin = (s: Join, io: StageIo): void => {
  if (s.parts.length === 0) return;
  io.emit(concat(...s.parts));
  io.release(s.size);
  s.parts = [];
  s.size = 0;
};

function addPart(s: { parts: Rec[]; size: number }, record: Rec, io: StageIo): void {
  if (s.size + record.length > MOST_RECORD) throw new PipeFault(124, s.size + record.length);
  s.parts.push(ownCopy(record));
  s.size += record.length;
  io.hold(record.length);
}

/** JOIN n /text/ most: a record and the n that follow it, with text between them. */
const join = filter<Join & { joined: number }>(['JOIN'], {
  first: false,
  parse(operands) {
    const count = operands.count(1);
    const text = operands.stringFollows() ? operands.string() : EMPTY;
    const most = operands.optionalNumber(1) ?? Infinity;
    operands.finish();
    return { count: count + 1, text, most, parts: [], size: 0, joined: 0 };
  },
  record(s, record, io) {
    const longer = s.size + s.text.length + record.length > s.most;
    if (s.joined > 0 && longer) {
      flushJoin(s, io);
      s.joined = 0;
    }
    if (s.joined > 0 && s.text.length > 0) addPart(s, s.text, io);
    addPart(s, record, io);
    if (++s.joined < s.count) return;
    flushJoin(s, io);
    s.joined = 0;
  },
  end: flushJoin,
});

interface JoinCont {
  readonly leading: boolean;
  readonly not: boolean;
  readonly keep: boolean;
  readonly marks: readonly Rec[];
  readonly text: Rec;
  parts: Rec[];
  size: number;
}

/** JOINCONT: joins records that a mark at the end (or the beginning of the next) says go on. */
const joincont = filter<JoinCont>(['JOINCONT'], {
  first: false,
  parse(operands) {
    const not = operands.keyword('NOT');
    const leading = operands.keyword('LEADing');
    if (!leading) operands.keyword('TRAILing');
    const keep = operands.keyword('KEEP');
    const any = operands.keyword('ANYOF');
    const mark = operands.string();
    const text = operands.stringFollows() ? operands.string() : EMPTY;
    operands.finish();
    const marks = any ? [...mark].map((byte) => Uint8Array.of(byte)) : [mark];
    return { leading, not, keep, marks, text, parts: [], size: 0 };
  },
  record(s, record, io) {
    const mark = s.marks.find((one) =>
      s.leading
        ? beginsWith(record, one)
        : record.length >= one.length && findBytes(record, one, record.length - one.length) >= 0,
    );
    const goesOn = (mark !== undefined) !== s.not;
    const cut = mark === undefined || s.keep || !goesOn ? 0 : mark.length;
    if (s.leading) {
      if (!goesOn) flushCont(s, io);
      else if (s.parts.length > 0 && s.text.length > 0) addPart(s, s.text, io);
      addPart(s, s.parts.length > 0 ? record.subarray(cut) : record, io);
      return;
    }
    addPart(s, cut > 0 ? record.subarray(0, record.length - cut) : record, io);
    if (!goesOn) flushCont(s, io);
    else if (s.text.length > 0) addPart(s, s.text, io);
  },
  end: (s, io) => flushCont(s, io),
});

function flushCont(s: JoinCont, io: StageIo): void {
  if (s.parts.length === 0) return;
  io.emit(concat(...s.parts));
  io.release(s.size);
  s.parts = [];
  s.size = 0;
}

interface Tokenise {
  readonly single: Rec;
  readonly last: Rec | undefined;
}

/** TOKENISE: words, and characters that are words of their own, become records. */
const tokenise = filter<Tokenise>(['TOKENISE', 'TOKENIZE'], {
  first: false,
  parse(operands) {
    const single = operands.string();
    const last = operands.stringFollows() ? operands.string() : undefined;
    operands.finish();
    return { single, last };
  },
  record(s, record, io) {
    for (let at = 0; at < record.length;) {
      const byte = record[at]!;
      if (byte === EBCDIC_BLANK) at++;
      else if (s.single.includes(byte)) io.emit(record.subarray(at, ++at));
      else {
        const from = at;
        while (at < record.length && record[at] !== EBCDIC_BLANK && !s.single.includes(record[at]!))
          at++;
        io.emit(record.subarray(from, at));
      }
    }
    if (s.last !== undefined) io.emit(s.last);
  },
});

type Format = 'FIXED' | 'VARIABLE' | 'CMS' | 'LINEND' | 'STRING' | 'CRLF' | 'C' | 'TEXTFILE';

interface Block {
  readonly format: Format;
  readonly size: number;
  readonly mark: Rec;
  readonly terminate: boolean;
  rest: Rec;
  records: number;
}

const CR_LF = Uint8Array.of(0x0d, 0x25);
const NEW_LINE = Uint8Array.of(0x15);

function parseFormat(operands: Operands): { format: Format; mark: Rec; size: number | undefined } {
  const none = { mark: EMPTY, size: undefined };
  if (operands.keyword('Fixed'))
    return { format: 'FIXED', mark: EMPTY, size: operands.optionalNumber(1) };
  if (operands.keyword('Variable')) return { format: 'VARIABLE', ...none };
  if (operands.keyword('CMS')) return { format: 'CMS', ...none };
  if (operands.keyword('CRLF', 'NETwork'))
    return { format: 'STRING', mark: CR_LF, size: undefined };
  if (operands.keyword('TEXTfile')) return { format: 'STRING', mark: NEW_LINE, size: undefined };
  if (operands.keyword('LINEND')) {
    const code = operands.optionalCharacter();
    const mark = code === undefined ? NEW_LINE : Uint8Array.of(code);
    return { format: 'STRING', mark, size: undefined };
  }
  if (operands.keyword('STRing'))
    return { format: 'STRING', mark: operands.string(), size: undefined };
  return { format: 'FIXED', ...none };
}

function newBlock(format: Format, size: number, mark: Rec, terminate = false): Block {
  return { format, size, mark, terminate, rest: EMPTY, records: 0 };
}

/** DEBLOCK: records out of blocks. */
const deblock = filter<Block>(['DEBLOCK'], {
  first: false,
  parse(operands) {
    const { format, mark, size } = parseFormat(operands);
    const terminate = operands.keyword('TERMinate', 'EOF');
    const width = size ?? operands.optionalNumber(1) ?? 80;
    operands.finish();
    return newBlock(format, width, mark, terminate);
  },
  record(s, record, io) {
    if (s.format === 'VARIABLE') {
      deblockVariable(record, io);
      return;
    }
    io.release(s.rest.length);
    const bytes = s.rest.length === 0 ? record : concat(s.rest, record);
    let at = 0;
    if (s.format === 'FIXED') {
      for (; at + s.size <= bytes.length; at += s.size) io.emit(bytes.subarray(at, at + s.size));
      // each block is by itself: what is left over is a shorter record
      if (at < bytes.length) io.emit(bytes.subarray(at));
      at = bytes.length;
    } else if (s.format === 'CMS') {
      while (at + 2 <= bytes.length) {
        const length = bytes[at]! * 256 + bytes[at + 1]!;
        // a length of zero is the end of the data
        if (length === 0) {
          at = bytes.length;
          break;
        }
        if (at + 2 + length > bytes.length) break;
        io.emit(bytes.subarray(at + 2, at + 2 + length));
        at += 2 + length;
      }
    } else {
      for (;;) {
        const end = findBytes(bytes, s.mark, at);
        if (end < 0 || s.mark.length === 0) break;
        io.emit(bytes.subarray(at, end));
        at = end + s.mark.length;
      }
    }
    s.rest = bytes.slice(at);
    if (s.rest.length > MOST_RECORD) throw new PipeFault(124, s.rest.length);
    io.hold(s.rest.length);
  },
  end(s, io) {
    if (s.rest.length > 0) io.emit(s.rest);
  },
});

function deblockVariable(record: Rec, io: StageIo): void {
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const whole = record.length >= 4 ? view.getUint16(0) : 0;
  let at = 4;
  if (whole !== record.length) throw new PipeFault(98, record.length, 'V');
  while (at < record.length) {
    const length = at + 4 <= record.length ? view.getUint16(at) : 0;
    if (length < 4 || at + length > record.length) throw new PipeFault(98, record.length, 'V');
    io.emit(record.subarray(at + 4, at + length));
    at += length;
  }
}

/** BLOCK: records into blocks. */
const block = filter<Block & { parts: Rec[]; filled: number }>(['BLOCK'], {
  first: false,
  parse(operands) {
    const size = operands.number(1, MOST_RECORD);
    const { format, mark } = parseFormat(operands);
    const terminate = operands.keyword('TERMinate');
    operands.finish();
    return { ...newBlock(format, size, mark, terminate), parts: [], filled: 0 };
  },
  record(s, record, io) {
    switch (s.format) {
      case 'FIXED':
        if (record.length > s.size) throw new PipeFault(99, record.length, s.size);
        if (s.filled + record.length > s.size) flushBlock(s, io);
        put(s, record, io);
        return;
      case 'VARIABLE': {
        if (record.length + 8 > s.size) throw new PipeFault(99, record.length, s.size);
        if (s.filled + record.length + 8 > s.size) flushBlock(s, io);
        const length = record.length + 4;
        put(s, concat(Uint8Array.of(length >> 8, length & 255, 0, 0), record), io);
        return;
      }
      default: {
        // these flow from one block into the next
        const data =
          s.format === 'CMS'
            ? concat(Uint8Array.of(record.length >> 8, record.length & 255), record)
            : s.records > 0 && !s.terminate
              ? concat(s.mark, record)
              : s.terminate
                ? concat(record, s.mark)
                : record;
        s.records++;
        flow(s, data, io);
      }
    }
  },
  end(s, io) {
    if (s.filled > 0) flushBlock(s, io);
  },
});

type Filling = Block & { parts: Rec[]; filled: number };

function put(s: Filling, data: Rec, io: StageIo): void {
  s.parts.push(ownCopy(data));
  s.filled += data.length;
  io.hold(data.length);
}

function flow(s: Filling, data: Rec, io: StageIo): void {
  for (let at = 0; at < data.length;) {
    const part = Math.min(s.size - s.filled, data.length - at);
    put(s, data.slice(at, at + part), io);
    at += part;
    if (s.filled === s.size) flushBlock(s, io);
  }
}

function flushBlock(s: Filling, io: StageIo): void {
  const data = concat(...s.parts);
  const length = data.length + 4;
  io.emit(
    s.format === 'VARIABLE' ? concat(Uint8Array.of(length >> 8, length & 255, 0, 0), data) : data,
  );
  io.release(s.filled);
  s.parts = [];
  s.filled = 0;
}

/** FBLOCK: all input as one stream of bytes, in records of one length; the last is filled when asked. */
const fblock = filter<Block & { parts: Rec[]; filled: number; readonly fill: number | undefined }>(
  ['FBLOCK'],
  {
    first: false,
    parse(operands) {
      const size = operands.number(1, MOST_RECORD);
      const fill = operands.empty ? undefined : operands.character();
      operands.finish();
      return { ...newBlock('FIXED', size, EMPTY), parts: [], filled: 0, fill };
    },
    record: (s, record, io) => flow(s, record, io),
    end(s, io) {
      if (s.filled === 0) return;
      if (s.fill !== undefined) put(s, new Uint8Array(s.size - s.filled).fill(s.fill), io);
      flushBlock(s, io);
    },
  },
);

interface Spill {
  readonly width: number;
  readonly keep: boolean;
  readonly text: Rec;
  readonly any: Rec;
  readonly offset: Rec;
}

/** SPILL: breaks long lines at word boundaries. */
const spill = filter<Spill>(['SPILL'], {
  first: false,
  parse(operands) {
    const width = operands.number(1);
    let keep = false;
    let any: Rec = Uint8Array.of(EBCDIC_BLANK);
    let offset: Rec = EMPTY;
    while (!operands.empty) {
      if (operands.keyword('KEEP')) keep = true;
      else if (operands.keyword('STRIP')) keep = false;
      else if (operands.keyword('ANYOF')) any = operands.string();
      else if (operands.keyword('OFFSET')) {
        const blanks = operands.optionalNumber(0, 255);
        offset =
          blanks === undefined ? operands.string() : new Uint8Array(blanks).fill(EBCDIC_BLANK);
      } else throw new PipeFault(111, operands.peek());
    }
    return { width, keep, text: EMPTY, any, offset };
  },
  record(s, record, io) {
    let left = record;
    let first = true;
    while (left.length + (first ? 0 : s.offset.length) > s.width) {
      const room = Math.max(1, s.width - (first ? 0 : s.offset.length));
      let cut = room;
      while (cut > 0 && !s.any.includes(left[cut]!)) cut--;
      if (cut === 0) cut = room;
      let end = cut;
      if (!s.keep) while (end > 0 && s.any.includes(left[end - 1]!)) end--;
      io.emit(first ? left.subarray(0, end) : concat(s.offset, left.subarray(0, end)));
      if (!s.keep) while (cut < left.length && s.any.includes(left[cut]!)) cut++;
      left = left.subarray(cut);
      first = false;
    }
    if (left.length > 0 || first) io.emit(first ? left : concat(s.offset, left));
  },
});

interface Snake {
  readonly columns: number;
  readonly rows: number | undefined;
  records: Rec[];
}

/** SNAKE: lines into columns of a page, down and then across. */
const snake = filter<Snake>(['SNAKE'], {
  first: false,
  parse(operands) {
    const columns = operands.number(1, 1000);
    const rows = operands.optionalNumber(1, 10000);
    operands.finish();
    return { columns, rows, records: [] };
  },
  record(s, record, io) {
    io.hold(record.length + 32);
    s.records.push(record.slice());
    if (s.rows !== undefined && s.records.length === s.rows * s.columns) page(s, s.rows, io);
  },
  end(s, io) {
    if (s.records.length > 0) page(s, s.rows ?? Math.ceil(s.records.length / s.columns), io);
  },
});

function page(s: Snake, rows: number, io: StageIo): void {
  for (let row = 0; row < Math.min(rows, s.records.length); row++) {
    const line: Rec[] = [];
    for (let at = row; at < s.records.length; at += rows) line.push(s.records[at]!);
    io.emit(concat(...line));
  }
  for (const record of s.records) io.release(record.length + 32);
  s.records = [];
}

/** The stages of this file. */
export const blocking: readonly StageKind[] = [
  split,
  join,
  joincont,
  tokenise,
  deblock,
  block,
  fblock,
  spill,
  snake,
];
