/** PEEK: shows the first records of a file in the reader and leaves it there (CMS Command Reference, "PEEK"). */
import { toPrintable } from '../../shared/ebcdic.js';
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import { drawRecords, hasWork, newIntake, type CardIntake } from './card-intake.js';
import { afterRead, LINE } from './kept-file.js';
import { quietly, READER } from './load-frame.js';
import { fault, faultOf, fileCommand } from './command-fault.js';
import { chosenOptions, withDefaults } from './default-options.js';
import { optionRules, positive, splitOperands, typedLines } from './operands.js';
import { chooseStep, startChoose, type ChooseFrame, type ReaderFile } from './reader-file.js';

/** Options of PEEK. */
export const OPTIONS = optionRules('FRom=1', 'FOR=1', 'PROFile=1');
/** Records shown when FOR does not say. */
const USUAL = 200;
/** More than there can be. */
const EVERY = 1e9;

type PeekFrame = {
  readonly stage: 'cards' | 'closed' | 'settled';
  readonly file: ReaderFile;
  readonly intake: CardIntake;
  readonly from: number;
  readonly to: number;
  readonly seen: number;
  /** Cards read: never to the end of file, which would take the file away. */
  readonly read: number;
  readonly end: boolean;
  readonly lines: readonly string[];
  readonly rc: number;
};

function range(context: StepContext): { from: number; to: number; id: string | undefined } {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = chosenOptions(context, 'PEK', 'PEEK', OPTIONS, options);
  if (operands[1] !== undefined) throw fault('PEK', 70, operands[1]);
  const first = chosen.get('FROM')?.[0];
  const count = chosen.get('FOR')?.[0];
  const from = first === undefined ? 1 : positive('PEK', 'FROM', first);
  const most = count === undefined ? USUAL : count === '*' ? EVERY : positive('PEK', 'FOR', count);
  return { from, to: Math.min(EVERY, from + most - 1), id: operands[0] };
}

function readSome(frame: PeekFrame): Effect {
  const count = Math.min(100, frame.file.records - frame.read);
  const width = frame.file.kept === undefined ? undefined : LINE;
  return { kind: 'read-cards', device: READER, count, width };
}

/** What stands over the records: what it is, from whom, and in which form it came. */
function heading({ file, intake, from, to }: PeekFrame, context: StepContext): string {
  const { name, type } = intake.file ?? file;
  const what = intake.netdata?.receipt ?? `${name} ${type}`.trim();
  const kind = intake.netdata?.receipt === undefined ? (type === 'NOTE' ? 'Note' : 'File') : 'Ackn';
  const part = from === 1 && to >= file.records ? '' : `  Records ${from} to ${to}`;
  return (
    `${String(file.id).padStart(4, '0')} ${kind} ${what} from ${file.origin} at ${context.node}  ` +
    `Format is ${form(file, intake)}.${part}`
  );
}

const FORMS: Readonly<Record<string, string>> = { PRT: 'PRINT', CON: 'CONSOLE', RDR: 'CARD' };

function form({ kind }: ReaderFile, { kind: seen, file }: CardIntake): string {
  if (seen === 'netdata') return 'NETDATA';
  if (seen === 'disk') return 'DISK DUMP';
  return FORMS[kind] ?? (file === undefined ? 'CARD' : 'PUNCH');
}

function close(frame: PeekFrame, lines: readonly string[], rc: number): StepResult {
  const closed: PeekFrame = { ...frame, stage: 'closed', lines, rc };
  return { effect: quietly('CLOSE 00C HOLD'), frame: closed };
}

/** A fault for a file that ends before its first record: nothing of it can be shown. */
function cutShort({ kind }: CardIntake): void {
  if (kind === 'netdata') throw fault('PEK', 618);
  if (kind === 'disk') throw fault('PEK', 77);
}

function peekStep(frame: PeekFrame, answer: Answer, context: StepContext): StepResult {
  if (frame.stage === 'closed' || frame.stage === 'settled') {
    const settle = frame.stage === 'closed' ? afterRead(frame.file.kept, false) : undefined;
    if (settle === undefined) return { rc: frame.rc, lines: frame.lines };
    return { effect: quietly(settle), frame: { ...frame, stage: 'settled' } };
  }
  try {
    const { intake } = frame;
    let { end, read } = frame;
    if (answer.kind === 'cards') {
      if (answer.end === 'error' || answer.end === 'no-device') throw fault('PEK', 124);
      if (answer.end === 'empty' && frame.seen === 0) throw fault('PEK', 205);
      intake.waiting.push(...answer.cards);
      read += answer.cards.length;
      end = answer.end !== 'more' || read >= frame.file.records;
    }
    const records = drawRecords(intake);
    if (intake.fault !== undefined) throw fault('PEK', 618);
    const lines: string[] = [];
    const receipt = intake.fileEnded && intake.netdata?.receipt !== undefined;
    if (frame.seen === 0 && (records.length > 0 || receipt)) lines.push(heading(frame, context));
    let seen = frame.seen;
    for (const record of records) {
      seen++;
      if (seen < frame.from || seen > frame.to) continue;
      lines.push(...typedLines(toPrintable(record, ' ').trimEnd()));
    }
    const next: PeekFrame = { ...frame, seen, read, end };
    if (seen >= frame.to || intake.fileEnded) return { ...close(next, [], 0), lines, data: true };
    if (hasWork(intake))
      return { effect: { kind: 'work' }, frame: next, lines, cost: 1500, data: true };
    if (end && seen === 0 && lines.length === 0) cutShort(intake);
    if (end) return { ...close(next, [], 0), lines, data: true };
    return { effect: readSome(next), frame: next, lines, data: true };
  } catch (error) {
    const { rc, lines } = faultOf(error, 'PEK', context);
    return close(frame, lines, rc);
  }
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const choose = frame['choose'] as ChooseFrame | undefined;
  if (choose === undefined) return peekStep(frame as PeekFrame, answer, context);
  const step = chooseStep(choose, answer);
  if ('result' in step) return step.result;
  const { from, to } = range(context);
  const first: PeekFrame = {
    stage: 'cards',
    file: step.file,
    intake: newIntake(),
    from,
    to,
    seen: 0,
    read: 0,
    end: false,
    lines: [],
    rc: 0,
  };
  return { effect: readSome(first), frame: first };
}

/** The PEEK command. */
export const peek = withDefaults(
  fileCommand('PEEK', 4, 'PEK', (context) => startChoose('PEK', range(context).id), resume),
);
