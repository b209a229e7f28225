/** MOVEFILE: copies records from one file definition to another (CMS Command Reference, "MOVEFILE"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { CommandFault, fault, fileCommand } from '../commands/command-fault.js';
import { closeOutput, replaceSome } from '../commands/file-output.js';
import { splitOperands } from '../commands/operands.js';
import { findFile, modeOf } from '../files/disk-state.js';
import type { Change } from '../files/writer.js';
import { foreignOf } from '../ckd/foreign-disk.js';
import { message } from '../messages-table.js';
import { closeDataSet, openDataSet, withLabel } from './data-sets.js';
import { definitionOf } from './definitions.js';
import { attributesOf, DEVICE_DEFAULTS, type Attributes } from './attributes.js';
import { newDirectory, positionTo, readDirectorySome } from './members.js';
import { newOpenDcb } from './open.js';
import { openDisk } from './open-disk.js';
import type { FileDefinition, OpenDcb } from './os-state.js';
import { kindOf, RECFM } from './recfm.js';
import { DISPLAY_BUFFER, DISPLAY_LENGTH } from '../nucleus/layout.js';
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
const RECORDS_A_STEP = 150;
const UNITS: Readonly<Partial<Record<FileDefinition['device'], string>>> = {
  PRINTER: '00E',
  PUNCH: '00D',
};

/** Answers that have what is read. */
const BRINGS_RECORDS: readonly Answer['kind'][] = ['line', 'cards', 'tape', 'diagnosed'];

/** Where MOVEFILE stands; plain data. */
type MoveFrame = {
  stage: 'member' | 'position' | 'read' | 'write' | 'close' | 'closed';
  /** What the tapes are still to do, input first. */
  tapes: readonly { readonly dcb: OpenDcb; readonly work: TapeWork }[];
  readonly input: OpenDcb;
  readonly output: OpenDcb;
  readonly change: Change | undefined;
  read: number;
};

function begin(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  if (options.length > 0) throw fault(MODULE, 3, options[0]!);
  const [from = 'INMOVE', to = 'OUTMOVE', extra] = operands;
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  const lines: string[] = [];
  try {
    return prepare(context, from, to, lines);
  } catch (error) {
    // what was assumed is told in front of what went wrong with it
    if (error instanceof CommandFault) throw new CommandFault(error.rc, [...lines, ...error.lines]);
    throw error;
  }
}

function prepare(context: StepContext, from: string, to: string, lines: string[]): StepResult {
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
  const same = (['name', 'type', 'mode'] as const).every((part) => source[part] === target[part]);
  if (source.device === 'DISK' && target.device === 'DISK' && same) throw fault(MODULE, 41);
  const input = openInput(context, withLabel(source));
  let output: OpenDcb;
  try {
    output = openTarget(context, target, input);
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
  const frame: MoveFrame = { stage, tapes, input, output, change, read: 0 };
  return { effect: { kind: 'work' }, frame, lines };
}

function shown(definition: FileDefinition): string {
  const { dataSet } = definition;
  if (dataSet !== undefined) return dataSet.name;
  return `${definition.name} ${definition.type} ${definition.mode}`;
}

function openInput(context: StepContext, definition: FileDefinition): OpenDcb {
  const { disks } = context.cms;
  if (definition.device === 'GRAF') throw fault(MODULE, 75, definition.device, 'input');
  const file = definition.device === 'DISK' && definition.dataSet === undefined;
  const found = file
    ? findFile(disks, definition.name, definition.type, definition.mode.charAt(0))
    : undefined;
  if (file && found === undefined) throw fault(MODULE, 2, shown(definition));
  const none = { recfm: 0, lrecl: 0, blksize: 0 };
  const fallback = found === undefined ? [RECFM.u, 130] : undefined;
  const known = attributesOf(none, definition, found, fallback as [number, number] | undefined);
  if (typeof known === 'number') throw fault(MODULE, 36, known, definition.ddname);
  return opened(context, definition, known, true);
}

function openTarget(context: StepContext, definition: FileDefinition, input: OpenDcb): OpenDcb {
  if (definition.device === 'GRAF') throw fault(MODULE, 75, definition.device, 'output');
  if (definition.device === 'DISK') {
    const letter = definition.mode.charAt(0);
    // CMS writes no data sets
    if (foreignOf(context.cms.disks, letter) !== undefined) throw fault(MODULE, 37, letter);
    const mode = modeOf(context.cms.disks, letter);
    if (mode === undefined) throw fault(MODULE, 69, letter);
    if (mode.readOnly) throw fault(MODULE, 37, letter);
  }
  const own = DEVICE_DEFAULTS[definition.device];
  const none = { recfm: 0, lrecl: 0, blksize: 0 };
  const fits = definition.recfm === undefined || kindOf(definition.recfm) === kindOf(input.recfm);
  const copied = definition.lrecl ?? definition.blksize;
  const fallback = own ?? [input.recfm, fits && copied === undefined ? input.lrecl : 0];
  const length = fallback[1] === 0 ? input.lrecl : fallback[1];
  const known = attributesOf(none, definition, undefined, [fallback[0], length], own === undefined);
  if (typeof known === 'number') throw fault(MODULE, 36, known, definition.ddname);
  return opened(context, definition, known, false);
}

function opened(
  context: StepContext,
  definition: FileDefinition,
  known: Attributes,
  input: boolean,
): OpenDcb {
  const file = definition.device === 'DISK' && definition.dataSet === undefined;
  const found =
    input && file
      ? findFile(context.cms.disks, definition.name, definition.type, definition.mode.charAt(0))
      : undefined;
  const { member } = definition;
  if (!input && member !== undefined) throw fault(MODULE, 75, 'MEMBER', 'output');
  const members = member !== undefined;
  const request = { definition, others: [], output: !input, update: false, members, work: false };
  const disk = file ? openDisk(context, request, found, known) : {};
  if (typeof disk === 'number') throw fault(MODULE, 36, disk, definition.ddname);
  const place = definition.dataSet;
  const dataSet = place === undefined ? undefined : openDataSet(context, place);
  if (typeof dataSet === 'number') throw fault(MODULE, 36, dataSet, definition.ddname);
  const directory = members ? newDirectory() : undefined;
  const dcb = { ...newOpenDcb(definition, known, input), directory, dataSet, ...disk };
  if (definition.device !== 'TAPE') return dcb;
  // blocks of tapes pass through a buffer of the nucleus
  if (known.blksize > DISPLAY_LENGTH) throw fault(MODULE, 44);
  return { ...dcb, buffer: DISPLAY_BUFFER, bufferLength: DISPLAY_LENGTH };
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
  const place = directory.names.get(definition.member ?? '');
  const { name, type, dataSet, member = '' } = definition;
  if (place === undefined || !positionTo(context, frame.input, place)) {
    throw fault(MODULE, 13, member, dataSet?.name ?? `${name} ${type}`);
  }
  frame.stage = 'position';
  return again;
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
      return tapeStep(context, f, 'read', answer.kind === 'tape' ? answer : undefined);
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
    case 'closed':
      return f.tapes.length > 0
        ? tapeStep(context, f, 'closed', answer.kind === 'tape' ? answer : undefined)
        : { rc: 0 };
  }
}

/** A block is written: those that the record goes on in follow. */
function wrote(context: StepContext, frame: MoveFrame): StepResult {
  const out = moreOutput(context, frame.output);
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
      const out = writeRecordOf(context, frame.output, input.data);
      if (out.kind === 'error') throw notWritten(frame, DISK_FAILURE);
      if (out.kind === 'done') return { ...again, lines: out.lines ?? [], data: true };
      frame.stage = 'write';
      return { effect: out.effect, frame };
    }
  }
}

function close(context: StepContext, frame: MoveFrame): StepResult {
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
