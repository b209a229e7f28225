/**
 * Statements and operands of assembler language (OS/VS-DOS/VSE-VM/370 Assembler Language, GC33-4010, "Coding
 * Conventions", "Terms, Literals and Expressions").
 */
import { fail } from './value.js';

/** Columns of a statement, from 1: ICTL sets them. */
export interface Columns {
  readonly begin: number;
  readonly end: number;
  /** 0 when statements are not continued. */
  readonly resume: number;
}

/** The columns without ICTL. */
export const STANDARD_COLUMNS: Columns = { begin: 1, end: 71, resume: 16 };

/** A source statement, its fields apart, variable symbols still in them. */
export interface RawStatement {
  readonly kind: 'statement' | 'comment' | 'hidden';
  /** Line number of its first card in its source, from 1. */
  readonly line: number;
  /** The cards as they are. */
  readonly cards: readonly string[];
  readonly label: string;
  readonly operation: string;
  /** The operand field, as written. */
  readonly operand: string;
  readonly remarks: string;
  /** Column of the remarks on their card, from 0. */
  readonly remarksAt: number;
  /** Message number when the cards are in error; 0 otherwise. */
  readonly fault: number;
}

/** Most cards of one statement: macro instructions and prototypes have no bound of their own. */
const MOST_CARDS = 300;
/** Number of the message about too many cards. */
export const TOO_MANY_CARDS = 69;
/** Operations in whose operands blanks may stand between parentheses. */
const BLANKS_IN_PARENTHESES = new Set(['AIF', 'SETB', 'AIFB']);

/** Whether the quote at `i` belongs to an attribute (L'NAME, T'&P), not to a string. */
export function isAttribute(text: string, i: number): boolean {
  return (
    /[LTSIKN]/i.test(text[i - 1] ?? '') &&
    !/[A-Za-z0-9@#$_]/.test(text[i - 2] ?? ' ') &&
    /[A-Za-z@#$_*&]/.test(text[i + 1] ?? '')
  );
}

/**
 * Reads the statement that begins at a line. A character other than blank behind the end column continues it in
 * the resume column of the next card; an operand that breaks off behind a comma goes on there too.
 * @returns the statement and the index of the line behind it
 */
export function readStatement(
  lines: readonly string[],
  at: number,
  columns: Columns = STANDARD_COLUMNS,
): { readonly statement: RawStatement; readonly next: number } {
  const { begin, end, resume } = columns;
  const cards = [lines[at]!.replaceAll('\t', ' ')];
  let fault = 0;
  const continues = (): boolean =>
    resume > 0 &&
    (cards.at(-1)![end] ?? ' ') !== ' ' &&
    cards.length < MOST_CARDS &&
    at + cards.length < lines.length;
  /** Takes the next card; gives what it holds from the resume column on. */
  const more = (): string => {
    const card = lines[at + cards.length]!.replaceAll('\t', ' ');
    cards.push(card);
    if (card.slice(begin - 1, resume - 1).trim() !== '') fault = 26;
    return card.slice(resume - 1, end);
  };
  let card = cards[0]!.slice(begin - 1, end);
  const result = (
    kind: RawStatement['kind'],
    fields: Partial<RawStatement> = {},
  ): { statement: RawStatement; next: number } => {
    while (continues()) more();
    if (resume > 0 && cards.length === MOST_CARDS && (cards.at(-1)![end] ?? ' ') !== ' ')
      fault = TOO_MANY_CARDS;
    return {
      statement: {
        ...{ kind, line: at + 1, cards, label: '', operation: '', operand: '' },
        ...{ remarks: '', remarksAt: 0, ...fields, fault },
      },
      next: at + cards.length,
    };
  };
  if (card.startsWith('*')) return result('comment');
  if (card.startsWith('.*')) return result('hidden');
  const head = /^(\S*)(?: +(\S+) *)?/.exec(card)!;
  const label = head[1]!.toUpperCase();
  const operation = (head[2] ?? '').toUpperCase();
  if (operation === '') {
    return card.trim() === '' ? result('comment') : result('statement', { label });
  }
  const keeps = BLANKS_IN_PARENTHESES.has(operation);
  let operand = '';
  let quoted = false;
  let depth = 0;
  let from = head[0].length;
  let offset = begin - 1;
  for (;;) {
    let i = from;
    for (; i < card.length; i++) {
      const c = card[i]!;
      if (c === "'") {
        const text = operand + card.slice(i, i + 2);
        if (quoted || !isAttribute(text, operand.length)) quoted = !quoted;
      } else if (!quoted && c === '(') depth++;
      else if (!quoted && c === ')') depth--;
      else if (c === ' ' && !quoted && !(keeps && depth > 0)) break;
      operand += c;
    }
    const ended = i < card.length;
    const goesOn = continues();
    if (ended && !(operand.endsWith(',') && goesOn)) {
      const rest = card.slice(i);
      const remarks = rest.trimStart();
      const remarksAt = offset + i + rest.length - remarks.length;
      const fields = { label, operation, operand, remarks: remarks.trimEnd(), remarksAt };
      return result('statement', fields);
    }
    if (!goesOn) break;
    card = more();
    offset = resume - 1;
    from = 0;
  }
  return result('statement', { label, operation, operand });
}

/**
 * Cuts an operand field at the commas outside quotes and parentheses.
 * @param ordered - a `)` must stand behind its `(`
 */
export function splitOperands(text: string, ordered = true): string[] {
  if (text === '') return [];
  const out: string[] = [];
  let depth = 0;
  let inside = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "'" && (inside || !isAttribute(text, i))) inside = !inside;
    else if (inside) continue;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === ',' && depth === 0) {
      out.push(text.slice(start, i));
      start = i + 1;
    }
    if (ordered && depth < 0) fail(24);
  }
  if (inside || depth !== 0) fail(inside ? 35 : 24);
  out.push(text.slice(start));
  return out;
}

/** The text between the quote at `from` and its partner, doubled quotes made single; and what follows. */
export function quoted(
  text: string,
  from: number,
): { readonly text: string; readonly next: number } {
  if (text[from] !== "'") fail(175);
  let out = '';
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] !== "'") out += text[i]!;
    else if (text[i + 1] === "'") {
      out += "'";
      i++;
    } else return { text: out, next: i + 1 };
  }
  return fail(35);
}
