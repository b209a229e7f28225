/**
 * UPDATE: changes to a source by its sequence numbers (CMS Command Reference, "UPDATE"). All is read and applied first;
 * output, log and record of updates then appear on the disk together, or not at all.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import { findFile, volumeOf, type FoundFile } from '../files/disk-state.js';
import { encodeEntry } from '../files/layout.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import { collect, collectSome, type Collecting } from '../files/tree.js';
import {
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
  type FileWriter,
} from '../files/writer.js';
import { stackLine } from '../program-stack.js';
import { MOST_UPDATE_RECORDS, startUpdating, updateSome, type Updating } from '../update/apply.js';
import { auxiliaryFile, controlFile, type ControlRecord } from '../update/control-file.js';
import { updateMessage } from '../update/messages-table.js';
import { commitDisk, deviceOf, fault, fileCommand, writableVolume } from './command-fault.js';
import { foundName } from './operands.js';
import { PRINTER } from './print-lines.js';
import { cardFile, updateFault, updateRequest, type UpdateRequest } from './update-request.js';

/** Records that one step reads, changes or writes. */
const RECORDS = 200;
const STEP_COST = 800;
const PRINT_SPACE = 0x09;

type Reading = {
  readonly device: number;
  readonly cursor: RecordCursor;
  readonly name: string;
  readonly records: Uint8Array[];
};

type Output = {
  readonly type: string;
  readonly name: string;
  readonly records: readonly Uint8Array[];
  readonly writer: FileWriter;
  collecting: Collecting | undefined;
  at: number;
};

/** Something that is still to be looked up, the next first. */
type Pending = {
  readonly kind: 'source' | 'control' | 'auxiliary' | 'update';
  readonly type: string;
  readonly level: string;
  readonly mustBe: boolean;
};

type UpdateFrame = {
  readonly name: string;
  readonly request: Pick<UpdateRequest, 'letter' | 'rule' | 'control' | 'replace' | 'stack'> &
    Pick<UpdateRequest, 'terminal' | 'print'> & {
      readonly sourceType: string;
      readonly sourceName: string;
      readonly sourceNumber: number;
      readonly secondName: string;
    };
  pending: readonly Pending[];
  reading: (Reading & Pending) | undefined;
  source: readonly Uint8Array[];
  updating: Updating | undefined;
  libraries: readonly string[];
  /** Level of the last update that was found, and the files that were applied. */
  level: string;
  applied: string[];
  log: Uint8Array[];
  rc: number;
  change: Change | undefined;
  outputs: Output[] | undefined;
  printed: number;
  ending: { readonly rc: number; readonly lines: readonly string[] } | undefined;
};

function again(frame: UpdateFrame, lines: readonly string[] = []): StepResult {
  return { effect: { kind: 'work' }, frame, cost: STEP_COST, lines };
}

function reading(file: FoundFile, what: Pending): Reading & Pending {
  const cursor = openCursor(file.volume, file.volume.device, file.entry);
  const device = file.volume.device;
  return { ...what, device, cursor, name: foundName(file), records: [] };
}

function start(context: StepContext): StepResult {
  const asked = updateRequest(context);
  const { source, second, ...request } = asked;
  const plain = { type: '', level: '', mustBe: true };
  const frame: UpdateFrame = {
    name: source.entry.name,
    request: {
      ...request,
      sourceType: source.entry.type,
      sourceName: foundName(source),
      sourceNumber: source.entry.modeNumber,
      secondName: foundName(second),
    },
    pending: [{ ...plain, kind: asked.control ? 'control' : 'update' }],
    reading: reading(source, { ...plain, kind: 'source' }),
    ...{ source: [], updating: undefined, libraries: [], level: 'TEXT', applied: [], log: [] },
    ...{ rc: 0, change: undefined, outputs: undefined, printed: 0, ending: undefined },
  };
  return again(frame);
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(given as UpdateFrame) };
  if (frame.ending !== undefined) return print(frame, answer);
  if (frame.reading !== undefined) return read(context, frame, frame.reading);
  if (frame.updating !== undefined) return apply(frame, frame.updating);
  const [next, ...rest] = frame.pending;
  if (next === undefined) return write(context, frame);
  frame.pending = rest;
  return open(context, frame, next);
}

function say(frame: UpdateFrame, lines: readonly string[]): readonly string[] {
  frame.log.push(...lines.map((line) => toEbcdic(line)));
  return frame.request.terminal ? lines : [];
}

/** Looks for a file that is named by the command or a control file. */
function open(context: StepContext, frame: UpdateFrame, what: Pending): StepResult {
  const [name = '', type = '', mode = ''] =
    what.type === '' ? frame.request.secondName.split(' ') : [frame.name, what.type, '*'];
  const file = cardFile(context, name, type, mode);
  if (file !== undefined) {
    frame.reading = reading(file, what);
    return again(frame);
  }
  if (!what.mustBe) return again(frame);
  const { rc, line } = updateMessage('UPD', 180, `${name} ${type} ${mode}`);
  frame.rc = Math.max(frame.rc, rc);
  return again(frame, say(frame, [line]));
}

function read(context: StepContext, frame: UpdateFrame, file: Reading & Pending): StepResult {
  const device = deviceOf(context, volumeOf(context.cms.disks, file.device));
  for (let n = 0; n < RECORDS; n++) {
    const record = readRecord(file.cursor, device);
    if (record === undefined) {
      frame.reading = undefined;
      return have(context, frame, file);
    }
    if (file.records.length >= MOST_UPDATE_RECORDS) throw updateFault('UPD', 300);
    file.records.push(record.slice());
  }
  return again(frame);
}

/** A file has been read. */
function have(context: StepContext, frame: UpdateFrame, file: Reading & Pending): StepResult {
  const { records, name } = file;
  const { rule, sourceName } = frame.request;
  if (file.kind === 'source') {
    frame.source = records;
    return again(frame);
  }
  if (file.kind === 'update') {
    const [first] = frame.applied;
    const updating = updateMessage('UPD', 178, 'Updating', sourceName).line;
    const applying = updateMessage('UPD', 178, 'Applying', name).line;
    frame.updating = startUpdating(rule, sourceName, frame.source, records);
    frame.applied = [...frame.applied, name];
    if (file.level !== '') frame.level = file.level;
    return again(frame, say(frame, first === undefined ? [updating, applying] : [applying]));
  }
  // what is behind column 72 is no part of a control file
  const lines = records.map((record) => fromEbcdic(record.subarray(0, 72)));
  if (file.kind === 'auxiliary') {
    const types = auxiliaryFile(lines);
    if (types === undefined) throw updateFault('UPD', 183, 'AUX', name);
    const { level } = file;
    const found = types.map((type) => ({ kind: 'update', type, level, mustBe: true }) as const);
    frame.pending = [...found, ...frame.pending];
    return again(frame);
  }
  const control = controlFile(lines);
  if (control === 'macs') throw updateFault('UPD', 179, name);
  if (control === 'card') throw updateFault('UPD', 183, 'control', name);
  frame.libraries = control.libraries;
  frame.pending = control.records
    .filter(({ preferred }) => !preferred.some((type) => isThere(context, frame.name, type)))
    .map(pendingOf);
  return again(frame);
}

const isThere = (context: StepContext, name: string, type: string): boolean =>
  findFile(context.cms.disks, name, type, '*') !== undefined;

const pendingOf = ({ level, type, auxiliary }: ControlRecord): Pending => ({
  ...{ kind: auxiliary ? 'auxiliary' : 'update', type, level, mustBe: false },
});

function apply(frame: UpdateFrame, updating: Updating): StepResult {
  const became = updateSome(updating, RECORDS);
  if (became === 'full') throw updateFault('UPD', 299);
  frame.log.push(...updating.log.splice(0).map((line) => toEbcdic(line)));
  const lines = frame.request.terminal ? updating.warnings.splice(0) : [];
  updating.warnings.length = 0;
  frame.rc = Math.max(frame.rc, updating.rc);
  if (became === 'done') {
    frame.source = updating.output;
    frame.updating = undefined;
  }
  return again(frame, lines);
}

/** With a warning as bad as this one REP is ignored. */
const NO_REPLACE = 12;

const replaces = ({ request, rc }: UpdateFrame): boolean => request.replace && rc < NO_REPLACE;

function openOutputs(context: StepContext, frame: UpdateFrame): Output[] {
  const { name, request, log, applied } = frame;
  const volume = writableVolume(context, 'UPD', request.letter);
  const make = (as: string, type: string, records: readonly Uint8Array[], fixed: boolean) => {
    const old = findEntry(volume, as, type);
    const longest = records.reduce((most, { length }) => Math.max(most, length), 1);
    const writer = startFile(volume, fixed ? 'F' : 'V', fixed ? 80 : longest);
    const collecting = old === undefined ? undefined : collect(old);
    return { name: as, type, records, writer, collecting, at: 0 };
  };
  const output = replaces(frame) ? name : `$${name.slice(0, 7)}`;
  const outputs = [make(output, request.sourceType, frame.source, true)];
  if (!request.print) outputs.push(make(name, 'UPDLOG', log, false));
  if (request.control) {
    const rows = applied.map((one) => toEbcdic(one.padEnd(80)));
    outputs.push(make(name, 'UPDATES', rows, true));
  }
  // an update may have taken away everything, and there are no empty files
  return outputs.filter(({ records }) => records.length > 0);
}

/** Everything is applied: writes the files. */
function write(context: StepContext, frame: UpdateFrame): StepResult {
  const { letter, sourceNumber } = frame.request;
  const volume = writableVolume(context, 'UPD', letter);
  const device = deviceOf(context, volume);
  if (frame.outputs === undefined) {
    if (frame.applied.length === 0) throw updateFault('UPD', 181);
    frame.change = newChange(volume.device);
    frame.outputs = openOutputs(context, frame);
    return again(frame);
  }
  const change = frame.change!;
  const output = frame.outputs[0];
  if (output === undefined) return commit(context, frame, change);
  if (output.collecting !== undefined) {
    if (collectSome(volume, device, output.collecting, change.freed, 20)) {
      output.collecting = undefined;
    }
    return again(frame);
  }
  const to = Math.min(output.records.length, output.at + RECORDS);
  for (const record of output.records.slice(output.at, to)) {
    writeRecord(volume, device, change, output.writer, record);
  }
  output.at = to;
  if (to === output.records.length) {
    const id = { name: output.name, type: output.type, modeNumber: sourceNumber };
    const entry = finishFile(volume, device, change, output.writer, id, context.now);
    change.puts.push(encodeEntry(entry));
    frame.outputs = frame.outputs.slice(1);
  }
  return again(frame);
}

function commit(context: StepContext, frame: UpdateFrame, change: Change): StepResult {
  const { request, rc } = frame;
  if (request.stack) {
    for (const line of [`* ${frame.level}`, `* ${frame.libraries.join(' ')}`.trimEnd()]) {
      if (!stackLine(context.cms.stack, line, 'FIFO')) throw fault('UPD', 622);
    }
  }
  const ignored = request.replace && rc >= NO_REPLACE ? '; REP option ignored' : '';
  const worst = String(rc).padStart(2, '0');
  const lines = rc === 0 ? [] : [updateMessage('UPD', 177, worst, ignored).line];
  if (!request.print) return commitDisk(context, change, { rc, lines });
  const then = { ...frame, change: undefined, source: [], ending: { rc, lines } };
  return commitDisk(context, change, { frame: then });
}

/** The log on the printer, when the files are on the disk. */
function print(frame: UpdateFrame, answer: Answer): StepResult {
  if (answer.kind === 'cp') return frame.ending!;
  if (answer.kind === 'written' && answer.result !== 'ok') {
    throw answer.result === 'no-device'
      ? fault('UPD', 113, 'PRT(00E)')
      : fault('UPD', 123, `${frame.name} UPDLOG`);
  }
  const lines = frame.log.slice(frame.printed, frame.printed + RECORDS);
  frame.printed += lines.length;
  if (lines.length === 0) {
    return { effect: { kind: 'cp', command: 'CLOSE 00E', buffered: true }, frame };
  }
  const records = lines.map((data) => ({ command: PRINT_SPACE, data }));
  return { effect: { kind: 'write-records', device: PRINTER, records }, frame, cost: STEP_COST };
}

/** The UPDATE command. */
export const update = fileCommand('UPDATE', 1, 'UPD', start, resume);
