/**
 * What main takes for one real processor, and is two: at random ends of turns a machine is written down,
 * thrown away, and rebuilt from the bytes on the other. Main must not notice.
 */
import type { ProcessorParts } from '../../src/cp/processor/processor-loop.js';
import { ProcessorLoop } from '../../src/cp/processor/processor-loop.js';
import { InstructionMeter } from '../../src/cp/processor/usage-meter.js';
import { linePair } from '../../src/cp/in-thread-line.js';
import type { LinePair } from '../../src/cp/in-thread-line.js';
import type {
  FromProcessor,
  MachineSpec,
  ProtocolLine,
  ToProcessor,
} from '../../src/cp/protocol.js';
import type { Clock } from '../../src/shared/clock.js';

/** Sequences of the requests made here, far from main's own. */
const OWN = 1e9;

interface Place {
  /** What a processor is to be told of the machine, as it is now. */
  spec: MachineSpec;
  on: number;
  /** It is being moved: what main posts meanwhile. */
  waiting: ToProcessor[] | undefined;
}

/** Parts of a processor, but for those that are made here. */
export type MovingParts = Omit<ProcessorParts, 'line' | 'meter'>;

/** Two processors behind one line. */
export class MovingProcessor implements ProtocolLine<ToProcessor, FromProcessor> {
  /** Machines moved so far. */
  moves = 0;
  readonly #lines: LinePair[] = [];
  readonly #places = new Map<number, Place>();
  /** Whose turn it is to get the frames that main sends. */
  readonly #hungry: number[] = [];
  readonly #choose: () => boolean;
  readonly #early: FromProcessor[] = [];
  #receiver: ((message: FromProcessor) => void) | undefined;
  #sequence = OWN;
  #next = 0;

  /** @param choose - whether to move a machine at the end of this turn */
  constructor(parts: MovingParts, choose: () => boolean) {
    this.#choose = choose;
    const clock: Clock = {
      now: () => parts.clock.now(),
      monotonic: () => parts.clock.monotonic(),
      after: (milliseconds, action) => parts.clock.after(milliseconds, action),
      defer: (action) =>
        parts.clock.defer(() => {
          action();
          this.#turnEnded();
        }),
    };
    for (const which of [0, 1]) {
      const pair = linePair(parts.clock);
      this.#lines.push(pair);
      pair.main.receive((message) => this.#fromLoop(which, message));
      new ProcessorLoop({ ...parts, clock, line: pair.processor, meter: new InstructionMeter() });
    }
  }

  post(message: ToProcessor): void {
    switch (message.type) {
      case 'machine':
        this.#places.set(message.spec.id, { spec: message.spec, on: 0, waiting: undefined });
        this.#lines[0]!.main.post(message);
        return;
      case 'request': {
        const place = this.#places.get(message.machine);
        if (place === undefined) return;
        if (place.waiting !== undefined) {
          place.waiting.push(message);
          return;
        }
        this.#note(place, message);
        this.#lines[place.on]!.main.post(message);
        return;
      }
      case 'frames':
        this.#lines[this.#hungry.shift() ?? 0]!.main.post(message);
        return;
      case 'shutdown':
        for (const line of this.#lines) line.main.post(message);
    }
  }

  receive(receiver: (message: FromProcessor) => void): void {
    this.#receiver = receiver;
    for (const message of this.#early.splice(0)) receiver(message);
  }

  /** Keeps the description of a machine as its requests have changed it. */
  #note(place: Place, message: Extract<ToProcessor, { type: 'request' }>): void {
    const { request } = message;
    const { spec } = place;
    const generation = Math.max(spec.generation, message.generation);
    place.spec = { ...spec, generation };
    switch (request.op) {
      case 'attach':
        place.spec = { ...place.spec, devices: [...spec.devices, request.device] };
        return;
      case 'detach':
        place.spec = {
          ...place.spec,
          devices: spec.devices.filter(({ address }) => address !== request.address),
        };
        return;
      case 'settings': {
        const { timer, share, emsg } = request;
        place.spec = { ...place.spec, timer, share, ...(emsg === undefined ? {} : { emsg }) };
        return;
      }
      case 'discard':
        this.#places.delete(spec.id);
        return;
      default:
        return;
    }
  }

  #fromLoop(which: number, message: FromProcessor): void {
    if (message.type === 'ready' && which === 1) return;
    if (message.type === 'frames-wanted') this.#hungry.push(which);
    if (message.type === 'reply' && message.sequence > OWN) {
      this.#rebuild(message);
      return;
    }
    if (this.#receiver === undefined) this.#early.push(message);
    else this.#receiver(message);
  }

  #turnEnded(): void {
    if (!this.#choose()) return;
    const there = [...this.#places.values()].filter(({ waiting }) => waiting === undefined);
    const place = there[this.#next++ % Math.max(1, there.length)];
    if (place === undefined) return;
    place.waiting = [];
    this.#lines[place.on]!.main.post({
      type: 'request',
      machine: place.spec.id,
      generation: place.spec.generation,
      sequence: ++this.#sequence,
      request: { op: 'write-down' },
    });
  }

  #rebuild(message: Extract<FromProcessor, { type: 'reply' }>): void {
    const place = this.#places.get(message.machine);
    if (place === undefined) return;
    const { reply } = message;
    if (!reply.ok || reply.machine === undefined) throw new Error('a machine was not written down');
    // what could not be written to a file is not plain data
    const written = structuredClone(reply.machine);
    JSON.stringify(written, (_key, value: unknown) => {
      if (typeof value === 'function' || typeof value === 'symbol') throw new Error('not plain');
      return value;
    });
    place.on = 1 - place.on;
    this.moves++;
    this.#lines[place.on]!.main.post({ type: 'machine', spec: { ...place.spec, written } });
    const waiting = place.waiting ?? [];
    place.waiting = undefined;
    for (const one of waiting) this.post(one);
  }
}
