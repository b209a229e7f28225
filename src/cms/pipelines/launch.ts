/**
 * Makes stages and streams of a scanned specification: finds each stage, reads its operands, and connects labels and
 * the connectors of a caller. Nothing has been changed when it ends by a fault.
 */
import type { FrameContext } from '../nucleus/context.js';
import { findProgram } from '../nucleus/program-files.js';
import { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import {
  MOST_DEPTH,
  MOST_STAGES,
  MOST_STREAMS,
  type Link,
  type PipeSet,
  type Stage,
  type View,
} from './pipe-set.js';
import { ScanFault, scanPipe, type Element, type ScannedPipe } from './scanner.js';
import { findStage, kindOf } from './stage-table.js';
import { parseRange } from './ranges.js';
import type { StageIo } from './stage-io.js';

type StageElement = Extract<Element, { kind: 'stage' }>;

/** A stage on its way. */
interface Draft {
  readonly element: StageElement;
  readonly pipeline: number;
  readonly place: number;
  readonly names: string[];
  /** Number of the link of each stream in the draft's list; -1 none, -2 the caller's. */
  readonly inputs: number[];
  readonly outputs: number[];
}

/** One end of a stream. */
type End =
  | { readonly kind: 'stage'; readonly draft: Draft; readonly stream: number }
  | { readonly kind: 'caller'; readonly side: 'input' | 'output'; readonly stream: string };

interface Connection {
  readonly from: End;
  readonly to: End;
}

/** How pipelines are begun. */
export interface LaunchOptions {
  /** The stage that calls them; undefined for PIPE. */
  readonly caller: Stage | undefined;
  readonly waits: boolean;
  readonly captured: boolean;
}

/** Scans and begins pipelines. Throws a ScanFault or PipeFault before anything has begun. */
export function launch(io: StageIo, text: string, options: LaunchOptions): void {
  const scanned = scanPipe(text);
  const { drafts, connections } = draw(scanned);
  const { set } = io;
  const { caller } = options;
  const depth = caller === undefined ? 1 : io.groupOf(caller).depth + 1;
  const alive = set.stages.reduce((sum, stage) => sum + (stage === undefined ? 0 : 1), 0);
  if (depth > MOST_DEPTH || alive + drafts.length > MOST_STAGES) throw new PipeFault(122);
  const number = slot(set.groups);
  const ids = slots(set.stages, drafts.length);
  const before = io.stage;
  const stages = drafts.map((draft, i) => placed(draft, () => make(io, draft, ids[i]!, number)));
  io.stage = before;
  const ends = connections.map((one) => ({ ...one, ...callerStreams(caller, one) }));
  set.groups[number] = {
    caller: caller?.id ?? -1,
    waits: options.waits,
    name: scanned.options.name,
    alive: stages.length,
    uncommitted: stages.length,
    rc: 0,
    borrowed: [],
    depth,
    captured: options.captured,
  };
  for (const stage of stages) set.stages[stage.id] = stage;
  const stageOf = (draft: Draft): Stage => stages[drafts.indexOf(draft)]!;
  for (const one of ends) connect(set, one, stageOf, caller, options.waits, number);
  for (const stage of stages.toReversed()) {
    stage.queued = true;
    set.ready.push(stage.id);
  }
}

function slot(list: readonly unknown[]): number {
  const free = list.indexOf(undefined);
  return free < 0 ? list.length : free;
}

/** Numbers for so many stages: the lowest that are free, in order. */
function slots(list: readonly unknown[], count: number): number[] {
  const free: number[] = [];
  for (let i = 0; i < list.length && free.length < count; i++)
    if (list[i] === undefined) free.push(i);
  for (let i = list.length; free.length < count; i++) free.push(i);
  return free;
}

/** Adds to a fault where it is. */
function placed<T>(draft: Draft, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PipeFault) || error instanceof ScanFault) throw error;
    const fault = new ScanFault(error.number, ...error.fill);
    fault.place = draft.place;
    fault.pipeline = draft.pipeline;
    fault.text = draft.element.text;
    throw fault;
  }
}

/** The stages and streams of a specification. */
function draw(scanned: ScannedPipe): { drafts: Draft[]; connections: Connection[] } {
  const drafts: Draft[] = [];
  const connections: Connection[] = [];
  const labels = new Map<string, Draft>();
  scanned.pipelines.forEach((pipeline, p) => {
    let before: End | undefined;
    pipeline.forEach((element, at) => {
      if (element.kind === 'connector') {
        const end: End = { kind: 'caller', side: element.side, stream: element.stream };
        if (at === 0) before = end;
        else if (before !== undefined) connections.push({ from: before, to: end });
        return;
      }
      let draft: Draft;
      let stream = 0;
      if (element.kind === 'stage') {
        draft = {
          ...{ element, pipeline: p + 1, place: at + 1 },
          ...{ names: [element.stream], inputs: [-1], outputs: [-1] },
        };
        drafts.push(draft);
        const label = element.label.toUpperCase();
        if (label !== '') {
          if (labels.has(label))
            throw located(new ScanFault(47, element.label), p, at, element.text);
          labels.set(label, draft);
        }
      } else {
        const known = labels.get(element.label.toUpperCase());
        if (known === undefined) {
          throw located(new ScanFault(46, element.label), p, at, `${element.label}:`);
        }
        draft = known;
        stream = draft.names.length;
        if (stream >= MOST_STREAMS) throw new ScanFault(264);
        if (element.stream !== '' && draft.names.includes(element.stream)) {
          throw located(new ScanFault(174, element.stream), p, at, `${element.label}:`);
        }
        draft.names.push(element.stream);
        draft.inputs.push(-1);
        draft.outputs.push(-1);
      }
      const end: End = { kind: 'stage', draft, stream };
      if (before !== undefined) connections.push({ from: before, to: end });
      before = end;
    });
  });
  return { drafts, connections };
}

function located(fault: ScanFault, pipeline: number, place: number, text: string): ScanFault {
  fault.pipeline = pipeline + 1;
  fault.place = place + 1;
  fault.text = text;
  return fault;
}

/** Makes the stage of a draft: its operands are read here. */
function make(io: StageIo, draft: Draft, id: number, group: number): Stage {
  const { element } = draft;
  let { verb, args } = element;
  let view: View | undefined;
  // CASEI and ZONE stand in front of a selection and change what it looks at
  for (;;) {
    const upper = verb.toUpperCase();
    if (upper !== 'CASEI' && upper !== 'ZONE' && upper !== 'CASEIGNORE') break;
    const operands = new Operands(args);
    let range = view?.range;
    let reverse = view?.reverse ?? false;
    if (upper === 'ZONE') {
      if (range !== undefined) throw new PipeFault(642);
      range = parseRange(operands);
      reverse = operands.keyword('REVERSE');
    }
    const fold = upper !== 'ZONE' || operands.keyword('CASEI', 'CASEANY', 'CASEIGNORE');
    view = { upper: fold || view?.upper === true, range, reverse };
    verb = operands.word();
    args = operands.rest.replace(/^ /, '');
    if (verb === '') throw new PipeFault(173);
  }
  if (view?.upper === true) args = args.toUpperCase();
  let kind = findStage(verb);
  if (kind === undefined) {
    const known =
      (io.context as Partial<FrameContext>).cms !== undefined &&
      findProgram(io.context.cms, verb.toUpperCase(), 'REXX') !== undefined;
    if (!known) throw new PipeFault(27, verb);
    kind = kindOf('REXX');
    args = `${verb} ${args}`;
  }
  const first = !leadsIn(draft);
  if (kind.first === true && !first) throw new PipeFault(87);
  if (kind.first === false && first && draft.place === 1) throw new PipeFault(127);
  if (view !== undefined && kind.views !== true) throw new PipeFault(111, verb);
  io.stage = undefined as never;
  const operands = new Operands(args);
  const state = kind.parse(operands, { first, io });
  return {
    id,
    verb: kind.names[0]!.toUpperCase(),
    text: element.text,
    args,
    view,
    group,
    pipeline: draft.pipeline,
    place: draft.place,
    inputs: draft.inputs,
    outputs: draft.outputs,
    names: draft.names,
    saved: [],
    state,
    pending: [],
    pendingTo: [],
    sent: -1,
    holds: false,
    finished: false,
    wait: 'none',
    waitStream: -1,
    queued: false,
    done: false,
    launched: false,
    committed: false,
    started: false,
    more: false,
    rc: 0,
    called: 0,
    trace: element.options.trace,
    listErrors: element.options.listErrors,
    messages: element.options.messageLevel,
    held: 0,
  };
}

/** Whether something stands in front of a stage in its pipeline. */
function leadsIn(draft: Draft): boolean {
  return draft.place > 1;
}

/** Which streams of the caller a connection means; -1 when an end is no caller's. */
function callerStreams(
  caller: Stage | undefined,
  one: Connection,
): { readonly fromStream: number; readonly toStream: number } {
  const find = (end: End): number => {
    if (end.kind === 'stage') return -1;
    if (caller === undefined) throw new PipeFault(101, '*:');
    const stream = streamNumber(caller, end.stream);
    if (stream < 0) throw new PipeFault(102, end.stream);
    return stream;
  };
  return { fromStream: find(one.from), toStream: find(one.to) };
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

function connect(
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
  if (waits) throw new PipeFault(101, '*:');
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
  set.links[at] = { ...ends, record: undefined, ended: false, severed: false };
  return at;
}
