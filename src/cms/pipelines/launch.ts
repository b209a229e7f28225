/**
 * Makes stages and streams of a scanned specification: finds each stage, reads its operands, and connects labels and
 * the connectors of a caller. Nothing has been changed when it ends by a fault.
 */
import { callerStreams, connect } from './connect-stages.js';
import { EVENTS, tellEvent } from './events.js';
import { makeStage } from './make-stage.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_DEPTH, MOST_STAGES, type Stage } from './pipe-set.js';
import { draw, type Draft } from './pipeline-drawing.js';
import { scanPipe } from './scanner.js';
import type { StageIo } from './stage-io.js';
import { finderOf, scopesOf, threadOf } from './structure-scopes.js';

/** Work units that a specification costs, and each of its characters. */
const LAUNCH_COST = 20;
const LETTER_COST = 0.5;

/** How pipelines are begun. */
export interface LaunchOptions {
  /** The stage that calls them; undefined for PIPE. */
  readonly caller: Stage | undefined;
  readonly waits: boolean;
  readonly captured: boolean;
  readonly events: boolean;
}

/** Scans and begins pipelines. Throws a ScanFault or PipeFault before anything has begun. */
export function launch(io: StageIo, text: string, options: LaunchOptions): void {
  const scanned = scanPipe(text);
  const { drafts, connections } = draw(scanned);
  const { set } = io;
  io.cost += LAUNCH_COST + text.length * LETTER_COST;
  const { caller } = options;
  const depth = caller === undefined ? 1 : io.groupOf(caller).depth + 1;
  const alive = set.stages.reduce((sum, stage) => sum + (stage === undefined ? 0 : 1), 0);
  if (depth > MOST_DEPTH || alive + drafts.length > MOST_STAGES || !io.hasRoom(text.length)) {
    throw new PipeFault(122);
  }
  const number = slot(set.groups);
  const ids = slots(set.stages, drafts.length);
  const before = io.stage;
  const outer = caller === undefined ? undefined : io.groupOf(caller);
  const naming = { find: finderOf(scopesOf(set, outer, threadOf(io.context.cms))) };
  const stages = drafts.map((draft, i) => makeStage(io, draft, naming, ids[i]!, number));
  io.stage = before;
  const ends = connections.map((one) => ({ ...one, ...callerStreams(caller, one, options.waits) }));
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
    events: options.events || (outer?.events ?? false),
  };
  for (const stage of stages) set.stages[stage.id] = stage;
  // what the stages are written with is theirs until they end
  io.holdText(stages, text.length);
  tellEvent(set, number, EVENTS.begin, number + 1, stages.length);
  // RUNPIPE itself is none of the stages that are told of
  if (caller !== undefined && options.waits && outer?.events === true)
    tellEvent(set, number, EVENTS.calling, caller.id, number + 1);
  const made = new Map(drafts.map((draft, i) => [draft, stages[i]!]));
  const stageOf = (draft: Draft): Stage => made.get(draft)!;
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
