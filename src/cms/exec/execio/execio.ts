/**
 * EXECIO: lines between files, units and CP on one side and the program stack or variables of the calling REXX program
 * on the other (z/VM: CMS Commands and Utilities Reference, "EXECIO").
 */
import type { Answer, Frame, StepContext, StepResult } from '../../command.js';
import { faultWith, fileCommand } from '../../commands/command-fault.js';
import { cardOrLine, LINE } from '../../commands/kept-file.js';
import { PRINTER, PUNCH, PUNCH_CARD } from '../../commands/record-output.js';
import { READER } from '../../commands/load-frame.js';
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { printRecords } from '../../functions/unit-functions.js';
import { closeFile, endOfFile, inputOver, readDisk, writeDisk, type DiskStep } from './disk.js';
import {
  ASK,
  edited,
  endOfInput,
  needVariables,
  nextLine,
  nothingMoved,
  takeLine,
} from './lines.js';
import type { Execio } from './progress.js';
import { parseRequest } from './request.js';

/** Added to the return code of a CP command, and of a unit. */
const CP_BASE = 1000;
const UNIT_BASE = 100;
/** Cards or lines in one channel program's worth of work. */
const RECORDS = 100;
const CARD = 80;
const PRINT_LINE = 132;

function start(context: StepContext): StepResult {
  const request = parseRequest(context.text);
  // CP drops a file of the reader that has been read to its end
  if (request.operation === 'CARD') needVariables(context, request);
  const state: Execio = {
    ...{ request, moved: nothingMoved(), first: request.line, started: false, line: undefined },
    ...{ ended: undefined, commands: 0 },
  };
  return step(context, state);
}

function work(state: Execio, cost = 800): StepResult {
  return { effect: { kind: 'work' }, frame: state as unknown as Frame, cost };
}

function step(context: StepContext, state: Execio): StepResult {
  const { operation } = state.request;
  switch (operation) {
    case 'DISKR':
    case 'DISKRU':
      return afterDisk(context, state, readDisk(context, state));
    case 'DISKW':
      return afterDisk(context, state, writeDisk(context, state));
    case 'CP':
      return cpCommand(state);
    case 'CARD':
      return readCards(context, state);
    case 'PUNCH':
    case 'PRINT':
    case 'EMSG':
      return writeUnit(context, state);
  }
}

function afterDisk(context: StepContext, state: Execio, result: DiskStep): StepResult {
  if (result === 'more') return work(state);
  if (result === 'read') return { effect: { kind: 'read' }, frame: state as unknown as Frame };
  if ('ended' in result) return end(context, state, result.ended);
  return result;
}

/** All lines are moved: the count goes into the stem, the file is closed when FINIS asks for it. */
function end(context: StepContext, state: Execio, rc: number): StepResult {
  const { request, moved } = state;
  if (['DISKR', 'DISKRU', 'CARD', 'CP'].includes(request.operation)) {
    endOfInput(context, request, moved);
  }
  state.ended = rc;
  if (request.finis && request.operation.startsWith('DISK')) {
    return closeFile(context, request, { ...state }) ?? { rc };
  }
  return { rc };
}

function readCards(context: StepContext, state: Execio): StepResult {
  if (inputOver(state)) {
    return end(context, state, state.request.search !== undefined && !state.moved.found ? 3 : 0);
  }
  const { request, moved } = state;
  // a line that is looked for may be any: the cards behind it stay in the reader
  const count =
    request.search !== undefined ? 1 : Math.min(RECORDS, (request.count ?? Infinity) - moved.lines);
  const effect = { kind: 'read-cards', device: READER, count, width: LINE } as const;
  return { effect, frame: state as unknown as Frame };
}

function cardsRead(
  context: StepContext,
  state: Execio,
  { cards, end: how }: Extract<Answer, { kind: 'cards' }>,
): StepResult {
  const { request, moved } = state;
  for (const card of cards) {
    takeLine(context, request, moved, fromEbcdic(cardOrLine(card)), moved.lines + 1);
  }
  if (how === 'more' || inputOver(state)) return readCards(context, state);
  if (how === 'no-device') throw faultWith(UNIT_BASE * 2, 'EIO', 632, UNIT_BASE, 'RDCARD');
  if (how === 'error') throw faultWith(UNIT_BASE + 3, 'EIO', 632, 3, 'RDCARD');
  return end(context, state, endOfFile(request));
}

/** A CP command: of STRING, or as many from the program stack as lines are asked for. */
function cpCommand(state: Execio): StepResult {
  const { string } = state.request;
  if (string === undefined && state.line === undefined) {
    return { effect: { kind: 'read' }, frame: state as unknown as Frame };
  }
  const command = (string ?? state.line ?? '').trim();
  state.line = undefined;
  state.commands++;
  const effect = { kind: 'cp', command, buffered: true } as const;
  return { effect, frame: state as unknown as Frame };
}

function cpAnswered(
  context: StepContext,
  state: Execio,
  { rc, lines }: Extract<Answer, { kind: 'cp' }>,
): StepResult {
  const { request, moved } = state;
  for (const line of lines) {
    if (inputOver(state)) break;
    takeLine(context, request, moved, line, moved.lines + 1);
  }
  if (rc !== 0) return end(context, state, CP_BASE + rc);
  if (request.search !== undefined && !moved.found) return end(context, state, 3);
  const short = request.count !== undefined && moved.lines < request.count && !moved.found;
  return end(context, state, short ? 2 : 0);
}

/** Lines to the punch, the printer or the terminal. */
function writeUnit(context: StepContext, state: Execio): StepResult {
  const { request, moved } = state;
  const { operation, control } = request;
  const lines: string[] = [];
  let read = false;
  while (lines.length < RECORDS) {
    const line = state.line ?? nextLine(context, request, moved);
    if (typeof line !== 'string') {
      read = line === ASK;
      break;
    }
    state.line = undefined;
    moved.lines++;
    lines.push(edited(request, line));
  }
  if (lines.length === 0) {
    return read
      ? { effect: { kind: 'read' }, frame: state as unknown as Frame }
      : end(context, state, moved.truncated ? 1 : 0);
  }
  const frame = state as unknown as Frame;
  if (operation === 'EMSG') return { effect: { kind: 'work' }, frame, lines };
  const longest = operation === 'PUNCH' ? CARD : PRINT_LINE + (control === undefined ? 1 : 0);
  const records = lines.flatMap((line) => {
    if (line.length > longest) moved.truncated = true;
    const text = toEbcdic(line.slice(0, longest));
    if (operation === 'PUNCH') {
      const data = new Uint8Array(CARD).fill(0x40);
      data.set(text);
      return [{ command: PUNCH_CARD, data }];
    }
    const whole = control === undefined ? text : Uint8Array.of(...toEbcdic(control), ...text);
    return printRecords(whole.length === 0 ? Uint8Array.of(0x40) : whole);
  });
  const device = operation === 'PUNCH' ? PUNCH : PRINTER;
  return { effect: { kind: 'write-records', device, records }, frame, cost: 4 * records.length };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const state = frame as unknown as Execio;
  const { request } = state;
  if (frame['closing'] !== undefined) {
    const closing = closeFile(context, request, frame);
    if (closing !== undefined) return closing;
  }
  if (state.ended !== undefined) return { rc: state.ended };
  switch (answer.kind) {
    case 'line':
      // a null line is the end of lines without number
      if (request.count === undefined && answer.text === '' && request.operation !== 'CP') {
        return end(context, state, state.moved.truncated ? 1 : 0);
      }
      state.line = answer.text;
      return step(context, state);
    case 'cards':
      return cardsRead(context, state, answer);
    case 'cp':
      return cpAnswered(context, state, answer);
    case 'written': {
      const codes = { ok: 0, 'no-device': 100, 'not-ready': 2, error: 3 };
      const rc = codes[answer.result];
      const routine = request.operation === 'PUNCH' ? 'PUNCHC' : 'PRINTL';
      if (rc !== 0) throw faultWith(UNIT_BASE + rc, 'EIO', 632, rc, routine);
      return step(context, state);
    }
    default:
      return step(context, state);
  }
}

const plain = fileCommand('EXECIO', 6, 'EIO', start, resume);

/** NOTYPE leaves out the messages. */
function quietly(context: StepContext, result: StepResult): StepResult {
  if (!('rc' in result) || result.lines === undefined || result.data === true) return result;
  return /\bNOTYPE\b/i.test(context.text.split(/\bSTRING\b/i)[0]!) ? { rc: result.rc } : result;
}

/** The EXECIO command. */
export const execio = {
  ...plain,
  start: (context: StepContext) => quietly(context, plain.start(context)),
  resume: (frame: Frame, answer: Answer, context: StepContext) =>
    quietly(context, plain.resume!(frame, answer, context)),
};
