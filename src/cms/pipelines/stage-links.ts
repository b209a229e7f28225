/**
 * Streams that are cut and joined anew while stages run (CMS Pipelines, "SEVER", "SHORT", "CALLPIPE", "ADDPIPE"). All of
 * it works on the plain data of a set of pipelines.
 */
import type { Link, PipeSet, Stage } from './pipe-set.js';

type Side = 'input' | 'output';

function free(set: PipeSet, at: number): void {
  set.links[at] = undefined;
  set.freeLinks.push(at);
}

/** Makes a stage runnable whatever it waits for on its streams: it sees for itself. */
export function nudge(set: PipeSet, id: number): void {
  const stage = set.stages[id]!;
  if (stage.queued || !['input', 'output', 'either', 'event'].includes(stage.wait)) return;
  stage.queued = true;
  set.ready.push(id);
}

/** A stream that ADDPIPE put away comes back when the one in its place is severed. */
function restore(stage: Stage, side: Side, stream: number): boolean {
  const at = stage.saved.findLastIndex((one) => one.side === side && one.stream === stream);
  if (at < 0) return false;
  const [saved] = stage.saved.splice(at, 1);
  (side === 'input' ? stage.inputs : stage.outputs)[stream] = saved!.link;
  return true;
}

/** A stream of the stage that called these pipelines is its own again. */
function giveBack(set: PipeSet, stage: Stage, side: Side, at: number, link: Link): boolean {
  const { borrowed, caller } = set.groups[stage.group]!;
  const lent = borrowed.find((one) => one.link === at && one.side === side);
  const owner = set.stages[caller];
  if (lent === undefined || owner === undefined) return false;
  if (side === 'input') {
    owner.inputs[lent.stream] = at;
    link.to = owner.id;
    link.toStream = lent.stream;
  } else {
    owner.outputs[lent.stream] = at;
    link.from = owner.id;
    link.fromStream = lent.stream;
  }
  return true;
}

/** Severs an input: its producer sees end of file. */
export function severInput(set: PipeSet, stage: Stage, stream: number): void {
  const at = stage.inputs[stream] ?? -1;
  const link = set.links[at];
  if (link === undefined) return;
  if (!restore(stage, 'input', stream)) stage.inputs[stream] = -1;
  if (giveBack(set, stage, 'input', at, link)) return;
  link.record = undefined;
  set.held -= link.held;
  link.held = 0;
  link.severed = true;
  link.to = -1;
  if (link.from >= 0) nudge(set, link.from);
  else free(set, at);
}

/** Severs an output: its consumer sees end of file behind the record that is there. */
export function severOutput(set: PipeSet, stage: Stage, stream: number): void {
  const at = stage.outputs[stream] ?? -1;
  const link = set.links[at];
  if (link === undefined) return;
  if (!restore(stage, 'output', stream)) stage.outputs[stream] = -1;
  if (giveBack(set, stage, 'output', at, link)) return;
  link.ended = true;
  link.from = -1;
  if (link.to >= 0) nudge(set, link.to);
  else free(set, at);
}

/** Joins an input to an output: what would come to the stage goes past it. */
export function shortCircuit(set: PipeSet, stage: Stage, input: number, output: number): void {
  const at = stage.inputs[input] ?? -1;
  const out = stage.outputs[output] ?? -1;
  const source = set.links[at];
  const sink = set.links[out];
  // a stream of the caller cannot be joined to another's end: copying does the same
  if (source === undefined || sink === undefined || sink.to < 0) {
    severInput(set, stage, input);
    severOutput(set, stage, output);
    return;
  }
  stage.inputs[input] = -1;
  stage.outputs[output] = -1;
  source.to = sink.to;
  source.toStream = sink.toStream;
  const consumer = set.stages[sink.to]!;
  consumer.inputs[sink.toStream] = at;
  free(set, out);
  for (const group of set.groups) {
    const lent = group?.borrowed.find((one) => one.link === out && one.side === 'output');
    if (lent !== undefined) group!.borrowed.splice(group!.borrowed.indexOf(lent), 1);
    const given = group?.borrowed.find((one) => one.link === at && one.side === 'input');
    if (given !== undefined) group!.borrowed.splice(group!.borrowed.indexOf(given), 1);
  }
  nudge(set, consumer.id);
}
