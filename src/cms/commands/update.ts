/**
 * UPDATE: changes to a source by its sequence numbers (CMS Command Reference, "UPDATE"). All is read and applied first;
 * output, log and record of updates then appear on the disk together, or not at all.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { newChange, type Change } from '../files/writer.js';
import { stackLine } from '../program-stack.js';
import { updateFault } from '../update/card-file.js';
import { applyLevels, startLevels, type Levels } from '../update/levels.js';
import { updateMessage } from '../update/messages-table.js';
import { commitDisk, fault, fileCommand, writableVolume } from './command-fault.js';
import { foundName } from './operands.js';
import { PRINTER } from './print-lines.js';
import { updateRequest, type UpdateRequest } from './update-request.js';
import { updateOutput, writeOutput, type UpdateOutput } from './update-write.js';

/** Lines that one step prints. */
const LINES = 200;
const STEP_COST = 800;
const PRINT_SPACE = 0x09;

type UpdateFrame = {
  readonly request: Pick<UpdateRequest, 'letter' | 'control' | 'replace' | 'stack'> &
    Pick<UpdateRequest, 'terminal' | 'print'> & {
      readonly sourceType: string;
      readonly sourceNumber: number;
    };
  levels: Levels;
  applied: boolean;
  log: Uint8Array[];
  change: Change | undefined;
  outputs: UpdateOutput[] | undefined;
  printed: number;
  ending: { readonly rc: number; readonly lines: readonly string[] } | undefined;
};

function again(frame: UpdateFrame, lines: readonly string[] = []): StepResult {
  return { effect: { kind: 'work' }, frame, cost: STEP_COST, lines };
}

function start(context: StepContext): StepResult {
  const { source, second, rule, control, ...others } = updateRequest(context);
  const frame: UpdateFrame = {
    request: {
      ...others,
      control,
      sourceType: source.entry.type,
      sourceNumber: source.entry.modeNumber,
    },
    levels: startLevels({
      ...{ module: 'UPD', rule, source, control, until: undefined, mustBe: true },
      second: foundName(second),
    }),
    ...{ applied: false, log: [], change: undefined, outputs: undefined, printed: 0 },
    ending: undefined,
  };
  return again(frame);
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(given as UpdateFrame) };
  if (frame.ending !== undefined) return print(frame, answer);
  if (frame.applied) return write(context, frame);
  const { done, log, told } = applyLevels(context, frame.levels);
  frame.log.push(...log.map((line) => toEbcdic(line)));
  frame.applied = done;
  return again(frame, frame.request.terminal ? told : []);
}

/** With a warning as bad as this one REP is ignored. */
const NO_REPLACE = 12;

const replaces = ({ request, levels }: UpdateFrame): boolean =>
  request.replace && levels.rc < NO_REPLACE;

function openOutputs(context: StepContext, frame: UpdateFrame): UpdateOutput[] {
  const { request, log, levels } = frame;
  const { name, applied, source } = levels;
  const volume = writableVolume(context, 'UPD', request.letter);
  const output = replaces(frame) ? name : `$${name.slice(0, 7)}`;
  const outputs = [updateOutput(volume, output, request.sourceType, source, true)];
  if (!request.print) outputs.push(updateOutput(volume, name, 'UPDLOG', log, false));
  if (request.control) {
    const rows = applied.map((one) => toEbcdic(one.padEnd(80)));
    outputs.push(updateOutput(volume, name, 'UPDATES', rows, true));
  }
  // an update may have taken away everything, and there are no empty files
  return outputs.filter(({ records }) => records.length > 0);
}

/** Everything is applied: writes the files. */
function write(context: StepContext, frame: UpdateFrame): StepResult {
  const { letter, sourceNumber } = frame.request;
  const volume = writableVolume(context, 'UPD', letter);
  if (frame.outputs === undefined) {
    if (frame.levels.applied.length === 0) throw updateFault('UPD', 181);
    frame.change = newChange(volume.device);
    frame.outputs = openOutputs(context, frame);
    return again(frame);
  }
  const change = frame.change!;
  const output = frame.outputs[0];
  if (output === undefined) return commit(context, frame, change);
  if (writeOutput(context, volume, change, output, sourceNumber)) {
    frame.outputs = frame.outputs.slice(1);
  }
  return again(frame);
}

function commit(context: StepContext, frame: UpdateFrame, change: Change): StepResult {
  const { request, levels } = frame;
  const { rc, level, libraries } = levels;
  if (request.stack) {
    for (const line of [`* ${level}`, `* ${libraries.join(' ')}`.trimEnd()]) {
      if (!stackLine(context.cms.stack, line, 'FIFO')) throw fault('UPD', 622);
    }
  }
  const ignored = request.replace && rc >= NO_REPLACE ? '; REP option ignored' : '';
  const worst = String(rc).padStart(2, '0');
  const lines = rc === 0 ? [] : [updateMessage('UPD', 177, worst, ignored).line];
  if (!request.print) return commitDisk(context, change, { rc, lines });
  const kept = { ...levels, source: [], newest: undefined };
  const then = { ...frame, levels: kept, change: undefined, ending: { rc, lines } };
  return commitDisk(context, change, { frame: then });
}

/** The log on the printer, when the files are on the disk. */
function print(frame: UpdateFrame, answer: Answer): StepResult {
  if (answer.kind === 'cp') return frame.ending!;
  if (answer.kind === 'written' && answer.result !== 'ok') {
    throw answer.result === 'no-device'
      ? fault('UPD', 113, 'PRT(00E)')
      : fault('UPD', 123, `${frame.levels.name} UPDLOG`);
  }
  const lines = frame.log.slice(frame.printed, frame.printed + LINES);
  frame.printed += lines.length;
  if (lines.length === 0) {
    return { effect: { kind: 'cp', command: 'CLOSE 00E', buffered: true }, frame };
  }
  const records = lines.map((data) => ({ command: PRINT_SPACE, data }));
  return { effect: { kind: 'write-records', device: PRINTER, records }, frame, cost: STEP_COST };
}

/** The UPDATE command. */
export const update = fileCommand('UPDATE', 1, 'UPD', start, resume);
