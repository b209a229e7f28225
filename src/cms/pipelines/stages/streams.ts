/**
 * Several streams: FANIN, FANINANY, FANOUT, GATE, DAM, SYNCHRONISE, PREDSELECT, JUXTAPOSE, OVERLAY.
 */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { concat, EMPTY, ownCopy } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** A record on its way from an input to an output: consumed when it has been taken. */
interface Moving {
  /** Input whose record is out; -1: none. */
  from: number;
  to: number;
}

/** Sees to the record that is out; false when it has to wait for it. */
function settled(s: Moving, io: StageIo): boolean {
  if (s.from < 0) return true;
  if (!io.taken(s.to)) {
    io.waitOutput(s.to);
    return false;
  }
  io.consume(s.from);
  s.from = -1;
  return true;
}

/** Begins to move the record of an input, which is there; one that nobody takes is consumed at once. */
function move(s: Moving, io: StageIo, from: number, to: number, record = io.peek(from)!): boolean {
  if (!io.put(record, to)) {
    io.consume(from);
    return true;
  }
  s.from = from;
  s.to = to;
  return false;
}

const inputsOf = (io: StageIo): number => io.stage.inputs.length;

function allAtEnd(io: StageIo): boolean {
  for (let i = 0; i < inputsOf(io); i++) if (!io.atEnd(i)) return false;
  return true;
}

interface Fanin extends Moving {
  streams: number[];
  readonly words: readonly string[];
  at: number;
}

function streamsOf(io: StageIo, words: readonly string[]): number[] {
  if (words.length === 0) return io.stage.names.map((_, i) => i);
  return words.map((word) => {
    const number = /^\d+$/.test(word) ? Number(word) : io.stage.names.indexOf(word);
    if (number < 0 || number >= io.stage.names.length) throw new PipeFault(163, word);
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
    let stop = 0;
    if (operands.keyword('STOP')) {
      if (operands.keyword('ANYEOF')) stop = 1;
      else if (!operands.keyword('ALLEOF')) stop = operands.number(1);
    }
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
      if (s.at >= 0 && !io.taken(s.at)) {
        io.waitOutput(s.at);
        return;
      }
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

/** GATE: copies its other streams until a record comes on the primary one. */
const gate: StageKind = {
  names: ['GATE'],
  parse(operands): Any {
    const strict = operands.keyword('STRICT');
    operands.finish();
    return { from: -1, to: 0, last: 0, strict };
  },
  run(io, stage) {
    const s = stage.state as Any;
    if (!settled(s, io)) return;
    for (;;) {
      if (io.peek(0) !== undefined || (io.atEnd(0) && stage.inputs[0] !== -1)) break;
      const count = inputsOf(io);
      let found = -1;
      for (let i = 1; i < count && found < 0; i++) {
        const stream = s.strict ? i : ((s.last + i - 1) % (count - 1)) + 1;
        if (io.peek(stream) !== undefined) found = stream;
      }
      if (found < 0) {
        let more = false;
        for (let i = 1; i < count; i++) more ||= !io.atEnd(i);
        if (!more) break;
        io.waitInput(-1);
        return;
      }
      s.last = found;
      if (!move(s, io, found, found)) {
        io.waitOutput(found);
        return;
      }
    }
    io.end();
  },
};

interface Dam extends Any {
  open: boolean;
}

/** DAM: nothing goes on before a record has come on the primary input; then everything does. */
const dam: StageKind = {
  names: ['DAM'],
  first: false,
  parse(operands): Dam {
    operands.finish();
    return { from: -1, to: 0, last: -1, strict: false, open: false };
  },
  run(io, stage) {
    const s = stage.state as Dam;
    if (!settled(s, io)) return;
    if (!s.open) {
      if (io.peek(0) === undefined && !io.atEnd(0)) {
        io.waitInput(0);
        return;
      }
      s.open = true;
    }
    for (;;) {
      if (io.outputsGone()) break;
      const count = inputsOf(io);
      let found = -1;
      for (let i = 0; i < count && found < 0; i++) {
        const stream = (s.last + 1 + i) % count;
        if (io.peek(stream) !== undefined) found = stream;
      }
      if (found < 0) {
        if (allAtEnd(io)) break;
        io.waitInput(-1);
        return;
      }
      s.last = found;
      if (!move(s, io, found, found)) {
        io.waitOutput(found);
        return;
      }
    }
    io.end();
  },
};

/** SYNCHRONISE: goes on when all inputs have a record; ends with the first that has none. */
const synchronise: StageKind = {
  names: ['SYNChronise', 'SYNChronize'],
  first: false,
  parse(operands): { at: number } {
    operands.finish();
    return { at: -1 };
  },
  run(io, stage) {
    const s = stage.state as { at: number };
    const count = inputsOf(io);
    for (;;) {
      if (s.at >= 0) {
        if (!io.taken(s.at)) {
          io.waitOutput(s.at);
          return;
        }
      } else {
        let missing = -1;
        for (let i = count - 1; i >= 0; i--) if (io.peek(i) === undefined) missing = i;
        if (missing >= 0) {
          for (let i = 0; i < count; i++) {
            if (io.atEnd(i) || (stage.outputs[i] !== -1 && !io.connected(i))) {
              io.end();
              return;
            }
          }
          io.waitInput(missing);
          return;
        }
      }
      let out = false;
      while (!out && ++s.at < count) out = io.put(io.peek(s.at)!, s.at);
      if (out) {
        io.waitOutput(s.at);
        return;
      }
      s.at = -1;
      for (let i = 0; i < count; i++) io.consume(i);
    }
  },
};

interface Predselect {
  /** The record that is to be judged; undefined: none. */
  held: Rec | undefined;
  /** Input that has judged it, while the record is out; 0: none. */
  by: number;
}

/**
 * PREDSELECT: keeps the record of the primary input. It goes to the primary output when one comes on the secondary
 * input, to the secondary output when one comes on the tertiary.
 */
const predselect: StageKind = {
  names: ['PREDSELEct'],
  first: false,
  parse(operands): Predselect {
    operands.finish();
    return { held: undefined, by: 0 };
  },
  run(io, stage) {
    const s = stage.state as Predselect;
    for (;;) {
      if (s.by > 0) {
        if (!io.taken(s.by - 1)) {
          io.waitOutput(s.by - 1);
          return;
        }
        io.consume(s.by);
        s.by = 0;
        s.held = undefined;
      }
      if (s.held === undefined) {
        const record = io.peek(0);
        if (record === undefined) {
          if (io.atEnd(0)) break;
          io.waitInput(0);
          return;
        }
        s.held = ownCopy(record);
        io.consume(0);
      }
      const by = io.peek(1) !== undefined ? 1 : io.peek(2) !== undefined ? 2 : 0;
      if (by === 0) {
        if (io.atEnd(1) && io.atEnd(2)) break;
        io.waitInput(-1);
        return;
      }
      s.by = by;
      io.put(s.held, by - 1);
    }
    io.end();
  },
};

interface Juxtapose extends Moving {
  prefix: Rec;
}

/** JUXTAPOSE: puts the last record of the primary input in front of those of the secondary one. */
const juxtapose: StageKind = {
  names: ['JUXTAPOSe'],
  first: false,
  parse(operands): Juxtapose {
    operands.finish();
    return { from: -1, to: 0, prefix: EMPTY };
  },
  run(io, stage) {
    const s = stage.state as Juxtapose;
    if (!settled(s, io)) return;
    for (;;) {
      if (!io.connected(0)) break;
      const detail = io.peek(1);
      if (detail !== undefined) {
        if (!move(s, io, 1, 0, concat(s.prefix, detail))) {
          io.waitOutput(0);
          return;
        }
        continue;
      }
      const prefix = io.peek(0);
      if (prefix !== undefined) {
        s.prefix = ownCopy(prefix);
        io.consume(0);
        continue;
      }
      if (io.atEnd(1)) break;
      io.waitInput(-1);
      return;
    }
    io.end();
  },
};

/** OVERLAY: a record of each input, one over the other; the pad character lets the one below be seen. */
const overlay: StageKind = {
  names: ['OVERLAY'],
  first: false,
  parse(operands): { readonly fill: number; out: boolean } {
    const fill = operands.empty ? EBCDIC_BLANK : operands.character();
    operands.finish();
    return { fill, out: false };
  },
  run(io, stage) {
    const s = stage.state as { readonly fill: number; out: boolean };
    const count = inputsOf(io);
    for (;;) {
      if (s.out) {
        if (!io.taken(0)) {
          io.waitOutput(0);
          return;
        }
        s.out = false;
        for (let i = 0; i < count; i++) io.consume(i);
      }
      if (!io.connected(0) || allAtEnd(io)) break;
      const records: Rec[] = [];
      for (let i = 0; i < count; i++) {
        const record = io.peek(i);
        if (record !== undefined) records.push(record);
        else if (!io.atEnd(i)) {
          io.waitInput(i);
          return;
        }
      }
      const length = Math.max(...records.map((record) => record.length));
      const out = new Uint8Array(length).fill(s.fill);
      for (const record of records) {
        for (let i = 0; i < record.length; i++) if (record[i] !== s.fill) out[i] = record[i]!;
      }
      s.out = io.put(out, 0);
      if (!s.out) break;
    }
    io.end();
  },
};

/** The stages of this file. */
export const streams: readonly StageKind[] = [
  fanin,
  faninany(['FANINANY'], false),
  faninany(['FANINTWO'], true),
  fanout,
  gate,
  dam,
  synchronise,
  predselect,
  juxtapose,
  overlay,
];
