/** SORT: the records of a file in the order of some columns (CMS Command Reference, "SORT"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import { findFile, modeOf, volumeOf } from '../files/disk-state.js';
import type { FileOutput } from '../files/file-output.js';
import { sortSome, startSort, type Sorting } from '../files/piece-sort.js';
import { openCursor, readBatch, type RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import { message } from '../messages-table.js';
import { deviceOf, fault, fileCommand, writableVolume } from './command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from './file-output.js';
import {
  foundName,
  isFilemode,
  parseFileid,
  showFileid,
  splitOperands,
  type Fileid,
} from './operands.js';

/** Bytes that are sorted in storage at the most. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Bytes that one step reads or writes, and comparisons of one step. */
const BYTES_A_STEP = 98304;
const COMPARISONS_A_STEP = 6000;

type Field = { readonly from: number; readonly end: number };

type SortFrame = {
  readonly stage: 'ask' | 'read' | 'sort' | 'write';
  readonly device: number;
  readonly letter: string;
  readonly fields: readonly Field[];
  readonly cursor: RecordCursor;
  readonly target: { readonly name: string; readonly type: string; readonly modeNumber: number };
  readonly data: Uint8Array;
  readonly sorting: Sorting;
  /** Records read or written so far. */
  readonly done: number;
  readonly output?: FileOutput;
  readonly change?: Change;
};

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const disks = context.cms.disks;
  if (options.length > 0) throw fault('SRT', 3, options[0]!);
  if (operands.length === 0) throw fault('SRT', 42);
  if (operands.length < 6) throw fault('SRT', 54);
  if (operands.length > 6) throw fault('SRT', 70, operands[6]!);
  const id = parseFileid('SRT', operands.slice(0, 3), { anyMode: true });
  const to = outputId(operands.slice(3), id);
  const letter = id.mode.charAt(0);
  if (letter !== '*' && modeOf(disks, letter) === undefined) throw fault('SRT', 69, letter);
  const found = findFile(disks, id.name, id.type, id.mode);
  if (found === undefined) throw fault('SRT', 2, showFileid(id));
  const { entry, volume } = found;
  if (entry.format !== 'F') throw fault('SRT', 34, foundName(found));
  if (entry.records * entry.recordLength > MOST_BYTES) throw fault('SRT', 212);
  const into = to.mode.startsWith('=') ? found.mode.letter : to.mode.charAt(0);
  const target = writableVolume(context, 'SRT', into);
  if (target === volume && to.name === entry.name && to.type === entry.type) throw fault('SRT', 19);
  if (findEntry(target, to.name, to.type) !== undefined) throw fault('SRT', 24, showFileid(to));
  const number = to.mode.charAt(1);
  const frame: SortFrame = {
    stage: 'ask',
    device: volume.device,
    letter: into,
    fields: [],
    cursor: openCursor(volume, volume.device, entry),
    target: { ...to, modeNumber: number === '' ? entry.modeNumber : Number(number) },
    data: new Uint8Array(0),
    sorting: startSort(0, false),
    done: 0,
  };
  return { effect: { kind: 'read' }, frame, lines: [message('SRT', 604)] };
}

/** The output; `=` stands for what the input has. */
function outputId(words: readonly string[], input: Fileid): Fileid {
  const id = parseFileid('SRT', words, { equal: true });
  const part = (word: string, same: string): string => {
    if (word === '=') return same;
    const wrong = /[*=]/.exec(word)?.[0];
    if (wrong !== undefined) throw fault('SRT', wrong === '*' ? 62 : 20, wrong, words.join(' '));
    return word;
  };
  if (!isFilemode(id.mode, { equal: true })) throw fault('SRT', 48, id.mode);
  return { name: part(id.name, input.name), type: part(id.type, input.type), mode: id.mode };
}

/** Pairs of columns, from and to. */
function parseFields(text: string, recordLength: number): Field[] {
  const words = text
    .trim()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  if (words.length === 0) throw fault('SRT', 63, 'sort');
  const columns = words.map((word) => (/^\d{1,5}$/.test(word) ? Number(word) : 0));
  if (columns.length % 2 !== 0 || columns.some((column) => column < 1)) throw fault('SRT', 53);
  const fields: Field[] = [];
  for (let i = 0; i < columns.length; i += 2) {
    const [from = 0, end = 0] = [columns[i], columns[i + 1]];
    if (end > recordLength) throw fault('SRT', 9, end);
    if (end < from) throw fault('SRT', 53);
    fields.push({ from: from - 1, end });
  }
  return fields;
}

function work(frame: SortFrame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 1500 };
}

function readStep(context: StepContext, frame: SortFrame): StepResult {
  const { cursor, data } = frame;
  const { records, recordLength } = cursor.entry;
  const device = deviceOf(context, volumeOf(context.cms.disks, frame.device));
  let { done } = frame;
  for (const record of readBatch(cursor, device, BYTES_A_STEP)) {
    data.set(record, done++ * recordLength);
  }
  if (done < records) return work({ ...frame, done });
  return work({ ...frame, stage: 'sort', done: 0, sorting: startSort(records, false) });
}

function sortStep(context: StepContext, frame: SortFrame): StepResult {
  const { data, fields, sorting, target, letter } = frame;
  const { recordLength } = frame.cursor.entry;
  const compare = (a: number, b: number): number => {
    for (const { from, end } of fields) {
      let at = a * recordLength + from;
      let other = b * recordLength + from;
      for (let i = from; i < end; i++, at++, other++) {
        if (data[at] !== data[other]) return data[at]! - data[other]!;
      }
    }
    return 0;
  };
  if (!sortSome(sorting, compare, COMPARISONS_A_STEP)) return work({ ...frame, sorting });
  const output = startFileOutput(context, 'SRT', { ...target, letter, format: 'F', recordLength });
  return work({ ...frame, sorting, stage: 'write', output, change: output.change });
}

function writeStep(context: StepContext, frame: SortFrame): StepResult {
  const { data, sorting } = frame;
  const output = frame.output!;
  const { recordLength, records } = frame.cursor.entry;
  let { done } = frame;
  if (!replaceSome(context, output)) return work({ ...frame, output, change: output.change });
  for (let bytes = 0; bytes < BYTES_A_STEP && done < records; bytes += recordLength + 64) {
    const at = sorting.order[done++]! * recordLength;
    putOutput(context, output, data.subarray(at, at + recordLength));
  }
  if (done < records) return work({ ...frame, done, output, change: output.change });
  return closeOutput(context, output, { rc: 0 });
}

function resume(raw: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = raw as SortFrame;
  switch (frame.stage) {
    case 'ask': {
      const { recordLength, records } = frame.cursor.entry;
      const fields = parseFields(answer.kind === 'line' ? answer.text : '', recordLength);
      const data = new Uint8Array(records * recordLength);
      return work({ ...frame, stage: 'read', fields, data });
    }
    case 'read':
      return readStep(context, frame);
    case 'sort':
      return sortStep(context, frame);
    case 'write':
      return writeStep(context, frame);
  }
}

/** The SORT command. */
export const sort = fileCommand('SORT', 4, 'SRT', start, resume);
