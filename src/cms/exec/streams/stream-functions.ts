/**
 * Functions on streams carried out (z/VM REXX/VM Reference, "Functions"): on files by stream-files.ts, on the terminal
 * and unit record devices by files of their own. A call may take several steps; what it has got so far is plain data.
 */
import type { Answer, Effect, StepContext, StepResult } from '../../command.js';
import { continueCommit, giveUp, type CommitFrame } from '../../commands/command-fault.js';
import { abandon } from '../../functions/file-control.js';
import type { StreamCall } from '../../rexx/host.js';
import { oneStep } from './file-functions.js';
import { streamCommand } from './stream-commands.js';
import {
  closing,
  failureOf,
  opened,
  putLine,
  REASONS,
  type Failure,
  type Took,
} from './stream-files.js';
import {
  CALL_COST,
  done,
  newWork,
  type Streams,
  type StreamStep,
  type StreamWork,
} from './stream-work.js';
import { terminal } from './terminal-stream.js';
import { resumeUnit, startUnit, unitNamed } from './unit-stream.js';
import { fileParts, MOST_STREAMS, newStream, notReady, streamOf, type Stream } from './stream.js';

/** Work units of a line, and of a step. */
const LINE_COST = 2;
const STEP_COST = 800;

/** Begins a call. */
export function startCall(streams: Streams, call: StreamCall, context: StepContext): StreamStep {
  const work = newWork(call);
  streams.work = work;
  const unit = unitNamed(call.name);
  if (unit !== undefined) return startUnit(streams, work, unit);
  return call.name.trim() === '' && call.operation !== 'COMMAND'
    ? terminal(streams, work, context)
    : guarded(streams, work, context);
}

/** Goes on with a call, with the answer to its effect. */
export function resumeCall(streams: Streams, answer: Answer, context: StepContext): StreamStep {
  const work = streams.work!;
  const unit = unitNamed(work.call.name);
  if (unit !== undefined) return resumeUnit(streams, work, unit, answer);
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
  streams.work ??= newWork(call);
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
