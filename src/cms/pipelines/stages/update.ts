/**
 * UPDATE: applies an update file to a source file (CMS Pipelines, "update"; CMS Command Reference, "UPDATE"). The source
 * comes on the primary input, numbered in a field of each record; the update file on the secondary input. Its control
 * statements begin with `./`: S numbers the source, I inserts, D deletes, R replaces, * is a comment. What is deleted, and
 * the control statements, go to the secondary output.
 */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import {
  controlStatement,
  isControlStatement,
  type NewNumbers,
} from '../../update/control-statement.js';
import { fitted, ownCopy } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, type InputRange } from '../ranges.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** Columns of the number without operands. */
const NUMBERS: InputRange = { unit: 'column', first: 73, last: 80, separator: 0x40 };
/** Steps of new numbers without operands. */
const STEP = 10;

interface Numbering {
  next: number;
  readonly step: number;
  /** Text in front of the number. */
  readonly label: string;
}

/** What is done up to the next control statement. */
type Doing =
  /** Nothing: the source is copied when a statement says how far. */
  | { readonly kind: 'none' }
  /** Copies the source up to a number, including it when it is for an insertion. */
  | { readonly kind: 'copy'; readonly to: number; readonly through: boolean; readonly then: Doing }
  /** Takes the source away up to a number. */
  | { readonly kind: 'delete'; readonly to: number; readonly then: Doing }
  /** Lines of the update file go out. */
  | { readonly kind: 'insert'; readonly numbers: Numbering | undefined };

interface Update {
  readonly range: InputRange;
  /** Numbers of the whole source (S). */
  renumber: Numbering | undefined;
  doing: Doing;
  /** A control statement has been seen. */
  begun: boolean;
  /** The number of the record of the source before. */
  last: number;
  /** What is out: its stream, and the input that is consumed then; -1: none. */
  out: number;
  from: number;
}

function parse(operands: Operands): Update {
  const range = rangeFollows(operands) ? parseRange(operands) : NUMBERS;
  if (range.unit !== 'column' || range.first < 1 || !(range.last > 0) || range.last === Infinity) {
    throw new PipeFault(111, 'UPDATE');
  }
  operands.finish();
  return {
    ...{ range, renumber: undefined, doing: { kind: 'none' }, begun: false, last: -1 },
    ...{ out: -1, from: -1 },
  };
}

const width = ({ range }: Update): number => range.last - range.first + 1;

/** A record with a number in its field. */
function numbered(s: Update, record: Rec, numbers: Numbering): Rec {
  const digits = width(s) - numbers.label.length;
  const text = String(numbers.next).padStart(digits, '0');
  if (text.length > digits) throw new PipeFault(2016, numbers.next, digits);
  numbers.next += numbers.step;
  const out = ownCopy(fitted(record, Math.max(record.length, s.range.last))).slice();
  out.set(toEbcdic(numbers.label + text), s.range.first - 1);
  return out;
}

/** The number of a record of the source: digits, behind a label or without. */
function numberOf(s: Update, record: Rec): number {
  const digits = /(\d+)$/.exec(fromEbcdic(rangeOf(s.range, record)).trim())?.[1];
  // a record without a number goes with the one in front of it
  return digits === undefined ? s.last : Number(digits);
}

const wrong = (text: string): PipeFault => new PipeFault(2017, text.slice(0, 72).trimEnd());

/** `$ [start [step]]`: new lines are numbered. */
function numbersFor(numbers: NewNumbers | undefined, after: number): Numbering | undefined {
  if (numbers === undefined) return undefined;
  const step = numbers.step ?? STEP;
  return { next: numbers.start ?? after + step, step, label: '' };
}

/** Reads a control statement. Throws a PipeFault. */
function command(s: Update, text: string): void {
  const found = controlStatement(text.slice(0, 72));
  if (found.verb === '*') return;
  const first = s.begun;
  s.begun = true;
  switch (found.verb) {
    case 'wrong':
      throw wrong(text);
    case 'S': {
      const { step = STEP, label } = found;
      if (first || label.length >= width(s)) throw wrong(text);
      s.renumber = { next: found.start ?? step, step, label };
      return;
    }
    case 'I': {
      const numbers = numbersFor(found.numbers, found.after);
      const insert = { kind: 'insert', numbers } as const;
      s.doing = { kind: 'copy', to: found.after, through: true, then: insert };
      return;
    }
    default: {
      const { from, to } = found;
      const then: Doing =
        found.verb === 'D'
          ? { kind: 'none' }
          : { kind: 'insert', numbers: numbersFor(found.numbers, from - STEP) };
      s.doing = {
        ...{ kind: 'copy', to: from, through: false },
        then: { kind: 'delete', to, then },
      };
    }
  }
}

/** Lets a record go; false when nobody takes it, so that the stage goes on at once. */
function send(s: Update, io: StageIo, record: Rec, stream: number, from: number): boolean {
  if (!io.put(record, stream)) {
    io.consume(from);
    return false;
  }
  s.out = stream;
  s.from = from;
  io.waitOutput(stream);
  return true;
}

/** What is on the source. */
type OnSource = Exclude<Doing, { kind: 'none' | 'insert' }>;

/** The source is where a statement wanted it; the record that it names must be there. */
function reached(s: Update, doing: OnSource, found: number): void {
  const beginning = doing.kind === 'copy' && doing.through && doing.to === 0;
  if (found !== doing.to && !beginning) throw new PipeFault(2018, doing.to);
  s.doing = doing.then;
}

/** A step on the source: true when it has to wait. */
function onSource(s: Update, io: StageIo, doing: OnSource): boolean {
  const record = io.peek(0);
  if (record === undefined) {
    if (!io.atEnd(0)) {
      io.waitInput(0);
      return true;
    }
    reached(s, doing, s.last);
    return false;
  }
  const seen = s.renumber === undefined ? record : numbered(s, record, { ...s.renumber });
  const number = numberOf(s, seen);
  if (number < s.last) throw new PipeFault(2019, number, s.last);
  const wanted = doing.kind === 'copy' && !doing.through ? number < doing.to : number <= doing.to;
  if (!wanted) {
    reached(s, doing, doing.kind === 'copy' && !doing.through ? number : s.last);
    return false;
  }
  if (s.renumber !== undefined) s.renumber.next += s.renumber.step;
  s.last = number;
  return send(s, io, seen, doing.kind === 'copy' ? 0 : 1, 0);
}

/** A step on the update file: true when it has to wait. At its end the rest of the source is copied. */
function onUpdate(s: Update, io: StageIo): boolean {
  const line = io.peek(1);
  if (line === undefined) {
    if (!io.atEnd(1)) {
      io.waitInput(1);
      return true;
    }
    const record = io.peek(0);
    if (record === undefined) {
      if (io.atEnd(0)) io.end();
      else io.waitInput(0);
      return true;
    }
    return send(s, io, s.renumber === undefined ? record : numbered(s, record, s.renumber), 0, 0);
  }
  const text = fromEbcdic(line);
  if (isControlStatement(text)) {
    command(s, text);
    return send(s, io, line, 1, 1);
  }
  if (s.doing.kind !== 'insert') throw wrong(text);
  const { numbers } = s.doing;
  return send(s, io, numbers === undefined ? line : numbered(s, line, numbers), 0, 1);
}

const update: StageKind = {
  names: ['UPDATE'],
  first: false,
  parse,
  run(io, stage) {
    const s = stage.state as Update;
    if (s.out >= 0) {
      if (io.blocked(s.out)) return;
      io.consume(s.from);
      s.out = -1;
    }
    for (;;) {
      if (io.outputsGone()) {
        io.end();
        return;
      }
      io.cost += 0.3;
      const { doing } = s;
      const waits =
        doing.kind === 'copy' || doing.kind === 'delete' ? onSource(s, io, doing) : onUpdate(s, io);
      if (waits) return;
    }
  },
};

/** The stage of this file. */
export const updating: readonly StageKind[] = [update];
