/**
 * A real processor that runs nothing: it answers requests (well, unless told otherwise) at the next turn
 * of the clock and says what the test has it say. For tests of CP's main side alone.
 */
import { linePair } from '../../src/cp/in-thread-line.js';
import type { ProcessorThread } from '../../src/cp/main/processor-pool.js';
import type {
  FromProcessor,
  MachineAsk,
  MachineRequest,
  MachineSpec,
  Reply,
  StopReason,
  ToProcessor,
} from '../../src/cp/protocol.js';
import type { Clock } from '../../src/shared/clock.js';

type Answer = Reply | 'silent';

/** The processor. */
export class FakeProcessor implements ProcessorThread {
  readonly line: ProcessorThread['line'];
  /** Requests in order, with the generation under which they came. */
  readonly requests: { machine: number; generation: number; request: MachineRequest }[] = [];
  readonly specs: MachineSpec[] = [];
  /** What is answered to a kind of request; `{ ok: true }` when not set. */
  readonly answers = new Map<MachineRequest['op'], Answer>();
  terminated = 0;
  readonly #post: (message: FromProcessor) => void;
  readonly #generations = new Map<number, number>();
  readonly #fresh = new Set<number>();
  #exit: ((why: string) => void) | undefined;

  /** @param announces - says that it is ready */
  constructor(clock: Clock, announces = true) {
    const pair = linePair(clock);
    this.line = pair.main;
    this.#post = (message) => pair.processor.post(message);
    pair.processor.receive((message) => this.#receive(message));
    if (announces) this.#post({ type: 'ready' });
  }

  terminate(): Promise<void> {
    this.terminated++;
    return Promise.resolve();
  }

  onExit(listener: (why: string) => void): void {
    this.#exit = listener;
  }

  /** The thread ends by itself. */
  die(why: string): void {
    this.#exit?.(why);
  }

  /** The kinds of requests so far. */
  get ops(): readonly string[] {
    return this.requests.map(({ request }) => request.op);
  }

  /** A machine asks; the answer comes as a request `answer`. */
  ask(machine: number, ask: number, question: MachineAsk): void {
    this.#post({ type: 'ask', machine, generation: this.#of(machine), ask, question });
  }

  stopped(machine: number, reason: StopReason): void {
    this.#post({ type: 'stopped', machine, generation: this.#of(machine), reason });
  }

  post(message: FromProcessor): void {
    this.#post(message);
  }

  #of(machine: number): number {
    return this.#generations.get(machine) ?? 1;
  }

  #receive(message: ToProcessor): void {
    if (message.type === 'machine') {
      this.#fresh.add(message.spec.id);
      this.specs.push(message.spec);
      this.#generations.set(message.spec.id, message.spec.generation);
    }
    if (message.type !== 'request') return;
    const { machine, generation, sequence, request } = message;
    this.#generations.set(machine, generation);
    // the stop by which CP learns that the machine has arrived is not what tests ask about
    const arrival = request.op === 'stop' && this.#fresh.has(machine);
    this.#fresh.delete(machine);
    const question = request.op === 'ipl-possible';
    if (!arrival && !question) this.requests.push({ machine, generation, request });
    const reply = this.answers.get(request.op) ?? { ok: true };
    if (reply !== 'silent') this.#post({ type: 'reply', machine, generation, sequence, reply });
  }
}
