/**
 * Both ends of a line between main and a real processor in one thread: messages are copied as postMessage
 * copies them, and arrive at a later turn of the clock, in order.
 */
import type { Clock } from '../shared/clock.js';
import type { FromProcessor, ProtocolLine, ToProcessor } from './protocol.js';

/** The two ends. */
export interface LinePair {
  readonly main: ProtocolLine<ToProcessor, FromProcessor>;
  readonly processor: ProtocolLine<FromProcessor, ToProcessor>;
}

/** Makes the two ends of a line. */
export function linePair(clock: Clock): LinePair {
  const toProcessor = new Way<ToProcessor>(clock);
  const toMain = new Way<FromProcessor>(clock);
  return {
    main: {
      post: (message) => toProcessor.post(message),
      receive: (receiver) => toMain.receive(receiver),
    },
    processor: {
      post: (message) => toMain.post(message),
      receive: (receiver) => toProcessor.receive(receiver),
    },
  };
}

/** One direction: keeps what comes before there is a receiver. */
class Way<T> {
  readonly #clock: Clock;
  readonly #queue: T[] = [];
  #receiver: ((message: T) => void) | undefined;
  #scheduled = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  post(message: T): void {
    this.#queue.push(structuredClone(message));
    this.#schedule();
  }

  receive(receiver: (message: T) => void): void {
    this.#receiver = receiver;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#receiver === undefined || this.#queue.length === 0) return;
    this.#scheduled = true;
    this.#clock.defer(() => {
      this.#scheduled = false;
      // what is posted meanwhile comes at the next turn
      for (const message of this.#queue.splice(0)) this.#receiver?.(message);
      this.#schedule();
    });
  }
}
