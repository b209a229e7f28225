/** COMPARE: two files record by record (CMS Command Reference, "COMPARE"). */
import { toPrintable } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findFile, modeOf, volumeOf, type FoundFile } from '../files/disk-state.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import { message } from '../messages-table.js';
import { deviceOf, fault, fileCommand } from './command-fault.js';
import { columnRange } from './column-range.js';
import {
  foundName,
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
  typedLines,
} from './operands.js';

/** Its options. */
export const COMPARE_OPTIONS = optionRules('COL=1');
/** Bytes and lines of one step. */
const BYTES_A_STEP = 98304;
const LINES_A_STEP = 100;

type Side = { readonly device: number; readonly shown: string; readonly cursor: RecordCursor };

type CompareFrame = {
  readonly sides: readonly [Side, Side];
  readonly from: number;
  readonly end: number;
  readonly differ: boolean;
};

function find(context: StepContext, words: readonly string[]): FoundFile {
  const id = parseFileid('CMP', words, { anyMode: true });
  const letter = id.mode.charAt(0);
  if (letter !== '*' && modeOf(context.cms.disks, letter) === undefined) {
    throw fault('CMP', 69, letter);
  }
  const found = findFile(context.cms.disks, id.name, id.type, id.mode);
  if (found === undefined) throw fault('CMP', 2, showFileid(id));
  return found;
}

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('CMP', COMPARE_OPTIONS, options);
  if (operands.length === 0) throw fault('CMP', 42);
  if (operands.length < 6) throw fault('CMP', 54);
  if (operands.length > 6) throw fault('CMP', 70, operands[6]!);
  const files = [find(context, operands.slice(0, 3)), find(context, operands.slice(3))] as const;
  const [first, second] = files;
  if (first.volume === second.volume && foundName(first) === foundName(second)) {
    throw fault('CMP', 19);
  }
  const fixed = first.entry.format === 'F';
  const sameLength = !fixed || first.entry.recordLength === second.entry.recordLength;
  if (first.entry.format !== second.entry.format || !sameLength) throw fault('CMP', 11);
  const { from, end } = columnRange('CMP', chosen.get('COL')?.[0]);
  if (from >= first.entry.recordLength) throw fault('CMP', 9, from + 1);
  const side = (file: FoundFile): Side => ({
    device: file.volume.device,
    shown: foundName(file),
    cursor: openCursor(file.volume, file.volume.device, file.entry),
  });
  const frame: CompareFrame = { sides: [side(first), side(second)], from, end, differ: false };
  return compareStep(context, frame, [message('CMP', 179, foundName(first), foundName(second))]);
}

function compareStep(context: StepContext, frame: CompareFrame, lines: string[]): StepResult {
  const { sides, from, end } = frame;
  let { differ } = frame;
  let bytes = 0;
  const next = (side: Side): Uint8Array | undefined =>
    readRecord(side.cursor, deviceOf(context, volumeOf(context.cms.disks, side.device)));
  while (bytes < BYTES_A_STEP && lines.length < LINES_A_STEP) {
    const [first, second] = [next(sides[0]), next(sides[1])];
    if (first === undefined || second === undefined) {
      if (first === second) {
        if (differ) lines.push(message('CMP', 209));
        return { rc: differ ? 4 : 0, lines, cost: 100, data: true };
      }
      const short = first === undefined ? sides[0] : sides[1];
      lines.push(message('CMP', 10, short.shown));
      return { rc: 40, lines, data: true };
    }
    bytes += first.length + second.length + 64;
    const [a, b] = [first.subarray(from, end), second.subarray(from, end)];
    if (a.length === b.length && a.every((byte, i) => byte === b[i])) continue;
    differ = true;
    for (const record of [first, second])
      lines.push(...typedLines(toPrintable(record, ' ').trimEnd()));
  }
  return { effect: { kind: 'work' }, frame: { ...frame, differ }, lines, cost: 1500, data: true };
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  return compareStep(context, frame as CompareFrame, []);
}

/** The COMPARE command. */
export const compare = fileCommand('COMPARE', 3, 'CMP', start, resume);
