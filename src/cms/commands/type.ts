/** TYPE: shows records of a file on the console (CMS Command Reference, "TYPE"). */
import { toPrintable } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findFile, modeOf, volumeOf } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import { columnRange } from './column-range.js';
import { deviceOf, fault, fileCommand } from './command-fault.js';
import { hexLines } from './hex-lines.js';
import { someParts, startParts, type PartsReading } from './library-parts.js';
import {
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
  typedLines,
} from './operands.js';

/** Its options. */
export const TYPE_OPTIONS = optionRules('HEX', 'COL=1', 'MEMBER=1', 'NUM');
/** Records and bytes that one step types. */
const RECORDS_A_STEP = 200;
const BYTES_A_STEP = 65536;

/** Records from one to another. */
type Part = { readonly from: number; readonly to: number };

/** A file whose members are still being looked for. */
type LookFrame = { readonly parts: PartsReading };

type TypeFrame = {
  readonly device: number;
  readonly cursor: RecordCursor;
  readonly to: number;
  /** Records that are typed behind these: further members of a library. */
  readonly rest: readonly Part[];
  readonly hex: boolean;
  readonly numbers: boolean;
  readonly from: number;
  readonly end: number;
};

function lineNumber(word: string | undefined, otherwise: number): number {
  if (word === undefined || word === '*') return otherwise;
  if (!/^\d{1,9}$/.test(word) || Number(word) < 1) throw fault('TYP', 49, word);
  return Number(word);
}

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('TYP', TYPE_OPTIONS, options);
  const [name, type, third, , , extra] = operands;
  if (extra !== undefined) throw fault('TYP', 70, extra);
  const words = [name, type, third ?? '*'].filter((word) => word !== undefined);
  if (name === undefined || type === undefined) throw fault('TYP', 54);
  const id = parseFileid('TYP', words, { anyMode: true });
  const letter = id.mode.charAt(0);
  if (letter !== '*' && modeOf(context.cms.disks, letter) === undefined) {
    throw fault('TYP', 69, letter);
  }
  const found = findFile(context.cms.disks, id.name, id.type, id.mode);
  if (found === undefined) throw fault('TYP', 2, showFileid(id));
  const member = chosen.get('MEMBER')?.[0];
  if (member === undefined) return begin(context, [{ from: 1, to: found.entry.records }]);
  return look(context, startParts(context, 'TYP', found, member));
}

/** Looks for members, then types them. */
function look(context: StepContext, reading: PartsReading): StepResult {
  const parts = someParts(context, reading);
  if (parts !== undefined) return begin(context, parts);
  const frame: LookFrame = { parts: reading };
  return { effect: { kind: 'work' }, frame, cost: 500 };
}

/** Types these stretches of the file. */
function begin(context: StepContext, parts: readonly Part[]): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('TYP', TYPE_OPTIONS, options);
  const [name, type, mode = '*', fourth, fifth] = operands;
  const found = findFile(context.cms.disks, name!, type!, mode);
  if (found === undefined) throw fault('TYP', 2, operands.slice(0, 3).join(' '));
  const [first, ...rest] = parts.map((part) => {
    const count = part.to - part.from + 1;
    const from = lineNumber(fourth, 1);
    const to = Math.min(lineNumber(fifth, count), count);
    if (from > count || to < from) throw fault('TYP', 49, fourth ?? fifth ?? '');
    return { from: part.from + from - 1, to: part.from + to - 1 };
  });
  const range = columnRange('TYP', chosen.get('COL')?.[0]);
  const device = deviceOf(context, found.volume);
  const cursor = openCursor(found.volume, device.device, found.entry);
  seekRecord(cursor, device, first!.from);
  return typeStep(
    context,
    {
      device: device.device,
      cursor,
      to: first!.to,
      rest,
      hex: chosen.has('HEX'),
      numbers: chosen.has('NUM'),
      ...range,
    },
    [''],
  );
}

function typeStep(context: StepContext, frame: TypeFrame, lines: string[]): StepResult {
  const device = deviceOf(context, volumeOf(context.cms.disks, frame.device));
  const { cursor } = frame;
  let bytes = 0;
  for (let n = 0; n < RECORDS_A_STEP && bytes < BYTES_A_STEP && cursor.record <= frame.to; n++) {
    const number = cursor.record;
    const record = readRecord(cursor, device)!;
    bytes += record.length;
    const part = record.subarray(frame.from, frame.end);
    if (frame.hex) {
      lines.push(`RECORD ${number} LENGTH= ${record.length}`, ...hexLines(part), '');
      continue;
    }
    const text = toPrintable(part, ' ').trimEnd();
    lines.push(...typedLines(frame.numbers ? `${String(number).padStart(5, '0')} ${text}` : text));
  }
  const cost = 100 + bytes / 64;
  if (cursor.record > frame.to) {
    const [next, ...rest] = frame.rest;
    if (next === undefined) return { rc: 0, lines, cost, data: true };
    seekRecord(cursor, device, next.from);
    const further: TypeFrame = { ...frame, to: next.to, rest };
    return { effect: { kind: 'work' }, frame: further, lines, cost, data: true };
  }
  return { effect: { kind: 'work' }, frame, lines, cost, data: true };
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  if ('parts' in frame) return look(context, (frame as LookFrame).parts);
  return typeStep(context, frame as TypeFrame, []);
}

/** The TYPE command. */
export const type = fileCommand('TYPE', 1, 'TYP', start, resume);
