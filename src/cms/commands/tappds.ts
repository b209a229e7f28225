/** TAPPDS: files from tapes of IEBPTPCH, IEBUPDTE and IEHMOVE (CMS Command and Macro Reference, "TAPPDS"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import type { FileOutput } from '../files/file-output.js';
import type { Change } from '../files/writer.js';
import { message } from '../messages-table.js';
import { CARD } from '../tape/card-format.js';
import { parseTappds, type TappdsRequest } from '../tape/os-requests.js';
import {
  isCut,
  moveTape,
  newOsTape,
  nextThing,
  readBlock,
  takeAnswer,
  takeMoved,
  type OsTape,
  type OsThing,
} from '../tape/os-tape.js';
import { fault, fileCommand, writableVolume } from './command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from './file-output.js';
import { parseFileid } from './operands.js';

const MODULE = 'TPD';
/** Things that one step takes from the tape. */
const ITEMS = 150;
/** What MAXTEN says. */
const TEN = 10;

/** Where it stands; plain data. */
type PdsFrame = {
  readonly request: TappdsRequest;
  readonly tape: OsTape;
  stage: 'read' | 'work' | 'close' | 'end' | 'moved';
  /** The member that is read, and whether the rest of it is passed over. */
  member: string | undefined;
  passing: boolean;
  members: number;
  output: FileOutput | undefined;
  /** What a fault gives up. */
  change: Change | undefined;
};

function start(context: StepContext): StepResult {
  const request = parseTappds(context.tokens);
  writableVolume(context, MODULE, request.letter);
  const tape = newOsTape(request.drive);
  const frame: PdsFrame = {
    ...{ request, tape, stage: 'read', member: undefined, passing: false },
    ...{ members: 0, output: undefined, change: undefined },
  };
  return { effect: readBlock(tape), frame, cost: 20 };
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(given as PdsFrame) };
  switch (frame.stage) {
    case 'read': {
      const { tape } = frame;
      const labels = takeAnswer(context, tape, answer);
      if (labels !== undefined) return { effect: readBlock(tape), frame, lines: labels, cost: 20 };
      return work(context, frame);
    }
    case 'work':
      return work(context, frame);
    case 'close':
      return close(context, frame);
    case 'end':
      return end(frame);
    case 'moved':
      takeMoved(frame.tape, answer);
      return {
        rc: 0,
        lines: frame.tape.waiting?.kind === 'member' ? [message(MODULE, 707)] : [],
      };
  }
}

const again = (frame: PdsFrame, lines: readonly string[] = []): StepResult => ({
  ...{ effect: { kind: 'work' }, frame, lines, cost: 600 },
});

/** Takes some of what is in the block. */
function work(context: StepContext, frame: PdsFrame): StepResult {
  frame.stage = 'work';
  for (let i = 0; i < ITEMS; i++) {
    const item = nextThing(frame.tape, frame.request);
    if (item === undefined) {
      if (frame.tape.at === 'mark') return ended(frame);
      return { effect: readBlock(frame.tape), frame: { ...frame, stage: 'read' }, cost: 100 + i };
    }
    switch (item.kind) {
      case 'nothing':
        break;
      case 'record':
        record(context, frame, item);
        break;
      case 'last':
        frame.tape.waiting = item;
        return ended(frame);
      case 'member': {
        if (item.alias) break;
        if (frame.member !== undefined) {
          frame.tape.waiting = item;
          return ended(frame);
        }
        if (frame.members === TEN && frame.request.maxTen && frame.tape.unloaded === undefined) {
          frame.tape.waiting = item;
          return end(frame);
        }
        const { name, type, letter } = frame.request;
        frame.member = parseFileid(MODULE, [item.name ?? name, type, letter], {}).name;
        frame.members++;
        frame.passing = false;
      }
    }
  }
  return again(frame);
}

function record(
  context: StepContext,
  frame: PdsFrame,
  { bytes, end: last }: Extract<OsThing, { readonly kind: 'record' }>,
): void {
  const { request, tape } = frame;
  const { unloaded } = tape;
  if (frame.member === undefined) {
    // what IEBPTPCH has punched in front of the first member, or IEHMOVE in front of the first entry
    if (request.form === 'PDS' || unloaded !== undefined) return;
    frame.member = request.name;
  }
  if (frame.passing) return;
  if (frame.output === undefined) {
    const fixed = unloaded === undefined || unloaded.format === 'F';
    frame.output = startFileOutput(context, MODULE, {
      ...{ name: frame.member, type: request.type, letter: request.letter },
      modeNumber: request.modeNumber,
      format: fixed ? 'F' : 'V',
      recordLength: unloaded === undefined ? CARD : fixed ? unloaded.recordLength : 1,
    });
    frame.change = frame.output.change;
  }
  putOutput(context, frame.output, bytes);
  if (last && request.end) frame.passing = true;
}

/** A member has ended, by another one, the end of them all, or a tape mark. */
function ended(frame: PdsFrame): StepResult {
  const { tape, request, member } = frame;
  if (isCut(tape)) throw fault(MODULE, 57);
  if (frame.output !== undefined) return again({ ...frame, stage: 'close' });
  frame.stage = tape.waiting?.kind === 'member' ? 'work' : 'end';
  if (member === undefined) {
    if (frame.members > 0 || frame.stage === 'work') return again(frame);
    const empty = request.form === 'NOPDS' || tape.unloaded !== undefined;
    if (!empty) {
      throw tape.blocks > 0 ? fault(MODULE, 57) : fault(MODULE, 58, request.drive.shown);
    }
  }
  // no file is without records
  frame.member = undefined;
  return again(frame, [message(MODULE, 701)]);
}

function close(context: StepContext, frame: PdsFrame): StepResult {
  const output = frame.output!;
  if (!replaceSome(context, output)) return again(frame);
  const name = `${output.name} ${output.type} ${output.letter}${String(output.modeNumber)}`;
  const next: PdsFrame = {
    ...frame,
    ...{ stage: frame.tape.waiting?.kind === 'member' ? 'work' : 'end', member: undefined },
    ...{ output: undefined, change: undefined },
    // a file without members counts as one
    members: Math.max(1, frame.members),
  };
  return closeOutput(context, output, { frame: next, lines: [message(MODULE, 703, name)] });
}

/** Leaves the tape behind the file, or in front of the member that comes next. */
function end(frame: PdsFrame): StepResult {
  const { tape } = frame;
  if (tape.at === 'mark') return { rc: 0 };
  const where = tape.waiting?.kind === 'member' ? 'back' : 'forward';
  return { effect: moveTape(tape, where), frame: { ...frame, stage: 'moved' } };
}

/** The TAPPDS command. */
export const tappds = fileCommand('TAPPDS', 6, MODULE, start, resume);
