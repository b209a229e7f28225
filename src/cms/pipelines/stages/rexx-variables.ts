/**
 * Variables of REXX programs and the program stack: VAR, STEM, VARLOAD, REXXVARS, STACK (CMS Pipelines, the stages of
 * these names). The program is the REXX stage that called the pipeline, or the EXEC or macro that issued PIPE.
 */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { callerActivity } from '../../exec/caller-variables.js';
import { topActivity, type RexxProgram } from '../../exec/rexx-program.js';
import type { FrameContext } from '../../nucleus/context.js';
import { makeBuffer, stackLine, takeStacked } from '../../program-stack.js';
import type { Activity } from '../../rexx/activity.js';
import type { VariableCursor } from '../../rexx/pool.js';
import {
  firstVariable,
  nextVariable,
  readVariable,
  unsetVariable,
  writeVariable,
  type Naming,
} from '../../rexx/variables.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec, Stage } from '../pipe-set.js';
import { filter, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** The programs whose variables can be reached, the nearest first. */
function programs(io: StageIo): Activity[] {
  const found: Activity[] = [];
  let at: Stage | undefined = io.stage;
  for (;;) {
    const caller: Stage | undefined = io.set.stages[io.groupOf(at).caller];
    if (caller === undefined) break;
    if (caller.verb === 'REXX') {
      const { program } = caller.state as { readonly program: RexxProgram | undefined };
      if (program !== undefined) found.push(topActivity(program));
    }
    at = caller;
  }
  const { activation } = io.context as Partial<FrameContext>;
  const outer = activation === undefined ? undefined : callerActivity(io.context);
  if (outer !== undefined) found.push(outer);
  return found;
}

interface Named {
  readonly name: string;
  readonly level: number;
  readonly naming: Naming;
}

function activityOf(io: StageIo, s: Named): Activity {
  const found = programs(io)[s.level];
  if (found === undefined) throw new PipeFault(233);
  return found;
}

function parseName(operands: Operands): { name: string; level: number } {
  const name = operands.required();
  let level = 0;
  if (operands.keyword('PRODUCER', 'MAIN')) level = 0;
  level = operands.optionalNumber(0, 100) ?? level;
  return { name, level };
}

function set(io: StageIo, s: Named, name: string, value: string): void {
  const how = writeVariable(activityOf(io, s), name, value, s.naming);
  if (how === 'bad') throw new PipeFault(235, name);
  if (how === 'full') throw new PipeFault(236, name);
}

interface Var extends Named {
  readonly reads: boolean;
  set: boolean;
}

/** VAR: first in a pipeline the value of a variable; else the first record becomes its value. */
const variable = filter<Var>(['VAR'], {
  keepsOn: true,
  parse(operands, place) {
    const { name, level } = parseName(operands);
    const direct = operands.keyword('DIRECT');
    if (!direct) operands.keyword('SYMBOLIC');
    operands.finish();
    const naming = direct ? 'direct' : 'symbolic';
    return {
      name: direct ? name : name.toUpperCase(),
      level,
      naming,
      reads: place.first,
      set: false,
    };
  },
  begin(s, io) {
    const activity = activityOf(io, s);
    const seen = readVariable(activity, s.name, s.naming);
    if (seen === 'bad') throw new PipeFault(235, s.name);
    if (!s.reads) return;
    io.emit(toEbcdic(seen.value));
    io.stage.finished = true;
  },
  record(s, record, io) {
    if (!s.set) set(io, s, s.name, fromEbcdic(record));
    s.set = true;
    io.emit(record);
  },
  end(s, io) {
    // no record at all: the variable has no value
    if (!s.set && !s.reads) unsetVariable(activityOf(io, s), s.name, s.naming);
  },
});

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
    const { name, level } = parseName(operands);
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
    return { name: base, level, naming, reads: place.first, append, from, at: from, last: 0 };
  },
  begin(s, io) {
    const activity = activityOf(io, s);
    const count = readVariable(activity, `${s.name}0`, s.naming);
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
    set(io, s, `${s.name}${s.at}`, fromEbcdic(record));
    s.at++;
    io.emit(record);
  },
  end(s, io) {
    if (!s.reads) set(io, s, `${s.name}0`, String(s.at - 1));
  },
});

/** Elements of a stem that go out at a time. */
const ELEMENTS = 500;

/** Puts the next elements into the queue; false when there are no more. */
function someOfStem(s: Stem, io: StageIo): boolean {
  const activity = activityOf(io, s);
  for (let n = 0; n < ELEMENTS && s.at <= s.last; n++) {
    const seen = readVariable(activity, `${s.name}${s.at++}`, s.naming);
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

/** VARLOAD: records `/name/value` set variables. */
const varload = filter<Named>(['VARLOAD'], {
  first: false,
  keepsOn: true,
  parse(operands) {
    const level = operands.optionalNumber(0, 100) ?? 0;
    const direct = operands.keyword('DIRECT');
    if (!direct) operands.keyword('SYMBOLIC');
    operands.finish();
    return { name: '', level, naming: direct ? 'direct' : 'symbolic' };
  },
  record(s, record, io) {
    const text = fromEbcdic(record);
    // a blank or an asterisk begins a comment
    if (text !== '' && !/^[\s*]/.test(text)) {
      const end = text.indexOf(text.charAt(0), 1);
      if (end < 0) throw new PipeFault(60, text);
      const name = text.slice(1, end);
      set(io, s, s.naming === 'direct' ? name : name.toUpperCase(), text.slice(end + 1));
    }
    io.emit(record);
  },
});

interface Vars extends Named {
  readonly cursor: VariableCursor;
}

/** REXXVARS: all variables: a record `n name` and a record `v value` for each. */
const rexxvars: StageKind = {
  names: ['REXXVARS'],
  first: true,
  parse(operands): Vars {
    const level = operands.optionalNumber(0, 100) ?? 0;
    operands.finish();
    return { name: '', level, naming: 'direct', cursor: firstVariable() };
  },
  prepare(io, stage) {
    activityOf(io, stage.state as Vars);
  },
  run(io, stage) {
    const s = stage.state as Vars;
    for (;;) {
      if (stage.pending.length > 0 && !io.flush()) return;
      const next = io.connected(0) ? nextVariable(activityOf(io, s), s.cursor) : undefined;
      if (next === undefined) break;
      io.emit(toEbcdic(`n ${next.name}`));
      io.emit(toEbcdic(`v ${next.value}`));
    }
    io.end();
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
    if (!io.taken(0)) {
      io.waitOutput(0);
      return;
    }
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
export const rexxVariables: readonly StageKind[] = [
  variable,
  stemStage,
  varload,
  rexxvars,
  stackStage,
];
