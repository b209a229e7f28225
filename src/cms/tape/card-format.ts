/**
 * Records of IEBPTPCH, which punches 81 bytes with a control character in front, and statements and records of IEBUPDTE
 * (OS/VS Utilities, GC35-0005; CMS Command and Macro Reference, "TAPPDS").
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { OsItem } from './os-item.js';

/** Columns that become a record of the file. */
export const CARD = 80;
/** How the records are to be looked at. */
export interface CardForm {
  readonly form: 'PDS' | 'NOPDS' | 'UPDATE';
  /** Data begins in column 1, else in column 2. */
  readonly column1: boolean;
}

/** Statements of IEBUPDTE with records behind them, and such as have none. */
const WITH_RECORDS = ['ADD', 'REPL', 'REPRO'];
const WITHOUT = ['ALIAS', 'LABEL', 'NUMBER', 'DELETE'];

/**
 * Length of the records of a block: 80 or 81; undefined when it is no number of whole ones. Data from column 2 on has 81.
 */
export function cardLength(block: Uint8Array, column1: boolean): number | undefined {
  const lengths = column1 ? [CARD, CARD + 1] : [CARD + 1];
  return lengths.find((length) => block.length > 0 && block.length % length === 0);
}

/** What a record is. */
export function readCard({ form, column1 }: CardForm, record: Uint8Array): OsItem {
  const from = column1 ? 0 : 1;
  const bytes = record.slice(from, from + CARD);
  if (form === 'PDS') {
    const name = memberName(bytes);
    if (name !== undefined) return { kind: 'member', name, alias: false };
  }
  if (form === 'UPDATE' && bytes[0] === 0x4b && bytes[1] === 0x61) {
    const item = statement(fromEbcdic(bytes));
    if (item !== undefined) return item;
  }
  const end = form !== 'NOPDS' && fromEbcdic(record.subarray(1, 5)) === 'END ';
  return { kind: 'record', bytes, end };
}

/** `MEMBER NAME=name`, as IEBPTPCH has it in front of a member, with or without blanks around the sign, or without it. */
function memberName(bytes: Uint8Array): string | undefined {
  // M, to be quick about the others
  if (bytes[0] !== 0xd4) return undefined;
  return /^MEMBER NAME(?: *= *| +)(\S{1,8}) *$/.exec(fromEbcdic(bytes))?.[1];
}

/** A statement `./ ADD NAME=name,...`; undefined for one that IEBUPDTE does not have, which is data then. */
function statement(text: string): OsItem | undefined {
  const [, word = '', operands = ''] =
    /^\.\/(?:[A-Z$#@][A-Z0-9$#@]*)? +(\S+)(?: +(\S+))?/.exec(text) ?? [];
  if (word === 'ENDUP') return { kind: 'last' };
  if (word === 'CHANGE') return { kind: 'bad' };
  if (WITHOUT.includes(word)) return { kind: 'nothing' };
  if (!WITH_RECORDS.includes(word)) return undefined;
  const name = /(?:^|,)NAME=([^,]+)/.exec(operands)?.[1];
  return { kind: 'member', name, alias: false };
}
