/** TYPE: shows records of a file on the console (CMS Command Reference, "TYPE"). */
import { toPrintable } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findFile, modeOf, volumeOf } from '../files/disk-state.js';
import { openCursor, readRecord, seekRecord, type RecordCursor } from '../files/reader.js';
import { deviceOf, fault, fileCommand } from './command-fault.js';
import {
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
  typedLines,
} from './operands.js';

const OPTIONS = optionRules('HEX', 'COL=1', 'MEMBER=1', 'NUM');
/** Records and bytes that one step types. */
const RECORDS_A_STEP = 200;
const BYTES_A_STEP = 65536;

type TypeFrame = {
  readonly device: number;
  readonly cursor: RecordCursor;
  readonly to: number;
  readonly hex: boolean;
  readonly numbers: boolean;
  readonly from: number;
  readonly end: number;
};

/** A record in hexadecimal, sixteen bytes a line in four groups. */
function hexLines(record: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < record.length; at += 32) {
    const groups: string[] = [];
    for (let i = at; i < Math.min(at + 32, record.length); i += 4) {
      const part = record.subarray(i, Math.min(i + 4, record.length));
      groups.push([...part].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
    lines.push(groups.join(' ').toUpperCase());
  }
  return lines;
}

function lineNumber(word: string | undefined, otherwise: number): number {
  if (word === undefined || word === '*') return otherwise;
  if (!/^\d{1,9}$/.test(word) || Number(word) < 1) throw fault('TYP', 49, word);
  return Number(word);
}

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('TYP', OPTIONS, options);
  const [name, type, third, fourth, fifth, extra] = operands;
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
  const from = lineNumber(fourth, 1);
  const to = Math.min(lineNumber(fifth, found.entry.records), found.entry.records);
  if (from > found.entry.records || to < from) throw fault('TYP', 49, fourth ?? fifth ?? '');
  let first = 0;
  let end = Infinity;
  const columns = chosen.get('COL')?.[0];
  if (columns !== undefined) {
    const match = /^(\d{1,5})(?:-(\d{1,5}|\*))?$/.exec(columns);
    first = Number(match?.[1] ?? 0) - 1;
    if (match?.[2] !== undefined && match[2] !== '*') end = Number(match[2]);
    if (first < 0 || end <= first) throw fault('TYP', 29, columns, 'COL');
  }
  if (chosen.has('MEMBER')) throw fault('TYP', 3, 'MEMBER');
  const device = deviceOf(context, found.volume);
  const cursor = openCursor(found.volume, device.device, found.entry);
  seekRecord(cursor, device, from);
  return typeStep(
    context,
    {
      device: device.device,
      cursor,
      to,
      hex: chosen.has('HEX'),
      numbers: chosen.has('NUM'),
      from: first,
      end,
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
  if (cursor.record > frame.to) return { rc: 0, lines, cost, data: true };
  return { effect: { kind: 'work' }, frame, lines, cost, data: true };
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  return typeStep(context, frame as TypeFrame, []);
}

/** The TYPE command. */
export const type = fileCommand('TYPE', 1, 'TYP', start, resume);
