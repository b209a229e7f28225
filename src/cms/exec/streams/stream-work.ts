/** A call of a function on streams that is being carried out, and what its steps lead to. Plain data. */
import type { Effect, Frame } from '../../command.js';
import type { StreamCall } from '../../rexx/host.js';
import type { Stream } from './stream.js';
import type { UnitName, UnitStream } from './unit-state.js';

/** Work units of a call beside its lines. */
export const CALL_COST = 4;

/** A call that is being carried out. */
export interface StreamWork {
  readonly call: StreamCall;
  /** What stands first and goes on by itself: a file that is closed. */
  frame: Frame | undefined;
  /** Characters read so far, or still to be written; and how many are passed over first. */
  text: string;
  skip: number;
  /** Line at which counting stands, and what has been counted. */
  line: number;
  counted: number;
  begun: boolean;
}

/** All streams of a program, and what it waits for. */
export interface Streams {
  readonly open: Stream[];
  work: StreamWork | undefined;
  /** Rest of a line of the terminal of which CHARIN has taken a part. */
  typed: string;
  /** Unit record devices in use. */
  readonly units: Partial<Record<UnitName, UnitStream | undefined>>;
}

/** What a step of a call leads to. */
export type StreamStep =
  | { readonly kind: 'effect'; readonly effect: Effect; readonly cost: number }
  /** `type`: characters for the terminal; `notReady`: the condition comes up, for this name. */
  | {
      readonly kind: 'done';
      readonly value: string;
      readonly cost: number;
      readonly notReady?: string;
      readonly type?: string;
    };

/** No streams yet. */
export function newStreams(): Streams {
  return { open: [], work: undefined, typed: '', units: {} };
}

/** No work yet on a call. */
export function newWork(call: StreamCall): StreamWork {
  return { call, frame: undefined, text: '', skip: 0, line: 0, counted: 0, begun: false };
}

/** A call is over, with a value. */
export function done(value: string, cost = CALL_COST, more: object = {}): StreamStep {
  return { kind: 'done', value, cost, ...more };
}
