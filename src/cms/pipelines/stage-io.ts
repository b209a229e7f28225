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

  constructor(set: PipeSet, context: StepContext, services: StageServices) {
    this.set = set;
    this.context = context;
    this.find = services.find;
    this.#call = services.call;
    this.stage = undefined as unknown as Stage;
  }

  /** The nucleus; undefined where a command runs without one. */
  get nucleus(): Nucleus | undefined {
    return (this.context as Partial<FrameContext>).nucleus;
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
    if (record.length > MOST_RECORD) throw new PipeFault(124, record.length);
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
    const { stage, set } = this;
    const at = stage.inputs[input] ?? -1;
    const out = stage.outputs[output] ?? -1;
    const source = set.links[at];
    const sink = set.links[out];
    // a stream of the caller cannot be joined to another's end: copying does the same
    if (source === undefined || sink === undefined || sink.to < 0) {
      this.severInput(input);
      this.severOutput(output);
      return;
    }
    stage.inputs[input] = -1;
    stage.outputs[output] = -1;
    source.to = sink.to;
    source.toStream = sink.toStream;
    const consumer = set.stages[sink.to]!;
    consumer.inputs[sink.toStream] = at;
    this.#free(out);
    for (const group of set.groups) {
      const lent = group?.borrowed.find((one) => one.link === out && one.side === 'output');
      if (lent !== undefined) group!.borrowed.splice(group!.borrowed.indexOf(lent), 1);
      const given = group?.borrowed.find((one) => one.link === at && one.side === 'input');
      if (given !== undefined) group!.borrowed.splice(group!.borrowed.indexOf(given), 1);
    }
    this.nudge(consumer.id);
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

  /** Makes a stage runnable whatever it waits for on its streams: it sees for itself. */
  nudge(id: number): void {
    const stage = this.set.stages[id]!;
    if (stage.queued || !['input', 'output', 'either', 'event'].includes(stage.wait)) return;
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

  /** Counts bytes that the stage keeps; a fault when the pipeline keeps too much. */
  hold(bytes: number): void {
    this.stage.held += bytes;
    this.set.held += bytes;
    if (this.set.held > MOST_HELD) throw new PipeFault(122);
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

  /** Types a message, and which stage it is about. */
  message(number: number, ...fill: readonly (string | number)[]): void {
    this.messageLine(pipeMessage(number, ...fill));
    const { stage } = this;
    const { name } = this.groupOf(stage);
    const called = name === '' ? '' : ` name "${name}"`;
    this.messageLine(pipeMessage(3, stage.place, stage.pipeline, called));
    this.messageLine(pipeMessage(1, stage.text));
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
    const { stage, set } = this;
    const at = stage.inputs[stream] ?? -1;
    const link = set.links[at];
    if (link === undefined) return;
    const saved = this.#restore('input', stream);
    if (!saved) stage.inputs[stream] = -1;
    if (this.#giveBack('input', at, link)) return;
    link.record = undefined;
    link.severed = true;
    link.to = -1;
    if (link.from >= 0) this.nudge(link.from);
    else this.#free(at);
  }

  /** Severs an output: its consumer sees end of file behind the record that is there. */
  severOutput(stream: number): void {
    const { stage, set } = this;
    const at = stage.outputs[stream] ?? -1;
    const link = set.links[at];
    if (link === undefined) return;
    const saved = this.#restore('output', stream);
    if (!saved) stage.outputs[stream] = -1;
    if (this.#giveBack('output', at, link)) return;
    link.ended = true;
    link.from = -1;
    if (link.to >= 0) this.nudge(link.to);
    else this.#free(at);
  }

  #free(at: number): void {
    this.set.links[at] = undefined;
    this.set.freeLinks.push(at);
  }

  /** A stream that ADDPIPE put away comes back when the one in its place is severed. */
  #restore(side: 'input' | 'output', stream: number): boolean {
    const { stage } = this;
    const at = stage.saved.findLastIndex((one) => one.side === side && one.stream === stream);
    if (at < 0) return false;
    const [saved] = stage.saved.splice(at, 1);
    (side === 'input' ? stage.inputs : stage.outputs)[stream] = saved!.link;
    return true;
  }

  /** A stream of the stage that called these pipelines is its own again. */
  #giveBack(side: 'input' | 'output', at: number, link: Link): boolean {
    const { borrowed, caller } = this.groupOf(this.stage);
    const lent = borrowed.find((one) => one.link === at && one.side === side);
    const owner = this.set.stages[caller];
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
}
