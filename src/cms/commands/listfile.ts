/** LISTFILE: names and attributes of files (CMS Command Reference, "LISTFILE"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import {
  listSome,
  modeOf,
  startList,
  volumeOf,
  type FoundFile,
  type ListCursor,
} from '../files/disk-state.js';
import { encodeEntry, type Stamp } from '../files/layout.js';
import { collect, collectSome } from '../files/tree.js';
import { appendFile, finishFile, newChange, startFile, writeRecord } from '../files/writer.js';
import { stackLine } from '../program-stack.js';
import { commitDisk, deviceOf, fault, fileCommand, writableVolume } from './command-fault.js';
import {
  conflict,
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
} from './operands.js';

const OPTIONS = optionRules(
  'Header',
  'NOHeader',
  'EXec',
  'APpend',
  'STACK',
  'FIFO',
  'LIFO',
  'FName',
  'FType',
  'FMode',
  'FOrmat',
  'ALloc',
  'Date',
  'Label',
  'TOTal',
  'BLocks',
);
const COLUMNS = ['FNAME', 'FTYPE', 'FMODE', 'FORMAT', 'ALLOC', 'DATE', 'LABEL'];
const HEADING = 'FILENAME FILETYPE FM FORMAT LRECL       RECS     BLOCKS     DATE     TIME LABEL';
/** Where each amount of information ends in a line. */
const WIDTHS = [8, 17, 20, 33, 55, 73, 80];

type ListFrame = {
  readonly cursor: ListCursor;
  readonly level: number;
  readonly heading: boolean;
  /** TYPE lines, make an EXEC, or stack. */
  readonly way: 'type' | 'exec' | 'append' | 'fifo' | 'lifo';
  readonly files: number;
  readonly blocks: number;
  readonly totals: boolean;
  readonly collected: readonly string[];
  readonly fileid: string;
};

const two = (n: number): string => String(n).padStart(2, '0');

/** Date as lists show it. */
export function shortDate(stamp: Stamp): string {
  return `${two(stamp.month)}/${two(stamp.day)}/${two(stamp.year % 100)}`;
}

/** Time as lists show it. */
export function shortTime(stamp: Stamp): string {
  return `${String(stamp.hour).padStart(2)}:${two(stamp.minute)}:${two(stamp.second)}`;
}

/** One line about a file, up to the information that is asked for. */
export function fileLine(file: FoundFile, level: number): string {
  const { entry, mode } = file;
  const line =
    `${entry.name.padEnd(8)} ${entry.type.padEnd(8)} ${mode.letter}${entry.modeNumber} ` +
    `${entry.format}${String(entry.recordLength).padStart(11)}` +
    `${String(entry.records).padStart(11)}${String(entry.dataBlocks).padStart(11)} ` +
    `${shortDate(entry.written)} ${shortTime(entry.written)} ${file.volume.label}`;
  return line.slice(0, WIDTHS[level]).trimEnd();
}

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('LST', OPTIONS, options);
  conflict('LST', chosen, 'HEADER', 'NOHEADER');
  conflict('LST', chosen, 'EXEC', 'STACK', 'FIFO', 'LIFO', 'APPEND');
  if (operands.length > 3) throw fault('LST', 70, operands[3]!);
  const [name = '*', type = '*', mode = 'A'] = operands;
  const id = parseFileid('LST', [name, type, mode], { patterns: true, anyMode: true });
  if (!id.mode.startsWith('*') && modeOf(context.cms.disks, id.mode.charAt(0)) === undefined) {
    throw fault('LST', 69, id.mode.charAt(0));
  }
  const levels = COLUMNS.map((column, i) => (chosen.has(column) ? i : -1));
  const level = Math.max(...levels) < 0 ? 2 : Math.max(...levels);
  let way: ListFrame['way'] = 'type';
  if (chosen.has('EXEC')) way = 'exec';
  if (chosen.has('APPEND')) way = 'append';
  if (chosen.has('STACK') || chosen.has('FIFO')) way = 'fifo';
  if (chosen.has('LIFO')) way = 'lifo';
  if (way === 'exec' || way === 'append') writableVolume(context, 'LST', 'A');
  const alone = operands.length < 3;
  return listStep(context, {
    cursor: startList(context.cms.disks, id.name, id.type, id.mode, alone),
    level,
    heading: way === 'type' && (chosen.has('HEADER') || (level > 2 && !chosen.has('NOHEADER'))),
    way,
    files: 0,
    blocks: 0,
    totals: chosen.has('TOTAL') || chosen.has('BLOCKS'),
    collected: [],
    fileid: showFileid(id),
  });
}

function listStep(context: StepContext, frame: ListFrame): StepResult {
  const { files, done } = listSome(context.cms.disks, frame.cursor);
  const lines: string[] = [];
  const made = files.map((file) => fileLine(file, frame.level));
  const count = frame.files + files.length;
  const blocks = frame.blocks + files.reduce((sum, file) => sum + file.entry.dataBlocks, 0);
  if (frame.way === 'type') {
    if (frame.heading && frame.files === 0 && files.length > 0) {
      lines.push(HEADING.slice(0, WIDTHS[frame.level]).trimEnd());
    }
    if (!frame.totals) lines.push(...made);
  }
  const collected = frame.way === 'type' ? [] : [...frame.collected, ...made];
  if (!done) {
    const next: ListFrame = { ...frame, files: count, blocks, collected };
    return { effect: { kind: 'work' }, frame: next, lines, cost: 1500 };
  }
  if (count === 0) throw fault('LST', 2, frame.fileid);
  if (frame.totals) lines.push(`${count} FILES ${blocks} BLOCKS`);
  if (frame.way === 'fifo' || frame.way === 'lifo') {
    for (const line of collected)
      stackLine(context.cms.stack, line, frame.way === 'fifo' ? 'FIFO' : 'LIFO');
    return { rc: 0 };
  }
  if (frame.way === 'type') return { rc: 0, lines, cost: 100 };
  return writeExec(context, collected, frame.way === 'append');
}

/** The file CMS EXEC A1: one line a file, with the two variables in front. */
function writeExec(context: StepContext, lines: readonly string[], append: boolean): StepResult {
  const volume = writableVolume(context, 'LST', 'A');
  const device = deviceOf(context, volume);
  const change = newChange(volume.device);
  const old = findEntry(volume, 'CMS', 'EXEC');
  let writer;
  if (append && old?.format === 'F' && old.recordLength === 80) {
    writer = appendFile(volume, device, change, old);
  } else {
    if (old !== undefined) {
      const state = collect(old);
      while (!collectSome(volume, device, state, change.freed, 100));
    }
    writer = startFile(volume, 'F', 80);
  }
  for (const line of lines) {
    writeRecord(volume, device, change, writer, toEbcdic(` &1 &2 ${line}`.slice(0, 80).padEnd(80)));
  }
  const id = { name: 'CMS', type: 'EXEC', modeNumber: 1 };
  const entry = finishFile(volume, device, change, writer, id, context.now);
  change.puts.push(encodeEntry(entry));
  return commitDisk(context, change, { rc: 0 });
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  for (const mode of context.cms.disks.modes) volumeOf(context.cms.disks, mode.device);
  return listStep(context, frame as ListFrame);
}

/** The LISTFILE command. */
export const listfile = fileCommand('LISTFILE', 1, 'LST', start, resume);
