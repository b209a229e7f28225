/**
 * Stages that wait for time and for what is typed: DELAY and IMMCMD (CMS Pipelines, the stages of these names). While
 * nothing else can run the machine rests by the CP command SLEEP, which an attention ends.
 */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { LocalTime } from '../../command.js';
import { PipeFault } from '../pipe-fault.js';
import type { StageKind } from '../stage.js';

const DAY = 86_400;

/** Seconds of the day. */
function secondsOf(now: LocalTime): number {
  return (now.hour * 60 + now.minute) * 60 + now.second;
}

interface Delay {
  /** Second of the day at which the record goes on; undefined: none waits. */
  due: number | undefined;
  started: number;
  out: boolean;
}

/** How long a record is delayed: `+mm:ss`, `+n` seconds, or until `hh:mm:ss`. */
function dueAt(text: string, now: number): number {
  const match = /^(\+?)(?:(?:(\d{1,4}):)?(\d{1,5}):)?(\d{1,7})$/.exec(text);
  if (match === null) throw new PipeFault(400, text);
  const [, plus, hours = '0', minutes = '0', last = '0'] = match;
  const colon = match[3] !== undefined;
  if (plus === '+') return now + (Number(hours) * 60 + Number(minutes)) * 60 + Number(last);
  // a time of the day: hh, hh:mm or hh:mm:ss; one that is past is tomorrow's
  const whole =
    match[2] !== undefined
      ? (Number(hours) * 60 + Number(minutes)) * 60 + Number(last)
      : colon
        ? (Number(minutes) * 60 + Number(last)) * 60
        : Number(last) * 3600;
  return whole >= now ? whole : whole + DAY;
}

const delay: StageKind = {
  names: ['DELAY'],
  first: false,
  parse(operands): Delay {
    operands.finish();
    return { due: undefined, started: 0, out: false };
  },
  run(io, stage) {
    const s = stage.state as Delay;
    for (;;) {
      if (s.out) {
        if (io.blocked(0)) return;
        s.out = false;
        io.consume(0);
      }
      if (!io.connected(0)) {
        io.end();
        return;
      }
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) io.end();
        else io.waitInput(0);
        return;
      }
      const clock = secondsOf(io.context.now);
      if (s.due === undefined) {
        const word = fromEbcdic(record).trim().split(/\s+/)[0] ?? '';
        s.started = clock;
        s.due = dueAt(word, clock);
      }
      const now = clock < s.started ? clock + DAY : clock;
      if (now < s.due) {
        io.waitEvent();
        return;
      }
      s.due = undefined;
      s.out = io.put(record, 0);
      if (!s.out) io.consume(0);
    }
  },
};

interface Immediate {
  readonly name: string;
}

/** IMMCMD: lines that are typed with its name become records while other stages run. */
const immcmd: StageKind = {
  names: ['IMMCMD'],
  first: true,
  parse(operands): Immediate {
    const name = operands.required().toUpperCase();
    operands.finish();
    return { name };
  },
  prepare(io, stage) {
    const { name } = stage.state as Immediate;
    const state = io.nucleus?.state;
    if (state === undefined) return;
    const fixed = ['HT', 'RT', 'HX', 'HI'].includes(name);
    if (fixed || state.immediate.some((one) => one.name === name))
      throw new PipeFault(95, name, 'IMMCMD');
    state.immediate.push({ name, lines: [] });
  },
  run(io, stage) {
    const { name } = stage.state as Immediate;
    if (io.blocked(0)) return;
    const found = io.nucleus?.state.immediate.find((one) => one.name === name);
    const line = found?.lines.shift();
    if (!io.connected(0) || found === undefined) {
      this.abandon?.(io, stage);
      io.end();
    } else if (line === undefined) io.waitEvent();
    else {
      io.put(toEbcdic(line), 0);
      io.waitOutput(0);
    }
  },
  abandon(io, stage) {
    const { name } = stage.state as Immediate;
    const state = io.nucleus?.state;
    if (state !== undefined) state.immediate = state.immediate.filter((one) => one.name !== name);
  },
};

/** PIPESTOP: ends the stages that wait for events, with the first record or at the end of its input. */
const pipestop: StageKind = {
  names: ['PIPESTOP'],
  parse(operands): null {
    operands.finish();
    return null;
  },
  run(io) {
    if (io.peek(0) === undefined && !io.atEnd(0)) {
      io.waitInput(0);
      return;
    }
    io.stopEvents();
    io.end();
  },
};

/** The stages of this file. */
export const waiting: readonly StageKind[] = [delay, immcmd, pipestop];
