/**
 * Variables of REXX programs and the program stack: VAR, STEM, STACK (CMS Pipelines, the stages of these names). The
 * program is the REXX stage that called the pipeline, or the EXEC or macro that issued PIPE.
 */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { makeBuffer, stackLine, takeStacked } from '../../program-stack.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { parseLevel, poolOf, setVariable, type Named } from '../rexx-programs.js';
import { filter, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Var extends Named {
  readonly reads: boolean;
  /** Each record is set, and, first in a pipeline, the value is read as often as it is wanted. */
  readonly tracks: boolean;
  set: boolean;
}

/** VAR: first in a pipeline the value of a variable; else the first record becomes its value. */
const variable = filter<Var>(['VAR'], {
  keepsOn: true,
  parse(operands, place) {
    const name = operands.required();
    const { level, quiet } = parseLevel(operands);
    let direct = false;
    let tracks = false;
    while (!operands.empty) {
      if (operands.keyword('DIRECT')) direct = true;
      else if (operands.keyword('TRACKing')) tracks = true;
      else if (!operands.keyword('SYMBOLIC', 'NOTRACKing'))
        throw new PipeFault(111, operands.peek());
    }
    const naming = direct ? 'direct' : 'symbolic';
    return {
      ...{ tracks, name: direct ? name : name.toUpperCase(), level, quiet, naming },
      ...{ reads: place.first, set: false },
    };
  },
  begin(s, io) {
    const pool = poolOf(io, s);
    const seen = pool.read(s.name, s.naming);
    if (seen === 'bad') throw new PipeFault(235, s.name);
    if (!s.reads) return;
    io.emit(toEbcdic(seen.value));
    if (!s.tracks) io.stage.finished = true;
  },
  record(s, record, io) {
    if (!s.set || s.tracks) setVariable(io, s, s.name, fromEbcdic(record));
    s.set = true;
    io.emit(record);
  },
  end(s, io) {
    // no record at all: the variable has no value
    if (!s.set && !s.reads) poolOf(io, s).unset(s.name, s.naming);
  },
});

/** VAR that tracks reads the value anew for each record that is taken. */
const variableStage: StageKind = {
  ...variable,
  run(io, stage) {
    const s = stage.state as Var;
    if (!s.reads || !s.tracks || !stage.started) {
      variable.run(io, stage);
      return;
    }
    if (stage.pending.length > 0 && !io.flush()) return;
    if (!io.connected(0)) {
      io.end();
      return;
    }
    const seen = poolOf(io, s).read(s.name, s.naming);
    if (seen === 'bad') throw new PipeFault(235, s.name);
    io.put(toEbcdic(seen.value), 0);
    io.waitOutput(0);
  },
};

interface Stem extends Named {
  readonly reads: boolean;
  readonly append: boolean;
  readonly from: number;
  at: number;
  last: number;
}

const stem = filter<Stem>(['STEM'], {
  keepsOn: true,
  parse(operands, place) {
    const name = operands.required();
    const { level, quiet } = parseLevel(operands);
    let append = false;
    let from = 1;
    let direct = false;
    while (!operands.empty) {
      if (operands.keyword('APPEND')) append = true;
      else if (operands.keyword('FROM')) from = operands.number(-(2 ** 31));
      else if (operands.keyword('DIRECT')) direct = true;
      else if (!operands.keyword('SYMBOLIC')) throw new PipeFault(111, operands.peek());
    }
    const naming = direct ? 'direct' : 'symbolic';
    const base = direct ? name : name.toUpperCase();
    return {
      ...{ name: base, level, quiet, naming, reads: place.first, append, from },
      ...{ at: from, last: 0 },
    };
  },
  begin(s, io) {
    const pool = poolOf(io, s);
    const count = pool.read(`${s.name}0`, s.naming);
    if (count === 'bad') throw new PipeFault(235, s.name);
    if (!s.reads && !s.append) return;
    const text = count.value.trim();
    const number = count.set && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
    if (s.append) {
      if (number === undefined && count.set) throw new PipeFault(238, count.value);
      s.at = (number ?? 0) + 1;
      return;
    }
    if (number === undefined) throw new PipeFault(238, count.value);
    s.last = number;
    if (!someOfStem(s, io)) io.stage.finished = true;
  },
  record(s, record, io) {
    setVariable(io, s, `${s.name}${s.at}`, fromEbcdic(record));
    s.at++;
    io.emit(record);
  },
  end(s, io) {
    if (!s.reads) setVariable(io, s, `${s.name}0`, String(s.at - 1));
  },
});

/** Elements of a stem that go out at a time. */
const ELEMENTS = 500;

/** Puts the next elements into the queue; false when there are no more. */
function someOfStem(s: Stem, io: StageIo): boolean {
  const pool = poolOf(io, s);
  for (let n = 0; n < ELEMENTS && s.at <= s.last; n++) {
    const seen = pool.read(`${s.name}${s.at++}`, s.naming);
    if (seen === 'bad') throw new PipeFault(235, s.name);
    io.emit(toEbcdic(seen.value));
  }
  return s.at <= s.last;
}

/** STEM reads its elements some at a time, so that a large one does not stand twice. */
const stemStage: StageKind = {
  ...stem,
  run(io, stage) {
    const s = stage.state as Stem;
    for (;;) {
      if (s.reads && stage.started && !stage.finished && stage.pending.length > 0) {
        if (!io.flush()) return;
        if (!io.connected(0) || !someOfStem(s, io)) stage.finished = true;
        continue;
      }
      stem.run(io, stage);
      return;
    }
  },
};

interface Stack {
  readonly reads: boolean;
  readonly order: 'FIFO' | 'LIFO';
  readonly made: boolean;
}

const stack = filter<Stack>(['STACK'], {
  keepsOn: true,
  parse(operands, place) {
    const lifo = operands.keyword('LIFO');
    if (!lifo) operands.keyword('FIFO');
    const made = operands.keyword('MAKEBUF');
    operands.finish();
    return { reads: place.first, order: lifo ? 'LIFO' : 'FIFO', made };
  },
  begin(s, io) {
    if (s.made && makeBuffer(io.context.cms.stack) === undefined) throw new PipeFault(183, 1);
  },
  record(s, record, io) {
    if (!stackLine(io.context.cms.stack, fromEbcdic(record), s.order)) throw new PipeFault(183, 1);
    io.emit(record);
  },
});

/** STACK reads a line only when the one before has been taken: what nobody wants stays on the stack. */
const stackStage: StageKind = {
  ...stack,
  run(io, stage) {
    const s = stage.state as Stack;
    if (!s.reads) {
      stack.run(io, stage);
      return;
    }
    if (io.blocked(0)) return;
    const line: Rec | undefined = io.connected(0) ? nextLine(io) : undefined;
    if (line === undefined) io.end();
    else {
      io.put(line, 0);
      io.waitOutput(0);
    }
  },
};

function nextLine(io: StageIo): Rec | undefined {
  const line = takeStacked(io.context.cms.stack);
  return line === undefined ? undefined : toEbcdic(line);
}

/** The stages of this file. */
export const rexxVariables: readonly StageKind[] = [variableStage, stemStage, stackStage];
