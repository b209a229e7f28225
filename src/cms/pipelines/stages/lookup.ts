/** LOOKUP: details looked up among masters (CMS Pipelines, "lookup"). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { concat, decimal, ownCopy } from '../bytes.js';
import { COUNT_WIDTH, keyOf, keyText } from '../key-options.js';
import type { Operands } from '../operands.js';
import { parsePairKeys, parsePairs, type PairKeys } from '../pair-keys.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec, Stage } from '../pipe-set.js';
import { PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** What a master costs beside its bytes. */
const RECORD_COST = 96;

interface Master {
  readonly record: Rec;
  count: number;
}

interface Lookup extends PairKeys {
  /** Counts go in front of masters. */
  readonly count: boolean;
  /** A master that has been found so often is found no more. */
  readonly mostCount: number;
  /** A detail that is not found becomes a master: behind or in front of those with its key. */
  readonly autoAdd: 'none' | 'after' | 'before';
  /** Masters are kept as their keys alone. */
  readonly keyOnly: boolean;
  /** All masters of a key are found, not only the first. */
  readonly allMasters: boolean;
  readonly pairwise: boolean;
  /** Counts of masters begin with the number in front of them (SETCOUNT), by which more is added (INCREMENT). */
  readonly setCount: boolean;
  readonly strict: boolean;
  readonly table: Map<string, Master[]>;
  loaded: boolean;
  /** Records still to go out, and what is out. */
  queue: { readonly record: Rec; readonly stream: number }[];
  at: number;
  /** Inputs whose record is to be consumed when the queue has gone out. */
  holds: number;
  ended: boolean;
}

function parseLookup(operands: Operands): Lookup {
  let count = false;
  let mostCount = Infinity;
  let autoAdd: Lookup['autoAdd'] = 'none';
  const flags = {
    keyOnly: false,
    allMasters: false,
    pairwise: false,
    setCount: false,
    strict: false,
  };
  for (;;) {
    if (operands.keyword('COUNT')) count = true;
    else if (operands.keyword('MAXcount')) {
      mostCount = operands.number(1);
    } else if (operands.keyword('AUTOADD'))
      autoAdd = operands.keyword('BEFORE') ? 'before' : 'after';
    else if (operands.keyword('KEYONLY')) flags.keyOnly = true;
    else if (operands.keyword('ALLMASTERs')) {
      flags.allMasters = true;
      flags.pairwise = operands.keyword('PAIRWISE');
    } else if (operands.keyword('SETCOUNT')) flags.setCount = true;
    else if (operands.keyword('STRICT')) flags.strict = true;
    else break;
  }
  const keys = parsePairKeys(operands, true);
  const pairs = parsePairs(operands, ['DETAIL', 'MASTER']);
  operands.finish();
  const differ = JSON.stringify(keys.master) !== JSON.stringify(keys.detail);
  if (autoAdd !== 'none' && differ) throw new PipeFault(761);
  if (flags.allMasters && autoAdd !== 'none') throw new PipeFault(635, 'ALLMASTERS', 'AUTOADD');
  return {
    ...{ ...keys, ...flags, pairs, count, mostCount, autoAdd, table: new Map<string, Master[]>() },
    ...{ loaded: false, queue: [], at: -1, holds: -1, ended: false },
  };
}

/** Adds a master; false when its key has one already and only one is kept. */
function addMaster(s: Lookup, io: StageIo, key: string, record: Rec, count: number): boolean {
  const there = s.table.get(key);
  if (there !== undefined && !s.allMasters) return false;
  io.hold(record.length + key.length + RECORD_COST);
  const one = { record: ownCopy(record), count };
  if (there === undefined) s.table.set(key, [one]);
  else there.push(one);
  return true;
}

/** A record of the secondary input; duplicates go to the fifth output when there is one. */
function takeMaster(s: Lookup, io: StageIo, given: Rec): void {
  let record = given;
  let count = 0;
  if (s.setCount) {
    count = Number(fromEbcdic(record.subarray(0, COUNT_WIDTH)));
    if (!Number.isInteger(count)) throw new PipeFault(401, record.length);
    record = record.subarray(COUNT_WIDTH);
  }
  const part = keyOf(s, s.master, record);
  const kept = s.keyOnly ? part : record;
  if (!addMaster(s, io, keyText(s, part), kept, count)) s.queue.push({ record, stream: 4 });
}

/** Sends what is queued; false when it has to wait. */
function send(s: Lookup, io: StageIo): boolean {
  if (s.at >= 0 && s.at < s.queue.length && !io.taken(s.queue[s.at]!.stream)) {
    io.waitOutput(s.queue[s.at]!.stream);
    return false;
  }
  while (++s.at < s.queue.length) {
    const { record, stream } = s.queue[s.at]!;
    if (io.put(record, stream)) {
      io.waitOutput(stream);
      return false;
    }
  }
  s.queue = [];
  s.at = -1;
  if (s.holds >= 0) io.consume(s.holds);
  s.holds = -1;
  return true;
}

function lookUp(s: Lookup, io: StageIo, detail: Rec): void {
  const part = keyOf(s, s.detail, detail);
  const key = keyText(s, part);
  const found = s.table.get(key)?.filter((one) => one.count < s.mostCount);
  if (found === undefined || found.length === 0) {
    s.queue.push({ record: detail, stream: 1 });
    if (s.autoAdd !== 'none' && !s.table.has(key)) {
      addMaster(s, io, key, s.keyOnly ? part : detail, s.autoAdd === 'before' ? 1 : 0);
    }
    return;
  }
  found.forEach((master, i) => {
    master.count++;
    for (const one of s.pairs) {
      // the detail goes out once, unless in pairs
      if (one === 'DETAIL' && i > 0 && !s.pairwise) continue;
      s.queue.push({ record: one === 'MASTER' ? master.record : detail, stream: 0 });
    }
  });
}

/** Queues some masters for the tertiary output, with their counts or those that were not found; false: all have gone. */
function tellMasters(s: Lookup): boolean {
  // a map keeps the order in which its keys came
  for (const [key, masters] of s.table) {
    for (const { record, count } of masters) {
      if (s.count) s.queue.push({ record: concat(decimal(count, COUNT_WIDTH), record), stream: 2 });
      else if (count === 0) s.queue.push({ record, stream: 2 });
    }
    s.table.delete(key);
    if (s.queue.length >= PIECES) return true;
  }
  return s.queue.length > 0;
}

/** Takes what comes on the inputs; false when it has to wait or has ended. */
function take(s: Lookup, io: StageIo, stage: Stage): boolean {
  if (!s.loaded) {
    const record = io.peek(1);
    if (record !== undefined) {
      takeMaster(s, io, record);
      s.holds = 1;
      return true;
    }
    if (!io.atEnd(1)) {
      io.waitInput(1);
      return false;
    }
    s.loaded = true;
  }
  // masters that come while details are looked up
  const added = stage.inputs.length > 2 ? io.peek(2) : undefined;
  if (added !== undefined) {
    takeMaster(s, io, added);
    s.holds = 2;
    return true;
  }
  const detail = io.peek(0);
  if (detail !== undefined) {
    s.holds = 0;
    lookUp(s, io, detail);
    return true;
  }
  if (!io.atEnd(0)) {
    if (stage.inputs.length > 2 && !io.atEnd(2)) io.waitInput(-1);
    else io.waitInput(0);
    return false;
  }
  s.ended = true;
  return true;
}

/** LOOKUP: reads the masters of the secondary input first, and looks each detail up among them. */
const lookup: StageKind = {
  names: ['LOOKUP'],
  first: false,
  parse: parseLookup,
  run(io, stage) {
    const s = stage.state as Lookup;
    for (;;) {
      if (!send(s, io)) return;
      if (io.outputsGone()) break;
      if (s.ended) {
        if (!tellMasters(s)) break;
      } else if (!take(s, io, stage)) return;
    }
    io.end();
  },
};

/** The stage of this file. */
export const lookups: readonly StageKind[] = [lookup];
