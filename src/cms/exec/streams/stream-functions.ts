/**
 * Functions on streams carried out (z/VM REXX/VM Reference, "Functions"): on files by stream-files.ts, on the terminal
 * here. A call may take several steps; what it has got so far is plain data.
 */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../../command.js';
import { continueCommit, giveUp, type CommitFrame } from '../../commands/command-fault.js';
import { abandon } from '../../functions/file-control.js';
import type { StreamCall } from '../../rexx/host.js';
import { streamCommand } from './stream-commands.js';
import {
  closing,
  entryOf,
  failureOf,
  lineAt,
  linesOf,
  opened,
  outputMode,
  putLine,
  REASONS,
  type Failure,
  type Took,
} from './stream-files.js';
import { fileParts, MOST_STREAMS, newStream, notReady, streamOf, type Stream } from './stream.js';

/** Work units of a call beside its lines, of a line, and of a step. */
const CALL_COST = 4;
const LINE_COST = 2;
const STEP_COST = 800;
/** Characters that CHAROUT keeps of a line that has not ended. */
const MOST_PARTIAL = 65_535;

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
  return { open: [], work: undefined, typed: '' };
}

/** Begins a call. */
export function startCall(streams: Streams, call: StreamCall, context: StepContext): StreamStep {
  const work: StreamWork = {
    ...{ call, frame: undefined, text: '', skip: 0, line: 0, counted: 0, begun: false },
  };
  streams.work = work;
  return call.name.trim() === '' && call.operation !== 'COMMAND'
    ? terminal(streams, work, context)
    : guarded(streams, work, context);
}

/** Goes on with a call, with the answer to its effect. */
export function resumeCall(streams: Streams, answer: Answer, context: StepContext): StreamStep {
  const work = streams.work!;
  if (answer.kind === 'line') {
    streams.typed += answer.text + (work.call.operation === 'CHARIN' ? '\n' : '');
    work.begun = true;
    return terminal(streams, work, context);
  }
  return guarded(streams, work, context, answer);
}

/** Closes what is open; undefined when all is closed. */
export function closeAll(
  streams: Streams,
  answer: Answer | undefined,
  context: StepContext,
): Effect | undefined {
  const call = { operation: 'COMMAND', name: '', text: 'CLOSE' } as const;
  streams.work ??= { call, frame: undefined, text: '', skip: 0, line: 0, counted: 0, begun: false };
  const { work } = streams;
  for (;;) {
    const stream = streams.open[0];
    if (stream === undefined) {
      streams.work = undefined;
      return undefined;
    }
    try {
      const first = goOn(work, stream, answer, context);
      if (first !== undefined) return first.effect;
      const took = closed(context, stream);
      if (took === 'more') return { kind: 'work' };
      if (typeof took === 'object' && 'first' in took) {
        const effect = begin(work, took.first);
        if (effect !== undefined) return effect;
        continue;
      }
    } catch (error) {
      // what cannot be closed is given up, and keeps nothing else open
      failureOf(error);
      giveUpAll(work, stream, context);
    }
    streams.open.shift();
  }
}

/** Gives up what a disk has not taken. */
function giveUpAll(work: StreamWork, stream: Stream | undefined, context: StepContext): void {
  giveUp(work.frame, context);
  work.frame = undefined;
  const file = stream && opened(context, stream);
  if (file !== undefined) abandon(context, file);
}

function done(value: string, cost = CALL_COST, more: object = {}): StreamStep {
  return { kind: 'done', value, cost, ...more };
}

/** Remembers where something goes on that comes first; its effect. */
function begin(work: StreamWork, result: StepResult): Effect | undefined {
  if (!('effect' in result)) return undefined;
  work.frame = result.frame;
  return result.effect;
}

/** Brings what stands first on by an answer; undefined when it is over. */
function goOn(
  work: StreamWork,
  stream: Stream | undefined,
  answer: Answer | undefined,
  context: StepContext,
): Extract<StreamStep, { kind: 'effect' }> | undefined {
  const { frame } = work;
  if (frame === undefined) return undefined;
  const commit = frame['commit'] as CommitFrame | undefined;
  let result: StepResult | undefined;
  if (commit !== undefined && answer !== undefined) {
    result = continueCommit(commit, answer, context);
  } else if (frame['closing'] !== undefined && stream !== undefined) {
    result = closing(context, stream, frame);
  }
  work.frame = undefined;
  const effect = result && begin(work, result);
  return effect && { kind: 'effect', effect, cost: STEP_COST };
}

/** Ends a call by a failure: the stream tells why, and NOTREADY comes up. */
function failed(
  work: StreamWork,
  stream: Stream | undefined,
  failure: Failure,
  value: string,
): StreamStep {
  if (stream !== undefined) notReady(stream, 'ERROR', REASONS[failure.failed]);
  return done(value, CALL_COST, { notReady: work.call.name });
}

/** What a call gives when it could not be carried out. */
function nothing({ operation, text }: StreamCall): string {
  switch (operation) {
    case 'LINEOUT':
      return '1';
    case 'CHAROUT':
      return String(text?.length ?? 0);
    case 'LINES':
    case 'CHARS':
      return '0';
    default:
      return '';
  }
}

function guarded(
  streams: Streams,
  work: StreamWork,
  context: StepContext,
  answer?: Answer,
): StreamStep {
  const stream = streamOf(streams.open, work.call.name);
  try {
    return goOn(work, stream, answer, context) ?? onFile(streams, work, stream, context);
  } catch (error) {
    const failure = failureOf(error);
    giveUpAll(work, stream, context);
    if (work.call.operation === 'COMMAND') return done(`ERROR:${REASONS[failure.failed]}`);
    return failed(work, stream, failure, nothing(work.call));
  }
}

function onFile(
  streams: Streams,
  work: StreamWork,
  known: Stream | undefined,
  context: StepContext,
): StreamStep {
  const { call } = work;
  switch (call.operation) {
    case 'STATE':
      return done(known?.status ?? 'UNKNOWN');
    case 'DESCRIPTION':
      return done(known === undefined ? 'UNKNOWN:' : `${known.status}:${known.reason}`);
    case 'COMMAND':
      return afterCommand(streams, work, known, context);
    default: {
      let stream = known;
      if (stream === undefined) {
        const parts = fileParts(call.name);
        if (parts === undefined) return failed(work, undefined, { failed: 'name' }, nothing(call));
        stream = newStream(parts);
        const full = streams.open.length >= MOST_STREAMS;
        if (full) return failed(work, undefined, { failed: 'too many files' }, nothing(call));
        streams.open.push(stream);
      }
      return perform(streams, work, stream, context);
    }
  }
}

function afterCommand(
  streams: Streams,
  work: StreamWork,
  stream: Stream | undefined,
  context: StepContext,
): StreamStep {
  const took = streamCommand(streams.open, stream, work.call, context, () =>
    closed(context, stream!),
  );
  if (took === 'more') return { kind: 'effect', effect: { kind: 'work' }, cost: STEP_COST };
  if (typeof took === 'string') return done('');
  if ('value' in took) return done(took.value);
  if ('failed' in took) return done(`ERROR:${REASONS[took.failed]}`);
  const effect = begin(work, took.first);
  return effect === undefined ? done('') : { kind: 'effect', effect, cost: STEP_COST };
}

/** Writes what CHAROUT has left, and closes the file. */
function closed(context: StepContext, stream: Stream): Took<true> {
  if (stream.partial !== undefined) {
    const took = putLine(context, stream, stream.partial);
    if (typeof took !== 'object' || 'first' in took) return took;
    stream.partial = undefined;
    if ('failed' in took) return took;
  }
  const first = closing(context, stream);
  return first === undefined ? { value: true } : { first };
}

function perform(
  streams: Streams,
  work: StreamWork,
  stream: Stream,
  context: StepContext,
): StreamStep {
  const { call } = work;
  const reads = !call.operation.endsWith('OUT');
  const close = !reads && call.text === undefined && call.at === undefined;
  if (stream.way !== undefined && !close && (stream.way === 'READ') !== reads) {
    return failed(work, stream, { failed: 'way' }, nothing(call));
  }
  let cost = CALL_COST;
  for (;;) {
    const took = close ? closed(context, stream) : oneStep(work, stream, context);
    cost += LINE_COST;
    if (took === 'more') {
      if (cost < STEP_COST) continue;
      return { kind: 'effect', effect: { kind: 'work' }, cost };
    }
    if (took === 'end') {
      notReady(stream, 'NOTREADY', 'EOF');
      const { operation } = call;
      const counts = operation === 'LINES' || operation === 'CHARS';
      return done(work.text, cost, counts ? {} : { notReady: call.name });
    }
    if ('failed' in took) {
      const value = call.operation === 'CHAROUT' ? String(work.text.length) : nothing(call);
      if (call.operation === 'LINES' || call.operation === 'CHARS') return done(value, cost);
      return failed(work, stream, took, value);
    }
    if ('first' in took) {
      const effect = begin(work, took.first);
      if (effect === undefined) continue;
      return { kind: 'effect', effect, cost };
    }
    if (close) streams.open.splice(streams.open.indexOf(stream), 1);
    if (call.operation !== 'LINES' && call.operation !== 'CHARS') notReady(stream, 'READY', '');
    return done(close ? '0' : String(took.value), cost);
  }
}

function oneStep(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  switch (work.call.operation) {
    case 'LINEIN':
      return lineIn(work, stream, context);
    case 'CHARIN':
      return charIn(work, stream, context);
    case 'LINEOUT':
      return lineOut(work, stream, context);
    case 'CHAROUT':
      return charOut(work, stream, context);
    case 'LINES':
      return lines(stream, context);
    default:
      return chars(work, stream, context);
  }
}

/** Goes to the line that is asked for, once. */
function place(work: StreamWork, stream: Stream, line: number | undefined): void {
  if (work.begun) return;
  work.begun = true;
  if (line === undefined) return;
  stream.readLine = line;
  stream.current = undefined;
  stream.left = undefined;
}

function lineIn(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { at, count } = work.call;
  place(work, stream, at);
  const { current } = stream;
  if (count === 0) {
    const entry = entryOf(context, stream);
    if (entry === undefined) return { failed: 'not found' };
    return stream.readLine > entry.records + 1 ? 'end' : { value: '' };
  }
  if (current !== undefined) {
    stream.current = undefined;
    if (stream.left !== undefined) stream.left -= current.length;
    return { value: stream.lineEnd === '' ? current : current.slice(0, -1) };
  }
  const took = lineAt(context, stream, stream.readLine);
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.readLine++;
  if (stream.left !== undefined) stream.left -= took.value.length + stream.lineEnd.length;
  return took;
}

function charIn(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { at, count = 1 } = work.call;
  if (!work.begun && at !== undefined) {
    work.skip = at - 1;
    place(work, stream, 1);
  }
  work.begun = true;
  if (work.text.length >= count && work.skip === 0) return { value: work.text };
  if (stream.current === undefined || stream.current === '') {
    const took = lineAt(context, stream, stream.readLine);
    if (typeof took !== 'object' || !('value' in took)) return took;
    stream.readLine++;
    stream.current = took.value + stream.lineEnd;
  }
  const passed = Math.min(work.skip, stream.current.length);
  work.skip -= passed;
  const taken = stream.current.slice(passed, passed + count - work.text.length);
  work.text += taken;
  const rest = stream.current.slice(passed + taken.length);
  stream.current = rest === '' ? undefined : rest;
  if (stream.left !== undefined) stream.left -= passed + taken.length;
  return 'more';
}

function lineOut(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { text, at } = work.call;
  if (!work.begun && at !== undefined) {
    if (stream.partial !== undefined) return putPartial(stream, context);
    stream.writeLine = at;
  }
  work.begun = true;
  if (text === undefined) return { value: '0' };
  const took = putLine(context, stream, (stream.partial ?? '') + text);
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.partial = undefined;
  return { value: '0' };
}

function putPartial(stream: Stream, context: StepContext): Took<string> {
  const took = putLine(context, stream, stream.partial!);
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.partial = undefined;
  return 'more';
}

function charOut(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { text, at } = work.call;
  if (!work.begun) {
    if (at !== undefined) {
      if (stream.partial !== undefined) return putPartial(stream, context);
      // characters within a file have no place of their own: only its beginning does
      if (at !== 1) return { failed: 'skips' };
      stream.writeLine = 1;
    }
    work.begun = true;
    work.text = text ?? '';
    const mode = outputMode(context, stream);
    if ('failed' in mode) return mode;
  }
  if (work.text === '') return { value: '0' };
  const { lineEnd } = stream;
  const end = lineEnd === '' ? -1 : work.text.indexOf(lineEnd);
  if (end < 0) {
    const partial = (stream.partial ?? '') + work.text;
    if (partial.length > MOST_PARTIAL) return { failed: 'too long' };
    stream.partial = partial;
    work.text = '';
    return { value: '0' };
  }
  const took = putLine(context, stream, (stream.partial ?? '') + work.text.slice(0, end));
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.partial = undefined;
  work.text = work.text.slice(end + lineEnd.length);
  return 'more';
}

/** Lines that are left. */
function lines(stream: Stream, context: StepContext): Took<string> {
  const there = linesOf(context, stream);
  if ('first' in there) return there;
  const left = Math.max(0, there.value - stream.readLine + 1);
  return { value: String(left + (stream.current === undefined ? 0 : 1)) };
}

function chars(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  if (stream.left !== undefined) return { value: String(stream.left) };
  if (!work.begun) {
    const there = linesOf(context, stream);
    if ('first' in there) return there;
    work.begun = true;
    work.line = stream.readLine;
    work.counted = stream.current?.length ?? 0;
  }
  const entry = entryOf(context, stream);
  const ending = stream.lineEnd.length;
  if (entry?.format === 'F') {
    const records = Math.max(0, entry.records - work.line + 1);
    stream.left = work.counted + records * (entry.recordLength + ending);
    return { value: String(stream.left) };
  }
  const took = lineAt(context, stream, work.line);
  if (took === 'end' || (typeof took === 'object' && 'failed' in took)) {
    stream.left = work.counted;
    return { value: String(work.counted) };
  }
  if (typeof took !== 'object' || !('value' in took)) return took;
  work.counted += took.value.length + ending;
  work.line++;
  return 'more';
}

/** A call for the terminal. */
function terminal(streams: Streams, work: StreamWork, context: StepContext): StreamStep {
  const { operation, text, count = 1 } = work.call;
  const waiting = context.cms.stack.typed;
  switch (operation) {
    case 'LINEIN': {
      if (count === 0) return done('');
      if (streams.typed === '' && !work.begun) break;
      const line = streams.typed.replace(/\n$/, '');
      streams.typed = '';
      return done(line);
    }
    case 'CHARIN': {
      if (streams.typed.length < count) break;
      const taken = streams.typed.slice(0, count);
      streams.typed = streams.typed.slice(count);
      return done(taken);
    }
    case 'LINES':
      return done(String(waiting.length + (streams.typed === '' ? 0 : 1)));
    case 'CHARS': {
      const characters = waiting.reduce((sum, line) => sum + line.length + 1, 0);
      return done(String(characters + streams.typed.length));
    }
    case 'LINEOUT':
      return done('0', CALL_COST, text === undefined ? {} : { type: `${text}\n` });
    case 'CHAROUT':
      return done('0', CALL_COST, text === undefined ? {} : { type: text });
    default:
      return done(operation === 'STATE' ? 'READY' : 'READY:');
  }
  return { kind: 'effect', effect: { kind: 'read-console' }, cost: CALL_COST };
}
