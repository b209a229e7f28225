/**
 * LOOKUP: details looked up among masters (CMS Pipelines, "lookup"). Inputs: details, masters, masters to be added, keys
 * of masters to be deleted. Outputs: what is found, details that are not, masters at the end, masters that were deleted,
 * masters whose key there was already, deletions of what was not there.
 */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { concat, decimal, ownCopy } from '../bytes.js';
import { addKey, nearestKey, removeKey } from '../key-index.js';
import { COUNT_WIDTH, keyOf, keyText } from '../key-options.js';
import { parseLookup, type Lookup, type Master } from '../lookup-plan.js';
import { PipeFault } from '../pipe-fault.js';
import type { InputRange, Rec, Stage } from '../pipe-set.js';
import { PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** What a master costs beside its bytes. */
const RECORD_COST = 96;
/** What looking at a master takes, in bytes gone through, and how many are looked at for the third output in one go. */
const MASTER_WORK = 32;
const MASTERS_AT_ONCE = 2048;

const sizeOf = (key: string, record: Rec): number => record.length + key.length + RECORD_COST;

/** The number in front of a record, and what is behind it. */
function counted(record: Rec): readonly [number, Rec] {
  const text = fromEbcdic(record.subarray(0, COUNT_WIDTH)).trim();
  if (record.length < COUNT_WIDTH) throw new PipeFault(401, record.length);
  if (!/^-?\d+$/.test(text)) throw new PipeFault(58, text);
  return [Number(text), record.subarray(COUNT_WIDTH)];
}

const withCount = ({ record, count }: Master): Rec => concat(decimal(count, COUNT_WIDTH), record);

/** A key, which becomes a text afterwards. */
function keyIn(s: Lookup, io: StageIo, range: InputRange, record: Rec): Rec {
  const key = keyOf(s, range, record);
  io.work((s.anycase ? 1.5 : 0.5) * key.length);
  return key;
}

/** The key of a master. */
const masterKey = (s: Lookup, io: StageIo, record: Rec): Rec => keyIn(s, io, s.master, record);

/** Adds a master; false when its key has one already and only one is kept. */
function addMaster(s: Lookup, io: StageIo, key: string, record: Rec, count: number): boolean {
  const there = s.table.get(key);
  if (there !== undefined && !s.allMasters) return false;
  io.hold(sizeOf(key, record));
  const one = { record: ownCopy(record), count };
  if (there !== undefined) there.push(one);
  else {
    s.table.set(key, [one]);
    if (s.nearest !== 'none') addKey(s.index, key);
  }
  return true;
}

/** A master comes; one whose key there is already goes to the fifth output. */
function takeMaster(s: Lookup, io: StageIo, given: Rec): void {
  const [count, record] = s.setCount ? counted(given) : [0, given];
  const part = masterKey(s, io, record);
  const kept = s.keyOnly ? part : record;
  if (!addMaster(s, io, keyText(s, part), kept, count)) s.queue.push({ record: kept, stream: 4 });
}

/** The masters of a key go; what had none goes to the sixth output. */
function deleteMasters(s: Lookup, io: StageIo, record: Rec): void {
  const part = masterKey(s, io, record);
  const key = keyText(s, part);
  const masters = s.table.get(key);
  if (masters === undefined) {
    s.queue.push({ record: s.keyOnly ? part : record, stream: 5 });
    return;
  }
  s.table.delete(key);
  if (s.nearest !== 'none') removeKey(s.index, key);
  s.deleting = { key, masters, next: 0 };
}

/** Queues some of the masters that go. */
function deleteSome(s: Lookup, io: StageIo): void {
  const deleting = s.deleting!;
  const { key, masters } = deleting;
  for (let made = 0; made < PIECES && deleting.next < masters.length; made++) {
    const one = masters[deleting.next++]!;
    s.queue.push({ record: s.count || s.trackCount ? withCount(one) : one.record, stream: 3 });
    io.release(sizeOf(key, one.record));
    io.work(MASTER_WORK);
  }
  if (deleting.next === masters.length) s.deleting = undefined;
}

/** Whether the step is over, though there is more to be done of what a record began. */
function givesWay(io: StageIo): boolean {
  if (!io.overdue()) return false;
  io.goOn(0);
  io.cut = true;
  return true;
}

/** Sends what is queued; false when it has to wait. */
function send(s: Lookup, io: StageIo): boolean {
  for (;;) {
    if (!sendQueued(s, io)) return false;
    // nobody wants the rest of a match
    if (!io.connected(0)) s.match = undefined;
    if (matched(s)) continue;
    if (s.deleting === undefined) break;
    deleteSome(s, io);
    if (givesWay(io)) return false;
  }
  if (s.holds >= 0) io.consume(s.holds);
  s.holds = -1;
  return true;
}

function sendQueued(s: Lookup, io: StageIo): boolean {
  if (s.at >= 0 && s.at < s.queue.length && io.blocked(s.queue[s.at]!.stream)) return false;
  while (++s.at < s.queue.length) {
    const { record, stream } = s.queue[s.at]!;
    if (io.put(record, stream)) {
      io.waitOutput(stream);
      return false;
    }
  }
  s.queue = [];
  s.at = -1;
  return true;
}

/** The masters that a key finds. */
function found(s: Lookup, key: string): readonly Master[] {
  let masters = s.table.get(key);
  if (masters === undefined && s.nearest !== 'none') {
    const near = nearestKey(s.index, key, s.nearest === 'floor');
    masters = near === undefined ? undefined : s.table.get(near);
  }
  return masters?.filter((one) => one.count < s.mostCount) ?? [];
}

function lookUp(s: Lookup, io: StageIo, given: Rec): void {
  const [by, detail] = s.increment ? counted(given) : [1, given];
  const part = keyIn(s, io, s.detail, detail);
  const key = keyText(s, part);
  const kept = s.keyOnly ? part : detail;
  if (s.autoAdd === 'before' && !s.table.has(key)) addMaster(s, io, key, kept, 0);
  const masters = found(s, key);
  if (masters.length === 0) {
    s.queue.push({ record: detail, stream: 1 });
    // what makes a master is no detail of it, and counts for nothing
    if (s.autoAdd === 'after' && !s.table.has(key)) addMaster(s, io, key, kept, 0);
    return;
  }
  for (const master of masters) master.count += by;
  s.match = { masters, detail, pair: 0, master: 0 };
}

/** Queues some of what a match gives; false: all of it has been. */
function matched(s: Lookup): boolean {
  const { match, pairs } = s;
  for (let made = 0; match !== undefined && made < PIECES; made++) {
    const one = pairs[match.pair];
    const master = match.masters[match.master];
    if (one === undefined || master === undefined) {
      s.match = undefined;
      break;
    }
    const found = s.trackCount ? withCount(master) : ownCopy(master.record);
    s.queue.push({ record: one === 'DETAIL' ? match.detail : found, stream: 0 });
    if (s.pairwise) {
      // a detail with each master, or all masters of a detail in a row
      match.pair = (match.pair + 1) % pairs.length;
      if (match.pair === 0) match.master++;
    } else if (one === 'DETAIL' || ++match.master === match.masters.length) {
      match.pair++;
      match.master = 0;
    }
  }
  return s.queue.length > 0;
}

/** Queues some masters for the tertiary output, with their counts or those that were not found; false: all have gone. */
function tellMasters(s: Lookup, io: StageIo): boolean {
  let left = MASTERS_AT_ONCE;
  // a map keeps the order in which its keys came
  for (const [key, masters] of s.table) {
    for (; s.told < masters.length; s.told++) {
      if (left-- === 0 || s.queue.length >= PIECES) return true;
      const one = masters[s.told]!;
      io.work(MASTER_WORK);
      if (s.count || (s.trackCount && one.count === 0)) {
        s.queue.push({ record: withCount(one), stream: 2 });
      } else if (one.count === 0) s.queue.push({ record: one.record, stream: 2 });
    }
    s.table.delete(key);
    s.told = 0;
  }
  return s.queue.length > 0;
}

/** Takes what comes on the inputs; false when it has to wait. */
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
  // masters that come and go while details are looked up
  for (const stream of [2, 3]) {
    const record = stream < stage.inputs.length ? io.peek(stream) : undefined;
    if (record === undefined) continue;
    if (stream === 2) takeMaster(s, io, record);
    else deleteMasters(s, io, record);
    s.holds = stream;
    return true;
  }
  const detail = io.peek(0);
  if (detail !== undefined) {
    s.holds = 0;
    lookUp(s, io, detail);
    return true;
  }
  const others = [2, 3].some((stream) => !io.atEnd(stream));
  if (!io.atEnd(0) || others) {
    io.waitInput(others ? -1 : 0);
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
        if (!tellMasters(s, io)) break;
        if (s.queue.length === 0 && givesWay(io)) return;
      } else if (!take(s, io, stage)) return;
    }
    io.end();
  },
};

/** The stage of this file. */
export const lookups: readonly StageKind[] = [lookup];
