/** Pipelines as a command runs them: step by step, with what they type and ask for in the right order. */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import type { RexxProgram } from '../exec/rexx-program.js';
import type { FrameContext } from '../nucleus/context.js';
import { dispatch, endAll } from './dispatcher.js';
import { launch } from './launch.js';
import { PipeFault, pipeMessage, whereLine } from './pipe-fault.js';
import { readIncoming, VMCF } from '../special-messages.js';
import { newPipeSet, type PipeSet } from './pipe-set.js';
import { ScanFault } from './scanner.js';
import { findStage } from './stage-table.js';
import { StageIo, type StageServices } from './stage-io.js';

/** Work units of one step. */
const BUDGET = 1400;
/** Return code when HI has ended a pipeline. */
const HALTED = -4094;

/** While stages wait for time or typed lines the machine rests; an attention wakes it. */
const REST: Effect = { kind: 'cp', command: 'SLEEP 1 SEC', buffered: true };

/** The same while special messages are awaited. */
const LISTEN: Effect = { kind: 'await', console: false, message: true, seconds: 1 };
/** Messages that wait for STARMSG; more are as if they had not been sent. */
const MOST_MESSAGES = 200;
/** Class of a special message in the record of STARMSG. */
const SPECIAL_CLASS = '00000004';

/** A message for STARMSG has come. */
function takeMessage(set: PipeSet, bytes: Uint8Array): void {
  const came = readIncoming(bytes);
  const waiting = set.listener?.messages;
  if (waiting === undefined || came.response || came.what !== VMCF.sendx) return;
  if (waiting.length >= MOST_MESSAGES) return;
  waiting.push(toEbcdic(`${SPECIAL_CLASS}${came.from.padEnd(8)}${came.text}`));
}

/** The frame of PIPE. */
export interface PipeFrame {
  readonly version: 2;
  readonly set: PipeSet;
  /** The REXX stage whose command is being carried out: EXECCOMM and others find its variables here. */
  rexx?: RexxProgram | undefined;
  /** What a stage has asked for, while lines in front of it are being typed. */
  asked: Effect | undefined;
  ended: boolean;
}

const services: StageServices = {
  find: findStage,
  call(io, spec, { waits, captured, events }) {
    const caller = io.stage;
    try {
      launch(io, spec, {
        ...{ caller, waits, captured: captured === true, events: events === true },
      });
    } catch (error) {
      if (!(error instanceof PipeFault)) throw error;
      io.stage = caller;
      if (captured === true) {
        for (const line of faultLines(error)) {
          caller.pending.push(toEbcdic(line));
          caller.pendingTo.push(0);
        }
      } else for (const line of faultLines(error)) io.messageLine(line);
      caller.called = -error.number;
      // the caller goes on as if its pipelines had ended
      if (waits) caller.wait = 'none';
    }
    io.stage = caller;
  },
};

/** A fault of the scan as lines, and which stage it is in. */
function faultLines(fault: PipeFault): string[] {
  const lines = [pipeMessage(fault.number, ...fault.fill)];
  if (!(fault instanceof ScanFault) || fault.place === 0) return lines;
  const { place, pipeline, pipelineName, messages, text } = fault;
  if ((messages & 4) !== 0) lines.push(whereLine(place, pipeline, pipelineName));
  if ((messages & 1) !== 0 && text !== '') lines.push(pipeMessage(1, text));
  return lines;
}

/**
 * Begins the pipelines of a PIPE command.
 * @param budget - work units of a step
 */
export function startPipe(context: StepContext, spec: string, budget = BUDGET): StepResult {
  const frame: PipeFrame = { version: 2, set: newPipeSet(), asked: undefined, ended: false };
  const io = new StageIo(frame.set, context, services);
  try {
    if (spec.trim() === '') throw new PipeFault(256, 'PIPE');
    launch(io, spec, { caller: undefined, waits: true, captured: false, events: false });
  } catch (error) {
    if (!(error instanceof PipeFault)) throw error;
    return { rc: -error.number, lines: faultLines(error) };
  }
  return goOn(frame, io, budget);
}

/** Goes on with the answer to what was asked for, or with what is left to do. */
export function resumePipe(
  given: Frame,
  answer: Answer,
  context: StepContext,
  budget = BUDGET,
): StepResult {
  const frame = given as unknown as PipeFrame;
  const { set } = frame;
  if (frame.ended || set.lines.length > 0) return show(frame, 0);
  if (answer.kind === 'event' && answer.what === 'message') takeMessage(set, answer.bytes);
  const io = new StageIo(set, context, services);
  if ((context as Partial<FrameContext>).nucleus?.state.haltExecs === true) {
    endAll(io, HALTED);
    frame.ended = true;
    return show(frame, 0);
  }
  return goOn(frame, io, budget, answer);
}

function goOn(frame: PipeFrame, io: StageIo, budget: number, answer?: Answer): StepResult {
  const how = dispatch(io, budget, answer);
  if (how === 'done') frame.ended = true;
  frame.asked = io.effect;
  if (how === 'event') frame.asked = io.set.listener === undefined ? REST : LISTEN;
  return show(frame, Math.min(io.cost, BUDGET));
}

/** Types what is to be typed, messages and data apart from each other, then goes on. */
function show(frame: PipeFrame, cost: number): StepResult {
  const { set } = frame;
  const kept = frame as unknown as Frame;
  const other = set.lines.findIndex((line) => line.data !== set.lines[0]?.data);
  const some = set.lines.splice(0, other < 0 ? set.lines.length : other);
  const lines = some.map((line) => line.text);
  const data = some[0]?.data === true;
  if (set.lines.length > 0) return { effect: { kind: 'work' }, frame: kept, lines, data, cost };
  if (frame.ended) return { rc: set.rc, lines, data, cost };
  const effect = frame.asked ?? ({ kind: 'work' } as const);
  frame.asked = undefined;
  const asker = set.stages[set.effectFor];
  frame.rexx =
    asker?.verb === 'REXX'
      ? (asker.state as { readonly program: RexxProgram | undefined }).program
      : undefined;
  return { effect, frame: kept, lines, data, cost };
}
