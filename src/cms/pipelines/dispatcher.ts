/**
 * The dispatcher: runs stages that can run until a share of work is used up or the system is to be asked for
 * something (CMS Pipelines, "Pipeline Dispatcher", "Commit Level", "Return Codes").
 *
 * What is ready is a stack: the stage that was woken last runs first, so that a record goes on to the end of its
 * pipeline before the next one follows. After so many turns the oldest comes first, so that nobody is kept waiting. Turns
 * are counted over all steps: what comes of a pipeline does not depend on how its work is cut.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer } from '../command.js';
import { PipeFault } from './pipe-fault.js';
import { pipeMessage } from './pipe-fault.js';
import { worse, type Group, type PipeSet, type Stage } from './pipe-set.js';
import { stateOf } from './dispatcher-states.js';
import { EVENTS, tellEvent } from './events.js';
import { kindOf } from './stage-table.js';
import type { StageKind } from './stage.js';
import type { StageIo } from './stage-io.js';

/** What each run of a stage costs. */
const RUN_COST = 0.12;
/** Return code of pipelines that stand still. */
export const STALLED = -4095;

/** Turns after which the stage that has been ready longest comes first. */
const ROUND = 512;

/** How a step of the dispatcher ends. */
export type Dispatched = 'effect' | 'work' | 'event' | 'done';

/** Runs stages. An answer is for the stage that waits for it. */
export function dispatch(io: StageIo, budget: number, answer?: Answer): Dispatched {
  const { set } = io;
  const { ready, stages } = set;
  // runs that a step makes however small its budget is: so it gets on even when one stage after the other looks around
  let owed = 1;
  if (set.effectFor >= 0) {
    const stage = stages[set.effectFor];
    set.effectFor = -1;
    if (stage !== undefined && !stage.done) runOne(io, stage, kindOf(stage.verb), answer);
    owed = 0;
  }
  // whoever waits for time or a typed line looks for itself at each step, and is no turn
  for (const stage of stages) {
    if (stage?.wait === 'event' && !stage.queued) {
      stage.queued = true;
      ready.push(stage.id);
      owed++;
    }
  }
  const kinds = new Map<string, StageKind>();
  let runs = 0;
  while (io.effect === undefined) {
    if (set.lines.length > MOST_LINES) return 'work';
    if (owed-- <= 0 && (io.cut || io.cost >= budget || ((++runs & 7) === 0 && io.overdue())))
      return 'work';
    if (set.turns >= ROUND) {
      set.turns = 0;
      if (ready.length > 1) ready.push(ready.shift()!);
    }
    const id = ready.pop();
    if (id === undefined) {
      if (set.groups.every((group) => group === undefined)) return 'done';
      if (stages.some((stage) => stage?.wait === 'event')) return 'event';
      // one that waits for anything may see now that nothing will come
      const idle = set.asked ? [] : stages.filter((stage) => stage?.wait === 'either');
      set.asked = true;
      for (const stage of idle) ready.push(stage!.id);
      if (idle.length === 0) stall(io);
      continue;
    }
    const stage = stages[id];
    if (stage === undefined) continue;
    // woken by what another one did, not because it was asked
    if (stage.queued && stage.wait !== 'event') set.asked = false;
    else if (!stage.queued && stage.wait !== 'either') continue;
    stage.queued = false;
    if (stage.wait !== 'event') set.turns++;
    let kind = kinds.get(stage.verb);
    if (kind === undefined) {
      kind = kindOf(stage.verb);
      kinds.set(stage.verb, kind);
    }
    runOne(io, stage, kind, undefined);
  }
  return 'effect';
}

/** Lines that wait to be typed before stages go on. */
const MOST_LINES = 200;

function runOne(io: StageIo, stage: Stage, kind: StageKind, answer: Answer | undefined): void {
  io.stage = stage;
  io.answer = answer;
  io.cost += RUN_COST;
  try {
    if (!stage.launched) begin(io, stage, kind);
    else if (stage.wait === 'commit' && io.groupOf(stage).rc !== 0 && !kind.commits) io.end();
    else {
      if (stage.trace) io.message(31, 0);
      stage.wait = 'none';
      kind.run(io, stage);
    }
  } catch (error) {
    if (!(error instanceof PipeFault)) throw error;
    if (!error.quiet) io.message(error.number, ...error.fill);
    kind.abandon?.(io, stage);
    io.end(error.number);
  }
  if (stage.trace) traceRun(io, stage);
  if (stage.done) finish(io, stage);
  else if (stage.wait === 'none' && !stage.queued) {
    stage.queued = true;
    io.set.ready.push(stage.id);
  }
}

/** The first run of a stage: it sees whether it can do its work, and waits until all others have seen. */
function begin(io: StageIo, stage: Stage, kind: StageKind): void {
  stage.launched = true;
  tellEvent(
    io.set,
    stage.group,
    EVENTS.start,
    stage.id,
    stage.pipeline,
    stage.place,
    toEbcdic(stage.text),
  );
  if (stage.trace) io.message(28, stage.id.toString(16).toUpperCase().padStart(8, '0'), -1);
  if (kind.commits === true) {
    stage.wait = 'none';
    kind.run(io, stage);
    return;
  }
  kind.prepare?.(io, stage);
  stage.wait = 'commit';
  io.commit(stage);
}

/** A stage has ended: its streams are severed, and its pipelines may be over. */
function finish(io: StageIo, stage: Stage): void {
  const { set } = io;
  io.stage = stage;
  tellEvent(set, stage.group, EVENTS.end, stage.id, stage.rc);
  const lists = stage.listCodes || (stage.listErrors && stage.rc !== 0);
  if (lists && !stage.trace) io.message(20, stage.rc);
  stage.saved.length = 0;
  for (let i = 0; i < stage.inputs.length; i++) io.severInput(i);
  for (let i = 0; i < stage.outputs.length; i++) io.severOutput(i);
  set.held -= stage.held + stage.outgoing;
  const group = io.groupOf(stage);
  group.rc = worse(group.rc, stage.rc);
  group.alive--;
  const number = stage.group;
  set.stages[stage.id] = undefined;
  for (const other of set.groups) if (other?.caller === stage.id) other.caller = -1;
  const names = set.immediate.filter((one) => one.stage !== stage.id);
  set.immediate.splice(0, set.immediate.length, ...names);
  if (group.alive === 0) endGroup(io, group, number);
  else if (!stage.committed) {
    group.uncommitted--;
    io.releaseCommitted(group, number);
  }
}

function endGroup(io: StageIo, group: Group, number: number): void {
  const { set } = io;
  tellEvent(set, number, EVENTS.ended, number + 1, group.rc);
  set.groups[number] = undefined;
  const caller = group.caller < 0 ? undefined : set.stages[group.caller];
  if (caller === undefined) {
    set.rc = worse(set.rc, group.rc);
    return;
  }
  if (!group.waits) {
    // the return code of an added pipeline is one of those of its caller's pipelines
    const outer = io.groupOf(caller);
    outer.rc = worse(outer.rc, group.rc);
    return;
  }
  caller.called = group.rc;
  tellEvent(set, caller.group, EVENTS.returned, caller.id, group.rc);
  if (caller.wait === 'call' && !caller.queued) {
    caller.queued = true;
    set.ready.push(caller.id);
  }
}

/** The innermost pipelines that RUNPIPE runs; undefined when none are there. They have no streams of others. */
function innermost(set: PipeSet): number | undefined {
  let found: number | undefined;
  let depth = 0;
  for (const [number, group] of set.groups.entries()) {
    if (group?.captured !== true || group.depth <= depth) continue;
    found = number;
    depth = group.depth;
  }
  return found;
}

/** Whether pipelines are those of a number, or have been called by them. */
function within(set: PipeSet, group: number, outer: number | undefined): boolean {
  if (outer === undefined) return true;
  let at = group;
  while (at !== outer) {
    const caller: Stage | undefined = set.stages[set.groups[at]?.caller ?? -1];
    if (caller === undefined) return false;
    at = caller.group;
  }
  return true;
}

/** Nothing can run and nothing is awaited from outside. What RUNPIPE runs ends alone, and its caller goes on. */
function stall(io: StageIo): void {
  const { set } = io;
  const number = innermost(set);
  const still = set.stages.filter(
    (stage): stage is Stage => stage !== undefined && within(set, stage.group, number),
  );
  // told where those are told that stand still
  io.stage = still[0]!;
  io.messageLine(pipeMessage(29));
  tellEvent(set, number ?? 0, EVENTS.stalled, (number ?? 0) + 1);
  for (const stage of still) {
    io.stage = stage;
    tellEvent(set, stage.group, EVENTS.state, stage.id, toEbcdic(stateOf(stage)));
    io.message(30, stateOf(stage));
  }
  if (number === undefined) {
    endAll(io, STALLED);
    return;
  }
  for (const stage of still) {
    io.stage = stage;
    kindOf(stage.verb).abandon?.(io, stage);
    io.end(STALLED);
    finish(io, stage);
  }
}

/** Ends all that runs. */
export function endAll(io: StageIo, rc: number): void {
  const { set } = io;
  for (const stage of set.stages) {
    if (stage === undefined) continue;
    io.stage = stage;
    kindOf(stage.verb).abandon?.(io, stage);
  }
  const empty: (keyof PipeSet)[] = ['stages', 'links', 'groups', 'ready', 'freeLinks'];
  for (const name of empty) (set[name] as unknown[]).length = 0;
  set.immediate.length = 0;
  set.listener = undefined;
  set.held = 0;
  set.effectFor = -1;
  set.rc = worse(set.rc, rc);
}

function traceRun(io: StageIo, stage: Stage): void {
  if (stage.done) {
    io.message(20, stage.rc);
    return;
  }
  if (stage.wait === 'input') io.message(33, 0);
  else if (stage.wait === 'output') {
    const link = io.set.links[stage.outputs[stage.waitStream] ?? -1];
    io.message(35, link?.record?.length ?? 0);
  }
}
