/** Two inputs matched by keys: COLLATE and LOOKUP (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK, EBCDIC_TO_UPPER } from '../../../shared/ebcdic.js';
import { compareBytes, concat, decimal, ownCopy } from '../bytes.js';
import type { Operands } from '../operands.js';
import type { Rec } from '../pipe-set.js';
import { parseRange, rangeFollows, rangeOf, WHOLE, type InputRange } from '../ranges.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** Width of the count in front of a record. */
const COUNT_WIDTH = 10;
/** What a record costs beside its bytes. */
const RECORD_COST = 64;

const folded = (part: Rec): Rec => part.map((byte) => EBCDIC_TO_UPPER[byte]!);

/** Which of a pair go out, and in which order. */
type Pair = 'MASTER' | 'DETAIL';

function parsePairs(operands: Operands, otherwise: readonly Pair[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (;;) {
    if (operands.keyword('MASTER')) pairs.push('MASTER');
    else if (operands.keyword('DETAIL')) pairs.push('DETAIL');
    else break;
  }
  return pairs.length === 0 ? otherwise : pairs;
}

interface KeyPair {
  readonly master: InputRange;
  readonly detail: InputRange;
  readonly pad: number | undefined;
  readonly anycase: boolean;
  readonly pairs: readonly Pair[];
}

function parseKeys(operands: Operands, otherwise: readonly Pair[], detailFirst: boolean): KeyPair {
  let pad: number | undefined = EBCDIC_BLANK;
  let anycase = false;
  for (;;) {
    if (operands.keyword('PAD')) pad = operands.character();
    else if (operands.keyword('NOPAD')) pad = undefined;
    else if (operands.keyword('ANYCASE', 'CASEANY', 'CASEIGNORE', 'CASEI')) anycase = true;
    else break;
  }
  const one = rangeFollows(operands) ? parseRange(operands) : WHOLE;
  const two = rangeFollows(operands) ? parseRange(operands) : one;
  const pairs = parsePairs(operands, otherwise);
  operands.finish();
  const [master, detail] = detailFirst ? [two, one] : [one, two];
  return { master, detail, pad, anycase, pairs };
}

interface Collate extends KeyPair {
  /** What is out: stream, and which input is consumed then; undefined: nothing. */
  out: { readonly stream: number; readonly input: number } | undefined;
  matched: boolean;
  /** The master has gone out in front of its details. */
  written: boolean;
}

/** COLLATE: masters and details, both in order: pairs that fit, masters alone, details alone. */
const collate: StageKind = {
  names: ['COLLATE'],
  first: false,
  parse(operands): Collate {
    const keys = parseKeys(operands, ['MASTER', 'DETAIL'], false);
    return { ...keys, out: undefined, matched: false, written: false };
  },
  run(io, stage) {
    const s = stage.state as Collate;
    for (;;) {
      if (s.out !== undefined) {
        if (!io.taken(s.out.stream)) {
          io.waitOutput(s.out.stream);
          return;
        }
        if (s.out.input >= 0) io.consume(s.out.input);
        s.out = undefined;
      }
      if (io.outputsGone()) break;
      const master = io.peek(0);
      const detail = io.peek(1);
      if (master === undefined && !io.atEnd(0)) {
        io.waitInput(0);
        return;
      }
      if (detail === undefined && !io.atEnd(1)) {
        io.waitInput(1);
        return;
      }
      if (master === undefined && detail === undefined) break;
      const difference =
        master === undefined ? 1 : detail === undefined ? -1 : compareKeys(s, master, detail);
      if (difference < 0) {
        const late = s.matched && s.pairs.includes('MASTER') && !s.written;
        const stream = s.matched ? 0 : 1;
        const goes = !s.matched || late;
        s.matched = s.written = false;
        send(s, io, goes ? master! : undefined, stream, 0);
      } else if (difference > 0) send(s, io, detail, 2, 1);
      else {
        s.matched = true;
        if (s.pairs[0] === 'MASTER' && !s.written) {
          s.written = true;
          send(s, io, master, 0, -1);
        } else send(s, io, s.pairs.includes('DETAIL') ? detail : undefined, 0, 1);
      }
    }
    io.end();
  },
};

function send(
  s: Collate,
  io: StageIo,
  record: Rec | undefined,
  stream: number,
  input: number,
): void {
  if (record !== undefined && io.put(record, stream)) s.out = { stream, input };
  else if (input >= 0) io.consume(input);
}

function compareKeys(s: KeyPair, master: Rec, detail: Rec): number {
  let a = rangeOf(s.master, master);
  let b = rangeOf(s.detail, detail);
  if (s.anycase) {
    a = folded(a);
    b = folded(b);
  }
  return compareBytes(a, b, s.pad);
}

interface Lookup extends KeyPair {
  readonly count: boolean;
  /** Masters by their key. */
  readonly table: Map<string, { readonly record: Rec; count: number }[]>;
  loaded: boolean;
  /** Records still to go out for the present detail, and what is out. */
  queue: { readonly record: Rec; readonly stream: number }[];
  at: number;
  /** The detail has been looked up and is to be consumed. */
  holds: boolean;
  ended: boolean;
}

/** The key as text, with pads taken away: keys that compare equal are equal. */
function keyText(s: KeyPair, part: Rec): string {
  let end = part.length;
  if (s.pad !== undefined) while (end > 0 && part[end - 1] === s.pad) end--;
  const key = s.anycase ? folded(part.subarray(0, end)) : part.subarray(0, end);
  let text = '';
  for (const byte of key) text += String.fromCharCode(byte);
  return text;
}

/** LOOKUP: reads the masters of the secondary input first, and looks each detail up among them. */
const lookup: StageKind = {
  names: ['LOOKUP'],
  first: false,
  parse(operands): Lookup {
    const count = operands.keyword('COUNT');
    const keys = parseKeys(operands, ['DETAIL', 'MASTER'], true);
    return {
      ...{ ...keys, count, table: new Map<string, never[]>(), loaded: false },
      ...{ queue: [], at: -1, holds: false, ended: false },
    };
  },
  run(io, stage) {
    const s = stage.state as Lookup;
    while (!s.loaded) {
      const record = io.peek(1);
      if (record === undefined) {
        if (io.atEnd(1)) {
          s.loaded = true;
          break;
        }
        io.waitInput(1);
        return;
      }
      const key = keyText(s, rangeOf(s.master, record));
      // the first of several masters with one key is the one
      if (!s.table.has(key)) {
        io.hold(record.length + key.length + RECORD_COST);
        s.table.set(key, [{ record: ownCopy(record), count: 0 }]);
      }
      io.consume(1);
    }
    for (;;) {
      if (s.at >= 0 && s.at < s.queue.length && !io.taken(s.queue[s.at]!.stream)) {
        io.waitOutput(s.queue[s.at]!.stream);
        return;
      }
      let out = false;
      while (!out && ++s.at < s.queue.length) {
        out = io.put(s.queue[s.at]!.record, s.queue[s.at]!.stream);
      }
      if (out) {
        io.waitOutput(s.queue[s.at]!.stream);
        return;
      }
      s.queue = [];
      s.at = -1;
      if (s.holds) {
        s.holds = false;
        io.consume(0);
      }
      if (s.ended || io.outputsGone()) break;
      const detail = io.peek(0);
      if (detail === undefined) {
        if (!io.atEnd(0)) {
          io.waitInput(0);
          return;
        }
        s.ended = true;
        for (const [one] of s.table.values()) {
          if (one === undefined) continue;
          const { record, count } = one;
          if (s.count)
            s.queue.push({ record: concat(decimal(count, COUNT_WIDTH), record), stream: 2 });
          else if (count === 0) s.queue.push({ record, stream: 2 });
        }
        continue;
      }
      s.holds = true;
      const found = s.table.get(keyText(s, rangeOf(s.detail, detail)))?.[0];
      if (found === undefined) s.queue.push({ record: detail, stream: 1 });
      else {
        found.count++;
        for (const one of s.pairs) {
          s.queue.push({ record: one === 'MASTER' ? found.record : detail, stream: 0 });
        }
      }
    }
    io.end();
  },
};

/** The stages of this file. */
export const matching: readonly StageKind[] = [collate, lookup];
