/**
 * WAKEUP: waits for something that a service machine lives by (z/VM CMS Commands and Utilities Reference, "WAKEUP").
 * The return code says what came; what a message says is stacked.
 */
import type { Answer, Effect, Frame, LocalTime, StepContext, StepResult } from '../command.js';
import { stackLine } from '../program-stack.js';
import { authorizeSpecial, readIncoming, unauthorize, VMCF, vmcf } from '../special-messages.js';
import { fault, fileCommand } from './command-fault.js';
import { optionRules, parseOptions, splitOperands } from './operands.js';

/** Return codes. */
const RC = { message: 1, timer: 2, reader: 4, console: 6 } as const;
const READER = 0x00c;
const DAY = 86_400;
const RULES = optionRules('CONS', 'RDR', 'SMSG', 'VMCF', 'KILL');

/** Seconds from now to what the operand names: `hh:mm`, `hh:mm:ss`, or with + a time from now; `+n` is minutes. */
function secondsTo(word: string, now: LocalTime): number {
  const match = /^(\+?)(\d{1,4})(?::(\d{2}))?(?::(\d{2}))?$/.exec(word);
  if (match === null) throw fault('WAK', 70, word);
  const [, plus, first = '0', minutes, seconds] = match;
  if (minutes === undefined) {
    if (plus === '') throw fault('WAK', 70, word);
    return Number(first) * 60;
  }
  const [h, m, s] = [Number(first), Number(minutes), Number(seconds ?? 0)];
  if (h > 23 || m > 59 || s > 59) throw fault('WAK', 70, word);
  const time = h * 3600 + m * 60 + s;
  if (plus !== '') return time;
  const left = time - (now.hour * 3600 + now.minute * 60 + now.second);
  return left > 0 ? left : left + DAY;
}

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('WAK', RULES, options);
  if (operands.length > 1) throw fault('WAK', 70, operands[1] ?? '');
  // a time with its + is longer than a token
  const time = operands.length === 0 ? undefined : /^\s*\S+\s+([^\s()]+)/.exec(context.text)?.[1];
  const messages = chosen.has('SMSG') || chosen.has('VMCF');
  const frame: Frame = {
    seconds: time === undefined ? -1 : secondsTo(time, context.now),
    reader: chosen.has('RDR'),
    messages,
    // without anything to wait for, a line from the console ends it
    console: chosen.has('CONS') || (time === undefined && !messages && !chosen.has('RDR')),
  };
  if (chosen.has('KILL')) return { effect: unauthorize(), frame: { ...frame, stage: 'kill' } };
  if (messages) return { effect: authorizeSpecial(), frame: { ...frame, stage: 'authorize' } };
  return look(frame);
}

/** A file that is in the reader already will not say that it comes. */
function look(frame: Frame): StepResult {
  if (frame['reader'] !== true) return wait(frame);
  return {
    effect: { kind: 'cp', command: 'QUERY READER ALL', buffered: true },
    frame: { ...frame, stage: 'look' },
  };
}

function wait(frame: Frame): StepResult {
  const seconds = Number(frame['seconds']);
  const effect: Effect = {
    kind: 'await',
    console: frame['console'] === true,
    message: frame['messages'] === true,
    ...(frame['reader'] === true ? { reader: READER } : {}),
    ...(seconds < 0 ? {} : { seconds }),
  };
  return { effect, frame: { ...frame, stage: 'wait' } };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (answer.kind === 'rc') {
    if (frame['stage'] === 'kill') return { rc: 0 };
    if (frame['stage'] === 'authorize' && answer.rc !== 0) throw fault('WAK', 415, answer.rc);
    return frame['stage'] === 'reject' ? wait(frame) : look(frame);
  }
  if (answer.kind === 'cp') {
    // what is held is not read, and wakes nobody
    const there = answer.lines.some((line) => /^\S+ +\d{4} . \S+ \d+ \d+ NONE/.test(line));
    return there ? { rc: RC.reader } : wait(frame);
  }
  if (answer.kind !== 'event') return { rc: 256 };
  switch (answer.what) {
    case 'console':
      return { rc: RC.console };
    case 'timer':
      return { rc: RC.timer };
    case 'reader':
      // the file may have been read since it came
      return look(frame);
    case 'message':
      return message(frame, answer.bytes, context);
  }
}

/** A special message, or one sent with SENDX, is stacked; one that must be received is not for this command. */
function message(frame: Frame, bytes: Uint8Array, context: StepContext): StepResult {
  const came = readIncoming(bytes);
  if (came.response) return wait(frame);
  if (came.what === VMCF.send || came.what === VMCF.sendr) {
    const effect = vmcf(VMCF.reject, 0, came.id, came.from);
    return { effect, frame: { ...frame, stage: 'reject' } };
  }
  if (came.what !== VMCF.sendx) return wait(frame);
  const line = `${(came.special ? '*SMSG' : '*VMCF').padEnd(8)}${came.from.padEnd(8)}${came.text}`;
  if (!stackLine(context.cms.stack, line, 'FIFO')) throw fault('WAK', 109);
  return { rc: RC.message };
}

/** The WAKEUP command. */
export const wakeup = fileCommand('WAKEUP', 6, 'WAK', start, resume);
