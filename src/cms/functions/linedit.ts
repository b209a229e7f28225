/**
 * LINEDIT (VM/370 CMS Command and Macro Reference, "LINEDIT"): a message whose fields of periods are filled in with
 * numbers and texts of the program, and what is done with it. The macro makes the list that is read here.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Command, StepContext, StepResult } from '../command.js';
import { callerList, fetchOf, programFunction, storeOf } from './caller-list.js';

/** Offsets in the list; the substitutions follow, eight bytes each: type, length (3), value or address. */
const LIST = { flags: 8, disposition: 9, count: 10, text: 12, buffer: 16, fields: 20 } as const;
const FIELD = 8;
/** A period is put behind the text; several blanks in a row become one. */
const FLAG = { dot: 0x80, compress: 0x40 } as const;
/** Where the message goes. */
const DISPOSITION = { type: 0, none: 1, print: 2, command: 3, error: 4, sio: 5 } as const;
/** Kinds of substitution: a value in hexadecimal or decimal, or what is at an address. */
const KIND = {
  hex: 1,
  hexAt: 2,
  hexGroups: 3,
  decimal: 4,
  decimalAt: 5,
  text: 6,
  textGroups: 7,
} as const;
/** Longest message, and most fields. */
const LONGEST = 130;
const MOST_FIELDS = 32;
const PRINTER = 0x00e;
const PRINT_SPACE = 0x09;
/** Return codes: more fields than periods, and a list that is none. */
const BAD_LIST = 24;

interface Field {
  readonly kind: number;
  readonly length: number;
  readonly value: number;
}

function lineEdit(context: StepContext): StepResult {
  const head = callerList(context, LIST.fields);
  const count = head.bytes[LIST.count]!;
  if (count > MOST_FIELDS) return { rc: BAD_LIST };
  const list = callerList(context, LIST.fields + count * FIELD);
  const fields = Array.from({ length: count }, (_, i): Field => {
    const word = list.view.getInt32(LIST.fields + i * FIELD);
    const value = list.view.getInt32(LIST.fields + i * FIELD + 4);
    return { kind: word >>> 24, length: word & 0xffffff, value };
  });
  const at = list.view.getInt32(LIST.text) & 0xffffff;
  const size = fetchOf(context, at, 1)[0]!;
  const text = fromEbcdic(fetchOf(context, at + 1, size));
  const message = edited(context, text, fields, list.bytes[LIST.flags]!);
  const buffer = list.view.getInt32(LIST.buffer) & 0xffffff;
  if (buffer !== 0) storeOf(context, buffer, Uint8Array.of(message.length, ...toEbcdic(message)));
  return disposed(list.bytes[LIST.disposition]!, message);
}

function edited(
  context: StepContext,
  text: string,
  fields: readonly Field[],
  flags: number,
): string {
  let next = 0;
  const filled = text.replace(/\.{2,}/g, (periods) => {
    const field = fields[next++];
    // periods for which there is nothing are text
    return field === undefined ? periods : fieldText(context, field, periods.length);
  });
  const whole = (flags & FLAG.compress) === 0 ? filled : filled.replace(/ {2,}/g, ' ');
  const cut = (flags & FLAG.compress) === 0 ? whole : whole.trimEnd();
  return ((flags & FLAG.dot) === 0 ? cut : `${cut}.`).slice(0, LONGEST);
}

/** The text of a field of `width` periods: numbers at its right end, without leading zeros, texts at its left. */
function fieldText(context: StepContext, field: Field, width: number): string {
  const { kind, length, value } = field;
  const address = value & 0xffffff;
  const word = (): number => {
    const bytes = fetchOf(context, address, 4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0);
  };
  const right = (digits: string): string => digits.slice(-width).padStart(width);
  const left = (characters: string): string => characters.slice(0, width).padEnd(width);
  const hex = (number: number): string => (number >>> 0).toString(16).toUpperCase();
  switch (kind) {
    case KIND.hex:
      return right(hex(value));
    case KIND.hexAt:
      return right(hex(word()));
    case KIND.hexGroups: {
      // eight digits and a blank for each four bytes
      const bytes = fetchOf(context, address, length === 0 ? Math.ceil((width * 4) / 9) : length);
      const digits = [...bytes].map((byte) => hex(byte).padStart(2, '0')).join('');
      return left((digits.match(/.{1,8}/g) ?? []).join(' '));
    }
    case KIND.decimal:
      return right(String(value));
    case KIND.decimalAt:
      return right(String(word()));
    case KIND.text:
      return left(fromEbcdic(fetchOf(context, address, length === 0 ? width : length)));
    case KIND.textGroups: {
      const size = length === 0 ? Math.ceil((width * 8) / 9) : length;
      const characters = fromEbcdic(fetchOf(context, address, size));
      return left((characters.match(/.{1,8}/gs) ?? []).join(' '));
    }
    default:
      return ' '.repeat(width);
  }
}

function disposed(disposition: number, message: string): StepResult {
  switch (disposition) {
    case DISPOSITION.none:
      return { rc: 0 };
    case DISPOSITION.print: {
      const data = toEbcdic(message === '' ? ' ' : message);
      const records = [{ command: PRINT_SPACE, data }];
      return { effect: { kind: 'write-records', device: PRINTER, records }, frame: {} };
    }
    case DISPOSITION.command:
      return { effect: { kind: 'cp', command: message, buffered: false }, frame: {} };
    case DISPOSITION.error:
      // SET EMSG says how much of it is shown
      return { rc: 0, lines: [message] };
    case DISPOSITION.type:
    case DISPOSITION.sio:
      return { rc: 0, lines: [message], data: true };
    default:
      return { rc: BAD_LIST };
  }
}

/** The function. */
export const lineEditFunction: Command = programFunction('LINEDIT', lineEdit, (_frame, answer) => {
  if (answer.kind === 'cp') return { rc: answer.rc };
  return { rc: answer.kind === 'written' && answer.result === 'ok' ? 0 : 100 };
});
