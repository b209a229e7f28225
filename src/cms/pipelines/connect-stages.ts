/**
 * Streams between stages: new links of a pipeline, and those of the stage that calls it, which it takes over or, by
 * ADDPIPE, puts away for a time (CMS Pipelines, "CALLPIPE", "ADDPIPE").
 */
import { PipeFault } from './pipe-fault.js';
import type { Link, PipeSet, Stage } from './pipe-set.js';
import type { Connection, Draft, End } from './pipeline-drawing.js';

/** Which streams of the caller a connection means; -1 when an end is no caller's. Throws a PipeFault. */
export function callerStreams(
  caller: Stage | undefined,
  one: Connection,
  waits: boolean,
): { readonly fromStream: number; readonly toStream: number } {
  const find = (end: End): number => {
    if (end.kind === 'stage') return -1;
    if (caller === undefined) throw new PipeFault(101, '*:');
    const stream = streamNumber(caller, end.stream);
    if (stream < 0) throw new PipeFault(102, end.stream);
    return stream;
  };
  const { from, to } = one;
  const turned =
    (from.kind === 'caller' && from.side === 'output') ||
    (to.kind === 'caller' && to.side === 'input');
  // only ADDPIPE puts a stream of its caller away
  if (waits && turned) throw new PipeFault(101, '*:');
  return { fromStream: find(from), toStream: find(to) };
}

/** Number of a stream by its name or number, as text; -1 when there is none. */
export function streamNumber(stage: Stage, word: string): number {
  if (word === '') return 0;
  if (/^\d{1,5}$/.test(word)) {
    const number = Number(word);
    return number < stage.names.length ? number : -1;
  }
  return stage.names.indexOf(word);
}

/** Makes the link of a connection. `waits`: the caller waits for the pipelines to end. */
export function connect(
  set: PipeSet,
  one: Connection & { readonly fromStream: number; readonly toStream: number },
  stageOf: (draft: Draft) => Stage,
  caller: Stage | undefined,
  waits: boolean,
  group: number,
): void {
  const { from, to } = one;
  if (from.kind === 'stage' && to.kind === 'stage') {
    const [a, b] = [stageOf(from.draft), stageOf(to.draft)];
    const link = newLink(set, {
      from: a.id,
      fromStream: from.stream,
      to: b.id,
      toStream: to.stream,
    });
    a.outputs[from.stream] = link;
    b.inputs[to.stream] = link;
    return;
  }
  const owner = caller!;
  // what comes from the caller's input, or goes to its output, takes the place of the caller at that stream
  if (from.kind === 'caller' && from.side === 'input' && to.kind === 'stage') {
    const stage = stageOf(to.draft);
    const at = owner.inputs[one.fromStream] ?? -1;
    stage.inputs[to.stream] = at;
    owner.inputs[one.fromStream] = -1;
    const link = set.links[at];
    if (link === undefined) return;
    link.to = stage.id;
    link.toStream = to.stream;
    if (waits) lend(set, group, 'input', one.fromStream, at);
    return;
  }
  if (to.kind === 'caller' && to.side === 'output' && from.kind === 'stage') {
    const stage = stageOf(from.draft);
    const at = owner.outputs[one.toStream] ?? -1;
    stage.outputs[from.stream] = at;
    owner.outputs[one.toStream] = -1;
    const link = set.links[at];
    if (link === undefined) return;
    link.from = stage.id;
    link.fromStream = from.stream;
    if (waits) lend(set, group, 'output', one.toStream, at);
    return;
  }
  // ADDPIPE: a new stream of the caller in the place of one that is put away
  if (to.kind === 'caller' && to.side === 'input' && from.kind === 'stage') {
    const stage = stageOf(from.draft);
    const { toStream } = one;
    owner.saved.push({ side: 'input', stream: toStream, link: owner.inputs[toStream] ?? -1 });
    const link = newLink(set, { from: stage.id, fromStream: from.stream, to: owner.id, toStream });
    stage.outputs[from.stream] = link;
    owner.inputs[toStream] = link;
    return;
  }
  if (from.kind === 'caller' && to.kind === 'stage') {
    const stage = stageOf(to.draft);
    const { fromStream } = one;
    owner.saved.push({ side: 'output', stream: fromStream, link: owner.outputs[fromStream] ?? -1 });
    const link = newLink(set, { from: owner.id, fromStream, to: stage.id, toStream: to.stream });
    owner.outputs[fromStream] = link;
    stage.inputs[to.stream] = link;
    return;
  }
  // both ends are the caller's: its input becomes its output
  const at = owner.inputs[one.fromStream] ?? -1;
  const out = owner.outputs[one.toStream] ?? -1;
  const [source, sink] = [set.links[at], set.links[out]];
  owner.inputs[one.fromStream] = -1;
  owner.outputs[one.toStream] = -1;
  if (source === undefined || sink === undefined || sink.to < 0) return;
  source.to = sink.to;
  source.toStream = sink.toStream;
  source.severed = sink.severed;
  set.stages[sink.to]!.inputs[sink.toStream] = at;
  set.links[out] = undefined;
  set.freeLinks.push(out);
}

function lend(
  set: PipeSet,
  group: number,
  side: 'input' | 'output',
  stream: number,
  link: number,
): void {
  set.groups[group]!.borrowed.push({ side, stream, link });
}

function newLink(
  set: PipeSet,
  ends: Pick<Link, 'from' | 'fromStream' | 'to' | 'toStream'>,
): number {
  const at = set.freeLinks.pop() ?? set.links.length;
  set.links[at] = { ...ends, record: undefined, held: 0, ended: false, severed: false };
  return at;
}
