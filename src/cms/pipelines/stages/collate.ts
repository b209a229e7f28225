/** COLLATE: two sorted inputs matched by keys (CMS Pipelines, "collate"). */
import { parsePairs, parsePairKeys, type PairKeys } from '../pair-keys.js';
import { compareKeys } from '../key-options.js';
import type { Rec } from '../pipe-set.js';
import { rangeOf } from '../ranges.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { compareFolded } from '../text.js';

interface Collate extends PairKeys {
  /** It ends with the first input that does. */
  readonly stop: boolean;
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
    const stop = operands.keyword('STOP') && operands.keyword('ANYEOF', 'ANYOF');
    const given = parsePairKeys(operands);
    const keys = { ...given, pairs: parsePairs(operands, ['MASTER', 'DETAIL']) };
    operands.finish();
    return { ...keys, stop, out: undefined, matched: false, written: false };
  },
  run(io, stage) {
    const s = stage.state as Collate;
    for (;;) {
      if (s.out !== undefined) {
        if (io.blocked(s.out.stream)) return;
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
      if (s.stop && (master === undefined || detail === undefined)) break;
      const order =
        master === undefined ? 1 : detail === undefined ? -1 : difference(s, master, detail, io);
      if (order < 0) {
        const late = s.matched && s.pairs.includes('MASTER') && !s.written;
        const stream = s.matched ? 0 : 1;
        const goes = !s.matched || late;
        s.matched = s.written = false;
        send(s, io, goes ? master! : undefined, stream, 0);
      } else if (order > 0) send(s, io, detail, 2, 1);
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

function difference(s: PairKeys, master: Rec, detail: Rec, io: StageIo): number {
  const [a, b] = [rangeOf(s.master, master), rangeOf(s.detail, detail)];
  io.work((s.anycase ? 1 : 0.25) * Math.min(a.length, b.length));
  return s.anycase ? compareFolded(a, b, s.pad) : compareKeys(s, a, b);
}

/** The stage of this file. */
export const collating: readonly StageKind[] = [collate];
