/**
 * Makes a stage of its draft: finds what it is, reads CASEI and ZONE in front of it, and its operands. Nothing of the
 * set has been changed when it ends by a fault.
 */
import type { FrameContext } from '../nucleus/context.js';
import { findProgram } from '../nucleus/program-files.js';
import { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { Stage } from './pipe-set.js';
import type { Draft } from './pipeline-drawing.js';
import { ScanFault } from './scanner.js';
import type { StageIo } from './stage-io.js';
import { findStage, kindOf } from './stage-table.js';
import type { Naming } from './structures.js';
import { readViews } from './views.js';

/** Makes the stage of a draft: its operands are read here. Throws a ScanFault that tells where it is. */
export function makeStage(
  io: StageIo,
  draft: Draft,
  naming: Naming,
  id: number,
  group: number,
): Stage {
  return placed(draft, () => make(io, draft, naming, id, group));
}

function make(io: StageIo, draft: Draft, naming: Naming, id: number, group: number): Stage {
  const { element } = draft;
  const { verb, view, ...scanned } = readViews(element.verb, element.args, naming);
  let { args } = scanned;
  let kind = findStage(verb);
  if (kind === undefined) {
    const known =
      (io.context as Partial<FrameContext>).cms !== undefined &&
      findProgram(io.context.cms, verb.toUpperCase(), 'REXX') !== undefined;
    if (!known) throw new PipeFault(27, verb.toUpperCase());
    kind = kindOf('REXX');
    args = `${verb} ${args}`;
  }
  const first = !leadsIn(draft);
  if (kind.first === true && !first) throw new PipeFault(87);
  if (kind.first === false && first && draft.place === 1) throw new PipeFault(127);
  if (view !== undefined && kind.views !== true) throw new PipeFault(111, verb);
  io.stage = undefined as never;
  const operands = new Operands(args, naming);
  const state = kind.parse(operands, { first, io });
  return {
    id,
    verb: kind.names[0]!.toUpperCase(),
    text: element.text,
    args,
    view,
    group,
    pipeline: draft.pipeline,
    place: draft.place,
    inputs: draft.inputs,
    outputs: draft.outputs,
    names: draft.names,
    saved: [],
    state,
    pending: [],
    pendingTo: [],
    sent: -1,
    holds: false,
    finished: false,
    wait: 'none',
    waitStream: -1,
    queued: false,
    done: false,
    launched: false,
    committed: false,
    started: false,
    more: false,
    rc: 0,
    called: 0,
    trace: element.options.trace,
    listErrors: element.options.listErrors,
    listCodes: element.options.listCodes,
    listCommands: element.options.listCommands,
    messages: element.options.messageLevel,
    held: 0,
    outgoing: 0,
  };
}

/** Whether something stands in front of a stage in its pipeline. */
function leadsIn(draft: Draft): boolean {
  return draft.place > 1;
}

/** Adds to a fault where it is. */
function placed<T>(draft: Draft, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PipeFault) || error instanceof ScanFault) throw error;
    const fault = new ScanFault(error.number, ...error.fill);
    fault.place = draft.place;
    fault.pipeline = draft.pipeline;
    fault.text = draft.element.text;
    fault.pipelineName = draft.element.options.name;
    fault.messages = draft.element.options.messageLevel;
    throw fault;
  }
}
