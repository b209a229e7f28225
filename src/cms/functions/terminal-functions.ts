/**
 * TYPLIN, WAITRD, CONWAIT and ATTN (VM/370 CMS Command and Macro Reference, "WRTERM", "RDTERM", "WAITT";
 * CMS Program Logic, "DMSCWR", "DMSCRD", "DMSCAT"): what the macros WRTERM and RDTERM call by SVC 202.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { withoutTrailingBlanks } from '../blanks.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { stackLine } from '../program-stack.js';
import { callerList, fetchOf, programFunction, storeNumber, storeOf } from './caller-list.js';

/** Longest line that is read. */
const LINE = 130;
/** Flags of TYPLIN. */
const NO_EDIT = 0x80;
const LONG = 0x20;
const LONGEST = 1760;
/** Edit codes of WAITRD: whether the line is padded with blanks and translated to upper case. */
const EDIT: Readonly<Record<string, { readonly pad: boolean; readonly upper: boolean }>> = {
  U: { pad: true, upper: true },
  V: { pad: true, upper: false },
  S: { pad: false, upper: true },
  T: { pad: false, upper: false },
  X: { pad: false, upper: false },
};
const BAD_EDIT = 2;
const NO_STORAGE = 25;

/** TYPLIN: types a line. List: name, number and address, color, flags, length. */
function typeLine(context: StepContext): StepResult {
  const list = callerList(context, 16);
  const flags = list.bytes[13] ?? 0;
  const longest = (flags & LONG) !== 0 ? LONGEST : LINE;
  const length = Math.max(0, Math.min(longest, list.view.getInt16(14)));
  const bytes = fetchOf(context, list.view.getInt32(8) & 0xffffff, length);
  const text = fromEbcdic(bytes);
  const line = (flags & NO_EDIT) !== 0 ? text : withoutTrailingBlanks(text);
  return { rc: 0, lines: [line], data: true };
}

/** Flag of WAITRD: the list goes on with length of the buffer, and address and length of what is typed first. */
const LONG_LIST = 0x80;
/** Longest buffer that LENGTH may name. */
const MOST_LENGTH = 2030;
const BAD_LENGTH = 2;

/** WAITRD: reads a line. List: name, number and address, edit code, flags, length that was read (stored), and what flags say. */
function waitRead(context: StepContext): StepResult {
  const list = callerList(context, 16);
  const code = fromEbcdic(list.bytes.subarray(12, 13));
  if (EDIT[code] === undefined) return { rc: BAD_EDIT };
  const long = ((list.bytes[13] ?? 0) & LONG_LIST) !== 0;
  const more = long ? callerList(context, 28).view : undefined;
  const given = more?.getInt32(16) ?? 0;
  const length = given === 0 ? LINE : given;
  const prompt = more?.getInt32(24) ?? 0;
  if (length < 1 || length > MOST_LENGTH || prompt < 0 || prompt > LINE) return { rc: BAD_LENGTH };
  // the buffer must be there before the user is asked for anything
  fetchOf(context, list.view.getInt32(8) & 0xffffff, length);
  const frame = { code, length };
  if (prompt === 0) return { effect: { kind: 'read' }, frame };
  const text = fromEbcdic(fetchOf(context, (more?.getInt32(20) ?? 0) & 0xffffff, prompt));
  return { effect: { kind: 'read' }, frame, lines: [text.trimEnd()], data: true };
}

function lineRead(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const list = callerList(context, 16);
  const edit = EDIT[String(frame['code'])];
  const size = Number(frame['length'] ?? LINE);
  const text = answer.kind === 'line' ? answer.text.slice(0, size) : '';
  const bytes = toEbcdic(edit?.upper === true ? text.toUpperCase() : text);
  const out = edit?.pad === true ? new Uint8Array(size).fill(0x40) : new Uint8Array(bytes.length);
  out.set(bytes);
  storeOf(context, list.view.getInt32(8) & 0xffffff, out);
  storeNumber(context, list.at + 14, bytes.length, 2);
  return { rc: 0 };
}

/** ATTN: puts a line on the program stack. List: name, LIFO or FIFO, length (1) and address (3). */
function attention(context: StepContext): StepResult {
  const list = callerList(context, 16);
  const order = fromEbcdic(list.bytes.subarray(8, 12)) === 'FIFO' ? 'FIFO' : 'LIFO';
  const word = list.view.getInt32(12);
  const length = Math.min(LINE, word >>> 24);
  const line = fromEbcdic(fetchOf(context, word & 0xffffff, length));
  return { rc: stackLine(context.cms.stack, line, order) ? 0 : NO_STORAGE };
}

/** The functions. CONWAIT waits for what was typed, which every function does before it returns. */
export const terminalFunctions: readonly Command[] = [
  programFunction('TYPLIN', typeLine),
  programFunction('WAITRD', waitRead, lineRead),
  programFunction('CONWAIT', () => ({ rc: 0 })),
  programFunction('ATTN', attention),
];
