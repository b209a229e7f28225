/**
 * Waiting for what happens to a machine: a line from the console, a file for the reader, a message by VMCF, or a
 * time. External interruptions of VMCF and of the clock comparator are let in only while the nucleus waits for
 * them, so that a message which comes meanwhile stays with CP until it is asked for.
 */
import type { Answer, Effect } from '../command.js';
import { consoleFree } from './console-io.js';
import {
  CSW,
  MESSAGE_BUFFER,
  MESSAGE_LENGTH,
  MESSAGE_LIST,
  OLD_PSW,
  PSW_DISABLED,
  STUB,
} from './layout.js';
import {
  newTraps,
  waitForInterruption,
  type Activation,
  type Next,
  type Nucleus,
} from './nucleus.js';
import {
  CODE_COMPARATOR,
  comparatorDue,
  letTimerIn,
  MASK_COMPARATOR,
  setComparator,
} from './interval-timer.js';

type EffectNext = Extract<Next, { kind: 'effect' }>;
type Event = Extract<Answer, { kind: 'event' }>;

const CODE_MESSAGE = 0x4001;
/** Mask in control register 0. */
const MASK_MESSAGE = 0x1;
/** Device end that comes by itself. */
const DEVICE_END = 0x04;

/** Begins to wait, or goes on; gives the event when it is there already. */
export function performAwait(
  n: Nucleus,
  effect: Extract<Effect, { kind: 'await' }>,
  next: EffectNext,
): Event | undefined {
  if (effect.console && n.cms.stack.typed.length > 0) return { kind: 'event', what: 'console' };
  if (effect.reader !== undefined && takeArrival(n, effect.reader))
    return { kind: 'event', what: 'reader' };
  next.progress ??= { stage: 'events', count: 0 };
  if (effect.seconds !== undefined) {
    const { progress } = next;
    progress.due ??= n.machine.timeOfDay() + Math.round(effect.seconds * 1e6);
    if (n.machine.timeOfDay() > progress.due) return { kind: 'event', what: 'timer' };
    // an exit of STIMER may have set it anew since it was set last
    if (progress.stage !== 'armed') {
      progress.stage = 'armed';
      setComparator(n, Math.min(progress.due, comparatorDue(n) ?? Infinity));
      return undefined;
    }
    progress.stage = 'events';
  }
  if (!consoleFree(n)) {
    waitForInterruption(n);
    return undefined;
  }
  const cr0 = n.machine.controlRegister(0);
  const timer = effect.seconds === undefined ? 0 : MASK_COMPARATOR;
  const message = effect.message ? MASK_MESSAGE : 0;
  n.state.letMessagesIn = (message & ~cr0) !== 0;
  n.machine.setControlRegister(0, cr0 | timer | message);
  waitForInterruption(n);
  return undefined;
}

/**
 * An interruption has come: none of these is let in until the nucleus waits again, but for an interval of STIMER, and
 * messages that a program has let in for its own routine.
 */
export function holdEvents(n: Nucleus): void {
  const cr0 = n.machine.controlRegister(0);
  const masks = MASK_COMPARATOR | (n.state.letMessagesIn ? MASK_MESSAGE : 0);
  n.state.letMessagesIn = false;
  if ((cr0 & masks) !== 0) n.machine.setControlRegister(0, cr0 & ~masks);
  letTimerIn(n, false);
}

/** No program handles interruptions any more: messages stay with CP whatever the last one has let in. */
export function dropTraps(n: Nucleus): void {
  n.state.traps = newTraps();
  n.state.letMessagesIn = true;
  holdEvents(n);
}

/** What an external interruption is to an activation that waits for events; undefined when nothing. */
export function externalEvent(
  n: Nucleus,
  a: Activation | undefined,
  code: number,
): Event | undefined {
  if (a?.next.kind !== 'effect' || a.next.effect.kind !== 'await') return undefined;
  if (code === CODE_COMPARATOR) {
    const due = a.next.progress?.due ?? 0;
    return n.machine.timeOfDay() > due ? { kind: 'event', what: 'timer' } : undefined;
  }
  if (code !== CODE_MESSAGE) return undefined;
  const bytes = n.machine.fetch(MESSAGE_BUFFER, MESSAGE_LENGTH);
  return { kind: 'event', what: 'message', bytes: bytes ?? new Uint8Array() };
}

/** A unit has ended something: device end alone, when nobody waits for it, is a file that has come. */
export function noteArrival(n: Nucleus, device: number): void {
  const status = (n.machine.word(CSW + 4) ?? 0) >>> 16;
  if (status !== DEVICE_END << 8 || n.state.unit?.device === device) return;
  // one entry a device, and a machine has few that say this
  if (!n.state.arrivals.includes(device))
    n.state.arrivals = [...n.state.arrivals, device].slice(-16);
}

/** Executes DIAGNOSE X'68' with a parameter list, whose areas are those of the nucleus. */
export function performVmcf(n: Nucleus, list: Uint8Array, next: EffectNext): void {
  const m = n.machine;
  next.progress = { stage: 'diagnose', count: 0 };
  m.store(MESSAGE_LIST, list);
  m.setWord(MESSAGE_LIST + 16, MESSAGE_BUFFER);
  m.setWord(MESSAGE_LIST + 20, MESSAGE_LENGTH);
  m.setRegister(2, MESSAGE_LIST);
  m.setRegister(4, 0);
  m.loadPsw(PSW_DISABLED, STUB.diagnose68);
}

/** The code of an external interruption in BC mode. */
export function externalCode(n: Nucleus): number {
  return (n.machine.word(OLD_PSW.external) ?? 0) & 0xffff;
}

function takeArrival(n: Nucleus, device: number): boolean {
  const there = n.state.arrivals.includes(device);
  if (there) n.state.arrivals = n.state.arrivals.filter((one) => one !== device);
  return there;
}
