/** STIMER (SVC 47; OS/VS Supervisor Services, "STIMER"): waits, or begins an interval at whose end an exit may be taken. */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Command, StepContext, StepResult } from '../command.js';
import { fetchOf } from '../functions/caller-list.js';
import { readClock, type FrameContext } from '../nucleus/context.js';
import { stopTimer } from '../nucleus/interval-timer.js';
import { callerRegister } from './caller.js';

/** Units of an interval by the high digit of the flags. */
const UNIT = {
  timer: 0,
  binary: 0x10,
  microseconds: 0x20,
  decimal: 0x30,
  gmt: 0x60,
  day: 0x70,
} as const;
const KIND = { task: 0, wait: 1, real: 3 } as const;
/** Timer units in a second. */
const TIMER_UNITS = 38_400;
const DAY = 86_400;
/** Return code for a request that is none. */
const INVALID = 8;

/** An interval in seconds, as STIMER has it; undefined when there is no such unit. */
function interval(context: StepContext, flags: number): number | undefined {
  const at = callerRegister(context, 1) & 0xffffff;
  const unit = flags & 0x70;
  const view = (length: number): DataView => {
    const bytes = fetchOf(context, at, length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  };
  switch (unit) {
    case UNIT.timer:
      return view(4).getUint32(0) / TIMER_UNITS;
    case UNIT.binary:
      return view(4).getUint32(0) / 100;
    case UNIT.microseconds:
      return Number(view(8).getBigUint64(0) >> 12n) / 1e6;
    case UNIT.decimal:
      return digits(context, at);
    case UNIT.day:
    case UNIT.gmt: {
      const { nucleus } = context as FrameContext;
      const { hour, minute, second } = context.now;
      const local = hour * 3600 + minute * 60 + second;
      const now = unit === UNIT.day ? local : (nucleus.machine.timeOfDay() / 1e6) % DAY;
      return (((digits(context, at) - now) % DAY) + DAY) % DAY;
    }
    default:
      return undefined;
  }
}

/** HHMMSSth in unpacked digits. */
function digits(context: StepContext, at: number): number {
  const text = fromEbcdic(fetchOf(context, at, 8)).replace(/\D/g, '0');
  const two = (from: number): number => Number(text.slice(from, from + 2));
  return two(0) * 3600 + two(2) * 60 + two(4) + two(6) / 100;
}

/** Flags and exit in register 0, the interval where register 1 points. */
function setTimer(context: StepContext): StepResult {
  const request = callerRegister(context, 0);
  const flags = request >>> 24;
  const seconds = interval(context, flags);
  const kind = flags & 0x03;
  if (seconds === undefined) return { rc: INVALID };
  if (kind === KIND.wait) {
    const effect = { kind: 'await', console: false, message: false, seconds } as const;
    return { effect, frame: {} };
  }
  if (kind !== KIND.task && kind !== KIND.real) return { rc: INVALID };
  const n = (context as FrameContext).nucleus;
  // an interval takes the place of the one before it
  stopTimer(n);
  const task = kind === KIND.task;
  const length = Math.round(seconds * 1e6);
  const start = task ? readClock(n).virtual : n.machine.timeOfDay();
  const exit = request & 0xffffff;
  context.cms.os.timer = { task, due: start + length, length, exit, ended: false };
  return exit === 0 ? { rc: 0 } : { effect: { kind: 'set-timer' }, frame: {} };
}

/**
 * STIMER, as a command whose name begins with an asterisk: the interval begins, and with an exit the timer is set.
 */
export const stimer: Command = {
  name: '*STIMER',
  minimum: 7,
  start: setTimer,
  resume: () => ({ rc: 0 }),
};
