/**
 * Choosing a file of the reader for RECEIVE and PEEK: what CP says of it, and ORDER so that the reader takes
 * it next. Everything is asked of CP by its commands, as any guest would.
 */
import type { Answer, StepResult } from '../command.js';
import { fault } from './command-fault.js';
import { quietly } from './card-loader.js';

/** A file in the reader, as QUERY RDR ALL shows it. */
export type ReaderFile = {
  readonly origin: string;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly held: boolean;
  readonly records: number;
};

/** Where choosing stands. */
export type ChooseFrame = {
  readonly stage: 'close' | 'query' | 'order';
  readonly module: string;
  readonly id: number | undefined;
  readonly file: ReaderFile | undefined;
};

/** A row of QUERY RDR ALL; undefined for the heading and what else CP may say. */
export function parseRow(line: string): ReaderFile | undefined {
  const match = /^(.{8}) (\d{4}) (\S) (\S{3}) *(\d+) +(\d+) +(NONE|USER|SYS|USYS) /.exec(line);
  if (match === null) return undefined;
  const names = /\d\d\/\d\d +\d\d:\d\d:\d\d +(.{1,8}) {0,2}(.{0,8})/.exec(line);
  const tail = names === null ? '' : line.slice(names.index).replace(/^\S+ +\S+ +/, '');
  const words = tail.split(/ +/);
  return {
    origin: match[1]!.trim(),
    id: Number(match[2]),
    held: match[7] !== 'NONE',
    records: Number(match[5]),
    name: words.length >= 3 || (words[0] ?? '') !== '' ? (words[0] ?? '') : '',
    type: words.length >= 2 ? (words[1] ?? '') : '',
  };
}

/** Starts to choose: what is being read now stays in the reader. */
export function startChoose(module: string, word: string | undefined): StepResult {
  let id: number | undefined;
  if (word !== undefined) {
    if (!/^\d{1,4}$/.test(word)) throw fault(module, 70, word);
    id = Number(word);
  }
  const frame: ChooseFrame = { stage: 'close', module, id, file: undefined };
  return { effect: quietly('CLOSE 00C HOLD'), frame: { choose: frame } };
}

/** Goes on; the file when the reader will take it next. */
export function chooseStep(
  frame: ChooseFrame,
  answer: Answer,
): { readonly result: StepResult } | { readonly file: ReaderFile } {
  const go = (stage: ChooseFrame['stage'], command: string, file?: ReaderFile) => ({
    result: {
      effect: quietly(command),
      frame: { choose: { ...frame, stage, file } },
    },
  });
  if (frame.stage === 'close') {
    const which = frame.id === undefined ? '' : ` ${String(frame.id).padStart(4, '0')}`;
    return go('query', `QUERY RDR${which} ALL`);
  }
  if (frame.stage === 'query') {
    const lines = answer.kind === 'cp' ? answer.lines : [];
    const rows = lines.map(parseRow).filter((row) => row !== undefined);
    const wanted =
      frame.id === undefined
        ? (rows.find((row) => !row.held) ?? rows[0])
        : rows.find((row) => row.id === frame.id);
    if (wanted === undefined) {
      if (frame.id === undefined) throw fault(frame.module, 645);
      throw fault(frame.module, 640, String(frame.id).padStart(4, '0'));
    }
    if (wanted.held) throw fault(frame.module, 644);
    return go('order', `ORDER RDR ${String(wanted.id).padStart(4, '0')}`, wanted);
  }
  if (frame.file === undefined) throw new Error('no file was chosen');
  return { file: frame.file };
}
