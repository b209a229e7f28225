/** Records of several streams in one: JUXTAPOSE, OVERLAY, COMBINE (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { compareBytes, concat, decimal, EMPTY, ownCopy } from '../bytes.js';
import { PipeFault } from '../pipe-fault.js';
import { allAtEnd, inputsOf, move, settled, type Moving } from '../moving.js';
import type { Rec } from '../pipe-set.js';
import { filter, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Juxtapose extends Moving {
  prefix: Rec;
  /** COUNT: the number of the record behind its prefix goes in front. */
  readonly counts: boolean;
  count: number;
}

/** The first input behind the primary one that has a record; 0 for none. */
function firstDetail(io: StageIo): number {
  for (let i = 1; i < inputsOf(io); i++) if (io.peek(i) !== undefined) return i;
  return 0;
}

/** JUXTAPOSE: puts the last record of the primary input in front of those of all others. */
const juxtapose: StageKind = {
  names: ['JUXTAPOSe'],
  first: false,
  parse(operands): Juxtapose {
    const counts = operands.keyword('COUNT');
    operands.finish();
    return { from: -1, to: 0, prefix: EMPTY, counts, count: 0 };
  },
  run(io, stage) {
    const s = stage.state as Juxtapose;
    if (!settled(s, io)) return;
    for (;;) {
      if (!io.connected(0)) break;
      const from = firstDetail(io);
      if (from > 0) {
        const record = concat(s.prefix, io.peek(from)!);
        s.count++;
        if (!move(s, io, from, 0, s.counts ? concat(decimal(s.count, 10), record) : record)) {
          io.waitOutput(0);
          return;
        }
        continue;
      }
      const prefix = io.peek(0);
      if (prefix !== undefined) {
        io.release(s.prefix.length);
        io.hold(prefix.length);
        s.prefix = ownCopy(prefix);
        s.count = 0;
        io.consume(0);
        continue;
      }
      if (allAtEnd(io, 1)) break;
      io.waitInput(-1);
      return;
    }
    io.end();
  },
};

/** OVERLAY: a record of each input, one over the other; the pad character lets the one below be seen. */
const overlay: StageKind = {
  names: ['OVERlay'],
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
        if (io.blocked(0)) return;
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
        io.work(record.length);
        for (let i = 0; i < record.length; i++) if (record[i] !== s.fill) out[i] = record[i]!;
      }
      s.out = io.put(out, 0);
      if (!s.out) break;
    }
    io.end();
  },
};

type Operator = 'OR' | 'AND' | 'XOR' | 'FIRST' | 'LAST';

interface Combine {
  /** Records with one key of so many bytes; 0: so many records. */
  readonly keyLength: number;
  readonly operator: Operator;
  /** Records that are combined; 0: those of the primary with those of the secondary input. */
  readonly count: number;
  sofar: number;
  record: Rec;
}

/** Two records byte by byte; where one is shorter the other stands as it is. */
function combined(operator: Operator, a: Rec, b: Rec, io: StageIo): Rec {
  if (operator === 'FIRST' || operator === 'LAST') {
    const [over, under] = operator === 'FIRST' ? [a, b] : [b, a];
    return under.length <= over.length ? over : concat(over, under.subarray(over.length));
  }
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const out = long.slice();
  io.work(short.length);
  for (let i = 0; i < short.length; i++) {
    const [x, y] = [long[i]!, short[i]!];
    out[i] = operator === 'OR' ? x | y : operator === 'AND' ? x & y : x ^ y;
  }
  return out;
}

/** Whether two records begin with the same key. */
const sameStart = (a: Rec, b: Rec, length: number): boolean =>
  compareBytes(a.subarray(0, length), b.subarray(0, length)) === 0;

const combineSome = filter<Combine>(['COMBINE'], {
  first: false,
  parse(operands) {
    const keyLength = operands.keyword('KEYLENgth') ? operands.number(1) : 0;
    let count = keyLength > 0 ? Infinity : operands.count(0, 1);
    // with two inputs it stops at the end of either in any case
    if (operands.keyword('STOP') && !operands.keyword('ALLEOF', 'ANYEOF')) operands.number(1, 2);
    let operator: Operator | undefined;
    for (const one of ['OR', 'AND', 'FIRST', 'LAST'] as const) {
      if (operator === undefined && operands.keyword(one)) operator = one;
    }
    if (operator === undefined && operands.keyword('N')) operator = 'AND';
    if (operator === undefined && operands.keyword('Or')) operator = 'OR';
    if (operator === undefined && operands.keyword('XOR', 'EXClusiveor', 'X')) operator = 'XOR';
    if (operator === undefined) throw new PipeFault(operands.empty ? 113 : 111, operands.peek());
    // SECONDARY is what a label with two references means in any case
    if (operands.keyword('SECONDARY')) count = 0;
    operands.finish();
    return { operator, keyLength, count: count === 0 ? 0 : count + 1, sofar: 0, record: EMPTY };
  },
  record(s, record, io) {
    const most = s.count === 0 ? 2 : s.count;
    const { keyLength } = s;
    if (s.sofar > 0 && keyLength > 0 && !sameStart(s.record, record, keyLength)) {
      io.emit(s.record);
      s.sofar = 0;
    }
    s.record = s.sofar === 0 ? ownCopy(record) : combined(s.operator, s.record, record, io);
    if (++s.sofar < most) return;
    io.emit(s.record);
    s.sofar = 0;
  },
  end(s, io) {
    if (s.sofar > 0) io.emit(s.record);
  },
});

/** COMBINE: so many records byte by byte, or a record of each input. */
const combine: StageKind = {
  ...combineSome,
  run(io, stage) {
    const s = stage.state as Combine;
    if (s.count > 0 || stage.inputs.length < 2) {
      combineSome.run(io, stage);
      return;
    }
    for (;;) {
      if (s.sofar > 0) {
        if (io.blocked(0)) return;
        s.sofar = 0;
        io.consume(0);
        io.consume(1);
      }
      if (!io.connected(0)) break;
      const [a, b] = [io.peek(0), io.peek(1)];
      const missing = a === undefined ? 0 : b === undefined ? 1 : -1;
      if (missing >= 0) {
        if (io.atEnd(missing)) break;
        io.waitInput(missing);
        return;
      }
      if (io.put(combined(s.operator, a!, b!, io), 0)) s.sofar = 1;
    }
    io.end();
  },
};

/** The stages of this file. */
export const overlaying: readonly StageKind[] = [juxtapose, overlay, combine];
