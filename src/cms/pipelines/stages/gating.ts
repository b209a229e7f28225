/** Streams that wait for each other: GATE, DAM, SYNCHRONISE, PREDSELECT (CMS Pipelines, the stages of these names). */
import { ownCopy } from '../bytes.js';
import { allAtEnd, inputsOf, move, settled, type Moving } from '../moving.js';
import type { Rec } from '../pipe-set.js';
import type { StageKind } from '../stage.js';

interface Any extends Moving {
  last: number;
  readonly strict: boolean;
}

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
        if (io.blocked(s.at)) return;
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
        if (io.blocked(s.by - 1)) return;
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

/** The stages of this file. */
export const gating: readonly StageKind[] = [gate, dam, synchronise, predselect];
