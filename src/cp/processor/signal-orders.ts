/**
 * What SIGNAL PROCESSOR orders, and what the addressed processor answers (GA22-7000, chapter "Control", "CPU
 * Signaling and Response"). All processors of a machine run on one real processor, so that an order is done
 * when the instruction is complete, but for what an instruction that waits for CP holds up: the addressed
 * processor is busy so long.
 */
import type { ProcessorSignal } from '../protocol.js';

/** Order codes. */
const ORDERS: ReadonlyMap<number, ProcessorSignal | 'sense' | 'external-call' | 'emergency'> =
  new Map([
    [0x01, 'sense'],
    [0x02, 'external-call'],
    [0x03, 'emergency'],
    [0x04, 'start'],
    [0x05, 'stop'],
    [0x06, 'restart'],
    [0x07, 'initial-program-reset'],
    [0x08, 'program-reset'],
    [0x09, 'stop-and-store-status'],
    [0x0b, 'initial-cpu-reset'],
    [0x0c, 'cpu-reset'],
  ]);

/** Status bit, as the register of R1 gets it: an external call is pending already. */
export const EXTERNAL_CALL_PENDING = 0x80;
/** Status bit: the processor is stopped. */
export const STOPPED = 0x40;
/** Status bit: the order is none. */
export const INVALID_ORDER = 0x02;

const ACCEPTED = 0;
const BUSY = 2;
const NOT_OPERATIONAL = 3;

/** An addressed processor. */
export interface SignalTarget {
  readonly operating: boolean;
  /** An order that it has accepted is not done yet. */
  readonly busy: boolean;
  readonly externalCallPending: boolean;
  externalCall(from: number): void;
  emergency(from: number): void;
  obey(order: ProcessorSignal, from: number): void;
}

/** The answer: a condition code, the status that goes with code 1, and what is done once both are set. */
export interface SignalAnswer {
  readonly cc: number;
  readonly status?: number;
  readonly act?: () => void;
}

const status = (bits: number): SignalAnswer =>
  bits === 0 ? { cc: ACCEPTED } : { cc: 1, status: bits };

/** Whether a busy processor takes the order all the same: a reset ends what it is busy with. */
const isReset = (order: string): boolean => order.endsWith('reset');

/**
 * Decides what becomes of an order.
 * @param target - the addressed processor; undefined when there is none at the address
 * @param from - address of the processor that signals
 */
export function answerSignal(
  target: SignalTarget | undefined,
  code: number,
  from: number,
): SignalAnswer {
  if (target === undefined) return { cc: NOT_OPERATIONAL };
  const order = ORDERS.get(code & 0xff);
  if (target.busy && !(order !== undefined && isReset(order))) return { cc: BUSY };
  switch (order) {
    case undefined:
      return status(INVALID_ORDER);
    case 'sense':
      return status(
        (target.externalCallPending ? EXTERNAL_CALL_PENDING : 0) | (target.operating ? 0 : STOPPED),
      );
    case 'external-call':
      return target.externalCallPending
        ? status(EXTERNAL_CALL_PENDING)
        : { cc: ACCEPTED, act: () => target.externalCall(from) };
    case 'emergency':
      return { cc: ACCEPTED, act: () => target.emergency(from) };
    default:
      return { cc: ACCEPTED, act: () => target.obey(order, from) };
  }
}
