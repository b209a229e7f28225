/**
 * What a stage sees while it runs: its streams, and the system. Made anew for every step; nothing of it lives on.
 */
import { EBCDIC_TO_UPPER, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import type { Operands } from './operands.js';
import { PipeFault, pipeMessage } from './pipe-fault.js';
import {
  MOST_HELD,
  MOST_RECORD,
  type Group,
  type Link,
  type PipeSet,
  type Rec,
  type Stage,
} from './pipe-set.js';
import { locateRange } from './ranges.js';
import { severInput, severOutput, shortCircuit } from './stage-links.js';

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
  /** Of a selection: whether it keeps a record. */
  keeps?(state: unknown, view: Rec): boolean;
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
  how: { readonly waits: boolean; readonly captured?: boolean },
) => void;

/** What the table of stages does for those that run others. */
export interface StageServices {
  readonly call: Caller;
  readonly find: (verb: string) => StageKind | undefined;
}

/** Streams and system, for the stage that runs. */
export class StageIo {
  readonly set: PipeSet;
  readonly context: StepContext;
  /** The stage that runs. */
  stage: Stage;
  /** Answer to the effect that the stage asked for. */
  answer: Answer | undefined = undefined;
  /** What has been asked for in this step. */
  effect: Effect | undefined = undefined;
  /** Work units used. */
  cost = 0;
  /** A stage by its name. */
  readonly find: StageServices['find'];
  readonly #call: Caller;
  /** Most bytes that stages may hold: the storage of the machine. */
  readonly #most: number;

  constructor(set: PipeSet, context: StepContext, services: StageServices) {
    this.set = set;
    this.context = context;
    this.find = services.find;
    this.#call = services.call;
    this.#most = Math.min(MOST_HELD, this.nucleus?.machine.storageSize ?? MOST_HELD);
    this.stage = undefined as unknown as Stage;
  }

  /** The nucleus; undefined where a command runs without one. */
  get nucleus(): Nucleus | undefined {
    return (this.context as Partial<FrameContext>).nucleus;
  }

  /** Whether the step has lasted as long as one may. */
  overdue(): boolean {
    return this.nucleus?.machine.overdue?.() ?? false;
  }

  #input(stream: number): Link | undefined {
    return this.set.links[this.stage.inputs[stream] ?? -1];
  }

  #output(stream: number): Link | undefined {
    return this.set.links[this.stage.outputs[stream] ?? -1];
  }

  /** The next record of an input; undefined while there is none, or behind the last. */
  peek(stream: number): Rec | undefined {
    return this.#input(stream)?.record;
  }

  /** Whether an input is at its end. */
  atEnd(stream: number): boolean {
    const link = this.#input(stream);
    return link === undefined || (link.ended && link.record === undefined);
  }

  /** Consumes the record of an input. */
  consume(stream: number): void {
    const link = this.#input(stream);
    if (link === undefined) return;
    link.record = undefined;
    if (link.from >= 0) this.wake(link.from, 'output', link.fromStream);
  }

  /** Offers a record; false when nobody will take it. What was offered before must have been taken. */
  put(record: Rec, stream: number): boolean {
    const link = this.#output(stream);
    if (link === undefined || link.severed) return false;
    if (link.record !== undefined) throw new Error('a record overtakes another');
    link.record = record;
    if (link.to >= 0) this.wake(link.to, 'input', link.toStream);
    return true;
  }

  /** Whether what was offered has been consumed, or nobody will. */
  taken(stream: number): boolean {
    const link = this.#output(stream);
    return link === undefined || link.severed || link.record === undefined;
  }

  /** Whether an output leads to a stage that has not ended. */
  connected(stream: number): boolean {
    const link = this.#output(stream);
    return link !== undefined && !link.severed;
  }

  /** Whether no output leads anywhere. */
  outputsGone(): boolean {
    const { outputs } = this.stage;
    for (let i = 0; i < outputs.length; i++) if (this.connected(i)) return false;
    return true;
  }

  /** Queues a record of a filter for an output that is connected. */
  emit(record: Rec, stream = 0): void {
    const { stage } = this;
    const link = this.#output(stream);
    if (link === undefined || link.severed) return;
    if (record.length > MOST_RECORD) throw new PipeFault(78, record.length);
    stage.pending.push(record);
    stage.pendingTo.push(stream);
  }

  /** Sends what a filter has queued; false when it has to wait. */
  flush(): boolean {
    const { stage } = this;
    const { pending, pendingTo } = stage;
    if (stage.sent >= 0) {
      const stream = pendingTo[stage.sent]!;
      if (!this.taken(stream)) {
        this.waitOutput(stream);
        return false;
      }
    }
    while (++stage.sent < pending.length) {
      const stream = pendingTo[stage.sent]!;
      if (this.put(pending[stage.sent]!, stream)) {
        this.waitOutput(stream);
        return false;
      }
    }
    pending.length = 0;
    pendingTo.length = 0;
    stage.sent = -1;
    return true;
  }

  /** The stage waits for a record of an input, or its end; -1: any. */
  waitInput(stream: number): void {
    this.stage.wait = 'input';
    this.stage.waitStream = stream;
  }

  /** The stage waits until its record is consumed. */
  waitOutput(stream: number): void {
    this.stage.wait = 'output';
    this.stage.waitStream = stream;
  }

  /** The stage waits for anything to happen to its streams. */
  waitEither(): void {
    this.stage.wait = 'either';
    this.stage.waitStream = -1;
  }

  /** The stage waits for something outside. */
  waitEvent(): void {
    this.stage.wait = 'event';
  }

  /** The stage has used its share of the step and is to be run again. */
  again(cost: number): void {
    this.stage.wait = 'none';
    this.cost += cost;
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
  call(spec: string, waits = true, captured = false): void {
    if (waits) this.stage.wait = 'call';
    this.#call(this, spec, { waits, captured });
  }

  /** A stage has committed to level 0. When it is the last of its pipelines all of them go on. */
  commit(stage: Stage): void {
    stage.committed = true;
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
        stage.queued = true;
        ready.push(id);
      }
    }
  }

  /** Joins an input to an output: what would come to the stage goes past it. */
  short(input: number, output: number): void {
    shortCircuit(this.set, this.stage, input, output);
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

  /** Makes a stage runnable that waits for a side and stream. */
  wake(id: number, side: 'input' | 'output', stream: number): void {
    const stage = this.set.stages[id]!;
    if (stage.queued || (stage.wait !== side && stage.wait !== 'either')) return;
    if (stage.waitStream >= 0 && stage.waitStream !== stream) return;
    stage.queued = true;
    this.set.ready.push(id);
  }

  /** What a selection looks at. */
  view(record: Rec): Rec {
    const view = this.stage.view!;
    let part: Rec = record;
    if (view.range !== undefined) {
      const [from, to] = locateRange(view.range, record);
      part = record.subarray(from, to);
    }
    if (view.upper) part = part.map((byte) => EBCDIC_TO_UPPER[byte]!);
    return view.reverse ? part.slice().reverse() : part;
  }

  /** Counts bytes that the stage keeps; a fault when all stages keep more than the machine has storage. */
  hold(bytes: number): void {
    this.stage.held += bytes;
    this.set.held += bytes;
    if (this.set.held > this.#most) throw new PipeFault(122);
  }

  /** Bytes that the stage keeps no longer. */
  release(bytes: number): void {
    this.stage.held -= bytes;
    this.set.held -= bytes;
  }

  /** The pipelines that a stage belongs to. */
  groupOf(stage: Stage): Group {
    return this.set.groups[stage.group]!;
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
      this.messageLine(
        name === ''
          ? pipeMessage(3, stage.place, stage.pipeline)
          : pipeMessage(4, stage.place, stage.pipeline, name),
      );
    }
    if ((stage.messages & 1) !== 0) this.messageLine(pipeMessage(1, stage.text));
  }

  /** Types one line of a message. */
  messageLine(text: string): void {
    // a pipeline that RUNPIPE runs tells its messages to that stage
    for (let at: Stage | undefined = this.stage; at !== undefined;) {
      const group: Group | undefined = this.set.groups[at.group];
      const caller: Stage | undefined = this.set.stages[group?.caller ?? -1];
      if (group?.captured === true && caller !== undefined) {
        caller.pending.push(toEbcdic(text));
        caller.pendingTo.push(0);
        return;
      }
      at = caller;
    }
    this.set.lines.push({ text, data: false });
  }

  /** Severs an input: its producer sees end of file. */
  severInput(stream: number): void {
    severInput(this.set, this.stage, stream);
  }

  /** Severs an output: its consumer sees end of file behind the record that is there. */
  severOutput(stream: number): void {
    severOutput(this.set, this.stage, stream);
  }
}
