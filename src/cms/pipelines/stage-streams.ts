/**
 * The streams of the stage that runs: records in and out, what it waits for, streams that are severed or joined (CMS
 * Pipelines, "Pipeline Dispatcher"). Made anew for every step; nothing of it lives on.
 */
import { PipeFault } from './pipe-fault.js';
import {
  LARGE_RECORD,
  MOST_RECORD,
  type Group,
  type Link,
  type PipeSet,
  type Rec,
  type Stage,
} from './pipe-set.js';
import { severInput, severOutput, shortCircuit } from './stage-links.js';

/** Work units of a byte that the engine passes on. */
const PASS_COST = 1 / 4000;

/** Streams of the stage that runs. */
export class StageStreams {
  readonly set: PipeSet;
  /** The stage that runs. */
  stage: Stage;
  /** Work units used. */
  cost = 0;
  /** Most bytes that stages may hold: the storage of the machine. */
  protected readonly most: number;

  constructor(set: PipeSet, most: number) {
    this.set = set;
    this.most = most;
    this.stage = undefined as unknown as Stage;
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
    this.cost += (link.record?.length ?? 0) * PASS_COST;
    link.record = undefined;
    if (link.held > 0) {
      this.set.held -= link.held;
      link.held = 0;
    }
    if (link.from >= 0) this.wake(link.from, 'output', link.fromStream);
  }

  /** Offers a record; false when nobody will take it. What was offered before must have been taken. */
  put(record: Rec, stream: number): boolean {
    if (record.length > LARGE_RECORD) {
      const link = this.#output(stream);
      if (link === undefined || link.severed) return false;
      const bytes = this.#made(record);
      this.count(bytes);
      link.held = bytes;
    }
    return this.#offer(record, stream);
  }

  #offer(record: Rec, stream: number): boolean {
    const link = this.#output(stream);
    if (link === undefined || link.severed) return false;
    if (link.record !== undefined) throw new Error('a record overtakes another');
    link.record = record;
    if (link.to >= 0) this.wake(link.to, 'input', link.toStream);
    return true;
  }

  /** Bytes of a large record that the stage has made; 0 when it is one of an input that is passed on. */
  #made(record: Rec): number {
    if (record.length > MOST_RECORD) throw new PipeFault(78, record.length);
    const { inputs } = this.stage;
    for (let i = 0; i < inputs.length; i++) {
      if (this.peek(i)?.buffer === record.buffer) return 0;
    }
    return record.length;
  }

  /** Counts bytes that are held; a fault when they are more than the machine has storage. */
  protected count(bytes: number): void {
    this.set.held += bytes;
    if (this.set.held > this.most) throw new PipeFault(122);
  }

  /** Whether what was offered has been consumed, or nobody will. */
  taken(stream: number): boolean {
    const link = this.#output(stream);
    return link === undefined || link.severed || link.record === undefined;
  }

  /** Whether what was offered has still to be consumed; the stage waits for that then. */
  blocked(stream: number): boolean {
    if (this.taken(stream)) return false;
    this.waitOutput(stream);
    return true;
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
    if (record.length > LARGE_RECORD) {
      const bytes = this.#made(record);
      stage.outgoing += bytes;
      this.count(bytes);
    }
    stage.pending.push(record);
    stage.pendingTo.push(stream);
  }

  /** Sends what a filter has queued; false when it has to wait. */
  flush(): boolean {
    const { stage } = this;
    const { pending, pendingTo } = stage;
    if (stage.sent >= 0) {
      if (this.blocked(pendingTo[stage.sent]!)) return false;
    }
    while (++stage.sent < pending.length) {
      const stream = pendingTo[stage.sent]!;
      if (this.#offer(pending[stage.sent]!, stream)) {
        this.waitOutput(stream);
        return false;
      }
    }
    pending.length = 0;
    pendingTo.length = 0;
    this.set.held -= stage.outgoing;
    stage.outgoing = 0;
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

  /** Joins an input to an output: what would come to the stage goes past it. */
  short(input: number, output: number): void {
    shortCircuit(this.set, this.stage, input, output);
  }

  /** Makes a stage runnable that waits for a side and stream. */
  wake(id: number, side: 'input' | 'output', stream: number): void {
    const stage = this.set.stages[id]!;
    if (stage.queued) return;
    // one that waits for time looks at its streams, too
    if (stage.wait !== 'event') {
      if (stage.wait !== side && stage.wait !== 'either') return;
      if (stage.waitStream >= 0 && stage.waitStream !== stream) return;
    }
    stage.queued = true;
    this.set.ready.push(id);
  }

  /** The pipelines that a stage belongs to. */
  groupOf(stage: Stage): Group {
    return this.set.groups[stage.group]!;
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
