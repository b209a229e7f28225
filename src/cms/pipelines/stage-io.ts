/**
 * What a stage sees while it runs: its streams, and the system. Made anew for every step; nothing of it lives on.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { EVENTS, listenerOf, tell, tellEvent } from './events.js';
import type { Operands } from './operands.js';
import { pipeMessage, whereLine } from './pipe-fault.js';
import {
  MOST_HELD,
  type Group,
  type PipeSet,
  type Rec,
  type Stage,
  type View,
} from './pipe-set.js';
import { StageStreams } from './stage-streams.js';
import { viewOf } from './views.js';

/** Work units of a byte that is looked at by itself; the engine copies and finds several in that time. */
const BYTE_COST = 1 / 1500;

/** Where a stage stands, for those that are something else at the beginning of a pipeline. */
export interface Place {
  readonly first: boolean;
  readonly io: StageIo;
}

/** An entry of the stage table. */
export interface StageKind {
  /** Names; what may be left out at the end is in lower case. */
  readonly names: readonly string[];
  /** true: only first in a pipeline; false: never first. */
  readonly first?: boolean;
  /** It honours CASEI and ZONE. */
  readonly views?: boolean;
  /** Reads the operands; throws a PipeFault. Gives the state. */
  parse(operands: Operands, place: Place): unknown;
  /** Looks whether it can do its work, before any stage has begun (commit level -1). Throws a PipeFault. */
  prepare?(io: StageIo, stage: Stage): void;
  /** Of a selection: whether it keeps a record; undefined: it is to be called again with the same one. */
  keeps?(state: unknown, view: Rec, io: StageIo): boolean | undefined;
  /** It does its own commit. */
  readonly commits?: boolean;
  run(io: StageIo, stage: Stage): void;
  /** Gives up what it has begun, when it is ended from outside or by a fault. */
  abandon?(io: StageIo, stage: Stage): void;
}

/** Begins the pipelines of a specification on behalf of a stage. */
export type Caller = (
  io: StageIo,
  spec: string,
  how: { readonly waits: boolean; readonly captured?: boolean; readonly events?: boolean },
) => void;

/** What the table of stages does for those that run others. */
export interface StageServices {
  readonly call: Caller;
  readonly find: (verb: string) => StageKind | undefined;
}

/** Streams and system, for the stage that runs. */
export class StageIo extends StageStreams {
  readonly context: StepContext;
  /** Answer to the effect that the stage asked for. */
  answer: Answer | undefined = undefined;
  /** What has been asked for in this step. */
  effect: Effect | undefined = undefined;
  /** The clock has cut a run that was long already: the step is over. */
  cut = false;
  /** A stage by its name. */
  readonly find: StageServices['find'];
  readonly #call: Caller;

  constructor(set: PipeSet, context: StepContext, services: StageServices) {
    const nucleus = (context as Partial<FrameContext>).nucleus;
    super(set, Math.min(MOST_HELD, nucleus?.machine.storageSize ?? MOST_HELD));
    this.context = context;
    this.find = services.find;
    this.#call = services.call;
  }

  /** The nucleus; undefined where a command runs without one. */
  get nucleus(): Nucleus | undefined {
    return (this.context as Partial<FrameContext>).nucleus;
  }

  /** Whether the step has lasted as long as one may. */
  overdue(): boolean {
    return this.nucleus?.machine.overdue?.() ?? false;
  }

  /** Counts bytes that the stage has gone through one by one. */
  work(bytes: number): void {
    this.cost += bytes * BYTE_COST;
  }

  /** What a selection looks at of a record (CASEI and ZONE). */
  view(record: Rec): Rec {
    return this.viewed(this.stage.view!, record);
  }

  /** The same for a selection that is the operand of the stage. */
  viewed(view: View, record: Rec): Rec {
    const seen = viewOf(view, record);
    if (view.upper || view.reverse) this.work(seen.length);
    return seen;
  }

  /** The stage has used its share of the step and is to be run again. */
  again(cost: number): void {
    this.stage.wait = 'none';
    this.cost += cost;
  }

  /** The same where the clock may have cut the run: what follows is the same turn, however often it is cut. */
  goOn(cost: number): void {
    this.again(cost);
    this.set.turns--;
  }

  /** Asks the system for something; the stage is run again with the answer. */
  ask(effect: Effect): void {
    this.effect = effect;
    this.set.effectFor = this.stage.id;
    this.stage.wait = 'effect';
  }

  /** The answer to what was asked, once. */
  takeAnswer(): Answer | undefined {
    const { answer } = this;
    this.answer = undefined;
    return answer;
  }

  /** The stage has ended. */
  end(rc = 0): void {
    this.stage.done = true;
    this.stage.rc = rc;
  }

  /** Runs pipelines; with `waits` the stage is run again when they have ended, their return code in `called`. */
  call(spec: string, waits = true, captured = false, events = false): void {
    if (waits) this.stage.wait = 'call';
    this.#call(this, spec, { waits, captured, events });
  }

  /** A stage has committed to level 0. When it is the last of its pipelines all of them go on. */
  commit(stage: Stage): void {
    stage.committed = true;
    tellEvent(this.set, stage.group, EVENTS.commit, stage.id, stage.rc, 0);
    const group = this.groupOf(stage);
    group.uncommitted--;
    this.releaseCommitted(group, stage.group);
  }

  /** Lets the stages of pipelines go on that wait for the last of them to commit. */
  releaseCommitted(group: Group, number: number): void {
    if (group.uncommitted > 0) return;
    // woken in the order of the pipelines: the first stage runs first
    const { stages, ready } = this.set;
    for (let id = stages.length - 1; id >= 0; id--) {
      const stage = stages[id];
      if (stage === undefined || stage.group !== number || stage.done) continue;
      if (stage.wait === 'commit' && !stage.queued) {
        // a stage that ends from now on does not stop the others
        if (group.rc === 0) stage.wait = 'none';
        stage.queued = true;
        ready.push(id);
      }
    }
  }

  /** Ends the stages that wait for time or for something typed. */
  stopEvents(): void {
    for (const stage of this.set.stages) {
      if (stage?.wait !== 'event') continue;
      // without an input or output it sees for itself that it has ended
      const before = this.stage;
      this.stage = stage;
      for (let i = 0; i < stage.outputs.length; i++) this.severOutput(i);
      this.stage = before;
      if (!stage.queued) {
        stage.queued = true;
        this.set.ready.push(stage.id);
      }
    }
  }

  /** Counts bytes that the stage keeps; a fault when all stages keep more than the machine has storage. */
  hold(bytes: number): void {
    this.stage.held += bytes;
    this.count(bytes);
  }

  /** Whether there is storage for so many bytes more. */
  hasRoom(bytes: number): boolean {
    return this.set.held + bytes <= this.most;
  }

  /** Counts a text that new stages share: parts of it are theirs. */
  holdText(stages: readonly Stage[], length: number): void {
    const each = Math.ceil(length / stages.length);
    for (const stage of stages) stage.held += each;
    this.set.held += each * stages.length;
  }

  /** Bytes that the stage keeps no longer. */
  release(bytes: number): void {
    this.stage.held -= bytes;
    this.set.held -= bytes;
  }

  /** Types a line that is data of a stage. */
  typeData(text: string): void {
    this.set.lines.push({ text, data: true });
  }

  /** Types a message, and, as far as MSGLEVEL says, which stage it is about. */
  message(number: number, ...fill: readonly (string | number)[]): void {
    const { stage } = this;
    const { name } = this.groupOf(stage);
    this.messageLine(pipeMessage(number, ...fill));
    if ((stage.messages & 4) !== 0) {
      this.messageLine(whereLine(stage.place, stage.pipeline, name));
    }
    if ((stage.messages & 1) !== 0) this.messageLine(pipeMessage(1, stage.text));
  }

  /** Types one line of a message. */
  messageLine(text: string): void {
    // a pipeline that RUNPIPE runs tells its messages to that stage
    const { set, stage } = this;
    const listener = listenerOf(set, stage.group);
    if (listener === undefined) set.lines.push({ text, data: false });
    else if (set.groups[stage.group]?.events === true) {
      tellEvent(set, stage.group, EVENTS.message, stage.id, toEbcdic(text));
    } else tell(set, listener, toEbcdic(text));
  }
}
