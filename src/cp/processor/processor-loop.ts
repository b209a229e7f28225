/**
 * A real processor: the virtual machines that it hosts, and the turns in which it runs them. One turn is one
 * slice of one machine; between turns the event loop brings messages from main. Nothing here blocks, and
 * a processor all of whose machines wait uses no time.
 */
import type { FileAccess } from '../../devices/backing.js';
import type { Clock } from '../../shared/clock.js';
import type { GuestProgramKind } from '../guest-interface.js';
import type { FromProcessor, ProtocolLine, ToProcessor } from '../protocol.js';
import type { RealStorage } from '../real-storage.js';
import type { UsageMeter } from './usage-meter.js';

/** How long a turn may be. */
export interface TurnLimits {
  /** Instructions between two looks at the doorbell and the clock. */
  readonly chunk: number;
  /** Instructions in one turn at the most. */
  readonly instructions: number;
  /** Milliseconds in one turn at the most, by the monotonic clock. */
  readonly milliseconds: number;
}

/** What a real processor is made of. */
export interface ProcessorParts {
  readonly storage: RealStorage;
  /** Which processor this is, from 0. */
  readonly index: number;
  readonly line: ProtocolLine<FromProcessor, ToProcessor>;
  readonly clock: Clock;
  readonly files: FileAccess;
  /** Systems that are IPLed by name; the composition root knows them. */
  readonly programs: readonly GuestProgramKind[];
  readonly meter: UsageMeter;
  readonly limits?: Partial<TurnLimits>;
}

/** One real processor, in a worker thread or (for tests) in main's own. */
export class ProcessorLoop {
  readonly #parts: ProcessorParts;
  #closed = false;

  /** Announces itself by `ready` and works from then on as messages and the clock have it. */
  constructor(parts: ProcessorParts) {
    this.#parts = parts;
    parts.storage.processor(parts.index).initialise();
    parts.line.receive((message) => this.#receive(message));
    parts.line.post({ type: 'ready' });
  }

  /** Whether `shutdown` has come. */
  get closed(): boolean {
    return this.#closed;
  }

  #receive(message: ToProcessor): void {
    if (message.type === 'shutdown') this.#closed = true;
    else this.#parts.storage.processor(this.#parts.index).answer();
  }
}
