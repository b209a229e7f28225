/** MOVEFILE: copies records from one file definition to another (CMS Command Reference, "MOVEFILE"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { CommandFault, fault, fileCommand } from '../commands/command-fault.js';
import { closeOutput, replaceSome } from '../commands/file-output.js';
import { optionRules, parseOptions, splitOperands } from '../commands/operands.js';
import type { Change } from '../files/writer.js';
import { message } from '../messages-table.js';
import { closeDataSet, withLabel } from './data-sets.js';
import { definitionOf } from './definitions.js';
import { positionTo, readDirectorySome } from './members.js';
import { checkTarget, openInput, openTarget, shown } from './movefile-open.js';
import { newOpenDcb } from './open.js';
import type { Directory, FileDefinition, OpenDcb } from './os-state.js';
import { kindOf } from './recfm.js';
import {
  answeredRecord,
  DISK_FAILURE,
  failureCode,
  flushBlock,
  flushTape,
  moreOutput,
  nextRecord,
  writeRecordOf,
  writingFailed,
} from './records.js';
import type { Input } from './input.js';
import { tapeClosing, tapeOpening, tapeWork, type TapeWork } from './tapes.js';

const MODULE = 'MVE';
/** Its option. */
export const MOVEFILE_OPTIONS = optionRules('PDS');
const RECORDS_A_STEP = 150;
const BLANK = 0x40;
const UNITS: Readonly<Partial<Record<FileDefinition['device'], string>>> = {
  PRINTER: '00E',
  PUNCH: '00D',
};

/** Answers that have what is read. */
const BRINGS_RECORDS: readonly Answer['kind'][] = ['line', 'cards', 'tape', 'diagnosed'];

/** Where MOVEFILE stands; plain data. */
type MoveFrame = {
  stage: 'member' | 'position' | 'read' | 'write' | 'close' | 'closed' | 'moved';
  /** What the tapes are still to do, input first. */
  tapes: readonly { readonly dcb: OpenDcb; readonly work: TapeWork }[];
  readonly input: OpenDcb;
  output: OpenDcb;
  change: Change | undefined;
  read: number;
  /** PDS: what the files of the members are like, and the members that are still to come. */
  readonly target: FileDefinition | undefined;
  members: readonly string[];
};

function begin(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const pds = parseOptions(MODULE, MOVEFILE_OPTIONS, options).has('PDS');
  const [from = 'INMOVE', to = 'OUTMOVE', extra] = operands;
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  const lines: string[] = [];
  try {
    return prepare(context, from, to, lines, pds);
  } catch (error) {
    // what was assumed is told in front of what went wrong with it
    if (error instanceof CommandFault) throw new CommandFault(error.rc, [...lines, ...error.lines]);
    throw error;
  }
}

function prepare(
  context: StepContext,
  from: string,
  to: string,
  lines: string[],
  pds: boolean,
): StepResult {
  const [source, target] = [from, to].map((ddname) => {
    if (!/^[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(ddname)) throw fault(MODULE, 86, ddname);
    const definition = definitionOf(context, ddname);
    if (!context.cms.os.definitions.includes(definition)) {
      lines.push(message(MODULE, 708, `FILE ${ddname} A1`, ddname));
    }
    return definition;
  }) as [FileDefinition, FileDefinition];
  if (source.device === 'PRINTER' || source.device === 'PUNCH') {
    throw fault(MODULE, 75, source.device, 'input');
  }
  if (target.device === 'READER') throw fault(MODULE, 75, 'READER', 'output');
  if (pds && source.device !== 'DISK') throw fault(MODULE, 75, source.device, 'input');
  if (pds && target.device !== 'DISK') throw fault(MODULE, 75, target.device, 'output');
  const same = (['name', 'type', 'mode'] as const).every((part) => source[part] === target[part]);
  const disks = source.device === 'DISK' && target.device === 'DISK';
  if (disks && same && !pds) throw fault(MODULE, 41);
  const input = openInput(context, withLabel(source), pds);
  let output: OpenDcb;
  try {
    // members have files of their own, opened one after the other
    if (pds) checkTarget(context, target);
    output = pds ? newOpenDcb(target, input, false) : openTarget(context, target, input);
  } catch (error) {
    letGo(context, input);
    throw error;
  }
  if (source.device === 'TERMINAL') lines.push(message(MODULE, 706));
  const tapes = [input, output]
    .filter((dcb) => dcb.definition.device === 'TAPE')
    .map((dcb) => ({ dcb, work: tapeOpening(context, dcb) }));
  const change = output.output?.change;
  const stage = input.directory === undefined ? 'position' : 'member';
  const frame: MoveFrame = {
    ...{ stage, tapes, input, output, change, read: 0 },
    ...{ target: pds ? target : undefined, members: [] },
  };
  return { effect: { kind: 'work' }, frame, lines };
}

/** Looks for the member that is to be moved. */
function findMember(context: StepContext, frame: MoveFrame, answer: Answer): StepResult {
  const { directory, definition } = frame.input;
  const again: StepResult = { effect: { kind: 'work' }, frame, cost: 700 };
  if (directory === undefined) return again;
  const given = answer.kind === 'diagnosed' ? answer : undefined;
  const done = readDirectorySome(context, frame.input, directory, given);
  if (done === false) return again;
  if (done !== true) return { effect: done, frame, cost: 200 };
  if (frame.target !== undefined) {
    frame.members = membersOf(directory);
    if (frame.members.length === 0) throw fault(MODULE, 39, shown(definition));
    return nextMember(context, frame);
  }
  const place = directory.names.get(definition.member ?? '');
  const { name, type, dataSet, member = '' } = definition;
  if (place === undefined || !positionTo(context, frame.input, place)) {
    throw fault(MODULE, 13, member, dataSet?.name ?? `${name} ${type}`);
  }
  frame.stage = 'position';
  return again;
}

/** The members of a library, each by the first of its names. */
function membersOf({ names }: Directory): readonly string[] {
  const taken = new Set<string>();
  return [...names].flatMap(([name, { part, record }]) => {
    const place = `${String(part)} ${String(record)}`;
    if (taken.has(place)) return [];
    taken.add(place);
    return [name];
  });
}

/** PDS: the next member becomes a file of its name. */
function nextMember(context: StepContext, frame: MoveFrame): StepResult {
  const { input, target } = frame;
  const [name] = frame.members;
  if (name === undefined) return { rc: 0, lines: [message(MODULE, 226)] };
  const place = input.directory?.names.get(name);
  if (place === undefined || !positionTo(context, input, place)) {
    throw fault(MODULE, 13, name, shown(input.definition));
  }
  frame.output = openTarget(context, { ...target!, name }, input);
  frame.change = frame.output.output?.change;
  frame.stage = 'read';
  frame.read = 0;
  return { effect: { kind: 'work' }, frame, cost: 100 };
}

/** Goes on with the tapes; then with the stage that follows. */
function tapeStep(
  context: StepContext,
  frame: MoveFrame,
  then: MoveFrame['stage'],
  answer?: Answer,
): StepResult {
  const [first, ...tapes] = frame.tapes;
  if (first === undefined) {
    frame.stage = then;
    return { effect: { kind: 'work' }, frame, cost: 20 };
  }
  const made = tapeWork(context, first.dcb, first.work, answer);
  if (made.kind === 'error') throw fault(MODULE, 36, made.code, first.dcb.definition.ddname);
  if (made.kind === 'effect') {
    frame.tapes = [{ dcb: first.dcb, work: made.work }, ...tapes];
    return { effect: made.effect, frame };
  }
  frame.tapes = tapes;
  return tapeStep(context, frame, then);
}

function notWritten(frame: MoveFrame, code: number): CommandFault {
  return fault(MODULE, 129, frame.read, code, frame.output.definition.ddname);
}

/** The answer to a step of a tape. */
function ofTape(answer: Answer): Answer | undefined {
  return answer.kind === 'tape' || answer.kind === 'rc' ? answer : undefined;
}

/** What was taken to read the input is given back. */
function letGo(context: StepContext, { dataSet }: OpenDcb): void {
  if (dataSet !== undefined) closeDataSet(context, dataSet);
}

function more(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const { input } = frame as MoveFrame;
  try {
    const result = goOn(frame as MoveFrame, answer, context);
    if (!('effect' in result)) letGo(context, input);
    return result;
  } catch (error) {
    letGo(context, input);
    throw error;
  }
}

function goOn(f: MoveFrame, answer: Answer, context: StepContext): StepResult {
  switch (f.stage) {
    case 'member':
      return findMember(context, f, answer);
    case 'position':
      return tapeStep(context, f, 'read', ofTape(answer));
    case 'read':
      return BRINGS_RECORDS.includes(answer.kind)
        ? took(context, f, answeredRecord(context, f.input, answer), answer)
        : move(context, f);
    case 'write':
      if (writingFailed(answer)) throw notWritten(f, failureCode(answer));
      return wrote(context, f);
    case 'close':
      if (writingFailed(answer)) throw notWritten(f, failureCode(answer));
      return close(context, f);
    case 'moved':
      return nextMember(context, f);
    case 'closed':
      return f.tapes.length > 0 ? tapeStep(context, f, 'closed', ofTape(answer)) : { rc: 0 };
  }
}

/** A block is written: those that the record goes on in follow. */
function wrote(context: StepContext, frame: MoveFrame): StepResult {
  const out = moreOutput(context, frame.output);
  if (out.kind === 'error') throw notWritten(frame, DISK_FAILURE);
  if (out.kind === 'effect') return { effect: out.effect, frame };
  frame.stage = 'read';
  return move(context, frame);
}

function move(context: StepContext, frame: MoveFrame): StepResult {
  for (let i = 0; i < RECORDS_A_STEP; i++) {
    const input = nextRecord(context, frame.input);
    if (input.kind === 'effect') return { effect: input.effect, frame };
    const result = took(context, frame, input);
    // a record of a disk that went to a disk: on to the next
    if (!('effect' in result) || result.effect.kind !== 'work' || frame.stage !== 'read') {
      return result;
    }
    if (result.lines !== undefined && result.lines.length > 0) return result;
  }
  return { effect: { kind: 'work' }, frame, cost: 1000 };
}

function took(
  context: StepContext,
  frame: MoveFrame,
  input: Input,
  answer: Answer = { kind: 'done' },
): StepResult {
  const again: StepResult = { effect: { kind: 'work' }, frame, cost: 50 };
  switch (input.kind) {
    case 'error':
      throw fault(MODULE, 128, frame.read, failureCode(answer), frame.input.definition.ddname);
    case 'end':
      frame.stage = 'close';
      return again;
    case 'effect':
      return { effect: input.effect, frame };
    case 'record': {
      frame.read++;
      const out = writeRecordOf(context, frame.output, fixed(frame.output, input.data));
      if (out.kind === 'error') throw notWritten(frame, DISK_FAILURE);
      if (out.kind === 'done') return { ...again, lines: out.lines ?? [], data: true };
      frame.stage = 'write';
      return { effect: out.effect, frame };
    }
  }
}

/** A record for a device, as long as its FILEDEF says that all are; the files of disks see to it themselves. */
function fixed({ definition, recfm, lrecl }: OpenDcb, data: Uint8Array): Uint8Array {
  if (definition.device === 'DISK' || kindOf(recfm) !== 'F' || data.length === lrecl) return data;
  const record = new Uint8Array(lrecl).fill(BLANK);
  record.set(data.subarray(0, lrecl));
  return record;
}

/** The file of a member is whole: it goes to its disk, and the next one comes. */
function closeMember(context: StepContext, frame: MoveFrame): StepResult {
  const { output } = frame.output;
  const [name = '', ...members] = frame.members;
  const next: MoveFrame = { ...frame, stage: 'moved', change: undefined, members };
  const lines = [message(MODULE, 225, name)];
  flushBlock(context, frame.output);
  if (output === undefined || output.writer.records === 0) {
    return { effect: { kind: 'work' }, frame: next, lines };
  }
  if (replaceSome(context, output)) return closeOutput(context, output, { frame: next, lines });
  frame.stage = 'close';
  return { effect: { kind: 'work' }, frame, cost: 800 };
}

function close(context: StepContext, frame: MoveFrame): StepResult {
  if (frame.target !== undefined) return closeMember(context, frame);
  const { output, definition } = frame.output;
  const unit = UNITS[definition.device];
  if (definition.device === 'TAPE') {
    const out = flushTape(context, frame.output);
    if (out.kind === 'effect') return { effect: out.effect, frame };
    frame.stage = 'closed';
    frame.tapes = [{ dcb: frame.output, work: tapeClosing(context, frame.output) }];
    return { effect: { kind: 'work' }, frame };
  }
  frame.stage = 'closed';
  if (unit !== undefined) {
    return { effect: { kind: 'cp', command: `CLOSE ${unit}`, buffered: true }, frame };
  }
  if (output === undefined) return { rc: 0 };
  flushBlock(context, frame.output);
  if (output.writer.records === 0) return { rc: 0 };
  if (replaceSome(context, output)) return closeOutput(context, output, { rc: 0 });
  frame.stage = 'close';
  return { effect: { kind: 'work' }, frame, cost: 800 };
}

/** The MOVEFILE command. */
export const movefile = fileCommand('MOVEFILE', 4, MODULE, begin, more);
