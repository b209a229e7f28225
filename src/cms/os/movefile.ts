/** MOVEFILE: copies records from one file definition to another (CMS Command Reference, "MOVEFILE"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { CommandFault, fault, fileCommand } from '../commands/command-fault.js';
import { closeOutput, replaceSome } from '../commands/file-output.js';
import { splitOperands } from '../commands/operands.js';
import { findFile, modeOf } from '../files/disk-state.js';
import type { Change } from '../files/writer.js';
import { message } from '../messages-table.js';
import { definitionOf } from './definitions.js';
import { attributesOf, DEVICE_DEFAULTS, type Attributes } from './attributes.js';
import { newOpenDcb } from './open.js';
import { openDisk } from './open-disk.js';
import type { FileDefinition, OpenDcb } from './os-state.js';
import { kindOf, RECFM } from './recfm.js';
import { answeredRecord, flushBlock, nextRecord, writeRecordOf, type Input } from './records.js';

const MODULE = 'MVE';
const RECORDS_A_STEP = 150;
const UNITS: Readonly<Partial<Record<FileDefinition['device'], string>>> = {
  PRINTER: '00E',
  PUNCH: '00D',
};

/** Where MOVEFILE stands; plain data. */
type MoveFrame = {
  stage: 'read' | 'write' | 'close' | 'closed';
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
    if (definition.device === 'TAPE') throw fault(MODULE, 127, ddname);
    return definition;
  }) as [FileDefinition, FileDefinition];
  if (source.device === 'PRINTER' || source.device === 'PUNCH') {
    throw fault(MODULE, 75, source.device, 'input');
  }
  if (target.device === 'READER') throw fault(MODULE, 75, 'READER', 'output');
  const same = (['name', 'type', 'mode'] as const).every((part) => source[part] === target[part]);
  if (source.device === 'DISK' && target.device === 'DISK' && same) throw fault(MODULE, 41);
  const input = openInput(context, source);
  const output = openTarget(context, target, input);
  if (source.device === 'TERMINAL') lines.push(message(MODULE, 706));
  const frame: MoveFrame = { stage: 'read', input, output, change: output.output?.change, read: 0 };
  return { effect: { kind: 'work' }, frame, lines };
}

function shown(definition: FileDefinition): string {
  return `${definition.name} ${definition.type} ${definition.mode}`;
}

function openInput(context: StepContext, definition: FileDefinition): OpenDcb {
  const { disks } = context.cms;
  const found =
    definition.device === 'DISK'
      ? findFile(disks, definition.name, definition.type, definition.mode.charAt(0))
      : undefined;
  if (definition.device === 'DISK' && found === undefined)
    throw fault(MODULE, 2, shown(definition));
  const none = { recfm: 0, lrecl: 0, blksize: 0 };
  const fallback = found === undefined ? [RECFM.u, 130] : undefined;
  const known = attributesOf(none, definition, found, fallback as [number, number] | undefined);
  if (typeof known === 'number') throw fault(MODULE, 36, known, definition.ddname);
  return opened(context, definition, known, true);
}

function openTarget(context: StepContext, definition: FileDefinition, input: OpenDcb): OpenDcb {
  if (definition.device === 'DISK') {
    const letter = definition.mode.charAt(0);
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
  const found =
    input && definition.device === 'DISK'
      ? findFile(context.cms.disks, definition.name, definition.type, definition.mode.charAt(0))
      : undefined;
  const request = { definition, others: [], output: !input, update: false, members: false };
  const disk = definition.device === 'DISK' ? openDisk(context, request, found, known) : {};
  if (typeof disk === 'number') throw fault(MODULE, 36, disk, definition.ddname);
  return { ...newOpenDcb(definition, known, input), ...disk };
}

function more(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const f = frame as MoveFrame;
  switch (f.stage) {
    case 'read':
      return answer.kind === 'line' || answer.kind === 'cards'
        ? took(context, f, answeredRecord(f.input, answer))
        : move(context, f);
    case 'write':
      if (answer.kind === 'written' && answer.result !== 'ok') {
        throw fault(MODULE, 129, f.read, answer.result, f.output.definition.ddname);
      }
      f.stage = 'read';
      return move(context, f);
    case 'close':
      return close(context, f);
    case 'closed':
      return { rc: 0 };
  }
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

function took(context: StepContext, frame: MoveFrame, input: Input): StepResult {
  const again: StepResult = { effect: { kind: 'work' }, frame, cost: 50 };
  switch (input.kind) {
    case 'error':
      throw fault(MODULE, 128, frame.read, 'read', frame.input.definition.ddname);
    case 'end':
      frame.stage = 'close';
      return again;
    case 'effect':
      return { effect: input.effect, frame };
    case 'record': {
      frame.read++;
      const out = writeRecordOf(context, frame.output, input.data);
      if (out.kind === 'error') {
        throw fault(MODULE, 129, frame.read, 'write', frame.output.definition.ddname);
      }
      if (out.kind === 'done') return { ...again, lines: out.lines ?? [], data: true };
      frame.stage = 'write';
      return { effect: out.effect, frame };
    }
  }
}

function close(context: StepContext, frame: MoveFrame): StepResult {
  const { output, definition } = frame.output;
  const unit = UNITS[definition.device];
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
