/**
 * Statements and operands of assembler language (OS/VS-DOS/VSE-VM/370 Assembler Language, GC33-4010, "Coding
 * Conventions", "Terms, Literals and Expressions").
 */
import { AssemblyError, fail } from './value.js';

/** A source statement, its fields apart. */
export interface Statement {
  /** Line number of its first line, from 1. */
  readonly line: number;
  readonly label: string;
  /** In capitals; empty for a comment. */
  readonly operation: string;
  /** The operand field, as written. */
  readonly operand: string;
}

/** Where the operand field ends: at the first blank outside quotes. */
function operandEnd(text: string, from: number): number {
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    // L'NAME is an attribute, not a string
    if (c === "'" && (quoted || !isAttribute(text, i))) quoted = !quoted;
    else if (c === ' ' && !quoted) return i;
  }
  return text.length;
}

/** Whether the quote at `i` belongs to a length attribute. */
export function isAttribute(text: string, i: number): boolean {
  return (
    /[Ll]/.test(text[i - 1] ?? '') &&
    !/[A-Za-z0-9@#$_]/.test(text[i - 2] ?? ' ') &&
    /[A-Za-z@#$_*]/.test(text[i + 1] ?? '')
  );
}

/**
 * Cuts the source into statements. A character other than blank in column 72 continues a statement in
 * column 16 of the next line; columns 73-80 are not looked at.
 */
export function statements(source: string): Statement[] {
  const lines = source.split(/\r?\n/);
  const out: Statement[] = [];
  for (let n = 0; n < lines.length; n++) {
    const line = n + 1;
    let text = lines[n]!.replaceAll('\t', ' ');
    if (text.startsWith('*') || text.startsWith('.*') || text.trim() === '') continue;
    let continued = (text[71] ?? ' ') !== ' ';
    text = text.slice(0, 71);
    while (continued && n + 1 < lines.length) {
      n++;
      const next = lines[n]!.replaceAll('\t', ' ');
      // operands broken off after a comma leave blanks that do not count
      text = (/,\s*$/.test(text) ? text.trimEnd() : text.padEnd(71)) + next.slice(15, 71);
      continued = (next[71] ?? ' ') !== ' ';
    }
    const head = /^(\S*)\s+(\S+)\s*/.exec(text);
    if (head === null) {
      out.push({ line, label: text.trim().toUpperCase(), operation: '', operand: '' });
      continue;
    }
    const from = head[0].length;
    out.push({
      line,
      label: head[1]!.toUpperCase(),
      operation: head[2]!.toUpperCase(),
      operand: text.slice(from, operandEnd(text, from)),
    });
  }
  return out;
}

/** Cuts an operand field at the commas outside quotes and parentheses. */
export function splitOperands(text: string): string[] {
  if (text === '') return [];
  const out: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "'" && (quoted || !isAttribute(text, i))) quoted = !quoted;
    else if (quoted) continue;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === ',' && depth === 0) {
      out.push(text.slice(start, i));
      start = i + 1;
    }
    if (depth < 0) fail('unbalanced parentheses');
  }
  if (quoted || depth !== 0) throw new AssemblyError('unbalanced quotes or parentheses');
  out.push(text.slice(start));
  return out;
}

/** The text between the quote at `from` and its partner, doubled quotes made single; and what follows. */
export function quoted(
  text: string,
  from: number,
): { readonly text: string; readonly next: number } {
  if (text[from] !== "'") fail(`quote expected in ${text}`);
  let out = '';
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] !== "'") out += text[i]!;
    else if (text[i + 1] === "'") {
      out += "'";
      i++;
    } else return { text: out, next: i + 1 };
  }
  return fail(`no closing quote in ${text}`);
}
