/**
 * Choosing a file of the reader for RECEIVE and PEEK: what CP says of it, and ORDER so that the reader takes
 * it next. Everything is asked of CP by its commands, as any guest would.
 */
import type { Answer, StepResult } from '../command.js';
import { CommandFault, fault, faultWith } from './command-fault.js';
import type { KeptFile } from './kept-file.js';
import { quietly } from './load-frame.js';

/** A file in the reader, as QUERY RDR ALL shows it. */
export type ReaderFile = {
  readonly origin: string;
  readonly id: number;
  readonly spoolClass: string;
  /** Kind of device that it was written by: PUN, PRT, CON or RDR. */
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly held: boolean;
  readonly records: number;
  /** It is kept by CP until it has been read (kept-file.ts). */
  readonly kept?: KeptFile;
};

/** Where choosing stands. */
export type ChooseFrame = {
  readonly stage: 'close' | 'virtual' | 'query' | 'attributes' | 'keep' | 'order';
  /** Class that the reader takes; `*` all. */
  readonly spoolClass: string;
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
    spoolClass: match[3]!,
    kind: match[4]!,
    held: match[7] !== 'NONE',
    records: Number(match[5]),
    name: words.length >= 3 || (words[0] ?? '') !== '' ? (words[0] ?? '') : '',
    type: words.length >= 2 ? (words[1] ?? '') : '',
  };
}

/** Kinds of files with records that no card comes of. */
const UNAWARES: ReadonlySet<string> = new Set(['PRT', 'CON']);

/** Starts to choose: what is being read now stays in the reader. */
export function startChoose(module: string, word: string | undefined): StepResult {
  let id: number | undefined;
  if (word !== undefined) {
    if (!/^\d{1,4}$/.test(word)) throw fault(module, 70, word);
    id = Number(word);
  }
  const frame: ChooseFrame = { stage: 'close', spoolClass: '*', module, id, file: undefined };
  return { effect: quietly('CLOSE 00C HOLD'), frame: { choose: frame } };
}

/** Goes on; the file when the reader will take it next. */
export function chooseStep(
  frame: ChooseFrame,
  answer: Answer,
): { readonly result: StepResult } | { readonly file: ReaderFile } {
  const lines = answer.kind === 'cp' ? answer.lines : [];
  const go = (
    stage: ChooseFrame['stage'],
    command: string,
    file?: ReaderFile,
    spoolClass = frame.spoolClass,
  ) => ({
    result: {
      effect: quietly(command),
      frame: { choose: { ...frame, stage, file, spoolClass } },
    },
  });
  if (frame.stage === 'close') return go('virtual', 'QUERY VIRTUAL 00C');
  if (frame.stage === 'virtual') {
    const spoolClass = /\bCL (\S)/.exec(lines[0] ?? '')?.[1] ?? '*';
    const which = frame.id === undefined ? '' : ` ${String(frame.id).padStart(4, '0')}`;
    return go('query', `QUERY RDR${which} ALL SHORTDATE`, undefined, spoolClass);
  }
  if (frame.stage === 'query') {
    const fits = (row: ReaderFile): boolean =>
      !row.held && (frame.spoolClass === '*' || frame.spoolClass === row.spoolClass);
    const rows = lines.map(parseRow).filter((row) => row !== undefined);
    const wanted =
      frame.id === undefined
        ? (rows.find(fits) ?? rows[0])
        : rows.find((row) => row.id === frame.id);
    if (wanted === undefined) {
      if (frame.id === undefined) throw fault(frame.module, 645);
      throw fault(frame.module, 640, String(frame.id).padStart(4, '0'));
    }
    if (!fits(wanted)) throw fault(frame.module, 644);
    const id = String(wanted.id).padStart(4, '0');
    if (UNAWARES.has(wanted.kind)) return go('attributes', `QUERY RDR ${id}`, wanted);
    return go('order', `ORDER RDR ${id}`, wanted);
  }
  const { file } = frame;
  if (frame.stage === 'attributes' && file !== undefined) {
    const own = / ON +\S+ *$/.test(lines[1] ?? '');
    const kept: KeptFile = { id: file.id, own };
    return go('keep', `CHANGE RDR ${String(file.id).padStart(4, '0')} KEEP`, { ...file, kept });
  }
  if (frame.stage === 'keep' && file !== undefined) {
    return go('order', `ORDER RDR ${String(file.id).padStart(4, '0')}`, file);
  }
  if (frame.file === undefined) throw new Error('no file was chosen');
  return { file: frame.file };
}

/** As {@link chooseStep}, for commands to which a reader without a file that fits is simply empty. */
export function chooseAny(
  frame: ChooseFrame,
  answer: Answer,
): { readonly result: StepResult } | { readonly file: ReaderFile } {
  try {
    return chooseStep(frame, answer);
  } catch (error) {
    if (error instanceof CommandFault) throw faultWith(8, frame.module, 205);
    throw error;
  }
}
