/** Streams that come together and part: FANIN, FANINANY, FANINTWO, FANOUT, DEAL, GATHER (CMS Pipelines). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { compareBytes, ownCopy } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { allAtEnd, inputsOf, move, settled, type Moving } from '../moving.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeOf, type InputRange } from '../ranges.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Fanin extends Moving {
  streams: number[];
  readonly words: readonly string[];
  at: number;
}

function streamsOf(io: StageIo, words: readonly string[]): number[] {
  if (words.length === 0) return io.stage.names.map((_, i) => i);
  return words.map((word) => {
    const number = /^\d+$/.test(word) ? Number(word) : io.stage.names.indexOf(word);
    if (number < 0 || number >= io.stage.names.length) throw new PipeFault(102, word);
    return number;
  });
}

const wordsOf = (operands: Operands): string[] => {
  const words = operands.rest.trim().split(/\s+/).filter(Boolean);
  operands.rest = '';
  return words;
};

const fanin: StageKind = {
  names: ['FANIN'],
  parse: (operands): Fanin => ({ from: -1, to: 0, streams: [], words: wordsOf(operands), at: 0 }),
  prepare(io, stage) {
    const s = stage.state as Fanin;
    s.streams = streamsOf(io, s.words);
  },
  run(io, stage) {
    const s = stage.state as Fanin;
    if (!settled(s, io)) return;
    while (s.at < s.streams.length) {
      const stream = s.streams[s.at]!;
      if (!io.connected(0)) break;
      if (io.peek(stream) !== undefined) {
        if (!move(s, io, stream, 0)) {
          io.waitOutput(0);
          return;
        }
      } else if (io.atEnd(stream)) s.at++;
      else {
        io.waitInput(stream);
        return;
      }
    }
    io.end();
  },
};

interface Any extends Moving {
  last: number;
  readonly strict: boolean;
}

function faninany(names: string[], strictly: boolean): StageKind {
  return {
    names,
    parse(operands): Any {
      const strict = operands.keyword('STRICT') || strictly;
      operands.finish();
      return { from: -1, to: 0, last: -1, strict };
    },
    run(io, stage) {
      const s = stage.state as Any;
      if (!settled(s, io)) return;
      for (;;) {
        if (!io.connected(0)) break;
        const count = inputsOf(io);
        let found = -1;
        // strictly the lowest stream first, else each in its turn
        for (let i = 0; i < count && found < 0; i++) {
          const stream = s.strict ? i : (s.last + 1 + i) % count;
          if (io.peek(stream) !== undefined) found = stream;
        }
        if (found < 0) {
          if (allAtEnd(io)) break;
          io.waitInput(-1);
          return;
        }
        s.last = found;
        if (!move(s, io, found, 0)) {
          io.waitOutput(0);
          return;
        }
      }
      io.end();
    },
  };
}

interface Fanout {
  /** Outputs that must be gone before it ends: 0 means all of them. */
  readonly stop: number;
  at: number;
  gone: number;
}

/** FANOUT: each record to all outputs, one after the other. */
const fanout: StageKind = {
  names: ['FANOUT'],
  first: false,
  parse(operands): Fanout {
    const stop = parseStop(operands);
    operands.finish();
    return { stop, at: -1, gone: 0 };
  },
  run(io, stage) {
    const s = stage.state as Fanout;
    const count = stage.outputs.length;
    for (;;) {
      let gone = 0;
      for (let i = 0; i < count; i++) if (!io.connected(i)) gone++;
      if (gone === count || (s.stop > 0 && gone >= s.stop)) {
        io.end();
        return;
      }
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) io.end();
        else io.waitInput(0);
        return;
      }
      if (s.at >= 0 && io.blocked(s.at)) return;
      let out = false;
      while (!out && ++s.at < count) out = io.put(record, s.at);
      if (out) {
        io.waitOutput(s.at);
        return;
      }
      s.at = -1;
      io.consume(0);
    }
  },
};

/** What names the stream of a record: its part that has a number or name, or nothing for each in its turn. */
interface Deal extends Moving {
  readonly range: InputRange | undefined;
  /** The number comes with a record of the secondary input (SECONDARY). */
  readonly secondary: boolean;
  /** The number is consumed before the record goes out (RELEASE); it stays until there is another one (LATCH). */
  readonly release: boolean;
  readonly latch: boolean;
  /** A first number has come. */
  told: boolean;
  readonly strip: boolean;
  /** Records with one key go to one output; another key, to the next (KEY). */
  readonly byKey: boolean;
  key: Rec | undefined;
  /** Outputs that must be gone before it ends; 0: all. */
  readonly stop: number;
  next: number;
}

/** How many streams at their end stop it; 0: all. */
function parseStop(operands: Operands): number {
  if (!operands.keyword('STOP')) return 0;
  if (operands.keyword('ANYEOF', 'ANYOF')) return 1;
  return operands.keyword('ALLEOF', 'ALLOF') ? 0 : operands.number(1, 100);
}

function parseDeal(operands: Operands): Deal {
  let range: InputRange | undefined;
  let strip = false;
  const secondary = operands.keyword('SECONDARY');
  const release = secondary && operands.keyword('RELEASE');
  const latch = secondary && !release && operands.keyword('LATCH');
  const byKey = !secondary && operands.keyword('KEY');
  if (byKey || (!secondary && operands.keyword('STREAMid'))) {
    range = parseRange(operands);
    strip = operands.keyword('STRIP');
  }
  const stop = parseStop(operands);
  operands.finish();
  return {
    ...{ from: -1, to: 0, range, secondary, release, latch, told: false, strip, byKey },
    ...{ key: undefined, stop, next: 0 },
  };
}

/** The stream that a text names; a fault when there is none. */
function streamNamed(io: StageIo, text: string): number {
  const word = text.trim();
  const { names } = io.stage;
  const number = /^\d{1,4}$/.test(word) ? Number(word) : word === '' ? 0 : names.indexOf(word);
  if (number < 0 || number >= names.length) throw new PipeFault(102, word);
  return number;
}

/** The output of a key: the next one for another key than that before. */
function keyed(s: Deal, part: Rec, count: number): number {
  if (s.key !== undefined && compareBytes(s.key, part) !== 0) s.next = (s.next + 1) % count;
  s.key = ownCopy(part);
  return s.next;
}

/**
 * LATCH: a number holds for all records until another one comes; one that is there is taken before the record, and the
 * first is waited for. False: there is no record yet, nor another number.
 */
function latched(s: Deal, io: StageIo, told: Rec | undefined): boolean {
  for (let next = told; next !== undefined; next = io.peek(1)) {
    s.next = streamNamed(io, fromEbcdic(next));
    s.told = true;
    io.consume(1);
  }
  if (!s.told && !io.atEnd(1)) {
    io.waitInput(1);
    return false;
  }
  if (io.peek(0) !== undefined || io.atEnd(0)) return true;
  io.waitInput(io.atEnd(1) ? 0 : -1);
  return false;
}

/** DEAL: each record to one output: in turn, or the one that it names itself. */
const deal: StageKind = {
  names: ['DEAL'],
  first: false,
  parse: parseDeal,
  run(io, stage) {
    const s = stage.state as Deal;
    for (;;) {
      if (s.from >= 0) {
        if (!settled(s, io)) return;
        if (s.secondary && !s.release && !s.latch) io.consume(1);
      }
      const gone = stage.outputs.filter((_, i) => !io.connected(i)).length;
      if (gone === stage.outputs.length || (s.stop > 0 && gone >= s.stop)) break;
      const record = io.peek(0);
      const told = s.secondary ? io.peek(1) : undefined;
      if (s.latch && !latched(s, io, told)) return;
      if (s.latch && record !== undefined) {
        if (move(s, io, 0, s.next, record)) continue;
        io.waitOutput(s.next);
        return;
      }
      const missing = record === undefined ? 0 : s.secondary && told === undefined ? 1 : -1;
      if (missing >= 0) {
        if (io.atEnd(missing)) break;
        io.waitInput(missing);
        return;
      }
      let to: number;
      let out = record!;
      if (told !== undefined) {
        to = streamNamed(io, fromEbcdic(told));
        if (s.release) io.consume(1);
      } else if (s.range === undefined) {
        to = s.next;
        s.next = (s.next + 1) % stage.outputs.length;
      } else {
        const part = rangeOf(s.range, out);
        to = s.byKey ? keyed(s, part, stage.outputs.length) : streamNamed(io, fromEbcdic(part));
        if (s.strip) out = out.subarray(part.byteOffset - out.byteOffset + part.length);
      }
      if (move(s, io, 0, to, out)) {
        if (s.secondary && !s.release) io.consume(1);
        continue;
      }
      io.waitOutput(to);
      return;
    }
    io.end();
  },
};

/** How many inputs are at their end. */
function endedInputs(io: StageIo): number {
  let ended = 0;
  for (let i = 0; i < inputsOf(io); i++) if (io.atEnd(i)) ended++;
  return ended;
}

/** GATHER: a record of each input in turn; an input that has ended is left out. */
const gather: StageKind = {
  names: ['GATHER'],
  parse(operands): Moving & { at: number; readonly stop: number } {
    const stop = parseStop(operands);
    operands.finish();
    return { from: -1, to: 0, at: 0, stop };
  },
  run(io, stage) {
    const s = stage.state as Moving & { at: number; readonly stop: number };
    if (!settled(s, io)) return;
    while (io.connected(0)) {
      const at = s.at;
      if (io.peek(at) !== undefined) {
        s.at = (at + 1) % inputsOf(io);
        if (!move(s, io, at, 0)) {
          io.waitOutput(0);
          return;
        }
      } else if (!io.atEnd(at)) {
        io.waitInput(at);
        return;
      } else if (allAtEnd(io) || (s.stop > 0 && endedInputs(io) >= s.stop)) break;
      else s.at = (at + 1) % inputsOf(io);
    }
    io.end();
  },
};

/** The stages of this file. */
export const fans: readonly StageKind[] = [
  fanin,
  faninany(['FANINANY'], false),
  faninany(['FANINTWO'], true),
  fanout,
  deal,
  gather,
];
