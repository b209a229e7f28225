/**
 * CARDRD, CARDPH and PRINTR (VM/370 CMS Command and Macro Reference, "RDCARD", "PUNCHC", "PRINTL"): one card
 * or line each.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { callerList, fetchOf, programFunction, storeNumber, storeOf } from './caller-list.js';

const READER = 0x00c;
const PUNCH = 0x00d;
const PRINTER = 0x00e;
const PUNCH_CARD = 0x41;
const CARD = 80;
/** Most of a line with its control character. */
const PRINT_LINE = 151;
/** High bit of the address: a length follows it. */
const LENGTH_GIVEN = 0x80;
const NOT_ATTACHED = 100;

/** CARDRD. List: name, buffer, length (when the high bit of the address says so), length read (stored). */
function readCard(context: StepContext): StepResult {
  const list = callerList(context, 16);
  const length = lengthOf(list.bytes, list.view);
  if (length === undefined) return { rc: 2 };
  fetchOf(context, list.view.getInt32(8) & 0xffffff, length);
  return { effect: { kind: 'read-cards', device: READER, count: 1 }, frame: { length } };
}

function cardRead(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (answer.kind !== 'cards') return { rc: 3 };
  const card = answer.cards[0];
  if (card === undefined) {
    switch (answer.end) {
      case 'no-device':
        return { rc: NOT_ATTACHED };
      case 'error':
        return { rc: 3 };
      default:
        // end of file, or no file at all
        return { rc: 1 };
    }
  }
  const list = callerList(context, 16);
  const wanted = Number(frame['length']);
  storeOf(context, list.view.getInt32(8) & 0xffffff, card.subarray(0, wanted));
  if (((list.bytes[8] ?? 0) & LENGTH_GIVEN) !== 0) {
    storeNumber(context, list.at + 14, Math.min(wanted, card.length), 2);
  }
  return { rc: wanted === card.length ? 0 : 5 };
}

/** CARDPH. List: name, address of 80 bytes. */
function punchCard(context: StepContext): StepResult {
  const list = callerList(context, 16);
  const data = fetchOf(context, list.view.getInt32(8) & 0xffffff, CARD);
  const records = [{ command: PUNCH_CARD, data }];
  return { effect: { kind: 'write-records', device: PUNCH, records }, frame: {} };
}

/** ANSI control characters: the command in front of the line (X'03': nothing). */
const BEFORE: ReadonlyMap<number, number> = new Map([
  [0x40, 0x0b],
  [0xf0, 0x13],
  [0x60, 0x1b],
  [0xf1, 0x8b],
]);
/** Machine codes that write; others do what they say and write nothing. */
const WRITES = new Set([0x01, 0x09, 0x11, 0x19, 0x89]);

/** Records for the printer that write a line with its control character (ANSI or machine code) in front. */
export function printRecords(
  line: Uint8Array,
): readonly { readonly command: number; readonly data: Uint8Array }[] {
  const control = line[0] ?? 0;
  const text = line.length === 1 ? Uint8Array.of(0x40) : line.slice(1);
  const before = BEFORE.get(control);
  const nothing = new Uint8Array(0);
  if (before !== undefined) {
    return [
      { command: before, data: nothing },
      { command: 0x01, data: text },
    ];
  }
  if (WRITES.has(control)) return [{ command: control, data: text }];
  return control === 0x4e ? [{ command: 0x01, data: text }] : [{ command: control, data: nothing }];
}

/** PRINTR. List: name, address of the line, its length with the control character in front. */
function printLine(context: StepContext): StepResult {
  const list = callerList(context, 16);
  // the table reference character and flags stand in front of it
  const length = list.view.getUint16(14);
  if (length < 1 || length > PRINT_LINE) return { rc: 1 };
  const line = fetchOf(context, list.view.getInt32(8) & 0xffffff, length);
  const records = printRecords(line);
  return { effect: { kind: 'write-records', device: PRINTER, records }, frame: {} };
}

function lengthOf(bytes: Uint8Array, view: DataView): number | undefined {
  if (((bytes[8] ?? 0) & LENGTH_GIVEN) === 0) return CARD;
  const length = view.getInt16(12);
  return length < 1 ? undefined : Math.min(length, CARD);
}

function written(notReady: number, error: number): (frame: Frame, answer: Answer) => StepResult {
  return (_frame, answer) => {
    if (answer.kind !== 'written') return { rc: error };
    const codes = { ok: 0, 'no-device': NOT_ATTACHED, 'not-ready': notReady, error };
    return { rc: codes[answer.result] };
  };
}

/** The functions of reader, punch and printer (CARDRD, CARDPH, PRINTR ...), for the table of functions. */
export const unitFunctions: readonly Command[] = [
  programFunction('CARDRD', readCard, cardRead),
  programFunction('CARDPH', punchCard, written(2, 3)),
  programFunction('PRINTR', printLine, written(4, 5)),
];
